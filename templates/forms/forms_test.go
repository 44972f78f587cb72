package forms

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"medelbot"
	"medelbot/templates"
)

var day = time.Date(2021, 12, 31, 23, 59, 59, 0, time.UTC)

// hard is a call whose texts try to break out of their places.
func hard() medelbot.Call {
	return medelbot.Call{
		ID: "x", Name: `<Vård> & "vänta": å/ä\ö` + "\x00\ufffe", Closes: day, ReportDue: day, Cap: 100000, CapPer: medelbot.CapPerRegion,
		Elements: medelbot.AllElements[:7], Optional: medelbot.AllElements[7:10],
		Contacts: []medelbot.Person{{Name: "Siv <b>", Addresses: []string{"siv@example.org"}, Phone: "08-465 004 13"}, {Name: "Bo & Co"}},
	}
}

func fund() Fund {
	return Fund{Organisation: "Sjukvård & Co", Address: "fonden@example.org", Zone: time.UTC,
		Coordinators: []medelbot.Person{{Name: "Ulla Rask", Addresses: []string{"ulla@example.org"}}}}
}

// unpack reads a document's parts, in their order.
func unpack(t *testing.T, data []byte) (names []string, parts map[string]string) {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts = map[string]string{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		names, parts[f.Name] = append(names, f.Name), string(text)
	}
	return names, parts
}

// Whatever the configuration says, the parts are XML, and the same form gives
// the same bytes.
func TestWellFormed(t *testing.T) {
	for _, form := range fund().All([]medelbot.Call{hard(), {ID: "y", Name: "Tom"}}) {
		for _, format := range Formats() {
			file, err := form.File(format)
			if err != nil {
				t.Fatal(err)
			}
			again, err := form.File(format)
			if err != nil || !bytes.Equal(file.Data, again.Data) {
				t.Errorf("%s is written in two ways (%v)", file.Name, err)
			}
			names, parts := unpack(t, file.Data)
			if first := map[Format]string{DOCX: "[Content_Types].xml", ODT: "mimetype"}[format]; names[0] != first {
				t.Errorf("%s begins with %s, want %s", file.Name, names[0], first)
			}
			for name, text := range parts {
				if name == "mimetype" {
					continue
				}
				if !strings.HasPrefix(text, "<?xml ") {
					t.Errorf("%s: %s does not begin as XML", file.Name, name)
				}
				d := xml.NewDecoder(strings.NewReader(text))
				for {
					if _, err := d.Token(); errors.Is(err, io.EOF) {
						break
					} else if err != nil {
						t.Fatalf("%s: %s: %v", file.Name, name, err)
					}
				}
			}
		}
	}
}

// OpenDocument is told by its first part, which is neither packed nor has an
// extra field (part 3, 3.3).
func TestODTIsToldByItsBeginning(t *testing.T) {
	file, err := fund().Application(hard()).File(ODT)
	if err != nil {
		t.Fatal(err)
	}
	if want := "mimetypeapplication/vnd.oasis.opendocument.text"; string(file.Data[30:30+len(want)]) != want {
		t.Errorf("the file begins with %q", file.Data[:90])
	}
}

// A person who cannot see the form is told its language, its title and which
// row is the head of the table; a program finds each answer by its tag.
func TestAccessible(t *testing.T) {
	form := fund().Application(hard())
	for format, wanted := range map[Format]map[string][]string{
		DOCX: {
			"docProps/core.xml": {"<dc:title>Ansökan – &lt;Vård&gt; &amp; ", "<dc:language>sv-SE</dc:language>"},
			"word/styles.xml":   {`w:lang w:val="sv-SE"`, `w:styleId="Heading1"`},
			"word/document.xml": {"<w:tblHeader/>", `<w:pStyle w:val="Heading1"/>`, `w:firstColumn="1"`, "<w:tblCaption ",
				`<w:tag w:val="amount"/>`, `<w:tag w:val="contact.email"/>`, `<w:alias w:val="Önskade effekter"/>`},
		},
		ODT: {
			"meta.xml":    {"<dc:title>Ansökan – ", "<dc:language>sv-SE</dc:language>"},
			"styles.xml":  {`fo:language="sv" fo:country="SE"`},
			"content.xml": {"<table:table-header-rows>", `text:outline-level="1"`, `text:description="Önskade effekter"`},
		},
	} {
		file, err := form.File(format)
		if err != nil {
			t.Fatal(err)
		}
		_, parts := unpack(t, file.Data)
		for name, texts := range wanted {
			for _, text := range texts {
				if !strings.Contains(parts[name], text) {
					t.Errorf("%s of the %s lacks %q", name, format, text)
				}
			}
		}
	}
}

