package attachment

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"medelbot/parser/document"
)

// packed is one file of an archive.
type packed struct {
	name string
	data []byte
}

func archive(t testing.TB, files ...packed) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range files {
		part, err := w.Create(f.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(f.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func word(t testing.TB, text string) []byte {
	const ns = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	return archive(t, packed{"word/document.xml", []byte(`<w:document ` + ns + `><w:body><w:p><w:r><w:t>` + text + `</w:t></w:r></w:p></w:body></w:document>`)})
}

func wide(order binary.AppendByteOrder, mark bool, s string) []byte {
	var out []byte
	if mark {
		out = order.AppendUint16(out, 0xfeff)
	}
	for _, u := range utf16.Encode([]rune(s)) {
		out = order.AppendUint16(out, u)
	}
	return out
}

// ole is the beginning of an OLE container with one stream's name in it.
func ole(stream string) []byte {
	data := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 600)...)
	return append(data, append(utf16Name(stream), make([]byte, 1000)...)...)
}

func TestReadTellsTypeByContent(t *testing.T) {
	docx := word(t, "Sökt belopp: 50 000 kr")
	for _, c := range []struct {
		name, declared string
		data           []byte
		wantType       string
		wantText       string
		wantProblem    string
	}{
		{"ansökan.docx", "application/octet-stream", docx, typeDOCX, "Sökt belopp: 50 000 kr", ""},
		{"ansökan.pdf", "application/pdf", docx, typeDOCX, "Sökt belopp: 50 000 kr", ""},
		{"", "", docx, typeDOCX, "Sökt belopp: 50 000 kr", ""},
		{"a.txt", "text/plain; charset=iso-8859-1", []byte("S\xf6kt belopp"), typePlain, "Sökt belopp", ""},
		{"a.txt", "application/octet-stream", []byte("S\xf6kt belopp"), typePlain, "Sökt belopp", ""},
		{"a.txt", "text/plain; charset=iso-8859-1", []byte("Sökt belopp i UTF-8"), typePlain, "Sökt belopp i UTF-8", ""},
		{"a.txt", "application/octet-stream", wide(binary.LittleEndian, true, "Sökt\r\nbelopp"), typePlain, "Sökt\nbelopp", ""},
		{"a.txt", "application/octet-stream", wide(binary.BigEndian, true, "Sökt belopp"), typePlain, "Sökt belopp", ""},
		{"a.txt", "application/octet-stream", wide(binary.LittleEndian, false, "Sökt belopp"), typePlain, "Sökt belopp", ""},
		{"a.htm", "text/plain", []byte("<!DOCTYPE html><html><body><p>Sökt</p><p style='display:none'>dolt</p></body></html>"), typeHTML, "Sökt", ""},
		{"a.eml", "application/octet-stream", []byte("From: a@x.example\nSubject: Ansökan\n\nHej"), typeMail, "Ansökan\n\nHej", ""},
		{"a.doc", "application/msword", ole("EncryptedPackage"), typeOLE, "", "it is protected by a password"},
		{"a.doc", "application/msword", ole("Okänt"), typeOLE, "", "Unknown Office (OLE) files are not read"},
		{"a.msg", "application/octet-stream", ole("__properties_version1.0"), typeMSG, "", "Outlook (.msg) files are not read"},
		{"a.pages", "application/octet-stream", archive(t, packed{"Index/Document.iwa", []byte("x")}), typePages, "", "Apple Pages files are not read"},
		{"a.key", "application/octet-stream", archive(t, packed{"Index/Document.iwa", []byte("x")}), "application/vnd.apple.keynote", "", "Apple Keynote files are not read"},
		{"a.docx", typeDOCX, nil, typeDOCX, "", "it is empty"},
		{"a.bin", "", []byte{0, 1, 2, 3, 0xff}, typeBytes, "", "it is of a type that nobody knows"},
		{"a.docx", typeDOCX, docx[:40], typeZIP, "", "it is damaged and cannot be opened"},
	} {
		t.Run(c.name+" "+c.declared, func(t *testing.T) {
			d := Read(c.name, c.declared, c.data)
			if d.Type != c.wantType && len(c.data) > 0 || strings.TrimSpace(d.Text) != c.wantText || d.Problem != c.wantProblem {
				t.Errorf("type %q text %q problem %q", d.Type, d.Text, d.Problem)
			}
		})
	}
}

func TestReadKeepsHiddenTextApart(t *testing.T) {
	d := Read("a.html", "text/html", []byte("<html><body><p>Sökt</p><p style='display:none'>dolt</p></body></html>"))
	if strings.Contains(d.Text, "dolt") || !strings.Contains(d.Deleted, "dolt") {
		t.Errorf("text %q, not seen %q", d.Text, d.Deleted)
	}
}

func TestTypeOfPDFWithSomethingBefore(t *testing.T) {
	if got := Type("a.pdf", "", []byte("\r\nHTTP/1.1 200\r\n\r\n%PDF-1.4\n")); got != typePDF {
		t.Errorf("%q", got)
	}
}

func names(files []document.File) []string {
	var all []string
	for _, f := range files {
		all = append(all, f.Name)
	}
	return all
}

func TestReadUnpacks(t *testing.T) {
	locked := archive(t, packed{"hemlig.docx", word(t, "x")}, packed{"öppen.txt", []byte("x")})
	lock(locked, "hemlig.docx")
	for _, c := range []struct {
		what    string
		data    []byte
		want    []string
		problem string
	}{
		{"names and clutter", archive(t,
			packed{"mapp/", nil}, packed{"mapp/ansökan.docx", word(t, "x")}, packed{"__MACOSX/mapp/._ansökan.docx", []byte("x")},
			packed{"mapp/.DS_Store", []byte("x")}, packed{"../../etc/passwd", []byte("x")}, packed{`C:\skrivbord\budget.txt`, []byte("x")}, packed{"/", nil}, packed{"..", []byte("x")}),
			[]string{"ansökan.docx", "passwd", "budget.txt", "unnamed"}, ""},
		{"a protected file", locked, []string{"öppen.txt"}, `"hemlig.docx" in it is protected by a password`},
		{"an archive in it", archive(t, packed{"a.txt", []byte("x")}, packed{"inre.zip", archive(t, packed{"b.txt", []byte("x")})}),
			[]string{"a.txt"}, `"inre.zip" in it is an archive within an archive, which is not unpacked`},
		{"nothing", archive(t), nil, "it holds no files"},
		{"a code page of DOS", archive(t, packed{"ans\x94kan.txt", []byte("x")}), []string{"ansökan.txt"}, ""},
	} {
		t.Run(c.what, func(t *testing.T) {
			d := Read("a.zip", "application/zip", c.data)
			if got := names(d.Files); !slices.Equal(got, c.want) || d.Problem != c.problem {
				t.Errorf("%q, problem %q", got, d.Problem)
			}
		})
	}
}

func TestReadMailInAnArchive(t *testing.T) {
	d := Read("brev.eml", "", []byte("From: a@x.example\nSubject: Ansökan\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"+
		"--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\nContent-Type: text/plain; charset=utf-8\n\nSökt belopp\n"+
		"--c\nContent-Type: text/html; charset=utf-8\n\n<p>Sökt belopp</p>\n--c--\n"+
		"--b\nContent-Type: text/plain; name=\"../a.txt\"\nContent-Disposition: attachment\n\nx\n--b--\n"))
	if strings.Count(d.Text, "Sökt belopp") != 1 || !strings.HasPrefix(d.Text, "Ansökan\n") || !slices.Equal(names(d.Files), []string{"a.txt"}) {
		t.Errorf("%q %q", d.Text, names(d.Files))
	}
}

// lock sets the flag of an encrypted file wherever its name stands.
func lock(data []byte, name string) {
	for at := 0; ; {
		next := bytes.Index(data[at:], []byte(name))
		if next < 0 {
			return
		}
		at += next
		switch {
		case bytes.HasPrefix(data[at-30:], []byte("PK\x03\x04")):
			data[at-30+6] |= 1
		case bytes.HasPrefix(data[at-46:], []byte("PK\x01\x02")):
			data[at-46+8] |= 1
		}
		at += len(name)
	}
}

// TestReadBoundsBombs packs what is far larger unpacked than any application.
func TestReadBoundsBombs(t *testing.T) {
	zeros := make([]byte, maxInside+1)
	var many []packed
	for i := range 3000 {
		many = append(many, packed{fmt.Sprintf("%d.txt", i), []byte("x")})
	}
	bomb := archive(t, packed{"0.txt", zeros[:1<<20]})
	for range 3 {
		bomb = archive(t, packed{"a.zip", bomb}, packed{"b.zip", bomb})
	}
	for _, c := range []struct {
		what string
		data []byte
	}{
		{"one large file", archive(t, packed{"stor.txt", zeros})},
		{"many that are large together", archive(t, packed{"1.txt", zeros[:9<<20]}, packed{"2.txt", zeros[:9<<20]})},
		{"many files", archive(t, many...)},
		{"archives in archives", bomb},
		{"a document", word(t, strings.Repeat("x", 4<<20))},
	} {
		t.Run(c.what, func(t *testing.T) {
			d := Read("bomb.zip", "", c.data)
			total := len(d.Text)
			for _, f := range d.Files {
				total += len(f.Data)
			}
			if d.Problem == "" || total > maxInside || len(d.Files) > maxFiles {
				t.Errorf("%d bytes in %d files, problem %q", total, len(d.Files), d.Problem)
			}
		})
	}
}

func TestReadBoundsPictures(t *testing.T) {
	var small bytes.Buffer
	if err := png.Encode(&small, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	large := bytes.Clone(small.Bytes())
	binary.BigEndian.PutUint32(large[16:], 100_000) // the width in IHDR
	binary.BigEndian.PutUint32(large[29:], crc32.ChecksumIEEE(large[12:29]))
	if d := Read("a.png", "", small.Bytes()); !d.Scan {
		t.Errorf("%+v", d)
	}
	if d := Read("a.png", "", large); d.Scan != true {
		t.Errorf("100000 x 30 is no bomb: %+v", d)
	}
	binary.BigEndian.PutUint32(large[20:], 100_000)
	binary.BigEndian.PutUint32(large[29:], crc32.ChecksumIEEE(large[12:29]))
	if d := Read("a.png", "", large); d.Scan || d.Problem != "the picture is too large: 100000 x 100000 dots" {
		t.Errorf("%+v", d)
	}
	if d := Read("a.png", "", small.Bytes()[:20]); d.Scan || d.Problem != "the picture is damaged" {
		t.Errorf("%+v", d)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("a.zip", "", archive(f, packed{"a.docx", word(f, "x")}))
	f.Add("a.eml", "message/rfc822", []byte("From: a@x.example\nSubject: x\n\nHej"))
	f.Add("a.txt", "text/plain; charset=utf-16", wide(binary.LittleEndian, true, "Sökt"))
	f.Add("a.png", "image/png", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"))
	f.Fuzz(func(t *testing.T, name, declared string, data []byte) {
		d := Read(name, declared, data)
		if d.Type == "" {
			t.Error("no type")
		}
	})
}
