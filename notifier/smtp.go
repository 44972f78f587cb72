package notifier

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"strconv"
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
	// Token gives an OAuth 2.0 access token and takes the place of Password if it
	// is not nil. rejected is one that the server has just refused, "" if none
	// was. An error of it that has a method Permanent() bool which says false is
	// waited out.
	Token   func(ctx context.Context, rejected string) (string, error)
	RootCAs *x509.CertPool // nil: the system's
	Hello   string         // this machine's full name for EHLO; "" gives its address
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
// person, with a hint. An access token that the server refuses may have ended
// before its time: another one is tried, once, over a new connection.
func (s *SMTP) Open(ctx context.Context) (Conn, error) {
	rejected := ""
	for {
		c := &connection{
			timeout:     orDefault(s.Timeout, time.Minute),
			dataTimeout: orDefault(s.DataTimeout, 10*time.Minute),
			grace:       orDefault(s.Grace, 5*time.Second),
		}
		err := s.open(ctx, c, rejected)
		if err == nil {
			return c, nil
		}
		c.cut()
		if c.refused == "" || rejected != "" {
			return nil, fmt.Errorf("%s:%d: %w", s.Host, s.Port, err)
		}
		rejected = c.refused
	}
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

func (s *SMTP) open(ctx context.Context, c *connection, rejected string) error {
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
	c.conn = &bounded{Conn: conn, left: mostSaid}
	conn = c.conn
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
	return s.logIn(ctx, c, rejected)
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
		return &Error{Text: "the mail server's certificate is signed by an authority that is not trusted here", Try: "if that authority is your own, name its certificate (PEM) as ca_file", Err: err}
	case errors.As(err, &name):
		return &Error{Text: "the mail server's certificate belongs to another name (" + name.Error() + ")", Try: "the host name that the certificate bears", Err: err}
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return &Error{Text: "the mail server's certificate has expired or is not valid yet", Try: "ask those who run the server to renew it, and check this machine's clock", Err: err}
	}
	return &Error{Text: fmt.Sprintf("the connection could not be secured by TLS: %v", err), Try: "smtps:// where the server speaks TLS from the start (usually port 465), smtp+starttls:// elsewhere", Err: err}
}
