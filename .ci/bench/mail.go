package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html"
	"math/rand/v2"
	"mime"
	"mime/quotedprintable"
	"os"
	"path/filepath"
	"strings"
	"time"
)

type kind int

const (
	application kind = iota
	ordinary
	newsletter
	automatic
)

// fillMaildir writes n mails of about size bytes into dir, a Maildir, all dated
// now. It says how many of each kind there are. The same arguments give the
// same mails: the dice are loaded.
//
// Every seventh of the mails carries one of the documents by turns, if there are
// any.
func fillMaildir(dir string, n, size, applications int, documents []string, now time.Time) (map[kind]int, error) {
	for _, sub := range []string{"cur", "new", "tmp"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o700); err != nil {
			return nil, err
		}
	}
	var files []file
	for _, path := range documents {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		files = append(files, file{filepath.Base(path), data})
	}
	counts := make(map[kind]int)
	for i := range n {
		w := &writer{Rand: rand.New(rand.NewPCG(uint64(i), 7)), number: i, size: size, date: now}
		if i%7 == 0 && len(files) > 0 {
			w.attached = &files[i/7%len(files)]
		}
		k := w.kind(applications)
		counts[k]++
		raw := w.mail(k)
		// S= spares the server a look at the file for its size.
		name := fmt.Sprintf("%d.M%dP1.bench,S=%d", now.Unix(), i, len(raw))
		if err := os.WriteFile(filepath.Join(dir, "new", name), raw, 0o600); err != nil {
			return nil, err
		}
	}
	return counts, nil
}

// domain is where all senders live: it resembles no region's, or half of the
// mail would be taken for a forger's.
const domain = "regionerna.example"

// writer makes one mail.
type writer struct {
	*rand.Rand
	number int
	size   int
	date   time.Time

	attached *file // nil if none
}

// file is a document that comes with a mail.
type file struct {
	name string
	data []byte
}

func (w *writer) kind(applications int) kind {
	switch roll := w.IntN(100); {
	case roll < applications:
		return application
	case roll < applications+(100-applications)*8/10:
		return ordinary
	case roll < applications+(100-applications)*9/10:
		return newsletter
	default:
		return automatic
	}
}

func (w *writer) pick(from []string) string { return from[w.IntN(len(from))] }

func (w *writer) mail(k kind) []byte {
	region := w.pick(regions)
	first, last := w.pick(firstNames), w.pick(lastNames)
	name := first + " " + last
	address := fmt.Sprintf("%s.%s%d@%s", ascii(first), ascii(last), w.number, domain)

	subject, own, header := w.pick(ordinarySubjects), w.paragraphs(3, talk), ""
	switch k {
	case application:
		subject, own = "Ansökan testbädd Patientkontrakt, Region "+region, w.application(region, name, address)
	case newsletter:
		subject = fmt.Sprintf("Nyhetsbrev %d: goda exempel i vården", 1+w.number%50)
		header = "List-Id: <nytt.list.example>\r\nList-Unsubscribe: <https://list.example/av>\r\nPrecedence: bulk\r\n"
	case automatic:
		subject, own = "Autosvar: "+subject, "Jag är ledig till och med måndag och läser inte min e-post.\n"
		header = "Auto-Submitted: auto-replied\r\n"
	}

	var b bytes.Buffer
	fmt.Fprintf(&b, "Return-Path: <%s>\r\nReceived: from mail.%s (192.0.2.7) by mx.mail.test; %s\r\n",
		address, domain, w.date.Format(time.RFC1123Z))
	fmt.Fprintf(&b, "From: %s <%s>\r\nTo: <testbaddar@mail.test>\r\n", mime.QEncoding.Encode("utf-8", name), address)
	fmt.Fprintf(&b, "Subject: %s\r\nDate: %s\r\nMessage-ID: <bench-%d.%d@%s>\r\n%sMIME-Version: 1.0\r\n",
		mime.QEncoding.Encode("utf-8", subject), w.date.Format(time.RFC1123Z), w.date.UnixNano(), w.number, domain, header)
	if w.attached == nil {
		w.body(&b, own)
		return b.Bytes()
	}
	b.WriteString("Content-Type: multipart/mixed; boundary=\"=_bilaga\"\r\n\r\n--=_bilaga\r\n")
	w.body(&b, own)
	fmt.Fprintf(&b, "\r\n--=_bilaga\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=%q\r\n\r\n", w.attached.name)
	encode(&b, w.attached.data)
	b.WriteString("--=_bilaga--\r\n")
	return b.Bytes()
}

// encode writes data in base64, in lines.
func encode(b *bytes.Buffer, data []byte) {
	for encoded := base64.StdEncoding.EncodeToString(data); encoded != ""; {
		line := min(76, len(encoded))
		b.WriteString(encoded[:line] + "\r\n")
		encoded = encoded[line:]
	}
}

