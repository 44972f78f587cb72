package swedish

import (
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// A Phone is a telephone number found in a text.
type Phone struct {
	Start, End int
	E164       string // +46701740605
}

// Phones finds telephone numbers in cleaned text: those that begin with 0 or
// +, grouped by blanks, hyphens (also spaced dashes), dots or brackets.
func Phones(s string) []Phone {
	var out []Phone
	for i := 0; i < len(s); i++ {
		if s[i] != '0' && s[i] != '+' && !(s[i] == '(' && i+1 < len(s) && (s[i+1] == '0' || s[i+1] == '+')) {
			continue
		}
		if before := runeBefore(s, i); isWordRune(before) || before == '+' || before == '(' || i >= 2 && strings.ContainsRune("-.:/–", before) && isDigit(s[i-2]) {
			continue
		}
		end, digits := phoneRun(s, i)
		if e164 := e164(digits); e164 != "" {
			out = append(out, Phone{i, end, e164})
			i = end - 1
		}
	}
	return out
}

// phoneRun follows a number from s[i] and collects its digits (and the plus).
func phoneRun(s string, i int) (end int, digits string) {
	buf := make([]byte, 0, 16)
	end = i
	for k := i; k < len(s) && len(buf) < 16; {
		switch c := s[k]; {
		case isDigit(c):
			// "08-465 004 12 070-174 06 05": a new number begins.
			if c == '0' && len(buf) >= 9 && k > 0 && !isDigit(s[k-1]) && k+2 < len(s) && isDigit(s[k+1]) && isDigit(s[k+2]) {
				return end, string(buf)
			}
			buf = append(buf, c)
			k++
			end = k
		case c == '+' && len(buf) == 0:
			buf = append(buf, c)
			k++
		case c == ' ' || c == '-' || c == '.' && k+1 < len(s) && isDigit(s[k+1]) || c == '(' || c == ')' || c == '/' && len(buf) <= 4:
			if strings.HasPrefix(s[k:], "(0)") && len(buf) > 0 { // +46 (0)70
				k += 3
				continue
			}
			if c == '(' && len(buf) > 0 && !(k+1 < len(s) && isDigit(s[k+1]) && len(buf) < 5) || strings.HasPrefix(s[k:], "   ") {
				return end, string(buf)
			}
			k++
		case c == '\n' && k > 0 && s[k-1] == '-': // broken at its hyphen
			k++
		case strings.HasPrefix(s[k:], "–"):
			k += len("–")
		default:
			return end, string(buf)
		}
	}
	return end, string(buf)
}

// e164 gives the international form, "" if the digits are no possible number.
// The library is asked with the Swedish numbering plan as home.
func e164(digits string) string {
	if after, ok := strings.CutPrefix(digits, "00"); ok {
		digits = "+" + after
	}
	// +46 070: the national zero was kept.
	if after, ok := strings.CutPrefix(digits, "+460"); ok {
		digits = "+46" + after
	}
	if len(digits) < 8 || len(digits) > 16 {
		return ""
	}
	number, err := phonenumbers.Parse(digits, "SE")
	if err != nil || !phonenumbers.IsValidNumber(number) {
		return ""
	}
	return phonenumbers.Format(number, phonenumbers.E164)
}
