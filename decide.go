package medelbot

import "time"

// Facts is all that Decide may look at.
type Facts struct {
	Mail *Mail
	Now  time.Time
	// Call is the call of the reading, nil if there is none.
	Call *Call
	// Case is the case that the mail answers or names, nil if there is none.
	Case *Case
	// Letter is our own letter that the mail answers or speaks of, nil if none.
	Letter *Letter
	// LettersToday counts the letters composed for the answer's address since
	// midnight in the configured time zone.
	LettersToday int
	// Muted is set if a person has put the address on the never-answer list.
	Muted bool
}

// Policy is what the configuration says about answering.
type Policy struct {
	Mode                 LetterMode
	LettersPerAddressDay int
	// Own tells the addresses of the configured mailboxes: no letter to an
	// applicant goes there.
	Own func(address string) bool
	// Allowed tells whether letters may go to an address (test set-ups).
	Allowed func(address string) bool
}

// LetterRequest asks for one letter; the composer makes a Letter of it.
type LetterRequest struct {
	Name   LetterName
	To     Address
	State  OutboxState // Queued or Held
	Reason string      // why held
}

// Change is what a mail does: data, no deeds. The store applies it in one
// transaction.
type Change struct {
	Keep    bool        // keep the raw mail; false leaves a ledger row only
	Open    bool        // Case is new: the store gives it its number
	Case    *Case       // the case that the mail opens, or to which it belongs
	Aside   AsideReason // why a person must look; "" if nobody needs to
	Letters []LetterRequest
	Events  []Event
	Why     string // one sentence for the log and the demo
}

// Handler joins the rules and the composer for the store: both are called
// inside the transaction that files a mail.
type Handler struct {
	// Calls are the configured calls: Facts.Call is one of them, and a new case
	// gets its number from the Prefix of its call.
	Calls   []Call
	Decide  func(Facts) Change
	Compose func(Case, LetterRequest, *Mail) (Letter, error)
}
