package phrase

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fold makes a string comparable: small letters, without the marks that people
// leave out or write the Norwegian way (å, ä and æ become a, ö and ø become o),
// without soft hyphens and zero-width characters, with hard blanks as ' ' and
// every dash as '-'. Folding twice changes nothing.
func Fold(s string) string {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return strings.Map(foldRune, s)
		}
	}
	return s
}

// foldRune folds one rune; -1 drops it.
func foldRune(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}
	switch r = unicode.ToLower(r); r {
	case 'å', 'ä', 'æ', 'à', 'á', 'â':
		return 'a'
	case 'ö', 'ø', 'ó', 'ò', 'ô':
		return 'o'
	case 'é', 'è', 'ë', 'ê':
		return 'e'
	case 'ü', 'ú':
		return 'u'
	case 'í':
		return 'i'
	case '\u0300', '\u0301', '\u0308', '\u030a', '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
		return -1
	case '\u00a0', '\u202f', '\u2009':
		return ' '
	case '–', '—', '‐', '‑', '−':
		return '-'
	}
	return r
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