func TestIntro(t *testing.T) {
	for _, c := range []struct {
		name string
		fund Fund
		form func(Fund) Form
		want []string
	}{
		{"a call that names people", fund(), func(f Fund) Form { return f.Application(hard()) },
			[]string{"Mejla sedan blanketten till fonden@example.org senast 31\u00a0december\u00a02021.", "Siv <b> (siv@example.org, 08-465 004 13) eller Bo & Co."}},
		{"one that names nobody", fund(), func(f Fund) Form { return f.Report(medelbot.Call{Name: "Tom"}) },
			[]string{"Mejla sedan blanketten till fonden@example.org.", "Ulla Rask (ulla@example.org)."}},
		{"no address", Fund{Zone: time.UTC}, func(f Fund) Form { return f.Report(hard()) },
			[]string{"Skicka sedan in blanketten senast 31\u00a0december\u00a02021."}},
	} {
		intro := strings.Join(c.form(c.fund).Intro, "\n")
		for _, want := range c.want {
			if !strings.Contains(intro, want) {
				t.Errorf("%s: %q lacks %q", c.name, intro, want)
			}
		}
	}
}

// A form asks for all that its call wants, in the words of the letters, so that
// a person finds again in the form what a letter asks for.
func TestRows(t *testing.T) {
	call := hard()
	call.Elements = medelbot.AllElements
	call.Optional = nil
	phrases, err := templates.Load("")
	if err != nil {
		t.Fatal(err)
	}
	var lacking []templates.Element
	for _, key := range medelbot.AllElements {
		lacking = append(lacking, templates.Element{Key: key, Status: medelbot.Missing})
	}
	letter, err := phrases.Render(templates.AckIncompleteView{Lacking: lacking})
	if err != nil {
		t.Fatal(err)
	}
	var tags []string
	for _, r := range fund().Application(call).Rows {
		tags = append(tags, r.Tag)
		if r.Label == "" || !strings.Contains(r.Tag, ".") && !strings.Contains(letter.Text, r.Label) {
			t.Errorf("the letters do not say %q", r.Label)
		}
	}
	for _, key := range medelbot.AllElements {
		if !slices.Contains(tags, string(key)) {
			t.Errorf("no row asks for %s", key)
		}
	}
}

func TestAmountHint(t *testing.T) {
	for want, call := range map[string]medelbot.Call{
		"i hela kronor":                        {},
		"högst 50\u00a0000\u00a0kr":            {Cap: 50000, CapPer: medelbot.CapPerApplication},
		"högst 50\u00a0000\u00a0kr per region": {Cap: 50000, CapPer: medelbot.CapPerRegion},
	} {
		if got := amountHint(call); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestFileName(t *testing.T) {
	for name, want := range map[string]string{
		"Ansökan Testbädd 2021":  "Ansökan Testbädd 2021",
		"../../etc/passwd":       ".. .. etc passwd",
		`A:\B*C?"D"<E>|F`:        "A B C D E F",
		"slutar. på punkt. ":     "slutar. på punkt",
		"rad\r\n  två\x00":       "rad två",
		strings.Repeat("å", 300): strings.Repeat("å", 100),
	} {
		if got := fileName(name); got != want {
			t.Errorf("fileName(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestAllNamesDiffer(t *testing.T) {
	var names []string
	for _, form := range fund().All([]medelbot.Call{{ID: "a", Name: "Testbädd"}, {ID: "b", Name: "Testbädd"}}) {
		names = append(names, form.Name)
	}
	if want := []string{"Ansökan Testbädd", "Rapport Testbädd", "Ansökan Testbädd b", "Rapport Testbädd b"}; !slices.Equal(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
}
