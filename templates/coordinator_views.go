package templates

import (
	"slices"
	"time"

	"medelbot"
)

// Access is what a letter to a coordinator holds that gives rights: drafts of
// commands, and the code that they bear. It is zero in a letter, or on a thing
// in it, that gives none.
type Access struct {
	// Code is bound to one thing and to the coordinator who gets the letter.
	Code    string
	Actions []Action
}

// Action is one thing that a coordinator can do by mail.
type Action struct {
	Title   string // what the link says, as "Avslå"
	Command string // the line to write, as "AVSLÅ"
	Link    string // mailto: URL that opens a draft with the command and the code
}

// DigestView is the view of a coordinator's digest.
type DigestView struct {
	Frame
	To        string // the coordinator's first name
	DeputyFor string // whose place the coordinator takes; "" for one with a place of their own
	Now       time.Time
	Since     time.Time // the digest before this one; zero if this is the first
	Mode      medelbot.LetterMode
	PausedBy  string // who stopped all letters; "" if they leave
	Address   string // where commands are sent
	Access           // to pause or to resume

	// How many there are of each, also of those that the lists leave out.
	Votes      int // cases that others have decided and wait for this one's word, or disagree with it
	Waiting    int // complete cases, to be assessed
	Held       int // cases that a person must look at first
	Unpaid     int // granted ones
	ToRead     int // cases whose report has come
	Accounts   int // complete and granted cases whose account nobody has confirmed; they are counted above
	Overdue    int // reports that should have come
	Due        int // reports that shall come
	Incomplete int // cases that wait for the applicant
	New        int // cases opened since the digest before
	SetAside   int
	Stuck      int

	NewCases   []DigestCase
	Detailed   []DigestCase // those that wait for the coordinator, what is most urgent first; at most 20
	Rest       []DigestCase // and those beyond, as far as they fit
	Voted      []DigestCase // those that wait for the others' decisions
	Unfinished []DigestCase // incomplete cases, oldest first
	Reports    []DigestCase // awaited ones, first due first
	Calls      []CallFrame
	Aside      []AsideMail
	Letters    []StuckLetter
	Folders    []Folder
	CaseTotal  int    // all cases that there are
	ChainHead  string // the first characters of the newest event's digest
	File       string // name of the attached workbook of all open cases; "" if there is none
}

// Todo counts what waits for the coordinator.
func (d DigestView) Todo() int { return d.Tasks() + d.SetAside + d.Stuck }

// Tasks counts the cases that wait for the coordinator.
func (d DigestView) Tasks() int { return d.Votes + d.Waiting + d.Held + d.Unpaid + d.ToRead }

// More counts the cases that wait for the coordinator and are in no list.
func (d DigestView) More() int { return d.Tasks() - len(d.Detailed) - len(d.Rest) }

// Want is why a case waits for a coordinator.
type Want string

// What cases wait for, what is most urgent first.
const (
	WantVote   Want = "vote"   // others have decided
	WantAgree  Want = "agree"  // the decisions differ
	WantAssess Want = "assess" // it is complete
	WantLook   Want = "look"   // it is held
	WantPay    Want = "pay"    // it is granted
	WantRead   Want = "read"   // its report has come
)

// DigestCase is one case in a letter to a coordinator.
type DigestCase struct {
	Number    string
	Applicant string // "" if unknown
	Call      string // the call's name
	Status    medelbot.Status
	Want      Want      // "" if it waits for somebody else
	Waits     time.Time // since when it waits for the coordinator; zero if it does not
	New       bool      // opened since the digest before
	Changed   bool      // changed since the digest before
	Opened    time.Time
	Days      int   // whole days since it was opened
	Sum       int64 // kronor sought, 0 if unknown
	Granted   int64 // kronor, 0 if none
	Paid      int64
	Repaid    int64
	Lacking   []Element // what the application lacks
	Asked     string    // what a coordinator wants to know
	Warnings  []CaseWarning
	Votes     []CaseVote
	Undo      time.Time // until when the decision can be undone; zero if it cannot
	Due       time.Time // the last day for the report; zero if none is awaited
	Overdue   bool      // ... is behind
	// Unconfirmed is set if a person must confirm the account before money is
	// paid to it.
	Unconfirmed bool

	// Of cases shown in detail only.

	Elements []ReadElement // those in order
	Hints    []Hint        // what the application speaks of, never a verdict
	Earlier  []EarlierCase // the applicant's cases before this one, newest first
	Others   int           // how many earlier ones are left out
	// InCall is what the applicant was granted in the call for its other cases;
	// Cap what the call gives an applicant, 0 if it has no such limit.
	InCall, Cap int64
	Unreadable  []string // names of attachments that could not be read
	Report      []ReadElement
	Films       []string // as written, links inert
	Access
}

// CaseWarning is something to know about a case, and what gave rise to it, ""
// if that is not known.
type CaseWarning struct {
	Warning medelbot.Warning
	Reason  string
}

// CaseVote is what a coordinator has decided, while others have not.
type CaseVote struct {
	Person string
	Deed   medelbot.Deed // grant or decline
	SEK    int64
	Reason string
	At     time.Time
}

// ReadElement is an element with all that a coordinator may know of it.
type ReadElement struct {
	Element
	Page    int    // of the attachment; 0 if that is not known
	Cell    string // of the spreadsheet, as Budget!B7; "" if it is none
	Vouched medelbot.Vouched
	// Unconfirmed is set on an account that a person must confirm.
	Unconfirmed bool
}

