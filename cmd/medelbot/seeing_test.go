package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"medelbot"
	"medelbot/cmd/medelbot/config"
	"medelbot/cmd/medelbot/demo"
	"medelbot/cmd/medelbot/health"
)

// crewed is a fund's crew by a clock that the test moves, beside the server that
// it reads from.
type crewed struct {
	*testing.T
	now  time.Time
	path string // of the configuration
	crew *crew
}

// open begins a process of the daemon, as far as alarms and health go.
func (x *crewed) open() {
	x.Helper()
	cfg, err := config.Load(x.path)
	if err != nil {
		x.Fatal(err)
	}
	p := &process{err: io.Discard, now: func() time.Time { return x.now }}
	o, err := p.found(x.Context(), cfg)
	if err != nil {
		x.Fatal(err)
	}
	if x.crew, err = o.crew(); err != nil {
		x.Fatal(err)
	}
}

func (x *crewed) close() {
	x.crew.done()
	if err := x.crew.Close(); err != nil {
		x.Error(err)
	}
}

// look reads the mailbox until it was read once, or until that is a person's
// matter, and then looks whether there is something to tell.
func (x *crewed) look() {
	x.Helper()
	ctx, stop := context.WithTimeout(x.Context(), time.Minute)
	defer stop()
	w := x.crew.watchers[0]
	w.Log = slog.New(&onEvent{event: string(medelbot.LogBaseline), do: stop})
	w.Wake = stop
	_ = w.Run(ctx) // Health tells
	l, err := x.crew.lookout()
	if err == nil {
		err = l.Once(x.Context())
	}
	if err != nil {
		x.Fatal(err)
	}
}

// onEvent is a log that does something at an event.
type onEvent struct {
	slog.Handler
	event string
	do    func()
}

func (l *onEvent) Enabled(context.Context, slog.Level) bool { return true }
func (l *onEvent) WithAttrs([]slog.Attr) slog.Handler       { return l }
func (l *onEvent) Handle(_ context.Context, r slog.Record) error {
	if r.Message == l.event {
		l.do()
	}
	return nil
}

