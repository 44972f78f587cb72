package parser_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"medelbot"
	"medelbot/parser"
)

const application = `Hej!

Region Halland ansöker om 50 000 kr till en testbädd inom Patientkontrakt.
`

// write makes a raw mail of header lines and a text.
func write(header, text string) []byte {
	if !strings.Contains(header, "Content-Type") {
		header += "Content-Type: text/plain; charset=utf-8\n"
	}
	return []byte(strings.ReplaceAll(header+"\n"+text, "\n", "\r\n"))
}

func read(t *testing.T, header, text string, opts parser.Options) medelbot.Reading {
	t.Helper()
	r, err := parser.Read(write(header, text), opts)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const from = "From: Siv Ek <siv.ek@regionhalland.se>\nTo: harald.gronqvist@skr.se\nSubject: Ansökan\n"

// The call is chosen by the day on which the mail came, in Sweden.
func TestCallByDate(t *testing.T) {
	const received = "Received: from a by mx.skr.se; "
	for _, test := range []struct {
		name, header string
		internal     time.Time
		call         string
		late         bool
	}{
		{"within", "Date: Tue, 4 May 2021 10:00:00 +0200\n", time.Time{}, "patientkontrakt-2021", false},
		{"first instant", "Date: Fri, 1 Jan 2021 00:00:00 +0100\n", time.Time{}, "patientkontrakt-2021", false},
		{"last instant", "Date: Fri, 31 Dec 2021 23:59:59 +0100\n", time.Time{}, "patientkontrakt-2021", false},
		{"new year in Sweden, not yet in London", "Date: Fri, 31 Dec 2021 23:30:00 +0000\n", time.Time{}, "patientkontrakt-2021", true},
		{"between the calls", "Date: Mon, 1 Jun 2020 10:00:00 +0200\n", time.Time{}, "patientkontrakt-2019", true},
		{"no date at all", "", time.Time{}, "patientkontrakt-2021", false},
		{"before any call", "Date: Mon, 3 Jun 2019 10:00:00 +0200\n", time.Time{}, "", false},
		{"no Date", received + "Tue, 4 May 2021 10:00:00 +0200\n", time.Time{}, "patientkontrakt-2021", false},
		{"Date a year off", received + "Tue, 4 May 2021 10:00:00 +0200\nDate: Mon, 4 May 2020 10:00:00 +0200\n", time.Time{}, "patientkontrakt-2021", false},
		{"Date six days off", received + "Tue, 4 Jan 2022 10:00:00 +0100\nDate: Wed, 29 Dec 2021 10:00:00 +0100\n", time.Time{}, "patientkontrakt-2021", false},
		{"the server knows better", "Date: Tue, 4 May 2021 10:00:00 +0200\n", time.Date(2022, 2, 1, 0, 0, 0, 0, time.UTC), "patientkontrakt-2021", true},
	} {
		opts := options(t)
		opts.Internal = test.internal
		r := read(t, from+test.header, application, opts)
		if r.Kind != medelbot.Application || r.Call != test.call || r.Has(medelbot.Late) != test.late {
			t.Errorf("%s: got %s %q late %v, want application %q late %v", test.name, r.Kind, r.Call, r.Has(medelbot.Late), test.call, test.late)
		}
	}
}

// Nobody is answered who cannot or should not be.
func TestReplyTo(t *testing.T) {
	const date = "Date: Tue, 4 May 2021 10:00:00 +0200\n"
	for _, test := range []struct {
		name, header, text string
		want               string
		reply              medelbot.LetterName
	}{
		{"the sender", from + date, application, "siv.ek@regionhalland.se", medelbot.AckIncomplete},
		{"Reply-To at home", from + date + "Reply-To: enheten@regionhalland.se\n", application, "enheten@regionhalland.se", medelbot.AckIncomplete},
		{"Reply-To elsewhere", from + date + "Reply-To: siv.ek@example.com\n", application, "siv.ek@regionhalland.se", medelbot.NoLetter},
		{"no sender", "To: harald.gronqvist@skr.se\nSubject: Ansökan\n" + date, application, "", medelbot.NoLetter},
		{
			"a copier", "From: kopiator@regionhalland.se\nTo: harald.gronqvist@skr.se\nSubject: Skannat\n" + date +
				"Content-Type: multipart/mixed; boundary=b\n",
			"--b\nContent-Type: text/plain\n\nSe ansökan.\n--b\nContent-Type: application/pdf; name=a.pdf\n\n%PDF\n--b--\n", "", medelbot.NoLetter,
		},
	} {
		r := read(t, test.header, test.text, options(t))
		if r.Kind != medelbot.Application || r.ReplyTo.Email != test.want || r.Reply != test.reply {
			t.Errorf("%s: got %s to %q with %s, want application to %q with %s", test.name, r.Kind, r.ReplyTo.Email, r.Reply, test.want, test.reply)
		}
	}
}

// Who applies, who gets the answer and which letter came back, mail by mail.
func TestAddresses(t *testing.T) {
	for _, test := range []struct {
		mail, applicant, replyTo, original string
		machine                            bool
	}{
		{mail: "app-stockholm-formell", applicant: "birgitta.wallmark@regionstockholm.se", replyTo: "birgitta.wallmark@regionstockholm.se"},
		{mail: "app-orebro-registrator-vidare", applicant: "peder.granlof@regionorebrolan.se", replyTo: "peder.granlof@regionorebrolan.se"},
		{mail: "app-dalarna-bifogat-mejl", applicant: "yvonne.backlund@regiondalarna.se", replyTo: "yvonne.backlund@regiondalarna.se"},
		{mail: "app-kollega-vidare", applicant: "greta.almkvist@skane.se", replyTo: "greta.almkvist@skane.se"},
		{mail: "app-apple-vidare", applicant: "rut.blad@regionhalland.se", replyTo: "rut.blad@regionhalland.se"},
		{mail: "app-gmail-vidare", applicant: "ove.stal@regiondalarna.se", replyTo: "ove.stal@regiondalarna.se"},
		{mail: "app-namn-utan-adress", replyTo: "loa.vinge@kronoberg.se"}, // the contact, for the block names no address
		{mail: "app-svar-till-egen-brevlada", applicant: "inez.frostberg@rjl.se", replyTo: "utveckling@rjl.se"},
		{mail: "app-svar-till-frammande", applicant: "tore.beckman@regionostergotland.se", replyTo: "tore.beckman@regionostergotland.se"},
		{mail: "app-kopiator", applicant: "kopiator.plan4@regionvarmland.se"},
		{mail: "app-webbformular", applicant: "noreply@regionblekinge.se", replyTo: "ulrika.mard@regionblekinge.se", machine: true},
		{mail: "app-regel-vidarebefordrar", applicant: "dag.hallin@regionstockholm.se", replyTo: "dag.hallin@regionstockholm.se", machine: true},
		{mail: "dsn-postfix", applicant: "MAILER-DAEMON@mx.skr.se", replyTo: "", original: "PK-2021-0050.ack_incomplete.1.q7w2@skr.se", machine: true},
		{mail: "dsn-exim-text", applicant: "Mailer-Daemon@relay.example", replyTo: "", original: "PK-2021-0052.status.1.m3m3@skr.se", machine: true},
	} {
		raw, err := os.ReadFile("testdata/mails/" + test.mail + ".eml")
		if err != nil {
			t.Fatal(err)
		}
		r, err := parser.Read(raw, options(t))
		if err != nil {
			t.Fatal(err)
		}
		if r.Applicant.Email != test.applicant || r.ReplyTo.Email != test.replyTo || r.Original != test.original || r.Machine != test.machine {
			t.Errorf("%s: got applicant %q, answer to %q, original %q, machine %v", test.mail, r.Applicant.Email, r.ReplyTo.Email, r.Original, r.Machine)
		}
	}
}

// A copy of a mail over another route is the same mail; other content is not.
func TestContentHash(t *testing.T) {
	base := from + "Date: Tue, 4 May 2021 10:00:00 +0200\nMessage-ID: <a@b>\n"
	one := read(t, "Received: from a by b; Tue, 4 May 2021 10:00:01 +0200\n"+base, application, options(t))
	two := read(t, "Delivered-To: someone\n"+base, application, options(t))
	other := read(t, base, application+"\nOch 1 kr till.\n", options(t))
	if one.ContentHash != two.ContentHash || one.ContentHash == other.ContentHash {
		t.Error("copies over two routes must have one hash, other content another")
	}
}

// An identity number is flagged, and hidden in what is kept for search.
func TestPersonnummerIsMasked(t *testing.T) {
	r := read(t, from+"Date: Tue, 4 May 2021 10:00:00 +0200\n", application+"\nPatienten 19121212-1212 väntade länge.\n", options(t))
	if !r.Has(medelbot.Personnummer) || strings.Contains(r.Text, "1212-1212") {
		t.Errorf("warnings %v, text %q", r.Warnings, r.Text)
	}
}

// Each of the odd mails of package message is read to its end: what it says is
// found whatever its header, character set or encoding is.
func TestOddMail(t *testing.T) {
	files, err := filepath.Glob("message/testdata/*.eml")
	if err != nil || len(files) < 25 {
		t.Fatalf("message/testdata holds %d mails (%v)", len(files), err)
	}
	unreadable := map[string]bool{"broken-base64.eml": true, "html-charset-in-meta.eml": true} // they hold other words, or a part of them
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		r, err := parser.Read(raw, options(t))
		if err != nil {
			t.Errorf("%s: %v", file, err)
		}
		if !unreadable[filepath.Base(file)] && !strings.Contains(r.Text, "Vi söker 50 000 kr för åtta träffar.") {
			t.Errorf("%s: %q", file, r.Text)
		}
	}
}

