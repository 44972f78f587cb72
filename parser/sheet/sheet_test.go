package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"medelbot/parser/internal/damage"
)

// formats are those in which the same workbook lies in testdata.
var formats = []string{"xlsx", "ods", "xls"}

func file(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// A workbook says the same, whatever the format that it was saved in.
func TestFormatsAgree(t *testing.T) {
	want := string(file(t, "budget.want"))
	for _, ext := range formats {
		t.Run(ext, func(t *testing.T) {
			d, err := Read(file(t, "budget."+ext))
			if err != nil || d.Problem != "" {
				t.Fatalf("Read: %v, problem %q", err, d.Problem)
			}
			got := d.Text + "\n=== margins\n" + d.Margins + "\n=== deleted\n" + d.Deleted + "\n"
			if got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
			if at := d.At(strings.Index(d.Text, "61 300 kr")); at != "Budget 2021!D9" {
				t.Errorf("the sum stands at %q", at)
			}
		})
	}
}

// Damaged workbooks are read as far as they go: without a panic, and what was
// not read is said.
func TestReadDamaged(t *testing.T) {
	for _, ext := range formats {
		t.Run(ext, func(t *testing.T) {
			t.Parallel()
			data := file(t, "budget."+ext)
			for i := range 300 {
				check(t, i, damage.Variant(data, i))
			}
		})
	}
}

func check(t *testing.T, i int, data []byte) {
	t.Helper()
	d, err := Read(data)
	if d.Text == "" && d.Problem == "" || err != nil && (d.Text != "" || d.Problem != strings.TrimPrefix(err.Error(), "sheet: ")) {
		t.Errorf("variant %d: text %q, problem %q, error %v", i, d.Text, d.Problem, err)
	}
	last := -1
	for _, p := range d.Places {
		if p.Offset <= last || p.Offset >= len(d.Text) && d.Text != "" || !strings.Contains(p.Name, "!") {
			t.Fatalf("variant %d: place %+v after offset %d", i, p, last)
		}
		last = p.Offset
	}
}

// The parts of a workbook have check sums: what is damaged within them must be
// packed anew to reach the reader.
func TestReadDamagedParts(t *testing.T) {
	for ext, parts := range map[string][]string{
		"xlsx": {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"},
		"ods":  {"content.xml", "styles.xml"},
	} {
		t.Run(ext, func(t *testing.T) {
			t.Parallel()
			data := file(t, "budget."+ext)
			for i := range 300 {
				check(t, i, repack(t, data, func(name string, part []byte) []byte {
					if name == parts[i%len(parts)] {
						return damage.Variant(part, i)
					}
					return part
				}))
			}
		})
	}
}

// repack changes the parts of an archive.
func repack(t testing.TB, data []byte, change func(name string, part []byte) []byte) []byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var names, parts []string
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var part bytes.Buffer
		if _, err := part.ReadFrom(r); err != nil {
			t.Fatal(err)
		}
		names, parts = append(names, f.Name), append(parts, string(change(f.Name, part.Bytes())))
	}
	return pack(t, names, parts)
}

func pack(t testing.TB, names, parts []string) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for i, name := range names {
		w, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i])); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// workbook packs the XML of the rows of one sheet, and what stands in the
