package pdf

import (
	"math"
	"slices"
	"strings"
)

// Distances are in parts of the font size.
const (
	cellGap      = 1.0  // from which words may belong to different cells
	cellGapRatio = 2.2  // the same in gaps between the words of the line
	usualGap     = 0.28 // between words
	sameStart    = 0.25 // by which the lines of a column may begin beside each other
	evenGaps     = 3    // or more that are equally wide are blanks of justified text
	evenness     = 0.1  // by which they differ at most
	columnReach  = 8    // lines around a wide gap in which its column is followed
)

// cell is a part of a row that grows line by line.
type cell struct {
	text        string
	x0, x1      float64 // where it begins and where its last line ends
	size        float64
	bold, field bool
	hangs       bool // a list item, whose other lines are indented
	grown       bool // it has several lines; x0 is that of the last one
}

// cells splits a line where its gaps are too wide to stand between words, and
// where columns are known to begin.
func cells(line line, starts []float64) []cell {
	limit := line.wideGap()
	var out []cell
	begin := 0
	for i := 1; i <= len(line.words); i++ {
		if i < len(line.words) && line.words[i].x0-line.words[i-1].x1 < limit &&
			!slices.ContainsFunc(starts, func(x float64) bool { return line.startsAt(i, x) }) {
			continue
		}
		part := line.words[begin:i]
		begin = i
		text := joinWords(part)
		if strings.TrimSpace(text) == "" {
			continue
		}
		last := part[len(part)-1]
		out = append(out, cell{text: text, x0: part[0].x0, x1: last.x1, size: part[0].size, bold: part[0].bold, field: last.field, hangs: listItem.MatchString(text)})
	}
	return out
}

// wideGap is the width in points from which a gap parts cells: measured by the
// blanks of the line, which are wide in justified text.
func (l *line) wideGap() float64 {
	var gaps, narrow []float64
	for i := 1; i < len(l.words); i++ {
		gap := (l.words[i].x0 - l.words[i-1].x1) / l.size
		gaps = append(gaps, gap)
		if gap < cellGap && gap > wordGap {
			narrow = append(narrow, gap)
		}
	}
	usual := usualGap
	switch {
	case len(gaps) >= evenGaps && slices.Max(gaps)-slices.Min(gaps) < evenness:
		usual = slices.Max(gaps)
	case len(narrow) > 0:
		slices.Sort(narrow)
		usual = narrow[len(narrow)/2]
	}
	return max(cellGap, cellGapRatio*usual) * l.size
}

// startsAt reports whether the word i, which is not the first, begins at x after
// a blank.
func (l *line) startsAt(i int, x float64) bool {
	return math.Abs(l.words[i].x0-x) <= sameStart*l.size && l.words[i].x0-l.words[i-1].x1 > wordGap*l.size
}

// at tells of a column that begins at x whether the line has a wide gap before
// it, has a word there, or is crossed: a word stands where the column begins.
func (l *line) at(x float64) (wide, word, crossed bool) {
	for i, w := range l.words {
		switch {
		case i > 0 && l.startsAt(i, x):
			return w.x0-l.words[i-1].x1 >= l.wideGap(), true, false
		case w.x0 < x-sameStart*l.size && w.x1 > x:
			return false, false, true
		}
	}
	return false, false, false
}

// starts finds for each line the columns that begin on it without a wide gap
// because the text before them fills its own column. At least two of the lines
// around must show the column by wide gaps, and no word may cross its beginning.
func (l *layouter) starts(lines []line) [][]float64 {
	out := make([][]float64, len(lines))
	for i := range lines {
		limit := lines[i].wideGap()
		for k := 1; k < len(lines[i].words) && *l.work > 0; k++ {
			if x := lines[i].words[k].x0; x-lines[i].words[k-1].x1 >= limit {
				l.follow(lines, i, x, out)
			}
		}
	}
	return out
}

// follow notes the column at x, which a wide gap on line i shows, on the lines
// around.
func (l *layouter) follow(lines []line, i int, x float64, out [][]float64) {
	shown := 1
	var filled []int
	for _, step := range []int{-1, 1} {
		for j := i + step; j >= 0 && j < len(lines) && (j-i)*step <= columnReach; j += step {
			*l.work -= len(lines[j].words)
			if math.Abs(lines[j].y-lines[j-step].y) > blankPitch*lines[j].size {
				break
			}
			wide, word, crossed := lines[j].at(x)
			if crossed {
				// The line before may be the first of a text that is not in columns.
				if n := len(filled); n > 0 && filled[n-1] == j-step {
					filled = filled[:n-1]
				}
				break
			}
			if wide {
				shown++
			} else if word {
				filled = append(filled, j)
			}
		}
	}
	if shown < 2 {
		return
	}
	for _, j := range filled {
		out[j] = append(out[j], x)
	}
}
