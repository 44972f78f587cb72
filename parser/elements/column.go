package elements

import (
	"strings"
	"unicode/utf8"
)

// joinColumns joins the lines of an answer that goes on below itself, to the
// right of its label:
//
//	Till:     Ett väntrum där man kan sitta ned och
//	          gå igenom sin kallelse.
//
// The text keeps its length, so that places in it stay where they are.
func joinColumns(text string) string {
	const blanks = "      " // fewer may begin a paragraph
	if !strings.Contains(text, "\n"+blanks) {
		return text
	}
	joined := []byte(text)
	column := -1 // where the answers begin, -1 if the line above is none
	for start := 0; start < len(text); {
		end := len(text)
		if n := strings.IndexByte(text[start:], '\n'); n >= 0 {
			end = start + n
		}
		line := text[start:end]
		switch indent := len(line) - len(strings.TrimLeft(line, " ")); {
		case column >= len(blanks) && utf8.RuneCountInString(line[:indent]) == column && indent < len(line):
			joined[start-1] = ' '
		default:
			column = -1
			label, _, ok := strings.Cut(line, ":")
			if rest := line[min(len(label)+1, len(line)):]; ok && indent == 0 && strings.HasPrefix(rest, "  ") {
				column = utf8.RuneCountInString(line) - utf8.RuneCountInString(strings.TrimLeft(rest, " "))
			}
		}
		start = end + 1
	}
	return string(joined)
}
