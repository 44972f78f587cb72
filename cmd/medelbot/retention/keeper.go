// Package retention erases by the calendar what need not be kept any more
// (gallring): what is due by medelbot.Retention, case by case, and long forgotten
// mail of no case.
package retention

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"medelbot"
	"medelbot/store"
)

// Store is what a Keeper needs of the store.
type Store interface {
	EndedCases(ctx context.Context) ([]medelbot.EndedCase, error)
	Erase(ctx context.Context, number, by, rule string, how func(medelbot.EndedCase) (medelbot.Erasure, error)) (store.Erased, error)
	EraseHomeless(ctx context.Context, before time.Time, limit int, rule string) (n int, more bool, err error)
	Sweep(ctx context.Context) (clean bool, err error)
}

// Keeper erases what is due.
type Keeper struct {
	Store     Store
	Rule      func(call string) medelbot.Retention // of the cases of a call
	AsideDays int                                  // of mail of no case; 0 keeps it
	Zone      *time.Location
	Clock     func() time.Time
	Log       *slog.Logger
	Beat      func() // called when Run goes round, at least once in LongestRest, and for each erasure; nil calls nobody
}

const (
	// hour is when by the clocks of the fund's zone a day's erasing is done: mail
	// is rare then.
	hour = 3
	// grace is how long after its start a daemon waits before it erases for the
	// first time, so that whoever has made a slip in the configuration can read in
	// the log what is due, and stop it.
	grace = time.Hour
	// LongestRest is how long Run rests at most, to notice a clock that was set and
	// a machine that slept.
	LongestRest = time.Hour
	// mailsAtOnce is how many mails of no case one transaction erases.
	mailsAtOnce = 20
)

// errNotDue has Erase leave a case alone that is not due any more.
var errNotDue = errors.New("it is not due")

// Run erases what is due an hour after it was called and then every night, and
// ends what another process has begun, until ctx ends. Trouble is logged and
// waited out.
func (k *Keeper) Run(ctx context.Context) {
	if n, err := k.Due(ctx); err == nil && n > 0 {
		medelbot.LogErasureDue.To(k.Log, medelbot.KeyCases.Is(n), medelbot.KeyAgainIn.Is(grace))
	}
	next := k.Clock().Add(grace)
	for {
		k.beat()
		k.sweep(ctx)
		timer := time.NewTimer(min(next.Sub(k.Clock()), LongestRest))
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-timer.C:
		}
		now := k.Clock()
		if now.Before(next) {
			continue
		}
		next = k.night(now)
		if err := k.Once(ctx); err != nil && ctx.Err() == nil {
			medelbot.LogNotErased.Fail(k.Log, err, next.Sub(k.Clock()))
		}
	}
}

func (k *Keeper) beat() {
	if k.Beat != nil {
		k.Beat()
	}
}

// night is when the night after a time is to be used.
func (k *Keeper) night(after time.Time) time.Time {
	y, m, d := after.In(k.Zone).Date()
	for ; ; d++ {
		if at := time.Date(y, m, d, hour, 0, 0, 0, k.Zone); at.After(after) {
			return at
		}
	}
}

// Due counts the cases that the next call of Once would erase.
func (k *Keeper) Due(ctx context.Context) (n int, err error) {
	ended, err := k.Store.EndedCases(ctx)
	for _, c := range ended {
		if k.Rule(c.Call).Due(c, k.Clock()) != medelbot.NotErased {
			n++
		}
	}
	return n, err
}

// Once erases what is due now and makes it unfindable in the file. A case that
// something is still at work on stays for the next time and is told of in the
// error; the others go on. Where nothing is due it only reads.
func (k *Keeper) Once(ctx context.Context) error {
	ended, err := k.Store.EndedCases(ctx)
	if err != nil {
		return err
	}
	var faults []error
	for _, c := range ended {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if k.Rule(c.Call).Due(c, k.Clock()) != medelbot.NotErased {
			faults = append(faults, k.erase(ctx, c))
		}
	}
	return errors.Join(append(faults, k.eraseHomeless(ctx), k.end(ctx))...)
}

// erase erases one case, if it is still due in the transaction that does it.
func (k *Keeper) erase(ctx context.Context, c medelbot.EndedCase) error {
	k.beat()
	rule := k.Rule(c.Call)
	done, err := k.Store.Erase(ctx, c.Number, medelbot.ByProgram, rule.Rule(c.Status), func(now medelbot.EndedCase) (medelbot.Erasure, error) {
		if e := rule.Due(now, k.Clock()); e != medelbot.NotErased {
			return e, nil
		}
		return medelbot.NotErased, errNotDue
	})
	if errors.Is(err, errNotDue) {
		return nil
	}
	if err == nil {
		medelbot.LogErased.To(k.Log, medelbot.KeyCase.Is(c.Number), medelbot.KeyMails.Is(done.Mails), medelbot.KeyLetters.Is(done.Letters))
	}
	return err
}

func (k *Keeper) eraseHomeless(ctx context.Context) error {
	if k.AsideDays == 0 {
		return nil
	}
	before := k.Clock().In(k.Zone).AddDate(0, 0, -k.AsideDays)
	for more := true; more && ctx.Err() == nil; {
		k.beat()
		var n int
		var err error
		if n, more, err = k.Store.EraseHomeless(ctx, before, mailsAtOnce, fmt.Sprintf("aside_days: %d", k.AsideDays)); err != nil {
			return err
		}
		if n > 0 {
			medelbot.LogErased.To(k.Log, medelbot.KeyMails.Is(n))
		}
	}
	return nil
}

// end sweeps. That somebody still reads what was there is no trouble: it is done
// within the hour.
func (k *Keeper) end(ctx context.Context) error {
	_, err := k.Store.Sweep(ctx)
	return err
}

func (k *Keeper) sweep(ctx context.Context) {
	if err := k.end(ctx); err != nil && ctx.Err() == nil {
		medelbot.LogNotErased.Fail(k.Log, err, LongestRest)
	}
}
