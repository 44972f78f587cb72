package pdf

import (
	"strings"
	"unicode/utf8"

	"medelbot/parser/document"
)

// Text on a grid of letters is laid out as a page whose letters are all alike:
// one wide, and two to the font size.
const (
	plainSize  = 2.0
	plainPitch = 2.4 // from line to line
	plainWidth = 80  // letters on a usual line
	// plainMargin is the part of the longest line that all full lines reach: the
	// letters of the document had widths of their own.
	plainMargin = 0.88
)

// FromLayout reads what "pdftotext -layout" prints: pages that end with form
// feeds, columns set apart by blanks. Its documents are like those of Read.
func FromLayout(text string) document.Document {
	if len(text) > maxText {
		text = text[:maxText]
	}
	clean := font{}
	var pages []page
	work := maxLayoutWork
	for i, part := range strings.Split(strings.ToValidUTF8(text, unmapped), "\f") {
		if i == maxPages {
			break
		}
		s := sheet{plain: true}
		y := 0.0
		for line := range strings.Lines(part) {
			y += plainPitch
			s.words = append(s.words, plainWords(strings.TrimRight(line, "\r\n"), y, &clean)...)
		}
		s.size = box{x1: plainWidth, y1: y}
		for _, w := range s.words {
			s.size.x1 = max(s.size.x1, w.x1)
		}
		s.words = dropLeaders(s.words)
		pages = append(pages, page{sheet: s})
	}
	return assemble(pages, &work)
}

// plainWords finds the words of a line with their columns.
func plainWords(line string, y float64, clean *font) []word {
	var out []word
	column := 0
	for len(line) > 0 {
		trimmed := strings.TrimLeft(line, " \t\u00a0")
		column += utf8.RuneCountInString(line[:len(line)-len(trimmed)])
		end := strings.IndexAny(trimmed, " \t\u00a0")
		if end < 0 {
			end = len(trimmed)
		}
		if end == 0 {
			break
		}
		width := utf8.RuneCountInString(trimmed[:end])
		out = append(out, word{text: clean.clean(trimmed[:end]), x0: float64(column), x1: float64(column + width), y: y, size: plainSize, spaced: true})
		column += width
		line = trimmed[end:]
	}
	return out
}
