package elements

import (
	"slices"
	"strings"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
)

// prose reads an element that is told in sentences.
func (r *reader) prose(key medelbot.ElementKey) medelbot.Element {
	s := r.found[key]
	if s == nil {
		return medelbot.Element{}
	}
	text := s.text
	if text == "" {
		text = unwrap(s.d.text[s.start:s.end])
	}
	return medelbot.Element{
		Status:   medelbot.OK,
		Value:    &medelbot.Value{Text: swedish.MaskPersonnummer(text)},
		Evidence: s.d.evidence(s.start, s.end),
	}
}

// findProse looks for labelled answers first, then for sentences that tell
// the element, last for the "so that" of the purpose.
func (r *reader) findProse(key medelbot.ElementKey) *span {
	found, deferred := r.labelledProse(key)
	if deferred || found != nil && !(key == medelbot.Purpose && found.d.isRows(found)) {
		return found
	}
	for _, d := range r.documents {
		if s := d.tell(key, r); s != nil {
			return s
		}
	}
	if found != nil {
		return found // rows of figures, and no words
	}
	if key == medelbot.Effects {
		return r.soThat()
	}
	return nil
}

// labelledProse finds the first answer under a label for the element that says
// something. Rows of figures are one only where nothing is told in words.
// deferred tells that a label asks for the element and its answer says nothing
// yet: then no other words are taken for it.
func (r *reader) labelledProse(key medelbot.ElementKey) (found *span, deferred bool) {
	var budget *span
	for _, d := range r.documents {
		for i := range d.sections {
			s := &d.sections[i]
			if !s.is(key) {
				continue
			}
			text, not := r.toldUnder(d, s, key)
			switch {
			case not != "":
				r.refuseAnswer(key, d, s, "%s", not)
				deferred = deferred || not != onlyNamesCall && not != onlyFormality && strings.TrimSpace(d.answer(s)) != ""
			case !d.isBudget(s):
				return d.withMore(i, text, key), false
			case budget == nil:
				budget = d.withMore(i, text, key)
			}
		}
	}
	return budget, deferred
}

// onlyNamesCall: "Testbädd Patientkontrakt" says what is applied from, not what
// for. It puts nothing off.
const onlyNamesCall = "it only names the call"

// onlyFormality: below "Ekonomi" may stand no more than where to pay.
const onlyFormality = "it only says how much is to be paid, or where"

// toldUnder reads what the answer to a label says of the element, or why it
// says nothing.
func (r *reader) toldUnder(d *document, s *section, key medelbot.ElementKey) (text, not string) {
	answer := d.answer(s)
	if strings.TrimSpace(s.label) != "" && !strings.Contains(d.text[s.start:s.value], "\n") {
		answer = r.untilOther(answer, key)
	}
	switch {
	case key == medelbot.Purpose && swedish.OnlyReference(r.in.Vocabulary.Words(answer)):
		return "", onlyNamesCall
	case key == medelbot.Spending && swedish.OnlyOfFigures(answer):
		return "", "it speaks of figures and gives none"
	}
	switch text = withoutDeferrals(answer, key); {
	case strings.TrimSpace(answer) == "":
		return "", "nothing stands under this label"
	case text == "":
		return "", "it puts the answer off"
	case !telling(text) && key.Known(): // a call may ask for an age or a number
		return "", "it is too short to tell anything"
	case isFormality(text):
		return "", onlyFormality
	}
	return text, ""
}

// withMore adds the answers to the labels that follow and ask for the same:
// "Budget:" below "Användning".
func (d *document) withMore(i int, text string, key medelbot.ElementKey) *span {
	s := &d.sections[i]
	end := s.end
	for k := i + 1; k < len(d.sections) && d.sections[k].keys[0] == key; k++ {
		if more := withoutDeferrals(d.answer(&d.sections[k]), key); telling(more) {
			text, end = text+"\n\n"+more, d.sections[k].end
		}
	}
	return &span{d, s.start, end, text}
}

// isBudget reports whether most lines of an answer are rows with a sum.
func (d *document) isBudget(s *section) bool { return areRows(d.text[s.value:s.end]) }

// isRows is isBudget for an answer that was found.
func (d *document) isRows(s *span) bool {
	for i := range d.sections {
		if d.sections[i].start == s.start {
			return d.isBudget(&d.sections[i])
		}
	}
	return false
}

func areRows(text string) bool {
	rows, lines := 0, 0
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		lines++
		if len(line) < 80 && len(swedish.Amounts(line)) > 0 {
			rows++
		}
	}
	return rows > 1 && 2*rows > lines
}

// untilOther ends an answer that stands in running text where a sentence
// plainly tells another element.
func (r *reader) untilOther(answer string, key medelbot.ElementKey) string {
	for i, span := range swedish.Sentences(answer) {
		if i == 0 {
			continue
		}
		tells := map[medelbot.ElementKey]int{}
		for _, m := range lexicon.Cues().Find(phrase.Words(answer[span.Start:span.End])) {
			tells[medelbot.ElementKey(m.Key)] += m.Weight
		}
		for k, n := range tells {
			if (r.wants(k) && isProse(k) || k == medelbot.Contact) && n >= 8 && n > tells[key] {
				return strings.TrimSpace(answer[:span.Start])
			}
		}
	}
	return answer
}

// ageGroup: "över 75" and "65+ år" tell whom.
func ageGroup(s string) bool {
	words := phrase.Words(s)
	return len(words) == 2 && slices.ContainsFunc(words, func(w phrase.Word) bool { return len(w.Fold) == 2 && strings.Trim(w.Fold, "0123456789") == "" })
}

// telling: an answer needs two words, or one long one. Figures alone tell
// nothing.
func telling(s string) bool {
	words := slices.DeleteFunc(phrase.Words(s), func(w phrase.Word) bool { return strings.Trim(w.Fold, "0123456789") == "" })
	return len(words) > 1 || len(words) == 1 && (len(words[0].Fold) > 7 || ageGroup(s))
}

// enough is how many words beside one that puts off make an answer, if none of
// them is an element's own.
const enough = 12

// withoutDeferrals keeps the sentences of an answer that say something now.
// Beside a sentence that puts off, few words are its excuse: "Vår controller är
// sjuk."
func withoutDeferrals(answer string, key medelbot.ElementKey) string {
	if !swedish.Defers(answer) {
		return answer
	}
	var kept []string
	words, tells := 0, 0
	for _, s := range swedish.Sentences(answer) {
		text := answer[s.Start:s.End]
		if swedish.Defers(text) || swedish.Closes(text) {
			continue
		}
		kept = append(kept, text)
		found := phrase.Words(text)
		words += len(found)
		for _, m := range lexicon.Cues().Find(found) {
			if m.Key == string(key) {
				tells += m.Weight
			}
		}
	}
	if words < 4 || words < enough && tells == 0 {
		return ""
	}
	return strings.Join(kept, " ")
}

func (r *reader) wants(k medelbot.ElementKey) bool {
	for _, w := range r.in.Wanted {
		if w == k {
			return true
		}
	}
	return false
}
