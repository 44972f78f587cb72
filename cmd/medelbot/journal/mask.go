package journal

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"medelbot/parser/swedish"
)

// address is a mail address or a Message-ID, as loosely as servers write them.
var address = regexp.MustCompile(`[^\s<>"'(),:;\[\]]+@\[?[\pL\pN][\pL\pN_.:-]*`)

// Mask takes people out of texts. Its methods may be called from several
// goroutines.
type Mask struct {
	addresses map[string]string // in lower case
	names     map[string]string
	named     *regexp.Regexp // any of the names; nil if there is none
}

// NewMask makes a mask. words are addresses and names of people, each with what
// is written in its place; any other address becomes "(address)".
func NewMask(words map[string]string) *Mask {
	m := &Mask{addresses: map[string]string{}, names: map[string]string{}}
	var patterns []string
	// The longest first: of "Anna Ek" and "Anna Ekström" the one that is named
	// first is taken.
	for _, w := range slices.SortedFunc(maps.Keys(words), func(a, b string) int { return len(b) - len(a) }) {
		switch {
		case strings.Contains(w, "@"):
			m.addresses[strings.ToLower(w)] = words[w]
		case w != "":
			m.names[w] = words[w]
			patterns = append(patterns, regexp.QuoteMeta(w))
		}
	}
	if patterns != nil {
		m.named = regexp.MustCompile(strings.Join(patterns, "|"))
	}
	return m
}

// Text is the text without addresses, names and personnummer.
func (m *Mask) Text(s string) string {
	s = address.ReplaceAllStringFunc(s, func(found string) string {
		end := strings.TrimRight(found, ".:-_")
		if known, ok := m.addresses[strings.ToLower(end)]; ok {
			return known + found[len(end):]
		}
		return "(address)" + found[len(end):]
	})
	return swedish.MaskPersonnummer(m.withoutNames(s))
}

// withoutNames is the text without names. One of a single word counts only where
// it stands alone: Bo is in every mailbox.
func (m *Mask) withoutNames(s string) string {
	if m.named == nil {
		return s
	}
	var b strings.Builder
	from := 0
	for _, at := range m.named.FindAllStringIndex(s, -1) {
		name := s[at[0]:at[1]]
		before, _ := utf8.DecodeLastRuneInString(s[:at[0]])
		after, _ := utf8.DecodeRuneInString(s[at[1]:])
		if !strings.Contains(name, " ") && (isWord(before) || isWord(after)) {
			continue
		}
		b.WriteString(s[from:at[0]] + m.names[name])
		from = at[1]
	}
	return b.String() + s[from:]
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// Error is an error whose text is masked; the cause and its hint stay what they
// are. No error stays none.
func (m *Mask) Error(err error) error {
	if err == nil {
		return nil
	}
	return &masked{err, m.Text(err.Error())}
}

// masked is an error in other words.
type masked struct {
	err  error
	text string
}

func (e *masked) Error() string { return e.text }

// Unwrap gives the error with its own words.
func (e *masked) Unwrap() error { return e.err }
