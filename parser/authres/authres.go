// Package authres reads what our own mail servers said of a sender
// (Authentication-Results, RFC 8601).
//
// A sender can write any header field, also that one. So a field counts only
// if its authserv-id is one of our own, and only if it stands where our own
// servers have written: above the first Received line that is not theirs.
package authres

import (
	"net/netip"
	"regexp"
	"strings"

	"github.com/emersion/go-msgauth/authres"
	"golang.org/x/net/publicsuffix"

	"medelbot"
	"medelbot/parser/message"
)

// Verdict returns the trust that the mail has earned at our own border. trusted
// names the authserv-ids of our own servers, and [M365] for Exchange Online;
// without any there is no verdict.
//
// TrustFail: a dmarc=fail, or an spf=fail (not softfail) without a dmarc=pass.
//
// TrustPass: a dmarc=pass for the domain of the one From address; where our
// servers give no DMARC verdict at all (or none, for a domain without policy),
// a DKIM or SPF pass for the same organisational domain, which is what DMARC
// would have asked for (RFC 7489, 3.1).
//
// A field that our border wrote above its own Received line is ours for
// certain. One below it may have been written by the sender, if the border
// strips nothing: it gives a pass only if no field stands above. A fail counts
// from both.
//
// why says which test decided, in words for a person.
func Verdict(m *message.Message, trusted []string) (trust medelbot.Trust, why string) {
	if len(trusted) == 0 {
		return medelbot.TrustNone, "the configuration names no server of ours to believe"
	}
	above, below := ourFields(m, trusted)
	above = append(above, exchangeOnline(m, trusted)...)
	fromDomain := ""
	if len(m.From) == 1 {
		_, fromDomain, _ = strings.Cut(m.From[0].Email, "@")
	}
	all := collect(append(above[:len(above):len(above)], below...), fromDomain)
	firm := all
	if len(above) > 0 {
		firm = collect(above, fromDomain)
	}
	switch {
	case all.dmarcFail:
		return medelbot.TrustFail, "DMARC failed"
	case all.spfFail && !firm.dmarcPass:
		return medelbot.TrustFail, "SPF failed, and DMARC did not pass"
	case firm.dmarcPass:
		return medelbot.TrustPass, "DMARC passed"
	case !firm.dmarc && firm.aligned:
		return medelbot.TrustPass, "DKIM or SPF passed for the sender's domain, which has no DMARC verdict"
	}
	return medelbot.TrustNone, "no verdict of our own mail server decides it"
}

// ourFields returns the Authentication-Results values of our own servers, top
// first: those above the Received line of our border, and those between it and
// the next one.
func ourFields(m *message.Message, trusted []string) (above, below []string) {
	passedBorder := false
	for _, f := range m.Fields {
		switch strings.ToLower(f.Name) {
		case "received":
			if passedBorder || !ours(receivedBy(f.Value), trusted) {
				return above, below
			}
			passedBorder = !fromOurs(f.Value, trusted)
		case "authentication-results":
			value := stripComments(f.Value)
			if !trustedID(value, trusted) {
				continue
			}
			if passedBorder {
				below = append(below, value)
			} else {
				above = append(above, value)
			}
		}
	}
	return above, below
}

// trustedID reports whether a field without comments names one of our own
// authserv-ids. A field without any is never one of these: see [M365].
func trustedID(value string, trusted []string) bool {
	id, _, _ := strings.Cut(value, ";")
	fields := strings.Fields(id)
	if len(fields) == 0 {
		return false
	}
	for _, t := range trusted {
		if t = strings.TrimSpace(t); strings.EqualFold(fields[0], t) && !strings.EqualFold(t, M365) {
			return true
		}
	}
	return false
}

// results is what our servers said about one mail.
type results struct {
	dmarc     bool // there is a DMARC verdict
	dmarcPass bool
	dmarcFail bool
	spfFail   bool
	aligned   bool // DKIM or SPF pass for the domain of From
}

