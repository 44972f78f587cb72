package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// build makes a document of one page. Its objects 1 to 4 are the catalogue, the
// pages, the page and its content; the font F is WinAnsi Helvetica. More
// objects may follow.
func build(content string, more ...string) []byte {
	return buildPage("/MediaBox [0 0 595 842] /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> /XObject << /X 5 0 R >> >>", content, more...)
}

func buildPage(page, content string, more ...string) []byte {
	objects := append([]string{
		"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [9 0 R] >> >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /Contents 4 0 R " + page + " >>",
		stream("", content),
	}, more...)
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n")
	for i, o := range objects {
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	out.WriteString("trailer\n<< /Root 1 0 R >>\n%%EOF\n")
	return out.Bytes()
}

func stream(dict, data string) string {
	return fmt.Sprintf("<< /Length %d %s >>\nstream\n%s\nendstream", len(data), dict, data)
}

func deflate(t testing.TB, data []byte, times int) string {
	t.Helper()
	var out bytes.Buffer
	w, err := zlib.NewWriterLevel(&out, zlib.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	for range times {
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// Each of these would take a reader that trusts it minutes, gigabytes or for
// ever. What can be read of them is.
func TestReadBounds(t *testing.T) {
	show := "BT /F 11 Tf 72 700 Td (Region: Gotland) Tj ET\n"
	bomb := deflate(t, bytes.Repeat([]byte("q Q "), 1<<18), 20) // 20 MiB
	tests := []struct {
		name string
		data []byte
		want string // part of the text
	}{
		{"a bomb: a content stream that unpacks to 20 MiB", bytes.Replace(buildPage("", ""), []byte(stream("", "")), []byte(stream("/Filter /FlateDecode", bomb)), 1), ""},
		{"many fonts", build(strings.Repeat("/F 11 Tf ", 100_000) + show), "Region: Gotland"},
		{"a form that draws itself twice", build(show+"/X Do", stream("/Type /XObject /Subtype /Form /Resources << /XObject << /X 5 0 R >> >>", "/X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do")), "Region: Gotland"},
		{"brackets without end", build(show + strings.Repeat("[<<", 1<<18)), "Region: Gotland"},
		{"strings without end", build(show + strings.Repeat("(", 1<<18)), "Region: Gotland"},
		{"a hexadecimal string without end", build(show + "<41"), "Region: Gotland"},
		{"a comment without end", build(show + "%"), "Region: Gotland"},
		{"states saved without end", build(strings.Repeat("q ", 1<<18) + show), "Region: Gotland"},
		{"a million glyphs more than are read", build(show + "BT /F 1 Tf (" + strings.Repeat("a", maxWork) + ") Tj ET"), ""},
		{"rules without end", build(show + strings.Repeat("10 10 m 400 10 l S ", 1<<16)), "Region: Gotland"},
		{"a tree of pages that bites its tail", bytes.Replace(build(show), []byte("/Kids [3 0 R]"), []byte("/Kids [2 0 R 3 0 R 2 0 R]"), 1), "Region: Gotland"},
		{"an object that is a reference to itself", bytes.Replace(build(show, "5 0 R"), []byte("/Contents 4 0 R"), []byte("/Contents [5 0 R 4 0 R]"), 1), "Region: Gotland"},
		{"a width for each number", bytes.Replace(build(show), []byte("/Subtype /Type1"), []byte("/Subtype /Type0 /DescendantFonts [<< /W [0 999999999 500] >>]"), 1), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, _ := Read(test.data)
			if !strings.Contains(doc.Text, test.want) {
				t.Errorf("Text = %.200q, want %q in it (problem %q)", doc.Text, test.want, doc.Problem)
			}
			if strings.HasPrefix(test.name, "a bomb") && doc.Problem != tooLarge {
				t.Errorf("problem of a bomb = %q", doc.Problem)
			}
		})
	}
}

func TestReadManyPages(t *testing.T) {
	data := string(build("BT /F 11 Tf 72 700 Td (Region: Gotland) Tj ET"))
	var kids, pages strings.Builder
	for i := range maxPages + 20 {
		fmt.Fprintf(&kids, "%d 0 R ", 10+i)
		fmt.Fprintf(&pages, "%d 0 obj\n<< /Type /Page /Contents 4 0 R /Resources << /Font << /F << /Subtype /Type1 >> >> >> >>\nendobj\n", 10+i)
	}
	data = strings.Replace(data, "3 0 R", kids.String(), 1)
	data = strings.Replace(data, "trailer", pages.String()+"trailer", 1)
	doc, err := Read([]byte(data))
	if err != nil || !strings.Contains(doc.Problem, "more than 100 pages") || len(doc.Places) != maxPages {
		t.Errorf("%d places, problem %q, %v", len(doc.Places), doc.Problem, err)
	}
}

// damage returns a variant of data: bytes changed, taken out, put in or doubled,
// or the end cut off.
func damage(r *rand.Rand, data []byte) []byte {
	out := bytes.Clone(data)
	for range 1 + r.IntN(8) {
		at := r.IntN(len(out))
		span := min(1+r.IntN(64), len(out)-at)
		switch r.IntN(6) {
		case 0:
			out[at] ^= 1 << r.IntN(8)
		case 1:
			for i := range span {
				out[at+i] = byte(r.Uint32())
			}
		case 2:
			out = append(out[:at], out[at+span:]...)
		case 3:
			out = append(out[:at:at], append(bytes.Clone(out[at:at+span]), out[at:]...)...)
		case 4:
			copy(out[at:at+span], out[r.IntN(len(out)):])
		case 5:
			out[at] = "()<>[]/%0159 R"[r.IntN(14)]
		}
		if len(out) < 2 {
			return data
		}
	}
	if r.IntN(8) == 0 {
		out = out[:1+r.IntN(len(out)-1)]
	}
	return out
}

// Damaged files give text, or a problem in words, and never a panic.
func TestReadDamaged(t *testing.T) {
	names, err := filepath.Glob("testdata/*.pdf")
	names = slices.DeleteFunc(names, func(name string) bool { return strings.HasSuffix(name, "scan.pdf") || strings.Contains(name, "user-") })
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	const variants = 300
	r := rand.New(rand.NewPCG(1, 2))
	read := 0
	for i := range variants {
		name := filepath.Base(names[i%len(names)])
		doc, err := Read(damage(r, file(t, name)))
		if err != nil && doc.Problem == "" {
			t.Errorf("%s: error %v without a problem for people", name, err)
		}
		if doc.Text != "" {
			read++
		}
	}
	if read < variants*3/4 {
		t.Errorf("text of %d of %d damaged files", read, variants)
	}
	t.Logf("text of %d of %d damaged files", read, variants)
}

func FuzzRead(f *testing.F) {
	f.Add(build("BT /F 11 Tf 72 700 Td (Region: Gotland) Tj ET /X Do", stream("/Subtype /Form", "10 10 m 20 10 l S")))
	f.Add(file(f, "linearized.pdf"))
	f.Add(file(f, "owner-rc4.pdf"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if doc, err := Read(data); err != nil && doc.Problem == "" {
			t.Errorf("error %v without a problem for people", err)
		}
	})
}

// FuzzContent reaches the interpreter and the layout behind the file structure.
func FuzzContent(f *testing.F) {
	f.Add("BT /F 11 Tf 72 700 Td [(Reg) -20 (ion)] TJ 14 TL T* (Gotland) ' ET q 1 0 0 1 5 5 cm 0 0 100 20 re S Q")
	f.Add("/Artifact << /Type /Pagination >> BDC BT /F 9 Tf 0 -1 1 0 300 20 Tm 3 Tr 2 Tc (x) Tj ET EMC BI ID x EI")
	f.Fuzz(func(t *testing.T, content string) {
		if doc, err := Read(build(content)); err != nil && doc.Problem == "" {
			t.Errorf("error %v without a problem for people", err)
		}
	})
}

// BenchmarkRead reads five pages: prose, columns and forms.
func BenchmarkRead(b *testing.B) {
	var pages [][]byte
	for _, name := range []string{"libreoffice-form.pdf", "libreoffice-letter.pdf", "libreoffice-columns.pdf", "chrome-form.pdf"} {
		pages = append(pages, file(b, name))
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, data := range pages {
			if _, err := Read(data); err != nil {
				b.Fatal(err)
			}
		}
	}
}
