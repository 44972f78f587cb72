package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"medelbot/cmd/medelbot/config"
	"medelbot/cmd/medelbot/demo"
	"medelbot/parser"
	"medelbot/store"
)

// house is a folder of configurations with servers for each fund, and a daemon
// that a test can start.
type house struct {
	t       *testing.T
	ctx     context.Context // ends before the test would hang
	dir     string
	letters chan demo.Letter
	servers map[string]*demo.Servers
	hangup  chan os.Signal
	log     chan string
	now     func() time.Time
}

func newHouse(t *testing.T, funds ...string) *house {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	h := &house{t: t, ctx: ctx, dir: t.TempDir(), letters: make(chan demo.Letter, 100), servers: map[string]*demo.Servers{}, hangup: make(chan os.Signal, 1), log: make(chan string, 1000), now: time.Now}
	for i, fund := range funds {
		servers, err := demo.StartServers(func(l demo.Letter) { h.letters <- l })
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { servers.Close() })
		h.servers[fund] = servers
		text, err := servers.Config(time.Now())
		if err != nil {
			t.Fatal(err)
		}
		h.write(fund, strings.Replace(text, `database = "medelbot.db"`, fmt.Sprintf("database = %q", fund+".db"), 1))
		if i > 0 {
			h.change(fund, `prefix = "PK"`, fmt.Sprintf("prefix = %q", strings.ToUpper(fund + fund)[:2]))
		}
	}
	return h
}

func (h *house) write(fund, text string) {
	h.t.Helper()
	if err := os.WriteFile(filepath.Join(h.dir, fund+".toml"), []byte(text), 0o600); err != nil {
		h.t.Fatal(err)
	}
}

// change replaces words in a fund's configuration.
func (h *house) change(fund, old, with string) {
	h.t.Helper()
	text, err := os.ReadFile(filepath.Join(h.dir, fund+".toml"))
	if err != nil || !strings.Contains(string(text), old) {
		h.t.Fatalf("there is no %q to change: %v", old, err)
	}
	h.write(fund, strings.ReplaceAll(string(text), old, with))
}

// process is one in which commands run on the folder.
func (h *house) process(out io.Writer) process {
	return process{
		out: out, err: out, now: h.now, user: func() string { return "harald" }, read: parser.Read, config: h.dir,
		reload: func() (<-chan os.Signal, func()) { return h.hangup, func() {} },
	}
}

// command runs a command on one fund or, if that is "", on the folder.
func (h *house) command(fund string, args ...string) (int, string) {
	var said strings.Builder
	p := h.process(&said)
	if fund != "" {
		p.config = filepath.Join(h.dir, fund+".toml")
	}
	return execute(h.ctx, args, p), said.String()
}

// begin makes the first pass, which answers nothing.
func (h *house) begin() {
	h.t.Helper()
	if status, said := h.command("", "run", "--once"); status != statusDone {
		h.t.Fatalf("status %d, %s", status, said)
	}
}

// start starts the daemon; stop ends it and gives its exit status.
func (h *house) start() (stop func() int) {
	h.t.Helper()
	ctx, cancel := context.WithCancel(h.ctx)
	r, w := io.Pipe()
	status := make(chan int, 1)
	go func() {
		status <- execute(ctx, []string{"run"}, h.process(w))
		w.Close()
	}()
	go func() {
		for lines := bufio.NewScanner(r); lines.Scan(); {
			select {
			case h.log <- lines.Text():
			default: // a test that reads no log must not hold the daemon up
			}
		}
	}()
	ended := false
	stop = func() int {
		if ended {
			return 0
		}
		ended = true
		cancel()
		return <-status
	}
	h.t.Cleanup(func() { stop() })
	return stop
}

// awaitLog waits for a line of the log with all these words.
func (h *house) awaitLog(words ...string) {
	h.t.Helper()
	for {
		select {
		case line := <-h.log:
			found := true
			for _, w := range words {
				found = found && strings.Contains(line, w)
			}
			if found {
				return
			}
		case <-h.ctx.Done():
			h.t.Fatalf("the daemon never logged %q", words)
		}
	}
}

