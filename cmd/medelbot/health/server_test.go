package health

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"medelbot"
	"medelbot/intake"
	"medelbot/notifier"
	"medelbot/store"
)

var start = time.Date(2021, 5, 14, 6, 0, 0, 0, time.UTC)

// scene is a fund with one mailbox whose every condition a test can set.
type scene struct {
	now     time.Time
	fetch   intake.Health
	send    notifier.Health
	ends    []Expiry
	figures store.Figures
	fault   error // of the database
	fund    Fund
	beat    func()
}

func newScene(name string) *scene {
	s := &scene{now: start, fetch: intake.Health{LastRead: start}, figures: store.Figures{Letters: map[medelbot.OutboxState]int{}}}
	clock := func() time.Time { return s.now }
	s.fund = Fund{
		Name: name,
		Mailboxes: []Mailbox{{
			Name: "testbaddar", Fetch: func() intake.Health { return s.fetch }, Send: func() notifier.Health { return s.send },
			Cause: func(error) string { return "bad_login" }, Expiries: func() []Expiry { return s.ends },
		}},
		Pulse: NewPulse(clock), Counters: NewCounters(clock, strings.ToUpper),
		Figures: func(context.Context) (store.Figures, error) { return s.figures, s.fault },
	}
	s.beat = s.fund.Pulse.Loop("clock", time.Hour)
	return s
}

