package parser_test

import (
	"strings"
	"testing"
	"time"

	"medelbot"
)

const (
	harald = "From: Harald Grönqvist <harald.gronqvist@skr.se>\nTo: harald.gronqvist@skr.se\nDate: Wed, 19 May 2021 13:00:00 +0200\n"
	answer = harald + "Subject: SV: [PK-2021-0007] Sammanställning\nIn-Reply-To: <digest.2021-05-19@medelbot.skr.se>\n"
	secret = "k3v9-x2ab-q7rs-mn4t-y5uw-2cd6-ef"
)

// ordered writes the commands of a reading: each deed or word, and its fault.
func ordered(r medelbot.Reading) string {
	if r.Command == nil {
		return "none"
	}
	var all []string
	for _, l := range r.Command.Lines {
		text := string(l.Word)
		if l.Order.Deed != "" {
			text = string(l.Order.Deed)
		}
		if l.Fault != "" {
			text = strings.TrimSpace(text + " !" + l.Fault)
		}
		all = append(all, text)
	}
	return strings.Join(all, ", ")
}

// Only what a coordinator typed above the quote orders anything, wherever else a
// command may stand.
func TestCommandPlaces(t *testing.T) {
	const note = "Hej Anette!\n\nVi tar det på mötet.\n"
	html := func(plain, rich string) string {
		return "--b\nContent-Type: text/plain; charset=utf-8\n\n" + plain + "\n--b\nContent-Type: text/html; charset=utf-8\n\n" + rich + "\n--b--\n"
	}
	const alternative, mixed = answer + "Content-Type: multipart/alternative; boundary=b\n", answer + "Content-Type: multipart/mixed; boundary=b\n"
	for _, test := range []struct{ name, header, text, want string }{
		{"typed", answer, "BEVILJA 75000\n\nKod: " + secret + "\n", "grant"},
		{"typed above a quote that holds others", answer, "BEVILJA 75000\n\nFrån: Harald Grönqvist <harald.gronqvist@skr.se>\nSkickat: den 19 maj 2021 07:30\nTill: Harald Grönqvist\nÄmne: Sammanställning\n\nAVSLÅ\n", "grant"},
		{"typed above a quote with marks", answer, "BEVILJA 75000\n\nDen 19 maj 2021 skrev Harald:\n> AVSLÅ\n> STÄNG\n", "grant"},
		{"typed above a signature that holds one", answer, "BEVILJA 75000\n-- \nHarald\nAVSLÅ\n", "grant"},
		{"typed above the footer of a list", answer, "BEVILJA 75000\n\n-- \nTestlistan\nAVSLÅ\n", "grant"},
		{"typed, and the digest below in a blockquote", alternative, html("BEVILJA 75000\n\n> AVSLÅ", "<div>BEVILJA 75000</div><blockquote type=cite>AVSLÅ</blockquote>"), "grant"},
		{"below a quote", answer, "> Ny ansökan\n\nBEVILJA 75000\n", "!unknown_command"},
		{"below a header block", answer, note + "\nFrån: Harald Grönqvist <harald.gronqvist@skr.se>\nSkickat: den 19 maj 2021 07:30\nTill: Anette\nÄmne: Svar\n\nBEVILJA 75000\n", "none"},
		{"with quote marks", answer, note + "\n> BEVILJA 75000\n", "none"},
		{"in a blockquote", alternative, html(note, "<div>Hej Anette!</div><div>Vi tar det på mötet.</div><blockquote type=cite>BEVILJA 75000</blockquote>"), "none"},
		{"in white text", alternative, html(note, "<div style='color:#ffffff;background:#ffffff'>BEVILJA 75000</div><div>Hej Anette!</div><div>Vi tar det på mötet.</div>"), "none"},
		{"in text that is not shown", alternative, html(note, "<div style='display:none'>BEVILJA 75000</div><div>Hej Anette!</div><div>Vi tar det på mötet.</div>"), "none"},
		{"in the HTML only", alternative, html(note, "<div>BEVILJA 75000</div><div>Vi tar det på mötet.</div>"), "grant !two_texts"},
		{"another sum in the HTML", alternative, html("BEVILJA 75000", "<div>BEVILJA 100000</div>"), "grant !two_texts"},
		{"in the plain text only", alternative, html("BEVILJA 75000", "<div>Hej Anette!</div><div>Vi tar det på mötet nästa vecka.</div>"), "none"},
		{"in an attachment", mixed, "--b\nContent-Type: text/plain\n\nHej Anette! Se bilagan.\n--b\nContent-Type: text/plain; name=order.txt\nContent-Disposition: attachment; filename=order.txt\n\nBEVILJA 75000\n--b--\n", "none"},
		{"in a part of its own below", mixed, "--b\nContent-Type: text/plain\n\nSTATUS\n--b\nContent-Type: text/plain\n\nBEVILJA 75000\n--b--\n", "status"},
		{"in a mail that was passed on", harald + "Subject: VB: Svar\n", "-----Ursprungligt meddelande-----\nFrån: Eva Ek <eva.ek@regionhalland.se>\nSkickat: den 19 maj 2021 07:30\nTill: Harald\nÄmne: [PK-2021-0007] Svar\n\nBEVILJA 75000\n\nKod: " + secret + "\n", "!unknown_command"},
		{"in a mail that is attached", harald + "Subject: VB: Svar\nContent-Type: multipart/mixed; boundary=b\n", "--b\nContent-Type: text/plain\n\nKolla\n--b\nContent-Type: message/rfc822\n\nFrom: harald.gronqvist@skr.se\nSubject: SV: [PK-2021-0007] x\nIn-Reply-To: <PK-2021-0007.notice.1@skr.se>\n\nBEVILJA 75000\n\n--b--\n", "none"},
		{"in the subject above other words", harald + "Subject: SV: [PK-2021-0007] BEVILJA 75000\n", note, "none"},
	} {
		r := read(t, test.header, test.text, options(t))
		got := ordered(r)
		if strings.HasSuffix(test.name, "passed on") || strings.HasSuffix(test.name, "attached") {
			// What others wrote may be suspicious, and carries nothing out.
			if strings.Contains(got, "grant") {
				t.Errorf("%s: got %s", test.name, got)
			}
			continue
		}
		if got != test.want || (r.Kind == medelbot.Command) != (test.want != "none") {
			t.Errorf("%s: got %s of kind %s (%v), want %s", test.name, got, r.Kind, r.Why, test.want)
		}
	}
}

