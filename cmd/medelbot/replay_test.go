package main

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"medelbot"
	"medelbot/parser"
)

// Ctrl-C in the middle of a replay leaves no copy of the database behind.
func TestReplayBrokenOff(t *testing.T) {
	f := newOwnFund(t, "")
	f.once()
	f.apply()
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	ctx, interrupt := context.WithCancel(t.Context())
	var out, problems bytes.Buffer
	p := system()
	p.out, p.err, p.self, p.now = &out, &problems, nil, time.Now
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
}
