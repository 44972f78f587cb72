package doc

import (
	"bytes"
	"encoding/binary"
	"os"
	"reflect"
	"strings"
	"testing"

	"medelbot/parser/page"
)

// What whole documents say is tested beside the other formats, in
// parser/document.
func sample(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("../document/testdata/form.doc")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// with returns a copy whose File Information Block says something else.
func with(t testing.TB, at int, value uint16) []byte {
	t.Helper()
	data := sample(t)
	start := bytes.Index(data, []byte("\xec\xa5"))
	if start < 0 {
		t.Fatal("no File Information Block")
	}
	binary.LittleEndian.PutUint16(data[start+at:], value)
	return data
}

func TestReadSaysWhatIsWrong(t *testing.T) {
	good := sample(t)
	wide := func(s string) string {
		var out strings.Builder
		for _, c := range s {
			out.WriteString(string(c) + "\x00")
		}
		return out.String()
	}
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"empty", nil, "no Word document"},
		{"another format", []byte("{\\rtf1 x}"), "no Word document"},
		{"another document of the same container", bytes.ReplaceAll(good, []byte(wide("WordDocument")), []byte(wide("Book\x00\x00\x00\x00\x00\x00\x00\x00"))), "no Word document"},
		{"only its beginning", good[:600], "damaged and cannot be opened"},
		{"its end is missing", good[:len(good)*9/10], "damaged and cannot be opened"}, // where the list of streams stands
		{"protected", with(t, flagsAt, flagProtect|flagTable), "protected by a password"},
		{"Word 95", with(t, 2, 104), "Word 95"},
		{"no piece table", with(t, spansAt+8*33, 0xffff), "damaged and cannot be opened"},
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

// A text that claims to be longer than it is, is read as far as it goes.
func TestReadKeepsTheBeginningOfDamagedText(t *testing.T) {
	doc, err := Read(with(t, textCountsAt, 0x7fff))
	if err != nil || !strings.Contains(doc.Text, "Sökt belopp\t85 000 kr") || !strings.Contains(doc.Problem, "damaged") {
		t.Errorf("Read = %+v, %v", doc, err)
	}
}

func TestReadPieces(t *testing.T) {
	u32 := func(numbers ...uint32) []byte {
		var out []byte
		for _, n := range numbers {
			out = binary.LittleEndian.AppendUint32(out, n)
		}
		return out
	}
	pcd := func(at uint32) []byte { return append(append([]byte{0, 0}, u32(at)...), 0, 0) }
	clx := append([]byte{1, 2, 0, 9, 9}, 2) // properties come first
	plc := append(append(append(u32(0, 5, 9, 7, 100), pcd(1<<30|2*100)...), pcd(200)...), append(pcd(0), pcd(1<<30|2*990)...)...)
	clx = append(append(clx, u32(uint32(len(plc)))...), plc...)
	want := []piece{{from: 0, to: 5, at: 100}, {from: 5, to: 9, at: 200, wide: true}}
	got := readPieces(clx, 1000)
	if len(got) < 2 || !reflect.DeepEqual(got[:2], want) {
		t.Fatalf("pieces %+v, want %+v", got, want)
	}
	if last := got[len(got)-1]; len(got) > 3 || last.offset(last.to) > 1000 {
		t.Errorf("pieces %+v reach beyond the stream", got)
	}
}

// Word saves letters that Windows-1252 has in one byte each.
func TestNarrowAndWideText(t *testing.T) {
	main := []byte("Ans\xf6kan \x96 " + "V\x00\xe4\x00x\x00j\x00\xf6\x00" + "\r")
	r := reader{main: main, page: page.New(), pieces: []piece{{from: 0, to: 10, at: 0}, {from: 10, to: 15, at: 10, wide: true}, {from: 15, to: 16, at: 20}}}
	if got := r.apart(0, 16); got != "Ansökan – Växjö" {
		t.Errorf("text %q", got)
	}
}

func TestSpecialCharacters(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a field's code", "Skriv till \x13 HYPERLINK \"mailto:eva@region.example\" \x14eva@region.example\x15.", "Skriv till eva@region.example."},
		{"a field in a field's code", "\x13 IF \x13 PAGE \x143\x15 = 3 \"a\" \x14b\x15c", "bc"},
		{"a field without a result", "a\x13 XE \"x\" \x15b", "ab"},
		{"a field that does not end", "a\x13 PAGE", "a"},
		{"an end without a beginning", "a\x14b\x15c", "abc"},
		{"hyphens, breaks and pictures", "070\x1e174 v\xe5rd\x1fcentral\x0bny rad\x01\x02\x08", "070-174 vårdcentral\nny rad"},
		{"lines of a text field as LibreOffice writes them", "\x13 FORMTEXT \x14En rad.\nEn till.\x15", "En rad.\nEn till."},
		{"cells without properties", "A\x07B\x07\r", "A\tB"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := reader{main: []byte(test.text), page: page.New(), pieces: []piece{{to: len(test.text)}}}
			if got := r.apart(0, len(test.text)); got != test.want {
				t.Errorf("text %q, want %q", got, test.want)
			}
		})
	}
}

