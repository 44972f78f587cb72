// Package elements reads what a mail says of each element that a call or a
// report asks for.
//
// What goes in is text that is already sorted by whose words it is (package
// segment); what comes out is medelbot.Elements with status, value and
// evidence. Nothing is guessed: a value that two readers could dispute is
// Unclear, and what is not there is Missing.
//
// A text (document.go) is first taken apart into labels and their answers
// (section.go, label.go, classify.go); what has no label is read by its
// sentences (sentence.go, tell.go). Then each element has a file of its own:
// applicant.go, reference.go, amount.go, account.go, contact.go with person.go,
// and prose.go for all that is told in words. The words by which any of it is
// known stand in package swedish.
package elements

import (
	"slices"

	"medelbot"
	attached "medelbot/parser/document"
	"medelbot/parser/lexicon"
	"medelbot/parser/swedish"
	"medelbot/parser/vocabulary"
)

// Text is one readable source: the body, the subject or an attachment.
type Text struct {
	Source    string // "body", "subject" or the attachment's name, as evidence names it
	Own       string // the applicant's own words; lines with '>' in front are questions they answer
	Signature string // below the sign-off: never an account, but names and phones of the sender
	Hidden    string // not visible to a reader
	Quoted    string // quoted or forwarded; read only if Own points there and it is no letter of ours
	Foot      string // the letter-foot: an account in it is read only if Own points there
	Yields    bool   // where another text states something else, that one counts
	OCR       bool   // read from an image: values are to be confirmed

	Places []attached.Place // where the parts of Own stand in a file
}

// Input is all that Read may look at.
type Input struct {
	Texts       []Text
	Cards       []string // visiting cards that came along: how to reach somebody who is named elsewhere, and nothing else
	Subject     string
	Answered    bool // the subject is that of the mail which this one answers: its sums are not the writer's
	Asked       bool // the mail answers a letter that asked for what was missing
	Sender      medelbot.Address
	Wanted      []medelbot.ElementKey
	Call        *medelbot.Call // nil if none: then no cap applies
	Vocabulary  *vocabulary.Vocabulary
	Home        []medelbot.Person // the fund's own people: never the applicant's contact
	HomeDomains []string          // the fund's own mail domains
	// Refused is told of every value and passage that lost, and why; nil if
	// nobody wonders.
	Refused func(medelbot.Candidate)
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
			e = r.whoApplies()
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
		if r.refused != nil {
			r.explain(key, e)
		}
	}
	return out
}

// reader holds what the elements of one mail are read from.
type reader struct {
	in        Input
	subject   string
	documents []*document // the body first, but for those that yield
	signature string
	cards     string
	hidden    string
	pointed   bool // the own words point to the signature
	found     map[medelbot.ElementKey]*span
	refused   *refusals // nil if nobody wonders
}

func newReader(in Input) *reader {
	r := &reader{in: in, subject: swedish.Clean(in.Subject), found: map[medelbot.ElementKey]*span{}, refused: newRefusals(in.Refused)}
	for _, card := range in.Cards {
		r.cards += swedish.Clean(head(card)) + "\n\n"
	}
	c := newClassifier(in)
	for _, t := range in.Texts {
		if in.Asked {
			t.Own = withoutOurs(t.Own)
		}
		d := newDocument(t.Source, t.Own, t.OCR, c)
		d.places, d.yields = cleanPlaces(t.Own, t.Places), t.Yields
		if t.Foot != "" && swedish.PointsTo(d.words, lexicon.Signature) {
			d.foot = swedish.Clean(head(t.Foot))
		}
		r.documents = append(r.documents, d)
		r.signature += swedish.Clean(head(t.Signature)) + "\n"
		r.hidden += swedish.Clean(head(t.Hidden)) + "\n"
		r.pointed = r.pointed || swedish.PointsTo(d.words, lexicon.Signature)
		if t.Quoted != "" && !in.Asked && swedish.PointsTo(d.words, lexicon.Quoted) {
			r.documents = append(r.documents, newDocument(t.Source, t.Quoted, t.OCR, c))
		}
	}
	slices.SortStableFunc(r.documents, func(a, b *document) int { return rank(a) - rank(b) })
	for _, key := range in.Wanted {
		if isProse(key) {
			r.found[key] = r.findProse(key)
		}
	}
	return r
}

// rank puts documents that yield to others behind them.
func rank(d *document) int {
	if d.yields {
		return 1
	}
	return 0
}

// unyielding leaves out what was read of documents that yield, if others state
// something too.
func unyielding[T any](stated []T, yields func(T) bool) []T {
	if kept := slices.DeleteFunc(slices.Clone(stated), yields); len(kept) > 0 {
		return kept
	}
	return stated
}

// span is a stretch of a document.
type span struct {
	d          *document
	start, end int
	text       string // as the value shows it; "" takes the stretch itself
}
