package swedish

import (
	"strings"

	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
)

// SumKind says what a text makes of the sum sought.
type SumKind int

const (
	NoSum      SumKind = iota // none is stated
	OneSum                    // stated, beyond doubt
	DoubtSum                  // stated as a range, in several ways, or so that it cannot be read
	ForeignSum                // stated in another currency
	ImpliedSum                // "högsta möjliga belopp": no figure
)

// A Sum is the sum sought, as one text states it.
type Sum struct {
	Kind       SumKind
	Kronor     int64
	Start, End int
}

// SumSought reads the sum that a cleaned text applies for, among its parts,
// totals, own funding, rules and history. asked tells that the text is the
// answer to the question which sum is sought: then a figure without a unit,
// and one without any word of applying, is one too.
func SumSought(s string, asked bool) Sum {
	sum := ChooseSum(s, Amounts(s), asked)
	if sum.Kind == NoSum && ImpliesSum(s) {
		return Sum{Kind: ImpliedSum}
	}
	return sum
}

// ChooseSum is SumSought for a text whose amounts are known already.
func ChooseSum(s string, list []Amount, asked bool) Sum {
	var kept []Amount
	for _, a := range list {
		if !callRule(s, a) && !quotedLine(s, a.Start) {
			kept = append(kept, a)
		}
	}
	if sum, ok := totalOfParts(kept); ok {
		return sum
	}
	for _, role := range []string{lexicon.SumSought, lexicon.SumTotal, ""} {
		if sum := chooseAmong(s, kept, role, asked); sum.Kind != NoSum {
			return sum
		}
	}
	for _, a := range kept { // only parts, costs or bounds: a person must ask
		if a.Role == lexicon.SumPart || a.Role == lexicon.SumCost || a.Role == lexicon.SumRule {
			return Sum{DoubtSum, a.Kronor(), a.Start, a.End}
		}
	}
	return Sum{}
}

// chooseAmong decides between the amounts of one role.
func chooseAmong(s string, list []Amount, role string, asked bool) Sum {
	var sum Sum
	var first Amount
	for i, a := range list {
		if a.Role != role {
			continue
		}
		here := Sum{OneSum, a.Kronor(), a.Start, a.End}
		switch {
		case a.Foreign:
			here.Kind = ForeignSum
		case a.Negative:
			continue
		case !a.usable(), a.Bare && !asked && role != lexicon.SumSought, listDash(s, a.Start) && !asked:
			here.Kind = DoubtSum
		case coordinated(s, list, i):
			here.Kind = DoubtSum
		}
		switch {
		case sum.Kind == NoSum:
			sum, first = here, a
		case role == "" && asked && restAddsUp(list, role, first):
			return sum // the first is the sum of those that follow
		case here.Kind == DoubtSum && a.Bare: // a loose figure beside a sum says nothing
		case sum.Kind == DoubtSum && first.Bare:
			sum, first = here, a
		case here.Kind != sum.Kind || a.Ore != first.Ore:
			sum.Kind = DoubtSum
		}
	}
	if sum.Kind == DoubtSum && role == "" && asked {
		if last := lastOf(list, role); last.usable() && addsUpTo(list, role, last) {
			return Sum{OneSum, last.Kronor(), last.Start, last.End}
		}
	}
	return sum
}

// totalOfParts: "behöver 18 000 kr för vikarier, 9 500 kr till handledning och
// 4 000 kr för resor, tillsammans 31 500 kr" seeks the total of its parts.
func totalOfParts(list []Amount) (Sum, bool) {
	var parts int64
	n, sought := 0, false
	for _, a := range list {
		switch {
		case a.Role == lexicon.SumTotal && a.usable() && n > 1 && sought && parts == a.Ore:
			return Sum{OneSum, a.Kronor(), a.Start, a.End}, true
		case a.Role != "" && a.Role != lexicon.SumPart && a.Role != lexicon.SumSought || !a.usable():
			return Sum{}, false
		}
		parts, n, sought = parts+a.Ore, n+1, sought || a.Role == lexicon.SumSought
	}
	return Sum{}, false
}

// coordinated: "söker 60 000 kr till lön och 40 000 kr till lokal" names sums of
// which none is the whole, unless the first is the sum of the others or a word
// says that they are its parts.
func coordinated(s string, list []Amount, i int) bool {
	const near = 80 // bytes between the sums of one list
	if i+1 >= len(list) || list[i].Result {
		return false
	}
	a, rest, glued := list[i], int64(0), false
	last := a.End
	for _, b := range list[i+1:] {
		if b.Role != "" && b.Role != lexicon.SumPart || b.Bare || lexicon.OfWhole.Has(phrase.Fold(b.Said)) {
			break
		}
		rest += b.Ore
		if b.Start-last < near && !strings.ContainsAny(s[last:b.Start], ".;:(\n") {
			glued = glued || b.glued
			last = b.End
		}
	}
	return glued && rest != a.Ore
}

func lastOf(list []Amount, role string) Amount {
	var last Amount
	for _, a := range list {
		if a.Role == role {
			last = a
		}
	}
	return last
}

// addsUpTo tells whether the amounts before the last one add up to it.
func addsUpTo(list []Amount, role string, last Amount) bool {
	var sum int64
	for _, a := range list {
		if (a.Role == role || a.Role == lexicon.SumPart) && a.Start < last.Start && a.usable() {
			sum += a.Ore
		}
	}
	return sum == last.Ore && sum > 0
}

func restAddsUp(list []Amount, role string, first Amount) bool {
	var sum int64
	for _, a := range list {
		if (a.Role == role || a.Role == lexicon.SumPart) && a.Start > first.Start && a.usable() {
			sum += a.Ore
		}
	}
	return sum == first.Ore && sum > 0 && first.usable()
}

// callRule: a bound in brackets, as in the call's own "(max 100 000 SEK)".
func callRule(s string, a Amount) bool {
	if !a.Vague && a.Role != lexicon.SumRule {
		return false
	}
	open := strings.LastIndexByte(s[max(0, a.Start-40):a.Start], '(')
	return open >= 0 && strings.LastIndexByte(s[max(0, a.Start-40):a.Start], ')') < open
}

func quotedLine(s string, i int) bool {
	return strings.HasPrefix(strings.TrimLeft(lineBefore(s, i), " "), ">")
}

// listDash: whether "- 100 000 kr" is a list or a minus nobody knows.
func listDash(s string, i int) bool {
	return strings.TrimSpace(lineBefore(s, i)) == "-"
}

// lineBefore gives what stands before i in its line, of an endless line a piece.
func lineBefore(s string, i int) string {
	piece := s[max(0, i-farthest):i]
	return piece[strings.LastIndexByte(piece, '\n')+1:]
}

// ImpliesSum finds "högsta möjliga belopp" and its like: a sum without figures.
func ImpliesSum(s string) bool { return lexicon.ImpliedSum().Has(phrase.Words(s), "") }

// Sought reports whether the words around the amount say that it is applied
// for.
func (a Amount) Sought() bool { return a.Role == lexicon.SumSought }

// Plain reports whether no words tell what the amount is.
func (a Amount) Plain() bool { return (a.Role == "" || a.Role == lexicon.SumTotal) && !a.Vague }

// Total reports whether the words around the amount call it a total.
func (a Amount) Total() bool { return a.Role == lexicon.SumTotal }

// Rule reports whether the words around the amount say that it is the call's
// bound.
func (a Amount) Rule() bool { return a.Role == lexicon.SumRule }

// Own reports whether the words around the amount say that somebody else than
// the fund pays it.
func (a Amount) Own() bool { return a.Role == lexicon.SumOwn }