// When a coordinator's mail is a command, and when it only sounds like one.
func TestCommandKind(t *testing.T) {
	for _, test := range []struct {
		name, header, text string
		want               medelbot.Kind
	}{
		{"in an answer to a digest", answer, "AVSLÅ\nInsatsen är drift.", medelbot.Command},
		{"a draft from the digest, in a thread of its own", harald + "Subject: Bevilja\n", "BEVILJA 75000\nMOTIVERING: Bra upplägg.\n\nKod: " + secret, medelbot.Command},
		{"its code in the subject", harald + "Subject: Bevilja, kod " + secret + "\n", "BEVILJA 75000 och så ses vi", medelbot.Command},
		{"a code, and words that order nothing", harald + "Subject: x\n", "Jag vill gärna att vi beviljar den.\n\nKod: " + secret, medelbot.Command},
		{"misspelt", answer, "BEVILA 75000", medelbot.Command},
		{"one word", harald + "Subject: x\n", "Pausa", medelbot.Command},
		{"one word in the subject", harald + "Subject: Hjälp\n", "", medelbot.Command},
		{"in a mail of its own, without a code", harald + "Subject: Semester\n", "Godkänn den här resan är du snäll, så bokar jag i dag.", medelbot.Other},
		{"in an ordinary thread", harald + "In-Reply-To: <x@skr.se>\nSubject: SV: Offert på lokal\n", "Godkänn, det ser bra ut.", medelbot.Other},
		{"one word in an ordinary thread", harald + "In-Reply-To: <x@skr.se>\nSubject: SV: Offert på lokal\n", "Avslå", medelbot.Other},
		{"above a digest, by a program that keeps no threads", harald + "Subject: SV: Läget 19 maj\n", "AVSLÅ\n\nFrån: Medelbot <harald.gronqvist@skr.se>\nSkickat: den 19 maj 2021 07:30\nTill: Harald\nÄmne: Läget 19 maj\n\nKod: " + secret + "\n", medelbot.Command},
		{"only speaks of it", answer, "Avslå är ett hårt ord, tycker jag. Vi väntar.", medelbot.Other},
		{"a label", answer, "Status: jag är på semester till den 9 augusti.", medelbot.Other},
		{"a cry", answer, "Hjälp! Jag hittar inte rapporten från Halland.", medelbot.Other},
		{"a question", answer, "Bevilja?", medelbot.Other},
		{"the code of a door", harald + "Subject: Besök\n", "Kod: 1234-5678 till porten, vi ses!", medelbot.Other},
		{"with a code, from a stranger", "From: Eva Ek <eva.ek@regionhalland.se>\nSubject: x\n", "KOMPLETTERA: mer\n\nKod: " + secret, medelbot.Command},
		{"a stranger's decision", "From: Eva Ek <eva.ek@regionhalland.se>\nSubject: SV: [PK-2021-0007] x\n", "BEVILJA 75000", medelbot.Command},
		{"a stranger's completion", "From: Eva Ek <eva.ek@regionhalland.se>\nSubject: SV: [PK-2021-0007] x\n", "Komplettering: bankgiro 5050-1055", medelbot.Supplement},
	} {
		r := read(t, test.header, test.text, options(t))
		stranger := strings.Contains(test.name, "stranger")
		if r.Kind != test.want || stranger && r.Kind == medelbot.Command && !r.Has(medelbot.Suspicious) || (r.Command == nil) != (r.Kind != medelbot.Command) {
			t.Errorf("%s: got %s (%v), suspicious %v, %s", test.name, r.Kind, r.Why, r.Has(medelbot.Suspicious), ordered(r))
		}
	}
}

