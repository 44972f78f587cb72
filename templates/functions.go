package templates

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// functions are what templates can call beside those of text/template. Each is
// pure.
var functions = map[string]any{
	"date":    func(t time.Time) string { return Glue(Date(t)) },
	"day":     func(t time.Time) string { return Glue(Day(t)) },
	"clock":   func(t time.Time) string { return t.Format("15.04") },
	"kr":      Kronor,
	"plural":  plural,
	"sep":     separator,
	"last":    func(i, n int) bool { return i == n-1 },
	"add":     func(a, b int) int { return a + b },
	"capital": capital,
	"tel":     telephone,
	"rule":    rule,
	"glue":    Glue,
}

// glued stands for a blank that no line is folded at while a letter is made. In
// the text part it becomes an ordinary one, so that dates can be searched for,
// in HTML a hard one. It is a private character, which foreign text has been rid of.
const glued = "\ue000"

// Glue marks the blanks of a text, such as a phone number in a view, so that no
// line is folded there. Render makes ordinary or hard blanks of them.
func Glue(s string) string { return strings.ReplaceAll(s, " ", glued) }

func unglue(s string) string { return strings.ReplaceAll(s, glued, " ") }

// hard is the no-break space U+00A0, which keeps a number and its unit together.
const hard = "\u00a0"

var (
	weekdays = [...]string{"söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag"}
	months   = [...]string{"januari", "februari", "mars", "april", "maj", "juni", "juli",
		"augusti", "september", "oktober", "november", "december"}
	numerals = [...]string{"noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"}
)

// Date writes a day as letters do: "fredag 14 maj 2021".
func Date(t time.Time) string {
	return weekdays[t.Weekday()] + " " + Day(t)
}

// Day writes a day without its weekday: "14 maj 2021".
func Day(t time.Time) string {
	return fmt.Sprintf("%d %s %d", t.Day(), months[t.Month()-1], t.Year())
}

// Kronor writes a sum in whole kronor with hard blanks: "85 000 kr".
func Kronor(sek int64) string {
	digits := strconv.FormatInt(sek, 10)
	sign := ""
	if digits[0] == '-' {
		sign, digits = "−", digits[1:]
	}
	var groups []string
	for len(digits) > 3 {
		groups = append([]string{digits[len(digits)-3:]}, groups...)
		digits = digits[:len(digits)-3]
	}
	return sign + strings.Join(append([]string{digits}, groups...), hard) + hard + "kr"
}

// plural writes a number of things: one is the whole phrase for a single one
// ("en uppgift", "ett mejl"), many the noun for several; up to twelve in words.
func plural(n int, one, many string) string {
	switch {
	case n == 1:
		return one
	case n == 0:
		return "inga " + many
	case n < len(numerals):
		return numerals[n] + " " + many
	}
	return strconv.Itoa(n) + hard + many
}

// separator is what stands before the i-th of n things in a sentence: nothing,
// a comma, or "och" before the last one. Swedish has no comma before "och".
func separator(i, n int) string {
	switch i {
	case 0:
		return ""
	case n - 1:
		return " och "
	}
	return ", "
}

func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// telephone keeps what a tel: link may hold of a number (RFC 3966, section 3).
func telephone(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, s)
}

// rule draws a line under a heading of the text part, as long as the heading.
func rule(heading string) string {
	return heading + "\n" + strings.Repeat("-", utf8.RuneCountInString(heading))
}
