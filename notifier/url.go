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
// is 465, 587 or 25.
func ParseURL(s string) (SMTP, error) {
	u, err := url.Parse(s)
	if err != nil || u.Hostname() == "" {
		return SMTP{}, fmt.Errorf("%q is not the address of a mail server. Try: smtp+starttls://host:587", s)
	}
	if u.User != nil || u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "" {
		return SMTP{}, fmt.Errorf("the mail server's address must hold a host and a port only. Try: %s://%s", u.Scheme, u.Host)
	}
	ways := map[string]struct {
		security Security
		port     int
	}{"smtps": {ImplicitTLS, 465}, "smtp+starttls": {StartTLS, 587}, "smtp": {Plain, 25}}
	way, ok := ways[u.Scheme]
	if !ok {
		return SMTP{}, fmt.Errorf("%q is no way to reach a mail server. Try: smtps://, smtp+starttls:// or, on loopback, smtp://", u.Scheme)
	}
	out := SMTP{Host: u.Hostname(), Port: way.port, Security: way.security}
	if p := u.Port(); p != "" {
		out.Port, err = strconv.Atoi(p)
		if err != nil || out.Port < 1 || out.Port > 65535 {
			return SMTP{}, fmt.Errorf("%q in %q is not a port", p, s)
		}
	}
	if out.Security == Plain && !isLoopback(out.Host) {
		return SMTP{}, fmt.Errorf("smtp:// would send the password and the letters in the clear to %s. Try: smtp+starttls://%s", out.Host, u.Host)
	}
	return out, nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
