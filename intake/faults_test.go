package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"medelbot"
	"medelbot/intake/imap"
	"medelbot/intake/internal/imaptest"
)

// piped makes a watcher of a fake that is reached in memory.
func piped(t *testing.T, fake *imaptest.Fake, change func(*Settings)) *rig {
	t.Helper()
	return newRig(t, fake.URL, func(s *Settings) {
		s.Account.Dial = fake.Dial
		if change != nil {
			change(s)
		}
	})
}

// trouble runs one pass and tells what kind of trouble it met.
func (r *rig) trouble(t *testing.T) imap.Trouble {
	t.Helper()
	err := r.Once(t.Context())
	if err == nil {
		return ""
	}
	var trouble *imap.Error
	if !errors.As(err, &trouble) {
		t.Fatalf("not an *imap.Error: %v", err)
	}
	return trouble.Trouble
}

// Whatever a server does in the middle of a pass, what was whole is filed,
// the rest is fetched by the next pass, and nothing is filed twice.
func TestServerFaults(t *testing.T) {
	when := func(verb string, do func(c *imaptest.Conn, tag string)) imaptest.Reply {
		return func(c *imaptest.Conn, tag, command string) bool {
			if !strings.Contains(command, verb) {
				return false
			}
			do(c, tag)
			return true
		}
	}
	hang := func(c *imaptest.Conn, _ string) { c.Hang() }
	one, two := string(letter("one")), string(letter("two"))
	for _, test := range []struct {
		name    string
		reply   imaptest.Reply
		trouble imap.Trouble
		filed   string // by the pass that meets the trouble
	}{
		{"silent at the login", when("LOGIN", hang), imap.Silent, ""},
		{"silent at EXAMINE", when("EXAMINE", hang), imap.Silent, ""},
		{"silent at the search", when("SEARCH", hang), imap.Silent, ""},
		{"silent at the sizes", when("HEADER.FIELDS", hang), imap.Silent, ""},
		{"silent at the bodies", when("BODY.PEEK[]", hang), imap.Silent, ""},
		{"goodbye in the middle", when("SEARCH", func(c *imaptest.Conn, _ string) {
			c.Send("* BYE server is going down")
			c.Close()
		}), imap.Cut, ""},
		{"busy", when("LOGIN", func(c *imaptest.Conn, tag string) { c.Send("%s NO [UNAVAILABLE] come back later", tag) }), imap.Busy, ""},
		{"nonsense", when("SEARCH", func(c *imaptest.Conn, _ string) { c.Send("* SEARCH 1 2 x") }), imap.Confused, ""},
		{"all numbers there are", when("SEARCH", func(c *imaptest.Conn, tag string) {
			c.Send("* ESEARCH (TAG %q) UID ALL 1:4294967295\r\n%s OK", tag, tag)
		}), imap.Confused, ""},
		{"cut within a body", when("BODY.PEEK[]", func(c *imaptest.Conn, _ string) {
			c.Send("* 1 FETCH (UID 1 BODY[] {%d}\r\n%s)", len(one), one)
			c.Send("* 2 FETCH (UID 2 BODY[] {%d}\r\n%s", len(two), two[:20])
			c.Close()
		}), imap.Cut, "1 one"},
		{"stalled within a body", when("BODY.PEEK[]", func(c *imaptest.Conn, _ string) {
			c.Send("* 1 FETCH (UID 1 BODY[] {%d}\r\n%s)", len(one), one)
			c.Send("* 2 FETCH (UID 2 BODY[] {%d}\r\n%s", len(two), two[:20])
			c.Hang()
		}), imap.Silent, "1 one"},
		{"a truncated body said to be whole", when("BODY.PEEK[]", func(c *imaptest.Conn, tag string) {
			c.Send("* 1 FETCH (UID 1 BODY[] {20}\r\n%s)", one[:20])
			c.Send("* 2 FETCH (UID 2 BODY[] {%d}\r\n%s)\r\n%s OK", len(two), two, tag)
		}), imap.Confused, "2 two"},
		{"a body of many terabytes", when("BODY.PEEK[]", func(c *imaptest.Conn, _ string) {
			c.Send("* 1 FETCH (UID 1 BODY[] {99999999999999}\r\n%s", one)
			c.Hang()
		}), imap.Confused, ""},
		{"a body that is left out", when("BODY.PEEK[]", func(c *imaptest.Conn, tag string) {
			c.Send("* 1 FETCH (UID 1 FLAGS (\\Seen))")
			c.Send("* 2 FETCH (UID 2 BODY[] {%d}\r\n%s)\r\n%s OK", len(two), two, tag)
		}), imap.Confused, "2 two"},
		{"sizes that are left out", when("HEADER.FIELDS", func(c *imaptest.Conn, tag string) { c.Send("%s OK", tag) }), imap.Confused, ""},
		{"bodies refused", when("BODY.PEEK[]", func(c *imaptest.Conn, tag string) { c.Send("%s NO [SERVERBUG] internal error", tag) }), imap.Refused, ""},
		{"a command that it does not know", when("SEARCH", func(c *imaptest.Conn, tag string) { c.Send("%s BAD what?", tag) }), imap.Confused, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			meet := func(t *testing.T, fake *imaptest.Fake, r *rig) {
				r.once(t)
				fake.Deliver(one, after)
				fake.Deliver(two, after)
				fake.Misbehave(test.reply)
				same(t, "trouble", r.trouble(t), test.trouble)
				met := r.ledger.take()
				same(t, "filed", told(met), test.filed)
				fake.Misbehave(nil)
				if all := append(met, r.once(t)...); len(all) != 2 {
					t.Errorf("filed in all: %q", told(all))
				}
				same(t, "gaps", r.gaps(1), "")
			}
			if test.trouble != imap.Silent {
				fake := imaptest.StartFake(t)
				meet(t, fake, newRig(t, fake.URL, nil))
				return
			}
			synctest.Test(t, func(t *testing.T) {
				fake := imaptest.StartPiped(t)
				meet(t, fake, piped(t, fake, nil))
			})
		})
	}
}

func TestSilentFromTheStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake := imaptest.StartPiped(t)
		fake.Greet("")
		same(t, "trouble without a greeting", piped(t, fake, nil).trouble(t), imap.Silent)
		fake.Greet("* BYE too many connections")
		same(t, "trouble with a goodbye", piped(t, fake, nil).trouble(t), imap.Busy)
	})
}

// A mail that is never sent whole is set aside after some attempts, each over
// a connection of its own; others are not held up by it.
func TestNeverWhole(t *testing.T) {
	fake := imaptest.StartFake(t)
	r := newRig(t, fake.URL, nil)
	r.once(t)
	fake.Deliver(string(letter("short")), after)
	fake.Misbehave(func(c *imaptest.Conn, tag, command string) bool {
		if !strings.HasPrefix(command, "UID FETCH 1 ") || !strings.Contains(command, "BODY.PEEK[]") {
			return false
		}
		c.Send("* 1 FETCH (UID 1 BODY[] {4}\r\nFrom)\r\n%s OK", tag)
		return true
	})
	same(t, "first trouble", r.trouble(t), imap.Confused)
	fake.Deliver(string(letter("whole")), after)
	same(t, "second trouble", r.trouble(t), imap.Confused)
	same(t, "filed meanwhile", told(r.ledger.take()), "2 whole")
	mails := r.once(t)
	same(t, "filed at last", told(mails), "1  fault: it could not be fetched whole in 3 attempts: the server gave its size as 110 bytes and then sent 4")
	same(t, "what came of it", string(mails[0].Raw), "From")
	same(t, "connections", fake.Conns(), 4)
	same(t, "afterwards", told(r.once(t)), "")
}

// A mail on which the connection always ends is tried last, alone, and is
// given up only after many times.
func TestAlwaysCut(t *testing.T) {
	fake := imaptest.StartFake(t)
	r := newRig(t, fake.URL, nil)
	r.once(t)
	fake.Deliver(string(letter("cut")), after)
	fake.Misbehave(func(c *imaptest.Conn, _, command string) bool {
		if strings.HasPrefix(command, "UID FETCH 1 ") && strings.Contains(command, "BODY.PEEK[]") {
			c.Close()
		}
		return false
	})
	for range maxCut - 1 {
		same(t, "trouble", r.trouble(t), imap.Cut)
	}
	fake.Deliver(string(letter("other")), after)
	same(t, "last trouble", r.trouble(t), imap.Cut)
	got := told(r.ledger.take())
	if !strings.HasPrefix(got, "2 other\n1  fault: it could not be fetched in 10 attempts: ") {
		t.Errorf("filed %q", got)
	}
	same(t, "afterwards", told(r.once(t)), "")
}

