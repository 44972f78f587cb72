package templates

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// functions are what templates can call beside those of text/template, in one
// language. Each is pure, and of the same type in every language.
func (l *language) functions() map[string]any {
	return map[string]any{
		"date":    func(t time.Time) string { return Glue(l.date(t)) },
		"day":     func(t time.Time) string { return Glue(l.day(t)) },
		"clock":   func(t time.Time) string { return t.Format(l.clock) },
		"kr":      l.kronor,
		"plural":  l.plural,
		"sep":     l.separator,
		"last":    func(i, n int) bool { return i == n-1 },
		"add":     func(a, b int) int { return a + b },
		"capital": capital,
		"small":   small,
		"tel":     telephone,
		"rule":    rule,
		"glue":    Glue,
	}
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

func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// small begins a text with a small letter, unless it begins with an abbreviation.
func small(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[size:]); size == 0 || unicode.IsUpper(next) {
		return s
	}
	return string(unicode.ToLower(r)) + s[size:]
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
