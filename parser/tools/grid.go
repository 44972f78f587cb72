package tools

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// line is a line of words as tesseract found it. Measures are in dots of the
// picture, from its upper left corner.
type line struct {
	box
	words []word
}

type word struct {
	box
	text string
}

type box struct{ left, top, width, height int }

func (l *line) right() int {
	last := l.words[len(l.words)-1]
	return last.left + last.width
}

// Levels of the rows in tesseract's table (tsv), and how sure it must be of a
// word, in percent: what it sees in photographs and borders is below.
const (
	levelLine = 4
	levelWord = 5
	sure      = 30
)

// maxDots is more than a picture has in a row: further numbers make no sense.
const maxDots = 1 << 24

// readWords reads tesseract's table: level, page, block, paragraph, line, word,
// left, top, width, height, confidence, text.
func readWords(table string) []line {
	var lines []line
	for row := range strings.Lines(table) {
		fields := strings.SplitN(strings.TrimRight(row, "\r\n"), "\t", 12)
		if len(fields) < 12 {
			continue
		}
		var n [10]int
		for i := range n {
			number, _ := strconv.Atoi(fields[i]) // of the heading: zeros
			n[i] = min(max(number, 0), maxDots)
		}
		switch n[0] {
		case levelLine:
			lines = append(lines, line{box: box{n[6], n[7], n[8], n[9]}})
		case levelWord:
			confidence, err := strconv.ParseFloat(fields[10], 64)
			text := strings.Trim(fields[11], "| \u00a0") // borders of tables
			if err != nil || confidence < sure || text == "" || len(lines) == 0 {
				continue
			}
			l := &lines[len(lines)-1]
			l.words = append(l.words, word{box{n[6], n[7], n[8], n[9]}, text})
		}
	}
	return slices.DeleteFunc(lines, func(l line) bool { return len(l.words) == 0 })
}

const (
	// columnGap is from how many letters' widths on a gap is one of columns.
	columnGap = 2.5
	// stretch gives each column more room than its letters need, so that blanks
	// fit between columns that nearly touch.
	stretch = 1.25
	// widest bounds a line, in letters: pictures can be of any form.
	widest = 300
)

// grid writes lines as "pdftotext -layout" does: those that stand beside one
// another in one line, columns set apart by blanks.
func grid(lines []line) string {
	if len(lines) == 0 {
		return ""
	}
	width, count := 0, 0
	left := lines[0].words[0].left
	for _, l := range lines {
		for _, w := range l.words {
			width += w.width
			count += utf8.RuneCountInString(w.text)
			left = min(left, w.left)
		}
	}
	g := gridWriter{left: left, letter: max(float64(width)/float64(count), 1)}
	bottom := 0
	for i, row := range rows(lines) {
		if i > 0 && row[0].top-bottom > row[0].height {
			g.out.WriteByte('\n')
		}
		g.column, g.end = 0, 0
		bottom = row[0].top + row[0].height
		for _, l := range row {
			for n, w := range l.words {
				g.write(w, n == 0)
			}
			bottom = max(bottom, l.top+l.height)
		}
		g.out.WriteByte('\n')
	}
	return g.out.String()
}

// gridWriter writes words to a grid of letters.
type gridWriter struct {
	out    strings.Builder
	left   int     // edge of the text, in dots
	letter float64 // width of one, in dots
	column int     // of the row, in letters
	end    int     // of its last word, in dots
}

// write adds a word to the row; first is set for the first word of a line.
func (g *gridWriter) write(w word, first bool) {
	column := min(int(float64(w.left-g.left)/g.letter*stretch), widest)
	gap := float64(w.left - g.end)
	switch written := g.out.String(); {
	case g.column == 0:
	case first || gap > columnGap*g.letter:
		column = max(column, g.column+3)
	case strings.HasSuffix(written, "@") || strings.HasPrefix(w.text, "@"):
		column = g.column // tesseract takes the room in an @ for a gap
	default:
		column = g.column + 1
	}
	g.out.WriteString(strings.Repeat(" ", column-g.column))
	g.out.WriteString(w.text)
	g.column = column + utf8.RuneCountInString(w.text)
	g.end = w.left + w.width
}

// rows groups the lines that stand beside one another, from top to bottom and
// from left to right. Tesseract gives each column of a table as a block.
func rows(lines []line) [][]line {
	slices.SortStableFunc(lines, func(a, b line) int { return cmp.Compare(2*a.top+a.height, 2*b.top+b.height) })
	var all [][]line
	for _, l := range lines {
		if n := len(all); n > 0 && beside(all[n-1], l) {
			all[n-1] = append(all[n-1], l)
			continue
		}
		all = append(all, []line{l})
	}
	for _, row := range all {
		slices.SortStableFunc(row, func(a, b line) int { return cmp.Compare(a.left, b.left) })
	}
	return all
}

// beside tells a line that continues a row: its middle is on the height of the
// row's first line, and nothing of the row stands where it does.
func beside(row []line, l line) bool {
	middle := l.top + l.height/2
	if middle < row[0].top || middle > row[0].top+row[0].height {
		return false
	}
	return !slices.ContainsFunc(row, func(o line) bool { return l.words[0].left < o.right() && o.words[0].left < l.right() })
}
