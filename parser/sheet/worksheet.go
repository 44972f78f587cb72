package sheet

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
)

// readSheet reads one sheet (18.3) and the texts that float above it.
func (x *xlsx) readSheet(t *table, part string) {
	data, err := x.read(part)
	x.note(err)
	if len(data) == 0 {
		x.note(errBroken)
		return
	}
	v := &sheetVisitor{x: x, table: t, row: -1, column: -1}
	x.note(walk(data, v))
	if v.drawing == "" {
		return
	}
	for _, r := range x.relations(part) {
		if r.id == v.drawing {
			drawing, err := x.read(r.target)
			x.note(err)
			d := drawingVisitor{}
			x.note(walk(drawing, &d))
			if box := strings.TrimSpace(d.all.String()); box != "" {
				t.boxes = append(t.boxes, box)
			}
		}
	}
}

// sheetVisitor reads the part of one sheet.
type sheetVisitor struct {
	runs
	x           *xlsx
	table       *table
	row, column int // of the cell that is being read

	kind, style    string
	value, formula strings.Builder
	result         bool // the cell has a value
	formulas       bool // the cell has a formula
	open           string
	margin         strings.Builder
	drawing        string
	full           bool
}

func (v *sheetVisitor) done() bool { return v.full }

func (v *sheetVisitor) start(t xml.StartElement) {
	v.runs.start(t)
	switch t.Name.Local {
	case "col":
		v.hideColumns(t)
	case "row":
		v.row++
		if n, err := strconv.Atoi(attribute(t, "r")); err == nil && n > 0 {
			v.row = n - 1
		}
		v.column = -1
		if isOn(attribute(t, "hidden")) {
			v.table.hiddenRows[v.row] = true
		}
	case "c":
		v.column++
		if row, column, ok := parseCell(attribute(t, "r")); ok && row >= 0 && column >= 0 {
			v.row, v.column = row, column
		}
		v.kind, v.style = attribute(t, "t"), attribute(t, "s")
		v.value.Reset()
		v.formula.Reset()
		v.take()
		v.result, v.formulas = false, false
	case "v", "f":
		v.open = t.Name.Local
		v.formulas = v.formulas || v.open == "f"
	case "oddHeader", "oddFooter", "firstHeader", "firstFooter", "evenHeader", "evenFooter":
		v.open = "margin"
	case "mergeCell":
		if a, ok := parseArea(attribute(t, "ref")); ok && len(v.table.merged) < maxMerged {
			v.table.merged = append(v.table.merged, a)
		}
	case "drawing":
		v.drawing = relationID(t)
	}
}

const maxMerged = 500 // merged cells of a sheet that are looked at

func (v *sheetVisitor) hideColumns(t xml.StartElement) {
	from, err := strconv.Atoi(attribute(t, "min"))
	to, fault := strconv.Atoi(attribute(t, "max"))
	if err != nil || fault != nil || !isOn(attribute(t, "hidden")) {
		return
	}
	for c := max(from, 1); c <= min(to, maxColumns); c++ {
		v.table.hiddenColumns[c-1] = true
	}
}

func (v *sheetVisitor) text(s []byte) {
	switch v.open {
	case "v":
		v.value.Write(s)
		v.result = true
	case "f":
		v.formula.Write(s)
	case "margin":
		v.margin.Write(s)
	default:
		v.runs.text(s)
	}
}

func (v *sheetVisitor) end(name string) {
	v.runs.end(name)
	switch name {
	case "c":
		v.full = !v.x.add(v.table, v.cell())
	case "v", "f":
		v.open = ""
	case "oddHeader", "oddFooter", "firstHeader", "firstFooter", "evenHeader", "evenFooter":
		v.open = ""
		v.x.addMargin(marginText(v.margin.String()))
		v.margin.Reset()
	}
}

// cell makes a cell of what its element holds (18.3.1.4).
func (v *sheetVisitor) cell() cell {
	c := cell{row: v.row, column: v.column}
	value := v.value.String()
	if v.formulas && (!v.result || v.x.stale) {
		c.formula = v.formula.String()
		if c.formula == "" {
			v.x.note(errFormula) // it shares that of another cell
		}
	}
	if n, err := strconv.Atoi(v.style); err == nil && n >= 0 && n < len(v.x.formats) {
		c.format = v.x.formats[n]
	}
	switch v.kind {
	case "s":
		if n, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && n >= 0 && n < len(v.x.strings) {
			c.text = v.x.strings[n]
		} else {
			v.x.note(errBroken)
		}
	case "inlineStr":
		c.text = v.take()
	case "str", "e":
		c.text = unescape(value)
	case "d":
		c.text = strings.TrimSuffix(value, "T00:00:00")
	case "b":
		c.text = truth(isOn(strings.TrimSpace(value)))
	default:
		c.setNumber(value, v.x.from1904)
	}
	return c
}

// setNumber takes a number as it stands in the file.
func (c *cell) setNumber(s string, from1904 bool) {
	n, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || math.IsInf(n, 0) || math.IsNaN(n) {
		c.text = s
		return
	}
	c.setValue(n, from1904)
}

func (c *cell) setValue(n float64, from1904 bool) {
	text, seen := show(n, c.format, from1904)
	c.number, c.isNumber, c.text, c.unseen = n, true, text, !seen
}

// truth writes a value that is true or false as Excel shows it in Sweden.
func truth(on bool) string {
	if on {
		return "SANT"
	}
	return "FALSKT"
}

// marginText takes the codes out of a page header (18.3.1.46).
func marginText(s string) string {
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '&' || i+1 == len(s) {
			out.WriteByte(s[i])
			continue
		}
		i++
		switch c := s[i]; {
		case c == '&':
			out.WriteByte('&')
		case c == '"':
			i = closing(s, i)
		case c == 'L' || c == 'C' || c == 'R':
			out.WriteByte(' ')
		case c == 'K' && i+6 < len(s):
			i += 6 // a colour
		case c >= '0' && c <= '9':
			for i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9' {
				i++
			}
		}
	}
	return out.String()
}

// drawingVisitor reads the text of shapes (20.5): a line for each paragraph.
type drawingVisitor struct {
	runs
	all strings.Builder
}

func (v *drawingVisitor) end(name string) {
	v.runs.end(name)
	if name == "p" {
		v.all.WriteString(v.take() + "\n")
	}
}
func (v *drawingVisitor) done() bool { return v.all.Len() > maxText/4 }
