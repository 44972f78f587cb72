package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"medelbot"
	"medelbot/cmd/medelbot/config"
	"medelbot/cmd/medelbot/demo"
)

// A fund that was in trouble of its own is served again by the same crew, and
// watched over as before.
func TestServedAgain(t *testing.T) {
	h := newHouse(t, "skr")
	h.change("skr", fmt.Sprintf("password = %q", demo.Password), `password_file = "secret"`)
	x := &crewed{T: t, now: time.Now(), path: filepath.Join(h.dir, "skr.toml")}
	x.open()
	defer x.close()
	if err := x.crew.serve(h.ctx); err == nil || !x.crew.pulse.Ended() {
		t.Fatalf("without a password: %v", err)
	}
	if _, f := x.healthz(); f.Ready || f.Why[0] != "the fund is not served" {
		t.Errorf("while it is not served: %+v", f)
	}
	if err := os.WriteFile(filepath.Join(h.dir, "secret"), []byte(demo.Password), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(h.ctx)
	defer stop()
	connected := false
	x.crew.watchers[0].Log = slog.New(&onEvent{event: string(medelbot.LogConnected), do: func() {
		rounds := x.crew.pulse.Rounds()
		for _, part := range []string{"mailbox demo", "outbox", "clock", "digest", "retention", "alarm"} {
			if rounds[part].IsZero() {
				t.Errorf("nobody watches over %s", part)
			}
		}
		if x.crew.pulse.Ended() {
			t.Error("it counts as not served")
		}
		connected = true
		stop()
	}})
	if err := x.crew.serve(ctx); err != nil || !connected {
		t.Errorf("%v, connected: %v", err, connected)
	}
}

// A configuration that names a file of trust roots that is not there, for the
// letters or for the alarms, is not taken: the daemon goes on as it was.
func TestReloadWithoutTrustRoots(t *testing.T) {
	h := newHouse(t, "skr")
	h.begin()
	stop := h.start()
	h.apply("skr", "skane.se", "Region Skane")
	for _, x := range []struct{ old, with string }{
		{`username = `, "ca_file = \"nowhere.pem\"\nusername = "},
		{`[digest]`, "[alarm]\nca_file = \"nowhere.pem\"\ncommand = [\"true\"]\n\n[digest]"},
	} {
		h.change("skr", x.old, x.with)
		h.hangup <- os.Interrupt
		h.awaitLog("not reloaded", "nowhere.pem")
		h.change("skr", x.with, x.old)
	}
	h.apply("skr", "regionhalland.se", "Region Halland")
	if status := stop(); status != statusDone {
		t.Errorf("the daemon ended with status %d", status)
	}
}

// A daemon that is told to stop while it reads its configuration anew has no
// trouble.
func TestToldToStopWhileReloading(t *testing.T) {
	h := newHouse(t, "skr")
	var said strings.Builder
	p := h.process(&said)
	d, err := p.newDaemon(h.ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	funds, err := config.LoadAll(h.dir)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(h.ctx)
	stop()
	if err := d.reopen(ctx, funds); err != nil || said.Len() > 0 {
		t.Errorf("%v; it said %s", err, &said)
	}
}

// Of several funds, one that was never let in keeps no other from being served,
// and is said to be tried again; when all are in trouble the daemon ends.
func TestFundInTrouble(t *testing.T) {
	h := newHouse(t, "glimten", "skr")
	h.change("glimten", fmt.Sprintf("password = %q", demo.Password), `password = "fel"`)
	if status, said := h.command("skr", "run", "--once"); status != statusDone {
		t.Fatalf("status %d, %s", status, said)
	}
	stop := h.start()
	h.awaitLog("ended", "fund=glimten", "again_in=5m0s")
	h.apply("skr", "skane.se", "Region Skane")
	if status := stop(); status != statusDone {
		t.Errorf("the daemon ended with status %d", status)
	}
	h.change("skr", fmt.Sprintf("password = %q", demo.Password), `password = "fel"`)
	h.change("skr", `database = "skr.db"`, `database = "new.db"`)
	if status, said := h.command("", "run"); status != statusFailed || !strings.Contains(said, "fund glimten") && !strings.Contains(said, "fund skr") {
		t.Errorf("status %d, %s", status, said)
	}
}
