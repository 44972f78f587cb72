package sheet

import (
	"bytes"
	"encoding/xml"
	"math"
	"strconv"
	"strings"

	"medelbot/parser/zipped"
)

// openODS reads an OpenDocument spreadsheet. The file tells what each cell
// shows, so that formats and formulas need not be read.
func openODS(archive *zipped.Archive) (*book, error) {
	b := &book{}
	if archive.Cut {
		b.note(zipped.ErrCut)
	}
	manifest, err := archive.Read("META-INF/manifest.xml")
	if err == zipped.ErrProtected || bytes.Contains(manifest, []byte("encryption-data")) {
		return nil, errProtected
	}
	content, err := archive.Read("content.xml")
	if len(content) == 0 && err != nil {
		return nil, err
	}
	b.note(err)
	v := &odsVisitor{book: b, hiddenStyles: map[string]bool{}}
	b.note(walk(content, v))
	if !v.found {
		return nil, errNotSheet
	}
	styles, err := archive.Read("styles.xml")
	b.note(err)
	b.note(walk(styles, &odsMargins{book: b}))
	return b, nil
}

// maxRepeated is how often a cell or row with text is taken to be there that is
// written once and said to repeat.
const maxRepeated = 200

// odsVisitor reads the part with the cells (part 3, chapter 9).
type odsVisitor struct {
	*book
	hiddenStyles map[string]bool // of sheets
	style        string          // that is being read
	found        bool            // it is a spreadsheet
	full         bool

	table       *table
	row, column int
	repeatRow   int
	pending     []cell // of the row
	repeat      int    // of the cell
	cell        cell
	in          bool // within the cell
	paragraph
	shape paragraph // that floats above the cells
	apart int       // depth within shapes
	away  int       // depth within comments
}

func (v *odsVisitor) done() bool { return v.full }

func (v *odsVisitor) start(t xml.StartElement) {
	switch t.Name.Local {
	case "spreadsheet":
		v.found = true
	case "style":
		v.style = attribute(t, "name")
	case "table-properties":
		v.hiddenStyles[v.style] = attribute(t, "display") == "false"
	case "table":
		if v.table = v.addSheet(attribute(t, "name")); v.table == nil {
			v.full = true
			return
		}
		v.table.hidden = v.hiddenStyles[attribute(t, "style-name")]
		v.row, v.column = 0, 0
	case "table-column":
		v.startColumn(t)
	case "table-row":
		v.column, v.pending = 0, nil
		v.repeatRow = repeated(t, "number-rows-repeated")
		if s := attribute(t, "visibility"); v.table != nil && (s == "collapse" || s == "filter") {
			for i := range min(v.repeatRow, maxRepeated) {
				v.table.hiddenRows[v.row+i] = true
			}
		}
	case "table-cell", "covered-table-cell":
		v.startCell(t)
	case "annotation":
		v.away++
	case "frame", "custom-shape", "rect", "ellipse", "caption":
		v.apart++
	default:
		v.target().start(t)
	}
}

// target is what the words belong to that are being read.
func (v *odsVisitor) target() *paragraph {
	if v.apart > 0 {
		return &v.shape
	}
	return &v.paragraph
}

func (v *odsVisitor) startColumn(t xml.StartElement) {
	n := repeated(t, "number-columns-repeated")
	if s := attribute(t, "visibility"); v.table != nil && (s == "collapse" || s == "filter") {
		for i := range min(n, maxColumns) {
			v.table.hiddenColumns[v.column+i] = true
		}
	}
	v.column = min(v.column+n, maxColumns)
}

func (v *odsVisitor) startCell(t xml.StartElement) {
	v.repeat = repeated(t, "number-columns-repeated")
	v.cell = cell{row: v.row, column: v.column, text: odsValue(t)}
	switch attribute(t, "value-type") {
	case "float", "currency", "percentage":
		n, err := strconv.ParseFloat(attribute(t, "value"), 64)
		v.cell.number, v.cell.isNumber = n, err == nil
	}
	v.in = t.Name.Local == "table-cell" // what another covers is not seen
	v.take()
}

func (v *odsVisitor) text(s []byte) {
	if v.away == 0 && (v.in || v.apart > 0) {
		v.target().text(s)
	}
}

func (v *odsVisitor) end(name string) {
	switch name {
	case "table-cell", "covered-table-cell":
		v.endCell()
	case "table-row":
		v.endRow()
	case "table":
		v.table = nil
	case "annotation":
		v.away = max(v.away-1, 0)
	case "frame", "custom-shape", "rect", "ellipse", "caption":
		if v.apart = max(v.apart-1, 0); v.apart > 0 {
			return
		}
		if box := strings.TrimSpace(v.shape.take()); box != "" && v.table != nil && len(v.table.boxes) < maxRepeated {
			v.table.boxes = append(v.table.boxes, box)
		}
	case "p", "h":
		v.target().end()
	}
}

