// Package rows lays out the cells of a table row as text. Label and value of a
// form stay on one line; a page that is only laid out in a table keeps its
// lines.
package rows

import (
	"strings"
	"unicode/utf8"

	"medelbot/parser/ink"
)

const (
	maxCellLines = 12 // line ends of a cell that may stand beside others
	maxLabel     = 60 // letters of a label that stands above its value
)

// Lines returns the text lines of one row. Cells may hold several lines. The
// cells of a row are joined by tabs, the lines of a cell by commas; but a lone
// cell, columns of long text or of other tables, and cells that each hold a
// label above a value keep their lines, one cell after the other.
func Lines(cells []string) []string {
	filled, long, labelled := 0, 0, 0
	for _, cell := range cells {
		cell = strings.TrimSpace(cell)
		if cell == "" {
			continue
		}
		filled++
		if strings.Count(cell, "\n") > maxCellLines || strings.Contains(cell, "\t") {
			long++
		}
		if labelAbove(cell) {
			labelled++
		}
	}
	switch {
	case filled == 0:
		return nil
	case filled == 1 || long > 0 || labelled == filled:
		var lines []string
		for _, cell := range cells {
			if cell = strings.Trim(cell, "\n"); cell != "" {
				lines = append(lines, strings.Split(cell, "\n")...)
			}
		}
		return lines
	}
	joined := make([]string, len(cells))
	for i, cell := range cells {
		joined[i] = joinLines(cell)
	}
	return []string{strings.TrimRight(strings.Join(joined, "\t"), "\t")}
}

// labelAbove reports whether a cell holds a short line that is no sentence and
// something below it.
func labelAbove(cell string) bool {
	first, rest, several := strings.Cut(cell, "\n")
	first = ink.Strip(first)
	return several && strings.TrimSpace(rest) != "" && utf8.RuneCountInString(first) <= maxLabel &&
		!strings.HasSuffix(first, ".") && !strings.HasSuffix(first, ",")
}

// joinLines puts the lines of a cell on one line, with commas where the lines
// themselves do not end a phrase.
func joinLines(cell string) string {
	if !strings.Contains(cell, "\n") {
		return strings.TrimSpace(cell)
	}
	var out strings.Builder
	last := byte(0)
	for line := range strings.Lines(cell) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if last != 0 {
			if !strings.ContainsRune(".,:;!?", rune(last)) {
				out.WriteByte(',')
			}
			out.WriteByte(' ')
		}
		out.WriteString(line)
		if bare := ink.Strip(line); bare != "" {
			last = bare[len(bare)-1]
		}
	}
	return out.String()
}
