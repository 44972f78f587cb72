package demo

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"strings"
	"time"
)

// mail is a mail as its writer thinks of it.
type mail struct {
	name, from, subject string
	text                string // the body, if there is no html
	html                string
	headers             string // further header lines, each with its CRLF
	file                string // name of an attachment
	data                []byte // its content
	outlook             bool   // by Outlook and Exchange
	forged              bool   // our border says so
	over                string // the address that forwarded it to us
}

// again is the same mail by another route.
func (m mail) again() mail {
	m.over = "patientkontrakt@fonden.example"
	return m
}

// encode writes the mail as our server gives it, come at a time. number tells
// mails apart; a mail that came by two routes has one Message-ID.
func (m mail) encode(at time.Time, number int) []byte {
	var b bytes.Buffer
	domain := m.from[strings.IndexByte(m.from, '@')+1:]
	date := at.Format(time.RFC1123Z)
	to := Address
	if m.over != "" {
		fmt.Fprintf(&b, "Delivered-To: %s\r\nReceived: from lists.fonden.example by %s with ESMTPS id r%d; %s\r\n", Address, Border, number, date)
		to = m.over
	}
	fmt.Fprintf(&b, "Return-Path: <%s>\r\nDelivered-To: %s\r\n", m.from, to)
	fmt.Fprintf(&b, "Received: from smtp.%s (smtp.%s [192.0.2.%d])\r\n\tby %s with ESMTPS id q%d for <%s>;\r\n\t%s\r\n", domain, domain, 10+len(domain), Border, number, to, date)
	verdict := "spf=pass smtp.mailfrom=" + domain + ";\r\n\tdmarc=pass header.from=" + domain
	if m.forged {
		verdict = "spf=fail smtp.mailfrom=" + domain + ";\r\n\tdmarc=fail header.from=" + domain
	}
	fmt.Fprintf(&b, "Authentication-Results: %s;\r\n\t%s\r\n", Border, verdict)
	fmt.Fprintf(&b, "From: %s <%s>\r\nTo: Helena Forsgren <%s>\r\n", mime.QEncoding.Encode("utf-8", m.name), m.from, Address)
	fmt.Fprintf(&b, "Subject: %s\r\nDate: %s\r\nMessage-ID: <%s@%s>\r\n", mime.QEncoding.Encode("utf-8", m.subject), date, m.id(), domain)
	if m.outlook {
		b.WriteString("X-MS-Has-Attach:\r\nContent-Language: sv-SE\r\nAccept-Language: sv-SE, en-US\r\n")
	}
	b.WriteString(m.headers + "MIME-Version: 1.0\r\n")
	m.body(&b)
	return b.Bytes()
}

// id makes a Message-ID's left side of what the mail says, so that a copy has
// the same.
func (m mail) id() string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%.9s%x", m.subject, len(m.text)+len(m.html)))
}

func (m mail) body(b *bytes.Buffer) {
	const mixed, alternative = "----=_Mixed_0417", "----=_Alternative_0418"
	switch {
	case m.outlook:
		fmt.Fprintf(b, "Content-Type: multipart/alternative;\r\n\tboundary=%q\r\n\r\n--%s\r\n", alternative, alternative)
		part(b, `text/plain; charset="utf-8"`, "Uppgifterna visas bara i ett program som kan visa HTML.\n")
		fmt.Fprintf(b, "--%s\r\n", alternative)
		part(b, `text/html; charset="utf-8"`, `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15 (filtered medium)"><style><!-- p.MsoNormal {margin:0cm;font-size:11.0pt;font-family:"Calibri",sans-serif;} --></style></head><body lang=SV><div class=WordSection1>`+m.html+"</div></body></html>\n")
		fmt.Fprintf(b, "--%s--\r\n", alternative)
	case m.file != "":
		fmt.Fprintf(b, "Content-Type: multipart/mixed; boundary=%q\r\n\r\n--%s\r\n", mixed, mixed)
		part(b, "text/plain; charset=utf-8", m.text)
		name := mime.QEncoding.Encode("utf-8", m.file)
		fmt.Fprintf(b, "--%s\r\nContent-Type: application/vnd.openxmlformats-officedocument.wordprocessingml.document;\r\n\tname=%q\r\n", mixed, name)
		fmt.Fprintf(b, "Content-Disposition: attachment;\r\n\tfilename=%q\r\nContent-Transfer-Encoding: base64\r\n\r\n", name)
		for text := base64.StdEncoding.EncodeToString(m.data); text != ""; {
			line := text[:min(76, len(text))]
			text = text[len(line):]
			b.WriteString(line + "\r\n")
		}
		fmt.Fprintf(b, "--%s--\r\n", mixed)
	default:
		part(b, "text/plain; charset=utf-8", m.text)
	}
}

// part writes one part's header and its text, quoted-printable.
func part(b *bytes.Buffer, kind, text string) {
	fmt.Fprintf(b, "Content-Type: %s\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n", kind)
	w := quotedprintable.NewWriter(b)
	_, _ = io.WriteString(w, strings.ReplaceAll(text, "\n", "\r\n")) // a buffer takes all
	_ = w.Close()
}
