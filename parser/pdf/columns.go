package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// What makes two columns of prose and not a table of labels and values.
const (
	columnGap     = 0.8  // parts of the font size between the columns
	columnLines   = 4    // lines that each column has at least
	columnFill    = 0.72 // of the width of its column that most lines take
	columnLetters = 18   // letters of most lines
	mostLines     = 0.7  // of the lines
	manyBroken    = 3    // words broken over two lines, which are hardly found in a table
	halfOfLines   = 0.45 // are enough then, for headings of a word or two stand between
	maxAfter      = 3    // lines on the left below both columns that are taken for what comes after them
)

// columns are lines from and up to to that stand in two columns: left of left,
// and right of start.
type columns struct {
	from, to    int
	left, start float64
}

// findColumns looks for the first lines that stand in columns of prose.
func (l *layouter) findColumns(lines []line, right float64) (columns, bool) {
	if len(lines) < columnLines || len(lines) > maxRegionSize {
		return columns{}, false
	}
	for from := range lines {
		words := lines[from].words
		for i := 1; i < len(words) && *l.work > 0; i++ {
			c := columns{from: from, left: words[i-1].x1, start: words[i].x0}
			if c.start-c.left < columnGap*lines[from].size {
				continue
			}
			l.extend(&c, lines)
			c.trim(lines)
			if c.to-c.from >= columnLines && c.prose(lines, right) {
				return c, true
			}
		}
	}
	return columns{}, false
}

// extend follows the gap downwards as far as no word stands in it.
func (l *layouter) extend(c *columns, lines []line) {
	for c.to = c.from; c.to < len(lines); c.to++ {
		left, start := c.left, c.start
		middle := (left + start) / 2
		for _, w := range lines[c.to].words {
			*l.work--
			if (w.x0+w.x1)/2 < middle {
				left = max(left, w.x1)
			} else {
				start = min(start, w.x0)
			}
		}
		if start-left < columnGap*lines[c.to].size {
			return
		}
		c.left, c.start = left, start
	}
}

// trim leaves out the last lines if they stand on the left only and apart: they
// come after the columns.
func (c *columns) trim(lines []line) {
	for k := 1; k <= maxAfter && c.to-k > c.from; k++ {
		at := lines[c.to-k]
		if at.words[len(at.words)-1].x0 >= c.start {
			return
		}
		if at.y-lines[c.to-k-1].y > tightPitch*at.size {
			c.to -= k
			return
		}
	}
}

// split returns the words of the left and of the right column.
func (c *columns) split(lines []line) (left, right []word) {
	for _, line := range lines[c.from:c.to] {
		for _, w := range line.words {
			if w.x0 < c.start {
				left = append(left, w)
			} else {
				right = append(right, w)
			}
		}
	}
	return left, right
}

// prose reports whether both columns are full of text.
func (c *columns) prose(lines []line, right float64) bool {
	left := math.Inf(1)
	var fill, letters [2][]float64
	most, broken := mostLines, 0
	for _, line := range lines[c.from:c.to] {
		left = min(left, line.words[0].x0)
	}
	end := c.start
	for _, line := range lines[c.from:c.to] {
		end = max(end, line.words[len(line.words)-1].x1)
	}
	for _, line := range lines[c.from:c.to] {
		var width, count [2]float64
		for i, w := range line.words {
			side := 0
			if w.x0 >= c.start {
				side = 1
			}
			if w.field {
				return false
			}
			width[side] += w.x1 - w.x0 + usualGap*w.size
			if next := i + 1; isBroken(w.text) && (next == len(line.words) || side == 0 && line.words[next].x0 >= c.start) {
				broken++
			}
			count[side] += float64(utf8.RuneCountInString(w.text)) + 1
		}
		for side := range fill {
			if count[side] > 0 {
				fill[side] = append(fill[side], width[side])
				letters[side] = append(letters[side], count[side])
			}
		}
	}
	if broken >= manyBroken {
		most = halfOfLines
	}
	for side, whole := range []float64{c.left - left, end - c.start} {
		if len(fill[side]) < columnLines || reach(fill[side], most) < columnFill*whole || reach(letters[side], most) < columnLetters {
			return false
		}
	}
	return true
}

// isBroken tells a word with a hyphen at its end.
func isBroken(word string) bool {
	return len(word) > 2 && strings.HasSuffix(word, "-") && word[len(word)-2] >= 'a'
}

// reach returns what a share of the values reaches.
func reach(values []float64, share float64) float64 {
	slices.Sort(values)
	return values[int(float64(len(values))*(1-share))]
}
