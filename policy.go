package medelbot

import (
	"slices"
	"strings"
	"time"
)

// personOf finds the coordinator, or deputy, who has an address.
func (p Policy) personOf(email string) (Person, bool) {
	for _, x := range p.Coordinators {
		if slices.ContainsFunc(x.Addresses, func(a string) bool { return strings.EqualFold(a, email) }) && email != "" {
			return x, true
		}
	}
	return Person{}, false
}

// person finds a coordinator, or deputy, by name.
func (p Policy) person(name string) (Person, bool) {
	for _, x := range p.Coordinators {
		if x.Name == name && name != "" {
			return x, true
		}
	}
	return Person{}, false
}

// mayUse tells whether a system user may act as a person.
func (p Policy) mayUse(user string, as Person) bool {
	if len(as.Logins) > 0 {
		return slices.Contains(as.Logins, user)
	}
	return !slices.ContainsFunc(p.Coordinators, func(x Person) bool { return slices.Contains(x.Logins, user) })
}

// present tells whether the person of a vote still has the seat that it counts
// for. Who was renamed in the configuration has voted as nobody who is there.
func (p Policy) present(v Vote) bool {
	x, ok := p.person(v.Person)
	return ok && x.Seat() == v.Seat
}

// OnDuty tells whether a person may act now: a deputy only on the configured
// days.
func (x Person) OnDuty(now time.Time) bool {
	return x.DeputyFor == "" || !now.Before(x.From) && !now.After(x.Until)
}

// Seat is whose place a person's decisions count for.
func (x Person) Seat() string {
	if x.DeputyFor != "" {
		return x.DeputyFor
	}
	return x.Name
}

// notices asks for one letter to each coordinator on duty who is chosen and has
// an address.
func (p Policy) notices(code NoticeCode, now time.Time, chosen func(Person) bool) []LetterRequest {
	var all []LetterRequest
	for _, x := range p.Coordinators {
		if len(x.Addresses) == 0 || !x.OnDuty(now) || !chosen(x) {
			continue
		}
		q := p.request(NoticeLetter, Address{Name: x.Name, Email: x.Addresses[0]}, 0)
		q.Notice, q.Person = code, x.Name
		all = append(all, q)
	}
	return all
}

func everybody(Person) bool { return true }

// noticesPerDay bounds how many notices one day can bring the coordinators of
// what anybody can cause: whoever forges commands or applications by the hundred
// shall not fill their mailboxes. What came is all shown in the digest.
const noticesPerDay = 20

// applicantNoticesPerDay bounds how many more applicants can bring them by what
// they do to their cases: the address that this takes can be written by anybody.
const applicantNoticesPerDay = 5 * noticesPerDay

// transcriptsPerDay bounds how many answers to mails that ordered nothing a day
// can bring the coordinators: a machine at their address may answer each, or a
// gateway change our letter, so that it comes back and is taken for a command.
const transcriptsPerDay = 50

// atOnce is notices to everybody, if the configuration wants them of this event.
func (p Policy) atOnce(code NoticeCode, f Facts) []LetterRequest {
	if !slices.Contains(p.AtOnce, code) || f.NoticesToday >= noticesPerDay || f.Mail.Quiet != "" {
		return nil
	}
	return p.notices(code, f.Now, everybody)
}

// at is the hour at which reminders leave, days after a day.
func (p Policy) at(day time.Time, days int) time.Time {
	day = day.In(p.zone())
	return time.Date(day.Year(), day.Month(), day.Day()+days, p.ReminderHour, 0, 0, 0, p.zone())
}

// endOfDay is the last instant of a day.
func (p Policy) endOfDay(day time.Time) time.Time {
	day = day.In(p.zone())
	return time.Date(day.Year(), day.Month(), day.Day(), 23, 59, 59, 0, p.zone())
}

func (p Policy) zone() *time.Location {
	if p.Zone == nil {
		return time.UTC
	}
	return p.Zone
}
