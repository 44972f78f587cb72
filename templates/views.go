package templates

import (
	"time"

	"medelbot"
)

// View is what one letter is rendered from. Text and HTML are made of the same
// view, so that they say the same. Every text in a view that came with a mail
// is made safe before it gets here: bounded, on one line, links inert. Times
// are in the zone that letters speak of.
type View interface {
	// Letter names the letter whose templates the view is for.
	Letter() medelbot.LetterName
}

// Frame is what every letter has around its own matter.
type Frame struct {
	// Organisation runs the fund, as its letters name it; "" is left out.
	Organisation string
	// Sender signs the letter: the display name of its From field.
	Sender string
	// Contacts answer questions. At least one.
	Contacts []Contact
}

// Contact is one person who answers questions. Role is a coordinator's role as
// the configuration has it; Role, Phone and Email may be "".
type Contact struct {
	Name, Role, Phone, Email string
}

// Matter is what every letter to an applicant has: which case it is about, and
// what it answers.
type Matter struct {
	Frame
	Case string // case number, as PK-2021-0007
	Call string // the call's name
	// Answers is the kind of the mail that the letter answers; "" for one that
	// leaves of itself.
	Answers medelbot.Kind
}

// Ack is what the answers to an application have in common.
type Ack struct {
	Matter
	Arrived time.Time // when the application came
	Late    bool      // it came after the call's last day
	Closed  time.Time // the call's last day; zero if it has none
	// Personnummer is set if the mail held one, which nobody needs.
	Personnummer bool
	// Withheld is set if something is not shown, because nothing proves that
	// the mail came from the one who gets this letter.
	Withheld bool
	Files    []File // attachments that could not be read
	// Forgotten is set if the applicant speaks of an attachment and none came.
	Forgotten bool
}

// AckCompleteView is the view of ack_complete: the application came, and all
// that the call asks for is there.
type AckCompleteView struct {
	Ack
	Elements []Element // all of the call's, in its order, and the optional ones that were stated
}

// AckIncompleteView is the view of ack_incomplete: the application came, and
// something in it must be mended.
type AckIncompleteView struct {
	Ack
	Lacking  []Element // to be sent, in the call's order; none only if there are Files
	Accepted []Element // in order already
	Deadline time.Time // the last day for the answer
	Form     bool      // the call's form is attached
}

// Element is one element of a call as a letter shows it.
type Element struct {
	Key medelbot.ElementKey
	// Label and Ask are the call's own words for the element and for asking for it,
	// in the language of the letter; "" takes those of the letters.
	Label, Ask string
	// Fund is what the call's fund is called; "" for Patientkontrakt.
	Fund   string
	Status medelbot.ElementStatus
	// Report is set if it is a part of the final report, not of the application.
	Report bool
	Code   medelbot.Code
	// Read is what the program understood; "" if there is nothing, or if it may
	// not be shown.
	Read string
	// Quote is where it was read, in the applicant's own words; "" if they may
	// not be echoed, or would say the same as Read.
	Quote string
	// Source is "body", "subject", "sender" or the name of an attachment; "" if
	// it may not be echoed.
	Source string
	// OCR is set if the value was read off a picture.
	OCR bool
	// Unchecked is set if the account lies in a clearing range that no table
	// knows.
	Unchecked bool
	// Cap is the call's cap in kronor, 0 if it has none, and CapPer what it is
	// counted over.
	Cap    int64
	CapPer medelbot.CapPer
}

// File is an attachment that could not be read. Name is "" if it may not be
// echoed; then Number says which one it was, counted from 1. The last of a long
// list stands for the rest of them: Others says how many they are.
type File struct {
	Name   string
	Number int
	Others int
}

// Letter names the letter that the view is for.
func (AckCompleteView) Letter() medelbot.LetterName { return medelbot.AckComplete }

// Letter names the letter that the view is for.
func (AckIncompleteView) Letter() medelbot.LetterName { return medelbot.AckIncomplete }
