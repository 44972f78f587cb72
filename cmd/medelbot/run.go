package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
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
	var reload <-chan os.Signal
	if p.reload != nil && !c.Once {
		// From the start to the end: the signal would end a process that does not
		// await it.
		requests, stop := p.reload()
		defer stop()
		reload = requests
	}
	d, err := p.newDaemon(ctx)
	if err != nil {
		return err
	}
	defer d.Close()
	spareMemory()
	if c.Once {
		err = d.once(ctx)
	} else {
		d.reload = reload
		err = d.run(ctx)
	}
	// Where nobody looks on, it goes where the log goes: masked by what the newest
	// configuration knows.
	return d.mask.Error(err)
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

// watch is the watching of one mailbox, or the service of one fund. run returns
// an error only for trouble that it does not get over by itself.
type watch struct {
	name string
	run  func(context.Context) error
}

// rest is how long one that is in trouble is left alone, while others go on.
const rest = 5 * time.Minute

// watchAll runs all watches, each a mailbox or a fund by the word what, until ctx
// ends. One that is in trouble is told of and tried again now and then, so that
// mending it needs no restart. Who is not patient gives up when all of them are,
// and returns the first one's trouble.
func watchAll(ctx context.Context, what string, watches []watch, patient bool, told func(name string, err error)) error {
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
				told(w.name, err)
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
					return fmt.Errorf("%s %s: %w", what, w.name, err)
				}
			}
		})
	}
	return group.Wait()
}
