package notifier

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/emersion/go-smtp"

	"medelbot"
)

// failing is a store that cannot note what became of a letter.
type failing struct{ *memory }

func (f failing) Settle(context.Context, int64, medelbot.OutboxState, string, time.Time) error {
	return errors.New("disk full")
}

func TestRunStopsWhenNothingCanBeNoted(t *testing.T) {
	m := queued(fixed, 2)
	w := &way{}
	o := outbox(m, w)
	o.Store = failing{m}
	if err := o.Run(t.Context()); !errors.Is(err, errNotNoted) || w.tries != 1 {
		t.Errorf("%v after %d letters", err, w.tries)
	}
	// When that is mended, it goes on as after a restart: the letter may have left.
	o.Store, o.Clock = m, time.Now
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithTimeout(t.Context(), time.Minute)
		defer stop()
		if err := o.Run(ctx); err != nil || m.states() != "uncertain sent" {
			t.Errorf("%v, %s", err, m.states())
		}
	})
}

// Run sends at its start, when woken, when a letter's time comes, and when
// another process has ended a pause; it ends with its context.
func TestRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := queued(time.Now, 1)
		wake := make(chan struct{}, 1)
		o := outbox(m, &way{})
		o.Wake = wake
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- o.Run(ctx) }()
		synctest.Wait()
		expect := func(when, want string) {
			t.Helper()
			synctest.Wait()
			if got := m.states(); got != want {
				t.Errorf("%s: %s, want %s", when, got, want)
			}
		}
		add := func(after time.Duration) {
			m.lock.Lock()
			defer m.lock.Unlock()
			m.letters = append(m.letters, medelbot.Letter{ID: int64(len(m.letters) + 1), Mailbox: "testbaddar", State: medelbot.Queued,
				Mode: medelbot.Send, Name: medelbot.AckComplete, To: "eva@kronoberg.se", CreatedAt: time.Now(), NotBefore: time.Now().Add(after)})
		}
		expect("at the start", "sent")
		add(0)
		wake <- struct{}{}
		expect("woken", "sent sent")
		add(5 * time.Second)
		wake <- struct{}{}
		expect("before its time", "sent sent queued")
		<-time.After(5 * time.Second)
		expect("at its time", "sent sent sent")
		m.lock.Lock()
		m.paused = true
		m.lock.Unlock()
		add(0)
		wake <- struct{}{}
		expect("paused", "sent sent sent queued")
		m.lock.Lock()
		m.paused = false
		m.lock.Unlock()
		<-time.After(pollEvery)
		expect("resumed by another process", "sent sent sent sent")
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

// The whole way to a server that refuses one recipient, delays another and is
// cut in a third.
func TestDrainOverSMTP(t *testing.T) {
	s := &script{}
	s.onRcpt = func(to string) error {
		switch to {
		case "a2@kronoberg.se":
			return smtpError(550, 5, 1, 1, "no such user")
		case "a3@kronoberg.se":
			return smtpError(451, 4, 7, 1, "greylisted")
		}
		return nil
	}
	s.onData = func(c *smtp.Conn) error {
		s.lock.Lock()
		defer s.lock.Unlock()
		if s.to[len(s.to)-1] == "a4@kronoberg.se" {
			return c.Conn().Close()
		}
		return nil
	}
	m := queued(fixed, 5)
	n, err := outbox(m, s.start(t, nil, Plain)).Drain(t.Context())
	if n != 2 || err != nil || m.states() != "sent failed queued uncertain sent" {
		t.Errorf("%d, %v, %s", n, err, m.states())
	}
	_, mails, _ := s.seen()
	if got := fmt.Sprint(len(mails), m.letter(2).Reason, m.letter(3).Reason); got != "2550 5.1.1 no such user451 4.7.1 greylisted" {
		t.Error(got)
	}
}
