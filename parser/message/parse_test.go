package message

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"medelbot"
)

// Each file in testdata shows one oddity; its line in the table says which.
func TestParseOddMail(t *testing.T) {
	const text = "Vi söker 50 000 kr för åtta träffar."
	tests := []struct {
		file    string
		subject string
		from    medelbot.Address
		text    string // within the text of the first text part
		name    string // of the first part with a file name
		data    string // of that part
		fault   string // within one of the faults; "" for none at all
	}{
		{file: "header-line-without-colon.eml", subject: "Ansökan", from: medelbot.Address{Name: "Åsa Öst", Email: "asa.ost@region.example"}, text: text, fault: "without a colon"},
		{file: "mbox-from-line.eml", subject: "Ansökan", from: medelbot.Address{Email: "asa.ost@region.example"}, text: text},
		{file: "raw-8bit-header-latin1.eml", subject: "Ansökan från Åsa", from: medelbot.Address{Name: "Åsa Öst", Email: "asa.ost@region.example"}, text: text, fault: "character set"},
		{file: "latin1-labelled-utf8.eml", subject: "Ansökan", from: medelbot.Address{Email: "asa.ost@region.example"}, text: text, fault: "character set"},
		{file: "utf8-labelled-latin1.eml", subject: "Ansökan", from: medelbot.Address{Email: "asa.ost@region.example"}, text: text, fault: "declared as iso-8859-1"},
		{file: "unknown-charset.eml", subject: "Ansökan", from: medelbot.Address{Email: "asa.ost@region.example"}, text: text, fault: "unknown character set x-hemlig"},
		{file: "broken-base64.eml", subject: "Ansökan", from: medelbot.Address{Email: "asa.ost@region.example"}, text: "Vi söker", fault: "damaged base64"},
		{file: "truncated-base64.eml", subject: "Ansökan", from: medelbot.Address{Email: "asa.ost@region.example"}, text: text, name: "ansökan.txt", data: "Vi söker 50 000", fault: "ends too early"},
		{file: "wrong-boundary.eml", subject: "Ansökan", from: medelbot.Address{Email: "asa.ost@region.example"}, text: text, name: "budget.csv", data: "film;20000", fault: "wrong boundary"},
		{file: "missing-boundary.eml", subject: "Ansökan", from: medelbot.Address{Email: "asa.ost@region.example"}, text: text, name: "budget.csv", data: "film;20000", fault: "wrong boundary"},
		{file: "missing-content-type.eml", subject: "Ansökan", from: medelbot.Address{Email: "asa.ost@region.example"}, text: text, name: "budget.csv", data: "film;20000", fault: "does not say"},
		{file: "no-end.eml", subject: "Ansökan", from: medelbot.Address{Email: "asa.ost@region.example"}, text: text, name: "budget.csv", data: "film;20", fault: "end of a multipart"},
		{file: "rfc2231-in-pieces.eml", subject: "Ansökan", from: medelbot.Address{Email: "asa.ost@region.example"}, text: text, name: "ansökan från åtta vårdcentraler.csv", data: "x"},
		{file: "unquoted-filename.eml", subject: "Ansökan", from: medelbot.Address{Email: "asa.ost@region.example"}, text: text, name: "budget åtta träffar.csv", data: "x"},
		{file: "encoded-word-filename.eml", subject: "Ansökan", from: medelbot.Address{Email: "asa.ost@region.example"}, text: text, name: "ansökan.csv", data: "x"},
		{file: "no-from.eml", subject: "Ansökan", text: text},
		{file: "no-header.eml", text: text, fault: "no header"},
		{file: "no-empty-line.eml", subject: "Ansökan", from: medelbot.Address{Email: "asa.ost@region.example"}, text: text, fault: "no empty line"},
		{file: "bare-cr.eml", subject: "Ansökan", from: medelbot.Address{Email: "asa.ost@region.example"}, text: text},
		{file: "bare-cr-in-header.eml", subject: "Ansökan", from: medelbot.Address{Email: "asa.ost@region.example"}, text: text},
		{file: "nul-bytes.eml", subject: "Ansökan", from: medelbot.Address{Email: "asa.ost@region.example"}, text: text, fault: "NUL"},
		{file: "comma-in-name.eml", subject: "Ansökan", from: medelbot.Address{Name: "Öst, Åsa", Email: "asa.ost@region.example"}, text: text},
		{file: "split-character-in-words.eml", subject: "Ansökan från Åsa", from: medelbot.Address{Name: "Åsa Öst", Email: "asa.ost@region.example"}, text: text},
		{file: "absurd-date.eml", subject: "Ansökan", from: medelbot.Address{Email: "asa.ost@region.example"}, text: text},
		{file: "flowed.eml", subject: "Ansökan", from: medelbot.Address{Email: "asa.ost@region.example"}, text: text + "\n\n> En fråga som går över två rader?\n>> äldre\n-- \nÅsa\n"},
		{file: "html-charset-in-meta.eml", subject: "Ansökan", from: medelbot.Address{Email: "asa.ost@region.example"}, text: "Łódź"},
		{file: "footer-below-base64.eml", subject: "Ansökan", from: medelbot.Address{Email: "asa.ost@region.example"}, text: text, fault: "damaged base64"},
	}
	for _, test := range tests {
		t.Run(test.file, func(t *testing.T) {
			raw, err := os.ReadFile(filepath.Join("testdata", test.file))
			if err != nil {
				t.Fatal(err)
			}
			m := Parse(raw)
			if m.Subject != test.subject {
				t.Errorf("Subject = %q, want %q", m.Subject, test.subject)
			}
			var from medelbot.Address
			if len(m.From) > 0 {
				from = m.From[0]
			}
			if from != test.from {
				t.Errorf("From = %+v, want %+v", m.From, test.from)
			}
			if got := firstText(m); !strings.Contains(got, test.text) {
				t.Errorf("text = %q, want %q in it", got, test.text)
			}
			if part := namedPart(m); part.Name != test.name || !strings.HasPrefix(string(part.Data), test.data) {
				t.Errorf("part = %q with %q, want %q with %q", part.Name, part.Data, test.name, test.data)
			}
			if got := strings.Join(m.Faults, "; "); !strings.Contains(got, test.fault) || (test.fault == "") != (got == "") {
				t.Errorf("Faults = %q, want %q", got, test.fault)
			}
		})
	}
}

