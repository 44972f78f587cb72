package swedish

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
)

// Names finds names of persons in cleaned text: two to four words with
// capitals (with particles such as "von"), none of which is a word that
// organisations, titles and headings begin with.
func Names(s string) []Span {
	var out []Span
	words := nameWords(s)
	for i := 0; i < len(words); i++ {
		if !nameWord(s, words[i]) {
			continue
		}
		j := i + 1
		for j < len(words) && j-i < 4 && nameGap(s, words[j-1].End, words[j].Start) &&
			(nameWord(s, words[j]) || lexicon.NameParticles.Has(words[j].Fold) && j+1 < len(words) && nameWord(s, words[j+1])) {
			j++
		}
		if j-i >= 2 && !notAPerson(words, i, j) {
			out = append(out, Span{words[i].Start, words[j-1].End})
		}
		i = max(i, j-1)
	}
	return out
}

// nameWords are words as names have them: hyphens and apostrophes join.
func nameWords(s string) []phrase.Word {
	var out []phrase.Word
	for _, w := range phrase.Words(s) {
		if n := len(out); n > 0 && out[n-1].End+1 == w.Start && (s[w.Start-1] == '-' || s[w.Start-1] == '\'') {
			out[n-1].End = w.End
			out[n-1].Fold += "-" + w.Fold
			continue
		}
		out = append(out, w)
	}
	return out
}

// nameGap: what may stand between two words of a name. A line end may, if the
// mail program put it there.
func nameGap(s string, from, to int) bool {
	switch s[from:to] {
	case " ", "  ":
		return true
	case ". ": // of an initial, not of a sentence
		return from > 0 && utf8.RuneCountInString(s[strings.LastIndexAny(s[:from], " \n\t")+1:from]) == 1
	case "\n":
		return wrappedBefore(s, from)
	}
	return false
}

func nameWord(s string, w phrase.Word) bool {
	text := s[w.Start:w.End]
	r, _ := utf8.DecodeRuneInString(text)
	if !unicode.IsUpper(r) || lexicon.NotNames.Has(w.Fold) || strings.ContainsAny(text, "0123456789") {
		return false
	}
	if utf8.RuneCountInString(text) == 1 { // an initial
		return w.End < len(s) && s[w.End] == '.'
	}
	// Capitals throughout are an abbreviation, unless the name is shouted.
	if text == strings.ToUpper(text) && utf8.RuneCountInString(text) < 4 {
		return false
	}
	return !is(lexicon.NotNameParts(), w.Fold) && !(w.Start > 0 && s[w.Start-1] == '@') && !(w.End < len(s) && s[w.End] == '@')
}

// notAPerson: "Region Skåne", "Nära vård" and the like.
func notAPerson(words []phrase.Word, i, j int) bool {
	if i > 0 && lexicon.NotBeforeNames.Has(words[i-1].Fold) {
		return true
	}
	return j < len(words) && words[j].Fold == "kommun"
}

// PersonName cleans a display name: "Ek Anna (RST)" , "Ek, Anna", "ANNA EK".
func PersonName(display string) string {
	display = strings.Trim(Clean(display), " '\"")
	if strings.ContainsRune(display, '@') {
		return ""
	}
	if i := strings.IndexAny(display, "(/|["); i > 0 {
		display = strings.TrimSpace(display[:i])
	}
	if last, first, ok := strings.Cut(display, ","); ok {
		if f := strings.Fields(first); len(f) > 0 && len(f) <= 2 && Title(f[0]) {
			display = strings.TrimSpace(first) + " " + strings.TrimSpace(last)
		} else {
			display = last
		}
	}
	var kept []string
	for _, f := range strings.Fields(withCapitals(display)) {
		fold := phrase.Fold(f)
		if !Title(f) && !lexicon.NameParticles.Has(fold) || len(kept) > 0 && (f == strings.ToUpper(f) && utf8.RuneCountInString(f) > 1 && display != strings.ToUpper(display) || lexicon.NotNames.Has(fold)) {
			break
		}
		kept = append(kept, f)
	}
	return strings.Join(kept, " ")
}