// What the parts of a command mail are read as, through every room.
func TestCommandMail(t *testing.T) {
	r := read(t, answer, "BEVILJA 75 000 kr\nMOTIVERING: Bra upplägg.\n\nMed vänlig hälsning\nHarald Grönqvist\n\nKod: "+secret+"\n\nFrån: Harald\nSkickat: den 19 maj 2021 07:30\nTill: Harald\nÄmne: x\n\nKod: aaaa-bbbb-cccc-dddd\n", options(t))
	if r.Command.Token != secret || ordered(r) != "grant" {
		t.Fatalf("got %+v", r.Command)
	}
	if o := r.Command.Lines[0].Order; o.SEK != 75000 || o.Text != "Bra upplägg." {
		t.Errorf("got %+v", o)
	}
	if strings.Contains(r.Text, secret) || strings.Contains(r.Text, "aaaa-bbbb") {
		t.Errorf("what is kept for searches holds codes: %q", r.Text)
	}
	paid := read(t, answer, "UTBETALD i går", options(t))
	if got := paid.Command.Lines[0].Order.Day; got.Format(time.DateTime) != "2021-05-18 00:00:00" {
		t.Errorf("paid on %v", got)
	}
	merged := read(t, answer, "SLÅ IHOP MED PK-2021-0009", options(t))
	if len(merged.Cases) != 1 || merged.Cases[0] != "PK-2021-0007" {
		t.Errorf("it is about %v", merged.Cases)
	}
	noted := read(t, answer, "ANTECKNA: Patienten 19121212-1212 ringde.", options(t))
	if o := noted.Command.Lines[0]; strings.Contains(o.Text+o.Order.Text, "1212-1212") {
		t.Errorf("it keeps an identity number: %+v", o)
	}
}

// A mail within the house has no verdict of a border. Its mark counts only where
// the operator has said that the border takes it off mail from outside.
func TestInternalMarks(t *testing.T) {
	const (
		within  = "Received: from EX01.skr.local (10.20.4.11) by EX02.skr.local (10.20.4.12) with Microsoft SMTP Server; Wed, 19 May 2021 13:00:02 +0200\n"
		mark    = "X-MS-Exchange-Organization-AuthAs: Internal\n"
		outside = "Received: from mail.evil.example (mail.evil.example [203.0.113.9]) by mx.skr.se with ESMTPS id 2; Wed, 19 May 2021 13:00:01 +0200\n"
		failed  = "Authentication-Results: mx.skr.se; dmarc=fail header.from=skr.se\n"
	)
	for _, test := range []struct {
		name, header string
		marks        bool
		want         medelbot.Trust
	}{
		{"within the house", within + mark, true, medelbot.TrustPass},
		{"within the house, and nobody said that marks count", within + mark, false, medelbot.TrustNone},
		{"from outside", outside + mark, true, medelbot.TrustNone},
		{"from outside, with our lines below", outside + within + mark, true, medelbot.TrustNone},
		{"from outside, failed", failed + outside + mark, true, medelbot.TrustFail},
		{"unmarked", within, true, medelbot.TrustNone},
	} {
		opts := options(t)
		opts.Authserv, opts.InternalMarks = []string{"mx.skr.se"}, test.marks
		r := read(t, test.header+answer, "BEVILJA 75000", opts)
		if r.Trust != test.want {
			t.Errorf("%s: got trust %q (%s), want %q", test.name, r.Trust, r.TrustWhy, test.want)
		}
	}
}
