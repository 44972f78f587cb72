// Package elements reads what a mail says of each element that a call or a
// report asks for.
//
// What goes in is text that is already sorted by whose words it is (package
// segment); what comes out is medelbot.Elements with status, value and
// evidence. Nothing is guessed: a value that two readers could dispute is
// Unclear, and what is not there is Missing.
//
// A text is first taken apart into labels and their answers (layout.go,
// label.go); what has no label is read by its sentences (prose.go). The words
// by which both are known stand in package swedish.
package elements

import (
	"strings"
	"unicode/utf8"

	"medelbot"
	"medelbot/parser/swedish"
)

// Text is one readable source: the body, the subject or an attachment.
type Text struct {
	Source    string // "body", "subject" or the attachment's name, as evidence names it
	Own       string // the applicant's own words; lines with '>' in front are questions they answer
	Signature string // below the sign-off: never an account, but names and phones of the sender
	Hidden    string // not visible to a reader
	Quoted    string // quoted or forwarded; read only if Own points there
	OCR       bool   // read from an image: values are to be confirmed
}

// Input is all that Read may look at.
type Input struct {
	Texts       []Text
	Subject     string
	Sender      medelbot.Address
	Wanted      []medelbot.ElementKey
	Call        *medelbot.Call    // nil if none: then no cap applies
	Home        []medelbot.Person // the fund's own people: never the applicant's contact
	HomeDomains []string          // the fund's own mail domains
}

// Read finds every wanted element; those it does not find are there as
// Missing.
func Read(in Input) medelbot.Elements {
	r := newReader(in)
	out := make(medelbot.Elements, len(in.Wanted))
	for _, key := range in.Wanted {
		var e medelbot.Element
		switch key {
		case medelbot.Applicant:
			e = r.applicant()
		case medelbot.Reference:
			e = r.reference()
		case medelbot.Amount:
			e = r.amount()
		case medelbot.Contact:
			e = r.contact()
		case medelbot.Account:
			e = r.account()
		default:
			e = r.prose(key)
		}
		if e.Status == "" {
			e = medelbot.Element{Status: medelbot.Missing}
		}
		out[key] = e
	}
	return out
}

// reader holds what the elements of one mail are read from.
type reader struct {
	in        Input
	subject   string
	documents []*document // the body first
	signature string
	hidden    string
	pointed   bool // the own words point to the signature
	found     map[medelbot.ElementKey]*span
}

func newReader(in Input) *reader {
	r := &reader{in: in, subject: swedish.Clean(in.Subject), found: map[medelbot.ElementKey]*span{}}
	c := newClassifier(in.Wanted, in.Call)
	for _, t := range in.Texts {
		d := newDocument(t.Source, t.Own, t.OCR, c)
		r.documents = append(r.documents, d)
		r.signature += swedish.Clean(head(t.Signature)) + "\n"
		r.hidden += swedish.Clean(head(t.Hidden)) + "\n"
		r.pointed = r.pointed || swedish.PointsTo(d.words, "signature")
		if t.Quoted != "" && swedish.PointsTo(d.words, "quoted") {
			r.documents = append(r.documents, newDocument(t.Source, t.Quoted, t.OCR, c))
		}
	}
	for _, key := range in.Wanted {
		if isProse(key) {
			r.found[key] = r.findProse(key)
		}
	}
	return r
}

// span is a stretch of a document.
type span struct {
	d          *document
	start, end int
	text       string // as the value shows it; "" takes the stretch itself
}

// near bounds how far from a value its sentence or line is looked for, so that
// a text of one endless line costs no more than another.
const near = 600

// maxQuote is the longest quote in runes.
const maxQuote = 300

// evidence quotes a stretch of a document, with personal identity numbers
// masked.
func (d *document) evidence(start, end int) *medelbot.Evidence {
	return &medelbot.Evidence{Source: d.source, Quote: quote(d.text[start:end]), OCR: d.ocr}
}

// around quotes the sentence or line in which a value stands.
func (d *document) around(start, end int) *medelbot.Evidence {
	from, to := lineAround(d.text, start, end)
	for _, s := range swedish.Sentences(d.text[from:to]) {
		if from+s.Start <= start && from+s.End >= end {
			return d.evidence(from+s.Start, from+s.End)
		}
	}
	return d.evidence(from, to)
}

func quote(s string) string {
	s = strings.Join(strings.Fields(swedish.MaskPersonnummer(s)), " ")
	if utf8.RuneCountInString(s) > maxQuote {
		s = string([]rune(s)[:maxQuote-1]) + "…"
	}
	return s
}
