package alarm

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"medelbot/store"
)

// witness is a way that notes what it is told, or fails.
type witness struct {
	lock  sync.Mutex
	told  []string
	fault error
}

func (w *witness) way(name string) Way {
	return Way{Name: name, Tell: func(_ context.Context, m Message) error {
		w.lock.Lock()
		defer w.lock.Unlock()
		if w.fault == nil {
			w.told = append(w.told, m.Key()+" "+m.State())
		}
		return w.fault
	}}
}

// take gives what was told since the last time.
func (w *witness) take() string {
	w.lock.Lock()
	defer w.lock.Unlock()
	text := strings.Join(w.told, ", ")
	w.told = nil
	return text
}

var start = time.Date(2021, 5, 14, 6, 0, 0, 0, time.UTC)

// A trouble is told once by each way when it has lasted, also over a restart, and
// its end once; a way that fails is tried again, and keeps no other from telling.
func TestStory(t *testing.T) {
	now, fetch, broken := start, Unknown, errors.New("no route")
	path := filepath.Join(t.TempDir(), "m.db")
	var hook, program witness
	var log strings.Builder
	var l *Lookout
	var db *store.Store
	restart := func() {
		if db != nil {
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
		}
		var err error
		if db, err = store.Open(t.Context(), path, func() time.Time { return now }, time.UTC); err != nil {
			t.Fatal(err)
		}
		since := now // a new process knows no earlier failure
		l = &Lookout{
			Look: func() []Finding {
				return []Finding{{Message: Message{What: Fetch, Mailbox: "testbaddar", Since: since}, State: fetch, After: time.Hour}}
			},
			Ways: []Way{program.way("command"), hook.way("webhook")}, Store: db, Clock: func() time.Time { return now },
			Log: slog.New(slog.NewTextHandler(&log, nil)),
		}
	}
	restart()
	defer func() { db.Close() }()
	const begun, over = "fetch:testbaddar failing", "fetch:testbaddar over"
	for i, step := range []struct {
		wait          time.Duration
		restart       bool
		state         State
		hook          error
		program, told string // by the command, by the webhook
	}{
		{0, false, Unknown, nil, "", ""},
		{time.Minute, false, Well, nil, "", ""},
		{time.Minute, false, Failing, nil, "", ""},
		{time.Minute, false, Well, nil, "", ""}, // it did not last
		{time.Minute, false, Failing, nil, "", ""},
		{40 * time.Minute, true, Unknown, nil, "", ""},
		{time.Minute, false, Failing, nil, "", ""},            // since when it lasts is remembered:
		{20 * time.Minute, false, Failing, broken, begun, ""}, // more than an hour in all
		{30 * time.Second, false, Failing, nil, "", ""},       // the way that failed is left alone for a while
		{31 * time.Second, false, Failing, broken, "", ""},    // tried, and failed again
		{2 * time.Minute, true, Failing, nil, "", begun},      // told by the next process, and only by that way
		{24 * time.Hour, false, Failing, nil, "", ""},         // once
		{time.Minute, true, Unknown, nil, "", ""},             // nobody knows
		{time.Minute, false, Well, broken, over, ""},          // the end, by the way that works
		{time.Minute, true, Well, nil, "", over},              // and by the other once that works
		{time.Minute, true, Well, nil, "", ""},                // once
		{time.Minute, false, Failing, nil, "", ""},            // another trouble
		{90 * time.Minute, false, Failing, nil, begun, begun}, // is told anew
		{time.Minute, false, Well, nil, over, over},
	} {
		now, fetch, hook.fault = now.Add(step.wait), step.state, step.hook
		if step.restart {
			restart()
		}
		if err := l.Once(t.Context()); err != nil {
			t.Fatalf("step %d: %v", i, err)
		}
		if got := program.take(); got != step.program {
			t.Errorf("step %d: the command told %q, want %q", i, got, step.program)
		}
		if got := hook.take(); got != step.told {
			t.Errorf("step %d: the webhook told %q, want %q", i, got, step.told)
		}
	}
	if text := log.String(); strings.Count(text, "alarm could not be told") != 3 || !strings.Contains(text, "by webhook: no route") || !strings.Contains(text, "again_in=2m0s") {
		t.Errorf("the log tells of a way that fails: %s", text)
	}
	if left, err := db.Alarms(t.Context()); err != nil || len(left) != 0 {
		t.Errorf("left over: %v, %v", left, err)
	}
}

