package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"medelbot"
	"medelbot/intake"
	"medelbot/intake/imap"
	"medelbot/notifier"
	"medelbot/templates"
)

// keys is an outbox of which only the letters are there, by their keys.
type keys struct {
	letters []medelbot.Letter
	fault   error // of every call
}

func (k *keys) Enqueue(_ context.Context, l medelbot.Letter) (bool, error) {
	for _, x := range k.letters {
		if x.Key == l.Key {
			return false, k.fault
		}
	}
	if k.fault == nil {
		k.letters = append(k.letters, l)
	}
	return k.fault == nil, k.fault
}

func (k *keys) LastKey(_ context.Context, prefix string) (last string, err error) {
	for _, l := range k.letters {
		if strings.HasPrefix(l.Key, prefix) {
			last = max(last, l.Key)
		}
	}
	return last, k.fault
}

// take gives the letters since the last time, as "from to subject".
func (k *keys) take(seen *int) string {
	var list []string
	for _, l := range k.letters[*seen:] {
		list = append(list, fmt.Sprint(l.Mailbox, " ", l.To, " ", l.Subject))
	}
	*seen = len(k.letters)
	return strings.Join(list, "\n")
}

// newTestLookout looks at two mailboxes, a and b, whose health is as given, for
// Anna and for a deputy who is not on duty.
func newTestLookout(t *testing.T, k *keys, now func() time.Time, a, b *intake.Health) (*lookout, *strings.Builder) {
	t.Helper()
	letters, err := templates.Load("")
	if err != nil {
		t.Fatal(err)
	}
	log := &strings.Builder{}
	return &lookout{
		boxes: []*lookedAt{
			{name: "a", address: "a@fonden.example", sends: true, health: func() intake.Health { return *a }},
			{name: "b", address: "b@fonden.example", sends: true, health: func() intake.Health { return *b }},
		},
		after: time.Hour, store: k, now: now, kick: func() {}, log: slog.New(slog.NewTextHandler(log, nil)),
		composer: &notifier.Composer{
			Templates: letters, Mode: medelbot.Send, Zone: time.UTC, Clock: now, Rand: zeros{},
			Mailboxes: map[string]notifier.From{"a": {Name: "A", Address: "a@fonden.example"}, "b": {Name: "B", Address: "b@fonden.example"}},
		},
		to: []medelbot.Person{{Name: "Anna Ek", Addresses: []string{"anna@fonden.example"}},
			{Name: "Bo Alm", Addresses: []string{"bo@fonden.example"}, DeputyFor: "Anna Ek"}},
	}, log
}

// zeros is no chance at all.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

const (
	begunToAnna = "anna@fonden.example Medelbot: brevlådan kan inte läsas"
	overToAnna  = "anna@fonden.example Medelbot: brevlådan läses igen"
)

// Each trouble is told once when it has lasted, by a mailbox that is well, and
// its end once.
func TestLookout(t *testing.T) {
	start := time.Date(2021, 5, 14, 6, 0, 0, 0, time.UTC)
	now := start
	well := intake.Health{LastRead: start}
	a, b := well, well
	broken := intake.Health{LastRead: start, FailsSince: start.Add(time.Minute), Err: &imap.Error{Trouble: imap.BadLogin, Message: "the server says no"}}
	k := &keys{}
	l, _ := newTestLookout(t, k, func() time.Time { return now }, &a, &b)
	seen := 0
	for i, step := range []struct {
		wait  time.Duration
		a, b  intake.Health
		fault error
		want  string
	}{
		{0, intake.Health{}, intake.Health{}, nil, ""}, // nothing looked at yet
		{time.Minute, well, well, nil, ""},
		{time.Hour - time.Second, broken, well, nil, ""},         // not long enough
		{time.Second, broken, well, errors.New("disk full"), ""}, // tried again
		{time.Minute, broken, well, nil, "b " + begunToAnna},     // by the other one
		{24 * time.Hour, broken, well, nil, ""},                  // once
		{time.Minute, broken, broken, nil, "b " + begunToAnna},   // neither is well: its own
		{time.Minute, well, broken, nil, "a " + overToAnna},      // the end
		{time.Minute, well, intake.Health{LastRead: now}, nil, "a " + overToAnna},
		{time.Hour, well, well, nil, ""},
	} {
		now, a, b, k.fault = now.Add(step.wait), step.a, step.b, step.fault
		if err := l.once(t.Context()); !errors.Is(err, step.fault) {
			t.Errorf("step %d: %v", i, err)
		}
		if got := k.take(&seen); got != step.want {
			t.Errorf("step %d: told %q, want %q", i, got, step.want)
		}
	}
	if text := string(k.letters[0].Raw); !strings.Contains(text, "fredag 14 maj 2021") || !strings.Contains(text, "06.00") || !strings.Contains(text, "the server says no") {
		t.Errorf("the letter does not say since when and why:\n%s", text)
	}
}

// A process that starts within a trouble does not tell of it again, and tells of
// its end.
func TestLookoutAfterRestart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		broken := intake.Health{FailsSince: time.Now(), Err: errors.New("no answer")}
		a, b := broken, intake.Health{}
		k := &keys{}
		seen := 0
		run := func(d time.Duration) *strings.Builder {
			l, log := newTestLookout(t, k, time.Now, &a, &b)
			ctx, stop := context.WithTimeout(t.Context(), d)
			defer stop()
			if err := l.run(ctx); err != nil {
				t.Error(err)
			}
			return log
		}
		run(2 * time.Hour)
		if got := k.take(&seen); got != "a "+begunToAnna {
			t.Errorf("the first process told %q", got)
		}
		a.FailsSince = time.Now()
		run(48 * time.Hour)
		if got := k.take(&seen); got != "" {
			t.Errorf("the second process told %q", got)
		}
		a = intake.Health{LastRead: time.Now()}
		run(time.Minute)
		run(time.Minute)
		if got := k.take(&seen); got != "a "+overToAnna {
			t.Errorf("the third and fourth process told %q", got)
		}
		a, k.fault = broken, errors.New("disk full")
		if log := run(time.Second).String(); !strings.Contains(log, "disk full") {
			t.Errorf("the log does not tell of its own trouble: %s", log)
		}
	})
}

// Turned off, nothing is told.
func TestLookoutTurnedOff(t *testing.T) {
	broken := intake.Health{Err: errors.New("no answer")}
	k := &keys{}
	l, _ := newTestLookout(t, k, time.Now, &broken, &broken)
	l.after = 0
	if err := l.run(t.Context()); err != nil || len(k.letters) != 0 {
		t.Errorf("told %d letters, %v", len(k.letters), err)
	}
}
