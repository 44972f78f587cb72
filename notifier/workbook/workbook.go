// Package workbook writes tables as Excel workbooks (ISO/IEC 29500) for people
// to sort and filter. It writes values only, no formulas.
package workbook

import (
	"bytes"
	"fmt"
	"slices"
	"time"

	"github.com/xuri/excelize/v2"
)

// Type is the media type of a workbook.
const Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// Sheet is one table.
type Sheet struct {
	Name    string // at most 31 characters, none of []:*?/\
	Columns []Column
	// Rows have a value for each column: a string, an int or int64, a time.Time
	// (shown as the day by its own clocks; zero is empty) or nil for an empty cell.
	Rows [][]any
}

// Column is one column of a sheet.
type Column struct {
	Title string
	Width float64 // in characters; 0 leaves it to the reader's program
}

// Write makes a workbook of the sheets, in their order. The header row is bold,
// stays in view and has filters. An error names the sheet.
func Write(sheets []Sheet) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close() // nothing but temporary files of very large sheets
	styles, err := newStyles(f)
	if err != nil {
		return nil, fmt.Errorf("the workbook's styles cannot be made: %w", err)
	}
	for i, s := range sheets {
		if err := add(f, i, s, styles); err != nil {
			return nil, fmt.Errorf("the sheet %q cannot be written: %w", s.Name, err)
		}
	}
	var out bytes.Buffer
	if _, err := f.WriteTo(&out); err != nil {
		return nil, fmt.Errorf("the workbook cannot be written: %w", err)
	}
	return out.Bytes(), nil
}

// styles are the identities that a workbook has given to the cells' looks.
type styles struct{ header, text, number, day int }

func newStyles(f *excelize.File) (s styles, err error) {
	day := "yyyy-mm-dd"
	for _, x := range []struct {
		id    *int
		style excelize.Style
	}{
		{&s.header, excelize.Style{Font: &excelize.Font{Bold: true}, NumFmt: 49}},
		// Format 49 is text: what begins with = stays a text also when somebody
		// edits the cell (ECMA-376, part 1, 18.8.30 lists the formats).
		{&s.text, excelize.Style{NumFmt: 49, Alignment: &excelize.Alignment{Vertical: "top"}}},
		{&s.number, excelize.Style{NumFmt: 3, Alignment: &excelize.Alignment{Vertical: "top"}}},
		{&s.day, excelize.Style{CustomNumFmt: &day, Alignment: &excelize.Alignment{Vertical: "top"}}},
	} {
		if *x.id, err = f.NewStyle(&x.style); err != nil {
			return s, err
		}
	}
	return s, nil
}

// add writes the sheet at place i. The first one takes the place of the sheet
// that a new workbook has.
func add(f *excelize.File, i int, s Sheet, st styles) error {
	if i == 0 {
		if err := f.SetSheetName(f.GetSheetName(0), s.Name); err != nil {
			return err
		}
	} else if _, err := f.NewSheet(s.Name); err != nil {
		return err
	}
	end, err := excelize.CoordinatesToCellName(max(1, len(s.Columns)), len(s.Rows)+1)
	if err != nil {
		return err
	}
	// Before the rows are streamed: afterwards it would read all of them again.
	if err := f.AutoFilter(s.Name, "A1:"+end, nil); err != nil {
		return err
	}
	w, err := f.NewStreamWriter(s.Name)
	if err != nil {
		return err
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	header := make([]any, len(s.Columns))
	// From the last one: the library writes the widths in the reverse order, and
	// Excel wants them ascending.
	for n, c := range slices.Backward(s.Columns) {
		header[n] = excelize.Cell{StyleID: st.header, Value: c.Title}
		if c.Width > 0 {
			if err := w.SetColWidth(n+1, n+1, c.Width); err != nil {
				return err
			}
		}
	}
	if err := w.SetRow("A1", header); err != nil {
		return err
	}
	for n, row := range s.Rows {
		if err := writeRow(w, n+2, row, st); err != nil {
			return err
		}
	}
	return w.Flush()
}

func writeRow(w *excelize.StreamWriter, number int, row []any, st styles) error {
	cells := make([]any, len(row))
	for i, v := range row {
		c, err := cell(v, st)
		if err != nil {
			return fmt.Errorf("row %d, column %d: %w", number, i+1, err)
		}
		cells[i] = c
	}
	return w.SetRow(fmt.Sprintf("A%d", number), cells)
}

// cell gives a value its look; nil is an empty cell.
func cell(v any, st styles) (any, error) {
	switch v := v.(type) {
	case nil:
		return nil, nil
	case string:
		return excelize.Cell{StyleID: st.text, Value: v}, nil
	case int, int64:
		return excelize.Cell{StyleID: st.number, Value: v}, nil
	case time.Time:
		if v.IsZero() {
			return nil, nil
		}
		day := time.Date(v.Year(), v.Month(), v.Day(), 0, 0, 0, 0, time.UTC)
		return excelize.Cell{StyleID: st.day, Value: day}, nil
	}
	return nil, fmt.Errorf("a value of type %T has no place in a sheet", v)
}
