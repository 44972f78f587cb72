package main

import (
	"bytes"
	"context"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"medelbot"
	"medelbot/parser"
)

// Ctrl-C in the middle of a replay leaves no copy of the database behind, nor does
// a terminal that is closed.
func TestReplayBrokenOff(t *testing.T) {
	f := newOwnFund(t, "")
	f.once()
	f.apply()
	for _, by := range []string{"Ctrl-C", "hangup"} {
		t.Run(by, func(t *testing.T) {
			temporary := t.TempDir()
			t.Setenv("TMPDIR", temporary)
			broken, interrupt := context.WithCancel(t.Context())
			ctx := broken
			var out, problems bytes.Buffer
			p := system()
			p.out, p.err, p.self, p.now = &out, &problems, nil, time.Now
			if by == "hangup" {
				ctx = t.Context()
				p.hungUp = func(context.Context) (context.Context, context.CancelFunc) { return broken, interrupt }
			}
			copies := 0
			p.read = func(raw []byte, opts parser.Options) (medelbot.Reading, error) {
				entries, err := os.ReadDir(temporary)
				if err == nil {
					copies = len(entries)
				}
				interrupt()
				return parser.Read(raw, opts)
			}
			if status := execute(ctx, []string{"replay", "--config", f.config}, p); status != statusFailed || !strings.Contains(problems.String(), "interrupted") {
				t.Errorf("status %d: %s%s", status, &out, &problems)
			}
			if entries, err := os.ReadDir(temporary); copies != 1 || err != nil || len(entries) != 0 {
				t.Errorf("%d copies while it ran; left: %v, %v", copies, entries, err)
			}
		})
	}
}

// The system's signal is what ends a command then.
func TestUntilHangup(t *testing.T) {
	ctx, stop := untilHangup(t.Context())
	defer stop()
	if err := syscall.Kill(os.Getpid(), syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	<-ctx.Done()
}