func firstText(m *Message) string {
	for _, p := range m.Parts {
		if strings.HasPrefix(p.Type, "text/") {
			return p.Text
		}
	}
	return ""
}

func namedPart(m *Message) Part {
	for _, p := range m.Parts {
		if p.Name != "" {
			return p
		}
	}
	return Part{}
}

func TestParseTree(t *testing.T) {
	m := Parse([]byte(`Return-Path: <>
Received: from a by b; Mon, 3 May 2021 10:15:00 +0200
Received: from c by a; no date
From: a@region.example
To: "Berg, Eva" <eva@region.example>, undisclosed-recipients:;
Message-ID: <1@region.example>
In-Reply-To: <2@fond.example>
References: <3@fond.example>
 <2@fond.example>
Date: mån, 3 May 2021 10:15:00 +0200
Content-Type: multipart/mixed; boundary=x

preamble
--x
Content-Type: multipart/alternative; boundary=xx

--xx

Hej
--xx
Content-Type: text/html; charset=utf-8

<p>Hej
--xx--
--x
Content-Type: image/png; name=a.png
Content-ID: <image1@region.example>
Content-Disposition: inline

png
--x
Content-Type: message/rfc822

Subject: Inre
Content-Type: multipart/mixed; boundary=y

--y

Ansökan
--y--
--x--
epilogue
`))
	var got []string
	for _, p := range m.Parts {
		got = append(got, fmt.Sprintf("%s %s %d %q %s", p.Path, p.Type, p.Alternative, p.Text, p.ContentID))
	}
	want := []string{`1.1 text/plain 1 "Hej" `, `1.2 text/html 1 "<p>Hej" `, `2 image/png 0 "" image1@region.example`, `3 message/rfc822 0 "" `}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("parts = %q, want %q", got, want)
	}
	if inner := m.Parts[3].Inner; inner == nil || inner.Subject != "Inre" || firstText(inner) != "Ansökan" {
		t.Errorf("inner = %+v", inner)
	}
	if !m.HasReturnPath || m.ReturnPath != "" {
		t.Errorf("ReturnPath = %q, %t; want the null sender", m.ReturnPath, m.HasReturnPath)
	}
	if len(m.Received) != 2 || m.Received[0].IsZero() || !m.Received[1].IsZero() {
		t.Errorf("Received = %v", m.Received)
	}
	if m.Date.IsZero() || m.MessageID != "1@region.example" || len(m.References) != 2 || m.InReplyTo[0] != "2@fond.example" {
		t.Errorf("Date %v, MessageID %q, References %q, InReplyTo %q", m.Date, m.MessageID, m.References, m.InReplyTo)
	}
	if len(m.To) != 1 || m.To[0] != (medelbot.Address{Name: "Berg, Eva", Email: "eva@region.example"}) {
		t.Errorf("To = %+v", m.To)
	}
}

