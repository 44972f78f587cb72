package medelbot

import "slices"

// Status is where a case stands.
type Status string

// The statuses, in the order in which most cases meet them.
const (
	StatusHeld             Status = "held"       // filed, a person must look before anything else happens
	StatusIncomplete       Status = "incomplete" // something is missing, or a coordinator has asked for more
	StatusComplete         Status = "complete"   // ready to be assessed
	StatusGranted          Status = "granted"
	StatusDeclined         Status = "declined"
	StatusPaid             Status = "paid"              // the money is with the applicant, the report is awaited
	StatusReportIncomplete Status = "report_incomplete" // a report came that lacks something
	StatusReported         Status = "reported"
	StatusWithdrawn        Status = "withdrawn"
	StatusClosed           Status = "closed"
)

// Statuses lists every status.
var Statuses = []Status{
	StatusHeld, StatusIncomplete, StatusComplete, StatusGranted, StatusDeclined, StatusPaid,
	StatusReportIncomplete, StatusReported, StatusWithdrawn, StatusClosed,
}

// Open tells cases that are not over yet: somebody still has something to do.
func (s Status) Open() bool {
	return !slices.Contains([]Status{StatusDeclined, StatusWithdrawn, StatusClosed}, s)
}

// Deed names what can be done to a case.
type Deed string

// The deeds.
const (
	DeedApply      Deed = "apply"      // an application comes
	DeedSupplement Deed = "supplement" // the applicant adds or corrects something
	DeedAsk        Deed = "ask"        // the applicant asks how it stands
	DeedReport     Deed = "report"     // the final report comes
	DeedWithdraw   Deed = "withdraw"
	DeedCorrect    Deed = "correct" // a coordinator mends a misreading
	DeedConfirm    Deed = "confirm" // a coordinator vouches for an element
	DeedHold       Deed = "hold"    // a coordinator lays the case aside
	DeedRelease    Deed = "release" // ... and lets it go on
	DeedRequest    Deed = "request" // a coordinator asks the applicant for more
	DeedGrant      Deed = "grant"
	DeedDecline    Deed = "decline"
	DeedUndo       Deed = "undo"   // takes a decision back before its letter has left
	DeedPay        Deed = "pay"    // notes that the money was paid
	DeedRepay      Deed = "repay"  // notes that money came back
	DeedExtend     Deed = "extend" // gives the report another day
	DeedRemind     Deed = "remind" // the clock reminds of what is missing
	DeedNote       Deed = "note"
	DeedMerge      Deed = "merge" // the case goes on in another one
	DeedClose      Deed = "close"
)

// Outcome tells the two ways that a deed can end in: what it should hold is
// all there, or something of it lacks. "" is for deeds with one way only.
type Outcome string

const (
	Whole   Outcome = "complete"
	Lacking Outcome = "lacking"
)

func outcome(complete bool) Outcome {
	if complete {
		return Whole
	}
	return Lacking
}

// Role is who does a deed.
type Role string

const (
	RoleApplicant   Role = "applicant"
	RoleCoordinator Role = "coordinator"
	RoleProgram     Role = "program" // by the clock, or on its own judgement
)

// Step is one line of the lifecycle: in the status From the deed, with that
// outcome, leads to To. Who may do it, and which letter the applicant gets;
// NoLetter if none. A status that is not changed has To equal to From.
type Step struct {
	From   Status // "" is a case that is not there yet
	Deed   Deed
	When   Outcome
	To     Status
	Who    []Role
	Letter LetterName
}

var (
	applicant   = []Role{RoleApplicant}
	coordinator = []Role{RoleCoordinator}
	program     = []Role{RoleProgram}
	either      = []Role{RoleApplicant, RoleCoordinator}
)

