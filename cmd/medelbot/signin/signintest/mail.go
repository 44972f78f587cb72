package signintest

import (
	"bytes"
	"io"
	"log"
	"net"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// User is whose mailbox the mail servers hold.
const User = "testbaddar@example.org"

// Mail is an IMAP server with one mailbox and an SMTP server that keeps what it
// is given, both on loopback. Only an access token of the authority opens them.
type Mail struct {
	IMAP, SMTP string // their URLs

	authority *Authority
	user      *imapmemserver.User
	mechanism string

	mu      sync.Mutex
	conns   []*imapserver.Conn
	trouble error // of every command but the login
	login   error // of every SMTP login
	refused int   // logins by a token that is no longer good
	letters []string
}

// StartMail starts both servers. mechanism is the only one that the IMAP server
// offers. They end with the test.
func StartMail(t testing.TB, a *Authority, mechanism string) *Mail {
	t.Helper()
	m := &Mail{authority: a, user: imapmemserver.NewUser(User, ""), mechanism: mechanism}
	if err := m.user.Create("INBOX", nil); err != nil {
		t.Fatal(err)
	}
	quiet := log.New(io.Discard, "", 0)
	reading := imapserver.New(&imapserver.Options{
		NewSession: func(c *imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			m.mu.Lock()
			defer m.mu.Unlock()
			m.conns = append(m.conns, c)
			return &imapSession{UserSession: imapmemserver.NewUserSession(m.user), m: m}, nil, nil
		},
		Caps: imap.CapSet{imap.CapIMAP4rev1: {}, imap.CapUIDPlus: {}}, InsecureAuth: true, Logger: quiet,
	})
	sending := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &smtpSession{m: m}, nil }))
	sending.Domain, sending.AllowInsecureAuth, sending.ErrorLog = "localhost", true, quiet
	m.IMAP = "imap://" + listen(t, reading.Serve)
	m.SMTP = "smtp://" + listen(t, sending.Serve)
	t.Cleanup(func() { _ = reading.Close(); _ = sending.Close() })
	return m
}

// listen serves on a free port of loopback, and returns its address.
func listen(t testing.TB, serve func(net.Listener) error) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan struct{})
	go func() { defer close(served); _ = serve(l) }() // ends when the server is closed
	t.Cleanup(func() { _ = l.Close(); <-served })
	return l.Addr().String()
}

// Deliver puts a mail into the INBOX.
func (m *Mail) Deliver(t testing.TB, raw string, at time.Time) {
	t.Helper()
	if _, err := m.user.Append("INBOX", literal{bytes.NewReader([]byte(raw))}, &imap.AppendOptions{Time: at}); err != nil {
		t.Fatal(err)
	}
}

// Letters are what the SMTP server was given.
func (m *Mail) Letters() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.letters)
}

// Refused counts the logins by a token that was not good.
func (m *Mail) Refused() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.refused
}

// Trouble answers with err whenever a folder is opened or listed; nil ends that.
func (m *Mail) Trouble(err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.trouble = err
}

// NotConnected is what Exchange Online says after a login that went well.
func NotConnected() error {
	return &imap.Error{Type: imap.StatusResponseTypeBad, Text: "User is authenticated but not connected."}
}

// Login answers each login to the SMTP server with a code and words; 0 ends that.
func (m *Mail) Login(code int, enhanced [3]int, text string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.login = nil
	if code != 0 {
		m.login = &smtp.SMTPError{Code: code, EnhancedCode: smtp.EnhancedCode(enhanced), Message: text}
	}
}

// Goodbye ends all connections to the IMAP server, as those of a token that has
// expired are.
func (m *Mail) Goodbye() {
	m.mu.Lock()
	conns := m.conns
	m.conns = nil
	m.mu.Unlock()
	for _, c := range conns {
		_ = c.Bye("Session invalidated - AccessTokenExpired") // one that is gone needs no goodbye
		_ = c.NetConn().Close()
	}
}

