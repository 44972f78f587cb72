package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime/debug"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"medelbot"
	"medelbot/intake"
	"medelbot/notifier"
)

type runCommand struct {
	Once bool `help:"One pass over the mailboxes, the clock and the outbox, then exit."`
}

// Help is the long help of the command.
func (runCommand) Help() string {
	return `The daemon: watches the mailboxes of the configuration, files what comes, sends letters and digests as the configuration says, and goes on until it gets SIGTERM or Ctrl-C, which end it within seconds with nothing half done. It logs to standard error.

The first start notes what lies in a mailbox and answers none of it. Only one daemon can run on a database. If --config names a folder, each *.toml in it is a fund of its own, and one daemon serves them all.

SIGHUP has it finish what is under way and go on with the configuration and the letters as they are then; a faulty configuration is told in the log and not taken.

With --once the exit status is 1 if a mailbox could not be read or a letter could not be handed over.`
}

// Run runs the daemon.
func (c *runCommand) Run(ctx context.Context, p *process) error {
	d, err := p.newDaemon(ctx)
	if err != nil {
		return err
	}
	defer d.Close()
	spareMemory()
	if c.Once {
		return d.once(ctx)
	}
	if p.reload != nil {
		reload, stop := p.reload()
		defer stop()
		d.reload = reload
	}
	return d.run(ctx)
}

// spareMemory has garbage collected at half the usual growth, unless the
// environment says otherwise. A daemon's peak comes from mail read in bulk:
// measured on 4 000 mails of 60 KB, this takes a quarter off it at about the
// same cost in CPU.
func spareMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(50)
	}
}

// once makes one pass. Trouble in one part does not keep the others from
// theirs.
func (o *office) once(ctx context.Context) error {
	watchers, err := o.watchers()
	if err != nil {
		return err
	}
	box, done, err := o.outbox()
	defer done()
	if err != nil {
		return err
	}
	var errs []error
	for _, w := range watchers {
		if err := w.Once(ctx); err != nil {
			errs = append(errs, fmt.Errorf("mailbox %s: %w", w.Mailbox, err))
		}
	}
	errs = append(errs, o.clock().once(ctx), o.keeper().Once(ctx))
	_, err = o.digester().Once(ctx)
	errs = append(errs, err)
	_, err = box.Drain(ctx)
	errs = append(errs, err)
	if err := ctx.Err(); err != nil {
		return err
	}
	return errors.Join(errs...)
}

// serve watches, does what is due, sends and tells until ctx ends.
func (o *office) serve(ctx context.Context) error {
	watchers, err := o.watchers()
	if err != nil {
		return err
	}
	box, done, err := o.outbox()
	defer done()
	if err != nil {
		return err
	}
	o.log.Info("started", "mailboxes", len(watchers), "letters", o.cfg.Letters, "database", o.cfg.DatabasePath())
	patient, err := o.hasWorked(ctx)
	if err != nil {
		return err
	}
	err = o.together(ctx, watchers, box, patient)
	if err == nil {
		o.log.Info("stopped")
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
func (o *office) together(ctx context.Context, watchers []*intake.Watcher, box *notifier.Outbox, patient bool) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var background errgroup.Group
	background.Go(func() error { defer stop(); return box.Run(ctx) })
	background.Go(func() error { defer stop(); return o.clock().run(ctx) })
	background.Go(func() error { defer stop(); return o.digester().Run(ctx) })
	background.Go(func() error { return o.lookout(watchers).run(ctx) })
	background.Go(func() error { o.keeper().Run(ctx); return nil })
	var watches []watch
	for _, w := range watchers {
		watches = append(watches, watch{w.Mailbox, w.Run})
	}
	err := watchAll(ctx, watches, patient, o.log)
	stop()
	return errors.Join(err, background.Wait())
}

// watch is the watching of one mailbox. run returns an error only for trouble
// that waits for a person.
type watch struct {
	mailbox string
	run     func(context.Context) error
}

// rest is how long a mailbox that waits for a person is left alone, while
// others are read.
const rest = 5 * time.Minute

// watchAll watches until ctx ends. A mailbox that waits for a person is tried
// again now and then, so that mending it needs no restart. Who is not patient
// gives up when all of them wait, and returns the first one's trouble.
func watchAll(ctx context.Context, watches []watch, patient bool, log *slog.Logger) error {
	watching, end := context.WithCancel(ctx)
	defer end()
	var waiting atomic.Int32
	var group errgroup.Group
	for _, w := range watches {
		group.Go(func() error {
			for {
				err := w.run(watching)
				if err == nil || watching.Err() != nil {
					return nil
				}
				last := int(waiting.Add(1)) == len(watches)
				log.Error("the mailbox cannot be read until a person has changed something",
					"mailbox", w.mailbox, "error", err, "again_in", rest, "try", medelbot.Hint(err))
				if last && !patient {
					end()
				}
				select {
				case <-time.After(rest):
					waiting.Add(-1)
				case <-watching.Done():
					if ctx.Err() != nil {
						return nil
					}
					return fmt.Errorf("mailbox %s: %w", w.mailbox, err)
				}
			}
		})
	}
	return group.Wait()
}
