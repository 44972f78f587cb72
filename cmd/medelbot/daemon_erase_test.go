package main

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// The daemon erases by itself what is due, an hour after its start. Its clock runs
// here, an hour each time that somebody looks at it.
func TestDaemonErases(t *testing.T) {
	h := newHouse(t, "skr")
	h.change("skr", "[[mailbox]]", "[retention]\nwithdrawn = 1\n\n[[mailbox]]")
	h.begin()
	stop := h.start()
	h.apply("skr", "skane.se", "Region Skane")
	stop()
	_, cases := h.command("skr", "cases", "--csv")
	_, line, _ := strings.Cut(cases, "\n")
	number, _, _ := strings.Cut(line, ",")
	if status, said := h.command("skr", "withdraw", number); status != statusDone {
		t.Fatalf("status %d, %s", status, said)
	}
	h.begin() // sends what it says of that

	later := time.Now().AddDate(0, 2, 0)
	var looks atomic.Int64
	h.now = func() time.Time { return later.Add(time.Duration(looks.Add(1)) * time.Hour) }
	stop = h.start()
	h.awaitLog("erasure due", "cases=1")
	h.awaitLog("erased", "case="+number, "mails=1")
	stop()
	h.now = time.Now
	if _, said := h.command("skr", "cases"); !strings.Contains(said, number) || strings.Contains(said, "Skane") {
		t.Errorf("afterwards:\n%s", said)
	}
}
