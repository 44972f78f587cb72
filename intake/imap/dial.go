package imap

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"os"
	"syscall"

	wire "github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-sasl"
)

// open connects and logs in.
func (a Account) open(ctx context.Context) (*session, error) {
	e, config, err := a.settings()
	if err != nil {
		return nil, err
	}
	conn, err := a.dial(ctx, e)
	if err != nil {
		return nil, err
	}
	s := a.newSession(conn, e)
	if err = s.start(ctx, e, config); err == nil {
		err = a.login(ctx, s)
	}
	if err != nil {
		s.conn.end(nil)
		return nil, err
	}
	return s, nil
}

// settings reads what the account says of the server.
func (a Account) settings() (endpoint, *tls.Config, error) {
	e, err := parseURL(a.URL)
	if err != nil {
		return e, nil, &Error{Trouble: BadSettings, Message: "the IMAP server's address is wrong", Err: err}
	}
	config, err := a.tlsConfig(e.host)
	if err != nil {
		return e, nil, &Error{Trouble: BadSettings, Message: "the trust roots cannot be read", Try: "check ca_file in the configuration", Err: err}
	}
	return e, config, nil
}

func (a Account) newSession(conn net.Conn, e endpoint) *session {
	w := newWatch(conn, e.address())
	if a.Progress != nil {
		w.progress = a.Progress
	}
	return &session{conn: w, timeouts: a.Timeouts.withDefaults(), news: make(chan struct{}, 1)}
}

func (a Account) dial(ctx context.Context, e endpoint) (net.Conn, error) {
	timeouts := a.Timeouts.withDefaults()
	dial := a.Dial
	if dial == nil {
		dial = new(net.Dialer).DialContext
	}
	dialCtx, cancel := context.WithTimeout(ctx, timeouts.Connect)
	defer cancel()
	conn, err := dial(dialCtx, "tcp", e.address())
	if err == nil {
		return conn, nil
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if dialCtx.Err() != nil {
		return nil, &Error{Trouble: Silent, Message: fmt.Sprintf("%s did not answer within %s", e.address(), timeouts.Connect), Try: "check the port, and whether a firewall is in the way"}
	}
	return nil, explainDial(e, err)
}

// explainDial says why a server was not reached.
func explainDial(e endpoint, err error) error {
	var dns *net.DNSError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &dns) && dns.IsNotFound:
		return &Error{Trouble: UnknownHost, Message: fmt.Sprintf("there is no host named %s", e.host), Try: "check the spelling of the server in the imap setting"}
	case errors.As(err, &dns):
		return &Error{Trouble: UnknownHost, Message: fmt.Sprintf("the name %s cannot be looked up", e.host), Try: "check this machine's network and name service", Err: err}
	case errors.Is(err, syscall.ECONNREFUSED):
		return &Error{Trouble: Unreachable, Message: fmt.Sprintf("%s refuses connections", e.address()), Try: "check the port, and whether the server runs"}
	}
	return &Error{Trouble: Unreachable, Message: fmt.Sprintf("%s cannot be reached", e.address()), Err: err}
}

// start puts TLS and the IMAP client on the connection and reads the greeting.
// There is no way from a failed TLS to an unprotected connection.
func (s *session) start(ctx context.Context, e endpoint, config *tls.Config) error {
	options := &imapclient.Options{
		TLSConfig: config,
		UnilateralDataHandler: &imapclient.UnilateralDataHandler{
			Mailbox: func(data *imapclient.UnilateralDataMailbox) {
				if data.NumMessages == nil {
					return
				}
				select {
				case s.news <- struct{}{}:
				default: // one token says it all
				}
			},
		},
	}
	switch e.security {
	case implicitTLS:
		protected := tls.Client(s.conn, config)
		if err := s.command(ctx, "the TLS handshake", s.timeouts.Connect, answerBytes, protected.Handshake); err != nil {
			return explainTLS(e, err)
		}
		s.client = imapclient.New(protected, options)
	case startTLS:
		err := s.command(ctx, "STARTTLS", s.timeouts.Connect, answerBytes, func() error {
			client, err := imapclient.NewStartTLS(s.conn, options)
			s.client = client
			return err
		})
		if err != nil {
			return explainTLS(e, err)
		}
	default:
		s.client = imapclient.New(s.conn, options)
	}
	return s.command(ctx, "the greeting", s.timeouts.Connect, answerBytes, s.client.WaitGreeting)
}

