package intake

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	wire "github.com/emersion/go-imap/v2"
	"github.com/google/go-cmp/cmp"

	"medelbot"
	"medelbot/intake/imap"
	"medelbot/intake/internal/imaptest"
)

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestFirstStartAnswersNothingOlder(t *testing.T) {
	server := imaptest.StartMemory(t, imaptest.AllCaps())
	server.Deliver("INBOX", letter("old one"), before)
	server.Deliver("INBOX", letter("old two"), before)
	r := newRig(t, server.URL, nil)
	same(t, "filed at the first start", told(r.once(t)), "")
	same(t, "baseline", r.ledger.lives[0].rows[2].known.MessageID, "old.two@kronoberg.example")

	server.Deliver("INBOX", letter("new"), after)
	server.Deliver("INBOX", letter("dragged in"), before)
	same(t, "filed then", told(r.once(t)), "3 new\n4 dragged in quiet: older than the first start")
	same(t, "filed at last", told(r.once(t)), "")
	same(t, "gaps", r.gaps(1), "")
}

// A mail that comes between the first opening and the end of the baseline is
// new, also if the first start was cut short.
func TestBaselineCutShort(t *testing.T) {
	fake := imaptest.StartFake(t)
	fake.Deliver(string(letter("old")), before)
	fake.Misbehave(func(c *imaptest.Conn, tag, command string) bool {
		if strings.HasPrefix(command, "UID FETCH") {
			c.Close()
		}
		return false
	})
	r := newRig(t, fake.URL, nil)
	if err := r.Once(t.Context()); err == nil {
		t.Fatal("the cut connection went unnoticed")
	}
	fake.Misbehave(nil)
	fake.Deliver(string(letter("new")), after)
	same(t, "filed", told(r.once(t)), "2 new")
}

func TestPersonReadsAndFlags(t *testing.T) {
	server := imaptest.StartMemory(t, imaptest.AllCaps())
	r := newRig(t, server.URL, nil)
	r.once(t)
	server.Deliver("INBOX", letter("read"), after, wire.FlagSeen)
	server.Deliver("INBOX", letter("flagged"), after, wire.FlagFlagged, wire.FlagAnswered)
	server.Deliver("INBOX", letter("to be deleted"), after, wire.FlagDeleted)
	same(t, "filed", told(r.once(t)), "1 read\n2 flagged\n3 to be deleted")
}

// The promise that the mailbox is a person's: by default no command is sent
// that could change anything.
func TestOnlyReadingCommands(t *testing.T) {
	for _, caps := range [][]wire.Cap{nil, imaptest.AllCaps()} {
		server := imaptest.StartMemory(t, caps, "Skräppost")
		server.Deliver("INBOX", letter("old"), before)
		r := newRig(t, server.URL, func(s *Settings) { s.JunkFolder = "Skräppost"; s.MailSize = 500 })
		r.once(t)
		server.Deliver("INBOX", letter("new"), after)
		server.Deliver("INBOX", append(letter("large"), make([]byte, 1000)...), after)
		server.Deliver("Skräppost", letter("junk"), after)
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- r.Run(ctx) }()
		for range 3 {
			<-r.ledger.filed
		}
		stop()
		if err := <-ended; err != nil {
			t.Fatal(err)
		}
		r.Check(t.Context())
		commands := server.Commands()
		if len(commands) < 15 {
			t.Fatalf("the record holds only %q", commands)
		}
		for _, c := range commands {
			if !harmless(c) {
				t.Errorf("sent: %q", c)
			}
		}
	}
}

// harmless judges a line that a client sent.
func harmless(line string) bool {
	if line == "DONE" || !strings.Contains(line, " ") && len(line) > 20 { // the answer to AUTHENTICATE
		return true
	}
	verb, rest, _ := strings.Cut(line, " ")
	switch verb {
	case "CAPABILITY", "LOGIN", "AUTHENTICATE", "EXAMINE", "LIST", "NOOP", "IDLE", "LOGOUT":
		return true
	case "UID":
		verb, rest, _ = strings.Cut(rest, " ")
		return verb == "SEARCH" || verb == "FETCH" &&
			strings.Count(rest, "BODY") == strings.Count(rest, "BODY.PEEK[") && !strings.Contains(rest, "RFC822.TEXT") && !strings.Contains(rest, "RFC822 ")
	}
	return false
}

