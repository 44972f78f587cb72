package main

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The shape of a sheet, in characters.
const (
	sheetWidth  = 80 // of a usual terminal
	sheetIndent = 2
	sheetLabel  = 13 // of the column of labels, with the blank behind it
)

// sheet writes rows of a label and a text for a terminal: folded to its width,
// and without what could move its cursor. The first error sticks.
type sheet struct {
	w   io.Writer
	err error
}

// title writes a line that stands over rows.
func (s *sheet) title(text string) {
	s.print(clip(text, sheetWidth))
}

// row writes a label and a text; a text without a label goes on below the one
// before it. A label that is too long for its column has a line of its own.
func (s *sheet) row(label, text string) {
	if utf8.RuneCountInString(label) >= sheetLabel {
		s.print(strings.Repeat(" ", sheetIndent) + label)
		label = ""
	}
	for i, line := range folded(printable(text), sheetWidth-sheetIndent-sheetLabel) {
		if i > 0 {
			label = ""
		}
		s.print(strings.TrimRight(fmt.Sprintf("%*s%-*s%s", sheetIndent, "", sheetLabel, label, line), " "))
	}
}

// gap writes an empty line.
func (s *sheet) gap() { s.print("") }

func (s *sheet) print(line string) {
	if s.err == nil {
		_, s.err = fmt.Fprintln(s.w, line)
	}
}

// folded breaks a text into lines at its blanks, and a longer word where it
// must be. There is at least one line.
func folded(text string, width int) []string {
	lines := []string{""}
	column := 0
	for _, word := range strings.Fields(text) {
		length := utf8.RuneCountInString(word)
		if column > 0 && column+1+length > width {
			lines, column = append(lines, ""), 0
		}
		for column == 0 && length > width {
			runes := []rune(word)
			lines[len(lines)-1] = string(runes[:width])
			lines, word, length = append(lines, ""), string(runes[width:]), length-width
		}
		if column > 0 {
			lines[len(lines)-1] += " "
			column++
		}
		lines[len(lines)-1] += word
		column += length
	}
	return lines
}

// indented folds a text that begins at column by, and goes on there below.
func indented(text string, by int) string {
	return strings.Join(folded(text, sheetWidth-by), "\n"+strings.Repeat(" ", by))
}

// clip makes one line of a text and bounds it, in characters.
func clip(s string, most int) string {
	s = printable(strings.Join(strings.Fields(s), " "))
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}

// printable takes out what could move a terminal's cursor or turn the
// direction of a line: texts of mails are not to be trusted. A line end
// becomes a blank.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case isControl(r):
			return -1
		}
		return r
	}, s)
}

// isControl tells characters that are not seen and yet do something: control
// characters, marks of direction, and blanks of no width.
func isControl(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}

func joined[T ~string](list []T) string {
	all := make([]string, len(list))
	for i, s := range list {
		all[i] = string(s)
	}
	return strings.Join(all, ", ")
}
