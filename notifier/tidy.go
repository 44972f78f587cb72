package notifier

import (
	"context"
	"time"

	"medelbot"
)

// tidy takes letters that newer ones have replaced away from Drafts. Where that
// cannot be done, it is tried again as seldom as Sent is searched: other letters
// do not wait for it.
func (d *drain) tidy(ctx context.Context) {
	if d.route.Drafts == nil || d.route.Drafts.Remove == nil || !d.turnToTidy() {
		return
	}
	letters, err := d.Store.ReplacedDrafts(ctx, d.route.Mailbox, confirmMost)
	for _, l := range letters {
		if err == nil {
			err = d.takeAway(ctx, l)
		}
	}
	if err != nil && ctx.Err() == nil {
		d.Log.Warn("a draft that a newer letter replaces could not be taken away", "mailbox", d.route.Mailbox,
			"error", nameless(err.Error()), "try", medelbot.Hint(err))
		d.leaveUntidy()
	}
}

// takeAway removes a draft, and only then looks whether a person has sent it:
// once it is gone nobody can, so that the answer holds.
func (d *drain) takeAway(ctx context.Context, l medelbot.Letter) error {
	if err := d.route.Drafts.Remove(ctx, l.MessageID); err != nil {
		return err
	}
	if d.route.Sent != nil {
		found, err := d.route.Sent.Find(ctx, l.MessageID)
		if err != nil {
			return err
		}
		if found {
			return d.settle(ctx, l, verdict{state: medelbot.Sent, inSent: true})
		}
	}
	if err := d.Store.DraftRemoved(ctx, l.ID); err != nil {
		return err
	}
	d.Log.Info("draft taken away", "id", l.ID, "case", l.Case, "letter", l.Name, "message_id", l.MessageID)
	return nil
}

func (d *drain) turnToTidy() bool {
	d.lock.Lock()
	defer d.lock.Unlock()
	at, untidy := d.untidy[d.route.Mailbox]
	return !untidy || d.Clock().Sub(at) >= confirmEvery
}

func (d *drain) leaveUntidy() {
	d.lock.Lock()
	defer d.lock.Unlock()
	if d.untidy == nil {
		d.untidy = map[string]time.Time{}
	}
	d.untidy[d.route.Mailbox] = d.Clock()
}
