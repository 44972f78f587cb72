package notifier

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/wneessen/go-mail/smtp"
)

// Opener opens connections to a mail server that takes letters.
type Opener interface {
	Open(ctx context.Context) (Conn, error)
}

// Conn is one open connection; it takes many letters, one after the other.
type Conn interface {
	// Send hands over one message. If it returns an error, it is a *SendError.
	Send(ctx context.Context, from, to string, raw []byte) error
	// Close says good-bye. Whatever comes of that, letters sent are sent.
	Close()
}

// SMTP is the way to one mail server. ParseURL fills in the first three fields.
type SMTP struct {
	Host     string
	Port     int
	Security Security
	Username string // "" sends without authentication
	Password func(ctx context.Context) (string, error)
	RootCAs  *x509.CertPool // nil: the system's
	Hello    string         // this machine's full name for EHLO; "" gives its address
	// Timeout bounds each command; 0 is one minute.
	Timeout time.Duration
	// DataTimeout bounds the wait for the answer to a whole message; 0 is ten
	// minutes, as RFC 5321, section 4.5.3.2.6, has it: who gives up earlier
	// does not know whether the letter was taken.
	DataTimeout time.Duration
	// Grace is how long a letter under way may still take when the context
	// ends; 0 is five seconds.
	Grace time.Duration
}

// Causes of a connection that we cut ourselves.
var (
	errSilent   = errors.New("the server did not answer in time")
	errStopping = errors.New("the program is stopping")
)

// Open connects, secures and authenticates. Its errors are sentences for a
// person, with a hint.
func (s *SMTP) Open(ctx context.Context) (Conn, error) {
	c := &connection{
		timeout:     orDefault(s.Timeout, time.Minute),
		dataTimeout: orDefault(s.DataTimeout, 10*time.Minute),
		grace:       orDefault(s.Grace, 5*time.Second),
	}
	if err := s.open(ctx, c); err != nil {
		c.cut()
		return nil, fmt.Errorf("%s:%d: %w", s.Host, s.Port, err)
	}
	return c, nil
}

// Check tries what the daemon will need of the server: connect, secure, log in.
func (s *SMTP) Check(ctx context.Context) error {
	c, err := s.Open(ctx)
	if err != nil {
		return err
	}
	c.Close()
	return nil
}

func orDefault(d, otherwise time.Duration) time.Duration {
	if d > 0 {
		return d
	}
	return otherwise
}

func (s *SMTP) open(ctx context.Context, c *connection) error {
	dialing, cancel := context.WithTimeoutCause(ctx, c.timeout, errSilent)
	defer cancel()
	conn, err := (&net.Dialer{}).DialContext(dialing, "tcp", net.JoinHostPort(s.Host, strconv.Itoa(s.Port)))
	var slow net.Error
	if errors.As(err, &slow) && slow.Timeout() {
		err = errSilent // "i/o timeout" says less
	}
	var dns *net.DNSError
	switch {
	case err == nil:
	case errors.As(err, &dns) && dns.IsNotFound:
		return &Error{Text: "there is no host of this name", Try: "check the spelling of the server in the smtp setting", Err: err}
	case errors.Is(err, syscall.ECONNREFUSED):
		return &Error{Text: "the mail server refuses connections", Try: "check the port in the smtp setting, and whether the server runs", Err: err}
	default:
		return &Error{Text: fmt.Sprintf("cannot connect to the mail server: %v", err), Try: "check the smtp address of the mailbox, and whether a firewall is in the way", Err: err}
	}
	c.conn = conn
	config := &tls.Config{ServerName: s.Host, RootCAs: s.RootCAs, MinVersion: tls.VersionTLS12}
	if s.Security == ImplicitTLS {
		secure := tls.Client(conn, config)
		if err := secure.HandshakeContext(dialing); err != nil {
			return explainTLS(err)
		}
		conn = secure
	}
	err = c.step(ctx, c.timeout, func() error {
		var err error
		if c.client, err = smtp.NewClient(conn, s.Host); err != nil {
			return err
		}
		// All that is sent is ASCII, so that no server on the way needs SMTPUTF8.
		c.client.SkipSMTPUTF8(true)
		hello := s.Hello
		if hello == "" {
			hello = addressLiteral(c.conn.LocalAddr())
		}
		return c.client.Hello(hello)
	})
	if err != nil {
		return fmt.Errorf("the mail server did not welcome us: %w", err)
	}
	if s.Security == StartTLS {
		if ok, _ := c.client.Extension("STARTTLS"); !ok {
			return &Error{Text: "the mail server does not offer STARTTLS, and nothing is sent in the clear", Try: "smtps:// with port 465"}
		}
		if err := c.step(ctx, c.timeout, func() error { return c.client.StartTLS(config) }); err != nil {
			return explainTLS(err)
		}
	}
	return s.logIn(ctx, c)
}

