package health

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"medelbot"
	"medelbot/intake"
	"medelbot/notifier"
)

// Counters count what a fund's daemon does, from its start: it hands out stores
// that count what goes through them.
type Counters struct {
	clock   func() time.Time
	called  func(mailbox string) string
	filed   *prometheus.CounterVec
	settled *prometheus.CounterVec
	polls   *prometheus.HistogramVec
}

// NewCounters makes counters that stand at nothing. called gives what programs
// are told a mailbox is called: its own name may be an address.
func NewCounters(clock func() time.Time, called func(mailbox string) string) *Counters {
	return &Counters{
		clock:   clock,
		called:  called,
		filed:   prometheus.NewCounterVec(prometheus.CounterOpts{Name: mailsFiled.Name, Help: mailsFiled.Help}, mailsFiled.Labels),
		settled: prometheus.NewCounterVec(prometheus.CounterOpts{Name: lettersSettled.Name, Help: lettersSettled.Help}, lettersSettled.Labels),
		polls: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: pollDuration.Name, Help: pollDuration.Help,
			Buckets: []float64{.01, .05, .25, 1, 5, 30, 120, 600}}, pollDuration.Labels),
	}
}

// Ledger is the store for watchers, counting the mails and timing the looks.
func (c *Counters) Ledger(s intake.Store) intake.Store { return &ledger{s, c} }

type ledger struct {
	intake.Store
	*Counters
}

// File files mails and counts them by what they are.
func (l *ledger) File(ctx context.Context, mails []medelbot.Mail, h medelbot.Handler) ([]medelbot.Filed, error) {
	filed, err := l.Store.File(ctx, mails, h)
	if err == nil {
		for i := range mails {
			l.filed.WithLabelValues(l.called(mails[i].Folder.Mailbox), kind(&mails[i])).Inc()
		}
	}
	return filed, err
}

// kind is what a mail is; "unreadable" of one that could not be read.
func kind(m *medelbot.Mail) string {
	if m.Reading.Kind == "" {
		return "unreadable"
	}
	return string(m.Reading.Kind)
}

// NotePass times the look that ends with it.
func (l *ledger) NotePass(ctx context.Context, mailbox string, begun time.Time) error {
	err := l.Store.NotePass(ctx, mailbox, begun)
	if err == nil {
		l.polls.WithLabelValues(l.called(mailbox)).Observe(l.clock().Sub(begun).Seconds())
	}
	return err
}

// Outbox is the store for the outbox, counting what becomes of letters.
func (c *Counters) Outbox(s notifier.OutboxStore) notifier.OutboxStore { return &outbox{s, c} }

type outbox struct {
	notifier.OutboxStore
	*Counters
}

// Settle settles a letter and counts it by its new state.
func (o *outbox) Settle(ctx context.Context, id int64, state medelbot.OutboxState, reason string, notBefore time.Time) error {
	err := o.OutboxStore.Settle(ctx, id, state, reason, notBefore)
	if err == nil {
		o.settled.WithLabelValues(string(state)).Inc()
	}
	return err
}
