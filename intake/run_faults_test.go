package intake

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"medelbot"
	"medelbot/intake/imap"
	"medelbot/intake/internal/imaptest"
)

// Run comes back after every trouble, tells new mail at once by IDLE, and
// reads on over the next connection.
func TestRunSurvives(t *testing.T) {
	fake := imaptest.StartFake(t)
	var troubles atomic.Int32
	idling := make(chan *imaptest.Conn, 10)
	r := newRig(t, fake.URL, func(s *Settings) {
		s.Poll = time.Hour // IDLE must tell
		s.Log = slog.New(counter{slog.DiscardHandler, &troubles})
	})
	fake.Misbehave(func(c *imaptest.Conn, tag, command string) bool {
		if command != "IDLE" {
			return false
		}
		c.Send("+ idling")
		idling <- c
		if c.Line() == "DONE" {
			c.Send("%s OK done", tag)
		}
		return true
	})
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- r.Run(ctx) }()

	c := <-idling
	fake.Deliver(string(letter("told")), after)
	c.Send("* 1 EXISTS")
	same(t, "filed", (<-r.ledger.filed).Reading.Subject, "told")

	c = <-idling
	fake.Deliver(string(letter("came while away")), after)
	c.Close()
	same(t, "filed", (<-r.ledger.filed).Reading.Subject, "came while away")
	same(t, "troubles told", troubles.Load(), int32(1))

	<-idling
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// counter counts the log lines that tell of trouble.
type counter struct {
	slog.Handler
	troubles *atomic.Int32
}

func (c counter) Enabled(context.Context, slog.Level) bool { return true }

func (c counter) WithAttrs([]slog.Attr) slog.Handler { return c }

func (c counter) Handle(_ context.Context, r slog.Record) error {
	if r.Message == string(medelbot.LogTrouble) {
		c.troubles.Add(1)
	}
	return nil
}

// An idling connection that is dead without a word is found out at the poll.
func TestStalledIdle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake := imaptest.StartPiped(t)
		idling := make(chan bool, 10)
		fake.Misbehave(func(c *imaptest.Conn, _, command string) bool {
			if command != "IDLE" {
				return false
			}
			c.Send("+ idling")
			idling <- true
			c.Hang()
			return true
		})
		r := piped(t, fake, nil)
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- r.Run(ctx) }()
		<-idling
		fake.Deliver(string(letter("untold")), after)
		same(t, "filed", (<-r.ledger.filed).Reading.Subject, "untold")
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

// Run gives up at the start on what only a person can mend.
func TestRunRefusesBadSettings(t *testing.T) {
	server := imaptest.StartMemory(t, nil)
	for name, change := range map[string]func(*Settings){
		"wrong password": func(s *Settings) { s.Account.Password = func() (string, error) { return "fel", nil } },
		"missing folder": func(s *Settings) { s.Folder = "Inkorg" },
	} {
		err := newRig(t, server.URL, change).Run(t.Context())
		var trouble *imap.Error
		if !errors.As(err, &trouble) || !trouble.Permanent() || trouble.Hint() == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A server without IDLE is polled.
func TestPoll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake := imaptest.StartPiped(t)
		fake.Offer("IMAP4rev1")
		r := piped(t, fake, nil)
		r.once(t)
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- r.Run(ctx) }()
		for range 3 {
			synctest.Wait() // it has looked, and waits for the next poll
			fake.Deliver(string(letter("polled")), after)
			same(t, "filed", (<-r.ledger.filed).Reading.Subject, "polled")
		}
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}
