package config

import (
	"fmt"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
)

// Seats counts the coordinators with a place of their own: all but deputies.
func (c *Config) Seats() int {
	n := 0
	for _, p := range c.Coordinators {
		if p.DeputyFor == "" {
			n++
		}
	}
	return n
}

// checkPeople looks at the coordinators and at how many of them decide.
func (c *Config) checkPeople(bad complain) error {
	names, addresses, logins := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i, p := range c.Coordinators {
		key := fmt.Sprintf("coordinator.%d", i)
		if err := checkPerson(bad, key, p); err != nil {
			return err
		}
		if names[p.Name] {
			return bad(key+".name", fmt.Sprintf("two coordinators have the name %q", p.Name), "one [[coordinator]] with all addresses of the person, or names that tell two people apart")
		}
		names[p.Name] = true
		for _, a := range p.Addresses {
			if addresses[strings.ToLower(a)] {
				return bad(key+".addresses", fmt.Sprintf("two coordinators have the address %s", a), "give it to one of them: an address stands for one person")
			}
			addresses[strings.ToLower(a)] = true
		}
		for _, l := range p.Logins {
			if l == "" || logins[l] {
				return bad(key+".logins", fmt.Sprintf("two coordinators have the login %q", l), "give it to one of them: a login stands for one person")
			}
			logins[l] = true
		}
		if err := c.checkDeputy(bad, key, p); err != nil {
			return err
		}
	}
	if c.Decision.Approvals < 1 {
		return bad("decision.approvals", "a decision needs at least one person", "approvals = 2")
	}
	return nil
}

// checkDeputy looks at the days of one who stands in for another.
func (c *Config) checkDeputy(bad complain, key string, p Coordinator) error {
	var none toml.LocalDate
	if p.DeputyFor == "" {
		if p.DeputyFrom != none || p.DeputyUntil != none {
			return bad(key, p.Name+" has days as a deputy and stands in for nobody", `deputy_for = "Anna Ek", the name of another coordinator`)
		}
		return nil
	}
	var names []string
	for _, other := range c.Coordinators {
		if other.Name != p.Name && other.DeputyFor == "" {
			names = append(names, other.Name)
		}
	}
	if err := oneOf(bad, key+".deputy_for", p.DeputyFor, names...); err != nil {
		return err
	}
	switch {
	case p.DeputyFrom == none || p.DeputyUntil == none:
		return bad(key+".deputy_for", "a deputy needs a first and a last day", "deputy_from = 2021-07-01 and deputy_until = 2021-07-31")
	case end(p.DeputyUntil, time.UTC).Before(begin(p.DeputyFrom, time.UTC)):
		return bad(key+".deputy_until", "the deputy's last day is before the first", "a day on or after the day under deputy_from")
	}
	return nil
}

// checkContact looks at one who answers questions about a call.
func checkContact(bad complain, key string, p Coordinator) error {
	if p.DeputyFor != "" {
		return bad(key+".deputy_for", "only a coordinator can be another one's deputy", "deputy_for in a [[coordinator]]")
	}
	if len(p.Logins) > 0 {
		return bad(key+".logins", "only a coordinator acts at the keyboard", "logins in a [[coordinator]]")
	}
	return checkPerson(bad, key, p)
}

func checkPerson(bad complain, key string, p Coordinator) error {
	if p.Name == "" || len(p.Addresses) == 0 {
		return bad(key, "a person needs a name and at least one address", `name = "Anna Ek" and addresses = ["anna.ek@example.org"]`)
	}
	for _, a := range p.Addresses {
		if !isAddress(a) {
			return bad(key+".addresses", fmt.Sprintf("%q is no mail address", a), `addresses = ["anna.ek@example.org"]`)
		}
	}
	return nil
}
