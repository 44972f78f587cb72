// Package vcard reads visiting cards: vCard 2.1 (of the versit consortium), 3.0
// (RFC 2426) and 4.0 (RFC 6350).
package vcard

import (
	"errors"
	"fmt"
	"io"
	"mime/quotedprintable"
	"strings"

	"medelbot/parser/document"
	"medelbot/parser/message"
)

const (
	maxCards = 100     // in one file
	maxData  = 4 << 20 // bytes of a file that are read: most of it are portraits
	maxValue = 300     // letters of a value; whoever writes more means no visiting card
)

// Plain words for what cannot be read.
var (
	errNotCard = errors.New("the file is no vCard")
	errEmpty   = errors.New("the vCard names nobody")
	errMuch    = fmt.Errorf("it holds more than %d vCards; the others were not read", maxCards)
)

// Read reads the visiting cards of a file. Text has for each a paragraph of
// lines, label and value with a tab between them: name, telephones, mail
// addresses, organisation and title. Notes, addresses and pictures are left
// out. An error means that the file holds no card; Document.Problem then says
// the same.
func Read(data []byte) (document.Document, error) {
	text := message.TextFile("text/plain", "", data[:min(len(data), maxData)])
	var paragraphs []string
	var doc document.Document
	var open *card
	begun := 0
	for _, line := range unfold(text) {
		f := parse(line)
		switch {
		case f.name == "BEGIN" && strings.EqualFold(strings.TrimSpace(f.value), "VCARD"):
			if begun++; begun > maxCards {
				doc.Problem = errMuch.Error()
				break
			}
			open = &card{}
		case open == nil:
		case f.name == "END":
			paragraphs = open.add(paragraphs)
			open = nil
		default:
			open.take(f)
		}
	}
	if open != nil { // cut off
		paragraphs = open.add(paragraphs)
	}
	if begun == 0 {
		return document.Document{Problem: errNotCard.Error()}, fmt.Errorf("vcard: %w", errNotCard)
	}
	doc.Text = strings.Join(paragraphs, "\n\n")
	if doc.Text == "" {
		doc.Problem = errEmpty.Error()
	}
	return doc, nil
}

// unfold joins the lines that were broken to keep them short (RFC 6350, 3.2).
// vCard 2.1 breaks lines of quoted-printable with a = at their end.
func unfold(text string) []string {
	var lines []string
	var last strings.Builder
	soft := false
	for line := range strings.Lines(text + "\n") {
		line = strings.TrimRight(line, "\r\n")
		goesOn := soft
		if !goesOn && (strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t")) {
			goesOn, line = true, line[1:]
		}
		if !goesOn {
			lines = append(lines, last.String())
			last.Reset()
		}
		more, broken := strings.CutSuffix(line, "=")
		if soft = broken && (soft || isQuoted(last.String(), more)); soft {
			line = more
		}
		last.WriteString(line)
	}
	return append(lines, last.String())
}

// isQuoted tells a line whose value is in quoted-printable. more is its end.
func isQuoted(line, more string) bool {
	line = line[:min(len(line), maxValue)]
	head, _, _ := strings.Cut(line+more[:min(len(more), maxValue)], ":")
	return strings.Contains(strings.ToUpper(head), "QUOTED-PRINTABLE")
}

// field is one line of a card.
type field struct {
	name   string // in capitals, without its group
	params string // in capitals
	value  string
}

// parse takes a line apart and decodes its value.
func parse(line string) field {
	colon, quoted := -1, false
	for i := 0; i < len(line) && colon < 0; i++ {
		switch {
		case line[i] == '"':
			quoted = !quoted
		case line[i] == ':' && !quoted:
			colon = i
		}
	}
	if colon < 0 {
		return field{}
	}
	name, params, _ := strings.Cut(strings.ToUpper(line[:colon]), ";")
	name = name[strings.LastIndexByte(name, '.')+1:]
	f := field{name: strings.TrimSpace(name), params: params, value: line[colon+1:]}
	if strings.Contains(params, "QUOTED-PRINTABLE") {
		decoded, _ := io.ReadAll(quotedprintable.NewReader(strings.NewReader(f.value))) // what stands before a fault is kept
		f.value = message.TextFile("text/plain", f.param("CHARSET"), decoded)
	}
	return f
}

// param returns the value of a parameter in small letters, "" if there is none.
func (f field) param(name string) string {
	for p := range strings.SplitSeq(f.params, ";") {
		if value, found := strings.CutPrefix(p, name+"="); found {
			return strings.ToLower(strings.Trim(value, `"`))
		}
	}
	return ""
}

// card is what matters of a visiting card.
type card struct {
	shown, name         string // as FN and N give it
	lines               []string
	organisation, title string
}

func (c *card) take(f field) {
	switch f.name {
	case "FN":
		c.shown = clean(f.value)
	case "N":
		parts := append(split(f.value), "", "")
		c.name = strings.TrimSpace(parts[1] + " " + parts[0])
	case "TEL":
		number := clean(strings.TrimPrefix(strings.TrimPrefix(f.value, "tel:"), "TEL:"))
		number, _, _ = strings.Cut(number, ";") // an extension of RFC 3966
		switch {
		case strings.Contains(f.params, "FAX") || strings.Contains(f.params, "PAGER"):
		case strings.Contains(f.params, "CELL"):
			c.line("Mobil", number)
		default:
			c.line("Telefon", number)
		}
	case "EMAIL":
		c.line("E-post", clean(strings.TrimPrefix(f.value, "mailto:")))
	case "ORG":
		c.organisation = strings.Trim(strings.Join(split(f.value), ", "), ", ")
	case "TITLE":
		c.title = clean(f.value)
	}
}

func (c *card) line(label, value string) {
	if value != "" && len(c.lines) < 20 {
		c.lines = append(c.lines, label+"\t"+value)
	}
}

// add adds the card's paragraph to those before it, if it says anything.
func (c *card) add(paragraphs []string) []string {
	name := c.shown
	if name == "" || strings.Contains(name, ",") && c.name != "" {
		name = c.name // "Ek, Anna" is how directories sort people
	}
	lines := c.lines
	c.lines = nil
	c.line("Namn", name)
	c.lines = append(c.lines, lines...)
	c.line("Organisation", c.organisation)
	c.line("Titel", c.title)
	if len(c.lines) == 0 {
		return paragraphs
	}
	return append(paragraphs, strings.Join(c.lines, "\n"))
}

// split parts the components of a value at its semicolons.
func split(s string) []string {
	var parts []string
	from := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case ';':
			parts = append(parts, clean(s[from:i]))
			from = i + 1
		}
	}
	return append(parts, clean(s[from:]))
}

// clean reads the escapes of a value (RFC 6350, 3.4) and makes one line of it.
func clean(s string) string {
	s = strings.NewReplacer(`\n`, " ", `\N`, " ", `\,`, ",", `\;`, ";", `\:`, ":", `\\`, `\`).Replace(s)
	s = strings.Join(strings.Fields(s), " ")
	if runes := []rune(s); len(runes) > maxValue {
		s = string(runes[:maxValue])
	}
	return strings.ReplaceAll(s, "\x00", "")
}