// collect reads the results of several fields. Of a method that passed in one
// and failed in another only the failure counts.
func collect(fields []string, fromDomain string) results {
	var r results
	for _, field := range fields {
		// Parse stops at a part that it does not understand; what it has read
		// until then is as good as before.
		_, parsed, _ := authres.Parse(field)
		for _, result := range parsed {
			switch result := result.(type) {
			case *authres.DMARCResult:
				value := lower(result.Value)
				r.dmarc = r.dmarc || value != "none"
				r.dmarcFail = r.dmarcFail || value == "fail"
				if value == "pass" && fromDomain != "" && (result.From == "" || strings.EqualFold(domainOf(result.From), fromDomain)) {
					r.dmarcPass = true
				}
			case *authres.SPFResult:
				value := lower(result.Value)
				r.spfFail = r.spfFail || value == "fail" || value == "hardfail"
				r.aligned = r.aligned || value == "pass" && sameOrganisation(domainOf(result.From), fromDomain)
			case *authres.DKIMResult:
				domain := result.Domain
				if domain == "" {
					domain = domainOf(result.Identifier)
				}
				r.aligned = r.aligned || lower(result.Value) == "pass" && sameOrganisation(domain, fromDomain)
			}
		}
	}
	r.dmarcPass = r.dmarcPass && !r.dmarcFail
	return r
}

func lower(v authres.ResultValue) string { return strings.ToLower(string(v)) }

// domainOf returns the domain of an address, or what is a bare domain already.
func domainOf(s string) string {
	return strings.Trim(s[strings.LastIndexByte(s, '@')+1:], `<>"'. `)
}

// sameOrganisation compares organisational domains (RFC 7489, 3.2).
func sameOrganisation(a, b string) bool {
	return a != "" && b != "" && organisation(a) == organisation(b)
}

func organisation(domain string) string {
	domain = strings.ToLower(strings.TrimSuffix(domain, "."))
	if org, err := publicsuffix.EffectiveTLDPlusOne(domain); err == nil {
		return org
	}
	return domain
}

// ours reports whether a host is one of our own: a trusted authserv-id, or in
// the same organisational domain as one.
func ours(host string, trusted []string) bool {
	if !strings.Contains(host, ".") {
		return false
	}
	for _, t := range trusted {
		if sameOrganisation(host, strings.TrimSpace(t)) {
			return true
		}
	}
	return false
}

var (
	byClause   = regexp.MustCompile(`(?i)(?:^|\s)by\s+([^\s;()]+)`)
	fromClause = regexp.MustCompile(`(?i)^\s*from\s+([^\s;()]+)(?:\s*\(([^()]*)\))?`)
	lmtp       = regexp.MustCompile(`(?i)\swith\s+(?:lmtps?a?|local)\b`)
	bracketed  = regexp.MustCompile(`\[?(?:IPv6:)?([0-9a-fA-F:.]+)\]?`)
)

// receivedBy returns the host that wrote a Received line (RFC 5321, 4.4).
func receivedBy(received string) string {
	if m := byClause.FindStringSubmatch(blankComments(received)); m != nil {
		return m[1]
	}
	return ""
}

// fromOurs reports whether our own hosts handed the mail over among themselves.
// The name behind "from" is what the other side calls itself; so the name or
// address that our host has seen, in the brackets behind it, must fit as well.
func fromOurs(received string, trusted []string) bool {
	m := fromClause.FindStringSubmatch(received)
	if m == nil {
		// No "from": the program took the mail from a local one.
		return true
	}
	if !ours(m[1], trusted) {
		return false
	}
	seen := strings.TrimSpace(m[2])
	if seen == "" || lmtp.MatchString(blankComments(received)) {
		return true
	}
	name, _, _ := strings.Cut(seen, " ")
	if strings.Contains(name, ".") && strings.ContainsAny(strings.ToLower(name), "ghijklmnopqrstuvwxyz") {
		return ours(name, trusted)
	}
	if ip := bracketed.FindStringSubmatch(seen); ip != nil {
		address, err := netip.ParseAddr(ip[1])
		return err == nil && (address.IsPrivate() || address.IsLoopback() || address.IsLinkLocalUnicast())
	}
	return false // "unknown": the address has no name
}

// stripComments removes comments and blanks out quoted strings, so that words
// which a sender chose (a local part, a HELO name) cannot pose as results.
func stripComments(value string) string {
	var b strings.Builder
	depth, quoted := 0, false
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case c == '\\' && (quoted || depth > 0):
			i++
		case c == '"' && depth == 0:
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			depth--
			b.WriteByte(' ')
		case depth == 0:
			b.WriteByte(c)
		}
	}
	return spacedEquals.ReplaceAllString(b.String(), "=")
}

// spacedEquals: blanks are allowed around "=" (RFC 8601, 2.2).
var spacedEquals = regexp.MustCompile(`\s*=\s*`)

// blankComments removes the comments of a Received line.
func blankComments(value string) string { return comment.ReplaceAllString(value, " ") }

var comment = regexp.MustCompile(`\([^()]*\)`)