// usualMail is a mail of about 60 KB as Outlook writes it: a text, the same as
// HTML, and under both the thread that it answers.
func usualMail() []byte {
	own := application + "\nPengarna ska användas till: två dagars utbildning.\nÖnskade effekter: att patienten vet vem hon kan ringa.\n" +
		"Kontaktperson för uppföljning: Siv Ek, siv.ek@regionhalland.se, 070-174 06 05\nBankgiro: 512-0334\n\nVänliga hälsningar\nSiv Ek\n"
	var thread, rich strings.Builder
	for i := range 12 {
		fmt.Fprintf(&thread, "\nFrån: Harald Grönqvist <harald.gronqvist@skr.se>\nSkickat: den %d maj 2021 09:15\nTill: Siv Ek\nÄmne: Nätverket\n\n", i+1)
		for range 16 {
			thread.WriteString("Vi ses i nätverket på torsdag och pratar om vad som har hänt sedan sist, ta gärna med era frågor.\n")
		}
	}
	for line := range strings.Lines(own + thread.String()) {
		rich.WriteString("<p class=\"MsoNormal\">" + strings.TrimSpace(line) + "<o:p></o:p></p>\n")
	}
	header := from + "Date: Tue, 4 May 2021 10:00:00 +0200\nMessage-ID: <a@b>\nContent-Type: multipart/alternative; boundary=b\n"
	return write(header, "--b\nContent-Type: text/plain; charset=utf-8\n\n"+own+thread.String()+
		"\n--b\nContent-Type: text/html; charset=utf-8\n\n<html><body>"+rich.String()+"</body></html>\n--b--\n")
}

