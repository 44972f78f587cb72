package swedish

import (
	"slices"
	"strings"

	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
)

// Replaced tells which of two values a correction replaces.
type Replaced int

const (
	Neither Replaced = iota
	First            // "Byt ut 60 000 kr mot 80 000 kr"
	Second           // "80 000 kr (tidigare 60 000 kr)"
	ByMuch           // "Sänk 80 000 kr med 20 000 kr": neither is the new value
)

// reachReplaced is how far from each other, in bytes, a correction names the old
// value and the new one; aroundReplaced how far before and behind them it may
// stand.
const (
	reachReplaced  = 120
	aroundReplaced = 60
)

// Replaces reads from the words before, between and behind two values that follow
// each other in cleaned text whether one of them is only named because the other
// takes its place.
func Replaces(s string, a, b Span) Replaced {
	if b.Start < a.End || b.Start-a.End > reachReplaced {
		return Neither
	}
	gap := phrase.Words(s[a.End:b.Start])
	between := lexicon.Replacing().Find(gap)
	has := func(key string) bool { return hasKey(between, key) }
	if strings.Contains(s[a.End:b.Start], "->") || strings.Contains(s[a.End:b.Start], "→") || strings.Contains(s[a.End:b.Start], "=>") {
		return First
	}
	for _, m := range between {
		leads := m.After+1 >= len(gap) && (m.Key == lexicon.LeadsNew || m.Key == lexicon.OpensNew && m.First == 0)
		switch {
		case m.Key == lexicon.ClosesNew && m.First == 0:
			return Neither // of the first: "ska det vara"
		case leads && denied(gap[m.First:m.After]):
			return Second // "det ska inte vara"
		case leads, m.Key == lexicon.TurnsOld:
			return First
		}
	}
	const few = 4 // words that lead from one value to the other
	if len(gap) > 0 && len(gap) <= few && (has(lexicon.NamesOld) || len(gap) == 1 && gap[0].Fold == "var") {
		return Second
	}
	behind := phrase.Words(s[b.End:sentenceEnd(s, b.End)])
	for _, m := range lexicon.Replacing().Find(behind) {
		if m.Key == lexicon.ClosesNew && m.First == 0 && !denied(behind[:m.After]) {
			return First
		}
	}
	before := lexicon.Replacing().Find(phrase.Words(s[max(sentenceStart(s, a.Start), runeStart(s, a.Start-aroundReplaced)):a.Start]))
	swaps, changes := hasKey(before, lexicon.Swaps), hasKey(before, lexicon.Changes)
	switch {
	case changes && !swaps && len(gap) == 1 && lexicon.By.Has(gap[0].Fold):
		return ByMuch
	case (swaps || changes) && len(gap) > 0 && len(gap) <= few && leadsInto(gap):
		return First
	case hasKey(before, lexicon.Discards) && has(lexicon.Puts), hasKey(before, lexicon.NotThis) && has(lexicon.ButThat):
		return First
	}
	return Neither
}

// ledNew tells that the words of its clause lead to the number at start as to the
// right one: "det blev fel bankgiro, det ska vara".
func ledNew(s string, start int) bool {
	words := phrase.Words(s[clauseStart(s, start):start])
	for _, m := range lexicon.Replacing().Find(words) {
		if m.Key == lexicon.LeadsNew && m.After+1 >= len(words) && !denied(words[m.First:m.After]) {
			return true
		}
	}
	return false
}

func denied(words []phrase.Word) bool {
	return slices.ContainsFunc(words, func(w phrase.Word) bool { return lexicon.Denials.Has(w.Fold) })
}

// leadsInto tells words that lead from an old value to a new one: "mot", "till
// bankgiro". In "till tryck och" they lead to what the first is for.
func leadsInto(gap []phrase.Word) bool {
	last := gap[len(gap)-1].Fold
	return lexicon.Into.Has(last) || lexicon.Into.Has(gap[0].Fold) && lexicon.BesideNew.Has(last)
}

// setReplaced gives their roles to sums of which one takes the place of another.
func setReplaced(s string, list []Amount) {
	for i := 1; i < len(list); i++ {
		a, b := &list[i-1], &list[i]
		if !replaceable(a) || !replaceable(b) {
			continue
		}
		switch Replaces(s, Span{a.Start, a.End}, Span{b.Start, b.End}) {
		case First:
			a.Role, b.Role = lexicon.SumOld, lexicon.SumSought
		case Second:
			b.Role = lexicon.SumOld
		case ByMuch:
			a.Vague, b.Vague = true, true
		}
	}
}

// replaceable: what is called a cost or a part, or is a bound, takes no sum's
// place.
func replaceable(a *Amount) bool {
	return a.usable() && (a.Role == "" || a.Role == lexicon.SumSought || a.Role == lexicon.SumTotal || a.Role == lexicon.SumOld)
}

func hasKey(found []phrase.Match, key string) bool {
	for _, m := range found {
		if m.Key == key {
			return true
		}
	}
	return false
}

// runeStart moves a byte offset to the beginning of a letter.
func runeStart(s string, i int) int {
	for i = max(i, 0); i < len(s) && s[i]&0xC0 == 0x80; i++ {
	}
	return i
}