func TestGaps(t *testing.T) {
	fake := imaptest.StartFake(t)
	for range 3 {
		fake.Remove(fake.Deliver("gone before we came", before))
	}
	r := newRig(t, fake.URL, nil)
	r.once(t)
	same(t, "gaps at the first start", r.gaps(1), "")

	fake.Remove(fake.Deliver("", after))
	fake.Deliver(string(letter("five")), after)
	fake.Remove(fake.Deliver("", after))
	fake.Remove(fake.Deliver("", after))
	fake.Deliver(string(letter("eight")), after)
	fake.Remove(fake.Deliver("", after))
	same(t, "filed", told(r.once(t)), "5 five\n8 eight")
	same(t, "gaps", r.gaps(1), "4-4 6-7 9-9")
	r.once(t)
	same(t, "gaps the second time", r.gaps(1), "4-4 6-7 9-9")
}

// A mail that goes away between being found and being fetched is a gap.
func TestGoneWhileFetching(t *testing.T) {
	for _, when := range []string{"HEADER.FIELDS", "BODY.PEEK[]"} {
		fake := imaptest.StartFake(t)
		r := newRig(t, fake.URL, nil)
		r.once(t)
		for _, subject := range []string{"stays", "goes", "stays too"} {
			fake.Deliver(string(letter(subject)), after)
		}
		fake.Misbehave(func(c *imaptest.Conn, _, command string) bool {
			if strings.Contains(command, when) {
				fake.Remove(2)
			}
			return false
		})
		same(t, "filed", told(r.once(t)), "1 stays\n3 stays too")
		same(t, "gaps", r.gaps(1), "2-2")
	}
}

func TestRenumbering(t *testing.T) {
	fake := imaptest.StartFake(t)
	fake.Deliver(string(letter("old")), before)
	r := newRig(t, fake.URL, nil)
	r.once(t)
	fake.Deliver(string(letter("answered")), after)
	same(t, "filed", told(r.once(t)), "2 answered")

	fake.Deliver(string(letter("came meanwhile")), after)
	fake.Deliver(string(letter("restored from a backup")), before)
	fake.Renumber(7, 1001)
	same(t, "filed after the renumbering", told(r.once(t)),
		"1003 came meanwhile\n1004 restored from a backup quiet: older than the first start")
	fake.Deliver(string(letter("next")), after)
	same(t, "filed at last", told(r.again(t).once(t)), "1005 next")
	same(t, "gaps", r.gaps(7), "")
}

// Numbers that were used up before a renumbering was seen are no gaps.
func TestRenumberedNumbersAreNoGaps(t *testing.T) {
	fake := imaptest.StartFake(t)
	r := newRig(t, fake.URL, nil)
	r.once(t)
	fake.Deliver(string(letter("one")), after)
	fake.Renumber(2, 500)
	fake.Remove(fake.Deliver("", after))
	same(t, "filed", told(r.once(t)), "500 one")
	same(t, "gaps", r.gaps(2), "501-501:0")
}

func TestInterruptedMailIsProbed(t *testing.T) {
	fake := imaptest.StartFake(t)
	var probed []string
	r := newRig(t, fake.URL, func(s *Settings) {
		s.Probe = func(_ context.Context, raw []byte) error {
			reading, err := readSubject(t.Context(), raw, time.Time{})
			probed = append(probed, reading.Subject)
			if reading.Subject == "deadly" {
				err = errors.New("the reader was killed")
			}
			return err
		}
	})
	r.once(t)
	fake.Deliver(string(letter("first")), after)
	fake.Deliver(string(letter("deadly")), after)
	fake.Remove(fake.Deliver("", after))
	fake.Deliver(string(letter("last")), after)
	key := r.ledger.lives[0].key
	r.ledger.note(key, []medelbot.Known{{UID: 1}, {UID: 2}, {UID: 3}}, "begun") // the run before died here
	same(t, "filed", told(r.once(t)), "1 first\n2  fault: an earlier run ended while this mail was read, and reading it apart failed too: the reader was killed\n4 last")
	same(t, "probed", probed, []string{"first", "deadly"})
	same(t, "gaps", r.gaps(1), "3-3")
}

func TestUnreadableMailIsSetAside(t *testing.T) {
	server := imaptest.StartMemory(t, nil)
	r := newRig(t, server.URL, nil)
	r.once(t)
	server.Deliver("INBOX", letter("panic"), after)
	server.Deliver("INBOX", []byte("\r\nnothing\r\n"), after)
	server.Deliver("INBOX", letter("fine"), after)
	same(t, "filed", told(r.once(t)), "1  fault: reading it failed in an unforeseen way: a bug in the parser\n2  fault: no subject\n3 fine")
}

func TestLargeMailIsCut(t *testing.T) {
	server := imaptest.StartMemory(t, nil)
	r := newRig(t, server.URL, func(s *Settings) { s.MailSize = 300_000 })
	r.once(t)
	server.Deliver("INBOX", letter("small"), after)
	server.Deliver("INBOX", append(letter("large"), make([]byte, 300_000)...), after)
	server.Deliver("INBOX", letter("small too"), after)
	same(t, "filed", told(r.once(t)), "1 small\n2 large truncated to 262144 of 300110\n3 small too")
}

