package imaptest

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Mail is one mail on a Fake.
type Mail struct {
	UID  uint32
	Raw  string
	Date time.Time
}

// Reply is asked before each command, given without its tag; true means that it
// has answered itself. All connections take turns, so that replies may share
// variables with each other; the turn goes on only where one of them waits for
// its client (Conn.Line, Conn.Hang).
type Reply func(c *Conn, tag, command string) bool

// Fake is a small IMAP server for one folder, whose every answer a test can
// replace.
type Fake struct {
	URL string

	turn  sync.Mutex     // the connection that holds it runs, all others wait
	conns sync.WaitGroup // those that are served

	mu          sync.Mutex // guards what follows; the test itself has no turn
	open        []net.Conn
	ended       bool
	reply       Reply
	greeting    string
	caps        string
	uidValidity uint32
	uidNext     uint32
	mails       []Mail
	log         []string
}

// StartFake starts a fake on loopback, with an empty folder under UIDVALIDITY 1.
// It ends with the test.
func StartFake(t testing.TB) *Fake {
	t.Helper()
	f := StartPiped(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	f.URL = "imap://" + listener.Addr().String()
	f.conns.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			f.begin(conn)
		}
	})
	t.Cleanup(func() { listener.Close() })
	return f
}

// StartPiped starts a fake that only Dial leads to. In a synctest bubble no time
// passes but what both ends wait for: however busy the machine, a server is
// never taken for silent that only had no chance to speak.
func StartPiped(t testing.TB) *Fake {
	f := &Fake{URL: "imap://127.0.0.1:143", greeting: "* OK ready", caps: "IMAP4rev1 IDLE", uidValidity: 1, uidNext: 1}
	t.Cleanup(func() {
		f.mu.Lock()
		f.ended = true
		for _, conn := range f.open {
			conn.Close()
		}
		f.mu.Unlock()
		f.conns.Wait()
	})
	return f
}

// Dial connects to the fake in memory.
func (f *Fake) Dial(context.Context, string, string) (net.Conn, error) {
	client, server := net.Pipe()
	f.begin(server)
	return client, nil
}

func (f *Fake) begin(conn net.Conn) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ended {
		conn.Close()
		return
	}
	f.open = append(f.open, conn)
	f.conns.Go(func() { f.serve(conn) })
}

// Misbehave replaces answers from now on; nil ends that.
func (f *Fake) Misbehave(reply Reply) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.reply = reply
}

// Greet replaces the greeting; "" greets nobody.
func (f *Fake) Greet(line string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.greeting = line
}

// Offer replaces the capabilities.
func (f *Fake) Offer(caps string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.caps = caps
}

// Deliver adds a mail under the next UID.
func (f *Fake) Deliver(raw string, date time.Time) uint32 {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.mails = append(f.mails, Mail{f.uidNext, raw, date})
	f.uidNext++
	return f.uidNext - 1
}

// Remove takes a mail away.
func (f *Fake) Remove(uid uint32) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.mails = slices.DeleteFunc(f.mails, func(m Mail) bool { return m.UID == uid })
}

// Renumber gives the folder another UIDVALIDITY and its mails new UIDs from
// first upwards.
func (f *Fake) Renumber(uidValidity, first uint32) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.uidValidity = uidValidity
	for i := range f.mails {
		f.mails[i].UID = first + uint32(i)
	}
	f.uidNext = first + uint32(len(f.mails))
}

// Commands returns every command so far, without its tag.
func (f *Fake) Commands() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.log)
}

// Conns tells how many connections were made so far.
func (f *Fake) Conns() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.open)
}

// Conn is one client's connection.
type Conn struct {
	net.Conn
	Fake *Fake
	in   *bufio.Reader
}

// Send writes one line.
func (c *Conn) Send(format string, args ...any) { fmt.Fprintf(c.Conn, format+"\r\n", args...) }

// Line reads the next line from the client; "" when it is gone. Others have
// their turn meanwhile.
func (c *Conn) Line() string {
	c.Fake.turn.Unlock()
	defer c.Fake.turn.Lock()
	line, err := c.in.ReadString('\n')
	if err != nil {
		return ""
	}
	return strings.TrimRight(line, "\r\n")
}

// Hang answers nothing any more until the client is gone.
func (c *Conn) Hang() {
	for c.Line() != "" {
	}
}

