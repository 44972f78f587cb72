package templates

import (
	"strings"
	"unicode/utf8"
)

// textWidth is how wide the text part may be, in characters: what fits a
// quoted answer in a window of 80 (RFC 3676, section 4.2, advises 78 at most).
const textWidth = 72

// wrap folds every line of a text part at blanks, so that templates can write
// a paragraph on one line. What follows a fold is indented like the line, or
// like the words after its bullet. Several empty lines become one, blanks at
// line ends go, and the text ends with one newline.
func wrap(text string, width int) string {
	var out strings.Builder
	empty := true // nothing but empty lines since the last text, or at the start
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimRight(line, " \t\r")
		if line == "" {
			if !empty {
				out.WriteByte('\n')
			}
			empty = true
			continue
		}
		empty = false
		fold(&out, line, width)
	}
	return strings.TrimRight(out.String(), "\n") + "\n"
}

func fold(out *strings.Builder, line string, width int) {
	indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
	words := strings.Split(line[len(indent):], " ")
	hang := indent + strings.Repeat(" ", bullet(words[0]))
	out.WriteString(indent)
	column := len(indent)
	for i, w := range words {
		n := utf8.RuneCountInString(w)
		switch {
		case i == 0:
		case column+1+n > width && column > len(hang):
			out.WriteString("\n" + hang)
			column = len(hang)
		default:
			out.WriteByte(' ')
			column++
		}
		out.WriteString(w)
		column += n
	}
	out.WriteByte('\n')
}

// bullet is how far the text stands in after a first word like "-" or "12.".
func bullet(word string) int {
	if word == "-" {
		return 2
	}
	if n := len(word); n > 1 && n <= 4 && word[n-1] == '.' && strings.Trim(word[:n-1], "0123456789") == "" {
		return n + 1
	}
	return 0
}
