package main

import (
	"bytes"
	"fmt"
	"html"
	"mime/quotedprintable"
	"strings"
	"testing"
	"time"

	"medelbot"
	"medelbot/cmd/medelbot/demo"
	"medelbot/parser/message"
)

// draftForm is a way in which mail programs send a draft that a link opened.
type draftForm struct {
	name string
	// write makes the mail's subject, plain text and HTML of the draft and of the
	// letter that the link stood in; an empty text leaves its part out.
	write func(d demo.Draft, letter *message.Message) (subject, text, page string)
}

const greeting = "Med vänliga hälsningar\r\nAnette Nilsson\r\nSamordnare\r\nTelefon 08-465 004 12"

// htmlLines puts each line of a text between two marks, as mail programs do with
// what a link gives them.
func htmlLines(text, before, after, empty string) string {
	var b strings.Builder
	for _, line := range strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		b.WriteString(before)
		if line == "" {
			b.WriteString(empty)
		}
		// A blank at a line's end would not be seen.
		b.WriteString(strings.ReplaceAll(html.EscapeString(line), ": ", ":&nbsp;") + after + "\r\n")
	}
	return b.String()
}

func outlookPage(text string) string {
	return `<html><head><style>p.MsoNormal {margin:0cm}</style></head><body lang="SV"><div class="WordSection1">` +
		htmlLines(text, `<p class="MsoNormal">`, "<o:p></o:p></p>", "<o:p>&nbsp;</o:p>") + "</div>"
}

// outlookText is the plain text that Outlook sends beside: a blank line after
// each paragraph.
func outlookText(text string) string { return strings.ReplaceAll(text, "\r\n", "\r\n\r\n") }

const quoteHead = "Från: Harald Grönqvist <harald.gronqvist@skr.se>\r\nSkickat: den 14 maj 2021 07:30\r\nTill: anette.nilsson@skr.se\r\nÄmne: "

var draftForms = []draftForm{
	{"plain text", func(d demo.Draft, _ *message.Message) (string, string, string) { return d.Subject, d.Body, "" }},
	{"plain text, signed", func(d demo.Draft, _ *message.Message) (string, string, string) {
		return d.Subject, d.Body + "\r\n" + greeting + "\r\n", ""
	}},
	{"plain text with a signature's line", func(d demo.Draft, _ *message.Message) (string, string, string) {
		return d.Subject, "\r\n" + d.Body + "\r\n-- \r\nSkickat från min iPhone\r\n", ""
	}},
	{"Outlook, a paragraph a line", func(d demo.Draft, _ *message.Message) (string, string, string) {
		all := d.Body + "\r\n" + greeting
		return d.Subject, outlookText(all), outlookPage(all) + "</body></html>"
	}},
	{"HTML only, broken lines", func(d demo.Draft, _ *message.Message) (string, string, string) {
		return d.Subject, "", "<html><body><div>" + htmlLines(d.Body+"\r\n"+greeting, "", "<br>", "") + "</div></body></html>"
	}},
	{"Gmail, a division a line", func(d demo.Draft, _ *message.Message) (string, string, string) {
		return d.Subject, d.Body, `<div dir="ltr">` + htmlLines(d.Body, "<div>", "</div>", "<br>") + "</div>"
	}},
	{"plain text above the quoted letter", func(d demo.Draft, l *message.Message) (string, string, string) {
		quote := "> " + strings.ReplaceAll(l.Parts[0].Text, "\n", "\r\n> ")
		return "Re: " + l.Subject, d.Body + "\r\nDen fre 14 maj 2021 kl 07:30 skrev Harald Grönqvist <harald.gronqvist@skr.se>:\r\n\r\n" + quote, ""
	}},
	{"Outlook above the quoted letter", func(d demo.Draft, l *message.Message) (string, string, string) {
		head := quoteHead + l.Subject + "\r\n\r\n"
		all := d.Body + "\r\n" + greeting + "\r\n\r\n"
		page := outlookPage(all) + `<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">` +
			htmlLines(head, `<p class="MsoNormal">`, "</p>", "") + "</div>" + l.Parts[1].Text + "</body></html>"
		return "SV: " + l.Subject, outlookText(all) + head + l.Parts[0].Text, page
	}},
}

// sendDraft is the mail as it comes to our mailbox, by our own border.
func sendDraft(t *testing.T, form draftForm, d demo.Draft, letter []byte, from medelbot.Person, n int) []byte {
	t.Helper()
	l := message.Parse(letter)
	subject, text, page := form.write(d, l)
	var b bytes.Buffer
	at := linkTime.Format(time.RFC1123Z)
	fmt.Fprintf(&b, "Return-Path: <%[1]s>\r\nAuthentication-Results: mx.skr.se; dmarc=pass header.from=skr.se\r\n"+
		"Received: from mail.skr.se by mx.skr.se with ESMTPS; %[2]s\r\nFrom: %[1]s\r\nTo: harald.gronqvist@skr.se\r\nSubject: =?utf-8?q?%[3]s?=\r\nDate: %[2]s\r\nMessage-ID: <draft%[4]d@skr.se>\r\n",
		from.Addresses[0], at, qWord(subject), n)
	if strings.HasPrefix(subject, "SV: ") || strings.HasPrefix(subject, "Re: ") {
		fmt.Fprintf(&b, "In-Reply-To: <%[1]s>\r\nReferences: <%[1]s>\r\n", l.MessageID)
	}
	b.WriteString("MIME-Version: 1.0\r\n")
	part := func(kind, body string) {
		fmt.Fprintf(&b, "Content-Type: text/%s; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n", kind)
		w := quotedprintable.NewWriter(&b)
		if _, err := w.Write([]byte(body)); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		b.WriteString("\r\n")
	}
	switch {
	case page == "":
		part("plain", text)
	case text == "":
		part("html", page)
	default:
		b.WriteString("Content-Type: multipart/alternative; boundary=alternatives\r\n\r\n--alternatives\r\n")
		part("plain", text)
		b.WriteString("--alternatives\r\n")
		part("html", page)
		b.WriteString("--alternatives--\r\n")
	}
	return b.Bytes()
}

// qWord encodes all of a subject as one word (RFC 2047, 4.2).
func qWord(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		fmt.Fprintf(&b, "=%02X", c)
	}
	return b.String()
}
