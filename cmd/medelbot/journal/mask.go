package journal

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"medelbot/parser/swedish"
)

// address is a mail address or a Message-ID, as loosely as servers write them.
var address = regexp.MustCompile(`[^\s<>"'(),:;\[\]]+@\[?[\pL\pN][\pL\pN_.:-]*`)

// Mask takes people out of texts. Its methods may be called from several
// goroutines.
type Mask struct {
	addresses map[string]string // in lower case
	names     *strings.Replacer
}

// NewMask makes a mask. words are addresses and names of people, each with what
// is written in its place; any other address becomes "(address)".
func NewMask(words map[string]string) *Mask {
	m := &Mask{addresses: map[string]string{}}
	var pairs []string
	// The longest first: of "Anna Ek" and "Anna Ekström" the replacer takes the
	// one that is named first.
	for _, w := range slices.SortedFunc(maps.Keys(words), func(a, b string) int { return len(b) - len(a) }) {
		switch {
		case strings.Contains(w, "@"):
			m.addresses[strings.ToLower(w)] = words[w]
		case w != "":
			pairs = append(pairs, w, words[w])
		}
	}
	m.names = strings.NewReplacer(pairs...)
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
	return swedish.MaskPersonnummer(m.names.Replace(s))
}

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
