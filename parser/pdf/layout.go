package pdf

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Distances are in parts of the font size.
const (
	aligned       = 0.7      // by which the lines of a cell or paragraph may be indented
	hanging       = 2.6      // by which the lines of a list item may be
	tightPitch    = 1.55     // from line to line within a paragraph
	blankPitch    = 2.2      // from line to line over an empty one
	sameSize      = 0.12     // by which the size of letters may differ in a paragraph
	smallLabel    = 0.9      // of the size of values that labels above them have at most
	fullMargin    = 0.3      // at the right edge where a word would still not be set
	bodyWidth     = 0.75     // of the page: from which the longest line shows the margin
	maxRegionSize = 3000     // lines in which columns are looked for
	maxCell       = 16 << 10 // bytes of a paragraph or a cell
)

// textLine is a line of the text that comes out, with where it stood.
type textLine struct {
	text        string
	top, bottom float64 // its first and last baseline
	size        float64
}

// sheet is a page before its layout is understood.
type sheet struct {
	words                []word
	horizontal, vertical []rule
	size                 box
	plain                bool // letters on a grid, which do not show exactly where lines end
}

// layout turns what stands on a sheet into lines of text in reading order:
// cells of a row joined by tab, columns one after the other, wrapped lines
// joined. Cost is bounded by work, which it lessens.
func (s *sheet) layout(work *int) []textLine {
	l := layouter{right: s.bodyRight(), work: work}
	return l.tables(s)
}

// bodyRight guesses where the right margin is: at the end of the longest line,
// unless all are short.
func (s *sheet) bodyRight() float64 {
	left, right := math.Inf(1), 0.0
	for _, w := range s.words {
		left, right = min(left, w.x0), max(right, w.x1)
	}
	if right < bodyWidth*(s.size.width()-left) {
		right = s.size.width() - left
	}
	if s.plain {
		right *= plainMargin
	}
	return right
}

type layouter struct {
	right float64 // margin of the page
	work  *int
}

// region lays out words that stand in no ruled cell.
func (l *layouter) region(words []word, right float64) []textLine {
	all := lines(words)
	var out []textLine
	for len(all) > 0 {
		c, ok := l.findColumns(all, right)
		if !ok {
			return append(out, l.rows(all, right)...)
		}
		out = append(out, l.rows(all[:c.from], right)...)
		left, other := c.split(all)
		out = append(out, l.region(left, c.left)...)
		out = append(out, l.region(other, right)...)
		all = all[c.to:]
	}
	return out
}

// row is a paragraph, or the cells of a table beside each other.
type row struct {
	cells       []cell
	top, bottom float64
	size        float64
}

// rows joins lines to paragraphs and to rows of tables without rules.
func (l *layouter) rows(lines []line, right float64) []textLine {
	var all []row
	starts := l.starts(lines)
	for i, line := range lines {
		parts := cells(line, starts[i])
		if len(parts) == 0 {
			continue
		}
		if n := len(all); n == 0 || !all[n-1].take(parts, line, right) {
			all = append(all, row{cells: parts, top: line.y, bottom: line.y, size: line.size})
		}
	}
	var out []textLine
	for i := 0; i < len(all); i++ {
		r := &all[i]
		if n := len(out); n > 0 && r.top-out[n-1].bottom > blankPitch*max(r.size, out[n-1].size) {
			out = append(out, textLine{top: r.top, bottom: r.top, size: r.size})
		}
		if i+1 < len(all) && r.labels(&all[i+1], all[i+2:]) {
			i++
			out = append(out, r.pairs(&all[i])...)
			continue
		}
		out = append(out, textLine{text: r.text(), top: r.top, bottom: r.bottom, size: r.size})
	}
	return out
}

// labels reports whether the cells of the row are labels above their values:
// smaller, or bold above a single row that is not.
func (r *row) labels(values *row, rest []row) bool {
	if len(values.cells) < 2 || values.top-r.bottom > blankPitch*values.size || len(values.cells) > len(r.cells) {
		return false
	}
	small, bold := true, len(values.cells) == len(r.cells) && (len(rest) == 0 || len(rest[0].cells) < 2)
	for _, label := range r.cells {
		small = small && label.size <= smallLabel*values.size
		bold = bold && label.bold
	}
	for _, value := range values.cells {
		bold = bold && !value.bold
		if !slices.ContainsFunc(r.cells, func(label cell) bool { return math.Abs(label.x0-value.x0) <= aligned*value.size }) {
			return false
		}
	}
	return small || bold
}

// pairs puts each label on a line with the value below it.
func (r *row) pairs(values *row) []textLine {
	var out []textLine
	for _, label := range r.cells {
		text := label.text
		for _, value := range values.cells {
			if math.Abs(label.x0-value.x0) <= aligned*value.size {
				text += "\t" + value.text
			}
		}
		out = append(out, textLine{text: dropSoft(text), top: r.top, bottom: values.bottom, size: values.size})
	}
	return out
}

// dropSoft takes out soft hyphens.
func dropSoft(text string) string { return strings.ReplaceAll(text, "\u00ad", "") }

func (r *row) text() string {
	texts := make([]string, len(r.cells))
	for i, c := range r.cells {
		texts[i] = dropSoft(c.text)
	}
	return strings.Join(texts, "\t")
}

