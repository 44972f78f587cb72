package sheet

import (
	"cmp"
	"slices"
	"strings"

	"medelbot/parser/document"
	"medelbot/parser/rows"
)

// book is what was read of a file of any format.
type book struct {
	sheets   []*table
	margins  []string // page headers and footers
	from1904 bool     // days count from 1904
	cells    int      // of all sheets
	size     int      // bytes of text of all sheets
	problem  error    // the first one
}

// note keeps the first problem.
func (b *book) note(err error) {
	if err != nil && b.problem == nil {
		b.problem = err
	}
}

// table is one sheet. Rows and columns count from 0.
type table struct {
	name          string
	hidden        bool
	cells         []cell // not in order
	rows          int    // that hold something
	lastRow       int    // the last of them
	hiddenRows    map[int]bool
	hiddenColumns map[int]bool
	merged        []area
	boxes         []string // texts that float above the cells
}

// cell is one cell with its text as a person sees it.
type cell struct {
	row, column int
	text        string
	number      float64 // if isNumber
	isNumber    bool
	formula     string // to be computed, for want of a result
	format      string // of the number
	unseen      bool   // its format shows nothing
}

// area is a block of cells, its corners included.
type area struct{ top, left, bottom, right int }

func (a area) has(row, column int) bool {
	return row >= a.top && row <= a.bottom && column >= a.left && column <= a.right
}

// addSheet adds a sheet; nil if there are too many.
func (b *book) addSheet(name string) *table {
	if len(b.sheets) == maxSheets {
		b.note(errMuch)
		return nil
	}
	t := &table{name: oneLine(name), lastRow: -1, hiddenRows: map[int]bool{}, hiddenColumns: map[int]bool{}}
	b.sheets = append(b.sheets, t)
	return t
}

// add adds a cell unless it is empty. It reports false if the sheet takes no
// more.
func (b *book) add(t *table, c cell) bool {
	c.text = strings.TrimSpace(cleaner.Replace(c.text))
	if c.text == "" && c.formula == "" || c.column >= maxColumns {
		return true
	}
	if c.row != t.lastRow {
		t.lastRow = c.row
		t.rows++
	}
	b.size += len(c.text)
	switch {
	case t.rows > maxRows:
		b.note(errRows)
		return false
	case b.cells == maxCells || b.size > maxText:
		b.note(errMuch)
		return false
	}
	b.cells++
	t.cells = append(t.cells, c)
	return true
}

// addMargin adds a page header or footer once: sheets share them.
func (b *book) addMargin(s string) {
	if s = oneLine(s); s != "" && len(b.margins) < maxSheets && !slices.Contains(b.margins, s) {
		b.margins = append(b.margins, s)
	}
}

// cleaner keeps what parts cells out of them.
var cleaner = strings.NewReplacer("\t", " ", "\r\n", "\n", "\r", "\n", "\x00", "")

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// document lays the sheets out as text.
func (b *book) document() document.Document {
	b.compute()
	var shown, hidden writer
	several := 0
	for _, t := range b.sheets {
		if !t.hidden && (len(t.cells) > 0 || len(t.boxes) > 0) {
			several++
		}
	}
	for _, t := range b.sheets {
		visible, not := t.split()
		if t.hidden {
			visible, not = nil, append(visible, not...)
		}
		if len(visible) > 0 || len(t.boxes) > 0 && !t.hidden {
			shown.begin(t.name, several > 1)
			shown.cells(t.name, visible)
			for _, box := range t.boxes {
				shown.line("\n" + box)
			}
		}
		if len(not) > 0 {
			hidden.begin("", false)
			hidden.cells(t.name, not)
		}
	}
	return document.Document{
		Text: shown.text(), Places: shown.places, Deleted: hidden.text(), Margins: strings.Join(b.margins, "\n"),
	}
}

// split orders the cells and parts those that are seen from those that are not.
func (t *table) split() (visible, hidden []cell) {
	slices.SortStableFunc(t.cells, func(a, b cell) int { return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.column, b.column)) })
	for _, c := range t.cells {
		switch {
		case c.text == "" || t.isCovered(c):
		case c.unseen || t.hiddenRows[c.row] || t.hiddenColumns[c.column]:
			hidden = append(hidden, c)
		default:
			visible = append(visible, c)
		}
	}
	return visible, hidden
}

// isCovered tells a cell that lies under a merged one.
func (t *table) isCovered(c cell) bool {
	for _, a := range t.merged {
		if a.has(c.row, c.column) && (c.row != a.top || c.column != a.left) {
			return true
		}
	}
	return false
}

// writer writes the lines of sheets.
type writer struct {
	out    strings.Builder
	places []document.Place
}

func (w *writer) text() string { return strings.TrimRight(w.out.String(), "\n") }

func (w *writer) line(s string) {
	w.out.WriteString(s)
	w.out.WriteByte('\n')
}

// begin parts a sheet from the one before.
func (w *writer) begin(name string, named bool) {
	if w.out.Len() > 0 {
		w.line("")
	}
	if named {
		w.line(name)
	}
}

func (w *writer) place(sheet string, row, column int) {
	if len(w.places) < maxPlaces {
		w.places = append(w.places, document.Place{Offset: w.out.Len(), Name: sheet + "!" + cellName(row, column)})
	}
}

// cells writes the cells of one sheet, which are in order. A blank line stands
// for empty rows.
func (w *writer) cells(sheet string, cells []cell) {
	column := columns(cells)
	last := -1
	for len(cells) > 0 {
		row := cells[0].row
		n := 1
		for n < len(cells) && cells[n].row == row {
			n++
		}
		if last >= 0 && row > last+1 {
			w.line("")
		}
		w.row(sheet, cells[:n], column)
		last, cells = row, cells[n:]
	}
}

// row writes the cells of one row. A lone text is a heading, and its column says
// nothing; a lone number is a sum, and its column says of what.
func (w *writer) row(sheet string, cells []cell, column map[int]int) {
	first := cells[0]
	if len(cells) == 1 && (!first.isNumber || strings.Contains(first.text, "\n")) {
		w.place(sheet, first.row, first.column)
		w.line(first.text)
		return
	}
	if slices.ContainsFunc(cells, func(c cell) bool { return strings.Contains(c.text, "\n") }) {
		texts := make([]string, column[cells[len(cells)-1].column]+1)
		for _, c := range cells {
			texts[column[c.column]] = c.text
		}
		w.place(sheet, first.row, first.column)
		for _, line := range rows.Lines(texts) {
			w.line(line)
		}
		return
	}
	at := 0
	for _, c := range cells {
		for ; at < column[c.column]; at++ {
			w.out.WriteByte('\t')
		}
		w.place(sheet, c.row, c.column)
		w.out.WriteString(c.text)
	}
	w.line("")
}

// columns numbers the columns that hold something: what is empty throughout is
// only there to set others apart.
func columns(cells []cell) map[int]int {
	used := map[int]int{}
	for _, c := range cells {
		used[c.column] = 0
	}
	order := make([]int, 0, len(used))
	for c := range used {
		order = append(order, c)
	}
	slices.Sort(order)
	for i, c := range order {
		used[c] = i
	}
	return used
}
