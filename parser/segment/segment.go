// Package segment tells whose words a text holds: the sender's own, quoted or
// forwarded ones, signatures and footers. Nothing is thrown away.
package segment

import "medelbot"

// Mark says what a segment is.
type Mark string

const (
	Own         Mark = "own"         // the sender's own words
	Quoted      Mark = "quoted"      // words of a mail that is answered
	Forwarded   Mark = "forwarded"   // words of a mail that is passed on
	Header      Mark = "header"      // a block of Från, Skickat, Till, Ämne, or a separator line
	Attribution Mark = "attribution" // "Den ... skrev Namn:"
	Signature   Mark = "signature"
	Disclaimer  Mark = "disclaimer" // legal footers, banners of mail gateways, mobile footers
	CallText    Mark = "call_text"  // the call's own text (set by a caller who knows the calls)
	OwnLetter   Mark = "own_letter" // a letter of ours (set by a caller who knows our addresses)
	Hidden      Mark = "hidden"     // text that a person does not see (set by a caller)
)

// Segment is a run of lines of one kind.
type Segment struct {
	Mark    Mark
	Text    string           // lines, each ended by LF, without quote marks
	From    medelbot.Address // of quoted and forwarded text: its sender, if named
	Date    string           // of quoted and forwarded text: its date as written
	Subject string           // of quoted and forwarded text, if named
	Depth   int              // 0 is the mail itself, 1 the mail it answers, and so on
}

// Split cuts plain text, also text made by htmltext, into segments in order.
func Split(text string) []Segment {
	return []Segment{{Mark: Own, Text: text}}
}
