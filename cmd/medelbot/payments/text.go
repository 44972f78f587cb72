package payments

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// How long texts may be, in characters.
const (
	maxIdentifier = 35  // Max35Text
	maxName       = 70  // the format takes 140, the schemes behind it 70
	maxMessage    = 140 // Max140Text
)

// text makes a text of what banks take: the letters a to z, å, ä and ö, digits,
// blanks and / - ? : ( ) . , ' +. Other letters lose their marks (é becomes e),
// an ampersand becomes a plus, and anything else a blank. At most most
// characters are left.
func text(s string, most int) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(s) {
		switch {
		case allowed(r):
			b.WriteRune(r)
		case r == '&':
			b.WriteByte('+')
		case r == '–' || r == '—':
			b.WriteByte('-')
		default:
			b.WriteString(bare(r))
		}
	}
	clean := []rune(strings.Join(strings.Fields(b.String()), " "))
	if len(clean) > most {
		clean = clean[:most]
	}
	return strings.TrimSpace(string(clean))
}

func allowed(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("åäöÅÄÖ/-?:().,'+", r)
}

// bare is the letter without its marks, a blank if nothing of it is allowed.
func bare(r rune) string {
	switch r {
	case 'ø':
		return "ö"
	case 'Ø':
		return "Ö"
	case 'æ':
		return "ä"
	case 'Æ':
		return "Ä"
	case 'ß':
		return "ss"
	}
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) || !allowed(r) {
			return -1
		}
		return r
	}, norm.NFKD.String(string(r)))
	if plain == "" {
		return " "
	}
	return plain
}

// identifier makes an identifier that every bank takes: letters, digits and
// single hyphens, at most 35.
func identifier(s string) string {
	parts := strings.FieldsFunc(strings.ToUpper(s), func(r rune) bool {
		return (r < 'A' || r > 'Z') && (r < '0' || r > '9')
	})
	id := strings.Join(parts, "-")
	if len(id) > maxIdentifier {
		id = id[:maxIdentifier]
	}
	return strings.TrimRight(id, "-")
}
