// Package importer makes cases of a spreadsheet of past ones: what was applied
// for, granted, paid and reported before the program came. It reads and judges,
// and writes nothing.
package importer

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"medelbot"
)

// Fault is something in the spreadsheet that cannot be taken as it stands.
type Fault struct {
	Row    int    // as the spreadsheet counts; 0 if it is about the whole
	Column string // its heading; "" if it is about the whole row
	Text   string // a clause
}

func (f Fault) Error() string {
	switch {
	case f.Row == 0:
		return f.Text
	case f.Column == "":
		return fmt.Sprintf("row %d: %s", f.Row, f.Text)
	}
	return fmt.Sprintf("row %d, %s: %s", f.Row, f.Column, f.Text)
}

// Limits against a file that unpacks to more than a list of cases ever holds.
const (
	maxUnpacked = 64 << 20 // bytes
	maxRows     = 20_000
)

// Rows reads the cells of a workbook's first sheet as they are stored: how they
// look depends on the writer's language ("85,000" may be a sum of either size).
// A day that was typed as one is a number then; see Reader.
func Rows(raw []byte) ([][]string, error) {
	f, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked,
	})
	if err != nil {
		return nil, fmt.Errorf("it is no Excel workbook: %w", err)
	}
	defer f.Close() // nothing but temporary files of very large sheets
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil && *props.Date1904 {
		return nil, Fault{Text: "the workbook counts its days from 1904, as old ones from a Mac do: copy its cells into a new one"}
	}
	sheets := f.GetSheetList()
	if len(sheets) == 0 {
		return nil, Fault{Text: "the workbook has no sheet"}
	}
	cells, err := f.Rows(sheets[0])
	if err != nil {
		return nil, fmt.Errorf("the sheet %q cannot be read: %w", sheets[0], err)
	}
	var rows [][]string
	for cells.Next() {
		if len(rows) == maxRows {
			return nil, Fault{Text: fmt.Sprintf("the sheet has more than %d rows", maxRows)}
		}
		row, err := cells.Columns()
		if err != nil {
			return nil, fmt.Errorf("row %d of the sheet %q cannot be read: %w", len(rows)+1, sheets[0], err)
		}
		rows = append(rows, row)
	}
	return rows, cells.Error()
}

// Reader makes cases of rows. Cells are read as the program reads what
// coordinators write anywhere.
type Reader struct {
	Calls   []medelbot.Call
	Mailbox string // of the cases: letters about them leave from it
	File    string // the name under which the evidence names the spreadsheet
	Now     time.Time
	Zone    *time.Location // in which days are counted
	Taken   []string       // the numbers of the cases that are here already
}

// Cases makes the cases, or tells every fault there is: then there are no
// cases. The first row that is not empty holds the headings.
func (r *Reader) Cases(rows [][]string) ([]medelbot.Case, []Fault) {
	head := slices.IndexFunc(rows, func(row []string) bool { return strings.Join(row, "") != "" })
	if head < 0 {
		return nil, []Fault{{Text: "the sheet is empty"}}
	}
	columns, faults := headings(rows[head], head+1)
	var cases []medelbot.Case
	seen := map[string]int{}
	for i := head + 1; i < len(rows) && len(columns) > 0; i++ {
		if strings.TrimSpace(strings.Join(rows[i], "")) == "" {
			continue
		}
		one := &line{Reader: r, row: i + 1, cells: rows[i], columns: columns, head: rows[head]}
		k := one.take()
		faults = append(faults, one.faults...)
		switch {
		case k.Number == "":
		case seen[k.Number] > 0:
			faults = append(faults, Fault{Row: i + 1, Text: fmt.Sprintf("case %s stands in row %d already", k.Number, seen[k.Number])})
		case slices.Contains(r.Taken, k.Number):
			faults = append(faults, Fault{Row: i + 1, Text: fmt.Sprintf("case %s is here already", k.Number)})
		}
		seen[k.Number] = i + 1
		cases = append(cases, k)
	}
	if len(faults) > 0 {
		return nil, faults
	}
	if len(cases) == 0 {
		return nil, []Fault{{Text: "there is no case below the headings"}}
	}
	r.giveNumbers(cases)
	return cases, nil
}

// giveNumbers gives cases without a number the next ones of their series, in
// the order of the rows.
func (r *Reader) giveNumbers(cases []medelbot.Case) {
	last := map[string]int{} // by what stands before the running number
	note := func(number string) {
		i := strings.LastIndex(number, "-") + 1
		n, _ := strconv.Atoi(number[i:]) // a number is one, or was refused
		last[number[:i]] = max(last[number[:i]], n)
	}
	for _, number := range r.Taken {
		note(number)
	}
	for i := range cases {
		note(cases[i].Number)
	}
	for i := range cases {
		k := &cases[i]
		if k.Number != "" {
			continue
		}
		call := r.Calls[slices.IndexFunc(r.Calls, func(c medelbot.Call) bool { return c.ID == k.Call })]
		year := k.OpenedAt.In(r.Zone).Year()
		k.Number = call.CaseNumber(year, last[fmt.Sprintf("%s-%04d-", call.Prefix, year)]+1)
		note(k.Number)
	}
}