// healthz is what programs are told.
func (x *crewed) healthz() (int, health.Report) {
	x.Helper()
	server := health.Server{Funds: []health.Fund{x.crew.toldFund()}, Clock: x.crew.now}
	h, err := server.Handler()
	if err != nil {
		x.Fatal(err)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/healthz", nil))
	var status health.Status
	if err := json.Unmarshal(w.Body.Bytes(), &status); err != nil {
		x.Fatal(err)
	}
	return w.Code, status.Funds[0]
}

// A password that is taken back is told once by each way, also over a restart,
// and so is its end; meanwhile the daemon is not ready, and says why in a word.
func TestAlarmByEachWay(t *testing.T) {
	var hooks []map[string]string
	hook := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		var body map[string]string
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
			t.Error(err)
		}
		hooks = append(hooks, body)
	}))
	defer hook.Close()
	mails := make(chan demo.Letter, 10)
	watch, err := demo.StartServers(func(l demo.Letter) { mails <- l })
	if err != nil {
		t.Fatal(err)
	}
	defer watch.Close()
	h := newHouse(t, "skr")
	told := filepath.Join(h.dir, "told")
	program := filepath.Join(h.dir, "alarm")
	if err := os.WriteFile(program, []byte("#!/bin/sh\necho \"$MEDELBOT_ALARM_WHAT $MEDELBOT_ALARM_STATE $MEDELBOT_ALARM_MAILBOX $MEDELBOT_ALARM_CAUSE\" >>"+told+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	secret := filepath.Join(h.dir, "secret")
	password := func(text string) {
		if err := os.WriteFile(secret, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	h.change("skr", fmt.Sprintf("password = %q", demo.Password), `password_file = "secret"`)
	h.change("skr", "[digest]", fmt.Sprintf("[alarm]\ncommand = [\"./alarm\"]\nwebhook = %q\nsmtp = \"smtp://%s\"\nsmtp_from = \"medelbot@drift.example\"\nsmtp_to = [\"jour@drift.example\"]\n\n[digest]", hook.URL, watch.SMTP))

	x := &crewed{T: t, now: time.Now(), path: filepath.Join(h.dir, "skr.toml")}
	x.open()
	if status, f := x.healthz(); status != http.StatusServiceUnavailable || f.Why[0] != "the mailbox demo was not read yet" {
		t.Errorf("before the first look: %d, %+v", status, f)
	}
	password(demo.Password)
	x.look()
	if status, f := x.healthz(); status != http.StatusOK || f.Mailboxes[0].LastFetch == nil {
		t.Errorf("after it: %d, %+v", status, f)
	}
	x.close()
	// expect tells what was told since the last time, by the program and by all
	// other ways as well.
	lines, letters := 0, 0
	expect := func(want string) {
		t.Helper()
		text, _ := os.ReadFile(told) // not there before the first alarm
		all := strings.SplitAfter(string(text), "\n")
		got := strings.Join(all[lines:], "")
		lines = len(all) - 1
		if got != want {
			t.Errorf("the program was told %q, want %q", got, want)
		}
		n := strings.Count(want, "\n")
		if len(hooks) != n || len(mails) != n {
			t.Errorf("the webhook was told %d times and a mail sent %d times, want %d", len(hooks), len(mails), n)
		}
		if n > 0 && len(hooks) > 0 && len(mails) > 0 {
			if l := <-mails; l.To != "jour@drift.example" || !strings.Contains(string(l.Raw), "Subject: "+hooks[0]["subject"]) {
				t.Errorf("to %s:\n%s", l.To, l.Raw)
			}
			if strings.Contains(hooks[0]["text"], "@") {
				t.Errorf("an address left the house: %s", hooks[0]["text"])
			}
		}
		hooks = nil
		list, err := x.crew.store.Outbox(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if letters += 2 * n; len(list) != letters { // one to each coordinator
			t.Errorf("%d letters, want %d", len(list), letters)
		}
	}
	password("taken back")
	x.open()
	x.look()
	expect("")
	x.now = x.now.Add(time.Hour)
	x.look()
	expect("fetch failing demo bad_login\n")
	if status, f := x.healthz(); status != http.StatusServiceUnavailable || f.Mailboxes[0].Cause != "bad_login" {
		t.Errorf("while it fails: %d, %+v", status, f)
	}
	x.close()
	x.now = x.now.Add(time.Hour)
	x.open()
	x.look()
	expect("")
	password(demo.Password)
	x.look()
	expect("fetch over demo \n")
	x.close()
	x.open()
	defer x.close()
	x.look()
	expect("")
}

// A daemon of two funds tells of both at one address, as long as it runs; what it
// is asked by is the same after a reload.
func TestHealthOfTheDaemon(t *testing.T) {
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	if err := free.Close(); err != nil {
		t.Fatal(err)
	}
	h := newHouse(t, "glimten", "skr")
	for _, fund := range []string{"glimten", "skr"} {
		h.change(fund, "[digest]", fmt.Sprintf("[health]\nlisten = %q\n\n[digest]", address))
	}
	h.begin()
	if status, said := h.command("", "health"); status != statusFailed || !strings.Contains(said, "does not tell how it is at "+address) {
		t.Errorf("before the start: %d, %s", status, said)
	}
	stop := h.start()
	ready := func() {
		t.Helper()
		// A mailbox may be read a moment after its first mail was answered.
		for status, said := -1, ""; said != "glimten: ready\nskr: ready\n" || status != statusDone; status, said = h.command("", "health") {
			if h.ctx.Err() != nil {
				t.Fatalf("status %d, %s", status, said)
			}
		}
	}
	metrics := func(want ...string) {
		t.Helper()
		resp, err := http.Get("http://" + address + "/metrics")
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		for _, w := range want {
			if err != nil || !strings.Contains(string(text), w) {
				t.Errorf("the metrics have no %s (%v):\n%s", w, err, text)
			}
		}
	}
	h.awaitLog("health served", address)
	h.apply("skr", "skane.se", "Region Skane")
	h.apply("glimten", "regionhalland.se", "Region Halland")
	ready()
	metrics(`medelbot_mails_filed_total{fund="skr",kind="application",mailbox="demo"} 1`, `medelbot_alive{fund="glimten"} 1`)
	h.hangup <- os.Interrupt
	h.awaitLog("health served", address)
	ready()
	metrics(`medelbot_cases{call="patientkontrakt-`, `medelbot_mailbox_readable{fund="glimten",mailbox="demo"} 1`)
	if status := stop(); status != statusDone {
		t.Errorf("it ended with status %d", status)
	}
}
