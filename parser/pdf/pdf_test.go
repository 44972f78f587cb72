package pdf

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"medelbot/parser/document"
)

func file(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

const question = "Vad ska pengarna användas till? Beskriv kort och så att andra kan förstå"

// formRows are the rows of the form that testdata/make.py writes.
var formRows = []string{
	"Region\tRegion Gotland",
	"Verksamhet\tVisborgs vårdcentral",
	"Kontaktperson\tMärta Öberg",
	"E-post\tmarta.oberg@gotland.example",
	"Telefon\t070-174 06 05",
	question + "\tVi vill pröva gemensam planering med patienter som har flera kontakter i vården. Tre medarbetare går en kurs, och vi tar fram ett eget flöde för fasta vårdkontakter. Effekten följs upp efter ett halvår.",
	"Sökt belopp\t85 000 kr",
	"Bankgiro\t5050-1055",
	"Referens på utbetalningen\tPK-2026-17 Öberg",
}

// hasLines fails the test unless all lines stand in the text, in that order.
func hasLines(t *testing.T, text string, want []string) {
	t.Helper()
	rest := "\n" + text + "\n"
	for _, line := range want {
		_, after, ok := strings.Cut(rest, "\n"+line+"\n")
		if !ok {
			t.Errorf("line %q is missing or out of order in:\n%s", line, text)
			continue
		}
		rest = "\n" + after
	}
}

func TestReadFormsOfManyPrograms(t *testing.T) {
	short := append(append([]string{}, formRows[:5]...), formRows[6:]...)
	var colons []string
	for _, i := range []int{0, 1, 2, 4, 6, 7} {
		colons = append(colons, strings.Replace(formRows[i], "\t", ":\t", 1))
	}
	var fields []string
	for _, row := range short {
		fields = append(fields, strings.Replace(row, "\t", ": ", 1))
	}
	tests := []struct {
		name    string
		rows    []string
		margins []string
	}{
		{"libreoffice-form.pdf", formRows, []string{"Bankgiro för fakturor 991-2346, sida 1 av 1"}},
		{"ghostscript-form.pdf", formRows, []string{"Bankgiro för fakturor 991-2346, sida 1 av 1"}},
		{"chrome-form.pdf", formRows, []string{"Ansökan", "1/1"}},
		{"chrome-plain.pdf", formRows, []string{"Ansökan", "1/1"}},
		{"ghostscript-letter.pdf", colons, nil},
		{"cairo-form.pdf", short, nil},
		{"linearized.pdf", short, nil},
		{"owner-rc4.pdf", short, nil},
		{"owner-aes128.pdf", short, nil},
		{"owner-aes256.pdf", formRows, nil},
		{"libreoffice-fillable.pdf", append(fields, "[x] Vi godkänner villkoren", "[ ] Vi vill vara anonyma"), nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, err := Read(file(t, test.name))
			if err != nil || doc.Problem != "" || doc.OCR || doc.Deleted != "" {
				t.Fatalf("Read: %v, problem %q, OCR %t, deleted %q", err, doc.Problem, doc.OCR, doc.Deleted)
			}
			hasLines(t, doc.Text, test.rows)
			if n := strings.Count(doc.Text, "5050-1055"); n < 1 || n > 2 || test.name != "chrome-plain.pdf" && test.name != "ghostscript-letter.pdf" && n > 1 {
				t.Errorf("the account stands %d times in:\n%s", n, doc.Text)
			}
			for _, want := range test.margins {
				if !strings.Contains(doc.Margins, want) || strings.Contains(doc.Text, "991-2346") {
					t.Errorf("margins %q, want %q there and not in the text:\n%s", doc.Margins, want, doc.Text)
				}
			}
			if doc.At(0) != "page 1" {
				t.Errorf("place of the first letter = %q", doc.At(0))
			}
		})
	}
}

func TestReadProse(t *testing.T) {
	doc, err := Read(file(t, "libreoffice-letter.pdf"))
	if err != nil || doc.Problem != "" {
		t.Fatal(err, doc.Problem)
	}
	if want := "Region Gotland\nBankgiro för fakturor 991-2346, sida 1 av 2"; doc.Margins != want {
		t.Errorf("Margins = %q, want %q", doc.Margins, want)
	}
	if !strings.Contains(doc.Text, "\nPengarna går till utbildning av tre medarbetare, till en effektiv uppföljning och till arbetstid för den som ska samordna arbetet. Vi söker 85 000 kr, som betalas till bankgiro 5050-1055 med") {
		t.Errorf("a paragraph is not on one line:\n%s", doc.Text)
	}
	if at := strings.LastIndex(doc.Text, "Märta Öberg"); doc.At(at) != "page 2" || doc.At(3) != "page 1" {
		t.Errorf("Places = %v", doc.Places)
	}
}

func TestReadColumns(t *testing.T) {
	doc, err := Read(file(t, "libreoffice-columns.pdf"))
	if err != nil || doc.Problem != "" {
		t.Fatal(err, doc.Problem)
	}
	inColumnOrder(t, doc.Text)
}

func inColumnOrder(t *testing.T, text string) {
	t.Helper()
	last := -1
	for _, want := range []string{"Erfarenheter från Visborg", "Första stycket. Patienter med flera kontakter i vården behöver en plan som de", "Andra stycket", "Tredje stycket", "Fjärde stycket", "Kontakt: Märta Öberg, 070-174 06 05"} {
		at := strings.Index(text, want)
		if at <= last {
			t.Errorf("%q is missing or out of order in:\n%s", want, text)
		}
		last = at
	}
}

func TestReadSaysWhatIsWrong(t *testing.T) {
	cairo := file(t, "cairo-form.pdf")
	tests := []struct {
		name    string
		data    []byte
		problem string // part of it
		text    bool   // something was read nevertheless
		err     error
	}{
		{"empty", nil, "no PDF document", false, nil},
		{"a Word document", []byte("PK\x03\x04"), "no PDF document", false, nil},
		{"only a header", []byte("%PDF-1.7\n%%EOF"), "damaged", false, nil},
		{"user password", file(t, "user-aes256.pdf"), "protected by a password", false, nil},
		{"a scan", file(t, "cairo-scan.pdf"), "pictures instead of text", false, ErrNoText},
		{"the last kilobyte lost", cairo[:len(cairo)-1024], "damaged", true, nil},
		{"the first half lost", append([]byte("%PDF-1.5\n"), cairo[len(cairo)/2:]...), "", false, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, err := Read(test.data)
			if !strings.Contains(doc.Problem, test.problem) || doc.Problem == "" || (doc.Text != "") != test.text || (err == nil) != test.text {
				t.Errorf("Read = %+v, %v; want a problem with %q, text %t", doc, err, test.problem, test.text)
			}
			if test.err != nil && !errors.Is(err, test.err) {
				t.Errorf("error %v, want %v", err, test.err)
			}
		})
	}
}

func TestReadEmbeddedFiles(t *testing.T) {
	doc, err := Read(file(t, "embedded.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	want := document.File{Name: "budget-åäö.txt", Data: []byte("Utbildning\t60 000\nResor\t25 000\nSumma\t85 000 kr\n")}
	if len(doc.Files) != 1 || doc.Files[0].Name != want.Name || string(doc.Files[0].Data) != string(want.Data) {
		t.Errorf("Files = %q, want %q", doc.Files, want)
	}
}
