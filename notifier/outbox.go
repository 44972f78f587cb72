package notifier

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"medelbot"
)

// OutboxStore is what the outbox needs of the store.
type OutboxStore interface {
	// Due lists letters of a mailbox that are queued and whose time has come,
	// oldest first, with Raw; none while letters are paused. One that waits for
	// a pass over the mailbox is not due before that.
	Due(ctx context.Context, mailbox string, limit int) ([]medelbot.Letter, error)
	// NextDue says when the next queued letter is due; false if there is none.
	NextDue(ctx context.Context) (time.Time, bool, error)
	// Attempt moves a letter from queued to sending and notes the mode by which
	// it leaves; false if it must not leave, or not now: it was not queued any
	// more, or its case stands otherwise by now.
	Attempt(ctx context.Context, id int64, mode medelbot.LetterMode) (bool, error)
	// Settle moves a letter on from sending, or from drafted or uncertain to
	// sent, or from replaced as a draft to sent.
	Settle(ctx context.Context, id int64, state medelbot.OutboxState, reason string, notBefore time.Time) error
	// Interrupted lists letters found in state sending.
	Interrupted(ctx context.Context) ([]medelbot.Letter, error)
	// Unconfirmed lists letters of a mailbox that are drafted or uncertain, in
	// order of their IDs, from the one after the given ID.
	Unconfirmed(ctx context.Context, mailbox string, after int64, limit int) ([]medelbot.Letter, error)
	// ReplacedDrafts lists letters of a mailbox that were dropped while they lay
	// in Drafts and may lie there still.
	ReplacedDrafts(ctx context.Context, mailbox string, limit int) ([]medelbot.Letter, error)
	// DraftRemoved notes that such a letter lies no longer in Drafts.
	DraftRemoved(ctx context.Context, id int64) error
}

// Folder is one mailbox folder as the outbox uses it, by function values of
// whoever holds the IMAP connection.
type Folder struct {
	// Find tells whether a message with the Message-ID (without angle
	// brackets) lies in the folder.
	Find func(ctx context.Context, messageID string) (bool, error)
	// Append puts a message there.
	Append func(ctx context.Context, raw []byte) error
	// Remove takes the message with the Message-ID away for good; one that is
	// not there is no error. Nil where nothing is ever taken away.
	Remove func(ctx context.Context, messageID string) error
}

// Route is how one mailbox's letters leave.
type Route struct {
	Mailbox string
	From    string  // envelope sender: the mailbox's address
	SMTP    Opener  // nil if letters never leave by mail, as in mode draft
	Drafts  *Folder // for mode draft; nil if there is none
	Sent    *Folder // where letters that left can be looked up; nil if not configured
	// CopyToSent puts a copy of each letter that left in Sent. Leave it off
	// where the server does that by itself.
	CopyToSent bool
}

// Outbox takes queued letters out. Only one may run on a database.
type Outbox struct {
	Store   OutboxStore
	Routes  []Route
	Mode    medelbot.LetterMode       // of the configuration as it is now
	Allowed func(address string) bool // letters_only_to; nil allows all
	Wake    <-chan struct{}           // kicks Run after a commit
	Clock   func() time.Time
	Log     *slog.Logger
	Beat    func() // called when Run goes round and for each letter, from any goroutine; may be nil

	recovery  sync.Mutex // held while recover is at work, which may take minutes
	recovered bool

	lock     sync.Mutex           // guards what follows
	reach    map[string]reach     // by mailbox
	lookedUp map[string]lookUps   // by mailbox
	untidy   map[string]time.Time // by mailbox: when a draft could not be taken away
}

// patience is how long a letter that is refused for now stays in the queue
// (RFC 5321, section 4.5.4.1, asks for four to five days).
const patience = 5 * 24 * time.Hour

// enough is how many attempts a letter gets in any case: one that was held or
// paused for a week must not fail at the first "try again later", which is what
// greylisting says to every newcomer. It is about a day's.
const enough = 24