// apply has a region apply to a fund, by its domain, and waits for the answer.
func (h *house) apply(fund, domain, region string) demo.Letter {
	h.t.Helper()
	mail := strings.NewReplacer("DOMAIN", domain, "REGION", region, "BORDER", demo.Border, "FUND", demo.Address, "\n", "\r\n").Replace(
		"Authentication-Results: BORDER; dmarc=pass header.from=DOMAIN\nFrom: Ulla Hjort <ulla.hjort@DOMAIN>\nTo: FUND\nSubject: Patientkontrakt\nMessage-ID: <1@DOMAIN>\n\n" +
			"REGION ansoker om 45 000 kronor ur testbadden for Patientkontrakt.\n")
	if err := h.servers[fund].Deliver([]byte(mail), time.Now()); err != nil {
		h.t.Fatal(err)
	}
	select {
	case l := <-h.letters:
		return l
	case <-h.ctx.Done():
		h.t.Fatal("nobody was answered")
		return demo.Letter{}
	}
}

// Two funds in one daemon: each files what comes to its own mailbox, in its own
// database and under its own numbers.
func TestSeveralFunds(t *testing.T) {
	h := newHouse(t, "skr", "glimten")
	h.begin()
	stop := h.start()
	if l := h.apply("glimten", "skane.se", "Region Skane"); !strings.Contains(string(l.Raw), "[GL-") {
		t.Errorf("the one fund answered\n%s", l.Raw)
	}
	if l := h.apply("skr", "regionhalland.se", "Region Halland"); !strings.Contains(string(l.Raw), "[PK-") {
		t.Errorf("the other fund answered\n%s", l.Raw)
	}
	for fund, other := range map[string]string{"skr": "GL-", "glimten": "PK-"} {
		status, said := h.command(fund, "cases", "--csv")
		if status != statusDone || strings.Count(said, "\n") != 2 || strings.Contains(said, other) {
			t.Errorf("fund %s has the cases, with status %d:\n%s", fund, status, said)
		}
	}
	// What is about one fund wants to know which.
	if status, said := h.command("", "cases"); status != statusUsage || !strings.Contains(said, "glimten.toml") {
		t.Errorf("cases of several funds: status %d, %s", status, said)
	}
	// A second daemon, that shares a single one of the databases.
	if status, said := h.command("skr", "run"); status != statusFailed || !strings.Contains(said, "another medelbot") {
		t.Errorf("a second daemon: status %d, %s", status, said)
	}
	if status := stop(); status != statusDone {
		t.Errorf("the daemon ended with status %d", status)
	}
	if status, said := h.command("", "check"); status != statusDone || !strings.Contains(said, "skr.toml") || !strings.Contains(said, "glimten.toml") {
		t.Errorf("check: status %d\n%s", status, said)
	}
}

// Funds that would share a database, a mailbox or case numbers are refused.
func TestFundsApart(t *testing.T) {
	for name, x := range map[string]struct{ old, with, says string }{
		"database": {`database = "b.db"`, `database = "a.db"`, "has the same database"},
		"mailbox":  {"", "", "watches the same folder"},
		"numbers":  {`prefix = "BB"`, `prefix = "PK"`, "one number would be two cases"},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t, "a", "b")
			if x.old == "" {
				x.old, x.with = h.servers["b"].IMAP, h.servers["a"].IMAP
			}
			h.change("b", x.old, x.with)
			if status, said := h.command("", "run", "--once"); status != statusUsage || !strings.Contains(said, x.says) || !strings.Contains(said, "b.toml") {
				t.Errorf("status %d, %s", status, said)
			}
		})
	}
}