// What the configuration names no more is forgotten, and a way that is new to a
// trouble tells it.
func TestConfigurationChanges(t *testing.T) {
	now := start
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "m.db"), func() time.Time { return now }, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var a, b witness
	boxes := []string{"one", "two"}
	l := &Lookout{
		Look: func() (all []Finding) {
			for _, box := range boxes {
				all = append(all, Finding{Message: Message{What: Send, Mailbox: box, Since: start}, State: Failing, After: time.Minute})
			}
			return all
		},
		Ways: []Way{a.way("command")}, Store: db, Clock: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler),
	}
	once := func(wantA, wantB string) {
		t.Helper()
		now = now.Add(time.Minute)
		if err := l.Once(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := a.take(); got != wantA {
			t.Errorf("a told %q, want %q", got, wantA)
		}
		if got := b.take(); got != wantB {
			t.Errorf("b told %q, want %q", got, wantB)
		}
	}
	once("send:one failing, send:two failing", "")
	l.Ways, boxes = []Way{a.way("command"), b.way("smtp")}, []string{"two"}
	once("", "send:two failing")
	l.Ways = []Way{b.way("smtp")}
	once("", "")
	left, err := db.Alarms(t.Context())
	if err != nil || len(left) != 1 || left[0].Trouble != "send:two" || left[0].Way != "smtp" {
		t.Errorf("left: %v, %v", left, err)
	}
}

// deaf is a store that does not answer, or that cannot be written to.
type deaf struct{ reading, writing error }

func (d deaf) Alarms(context.Context) ([]store.Alarm, error)   { return nil, d.reading }
func (d deaf) SetAlarms(context.Context, ...store.Alarm) error { return d.writing }
func (d deaf) EndAlarms(context.Context, ...store.Alarm) error { return d.writing }

// While nothing can be remembered, as on a full disk, people are told all the
// same, and once: that is trouble that they must hear of. The log says why it may
// be told again by the next process.
func TestNothingRemembered(t *testing.T) {
	for _, d := range []deaf{{reading: errors.New("disk gone"), writing: errors.New("disk gone")}, {writing: errors.New("disk full")}} {
		synctest.Test(t, func(t *testing.T) {
			var w witness
			var log strings.Builder
			beats, state := 0, Failing
			l := &Lookout{
				Look: func() []Finding {
					return []Finding{{Message: Message{What: Fetch, Mailbox: "a", Since: start}, State: state}}
				},
				Ways: []Way{w.way("command")}, Store: d, Clock: time.Now, Log: slog.New(slog.NewTextHandler(&log, nil)), Beat: func() { beats++ },
			}
			for _, want := range []string{"fetch:a failing", "fetch:a over"} {
				ctx, stop := context.WithTimeout(t.Context(), 150*time.Second)
				if err := l.Run(ctx); err != nil {
					t.Error(err)
				}
				stop()
				if told := w.take(); told != want || !strings.Contains(log.String(), "disk") || beats != 4 {
					t.Errorf("told %q with %d beats; the log: %s", told, beats, log.String())
				}
				beats, state = 0, Well
			}
		})
	}
}

