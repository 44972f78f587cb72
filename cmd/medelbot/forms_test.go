package main

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"medelbot"
	"medelbot/cmd/medelbot/config"
	"medelbot/parser"
	"medelbot/templates/forms"
)

// The forms are read back as the program reads any mail: written by one room
// and read by another, they are compared here, where both are known.

// otherCall is a call that asks for more than those of the example, in another
// order, without a cap.
const otherCall = `
[[call]]
id = "samma-vard-2024"
name = "Samma vård & vårdplan <2024>"
opens = 2024-02-01
closes = 2024-03-31
elements = ["account", "actors", "contact", "amount", "target_group", "applicant", "arrangement"]
optional = ["purpose", "effects", "reference"]
`

// formsConfig is the example with otherCall.
func formsConfig(t *testing.T) *config.Config {
	t.Helper()
	cfg, err := config.Parse("config.toml", []byte(medelbot.ExampleConfig()+otherCall))
	if err != nil {
		t.Fatal(err)
	}
	return cfg
}

// answers holds what a person writes into the forms, by label.
func answers(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("testdata/forms/answers.json")
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]string
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// understood is what is to be read of the answers, by element.
func understood(t *testing.T) map[medelbot.ElementKey]medelbot.Value {
	a := answers(t)
	prose := func(label string) medelbot.Value { return medelbot.Value{Text: a[label]} }
	return map[medelbot.ElementKey]medelbot.Value{
		medelbot.Applicant:   {Name: "Region Västmanland"},
		medelbot.Amount:      {SEK: 87500},
		medelbot.Purpose:     prose("Vad pengarna ska användas till"),
		medelbot.Effects:     prose("Önskade effekter"),
		medelbot.Contact:     {Name: "Inger Sjödin", Email: "inger.sjodin@regionvastmanland.se", Phone: "+46701740631"},
		medelbot.Account:     {Type: "bankgiro", Number: "5561-9035"},
		medelbot.Arrangement: prose("Upplägg och innehåll"),
		medelbot.TargetGroup: prose("Målgrupp"),
		medelbot.Actors:      prose("Vilka som medverkar"),
		medelbot.Spending:    prose("Vad pengarna har använts till"),
		medelbot.Learning:    prose("Lärdomar och resultat"),
		medelbot.NextSteps:   prose("Nästa steg"),
	}
}

// readForm reads a mail that says nothing itself and brings a form along.
func readForm(t *testing.T, cfg *config.Config, at time.Time, subject string, f forms.File) medelbot.Reading {
	t.Helper()
	return readWithForm(t, cfg, at, "Subject: "+mime.QEncoding.Encode("utf-8", subject)+"\r\n", "Se bifogad fil.", f)
}

// readWithForm reads a mail with some fields of its header, a text and a form.
func readWithForm(t *testing.T, cfg *config.Config, at time.Time, fields, text string, f forms.File) medelbot.Reading {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "From: Inger <inger@example.com>\r\nTo: %s\r\n%sDate: %s\r\nMessage-ID: <form@example.com>\r\nMIME-Version: 1.0\r\n",
		cfg.Mailboxes[0].Address, fields, at.Format(time.RFC1123Z))
	fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHej!\r\n\r\n%s\r\n\r\n--b\r\n", text)
	fmt.Fprintf(&b, "Content-Type: application/octet-stream\r\nContent-Disposition: %s\r\nContent-Transfer-Encoding: base64\r\n\r\n",
		mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}))
	for line := range slices.Chunk([]byte(base64.StdEncoding.EncodeToString(f.Data)), 76) {
		b.Write(line)
		b.WriteString("\r\n")
	}
	b.WriteString("--b--\r\n")
	opts := readingOptions(cfg)
	opts.Internal = at
	r, err := parser.Read([]byte(b.String()), opts)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// checkForm compares what was read with the answers to those rows that were