func (v *odsVisitor) endCell() {
	if s := strings.TrimSpace(v.take()); s != "" && v.in {
		if v.cell.text = s; v.cell.isNumber {
			v.cell.text = respell(s, v.cell.number)
		}
	}
	if v.cell.text != "" && v.in {
		for range min(v.repeat, maxRepeated, maxColumns-v.column) {
			v.pending = append(v.pending, v.cell)
			v.cell.column++
		}
	}
	v.column = min(v.column+v.repeat, maxColumns)
	v.in = false
}

func (v *odsVisitor) endRow() {
	for i := range min(v.repeatRow, maxRepeated) {
		for _, c := range v.pending {
			c.row = v.row + i
			if v.table != nil && !v.add(v.table, c) {
				v.full = true
				return
			}
		}
	}
	v.row = min(v.row+v.repeatRow, lastRow)
}

// repeated reads how often an element counts.
func repeated(t xml.StartElement, name string) int {
	n, err := strconv.Atoi(attribute(t, name))
	if err != nil {
		return 1
	}
	return min(max(n, 1), lastRow)
}

// odsValue shows the value of a cell whose text is missing.
func odsValue(t xml.StartElement) string {
	switch kind := attribute(t, "value-type"); kind {
	case "float", "currency", "percentage":
		c := cell{}
		switch {
		case kind == "percentage":
			c.format = "0%"
		case attribute(t, "currency") == "SEK":
			c.format = `General" kr"`
		case kind == "currency":
			c.format = `General" ` + attribute(t, "currency") + `"`
		}
		c.setNumber(attribute(t, "value"), false)
		return c.text
	case "date":
		return attribute(t, "date-value")
	case "boolean":
		return truth(isOn(attribute(t, "boolean-value")))
	}
	return attribute(t, "string-value")
}

// respell writes a number that is shown as it is written in Sweden: the file
// shows it as is the custom where it was made, and 12,500 may be two numbers.
func respell(shown string, n float64) string {
	from, to := strings.IndexAny(shown, digits), strings.LastIndexAny(shown, digits)+1
	if from < 0 {
		return shown
	}
	span := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \u00a0\u202f,.'\u2019", r) {
			return -1
		}
		return r
	}, shown[from:to])
	if strings.Trim(span, digits) != "" {
		return shown
	}
	n = math.Abs(n)
	for _, n := range []float64{n, n * 100} { // percents
		for places := range 10 {
			whole, fraction, _ := strings.Cut(strconv.FormatFloat(n, 'f', places, 64), ".")
			if whole+fraction != span {
				continue
			}
			if grouped := len(shown[from:to]) > len(span)+min(places, 1); grouped {
				whole = group(whole)
			}
			if fraction != "" {
				whole += "," + fraction
			}
			return shown[:from] + whole + shown[to:]
		}
	}
	return shown
}

const digits = "0123456789"

// paragraph gathers the text of a cell: a line for each paragraph (part 3,
// 6.1).
type paragraph struct {
	out  strings.Builder
	open int // depth of paragraphs
}

func (p *paragraph) start(t xml.StartElement) {
	switch t.Name.Local {
	case "p", "h":
		p.open++
	case "s":
		p.out.WriteByte(' ')
	case "tab":
		p.out.WriteByte('\t')
	case "line-break":
		p.out.WriteByte('\n')
	}
}

func (p *paragraph) text(s []byte) {
	if p.open > 0 && p.out.Len() < maxText {
		p.out.Write(s)
	}
}

func (p *paragraph) end() {
	p.open = max(p.open-1, 0)
	p.out.WriteByte('\n')
}

func (p *paragraph) take() string {
	s := p.out.String()
	p.out.Reset()
	return s
}

// odsMargins reads the page headers and footers (part 3, 16.10).
type odsMargins struct {
	*book
	paragraph
	in bool
}

func (v *odsMargins) start(t xml.StartElement) {
	switch t.Name.Local {
	case "header", "footer", "header-left", "footer-left", "header-first", "footer-first":
		v.in = attribute(t, "display") != "false"
	default:
		v.paragraph.start(t)
	}
}

func (v *odsMargins) text(s []byte) {
	if v.in {
		v.paragraph.text(s)
	}
}

func (v *odsMargins) end(name string) {
	switch name {
	case "header", "footer", "header-left", "footer-left", "header-first", "footer-first":
		v.in = false
		v.addMargin(v.take())
	case "p", "h":
		v.paragraph.end()
	}
}

func (v *odsMargins) done() bool { return false }
