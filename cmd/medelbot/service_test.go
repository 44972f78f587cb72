package main

import (
	"os"
	"strings"
	"testing"

	"medelbot"
	"medelbot/cmd/medelbot/systemd/systemdtest"
	"medelbot/store"
)

// The service manager is told that the daemon is ready, reads its configuration
// anew, is ready again and stops; one pass is no service.
func TestServiceManager(t *testing.T) {
	manager := systemdtest.Listen(t)
	h := newHouse(t, "skr")
	// hear waits for what begins so; lines for people may come between.
	hear := func(want string) string {
		t.Helper()
		for {
			switch said := manager.Hear(); {
			case strings.HasPrefix(said, want):
				return said
			case !strings.HasPrefix(said, "STATUS="):
				t.Fatalf("%q came, not %s", said, want)
			}
		}
	}
	h.begin()
	stop := h.start()
	if said := hear("READY=1"); said != "READY=1\nSTATUS=open cases: 0, mails set aside: 0, letters to send: 0" {
		t.Errorf("said %q", said)
	}
	h.hangup <- os.Interrupt
	hear("RELOADING=1\nMONOTONIC_USEC=")
	hear("READY=1")
	stop()
	hear("STOPPING=1")
}

func TestSummary(t *testing.T) {
	for _, test := range []struct {
		figures store.Figures
		want    string
	}{
		{store.Figures{}, "open cases: 0, mails set aside: 0, letters to send: 0"},
		{store.Figures{
			Cases: []store.CaseCount{
				{Call: "a", Status: medelbot.StatusIncomplete, Count: 2}, {Call: "b", Status: medelbot.StatusPaid, Count: 3},
				{Call: "a", Status: medelbot.StatusClosed, Count: 10}, {Call: "a", Status: medelbot.StatusDeclined, Count: 20}, {Call: "a", Status: medelbot.StatusWithdrawn, Count: 40},
			},
			Asides: 1, Paused: true,
			Letters: map[medelbot.OutboxState]int{medelbot.Queued: 4, medelbot.Sent: 99, medelbot.Held: 1, medelbot.Failed: 2, medelbot.Uncertain: 4},
		}, "open cases: 5, mails set aside: 1, letters to send: 4, letters that wait for a person: 7, all letters paused"},
	} {
		if got := summary(test.figures); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}
