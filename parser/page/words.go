package page

import (
	"strconv"
	"strings"
)

// cleaner writes what is special in documents in letters that every reader
// knows. Check boxes and list marks of the fonts Wingdings and Symbol lie in the
// private area from U+F000 on.
var cleaner = strings.NewReplacer(
	"\u00ad", "", "\u200b", "", "\u2060", "", "\ufeff", "", "\u2011", "-", "\u2028", "\n", "\u2029", "\n", "\n", " ", "\r", "", "\x00", "",
	"\u2610", "[ ]", "\u2611", "[x]", "\u2612", "[x]",
	"\uf0fe", "[x]", "\uf0fd", "[x]", "\uf078", "[x]", "\uf053", "[x]", "\uf052", "[x]",
	"\uf0a8", "[ ]", "\uf06f", "[ ]", "\uf071", "[ ]", "\uf072", "[ ]", "\uf0a3", "[ ]",
	"\uf0b7", "- ", "\uf0a7", "- ", "\uf0d8", "- ", "\uf076", "- ",
	"\uf02c", ",", "\uf02d", "-", "\uf02e", ".", "\uf02f", "/",
)

// clean writes a text with letters that every reader knows. Other characters of
// the private area are pictures that mean nothing.
func clean(s string) string {
	s = cleaner.Replace(s)
	if strings.IndexFunc(s, isPrivate) < 0 {
		return s
	}
	return strings.Map(func(c rune) rune {
		if isPrivate(c) {
			return -1
		}
		return c
	}, s)
}

func isPrivate(c rune) bool { return c >= 0xe000 && c <= 0xf8ff }

// Symbols moves the letters of a font of symbols to the private area, where such
// fonts lie. Only there are they told from text.
func Symbols(s string) string {
	return strings.Map(func(c rune) rune {
		if c > ' ' && c < 0x100 {
			c += 0xf000
		}
		return c
	}, s)
}

// placeholders are the sentences that Word shows in a form's unfilled fields, in
// Swedish, English and the languages next door. Saved by another program or in an
// older format they are plain text.
var placeholders = strings.NewReplacer(
	"Klicka eller tryck här för att ange text.", "",
	"Klicka här för att ange text.", "",
	"Klicka eller tryck här för att ange ett datum.", "",
	"Klicka eller tryck här för att ange datum.", "",
	"Klicka eller tryck för att ange ett datum.", "",
	"Klicka här för att ange ett datum.", "",
	"Klicka här för att ange datum.", "",
	"Välj ett objekt.", "",
	"Välj ett alternativ.", "",
	"Click or tap here to enter text.", "",
	"Click here to enter text.", "",
	"Click or tap to enter a date.", "",
	"Click here to enter a date.", "",
	"Choose an item.", "",
	"Klikk eller trykk her for å skrive inn tekst.", "",
	"Klik eller tryk her for at skrive tekst.", "",
)

func withoutPlaceholders(s string) (clean string, found bool) {
	clean = placeholders.Replace(s)
	return clean, len(clean) != len(s)
}

// IsPlaceholder reports whether a form field's text only asks to be replaced:
// it is blank or begins as a prompt does.
func IsPlaceholder(s string) bool {
	s = strings.ToLower(strings.Trim(s, " \t\n\u00a0\u2002<>[]()_."))
	if s == "" {
		return true
	}
	for _, prompt := range []string{"klicka", "skriv ", "fyll i", "ange ", "välj ", "click ", "enter ", "choose ", "select ", "type here", "text här"} {
		if strings.HasPrefix(s, prompt) {
			return true
		}
	}
	return false
}

// Bullet is the label of an item of a list without numbers.
const Bullet = "-"

// Number writes a list number. The format is "1", "a", "A", "i", "I"; any other
// writes digits.
func Number(format string, n int) string {
	switch format {
	case "a", "A":
		return letterCase(format == "a", letters(n))
	case "i", "I":
		return letterCase(format == "i", roman(n))
	}
	return strconv.Itoa(n)
}

func letterCase(lower bool, s string) string {
	if lower {
		return strings.ToLower(s)
	}
	return s
}

// letters counts as word processors do: A to Z, then AA, BB.
func letters(n int) string {
	if n < 1 || n > 26*10 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune('A'+(n-1)%26)), (n-1)/26+1)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var out strings.Builder
	for _, d := range []struct {
		value int
		sign  string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= d.value; n -= d.value {
			out.WriteString(d.sign)
		}
	}
	return out.String()
}
