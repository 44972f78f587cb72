package medelbot

import "time"

// Status is where a case stands.
type Status string

const (
	StatusHeld       Status = "held"       // filed, a person must look before anything else happens
	StatusIncomplete Status = "incomplete" // elements are missing
	StatusComplete   Status = "complete"   // ready to be assessed
)

// Case is one ärende: an application and what has become of it.
type Case struct {
	Number    string
	Call      string // Call.ID
	Mailbox   string // letters leave from it
	Status    Status
	Version   int // counts changes; a change to another version than the one read is refused
	Applicant string
	// Addresses belong to the case: the sender's and the contact's, lower case.
	Addresses []string
	Elements  Elements
	Warnings  []Warning
	OpenedAt  time.Time
	ChangedAt time.Time
}

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
)

// ByProgram is the actor of what the program does of itself.
const ByProgram = "medelbot"
