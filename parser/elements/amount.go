package elements

import (
	"slices"
	"strings"

	"medelbot"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
)

// statedSum is a sum as one place states it.
type statedSum struct {
	swedish.Sum
	evidence *medelbot.Evidence
	firm     bool // the answer to a label, or with a word of applying
}

// amount reads the sum sought. Every place that states one must agree.
func (r *reader) amount() medelbot.Element {
	var sums []statedSum
	for _, d := range r.documents {
		sums = append(sums, r.sums(d)...)
	}
	if s := swedish.SumSought(r.subject, false); s.Kind == swedish.OneSum && s.Kronor > 0 || s.Kind == swedish.ForeignSum {
		sums = append(sums, statedSum{s, &medelbot.Evidence{Source: "subject", Quote: quote(r.subject)}, false})
	}
	if len(sums) == 0 {
		return r.loneAmount()
	}
	// A doubtful place says nothing where another states the sum plainly and
	// the doubt is about no other figure.
	best := sums[0]
	for _, s := range sums[1:] {
		switch {
		case s.Kind == best.Kind && s.Kronor == best.Kronor:
		case best.Kind == swedish.ImpliedSum || best.Kind == swedish.DoubtSum && !best.firm && s.Kind == swedish.OneSum:
			best = s
		case s.Kind == swedish.ImpliedSum || s.Kind == swedish.DoubtSum && !s.firm && best.Kind == swedish.OneSum:
		default:
			best.Kind = swedish.DoubtSum
		}
	}
	e := medelbot.Element{Evidence: best.evidence}
	switch {
	case best.Kind == swedish.ForeignSum:
		e.Status, e.Code = medelbot.Invalid, medelbot.NotSEK
	case best.Kind == swedish.ImpliedSum || best.Kind == swedish.OneSum && best.Kronor == 0:
		e.Status, e.Code = medelbot.Unclear, medelbot.NotANumber
	case best.Kind == swedish.DoubtSum:
		e.Status, e.Code = medelbot.Unclear, medelbot.Conflicting
	default:
		return r.judge(best.Kronor, best.evidence)
	}
	return e
}

// judge holds a plain sum against the call's cap.
func (r *reader) judge(kronor int64, ev *medelbot.Evidence) medelbot.Element {
	e := medelbot.Element{Status: medelbot.OK, Value: &medelbot.Value{SEK: kronor}, Evidence: ev}
	if r.in.Call != nil && r.in.Call.Cap > 0 && kronor > r.in.Call.Cap {
		e.Status, e.Code = medelbot.Invalid, medelbot.OverCap
	}
	return e
}

// loneAmount: a single sum in an application that no word ties to the applying.
// It is likely the one sought, and yet not certain.
func (r *reader) loneAmount() medelbot.Element {
	var found *medelbot.Evidence
	seeks, plain, ore := false, false, int64(0)
	for _, d := range r.documents {
		// Who names an account wants the money there.
		seeks = seeks || swedish.Seeks(d.text) || len(d.accounts(nil)) > 0
		for _, a := range d.amounts {
			if a.Bare || a.Foreign || !a.Plain() {
				continue
			}
			if found != nil && a.Ore != ore {
				return medelbot.Element{}
			}
			found, ore = d.around(a.Start, a.End), a.Ore
			// A point of its own in a list of answers: "- 75 000 kronor."
			point := strings.Trim(lineOf(d.text, a.Start, a.End), " \t.,*•-–") == d.text[a.Start:a.End]
			plain = plain || point || seeks && a.Total() // "Summa 15 000 kr"
		}
	}
	switch {
	case found == nil:
		return medelbot.Element{}
	case plain:
		return r.judge(ore/100, found)
	case !seeks:
		return medelbot.Element{}
	}
	return medelbot.Element{Status: medelbot.Unclear, Code: medelbot.Conflicting, Evidence: found}
}

// sums finds the places of a document that state a sum: the answers to labels,
// and what its prose says with a word of applying.
func (r *reader) sums(d *document) []statedSum {
	var out []statedSum
	for i := range d.sections {
		s := &d.sections[i]
		if !s.is(medelbot.Amount) {
			continue
		}
		if sum, not := d.labelledSum(s); not == "" {
			out = append(out, sum)
		} else {
			r.refuseAnswer(medelbot.Amount, d, s, "%s", not)
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
		out = append(out, statedSum{sum, d.around(sum.Start, sum.End), true})
	}
	if len(out) == 0 && d.source != "" && swedish.ImpliesSum(d.text) {
		for _, s := range swedish.Sentences(d.text) {
			if text := d.text[s.Start:s.End]; swedish.ImpliesSum(text) && swedish.Seeks(text) {
				out = append(out, statedSum{swedish.Sum{Kind: swedish.ImpliedSum}, d.evidence(s.Start, s.End), true})
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
	case off && (read.Kind == swedish.NoSum || read.Kind == swedish.ImpliedSum):
		return statedSum{}, "it puts the answer off"
	case read.Kind != swedish.NoSum:
		return statedSum{read, ev, true}, ""
	case s.weight < 4 || len(d.text[s.value:s.end]) >= 200:
		return statedSum{}, "it states no sum"
	}
	return statedSum{swedish.Sum{Kind: swedish.ImpliedSum}, ev, true}, ""
}

// unitOf puts a unit that stands in the label before the answer.
func unitOf(label string) string {
	for _, w := range phrase.Words(label) {
		switch w.Fold {
		case "tkr", "kkr", "tsek", "ksek":
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
			if a := d.amounts[k]; a.Start >= s.Start && !d.inAnswer(a.Start, medelbot.Amount, medelbot.Account, medelbot.Contact) {
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

// inAmount reports whether a number is a part of a sum with its unit.
func (d *document) inAmount(number swedish.Span) bool {
	return slices.ContainsFunc(d.amounts, func(a swedish.Amount) bool { return !a.Bare && a.Start < number.End && a.End > number.Start })
}

func anySought(group []swedish.Amount) bool {
	for _, a := range group {
		if a.Sought() {
			return true
		}
	}
	return false
}