// What could not be remembered for a while is, as soon as it can.
func TestRememberedLater(t *testing.T) {
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "m.db"), func() time.Time { return start }, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var w witness
	look := func(s Store, l *Lookout) {
		t.Helper()
		l.Look = func() []Finding {
			return []Finding{{Message: Message{What: Fetch, Mailbox: "a", Since: start}, State: Failing}}
		}
		l.Ways, l.Store, l.Clock, l.Log = []Way{w.way("command")}, s, func() time.Time { return start }, slog.New(slog.DiscardHandler)
		_ = l.Once(t.Context()) // its error is the store's
	}
	var first Lookout
	look(deaf{writing: errors.New("disk full")}, &first)
	look(db, &first)
	look(db, new(Lookout)) // of the next process
	if told := w.take(); told != "fetch:a failing" {
		t.Errorf("told %q", told)
	}
}

// One way that hangs keeps no other from telling.
func TestHangingWay(t *testing.T) {
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "m.db"), func() time.Time { return start }, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	ctx, stop := context.WithCancel(t.Context())
	var order []string
	l := &Lookout{
		Look: func() []Finding {
			return []Finding{{Message: Message{What: Fetch, Mailbox: "a", Since: start}, State: Failing}}
		},
		Ways: []Way{
			{Name: "command", Tell: func(ctx context.Context, _ Message) error {
				<-ctx.Done() // only when the other one has told
				order = append(order, "command")
				return ctx.Err()
			}},
			{Name: "webhook", Tell: func(context.Context, Message) error {
				order = append(order, "webhook")
				stop()
				return nil
			}},
		},
		Store: db, Clock: func() time.Time { return start }, Log: slog.New(slog.DiscardHandler),
	}
	err = l.Once(ctx)
	if got := fmt.Sprint(order, err); got != "[webhook command] <nil>" {
		t.Error(got)
	}
	left, err := db.Alarms(t.Context())
	if err != nil || !slices.EqualFunc(left, []bool{false, true}, func(a store.Alarm, told bool) bool { return told == !a.ToldAt.IsZero() }) {
		t.Errorf("%v, %v", left, err)
	}
}

// A way that takes its time to fail is tried once a round, so that a round stays
// short however much is wrong: else the watchdog would end the daemon just when
// there is most to tell. Each trouble gets its turn.
func TestManyTroubles(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var findings []Finding
		for i := range 20 {
			findings = append(findings, Finding{Message: Message{What: Fetch, Mailbox: fmt.Sprint(i), Since: time.Now()}, State: Failing})
		}
		tried, longest, last := map[string]bool{}, time.Duration(0), time.Now()
		l := &Lookout{
			Look: func() []Finding { return findings },
			Ways: []Way{{Name: "webhook", Tell: func(_ context.Context, m Message) error {
				tried[m.Mailbox] = true
				time.Sleep(limit)
				return errors.New("no route")
			}}},
			Store: deaf{}, Clock: time.Now, Log: slog.New(slog.DiscardHandler),
			Beat: func() { longest, last = max(longest, time.Since(last)), time.Now() },
		}
		ctx, stop := context.WithTimeout(t.Context(), 24*time.Hour)
		defer stop()
		if err := l.Run(ctx); err != nil {
			t.Error(err)
		}
		if len(tried) != len(findings) || longest > limit+rest {
			t.Errorf("%d troubles were tried; a round took %s", len(tried), longest)
		}
	})
}

// A trouble that began by a clock that has been set back since began now.
func TestClockSetBack(t *testing.T) {
	now := start.AddDate(10, 0, 0)
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "m.db"), func() time.Time { return now }, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var w witness
	since := now
	l := &Lookout{
		Look: func() []Finding {
			return []Finding{{Message: Message{What: Fetch, Mailbox: "a", Since: since}, State: Failing, After: time.Hour}}
		},
		Ways: []Way{w.way("command")}, Store: db, Clock: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler),
	}
	for i, step := range []struct {
		now  time.Time
		want string
	}{
		{now, ""}, {start, ""}, {start.Add(59 * time.Minute), ""}, {start.Add(time.Hour), "fetch:a failing"}, {start.Add(2 * time.Hour), ""},
	} {
		now = step.now
		if err := l.Once(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := w.take(); got != step.want {
			t.Errorf("step %d: told %q, want %q", i, got, step.want)
		}
	}
}
