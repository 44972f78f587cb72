// Package workbook writes tables as Excel workbooks (ISO/IEC 29500) for people
// to sort and filter. It writes values only, no formulas.
package workbook

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// Type is the media type of a workbook.
const Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// Sheet is one table.
type Sheet struct {
	Name    string // at most 31 characters, none of []:*?/\'
	Columns []Column
	// Rows have a value for each column: a string, an int or int64, a time.Time
	// (shown as the day by its own clocks; zero is empty) or nil for an empty cell.
	Rows [][]any
	// More are rows that come after those and are made only when they are
	// written; nil if there are none.
	More iter.Seq[[]any]
}

// Column is one column of a sheet.
type Column struct {
	Title string
	Width float64 // in characters, at most 255; 0 leaves it to the reader's program
}

// Write makes a workbook of the sheets, in their order. The header row is bold,
// stays in view and has filters. Of a text that is longer than a cell can hold
// (32 767 UTF-16 units) the end is left out. An error names the sheet.
//
// A sheet is held in memory as XML while it is written, some 50 bytes a cell
// besides its text. Only beyond 16 MiB of it (excelize.StreamChunkSize), thousands
// of cases, the library puts it in a temporary file, which is removed before Write
// returns; if no such file can be made, all stays in memory.
func Write(sheets []Sheet) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close() // removes temporary files
	// Instead of the library's author.
	if err := f.SetDocProps(&excelize.DocProperties{Creator: "medelbot"}); err != nil {
		return nil, fmt.Errorf("the workbook's properties cannot be set: %w", err)
	}
	look, err := newStyles(f)
	if err != nil {
		return nil, fmt.Errorf("the workbook's styles cannot be made: %w", err)
	}
	for i, s := range sheets {
		if err := writeSheet(f, i, s, look); err != nil {
			return nil, fmt.Errorf("the sheet %q cannot be written: %w", s.Name, err)
		}
	}
	out, err := f.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("the workbook cannot be written: %w", err)
	}
	return out.Bytes(), nil
}

// styles are the identities that a workbook has given to the looks of cells.
type styles struct{ header, text, number, day int }

// The library's numbers of built-in formats (ISO/IEC 29500-1, 18.8.30). What has
// the format of texts and begins with = stays a text also when somebody edits
// the cell.
const (
	formatThousands = 3
	formatText      = 49
)

func newStyles(f *excelize.File) (look styles, err error) {
	day, top := "yyyy-mm-dd", &excelize.Alignment{Vertical: "top"}
	for _, x := range []struct {
		id    *int
		style excelize.Style
	}{
		{&look.header, excelize.Style{NumFmt: formatText, Font: &excelize.Font{Bold: true}}},
		{&look.text, excelize.Style{NumFmt: formatText, Alignment: top}},
		{&look.number, excelize.Style{NumFmt: formatThousands, Alignment: top}},
		{&look.day, excelize.Style{CustomNumFmt: &day, Alignment: top}},
	} {
		if *x.id, err = f.NewStyle(&x.style); err != nil {
			return styles{}, err
		}
	}
	return look, nil
}

// writeSheet writes the sheet at place i.
func writeSheet(f *excelize.File, i int, s Sheet, look styles) error {
	if err := addSheet(f, i, s.Name); err != nil {
		return err
	}
	stream, err := f.NewStreamWriter(s.Name)
	if err != nil {
		return err
	}
	w := &sheetWriter{StreamWriter: stream, look: look}
	if err := w.header(s.Columns); err != nil {
		return err
	}
	for _, row := range s.Rows {
		if err := w.row(row); err != nil {
			return err
		}
	}
	if s.More != nil {
		for row := range s.More {
			if err := w.row(row); err != nil {
				return err
			}
		}
	}
	end, err := excelize.CoordinatesToCellName(max(1, len(s.Columns)), w.rows)
	if err != nil {
		return err
	}
	// Before Flush: afterwards the library would read the whole sheet for it.
	if err := f.AutoFilter(s.Name, "A1:"+end, nil); err != nil {
		return err
	}
	return w.Flush()
}

// addSheet makes an empty sheet. The first one takes the place of the sheet that
// a new workbook has.
func addSheet(f *excelize.File, i int, name string) error {
	if strings.Contains(name, "'") {
		return fmt.Errorf("its name must have no apostrophe, which the library does not quote where filters are named")
	}
	if i == 0 {
		return f.SetSheetName(f.GetSheetName(0), name)
	}
	_, err := f.NewSheet(name)
	return err
}

// sheetWriter writes the rows of a sheet.
type sheetWriter struct {
	*excelize.StreamWriter
	look styles
	rows int // written so far
}

func (w *sheetWriter) header(columns []Column) error {
	if err := w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	titles := make([]any, len(columns))
	// From the last one: the library writes the widths in the reverse order, and
	// Excel wants them ascending.
	for i, c := range slices.Backward(columns) {
		titles[i] = excelize.Cell{StyleID: w.look.header, Value: c.Title}
		if c.Width > 0 {
			if err := w.SetColWidth(i+1, i+1, c.Width); err != nil {
				return err
			}
		}
	}
	return w.add(titles)
}

func (w *sheetWriter) row(values []any) error {
	cells := make([]any, len(values))
	for i, v := range values {
		c, err := w.cell(v)
		if err != nil {
			return fmt.Errorf("row %d, column %d: %w", w.rows+1, i+1, err)
		}
		cells[i] = c
	}
	return w.add(cells)
}

func (w *sheetWriter) add(cells []any) error {
	w.rows++
	return w.SetRow(fmt.Sprintf("A%d", w.rows), cells)
}

// cell gives a value its look; nil is an empty cell.
func (w *sheetWriter) cell(v any) (any, error) {
	switch v := v.(type) {
	case nil:
		return nil, nil
	case string:
		return excelize.Cell{StyleID: w.look.text, Value: v}, nil
	case int, int64:
		return excelize.Cell{StyleID: w.look.number, Value: v}, nil
	case time.Time:
		if v.IsZero() {
			return nil, nil
		}
		day := time.Date(v.Year(), v.Month(), v.Day(), 0, 0, 0, 0, time.UTC)
		return excelize.Cell{StyleID: w.look.day, Value: day}, nil
	}
	return nil, fmt.Errorf("a value of type %T has no place in a sheet", v)
}
