package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"medelbot/parser/document"
)

const namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:v="urn:schemas-microsoft-com:vml"`

// pack makes a document of its parts: name, XML inside the root element.
func pack(t testing.TB, parts ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for i := 0; i < len(parts); i += 2 {
		w, err := archive.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?><w:root %s>%s</w:root>`, namespaces, parts[i+1])
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func body(t testing.TB, xml string) []byte {
	return pack(t, "word/document.xml", "<w:body>"+xml+"</w:body>")
}

// p is a paragraph, r a run of text, tc a table cell.
func p(inner string) string { return "<w:p>" + inner + "</w:p>" }
func r(text string) string  { return "<w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r>" }
func tc(inner string) string {
	return "<w:tc><w:tcPr/>" + inner + "</w:tc>"
}
func tr(cells ...string) string  { return "<w:tr>" + strings.Join(cells, "") + "</w:tr>" }
func tbl(lines ...string) string { return "<w:tbl>" + strings.Join(lines, "") + "</w:tbl>" }

func TestRead(t *testing.T) {
	tests := []struct {
		name, xml, want string
	}{
		{"paragraphs", p(r("Ansökan")) + p("") + p(r("Region ")+r("Gotland")), "Ansökan\n\nRegion Gotland"},
		{"label and value in a table", tbl(tr(tc(p(r("Sökt summa"))), tc(p(r("85 000 kr"))))), "Sökt summa\t85 000 kr"},
		{"a value of several paragraphs", tbl(tr(tc(p(r("Kontakt"))), tc(p(r("Eva Berg"))+p(r("070-174 06 05"))))), "Kontakt\tEva Berg, 070-174 06 05"},
		{"label above value in one cell", tbl(tr(tc(p(r("Kontonummer")) + p(r("5050-1055"))))), "Kontonummer\n5050-1055"},
		{"rows keep their order around text", p(r("A")) + tbl(tr(tc(p(r("B"))), tc(p(r("C")))), tr(tc(p(r("D"))), tc(p(r("E"))))) + p(r("F")), "A\nB\tC\nD\tE\nF"},
		{"a table in a table", tbl(tr(tc(p(r("Budget"))), tc(tbl(tr(tc(p(r("Film"))), tc(p(r("20 000"))))))), tr(tc(p(r("G"))), tc(p(r("H"))))), "Budget\nFilm\t20 000\nG\tH"},
		{"content control around a run", p(r("Region: ") + `<w:sdt><w:sdtPr/><w:sdtContent>` + r("Region Gotland") + `</w:sdtContent></w:sdt>`), "Region: Region Gotland"},
		{"content control around a cell", tbl("<w:tr>" + tc(p(r("Region"))) + `<w:sdt><w:sdtPr/><w:sdtContent>` + tc(p(r("Gotland"))) + `</w:sdtContent></w:sdt></w:tr>`), "Region\tGotland"},
		{"content control around a row", tbl(`<w:sdt><w:sdtPr/><w:sdtContent>` + tr(tc(p(r("Region"))), tc(p(r("Gotland")))) + `</w:sdtContent></w:sdt>`), "Region\tGotland"},
		{"placeholder of a content control", p(r("Region: ") + `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>` + r("Klicka här för att ange text.") + `</w:sdtContent></w:sdt>`), "Region: "},
		{"placeholder in a cell keeps the cell", tbl("<w:tr>" + tc(p(r("Region"))) + `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>` + tc(p(r("Ange text"))) + `</w:sdtContent></w:sdt>` + tc(p(r("obligatorisk"))) + "</w:tr>"), "Region\t\tobligatorisk"},
		{"placeholder by style", p(`<w:r><w:rPr><w:rStyle w:val="Platshllartext"/></w:rPr><w:t>Ange text</w:t></w:r>` + r("x")), "x"},
		{"legacy text field", p(`<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:textInput><w:default w:val="skriv här"/></w:textInput></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + r("75 000") + `<w:r><w:fldChar w:fldCharType="end"/></w:r>` + r(" kr")), "75 000 kr"},
		{"legacy check boxes", p(`<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>`+r(" Ja ")+`<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData></w:fldChar></w:r>`+r(" Nej")) + "", "[x] Ja [ ] Nej"},
		{"legacy drop-down", p(`<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Skåne"/><w:listEntry w:val="Halland"/></w:ddList></w:ffData></w:fldChar></w:r>`), "Halland"},
		{"check boxes as letters and symbols", p(r("☒ Ja ☐ Nej ") + `<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>` + `<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>`), "[x] Ja [ ] Nej [x][ ]"},
		{"check boxes as letters of a font", p(`<w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr><w:t>þ</w:t></w:r>` + r(" Ja ") + `<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>o4</w:t></w:r>` + r(" Nej")), "[x] Ja [ ] Nej"},
		{"lines of a text control as LibreOffice writes them", p(`<w:sdt><w:sdtPr><w:text w:multiLine="1"/></w:sdtPr><w:sdtContent><w:r><w:t>En rad.</w:t><w:t>En till.</w:t></w:r></w:sdtContent></w:sdt>`), "En rad.\nEn till."},
		{"texts of a run side by side", p(`<w:r><w:t>85</w:t><w:t>000</w:t></w:r>`), "85000"},
		{"check box control", p(`<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent>` + r("☒") + `</w:sdtContent></w:sdt>` + r(" Ja")), "[x] Ja"},
		{"a check box control with signs of its own", p(`<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/><w14:checkedState w14:val="2713"/></w14:checkbox></w:sdtPr><w:sdtContent>` + r("✓") + `</w:sdtContent></w:sdt>` + r(" Ja ") + `<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/></w14:checkbox></w:sdtPr><w:sdtContent>` + r("O") + r("!") + `</w:sdtContent></w:sdt>` + r(" Nej")), "[x] Ja [ ] Nej"},
		{"a text box is read once", p(r("före") + `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent>` + p(r("i rutan")) + `</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>` + p(r("i rutan")) + `</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>` + r(" efter")), "före efter\ni rutan"},
		{"a text box in the old drawing language", p(`<w:r><w:pict><v:textbox><w:txbxContent>` + p(r("i rutan")) + `</w:txbxContent></v:textbox></w:pict></w:r>`), "\ni rutan"},
		{"tracked changes count as accepted", p(r("Vi söker ") + `<w:del><w:r><w:delText>50 000</w:delText></w:r></w:del><w:ins>` + r("60 000") + `</w:ins>` + r(" kr")), "Vi söker 60 000 kr"},
		{"moved text stands once", p(`<w:moveFrom>`+r("kvar")+`</w:moveFrom>`) + p(`<w:moveTo>`+r("kvar")+`</w:moveTo>`), "\nkvar"},
		{"hidden text", p(r("syns") + `<w:r><w:rPr><w:vanish/></w:rPr><w:t> syns inte</w:t></w:r>` + `<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> syns också</w:t></w:r>`), "syns syns också"},
		{"hyphens", p("<w:r><w:t>vård</w:t><w:softHyphen/><w:t>central\u00aden 070</w:t><w:noBreakHyphen/><w:t>174\u201106</w:t></w:r>"), "vårdcentralen 070-174-06"},
		{"a text field that still shows its prompt", p(r("Belopp: ") + `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:textInput><w:default w:val="skriv här"/></w:textInput></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + r("skriv ") + r("här") + `<w:r><w:fldChar w:fldCharType="end"/></w:r>` + r(" kr")), "Belopp:  kr"},
		{"a placeholder saved as text", p(r("Bankgiro: Klicka eller tryck ") + r("här för att ange text.")), "Bankgiro: "},
		{"a button to write over", p(r("Namn: ") + `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MACROBUTTON NoMacro [Skriv här] </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>` + r("Eva")), "Namn: Eva"},
		{"a check box right before a word", p(r("☒Ja ☐Nej")), "[x]Ja [ ]Nej"},
		{"a paragraph whose end was deleted", `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>` + r("Region ") + `</w:p>` + p(r("Gotland")), "Region Gotland"},
		{"a deleted row", tbl(`<w:tr><w:trPr><w:del/></w:trPr>`+tc(p(`<w:del><w:r><w:delText>A</w:delText></w:r></w:del>`))+`</w:tr>`, tr(tc(p(r("B"))), tc(p(r("C"))))), "B	C"},
		{"merged cells", tbl(tr(tc(p(r("Uppgifter")))), tr(tc(p(r("Kontakt"))), tc(p(r("Eva"))), tc(p(r("chef")))), tr("<w:tc><w:tcPr><w:vMerge/></w:tcPr>"+p("")+"</w:tc>", tc(p(r("Bo"))), tc(p(r("lärare"))))), "Uppgifter\nKontakt\tEva\tchef\n\tBo\tlärare"},
		{"the first of two choices", p(`<w:r><mc:AlternateContent><mc:Choice Requires="wpg"><w:t>A</w:t></mc:Choice><mc:Choice Requires="wps"><w:t>B</w:t></mc:Choice><mc:Fallback><w:t>C</w:t></mc:Fallback></mc:AlternateContent></w:r>`), "A"},
		{"a symbol by its bare number", p(`<w:r><w:sym w:font="Wingdings" w:char="00FE"/></w:r>` + r(" Ja")), "[x] Ja"},
		{"an indent", p(`<w:r><w:tab/><w:t>Vi söker</w:t></w:r>`), "Vi söker"},
		{"tab and line break", p(`<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>Summa</w:t><w:tab/><w:t>5 000</w:t><w:br/><w:t>kr</w:t></w:r>`), "Summa\t5 000\nkr"},
		{"equal signs of a hyperlink field", p(`<w:r><w:instrText>HYPERLINK "mailto:eva@region.example"</w:instrText></w:r>` + r("eva@region.example")), "eva@region.example"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, err := Read(body(t, test.xml))
			if err != nil || doc.Problem != "" {
				t.Fatalf("Read: %v, problem %q", err, doc.Problem)
			}
			if want := strings.Trim(test.want, "\n"); doc.Text != want {
				t.Errorf("Text = %q, want %q", doc.Text, want)
			}
		})
	}
}

func TestReadKeepsOtherTextsApart(t *testing.T) {
	doc, err := Read(pack(t,
		"word/document.xml", "<w:body>"+p(r("Brev")+`<w:del><w:r><w:delText>struket</w:delText></w:r></w:del>`)+"</w:body>",
		"word/footer1.xml", p(r("Bankgiro 5050-1055")),
		"word/header1.xml", p(r("Region Gotland")),
		"word/header2.xml", p(r("Region Gotland")),
		"word/footnotes.xml", "<w:footnote>"+p(r("Varav moms"))+"</w:footnote>",
		"word/comments.xml", p(r("Är det här rätt?")),
	))
	if err != nil {
		t.Fatal(err)
	}
	want := document.Document{Text: "Brev\n\nVarav moms", Margins: "Region Gotland\n\nBankgiro 5050-1055", Deleted: "struket"}
	if !reflect.DeepEqual(doc, want) {
		t.Errorf("Read = %+v, want %+v", doc, want)
	}
}

func TestReadSaysWhatIsWrong(t *testing.T) {
	good := body(t, p(r("Vi söker 50 000 kr")))
	encrypted := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)
	for _, letter := range "EncryptedPackage" {
		encrypted += string(letter) + "\x00"
	}
	tests := []struct {
		name string
		data []byte
		want string // part of the problem
	}{
		{"empty", nil, "no Word document"},
		{"a PDF under a wrong name", []byte("%PDF-1.4"), "no Word document"},
		{"protected", []byte(encrypted), "protected by a password"},
		{"old format", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)), "old Word format"},
		{"cut off", good[:len(good)/2], "damaged"},
		{"a zip without a document", pack(t, "xl/workbook.xml", ""), "no Word document"},
		{"no XML", pack(t, "word/document.xml", "<<<"), "damaged"},
		{"nested too deep", pack(t, "word/document.xml", strings.Repeat("<w:p>", 1000)), "nested too deep"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, err := Read(test.data)
			if err == nil || doc.Text != "" || !strings.Contains(doc.Problem, test.want) {
				t.Errorf("Read = %+v, %v; want a problem with %q", doc, err, test.want)
			}
		})
	}
}

func TestReadEmpty(t *testing.T) {
	doc, err := Read(body(t, p("")))
	if err != nil || doc.Text != "" || doc.Problem != "the document holds no text" {
		t.Errorf("Read = %+v, %v", doc, err)
	}
}

// Where the end of the file was lost, the parts before it may be whole.
func TestReadCutOff(t *testing.T) {
	whole := pack(t, "word/document.xml", "<w:body>"+p(r("Vi söker 50 000 kr"))+"</w:body>", "word/styles.xml", strings.Repeat("x", 100))
	doc, err := Read(whole[:len(whole)-40])
	if err != nil || doc.Text != "Vi söker 50 000 kr" || !strings.Contains(doc.Problem, "its end is missing") {
		t.Errorf("Read = %+v, %v", doc, err)
	}
}

func TestReadKeepsTheBeginningOfDamagedText(t *testing.T) {
	doc, err := Read(body(t, p(r("Vi söker 50 000 kr"))+"<w:p><w:r><w:t>och"+"</w:x>"))
	if err != nil || !strings.Contains(doc.Text, "Vi söker 50 000 kr\noch") || doc.Problem == "" {
		t.Errorf("Read = %+v, %v", doc, err)
	}
}

// A few kilobytes that unpack to many megabytes must neither be unpacked whole nor
// believed in what they say of their size.
func TestReadBoundsBombs(t *testing.T) {
	doc, err := Read(body(t, p(r(strings.Repeat("pengar ", 1<<20)))))
	if err == nil && doc.Problem == "" {
		t.Error("a bomb was read without a word")
	}
	if len(doc.Text) > 4<<20 {
		t.Errorf("%d bytes of text kept", len(doc.Text))
	}
	var many []string
	for i := range 5000 {
		many = append(many, fmt.Sprintf("word/x%d.xml", i), "")
	}
	if doc, err := Read(pack(t, many...)); err == nil {
		t.Errorf("Read = %+v, want an error", doc)
	}
}

func BenchmarkRead(b *testing.B) {
	row := tr(tc(p(r("Vad ska pengarna användas till?"))), tc(p(r(strings.Repeat("Vi vill pröva gemensam planering. ", 10)))))
	data := body(b, tbl(strings.Repeat(row, 200)))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(data); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(body(f, p(r("Hej"))+tbl(tr(tc(p(r("a"))), tc(p(r("b")))))))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Read(data)
		if err != nil && doc.Problem == "" {
			t.Errorf("error %v without a problem for people", err)
		}
	})
}

// FuzzXML reaches the walker behind the zip container.
func FuzzXML(f *testing.F) {
	f.Add(p(r("Hej")) + tbl(tr(tc(p(r("a"))), tc(p(r("b"))))))
	f.Add(`<w:tc><w:txbxContent></w:tc></w:tbl><mc:Choice/><w:sdtContent><w:showingPlcHdr/>`)
	f.Fuzz(func(t *testing.T, xml string) {
		if doc, err := Read(body(t, xml)); err != nil && doc.Problem == "" {
			t.Errorf("error %v without a problem for people", err)
		}
	})
}