// Hint is something that an application speaks of, in its own words.
type Hint struct {
	Key   medelbot.MentionKey
	Quote string
}

// EarlierCase is what became of another case of the same applicant.
type EarlierCase struct {
	Number  string
	Call    string // the call's name
	Status  medelbot.Status
	Granted int64
	Paid    int64
}

// CallFrame is how the money of a call is used, in kronor.
type CallFrame struct {
	Name       string
	Cases      int
	Budget     int64 // 0 if it is not known
	Granted    int64
	Complete   int64 // sought by complete cases
	Incomplete int64 // sought by the others that are not decided
	Paid       int64
	Repaid     int64
	Bars       []Bar // how the budget is used, from left to right; none without a budget
	Regions    [][]RegionCell
	Standing   []Standing // the same regions by where they stand
	Absent     []string   // regions that have not applied
}

// Left is what is left of the budget; negative if too much was granted.
func (f CallFrame) Left() int64 { return f.Budget - f.Granted }

// Over is what was granted beyond the budget.
func (f CallFrame) Over() int64 { return f.Granted - f.Budget }

// Bar is one cell of a bar. Its Kind is granted, complete, incomplete or left.
type Bar struct {
	Kind    string
	Percent int // of the bar's width; the bars of a call make 100
}

// RegionCell is one region in the table of regions. Status is "" if it has not
// applied.
type RegionCell struct {
	Name   string // without the word Region
	Status medelbot.Status
}

// Standing is the regions whose case stands alike.
type Standing struct {
	Status medelbot.Status
	Names  []string
}

// AsideMail is one mail that waits for a person.
type AsideMail struct {
	ID      int64
	From    string
	Subject string
	Arrived time.Time
	Since   time.Time // it waits since then
	Reason  medelbot.AsideReason
	Malware string // the scanner's name for what it found in it; "" if nothing
	Case    string // "" if it belongs to none
	Access         // to make a case of it
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
	HeldNoAddress  HeldReason = "no_address" // of a letter that was not even written
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

// CoordinatorMail is what notices and transcripts have in common.
type CoordinatorMail struct {
	Frame
	To      string // the coordinator's first name
	Now     time.Time
	Address string // where commands are sent
	// Case is the case that it is about, with what can be done to it now; nil if
	// it is about none.
	Case *DigestCase
	// Results are what became of the commands, in the order of the mail.
	Results []CommandResult
}

// NoticeView is the view of a notice: something that a coordinator should know
// at once.
type NoticeView struct {
	CoordinatorMail
	Notice medelbot.NoticeCode
	// From and Subject are of the mail that gave rise to it; "" if it was none.
	From, Subject string
	Malware       string   // what a virus scanner found in that mail; "" if nothing
	Days          int      // no_answer, no_report: how long ago the day was
	Text          []string // somebody's own words, line by line
}

// TranscriptView is the view of a transcript: what became of a coordinator's
// commands.
type TranscriptView struct {
	CoordinatorMail
	Aside  int64 // the mail set aside that it is about; 0 if it is about none
	Access       // of the mail set aside, or to pause and to resume
	Counts []Count
	Total  int  // of the Counts
	Help   bool // the commands are explained
}

// Refused tells whether a command was refused: then none was carried out.
func (t TranscriptView) Refused() bool {
	return slices.ContainsFunc(t.Results, func(r CommandResult) bool { return r.Refused != "" })
}

// AlarmView is the view of an alarm: a mailbox cannot be read or sent from, or
// will soon be neither; or that is over.
type AlarmView struct {
	Frame
	To      string // the coordinator's first name
	Mailbox string // what the configuration calls it
	Address string
	What    string    // what goes wrong: fetch, send, token or expiry
	Secret  string    // of expiry: what ends, "client secret" or "refresh token"
	Ends    time.Time // of expiry: when
	Since   time.Time // it was well until then
	Again   time.Time // it is well since then; zero while it is not
	Cause   string    // a code of the intake's, as bad_login; "" for another cause
	Error   string    // the program's own words for it
}

// Minutes tells how long the trouble lasted.
func (a AlarmView) Minutes() int { return int(a.Again.Sub(a.Since) / time.Minute) }

// Hours tells how long the trouble lasted, in whole hours.
func (a AlarmView) Hours() int { return a.Minutes() / 60 }

// Days tells how long the trouble lasted, in whole days of 24 hours.
func (a AlarmView) Days() int { return a.Hours() / 24 }

// CommandResult is what became of one command.
type CommandResult struct {
	Text    string // the command as it was written
	Deed    medelbot.Deed
	Word    medelbot.Word
	Refused medelbot.RefusalCode // "" if it was carried out
	Status  medelbot.Status      // of the case afterwards
	Waiting bool                 // it was noted, and the others' decisions are awaited
	Differs bool                 // ... and theirs says something else
	SEK     int64
	Day     time.Time // zero if it names none
	Element medelbot.ElementKey
	Held    HeldReason // why the applicant is not told of it by letter; "" if they are
}

// Count is how many cases there are of a status.
type Count struct {
	Status medelbot.Status
	N      int
}

// Letter names the letter that the view is for.
func (DigestView) Letter() medelbot.LetterName { return medelbot.DigestLetter }

// Letter names the letter that the view is for.
func (NoticeView) Letter() medelbot.LetterName { return medelbot.NoticeLetter }

// Letter names the letter that the view is for.
func (TranscriptView) Letter() medelbot.LetterName { return medelbot.TranscriptLetter }

// Letter names the letter that the view is for.
func (AlarmView) Letter() medelbot.LetterName { return medelbot.AlarmLetter }
