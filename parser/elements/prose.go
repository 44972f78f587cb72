package elements

import (
	"slices"
	"sort"
	"strings"

	"medelbot"
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
	deferred := false
	var budget *span // figures alone: an answer only where nothing is told in words
	for _, d := range r.documents {
		for i := range d.sections {
			s := &d.sections[i]
			if !s.is(key) {
				continue
			}
			answer := d.answer(s)
			if strings.TrimSpace(s.label) != "" && !strings.Contains(d.text[s.start:s.value], "\n") {
				answer = r.untilOther(answer, key)
			}
			// "Testbädd Patientkontrakt" says what is applied from, not what for.
			if key == medelbot.Purpose && swedish.OnlyReference(swedish.Words(answer)) {
				continue
			}
			if key == medelbot.Spending && swedish.OnlyOfFigures(answer) {
				deferred = true
				continue
			}
			if kept := withoutDeferrals(answer, key); kept != "" && telling(kept) {
				end := s.end
				for i+1 < len(d.sections) && d.sections[i+1].keys[0] == key { // "Budget:" below "Användning"
					i++
					if more := withoutDeferrals(d.answer(&d.sections[i]), key); telling(more) {
						kept, end = kept+"\n\n"+more, d.sections[i].end
					}
				}
				found := &span{d, s.start, end, kept}
				if !d.isBudget(s) {
					return found
				}
				if budget == nil {
					budget = found
				}
				continue
			}
			deferred = deferred || strings.TrimSpace(answer) != ""
		}
	}
	if deferred || budget != nil {
		return budget
	}
	for _, d := range r.documents {
		if s := d.tell(key, r); s != nil {
			return s
		}
	}
	if key == medelbot.Effects {
		return r.soThat()
	}
	return nil
}

