package health

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"medelbot/store"
)

// Metric describes one metric of the daemon, in Prometheus' conventions: base
// units, and _total for what only grows.
type Metric struct {
	Name   string
	Type   string // gauge, counter or histogram
	Labels []string
	Help   string // one sentence
}

// The metrics of a fund. Where the daemon serves several, each has the label
// fund besides.
var (
	mailboxReadable = Metric{"medelbot_mailbox_readable", "gauge", []string{"mailbox"}, "1 if the newest look at the mailbox went well, 0 if it failed; absent before the first."}
	lastFetch       = Metric{"medelbot_last_fetch_timestamp_seconds", "gauge", []string{"mailbox"}, "When the newest look at the mailbox that went well began; absent until one has since the start."}
	mailboxSends    = Metric{"medelbot_mailbox_sends", "gauge", []string{"mailbox"}, "1 if letters could be handed over the last time there was one, 0 if not; absent before the first."}
	tokenExpires    = Metric{"medelbot_token_expires_timestamp_seconds", "gauge", []string{"mailbox", "what"}, "When a secret or token that logging in lives on ends, where that is known."}
	lastRound       = Metric{"medelbot_loop_last_round_timestamp_seconds", "gauge", []string{"loop"}, "When a part of the daemon last went round."}
	loopsAlive      = Metric{"medelbot_alive", "gauge", nil, "1 while the fund is served and all parts of that go round as they must, else 0."}
	databaseUp      = Metric{"medelbot_database_up", "gauge", nil, "1 if the database answers; if it does not, the metrics below of what it holds are absent."}
	databaseSize    = Metric{"medelbot_database_size_bytes", "gauge", nil, "The size of the database file, without what is not merged into it yet."}
	databaseFree    = Metric{"medelbot_database_free_bytes", "gauge", nil, "How much of that is unused and will be used again."}
	paused          = Metric{"medelbot_paused", "gauge", nil, "1 while a person has stopped all letters, else 0."}
	cases           = Metric{"medelbot_cases", "gauge", []string{"call", "status"}, "Cases."}
	asides          = Metric{"medelbot_asides", "gauge", nil, "Mails set aside that wait for a person."}
	asideOldest     = Metric{"medelbot_aside_oldest_seconds", "gauge", nil, "How long the oldest of them has waited; 0 if none does."}
	outboxLetters   = Metric{"medelbot_outbox_letters", "gauge", []string{"state"}, "Letters, also those that left long ago."}
	outboxOldest    = Metric{"medelbot_outbox_oldest_seconds", "gauge", nil, "How long a letter has waited that could have left; 0 if none does. It grows while letters are paused."}
	eventsLogged    = Metric{"medelbot_events_total", "counter", nil, "Events in the event log."}
	mailsFiled      = Metric{"medelbot_mails_filed_total", "counter", []string{"mailbox", "kind"}, "Mails that were read and filed since the start, by what they are."}
	lettersSettled  = Metric{"medelbot_letters_settled_total", "counter", []string{"state"}, "Attempts at letters since the start, by what became of them; queued is one to be tried again."}
	pollDuration    = Metric{"medelbot_poll_duration_seconds", "histogram", []string{"mailbox"}, "How long looks at the mailbox took that went well, with filing what they found."}
)

// buildInfo is of the program.
var buildInfo = Metric{"medelbot_build_info", "gauge", []string{"version", "goversion"}, "Always 1: which program this is."}

// Metrics lists all of them, but for those about the process and the Go runtime,
// which the Prometheus library adds (process_ and go_).
func Metrics() []Metric {
	return []Metric{
		buildInfo, mailboxReadable, lastFetch, mailboxSends, tokenExpires, loopsAlive, lastRound, databaseUp, databaseSize, databaseFree,
		paused, cases, asides, asideOldest, outboxLetters, outboxOldest, eventsLogged, mailsFiled, lettersSettled, pollDuration,
	}
}

// desc is the metric in the library's words.
func (m Metric) desc() *prometheus.Desc { return prometheus.NewDesc(m.Name, m.Help, m.Labels, nil) }

