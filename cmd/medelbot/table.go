package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// The shape of a table, in characters.
const (
	tableWidth = 100
	tableLast  = 20 // the least for the last column, even if a line gets longer
	tableGap   = 2
)

// table lines texts up in columns, of which the last is folded. It takes what is
// printable already.
type table struct {
	titles []string
	right  int // the column of sums, which end below each other; 0 for none
	rows   [][]string
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// print writes the titles and the rows, without blanks at the end of a line.
func (t *table) print(out io.Writer) error {
	rows := append([][]string{t.titles}, t.rows...)
	last := len(t.titles) - 1
	widths, left := make([]int, last), tableWidth
	for i := range widths {
		for _, row := range rows {
			widths[i] = max(widths[i], utf8.RuneCountInString(row[i]))
		}
		left -= widths[i] + tableGap
	}
	for _, row := range rows {
		var b strings.Builder
		for i, width := range widths {
			if i == t.right && i > 0 {
				width = -width // fmt fills on the left
			}
			fmt.Fprintf(&b, "%*s%*s", -width, row[i], tableGap, "")
		}
		for i, line := range folded(row[last], max(left, tableLast)) {
			if i > 0 {
				b.Reset()
				fmt.Fprintf(&b, "%*s", tableWidth-left, "")
			}
			if _, err := fmt.Fprintln(out, strings.TrimRight(b.String()+line, " ")); err != nil {
				return err
			}
		}
	}
	return nil
}
