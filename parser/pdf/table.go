package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"medelbot/parser/rows"
)

const (
	touching    = 3.0     // points between rules that meet
	sameRule    = 1.0     // points by which parts of one rule may be beside each other
	maxCompared = 4 << 20 // pairs of words, rules and rows of a page
	midLetter   = 0.3     // of the font size from the baseline to the middle of letters
	padding     = 2.0     // points between a rule and the text that ends before it
)

// ruled is the content of a cell with rules on all sides.
type ruled struct {
	box   box
	words []word
}

// tables lays out the cells between rules and, above, below and between them,
// what stands free.
func (l *layouter) tables(s *sheet) []textLine {
	bands, free := bands(s)
	var out []textLine
	for i := 0; i <= len(bands); i++ {
		var above []word
		rest := free[:0:0]
		for _, w := range free {
			if i == len(bands) || w.y < bands[i][0].box.y1 {
				above = append(above, w)
			} else {
				rest = append(rest, w)
			}
		}
		free = rest
		if i > 0 && len(above) > 0 {
			// What follows a table belongs to none of its cells.
			last := bands[i-1][0].box.y1
			out = append(out, textLine{top: last, bottom: last})
		}
		out = append(out, l.region(above, l.right)...)
		if i < len(bands) {
			out = append(out, l.band(bands[i])...)
		}
	}
	return out
}

// band lays out the cells of one row.
func (l *layouter) band(cells []ruled) []textLine {
	slices.SortStableFunc(cells, func(a, b ruled) int { return cmp.Compare(a.box.x0, b.box.x0) })
	if len(cells) == 1 {
		return l.region(cells[0].words, cells[0].right())
	}
	texts := make([]string, len(cells))
	size := 0.0
	for i, c := range cells {
		var part []string
		for _, line := range l.region(c.words, c.right()) {
			part = append(part, line.text)
			size = max(size, line.size)
		}
		texts[i] = strings.Join(part, "\n")
	}
	var out []textLine
	for _, text := range rows.Lines(texts) {
		out = append(out, textLine{text: text, top: cells[0].box.y0, bottom: cells[0].box.y1, size: size})
	}
	return out
}

// right is where lines within the cell end: as far from the rule as they begin.
func (c *ruled) right() float64 {
	inset := math.Inf(1)
	for _, w := range c.words {
		inset = min(inset, w.x0-c.box.x0)
	}
	return c.box.x1 - min(max(inset, padding), c.box.width()/4)
}

// bands finds the cells that hold words, row by row from top to bottom, and the
// words that stand in none.
func bands(s *sheet) (bands [][]ruled, free []word) {
	horizontal, vertical := joined(s.horizontal), joined(s.vertical)
	if len(horizontal)*len(vertical) > maxCompared {
		return nil, s.words
	}
	horizontal, vertical = meeting(horizontal, vertical), meeting(vertical, horizontal)
	if len(horizontal) < 2 || len(vertical) < 2 || len(s.words)*(len(horizontal)+len(vertical)) > maxCompared {
		return nil, s.words
	}
	var cells []ruled
	index := map[box]int{}
	for _, w := range s.words {
		b, ok := around(w, horizontal, vertical)
		if !ok {
			free = append(free, w)
			continue
		}
		i, known := index[b]
		if !known {
			i = len(cells)
			index[b] = i
			cells = append(cells, ruled{box: b})
		}
		cells[i].words = append(cells[i].words, w)
	}
	slices.SortStableFunc(cells, func(a, b ruled) int { return cmp.Compare(a.box.y0, b.box.y0) })
	for _, c := range cells {
		if n := len(bands); n > 0 && c.box.y0-bands[n-1][0].box.y0 <= touching {
			bands[n-1] = append(bands[n-1], c)
			continue
		}
		bands = append(bands, []ruled{c})
	}
	if len(bands)*len(free) > maxCompared {
		return nil, s.words
	}
	return inline(bands, free)
}

// inline frees the words of single lines in cells beside which other words
// stand: such cells are boxes to write in, after their label, and no table.
func inline(all [][]ruled, words []word) (bands [][]ruled, free []word) {
	free = words
	for _, band := range all {
		boxes := slices.ContainsFunc(words, func(w word) bool {
			middle := w.middle()
			return slices.ContainsFunc(band, func(c ruled) bool { return middle > c.box.y0 && middle < c.box.y1 })
		})
		if !boxes || slices.ContainsFunc(band, func(c ruled) bool { return len(lines(c.words)) > 1 }) {
			bands = append(bands, band)
			continue
		}
		for _, c := range band {
			free = append(free, c.words...)
		}
	}
	return bands, free
}

// joined puts together rules that go on in one another: many programs draw the
// border of each cell by itself.
func joined(rules []rule) []rule {
	rules = slices.Clone(rules)
	slices.SortFunc(rules, func(a, b rule) int { return cmp.Compare(a.at, b.at) })
	var out []rule
	for len(rules) > 0 {
		n := 1
		for n < len(rules) && rules[n].at-rules[0].at <= sameRule {
			n++
		}
		group := rules[:n]
		rules = rules[n:]
		slices.SortFunc(group, func(a, b rule) int { return cmp.Compare(a.from, b.from) })
		open := group[0]
		for _, r := range group[1:] {
			if r.from > open.to+touching {
				out = append(out, open)
				open = r
			}
			open.to = max(open.to, r.to)
		}
		out = append(out, open)
	}
	return out
}

// meeting returns the rules both ends of which meet a crossing one. Underlines
// and lines to write on do not.
func meeting(rules, crossing []rule) []rule {
	var out []rule
	for _, r := range rules {
		begin, end := false, false
		for _, c := range crossing {
			if r.at >= c.from-touching && r.at <= c.to+touching {
				begin = begin || math.Abs(c.at-r.from) <= touching
				end = end || math.Abs(c.at-r.to) <= touching
			}
		}
		if begin && end {
			out = append(out, r)
		}
	}
	return out
}

// around finds the nearest rules on all sides of a word.
func around(w word, horizontal, vertical []rule) (box, bool) {
	x, y := (w.x0+w.x1)/2, w.middle()
	b := box{math.Inf(-1), math.Inf(-1), math.Inf(1), math.Inf(1)}
	for _, r := range vertical {
		if y >= r.from-touching && y <= r.to+touching {
			if r.at <= x {
				b.x0 = max(b.x0, r.at)
			} else {
				b.x1 = min(b.x1, r.at)
			}
		}
	}
	for _, r := range horizontal {
		if x >= r.from-touching && x <= r.to+touching {
			if r.at <= y {
				b.y0 = max(b.y0, r.at)
			} else {
				b.y1 = min(b.y1, r.at)
			}
		}
	}
	whole := !math.IsInf(b.x0, 0) && !math.IsInf(b.x1, 0) && !math.IsInf(b.y0, 0) && !math.IsInf(b.y1, 0)
	return b, whole
}