func (f *Fake) serve(raw net.Conn) {
	defer raw.Close()
	f.turn.Lock()
	defer f.turn.Unlock()
	c := &Conn{Conn: raw, Fake: f, in: bufio.NewReader(raw)}
	f.mu.Lock()
	greeting := f.greeting
	f.mu.Unlock()
	if greeting == "" {
		c.Hang()
		return
	}
	c.Send("%s", greeting)
	for {
		tag, command, ok := strings.Cut(c.Line(), " ")
		if !ok {
			return
		}
		f.mu.Lock()
		f.log = append(f.log, command)
		reply := f.reply
		f.mu.Unlock()
		if reply != nil && reply(c, tag, command) {
			continue
		}
		if !c.answer(tag, command) {
			return
		}
	}
}

func (c *Conn) answer(tag, command string) bool {
	f := c.Fake
	verb, rest, _ := strings.Cut(command, " ")
	if verb == "UID" {
		verb, rest, _ = strings.Cut(rest, " ")
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	switch verb {
	case "CAPABILITY":
		c.Send("* CAPABILITY %s", f.caps)
	case "EXAMINE", "SELECT":
		c.Send("* %d EXISTS\r\n* OK [UIDVALIDITY %d] valid\r\n* OK [UIDNEXT %d] next", len(f.mails), f.uidValidity, f.uidNext)
	case "SEARCH":
		c.Send("* SEARCH%s", f.found(rest))
	case "FETCH":
		set, items, _ := strings.Cut(rest, " ")
		for i, m := range f.mails {
			if f.in(set, m.UID) {
				c.fetch(i+1, m, items)
			}
		}
	case "LIST":
		c.Send(`* LIST () "/" INBOX`)
	case "IDLE":
		c.Send("+ idling")
		f.mu.Unlock()
		c.Line()
		f.mu.Lock()
	case "LOGOUT":
		c.Send("* BYE\r\n%s OK bye", tag)
		return false
	}
	c.Send("%s OK done", tag)
	return true
}

// described writes what a server tells of a mail besides its body.
func (m Mail) described() string {
	header := ""
	for line := range strings.Lines(m.Raw) {
		if strings.HasPrefix(line, "Message-ID:") {
			header = line
		}
		if strings.TrimSpace(line) == "" {
			break
		}
	}
	header += "\r\n"
	return fmt.Sprintf("UID %d RFC822.SIZE %d INTERNALDATE %q BODY[HEADER.FIELDS (\"Message-ID\")] {%d}\r\n%s",
		m.UID, len(m.Raw), m.Date.Format("_2-Jan-2006 15:04:05 -0700"), len(header), header)
}

func (c *Conn) fetch(seq int, m Mail, items string) {
	if strings.Contains(items, "HEADER.FIELDS") {
		c.Send("* %d FETCH (%s)", seq, m.described())
		return
	}
	body, partial := m.Raw, ""
	if _, count, ok := strings.Cut(items, "<0."); ok {
		n, _ := strconv.Atoi(strings.TrimRight(count, ">)"))
		body, partial = body[:min(n, len(body))], "<0>"
	}
	c.Send("* %d FETCH (UID %d BODY[]%s {%d}\r\n%s)", seq, m.UID, partial, len(body), body)
}

func (f *Fake) found(criteria string) string {
	_, set, _ := strings.Cut(criteria, "UID ")
	var b strings.Builder
	for _, m := range f.mails {
		if f.in(set, m.UID) {
			fmt.Fprintf(&b, " %d", m.UID)
		}
	}
	return b.String()
}

// in reports whether a set such as 1:3,7,9:* holds the UID. As RFC 9051, 9
// (seq-range) demands, n:* is the same as *:n and holds the last mail always.
func (f *Fake) in(set string, uid uint32) bool {
	for part := range strings.SplitSeq(set, ",") {
		from, to, isRange := strings.Cut(part, ":")
		if !isRange {
			to = from
		}
		low, high := f.number(from), f.number(to)
		if uid >= min(low, high) && uid <= max(low, high) {
			return true
		}
	}
	return false
}

func (f *Fake) number(s string) uint32 {
	if s == "*" {
		if len(f.mails) == 0 {
			return 0
		}
		return f.mails[len(f.mails)-1].UID
	}
	n, _ := strconv.ParseUint(s, 10, 32)
	return uint32(n)
}
