package medelbot

import "time"

// Facts is all that the rules may look at.
type Facts struct {
	Mail *Mail // nil when a person or the clock acts, not a mail
	Now  time.Time
	// Call is the call of the case if there is one, else of the reading; nil if
	// none.
	Call *Call
	// Case is the case that the mail answers or names, or that the order or the
	// clock is about; nil if there is none.
	Case *Case
	// Into is the case that Order.Into names, with its call; nil if there is none.
	Into *Case
	// Others are the other cases of the same applicant in the same call, oldest
	// first; none for the clock. Of more than a score only the newest are told,
	// and all that were granted money. The Elements of one hold the sum alone if
	// it has no address in common with the mail or the case.
	Others []Case
	// Letter is our own letter that the mail answers or speaks of, nil if none.
	Letter *Letter
	// Decision is the letter that tells the applicant of the case's decision,
	// nil if there is none or it was dropped.
	Decision *Letter
	// Token is the one that a command bears, nil if nobody was given such a one.
	Token *Token
	// Aside is the mail set aside that the token is for, nil if there is none.
	Aside *AsideMail
	// PaidTo are the accounts to which the same applicant was paid in other
	// cases; none for the clock.
	PaidTo []Value
	// LettersToday counts the letters composed for the answer's address since
	// midnight in the configured time zone; of an order, a command or the clock,
	// for the case's first address.
	LettersToday int
	// NoticesToday counts the notices composed since then, to whomever, and
	// TranscriptsToday the transcripts.
	NoticesToday, TranscriptsToday int
	// Muted is set if a person has put the address on the never-answer list.
	Muted bool
	// ByHand is set if a person answered this mail before the program read it.
	ByHand bool
	// Counts are how many cases there are of each status.
	Counts map[Status]int
}

// Policy is what the configuration says about answering and deciding.
type Policy struct {
	Mode                 LetterMode
	LettersPerAddressDay int
	// AckDelay is how long an answer waits, so that a person can be first.
	AckDelay time.Duration
	// Own tells the addresses of the configured mailboxes: no letter to an
	// applicant goes there.
	Own func(address string) bool
	// Allowed tells whether letters may go to an address (test set-ups).
	Allowed func(address string) bool

	Coordinators []Person // with their deputies
	// AtOnce are the events of which they are told without waiting for the digest:
	// NoticeNewCase, NoticeCaseComplete, NoticeReport.
	AtOnce    []NoticeCode
	Approvals int // how many of them must agree on a decision
	Undo      time.Duration
	Zone      *time.Location
	// CompletionDays are the days after which an applicant is reminded of what
	// is missing, ascending, such as 7 and 14. As long after the last one as
	// that came after the one before, the coordinators are told.
	CompletionDays []int
	// ReportDays are the days of the reminders of a report, counted from its
	// day, ascending: -30, -7, 0, 7, 21. With the last one the coordinators are
	// told.
	ReportDays []int
	// ReminderHour is when by the clocks of Zone reminders leave.
	ReminderHour int
}

// LetterRequest asks for one letter; the composer makes a Letter of it.
type LetterRequest struct {
	Name   LetterName
	To     Address
	State  OutboxState // Queued or Held
	Reason string      // why held
	// Key tells the letter from others of its name in the case: a second one
	// with the same key is not written. "" for letters that each have a cause of
	// their own.
	Key string
	// N is the running number of the letter in its case; the store counts.
	N         int
	NotBefore time.Time // zero: at once
	AfterPass bool      // see Letter
	Expects   Status    // see Letter
	Follows   string    // see Letter; the store knows

	// What only some letters tell of.

	Text string // a coordinator's own words
	// Days is of a reminder: the days since the report's day, negative before
	// it, or since the applicant was asked.
	Days    int
	Changed []ElementKey  // ack_supplement: what this mail added or changed
	Notice  NoticeCode    // notice
	Results []OrderResult // transcript, and notices of refused commands
	Person  string        // Person.Name of the coordinator whom it is for
	Case    string        // the number of Change.Also, if the letter is about that one; "" for Change.Case
	Mailbox string        // notice and transcript without a case: the letter leaves from it
	Aside   int64         // transcript about a mail set aside
	Counts  map[Status]int
}

// NoticeCode is why coordinators get a notice.
type NoticeCode string

const (
	NoticeDiffers        NoticeCode = "votes_differ"       // two coordinators decided differently
	NoticeRefused        NoticeCode = "command_refused"    // somebody tried to decide who may not
	NoticeWithdrawal     NoticeCode = "withdrawal_granted" // the applicant withdraws what was granted or paid
	NoticeAccount        NoticeCode = "account_changed"    // held out of the payment basis
	NoticeNoAnswer       NoticeCode = "no_answer"          // reminded, and still missing
	NoticeNoReport       NoticeCode = "no_report"          // reminded for the last time
	NoticeVotesVoided    NoticeCode = "votes_voided"       // an element was changed after votes were given
	NoticeDecisionWaits  NoticeCode = "vote_waits"         // another one's vote is wanted
	NoticeChangedGranted NoticeCode = "changed_granted"    // the applicant wants to change what was decided
	NoticeEnded          NoticeCode = "case_ended"         // one coordinator ended the application without a decision
	NoticeMalware        NoticeCode = "malware"            // a virus scanner found something in a mail

	// These wait for the digest unless Policy.AtOnce names them.

	NoticeNewCase      NoticeCode = "new_case"      // an application has come
	NoticeCaseComplete NoticeCode = "case_complete" // ... and what it lacked: it can be assessed
	NoticeReport       NoticeCode = "report"        // a final report has come
)

// ChosenNotices are the codes that Policy.AtOnce can hold.
var ChosenNotices = []NoticeCode{NoticeNewCase, NoticeCaseComplete, NoticeReport}

// Change is what a mail, an order or the clock does: data, no deeds. The store
// applies it in one transaction.
type Change struct {
	Keep    bool        // keep the raw mail; false leaves a ledger row only
	Open    bool        // Case is new: the store gives it its number
	Case    *Case       // the case that the mail opens, or to which it belongs
	Also    *Case       // a second case that is changed: the one merged into
	Aside   AsideReason // why a person must look; "" if nobody needs to
	Letters []LetterRequest
	Events  []Event
	Why     string // one sentence for the log and the demo

	// Untold is set if a letter should tell the applicant of the deed, and the
	// case has no address to write to.
	Untold bool
	// Spend marks Facts.Token as used.
	Spend bool
	// VoidTokens is the letter (Letter.ID) whose tokens nobody shall use any more;
	// 0 for none.
	VoidTokens int64
	// Undone drops the decision's letter, which must not have left.
	Undone bool
	// CloseAside ends the waiting of the case's mails that were set aside.
	CloseAside bool
	// TakeAside asks that a case be made of this mail set aside (AsideMail.ID).
	TakeAside int64
	// Pause and Resume are the switches of all letters.
	Pause, Resume bool
}

// Handler joins the rules and the composer for the store: they are called
// inside its transactions.
type Handler struct {
	// Calls are the configured calls: Facts.Call is one of them, and a new case
	// gets its number from the Prefix of its call.
	Calls  []Call
	Decide func(Facts) Change
	// Do carries out one order; a *Refusal changes nothing.
	Do func(Facts, Actor, Order) (Change, error)
	// Tick does what is due in Facts.Case.
	Tick    func(Facts) Change
	Compose func(Case, LetterRequest, *Mail) (Letter, error)
}
