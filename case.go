package medelbot

import (
	"slices"
	"time"
)

// Case is one ärende: an application and what has become of it.
type Case struct {
	Number    string
	Call      string // Call.ID
	Mailbox   string // letters leave from it
	Status    Status
	Version   int // counts changes; a change to another version than the one read is refused
	Applicant string
	// Language is what letters to the applicant are written in.
	Language Language
	// Addresses belong to the case: the sender's and the contact's, lower case.
	Addresses []string
	Elements  Elements
	Report    Elements // what was read of the final report; nil until one came
	Warnings  []Warning
	Mentions  []Mention // what the application speaks of, for whoever assesses it
	OpenedAt  time.Time
	ChangedAt time.Time

	// Asked is what a coordinator wants to know and the applicant has not
	// answered yet; "" if nothing.
	Asked string
	// WaitsSince is since when the applicant is waited for: for what is missing,
	// or for the report. Zero if for nothing.
	WaitsSince time.Time
	// Reminded counts the times of the present waiting that are behind: the
	// reminder was sent, or the time had passed before the waiting began.
	Reminded  int
	Votes     []Vote    // on the decision to come
	Decision  *Decision // nil until the case is decided
	PaidAt    time.Time // zero: not paid
	Paid      int64     // kronor
	Repaid    int64     // kronor that came back
	ReportDue time.Time // the end of the last day for the report; zero: none is awaited
	// NextAt is when the clock must look at the case again; zero: never.
	NextAt time.Time
	// Erased is how much of the case was erased. Of such a one nothing is left that
	// could be changed, but that paid money comes back.
	Erased Erasure
}

// Copy makes a copy that shares nothing with k that could be changed.
func (k *Case) Copy() Case {
	c := *k
	c.Addresses, c.Warnings = slices.Clone(k.Addresses), slices.Clone(k.Warnings)
	c.Mentions, c.Votes = slices.Clone(k.Mentions), slices.Clone(k.Votes)
	if k.Decision != nil {
		d := *k.Decision
		d.By = slices.Clone(d.By)
		c.Decision = &d
	}
	c.Elements, c.Report = k.Elements.copied(), k.Report.copied()
	return c
}

// Sought is the sum applied for in kronor, 0 if it is not known.
func (k *Case) Sought() int64 {
	if e := k.Elements[Amount]; e.Status == OK && e.Value != nil {
		return e.Value.SEK
	}
	return 0
}

// Granted is the sum granted in kronor, 0 if none is.
func (k *Case) Granted() int64 {
	if k.Decision != nil && k.Decision.Outcome == DeedGrant && k.Status != StatusWithdrawn {
		return k.Decision.SEK
	}
	return 0
}

// Vote is one person's word on a case that others must agree to.
type Vote struct {
	Person string    `json:"person"`         // who decided
	Seat   string    `json:"seat"`           // whose place it counts for: a deputy's is that of the one stood in for
	User   string    `json:"user,omitempty"` // the system user of a command; "" if it came by mail
	Deed   Deed      `json:"deed"`           // DeedGrant or DeedDecline
	SEK    int64     `json:"sek,omitempty"`  // kronor granted
	Reason string    `json:"reason,omitempty"`
	At     time.Time `json:"at"`
}

// Decision is what has been decided of a case.
type Decision struct {
	Outcome Deed      `json:"outcome"` // DeedGrant or DeedDecline
	SEK     int64     `json:"sek,omitempty"`
	Reason  string    `json:"reason,omitempty"` // as the applicant is told it
	By      []string  `json:"by"`
	At      time.Time `json:"at"`
	// Final is when the time to undo it ends and its letter may leave.
	Final time.Time `json:"final"`
}

// Mention is something that an application speaks of, shown with its words and
// never as a verdict.
type Mention struct {
	Key   MentionKey `json:"key"`
	Quote string     `json:"quote"`
}

// MentionKey names what a mention is about.
type MentionKey string

// The testbeds, the guiding principles and the parts of Patientkontrakt, as the
// call of 2021 names them.
const (
	MentionsSafety        MentionKey = "testbed_safety"        // Patientkontrakt och patientsäkerhet
	MentionsCollaboration MentionKey = "testbed_collaboration" // Träna samverkan, Esther SimLab
	MentionsCitizens      MentionKey = "testbed_citizens"      // Patientkontrakt invånare

	MentionsCovers    MentionKey = "principle_covers"    // covers the parts of Patientkontrakt
	MentionsSpread    MentionKey = "principle_spread"    // can spread to more
	MentionsLearning  MentionKey = "principle_learning"  // readiness to capture and spread the learning
	MentionsAppointed MentionKey = "principle_appointed" // applied for by the region's project leader or contact person

	MentionsAgreement MentionKey = "part_agreement" // överenskommelse
	MentionsContact   MentionKey = "part_contact"   // fast vårdkontakt
	MentionsTime      MentionKey = "part_time"      // överenskommen tid
	MentionsPlan      MentionKey = "part_plan"      // sammanhållen plan
)

// Event is one line of the append-only log.
type Event struct {
	Case    string
	At      time.Time
	Name    EventName
	By      string // "medelbot", a coordinator's name, or the system user of a command
	MailID  int64  // 0 if no mail caused it
	Payload any    // as JSON; can be erased without breaking the chain
}

// EventName is the typed vocabulary of the log.
type EventName string

const (
	EventOpened    EventName = "case_opened"
	EventAttached  EventName = "mail_attached"
	EventSetAside  EventName = "mail_set_aside"
	EventTaken     EventName = "aside_taken"
	EventDropped   EventName = "aside_dropped"
	EventComposed  EventName = "letter_composed"
	EventDrafted   EventName = "letter_drafted"
	EventHeld      EventName = "letter_held"
	EventSent      EventName = "letter_sent"
	EventFailed    EventName = "letter_failed"
	EventUncertain EventName = "letter_uncertain"
	EventReleased  EventName = "letter_released"
	EventWithdrawn EventName = "letter_dropped"
	EventBounced   EventName = "letter_bounced"
	EventPaused    EventName = "paused"
	EventResumed   EventName = "resumed"
	EventMuted     EventName = "address_muted"
	EventUnmuted   EventName = "address_unmuted"

	EventVoted       EventName = "vote_given"
	EventVoided      EventName = "votes_voided"     // an element was changed after they were given, or the voter has left
	EventDone        EventName = "deed_done"        // the payload names the deed
	EventRefused     EventName = "command_refused"  // and changed nothing
	EventByHand      EventName = "answered_by_hand" // a person answered the mail
	EventReplaced    EventName = "letter_replaced"  // by a newer one of the same case
	EventTakeAsked   EventName = "aside_take_asked" // by a command in a mail
	EventAsideClosed EventName = "aside_closed"     // its case goes on
	EventImported    EventName = "case_imported"
	EventRestored    EventName = "backup_restored"
	EventErased      EventName = "case_erased" // the payload says how much, and by which rule
	EventMailErased  EventName = "mail_erased" // of no case, long after it was set aside; or it quoted a case that was erased
)

// ByProgram is the actor of what the program does of itself.
const ByProgram = "medelbot"
