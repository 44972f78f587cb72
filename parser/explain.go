package parser

import (
	"cmp"
	"slices"

	"medelbot"
	"medelbot/parser/kind"
)

// explain gathers what was considered and not taken: of mail that concerns the
// fund also the values that lost.
func (r *reader) explain(verdict kind.Verdict) *medelbot.Explanation {
	e := &medelbot.Explanation{Kinds: append([]medelbot.RefusedKind{}, verdict.Refused...), Candidates: []medelbot.Candidate{}}
	switch verdict.Kind {
	case medelbot.Application, medelbot.Supplement:
		e.Candidates = append(e.Candidates, r.readApplication().candidates...)
	case medelbot.Report:
		e.Candidates = append(e.Candidates, r.readReport().candidates...)
	}
	known := medelbot.ElementsOf(r.opts.Calls)
	slices.SortStableFunc(e.Candidates, func(a, b medelbot.Candidate) int {
		return cmp.Compare(slices.Index(known, a.Element), slices.Index(known, b.Element))
	})
	return e
}
