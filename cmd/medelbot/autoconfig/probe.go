package autoconfig

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/smtp"
	"net/textproto"
	"slices"
	"strings"
	"syscall"
)

// maxTalk bounds what is read of one server, in bytes; certificates are most of it.
const maxTalk = 256 << 10

// probe speaks to a server as far as one can without logging in, and returns the
// mechanisms by which it lets people in.
func (f *Finder) probe(ctx context.Context, c candidate) (logins []string, err error) {
	limited, cancel := context.WithTimeout(ctx, f.timeouts().Step)
	defer cancel()
	dial := f.Dial
	if dial == nil {
		dial = new(net.Dialer).DialContext
	}
	conn, err := dial(limited, "tcp", net.JoinHostPort(c.host, c.port))
	if err == nil {
		defer conn.Close()
		defer context.AfterFunc(limited, func() { conn.Close() })()
		bounded := &bounded{Conn: conn, left: maxTalk}
		if strings.HasPrefix(c.scheme, "imap") {
			logins, err = f.imap(bounded, c)
		} else {
			logins, err = f.smtp(bounded, c)
		}
	}
	if limited.Err() != nil {
		return nil, errors.New("no answer in time")
	}
	return logins, explain(err)
}

// explain makes the usual errors short.
func explain(err error) error {
	var (
		dns     *net.DNSError
		unknown x509.UnknownAuthorityError
		name    x509.HostnameError
		record  tls.RecordHeaderError
	)
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		return errors.New("there is no such host")
	case errors.As(err, &dns):
		return errors.New("the name cannot be looked up")
	case errors.Is(err, syscall.ECONNREFUSED):
		return errors.New("it refuses connections")
	case errors.As(err, &unknown):
		return errors.New("its certificate is signed by an authority that is not trusted here (see ca_file)")
	case errors.As(err, &name):
		return errors.New("its certificate belongs to another name")
	case errors.As(err, &record):
		return errors.New("it does not answer in TLS")
	case errors.Is(err, io.EOF):
		return errors.New("it ended the connection")
	}
	return err
}

func (f *Finder) tls(conn net.Conn, host string) *tls.Conn {
	return tls.Client(conn, f.tlsConfig(host))
}

func (f *Finder) tlsConfig(host string) *tls.Config {
	return &tls.Config{ServerName: host, RootCAs: f.Roots, MinVersion: tls.VersionTLS12}
}

// imap greets an IMAP server and asks what it can do (RFC 9051, 6.1.1, 6.2.1).
func (f *Finder) imap(conn net.Conn, c candidate) ([]string, error) {
	if c.scheme == "imaps" {
		conn = f.tls(conn, c.host)
	}
	text := textproto.NewConn(conn)
	greeting, err := text.ReadLine()
	if err != nil {
		return nil, err
	}
	if !strings.HasPrefix(greeting, "* OK") {
		return nil, fmt.Errorf("it does not greet as an IMAP server: %q", clip(greeting))
	}
	if c.scheme == "imap+starttls" {
		if _, err := command(text, "a", "STARTTLS"); err != nil {
			return nil, fmt.Errorf("it offers no STARTTLS: %w", err)
		}
		if n := text.R.Buffered(); n > 0 { // said before TLS, by anybody (CVE-2011-0411)
			return nil, errors.New("it went on in plain text after STARTTLS")
		}
		text = textproto.NewConn(f.tls(conn, c.host))
	}
	lines, err := command(text, "b", "CAPABILITY")
	if err != nil {
		return nil, err
	}
	var logins []string
	for _, line := range lines {
		fields := strings.Fields(strings.ToUpper(line))
		if len(fields) < 2 || fields[1] != "CAPABILITY" {
			continue
		}
		for _, ability := range fields[2:] {
			if name, ok := strings.CutPrefix(ability, "AUTH="); ok {
				logins = append(logins, name)
			}
		}
		if len(logins) == 0 && !slices.Contains(fields, "LOGINDISABLED") {
			logins = []string{"LOGIN"}
		}
	}
	return sorted(logins), nil
}

// maxLines bounds the lines of one answer.
const maxLines = 100

// command sends an IMAP command and returns the lines before its end.
func command(text *textproto.Conn, tag, name string) ([]string, error) {
	if err := text.PrintfLine("%s %s", tag, name); err != nil {
		return nil, err
	}
	var lines []string
	for len(lines) < maxLines {
		line, err := text.ReadLine()
		if err != nil {
			return nil, err
		}
		if rest, ok := strings.CutPrefix(line, tag+" "); ok {
			if !strings.HasPrefix(rest, "OK") {
				return nil, fmt.Errorf("it answers %q", clip(rest))
			}
			return lines, nil
		}
		lines = append(lines, line)
	}
	return nil, errors.New("it answers without end")
}

// smtp greets an SMTP server and asks what it can do (RFC 5321, 4.1.1.1).
func (f *Finder) smtp(conn net.Conn, c candidate) ([]string, error) {
	if c.scheme == "smtps" {
		conn = f.tls(conn, c.host)
	}
	client, err := smtp.NewClient(conn, c.host)
	if err != nil {
		return nil, err
	}
	if err := client.Hello("localhost"); err != nil {
		return nil, err
	}
	if c.scheme == "smtp+starttls" {
		if err := client.StartTLS(f.tlsConfig(c.host)); err != nil {
			return nil, fmt.Errorf("STARTTLS failed: %w", err)
		}
	}
	_, logins := client.Extension("AUTH")
	return sorted(strings.Fields(strings.ToUpper(logins))), nil
}

// sorted is a list of mechanisms to be shown: a few, and of proper names only
// (RFC 4422, 3.1).
func sorted(logins []string) []string {
	logins = slices.DeleteFunc(logins, func(s string) bool {
		return len(s) > 20 || strings.ContainsFunc(s, func(r rune) bool {
			return !(r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_')
		})
	})
	slices.Sort(logins)
	logins = slices.Compact(logins)
	return logins[:min(len(logins), 10)]
}

func clip(s string) string { return s[:min(len(s), 80)] }

// bounded is a connection that ends when too much was read of it.
type bounded struct {
	net.Conn
	left int
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errors.New("it does not stop talking")
	}
	n, err := b.Conn.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}
