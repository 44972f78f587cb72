// Package workbook writes tables as Excel workbooks (ISO/IEC 29500) for people
// to sort and filter. It writes values only, no formulas, and each row as it
// comes: a table of thousands of rows is never held in memory as XML.
package workbook

import (
	"archive/zip"
	"bufio"
	"bytes"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"time"
	"unicode/utf16"
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
	// More are rows that come after those and are made only when they are
	// written; nil if there are none.
	More iter.Seq[[]any]
}

// Column is one column of a sheet.
type Column struct {
	Title string
	Width float64 // in characters; 0 leaves it to the reader's program
}

// Write makes a workbook of the sheets, in their order. The header row is bold,
// stays in view and has filters. An error names the sheet.
func Write(sheets []Sheet) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	var list book
	for i, s := range sheets {
		rows, err := writeSheet(z, i, s)
		if err != nil {
			return nil, fmt.Errorf("the sheet %q cannot be written: %w", s.Name, err)
		}
		list.add(s, rows)
	}
	for _, part := range list.parts() {
		w, err := z.Create(part.name)
		if err == nil {
			_, err = io.WriteString(w, part.text)
		}
		if err != nil {
			return nil, fmt.Errorf("the workbook cannot be written: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("the workbook cannot be written: %w", err)
	}
	return out.Bytes(), nil
}

// checkName tells a name that Excel would call damaged.
func checkName(name string) error {
	if n := len(utf16.Encode([]rune(name))); n == 0 || n > 31 || strings.ContainsAny(name, `[]:*?/\`) || strings.Trim(name, "'") != name {
		return fmt.Errorf("it must have a name of 1 to 31 characters, none of []:*?/\\")
	}
	return nil
}

// writeSheet writes the sheet at place i and tells how many rows it has, the
// header included.
func writeSheet(z *zip.Writer, i int, s Sheet) (rows int, err error) {
	if err := checkName(s.Name); err != nil {
		return 0, err
	}
	entry, err := z.Create(sheetPart(i))
	if err != nil {
		return 0, err
	}
	w := &sheetWriter{Writer: bufio.NewWriter(entry)}
	w.head(i, s.Columns)
	for _, row := range s.Rows {
		if err := w.row(row); err != nil {
			return 0, err
		}
	}
	if s.More != nil {
		for row := range s.More {
			if err := w.row(row); err != nil {
				return 0, err
			}
		}
	}
	fmt.Fprintf(w, `</sheetData><autoFilter ref="%s"/></worksheet>`, span(len(s.Columns), w.rows))
	return w.rows, w.Flush()
}

// sheetWriter writes one sheet (ISO/IEC 29500-1, 18.3.1.99). Its Flush tells
// the first fault of all that was written.
type sheetWriter struct {
	*bufio.Writer
	rows int
}

func (w *sheetWriter) head(i int, columns []Column) {
	selected := ""
	if i == 0 {
		selected = ` tabSelected="1"`
	}
	fmt.Fprintf(w, `%s<worksheet xmlns="%s"><sheetViews><sheetView%s workbookViewId="0">`+
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`, xmlHead, spreadsheet, selected)
	if slices.ContainsFunc(columns, func(c Column) bool { return c.Width > 0 }) {
		_, _ = w.WriteString("<cols>")
		for n, c := range columns {
			if c.Width > 0 {
				fmt.Fprintf(w, `<col min="%[1]d" max="%[1]d" width="%[2]g" customWidth="1"/>`, n+1, c.Width)
			}
		}
		_, _ = w.WriteString("</cols>")
	}
	_, _ = w.WriteString("<sheetData>")
	w.begin()
	for n, c := range columns {
		w.text(n, styleHeader, c.Title)
	}
	w.end()
}

func (w *sheetWriter) begin() {
	w.rows++
	fmt.Fprintf(w, `<row r="%d">`, w.rows)
}

func (w *sheetWriter) end() { _, _ = w.WriteString("</row>") }

func (w *sheetWriter) row(values []any) error {
	w.begin()
	for n, v := range values {
		switch v := v.(type) {
		case nil:
		case string:
			w.text(n, styleText, v)
		case int:
			w.number(n, styleNumber, int64(v))
		case int64:
			w.number(n, styleNumber, v)
		case time.Time:
			if !v.IsZero() {
				w.number(n, styleDay, serial(v))
			}
		default:
			return fmt.Errorf("row %d, column %d: a value of type %T has no place in a sheet", w.rows, n+1, v)
		}
	}
	w.end()
	return nil
}

func (w *sheetWriter) number(column, style int, n int64) {
	fmt.Fprintf(w, `<c r="%s%d" s="%d"><v>%d</v></c>`, letters(column), w.rows, style, n)
}

func (w *sheetWriter) text(column, style int, s string) {
	fmt.Fprintf(w, `<c r="%s%d" s="%d" t="inlineStr"><is><t xml:space="preserve">`, letters(column), w.rows, style)
	escape(w, cut(s))
	_, _ = w.WriteString("</t></is></c>")
}

// cellLimit is how much Excel takes in a cell, in UTF-16 units.
const cellLimit = 32767

// cut makes a text fit for a cell.
func cut(s string) string {
	if len(s) <= cellLimit {
		return s
	}
	units := 0
	for i, r := range s {
		if units += utf16.RuneLen(r); units > cellLimit {
			return s[:i]
		}
	}
	return s
}

// serial counts days as Excel does since 1900, of which it believes that it was
// a leap year.
func serial(t time.Time) int64 {
	day := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	return int64(day.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)) / (24 * time.Hour))
}

// letters names the column at a place: A to Z, AA to ZZ.
func letters(column int) string {
	if column < 26 {
		return string(rune('A' + column))
	}
	return letters(column/26-1) + letters(column%26)
}

// span names the cells of a table.
func span(columns, rows int) string {
	return fmt.Sprintf("$A$1:$%s$%d", letters(max(1, columns)-1), rows)
}