// withCapitals gives a name that somebody typed in small letters, "malin ek", its
// capitals. One word alone may be a mailbox's, and a word of an office no name.
func withCapitals(display string) string {
	fields := strings.Fields(display)
	if display != strings.ToLower(display) || len(fields) < 2 || len(fields) > 4 {
		return display
	}
	for i, f := range fields {
		fold := phrase.Fold(f)
		switch {
		case lexicon.NotNames.Has(fold), is(lexicon.NotNameParts(), fold), strings.ContainsAny(f, "0123456789"):
			return display
		case i == 0 || !lexicon.NameParticles.Has(fold):
			first, size := utf8.DecodeRuneInString(f)
			fields[i] = string(unicode.ToUpper(first)) + f[size:]
		}
	}
	return strings.Join(fields, " ")
}

// SameName reports whether two names name one person: the words of the
// shorter are all in the longer, in any order, and at least two unless one
// name has only one.
func SameName(a, b string) bool {
	x, y := strings.Fields(phrase.Fold(a)), strings.Fields(phrase.Fold(b))
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 {
		return false
	}
	for _, w := range x {
		found := false
		for _, v := range y {
			found = found || v == w || strings.HasPrefix(v, w+"-") || strings.HasSuffix(v, "-"+w)
		}
		if !found {
			return false
		}
	}
	return true
}

// AddressFits reports whether an address bears a name: anna.ek@ and aek@
// for Anna Ek.
func AddressFits(email, name string) bool {
	local, _, ok := strings.Cut(phrase.Fold(email), "@")
	words := strings.Fields(phrase.Fold(name))
	if !ok || len(words) == 0 {
		return false
	}
	local = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, local)
	letters := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) {
				return r
			}
			return -1
		}, s)
	}
	first, last := letters(words[0]), letters(words[len(words)-1])
	if len(words) == 1 {
		return strings.HasPrefix(local, first)
	}
	if strings.Contains(local, last) && (strings.HasPrefix(local, first[:1]) || strings.Contains(local, first)) {
		return true
	}
	// "anna-karin.modig" for "Anna-Karin Ek Modig", "per.a.berg"
	return strings.HasPrefix(local, first) && strings.HasSuffix(local, last)
}

// AddressOrder reports whether an address's local part has the words of a
// name in this order.
func AddressOrder(local, name string) bool {
	words := strings.Fields(phrase.Fold(name))
	local = phrase.Fold(local)
	first, last := strings.Index(local, words[0]), strings.Index(local, words[len(words)-1])
	return first >= 0 && last > first
}

// Emails finds addr-specs.
func Emails(s string) []Span {
	var out []Span
	for i := 0; i < len(s); i++ {
		if s[i] != '@' {
			continue
		}
		start, end := i, i+1
		for start > 0 && isLocal(s[start-1]) {
			start--
		}
		for end < len(s) && (isLocal(s[end]) && s[end] != '+' && s[end] != '_' || s[end] >= 0x80) {
			end++
		}
		for end > i && (s[end-1] == '.' || s[end-1] == '-') {
			end--
		}
		for start < i && (s[start] == '.' || s[start] == '-') {
			start++
		}
		if start < i && end > i+3 && strings.IndexByte(s[i+1:end], '.') > 0 {
			out = append(out, Span{start, end})
			i = end - 1
		}
	}
	return out
}

func isLocal(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || isDigit(c) || strings.IndexByte("._-+", c) >= 0 || c >= 0x80
}

// TurnedName reads "Alm, Jon" at the beginning of a line; "" if it is not
// there.
func TurnedName(s string) string {
	words := nameWords(s)
	if len(words) < 2 || strings.TrimSpace(s[:words[0].Start]) != "" || s[words[0].End:words[1].Start] != ", " || !nameWord(s, words[0]) || !nameWord(s, words[1]) {
		return ""
	}
	return s[words[1].Start:words[1].End] + " " + s[words[0].Start:words[0].End]
}
