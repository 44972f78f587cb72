package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"medelbot"
	"medelbot/intake"
	"medelbot/intake/imap"
	"medelbot/notifier"
)

// lookoutStore is what the lookout needs of the store.
type lookoutStore interface {
	Enqueue(ctx context.Context, l medelbot.Letter) (bool, error)
	LastKey(ctx context.Context, prefix string) (string, error)
}

// lookout tells the coordinators of a mailbox that cannot be read, and again
// when it can.
type lookout struct {
	boxes    []*lookedAt
	after    time.Duration // trouble that is shorter is not told; 0 tells none
	store    lookoutStore
	composer *notifier.Composer
	to       []medelbot.Person
	now      func() time.Time
	kick     func() // called when there is a letter to send
	log      *slog.Logger
}

// lookedAt is one mailbox, and what has been told of it.
type lookedAt struct {
	name, address string
	sends         bool // letters can leave from it
	health        func() intake.Health
	told          time.Time // since when it could not be read, as told; zero if there is nothing to take back
}

// lookoutRest is how often the mailboxes are asked how they are.
const lookoutRest = time.Minute

// lookout makes the one lookout.
func (o *office) lookout(watchers []*intake.Watcher) *lookout {
	l := &lookout{
		after: time.Duration(o.cfg.Alarm.After), store: o.store, composer: o.composer, to: o.cfg.People(),
		now: o.now, kick: o.kick, log: o.log,
	}
	for i, w := range watchers {
		m := &o.cfg.Mailboxes[i]
		l.boxes = append(l.boxes, &lookedAt{name: m.Name, address: m.Address, sends: m.SMTP != "", health: w.Health})
	}
	return l
}

// run looks out until ctx ends. Trouble of its own is logged and waited out.
func (l *lookout) run(ctx context.Context) error {
	if l.after == 0 {
		return nil
	}
	remembered := false
	tick := time.NewTicker(lookoutRest)
	defer tick.Stop()
	for {
		var err error
		if !remembered {
			err = l.remember(ctx)
			remembered = err == nil
		}
		if remembered {
			err = l.once(ctx)
		}
		if err != nil && ctx.Err() == nil {
			l.log.Error("the coordinators could not be told how a mailbox is; it is tried again later", "error", err, "try", medelbot.Hint(err))
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// remember finds out what an earlier process has told and not taken back: the
// same trouble is not told twice, and its end is.
func (l *lookout) remember(ctx context.Context) error {
	for _, b := range l.boxes {
		key, err := l.store.LastKey(ctx, notifier.AlarmKey(b.name))
		if err != nil {
			return err
		}
		if since, over, ok := notifier.ParseAlarmKey(key); ok && !over {
			b.told = since
		}
	}
	return nil
}

// once tells what there is to tell now. Trouble with one mailbox's letters does
// not keep the others from theirs.
func (l *lookout) once(ctx context.Context) error {
	var faults []error
	for _, b := range l.boxes {
		h := b.health()
		switch {
		case h.Err == nil && !h.LastRead.IsZero() && !b.told.IsZero():
			err := l.tell(ctx, b, notifier.Alarm{Since: b.told, Again: h.LastRead})
			if err == nil {
				b.told = time.Time{}
			}
			faults = append(faults, err)
		case h.Err != nil && b.told.IsZero() && l.now().Sub(h.FailsSince) >= l.after:
			a := notifier.Alarm{Since: h.LastRead, Error: h.Err.Error()}
			if a.Since.IsZero() { // not read since the start
				a.Since = h.FailsSince
			}
			var trouble *imap.Error
			if errors.As(h.Err, &trouble) {
				a.Cause = string(trouble.Trouble)
			}
			err := l.tell(ctx, b, a)
			if err == nil {
				b.told = a.Since
			}
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}

// tell puts a letter to each coordinator on duty in the outbox. What is there
// already, since an earlier try came half way, is not put there again.
func (l *lookout) tell(ctx context.Context, b *lookedAt, a notifier.Alarm) error {
	a.Mailbox, a.Address = b.name, b.address
	for _, p := range l.to {
		if !p.OnDuty(l.now()) || len(p.Addresses) == 0 {
			continue
		}
		letter, err := l.composer.ComposeAlarm(l.from(b), p, a)
		if err != nil {
			return err
		}
		queued, err := l.store.Enqueue(ctx, letter)
		if err != nil {
			return err
		}
		if queued {
			l.log.Info("alarm composed", "mailbox", b.name, "message_id", letter.MessageID, "state", letter.State)
			l.kick()
		}
	}
	return nil
}

// from is the mailbox that a letter about b leaves from: another one that is
// well if there is one, since the same server and password often are to send by.
func (l *lookout) from(b *lookedAt) string {
	for _, other := range l.boxes {
		if h := other.health(); other.sends && h.Err == nil && !h.LastRead.IsZero() {
			return other.name
		}
	}
	return b.name
}
