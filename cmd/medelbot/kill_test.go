package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"medelbot"
	"medelbot/cmd/medelbot/demo"
	"medelbot/parser/message"
	"medelbot/store"
)

// The daemon is killed again and again after a random number of bytes on its
// connections. Nothing may be lost: in the end each application has exactly one
// case, and each letter was accepted exactly once, or is shown as uncertain.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("starts many processes")
	}
	t.Parallel()
	const rounds, perRound = 20, 2
	k := startKillable(t)
	k.run(t, "--once") // notes that the mailbox is empty

	random := rand.New(rand.NewPCG(2021, 4))
	sent := 0
	for range rounds {
		for range perRound {
			sent++
			if err := k.servers.Deliver(applicationNumber(sent), time.Now()); err != nil {
				t.Fatal(err)
			}
		}
		// Two mails with their letters are some 25 000 bytes of traffic.
		k.runAndKill(t, 200+random.Int64N(25_000))
	}
	k.run(t, "--once")
	k.run(t, "--once") // the second one finds nothing left to do

	k.check(t, sent)
}

// SIGTERM ends the daemon with nothing half done.
func TestTerminated(t *testing.T) {
	t.Parallel()
	k := startKillable(t)
	k.run(t, "--once")
	if err := k.servers.Deliver(applicationNumber(1), time.Now()); err != nil {
		t.Fatal(err)
	}
	cmd, log := k.command(t)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	select {
	case <-k.came:
	case <-time.After(patience):
		_ = cmd.Process.Kill()
		t.Errorf("no letter came")
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("the daemon ended with %v\n%s", err, log)
	}
	if !strings.Contains(log.String(), "msg=stopped") {
		t.Errorf("the log does not say that it stopped:\n%s", log)
	}
	k.check(t, 1)
}

func applicationNumber(n int) []byte {
	text := fmt.Sprintf(`From: Siv Rosander <siv.%d@gotland.se>
To: helena.forsgren@fonden.example
Subject: Patientkontrakt
Message-ID: <%d@gotland.se>
Content-Type: text/plain; charset=utf-8

Region Gotland ansöker om %d 000 kronor ur testbädden för Patientkontrakt.

Siv Rosander
`, n, n, n)
	return []byte(strings.ReplaceAll(text, "\n", "\r\n"))
}

// killable is a daemon's surroundings: its servers behind a network that
// counts, and what they were given.
type killable struct {
	dir     string
	servers *demo.Servers
	traffic atomic.Int64                 // bytes since the last start
	kill    atomic.Pointer[func([]byte)] // called on all traffic
	later   time.Duration                // how far the clock is ahead

	came     chan struct{} // gets one for each letter
	mu       sync.Mutex
	accepted map[string]int // by Message-ID
	letters  []demo.Letter
}

func startKillable(t *testing.T) *killable {
	t.Helper()
	k := &killable{dir: t.TempDir(), accepted: map[string]int{}, came: make(chan struct{}, 1000)}
	var err error
	k.servers, err = demo.StartServers(func(l demo.Letter) {
		k.mu.Lock()
		defer k.mu.Unlock()
		k.accepted[message.Parse(l.Raw).MessageID]++
		k.letters = append(k.letters, l)
		k.came <- struct{}{}
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = k.servers.Close() }) // with the test, everything ends
	k.servers.IMAP = k.proxy(t, k.servers.IMAP)
	k.servers.SMTP = k.proxy(t, k.servers.SMTP)
	text, err := k.servers.Config(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(k.path("config.toml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return k
}

func (k *killable) path(name string) string { return filepath.Join(k.dir, name) }

// proxy passes connections on and counts what they carry.
func (k *killable) proxy(t *testing.T, to string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return
			}
			out, err := net.Dial("tcp", to)
			if err != nil {
				in.Close()
				continue
			}
			go k.carry(out, in)
			go k.carry(in, out)
		}
	}()
	return l.Addr().String()
}

func (k *killable) carry(to, from net.Conn) {
	defer to.Close()
	defer from.Close()
	_, _ = io.Copy(to, io.TeeReader(from, k)) // either end may go at any time
}