// addressLiteral is what a machine without a full name greets with (RFC 5321,
// 4.1.4 and 4.1.3): servers often refuse a bare name such as "localhost".
func addressLiteral(local net.Addr) string {
	tcp, _ := local.(*net.TCPAddr)
	ip := tcp.AddrPort().Addr().Unmap().WithZone("") // the zone means nothing to others
	if ip.Is4() {
		return "[" + ip.String() + "]"
	}
	return "[IPv6:" + ip.String() + "]"
}

// explainTLS says what is usually behind a failed handshake.
func explainTLS(err error) error {
	var unknown x509.UnknownAuthorityError
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	switch {
	case errors.As(err, &unknown):
		// Go's own words go on for lines, with guesses at look-alike authorities.
		return &Error{"the mail server's certificate is signed by an authority that is not trusted here", "if that authority is your own, name its certificate (PEM) as ca_file", err}
	case errors.As(err, &name):
		return &Error{"the mail server's certificate belongs to another name (" + name.Error() + ")", "the host name that the certificate bears", err}
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return &Error{"the mail server's certificate has expired or is not valid yet", "ask those who run the server to renew it, and check this machine's clock", err}
	}
	return &Error{fmt.Sprintf("the connection could not be secured by TLS: %v", err), "smtps:// where the server speaks TLS from the start (usually port 465), smtp+starttls:// elsewhere", err}
}

func (s *SMTP) logIn(ctx context.Context, c *connection) error {
	if s.Username == "" {
		return nil
	}
	ok, offered := c.client.Extension("AUTH")
	if !ok {
		// A relay inside an organisation often knows its clients by their network
		// and offers no login, while the mailbox itself has one. Where a login is
		// needed after all, the server says so at the first letter (530).
		return nil
	}
	secret, err := s.Password(ctx)
	if err != nil {
		return fmt.Errorf("there is no password to log in with: %w", err)
	}
	mechanisms := strings.Fields(strings.ToUpper(offered))
	auth, err := s.auth(mechanisms, secret)
	if err != nil {
		return err
	}
	if err := c.step(ctx, c.timeout, func() error { return c.client.Auth(auth) }); err != nil {
		return &Error{Text: fmt.Sprintf("the mail server refused to let %s log in: %v", s.Username, err), Try: "check username and password of the mailbox", Err: err}
	}
	return nil
}

func (s *SMTP) auth(mechanisms []string, secret string) (smtp.Auth, error) {
	loopback := s.Security == Plain // ParseURL allows no other host
	has := func(name string) bool {
		for _, m := range mechanisms {
			if m == name {
				return true
			}
		}
		return false
	}
	switch {
	case has("PLAIN"):
		return smtp.PlainAuth("", s.Username, secret, s.Host, loopback), nil
	case has("LOGIN"):
		return smtp.LoginAuth(s.Username, secret, s.Host, loopback), nil
	}
	return nil, fmt.Errorf("the mail server offers no way to log in that we know, only %s", strings.Join(mechanisms, ", "))
}
