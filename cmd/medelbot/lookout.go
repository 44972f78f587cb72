package main

import (
	"context"
	"crypto/rand"
	"time"

	"medelbot"
	"medelbot/cmd/medelbot/alarm"
	"medelbot/cmd/medelbot/config"
	"medelbot/cmd/medelbot/signin"
	"medelbot/notifier"
)

// lookout makes the one who tells people of trouble that lasts: the coordinators
// by letter, and those who look after the machine by the ways of [alarm]. It is
// nil where nothing is to be told.
func (c *crew) lookout() (*alarm.Lookout, error) {
	if c.cfg.Alarm.After == 0 {
		return nil, nil
	}
	ways, err := alarmWays(c.cfg, c.now)
	if err != nil {
		return nil, err
	}
	letter := alarm.Way{Name: "letter", Tell: c.tellByLetter}
	return &alarm.Lookout{Look: c.findings, Ways: append([]alarm.Way{letter}, ways...), Store: c.store, Clock: c.now, Log: c.log}, nil
}

// alarmWays are the ways of a configuration's [alarm], which are those beside the
// letters.
func alarmWays(cfg *config.Config, now func() time.Time) (ways []alarm.Way, err error) {
	a := &cfg.Alarm
	trusted, err := roots(a.CAPath())
	if err != nil {
		return nil, err
	}
	if len(a.Command) > 0 {
		ways = append(ways, alarm.Command(a.Program()))
	}
	if a.Webhook != "" {
		ways = append(ways, alarm.Webhook(a.Webhook, a.WebhookSecret, trusted))
	}
	if a.SMTP != "" {
		server, err := notifier.ParseURL(a.SMTP)
		if err != nil {
			return nil, err
		}
		server.Hello, server.RootCAs = helloName(), trusted
		server.Username = a.SMTPUsername
		server.Password = func(context.Context) (string, error) { return a.SMTPPassword() }
		ways = append(ways, alarm.SMTP(alarm.Post{Server: &server, From: a.SMTPFrom, To: a.SMTPTo, Clock: now, Rand: rand.Reader}))
	}
	return ways, nil
}

// lettersLeave tells whether letters leave from a mailbox at all, or are laid in
// its Drafts folder.
func (o *office) lettersLeave(m *config.Mailbox) bool {
	return m.SMTP != "" || o.cfg.Mode() == medelbot.Draft
}

// findings is how everything goes that people may have to be told of.
func (c *crew) findings() []alarm.Finding {
	var all []alarm.Finding
	for i, w := range c.watchers {
		m := &c.cfg.Mailboxes[i]
		fetch := w.Health()
		all = append(all, c.finding(alarm.Fetch, m, fetch.LastRead, fetch.FailsSince, fetch.Err))
		if c.lettersLeave(m) {
			send := c.box.Health(m.Name)
			all = append(all, c.finding(alarm.Send, m, send.Reached, send.FailsSince, send.Err))
		}
		if tokens := c.tokens[m.Name]; tokens != nil {
			had := tokens.Health()
			all = append(all, c.finding(alarm.Token, m, had.Obtained, had.FailsSince, had.Err))
			all = append(all, c.expiries(m, tokens.Expiries())...)
		}
	}
	return all
}

// finding is how one thing goes: when it last went well, and since when and why
// it fails.
func (c *crew) finding(what alarm.What, m *config.Mailbox, well, since time.Time, err error) alarm.Finding {
	f := alarm.Finding{After: time.Duration(c.cfg.Alarm.After), Message: alarm.Message{
		Fund: c.fund, What: what, Mailbox: c.cfg.Called(m.Name), Since: since.In(c.cfg.Zone())}}
	switch {
	case err != nil:
		f.State, f.Cause = alarm.Failing, causeOf(err)
		f.Error, f.Try = c.mask.Text(err.Error()), c.mask.Text(medelbot.Hint(err))
	case !well.IsZero():
		f.State = alarm.Well
	}
	return f
}

// expiries are the secrets and tokens of a mailbox. One whose end is not known,
// or no more, is well.
func (c *crew) expiries(m *config.Mailbox, ends []signin.Expiry) []alarm.Finding {
	var all []alarm.Finding
	early := time.Duration(c.cfg.Alarm.ExpiresDays) * 24 * time.Hour
	for _, name := range []string{signin.ClientSecretEnds, signin.RefreshTokenEnds} {
		f := alarm.Finding{State: alarm.Well, Message: alarm.Message{Fund: c.fund, What: alarm.Expiry, Mailbox: c.cfg.Called(m.Name), Secret: name}}
		for _, e := range ends {
			if from := e.At.Add(-early); e.Name == name && early > 0 && !c.now().Before(from) {
				f.State, f.Since, f.Ends = alarm.Failing, from.In(c.cfg.Zone()), e.At.In(c.cfg.Zone())
			}
		}
		all = append(all, f)
	}
	return all
}

// tellByLetter puts a letter to each coordinator on duty in the outbox. What is
// there already, since an earlier try came half way, is not put there again. Of
// letters that cannot leave only another mailbox can tell.
func (c *crew) tellByLetter(ctx context.Context, m alarm.Message) error {
	box := c.boxCalled(m.Mailbox)
	from, ok := c.wellBox()
	if !ok {
		from = box.Name
	}
	if m.What == alarm.Send && m.Over.IsZero() && !ok {
		return nil
	}
	for _, p := range c.cfg.People() {
		if !p.OnDuty(c.now()) || len(p.Addresses) == 0 {
			continue
		}
		letter, err := c.composer.ComposeAlarm(from, p, notifier.Alarm{What: string(m.What), Mailbox: box.Name, Address: box.Address,
			Secret: m.Secret, Ends: m.Ends, Since: m.Since, Again: m.Over, Cause: m.Cause, Error: m.Error})
		if err != nil {
			return err
		}
		queued, err := c.store.Enqueue(ctx, letter)
		if err != nil {
			return err
		}
		if queued {
			c.kick()
		}
	}
	return nil
}

// boxCalled finds a mailbox by what alarms call it.
func (c *crew) boxCalled(called string) *config.Mailbox {
	for i := range c.cfg.Mailboxes {
		if m := &c.cfg.Mailboxes[i]; c.cfg.Called(m.Name) == called {
			return m
		}
	}
	return &config.Mailbox{Name: called}
}

// wellBox is a mailbox that letters leave from and that is well, if there is one:
// the same server and password often are to read and to send by.
func (c *crew) wellBox() (name string, ok bool) {
	for i, w := range c.watchers {
		m := &c.cfg.Mailboxes[i]
		if h := w.Health(); m.SMTP != "" && h.Err == nil && !h.LastRead.IsZero() && c.box.Health(m.Name).Err == nil {
			return m.Name, true
		}
	}
	return "", false
}
