package medelbot

import "time"

// Kind is what a mail is.
type Kind string

const (
	Application Kind = "application"
	Supplement  Kind = "supplement" // adds or corrects elements of a case
	Report      Kind = "report"     // the final report
	StatusQuery Kind = "status_query"
	Withdrawal  Kind = "withdrawal"
	Command     Kind = "command" // a coordinator's decision
	Bounce      Kind = "bounce"
	AutoReply   Kind = "auto_reply" // any automatic answer, receipt or calendar response
	Bulk        Kind = "bulk"       // list, newsletter, spam
	Other       Kind = "other"      // ordinary mail: the person's own
)

// Private reports whether mail of this kind belongs to the mailbox's owner
// alone, so that nothing but a ledger row of it may be kept.
func (k Kind) Private() bool { return k == Other || k == Bulk }

// LetterName names a letter that the program can write. In a Reading it is
// the reply the sender would get if the case exists and the address is its own.
type LetterName string

const (
	NoLetter            LetterName = "none"
	AckComplete         LetterName = "ack_complete"
	AckIncomplete       LetterName = "ack_incomplete"
	AckSupplement       LetterName = "ack_supplement"
	AckReportComplete   LetterName = "ack_report_complete"
	AckReportIncomplete LetterName = "ack_report_incomplete"
	StatusLetter        LetterName = "status"
	AckWithdrawal       LetterName = "ack_withdrawal"
	CompletionReminder  LetterName = "completion_reminder"
	RequestLetter       LetterName = "request" // a coordinator asks for more
	DecisionGranted     LetterName = "decision_granted"
	DecisionDeclined    LetterName = "decision_declined"
	PaymentMade         LetterName = "payment_made"
	ReportReminder      LetterName = "report_reminder"

	// To coordinators.
	DigestLetter     LetterName = "digest"
	NoticeLetter     LetterName = "notice"     // something they should know at once
	TranscriptLetter LetterName = "transcript" // what became of their commands
	AlarmLetter      LetterName = "alarm"      // a mailbox cannot be read, or can be again
)

// ToCoordinator tells letters to our own people. They may hold what gives
// rights (tokens), so they are never copied to Sent or Drafts, and their text
// is not kept once they have left (promise 5).
func (n LetterName) ToCoordinator() bool {
	switch n {
	case DigestLetter, NoticeLetter, TranscriptLetter, AlarmLetter:
		return true
	}
	return false
}

// Warning is something about a mail that a coordinator should know.
type Warning string

const (
	Late                   Warning = "late"
	DuplicateAccountChange Warning = "duplicate_account_change"
	Personnummer           Warning = "personnummer"
	UnreadableAttachment   Warning = "unreadable_attachment"
	SenderNotApplicant     Warning = "sender_not_applicant"
	SeveralApplications    Warning = "several_applications"
	Suspicious             Warning = "suspicious"
)

// Address is one mailbox with its display name, as a header had it.
type Address struct {
	Name  string `json:"name,omitempty"`
	Email string `json:"email,omitempty"`
}

// Trust is what our own border said of the sender (RFC 8601).
type Trust string

const (
	TrustNone Trust = ""     // no verdict from a trusted authserv-id: neutral
	TrustPass Trust = "pass" // DMARC pass, or without any DMARC verdict an aligned DKIM or SPF pass
	TrustFail Trust = "fail" // DMARC fail, or SPF fail without a DMARC pass
)

// Attachment is what became of one file that came with a mail.
type Attachment struct {
	Name    string `json:"name"`
	Type    string `json:"type"` // media type, by content
	Size    int64  `json:"size"` // bytes after decoding
	Problem string `json:"problem,omitempty"`
}

// Reading is all that was read out of one mail. It holds no raw content.
type Reading struct {
	Kind     Kind
	Reply    LetterName
	Call     string // Call.ID, "" if none or unknown
	Case     string // the case number the mail bears or answers, "" if none
	Complete *bool  // nil but for Application and Report
	Warnings []Warning
	Elements Elements

	Reasons     map[Warning]string // of each warning what gave rise to it, in words for a person
	Unanswered  string             // why nobody gets an answer, in words for a person; "" if somebody does
	Explanation *Explanation       // nil unless it was asked for

	MessageID   string // without angle brackets; "" if the mail has none
	InReplyTo   []string
	References  []string
	Subject     string
	Language    Language  // of the sender's own words; "" if they are too few to tell
	From        Address   // the sender as the From field names it
	Applicant   Address   // the sender of the application itself: of a forward the inner one
	ReplyTo     Address   // who gets the answer; empty when nobody can be answered
	Date        time.Time // arrival by the mail's own fields
	Trust       Trust
	TrustWhy    string // which test decided that, in words for a person
	Doubt       Kind   // of ordinary mail: what it may be as well, so that a person must see it; "" if nothing
	Machine     bool   // sent by a program (Auto-Submitted and kin): file, never answer
	Original    string // of a bounce: Message-ID of the letter it speaks of
	Attachments []Attachment
	Forgotten   bool         // its words speak of an attachment, and none came
	Cases       []string     // every case number that it bears above the quote or in its subject; Case is one of them
	Mentions    []Mention    // of an application or a supplement
	Films       []string     // of a report: links to films, as written
	Command     *CommandMail // nil but for Command
	Text        string       // all readable text, for search
	Why         []string     // what decided the kind, in words for a person
	ContentHash [32]byte     // over the decoded content: equal for copies over two routes
	// Barred is why nothing but the header was read: AsideMalware or
	// AsideUnscanned. AsideNone if the mail was read. Malware is the name of what
	// the scanner found, and Unscanned why it could not look, in words for a person.
	Barred             AsideReason
	Malware, Unscanned string
}

// Has reports whether the reading carries warning w.
func (r *Reading) Has(w Warning) bool {
	for _, x := range r.Warnings {
		if x == w {
			return true
		}
	}
	return false
}
