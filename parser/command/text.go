package command

import (
	"strings"

	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
)

// clip cuts a text to at most n bytes, between characters.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}

// isPolite tells a line that greets, thanks or names its writer, and says
// nothing more.
func (r *reader) isPolite(line string) bool {
	for _, w := range phrase.Words(line) {
		if !lexicon.Polite.Has(w.Fold) && !r.names[w.Fold] {
			return false
		}
	}
	return true
}

// join makes one text of what stands behind a command and of the lines below it,
// without blank lines, thanks and names at its end.
func (r *reader) join(first string, below []string) string {
	for n := len(below); n > 0 && r.isPolite(below[n-1]); n-- {
		below = below[:n-1]
	}
	return clip(strings.TrimSpace(first+"\n"+strings.Join(below, "\n")), maxText)
}
