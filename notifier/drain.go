package notifier

import (
	"context"
	"errors"
	"fmt"
	"time"

	"medelbot"
)

// errNotNoted means that the store could not note what became of a letter. To
// go on would risk sending it twice.
var errNotNoted = errors.New("what became of a letter could not be noted")

// copyGrace is how long a copy may still take once the program is stopping.
const copyGrace = 5 * time.Second

// drain takes one mailbox's letters out, over one connection that is opened
// when the first letter needs it.
type drain struct {
	*Outbox
	route *Route
	conn  Conn
	used  bool // a letter went over conn: it may have grown stale
}

// verdict is what became of a letter.
type verdict struct {
	state   medelbot.OutboxState
	reason  string
	later   time.Time // for Queued
	inSent  bool      // found in Sent: no copy is due
	trouble error     // the server is out of reach: the others would fare no better
}

func (d *drain) close() {
	if d.conn != nil {
		d.conn.Close()
		d.conn = nil
	}
}

func (d *drain) run(ctx context.Context) (int, error) {
	count, last := 0, int64(0)
	for ctx.Err() == nil && !d.isBlocked(d.route.Mailbox) {
		d.beat()
		// One at a time, so that a pause holds from the next letter on.
		due, err := d.Store.Due(ctx, d.route.Mailbox, 1)
		if err != nil {
			return count, fmt.Errorf("the letters due cannot be listed: %w", err)
		}
		if len(due) == 0 || due[0].ID == last {
			return count, nil
		}
		l := due[0]
		last = l.ID
		// The connection comes first, for a crash while connecting says nothing
		// of the letter. From the attempt on a crash leaves it in state sending,
		// which is looked up and never just repeated.
		var unreached error
		if d.sends(l) {
			unreached = d.connect(ctx)
		}
		if d.drafts(l) {
			l.Mode = medelbot.Draft // so that it is looked up as a draft after a crash
		}
		ours, err := d.Store.Attempt(ctx, l.ID, l.Mode)
		if err != nil {
			return count, fmt.Errorf("the attempt at letter %d cannot be noted: %w", l.ID, err)
		}
		if !ours {
			continue
		}
		l.Attempts++
		var v verdict
		if unreached != nil {
			v = d.trouble(l, unreached)
		} else {
			v = d.take(ctx, l)
		}
		if err := d.settle(ctx, l, v); err != nil {
			return count, err
		}
		if v.trouble != nil {
			d.close()
			if ctx.Err() != nil {
				return count, nil
			}
			d.reached(d.route.Mailbox, v.trouble)
			return count, v.trouble
		}
		if v.state == medelbot.Sent || v.state == medelbot.Drafted {
			count++
		}
	}
	return count, nil
}

// take tries one letter.
func (d *drain) take(ctx context.Context, l medelbot.Letter) verdict {
	if reason := d.hold(l); reason != "" {
		return verdict{state: medelbot.Held, reason: reason}
	}
	if d.drafts(l) {
		return d.draft(ctx, l)
	}
	return d.send(ctx, l)
}

// hold says why a letter must not leave after all; "" if it may. A letter that
// was composed under another mode leaves by the more careful one of the two:
// whoever turns sending off means the waiting ones too.
func (d *drain) hold(l medelbot.Letter) string {
	switch {
	case d.Allowed != nil && !d.Allowed(l.To):
		return medelbot.HeldNotAllowed
	case d.Mode == medelbot.Observe && l.Mode != medelbot.Released:
		return medelbot.HeldObserve
	case !d.drafts(l) && d.route.SMTP == nil:
		return medelbot.HeldNoServer
	}
	return ""
}

// drafts tells whether a letter goes to Drafts.
func (d *drain) drafts(l medelbot.Letter) bool {
	return isDraft(l) || d.Mode == medelbot.Draft && l.Mode == medelbot.Send && !l.Name.ToCoordinator()
}

// sends tells whether a letter needs a connection to leave by.
func (d *drain) sends(l medelbot.Letter) bool { return d.hold(l) == "" && !d.drafts(l) }

// isDraft tells a letter composed to go to Drafts, or once tried as a draft. Those to coordinators never
// do: they are sent also in mode draft.
func isDraft(l medelbot.Letter) bool {
	return l.Mode == medelbot.Draft && !l.Name.ToCoordinator()
}

// connect opens the connection, unless there is one.
func (d *drain) connect(ctx context.Context) error {
	if d.conn != nil {
		return nil
	}
	conn, err := d.route.SMTP.Open(ctx)
	if err != nil {
		return err
	}
	d.conn, d.used = conn, false
	d.reached(d.route.Mailbox, nil)
	return nil
}

func (d *drain) send(ctx context.Context, l medelbot.Letter) verdict {
	for {
		d.beat()
		if err := d.connect(ctx); err != nil {
			return d.trouble(l, err)
		}
		stale := d.used
		d.used = true
		err := d.conn.Send(ctx, d.route.From, l.To, l.Raw)
		if err == nil {
			return verdict{state: medelbot.Sent}
		}
		var failed *SendError
		if !errors.As(err, &failed) {
			failed = &SendError{Unknown, err}
		}
		switch failed.Outcome {
		case Delayed:
			return d.again(l, err)
		case Refused:
			return verdict{state: medelbot.Failed, reason: err.Error()}
		case Unknown:
			d.close()
			return d.lookUp(ctx, l, "the connection ended before the server said whether it took the letter: "+err.Error())
		}
		d.close()
		if !stale || ctx.Err() != nil {
			return d.trouble(l, err)
		}
		// Servers end a session after so many letters or so much time. Nothing of
		// this letter was taken, so a fresh connection may try it at once.
	}
}

