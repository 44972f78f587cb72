package command

import (
	"regexp"
	"strings"

	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
)

const trySum = "75000, 75 000 kr or 75 tkr"

// bareFigure is a number that needs no unit where a sum is asked for.
var bareFigure = regexp.MustCompile(`^\d[\d .,'’]*$`)

// Sum reads a text that is one sum and nothing else, in whole kronor: "75000",
// "75 000 kr", "75 tkr", "75.000:-". What could be understood in two ways is an
// error.
func Sum(written string) (int64, error) {
	text := trimValue(swedish.Clean(written))
	if bareFigure.MatchString(text) {
		text += " kr"
	}
	list := swedish.Amounts(text)
	switch {
	case len(list) == 0:
		return 0, wrong(written, "is no sum of money", trySum)
	case len(list) > 1:
		return 0, wrong(written, "holds more than one sum", trySum)
	}
	a := list[0]
	why := a.Reason()
	switch {
	case why != "" && !a.Bare, a.Foreign, a.Broken, a.Range, a.Each, a.Vague, a.Negative, a.Result:
		return 0, wrong(written, "cannot be taken for one certain sum", trySum)
	case a.Start != 0 || !onlyFiller(text[a.End:]) || strings.ContainsAny(text[a.End:], "0123456789-+/"):
		return 0, wrong(written, "holds more than a sum", trySum)
	case a.Ore <= 0 || a.Ore%100 != 0:
		return 0, wrong(written, "is no sum in whole kronor", trySum)
	}
	return a.Kronor(), nil
}

// trimValue takes off what may stand around a value: blanks, a colon, words as
// "med" and "på" before it, thanks behind it.
func trimValue(s string) string {
	s = strings.Trim(s, " \t\n:=")
	for {
		words := phrase.FirstWords(s, 1)
		if len(words) == 0 || words[0].Start != 0 {
			break
		}
		krona, isUnit := lexicon.Unit(words[0].Fold) // "SEK 75 000"
		if !lexicon.BeforeValue.Has(words[0].Fold) && (!isUnit || krona != 1) {
			break
		}
		s = strings.TrimLeft(s[words[0].End:], " \t:=")
	}
	for {
		words := phrase.Words(s)
		if n := len(words); n > 0 && onlyMarks(s[words[n-1].End:]) && lexicon.AfterCommand.Has(words[n-1].Fold) {
			s = strings.TrimRight(s[:words[n-1].Start], " \t,.!;:")
			continue
		}
		break
	}
	return strings.TrimRight(s, " \t.,;!")
}

// onlyFiller tells a text that says nothing beside a value.
func onlyFiller(s string) bool {
	for _, w := range phrase.Words(s) {
		if !lexicon.AfterCommand.Has(w.Fold) && !lexicon.BeforeValue.Has(w.Fold) {
			return false
		}
	}
	return true
}

// onlyMarks tells a text without letters and digits.
func onlyMarks(s string) bool { return len(phrase.FirstWords(s, 1)) == 0 }
