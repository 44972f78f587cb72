package elements

import (
	"slices"
	"strings"

	"medelbot"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
)

// tell finds the sentences of a document that tell an element by their own
// words, with those that go on from them.
func (d *document) tell(key medelbot.ElementKey, r *reader) *span {
	sentences := d.readSentences(r)
	need := clear
	for i := range sentences {
		if sentences[i].putsOff[key] {
			need = sure // "what the money is for we tell later": hardly told elsewhere
		}
	}
	best, score := -1, 0
	for i := range sentences {
		s := &sentences[i]
		if s.tells[key] > score && s.tells[key] >= need && s.stops(key) == "" && (s.tells[key] >= sure || !d.answersOther(s, key)) {
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
	for near(first-1) && sentences[first-1].tells[key] >= hinted {
		first--
	}
	for near(last+1) && last-best < 6 && sentences[last+1].tells[key] >= faint {
		last++
	}
	start := d.elementStart(&sentences[first], key)
	texts := []string{unwrap(d.text[start:sentences[first].End])}
	for _, s := range sentences[first+1 : last+1] {
		texts = append(texts, unwrap(d.text[s.Start:s.End]))
	}
	// More of it may stand in other paragraphs.
	for i := last + 1; i < len(sentences) && len(texts) < 8; i++ {
		if s := &sentences[i]; s.tells[key] >= sure && belongs(s, key) {
			texts = append(texts, unwrap(d.text[s.Start:s.End]))
		}
	}
	return &span{d, start, sentences[last].End, strings.Join(texts, " ")}
}

// answersOther tells whether the sentence stands under a label for another
// element.
func (d *document) answersOther(s *sentence, key medelbot.ElementKey) bool {
	for i := range d.sections {
		// A label without a full stop is the beginning of its answer's sentence.
		if n := &d.sections[i]; s.Start < n.end && s.End > n.start && isProse(n.keys[0]) {
			return !n.is(key)
		}
	}
	return false
}

// belongs tells whether a sentence tells of the element, or goes on without
// telling of another.
func belongs(s *sentence, key medelbot.ElementKey) bool {
	if s.stops(key) != "" || s.bound && s.tells[key] == 0 {
		return false
	}
	for k, n := range s.tells {
		if k != key && n > s.tells[key] && n >= hinted {
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
	if d.sumsWithin(cue, s.End) {
		return s.Start // a list of sums and what each is for
	}
	if head := d.text[s.Start:cue]; swedish.Seeks(head) || len(swedish.Accounts(head, "")) > 0 {
		return cue
	}
	return s.Start
}

// sumsWithin tells whether a sum stands between two places of the text.
func (d *document) sumsWithin(from, to int) bool {
	return slices.ContainsFunc(d.amounts, func(a swedish.Amount) bool { return !a.Bare && a.Start >= from && a.End <= to })
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
		at, ok := swedish.SoThat(phrase.Words(part))
		if !ok || len(phrase.Words(part[at:])) < 4 {
			continue
		}
		effects := part[at:]
		// Quote the place where it stands, which may be broken over lines.
		return &span{p.d, p.start, p.end, effects}
	}
	return nil
}
