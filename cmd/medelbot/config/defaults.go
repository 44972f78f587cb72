package config

import (
	"time"

	"medelbot"
)

// Defaults is the value of every key that may be left out of the file, but for
// those of a list's members, which fill sets.
func Defaults() *Config {
	return &Config{
		Database:      "medelbot.db",
		Letters:       string(medelbot.Observe),
		Timezone:      "Europe/Stockholm",
		LettersOnlyTo: []string{},
		Decision:      Decision{Approvals: 2, Undo: Duration(15 * time.Minute)},
		Digest:        Digest{At: Clock{7, 30}},
		Alarm:         Alarm{After: Duration(time.Hour), ExpiresDays: 14},
		Log:           Log{Format: "text", Level: "info"},
		Reminders:     Reminders{Completion: []int{7, 14}, Report: []int{-30, -7, 0, 7, 21}, At: Clock{8, 0}},
		Retention:     Retention{BookkeepingYears: 7},
		Limits:        Limits{LettersPerAddressDay: 5, MailSize: 50e6},
		Payer:         Payer{Execution: 1},
	}
}

// defaultMailbox is the value of every key of a mailbox that may be left out.
func defaultMailbox() Mailbox {
	return Mailbox{
		Auth: "password", Folder: "INBOX", Poll: Duration(time.Minute),
		AfterFiling: "nothing", Keyword: "Medelbot", DraftsFolder: "Drafts",
	}
}

// defaultCall is the value of every key of a call that may be left out.
func defaultCall() Call {
	return Call{Prefix: "PK", CapPer: string(medelbot.CapPerApplication)}
}

// fill sets what was left out of the members of lists. A text that is set to
// "" counts as left out.
func (c *Config) fill() {
	c.Alarm.dir = c.resolve(".")
	for i := range c.Mailboxes {
		m, d := &c.Mailboxes[i], defaultMailbox()
		m.dir = c.resolve(".")
		fallback(&m.Auth, d.Auth)
		fallback(&m.Folder, d.Folder)
		fallback(&m.Poll, d.Poll)
		fallback(&m.AfterFiling, d.AfterFiling)
		fallback(&m.Keyword, d.Keyword)
		fallback(&m.DraftsFolder, d.DraftsFolder)
		fallback(&m.Username, m.Address)
		fallback(&m.Name, m.Address)
		fallback(&m.Sender, c.nameOf(m.Address))
	}
	for i := range c.Calls {
		k, d := &c.Calls[i], defaultCall()
		fallback(&k.Prefix, d.Prefix)
		fallback(&k.CapPer, d.CapPer)
		fallback(&k.Name, k.ID)
	}
}

func fallback[T comparable](value *T, d T) {
	var none T
	if *value == none {
		*value = d
	}
}

// nameOf is the name of the coordinator whose address it is, else the address.
func (c *Config) nameOf(address string) string {
	for _, p := range c.Coordinators {
		for _, a := range p.Addresses {
			if p.Name != "" && sameAddress(a, address) {
				return p.Name
			}
		}
	}
	return address
}