// filled in. The reference is there in any case: it stands in the form.
func checkForm(t *testing.T, r medelbot.Reading, wanted []medelbot.ElementKey, filled func(medelbot.ElementKey) bool) {
	t.Helper()
	for _, key := range wanted {
		want, got := understood(t)[key], r.Elements[key]
		switch {
		case key == medelbot.Reference:
			if got.Status != medelbot.OK {
				t.Errorf("%s is %s", key, got.Status)
			}
		case !filled(key):
			if got.Status != medelbot.Missing {
				t.Errorf("%s is %+v, and nothing was written there", key, got)
			}
		case got.Status != medelbot.OK || got.Value == nil:
			t.Errorf("%s is %+v", key, got)
		default:
			// Where a line ended is no part of an answer.
			want.Text = strings.Join(strings.Fields(want.Text), " ")
			have := *got.Value
			have.Text = strings.Join(strings.Fields(have.Text), " ")
			if d := cmp.Diff(want, have); d != "" {
				t.Errorf("%s: %s", key, d)
			}
		}
	}
}

// fillIn writes answers into a form as Word (content controls) and LibreOffice
// (placeholder fields) save them. A row without an answer keeps its placeholder.
func fillIn(t *testing.T, f forms.File, form forms.Form, answer func(forms.Row) string) forms.File {
	t.Helper()
	return rewrite(t, f, func(name, text string) string {
		for _, row := range form.Rows {
			a := answer(row)
			if a == "" {
				continue
			}
			switch name {
			case "word/document.xml":
				control := regexp.MustCompile(`(?s)(<w:tag w:val="` + regexp.QuoteMeta(row.Tag) + `"/>.*?)<w:showingPlcHdr/>(.*?<w:sdtContent>).*?(</w:sdtContent>)`)
				lines := strings.ReplaceAll(a, "\n", "</w:t><w:br/><w:t>")
				text = control.ReplaceAllString(text, "${1}${2}<w:r><w:t>"+lines+"</w:t></w:r>${3}")
			case "content.xml":
				field := regexp.MustCompile(`<text:placeholder [^>]*text:description="` + regexp.QuoteMeta(row.Label) + `">.*?</text:placeholder>`)
				text = field.ReplaceAllString(text, strings.ReplaceAll(a, "\n", "<text:line-break/>"))
			}
		}
		return text
	})
}

// flatten makes plain text of all fields, as programs do that know none.
func flatten(t *testing.T, f forms.File) forms.File {
	t.Helper()
	field := regexp.MustCompile(`(?s)<w:sdt>.*?<w:sdtContent>|</w:sdtContent></w:sdt>|<w:rStyle w:val="PlaceholderText"/>|</?text:placeholder\b.*?>`)
	return rewrite(t, f, func(_, text string) string { return field.ReplaceAllString(text, "") })
}

