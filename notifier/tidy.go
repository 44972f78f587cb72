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
		medelbot.LogDraftStays.To(d.Log, medelbot.KeyMailbox.Is(d.route.Mailbox),
			medelbot.KeyError.Is(nameless(err.Error())), medelbot.KeyTry.Is(medelbot.Hint(err)))
		d.leaveUntidy()
	}
}

// takeAway removes a draft, and only then looks whether a person has sent it:
// once it is gone nobody can, so that the answer holds.
func (d *drain) takeAway(ctx context.Context, l medelbot.Letter) error {
	d.beat()
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
	medelbot.LogDraftRemoved.To(d.Log, medelbot.KeyMailbox.Is(l.Mailbox), medelbot.KeyID.Is(l.ID), medelbot.KeyCase.Is(l.Case), medelbot.KeyLetter.Is(l.Name))
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
