package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"

	"medelbot"
	"medelbot/cmd/medelbot/config"
	"medelbot/cmd/medelbot/journal"
	"medelbot/cmd/medelbot/systemd"
	"medelbot/templates"
)

// daemon runs the crews of all funds in one process. They share nothing but
// that process: each fund has a configuration file, a database, mailboxes and
// people of its own.
type daemon struct {
	process *process
	reload  <-chan os.Signal // asks that the configuration be read anew; nil: nobody does
	manager *systemd.Manager
	log     *slog.Logger  // of what concerns all funds
	mask    *journal.Mask // of the log
	crews   []*crew
}

// newDaemon brings the crews of all funds together and locks their databases.
// Close it.
func (p *process) newDaemon(ctx context.Context) (*daemon, error) {
	funds, err := p.configurations()
	if err != nil {
		return nil, err
	}
	manager, err := systemd.New()
	if err != nil {
		return nil, &usageError{text: err.Error(), try: "leave it to systemd, or unset it"}
	}
	d := &daemon{process: p, manager: manager}
	return d, d.open(ctx, funds)
}

// open brings a crew together for each fund, or none.
func (d *daemon) open(ctx context.Context, funds []*config.Config) (err error) {
	defer func() {
		if err != nil {
			err = errors.Join(err, d.Close())
		}
	}()
	d.log, d.mask = d.process.watched(funds)
	for _, cfg := range funds {
		o, err := d.process.found(ctx, cfg)
		if err != nil {
			return err
		}
		if o.log, o.mask = d.log, d.mask; len(funds) > 1 {
			o.fund = cfg.Fund()
			o.log = d.log.With(string(medelbot.KeyFund), o.fund)
		}
		c, err := o.crew()
		d.crews = append(d.crews, c)
		if err != nil {
			return err
		}
		if err := o.store.Lock(); err != nil {
			return err
		}
	}
	return nil
}

// Close closes what the crews have open.
func (d *daemon) Close() error {
	var errs []error
	for _, c := range d.crews {
		c.done()
		errs = append(errs, c.Close())
	}
	d.crews = nil
	return errors.Join(errs...)
}

// once makes one pass for each fund. Trouble of one does not keep the others
// from theirs.
func (d *daemon) once(ctx context.Context) error {
	var errs []error
	for _, c := range d.crews {
		err := c.once(ctx)
		if err != nil && c.fund != "" {
			err = fmt.Errorf("fund %s: %w", c.fund, err)
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// run serves all funds until ctx ends. When asked to reload it ends what is
// under way as at a stop, and goes on with the configuration and the letters as
// they are then: what comes meanwhile waits in the mailbox.
//
// To the service manager it is ready once all databases are open and locked: a
// mail server that is out of reach is no reason for a machine not to start.
func (d *daemon) run(ctx context.Context) error {
	defer context.AfterFunc(ctx, func() { d.notice(d.manager.Stopping()) })()
	for {
		status, err := d.status(ctx)
		d.notice(errors.Join(err, d.manager.Ready(status)))
		funds, err := d.period(ctx)
		if funds == nil || err != nil || ctx.Err() != nil {
			return err
		}
		if err := d.reopen(ctx, funds); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return nil
		}
		medelbot.LogReloaded.To(d.log, medelbot.KeyFunds.Is(len(d.crews)))
	}
}

// period serves the funds as they are configured now, until ctx ends or there
// are other configurations to go on with, which it returns.
func (d *daemon) period(ctx context.Context) ([]*config.Config, error) {
	serving, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- d.serve(serving) }()
	var told sync.WaitGroup
	told.Go(func() { d.manager.Tell(serving, statusRest, d.status, d.notice) })
	defer told.Wait()
	defer stop()
	funds, err := d.awaitReload(ended)
	if funds == nil {
		return nil, err
	}
	d.notice(d.manager.Reloading())
	stop()
	return funds, <-ended
}

// awaitReload waits until the crews have ended, or until there are
// configurations to go on with. Faulty ones are told of, and change nothing.
func (d *daemon) awaitReload(ended <-chan error) ([]*config.Config, error) {
	for {
		select {
		case err := <-ended:
			return nil, err
		case <-d.reload:
		}
		funds, err := d.process.configurations()
		for _, cfg := range funds {
			_, fault := templates.Load(cfg.TemplatesPath())
			err = errors.Join(err, fault)
		}
		if err == nil {
			return funds, nil
		}
		d.refused(err)
	}
}

// reopen closes what is open and opens what other configurations name. If that
// cannot be opened, the old is again. Told to stop meanwhile, it leaves it at that.
func (d *daemon) reopen(ctx context.Context, funds []*config.Config) error {
	var old []*config.Config
	for _, c := range d.crews {
		old = append(old, c.cfg)
	}
	if err := d.Close(); err != nil {
		return err
	}
	err := d.open(ctx, funds)
	if err != nil && ctx.Err() == nil {
		d.refused(err)
		err = d.open(ctx, old)
	}
	if ctx.Err() != nil {
		return nil
	}
	return err
}

func (d *daemon) refused(err error) {
	medelbot.LogNotReloaded.Fail(d.log, err, 0)
}

// serve serves all funds until ctx ends, and tells programs how they are.
func (d *daemon) serve(ctx context.Context) error {
	var telling sync.WaitGroup
	defer telling.Wait()
	looking, stop := context.WithCancel(context.WithoutCancel(ctx)) // also while the last work is done
	defer stop()
	telling.Go(func() { d.manager.Watch(looking, d.alive, d.hangs) })
	telling.Go(func() { d.tell(looking) })
	if len(d.crews) == 1 {
		err := d.crews[0].serve(ctx)
		if err != nil {
			medelbot.LogEnded.Fail(d.log, err, 0)
		}
		return err
	}
	var funds []watch
	for _, c := range d.crews {
		funds = append(funds, watch{c.fund, c.serve})
	}
	// One that ends by trouble of its own leaves the others alone, and is tried
	// again: no service manager sees that it is gone.
	return watchAll(ctx, "fund", funds, false, func(fund string, err error) {
		medelbot.LogEnded.Fail(d.log, err, rest, medelbot.KeyFund.Is(fund))
	})
}
