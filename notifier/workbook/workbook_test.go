package workbook

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

func TestWrite(t *testing.T) {
	zone := time.FixedZone("CEST", 2*60*60)
	// Late in the evening in Sweden is another day in Greenwich.
	evening := time.Date(2020, 2, 29, 23, 30, 0, 0, zone)
	night := time.Date(2021, 1, 1, 0, 30, 0, 0, zone)
	texts := []string{"=1+1", "+46701740605", "-1", "@SUM(A1)", `=HYPERLINK("http://x")`, "\t=1", "00123", "1E5", "2021-05-14", "<b>&", "två\nrader", "\x01\x7f\u202e", "_x0041_"}
	var rows [][]any
	for _, s := range texts {
		rows = append(rows, []any{s, int64(85000), evening})
	}
	rows = append(rows, []any{"", 7, time.Time{}}, []any{nil, nil, night})
	raw, err := Write([]Sheet{
		{Name: "Ärenden", Columns: []Column{{"Text", 30}, {"Summa", 12}, {"Dag", 12}}, Rows: rows},
		{Name: "Tom", Columns: []Column{{Title: "Inget"}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := fmt.Sprint(f.GetSheetList()); got != "[Ärenden Tom]" {
		t.Errorf("sheets %s", got)
	}
	for i, want := range texts {
		at := fmt.Sprintf("A%d", i+2)
		got, err := f.GetCellValue("Ärenden", at, excelize.Options{RawCellValue: true})
		if want == "\x01\x7f\u202e" {
			want = "\ufffd\x7f\u202e" // XML has no place for U+0001
		}
		if err != nil || got != want {
			t.Errorf("%s is %q (%v), want %q", at, got, err, want)
		}
		if kind, _ := f.GetCellType("Ärenden", at); kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString {
			t.Errorf("%s has the type %v", at, kind)
		}
		if formula, _ := f.GetCellFormula("Ärenden", at); formula != "" {
			t.Errorf("%s has the formula %q", at, formula)
		}
	}
	last := len(rows) + 1
	for at, want := range map[string]string{
		"A1": "Text", "B2": "85,000", "C2": "2020-02-29", fmt.Sprintf("C%d", last): "2021-01-01",
		fmt.Sprintf("B%d", last-1): "7", fmt.Sprintf("C%d", last-1): "", fmt.Sprintf("A%d", last): "",
	} {
		if got, err := f.GetCellValue("Ärenden", at); got != want || err != nil {
			t.Errorf("%s shows %q (%v), want %q", at, got, err, want)
		}
	}
	if raw, _ := f.GetCellValue("Ärenden", "B2", excelize.Options{RawCellValue: true}); raw != "85000" {
		t.Errorf("the sum is no number: %q", raw)
	}
	id, _ := f.GetCellStyle("Ärenden", "A1")
	if style, err := f.GetStyle(id); err != nil || style.Font == nil || !style.Font.Bold {
		t.Errorf("the header is not bold: %+v, %v", style, err)
	}
	if panes, err := f.GetPanes("Ärenden"); err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("the header does not stay: %+v, %v", panes, err)
	}
	if width, _ := f.GetColWidth("Ärenden", "A"); width != 30 {
		t.Errorf("the column's width is %v", width)
	}
	x := file(t, raw, "xl/worksheets/sheet1.xml")
	if !strings.Contains(x, fmt.Sprintf(`<autoFilter ref="$A$1:$C$%d"`, last)) || strings.Contains(x, "<f>") {
		t.Error("there are no filters, or there are formulas")
	}
	if a, b := strings.Index(x, `<col min="1"`), strings.Index(x, `<col min="2"`); a < 0 || b < a {
		t.Errorf("the widths are not in the order that Excel wants: %d, %d", a, b)
	}
}

func TestWriteRefuses(t *testing.T) {
	for name, s := range map[string]Sheet{
		"a name that Excel refuses": {Name: "a/b"},
		"a name with an apostrophe": {Name: "a'b"},
		"a value of another kind":   {Name: "x", Columns: []Column{{Title: "y"}}, Rows: [][]any{{1.5}}},
	} {
		if _, err := Write([]Sheet{s}); err == nil || !strings.Contains(err.Error(), s.Name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Rows that are made while they are written come after those that are there,
// and no text is longer than a cell can hold.
func TestWriteMore(t *testing.T) {
	long := strings.Repeat("å", 30000) + strings.Repeat("😀", 5000)
	raw, err := Write([]Sheet{{Name: "x", Columns: make([]Column, 30), Rows: [][]any{{"a"}}, More: func(yield func([]any) bool) {
		_ = yield([]any{long}) && yield(append(make([]any, 29), "z"))
	}}})
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for at, want := range map[string]string{"A2": "a", "A3": strings.Repeat("å", 30000) + strings.Repeat("😀", 1383), "AD4": "z"} {
		if got, err := f.GetCellValue("x", at); got != want || err != nil {
			t.Errorf("%s has %d bytes (%v), want %d", at, len(got), err, len(want))
		}
	}
}

// A sheet of more than 16 MiB may go by way of a temporary file, but needs none
// and leaves none.
func TestWriteLarge(t *testing.T) {
	there := t.TempDir()
	for name, dir := range map[string]string{"with a folder": there, "without one": filepath.Join(there, "none")} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("TMPDIR", dir)
			long := strings.Repeat("€", excelize.TotalCellChars)
			raw, err := Write([]Sheet{{Name: "x", Columns: []Column{{Title: "y"}}, More: func(yield func([]any) bool) {
				for range 180 {
					if !yield([]any{long}) {
						return
					}
				}
			}}})
			if err != nil {
				t.Fatal(err)
			}
			if n := strings.Count(file(t, raw, "xl/worksheets/sheet1.xml"), ">"+long+"<"); n != 180 {
				t.Errorf("%d rows", n)
			}
			if left, err := os.ReadDir(there); err != nil || len(left) > 0 {
				t.Errorf("left behind: %v, %v", left, err)
			}
		})
	}
}

func file(t *testing.T, raw []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
