package templates

import (
	"time"

	"medelbot"
)

// View is what one letter is rendered from. Text and HTML are made of the same
// view, so that they say the same.
type View interface {
	// Letter names the letter whose templates the view is for.
	Letter() medelbot.LetterName
}

// Frame is what every letter has around its own matter.
type Frame struct {
	// Organisation runs the fund, as its letters name it.
	Organisation string
	// Sender signs the letter: the display name of its From field.
	Sender string
	// Contacts answer questions. At least one.
	Contacts []Contact
}

// Contact is one person who answers questions. Phone is as the configuration
// writes it; Email is where the letter comes from or the person's own address.
type Contact struct {
	Name, Role, Phone, Email string
}

// AckCompleteView is the view of ack_complete: the application came, and all
// that the call asks for is there.
type AckCompleteView struct {
	Frame
	Case    string // case number
	Call    string // the call's name
	Arrived time.Time
	Late    bool      // it came after the call's last day
	Closed  time.Time // the call's last day; zero if it has none
	// Elements are all elements of the call, in its order, each OK.
	Elements     []Element
	Personnummer bool // the mail held a personnummer, which nobody needs
}

// AckIncompleteView is the view of ack_incomplete: the application came, and
// something in it must be mended.
type AckIncompleteView struct {
	Frame
	Case    string
	Call    string
	Arrived time.Time
	Late    bool
	Closed  time.Time
	// Lacking are the elements to send, in the call's order. At least one.
	Lacking []Element
	// Accepted are the elements that are in order.
	Accepted []Element
	// Files are attachments that could not be read.
	Files []File
	// Deadline is the last day for the answer.
	Deadline     time.Time
	Personnummer bool
}

// Element is one element of a call as a letter shows it. All texts are made
// safe before they get here: bounded, on one line, links inert.
type Element struct {
	Key    medelbot.ElementKey
	Status medelbot.ElementStatus
	Code   medelbot.Code
	// Read is what the program understood; "" if that may not be shown.
	Read string
	// Quote is where it was read, in the applicant's own words; "" if they
	// may not be echoed.
	Quote string
	// Source is "body", "subject", "sender" or the name of an attachment; ""
	// if it may not be echoed.
	Source string
	// OCR is set if the value was read off a picture.
	OCR bool
	// Unchecked is set if the account lies in a clearing range that no table knows.
	Unchecked bool
	// Cap is the call's cap in kronor, 0 if it has none.
	Cap int64
	// CapPer is what the cap is counted over.
	CapPer medelbot.CapPer
}

// File is an attachment that could not be read. Name is "" if it may not be
// echoed; then Number says which one it was, counted from 1.
type File struct {
	Name   string
	Number int
}

// DigestView is the view of a coordinator's digest.
type DigestView struct {
	Frame
	To    string // the coordinator's name
	Now   time.Time
	Since time.Time // the digest before this one; zero if this is the first
	// Counts of all that there is, also of what is not listed below.
	Waiting, Incomplete, Held, New, AsideCount, LetterCount int

	NewCases   []DigestCase
	Detailed   []DigestCase // complete cases, waiting longest first; at most 20
	Rest       []DigestCase // complete cases beyond those
	Unfinished []DigestCase // held and incomplete cases, oldest first
	Aside      []AsideMail
	Letters    []StuckLetter
	Folders    []Folder
	CaseTotal  int
	ChainHead  string // the first characters of the newest event's digest
}

// DigestCase is one case in a digest.
type DigestCase struct {
	Number    string
	Applicant string
	Call      string // the call's name
	Status    medelbot.Status
	New       bool
	Changed   bool
	OpenedAt  time.Time
	Days      int   // whole days since it was opened
	Sum       int64 // kronor sought, 0 if unknown
	Warnings  []medelbot.Warning
	Elements  []Element
	Lacking   []Element
}

// AsideMail is one mail that waits for a person.
type AsideMail struct {
	ID      int64
	From    string
	Subject string
	Arrived time.Time
	Reason  medelbot.AsideReason
	Case    string
}

// StuckLetter is one letter that has not left, or of which nobody knows.
type StuckLetter struct {
	ID      int64
	Name    medelbot.LetterName
	Case    string
	To      string
	State   medelbot.OutboxState
	Reason  string
	Created time.Time
}

// Folder is the reconciliation line of one folder.
type Folder struct {
	Mailbox, Name                   string
	Server, Recorded, Missing, Gaps int
	At                              time.Time
}

// Letter names the letter.
func (AckCompleteView) Letter() medelbot.LetterName { return medelbot.AckComplete }

// Letter names the letter.
func (AckIncompleteView) Letter() medelbot.LetterName { return medelbot.AckIncomplete }

// Letter names the letter.
func (DigestView) Letter() medelbot.LetterName { return medelbot.DigestLetter }