// workbook beside it.
func workbook(t testing.TB, rows, settings string) []byte {
	t.Helper()
	return pack(t, []string{"_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/worksheets/sheet1.xml"}, []string{
		`<Relationships><Relationship Id="rId1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		`<workbook xmlns:r="r"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets>` + settings + `</workbook>`,
		`<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://x/styles" Target="styles.xml"/></Relationships>`,
		`<styleSheet><numFmts><numFmt numFmtId="164" formatCode="#\ ##0&quot; kr&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
		`<worksheet><sheetData>` + rows + `</sheetData></worksheet>`,
	})
}

func TestFormulas(t *testing.T) {
	const items = `<row r="1"><c r="A1"><v>41000</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>18000.5</v></c><c r="B2" t="str"><v>ord</v></c></row>`
	for _, c := range []struct {
		formula, want, problem string
	}{
		{"SUM(A1:A2)", "59000,5", ""},
		{"sum(A1,A2,1)", "59001,5", ""},
		{"SUM(A:A)*2", "", errFormula.Error()}, // itself is in the column
		{"SUM($A$1:B2)", "59002,5", ""},
		{"Blad1!A1-'Blad1'!B1*(3+-1)", "40996", ""},
		{"A1*B1%", "820", ""},
		{"SUBTOTAL(109,A1:A2)", "59000,5", ""},
		{"ROUND(A2/7,2)", "2571,5", ""},
		{"AVERAGE(A1:A2)+PRODUCT(B1,3)", "29506,25", ""},
		{"A1+C9", "41000", ""}, // empty cells are 0
		{"A1/0", "", errFormula.Error()},
		{"A1+B2", "", errFormula.Error()},
		{"VLOOKUP(A1,B1:B2,1)", "", errFormula.Error()},
		{"A3", "", errFormula.Error()},
		{"SUM(A1", "", errFormula.Error()},
		{"'A1", "", errFormula.Error()},
		{strings.Repeat("(", 5000) + "1", "", errFormula.Error()},
		{strings.Repeat("-", 5000) + "1", "", errFormula.Error()},
	} {
		t.Run(c.formula[:min(len(c.formula), 40)], func(t *testing.T) {
			d, err := Read(workbook(t, items+`<row r="3"><c r="A3"><f>`+c.formula+`</f></c></row>`, ""))
			if err != nil {
				t.Fatal(err)
			}
			lines := strings.Split(d.Text, "\n")
			if got := strings.Join(lines[2:], ""); got != c.want || d.Problem != c.problem {
				t.Errorf("%q, problem %q", got, d.Problem)
			}
		})
	}
}

// Some programs write 0 for the result of every formula and ask to compute them.
func TestStaleResults(t *testing.T) {
	const rows = `<row r="1"><c r="A1"><v>5</v></c><c r="B1"><f>A1*3</f><v>0</v></c></row>`
	for settings, want := range map[string]string{"": "5\t0", `<calcPr fullCalcOnLoad="1"/>`: "5\t15"} {
		if d, err := Read(workbook(t, rows, settings)); err != nil || d.Text != want {
			t.Errorf("%s: %q, %v; want %q", settings, d.Text, err, want)
		}
	}
}

// Formulas that each need two others would cost twice as much a row.
func TestFormulasAreComputedOnce(t *testing.T) {
	var rows strings.Builder
	for i := 1; i < 90; i++ {
		fmt.Fprintf(&rows, `<row r="%d"><c r="A%d"><f>A%d+A%d</f></c></row>`, i, i, i+1, i+1)
	}
	d, err := Read(workbook(t, rows.String()+`<row r="90"><c r="A90"><v>1</v></c></row>`, ""))
	if err != nil || d.Problem != "" || !strings.HasSuffix(d.Text, "\n8\n4\n2\n1") {
		t.Errorf("%.200q, %q, %v", d.Text, d.Problem, err)
	}
}

func TestCells(t *testing.T) {
	for _, c := range []struct{ what, rows, want string }{
		{"empty columns are left out", `<row r="3"><c r="B3" t="inlineStr"><is><t>Sökt belopp</t></is></c><c r="F3" s="1"><v>85000</v></c></row>`, "Sökt belopp\t85 000 kr"},
		{"columns keep their places", `<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="B2"><v>3</v></c></row>`, "1\t2\n\t3"},
		{"cells without names", `<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>`, "1\t2\n3"},
		{"truth, faults and dates", `<row><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c><c s="2"><v>44270</v></c><c t="d"><v>2021-03-15T00:00:00</v></c></row>`, "SANT\t#REF!\t2021-03-15\t2021-03-15"},
		{"rich text without its pronunciation", `<row><c t="inlineStr"><is><r><t>Re</t></r><r><t>gion</t></r><rPh><t>x</t></rPh></is></c></row>`, "Region"},
		{"a line within a cell", `<row><c t="inlineStr"><is><t>Box 4_x000D_&#10;Lund</t></is></c><c><v>1</v></c></row>`, "Box 4, Lund\t1"},
		{"a tab within a cell", `<row><c t="inlineStr"><is><t>Box&#9;4</t></is></c><c><v>1</v></c></row>`, "Box 4\t1"},
		{"name spaces with a prefix", `<x:row><x:c><x:v>7</x:v></x:c></x:row>`, "7"},
	} {
		t.Run(c.what, func(t *testing.T) {
			if d, err := Read(workbook(t, c.rows, "")); err != nil || d.Text != c.want || d.Problem != "" {
				t.Errorf("%q, problem %q, %v", d.Text, d.Problem, err)
			}
		})
	}
}

func TestMergedCellsCountOnce(t *testing.T) {
	rows := `<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells><sheetData>`
	if d, err := Read(workbook(t, rows, "")); err != nil || d.Text != "1\n3" {
		t.Errorf("%q, %v", d.Text, err)
	}
}

func TestBounds(t *testing.T) {
	var many strings.Builder
	for range 20_000 {
		many.WriteString(`<row><c><v>1</v></c><c><v>2</v></c></row>`)
	}
	wide := `<row>` + strings.Repeat(`<c><v>1</v></c>`, 20_000) + `</row>`
	for _, c := range []struct{ what, rows, problem string }{
		{"rows", many.String(), errRows.Error()},
		{"columns", wide, ""},
		{"cells", strings.Repeat(wide, 7), errMuch.Error()},
		{"a row far away", `<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`, ""},
		{"one beyond", `<row r="9999999999"><c r="XFE9999999999"><v>1</v></c></row>`, ""},
		{"text", `<row><c t="inlineStr"><is><t>` + strings.Repeat("x", maxText+1) + `</t></is></c></row>`, errMuch.Error()},
		{"nesting", strings.Repeat("<row>", 10_000), errBroken.Error()},
	} {
		t.Run(c.what, func(t *testing.T) {
			d, err := Read(workbook(t, c.rows, ""))
			if err != nil || d.Problem != c.problem && d.Problem != errEmpty.Error() || len(d.Places) > maxPlaces || strings.Count(d.Text, "\n") > maxRows {
				t.Errorf("problem %q, %v; %d places, %d bytes", d.Problem, err, len(d.Places), len(d.Text))
			}
		})
	}
}

// A row is kept until its end; it must not be longer than a row can be.
func TestBoundOfRow(t *testing.T) {
	v := &odsVisitor{book: &book{}, hiddenStyles: map[string]bool{}}
	cell := `<table:table-cell table:number-columns-repeated="200"><text:p>x</text:p></table:table-cell>`
	_ = walk([]byte("<table:table><table:table-row>"+strings.Repeat(cell, 200)), v) // cut off
	if len(v.pending) > maxColumns {
		t.Errorf("a row of %d cells", len(v.pending))
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct {
		what string
		data []byte
		want error
	}{
		{"nothing", nil, errNotSheet},
		{"a document", pack(t, []string{"word/document.xml"}, []string{"<w/>"}), errNotSheet},
		{"a text of OpenDocument", pack(t, []string{"content.xml"}, []string{"<office:document-content><office:body><office:text/></office:body></office:document-content>"}), errNotSheet},
		{"Excel's binary format", pack(t, []string{"xl/workbook.bin"}, []string{"x"}), errBinary},
		{"an encrypted ODS", pack(t, []string{"META-INF/manifest.xml", "content.xml"}, []string{"<manifest:encryption-data/>", "x"}), errProtected},
	} {
		t.Run(c.what, func(t *testing.T) {
			d, err := Read(c.data)
			if err == nil || d.Problem != c.want.Error() || d.Text != "" {
				t.Errorf("%+v, %v", d, err)
			}
		})
	}
}

// What stands before the end that an archive has lost is read.
func TestCutOff(t *testing.T) {
	data := file(t, "budget.xlsx")
	d, err := Read(data[:bytes.Index(data, []byte("PK\x01\x02"))])
	if err != nil || !strings.Contains(d.Text, "Summa\t\t12 500 kr\t61 300 kr") || d.Problem == "" {
		t.Errorf("%+v, %v", d, err)
	}
}

func FuzzRead(f *testing.F) {
	for _, ext := range formats {
		f.Add(file(f, "budget."+ext))
	}
	f.Add(workbook(f, `<row><c><v>1</v></c><c><f>SUM(A1:A1)</f></c></row>`, ""))
	f.Fuzz(func(t *testing.T, data []byte) { check(t, 0, data) })
}

// FuzzWorksheet reads the XML of rows without their archive.
func FuzzWorksheet(f *testing.F) {
	f.Add(`<row r="2" hidden="1"><c r="B2" t="str"><f>A1+1</f><v>x</v></c></row>`)
	f.Add(`<row><c s="1"><v>-12345.678</v></c><c s="2"><v>44270.5</v></c></row></sheetData><mergeCell ref="A1:C3"/><sheetData>`)
	f.Fuzz(func(t *testing.T, rows string) { check(t, 0, workbook(t, rows, "")) })
}

func BenchmarkRead(b *testing.B) {
	for _, ext := range formats {
		data := file(b, "budget."+ext)
		b.Run(ext, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Read(data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