// opens reports whether a message of either mechanism lets in.
func (m *Mail) opens(message []byte) bool {
	user, token := bearerOf(string(message))
	if user == User && m.authority.Takes(token) {
		return true
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.refused++
	return false
}

// bearer is the servers' side of both mechanisms.
type bearer struct {
	m       *Mail
	failure error // what to say once the client has answered the challenge
	refused bool
}

func (b *bearer) Next(response []byte) (challenge []byte, done bool, err error) {
	switch {
	case b.refused:
		return nil, false, b.failure
	case response == nil:
		return []byte{}, false, nil
	case b.m.opens(response):
		return nil, true, nil
	}
	b.refused = true
	return []byte(`{"status":"invalid_token","schemes":"bearer"}`), false, nil
}

type imapSession struct {
	*imapmemserver.UserSession
	m *Mail
}

// AuthenticateMechanisms gives the one that a test wants.
func (s *imapSession) AuthenticateMechanisms() []string { return []string{s.m.mechanism} }

// Authenticate takes a token.
func (s *imapSession) Authenticate(string) (sasl.Server, error) {
	return &bearer{m: s.m, failure: &imap.Error{Type: imap.StatusResponseTypeNo, Text: "AUTHENTICATE failed."}}, nil
}

// Login takes no password.
func (s *imapSession) Login(string, string) error { return imapserver.ErrAuthFailed }

// Select opens a folder, unless there is trouble.
func (s *imapSession) Select(name string, o *imap.SelectOptions) (*imap.SelectData, error) {
	if err := s.ill(); err != nil {
		return nil, err
	}
	return s.UserSession.Select(name, o)
}

// List lists folders, unless there is trouble.
func (s *imapSession) List(w *imapserver.ListWriter, ref string, patterns []string, o *imap.ListOptions) error {
	if err := s.ill(); err != nil {
		return err
	}
	return s.UserSession.List(w, ref, patterns, o)
}

func (s *imapSession) ill() error {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	return s.m.trouble
}

// Idle first tells what came since the command before, which the memory server
// forgets to do.
func (s *imapSession) Idle(w *imapserver.UpdateWriter, stop <-chan struct{}) error {
	if err := s.Poll(w, true); err != nil {
		return err
	}
	return s.UserSession.Idle(w, stop)
}

type smtpSession struct {
	m      *Mail
	inside bool
}

func (s *smtpSession) AuthMechanisms() []string { return []string{"XOAUTH2"} }

func (s *smtpSession) Auth(string) (sasl.Server, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	if s.m.login != nil {
		return nil, s.m.login
	}
	return &smtpBearer{bearer{m: s.m, failure: &smtp.SMTPError{Code: 535, EnhancedCode: smtp.EnhancedCode{5, 7, 3}, Message: "Authentication unsuccessful"}}, s}, nil
}

// smtpBearer notes who came in.
type smtpBearer struct {
	bearer
	s *smtpSession
}

func (b *smtpBearer) Next(response []byte) (challenge []byte, done bool, err error) {
	challenge, done, err = b.bearer.Next(response)
	b.s.inside = done && err == nil
	return challenge, done, err
}

func (s *smtpSession) Reset()        {}
func (s *smtpSession) Logout() error { return nil }

func (s *smtpSession) Mail(string, *smtp.MailOptions) error {
	if !s.inside {
		return &smtp.SMTPError{Code: 530, EnhancedCode: smtp.EnhancedCode{5, 7, 57}, Message: "Client not authenticated to send mail"}
	}
	return nil
}

func (s *smtpSession) Rcpt(string, *smtp.RcptOptions) error { return nil }

func (s *smtpSession) Data(body io.Reader) error {
	raw, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	s.m.letters = append(s.m.letters, string(raw))
	return nil
}

type literal struct{ *bytes.Reader }

func (l literal) Size() int64 { return l.Reader.Size() }