// isBudget reports whether most lines of an answer are rows with a sum.
func (d *document) isBudget(s *section) bool {
	rows, lines := 0, 0
	for line := range strings.Lines(d.text[s.value:s.end]) {
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
		for _, m := range swedish.Cues().Find(swedish.Words(answer[span.Start:span.End])) {
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

// telling: an answer needs two words, or one long one. Figures alone tell
// nothing.
func telling(s string) bool {
	words := slices.DeleteFunc(swedish.Words(s), func(w swedish.Word) bool { return strings.Trim(w.Fold, "0123456789") == "" })
	return len(words) > 1 || len(words) == 1 && len(words[0].Fold) > 7
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
		found := swedish.Words(text)
		words += len(found)
		for _, m := range swedish.Cues().Find(found) {
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

// sentence is a sentence with what its words tell.
type sentence struct {
	swedish.Span
	paragraph int
	tells     map[medelbot.ElementKey]int // weight of the cues
	cue       map[medelbot.ElementKey]int // where the first of them begins
	closes    bool                        // greets, or ends the letter
	dumb      bool                        // tells no element: too short, a question, put off, labelled
}

// stops reports whether the sentence can be no part of the element.
func (s *sentence) stops(key medelbot.ElementKey) bool {
	return s.dumb || s.closes && s.tells[key] < 8 || s.tells[medelbot.Contact] > s.tells[key]
}

// most is the weight of what the sentence tells most of.
func (s *sentence) most() int {
	most := 0
	for _, n := range s.tells {
		most = max(most, n)
	}
	return most
}

// tell finds the sentences of a document that tell an element by their own
// words, with those that go on from them.
func (d *document) tell(key medelbot.ElementKey, r *reader) *span {
	sentences := d.readSentences(r)
	best, score := -1, 0
	for i := range sentences {
		if s := &sentences[i]; s.tells[key] > score && s.tells[key] >= 4 && !s.stops(key) && (s.tells[key] >= 8 || s.tells[key] >= s.most()) {
			best, score = i, s.tells[key]
		}
	}
	if best < 0 {
		return nil
	}
	near := func(i int) bool {
		return i >= 0 && i < len(sentences) && sentences[i].paragraph == sentences[best].paragraph && belongs(&sentences[i], key)
	}
	first, last := best, best
	for near(first-1) && sentences[first-1].tells[key] >= 4 {
		first--
	}
	for near(last+1) && last-best < 6 {
		last++
	}
	start := d.elementStart(&sentences[first], key)
	texts := []string{unwrap(d.text[start:sentences[first].End])}
	for _, s := range sentences[first+1 : last+1] {
		texts = append(texts, unwrap(d.text[s.Start:s.End]))
	}
	// More of it may stand in other paragraphs.
	for i := last + 1; i < len(sentences) && len(texts) < 8; i++ {
		if s := &sentences[i]; s.tells[key] >= 8 && belongs(s, key) {
			texts = append(texts, unwrap(d.text[s.Start:s.End]))
		}
	}
	return &span{d, start, sentences[last].End, strings.Join(texts, " ")}
}

// belongs tells whether a sentence tells of the element, or goes on without
// telling of another.
func belongs(s *sentence, key medelbot.ElementKey) bool {
	if s.stops(key) {
		return false
	}
	for k, n := range s.tells {
		if k != key && n > s.tells[key] && n >= 2 {
			return false
		}
	}
	return true
}

// elementStart cuts what stands before the element's own words in a sentence
// that first applies: "Region X söker 85 000 kr | för att hålla kurser".
func (d *document) elementStart(s *sentence, key medelbot.ElementKey) int {
	cue, ok := s.cue[key]
	if !ok || cue <= s.Start {
		return s.Start
	}
	if head := d.text[s.Start:cue]; swedish.Seeks(head) || len(swedish.Accounts(head, "")) > 0 {
		return cue
	}
	return s.Start
}

// readSentences weighs the cues of each sentence, once a document.
func (d *document) readSentences(r *reader) []sentence {
	if d.sentences != nil {
		return d.sentences
	}
	paragraph, end := 0, 0
	for _, span := range swedish.Sentences(d.text) {
		if strings.Contains(d.text[end:span.Start], "\n\n") || strings.Contains(d.text[end:span.Start], "\n \n") {
			paragraph++
		}
		end = span.End
		text := d.text[span.Start:span.End]
		words := swedish.Words(text)
		s := sentence{Span: span, paragraph: paragraph, tells: map[medelbot.ElementKey]int{}, cue: map[medelbot.ElementKey]int{}}
		for _, m := range swedish.Cues().Find(words) {
			k := medelbot.ElementKey(m.Key)
			if k != swedish.Other && k != medelbot.Contact && !r.wants(k) {
				continue
			}
			s.tells[k] += m.Weight
			if _, ok := s.cue[k]; !ok {
				s.cue[k] = span.Start + words[m.First].Start
			}
		}
		r.weighClauses(&s, words)
		if r.wants(medelbot.Purpose) {
			if at, ok := d.seekingPurpose(span, words); ok {
				s.tells[medelbot.Purpose] += 4
				if cue, ok := s.cue[medelbot.Purpose]; !ok || at < cue {
					s.cue[medelbot.Purpose] = at
				}
			}
		}
		s.closes = swedish.Closes(text)
		s.dumb = len(words) < 3 || strings.HasSuffix(text, "?") || strings.HasPrefix(text, ">") || d.labelled(span) || swedish.Defers(text)
		d.sentences = append(d.sentences, s)
	}
	return d.sentences
}

// weighClauses adds what the clauses tell that no single phrase does: plans,
// deeds, changes for the better. In a report a plan is the next step.
func (r *reader) weighClauses(s *sentence, words []swedish.Word) {
	plan, _ := swedish.Plan(words)
	report := r.wants(medelbot.Spending)
	switch {
	case plan == "":
	case report:
		s.tells[medelbot.NextSteps] += 4
	case r.wants(plan):
		s.tells[plan] += 6
	case r.wants(medelbot.Arrangement):
		s.tells[medelbot.Arrangement] += 6
	}
	if report && swedish.Told(words) {
		s.tells[medelbot.Arrangement] += 4
	}
	if r.wants(medelbot.Effects) && swedish.Improves(words) {
		s.tells[medelbot.Effects] += 4
	}
}

func (r *reader) wants(k medelbot.ElementKey) bool {
	for _, w := range r.in.Wanted {
		if w == k {
			return true
		}
	}
	return false
}

// labelled: the sentence lies in the answer to another label.
func (d *document) labelled(span swedish.Span) bool {
	for i := range d.sections {
		s := &d.sections[i]
		if span.Start < s.end && span.End > s.start && !isProse(s.keys[0]) {
			return true
		}
	}
	return false
}

// seekingPurpose: "söker 85 000 kr för att hålla kurser", "ansöker om 50 tkr
// till en studiecirkel". It gives where the purpose begins.
func (d *document) seekingPurpose(span swedish.Span, words []swedish.Word) (int, bool) {
	from := sort.Search(len(d.amounts), func(i int) bool { return d.amounts[i].Start >= span.Start })
	for _, a := range d.amounts[from:] {
		if a.End > span.End {
			break
		}
		if !a.Sought() {
			continue
		}
		for i, w := range words {
			at := span.Start + w.Start
			if at < a.End {
				continue
			}
			if at-a.End > 90 {
				break
			}
			switch w.Fold {
			case "for":
				if i+1 < len(words) && words[i+1].Fold == "att" {
					return at, true
				}
			case "till", "to":
				if i+1 < len(words) && !swedish.CallWord(words[i+1:min(len(words), i+4)]) {
					return at, true
				}
			}
		}
	}
	return 0, false
}

// soThat takes the effects from the purpose's own sentence.
func (r *reader) soThat() *span {
	p := r.found[medelbot.Purpose]
	if p == nil {
		return nil
	}
	text := p.text
	if text == "" {
		text = unwrap(p.d.text[p.start:p.end])
	}
	for _, s := range swedish.Sentences(text) {
		part := text[s.Start:s.End]
		at, ok := swedish.SoThat(swedish.Words(part))
		if !ok || len(swedish.Words(part[at:])) < 4 {
			continue
		}
		effects := part[at:]
		// Quote the place where it stands, which may be broken over lines.
		return &span{p.d, p.start, p.end, effects}
	}
	return nil
}