// hostile builds mails that break readers which trust their input.
func hostile() map[string][]byte {
	nested := "From: a@region.example\nSubject: x\n"
	for i := range 60 {
		nested += fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
	}
	enclosed := strings.Repeat("Subject: x\nContent-Type: message/rfc822\n\n", 60)
	many := "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\n\nx\n", 100_000) + "--b--\n"
	same := "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\nContent-Type: multipart/mixed; boundary=b\n\n", 5000)
	return map[string][]byte{
		"60 levels":                  []byte(nested + "\nHej"),
		"60 enclosed messages":       []byte(enclosed + "\nHej"),
		"100 000 parts":              []byte(many),
		"the same boundary 5 000":    []byte(same),
		"a line of 1 MB":             []byte("Subject: x\n\n" + strings.Repeat("x", 1<<20)),
		"a header line of 100 KB":    []byte("Subject: " + strings.Repeat("x ", 50_000) + "\n\nHej"),
		"a header line of 4 MB":      []byte("Subject: " + strings.Repeat("x ", 2<<20) + "\n\nHej"),
		"a header of 100 000 fields": []byte(strings.Repeat("X-A: b\n", 100_000) + "\nHej"),
		"100 000 folded lines":       []byte("Subject: x\n" + strings.Repeat(" y\n", 100_000) + "\nHej"),
		"100 000 lines of no header": []byte("Subject: x\n" + strings.Repeat("no colon\n", 100_000) + "X-A: b\n\nHej"),
		"only CR":                    bytes.Repeat([]byte("\r"), 1<<20),
		"CR in one header line":      append([]byte("Subject: x"), bytes.Repeat([]byte("\ry"), 1<<19)...),
		"only NUL":                   make([]byte, 1<<20),
		"encoded words":              []byte("Subject: " + strings.Repeat("=?utf-8?q?x?= ", 50_000) + "\n\nHej"),
		"halves of encoded words":    []byte("Subject: " + strings.Repeat("=?", 400_000) + "\n\nHej"),
		"addresses":                  []byte("From: " + strings.Repeat("a <a@region.example>, ", 40_000) + "\n\nHej"),
		"commas":                     []byte("From: " + strings.Repeat("a,", 400_000) + "\n\nHej"),
		"open brackets":              []byte("From: " + strings.Repeat("(<\"", 300_000) + "\n\nHej"),
		"parameters":                 []byte("Content-Type: text/plain" + strings.Repeat("; a*0*=x", 100_000) + "\n\nHej"),
		"boundaries that are none":   []byte("Subject: x\nContent-Type: multipart/mixed\n\n" + strings.Repeat("--b\n", 200_000)),
		"base64 of rubbish":          []byte("Subject: x\nContent-Transfer-Encoding: base64\n\n" + strings.Repeat("====a\n", 200_000)),
		"equal signs":                []byte("Subject: x\nContent-Transfer-Encoding: quoted-printable\n\n" + strings.Repeat("=", 1<<20)),
		"quote marks flowed":         []byte("Subject: x\nContent-Type: text/plain; format=flowed\n\n" + strings.Repeat(">", 1<<20)),
	}
}

