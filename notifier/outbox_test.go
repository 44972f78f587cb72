package notifier

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"medelbot"
)

// way is an Opener whose connections answer as a test tells them to.
type way struct {
	opened, closed int
	open           func(n int) error
	send           func(n int, to string) error // n counts the letters over all connections, from 1
	sent           []string
	tries          int
}

func (w *way) Open(context.Context) (Conn, error) {
	w.opened++
	if w.open != nil {
		if err := w.open(w.opened); err != nil {
			return nil, err
		}
	}
	return w, nil
}

func (w *way) Send(_ context.Context, _, to string, _ []byte) error {
	w.tries++
	if w.send != nil {
		if err := w.send(w.tries, to); err != nil {
			return err
		}
	}
	w.sent = append(w.sent, to)
	return nil
}

func (w *way) Close() { w.closed++ }

func outbox(m *memory, w Opener) *Outbox {
	return &Outbox{Store: m, Clock: m.clock, Log: discard(),
		Routes: []Route{{Mailbox: "testbaddar", From: "harald.gronqvist@skr.se", SMTP: w}}}
}

func fixed() time.Time { return time.Date(2021, 5, 3, 8, 0, 0, 0, time.UTC) }

func TestDrainManyLettersOneConnection(t *testing.T) {
	s := &script{}
	m := queued(fixed, 30)
	n, err := outbox(m, s.start(t, nil, Plain)).Drain(t.Context())
	if clients, mails, _ := s.seen(); n != 30 || err != nil || clients != 1 || len(mails) != 30 {
		t.Errorf("%d left, %v; %d connections, %d letters", n, err, clients, len(mails))
	}
	// The attempt is noted before the letter is handed over, the outcome after.
	if !slices.Equal(m.log[:4], []string{"1 sending", "1 sent", "2 sending", "2 sent"}) {
		t.Errorf("%v", m.log[:4])
	}
	if n, err := outbox(m, s.start(t, nil, Plain)).Drain(t.Context()); n != 0 || err != nil {
		t.Errorf("a second drain: %d, %v", n, err)
	}
}

func TestDrainOutcomes(t *testing.T) {
	tests := []struct {
		name   string
		fault  error
		state  medelbot.OutboxState
		reason string
		others string // state of the two letters after it
	}{
		{"451", &SendError{Delayed, errors.New("451 greylisted")}, medelbot.Queued, "451 greylisted", "sent sent"},
		{"550", &SendError{Refused, errors.New("550 no such user")}, medelbot.Failed, "550 no such user", "sent sent"},
		{"cut after DATA", &SendError{Unknown, errors.New("EOF")}, medelbot.Uncertain, "EOF", "sent sent"},
		{"an error of no kind", errors.New("strange"), medelbot.Uncertain, "strange", "sent sent"},
		{"cut before DATA", &SendError{Unsent, errors.New("EOF")}, medelbot.Queued, "EOF", "queued queued"},
		{"with a hint", &SendError{Unsent, &Error{Text: "no way in", Try: "the key"}}, medelbot.Queued, "no way in. Try: the key", "queued queued"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := &way{send: func(n int, _ string) error {
				if n == 1 {
					return tt.fault
				}
				return nil
			}}
			m := queued(fixed, 3)
			_, err := outbox(m, w).Drain(t.Context())
			if (err != nil) != (tt.others == "queued queued") {
				t.Errorf("error %v", err)
			}
			l := m.letter(1)
			if l.State != tt.state || !strings.Contains(l.Reason, tt.reason) || m.states() != string(tt.state)+" "+tt.others {
				t.Errorf("%s: %s (%s)", m.states(), l.State, l.Reason)
			}
			if l.State == medelbot.Queued && !l.NotBefore.Equal(fixed().Add(time.Minute)) {
				t.Errorf("tried again at %v", l.NotBefore)
			}
			if w.opened != w.closed {
				t.Errorf("%d connections opened, %d closed", w.opened, w.closed)
			}
		})
	}
}

// A connection that the server ended between two letters is no fault: nothing
// of the second was taken.
func TestStaleConnection(t *testing.T) {
	w := &way{send: func(n int, _ string) error {
		if n == 3 {
			return &SendError{Unsent, errors.New("421 too many letters")}
		}
		return nil
	}}
	m := queued(fixed, 4)
	n, err := outbox(m, w).Drain(t.Context())
	if n != 4 || err != nil || w.opened != 2 || w.closed != 2 {
		t.Errorf("%d left, %v, %d connections opened, %d closed", n, err, w.opened, w.closed)
	}
}