// Write counts traffic.
func (k *killable) Write(p []byte) (int, error) {
	k.traffic.Add(int64(len(p)))
	if f := k.kill.Load(); f != nil {
		(*f)(p)
	}
	return len(p), nil
}

// command is the daemon, as this test binary.
func (k *killable) command(t *testing.T, args ...string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	return k.program(t, append([]string{"run"}, args...)...)
}

func (k *killable) program(t *testing.T, args ...string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, append(args, "--config", k.path("config.toml"))...)
	cmd.Args[0] = "medelbot"
	cmd.Env = append(os.Environ(), "GORACE="+noNap)
	if k.later != 0 {
		cmd.Env = append(cmd.Env, "LATER="+k.later.String())
	}
	var log bytes.Buffer
	cmd.Stdout, cmd.Stderr = &log, &log
	return cmd, &log
}

func (k *killable) run(t *testing.T, args ...string) {
	t.Helper()
	cmd, log := k.command(t, args...)
	if err := cmd.Run(); err != nil {
		t.Fatalf("run %v: %v\n%s", args, err, log)
	}
}

// runAndKill starts the daemon and kills it after so many bytes of traffic, or
// when it has had the time for them.
func (k *killable) runAndKill(t *testing.T, after int64) {
	t.Helper()
	// A second or two is what it takes; on a machine that is busy with more, kills
	// before anything was done would test nothing.
	k.runUntil(t, 5*time.Second, func([]byte) bool { return k.traffic.Load() >= after })
}

// runUntil starts the daemon and kills it when reached says so of a piece of its
// traffic, or at the limit. It tells whether that was reached.
func (k *killable) runUntil(t *testing.T, limit time.Duration, reached func([]byte) bool) bool {
	t.Helper()
	cmd, _ := k.command(t)
	k.traffic.Store(0)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	kill := func() { _ = cmd.Process.Kill() } // it may be dead already
	var was atomic.Bool
	look := func(p []byte) {
		if reached(p) {
			was.Store(true)
			kill()
		}
	}
	k.kill.Store(&look)
	late := time.AfterFunc(limit, kill)
	_ = cmd.Wait() // killed
	late.Stop()
	k.kill.Store(nil)
	return was.Load()
}

func (k *killable) check(t *testing.T, sent int) {
	t.Helper()
	db, err := store.Open(context.Background(), k.path("medelbot.db"), time.Now, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	cases, err := db.Cases(t.Context(), store.CaseFilter{})
	if err != nil {
		t.Fatal(err)
	}
	of := map[string]int{}
	for _, c := range cases {
		of[c.Addresses[0]]++
	}
	for n := 1; n <= sent; n++ {
		if got := of[fmt.Sprintf("siv.%d@gotland.se", n)]; got != 1 {
			t.Errorf("application %d has %d cases", n, got)
		}
	}
	letters, err := db.Outbox(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	states, answers, took := map[medelbot.OutboxState]int{}, 0, 0
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, l := range letters {
		states[l.State]++
		if l.Name != medelbot.DigestLetter {
			answers++
		}
		got := k.accepted[l.MessageID]
		if l.State == medelbot.Uncertain {
			took += got
		}
		switch {
		case l.State == medelbot.Sent && got == 1, l.State == medelbot.Uncertain && got <= 1:
		default:
			t.Errorf("letter %d to %s is %s (%s) and was accepted %d times", l.ID, l.To, l.State, l.Reason, got)
		}
		delete(k.accepted, l.MessageID)
	}
	if answers != sent {
		t.Errorf("%d applications have %d letters", sent, answers)
	}
	if len(k.accepted) > 0 {
		t.Errorf("the server was given letters that nobody knows: %v", k.accepted)
	}
	if _, err := db.VerifyChain(t.Context()); err != nil {
		t.Errorf("the event log does not hold: %v", err)
	}
	t.Logf("letters: %v; of the uncertain ones %d were accepted", states, took)
}
