package notifier

import (
	"fmt"
	"net"
	"net/url"
	"strconv"
)

// Security says how a connection is protected. There is no fallback from one
// to another.
type Security int

const (
	ImplicitTLS Security = iota // smtps:// (RFC 8314, section 3.3)
	StartTLS                    // smtp+starttls://, refused if the server does not offer it
	Plain                       // smtp://, loopback only
)

// ParseURL reads smtps://host:port, smtp+starttls://host:port or
// smtp://host:port, the last with a loopback host only. A port that is left out
// is 465, 587 or 25. Most errors are an *Error.
func ParseURL(s string) (SMTP, error) {
	u, err := url.Parse(s)
	if err != nil || u.Hostname() == "" {
		return SMTP{}, &Error{Text: fmt.Sprintf("%q is not the address of a mail server", s), Try: "smtp+starttls://host:587"}
	}
	if u.User != nil || u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "" {
		return SMTP{}, &Error{Text: "the mail server's address must hold a host and a port only", Try: u.Scheme + "://" + u.Host}
	}
	ways := map[string]struct {
		security Security
		port     int
	}{"smtps": {ImplicitTLS, 465}, "smtp+starttls": {StartTLS, 587}, "smtp": {Plain, 25}}
	way, ok := ways[u.Scheme]
	if !ok {
		return SMTP{}, &Error{Text: fmt.Sprintf("%q is no way to reach a mail server", u.Scheme), Try: "smtps://, smtp+starttls:// or, on loopback, smtp://"}
	}
	out := SMTP{Host: u.Hostname(), Port: way.port, Security: way.security}
	if p := u.Port(); p != "" {
		out.Port, err = strconv.Atoi(p)
		if err != nil || out.Port < 1 || out.Port > 65535 {
			return SMTP{}, fmt.Errorf("%q in %q is not a port", p, s)
		}
	}
	if out.Security == Plain && !isLoopback(out.Host) {
		return SMTP{}, &Error{Text: "smtp:// would send the password and the letters in the clear to " + out.Host, Try: "smtp+starttls://" + u.Host}
	}
	return out, nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
