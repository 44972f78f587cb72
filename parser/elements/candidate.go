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

func (l *refusals) add(key medelbot.ElementKey, value string, evidence *medelbot.Evidence, why string) {
	value = quote(value)
	id := strings.Join([]string{string(key), evidence.Source, value}, "\n")
	if value == "" || l.known[id] || l.count[key] == maxCandidates {
		return
	}
	l.known[id] = true
	l.count[key]++
	l.tell(medelbot.Candidate{Element: key, Value: value, Evidence: *evidence, Why: swedish.MaskPersonnummer(why)})
}

// refuse tells somebody who wonders why text[start:end] is not the element.
// For everybody else it costs nothing.
func (r *reader) refuse(key medelbot.ElementKey, d *document, start, end int, why string, args ...any) {
	if r.refused != nil {
		r.refused.add(key, d.text[start:end], d.around(start, end), fmt.Sprintf(why, args...))
	}
}

// refuseAnswer tells why the answer to a label is not the element.
func (r *reader) refuseAnswer(key medelbot.ElementKey, d *document, s *section, why string, args ...any) {
	if r.refused == nil {
		return
	}
	value := d.answer(s)
	if value == "" {
		value = s.label
	}
	r.refused.add(key, value, d.evidence(s.start, s.end), fmt.Sprintf(why, args...))
}

// refuseStated tells why a value, as one place states it, is not the element.
func (r *reader) refuseStated(key medelbot.ElementKey, written string, evidence *medelbot.Evidence, why string) {
	if r.refused != nil {
		r.refused.add(key, written, evidence, why)
	}
}
