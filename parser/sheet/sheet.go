// Package sheet reads the text of spreadsheets: Excel workbooks with or without
// macros (.xlsx, .xlsm; ECMA-376 part 1, chapter 18), OpenDocument spreadsheets
// (.ods; ISO/IEC 26300) and workbooks of Excel 97 to 2003 (.xls; MS-XLS).
//
// It is written for files from strangers: rows, cells, bytes and formulas are
// bounded, what a file says of its own sizes is not believed, and its macros
// are not looked at.
package sheet

import (
	"bytes"
	"errors"
	"fmt"

	"medelbot/parser/document"
	"medelbot/parser/zipped"
)

const (
	maxSheets  = 50      // sheets that are read
	maxRows    = 5000    // rows of one sheet that hold something
	maxCells   = 100_000 // cells of all sheets
	maxColumns = 16384   // what Excel itself has
	maxStrings = 200_000 // entries of the table of texts
	maxText    = 2 << 20 // bytes of all texts
	maxPlaces  = 10_000  // cells whose place is told
)

// Plain words for what cannot be read.
var (
	errNotSheet  = errors.New("the file is no spreadsheet")
	errBinary    = errors.New("files in Excel's binary format (.xlsb) are not read")
	errUnopened  = errors.New("the spreadsheet is damaged and cannot be opened")
	errProtected = errors.New("the spreadsheet is protected by a password")
	errEmpty     = errors.New("the spreadsheet holds no text")
	errBroken    = errors.New("the spreadsheet is damaged: what could be read was read")
	errRows      = fmt.Errorf("a sheet has more than %d rows; the others were not read", maxRows)
	errMuch      = errors.New("the spreadsheet is too large; the end of it was not read")
	errFormula   = errors.New("the file lacks the results of some of its formulas")
)

// Read reads a spreadsheet. In Text a row is a line with its cells joined by
// tabs, as the program shows them: numbers with their currency, dates as
// 2021-03-15. Columns that are empty throughout are left out. Several sheets
// each have their name above them. Hidden sheets, rows and columns come in
// Deleted. An error means that nothing of it could be read; Document.Problem
// then says the same.
func Read(data []byte) (document.Document, error) {
	b, err := open(data)
	if err != nil {
		return document.Document{Problem: err.Error()}, fmt.Errorf("sheet: %w", err)
	}
	doc := b.document()
	if doc.Text == "" {
		b.note(errEmpty)
	}
	if b.problem != nil {
		doc.Problem = b.problem.Error()
	}
	return doc, nil
}

// open reads the cells, whatever the format.
func open(data []byte) (*book, error) {
	if bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) {
		return openXLS(data)
	}
	if !bytes.HasPrefix(data, []byte("PK")) {
		return nil, errNotSheet
	}
	archive, err := zipped.Open(data)
	if err != nil {
		return nil, err
	}
	for _, name := range archive.Names {
		switch name {
		case "xl/workbook.bin":
			return nil, errBinary
		case "content.xml":
			return openODS(archive)
		}
	}
	return openXLSX(archive)
}
