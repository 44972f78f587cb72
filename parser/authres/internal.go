package authres

import (
	"net/netip"
	"slices"
	"strings"

	"medelbot/parser/message"
)

// internalMark is the field in which Exchange notes how it knows the sender:
//
//	X-MS-Exchange-Organization-AuthAs: Internal
const internalMark = "X-MS-Exchange-Organization-AuthAs"

// Internal reports whether a mail was sent within our own house, as Exchange
// marks such mail, which passes no border and bears no Authentication-Results.
// trusted are our authserv-ids as for [Verdict]; domains are the registered mail
// domains of our own people.
//
// Anybody can write the mark. So ask only if the operator has said that the
// border takes it off mail from outside; and even then it counts only where no
// border was passed: every Received line, of which there must be one, tells of
// hosts of ours that handed the mail over among themselves, and the one From
// address is in a domain of ours.
func Internal(m *message.Message, trusted, domains []string) bool {
	if len(m.From) != 1 || !contains(domains, domainOf(m.From[0].Email)) {
		return false
	}
	h := house{trusted, domains}
	marked, passed := false, false
	for _, f := range m.Fields {
		switch {
		case strings.EqualFold(f.Name, internalMark):
			if !strings.EqualFold(strings.TrimSpace(f.Value), "Internal") {
				return false
			}
			marked = true
		case strings.EqualFold(f.Name, "Received"):
			if !h.keeps(f.Value) {
				return false
			}
			passed = true
		}
	}
	return marked && passed
}

// house knows the hosts within our own network.
type house struct{ trusted, domains []string }

// keeps reports whether a Received line tells of a mail that stayed within the
// house. What the other side calls itself proves nothing: its address must be a
// private one, or its name in the DNS one of ours.
func (h house) keeps(received string) bool {
	by := receivedBy(received)
	m := fromClause.FindStringSubmatch(received)
	switch {
	case h.isExchangeOnline(by):
		return m == nil || h.isExchangeOnline(m[1])
	case !h.owns(by) && !isPrivateName(by):
		return false
	case m == nil:
		return true // the program took the mail from a local one
	case !h.owns(m[1]) && !isPrivateName(m[1]):
		return false
	}
	seen := strings.FieldsFunc(m[2], func(r rune) bool { return r == ' ' || r == '[' || r == ']' })
	private := false
	for _, s := range seen {
		address, err := netip.ParseAddr(strings.TrimPrefix(s, "IPv6:"))
		if err == nil && !isPrivate(address) && !h.owns(seen[0]) {
			return false
		}
		private = private || err == nil && isPrivate(address)
	}
	return private || len(seen) > 1 && h.owns(seen[0])
}

func isPrivate(a netip.Addr) bool { return a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() }

// owns reports whether a name lies in a domain of ours.
func (h house) owns(host string) bool { return ours(host, h.trusted) || contains(h.domains, host) }

// contains reports whether a host lies in one of the domains.
func contains(domains []string, host string) bool {
	return strings.Contains(host, ".") && slices.ContainsFunc(domains, func(d string) bool { return sameOrganisation(host, d) })
}

// privateNames end names that no public DNS gives.
var privateNames = []string{".local", ".lan", ".internal", ".intra", ".corp", ".home.arpa"}

func isPrivateName(host string) bool {
	return slices.ContainsFunc(privateNames, func(end string) bool { return strings.HasSuffix(strings.ToLower(host), end) })
}

// isExchangeOnline reports whether a host is an inner one of Exchange Online, if
// our mail lives there. All its customers share them, but mail from one to
// another passes a front door (see exchangeOnline).
func (h house) isExchangeOnline(host string) bool {
	host = strings.ToLower(host)
	return usesExchangeOnline(h.trusted) && strings.HasSuffix(host, ".prod.outlook.com") && !strings.Contains(host, ".protection.")
}
