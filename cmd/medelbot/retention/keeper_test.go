package retention

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"medelbot"
	"medelbot/store"
)

// fake is a store that notes what is asked of it.
type fake struct {
	mu     sync.Mutex
	cases  []medelbot.EndedCase
	busy   string // a case that something is at work on
	mails  int    // of no case
	asked  []string
	sweeps int
	slow   time.Duration // how long an erasure takes
}

func (f *fake) EndedCases(context.Context) ([]medelbot.EndedCase, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.cases), nil
}

func (f *fake) Erase(_ context.Context, number, by, rule string, how func(medelbot.EndedCase) (medelbot.Erasure, error)) (store.Erased, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i := range f.cases {
		c := &f.cases[i]
		if c.Number != number {
			continue
		}
		e, err := how(*c)
		if err != nil {
			return store.Erased{}, err
		}
		if number == f.busy {
			return store.Erased{}, &store.StateError{Now: "a mail of it waits"}
		}
		time.Sleep(f.slow)
		f.asked = append(f.asked, fmt.Sprintf("%s %s by %s, %s", number, e, by, rule))
		c.Erased = e
	}
	return store.Erased{Mails: 1}, nil
}

func (f *fake) EraseHomeless(_ context.Context, before time.Time, limit int, rule string) (int, bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := min(limit, f.mails)
	f.mails -= n
	if n > 0 {
		time.Sleep(f.slow)
		f.asked = append(f.asked, fmt.Sprintf("%d mails from before %s, %s", n, before.Format(time.DateOnly), rule))
	}
	return n, f.mails > 0, nil
}

func (f *fake) Sweep(context.Context) (bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sweeps++
	return true, nil
}

// A keeper that rests, or has years to catch up with, tells that it goes on.
func TestBeat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fake{mails: 500, slow: 10 * time.Minute}
		for i := range 100 {
			f.cases = append(f.cases, medelbot.EndedCase{Number: fmt.Sprint(i), Status: medelbot.StatusDeclined, EndedAt: time.Now().AddDate(-1, 0, 0)})
		}
		k := keeper(f, &strings.Builder{})
		last, longest := time.Now(), time.Duration(0)
		k.Beat = func() { last, longest = time.Now(), max(longest, time.Since(last)) }
		ctx, stop := context.WithTimeout(t.Context(), 48*time.Hour)
		defer stop()
		k.Run(ctx)
		k.Beat()
		if len(f.asked) != 125 || longest > LongestRest {
			t.Errorf("%d erased, and for %s there was no beat", len(f.asked), longest)
		}
	})
}

func keeper(f *fake, log *strings.Builder) *Keeper {
	return &Keeper{
		Store: f, AsideDays: 90, Zone: time.UTC, Clock: time.Now, Log: slog.New(slog.NewTextHandler(log, nil)),
		Rule: func(call string) medelbot.Retention {
			r := medelbot.Retention{Declined: 2, Closed: 1, BookkeepingYears: 7}
			if call == "own" {
				r.Declined = 0
			}
			return r
		},
	}
}

// What is due goes in the first hour after a start and then every night, each
// case once; a case that something is at work on comes again.
func TestRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now() // midnight, 1 January 2000
		f := &fake{mails: 25, busy: "PK-3", cases: []medelbot.EndedCase{
			{Number: "PK-1", Status: medelbot.StatusDeclined, EndedAt: start.AddDate(0, -3, 0)},
			{Number: "PK-2", Call: "own", Status: medelbot.StatusDeclined, EndedAt: start.AddDate(0, -3, 0)},
			{Number: "PK-3", Status: medelbot.StatusClosed, EndedAt: start.AddDate(0, -3, 0), MoneyAt: start.AddDate(0, -6, 0)},
			{Number: "PK-4", Status: medelbot.StatusDeclined, EndedAt: start.AddDate(0, -2, 0)},
		}}
		var log strings.Builder
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { keeper(f, &log).Run(ctx); close(done) }()
		at := func(d time.Duration, want ...string) {
			t.Helper()
			time.Sleep(time.Until(start.Add(d)))
			synctest.Wait()
			f.mu.Lock()
			defer f.mu.Unlock()
			if diff := cmp.Diff(want, f.asked); diff != "" {
				t.Errorf("after %s:\n%s", d, diff)
			}
			f.asked = nil
		}
		at(59 * time.Minute)
		at(time.Hour, "PK-1 whole by medelbot, declined: 2 months", "20 mails from before 1999-10-03, aside_days: 90", "5 mails from before 1999-10-03, aside_days: 90")
		at(2 * time.Hour)
		f.mu.Lock()
		f.busy = ""
		f.mu.Unlock()
		at(3*time.Hour, "PK-3 bookkeeping by medelbot, closed: 1 months")
		at(26 * time.Hour)
		at(27*time.Hour, "PK-4 whole by medelbot, declined: 2 months") // from noon of its day
		at(51 * time.Hour)
		stop()
		<-done
		if f.sweeps < 50 {
			t.Errorf("swept %d times in two days", f.sweeps)
		}
		for _, line := range []string{`msg="erasure due" cases=2 again_in=1h0m0s`, "msg=erased case=PK-1 mails=1", `msg="not erased"`, "a mail of it waits"} {
			if !strings.Contains(log.String(), line) {
				t.Errorf("the log lacks %s:\n%s", line, &log)
			}
		}
	})
}

// A case that changed since it was listed is left alone.
func TestOnceAsksAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log strings.Builder
		f := &changing{fake{cases: []medelbot.EndedCase{{Number: "PK-1", Status: medelbot.StatusDeclined, EndedAt: time.Now().AddDate(-1, 0, 0)}}}}
		k := keeper(&f.fake, &log)
		k.Store = f
		if err := k.Once(t.Context()); err != nil || len(f.asked) > 0 {
			t.Errorf("%v, %v", f.asked, err)
		}
	})
}

// changing is a store in which the case is opened again before it is erased.
type changing struct{ fake }

func (c *changing) Erase(_ context.Context, number, _, _ string, how func(medelbot.EndedCase) (medelbot.Erasure, error)) (store.Erased, error) {
	_, err := how(medelbot.EndedCase{Number: number, Status: medelbot.StatusComplete})
	if err == nil {
		err = errors.New("it would have been erased")
	}
	return store.Erased{}, err
}
