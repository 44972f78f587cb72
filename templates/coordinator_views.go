package templates

import (
	"time"

	"medelbot"
)

// DigestView is the view of a coordinator's digest.
type DigestView struct {
	Frame
	To    string // the coordinator's first name
	Now   time.Time
	Since time.Time // the digest before this one; zero if this is the first

	// How many there are of each, also of those that the lists leave out.
	Waiting    int // complete cases, to be assessed
	Held       int // cases that a person must look at first
	Incomplete int // cases that wait for the applicant
	New        int // cases opened since the digest before
	SetAside   int
	Stuck      int

	NewCases   []DigestCase
	Detailed   []DigestCase // complete cases, waiting longest first; at most 20
	Rest       []DigestCase // the complete cases beyond those
	HeldCases  []DigestCase
	Unfinished []DigestCase // incomplete cases, oldest first
	Aside      []AsideMail
	Letters    []StuckLetter
	Folders    []Folder
	CaseTotal  int    // all cases that there are
	ChainHead  string // the first characters of the newest event's digest
}

// Todo counts what waits for the coordinator.
func (d DigestView) Todo() int { return d.Waiting + d.Held + d.SetAside + d.Stuck }

// DigestCase is one case in a digest.
type DigestCase struct {
	Number    string
	Applicant string // "" if unknown
	Call      string // the call's name
	Status    medelbot.Status
	New       bool // opened since the digest before
	Changed   bool // changed since the digest before
	Opened    time.Time
	Days      int   // whole days since it was opened
	Sum       int64 // kronor sought, 0 if unknown
	Warnings  []medelbot.Warning
	Elements  []Element // those in order, only in Detailed
	Lacking   []Element // those to be mended
}

// AsideMail is one mail that waits for a person.
type AsideMail struct {
	ID      int64
	From    string
	Subject string
	Arrived time.Time
	Since   time.Time // it waits since then
	Reason  medelbot.AsideReason
	Case    string // "" if it belongs to none
}

// StuckLetter is one letter that has not left, or of which nobody knows.
type StuckLetter struct {
	ID      int64
	Name    medelbot.LetterName
	Case    string // "" if it belongs to none
	To      string
	State   medelbot.OutboxState
	Held    HeldReason // of a held letter
	Reason  string     // the server's or the program's own words
	Created time.Time
}

// HeldReason is a code for why a letter is held; "" if
// for another reason.
type HeldReason string

// The reasons of medelbot.HeldObserve and its kin.
const (
	HeldObserve    HeldReason = "observe"
	HeldNotAllowed HeldReason = "not_allowed"
	HeldCap        HeldReason = "cap"
	HeldMuted      HeldReason = "muted"
	HeldNoServer   HeldReason = "no_server"
	HeldNoDrafts   HeldReason = "no_drafts"
)

// Folder compares what the server holds with what the ledger knows.
type Folder struct {
	Mailbox, Name string
	Server        int       // mails on the server
	Recorded      int       // of those, how many the ledger knows
	Missing       int       // of those, how many it does not
	Gaps          int       // mails that came and went unread since the digest before
	At            time.Time // when they were compared
}

// Letter names the letter that the view is for.
func (DigestView) Letter() medelbot.LetterName { return medelbot.DigestLetter }
