package main

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"medelbot"
	"medelbot/store"
)

// The service manager is told that the daemon is ready, reads its configuration
// anew, is ready again and stops; one pass is no service.
func TestServiceManager(t *testing.T) {
	dir, err := os.MkdirTemp("", "notify") // short enough for the name of a socket
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	socket := filepath.Join(dir, "socket")
	conn, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: socket, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	t.Setenv("NOTIFY_SOCKET", socket)
	h := newHouse(t, "skr")
	// hear waits for what begins so; lines for people may come between.
	hear := func(want string) string {
		t.Helper()
		if err := conn.SetReadDeadline(time.Now().Add(time.Minute)); err != nil { // before the test would hang
			t.Fatal(err)
		}
		for buffer := make([]byte, 1<<12); ; {
			n, err := conn.Read(buffer)
			if err != nil {
				t.Fatalf("%s did not come: %v", want, err)
			}
			switch said := string(buffer[:n]); {
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
