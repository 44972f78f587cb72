package elements

import (
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
	for _, d := range r.documents {
		for i := range d.sections {
			s := &d.sections[i]
			if !s.is(key) {
				continue
			}
			answer := d.answer(s)
			if kept := withoutDeferrals(answer); kept != "" && telling(kept) {
				end := s.end
				for i+1 < len(d.sections) && d.sections[i+1].keys[0] == key { // "Budget:" below "Användning"
					i++
					if more := withoutDeferrals(d.answer(&d.sections[i])); more != "" {
						kept, end = kept+"\n\n"+more, d.sections[i].end
					}
				}
				return &span{d, s.start, end, kept}
			}
			deferred = deferred || strings.TrimSpace(answer) != ""
		}
	}
	if deferred {
		return nil
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

// telling: an answer needs two words, or one long one.
func telling(s string) bool {
	words := swedish.Words(s)
	return len(words) > 1 || len(words) == 1 && len(words[0].Fold) > 7
}

// withoutDeferrals keeps the sentences of an answer that say something now.
func withoutDeferrals(answer string) string {
	if !swedish.Defers(answer) {
		return answer
	}
	var kept []string
	words := 0
	for _, s := range swedish.Sentences(answer) {
		if text := answer[s.Start:s.End]; !swedish.Defers(text) {
			kept = append(kept, text)
			words += len(swedish.Words(text))
		}
	}
	if words < 4 {
		return ""
	}
	return strings.Join(kept, " ")
}

// sentence is a sentence with what its words tell.
type sentence struct {
	swedish.Span
	paragraph int
	tells     map[medelbot.ElementKey]int
	cue       int // where the first cue of the key asked for begins
	stops     bool
}

// tell finds the sentences of a document that tell an element by their own
// words, with those that go on from them.
func (d *document) tell(key medelbot.ElementKey, r *reader) *span {
	sentences := d.sentences(key, r)
	best, score := -1, 0
	for i, s := range sentences {
		if own := s.tells[key]; own > score && own >= 4 && !s.stops {
			best, score = i, own
		}
	}
	if best < 0 {
		return nil
	}
	first, last := best, best
	for first > 0 && belongs(sentences[first-1], key) && sentences[first-1].paragraph == sentences[best].paragraph && sentences[first-1].tells[key] >= 4 {
		first--
	}
	for last+1 < len(sentences) && last-best < 6 && sentences[last+1].paragraph == sentences[best].paragraph && belongs(sentences[last+1], key) {
		last++
	}
	var texts []string
	start := sentences[first].Start
	for i := first; i <= last; i++ {
		s := sentences[i]
		from := s.Start
		if i == first {
			from = d.elementStart(s)
			start = from
		}
		texts = append(texts, unwrap(d.text[from:s.End]))
	}
	// More of it may stand in other paragraphs.
	for i := last + 1; i < len(sentences) && len(texts) < 8; i++ {
		if s := sentences[i]; s.tells[key] >= 8 && belongs(s, key) {
			texts = append(texts, unwrap(d.text[s.Start:s.End]))
		}
	}
	return &span{d, start, sentences[last].End, strings.Join(texts, " ")}
}

// belongs tells whether a sentence tells of the element, or goes on without
// telling of another.
func belongs(s sentence, key medelbot.ElementKey) bool {
	if s.stops {
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
func (d *document) elementStart(s sentence) int {
	head := d.text[s.Start:max(s.Start, s.cue)]
	if s.cue > s.Start && (swedish.Seeks(head) || len(swedish.Accounts(head, "")) > 0) {
		return s.cue
	}
	return s.Start
}

// sentences splits what stands outside labelled answers and weighs each
// sentence's cues.
func (d *document) sentences(key medelbot.ElementKey, r *reader) []sentence {
	var out []sentence
	paragraph, end := 0, 0
	for _, span := range swedish.Sentences(d.text) {
		if strings.Contains(d.text[end:span.Start], "\n\n") || strings.Contains(d.text[end:span.Start], "\n \n") {
			paragraph++
		}
		end = span.End
		text := d.text[span.Start:span.End]
		s := sentence{Span: span, paragraph: paragraph, tells: map[medelbot.ElementKey]int{}, cue: span.Start}
		words := swedish.Words(text)
		first := -1
		for _, m := range swedish.Cues().Find(words) {
			k := medelbot.ElementKey(m.Key)
			if k != swedish.Other && k != medelbot.Contact {
				if !r.wants(k) {
					continue
				}
			}
			s.tells[k] += m.Weight
			if k == key && (first < 0 || m.First < first) {
				first = m.First
			}
		}
		if first >= 0 {
			s.cue = span.Start + words[first].Start
		}
		r.weighClauses(&s, words)
		if key == medelbot.Purpose {
			if at, ok := d.seekingPurpose(span, words); ok {
				s.tells[key] += 4
				if first < 0 || at < s.cue {
					s.cue = at
				}
			}
		}
		s.stops = d.labelled(span) || swedish.Closes(text) && s.tells[key] < 8 || strings.HasPrefix(text, ">") || len(words) < 3 ||
			swedish.Defers(text) || strings.HasSuffix(text, "?") || s.tells[medelbot.Contact] > s.tells[key]
		out = append(out, s)
	}
	return out
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
	for _, a := range d.amounts {
		if a.Start < span.Start || a.End > span.End || !a.Sought() {
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
