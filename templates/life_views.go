package templates

import (
	"time"

	"medelbot"
)

// The views of the letters that a case brings after its acknowledgement.

// Asked is what a letter asks an applicant for.
type Asked struct {
	// Question is what a coordinator wants to know, in the coordinator's own
	// words, line by line; empty if there is nothing.
	Question []string
	Lacking  []Element // to be sent, in the call's order
	Deadline time.Time // the last day for the answer; zero if nothing is asked for
	Form     bool      // the call's form is attached
}

// Wants tells whether anything is asked for.
func (a Asked) Wants() bool { return len(a.Question) > 0 || len(a.Lacking) > 0 }

// Came is what the answers to a mail have in common that added to a case.
type Came struct {
	Arrived time.Time // when the mail came
	// Personnummer is set if the mail held one, which nobody needs.
	Personnummer bool
	// Withheld is set if something that came with the mail is not shown, because
	// nothing proves that it came from the one who gets this letter.
	Withheld bool
	Files    []File // attachments that could not be read
	// Forgotten is set if the sender speaks of an attachment and none came.
	Forgotten bool
}

// Paying is where a case's money goes.
type Paying struct {
	Account string // its kind and last four digits; "" if it is not known
	// Unconfirmed is set if a coordinator must check the account before anything
	// is paid to it.
	Unconfirmed bool
}

// Reporting is the final report that a case owes.
type Reporting struct {
	ReportDue time.Time // its last day; zero if none is awaited
	Parts     []Element // what it should hold, without values
}

// ReportParts lists the parts of a final report, of which nothing is known yet.
func ReportParts() []Element {
	parts := make([]Element, len(medelbot.ReportElements))
	for i, key := range medelbot.ReportElements {
		parts[i] = Element{Key: key, Status: medelbot.Missing, Report: true}
	}
	return parts
}

// AckSupplementView is the view of ack_supplement: the applicant has added or
// corrected something.
type AckSupplementView struct {
	Matter
	Came
	Asked
	Paying
	Changed  []Element // in order now, and brought or changed by this mail
	Accepted []Element // in order since before
}

// CompletionReminderView is the view of completion_reminder: what was asked for
// has not come.
type CompletionReminderView struct {
	Matter
	Asked
	Days int // since it was asked for
}

// RequestView is the view of request: a coordinator asks for more.
type RequestView struct {
	Matter
	Asked
}

// Decided is what the letters of a decision have in common.
type Decided struct {
	Reason    []string // in the coordinators' own words, line by line; may be empty
	By        []string // the names of those who decided
	DecidedAt time.Time
	Sought    int64 // kronor sought, 0 if not known
}

// DecisionGrantedView is the view of decision_granted.
type DecisionGrantedView struct {
	Matter
	Decided
	Paying
	Reporting
	Sum int64 // kronor granted
}

// DecisionDeclinedView is the view of decision_declined.
type DecisionDeclinedView struct {
	Matter
	Decided
}

// PaymentMadeView is the view of payment_made.
type PaymentMadeView struct {
	Matter
	Paying
	Reporting
	Sum    int64 // kronor paid
	PaidAt time.Time
}

// ReportReminderView is the view of report_reminder.
type ReportReminderView struct {
	Matter
	Reporting
	Days    int       // since the report's day, negative before it
	Came    bool      // a report has come
	Lacking []Element // what lacks in the report that came
	Form    bool      // the form to report with is attached
}

// Ahead is how many days are left for the report, 0 if none.
func (v ReportReminderView) Ahead() int { return max(0, -v.Days) }

// AckReport is what the answers to a report have in common.
type AckReport struct {
	Matter
	Came
	Accepted  []Element // the report's parts that are there
	Films     []string  // links to films, made inert; none if they may not be shown
	FilmCount int       // how many films there are, those that came as attachments among them
}

// AckReportCompleteView is the view of ack_report_complete.
type AckReportCompleteView struct {
	AckReport
	Whole bool // all parts are there; else something was added to a report that was taken before
}

// AckReportIncompleteView is the view of ack_report_incomplete.
type AckReportIncompleteView struct {
	AckReport
	Asked
}

// StatusView is the view of status: how a case stands. It holds what is known
// at any point of a case's life; Status says what of it matters.
type StatusView struct {
	Matter
	Asked  // in an incomplete case what of the application, after a report what of that
	Paying // of a case that is granted
	Reporting
	// Status is how the applicant may know the case: a decision that can still be
	// undone is not told.
	Status   medelbot.Status
	Extended bool      // the letter tells of a new last day for the report
	Opened   time.Time // when the application came
	Accepted []Element // the application's elements that are in order
	Sought   int64     // kronor sought, 0 if not known
	Sum      int64     // kronor granted, 0 if none
	Paid     int64     // kronor paid, 0 if none
	PaidAt   time.Time
	// DecidedAt is when the decision was made; zero if it is not told yet.
	DecidedAt time.Time
	Late      bool // the last day for the report has passed
}

// AckWithdrawalView is the view of ack_withdrawal.
type AckWithdrawalView struct {
	Matter
	Arrived time.Time // when the withdrawal came; zero if it came by another way than mail
	Granted bool      // money had been granted
	Paid    int64     // kronor that were paid and have not come back
}

// Letter names the letter that the view is for.
func (AckSupplementView) Letter() medelbot.LetterName { return medelbot.AckSupplement }

// Letter names the letter that the view is for.
func (CompletionReminderView) Letter() medelbot.LetterName { return medelbot.CompletionReminder }

// Letter names the letter that the view is for.
func (RequestView) Letter() medelbot.LetterName { return medelbot.RequestLetter }

// Letter names the letter that the view is for.
func (DecisionGrantedView) Letter() medelbot.LetterName { return medelbot.DecisionGranted }

// Letter names the letter that the view is for.
func (DecisionDeclinedView) Letter() medelbot.LetterName { return medelbot.DecisionDeclined }

// Letter names the letter that the view is for.
func (PaymentMadeView) Letter() medelbot.LetterName { return medelbot.PaymentMade }

// Letter names the letter that the view is for.
func (ReportReminderView) Letter() medelbot.LetterName { return medelbot.ReportReminder }

// Letter names the letter that the view is for.
func (AckReportCompleteView) Letter() medelbot.LetterName { return medelbot.AckReportComplete }

// Letter names the letter that the view is for.
func (AckReportIncompleteView) Letter() medelbot.LetterName { return medelbot.AckReportIncomplete }

// Letter names the letter that the view is for.
func (StatusView) Letter() medelbot.LetterName { return medelbot.StatusLetter }

// Letter names the letter that the view is for.
func (AckWithdrawalView) Letter() medelbot.LetterName { return medelbot.AckWithdrawal }
