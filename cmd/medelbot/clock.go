package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"medelbot"
	"medelbot/store"
)

// clockStore is what the clock needs of the store.
type clockStore interface {
	Tick(ctx context.Context, limit int, h medelbot.Handler) (ticked int, more bool, err error)
	NextTick(ctx context.Context) (at time.Time, ok bool, err error)
	Reschedule(ctx context.Context, h medelbot.Handler) error
	AsidesToTake(ctx context.Context) ([]store.AsideAsked, error)
	AsideRefuse(ctx context.Context, id int64, why string) error
}

// clock does what no mail brings about by itself: reminders when their time has
// come, and cases out of mails set aside, for which a command by mail has asked
// and for which the mail must be read again.
type clock struct {
	store   clockStore
	handler medelbot.Handler
	take    func(ctx context.Context, asked store.AsideAsked) (medelbot.Filed, error)
	now     func() time.Time
	wake    <-chan struct{} // kicks Run after a commit
	kick    func()          // called when there may be letters to send
	log     *slog.Logger
	beat    func() // called when run goes round and gets on; nil calls nobody
}

const (
	// casesAtOnce is how many cases one transaction looks at: mail must not wait
	// for the whole of a large fund.
	casesAtOnce = 100
	// longestRest notices a clock that was set, a machine that slept, and what
	// another process has written.
	longestRest = time.Hour
	// shortestRest keeps rules that call a case due again at once from taking
	// all of the processor.
	shortestRest = time.Second
	// faultRest is how long is waited after trouble.
	faultRest = time.Minute
)

// clock makes the one clock.
func (o *office) clock() *clock {
	return &clock{
		store: o.store, handler: o.handler, now: o.now, wake: o.stir, kick: o.kick, log: o.log,
		take: func(ctx context.Context, a store.AsideAsked) (medelbot.Filed, error) {
			return o.takeAside(ctx, a.ID, a.By, "", answerable(a.Reason))
		},
	}
}

// run does what is due until ctx ends. Trouble is logged and waited out.
func (c *clock) run(ctx context.Context) error {
	err := c.once(ctx)
	for {
		c.goesOn()
		rest := max(shortestRest, c.rest(ctx))
		if err != nil && ctx.Err() == nil {
			medelbot.LogNotDone.Fail(c.log, err, 0)
			rest = faultRest
		}
		timer := time.NewTimer(rest)
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-c.wake:
			timer.Stop()
		case <-timer.C:
		}
		err = c.due(ctx)
	}
}

func (c *clock) goesOn() {
	if c.beat != nil {
		c.beat()
	}
}

// rest is how long until something is due, at most longestRest.
func (c *clock) rest(ctx context.Context) time.Duration {
	at, ok, err := c.store.NextTick(ctx)
	if err != nil || !ok {
		return longestRest
	}
	return min(at.Sub(c.now()), longestRest)
}

// once does what is due, also by a configuration that is another one than when
// the cases got their times.
func (c *clock) once(ctx context.Context) error {
	err := c.store.Reschedule(ctx, c.handler)
	c.kick()
	return errors.Join(err, c.due(ctx))
}

// due does what is due now and what was asked for. Where nothing is, it only
// reads.
func (c *clock) due(ctx context.Context) error {
	return errors.Join(c.tick(ctx), c.takeAll(ctx))
}

func (c *clock) tick(ctx context.Context) error {
	at, ok, err := c.store.NextTick(ctx)
	if err != nil || !ok || at.After(c.now()) {
		return err
	}
	var faults []error
	for more := true; more && ctx.Err() == nil; {
		c.goesOn()
		var n int
		if n, more, err = c.store.Tick(ctx, casesAtOnce, c.handler); n > 0 {
			medelbot.LogTicked.To(c.log, medelbot.KeyCases.Is(n))
			c.kick()
		}
		faults = append(faults, err)
	}
	return errors.Join(faults...)
}

// takeAll makes the cases that commands by mail have asked for. One that cannot
// be made is noted as refused, so that it is told once and not tried again; the
// mail goes on to wait for a person.
func (c *clock) takeAll(ctx context.Context) error {
	asked, err := c.store.AsidesToTake(ctx)
	if err != nil {
		return err
	}
	var faults []error
	for _, a := range asked {
		c.goesOn()
		filed, err := c.take(ctx, a)
		if ctx.Err() != nil {
			break // told to stop: the next process goes on
		}
		if err == nil {
			medelbot.LogTaken.To(c.log, medelbot.KeyAside.Is(a.ID), medelbot.KeyCase.Is(filed.Case))
			c.kick()
			continue
		}
		if later(err) {
			faults = append(faults, err) // it is tried again
			continue
		}
		faults = append(faults, fmt.Errorf("mail %d, set aside, cannot be made a case: %w", a.ID, err), c.store.AsideRefuse(ctx, a.ID, err.Error()))
	}
	return errors.Join(faults...)
}
