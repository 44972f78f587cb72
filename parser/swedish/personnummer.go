package swedish

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"medelbot"
)

// Personnummer finds personal identity numbers and samordningsnummer in
// cleaned text: a real date (the day plus 60 in a samordningsnummer) and the
// Luhn check over ten digits (Folkbokföringslagen 1991:481, 18 §). An
// organisation number has a third digit of 2 or more and so no date.
func Personnummer(s string) []Span {
	var out []Span
	from := 0 // behind the last one found: its digits are no clearing number
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			continue
		}
		end := i
		for end < len(s) && isDigit(s[end]) {
			end++
		}
		if span, ok := personAt(s, from, i, end); ok {
			out = append(out, span)
			end, from = span.End, span.End
		}
		i = end
	}
	return out
}

// personAt tries the digits s[i:end] and, if they are a date, four more. What
// stands before s[from] is read already.
func personAt(s string, from, i, end int) (Span, bool) {
	if before := runeBefore(s, i); before == '.' || before == ',' && i > 1 && isDigit(s[i-2]) || before == '/' || before != 0 && isWordRune(before) {
		return Span{}, false
	}
	digits := s[i:end]
	split := false
	if n := len(digits); n == 6 || n == 8 {
		k := afterSeparator(s, end)
		if k == end || !fourDigits(s, k) {
			return Span{}, false
		}
		digits, end, split = digits+s[k:k+4], k+4, true
	}
	if len(digits) == 12 {
		year, _ := strconv.Atoi(digits[:4])
		if year < 1890 || year > 2099 {
			return Span{}, false
		}
		digits = digits[2:]
	}
	if len(digits) != 10 || !medelbot.Luhn(digits) || !medelbot.DateLike(digits[:6]) {
		return Span{}, false
	}
	if !split && digits[0] == '0' && digits[1] == '7' { // a mobile number written together
		return Span{}, false
	}
	if afterClearing(s[max(from, i-10):i]) {
		return Span{}, false
	}
	return Span{i, end}, true
}

// afterSeparator is where the four last digits may begin: behind a blank, a
// hyphen or another dash, or a plus sign of somebody over a hundred, which may
// have a blank on either side. Nothing is cleaned before it: names of files and
// what people type come with the dashes of word processors.
func afterSeparator(s string, k int) int {
	blank := func() {
		for _, b := range []string{" ", "\u00a0", "\u202f"} {
			if strings.HasPrefix(s[k:], b) {
				k += len(b)
				return
			}
		}
	}
	blank()
	if r, size := utf8.DecodeRuneInString(s[k:]); r == '+' || r == '-' || r >= '\u2010' && r <= '\u2015' || r == '\u2212' {
		k += size
		blank()
	}
	return k
}

func fourDigits(s string, k int) bool {
	if k+4 > len(s) || k+4 < len(s) && isDigit(s[k+4]) {
		return false
	}
	return isDigit(s[k]) && isDigit(s[k+1]) && isDigit(s[k+2]) && isDigit(s[k+3])
}

// afterClearing tells an account number by the clearing number that ends the
// words before it. Nordea's personal accounts (3300, 3782) do bear the holder's
// personnummer.
func afterClearing(words string) bool {
	before := strings.TrimRight(words, " ,-–")
	if len(before) == len(words) {
		return false
	}
	k := len(before)
	for k > 0 && (isDigit(before[k-1]) || before[k-1] == '-') {
		k--
	}
	clearing := strings.ReplaceAll(before[k:], "-", "")
	return (len(clearing) == 4 || len(clearing) == 5 && clearing[0] == '8') && clearing != "3300" && clearing != "3782"
}

// MaskPersonnummer puts X for every digit of every personal identity number
// and keeps the shape: "XXXXXXXX-XXXX". The date is personal too.
func MaskPersonnummer(s string) string {
	spans := Personnummer(s)
	if len(spans) == 0 {
		return s
	}
	b := []byte(s)
	for _, span := range spans {
		for i := span.Start; i < span.End; i++ {
			if isDigit(b[i]) {
				b[i] = 'X'
			}
		}
	}
	return string(b)
}
