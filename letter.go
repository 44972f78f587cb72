package medelbot

import "time"

// OutboxState is where a letter stands.
type OutboxState string

const (
	Queued    OutboxState = "queued"    // leaves when its time comes
	Sending   OutboxState = "sending"   // attempt recorded, answer not yet
	Held      OutboxState = "held"      // waits for a person (observe mode, a cap, a doubt)
	Drafted   OutboxState = "drafted"   // lies in the Drafts folder for the person to send
	Sent      OutboxState = "sent"      // the server took it
	Failed    OutboxState = "failed"    // the server refused it for good
	Uncertain OutboxState = "uncertain" // perhaps delivered: a person must look
	Dropped   OutboxState = "dropped"   // a person decided that it shall not leave
)

// LetterMode says what becomes of the letters.
type LetterMode string

const (
	Observe LetterMode = "observe" // compose and keep, send nothing
	Draft   LetterMode = "draft"   // put in the Drafts folder, a person sends
	Send    LetterMode = "send"
	// Released is of a single letter, never of the configuration: a person has
	// said that it shall be sent, whatever the configuration says.
	Released LetterMode = "released"
)

// Letter is one composed mail on its way out.
type Letter struct {
	ID        int64
	Key       string // unique: the same letter is never queued twice
	Mailbox   string // name of the mailbox it leaves from
	Case      string // case number, "" for digests
	Name      LetterName
	To        string // one bare address
	Subject   string
	MessageID string // without angle brackets
	Raw       []byte // RFC 5322, ready to send
	State     OutboxState
	Reason    string     // why held, failed or uncertain, in words for a person
	Mode      LetterMode // as composed; Draft also of a letter once tried as a draft
	Attempts  int
	NotBefore time.Time
	CreatedAt time.Time
	AttemptAt time.Time // zero: never tried
	SentAt    time.Time
	MailID    int64 // the kept mail that it answers; 0 if none
	// AfterPass holds the letter until a complete pass over its mailbox that was
	// begun after NotBefore: a decision may have been undone by a mail that
	// waits there (promise 5).
	AfterPass bool
	// Expects is the status in which the case must still be when the letter
	// leaves; "" is any.
	Expects Status
	// Follows is the Message-ID, without angle brackets, of the newest mail in the
	// case from the one who gets the letter: one that answers no mail is shown
	// below it. "" if there is none. It is not stored.
	Follows string
	// Tokens are what the letter holds that gives rights. They are stored with
	// it, hashed.
	Tokens []Token
}

// Unsent tells letters that have certainly not left.
func (l *Letter) Unsent() bool {
	return (l.State == Queued && l.Attempts == 0) || l.State == Held || l.State == Failed
}

// Reasons for which a letter is held when it is composed.
const (
	HeldObserve    = "observe mode: letters are composed and kept, not sent"
	HeldNotAllowed = "the address is not among letters_only_to"
	// HeldNoAddress is of a letter that was not even written.
	HeldNoAddress = "the case has no address to write to"
	HeldCap       = "the address has had its letters for today (limits.letters_per_address_day)"
	// HeldRestored is of what answers a mail, or was due, from before a backup
	// was put back.
	HeldRestored = "perhaps sent before the backup was put back"
)

// UncertainRestored is why a letter is uncertain that waited in a backup.
const UncertainRestored = "perhaps sent since the backup was made"

// Reasons for which a letter was dropped by the program.
const (
	DroppedReplaced = "a newer letter of the same case took its place"
	DroppedByHand   = "a person answered the mail by hand"
	DroppedUndone   = "the decision was undone"
	DroppedStale    = "the case no longer stands as the letter tells"
	DroppedInSent   = "it was answered before the backup was put back: the answer lies in Sent"
	DroppedErased   = "what it tells of was erased"
)

// Reasons for which a letter is held later.
const (
	HeldMuted    = "the address was muted" // followed by who muted it
	HeldNoServer = "there is no mail server to send it by. Try: smtp in [[mailbox]]"
	HeldNoDrafts = "there is no Drafts folder for this mailbox. Try: drafts_folder"
)
