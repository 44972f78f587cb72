package intake

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"medelbot/intake/internal/imaptest"
)

// A look that leaves nothing over is a complete pass, also if it found nothing.
func TestPassIsComplete(t *testing.T) {
	fake := imaptest.StartFake(t)
	fake.Deliver(string(letter("old")), before)
	woken := 0
	r := newRig(t, fake.URL, func(s *Settings) { s.Wake = func() { woken++ } })
	r.once(t)
	same(t, "passes at the first start", r.ledger.noted(), 1)
	woken = 0
	r.once(t)
	same(t, "passes over nothing new", r.ledger.noted(), 1)
	same(t, "woken", woken, 1)
	fake.Deliver(string(letter("new")), after)
	same(t, "filed", told(r.once(t)), "2 new")
	same(t, "passes over a new mail", r.ledger.noted(), 1)
	fake.Deliver(string(letter("came meanwhile")), after)
	fake.Renumber(7, 1001)
	same(t, "filed after the renumbering", told(r.once(t)), "1003 came meanwhile")
	same(t, "passes over renumbered mail", r.ledger.noted(), 1)
}

// The time of a pass is from before the server was asked what there is, and
// its note comes after what there was is filed.
func TestPassBegins(t *testing.T) {
	fake := imaptest.StartFake(t)
	r := newRig(t, fake.URL, nil)
	r.once(t)
	r.ledger.noted()
	fake.Deliver(string(letter("new")), after)
	fake.Misbehave(func(_ *imaptest.Conn, _, command string) bool {
		if strings.HasPrefix(command, "EXAMINE") || strings.Contains(command, "SEARCH") {
			r.clock.add(time.Minute)
		}
		if len(r.ledger.passes) > 0 && strings.HasPrefix(command, "UID FETCH") {
			t.Error("the pass was noted before the mail was filed")
		}
		return false
	})
	r.once(t)
	same(t, "begun", r.ledger.passes, []time.Time{start})
}

// While one mail cannot be fetched no pass is complete; when it is given up and
// set aside, the next one is.
func TestPassWaitsForMailThatIsNotSent(t *testing.T) {
	fake := imaptest.StartFake(t)
	r := newRig(t, fake.URL, nil)
	r.once(t)
	r.ledger.noted()
	fake.Deliver(string(letter("stays away")), after)
	fake.Deliver(string(letter("fine")), after)
	fake.Misbehave(func(c *imaptest.Conn, tag, command string) bool {
		if !strings.Contains(command, "BODY.PEEK[]") {
			return false
		}
		if strings.HasPrefix(command, "UID FETCH 2 ") {
			return false
		}
		c.Send("* 1 FETCH (UID 1 BODY[] {3}\r\nabc)")
		c.Send("%s OK done", tag)
		return true
	})
	for i := range maxWrong {
		same(t, "passes while it is tried", r.ledger.noted(), 0)
		if err := r.Once(t.Context()); (err == nil) != (i == maxWrong-1) {
			t.Errorf("try %d: %v", i+1, err)
		}
	}
	same(t, "passes when it is set aside", r.ledger.noted(), 1)
}

// What breaks off is no complete pass.
func TestPassIsCutShort(t *testing.T) {
	fake := imaptest.StartFake(t)
	r := newRig(t, fake.URL, nil)
	r.once(t)
	r.ledger.noted()
	fake.Deliver(string(letter("new")), after)
	for _, command := range []string{"EXAMINE", "UID SEARCH", "UID FETCH"} {
		fake.Misbehave(func(c *imaptest.Conn, _, got string) bool {
			if strings.HasPrefix(got, command) {
				c.Close()
			}
			return false
		})
		if err := r.Once(t.Context()); err == nil {
			t.Fatalf("cut at %s and no error", command)
		}
		same(t, "passes with a cut at "+command, r.ledger.noted(), 0)
	}
	fake.Misbehave(nil)
	r.ledger.fileErr = errors.New("the disk is full")
	if err := r.Once(t.Context()); err == nil {
		t.Fatal("nothing could be filed and no error")
	}
	same(t, "passes with a full disk", r.ledger.noted(), 0)
	r.ledger.fileErr = nil
	same(t, "filed at last", told(r.once(t)), "1 new")
	same(t, "passes at last", r.ledger.noted(), 1)
	r.ledger.passErr = errors.New("the disk is full")
	if err := r.Once(t.Context()); err == nil {
		t.Fatal("the pass could not be noted and no error")
	}
}

// The junk folder is no part of it: neither its trouble nor its mail counts.
func TestPassLeavesJunkOut(t *testing.T) {
	server := imaptest.StartMemory(t, imaptest.AllCaps())
	r := newRig(t, server.URL, func(s *Settings) { s.JunkFolder = "Skräppost" })
	r.once(t)
	same(t, "passes without the junk folder", r.ledger.noted(), 1)
}

// A round that the server's own word began is a pass like any other.
func TestPassAfterNews(t *testing.T) {
	fake := imaptest.StartFake(t)
	idles := make(chan bool, 1)
	fake.Misbehave(func(c *imaptest.Conn, tag, command string) bool {
		if command == "IDLE" {
			c.Send("+ idling")
			fake.Deliver(string(letter("new")), after)
			c.Send("* 1 EXISTS")
			fake.Misbehave(func(_ *imaptest.Conn, _, command string) bool {
				if command == "IDLE" {
					idles <- true
				}
				return false
			})
			c.Line() // DONE
			c.Send("%s OK done", tag)
			return true
		}
		return false
	})
	r := newRig(t, fake.URL, func(s *Settings) { s.Poll = time.Hour })
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- r.Run(ctx) }()
	<-idles
	stop()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	same(t, "filed", told(r.ledger.take()), "1 new")
	same(t, "passes", r.ledger.noted(), 2)
}