func TestGrowingWaits(t *testing.T) {
	now := fixed()
	w := &way{send: func(int, string) error { return &SendError{Delayed, errors.New("451 not now")} }}
	m := queued(func() time.Time { return now }, 1)
	o := outbox(m, w)
	var waits []string
	for m.letter(1).State == medelbot.Queued {
		if _, err := o.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		l := m.letter(1)
		if len(waits) < 6 {
			waits = append(waits, l.NotBefore.Sub(now).String())
		}
		now = l.NotBefore
		if now.Sub(fixed()) > 6*24*time.Hour {
			t.Fatal("it is never given up")
		}
	}
	if got := strings.Join(waits, " "); got != "1m0s 5m0s 15m0s 1h0m0s 1h0m0s 1h0m0s" {
		t.Errorf("waits %s", got)
	}
	l := m.letter(1)
	if l.State != medelbot.Failed || !strings.Contains(l.Reason, "given up after 5 days: 451 not now") || now.Sub(fixed()) < patience {
		t.Errorf("%s (%s) after %v", l.State, l.Reason, now.Sub(fixed()))
	}
}

// A letter that waited for a person longer than the patience lasts is still
// tried more than once.
func TestReleasedAfterLong(t *testing.T) {
	now := fixed().Add(2 * patience)
	w := &way{send: func(n int, _ string) error {
		if n == 1 {
			return &SendError{Delayed, errors.New("451 greylisted")}
		}
		return nil
	}}
	m := queued(func() time.Time { return now }, 1)
	m.letters[0].CreatedAt = fixed()
	o := outbox(m, w)
	for _, want := range []medelbot.OutboxState{medelbot.Queued, medelbot.Sent} {
		if _, err := o.Drain(t.Context()); err != nil || m.letter(1).State != want {
			t.Errorf("%s (%s), want %s: %v", m.letter(1).State, m.letter(1).Reason, want, err)
		}
		now = now.Add(time.Minute)
	}
}

// While the server cannot be reached, one letter is tried and the others are
// spared; once it is back, all leave.
func TestServerOutOfReach(t *testing.T) {
	now := fixed()
	down := true
	w := &way{open: func(int) error {
		if down {
			return errors.New("refused to let harald log in")
		}
		return nil
	}}
	m := queued(func() time.Time { return now }, 3)
	o := outbox(m, w)
	beats := 0
	o.Beat = func() { beats++ }
	if h := o.Health("testbaddar"); h != (Health{}) {
		t.Errorf("before the first letter: %+v", h)
	}
	if n, err := o.Drain(t.Context()); n != 0 || err == nil || !strings.Contains(err.Error(), "mailbox testbaddar: refused") {
		t.Errorf("%d, %v", n, err)
	}
	if _, err := o.Drain(t.Context()); err != nil || w.opened != 1 {
		t.Errorf("the server was bothered again at once: %v, %d", err, w.opened)
	}
	if l := m.letter(1); l.State != medelbot.Queued || l.Attempts != 1 || l.Reason == "" {
		t.Errorf("%+v", l)
	}
	now = now.Add(time.Minute)
	if _, err := o.Drain(t.Context()); err == nil {
		t.Error("tried again, and no trouble")
	}
	if h := o.Health("testbaddar"); h.Err == nil || !h.FailsSince.Equal(fixed()) || !h.Reached.IsZero() {
		t.Errorf("after two failures: %+v", h)
	}
	down = false
	now = now.Add(5 * time.Minute)
	if n, err := o.Drain(t.Context()); n != 3 || err != nil {
		t.Errorf("%d, %v, %s", n, err, m.states())
	}
	if h := o.Health("testbaddar"); h != (Health{Reached: now}) {
		t.Errorf("once it works: %+v", h)
	}
	if beats < 5 {
		t.Errorf("%d beats for five attempts", beats)
	}
}

func TestPauseWhileDraining(t *testing.T) {
	m := queued(fixed, 5)
	m.onState = func(line string) {
		if line == "2 sent" {
			m.paused = true
		}
	}
	if n, err := outbox(m, &way{}).Drain(t.Context()); n != 2 || err != nil {
		t.Errorf("%d left, %v: %s", n, err, m.states())
	}
}

