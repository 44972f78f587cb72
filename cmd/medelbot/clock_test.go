package main

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"medelbot"
	"medelbot/store"
)

// agenda is a store of which only the clock's part is there: times at which
// something is due, and mails that shall become cases.
type agenda struct {
	mu      sync.Mutex
	at      []time.Time
	asked   []store.AsideAsked
	fault   error // of every Tick
	stuck   bool  // what is done stays due
	ticks   int
	redone  int // Reschedule
	refused []string
}

func (a *agenda) add(at time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.at = append(a.at, at)
}

// left tells how many times are still to come, and how often was ticked so far.
func (a *agenda) left() (times, ticks int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.at), a.ticks
}

func (a *agenda) Tick(_ context.Context, limit int, h medelbot.Handler) (int, bool, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.ticks++
	if a.fault != nil {
		return 0, false, a.fault
	}
	n, now := 0, h.Decide(medelbot.Facts{}).Case.OpenedAt
	a.at = slices.DeleteFunc(a.at, func(t time.Time) bool {
		if n == limit || t.After(now) || a.stuck {
			return false
		}
		n++
		return true
	})
	return n, slices.ContainsFunc(a.at, func(t time.Time) bool { return !t.After(now) }) && !a.stuck, nil
}

func (a *agenda) NextTick(context.Context) (time.Time, bool, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.at) == 0 {
		return time.Time{}, false, nil
	}
	return slices.MinFunc(a.at, time.Time.Compare), true, nil
}

func (a *agenda) Reschedule(context.Context, medelbot.Handler) error { a.redone++; return nil }

func (a *agenda) AsidesToTake(context.Context) ([]store.AsideAsked, error) {
	return slices.Clone(a.asked), nil
}

func (a *agenda) AsideRefuse(_ context.Context, id int64, why string) error {
	a.asked = slices.DeleteFunc(a.asked, func(x store.AsideAsked) bool { return x.ID == id })
	a.refused = append(a.refused, why)
	return nil
}

// newTestClock winds a clock up whose time is that of the test's bubble.
func newTestClock(a *agenda, take func(store.AsideAsked) error) (c *clock, wake chan struct{}, kicks *atomic.Int32, log *strings.Builder) {
	wake, kicks, log = make(chan struct{}, 1), &atomic.Int32{}, &strings.Builder{}
	return &clock{
		store: a, now: time.Now, wake: wake, kick: func() { kicks.Add(1) }, log: slog.New(slog.NewTextHandler(log, nil)),
		// The agenda is told the time as the opening of a case: it has no clock.
		handler: medelbot.Handler{Decide: func(medelbot.Facts) medelbot.Change {
			return medelbot.Change{Case: &medelbot.Case{OpenedAt: time.Now()}}
		}},
		take: func(_ context.Context, x store.AsideAsked) (medelbot.Filed, error) {
			return medelbot.Filed{Case: "PK-2021-0001"}, take(x)
		},
	}, wake, kicks, log
}

func TestClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := &agenda{}
		for range 2*casesAtOnce + 1 {
			a.at = append(a.at, time.Now().Add(-time.Hour)) // due while nobody ran
		}
		a.at = append(a.at, time.Now().Add(20*time.Minute))
		c, wake, kicks, log := newTestClock(a, nil)
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- c.run(ctx) }()
		synctest.Wait()
		if left, ticks := a.left(); left != 1 || ticks != 3 || a.redone != 1 || kicks.Load() == 0 {
			t.Errorf("at the start %d are left after %d ticks, %d times rescheduled, outbox kicked %d times", left, ticks, a.redone, kicks.Load())
		}
		time.Sleep(20*time.Minute - time.Second) // of the bubble, not of the wall
		synctest.Wait()
		if _, ticks := a.left(); ticks != 3 {
			t.Error("it was done before its time")
		}
		time.Sleep(time.Second)
		synctest.Wait()
		if left, ticks := a.left(); left != 0 || ticks != 4 {
			t.Errorf("at its time %d are left after %d ticks", left, ticks)
		}
		// What a commit made due is done when the clock is told of it.
		a.add(time.Now())
		wake <- struct{}{}
		synctest.Wait()
		if left, _ := a.left(); left != 0 {
			t.Error("the clock was told and did nothing")
		}
		// Nobody tells it what another process wrote; it looks by itself.
		a.add(time.Now().Add(time.Minute))
		time.Sleep(longestRest)
		synctest.Wait()
		if left, _ := a.left(); left != 0 {
			t.Error("an hour later nothing was done")
		}
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if strings.Contains(log.String(), "ERROR") {
			t.Error(log)
		}
	})
}