// SIGHUP: a new configuration and new letters are taken, a faulty one is not,
// and no mail is lost or answered twice on the way.
func TestReload(t *testing.T) {
	h := newHouse(t, "skr")
	h.begin()
	stop := h.start()
	h.apply("skr", "skane.se", "Region Skane")

	own := filepath.Join(h.dir, "egna", "sv")
	if err := os.MkdirAll(own, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(own, "ack_incomplete.subject.txt"), []byte("{{define \"subject\"}}Egna ord{{end}}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	h.change("skr", `database = "skr.db"`, "database = \"skr.db\"\ntemplates_dir = \"egna\"")
	h.hangup <- os.Interrupt
	h.awaitLog("reloaded")
	if l := h.apply("skr", "regionhalland.se", "Region Halland"); !strings.Contains(string(l.Raw), "Egna ord") {
		t.Errorf("after the reload the letter was\n%s", l.Raw)
	}

	// A faulty file is told, and the daemon goes on as it was.
	h.change("skr", `templates_dir = "egna"`, `templates = "egna"`)
	h.hangup <- os.Interrupt
	h.awaitLog("not reloaded", "there is no such key")
	if l := h.apply("skr", "regiondalarna.se", "Region Dalarna"); !strings.Contains(string(l.Raw), "Egna ord") {
		t.Errorf("after the refused reload the letter was\n%s", l.Raw)
	}

	// So is one that can be read and not be opened.
	h.change("skr", `templates = "egna"`, "")
	h.change("skr", `database = "skr.db"`, `database = "nowhere/skr.db"`)
	h.hangup <- os.Interrupt
	h.awaitLog("not reloaded", "nowhere")
	h.apply("skr", "regionuppsala.se", "Region Uppsala")
	if status := stop(); status != statusDone {
		t.Errorf("the daemon ended with status %d", status)
	}
	select {
	case l := <-h.letters:
		t.Errorf("one letter too many:\n%s", l.Raw)
	default:
	}
}

// A SIGHUP while the databases are being opened, which may take long after a
// crash, must not end the process: it listens before it opens any.
func TestListensForReloadsFirst(t *testing.T) {
	h := newHouse(t, "skr")
	p := h.process(io.Discard)
	listened := false
	p.reload = func() (<-chan os.Signal, func()) {
		_, err := os.Stat(filepath.Join(h.dir, "skr.db"))
		listened = os.IsNotExist(err)
		return nil, func() {}
	}
	ctx, cancel := context.WithCancel(h.ctx)
	cancel()
	execute(ctx, []string{"run"}, p)
	if !listened {
		t.Error("the daemon did not listen for reloads before it opened the database")
	}
}

// A daemon that has worked goes on when it is not let in any more, so that it
// can tell and takes the right password once it is there; one that never did
// ends and says why.
func TestRefusedLogin(t *testing.T) {
	h := newHouse(t, "skr")
	h.change("skr", fmt.Sprintf("password = %q", demo.Password), `password = "fel"`)
	if status, said := h.command("", "run"); status != statusFailed || !strings.Contains(said, "does not let") {
		t.Errorf("status %d, %s", status, said)
	}
	h.change("skr", `password = "fel"`, fmt.Sprintf("password = %q", demo.Password))
	h.begin()
	h.change("skr", fmt.Sprintf("password = %q", demo.Password), `password = "fel"`)
	stop := h.start()
	h.awaitLog("mailbox waits for a person")
	h.change("skr", `password = "fel"`, fmt.Sprintf("password = %q", demo.Password))
	h.hangup <- os.Interrupt
	h.awaitLog("reloaded")
	h.apply("skr", "skane.se", "Region Skane")
	if status := stop(); status != statusDone {
		t.Errorf("the daemon ended with status %d", status)
	}
}

// A fund that cannot be opened leaves no other one's database open or locked.
func TestDaemonOpensAllOrNone(t *testing.T) {
	h := newHouse(t, "a", "b")
	h.change("b", `database = "b.db"`, `database = "nowhere/b.db"`)
	if status, said := h.command("", "run", "--once"); status != statusFailed || !strings.Contains(said, "nowhere") {
		t.Errorf("status %d, %s", status, said)
	}
	cfg, err := config.Load(filepath.Join(h.dir, "a.toml"))
	if err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), cfg.DatabasePath(), time.Now, cfg.Zone())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Lock(); errors.Is(err, store.ErrHeld) {
		t.Error("the first fund's database is locked still")
	}
}
