// Package autoconfig finds out how a mailbox is reached, from its address or its
// server alone: by DNS (SRV records of RFC 6186 and RFC 8314, MX), by the files
// that Thunderbird asks for (draft-ietf-mailmaint-autoconfig), by what is known of
// large providers, and by knocking on the usual doors. Nobody logs in.
//
// None of the answers can be trusted: each server named in them must show by its
// certificate that it has that name, and the person sees where it was found.
package autoconfig

import (
	"context"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Resolver is what is asked of DNS. *net.Resolver is one.
type Resolver interface {
	LookupSRV(ctx context.Context, service, proto, name string) (cname string, addrs []*net.SRV, err error)
	LookupMX(ctx context.Context, name string) ([]*net.MX, error)
	LookupCNAME(ctx context.Context, host string) (string, error)
}

// Finder asks. The zero value asks the system and the network.
type Finder struct {
	Resolver Resolver
	Dial     func(ctx context.Context, network, address string) (net.Conn, error)
	// Transport carries the requests by HTTPS.
	Transport http.RoundTripper
	// Roots are whom the certificates must be from; nil: the system's.
	Roots    *x509.CertPool
	Timeouts Timeouts
}

// Timeouts bound the waiting. Zero values mean the defaults.
type Timeouts struct {
	Step time.Duration // for one server or one lookup; default 5 s
	All  time.Duration // default 45 s
}

// Question is what is known of the mailbox: its address, or a server.
type Question struct {
	Address string // "" if it is not known
	Server  string // host, host:port or imaps://host:port; "" if it is not known
}

// Found is one server.
type Found struct {
	URL    string   // as the configuration takes it; "" if none was found
	Where  string   // where its name was found, in words
	Logins []string // the SASL mechanisms that it offers, as PLAIN and XOAUTH2
	// Unproved says why it could not be seen to answer; "" if it was.
	Unproved string
}

// Answer is what was found out.
type Answer struct {
	Provider   Provider
	IMAP, SMTP Found
	// Authserv is who writes Authentication-Results at the border of the domain; ""
	// if that is not known.
	Authserv string
	// Username is what the server wants as a name, "" if it is not known.
	Username string
	// Vain tells what was tried in vain, a line each.
	Vain []string
}

// Find asks everywhere. It never fails: what was not found is left out of the
// answer.
func (f *Finder) Find(ctx context.Context, q Question) Answer {
	ctx, cancel := context.WithTimeout(ctx, f.timeouts().All)
	defer cancel()
	s := &search{f: f, q: q, domain: domainOf(q.Address)}
	s.recognise(ctx)
	var imap, smtp []candidate
	if q.Server != "" {
		imap = asked(q.Server)
		if len(imap) == 0 {
			s.vain("%q is no server's name", q.Server)
		}
		for i := range imap {
			imap[i].sure = s.known.imap.sure && imap[i].url() == s.known.imap.url()
		}
	} else {
		imap = s.candidates(ctx, incoming)
	}
	smtp = s.candidates(ctx, outgoing)
	if q.Server != "" {
		smtp = append(smtp, beside(imap)...)
	}
	s.IMAP = s.first(ctx, incoming, imap)
	s.SMTP = s.first(ctx, outgoing, smtp)
	return s.Answer
}

func (f *Finder) timeouts() Timeouts {
	t := f.Timeouts
	if t.Step <= 0 {
		t.Step = 5 * time.Second
	}
	if t.All <= 0 {
		t.All = 45 * time.Second
	}
	return t
}

// search is one run of Find.
type search struct {
	Answer
	f      *Finder
	q      Question
	domain string // "" if there is none to ask about
	known  known
	xml    *clientConfig // nil until it was fetched
}

func (s *search) vain(format string, args ...any) {
	s.Vain = append(s.Vain, fmt.Sprintf(format, args...))
}

// way is the way of mail.
type way int

const (
	incoming way = iota
	outgoing
)

// candidate is a server that may be the one.
type candidate struct {
	scheme     string // as in the configuration
	host, port string
	where      string
	username   string // that it is said to want, "" if nothing is said
	sure       bool   // the provider's own: it is the one, even if it cannot be reached from here
}

func (c candidate) url() string { return c.scheme + "://" + net.JoinHostPort(c.host, c.port) }

// mostCandidates bounds how many doors are knocked on.
const mostCandidates = 10

// candidates are servers of the domain, the likeliest first.
func (s *search) candidates(ctx context.Context, w way) []candidate {
	all := s.known.servers(w)
	if s.domain == "" || len(all) > 0 {
		return all
	}
	all = append(all, s.bySRV(ctx, w)...)
	all = append(all, s.byFile(ctx, w)...)
	if w == incoming {
		all = append(all, usual("imaps", "993", "by its usual name", "imap."+s.domain, "mail."+s.domain)...)
		all = append(all, usual("imap+starttls", "143", "by its usual name", "imap."+s.domain, "mail."+s.domain)...)
	} else {
		all = append(all, usual("smtps", "465", "by its usual name", "smtp."+s.domain, "mail."+s.domain)...)
		all = append(all, usual("smtp+starttls", "587", "by its usual name", "smtp."+s.domain, "mail."+s.domain)...)
	}
	return all
}

func usual(scheme, port, where string, hosts ...string) []candidate {
	var all []candidate
	for _, h := range hosts {
		if isHost(h) {
			all = append(all, candidate{scheme: scheme, host: h, port: port, where: where})
		}
	}
	return all
}

// asked are the ways to speak to the server that a person has named.
func asked(server string) []candidate {
	const where = "as you said"
	scheme, rest, ok := strings.Cut(server, "://")
	if !ok {
		scheme, rest = "", server
	}
	host, port, err := net.SplitHostPort(rest)
	if err != nil {
		host, port = strings.Trim(rest, "[]"), ""
	}
	if !isHost(host) && net.ParseIP(host) == nil || port != "" && !isPort(port) {
		return nil
	}
	var all []candidate
	add := func(s, standard string) {
		if p := port; scheme == "" || scheme == s {
			if p == "" {
				p = standard
			}
			all = append(all, candidate{scheme: s, host: host, port: p, where: where})
		}
	}
	add("imaps", "993")
	add("imap+starttls", "143")
	if loopback(host) {
		add("imap", "143")
	}
	return all
}

// beside are the likely ways out of the place where there is a server to read
// from.
func beside(imap []candidate) []candidate {
	if len(imap) == 0 {
		return nil
	}
	host := imap[0].host
	hosts := []string{host}
	if rest, ok := strings.CutPrefix(host, "imap."); ok {
		hosts = []string{"smtp." + rest, host}
	}
	const where = "beside the server to read from"
	all := append(usual("smtps", "465", where, hosts...), usual("smtp+starttls", "587", where, hosts...)...)
	if loopback(host) {
		all = append(all, candidate{scheme: "smtp", host: host, port: "25", where: where})
	}
	return all
}

// first is the first candidate that answers as it should.
func (s *search) first(ctx context.Context, w way, all []candidate) Found {
	seen := map[string]bool{}
	for _, c := range all {
		if seen[c.url()] {
			continue
		}
		if seen[c.url()] = true; len(seen) > mostCandidates {
			break
		}
		logins, err := s.f.probe(ctx, c)
		found := Found{URL: c.url(), Where: c.where, Logins: logins}
		if err == nil || c.sure {
			if err != nil {
				found.Unproved = err.Error()
			}
			if w == incoming && c.username != "" {
				s.Username = c.username
			}
			return found
		}
		s.vain("%s (%s): %v", c.url(), c.where, err)
	}
	return Found{}
}

// domainOf is the part behind the @ in lower case, "" if that is no domain.
func domainOf(address string) string {
	_, domain, _ := strings.Cut(address, "@")
	if domain = strings.ToLower(strings.TrimSuffix(domain, ".")); !isHost(domain) || !strings.Contains(domain, ".") {
		return ""
	}
	return domain
}

// isHost tells a host name (RFC 1123, 2.1) from anything else that an answer may
// hold: it goes into a URL and into a file.
func isHost(s string) bool {
	if s == "" || len(s) > 253 {
		return false
	}
	for label := range strings.SplitSeq(s, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' || strings.ContainsFunc(label, func(r rune) bool {
			return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-')
		}) {
			return false
		}
	}
	return true
}

func isPort(s string) bool {
	if s == "" || len(s) > 5 || s[0] == '0' {
		return false
	}
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
		n = n*10 + int(r-'0')
	}
	return n <= 65535
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// within tells a host in a domain, or the domain itself.
func within(host, domain string) bool {
	host, domain = strings.ToLower(strings.TrimSuffix(host, ".")), strings.ToLower(domain)
	return host == domain || strings.HasSuffix(host, "."+domain)
}

// withinAny tells a host in any of the domains.
func withinAny(host string, domains []string) bool {
	return slices.ContainsFunc(domains, func(d string) bool { return within(host, d) })
}