func TestEachProperty(t *testing.T) {
	list := block{
		0x16, 0x24, 1, // in a table
		0x08, 0xd6, 3, 0, 9, 9, // of a table: two bytes of length, which count one
		0x0d, 0xc6, 2, 9, 9, // of any length
		0x49, 0x66, 2, 0, 0, 0, // within two tables
		0x0b, 0x46, 7, // cut off
	}
	var p paragraph
	eachProperty(list, p.set)
	if want := (paragraph{inTable: true, nested: 2}); p != want {
		t.Errorf("paragraph %+v, want %+v", p, want)
	}
}

// Check boxes stand in the text as letters of a font, or as a bracket whose
// properties name the symbol.
func TestSymbolsAndHiddenText(t *testing.T) {
	fonts := block{2, 0, 0, 0, 5, 0, 0, 0, 0, 0, 5, 0, 0, 0, 2, 0} // the second is one of symbols
	text := "\xfe Ja \x28 Nej dolt borta."
	at := func(s string) int { return strings.Index(text, s) }
	r := reader{main: []byte(text), page: page.New(), pieces: []piece{{to: len(text)}}}
	r.formats = formats{symbols: readFonts(fonts), characters: []run{
		{from: 0, to: 1, properties: block{0x4f, 0x4a, 1, 0}},
		{from: at("\x28"), to: at("\x28") + 1, properties: block{0x09, 0x6a, 1, 0, 0xa8, 0xf0}},
		{from: at("dolt"), to: at(" borta"), properties: block{0x3c, 0x08, 1}},
		{from: at(" borta"), to: at("."), properties: block{0x00, 0x08, 1}},
	}}
	if got := r.apart(0, len(text)); got != "[x] Ja [ ] Nej ." || r.page.Deleted() != "dolt borta" {
		t.Errorf("text %q, deleted %q", got, r.page.Deleted())
	}
}

func TestBlockOutside(t *testing.T) {
	b := block{1, 2, 3, 4, 5}
	if b.u32(2) != 0 || b.u16(-1) != 0 || b.u8(5) != 0 || b.from(7, 1) != nil || b.from(-1, 3) != nil || len(b.from(3, 100)) != 2 {
		t.Error("a block reads what lies outside of it")
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Read(data)
		if (err != nil || doc.Text == "" && len(doc.Files) == 0) && doc.Problem == "" {
			t.Errorf("error %v and no text without a word for a person", err)
		}
	})
}

// FuzzText reaches the text behind the compound file.
func FuzzText(f *testing.F) {
	f.Add("A\x13 FORMTEXT \x14b\x15\x07\x07\r\x28\x0c")
	f.Fuzz(func(t *testing.T, text string) {
		r := reader{main: []byte(text), table: []byte(text), data: []byte(text), page: page.New(), pieces: readPieces([]byte(text), len(text))}
		r.formats = readFormats(r.main, r.data, r.table, r.table, r.table)
		r.lists = readLists(r.table, span{0, 100}, span{4, 50})
		r.boxes = map[int]string{}
		r.pieces = append(r.pieces, piece{to: len(text)})
		r.apart(0, len(text))
		readForm(r.data, 1)
	})
}