// body writes own and below it an older exchange that fills the mail up, in the
// three forms that ordinary mail programs give it.
func (w *writer) body(b *bytes.Buffer, own string) {
	switch w.number % 4 {
	case 0:
		b.WriteString("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n")
		printable(b, own+w.thread((w.size-b.Len()-len(own))*10/11, "> "))
	case 1:
		b.WriteString("Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n")
		encode(b, []byte(w.page(own, (w.size-b.Len())*36/50)))
	default:
		b.WriteString("Content-Type: multipart/alternative; boundary=\"=_skarv\"\r\n\r\n")
		b.WriteString("--=_skarv\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n")
		printable(b, own+w.thread(w.size/6, "> "))
		b.WriteString("\r\n--=_skarv\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n")
		printable(b, w.page(own, (w.size-b.Len())*9/10))
		b.WriteString("\r\n--=_skarv--\r\n")
	}
}

func printable(b *bytes.Buffer, text string) {
	q := quotedprintable.NewWriter(b)
	fmt.Fprint(q, strings.ReplaceAll(text, "\n", "\r\n")) // into memory: cannot fail
	q.Close()
}

func (w *writer) application(region, name, address string) string {
	return fmt.Sprintf(`Hej!

Här kommer vår ansökan till testbäddarna inom Patientkontrakt.

Sökande: Region %s
Hänvisning: ert utskick om testbäddar för Patientkontrakt
Sökt belopp: %d 000 kronor
Ändamål: %s
Önskade effekter: %s
Kontaktperson för uppföljning och rapport: %s, %s, 070-174 06 %02d
Bankgiro: %s

Vänliga hälsningar
%s
`, region, 40+w.IntN(60), w.paragraphs(1, plans), w.paragraphs(1, plans), name, address, 5+w.IntN(95), w.bankgiro(), name)
}

// bankgiro makes a number of eight digits with a right check digit (modulus 10).
func (w *writer) bankgiro() string {
	digits, sum := make([]byte, 8), 0
	for i := range 7 {
		d := 1 + w.IntN(9)
		digits[i] = byte('0' + d)
		if i%2 == 0 { // every second digit is doubled, counted from the check digit
			d *= 2
		}
		sum += d/10 + d%10
	}
	digits[7] = byte('0' + (10-sum%10)%10)
	return string(digits[:4]) + "-" + string(digits[4:])
}

func (w *writer) paragraphs(n int, sentences []string) string {
	var b strings.Builder
	for range n {
		for range 2 + w.IntN(3) {
			b.WriteString(w.pick(sentences) + " ")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// thread is an older exchange of about size bytes, each line behind mark.
func (w *writer) thread(size int, mark string) string {
	var b strings.Builder
	for b.Len() < size {
		fmt.Fprintf(&b, "\nDen %d mars 2021 skrev %s %s:\n", 1+w.IntN(28), w.pick(firstNames), w.pick(lastNames))
		for line := range strings.Lines(w.paragraphs(12, talk)) {
			b.WriteString(mark + line)
		}
	}
	return b.String()
}

// page is own and an older exchange as Outlook writes them, of about size bytes.
func (w *writer) page(own string, size int) string {
	var b strings.Builder
	b.WriteString("<html><head><style><!-- p.MsoNormal {margin:0cm; font-size:11.0pt; font-family:\"Calibri\",sans-serif;} --></style></head>\n<body lang=SV><div class=WordSection1>\n")
	paragraph := func(line string) {
		fmt.Fprintf(&b, "<p class=MsoNormal><span lang=SV style='font-size:11.0pt;font-family:\"Calibri\",sans-serif'>%s<o:p></o:p></span></p>\n", html.EscapeString(strings.TrimSpace(line)))
	}
	for line := range strings.Lines(own) {
		paragraph(line)
	}
	for b.Len() < size {
		b.WriteString("<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>\n")
		fmt.Fprintf(&b, "<p class=MsoNormal><b>Från:</b> %s %s<br><b>Skickat:</b> den %d mars 2021 09:12<br><b>Till:</b> Testbäddar<br><b>Ämne:</b> %s</p></div>\n",
			w.pick(firstNames), w.pick(lastNames), 1+w.IntN(28), w.pick(ordinarySubjects))
		for line := range strings.Lines(w.paragraphs(12, talk)) {
			paragraph(line)
		}
	}
	b.WriteString("</div></body></html>\n")
	return b.String()
}

func ascii(s string) string {
	return strings.NewReplacer("å", "a", "ä", "a", "ö", "o", "Å", "a", "Ä", "a", "Ö", "o", "é", "e", " ", "-").Replace(strings.ToLower(s))
}
