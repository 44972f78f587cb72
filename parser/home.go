package parser

import (
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"

	"medelbot"
	"medelbot/parser/phrase"
)

// home knows our own people's addresses.
type home struct {
	coordinators []string // addresses, lower case
	names        []string // of the coordinators, folded
	domains      []string
}

func newHome(opts Options) home {
	var h home
	for _, p := range opts.Coordinators {
		h.names = append(h.names, phrase.Fold(p.Name))
		for _, a := range p.Addresses {
			h.coordinators = append(h.coordinators, strings.ToLower(a))
		}
	}
	for _, a := range append(slices.Clone(h.coordinators), opts.Mailboxes...) {
		if d := organisation(domainOf(a)); d != "" && !medelbot.Freemail(d) && !slices.Contains(h.domains, d) {
			h.domains = append(h.domains, d)
		}
	}
	return h
}

func (h home) coordinates(address string) bool {
	return slices.Contains(h.coordinators, strings.ToLower(address))
}

// owns tells an address of our own organisation.
func (h home) owns(address string) bool {
	return h.coordinates(address) || slices.Contains(h.domains, organisation(domainOf(address)))
}

// wrote tells our own people's mail also where it is passed on without the
// writer's address, as Outlook does: then a coordinator's name is enough.
func (h home) wrote(from medelbot.Address) bool {
	return h.owns(from.Email) || from.Email == "" && from.Name != "" && slices.Contains(h.names, phrase.Fold(from.Name))
}

// domainOf returns the domain of an address in lower case.
func domainOf(address string) string { return medelbot.Address{Email: address}.Domain() }

// organisation returns the part of a domain that somebody has registered:
// ext.regionhalland.se belongs to regionhalland.se.
func organisation(domain string) string {
	if registered, err := publicsuffix.EffectiveTLDPlusOne(strings.TrimSuffix(domain, ".")); err == nil {
		return registered
	}
	return domain
}

// sameOrganisation tells whether two addresses are one organisation's: a region
// may have several domains.
func sameOrganisation(a, b string) bool {
	da, db := domainOf(a), domainOf(b)
	if da == "" || db == "" || medelbot.Freemail(da) || medelbot.Freemail(db) {
		return strings.EqualFold(a, b)
	}
	if organisation(da) == organisation(db) {
		return true
	}
	ra, oka := medelbot.RegionOfDomain(da)
	rb, okb := medelbot.RegionOfDomain(db)
	return oka && okb && ra.Name == rb.Name
}
