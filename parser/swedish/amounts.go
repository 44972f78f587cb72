package swedish

import (
	"fmt"
	"strings"

	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
)

// An Amount is a sum of money as written in a text.
type Amount struct {
	Start, End int
	Ore        int64  // hundredths of a krona, 0 unless it is in kronor
	Role       string // what the words around it make of it, "" if nothing
	Said       string // those words, as they are written; "" if the figures themselves tell
	Foreign    bool   // another currency
	Bare       bool   // no unit: a sum only where one was asked for
	Vague      bool   // a bound or "drygt": not a sum to pay
	Range      bool   // from ... to
	Each       bool   // per person, hour, region
	Broken     bool   // figures that cannot be read for certain
	Negative   bool   // with a true minus sign
	Result     bool   // after "=" or of a product or sum that is written out
	glued      bool   // joined to the amount before it by "och" or "plus"
}

// Kronor gives the whole kronor, öre cut off.
func (a Amount) Kronor() int64 { return a.Ore / 100 }

// usable tells whether the figure itself can be trusted.
func (a Amount) usable() bool {
	return !a.Vague && !a.Range && !a.Each && !a.Broken && !a.Negative && !a.Foreign
}

// Reason says in an English clause what speaks against taking the amount for
// the sum sought, "" if nothing does.
func (a Amount) Reason() string {
	switch {
	case a.Foreign:
		return "it is in another currency"
	case a.Broken:
		return "its figures cannot be read for certain"
	case a.Negative:
		return "it is less than nothing"
	case a.Range:
		return "it is a range and not one sum"
	case a.Each:
		return "it is what each person, hour or year costs"
	}
	why := roleReasons[a.Role]
	switch {
	case why != "" && a.Said != "":
		return fmt.Sprintf("%s: %q", why, a.Said)
	case why != "":
		return why
	case a.Vague:
		return "it is a bound and no sum"
	case a.Bare && a.Role != lexicon.SumSought:
		return "it has no unit, and nothing says that it is money"
	}
	return ""
}

// roleReasons says what the roles make of a sum that is not the one sought.
var roleReasons = map[string]string{
	lexicon.SumTotal: "it is called a total",
	lexicon.SumCost:  "it is what something costs",
	lexicon.SumOwn:   "somebody else than the fund pays it",
	lexicon.SumPart:  "it is a part of a sum",
	lexicon.SumRule:  "it is the call's bound",
	lexicon.SumPast:  "it was applied for, granted or spent earlier",
	lexicon.SumGone:  "it is withdrawn",
	lexicon.SumOld:   "another sum replaces it",
}

// Amounts finds the sums in cleaned text, in order, with their roles.
// Numbers without a unit are given as Bare if they could be sums.
func Amounts(s string) []Amount { return amounts(s, phrase.Words(s)) }

func amounts(s string, words []phrase.Word) []Amount {
	scale := int64(1)
	declared := false
	for _, m := range lexicon.DeclaredUnit().Find(words) {
		if declared = true; m.Key == "1000" {
			scale = 1000
		}
	}
	var list []Amount
	done := 0 // the text before is read
	for w, word := range words {
		if word.End <= done {
			continue
		}
		if k := strings.IndexAny(word.Fold, "0123456789"); k >= 0 {
			if end, ok := misread(words, w); ok {
				list = append(list, Amount{Start: word.Start, End: end, Broken: true})
				done = end
				continue
			}
			if k > 0 { // "SEK100"
				if kronor, _ := lexicon.Unit(word.Fold[:k]); kronor == 0 {
					done = word.End
					continue
				}
				k = strings.IndexAny(s[word.Start:word.End], "0123456789")
			}
			a, end := scanAmount(s, words, w, word.Start+k, scale, declared)
			if a.End > 0 {
				list = appendAmount(s, list, a)
			}
			done = max(end, word.Start+1)
			continue
		}
		if a, ok := wordAmount(s, words, w); ok {
			list = appendAmount(s, list, a)
			done = a.End
		}
	}
	setRoles(s, words, list)
	setReplaced(s, list)
	return list
}

// wordAmount reads a sum in number words that begins at words[w].
func wordAmount(s string, words []phrase.Word, w int) (Amount, bool) {
	value, n, one := scanNumeral(s, words, w)
	if n == 0 {
		return Amount{}, false
	}
	const least = 1000 // kronor, of a sum in words
	a := Amount{Start: words[w].Start, End: words[w+n-1].End, Ore: value * 100, Vague: vague(s, words, w)}
	multiply, end, kind := unitAfter(s, a.End)
	switch {
	case kind == unitForeign:
		a.Foreign, a.Ore, a.End = true, 0, end
	case kind == unitKronor && (!one || value*multiply >= least):
		a.Ore, a.End, a.Broken = a.Ore*multiply, end, !one
	case one && value >= least && strings.HasPrefix(strings.TrimLeft(s[a.End:], " "), "("):
		// "etthundratusen (100 000) kronor": the unit stands after both.
		a.Bare = true
	default:
		return Amount{}, false // number words without a unit are seldom money
	}
	return a, true
}

// most is the largest number of kronor, or of hundredths of them, that is told
// from others.
const most = 1_000_000_000_000_000

// scanAmount reads the figure that begins at s[start], in words[w], with its
// unit. An Amount without End is no sum. end is where to go on.
func scanAmount(s string, words []phrase.Word, w, start int, scale int64, declared bool) (a Amount, end int) {
	f := scanFigure(s, start)
	if runeBefore(s, start) == '+' || s[start] == '0' && f.decimals == 0 && f.end+1 < len(s) && isDigit(s[f.end+1]) && strings.IndexByte(" -/", s[f.end]) >= 0 && !brokenBefore(s, start) {
		return a, numberRun(s, f.end) // a phone number
	}
	if tied(s, f) {
		return a, tiedEnd(s, f.end)
	}
	a = Amount{Start: f.start, End: f.end, Broken: f.broken && (brokenBefore(s, start) || f.digits > 15), Negative: runeBefore(s, start) == '−'}
	if f.broken && !a.Broken {
		return Amount{}, f.end // "0 000", "0046"
	}
	multiply, unitEnd, kind := unitAfter(s, f.end)
	if after, ok := markedThousands(s, f); ok {
		multiply, unitEnd, kind = 1000, after, unitKronor
	}
	if kind == unitNone {
		multiply, kind = unitBefore(s, f.start)
		unitEnd = f.end
	}
	a.End = unitEnd
	switch kind {
	case unitForeign:
		a.Foreign = true
		return a, a.End
	case unitThousandOnly: // "100k": thousands of what?
		a.Broken = true
		return a, a.End
	case unitNone:
		if a.End, a.Bare, multiply = f.end, !declared, scale; !bareSum(s, words, w, f, declared) {
			return Amount{}, f.end
		}
	}
	if f.mant > most/multiply {
		f.mant, a.Broken = most/multiply, true
	}
	a.Ore = f.mant * multiply * 100
	for range f.decimals {
		a.Ore /= 10
	}
	a.Vague = vague(s, words, w)
	a.Each = each(s, a.End)
	if strings.HasPrefix(s[a.End:], "-tal") {
		return Amount{}, a.End
	}
	return a, a.End
}

// brokenBefore: "100 00 kr", "100\n000 kr": a group that other digits stand
// before.
func brokenBefore(s string, start int) bool {
	return start >= 2 && (s[start-1] == ' ' || s[start-1] == '\n') && isDigit(s[start-2])
}
