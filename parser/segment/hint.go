package segment

import "strings"

// hint tells which patterns a line may match. A pattern is only tried where a
// word of the line begins as one of its own: most lines hold none, and none is
// looked through twice.
type hint uint8

const (
	signOffHint    hint = 1 << iota // "Vänliga hälsningar"
	farewellHint                    // "Trevlig helg"
	mobileHint                      // "Skickat från min iPhone"
	disclaimerHint                  // legal footers and banners
	passesOnHint                    // "vidarebefordrar"
	looked                          // for the others
)

// hinted is the beginning of a word, in lower case, and what it hints at.
type hinted struct {
	word string
	hint hint
}

// hints by the first byte of the word.
var hints = func() (table [256][]hinted) {
	for h, words := range map[hint][]string{
		signOffHint:    {"hälsning", "hälsar", "mvh", "m.v", "mv.h", "vänlig", "allt gott", "bästa", "regards", "best wishes"},
		farewellHint:   {"trevlig", "ha ", "glad", "god", "tack", "vi hörs"},
		mobileHint:     {"skicka", "hämta outlook", "sent", "get outlook"},
		disclaimerHint: {"innehålla", "avse", "mottagare", "misstag", "miljö", "personuppgift", "may contain", "intended", "confidential", "environment", "extern", "utanför", "originated", "ofta e-post", "often get"},
		passesOnHint:   {"vidarebefordra", "skickar", "kännedom", "fyi", "fk", "f.k", "kom", "inkom", "hamna", "diarie", "för hantering", "hör "},
	} {
		for _, word := range words {
			table[word[0]] = append(table[word[0]], hinted{word, h})
		}
	}
	return table
}()

// begins reports whether a text begins with the word, in any case.
func (h *hinted) begins(text string) bool {
	if len(text) < len(h.word) || text[1]|0x20 != h.word[1]|0x20 { // most words part here
		return false
	}
	return strings.EqualFold(text[:len(h.word)], h.word)
}

// findHints looks through a line once.
func findHints(text string) hint {
	found := looked
	inWord := false
	for i := 0; i < len(text); i++ {
		c := text[i] | 0x20 // lower case, if it is a letter
		isLetter := c >= 'a' && c <= 'z' || text[i] >= 0x80
		if isLetter && !inWord {
			for k := range hints[c] {
				if h := &hints[c][k]; h.begins(text[i:]) {
					found |= h.hint
				}
			}
		}
		inWord = isLetter
	}
	if trimmed := strings.TrimLeft(text, " \t"); trimmed != "" && (trimmed[0] == '-' || trimmed[0] == '/') {
		found |= signOffHint // "-- ", "/Anna"
	}
	return found
}

// may reports whether a line bears a hint.
func (l *line) may(h hint) bool {
	if l.hints == 0 {
		l.hints = findHints(l.text)
	}
	return l.hints&h != 0
}
