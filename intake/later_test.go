package intake

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"medelbot"
	"medelbot/intake/internal/imaptest"
)

var errAway = errors.New("the scanner is away")

// While what it takes to read mail is away nothing is fetched, noted or answered;
// when it is back all of it is read, and nobody need start anything anew.
func TestNotReady(t *testing.T) {
	server := imaptest.StartMemory(t, imaptest.AllCaps())
	var away error
	r := newRig(t, server.URL, func(s *Settings) { s.Ready = func(context.Context) error { return away } })
	r.once(t)
	server.Deliver("INBOX", letter("one"), after)
	away = errAway
	if err := r.Once(t.Context()); !errors.Is(err, errAway) {
		t.Errorf("the look ended in %v", err)
	}
	if rows := len(r.ledger.lives[0].rows); rows != 0 {
		t.Errorf("%d mails are noted", rows)
	}
	for _, c := range server.Commands() {
		if strings.Contains(c, "BODY.PEEK[]") {
			t.Errorf("it was fetched: %s", c)
		}
	}
	away = nil
	same(t, "filed when it is back", told(r.once(t)), "1 one")
}

// A mail that cannot be read now waits, with all that came after it; what came
// before it is filed. None is set aside.
func TestReadLater(t *testing.T) {
	server := imaptest.StartMemory(t, imaptest.AllCaps())
	away := true
	r := newRig(t, server.URL, func(s *Settings) {
		s.Read = func(ctx context.Context, raw []byte, at time.Time) (medelbot.Reading, error) {
			if away && strings.Contains(string(raw), "two") {
				return medelbot.Reading{}, &LaterError{errAway}
			}
			return readSubject(ctx, raw, at)
		}
	})
	r.once(t)
	for _, subject := range []string{"one", "two", "three"} {
		server.Deliver("INBOX", letter(subject), after)
	}
	if err := r.Once(t.Context()); !errors.Is(err, errAway) {
		t.Errorf("the look ended in %v", err)
	}
	same(t, "filed meanwhile", told(r.ledger.take()), "1 one")
	if err := r.Once(t.Context()); !errors.Is(err, errAway) {
		t.Errorf("the next look ended in %v", err)
	}
	// Also the next process reads them, and none apart as if it had killed this one.
	next := r.again(t)
	if err := next.Once(t.Context()); !errors.Is(err, errAway) {
		t.Errorf("the next process's look ended in %v", err)
	}
	same(t, "filed meanwhile", told(r.ledger.take()), "")
	away = false
	filed := next.once(t)
	same(t, "filed when it is back", told(filed), "2 two\n3 three")
	for _, m := range filed {
		if m.Fault != "" {
			t.Errorf("%d is set aside: %s", m.UID, m.Fault)
		}
	}
}

// The daemon tells of it as of any trouble with the mailbox, and goes on by
// itself.
func TestReadyAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake := imaptest.StartPiped(t)
		var log strings.Builder
		begun := time.Now()
		r := newRig(t, fake.URL, func(s *Settings) {
			s.Account.Dial, s.Clock = fake.Dial, time.Now
			s.Log = slog.New(slog.NewTextHandler(&log, nil))
			s.Ready = func(context.Context) error {
				if time.Since(begun) < 3*time.Minute {
					return errAway
				}
				return nil
			}
		})
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- r.Run(ctx) }()
		time.Sleep(time.Minute)
		synctest.Wait()
		if h := r.Health(); !errors.Is(h.Err, errAway) || h.FailsSince.IsZero() {
			t.Errorf("after a minute its health is %+v", h)
		}
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		if h := r.Health(); h.Err != nil || h.LastRead.IsZero() {
			t.Errorf("at last its health is %+v", h)
		}
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if !strings.Contains(log.String(), `msg="mailbox trouble"`) || !strings.Contains(log.String(), "scanner is away") {
			t.Errorf("the log says:\n%s", log.String())
		}
	})
}
