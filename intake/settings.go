package intake

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"medelbot"
	"medelbot/intake/imap"
)

// Store is the ledger and the filing of mail, as far as intake needs it.
type Store interface {
	// OpenFolder notes that a folder is looked at and returns what the ledger
	// knows of it. uidNext is the server's UIDNEXT.
	OpenFolder(ctx context.Context, key medelbot.FolderKey, uidNext uint32) (medelbot.FolderState, error)
	// AddBaseline notes mail that was there before the first start. Noting the
	// same mail twice does no harm.
	AddBaseline(ctx context.Context, key medelbot.FolderKey, known []medelbot.Known) error
	// FinishBaseline ends FolderState.First.
	FinishBaseline(ctx context.Context, key medelbot.FolderKey) error
	// Recognise gives mail that is known from an earlier UIDVALIDITY its new
	// UIDs and returns the UIDs of those that nobody knows.
	Recognise(ctx context.Context, key medelbot.FolderKey, known []medelbot.Known) (unknown []uint32, err error)
	// FinishRescan ends FolderState.Renumbered.
	FinishRescan(ctx context.Context, key medelbot.FolderKey) error
	// FinishMarking ends FolderState.Unmarked for mails that have been marked
	// or moved on the server.
	FinishMarking(ctx context.Context, key medelbot.FolderKey, uids []uint32) error
	// Begin notes mail whose bodies are about to be read.
	Begin(ctx context.Context, key medelbot.FolderKey, known []medelbot.Known) error
	// AddGap notes that count mails with UIDs of from to to are not, or no
	// longer, on the server and were never read. It also ends what was begun.
	AddGap(ctx context.Context, key medelbot.FolderKey, from, to uint32, count int) error
	// Reconcile compares the ledger with all UIDs on the server and returns
	// those that the ledger lacks.
	Reconcile(ctx context.Context, key medelbot.FolderKey, serverUIDs []uint32) (missing []uint32, err error)
	// File takes mails in, in one transaction, and tells for each what became
	// of it, in the same order.
	File(ctx context.Context, mails []medelbot.Mail, h medelbot.Handler) ([]medelbot.Filed, error)
	// NotePass notes that all mail that lay in a mailbox's main folder at the
	// time begun is filed. A decision's letter waits for that: a mail that takes
	// the decision back may lie there. It is called after every look at the
	// folder that found all in order.
	NotePass(ctx context.Context, mailbox string, begun time.Time) error
	// SentFrom says where to go on in the Sent folder: the first UID not looked
	// at yet, at first sight uidNext. A mail dated before since answers nothing.
	SentFrom(ctx context.Context, key medelbot.FolderKey, uidNext uint32) (from uint32, since time.Time, err error)
	// NoteAnswered notes which mails those in the Sent folder answer, and that
	// all below the UID next were looked at. Our own letters may be among them,
	// and mails dated too early.
	NoteAnswered(ctx context.Context, key medelbot.FolderKey, next uint32, answers []medelbot.SentMail) error
}

// ReadFunc reads one mail. internal is the server's INTERNALDATE. It may be
// called from several goroutines at once. An error or a panic sets the mail
// aside, but for a *LaterError.
type ReadFunc func(ctx context.Context, raw []byte, internal time.Time) (medelbot.Reading, error)

// LaterError says that a mail cannot be read now, for a reason that is not its
// own: what it takes to read it is out of reach. The mail waits, and the look at
// the mailbox ends in Err.
type LaterError struct{ Err error }

// Error is that of what is out of reach.
func (e *LaterError) Error() string { return e.Err.Error() }

// Unwrap gives what is out of reach.
func (e *LaterError) Unwrap() error { return e.Err }

// ProbeFunc reads a mail apart from this process and returns an error if that
// failed. It is used for mails that an earlier run began and never finished:
// one of them may have killed it.
type ProbeFunc func(ctx context.Context, raw []byte) error

// AfterFiling says what is done to a mail on the server once it is filed.
type AfterFiling string

// What may be done to a mail after it has been filed. Private mail is never
// touched.
const (
	AfterNothing AfterFiling = "nothing"
	AfterKeyword AfterFiling = "keyword"
	AfterMove    AfterFiling = "move"
)

// Settings make a Watcher. The fields above the blank line must be set.
type Settings struct {
	Mailbox string // its name in the configuration
	Account imap.Account
	Store   Store
	Read    ReadFunc
	Handler medelbot.Handler // handed on to Store.File
	Clock   func() time.Time

	Folder          string        // default INBOX
	JunkFolder      string        // read too, answered never; "" for none
	SentFolder      string        // looked at for answers by hand; "" for none
	Poll            time.Duration // default 1 minute
	MailSize        int64         // bytes; of larger mail only the beginning is read; default 50 MB
	AfterFiling     AfterFiling   // default AfterNothing
	Keyword         string        // for AfterKeyword; default "Medelbot"
	ProcessedFolder string        // for AfterMove
	Probe           ProbeFunc     // nil: mail found begun is read like any other
	// Ready is asked before each look at the mailbox. Its error is the look's, and
	// nothing was fetched or noted then. nil: always ready.
	Ready func(ctx context.Context) error
	Wake  func()       // called when a letter may be due: composed, or no longer waiting for a pass; may be nil
	Log   *slog.Logger // default: nothing is logged
	Beat  func()       // called when Run goes round, at least once in Poll, and whenever it gets on, from any goroutine; may be nil
}

const (
	defaultPoll     = time.Minute
	defaultMailSize = 50_000_000
	defaultKeyword  = "Medelbot"
)

// withDefaults returns s with the defaults filled in, or says what is missing.
func (s Settings) withDefaults() (Settings, error) {
	switch {
	case s.Mailbox == "":
		return s, errors.New("the mailbox has no name")
	case s.Store == nil || s.Read == nil || s.Clock == nil:
		return s, fmt.Errorf("mailbox %s: a watcher needs a store, a reader and a clock", s.Mailbox)
	case s.AfterFiling == AfterMove && s.ProcessedFolder == "":
		return s, fmt.Errorf(`mailbox %s: after_filing = "move" needs a processed_folder`, s.Mailbox)
	}
	switch s.AfterFiling {
	case "":
		s.AfterFiling = AfterNothing
	case AfterNothing, AfterKeyword, AfterMove:
	default:
		return s, fmt.Errorf(`mailbox %s: after_filing is %q, must be "nothing", "keyword" or "move"`, s.Mailbox, s.AfterFiling)
	}
	if s.Folder == "" {
		s.Folder = "INBOX"
	}
	if s.Poll <= 0 {
		s.Poll = defaultPoll
	}
	if s.MailSize <= 0 {
		s.MailSize = defaultMailSize
	}
	if s.Keyword == "" {
		s.Keyword = defaultKeyword
	}
	if s.Wake == nil {
		s.Wake = func() {}
	}
	if s.Beat == nil {
		s.Beat = func() {}
	}
	if s.Log == nil {
		s.Log = slog.New(slog.DiscardHandler)
	}
	s.Log = s.Log.With(string(medelbot.KeyMailbox), s.Mailbox)
	return s, nil
}
