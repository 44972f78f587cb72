package main

import (
	"context"
	"errors"
	"time"

	"golang.org/x/sync/errgroup"

	"medelbot"
	"medelbot/cmd/medelbot/alarm"
	"medelbot/cmd/medelbot/health"
	"medelbot/cmd/medelbot/retention"
	"medelbot/intake"
	"medelbot/notifier"
)

// crew is what serves one fund: the parts of the daemon that go round for as long
// as it runs.
type crew struct {
	*office
	watchers []*intake.Watcher
	box      *notifier.Outbox
	done     func()         // closes the outbox's connections
	alarms   *alarm.Lookout // nil if nothing is to be told
	pulse    *health.Pulse
	counters *health.Counters
}

// How long the parts of a crew may take to go round or to get on within a round:
// as long as they rest, and more than any single step may take. The longest is a
// letter's: its server may take minutes to let us in and ten for its word
// (RFC 5321, 4.5.3.2.6).
const (
	roundTime   = 30 * time.Minute
	lookTime    = 10 * time.Minute
	longestIdle = 25 * time.Minute // intake renews its connections as often
)

// crew makes the parts that serve the fund. Call its done.
func (o *office) crew() (*crew, error) {
	c := &crew{office: o, done: func() {}, pulse: health.NewPulse(o.now), counters: health.NewCounters(o.now, o.cfg.Called)}
	var err error
	if c.watchers, err = o.watchers(); err != nil {
		return c, err
	}
	for _, w := range c.watchers {
		w.Store = c.counters.Ledger(w.Store)
	}
	if c.box, c.done, err = o.outbox(); err != nil {
		return c, err
	}
	c.box.Store = c.counters.Outbox(c.box.Store)
	c.alarms, err = c.lookout()
	return c, err
}

// serve makes a crew and has it serve until ctx ends.
func (o *office) serve(ctx context.Context) error {
	c, err := o.crew()
	defer c.done()
	if err != nil {
		return err
	}
	return c.serve(ctx)
}

// serve watches, does what is due, sends and tells until ctx ends. After trouble
// it may be called again.
func (c *crew) serve(ctx context.Context) error {
	defer c.pulse.End()
	medelbot.LogStarted.To(c.log, medelbot.KeyMailboxes.Is(len(c.watchers)), medelbot.KeyMode.Is(c.cfg.Letters))
	patient, err := c.hasWorked(ctx)
	if err == nil {
		err = c.together(ctx, patient)
	}
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		err = nil // told to stop, or to begin anew, before it had begun
	}
	if err == nil {
		medelbot.LogStopped.To(c.log)
	}
	return err
}

// hasWorked tells whether any of the mailboxes has ever been read. One that
// never was is being set up by a person, who wants to know at once what is
// wrong; one that was will be mended by somebody who is elsewhere, and whom the
// alarm must reach.
func (o *office) hasWorked(ctx context.Context) (bool, error) {
	for _, m := range o.cfg.Mailboxes {
		if read, err := o.store.WasRead(ctx, m.Name); read || err != nil {
			return read, err
		}
	}
	return false, nil
}

// together runs the parts of the daemon until ctx ends or, unless it is to be
// patient, until no mailbox is left that could be read. One part's end by
// trouble ends the others only if they could do nothing without it.
func (c *crew) together(ctx context.Context, patient bool) error {
	var watches []watch
	for i, w := range c.watchers {
		m := &c.cfg.Mailboxes[i]
		w.Beat = c.pulse.Loop("mailbox "+c.cfg.Called(m.Name), min(time.Duration(m.Poll), longestIdle)+roundTime)
		watches = append(watches, watch{m.Name, w.Run})
	}
	c.box.Beat = c.pulse.Loop("outbox", roundTime)
	clock, digester, keeper := c.clock(), c.digester(), c.keeper()
	clock.beat = c.pulse.Loop("clock", longestRest+roundTime)
	digester.Beat = c.pulse.Loop("digest", longestRest+roundTime)
	keeper.Beat = c.pulse.Loop("retention", retention.LongestRest+roundTime)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var background errgroup.Group
	background.Go(func() error { defer stop(); return c.box.Run(ctx) })
	background.Go(func() error { defer stop(); return clock.run(ctx) })
	background.Go(func() error { defer stop(); return digester.Run(ctx) })
	background.Go(func() error { keeper.Run(ctx); return nil })
	if c.alarms != nil {
		c.alarms.Beat = c.pulse.Loop("alarm", lookTime)
		background.Go(func() error { return c.alarms.Run(ctx) })
	}
	err := watchAll(ctx, "mailbox", watches, patient, func(mailbox string, err error) {
		medelbot.LogNeedsPerson.Fail(c.log, err, rest, medelbot.KeyMailbox.Is(mailbox))
	})
	stop()
	return errors.Join(err, background.Wait())
}
