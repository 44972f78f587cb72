package demo

import (
	"bytes"
	"crypto/subtle"
	"errors"
	"io"
	"log"
	"net"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// Letter is one mail that the server was given to send.
type Letter struct {
	To  string
	Raw []byte
}

// Servers are an IMAP server with one mailbox and an SMTP server that records,
// both on loopback and in memory.
type Servers struct {
	IMAP, SMTP string // addresses, host:port

	user *imapmemserver.User
	imap *imapserver.Server
	smtp *smtp.Server
}

// StartServers starts both; letters is called for each mail that is handed to
// the SMTP server, before that answers. Close them.
func StartServers(letters func(Letter)) (*Servers, error) {
	s := &Servers{user: imapmemserver.NewUser(Username, Password)}
	for _, name := range []string{"INBOX", "Sent"} {
		if err := s.user.Create(name, nil); err != nil {
			return nil, err
		}
	}
	users := imapmemserver.New()
	users.AddUser(s.user)
	quiet := log.New(io.Discard, "", 0)
	s.imap = imapserver.New(&imapserver.Options{
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return session{users.NewSession()}, nil, nil
		},
		Caps:         imap.CapSet{imap.CapIMAP4rev1: {}, imap.CapUIDPlus: {}},
		InsecureAuth: true, Logger: quiet,
	})
	s.smtp = smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &recorder{letters: letters}, nil }))
	s.smtp.Domain, s.smtp.AllowInsecureAuth, s.smtp.ErrorLog = "localhost", true, quiet
	s.smtp.ReadTimeout, s.smtp.WriteTimeout = time.Minute, time.Minute

	var err error
	if s.IMAP, err = listen(s.imap.Serve); err != nil {
		return nil, err
	}
	s.SMTP, err = listen(s.smtp.Serve)
	return s, err
}

// listen serves on a free port of loopback, and returns its address.
func listen(serve func(net.Listener) error) (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	go serve(l) // ends when the server is closed
	return l.Addr().String(), nil
}

// Deliver puts a mail into the INBOX.
func (s *Servers) Deliver(raw []byte, at time.Time) error {
	_, err := s.user.Append("INBOX", literal{bytes.NewReader(raw)}, &imap.AppendOptions{Time: at})
	return err
}

// Close ends both servers.
func (s *Servers) Close() error { return errors.Join(s.imap.Close(), s.smtp.Close()) }

// session is one session with the IMAP server.
type session struct{ imapserver.Session }

// Idle first tells what came since the command before, which the memory server
// forgets to do.
func (s session) Idle(w *imapserver.UpdateWriter, stop <-chan struct{}) error {
	if err := s.Poll(w, true); err != nil {
		return err
	}
	return s.Session.Idle(w, stop)
}

type literal struct{ *bytes.Reader }

func (l literal) Size() int64 { return l.Reader.Size() }

// recorder is one session with the SMTP server.
type recorder struct {
	letters func(Letter)
	to      string
}

func (r *recorder) AuthMechanisms() []string { return []string{sasl.Plain} }

func (r *recorder) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, username, password string) error {
		if username != Username || subtle.ConstantTimeCompare([]byte(password), []byte(Password)) == 0 {
			return smtp.ErrAuthFailed
		}
		return nil
	}), nil
}

func (r *recorder) Reset()                               {}
func (r *recorder) Logout() error                        { return nil }
func (r *recorder) Mail(string, *smtp.MailOptions) error { return nil }

func (r *recorder) Rcpt(to string, _ *smtp.RcptOptions) error {
	r.to = to
	return nil
}

func (r *recorder) Data(body io.Reader) error {
	raw, err := io.ReadAll(body)
	if err == nil {
		r.letters(Letter{To: r.to, Raw: raw})
	}
	return err
}
