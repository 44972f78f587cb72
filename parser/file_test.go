package parser

import (
	"strings"
	"testing"
	"time"

	"medelbot"
	"medelbot/parser/document"
)

func TestShare(t *testing.T) {
	long := strings.Repeat("å", 500) // 1000 bytes
	files := []file{{text: long}, {text: "Sökt belopp"}, {}, {text: long}}
	share(files, 512)
	if files[1].text != "Sökt belopp" || len(files[0].text) != 250 || len(files[3].text) != 250 {
		t.Errorf("%d %d %d", len(files[0].text), len(files[1].text), len(files[3].text))
	}
}

// TestFilesWithinFiles reads what a reader of documents hands on, as deep and as
// much as is allowed.
func TestFilesWithinFiles(t *testing.T) {
	raw := []byte("From: a@x.example\nContent-Type: application/zip; name=\"allt.zip\"\nContent-Disposition: attachment\n\nPK\x03\x04")
	var declared []string
	opts := Options{Documents: func(name, said string, data []byte) document.Document {
		declared = append(declared, name+" "+said)
		return document.Document{Type: "application/x-own", Text: "text of " + name, Problem: "half of it", Files: []document.File{{Name: "a", Data: []byte("\x00\x01")}, {Name: "b.txt", Data: []byte("plain")}}}
	}}
	r, err := Read(raw, opts)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, a := range r.Attachments {
		names = append(names, a.Name)
	}
	if got := strings.Join(names, " "); got != "allt.zip allt.zip/a allt.zip/a/a allt.zip/a/b.txt allt.zip/b.txt" {
		t.Errorf("%s", got)
	}
	if got := strings.Join(declared, ", "); got != "allt.zip application/zip; name=allt.zip, allt.zip/a , allt.zip/a/a " {
		t.Errorf("asked to read %s", got)
	}
	if a := r.Attachments[0]; a.Type != "application/x-own" || a.Problem != "half of it" || a.Size != 4 {
		t.Errorf("%+v", a)
	}
	if !strings.Contains(r.Text, "text of allt.zip/a") || !strings.Contains(r.Text, "plain") {
		t.Errorf("%q", r.Text)
	}
}

// A type that somebody declared wrongly must not spoil the bytes.
func TestFilesKeepTheirBytes(t *testing.T) {
	const form = "PK\x03\x04\xe5\xe4\xf6\x00"
	var got []byte
	opts := Options{Documents: func(_, _ string, data []byte) document.Document {
		got = data
		return document.Document{}
	}}
	if _, err := Read([]byte("From: a@x.example\nContent-Type: text/plain; charset=iso-8859-1; name=\"a.docx\"\nContent-Disposition: attachment\n\n"+form), opts); err != nil {
		t.Fatal(err)
	}
	if string(got) != form {
		t.Errorf("%q", got)
	}
}

func TestTooManyFiles(t *testing.T) {
	opts := Options{Documents: func(name, _ string, _ []byte) document.Document {
		d := document.Document{}
		if name == "allt.zip" {
			for range maxFiles + 5 {
				d.Files = append(d.Files, document.File{Name: "x", Data: []byte{0}})
			}
		}
		return d
	}}
	r, err := Read([]byte("From: a@x.example\nContent-Type: application/zip; name=\"allt.zip\"\nContent-Disposition: attachment\n\nPK\x03\x04"), opts)
	if err != nil {
		t.Fatal(err)
	}
	unread := 0
	for _, a := range r.Attachments {
		if strings.HasPrefix(a.Problem, "the mail has more than 60 files") {
			unread++
		}
	}
	if unread != 6 {
		t.Errorf("%d files were not read", unread)
	}
}

// An OCR'd text, its place, and what stands in the margin.
func TestDocumentsReachTheReading(t *testing.T) {
	opts := Options{Calls: []medelbot.Call{{
		ID: "patientkontrakt-2021", Name: "Patientkontrakt", Elements: []medelbot.ElementKey{medelbot.Amount, medelbot.Account},
		Opens: time.Date(2021, 4, 19, 0, 0, 0, 0, time.UTC), Closes: time.Date(2021, 12, 31, 0, 0, 0, 0, time.UTC),
	}}}
	opts.Documents = func(string, string, []byte) document.Document {
		text := "Region Kronoberg ansöker om medel för Patientkontrakt.\n"
		return document.Document{Text: text + "Sökt belopp: 50 000 kr\n", OCR: true, Margins: "Bankgiro 5050-1055", Deleted: "Plusgiro 4 28 53-9",
			Places: []document.Place{{Offset: 0, Name: "page 1"}, {Offset: len(text), Name: "page 2"}}}
	}
	r, err := Read([]byte("From: anna.ek@kronoberg.se\nSubject: =?utf-8?q?Ans=C3=B6kan_om_medel?=\nDate: Mon, 3 May 2021 10:00:00 +0200\nContent-Type: application/pdf; name=\"skannad.pdf\"\nContent-Disposition: attachment\n\n%PDF-1.4"), opts)
	if err != nil {
		t.Fatal(err)
	}
	e := r.Elements[medelbot.Amount]
	if e.Evidence == nil || !e.Evidence.OCR || e.Evidence.Place != "page 2" || e.Evidence.Source != "skannad.pdf" {
		t.Errorf("%s %v: %+v %+v", r.Kind, r.Why, e, e.Evidence)
	}
	if e := r.Elements[medelbot.Account]; e.Value != nil {
		t.Errorf("an account of the margin or crossed out: %+v", e)
	}
	if !strings.Contains(r.Text, "5050-1055") || !strings.Contains(r.Text, "4 28 53-9") {
		t.Errorf("not to be found: %q", r.Text)
	}
}

// TestInspect: whatever lies in a mail is shown before it is read, decoded, also
// text and what lies within other files; what is not let through is not read.
func TestInspect(t *testing.T) {
	raw := []byte("From: a@x.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nHej!\n" +
		"--b\nContent-Type: text/plain; name=brev.txt\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nU8O2a3QgYmVs!bopp\n" +
		"--b\nContent-Type: application/zip; name=a.zip\nContent-Disposition: attachment\n\nPK\x03\x04\n--b--\n")
	var shown []string
	opts := Options{
		Inspect: func(data []byte) bool {
			shown = append(shown, string(data))
			return !strings.Contains(string(data), "Sökt")
		},
		Documents: func(string, string, []byte) document.Document {
			return document.Document{Files: []document.File{{Name: "inre.txt", Data: []byte("inside")}}}
		},
	}
	r, err := Read(raw, opts)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(shown, "|"); !strings.HasPrefix(got, "Sökt bel") || !strings.HasSuffix(got, "|PK\x03\x04|inside") {
		t.Errorf("shown: %q", got)
	}
	if strings.Contains(r.Text, "Sökt") || r.Attachments[0].Problem == "" || !strings.Contains(r.Text, "inside") {
		t.Errorf("%q, %+v", r.Text, r.Attachments)
	}
}