// What a server refuses to give is given up sooner.
func TestAlwaysRefused(t *testing.T) {
	fake := imaptest.StartFake(t)
	r := newRig(t, fake.URL, nil)
	r.once(t)
	fake.Deliver(string(letter("corrupt")), after)
	fake.Misbehave(func(c *imaptest.Conn, tag, command string) bool {
		refuse := strings.HasPrefix(command, "UID FETCH 1 ") && strings.Contains(command, "BODY.PEEK[]")
		if refuse {
			c.Send("%s NO [SERVERBUG] internal error", tag)
		}
		return refuse
	})
	for range maxWrong {
		same(t, "trouble", r.trouble(t), imap.Refused)
	}
	if got := told(r.ledger.take()); !strings.HasPrefix(got, "1  fault: it could not be fetched in 3 attempts: ") {
		t.Errorf("filed %q", got)
	}
	same(t, "afterwards", told(r.once(t)), "")
}

// A mail sent twice in one answer is one mail.
func TestSentTwice(t *testing.T) {
	fake := imaptest.StartFake(t)
	r := newRig(t, fake.URL, nil)
	r.once(t)
	one := string(letter("one"))
	fake.Deliver(one, after)
	fake.Misbehave(func(c *imaptest.Conn, tag, command string) bool {
		if !strings.Contains(command, "BODY.PEEK[]") {
			return false
		}
		body := fmt.Sprintf("BODY[] {%d}\r\n%s", len(one), one)
		c.Send("* 1 FETCH (UID 1 %s %s)\r\n%s OK", body, body, tag)
		return true
	})
	same(t, "filed", told(r.once(t)), "1 one")
}

// Ctx ends a pass at once, also within a body, and nothing half read is filed.
func TestStopWithinBody(t *testing.T) {
	fake := imaptest.StartFake(t)
	r := newRig(t, fake.URL, nil) // the usual timeouts: only ctx can end it
	r.once(t)
	fake.Deliver(string(letter("one")), after)
	ctx, stop := context.WithCancel(t.Context())
	fake.Misbehave(func(c *imaptest.Conn, _, command string) bool {
		if strings.Contains(command, "BODY.PEEK[]") {
			c.Send("* 1 FETCH (UID 1 BODY[] {100}\r\nFrom: ")
			stop()
			c.Hang()
			return true
		}
		return false
	})
	if err := r.Run(ctx); err != nil {
		t.Errorf("Run: %v", err)
	}
	same(t, "filed", told(r.ledger.take()), "")
	fake.Misbehave(nil)
	same(t, "filed by the next run", told(r.again(t).once(t)), "1 one")
}

func TestStopWhileReading(t *testing.T) {
	fake := imaptest.StartFake(t)
	ctx, stop := context.WithCancel(t.Context())
	r := newRig(t, fake.URL, func(s *Settings) {
		s.Read = func(ctx context.Context, _ []byte, _ time.Time) (medelbot.Reading, error) {
			stop()
			<-ctx.Done()
			return medelbot.Reading{}, ctx.Err()
		}
	})
	r.once(t)
	fake.Deliver(string(letter("one")), after)
	if err := r.Run(ctx); err != nil {
		t.Errorf("Run: %v", err)
	}
	same(t, "filed", told(r.ledger.take()), "")
}

// The log's usual lines hold nothing personal.
func TestLogHoldsNothingPersonal(t *testing.T) {
	var log bytes.Buffer
	server := imaptest.StartMemory(t, nil)
	r := newRig(t, server.URL, func(s *Settings) { s.Log = slog.New(slog.NewTextHandler(&log, nil)) })
	r.once(t)
	server.Deliver("INBOX", letter("hemlig ansökan"), after)
	r.once(t)
	if s := log.String(); !strings.Contains(s, "mail filed") || strings.Contains(s, "kronoberg") || strings.Contains(s, "hemlig ") {
		t.Errorf("the log says\n%s", s)
	}
}