// Neither trouble nor rules that stay due take all of the processor.
func TestClockRests(t *testing.T) {
	for name, a := range map[string]*agenda{"trouble": {fault: errors.New("the disk is full")}, "stays due": {stuck: true}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a.at = []time.Time{time.Now()}
				c, _, _, log := newTestClock(a, nil)
				ctx, stop := context.WithCancel(t.Context())
				ended := make(chan error, 1)
				go func() { ended <- c.run(ctx) }()
				time.Sleep(10 * time.Minute)
				stop()
				<-ended
				most := int(10*time.Minute/shortestRest) + 1
				if a.fault != nil {
					most = int(10*time.Minute/faultRest) + 1
					if !strings.Contains(log.String(), "the disk is full") {
						t.Error("nobody was told")
					}
				}
				if a.ticks < 2 || a.ticks > most {
					t.Errorf("%d ticks in ten minutes, want 2 to %d", a.ticks, most)
				}
			})
		})
	}
}

// A mail that cannot be made a case is told of once, and keeps none of the
// others from becoming one.
func TestClockTakes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := &agenda{}
		for id := range int64(3) {
			a.asked = append(a.asked, store.AsideAsked{AsideMail: medelbot.AsideMail{ID: id + 1}, By: "Anette Nilsson"})
		}
		var taken []int64
		c, wake, kicks, log := newTestClock(a, func(x store.AsideAsked) error {
			time.Sleep(time.Minute)
			if x.ID == 2 {
				return errors.New("the mail fits no call")
			}
			taken = append(taken, x.ID)
			a.asked = slices.DeleteFunc(a.asked, func(y store.AsideAsked) bool { return x.ID == y.ID })
			return nil
		})
		last, longest := time.Now(), time.Duration(0)
		c.beat = func() { last, longest = time.Now(), max(longest, time.Since(last)) }
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- c.run(ctx) }()
		time.Sleep(4 * time.Minute)
		wake <- struct{}{}
		synctest.Wait()
		stop()
		<-ended
		if longest > time.Minute {
			t.Errorf("for %s there was no beat", longest)
		}
		if !slices.Equal(taken, []int64{1, 3}) || !slices.Equal(a.refused, []string{"the mail fits no call"}) || kicks.Load() < 2 {
			t.Errorf("taken %v, refused %q, outbox kicked %d times", taken, a.refused, kicks.Load())
		}
		if n := strings.Count(log.String(), "the mail fits no call"); n != 1 {
			t.Errorf("told %d times:\n%s", n, log)
		}
	})
}

// Being told to stop refuses nothing: the next process takes what is left.
func TestClockStopsBetween(t *testing.T) {
	a := &agenda{asked: []store.AsideAsked{{AsideMail: medelbot.AsideMail{ID: 1}}}}
	ctx, stop := context.WithCancel(t.Context())
	c, _, _, _ := newTestClock(a, func(store.AsideAsked) error {
		stop()
		return ctx.Err()
	})
	if err := c.once(ctx); err != nil || len(a.refused) > 0 {
		t.Errorf("%v, refused %q", err, a.refused)
	}
}

func TestAnswerable(t *testing.T) {
	for _, r := range medelbot.AsideReasons() {
		want := false
		switch r {
		case medelbot.AsideDoubtful, medelbot.AsideNoCall, medelbot.AsideTooLarge, medelbot.AsideKnownCase, medelbot.AsideUnknownCase:
			want = true
		}
		if answerable(r) != want {
			t.Errorf("%s: %v", r, !want)
		}
	}
	if answerable("the reader broke down") {
		t.Error("a mail that could not be read is answered")
	}
}
