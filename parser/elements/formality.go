package elements

import (
	"strings"

	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
)

// How long, in words, a sentence is at most that only says where to pay or how
// much, and how far its words of paying stand before the number.
const (
	formalWords = 14
	formalReach = 3
	formalSum   = 5 // words before the sum
)

// isFormality tells a sentence that says only where the money is to be paid, or
// how much is sought: "Sätt in pengarna på bankgiro 5050-1055." It speaks of the
// money, and not of what it is for.
func isFormality(text string) bool {
	words := phrase.Words(text)
	return len(words) <= formalWords && (onlyPays(text) || onlySums(text))
}

func onlyPays(text string) bool {
	for _, a := range swedish.Accounts(text, "") {
		before := text[:a.Start]
		words := phrase.Words(before)
		for _, m := range lexicon.Accounts().Find(words) {
			if m.Key == lexicon.SaysAccount && len(words)-m.After <= formalReach+1 && !strings.Contains(before[words[m.After-1].End:], ",") {
				return true
			}
		}
	}
	return false
}

func onlySums(text string) bool {
	for _, a := range swedish.Amounts(text) {
		words := phrase.Words(text[:a.Start])
		if (a.Sought() || a.Total()) && len(words) <= formalSum && strings.Trim(text[a.End:], " .!)") == "" && lexicon.NamesSum().Has(words, "") {
			return true
		}
	}
	return false
}