func TestJunkFolderIsReadNotAnswered(t *testing.T) {
	server := imaptest.StartMemory(t, nil, "Junk")
	r := newRig(t, server.URL, func(s *Settings) { s.JunkFolder = "Junk" })
	r.once(t)
	server.Deliver("Junk", letter("an application"), after)
	server.Deliver("INBOX", letter("another"), after)
	same(t, "filed", told(r.once(t)), "1 an application quiet: found in the junk folder\n1 another")

	missing := newRig(t, server.URL, func(s *Settings) { s.JunkFolder = "Skräp" })
	missing.once(t)
	server.Deliver("INBOX", letter("third"), after)
	same(t, "filed without a junk folder", told(missing.once(t)), "2 third")
}

func TestClosedJunkFolderKeepsNobodyFromTheInbox(t *testing.T) {
	for _, why := range []string{"[NOPERM] no such right", "it cannot be opened"} {
		fake := imaptest.StartFake(t)
		fake.Misbehave(func(c *imaptest.Conn, tag, command string) bool {
			if strings.HasPrefix(command, "LIST") { // it is there
				c.Send(`* LIST () "/" Junk`)
			}
			closed := strings.Contains(command, "Junk")
			if closed {
				c.Send("%s NO %s", tag, why)
			}
			return closed
		})
		r := newRig(t, fake.URL, func(s *Settings) { s.JunkFolder = "Junk" })
		r.once(t)
		fake.Deliver(string(letter("an application")), after)
		same(t, "filed", told(r.once(t)), "1 an application")
	}
}

func TestWindowsKeepOrderAndCommitTogether(t *testing.T) {
	server := imaptest.StartMemory(t, imaptest.AllCaps())
	wakes := 0
	r := newRig(t, server.URL, func(s *Settings) { s.Wake = func() { wakes++ } })
	r.once(t)
	wakes = -1 // one is for the pass
	const n = 620
	for range n {
		server.Deliver("INBOX", letter("mail"), after)
	}
	mails := r.once(t)
	if len(mails) != n {
		t.Fatalf("filed %d mails, want %d", len(mails), n)
	}
	for i, m := range mails {
		if int(m.UID) != i+1 {
			t.Fatalf("mail %d has UID %d", i, m.UID)
		}
	}
	if most := n/windowSize + 4; r.ledger.commits > most || wakes != r.ledger.commits {
		t.Errorf("%d commits and %d wakes for %d mails, want at most %d and as many", r.ledger.commits, wakes, n, most)
	}
}

func TestFilingFails(t *testing.T) {
	server := imaptest.StartMemory(t, nil)
	r := newRig(t, server.URL, nil)
	r.once(t)
	for range 120 {
		server.Deliver("INBOX", letter("mail"), after)
	}
	r.ledger.fileErr = errors.New("the disk is full")
	if err := r.Once(t.Context()); !errors.Is(err, r.ledger.fileErr) {
		t.Errorf("error %v, want %v", err, r.ledger.fileErr)
	}
	r.ledger.fileErr = nil
	if mails := r.once(t); len(mails) != 120 {
		t.Errorf("filed %d mails afterwards, want 120", len(mails))
	}
}

func TestReconcile(t *testing.T) {
	fake := imaptest.StartFake(t)
	r := newRig(t, fake.URL, nil)
	fake.Deliver(string(letter("old")), before)
	r.once(t)
	life := r.ledger.lives[0]
	same(t, "compared at the start", life.server, []uint32{1})
	fake.Deliver(string(letter("new")), after)
	r.once(t)
	same(t, "compared when something came", life.server, []uint32{1, 2})
	delete(life.rows, 1) // as if it had been overlooked
	r.clock.add(59 * time.Minute)
	same(t, "filed", told(r.once(t)), "")
	r.clock.add(time.Minute)
	same(t, "filed after an hour", told(r.once(t)), "1 old quiet: older than the first start")
	same(t, "compared", life.server, []uint32{1, 2})
}

func TestSettings(t *testing.T) {
	good := Settings{Mailbox: "testbaddar", Store: newLedger(nil), Read: readSubject, Clock: func() time.Time { return start }}
	for name, change := range map[string]func(*Settings){
		"no name":             func(s *Settings) { s.Mailbox = "" },
		"no store":            func(s *Settings) { s.Store = nil },
		"no reader":           func(s *Settings) { s.Read = nil },
		"unknown deed":        func(s *Settings) { s.AfterFiling = "delete" },
		"move without folder": func(s *Settings) { s.AfterFiling = AfterMove },
	} {
		s := good
		change(&s)
		if _, err := New(s); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if _, err := New(good); err != nil {
		t.Error(err)
	}
}

var _ mailbox = (*imap.Reader)(nil)