// pollEvery is how often the queue is looked at without being woken: another
// process may have released a letter or ended a pause.
const pollEvery = 15 * time.Second

// delay is how long to wait after the n-th attempt of a letter, from 1.
func delay(n int) time.Duration {
	waits := []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour}
	return waits[min(max(n, 1), len(waits))-1]
}

// Run takes letters out until ctx ends: at its start, on Wake, and when the
// next one is due. It returns an error only if the store cannot note what
// became of a letter; trouble with a mail server is logged and waited out. After
// such an error it may be called again: it first settles what was under way.
func (o *Outbox) Run(ctx context.Context) error {
	o.recovery.Lock()
	o.recovered = false
	o.recovery.Unlock()
	for {
		o.beat()
		if _, err := o.Drain(ctx); ctx.Err() != nil {
			return nil
		} else if errors.Is(err, errNotNoted) {
			return err
		} else if err != nil {
			medelbot.LogLettersWait.To(o.Log, medelbot.KeyError.Is(nameless(err.Error())), medelbot.KeyTry.Is(medelbot.Hint(err)))
		}
		timer := time.NewTimer(o.wait(ctx))
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-o.Wake:
			timer.Stop()
		case <-timer.C:
		}
	}
}

// wait is how long until the queue must be looked at again. A letter that is
// due and still there is paused or its server is out of reach: no hurry.
func (o *Outbox) wait(ctx context.Context) time.Duration {
	next, ok, err := o.Store.NextDue(ctx)
	if err != nil || !ok {
		return pollEvery
	}
	if d := next.Sub(o.Clock()); d > 0 && d < pollEvery {
		return d
	}
	return pollEvery
}

// Drain takes out what is due now, and returns how many letters left or were
// put in Drafts. An error says which mailbox could not be served; its letters
// stay queued. Now and then it also looks in Sent for letters that a person
// may have sent, or that perhaps left.
func (o *Outbox) Drain(ctx context.Context) (int, error) {
	if err := o.recover(ctx); err != nil {
		return 0, err
	}
	var wg sync.WaitGroup
	counts, faults := make([]int, len(o.Routes)), make([]error, len(o.Routes))
	for i := range o.Routes {
		wg.Go(func() {
			d := drain{Outbox: o, route: &o.Routes[i]}
			defer d.close()
			d.tidy(ctx) // first, so that Drafts never holds two letters that say different things
			counts[i], faults[i] = d.run(ctx)
			d.confirm(ctx)
			if faults[i] != nil {
				faults[i] = fmt.Errorf("mailbox %s: %w", o.Routes[i].Mailbox, faults[i])
			}
		})
	}
	wg.Wait()
	total := 0
	for _, n := range counts {
		total += n
	}
	return total, errors.Join(faults...)
}

// recover settles the letters that were under way when the program died or Run
// ended: the first Drain after that, before anything else is under way.
func (o *Outbox) recover(ctx context.Context) error {
	o.recovery.Lock()
	defer o.recovery.Unlock()
	if o.recovered {
		return nil
	}
	letters, err := o.Store.Interrupted(ctx)
	if err != nil {
		return fmt.Errorf("the letters that were under way cannot be listed: %w", err)
	}
	for _, l := range letters {
		o.beat()
		d := drain{Outbox: o, route: &Route{Mailbox: l.Mailbox}}
		for i := range o.Routes {
			if o.Routes[i].Mailbox == l.Mailbox {
				d.route = &o.Routes[i]
			}
		}
		var v verdict
		if isDraft(l) { // its mode is the one of the attempt, not of today
			v = d.lookForDraft(ctx, l)
		} else {
			v = d.lookUp(ctx, l, "the program stopped while this letter was being sent")
		}
		if err := d.settle(ctx, l, v); err != nil {
			return err
		}
	}
	o.recovered = true
	return nil
}
