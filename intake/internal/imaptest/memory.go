// Package imaptest holds the IMAP servers that the tests of intake talk to: the
// library's memory server, with a record of every command, and a Fake that can
// misbehave in every way seen or feared.
package imaptest

import (
	"bytes"
	"crypto/tls"
	"io"
	"log"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	wire "github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
)

// The one user of every test server.
const (
	User     = "harald"
	Password = "hemligt"
)

// Memory is a memory server on loopback, without TLS.
type Memory struct {
	User *imapmemserver.User
	URL  string

	t      testing.TB
	log    record
	server *imapserver.Server
}

// StartMemory starts a memory server with the folders given besides INBOX. It
// ends with the test.
func StartMemory(t testing.TB, caps []wire.Cap, folders ...string) *Memory {
	t.Helper()
	return startMemory(t, caps, nil, folders, func(l net.Listener) net.Listener { return l }, "imap")
}

// StartMemoryTLS starts a memory server that speaks TLS from the start.
func StartMemoryTLS(t testing.TB, cert tls.Certificate) *Memory {
	t.Helper()
	config := &tls.Config{Certificates: []tls.Certificate{cert}}
	return startMemory(t, AllCaps(), nil, nil, func(l net.Listener) net.Listener { return tls.NewListener(l, config) }, "imaps")
}

// StartMemorySTARTTLS starts a memory server that offers STARTTLS.
func StartMemorySTARTTLS(t testing.TB, cert tls.Certificate) *Memory {
	t.Helper()
	config := &tls.Config{Certificates: []tls.Certificate{cert}}
	return startMemory(t, AllCaps(), config, nil, func(l net.Listener) net.Listener { return l }, "imap+starttls")
}

func startMemory(t testing.TB, caps []wire.Cap, config *tls.Config, folders []string, wrap func(net.Listener) net.Listener, scheme string) *Memory {
	t.Helper()
	m := &Memory{t: t, User: imapmemserver.NewUser(User, Password)}
	for _, f := range append([]string{"INBOX"}, folders...) {
		if err := m.User.Create(f, nil); err != nil {
			t.Fatal(err)
		}
	}
	users := imapmemserver.New()
	users.AddUser(m.User)
	set := wire.CapSet{wire.CapIMAP4rev1: {}}
	for _, c := range caps {
		set[c] = struct{}{}
	}
	server := imapserver.New(&imapserver.Options{
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return users.NewSession(), nil, nil
		},
		Caps: set, InsecureAuth: true, TLSConfig: config, Logger: log.New(io.Discard, "", 0),
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go server.Serve(wrap(recording{listener, &m.log}))
	t.Cleanup(func() { server.Close() })
	m.server = server
	m.URL = scheme + "://" + listener.Addr().String()
	return m
}

// AllCaps is what a good server can do.
func AllCaps() []wire.Cap {
	return []wire.Cap{wire.CapMove, wire.CapUIDPlus, wire.CapESearch, wire.CapNamespace}
}

// Stop closes all connections and takes no more.
func (m *Memory) Stop() { m.server.Close() }

// Deliver puts a mail into a folder and returns its UID. A zero date is now.
func (m *Memory) Deliver(folder string, raw []byte, date time.Time, flags ...wire.Flag) uint32 {
	m.t.Helper()
	data, err := m.User.Append(folder, literal{bytes.NewReader(raw)}, &wire.AppendOptions{Time: date, Flags: flags})
	if err != nil {
		m.t.Fatal(err)
	}
	return uint32(data.UID)
}

// Count tells how many mails a folder holds.
func (m *Memory) Count(folder string) int {
	m.t.Helper()
	data, err := m.User.Status(folder, &wire.StatusOptions{NumMessages: true})
	if err != nil {
		m.t.Fatal(err)
	}
	return int(*data.NumMessages)
}

// UIDValidity tells under which UIDVALIDITY a folder's UIDs are given.
func (m *Memory) UIDValidity(folder string) uint32 {
	m.t.Helper()
	data, err := m.User.Status(folder, &wire.StatusOptions{UIDValidity: true})
	if err != nil {
		m.t.Fatal(err)
	}
	return data.UIDValidity
}

// Commands returns every line that clients have sent, without its tag.
func (m *Memory) Commands() []string { return m.log.commands() }

type literal struct{ *bytes.Reader }

func (l literal) Size() int64 { return l.Reader.Size() }

// recording is a listener whose connections write down what clients send.
type recording struct {
	net.Listener
	log *record
}

func (r recording) Accept() (net.Conn, error) {
	conn, err := r.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &recorded{Conn: conn, log: r.log}, nil
}

// recorded is one connection. Its lines are put together here, since other
// connections write to the same record.
type recorded struct {
	net.Conn
	log     *record
	pending []byte
}

func (r *recorded) Read(p []byte) (int, error) {
	n, err := r.Conn.Read(p)
	r.pending = append(r.pending, p[:n]...)
	if end := bytes.LastIndexByte(r.pending, '\n') + 1; end > 0 {
		r.log.add(r.pending[:end])
		r.pending = r.pending[end:]
	}
	return n, err
}

// record holds whole lines of all connections.
type record struct {
	mu   sync.Mutex
	data []byte
}

func (r *record) add(lines []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.data = append(r.data, lines...)
}

func (r *record) commands() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var all []string
	for line := range strings.Lines(string(r.data)) {
		line = strings.TrimRight(line, "\r\n")
		if tag, command, ok := strings.Cut(line, " "); ok && strings.HasPrefix(tag, "T") {
			line = command
		}
		all = append(all, line)
	}
	return all
}
