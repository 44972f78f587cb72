package swedish

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
)

// Clean puts text into the one form that every other function expects:
// composed letters (NFC), '\n' as the only line end, '\t' kept, every other
// blank as ' ', no zero-width characters or soft hyphens, hyphens that only
// keep a line together as '-', ligatures of PDF fonts spelled out.
// Cleaning twice changes nothing.
//
// The order matters: what a step makes is nothing that an earlier one changes.
func Clean(s string) string {
	s = strings.Map(plain, spelled.Replace(strings.ToValidUTF8(s, "\uFFFD")))
	return withoutMojibake(blanks.Replace(norm.NFC.String(s)))
}

// spelled writes line ends and the ligatures of PDF fonts in one way.
var spelled = strings.NewReplacer("\r\n", "\n", "\r", "\n", "ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl")

// blanks mends what decoders upstream could not know of: an entity in a text
// part, and quoted-printable that nobody declared.
var blanks = strings.NewReplacer("&nbsp;", " ", "=C2=A0", " ")

// plain gives the plain form of a rune, -1 for one that nobody sees.
func plain(r rune) rune {
	switch {
	case r < 0x20 && r != '\n' && r != '\t', r == 0x7f:
		return ' '
	case r < 0xa0:
		return r
	case r == 0xa0 || r == 0x202f || r == 0x3000 || r >= 0x2000 && r <= 0x200a:
		return ' '
	case r == 0xad || r >= 0x200b && r <= 0x200f || r == 0x2060 || r == 0xfeff || r >= 0x202a && r <= 0x202e:
		return -1
	case r == 0x2010 || r == 0x2011:
		return '-'
	case r == 0x2028 || r == 0x2029:
		return '\n'
	}
	return r
}

// withoutMojibake mends no-break blanks in UTF-8 that were read as Latin-1, once
// or more often.
func withoutMojibake(s string) string {
	const mark = "Â"
	before, after, found := strings.Cut(s, mark+" ")
	if !found {
		return s
	}
	var b strings.Builder
	for ; found; before, after, found = strings.Cut(after, mark+" ") {
		b.WriteString(strings.TrimRight(before, mark))
		b.WriteByte(' ')
	}
	b.WriteString(before)
	return b.String()
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// runeBefore and runeAfter give the neighbours of a place in the text, 0 at
// its ends.
func runeBefore(s string, i int) rune {
	if i <= 0 {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return r
}

func runeAfter(s string, i int) rune {
	if i >= len(s) {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return r
}

// A Span is a stretch of the text in byte offsets.
type Span struct{ Start, End int }

// longestWrapped is the longest line, in bytes, that a mail program makes.
const longestWrapped = 100

// mayBeWrapped tells a text whose lines a mail program may have broken. One
// long line shows that none did: then its writer ended every line.
func mayBeWrapped(s string) bool {
	for len(s) > longestWrapped {
		n := strings.IndexByte(s, '\n')
		if n > longestWrapped || n < 0 {
			return false
		}
		s = s[n+1:]
	}
	return true
}

// Sentences splits text into sentences. A full stop ends one only before a
// blank and something that can begin a sentence, and not after an
// abbreviation or a list number; a blank line always ends one, and so does every
// line end where no mail program broke lines.
func Sentences(s string) []Span {
	var out []Span
	start := 0
	whole := !mayBeWrapped(s)
	cut := func(end int) {
		a, b := start, end
		for a < b && isBlank(s[a]) {
			a++
		}
		for b > a && isBlank(s[b-1]) {
			b--
		}
		if a < b {
			out = append(out, Span{a, b})
		}
		start = end
	}
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\n':
			j := i + 1
			for j < len(s) && (s[j] == ' ' || s[j] == '\t') {
				j++
			}
			if whole || j < len(s) && (s[j] == '\n' || beginsItem(s[j:])) || isShortLine(s, i) && Title(s[j:]) {
				cut(i)
			}
		case '.', '!', '?':
			j := i + 1
			for j < len(s) && strings.IndexByte(".!?)\"'", s[j]) >= 0 {
				j++
			}
			if j >= len(s) || isBlank(s[j]) && (s[i] != '.' || endsSentence(s, i, j)) {
				cut(j)
				i = j - 1
			}
		}
	}
	cut(len(s))
	return out
}

// shortLine is up to how many bytes a line has that no mail program broke.
const shortLine = 50

// isShortLine tells a line, ended at end, that its writer ended: no program
// breaks so early.
func isShortLine(s string, end int) bool { return len(lineBefore(s, end)) < shortLine }

// beginsItem tells the beginning of an item of a list.
func beginsItem(s string) bool {
	for _, mark := range []string{"- ", "* ", "• ", "– "} {
		if strings.HasPrefix(s, mark) {
			return true
		}
	}
	return false
}

// endsSentence looks at the word before a full stop at i and at what follows
// from j.
func endsSentence(s string, i, j int) bool {
	k := i
	for k > 0 && !isBlank(s[k-1]) {
		k--
	}
	word := phrase.Fold(strings.Trim(s[k:i], "(\"'*-"))
	for j < len(s) && isBlank(s[j]) {
		j++
	}
	next := runeAfter(s, j)
	if lexicon.LastAbbreviations.Has(word) {
		return !unicode.IsLower(next) && !unicode.IsDigit(next)
	}
	if lexicon.Abbreviations.Has(word) || strings.HasSuffix(word, "nr") || utf8.RuneCountInString(word) == 1 && !isDigit(word[0]) {
		return false
	}
	if len(word) <= 2 && word != "" && isDigit(word[0]) && (k == 0 || s[k-1] == '\n') {
		return false // "3. Text": a list number
	}
	// Hasty writers begin sentences with small letters; so do the words after
	// an abbreviation that we do not know, but those are short.
	return next == 0 || !unicode.IsLower(next) || utf8.RuneCountInString(word) >= 5 || lexicon.LastWords.Has(word) || word != "" && isDigit(word[len(word)-1])
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }

// Title reports whether a word begins with a capital.
func Title(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}
