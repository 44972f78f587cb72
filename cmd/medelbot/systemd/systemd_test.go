package systemd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"medelbot/cmd/medelbot/systemd/systemdtest"
)

// What is said arrives at the socket that the environment names, as sd_notify(3)
// wants it.
func TestNotify(t *testing.T) {
	hear := systemdtest.Listen(t).Hear
	t.Setenv("WATCHDOG_USEC", "30000000")
	t.Setenv("WATCHDOG_PID", fmt.Sprint(os.Getpid()))
	m, err := New()
	if err != nil || m.watchdog != 30*time.Second {
		t.Fatalf("watchdog %v, %v", m, err)
	}
	if err := m.Ready("5 mails,\n2 cases"); err != nil {
		t.Fatal(err)
	}
	if got, want := hear(), "READY=1\nSTATUS=5 mails, 2 cases"; got != want {
		t.Errorf("ready: %q, want %q", got, want)
	}
	if err := m.Reloading(); err != nil {
		t.Fatal(err)
	}
	var first, second int64
	got := hear()
	if n, err := fmt.Sscanf(got, "RELOADING=1\nMONOTONIC_USEC=%d\nSTATUS=", &first); n != 1 || first <= 0 {
		t.Errorf("reloading: %q, %v", got, err)
	}
	if err := m.Reloading(); err != nil {
		t.Fatal(err)
	}
	if _, _ = fmt.Sscanf(hear(), "RELOADING=1\nMONOTONIC_USEC=%d", &second); second < first {
		t.Errorf("time goes back from %d to %d", first, second)
	}
	if err := m.Stopping(); err != nil {
		t.Fatal(err)
	}
	if got := hear(); !strings.HasPrefix(got, "STOPPING=1\nSTATUS=") {
		t.Errorf("stopping: %q", got)
	}
}

// By hand, in a container or under another service manager there is nobody to
// tell.
func TestNobodyThere(t *testing.T) {
	for _, name := range []string{"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"} {
		t.Setenv(name, "")
	}
	m, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{m.Ready(""), m.Reloading(), m.Stopping()} {
		if err != nil {
			t.Error(err)
		}
	}
	// Returns at once, since nobody watches.
	m.Watch(t.Context(), func() error { t.Error("asked"); return nil }, func(err error) { t.Error(err) })
}

func TestEnvironment(t *testing.T) {
	t.Setenv("WATCHDOG_USEC", "soon")
	if _, err := New(); err == nil || !strings.Contains(err.Error(), "WATCHDOG_USEC") {
		t.Errorf("got %v", err)
	}
	t.Setenv("WATCHDOG_USEC", "30000000")
	t.Setenv("WATCHDOG_PID", "1") // meant for another process, whose environment we got
	if m, err := New(); err != nil || m.watchdog != 0 {
		t.Errorf("got %v, %v", m, err)
	}
	t.Setenv("NOTIFY_SOCKET", "/nowhere/socket")
	if err := notify("READY=1"); err == nil || !strings.Contains(err.Error(), "systemd cannot be told") {
		t.Errorf("got %v", err)
	}
}

// heard notes what a manager and whoever reads the log are told, and what the
// daemon is asked for meanwhile.
type heard struct {
	lock         sync.Mutex
	said, warned []string
	status       string
	fault        error
}

func (h *heard) send(state string) error {
	h.lock.Lock()
	defer h.lock.Unlock()
	h.said = append(h.said, state)
	return nil
}

func (h *heard) warn(err error) {
	h.lock.Lock()
	defer h.lock.Unlock()
	h.warned = append(h.warned, err.Error())
}

func (h *heard) ask(context.Context) (string, error) {
	h.lock.Lock()
	defer h.lock.Unlock()
	return h.status, h.fault
}

func (h *heard) set(status string, fault error) {
	h.lock.Lock()
	defer h.lock.Unlock()
	h.status, h.fault = status, fault
}

// The watchdog hears of the daemon while all of it is alive, and nothing while
// a part of it hangs.
func TestWatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &heard{}
		m := &Manager{watchdog: 30 * time.Second, send: h.send}
		ctx, stop := context.WithCancel(t.Context())
		go m.Watch(ctx, func() error { _, err := h.ask(ctx); return err }, h.warn)
		step := func(wait time.Duration, said, warned int) {
			t.Helper()
			time.Sleep(wait)
			synctest.Wait()
			h.lock.Lock()
			defer h.lock.Unlock()
			if len(h.said) != said || len(h.warned) != warned {
				t.Errorf("said %q, warned %q; want %d and %d", h.said, h.warned, said, warned)
			}
		}
		step(0, 1, 0)
		step(10*time.Second, 2, 0)
		h.set("", errors.New("the outbox hangs"))
		step(10*time.Second, 2, 1)
		step(time.Minute, 2, 1) // long enough to be ended, and told once
		h.set("", nil)
		step(10*time.Second, 3, 1)
		stop()
		step(time.Minute, 3, 1)
		if !slices.Contains(h.said, "WATCHDOG=1") {
			t.Errorf("said %q", h.said)
		}
	})
}

// The line for people is told when it changes; trouble with it is told once.
func TestTell(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &heard{status: "1 case"}
		m := &Manager{send: h.send}
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		go m.Tell(ctx, time.Minute, h.ask, h.warn)
		for _, next := range []struct {
			status string
			fault  error
		}{{"1 case", nil}, {"2 cases", nil}, {"", errors.New("locked")}, {"", errors.New("locked")}, {"2 cases", nil}, {"3 cases", nil}} {
			synctest.Wait()
			h.set(next.status, next.fault)
			time.Sleep(time.Minute)
		}
		synctest.Wait()
		if want := []string{"STATUS=1 case", "STATUS=2 cases", "STATUS=3 cases"}; !slices.Equal(h.said, want) {
			t.Errorf("said %q, want %q", h.said, want)
		}
		if want := []string{"locked"}; !slices.Equal(h.warned, want) {
			t.Errorf("warned %q, want %q", h.warned, want)
		}
	})
}
