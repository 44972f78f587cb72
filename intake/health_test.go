package intake

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"medelbot/intake/internal/imaptest"
)

// A watcher tells since when the mailbox is not read and why, and forgets it
// when it is read again.
func TestHealth(t *testing.T) {
	fake := imaptest.StartFake(t)
	r := newRig(t, fake.URL, nil)
	same(t, "at first", r.Health(), Health{})
	r.once(t)
	same(t, "after a look", r.Health(), Health{LastRead: start})
	r.clock.add(time.Hour)
	r.failed(context.DeadlineExceeded)
	r.clock.add(time.Hour)
	r.failed(context.Canceled)
	h := r.Health()
	if h.LastRead != start || h.FailsSince != start.Add(time.Hour) || h.Err != context.Canceled {
		t.Errorf("in trouble: %+v", h)
	}
	r.once(t)
	same(t, "read again", r.Health(), Health{LastRead: start.Add(2 * time.Hour)})
}

// Run notes what keeps it from reading, also what waits for a person, but not
// that it was told to stop.
func TestRunNotesTrouble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, "imap://127.0.0.1:1", nil)
		r.Account.URL = "nonsense"
		if err := r.Run(t.Context()); err == nil || r.Health().Err != err || r.Health().FailsSince.IsZero() {
			t.Errorf("run ended with %v, noted is %+v", err, r.Health())
		}
		stopped := newRig(t, "imap://127.0.0.1:1", nil)
		ctx, stop := context.WithCancel(t.Context())
		stop()
		if err := stopped.Run(ctx); err != nil || stopped.Health().Err != nil {
			t.Errorf("stopped with %v, noted is %+v", err, stopped.Health())
		}
	})
}