// Lifecycle is all that can happen to a case. docs/lifecycle.md is printed from
// it. What it does not name cannot be done.
var Lifecycle = []Step{
	{"", DeedApply, "", StatusHeld, applicant, NoLetter}, // something about the mail is not right
	{"", DeedApply, Lacking, StatusIncomplete, applicant, AckIncomplete},
	{"", DeedApply, Whole, StatusComplete, applicant, AckComplete},

	{StatusHeld, DeedRelease, Lacking, StatusIncomplete, coordinator, AckIncomplete},
	{StatusHeld, DeedRelease, Whole, StatusComplete, coordinator, AckComplete},
	{StatusHeld, DeedCorrect, Lacking, StatusHeld, coordinator, NoLetter},
	{StatusHeld, DeedCorrect, Whole, StatusHeld, coordinator, NoLetter},
	{StatusHeld, DeedSupplement, Lacking, StatusHeld, applicant, NoLetter},
	{StatusHeld, DeedSupplement, Whole, StatusHeld, applicant, NoLetter},
	{StatusHeld, DeedWithdraw, "", StatusWithdrawn, either, AckWithdrawal},
	{StatusHeld, DeedDecline, "", StatusDeclined, coordinator, DecisionDeclined},
	{StatusHeld, DeedMerge, "", StatusClosed, coordinator, NoLetter},
	{StatusHeld, DeedClose, "", StatusClosed, coordinator, NoLetter},

	{StatusIncomplete, DeedSupplement, Lacking, StatusIncomplete, applicant, AckSupplement},
	{StatusIncomplete, DeedSupplement, Whole, StatusComplete, applicant, AckSupplement},
	{StatusIncomplete, DeedCorrect, Lacking, StatusIncomplete, coordinator, NoLetter},
	{StatusIncomplete, DeedCorrect, Whole, StatusComplete, coordinator, NoLetter},
	{StatusIncomplete, DeedRemind, "", StatusIncomplete, program, CompletionReminder},
	{StatusIncomplete, DeedRequest, "", StatusIncomplete, coordinator, RequestLetter},
	{StatusIncomplete, DeedHold, "", StatusHeld, coordinator, NoLetter},
	{StatusIncomplete, DeedDecline, "", StatusDeclined, coordinator, DecisionDeclined},
	{StatusIncomplete, DeedWithdraw, "", StatusWithdrawn, either, AckWithdrawal},
	{StatusIncomplete, DeedMerge, "", StatusClosed, coordinator, NoLetter},

	{StatusComplete, DeedSupplement, Lacking, StatusIncomplete, applicant, AckSupplement},
	{StatusComplete, DeedSupplement, Whole, StatusComplete, applicant, AckSupplement},
	{StatusComplete, DeedCorrect, Lacking, StatusIncomplete, coordinator, NoLetter},
	{StatusComplete, DeedCorrect, Whole, StatusComplete, coordinator, NoLetter},
	{StatusComplete, DeedRequest, "", StatusIncomplete, coordinator, RequestLetter},
	{StatusComplete, DeedHold, "", StatusHeld, coordinator, NoLetter},
	{StatusComplete, DeedGrant, "", StatusGranted, coordinator, DecisionGranted},
	{StatusComplete, DeedDecline, "", StatusDeclined, coordinator, DecisionDeclined},
	{StatusComplete, DeedWithdraw, "", StatusWithdrawn, either, AckWithdrawal},
	{StatusComplete, DeedMerge, "", StatusClosed, coordinator, NoLetter},

	// Undone before the decision's letter has left, so that nobody hears of it.
	{StatusGranted, DeedUndo, Lacking, StatusIncomplete, coordinator, NoLetter},
	{StatusGranted, DeedUndo, Whole, StatusComplete, coordinator, NoLetter},
	{StatusDeclined, DeedUndo, Lacking, StatusIncomplete, coordinator, NoLetter},
	{StatusDeclined, DeedUndo, Whole, StatusComplete, coordinator, NoLetter},
	{StatusDeclined, DeedClose, "", StatusClosed, coordinator, NoLetter},

	// Of a supplement to granted money only the account counts, and only to be
	// confirmed: a person must look at the rest.
	{StatusGranted, DeedSupplement, "", StatusGranted, applicant, NoLetter},
	{StatusGranted, DeedPay, "", StatusPaid, coordinator, PaymentMade},
	{StatusGranted, DeedExtend, "", StatusGranted, coordinator, StatusLetter},
	{StatusGranted, DeedCorrect, "", StatusGranted, coordinator, NoLetter},
	{StatusGranted, DeedWithdraw, "", StatusWithdrawn, coordinator, AckWithdrawal},

	{StatusPaid, DeedRemind, "", StatusPaid, program, ReportReminder},
	{StatusPaid, DeedExtend, "", StatusPaid, coordinator, StatusLetter},
	{StatusPaid, DeedReport, Lacking, StatusReportIncomplete, applicant, AckReportIncomplete},
	{StatusPaid, DeedReport, Whole, StatusReported, applicant, AckReportComplete},
	{StatusPaid, DeedRepay, "", StatusPaid, coordinator, NoLetter},
	{StatusPaid, DeedWithdraw, "", StatusWithdrawn, coordinator, AckWithdrawal},
	{StatusPaid, DeedClose, "", StatusClosed, coordinator, NoLetter},

	{StatusReportIncomplete, DeedRemind, "", StatusReportIncomplete, program, ReportReminder},
	{StatusReportIncomplete, DeedExtend, "", StatusReportIncomplete, coordinator, StatusLetter},
	{StatusReportIncomplete, DeedReport, Lacking, StatusReportIncomplete, applicant, AckReportIncomplete},
	{StatusReportIncomplete, DeedReport, Whole, StatusReported, applicant, AckReportComplete},
	{StatusReportIncomplete, DeedRepay, "", StatusReportIncomplete, coordinator, NoLetter},
	{StatusReportIncomplete, DeedClose, "", StatusClosed, coordinator, NoLetter},

	{StatusReported, DeedReport, Whole, StatusReported, applicant, AckReportComplete},
	{StatusReported, DeedReport, Lacking, StatusReported, applicant, AckReportComplete},
	{StatusReported, DeedRepay, "", StatusReported, coordinator, NoLetter},
	{StatusReported, DeedClose, "", StatusClosed, coordinator, NoLetter},

	{StatusWithdrawn, DeedRepay, "", StatusWithdrawn, coordinator, NoLetter},
	{StatusWithdrawn, DeedClose, "", StatusClosed, coordinator, NoLetter},
}

// anywhere are deeds that change no status and can be done in every one.
var anywhere = []Step{
	{Deed: DeedAsk, Who: applicant, Letter: StatusLetter},
	{Deed: DeedConfirm, Who: coordinator, Letter: NoLetter},
	{Deed: DeedNote, Who: coordinator, Letter: NoLetter},
}

// step finds what a deed leads to in a status; false if it cannot be done
// there. A line without an outcome serves both.
func step(from Status, d Deed, when Outcome) (Step, bool) {
	for _, s := range Lifecycle {
		if s.From == from && s.Deed == d && (s.When == when || s.When == "" && from != "") {
			return s, true
		}
	}
	for _, s := range anywhere {
		if s.Deed == d && from != "" {
			s.From, s.To = from, from
			return s, true
		}
	}
	return Step{}, false
}

// Deeds lists what a role can do in a status, in the order of the table.
func (s Status) Deeds(r Role) []Deed {
	var deeds []Deed
	for _, step := range Lifecycle {
		if step.From == s && slices.Contains(step.Who, r) && !slices.Contains(deeds, step.Deed) {
			deeds = append(deeds, step.Deed)
		}
	}
	return deeds
}
