package notifier

import (
	"cmp"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"math/big"
	"net"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// script is a mail server that answers as a test tells it to.
type script struct {
	lock     sync.Mutex
	clients  map[string]bool // connections, by the client's end
	hello    string          // what the newest of them called itself
	mails    []string        // raw messages taken, in order
	from, to []string
	onMail   func(n int) error           // n counts the attempts over all sessions, from 1
	onRcpt   func(to string) error       //
	onData   func(c *smtp.Conn) error    // before the message is read
	onEnd    func(n int) error           // the answer to a whole message
	login    func(user, pw string) error // nil offers no login
	way      string                      // of logging in; "" is PLAIN
	status   string                      // of a refused token, in a challenge; "" sends none
	attempts int
}

func (s *script) NewSession(c *smtp.Conn) (smtp.Session, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.clients == nil {
		s.clients = map[string]bool{}
	}
	s.clients[c.Conn().RemoteAddr().String()] = true
	s.hello = c.Hostname()
	plain := session{s, c}
	if s.login != nil {
		return &loginSession{plain}, nil
	}
	return &plain, nil
}

// seen tells over how many connections which mails came, and what the newest
// client called itself.
func (s *script) seen() (clients int, mails []string, hello string) {
	s.lock.Lock()
	defer s.lock.Unlock()
	return len(s.clients), slices.Clone(s.mails), s.hello
}

type session struct {
	s *script
	c *smtp.Conn
}

func (x *session) Reset()        {}
func (x *session) Logout() error { return nil }

func (x *session) Mail(from string, o *smtp.MailOptions) error {
	x.s.lock.Lock()
	defer x.s.lock.Unlock()
	x.s.attempts++
	x.s.from = append(x.s.from, from)
	if o.UTF8 {
		return errors.New("SMTPUTF8 was used")
	}
	if x.s.onMail != nil {
		return x.s.onMail(x.s.attempts)
	}
	return nil
}

func (x *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	x.s.lock.Lock()
	defer x.s.lock.Unlock()
	x.s.to = append(x.s.to, to)
	if x.s.onRcpt != nil {
		return x.s.onRcpt(to)
	}
	return nil
}

func (x *session) Data(r io.Reader) error {
	if x.s.onData != nil {
		if err := x.s.onData(x.c); err != nil {
			return err
		}
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	x.s.lock.Lock()
	defer x.s.lock.Unlock()
	if x.s.onEnd != nil {
		if err := x.s.onEnd(x.s.attempts); err != nil {
			return err
		}
	}
	x.s.mails = append(x.s.mails, string(raw))
	return nil
}

type loginSession struct{ session }

func (x *loginSession) AuthMechanisms() []string { return []string{cmp.Or(x.s.way, sasl.Plain)} }

func (x *loginSession) Auth(mechanism string) (sasl.Server, error) {
	if mechanism == xoauth2 {
		return &bearerServer{s: x.s}, nil
	}
	return sasl.NewPlainServer(func(_, user, password string) error { return x.s.login(user, password) }), nil
}

func smtpError(code, class, subject, detail int, text string) error {
	return &smtp.SMTPError{Code: code, EnhancedCode: smtp.EnhancedCode{class, subject, detail}, Message: text}
}

// start serves a script on loopback, with STARTTLS or implicit TLS if config is
// given, and returns the way to it.
func (s *script) start(t *testing.T, config *tls.Config, way Security) *SMTP {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := smtp.NewServer(s)
	server.Domain = "mail.skr.example"
	server.AllowInsecureAuth = way == Plain
	server.EnableSMTPUTF8 = true
	server.ErrorLog = silent{}
	if way == StartTLS {
		server.TLSConfig = config
	}
	if way == ImplicitTLS {
		l = tls.NewListener(l, config)
	}
	served := make(chan struct{})
	go func() { defer close(served); _ = server.Serve(l) }()
	// Serve may not have begun yet: then only closing the socket ends it.
	t.Cleanup(func() { _ = server.Close(); _ = l.Close(); <-served })
	return &SMTP{Host: "127.0.0.1", Port: l.Addr().(*net.TCPAddr).Port, Security: way}
}

type silent struct{}

func (silent) Printf(string, ...any) {}
func (silent) Println(...any)        {}

// certificate makes one for 127.0.0.1 and the pool that trusts it.
func certificate(t *testing.T, until time.Time) (*tls.Config, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, NotBefore: until.AddDate(-1, 0, 0), NotAfter: until,
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(leaf)
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}, pool
}
