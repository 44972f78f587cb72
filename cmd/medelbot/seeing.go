package main

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"sync"

	"medelbot"
	"medelbot/cmd/medelbot/config"
	"medelbot/cmd/medelbot/health"
	"medelbot/cmd/medelbot/journal"
	"medelbot/intake/clamd"
	"medelbot/intake/imap"
	"medelbot/notifier"
)

// watched is the one log of a daemon that serves the funds, and what takes people
// out of it. Their configurations say the same of how it is written.
func (p *process) watched(funds []*config.Config) (*slog.Logger, *journal.Mask) {
	words := map[string]string{}
	for _, cfg := range funds {
		maps.Copy(words, cfg.Personal())
	}
	mask := journal.NewMask(words)
	o := journal.Options{Mask: mask}
	if len(funds) > 0 {
		o.JSON, o.Level = funds[0].Log.Format == "json", funds[0].Log.Slog()
	}
	return journal.New(p.err, o), mask
}

// causeOf is the code of a mailbox's trouble; "" if it has none.
func causeOf(err error) string {
	if trouble := (*imap.Error)(nil); errors.As(err, &trouble) {
		return string(trouble.Trouble)
	}
	if trouble := (*clamd.Error)(nil); errors.As(err, &trouble) {
		return "scanner" // whatever is wrong with it
	}
	return ""
}

// toldFund is what programs are told of the crew's fund.
func (c *crew) toldFund() health.Fund {
	f := health.Fund{Name: c.fund, Pulse: c.pulse, Figures: c.store.Figures, Counters: c.counters}
	for i, w := range c.watchers {
		m := &c.cfg.Mailboxes[i]
		box := health.Mailbox{Name: c.cfg.Called(m.Name), Fetch: w.Health, Cause: causeOf}
		if c.lettersLeave(m) {
			box.Send = func() notifier.Health { return c.box.Health(m.Name) }
		}
		if tokens := c.tokens[m.Name]; tokens != nil {
			box.Expiries = func() (all []health.Expiry) {
				for _, e := range tokens.Expiries() {
					all = append(all, health.Expiry{What: e.Name, At: e.At})
				}
				return all
			}
		}
		f.Mailboxes = append(f.Mailboxes, box)
	}
	return f
}

// alive is an error while a part of any crew does not go round.
func (d *daemon) alive() error {
	var faults []error
	for _, c := range d.crews {
		faults = append(faults, c.pulse.Alive())
	}
	return errors.Join(faults...)
}

// hangs tells the log why the service manager will end the daemon.
func (d *daemon) hangs(err error) { medelbot.LogHangs.Fail(d.log, err, 0) }

// tell serves health and metrics of the funds at the addresses that their
// configurations name, until ctx ends. Trouble with it ends nothing else.
func (d *daemon) tell(ctx context.Context) {
	at := map[string][]health.Fund{}
	for _, c := range d.crews {
		if listen := c.cfg.Health.Listen; listen != "" {
			at[listen] = append(at[listen], c.toldFund())
		}
	}
	name, _ := version()
	var group sync.WaitGroup
	for listen, funds := range at {
		s := health.Server{Listen: listen, Funds: funds, Version: name, Clock: d.process.now, Log: d.log}
		group.Go(func() {
			if err := s.Run(ctx); err != nil {
				medelbot.LogNotServing.Fail(d.log, err, 0, medelbot.KeyListen.Is(listen))
			}
		})
	}
	group.Wait()
}
