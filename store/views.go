package store

import (
	"time"

	"medelbot"
)

// CaseFilter chooses cases; empty fields choose all.
type CaseFilter struct {
	Status      medelbot.Status
	Call        string // Call.ID
	Applicant   string // a part of the applicant's name, in any case of letters
	Text        string // words that one of the case's mails must hold, as for Search
	ByApplicant bool   // sort by applicant in Swedish order instead of by number
}

// CaseView is all that the store holds of one case.
type CaseView struct {
	medelbot.Case
	History []ElementEntry    // oldest first
	Log     []LoggedEvent     // oldest first
	Mails   []MailInfo        // oldest first
	Letters []medelbot.Letter // oldest first, without Raw
	Films   []string          // links to films of its reports, as written, each once
	// Reasons tell of each warning what gave rise to it, as the newest mail with
	// that warning had it.
	Reasons map[medelbot.Warning]string
}

// ElementEntry is one line of a case's element ledger: what an element was
// read as, from which mail or by whom.
type ElementEntry struct {
	Part Part
	Key  medelbot.ElementKey
	medelbot.Element
	At     time.Time
	By     string
	MailID int64 // 0 if no mail said so
}

// LoggedEvent is one event as the log holds it.
type LoggedEvent struct {
	Seq            int64
	medelbot.Event        // Payload is json.RawMessage, nil once erased
	Hash           string // hex
}

// MailInfo describes one kept mail without its content.
type MailInfo struct {
	ID          int64
	Kind        medelbot.Kind
	From        medelbot.Address
	Subject     string
	Arrived     time.Time
	Size        int64 // bytes on the server
	Quiet       string
	Attachments []medelbot.Attachment
	Malware     string // what a virus scanner found in it; "" if nothing
}

// Hit is one mail that holds the words searched for.
type Hit struct {
	MailID  int64
	Case    string // "" if the mail belongs to none
	Subject string
	Arrived time.Time
	Snippet string // the words in their surroundings, marked by [ and ]
}

// Chain is the state of the event log after it was verified.
type Chain struct {
	Length int64  // number of events
	Head   string // hex hash of the newest event, "" if there is none
}
