package swedish

import (
	"strings"

	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
)

type unitKind int

const (
	unitNone unitKind = iota
	unitKronor
	unitForeign
	unitThousandOnly
)

// unitAfter reads the unit behind a number that ends at end.
func unitAfter(s string, end int) (multiply int64, newEnd int, kind unitKind) {
	i := end
	lines := 0
	for i < len(s) && isBlank(s[i]) {
		if s[i] == '\n' {
			lines++
		}
		i++
	}
	if lines > 1 || strings.IndexByte(s[end:i], '\t') >= 0 && lines == 0 {
		return 0, end, unitNone // another cell has its own meaning
	}
	if multiply, after, kind := unitSign(s, i); kind != unitNone {
		return multiply, after, kind
	}
	if i < len(s) && (s[i] == ')' || s[i] == '(') {
		return unitBehindBracket(s, i, end)
	}
	return unitWord(s, i, end)
}

// unitSign reads a unit that is no word, at s[i].
func unitSign(s string, i int) (multiply int64, newEnd int, kind unitKind) {
	for _, sign := range []string{":-", ":–", ":—", ":−", ",-", ",–", ";-", ".-"} {
		if strings.HasPrefix(s[i:], sign) {
			return 1, i + len(sign), unitKronor
		}
	}
	for _, sign := range []string{"€", "$", "£"} {
		if strings.HasPrefix(s[i:], sign) {
			return 0, i + len(sign), unitForeign
		}
	}
	return 0, i, unitNone
}

// unitBehindBracket reads the unit of a number that ends at end, where s[i] is a
// bracket: "etthundratusen (100 000) kronor", "100 000 (etthundratusen) kronor".
func unitBehindBracket(s string, i, end int) (multiply int64, newEnd int, kind unitKind) {
	if s[i] == ')' {
		if multiply, after, kind := unitAfter(s, i+1); kind == unitKronor {
			return multiply, after, kind
		}
		return 0, end, unitNone
	}
	length := strings.IndexByte(s[i+1:min(len(s), i+40)], ')')
	if length < 0 {
		return 0, end, unitNone
	}
	inner := s[i+1 : i+1+length]
	if strings.ContainsAny(inner, "0123456789") {
		return 0, end, unitNone
	}
	if value, _, ok := scanNumeral(inner, phrase.Words(inner), 0); !ok || value < 1000 {
		return 0, end, unitNone
	}
	if multiply, _, kind := unitAfter(s, i+length+2); kind == unitKronor {
		return multiply, end, unitKronor
	}
	return 0, end, unitNone
}

// unitWord reads the words at s[i] as the unit of a number that ends at end.
func unitWord(s string, i, end int) (multiply int64, newEnd int, kind unitKind) {
	rest := wordsAt(s, i)
	if len(rest) == 0 || rest[0].Start != i {
		return 0, end, unitNone
	}
	first := rest[0]
	if m, ok := lexicon.Unit(first.Fold); ok {
		if m == 0 {
			return 0, first.End, unitForeign
		}
		return m, first.End, unitKronor
	}
	if sek, ok := lexicon.CurrencyAdjective(first.Fold); ok && len(rest) > 1 {
		if sek {
			return 1, rest[1].End, unitKronor
		}
		return 0, rest[1].End, unitForeign
	}
	if m, ok := lexicon.Multiplier(first.Fold); ok {
		if len(rest) > 1 && rest[1].Start-first.End <= 2 {
			next := rest[1]
			if sek, ok := lexicon.CurrencyAdjective(next.Fold); ok && len(rest) > 2 {
				if sek {
					return m, rest[2].End, unitKronor
				}
				return 0, rest[2].End, unitForeign
			}
			if u, ok := lexicon.Unit(next.Fold); ok {
				if u == 0 {
					return 0, next.End, unitForeign
				}
				if u == 1 {
					return m, next.End, unitKronor
				}
			}
		}
		if lexicon.AloneMultipliers.Has(first.Fold) {
			if len(rest) > 1 && peopleOrThings(s, first, rest[1]) {
				return 0, end, unitNone
			}
			return m, first.End, unitKronor
		}
		if first.Fold == "k" {
			return 0, first.End, unitThousandOnly
		}
	}
	return 0, end, unitNone
}

// isKronor tells a unit of Swedish money.
func isKronor(fold string) bool {
	kronor, _ := lexicon.Unit(fold)
	return kronor > 0
}

// markedThousands reads the mark and unit by which hasty writers mean thousands:
// "80' kr".
func markedThousands(s string, f figure) (end int, ok bool) {
	for _, mark := range []string{"'", "’", "´"} {
		if strings.HasPrefix(s[f.end:], mark) && f.digits <= 3 {
			multiply, end, kind := unitAfter(s, f.end+len(mark))
			return end, kind == unitKronor && multiply == 1
		}
	}
	return 0, false
}