// Of what a server says of a letter the log has the codes.
func TestLogged(t *testing.T) {
	for reason, want := range map[string]string{
		"550 5.1.1 <eva@region.example>: no such user":                                        "550 5.1.1",
		"554 rejected as spam: Ansokan fran Region Halland":                                   "554",
		"given up after 5 days: 451-4.7.1 later\n451 4.7.1 Ansokan":                           "given up after 5 days: 451-4.7.1",
		"mail.example.org:587: cannot connect to the mail server: no route":                   "mail.example.org:587: cannot connect to the mail server: no route",
		"the server does not let eva@region.example in. Try: check username and password":     "the server does not let …@region.example in. Try: check username and password",
		"the connection ended before the server said whether it took the letter: 421 4.4.2 x": "the connection ended before the server said whether it took the letter: 421 4.4.2",
		"observe": "observe", "": "",
	} {
		if got := logged(reason); got != want {
			t.Errorf("%q\ngot  %q\nwant %q", reason, got, want)
		}
	}
}

// What a server says of a recipient is for the outbox, not for the log.
func TestLogHoldsNothingPersonal(t *testing.T) {
	const refusal = "550 5.1.1 <eva.strom@kronoberg.se>: no such user"
	m := queued(fixed, 1)
	o := outbox(m, &way{send: func(int, string) error { return &SendError{Refused, errors.New(refusal)} }})
	var log bytes.Buffer
	o.Log = slog.New(slog.NewTextHandler(&log, nil))
	if _, err := o.Drain(t.Context()); err != nil || m.letter(1).Reason != refusal {
		t.Fatalf("%v, %q", err, m.letter(1).Reason)
	}
	if s := log.String(); !strings.Contains(s, "5.1.1") || strings.Contains(s, "strom") || strings.Contains(s, m.letter(1).To) {
		t.Errorf("the log says\n%s", s)
	}
}

func TestLettersOnlyTo(t *testing.T) {
	m := queued(fixed, 2)
	o := outbox(m, &way{})
	o.Allowed = func(a string) bool { return a == "a2@kronoberg.se" }
	if n, err := o.Drain(t.Context()); n != 1 || err != nil || m.states() != "held sent" || m.letter(1).Reason != medelbot.HeldNotAllowed {
		t.Errorf("%d, %v, %s", n, err, m.states())
	}
}

func TestNoMailServer(t *testing.T) {
	m := queued(fixed, 2)
	o := outbox(m, nil)
	o.Routes[0].SMTP = nil
	if n, err := o.Drain(t.Context()); n != 0 || err != nil || m.states() != "held held" {
		t.Errorf("%d, %v, %s", n, err, m.states())
	}
}

// A stop or a reload while a letter is handed over lets its copy be made, and
// does not wait for ever for that.
func TestCopyToSentAtStop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		m := queued(time.Now, 1)
		o := outbox(m, &way{send: func(int, string) error { stop(); return nil }})
		copied := false
		o.Routes[0].CopyToSent = true
		o.Routes[0].Sent = &Folder{Append: func(ctx context.Context, _ []byte) error {
			copied = ctx.Err() == nil
			<-ctx.Done() // a server that says nothing
			return ctx.Err()
		}}
		began := time.Now()
		if _, err := o.Drain(ctx); err != nil || m.states() != "sent" || !copied {
			t.Errorf("%v, %s, a copy could be made: %t", err, m.states(), copied)
		}
		if took := time.Since(began); took != copyGrace {
			t.Errorf("the stop took %v", took)
		}
	})
}

// One mailbox whose server is silent does not keep the others waiting, and a
// letter of a mailbox that is gone from the configuration is nobody's business.
func TestSeveralMailboxes(t *testing.T) {
	m := queued(fixed, 3)
	m.letters[1].Mailbox, m.letters[2].Mailbox = "andra", "borttagen"
	o := outbox(m, &way{open: func(int) error { return errors.New("down") }})
	o.Routes = append(o.Routes, Route{Mailbox: "andra", From: "andra@skr.se", SMTP: &way{}})
	if n, err := o.Drain(t.Context()); n != 1 || err == nil || m.states() != "queued sent queued" {
		t.Errorf("%d, %v, %s", n, err, m.states())
	}
}
