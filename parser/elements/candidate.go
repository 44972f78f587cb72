package elements

import (
	"fmt"
	"strings"

	"medelbot"
	"medelbot/parser/swedish"
)

// maxCandidates bounds how much is told of one element to somebody who
// wonders: a text of figures alone would fill a book.
const maxCandidates = 30

// refusals collects what lost. The rules tell of it as they decide (refuse);
// what no rule has looked at is told of afterwards (explain).
type refusals struct {
	tell  func(medelbot.Candidate)
	known map[string]bool // element, source and value: the first reason counts
	count map[medelbot.ElementKey]int
}

func newRefusals(tell func(medelbot.Candidate)) *refusals {
	if tell == nil {
		return nil
	}
	return &refusals{tell: tell, known: map[string]bool{}, count: map[medelbot.ElementKey]int{}}
}

// add tells of a value of a source, once. Its evidence is looked for only then.
func (l *refusals) add(key medelbot.ElementKey, source, value string, evidence func() *medelbot.Evidence, why string, args ...any) {
	id := strings.Join([]string{string(key), source, value}, "\n")
	if l.known[id] || l.full(key) {
		return
	}
	l.known[id] = true
	if value = quote(value); value == "" {
		return
	}
	l.count[key]++
	l.tell(medelbot.Candidate{Element: key, Value: value, Evidence: *evidence(), Why: swedish.MaskPersonnummer(fmt.Sprintf(why, args...))})
}

// full reports whether enough was told of an element.
func (l *refusals) full(key medelbot.ElementKey) bool { return l.count[key] == maxCandidates }

// wonders reports whether somebody wants to know more of an element.
func (r *reader) wonders(key medelbot.ElementKey) bool {
	return r.refused != nil && !r.refused.full(key)
}

// refuse tells somebody who wonders why text[start:end] is not the element.
// For everybody else it costs nothing.
func (r *reader) refuse(key medelbot.ElementKey, d *document, start, end int, why string, args ...any) {
	if r.wonders(key) {
		r.refused.add(key, d.source, d.text[start:end], func() *medelbot.Evidence { return d.around(start, end) }, why, args...)
	}
}

// refuseAnswer tells why the answer to a label is not the element.
func (r *reader) refuseAnswer(key medelbot.ElementKey, d *document, s *section, why string, args ...any) {
	if !r.wonders(key) {
		return
	}
	value := d.answer(s)
	if value == "" {
		value = s.label
	}
	r.refused.add(key, d.source, value, func() *medelbot.Evidence { return d.evidence(s.start, s.end) }, why, args...)
}

// refuseStated tells why a value, as one place states it, is not the element.
func (r *reader) refuseStated(key medelbot.ElementKey, written string, evidence *medelbot.Evidence, why string) {
	if r.refused != nil {
		r.refused.add(key, evidence.Source, written, func() *medelbot.Evidence { return evidence }, "%s", why)
	}
}
