package elements

import (
	"slices"
	"sort"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
)

// sums finds the places of a document that state a sum: the answers to labels,
// and what its prose says with a word of applying.
func (r *reader) sums(d *document) []statedSum {
	out := d.budgetSums()
	asked := d.statesSought()
	var below *section // an answer that points further down
	for i := range d.sections {
		s := &d.sections[i]
		if !s.is(medelbot.Amount) {
			continue
		}
		if asked && d.isOfBudget(s) {
			r.refuseAnswer(medelbot.Amount, d, s, "another label asks what is sought")
			continue
		}
		sum, not := d.labelledSum(s)
		if not == "" {
			out = append(out, sum)
			continue
		}
		r.refuseAnswer(medelbot.Amount, d, s, "%s", not)
		if not == pointsBelow {
			below = s
		}
	}
	for _, group := range d.sentenceAmounts() {
		sum := swedish.ChooseSum(d.text, group, false)
		if sum.Kind == swedish.NoSum || sum.End == 0 {
			continue
		}
		if !anySought(group) {
			continue
		}
		out = append(out, statedSum{Sum: sum, evidence: d.around(sum.Start, sum.End), firm: true})
	}
	if len(out) == 0 && below != nil {
		out = d.totalBelow(below)
	}
	if len(out) == 0 && d.source != "" && swedish.ImpliesSum(d.text) {
		for _, s := range swedish.Sentences(d.text) {
			if text := d.text[s.Start:s.End]; swedish.ImpliesSum(text) && swedish.Seeks(text) {
				out = append(out, statedSum{Sum: swedish.Sum{Kind: swedish.ImpliedSum}, evidence: d.evidence(s.Start, s.End), firm: true})
				break
			}
		}
	}
	return out
}

// labelledSum reads the answer to a label that asks for the sum. not says why
// it states none. An answer in words is one that a person must read, unless the
// label may have asked for something else.
func (d *document) labelledSum(s *section) (sum statedSum, not string) {
	answer := d.answer(s)
	read := swedish.SumSought(unitOf(s.label)+answer, true)
	ev := d.evidence(s.start, s.end)
	switch off := swedish.PutsOff(answer); {
	case answer == "":
		return statedSum{}, "nothing stands under this label"
	case read.Kind == swedish.NoSum && swedish.PointsTo(phrase.Words(answer), lexicon.Below):
		return statedSum{}, pointsBelow
	case off && (read.Kind == swedish.NoSum || read.Kind == swedish.ImpliedSum):
		return statedSum{}, "it puts the answer off"
	case read.Kind != swedish.NoSum:
		return statedSum{Sum: read, evidence: ev, firm: true}, ""
	case s.weight < 4 || len(d.text[s.value:s.end]) >= 200:
		return statedSum{}, "it states no sum"
	}
	return statedSum{Sum: swedish.Sum{Kind: swedish.ImpliedSum}, evidence: ev, firm: true}, ""
}

// pointsBelow: the sum stands in a table further down.
const pointsBelow = "it points further down"

// totalBelow reads the total of the table to which an answer points: "Summa: se
// budget nedan". Where several totals differ, or somebody else pays a part, a
// person must look.
func (d *document) totalBelow(s *section) []statedSum {
	var total *statedSum
	doubt := false
	for _, a := range d.amounts {
		switch {
		case a.Start < s.end:
		case a.Own():
			doubt = true
		case !a.Total() || !a.Plain() || a.Foreign || a.Broken || a.Negative:
		case total == nil:
			total = &statedSum{Sum: swedish.Sum{Kind: swedish.OneSum, Kronor: a.Kronor(), Start: a.Start, End: a.End}, evidence: d.around(a.Start, a.End), firm: true}
		case total.Kronor != a.Kronor():
			doubt = true
		}
	}
	if total == nil {
		return nil
	}
	if doubt {
		total.Kind = swedish.DoubtSum
	}
	return []statedSum{*total}
}

// unitOf puts a unit that stands in the label before the answer.
func unitOf(label string) string {
	for _, w := range phrase.Words(label) {
		if kronor, _ := lexicon.Unit(w.Fold); kronor == 1000 {
			return "(belopp i tkr) "
		}
	}
	return ""
}

// sentenceAmounts groups the amounts outside labelled answers by sentence.
func (d *document) sentenceAmounts() [][]swedish.Amount {
	var groups [][]swedish.Amount
	if len(d.amounts) == 0 {
		return nil
	}
	k := 0
	for _, s := range swedish.Sentences(d.text) {
		var group []swedish.Amount
		for k < len(d.amounts) && d.amounts[k].Start < s.End {
			if a := d.amounts[k]; a.Start >= s.Start && !d.inBudget(a.Start) && !d.inAnswer(a.Start, medelbot.Amount, medelbot.Account, medelbot.Contact) {
				group = append(group, a)
			}
			k++
		}
		if len(group) > 0 {
			groups = append(groups, group)
		}
	}
	return groups
}

// inAnswer reports whether an offset lies in the answer of a label for one of
// the keys.
func (d *document) inAnswer(at int, keys ...medelbot.ElementKey) bool {
	for i := range d.sections {
		if s := &d.sections[i]; at >= s.value && at < s.end && slices.ContainsFunc(keys, s.is) {
			return true
		}
	}
	return false
}

// amountIn gives the first sum that holds a part of a stretch, nil if none.
func (d *document) amountIn(at swedish.Span) *swedish.Amount {
	i := sort.Search(len(d.amounts), func(i int) bool { return d.amounts[i].End > at.Start })
	if i == len(d.amounts) || d.amounts[i].Start >= at.End {
		return nil
	}
	return &d.amounts[i]
}

// inAmount reports whether a number is a part of a sum with its unit.
func (d *document) inAmount(number swedish.Span) bool {
	a := d.amountIn(number)
	return a != nil && !a.Bare
}