var (
	listItem = regexp.MustCompile(`^(?:[•–*▪■o○●-]|\[[x ]\]|\d{1,2}[.)]|[a-z]\))\s`)
	// labelled is a line that begins with a label of its own.
	labelled = regexp.MustCompile(`^\p{Lu}[^.:!?]{0,40}:`)
	// number is a sum or count and nothing else.
	number = regexp.MustCompile(`^[-–\d .,:%]+(?:kr|kronor|SEK)?\.?$`)
)

// take adds a line to the row if it goes on there: the parts must stand under
// cells of the row. It reports whether they do.
func (r *row) take(parts []cell, line line, right float64) bool {
	pitch := line.y - r.bottom
	if pitch > tightPitch*max(r.size, line.size) || len(parts) > len(r.cells) || len(r.cells[len(r.cells)-1].text) > maxCell {
		return false
	}
	into := make([]int, len(parts))
	at := 0
	for i := range parts {
		for at < len(r.cells) && !r.cells[at].under(&parts[i]) {
			at++
		}
		if at == len(r.cells) {
			return false
		}
		into[i] = at
		at++
	}
	if !r.continues(parts, into, right) {
		return false
	}
	for i, part := range parts {
		c := &r.cells[into[i]]
		c.text = joinTexts(c.text, part.text, c.wraps(&part, r.edge(into[i], right)))
		c.x0, c.x1, c.field, c.grown = part.x0, part.x1, part.field, true
	}
	r.bottom = line.y
	return true
}

// under reports whether a part can be the next line of the cell: it begins where
// the last one does, but after the first line of an item of a list on its right
// and after that of a paragraph on its left.
func (c *cell) under(part *cell) bool {
	indent := (part.x0 - c.x0) / c.size
	if math.Abs(part.size-c.size) > sameSize*c.size || math.Abs(indent) > hanging {
		return false
	}
	return math.Abs(indent) <= aligned || !c.grown && c.hangs == (indent > 0)
}

// edge is where the lines of a cell must end.
func (r *row) edge(i int, right float64) float64 {
	if i+1 < len(r.cells) {
		return r.cells[i+1].x0 - usualGap*r.size
	}
	return right
}

// continues reports whether the parts, which stand under the cells into, are
// the next line of the row and not a row of their own.
func (r *row) continues(parts []cell, into []int, right float64) bool {
	if len(r.cells) == 1 {
		c, part := &r.cells[0], &parts[0]
		return c.wraps(part, right) && c.bold == part.bold
	}
	first, last := &r.cells[0], len(parts)-1
	switch {
	case into[0] != 0:
		// The value goes on, its label is complete; but a sum below a sum is that
		// of another row.
		return !number.MatchString(r.cells[into[0]].text) || !number.MatchString(parts[0].text)
	case first.bold != parts[0].bold || strings.HasSuffix(first.text, ":"):
		return false
	case len(parts) == 1:
		return first.wraps(&parts[0], r.edge(0, right))
	}
	next, _ := utf8.DecodeRuneInString(parts[last].text)
	return r.cells[into[last]].wraps(&parts[last], r.edge(into[last], right)) && (unicode.IsLower(next) || first.wraps(&parts[0], r.edge(0, right)))
}

// wraps reports whether part goes on the last line of the cell: its first word
// would not have fitted there. What begins with a label or as an item of a list
// is new.
func (c *cell) wraps(part *cell, edge float64) bool {
	if c.field || listItem.MatchString(part.text) || labelled.MatchString(part.text) {
		return false
	}
	word, _, _ := strings.Cut(part.text, " ")
	letters := utf8.RuneCountInString(part.text)
	width := (part.x1 - part.x0) * float64(utf8.RuneCountInString(word)) / float64(max(1, letters))
	return c.x1+width+(usualGap+fullMargin)*c.size > edge
}

// joinTexts joins two lines of a cell: wrapped ones by a blank or, if a hyphen
// divides a word, by nothing; others by a comma as in any table.
func joinTexts(a, b string, wrapped bool) string {
	if !wrapped {
		return listLines(a, b)
	}
	stem, hyphen := strings.CutSuffix(a, "\u00ad")
	if hyphen {
		return stem + b
	}
	stem, hyphen = strings.CutSuffix(a, "-")
	before, _ := utf8.DecodeLastRuneInString(stem)
	next, _ := utf8.DecodeRuneInString(b)
	switch {
	case !hyphen || unicode.IsSpace(before) || stem == "":
		return a + " " + b
	case unicode.IsLetter(before) && unicode.IsLower(next):
		if word, _, _ := strings.Cut(b, " "); word == "och" || word == "eller" || word == "samt" || word == "respektive" {
			return a + " " + b // "vård- och omsorgsboende"
		}
		return stem + b
	}
	return a + b // a number with a hyphen, a name of two parts
}

// listLines puts two lines that are no running text on one.
func listLines(a, b string) string {
	if strings.HasSuffix(a, " ") || a == "" || strings.ContainsRune(".,:;!?", rune(a[len(a)-1])) {
		return strings.TrimSpace(a + " " + b)
	}
	return a + ", " + b
}
