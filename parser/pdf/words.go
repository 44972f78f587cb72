package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Gaps are in parts of the font size.
const (
	wordGap   = 0.11 // from which letters belong to different words
	blankGap  = 0.06 // the same if a blank was drawn there; some programs take its width back
	backStep  = 0.5  // by which a glyph may stand before the end of the last one
	lineShift = 0.2  // of the baseline within one word
	doubled   = 0.15 // by which a word printed twice to look bold may be shifted
)

// word is a text without a gap, or the value of a form field. y is its baseline.
type word struct {
	text      string
	x0, x1, y float64
	size      float64
	bold      bool
	field     bool
	spaced    bool    // drawn after a blank
	center    float64 // of a field: the middle of its box
}

// middle is the height at which the word stands between rules.
func (w *word) middle() float64 {
	if w.field {
		return w.center
	}
	return w.y - midLetter*w.size
}

// direction returns the number of right angles (clockwise on the page) in which
// a glyph runs, and false if it runs askew.
func (g *glyph) direction() (int, bool) {
	switch dx, dy := g.dx, g.dy; {
	case math.Abs(dy) <= 0.1*math.Abs(dx):
		if dx < 0 {
			return 2, true
		}
		return 0, true
	case math.Abs(dx) <= 0.1*math.Abs(dy):
		if dy < 0 {
			return 3, true
		}
		return 1, true
	}
	return 0, false
}

// turn moves everything on the canvas so that text that runs in that direction
// runs to the right.
func (c *canvas) turn(direction int, size *box) {
	for ; direction > 0 && direction < 4; direction++ {
		// One turn clockwise: the new x axis grows where y fell.
		height := size.height()
		for i := range c.glyphs {
			g := &c.glyphs[i]
			g.x, g.y = height-g.y, g.x
			g.dx, g.dy = -g.dy, g.dx
		}
		var horizontal []rule
		for _, v := range c.vertical {
			horizontal = append(horizontal, rule{v.at, height - v.to, height - v.from})
		}
		var vertical []rule
		for _, h := range c.horizontal {
			vertical = append(vertical, rule{height - h.at, h.from, h.to})
		}
		c.horizontal, c.vertical = horizontal, vertical
		*size = box{0, 0, size.height(), size.width()}
	}
}

// words joins the glyphs that accept lets through to words, in the order in
// which they are drawn. Only text that runs to the right is taken.
func words(glyphs []glyph, accept func(*glyph) bool) []word {
	var out []word
	var text strings.Builder
	var w word
	open, spaced := false, false
	flush := func() {
		if open && text.Len() > 0 {
			w.text = text.String()
			out = append(out, w)
		}
		text.Reset()
		open = false
	}
	for i := range glyphs {
		g := &glyphs[i]
		if d, straight := g.direction(); !straight || d != 0 || g.size <= 0 || !accept(g) {
			continue
		}
		if strings.TrimSpace(g.text) == "" && g.text != "" {
			flush()
			spaced = true
			continue
		}
		if open && (math.Abs(g.y-w.y) > lineShift*w.size || g.x-w.x1 > wordGap*w.size || g.x-w.x1 < -backStep*w.size) {
			flush()
		}
		if !open {
			w = word{x0: g.x, x1: g.x, y: g.y, size: g.size, bold: g.bold, spaced: spaced}
			open, spaced = true, false
		}
		text.WriteString(g.text)
		w.x1 = max(w.x1, g.x+g.dx)
	}
	flush()
	return dropDoubled(dropLeaders(out))
}

// dropLeaders takes out rows of dots and underscores: they lead the eye or mark
// the place to write on, and a value may be typed over them.
func dropLeaders(words []word) []word {
	return slices.DeleteFunc(words, func(w word) bool {
		return len(w.text) >= 3 && strings.Trim(w.text, "_") == "" || len(w.text) >= 4 && strings.Trim(w.text, ".…") == ""
	})
}

// dropDoubled takes out words printed twice, as some programs do for bold text
// or shadows.
func dropDoubled(words []word) []word {
	type place struct {
		text string
		x, y int
	}
	seen := map[place][]word{}
	return slices.DeleteFunc(words, func(w word) bool {
		cell := place{w.text, int(w.x0 / 4), int(w.y / 4)}
		for dx := -1; dx <= 1; dx++ {
			for dy := -1; dy <= 1; dy++ {
				for _, other := range seen[place{w.text, cell.x + dx, cell.y + dy}] {
					if math.Abs(other.x0-w.x0) <= doubled*w.size && math.Abs(other.y-w.y) <= doubled*w.size {
						return true
					}
				}
			}
		}
		if len(seen[cell]) < 4 {
			seen[cell] = append(seen[cell], w)
		}
		return false
	})
}

// line is the words on one baseline, from left to right.
type line struct {
	y, size float64
	words   []word
}

const sameLine = 0.4 // parts of the font size by which baselines of a line differ

// lines puts words on lines, from top to bottom.
func lines(words []word) []line {
	slices.SortStableFunc(words, func(a, b word) int { return cmp.Compare(a.y, b.y) })
	var out []line
	for _, w := range words {
		if n := len(out); n > 0 && w.y-out[n-1].y <= sameLine*max(w.size, out[n-1].size) {
			l := &out[n-1]
			if w.size > l.size {
				l.size, l.y = w.size, w.y
			}
			l.words = append(l.words, w)
			continue
		}
		out = append(out, line{y: w.y, size: w.size, words: []word{w}})
	}
	for i := range out {
		slices.SortStableFunc(out[i].words, func(a, b word) int { return cmp.Compare(a.x0, b.x0) })
	}
	return out
}

// joinWords joins the words of a line or of a part of one.
func joinWords(words []word) string {
	var out strings.Builder
	for i, w := range words {
		if i > 0 {
			least := wordGap
			if w.spaced {
				least = blankGap
			}
			if last := words[i-1]; w.field || last.field || w.x0-last.x1 > least*min(w.size, last.size) {
				out.WriteByte(' ')
			}
		}
		out.WriteString(w.text)
	}
	return out.String()
}