// explainTLS says what is wrong with a server's TLS and what helps.
func explainTLS(e endpoint, err error) error {
	var (
		unknown  x509.UnknownAuthorityError
		invalid  x509.CertificateInvalidError
		hostname x509.HostnameError
		verify   *tls.CertificateVerificationError
		noTLS    tls.RecordHeaderError
		refused  *wire.Error
		trouble  *Error
	)
	switch {
	case errors.As(err, &unknown):
		return &Error{Trouble: BadCert, Message: fmt.Sprintf("the certificate of %s is signed by an authority that is not trusted here", e.address()),
			Try: "if that authority is your own, name its certificate (PEM) as ca_file"}
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return &Error{Trouble: BadCert, Message: fmt.Sprintf("the certificate of %s has expired or is not valid yet", e.address()),
			Try: "ask those who run the server to renew it, and check this machine's clock"}
	case errors.As(err, &hostname):
		return &Error{Trouble: BadCert, Message: fmt.Sprintf("the certificate of %s belongs to another name", e.address()),
			Try: "use the name that the certificate was made for", Err: hostname}
	case errors.As(err, &verify):
		return &Error{Trouble: BadCert, Message: fmt.Sprintf("the certificate of %s cannot be trusted", e.address()), Err: verify.Err}
	case errors.As(err, &noTLS):
		return &Error{Trouble: NoTLS, Message: fmt.Sprintf("%s does not answer in TLS", e.address()),
			Try: "if the server starts unprotected (usually port 143), use imap+starttls://"}
	case errors.As(err, &refused):
		return &Error{Trouble: NoTLS, Message: fmt.Sprintf("%s does not offer STARTTLS, and the password is never sent unprotected", e.address()),
			Try: "use imaps:// (usually port 993) if the server has it", Err: refused}
	case errors.As(err, &trouble) && trouble.Trouble == Cut && e.security == startTLS:
		// A server that awaits TLS hears STARTTLS as noise and hangs up.
		return &Error{Trouble: Cut, Message: trouble.Message, Try: "if the server speaks TLS from the start (usually port 993), use imaps://", Err: trouble.Err}
	case errors.As(err, &trouble) && trouble.Trouble == Confused:
		return &Error{Trouble: NoTLS, Message: fmt.Sprintf("TLS with %s cannot be agreed on", e.address()), Err: err}
	}
	return err
}

// tlsConfig trusts the system's roots and those of CAFile.
func (a Account) tlsConfig(host string) (*tls.Config, error) {
	config := &tls.Config{ServerName: host, MinVersion: tls.VersionTLS12, NextProtos: []string{"imap"}}
	if a.CAFile == "" {
		return config, nil
	}
	pem, err := os.ReadFile(a.CAFile)
	if err != nil {
		return nil, fmt.Errorf("ca_file: %w", err)
	}
	roots, err := x509.SystemCertPool()
	if err != nil { // a machine without roots of its own: those of CAFile do
		roots = x509.NewCertPool()
	}
	if !roots.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("ca_file %s holds no certificate in PEM form", a.CAFile)
	}
	config.RootCAs = roots
	return config, nil
}

// login proves who we are.
func (a Account) login(ctx context.Context, s *session) error {
	prove := a.loginByPassword
	if a.Token != nil {
		prove = a.loginByToken
	}
	if err := prove(ctx, s); err != nil {
		return err
	}
	return s.quick(ctx, "CAPABILITY", func() error {
		if s.caps = s.client.Caps(); s.caps == nil {
			return errors.New("no capabilities")
		}
		return nil
	})
}

// loginByPassword uses AUTHENTICATE PLAIN where offered, since it carries any
// password in UTF-8 (RFC 4616), else LOGIN.
func (a Account) loginByPassword(ctx context.Context, s *session) error {
	var password string
	if a.Password != nil {
		var err error
		if password, err = a.Password(); err != nil {
			return &Error{Trouble: BadSettings, Message: "the password cannot be read", Err: err}
		}
	}
	err := s.quick(ctx, "the login", func() error {
		caps := s.client.Caps()
		switch {
		case caps.Has(wire.AuthCap("PLAIN")):
			return s.client.Authenticate(sasl.NewPlainClient("", a.Username, password))
		case caps != nil && !caps.Has(wire.CapLoginDisabled):
			return s.client.Login(a.Username, password).Wait()
		case caps == nil:
			return errors.New("the server does not tell what it can do")
		}
		return &Error{Trouble: BadLogin, Message: fmt.Sprintf("%s takes no password login", s.conn.server),
			Try: "ask those who run the server which login programs can use"}
	})
	if err != nil {
		return a.explainLogin(s, err)
	}
	return nil
}

func (a Account) explainLogin(s *session, err error) error {
	var refused *wire.Error
	if !errors.As(err, &refused) {
		return err
	}
	if troubleOf(refused) == Busy {
		return &Error{Trouble: Busy, Message: fmt.Sprintf("%s takes no logins now", s.conn.server), Err: refused}
	}
	return &Error{Trouble: BadLogin, Message: fmt.Sprintf("%s does not let %s in", s.conn.server, a.Username),
		Try: "check the user name and the password", Err: refused}
}