// trouble queues a letter again because the server cannot be reached; nothing
// was sent. The letter is not to blame for what a person must mend, and waits for
// that as long as it takes.
func (d *drain) trouble(l medelbot.Letter, err error) verdict {
	v := d.again(l, err)
	if waits(err) {
		v = verdict{state: medelbot.Queued, reason: reasonOf(err), later: d.Clock().Add(delay(l.Attempts))}
	}
	v.trouble = err
	return v
}

// again queues a letter with a growing wait, or gives it up.
func (d *drain) again(l medelbot.Letter, err error) verdict {
	now := d.Clock()
	if now.Sub(l.CreatedAt) >= patience && l.Attempts >= enough {
		return verdict{state: medelbot.Failed, reason: fmt.Sprintf("given up after %d days: %s", int(patience/(24*time.Hour)), reasonOf(err))}
	}
	return verdict{state: medelbot.Queued, reason: reasonOf(err), later: now.Add(delay(l.Attempts))}
}

// lookUp finds out whether a letter of unknown fate left: where the server
// keeps what it sends, it lies in Sent. Else a person must look; it is never
// just sent again (promise 3).
func (d *drain) lookUp(ctx context.Context, l medelbot.Letter, why string) verdict {
	v := verdict{state: medelbot.Uncertain, reason: why}
	if d.route.Sent == nil || ctx.Err() != nil {
		return v
	}
	found, err := d.route.Sent.Find(ctx, l.MessageID)
	switch {
	case err != nil:
		v.reason += fmt.Sprintf("; it could not be looked up in Sent: %v", err)
	case found:
		return verdict{state: medelbot.Sent, inSent: true}
	default:
		v.reason += "; it is not in Sent"
	}
	return v
}

// draft puts a letter in Drafts, unless an earlier attempt did so already.
func (d *drain) draft(ctx context.Context, l medelbot.Letter) verdict {
	v := d.lookForDraft(ctx, l)
	if v.trouble == nil {
		d.reached(d.route.Mailbox, nil)
	}
	if v.state == medelbot.Drafted || v.reason != "" {
		return v
	}
	if err := d.route.Drafts.Append(ctx, l.Raw); err != nil {
		// Whether it got there is seen at the next attempt.
		return d.again(l, fmt.Errorf("it could not be put in Drafts: %w", err))
	}
	return verdict{state: medelbot.Drafted}
}

// lookForDraft gives Drafted if the letter lies in Drafts, Queued without a
// reason if it does not.
func (d *drain) lookForDraft(ctx context.Context, l medelbot.Letter) verdict {
	if d.route.Drafts == nil {
		return verdict{state: medelbot.Held, reason: medelbot.HeldNoDrafts}
	}
	found, err := d.route.Drafts.Find(ctx, l.MessageID)
	switch {
	case err != nil:
		return d.trouble(l, fmt.Errorf("it could not be looked for in Drafts: %w", err))
	case found:
		return verdict{state: medelbot.Drafted}
	}
	return verdict{state: medelbot.Queued, later: d.Clock()}
}

// settle notes what became of a letter, also when the program is stopping, and
// puts the copy in Sent.
func (d *drain) settle(ctx context.Context, l medelbot.Letter, v verdict) error {
	if err := d.Store.Settle(context.WithoutCancel(ctx), l.ID, v.state, v.reason, v.later); err != nil {
		return fmt.Errorf("%w: letter %d is %s: %w", errNotNoted, l.ID, v.state, err)
	}
	medelbot.LogLetter.To(d.Log, medelbot.KeyMailbox.Is(l.Mailbox), medelbot.KeyID.Is(l.ID), medelbot.KeyCase.Is(l.Case), medelbot.KeyLetter.Is(l.Name),
		medelbot.KeyState.Is(v.state), medelbot.KeyReason.Is(logged(v.reason)), medelbot.KeyAttempt.Is(l.Attempts))
	if v.state != medelbot.Sent || v.inSent || d.route.Sent == nil || !d.route.CopyToSent || l.Name.ToCoordinator() {
		return nil
	}
	copying, done := outliving(ctx, copyGrace)
	defer done()
	// The letter has left: a copy that fails changes nothing.
	if err := d.route.Sent.Append(copying, l.Raw); err != nil {
		medelbot.LogNoCopy.To(d.Log, medelbot.KeyMailbox.Is(l.Mailbox), medelbot.KeyID.Is(l.ID), medelbot.KeyError.Is(nameless(err.Error())))
	}
	return nil
}

// outliving is a context that ends a grace time after another one.
func outliving(ctx context.Context, grace time.Duration) (context.Context, context.CancelFunc) {
	last, end := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		timer := time.AfterFunc(grace, end)
		<-last.Done()
		timer.Stop()
	})
	return last, func() {
		stop()
		end()
	}
}