// Memory is counted, as all that is ever allocated; time is bounded by the
// limit of the test run.
func TestParseHostileMail(t *testing.T) {
	const most = 64 << 20
	for name, raw := range hostile() {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			m := Parse(raw)
			runtime.ReadMemStats(&after)
			if n := countParts(m); n > maxParts {
				t.Errorf("%d parts", n)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > most {
				t.Errorf("%d MiB allocated", used>>20)
			}
		})
	}
}

func countParts(m *Message) int {
	n := len(m.Parts)
	for _, p := range m.Parts {
		if p.Inner != nil {
			n += countParts(p.Inner)
		}
	}
	return n
}

// usual is a mail of 60 KB as Outlook sends it.
func usual() []byte {
	line := "<p class=3D\"MsoNormal\">Vi s=C3=B6ker medel f=C3=B6r tr=C3=A4ffar d=C3=A4r =\npatienter och personal skriver planen tillsammans.<o:p></o:p></p>\n"
	return []byte("Received: from a.example by b.example; Mon, 3 May 2021 10:15:00 +0200\n" +
		strings.Repeat("X-Filter: nothing was found here\n", 40) +
		"From: =?utf-8?q?=C3=85sa_=C3=96st?= <asa.ost@region.example>\nTo: fond@fond.example\nSubject: =?utf-8?q?Ans=C3=B6kan?=\n" +
		"Date: Mon, 3 May 2021 10:15:00 +0200\nContent-Type: multipart/alternative; boundary=b\n\n--b\n" +
		"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n" + strings.Repeat("Vi s=C3=B6ker medel f=C3=B6r tr=C3=A4ffar.\n", 250) +
		"--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n" + strings.Repeat(line, 320) + "--b--\n")
}

func BenchmarkParse(b *testing.B) {
	raw := usual()
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(raw)
	}
}

func BenchmarkContentHash(b *testing.B) {
	m := Parse(usual())
	for b.Loop() {
		m.ContentHash()
	}
}

func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/*.eml")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		m := Parse(raw)
		if n := countParts(m); n == 0 || n > maxParts {
			t.Errorf("%d parts", n)
		}
		// What is decoded is no more than what came; of text, the rarest
		// character sets take four bytes for one.
		data, text := checkMessage(t, m)
		if data > len(raw) || text > 4*len(raw) {
			t.Errorf("%d bytes of mail give %d of data and %d of text", len(raw), data, text)
		}
		again := Parse(raw)
		if m.ContentHash() != again.ContentHash() || !reflect.DeepEqual(m, again) {
			t.Error("two readings differ")
		}
	})
}

// checkMessage checks what every room relies on, and counts bytes.
func checkMessage(t *testing.T, m *Message) (data, text int) {
	t.Helper()
	strs := append([]string{m.Subject, m.MessageID, m.ReturnPath}, slices.Concat(m.InReplyTo, m.References, m.Faults)...)
	for _, a := range slices.Concat(m.From, m.Sender, m.ReplyTo, m.To, m.Cc) {
		strs = append(strs, a.Name, a.Email)
	}
	for _, field := range m.Fields {
		strs = append(strs, field.Value)
	}
	paths := map[string]bool{}
	for _, p := range m.Parts {
		if paths[p.Path] {
			t.Errorf("two parts at %s", p.Path)
		}
		paths[p.Path] = true
		strs = append(strs, p.Text, p.Name, p.ContentID)
		text += len(p.Text)
		if p.Inner == nil {
			data += len(p.Data)
			continue
		}
		d, x := checkMessage(t, p.Inner)
		data, text = data+d, text+x
	}
	for _, s := range strs {
		if !utf8.ValidString(s) {
			t.Errorf("%q is no UTF-8", s)
		}
	}
	return data, text
}