// peopleOrThings: "5 tusen invånare" counts no money.
func peopleOrThings(s string, unit, next phrase.Word) bool {
	return next.Start-unit.End == 1 && s[unit.End] == ' ' && len(next.Fold) > 4 && !Title(s[next.Start:])
}

// unitBefore reads a currency in front of the number ("SEK 100 000").
func unitBefore(s string, start int) (int64, unitKind) {
	trimmed := strings.TrimRight(s[:start], " :")
	for _, sign := range []string{"€", "$", "£"} {
		if strings.HasSuffix(trimmed, sign) {
			return 0, unitForeign
		}
	}
	if start-len(trimmed) > 2 {
		return 0, unitNone
	}
	trimmed = strings.TrimSuffix(trimmed, ".")
	k := len(trimmed)
	for k > 0 && (trimmed[k-1]|0x20 >= 'a' && trimmed[k-1]|0x20 <= 'z') {
		k--
	}
	name := phrase.Fold(trimmed[k:])
	if r := runeBefore(trimmed, k); r != 0 && isWordRune(r) {
		return 0, unitNone
	}
	m, ok := lexicon.Unit(name)
	if !ok || k > 0 && strings.HasSuffix(strings.TrimRight(trimmed[:k], " "), "0") {
		return 0, unitNone // "60 000 kr 20 000": the unit belongs to the number before it
	}
	if m == 0 {
		return 0, unitForeign
	}
	return m, unitKronor
}

// misread finds figures with letters for digits, as scanners and tired
// fingers make them: "1OO OOO kr", "l00 000 kr".
func misread(words []phrase.Word, w int) (end int, ok bool) {
	letters, digits := false, false
	for k := w; k < len(words) && k < w+4; k++ {
		t := words[k].Fold
		if k > w && isKronor(t) {
			return words[k].End, letters && digits
		}
		if len(t) > 3 || strings.Trim(t, "0123456789oli") != "" || k > w && words[k].Start-words[k-1].End > 1 {
			return 0, false
		}
		letters = letters || strings.ContainsAny(t, "oli")
		digits = digits || strings.ContainsAny(t, "0123456789")
	}
	return 0, false
}

// tied reports whether a figure is a piece of something longer.
func tied(s string, f figure) bool {
	if r := runeBefore(s, f.start); r == '/' || r == ':' && f.start > 1 && isDigit(s[f.start-2]) || r == '+' || r == '@' || r == '_' || r == '.' && f.start > 1 && isDigit(s[f.start-2]) {
		return true
	}
	if r := runeBefore(s, f.start); (r == '-' || r == '–') && f.start > 1 && isWordRune(runeBefore(s, f.start-len(string(r)))) && !rangeBefore(s, f) {
		return true
	}
	return tiedEnd(s, f.end) > f.end && !rangeAfter(s, f.end)
}

// tiedEnd follows digits joined by '-', '/', ':' or '.' without blanks.
func tiedEnd(s string, end int) int {
	for end+1 < len(s) && strings.IndexByte("-/:.", s[end]) >= 0 && isDigit(s[end+1]) {
		end++
		for end < len(s) && isDigit(s[end]) {
			end++
		}
	}
	return end
}

// numberRun follows groups of digits with blanks, hyphens and brackets between
// them, as phone numbers have.
func numberRun(s string, end int) int {
	for k := end; k < len(s) && (isDigit(s[k]) || strings.IndexByte(" -()/", s[k]) >= 0); k++ {
		if isDigit(s[k]) {
			end = k + 1
		}
	}
	return end
}

// rangeAfter: "50-75 tkr" and "50 000–75 000 kr" are ranges and not phones:
// a unit follows the second figure.
func rangeAfter(s string, end int) bool {
	rest := strings.TrimLeft(s[end:], " ")
	for _, mark := range []string{"-", "–", "—", "till ", "och ", "eller ", "to "} {
		if after, ok := strings.CutPrefix(rest, mark); ok {
			rest = strings.TrimLeft(after, " ")
			break
		}
	}
	start := len(s) - len(rest)
	if start == end || rest == "" || !isDigit(rest[0]) || onlyBlank(s[end:start]) {
		return false
	}
	g := scanFigure(s, start)
	if g.broken || tiedEnd(s, g.end) > g.end {
		return false
	}
	_, _, kind := unitAfter(s, g.end)
	return kind != unitNone
}

func rangeBefore(s string, f figure) bool {
	if f.broken {
		return false
	}
	_, _, kind := unitAfter(s, f.end)
	return kind != unitNone
}

// wordsAt gives the few words from offset i on.
func wordsAt(s string, i int) []phrase.Word {
	end := min(len(s), i+48)
	words := phrase.Words(s[i:end])
	for k := range words {
		words[k].Start += i
		words[k].End += i
	}
	if n := len(words); n > 0 && words[n-1].End == end && end < len(s) {
		words = words[:n-1] // may be cut
	}
	return words
}
