package config

import (
	"fmt"
	"log/slog"
	"strings"
)

// Log is how the daemon's log is written.
type Log struct {
	Format string `toml:"format"` // "text" or "json"
	Level  string `toml:"level"`  // "info" or "debug"
}

// Slog is the least level that is written.
func (l Log) Slog() slog.Level {
	if l.Level == "debug" {
		return slog.LevelDebug
	}
	return slog.LevelInfo
}

// Called is what log, metrics and alarms call a mailbox: its name or, if that is
// its address, its place among the mailboxes.
func (c *Config) Called(mailbox string) string {
	for i, m := range c.Mailboxes {
		if m.Name == mailbox && strings.Contains(m.Name, "@") {
			return fmt.Sprintf("mailbox-%d", i+1)
		}
	}
	return mailbox
}

// Personal lists the words of the configuration that tell who somebody is, each
// with what the log has in its place: addresses and user names, in lower case, and
// names of people. That of a mailbox is what it is called, also if it is a person's, for
// one mailbox must be told from the other.
func (c *Config) Personal() map[string]string {
	words := map[string]string{}
	people := c.Coordinators
	for _, k := range c.Calls {
		people = append(people[:len(people):len(people)], k.Contacts...)
	}
	for _, p := range people {
		if p.Name != "" {
			words[p.Name] = "(coordinator)"
		}
		for _, a := range p.Addresses {
			words[strings.ToLower(a)] = "(coordinator)"
		}
	}
	for _, m := range c.Mailboxes {
		for _, word := range []string{m.Address, m.Username} {
			// A user name of one plain word may be any word of the log.
			if strings.ContainsAny(word, `@.\`) {
				words[strings.ToLower(word)] = c.Called(m.Name)
			}
		}
		if strings.Contains(m.Sender, " ") { // the name of a person, or at least of nobody's mailbox
			words[m.Sender] = "(sender)"
		}
		if strings.Contains(m.Name, "@") {
			words[strings.ToLower(m.Name)] = c.Called(m.Name)
		}
	}
	return words
}

func (c *Config) checkLog(bad complain) error {
	if err := oneOf(bad, "log.format", c.Log.Format, "text", "json"); err != nil {
		return err
	}
	return oneOf(bad, "log.level", c.Log.Level, "info", "debug")
}
