package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/png"
	"os/exec"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"medelbot"
	"medelbot/parser"
	"medelbot/parser/apart"
)

// tried is what documents are read with in tests: the program is this test's
// binary by another name, and its starts are counted.
type tried struct {
	*documents
	starts atomic.Int32
}

func tryDocuments(t *testing.T) *tried {
	d := &tried{}
	p := process{self: func(args ...string) *exec.Cmd {
		d.starts.Add(1)
		cmd := exec.Command("/proc/self/exe", args...)
		cmd.Args[0] = "medelbot"
		return cmd
	}}
	d.documents = p.newDocuments(nil)
	t.Cleanup(d.Close)
	limits := apart.DefaultLimits()
	limits.Wall = mailTime // a busy machine is no fault
	d.pool.Close()
	d.pool = apart.NewPool(func() *exec.Cmd { return p.self("read-documents") }, limits, fewDocuments(), childRest)
	return d
}

// attached is one file of a mail.
type attached struct {
	name string
	data []byte
}

func mailWith(files ...attached) []byte {
	var b strings.Builder
	b.WriteString("From: Anna Ek <anna.ek@kronoberg.se>\r\nTo: testbaddar@skr.se\r\nSubject: =?utf-8?q?Ans=C3=B6kan_om_medel?=\r\n" +
		"Date: Mon, 3 May 2021 10:00:00 +0200\r\nMessage-ID: <1@kronoberg.se>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" +
		"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nRegion Kronoberg söker medel för Patientkontrakt.\r\nBankgiro: 5050-1055\r\n")
	for _, f := range files {
		fmt.Fprintf(&b, "--b\r\nContent-Type: application/octet-stream; name=%q\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n", f.name)
		for chunk := range slices.Chunk(f.data, 57) {
			b.WriteString(base64.StdEncoding.EncodeToString(chunk) + "\r\n")
		}
	}
	b.WriteString("--b--\r\n")
	return []byte(b.String())
}