// rewrite changes the parts of a document.
func rewrite(t *testing.T, f forms.File, change func(name, text string) string) forms.File {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(f.Data), int64(len(f.Data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, part := range r.File {
		in, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		to, err := w.Create(part.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(to, change(part.Name, string(text))); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return forms.File{Name: f.Name, Type: f.Type, Data: out.Bytes()}
}

// Every form of every call: empty, filled in, and with a single row filled in,
// which must not spill over into another.
func TestFormsAreReadBack(t *testing.T) {
	t.Parallel()
	cfg := formsConfig(t)
	for _, call := range cfg.AllCalls() {
		for _, x := range []formCase{
			{fundOf(cfg).Application(call), call, medelbot.Application, "Ansökan", slices.Concat(call.Elements, call.Optional)},
			{fundOf(cfg).Report(call), call, medelbot.Report, "Rapport från testbädden", medelbot.ReportElements},
		} {
			for _, format := range forms.Formats() {
				file, err := x.form.File(format)
				if err != nil {
					t.Fatal(err)
				}
				none := func(medelbot.ElementKey) bool { return false }
				t.Run(file.Name+"/empty", func(t *testing.T) { x.check(t, cfg, file, none) })
				t.Run(file.Name+"/flattened", func(t *testing.T) { x.check(t, cfg, flatten(t, file), none) })
				t.Run(file.Name+"/full", func(t *testing.T) {
					x.check(t, cfg, file, func(medelbot.ElementKey) bool { return true })
				})
				for _, only := range x.wanted {
					t.Run(file.Name+"/"+string(only), func(t *testing.T) {
						x.check(t, cfg, file, func(key medelbot.ElementKey) bool { return key == only })
					})
				}
			}
		}
	}
}

// formCase is one form and the mail that it comes with.
type formCase struct {
	form    forms.Form
	call    medelbot.Call
	kind    medelbot.Kind
	subject string
	wanted  []medelbot.ElementKey
}

// check fills in those rows of a form that filled names, and reads it.
func (x formCase) check(t *testing.T, cfg *config.Config, file forms.File, filled func(medelbot.ElementKey) bool) {
	t.Helper()
	texts := answers(t)
	r := readForm(t, cfg, x.call.Closes.AddDate(0, 0, -3), x.subject, fillIn(t, file, x.form, func(row forms.Row) string {
		if key, _, _ := strings.Cut(row.Tag, "."); filled(medelbot.ElementKey(key)) {
			return texts[row.Label]
		}
		return ""
	}))
	// Only the reference stands there from the beginning.
	complete := !slices.ContainsFunc(x.wanted, func(key medelbot.ElementKey) bool { return key != medelbot.Reference && !filled(key) })
	if r.Kind != x.kind || r.Call != x.call.ID || r.Complete == nil || *r.Complete != complete {
		t.Errorf("kind %s, call %s, complete %v; want %s, %s, %v", r.Kind, r.Call, r.Complete, x.kind, x.call.ID, complete)
	}
	checkForm(t, r, x.wanted, filled)
}

// The form that came with our letter comes back with what was missing, in its
// fields or in the mail beside it: it supplements, and says nothing else.
func TestFormSupplements(t *testing.T) {
	cfg := formsConfig(t)
	call := cfg.AllCalls()[1]
	form := fundOf(cfg).Application(call)
	file, err := form.File(forms.DOCX)
	if err != nil {
		t.Fatal(err)
	}
	filled := fillIn(t, file, form, func(row forms.Row) string {
		return map[string]string{"account": answers(t)["Kontonummer eller bankgiro"]}[row.Tag]
	})
	const fields = "Subject: SV: [PK-2021-0007] Din =?utf-8?q?ans=C3=B6kan_beh=C3=B6ver?= kompletteras\r\n" +
		"In-Reply-To: <PK-2021-0007.ack_incomplete.1.0102030405060708090a@skr.se>\r\n"
	for _, c := range []struct {
		name, text string
		file       forms.File
	}{
		{"in the form", "Här kommer det som saknades.", filled},
		{"beside the empty form", "Vårt bankgiro är 5561-9035.", file},
		{"in both", "Vårt bankgiro är 5561-9035.", filled},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := readWithForm(t, cfg, call.Closes.AddDate(0, 0, -3), fields, c.text, c.file)
			if r.Kind != medelbot.Supplement {
				t.Errorf("kind %s", r.Kind)
			}
			for key, got := range r.Elements {
				switch {
				case key == medelbot.Reference: // stands in the form
				case key == medelbot.Account:
					if want := understood(t)[key]; got.Status != medelbot.OK || got.Value == nil || *got.Value != want {
						t.Errorf("account %+v", got)
					}
				case got.Status != medelbot.Missing:
					t.Errorf("%s is %+v", key, got)
				}
			}
		})
	}
}

// What LibreOffice makes of the forms, filled in and as they are; README.txt
// tells how the files were made.
func TestFormsOfLibreOffice(t *testing.T) {
	cfg := formsConfig(t)
	for _, filled := range []bool{true, false} {
		folder := map[bool]string{true: "filled", false: "empty"}[filled]
		files, err := filepath.Glob(filepath.Join("testdata", "forms", folder, "*"))
		if err != nil || len(files) != 8 {
			t.Fatalf("%d files in %s (%v)", len(files), folder, err)
		}
		for _, path := range files {
			t.Run(folder+"/"+filepath.Base(path), func(t *testing.T) {
				data, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				subject, kind, wanted := "Ansökan", medelbot.Application, medelbot.AllElements[:7]
				if strings.HasPrefix(filepath.Base(path), "rapport") {
					subject, kind, wanted = "Rapport från testbädden", medelbot.Report, medelbot.ReportElements
				}
				// The name says nothing that the form does not.
				name := "blankett" + filepath.Ext(path)
				r := readForm(t, cfg, time.Date(2021, 5, 7, 10, 0, 0, 0, time.UTC), subject, forms.File{Name: name, Data: data})
				if r.Kind != kind || r.Complete == nil || *r.Complete != filled || r.Call != "patientkontrakt-2021" {
					t.Errorf("kind %s, complete %v, call %s", r.Kind, r.Complete, r.Call)
				}
				checkForm(t, r, wanted, func(medelbot.ElementKey) bool { return filled })
			})
		}
	}
}