func BenchmarkRead(b *testing.B) {
	raw := usualMail()
	opts := options(b)
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := parser.Read(raw, opts); err != nil {
			b.Fatal(err)
		}
	}
}

// The mail of the benchmark must be an application, or its figure means
// nothing.
func TestUsualMail(t *testing.T) {
	raw := usualMail()
	r, err := parser.Read(raw, options(t))
	if err != nil {
		t.Fatal(err)
	}
	if r.Kind != medelbot.Application || len(raw) < 45_000 || len(raw) > 70_000 || !bytes.Contains(raw, []byte("MsoNormal")) {
		t.Errorf("%d bytes, %s, %v", len(raw), r.Kind, r.Why)
	}
}

// Who says that something is attached, and attaches nothing, hears of it.
func TestForgottenAttachment(t *testing.T) {
	for _, test := range []struct {
		name, text, rest string
		want             bool
	}{
		{"promised", "Region Kronoberg söker medel till testbädd Patientkontrakt. Ansökan bifogas.", "", true},
		{"not spoken of", "Region Kronoberg söker 50 000 kr till testbädd Patientkontrakt för att hålla kurser.", "", false},
		{"there", "Region Kronoberg söker medel till testbädd Patientkontrakt. Ansökan bifogas.",
			"--b\nContent-Type: text/plain; name=ansokan.txt\nContent-Disposition: attachment; filename=ansokan.txt\n\nSumma: 50 000 kr\n", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := read(t, from+"Date: Mon, 17 May 2021 10:00:00 +0200\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n",
				"--b\nContent-Type: text/plain; charset=utf-8\n\n"+test.text+"\n"+test.rest+"--b--\n", options(t))
			if r.Kind != medelbot.Application || r.Forgotten != test.want {
				t.Errorf("%s, forgotten %t", r.Kind, r.Forgotten)
			}
		})
	}
}