func pack(t *testing.T, files ...attached) []byte {
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

func wordFile(t *testing.T, text string) []byte {
	return pack(t, attached{"word/document.xml", []byte(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>` +
		text + `</w:t></w:r></w:p></w:body></w:document>`)})
}

// openCall is the call that the mails of mailWith are for.
func openCall() parser.Options {
	return parser.Options{Calls: []medelbot.Call{{
		ID: "patientkontrakt-2021", Name: "Patientkontrakt", Cap: 100_000,
		Opens: time.Date(2021, 4, 19, 0, 0, 0, 0, time.UTC), Closes: time.Date(2021, 12, 31, 0, 0, 0, 0, time.UTC),
		Elements: []medelbot.ElementKey{medelbot.Applicant, medelbot.Amount, medelbot.Account},
	}}}
}

func TestDocumentsStartNoProcessInVain(t *testing.T) {
	d := tryDocuments(t)
	form := attached{"ansökan.docx", wordFile(t, "Sökt belopp: 85 000 kr")}
	for _, c := range []struct {
		what   string
		files  []attached
		starts int32 // so far
	}{
		{"no attachments", nil, 0},
		{"text and a visiting card", []attached{{"ansökan.txt", []byte("Sökt belopp: 85 000 kr")}, {"anna.vcf", []byte("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna Ek\r\nEND:VCARD\r\n")}}, 0},
		{"a form", []attached{form}, 1},
		{"two forms, of which one is in an archive", []attached{form, {"allt.zip", pack(t, attached{"mapp/samma.docx", form.data})}}, 1},
	} {
		r, err := d.read(t.Context(), parser.Read, mailWith(c.files...), openCall())
		if err != nil {
			t.Fatalf("%s: %v", c.what, err)
		}
		if got := d.starts.Load(); got != c.starts {
			t.Errorf("%s: %d processes were started, want %d", c.what, got, c.starts)
		}
		if e := r.Elements[medelbot.Amount]; len(c.files) > 0 && (e.Value == nil || e.Value.SEK != 85_000) {
			t.Errorf("%s: %+v", c.what, e)
		}
	}
}

// A mail whose turn does not come is read later; its files are not called
// unreadable. A turn is given back.
func TestDocumentsWaitForTheirTurn(t *testing.T) {
	d := tryDocuments(t)
	mail := mailWith(attached{"ansökan.docx", wordFile(t, "Sökt belopp: 85 000 kr")})
	for range cap(d.turns) {
		d.turns <- struct{}{}
	}
	ctx, stop := context.WithCancel(t.Context())
	go stop()
	if r, err := d.read(ctx, parser.Read, mail, openCall()); err == nil {
		t.Errorf("it was read before its turn: %v", r.Warnings)
	}
	for range cap(d.turns) {
		<-d.turns
	}
	r, err := d.read(t.Context(), parser.Read, mail, openCall())
	if e := r.Elements[medelbot.Amount]; err != nil || e.Value == nil || len(d.turns) > 0 {
		t.Errorf("%+v, %v; %d turns are kept", e, err, len(d.turns))
	}
}

// TestHostileDocuments has files of which the mail's own words must not suffer.
func TestHostileDocuments(t *testing.T) {
	zeros := make([]byte, 20<<20)
	nested := pack(t, attached{"0.txt", zeros})
	for range 4 {
		nested = pack(t, attached{"a.zip", nested}, attached{"b.zip", nested}, attached{"c.docx", nested})
	}
	var paint bytes.Buffer
	if err := png.Encode(&paint, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	bomb := paint.Bytes()
	binary.BigEndian.PutUint32(bomb[16:], 60_000) // width and height in IHDR
	binary.BigEndian.PutUint32(bomb[20:], 60_000)
	binary.BigEndian.PutUint32(bomb[29:], crc32.ChecksumIEEE(bomb[12:29]))

	var rows strings.Builder
	for n := range 100_000 {
		fmt.Fprintf(&rows, `<row r="%d"><c r="A%[1]d" t="inlineStr"><is><t>Post</t></is></c><c r="B%[1]d"><v>%d</v></c></row>`, n+1, n)
	}
	files := map[string][]byte{
		"nested.zip": nested,
		"bomb.docx":  wordFile(t, string(bytes.ReplaceAll(zeros, []byte{0}, []byte("x")))),
		"deep.docx":  wordFile(t, strings.Repeat("</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>x", 100_000)),
		"long.xlsx": pack(t,
			attached{"xl/workbook.xml", []byte(`<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Budget" sheetId="1" r:id="rId1"/></sheets></workbook>`)},
			attached{"xl/_rels/workbook.xml.rels", []byte(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`)},
			attached{"xl/worksheets/sheet1.xml", []byte(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + rows.String() + `</sheetData></worksheet>`)}),
		"endless.pdf": []byte("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>endobj\ntrailer<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF"),
		"bomb.png":    bomb,
		"cut.pdf":     []byte("%PDF-1.7\n1 0 obj<</Type/Catalog"),
		"brev.pages":  pack(t, attached{"Index/Document.iwa", []byte("x")}),
	}
	d := tryDocuments(t)
	for _, c := range []struct{ name, want string }{
		{"nested.zip", `"a.zip" in it is an archive within an archive, which is not unpacked`},
		{"bomb.docx", "the document is too large; the end of it was not read"},
		{"deep.docx", ""},
		{"long.xlsx", ""},
		{"endless.pdf", ""},
		{"bomb.png", "the picture is too large: 60000 x 60000 dots"},
		{"cut.pdf", "the document is damaged and cannot be opened"},
		{"brev.pages", "Apple Pages files are not read"},
		{"tom.docx", "it is empty"},
	} {
		t.Run(c.name, func(t *testing.T) {
			began := time.Now()
			r, err := d.read(t.Context(), parser.Read, mailWith(attached{c.name, files[c.name]}, attached{"../../ansökan.docx", wordFile(t, "Sökt belopp: 85 000 kr")}), openCall())
			if err != nil {
				t.Fatal(err)
			}
			t.Log(time.Since(began))
			problem := ""
			for _, a := range r.Attachments {
				if a.Name == c.name {
					problem = a.Problem
				}
			}
			if c.want != "" && problem != c.want || problem == "" {
				t.Errorf("%q", problem)
			}
			if !r.Has(medelbot.UnreadableAttachment) {
				t.Errorf("no warning: %v", r.Warnings)
			}
			if e := r.Elements[medelbot.Account]; e.Status != medelbot.OK || e.Evidence.Source != "body" {
				t.Errorf("account in the body: %+v", e)
			}
			if e := r.Elements[medelbot.Amount]; e.Status != medelbot.OK || e.Value.SEK != 85_000 {
				t.Errorf("sum in the other attachment: %+v", e)
			}
		})
	}
}

// Who reads a mail apart gets no secret, by whatever key it is named: the client
// secret of OAuth2 stands in the environment as well as passwords, and in a daemon
// of several funds so do those of the others.
func TestReaderGetsNoSecrets(t *testing.T) {
	got := withoutSecrets([]string{"PATH=/bin", "PASSWORD_A=x=y", "CLIENT_SECRET=z", "PASSWORD_OF_ANOTHER_FUND=w", "TZ=UTC"})
	if want := []string{"PATH=/bin", "TZ=UTC"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