// collector collects the metrics of one fund when they are asked for.
type collector struct {
	*Fund
	clock func() time.Time
}

// Describe gives the descriptions. The library's own metrics describe themselves.
func (c *collector) Describe(to chan<- *prometheus.Desc) {
	for _, m := range Metrics() {
		if !slices.Contains([]string{buildInfo.Name, mailsFiled.Name, lettersSettled.Name, pollDuration.Name}, m.Name) {
			to <- m.desc()
		}
	}
	for _, own := range c.Counters.collectors() {
		own.Describe(to)
	}
}

// collectors are the counters as the library knows them.
func (c *Counters) collectors() []prometheus.Collector {
	return []prometheus.Collector{c.filed, c.settled, c.polls}
}

// Collect gives the values as they are now.
func (c *collector) Collect(to chan<- prometheus.Metric) {
	v := values{to}
	for _, m := range c.Mailboxes {
		v.mailbox(&m)
	}
	v.gauge(loopsAlive, one(c.Pulse.Alive() == nil && !c.Pulse.Ended()))
	rounds := c.Pulse.Rounds()
	for _, name := range slices.Sorted(maps.Keys(rounds)) {
		v.gauge(lastRound, seconds(rounds[name]), name)
	}
	for _, own := range c.Counters.collectors() {
		own.Collect(to)
	}
	// The library gives no context.
	ctx, cancel := context.WithTimeout(context.Background(), answer)
	defer cancel()
	f, err := c.Figures(ctx)
	v.gauge(databaseUp, one(err == nil))
	if err == nil {
		v.figures(f, c.clock())
	}
}

// values are sent on as they come.
type values struct{ to chan<- prometheus.Metric }

func (v values) gauge(m Metric, value float64, labels ...string) {
	v.send(m, prometheus.GaugeValue, value, labels)
}

func (v values) send(m Metric, kind prometheus.ValueType, value float64, labels []string) {
	sent, err := prometheus.NewConstMetric(m.desc(), kind, value, labels...)
	if err != nil {
		sent = prometheus.NewInvalidMetric(m.desc(), err)
	}
	v.to <- sent
}

func (v values) mailbox(m *Mailbox) {
	fetch := m.Fetch()
	if fetch.Err != nil || !fetch.LastRead.IsZero() {
		v.gauge(mailboxReadable, one(fetch.Err == nil), m.Name)
	}
	if !fetch.LastRead.IsZero() {
		v.gauge(lastFetch, seconds(fetch.LastRead), m.Name)
	}
	if m.Send != nil {
		if send := m.Send(); send.Err != nil || !send.Reached.IsZero() {
			v.gauge(mailboxSends, one(send.Err == nil), m.Name)
		}
	}
	if m.Expiries != nil {
		for _, e := range m.Expiries() {
			v.gauge(tokenExpires, seconds(e.At), m.Name, e.What)
		}
	}
}

func (v values) figures(f store.Figures, now time.Time) {
	v.gauge(databaseSize, float64(f.Size))
	v.gauge(databaseFree, float64(f.Free))
	v.gauge(paused, one(f.Paused))
	for _, c := range f.Cases {
		v.gauge(cases, float64(c.Count), c.Call, string(c.Status))
	}
	v.gauge(asides, float64(f.Asides))
	oldest := 0.0
	if !f.AsideSince.IsZero() {
		oldest = max(0, now.Sub(f.AsideSince).Seconds())
	}
	v.gauge(asideOldest, oldest)
	for _, state := range slices.Sorted(maps.Keys(f.Letters)) {
		v.gauge(outboxLetters, float64(f.Letters[state]), string(state))
	}
	v.gauge(outboxOldest, waited(f, now))
	v.send(eventsLogged, prometheus.CounterValue, float64(f.Events), nil)
}

func one(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// seconds is a time as Prometheus has it: seconds since 1970.
func seconds(t time.Time) float64 { return float64(t.UnixMilli()) / 1000 }
