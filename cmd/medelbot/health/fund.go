package health

import (
	"context"
	"fmt"
	"time"

	"medelbot"
	"medelbot/intake"
	"medelbot/notifier"
	"medelbot/store"
)

// Fund is one fund that the daemon serves, as far as programs are told of it. All
// fields but Name must be set.
type Fund struct {
	Name      string // "" where the daemon serves one only
	Mailboxes []Mailbox
	Pulse     *Pulse
	Figures   func(ctx context.Context) (store.Figures, error)
	Counters  *Counters
}

// Mailbox is one mailbox of a fund.
type Mailbox struct {
	Name     string
	Fetch    func() intake.Health
	Cause    func(error) string     // a code for why it cannot be read, "" for none
	Send     func() notifier.Health // nil where no letters leave from it
	Expiries func() []Expiry        // what logging in to it lives on; nil for nothing that is known to end
}

// Expiry is a secret or token that ends.
type Expiry struct {
	What string // as "client secret"
	At   time.Time
}

const (
	// patience is how long trouble with a mailbox may last before the daemon is
	// not ready: most of it passes by itself.
	patience = 5 * time.Minute
	// answer is how long the database may take to answer.
	answer = 5 * time.Second
)

// Report is how a fund is, as /healthz tells it.
type Report struct {
	Fund      string          `json:"fund,omitempty"`
	Ready     bool            `json:"ready"`
	Why       []string        `json:"why,omitempty"` // why it is not ready
	Mailboxes []MailboxReport `json:"mailboxes"`
	Outbox    *OutboxReport   `json:"outbox,omitempty"` // left out if the database does not answer
}

// MailboxReport is how a mailbox is.
type MailboxReport struct {
	Mailbox        string     `json:"mailbox"`
	LastFetch      *time.Time `json:"last_fetch,omitempty"`  // when the newest look that went well began
	FailsSince     *time.Time `json:"fails_since,omitempty"` // since when it cannot be read
	Cause          string     `json:"cause,omitempty"`
	SendFailsSince *time.Time `json:"send_fails_since,omitempty"` // since when its letters cannot be handed over
}

// OutboxReport is what the database says of letters, and of mails that wait.
type OutboxReport struct {
	Paused        bool       `json:"paused"`
	Queued        int        `json:"queued"`
	Held          int        `json:"held"`
	Failed        int        `json:"failed"`
	Uncertain     int        `json:"uncertain"`
	OldestSeconds float64    `json:"oldest_seconds"` // how long a letter has waited that could have left; 0 if none does
	Asides        int        `json:"asides"`
	AsideSince    *time.Time `json:"aside_since,omitempty"`
}

// Report looks how the fund is now.
func (f *Fund) Report(ctx context.Context, now time.Time) Report {
	r := Report{Fund: f.Name, Mailboxes: []MailboxReport{}}
	if f.Pulse.Ended() {
		r.Why = append(r.Why, "the fund is not served")
	}
	if err := f.Pulse.Alive(); err != nil {
		r.Why = append(r.Why, err.Error())
	}
	for _, m := range f.Mailboxes {
		report, why := m.report(now)
		r.Mailboxes = append(r.Mailboxes, report)
		r.Why = append(r.Why, why...)
	}
	ctx, cancel := context.WithTimeout(ctx, answer)
	defer cancel()
	if figures, err := f.Figures(ctx); err != nil {
		r.Why = append(r.Why, "the database does not answer")
	} else {
		r.Outbox = outboxReport(figures, now)
	}
	r.Ready = r.Why == nil
	return r
}

func (m *Mailbox) report(now time.Time) (r MailboxReport, why []string) {
	fetch := m.Fetch()
	r = MailboxReport{Mailbox: m.Name, LastFetch: moment(fetch.LastRead), FailsSince: moment(fetch.FailsSince)}
	switch {
	case fetch.Err != nil:
		r.Cause = m.Cause(fetch.Err)
		if fetch.LastRead.IsZero() || now.Sub(fetch.FailsSince) >= patience {
			why = append(why, fmt.Sprintf("the mailbox %s cannot be read", m.Name))
		}
	case fetch.LastRead.IsZero():
		why = append(why, fmt.Sprintf("the mailbox %s was not read yet", m.Name))
	}
	if m.Send == nil {
		return r, why
	}
	send := m.Send()
	r.SendFailsSince = moment(send.FailsSince)
	if send.Err != nil && now.Sub(send.FailsSince) >= patience {
		why = append(why, fmt.Sprintf("letters of the mailbox %s cannot be handed over", m.Name))
	}
	return r, why
}

func outboxReport(f store.Figures, now time.Time) *OutboxReport {
	return &OutboxReport{
		Paused: f.Paused, Queued: f.Letters[medelbot.Queued], Held: f.Letters[medelbot.Held], Failed: f.Letters[medelbot.Failed],
		Uncertain: f.Letters[medelbot.Uncertain], OldestSeconds: waited(f, now), Asides: f.Asides, AsideSince: moment(f.AsideSince),
	}
}

// waited is how long the oldest letter that could have left has waited, in
// seconds.
func waited(f store.Figures, now time.Time) float64 {
	if f.WaitsSince.IsZero() {
		return 0
	}
	return max(0, now.Sub(f.WaitsSince).Seconds())
}

// moment is a time that may be left out, in whole seconds of UTC.
func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC().Truncate(time.Second)
	return &t
}