// handler serves the scenes' funds.
func handler(t *testing.T, scenes ...*scene) http.Handler {
	t.Helper()
	server := Server{Version: "v1.2.3", Clock: func() time.Time { return scenes[0].now }}
	for _, s := range scenes {
		server.Funds = append(server.Funds, s.fund)
	}
	h, err := server.Handler()
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func get(h http.Handler, path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w
}

// The daemon is ready while it can do its work, and says why if not.
func TestHealthz(t *testing.T) {
	refused := errors.New("the server does not let anna@fonden.example in")
	for name, test := range map[string]struct {
		change func(s *scene)
		why    string // "" is ready
	}{
		"all is well":                  {func(*scene) {}, ""},
		"not read yet":                 {func(s *scene) { s.fetch = intake.Health{} }, "the mailbox testbaddar was not read yet"},
		"cut a moment ago":             {func(s *scene) { s.fetch.FailsSince, s.fetch.Err = s.now.Add(-time.Minute), refused }, ""},
		"cut for long":                 {func(s *scene) { s.fetch.FailsSince, s.fetch.Err = s.now.Add(-patience), refused }, "the mailbox testbaddar cannot be read"},
		"never let in":                 {func(s *scene) { s.fetch = intake.Health{FailsSince: s.now, Err: refused} }, "the mailbox testbaddar cannot be read"},
		"letters refused a moment ago": {func(s *scene) { s.send = notifier.Health{FailsSince: s.now, Err: refused} }, ""},
		"letters refused for long":     {func(s *scene) { s.send = notifier.Health{FailsSince: s.now.Add(-time.Hour), Err: refused} }, "letters of the mailbox testbaddar cannot be handed over"},
		"no letter leaves from it":     {func(s *scene) { s.fund.Mailboxes[0].Send = nil }, ""},
		"the database does not answer": {func(s *scene) { s.fault = errors.New("disk gone") }, "the database does not answer"},
		"a part hangs":                 {func(s *scene) { s.now = s.now.Add(2 * time.Hour) }, "parts of the daemon have not gone round: clock for 2h0m0s"},
		"ended by trouble":             {func(s *scene) { s.fund.Pulse.End(); s.now = s.now.Add(2 * time.Hour) }, "the fund is not served"},
		"paused, with much that waits": {func(s *scene) {
			s.figures.Paused, s.figures.Asides, s.figures.WaitsSince = true, 7, s.now.Add(-time.Hour)
		}, ""},
		"the secret ends within a minute": {func(s *scene) { s.ends = []Expiry{{"client secret", s.now.Add(time.Minute)}} }, ""},
	} {
		s := newScene("")
		test.change(s)
		w := get(handler(t, s), "/healthz")
		var got Status
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		want, status := []string(nil), http.StatusOK
		if test.why != "" {
			want, status = []string{test.why}, http.StatusServiceUnavailable
		}
		if d := cmp.Diff(want, got.Funds[0].Why); d != "" || w.Code != status || got.Ready != (status == http.StatusOK) {
			t.Errorf("%s: %d, %t, %s", name, w.Code, got.Ready, d)
		}
		if strings.Contains(w.Body.String(), "anna") {
			t.Errorf("%s: it names somebody: %s", name, w.Body)
		}
	}
}

// What stands in the answer, word for word: programs read it.
func TestHealthzAnswer(t *testing.T) {
	s := newScene("")
	s.fetch.FailsSince, s.fetch.Err = start.Add(time.Minute), errors.New("no")
	s.now = start.Add(90 * time.Second)
	s.figures = store.Figures{Paused: true, Letters: map[medelbot.OutboxState]int{medelbot.Queued: 2, medelbot.Sent: 9}, WaitsSince: start, Asides: 1, AsideSince: start}
	want := `{
  "ready": true,
  "funds": [
    {
      "ready": true,
      "mailboxes": [
        {
          "mailbox": "testbaddar",
          "last_fetch": "2021-05-14T06:00:00Z",
          "fails_since": "2021-05-14T06:01:00Z",
          "cause": "bad_login"
        }
      ],
      "outbox": {
        "paused": true,
        "queued": 2,
        "held": 0,
        "failed": 0,
        "uncertain": 0,
        "oldest_seconds": 90,
        "asides": 1,
        "aside_since": "2021-05-14T06:00:00Z"
      }
    }
  ]
}
`
	if d := cmp.Diff(want, get(handler(t, s), "/healthz").Body.String()); d != "" {
		t.Error(d)
	}
}

// One fund that is not ready makes the daemon not ready; only what hangs makes it
// not alive.
func TestSeveralFunds(t *testing.T) {
	a, b := newScene("glantan"), newScene("skr")
	h := handler(t, a, b)
	b.fetch = intake.Health{}
	if ready, live := get(h, "/healthz").Code, get(h, "/livez").Code; ready != 503 || live != 200 {
		t.Errorf("one was not read yet: %d, %d", ready, live)
	}
	b.now = b.now.Add(2 * time.Hour)
	if w := get(h, "/livez"); w.Code != 503 || !strings.Contains(w.Body.String(), "clock for 2h0m0s") {
		t.Errorf("one hangs: %d, %s", w.Code, w.Body)
	}
	if w := get(h, "/"); w.Code != http.StatusNotFound {
		t.Errorf("elsewhere: %d", w.Code)
	}
	funds := map[string]int{}
	for name, family := range metrics(t, h) {
		for _, m := range family.Metric {
			for _, l := range m.Label {
				if l.GetName() == "fund" {
					funds[l.GetValue()]++
				}
			}
		}
		if strings.HasPrefix(name, "medelbot_") && name != buildInfo.Name && len(family.Metric)%2 != 0 && name != lastFetch.Name && name != mailboxReadable.Name {
			t.Errorf("%s is not told of both funds", name)
		}
	}
	if len(funds) != 2 || funds["glantan"] == 0 || funds["skr"] == 0 {
		t.Errorf("funds: %v", funds)
	}
}

// metrics reads /metrics as Prometheus does.
func metrics(t *testing.T, h http.Handler) map[string]*dto.MetricFamily {
	t.Helper()
	w := get(h, "/metrics")
	if w.Code != http.StatusOK {
		t.Fatalf("/metrics: %d %s", w.Code, w.Body)
	}
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return families
}

// full is a scene in which each metric has a value.
func full(t *testing.T) *scene {
	t.Helper()
	s := newScene("")
	s.send.Reached = start
	s.ends = []Expiry{{"client secret", start.AddDate(0, 0, 14)}}
	s.now = start.Add(time.Minute)
	s.figures = store.Figures{
		Letters: map[medelbot.OutboxState]int{medelbot.Sent: 12, medelbot.Queued: 1}, WaitsSince: start, Asides: 2, AsideSince: start.Add(-time.Hour),
		Cases: []store.CaseCount{{Call: "patientkontrakt-2021", Status: medelbot.StatusPaid, Count: 5}}, Events: 77, Size: 1 << 20, Free: 4096, Paused: true,
	}
	ledger := s.fund.Counters.Ledger(filing{})
	mails := []medelbot.Mail{{Folder: medelbot.FolderKey{Mailbox: "testbaddar"}, Reading: medelbot.Reading{Kind: "application"}}, {Folder: medelbot.FolderKey{Mailbox: "testbaddar"}, Fault: "bad"}}
	if _, err := ledger.File(t.Context(), mails, medelbot.Handler{}); err != nil {
		t.Fatal(err)
	}
	if err := ledger.NotePass(t.Context(), "testbaddar", s.now.Add(-300*time.Millisecond)); err != nil {
		t.Fatal(err)
	}
	if err := s.fund.Counters.Outbox(settling{}).Settle(t.Context(), 1, medelbot.Sent, "", time.Time{}); err != nil {
		t.Fatal(err)
	}
	return s
}

// filing and settling are stores that take everything.
type filing struct{ intake.Store }

func (filing) File(_ context.Context, mails []medelbot.Mail, _ medelbot.Handler) ([]medelbot.Filed, error) {
	return make([]medelbot.Filed, len(mails)), nil
}
func (filing) NotePass(context.Context, string, time.Time) error { return nil }

type settling struct{ notifier.OutboxStore }

func (settling) Settle(context.Context, int64, medelbot.OutboxState, string, time.Time) error {
	return nil
}

// Every metric that is listed is told, with the type and the labels of the list,
// and nothing else is.
func TestMetrics(t *testing.T) {
	families := metrics(t, handler(t, full(t)))
	listed := map[string]bool{}
	for _, m := range Metrics() {
		listed[m.Name] = true
		f := families[m.Name]
		if f == nil {
			t.Errorf("%s is not told", m.Name)
			continue
		}
		if got := strings.ToLower(f.GetType().String()); got != m.Type || f.GetHelp() != m.Help {
			t.Errorf("%s is a %s: %s", m.Name, got, f.GetHelp())
		}
		var labels []string
		for _, l := range f.Metric[0].Label {
			labels = append(labels, l.GetName())
		}
		if want := slices.Sorted(slices.Values(m.Labels)); !slices.Equal(labels, want) {
			t.Errorf("%s has the labels %q, want %q", m.Name, labels, want)
		}
		if strings.HasSuffix(m.Name, "_total") != (m.Type == "counter") || !strings.HasSuffix(m.Help, ".") {
			t.Errorf("%s breaks a convention", m.Name)
		}
	}
	for name := range families {
		if !listed[name] && !strings.HasPrefix(name, "go_") && !strings.HasPrefix(name, "process_") && !strings.HasPrefix(name, "promhttp_") {
			t.Errorf("%s is not listed", name)
		}
	}
	for name, want := range map[string]float64{
		"medelbot_outbox_oldest_seconds": 60, "medelbot_aside_oldest_seconds": 3660, "medelbot_paused": 1, "medelbot_events_total": 77, "medelbot_asides": 2,
		"medelbot_token_expires_timestamp_seconds": float64(start.AddDate(0, 0, 14).Unix()), "medelbot_last_fetch_timestamp_seconds": float64(start.Unix()),
		"medelbot_database_up": 1, "medelbot_alive": 1, "medelbot_mailbox_readable": 1, "medelbot_mailbox_sends": 1, "medelbot_cases": 5,
	} {
		m := families[name].Metric[0]
		if got := m.GetGauge().GetValue() + m.GetCounter().GetValue(); got != want {
			t.Errorf("%s is %g, want %g", name, got, want)
		}
	}
	h := families[pollDuration.Name].Metric[0].GetHistogram()
	if h.GetSampleCount() != 1 || h.GetSampleSum() != .3 {
		t.Errorf("%d looks took %g s", h.GetSampleCount(), h.GetSampleSum())
	}
	kinds := map[string]float64{}
	for _, m := range families[mailsFiled.Name].Metric {
		kinds[m.Label[0].GetValue()+" of "+m.Label[1].GetValue()] = m.GetCounter().GetValue()
	}
	if d := cmp.Diff(map[string]float64{"application of TESTBADDAR": 1, "unreadable of TESTBADDAR": 1}, kinds); d != "" {
		t.Error(d)
	}
}

// Before anything was tried, and while the database does not answer, what nobody
// knows is left out.
func TestMetricsUnknown(t *testing.T) {
	s := newScene("")
	s.fetch, s.fault = intake.Health{}, errors.New("disk gone")
	families := metrics(t, handler(t, s))
	for _, m := range []Metric{mailboxReadable, lastFetch, mailboxSends, tokenExpires, paused, outboxOldest, cases, databaseSize} {
		if families[m.Name] != nil {
			t.Errorf("%s is told", m.Name)
		}
	}
	if got := families[databaseUp.Name].Metric[0].GetGauge().GetValue(); got != 0 {
		t.Errorf("the database is up: %g", got)
	}
}

// A fund that is not served is not alive to those who look on, though to start the
// daemon again would help nobody.
func TestMetricsOfFundInTrouble(t *testing.T) {
	s := newScene("")
	s.fund.Pulse.End()
	h := handler(t, s)
	if got := metrics(t, h)[loopsAlive.Name].Metric[0].GetGauge().GetValue(); got != 0 {
		t.Errorf("%s is %g", loopsAlive.Name, got)
	}
	if status := get(h, "/livez").Code; status != http.StatusOK {
		t.Errorf("/livez answers %d", status)
	}
}

// An address that is taken ends nothing: it is told once, and taken as soon as it
// is free. The end of the context ends the server.
func TestRunWithAddressTaken(t *testing.T) {
	other, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	synctest.Test(t, func(t *testing.T) {
		s := newScene("")
		var log strings.Builder
		server := Server{Listen: other.Addr().String(), Funds: []Fund{s.fund}, Clock: time.Now, Log: slog.New(slog.NewTextHandler(&log, nil))}
		ctx, stop := context.WithTimeout(t.Context(), 150*time.Second)
		defer stop()
		if err := server.Run(ctx); err != nil {
			t.Error(err)
		}
		if text := log.String(); strings.Count(text, "health not served") != 1 || !strings.Contains(text, "address already in use") || !strings.Contains(text, "another port as listen") {
			t.Errorf("the log: %s", text)
		}
	})
	s := newScene("")
	served := make(chan struct{})
	server := Server{Listen: "127.0.0.1:0", Funds: []Fund{s.fund}, Clock: time.Now, Log: slog.New(&told{event: medelbot.LogServing, to: served})}
	h, err := server.Handler()
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	listener, err := net.Listen("tcp", server.Listen)
	if err != nil {
		t.Fatal(err)
	}
	go func() { ended <- server.serve(ctx, listener, h) }()
	<-served
	resp, err := http.Get("http://" + listener.Addr().String() + "/livez")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if string(text) != "alive\n" || err != nil {
		t.Errorf("%s, %v", text, err)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// told is a log that closes a channel at an event.
type told struct {
	slog.Handler
	event medelbot.LogEvent
	to    chan struct{}
}

func (l *told) Enabled(context.Context, slog.Level) bool { return true }
func (l *told) Handle(_ context.Context, r slog.Record) error {
	if r.Message == string(l.event) {
		close(l.to)
	}
	return nil
}
