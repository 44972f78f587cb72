package autoconfig

import (
	"context"
	"strings"
)

// Provider is who runs the mailbox, if it is one that must be logged in to in a
// way of its own.
type Provider string

// The providers that sign in by OAuth2.
const (
	AnyProvider Provider = ""
	Microsoft   Provider = "microsoft"
	Google      Provider = "google"
)

// known is what is known of one that runs mailboxes for others.
type known struct {
	provider Provider
	name     string
	mx       []string // domains of the hosts that take mail in for it
	hosts    []string // domains of its servers, by which one that was named is known
	imap     candidate
	smtp     candidate
	authserv string
}

// providers are those of which it is certain. Of a smaller one the servers must
// still answer before they are taken.
var providers = []known{
	{
		provider: Microsoft, name: "Microsoft 365", mx: []string{"mail.protection.outlook.com", "mx.microsoft"}, hosts: []string{"outlook.office365.com", "outlook.office.com", "smtp.office365.com"},
		imap: candidate{scheme: "imaps", host: "outlook.office365.com", port: "993", sure: true},
		smtp: candidate{scheme: "smtp+starttls", host: "smtp.office365.com", port: "587", sure: true}, authserv: "m365",
	},
	{
		provider: Google, name: "Google", mx: []string{"google.com", "googlemail.com"}, hosts: []string{"imap.gmail.com", "imap.googlemail.com"},
		imap: candidate{scheme: "imaps", host: "imap.gmail.com", port: "993", sure: true},
		smtp: candidate{scheme: "smtps", host: "smtp.gmail.com", port: "465", sure: true}, authserv: "mx.google.com",
	},
	{
		name: "Loopia", mx: []string{"loopia.se"},
		imap: candidate{scheme: "imaps", host: "mailcluster.loopia.se", port: "993"},
		smtp: candidate{scheme: "smtp+starttls", host: "mailcluster.loopia.se", port: "587"},
	},
	{
		name: "one.com", mx: []string{"one.com"},
		imap: candidate{scheme: "imaps", host: "imap.one.com", port: "993"},
		smtp: candidate{scheme: "smtps", host: "send.one.com", port: "465"},
	},
	{
		name: "Fastmail", mx: []string{"messagingengine.com"}, hosts: []string{"imap.fastmail.com"},
		imap: candidate{scheme: "imaps", host: "imap.fastmail.com", port: "993"},
		smtp: candidate{scheme: "smtps", host: "smtp.fastmail.com", port: "465"},
	},
	{
		name: "Infomaniak", mx: []string{"infomaniak.ch"}, hosts: []string{"mail.infomaniak.com"},
		imap: candidate{scheme: "imaps", host: "mail.infomaniak.com", port: "993"},
		smtp: candidate{scheme: "smtps", host: "mail.infomaniak.com", port: "465"},
	},
}

// servers are those of the provider, with where that was found.
func (k known) servers(w way) []candidate {
	c := k.imap
	if w == outgoing {
		c = k.smtp
	}
	if c.host == "" {
		return nil
	}
	return []candidate{c}
}

// at is what is known, and how it was found out.
func (k known) at(where string) known {
	k.imap.where, k.smtp.where = k.name+", "+where, k.name+", "+where
	return k
}

// recognise finds out who runs the mailbox: by the server that was named, else by
// who takes mail in for the domain, else by where the domain sends Outlook.
func (s *search) recognise(ctx context.Context) {
	if s.q.Server != "" {
		for _, c := range asked(s.q.Server) {
			for _, k := range providers {
				if withinAny(c.host, k.hosts) {
					s.known, s.Provider = k.at("by the server's name"), k.provider
				}
			}
		}
	}
	if s.domain == "" {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, s.f.timeouts().Step)
	defer cancel()
	mx, err := s.resolver().LookupMX(ctx, s.domain)
	if err != nil {
		s.vain("the MX record of %s: %v", s.domain, err)
	}
	for _, k := range providers {
		if len(mx) > 0 && withinAny(mx[0].Host, k.mx) && (s.q.Server == "" || s.Provider == k.provider) {
			s.Authserv = k.authserv
			if s.q.Server == "" {
				s.known, s.Provider = k.at("by the MX record of "+s.domain), k.provider
			}
			return
		}
	}
	if s.q.Server != "" {
		return
	}
	// Behind a filter of the organisation's own the MX record tells nothing; and
	// what Microsoft then says of senders is of the filter, so that it does not count.
	if name, err := s.resolver().LookupCNAME(ctx, "autodiscover."+s.domain); err == nil && strings.EqualFold(strings.TrimSuffix(name, "."), "autodiscover.outlook.com") {
		s.known, s.Provider = providers[0].at("by autodiscover."+s.domain), Microsoft
	}
}
