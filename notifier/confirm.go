package notifier

import (
	"context"
	"time"

	"medelbot"
)

// Sent is searched at most this often, for at most so many letters each time:
// drafts may lie for weeks, and a search is work for the server.
const (
	confirmEvery = 5 * time.Minute
	confirmMost  = 20
)

// lookUps is how far a mailbox's letters have been looked up in Sent.
type lookUps struct {
	at    time.Time // when it was last done
	after int64     // the last letter looked up; 0 begins with the oldest
}

// confirm looks for drafted and uncertain letters in Sent, and notes those that
// lie there as sent. The next ones' turn is the next time, so that no letter
// waits for ever behind those that are never found.
//
// A letter is known by its Message-ID. Some mail programs give a draft a new
// one when a person sends it; that letter stays drafted here, which does no
// harm: a draft is never sent or drafted again by itself.
//
// Trouble is only told: nothing waits for the answer, and the next time comes.
func (d *drain) confirm(ctx context.Context) {
	after, ok := d.turnToConfirm()
	if !ok || ctx.Err() != nil {
		return
	}
	letters, err := d.Store.Unconfirmed(ctx, d.route.Mailbox, after, confirmMost)
	for _, l := range letters {
		d.beat()
		var found bool
		if found, err = d.route.Sent.Find(ctx, l.MessageID); err != nil {
			break
		}
		if found {
			// A person may have dropped or released it just now: their word holds.
			if err = d.settle(ctx, l, verdict{state: medelbot.Sent, inSent: true}); err != nil {
				break
			}
		}
		after = l.ID
	}
	if err != nil && ctx.Err() == nil {
		medelbot.LogNotLookedUp.To(d.Log, medelbot.KeyMailbox.Is(d.route.Mailbox), medelbot.KeyError.Is(nameless(err.Error())))
	} else if len(letters) < confirmMost {
		after = 0
	}
	d.confirmed(after)
}

// turnToConfirm tells whether it is time to look in the mailbox's Sent, and
// after which letter to begin.
func (d *drain) turnToConfirm() (after int64, ok bool) {
	d.lock.Lock()
	defer d.lock.Unlock()
	last := d.lookedUp[d.route.Mailbox]
	return last.after, d.route.Sent != nil && (last.at.IsZero() || d.Clock().Sub(last.at) >= confirmEvery)
}

func (d *drain) confirmed(after int64) {
	d.lock.Lock()
	defer d.lock.Unlock()
	if d.lookedUp == nil {
		d.lookedUp = map[string]lookUps{}
	}
	d.lookedUp[d.route.Mailbox] = lookUps{at: d.Clock(), after: after}
}
