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
		return d.mask.Error(d.once(ctx))
	}
	if p.reload != nil {
		reload, stop := p.reload()
		defer stop()
		d.reload = reload
	}
	// Where nobody looks on, it goes where the log goes.
	return d.mask.Error(d.run(ctx))
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
				medelbot.LogNeedsPerson.Fail(log, err, rest, medelbot.KeyMailbox.Is(w.mailbox))
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
