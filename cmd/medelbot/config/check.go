package config

import (
	"fmt"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // the one static program must know its zone on a bare machine

	"github.com/pelletier/go-toml/v2"

	"medelbot"
	"medelbot/intake/imap"
	"medelbot/notifier"
)

// complain makes the error for a key, given as in lines.
type complain func(key, text, try string) error

// check tells the first thing that is wrong with the values.
func (c *Config) check(at lines) error {
	bad := func(key, text, try string) error {
		return &Error{File: c.path, Line: at.of(key), Key: readable(key), Text: text, Try: try}
	}
	var err error
	if c.zone, err = time.LoadLocation(c.Timezone); err != nil || c.Timezone == "" {
		return bad("timezone", fmt.Sprintf("%q is no time zone", c.Timezone), `a name such as "Europe/Stockholm"`)
	}
	if err := oneOf(bad, "letters", c.Letters, string(medelbot.Observe), string(medelbot.Draft), string(medelbot.Send)); err != nil {
		return err
	}
	if c.Database == "" {
		return bad("database", "the database needs a file name", `database = "medelbot.db"`)
	}
	for _, a := range c.LettersOnlyTo {
		if !strings.Contains(a, "@") {
			return bad("letters_only_to", fmt.Sprintf("%q is neither an address nor a domain", a), `"anna@example.org" or "@example.org"`)
		}
	}
	if c.Limits.LettersPerAddressDay < 1 {
		return bad("limits.letters_per_address_day", "the limit must be at least 1", `letters_per_address_day = 5, or letters = "observe" to send none`)
	}
	for _, part := range []func(complain) error{c.checkMailboxes, c.checkPeople, c.checkReminders, c.checkPayer, c.checkApplicants, c.checkCalls,
		c.checkAlarm, c.checkLog, c.checkHealth, c.checkMalware, c.checkRetention} {
		if err := part(bad); err != nil {
			return err
		}
	}
	return nil
}

// readable writes a key as people do: without the places in lists, since the
// line says which member it is.
func readable(key string) string { return indexes.ReplaceAllString(key, "") }

var indexes = regexp.MustCompile(`\.\d+`)

func oneOf(bad complain, key, value string, known ...string) error {
	if slices.Contains(known, value) {
		return nil
	}
	try := `"` + strings.Join(known, `", "`) + `"`
	if near := Nearest(value, known); near != "" {
		try = `"` + near + `"`
	}
	return bad(key, fmt.Sprintf("the value %q is unknown", value), try)
}

func (c *Config) checkMailboxes(bad complain) error {
	names, called := map[string]bool{}, map[string]bool{}
	for i := range c.Mailboxes {
		m := &c.Mailboxes[i]
		key := fmt.Sprintf("mailbox.%d", i)
		if !isAddress(m.Address) {
			return bad(key+".address", fmt.Sprintf("%q is no mail address", m.Address), `address = "anna.ek@example.org"`)
		}
		if names[m.Name] {
			return bad(key+".name", fmt.Sprintf("two mailboxes have the name %q", m.Name), "give each a name of its own, and never change it: the database knows them by it")
		}
		names[m.Name] = true
		word := c.Called(m.Name)
		if called[word] {
			return bad(key+".name", fmt.Sprintf("%q is what log and metrics call another mailbox, whose name is an address", word), "give each a name of its own that is no address")
		}
		called[word] = true
		for _, check := range []func(complain, string) error{m.checkServers, m.checkAuth, m.checkFiling} {
			if err := check(bad, key); err != nil {
				return err
			}
		}
		if m.SMTP == "" && c.Mode() == medelbot.Send {
			return bad(key, `letters = "send" needs a server to send by`, `smtp = "smtp+starttls://mail.example.org:587"`)
		}
	}
	if c.Digest.Mailbox != "" && !names[c.Digest.Mailbox] {
		return bad("digest.mailbox", fmt.Sprintf("no mailbox has the name %q", c.Digest.Mailbox), "the name of one of the mailboxes")
	}
	for _, code := range c.Digest.AtOnce {
		if !slices.Contains(medelbot.ChosenNotices, code) {
			return bad("digest.at_once", fmt.Sprintf("%q is nothing that can be told at once", code), fmt.Sprintf("any of %q", medelbot.ChosenNotices))
		}
	}
	return nil
}

func (m *Mailbox) checkServers(bad complain, key string) error {
	if m.IMAP == "" {
		return bad(key, "the mailbox names no server to read from", `imap = "imaps://mail.example.org:993"`)
	}
	if err := (imap.Account{URL: m.IMAP, Username: m.Username}).Validate(); err != nil {
		return bad(key+".imap", err.Error(), `"imaps://host:993" or "imap+starttls://host:143"`)
	}
	if m.SMTP == "" {
		return nil
	}
	if _, err := notifier.ParseURL(m.SMTP); err != nil {
		return bad(key+".smtp", err.Error(), `"smtps://host:465" or "smtp+starttls://host:587"`)
	}
	return nil
}

func (m *Mailbox) checkSecret(bad complain, key string) error {
	given := 0
	for _, s := range []string{m.Password, m.PasswordFile, m.PasswordEnv} {
		if s != "" {
			given++
		}
	}
	if given != 1 {
		return bad(key, "the mailbox needs one of password_file and password_env", `password_file = "secret", a file that holds the password alone`)
	}
	if m.Password != "" && !(local(m.IMAP) && (m.SMTP == "" || local(m.SMTP))) {
		return bad(key+".password", "a password may stand in this file only if the servers are on this machine",
			`password_file = "secret", a file that holds the password alone`)
	}
	return nil
}

// local tells whether a server's address means this machine.
func local(server string) bool {
	u, err := url.Parse(server)
	return err == nil && loopback(u.Hostname())
}

func (m *Mailbox) checkFiling(bad complain, key string) error {
	if err := oneOf(bad, key+".after_filing", m.AfterFiling, "nothing", "keyword", "move"); err != nil {
		return err
	}
	if m.AfterFiling == "move" && m.ProcessedFolder == "" {
		return bad(key+".after_filing", `after_filing = "move" needs a folder to move to`, `processed_folder = "Handled"`)
	}
	if m.Poll < Duration(time.Second) {
		return bad(key+".poll", "the server may be asked at most once a second", `poll = "1m"`)
	}
	return nil
}

// prefixes are what case numbers may begin with. Letters only, so that a mail's
// words are not taken for one.
var prefixes = regexp.MustCompile(`^[A-Z]{2,8}$`)

func (c *Config) checkCalls(bad complain) error {
	seen := map[string]bool{}
	for i, k := range c.Calls {
		key := fmt.Sprintf("call.%d", i)
		switch {
		case k.ID == "":
			return bad(key, "the call has no id", `id = "patientkontrakt-2021"`)
		case seen[k.ID]:
			return bad(key+".id", fmt.Sprintf("two calls have the id %q", k.ID), "give each an id of its own, and never change it")
		case !prefixes.MatchString(k.Prefix):
			return bad(key+".prefix", fmt.Sprintf("%q cannot begin a case number", k.Prefix), `two to eight capital letters, such as "PK"`)
		case k.Opens == (toml.LocalDate{}) || k.Closes == (toml.LocalDate{}):
			return bad(key, fmt.Sprintf("the call %q needs a first and a last day", k.ID), "opens = 2021-01-01 and closes = 2021-12-31")
		case end(k.Closes, time.UTC).Before(begin(k.Opens, time.UTC)):
			return bad(key+".closes", "the call closes before it opens", "a day on or after the day under opens")
		case k.Cap < 0:
			return bad(key+".cap", "the cap must not be negative", "cap = 100000, or 0 for none")
		case k.Budget < 0:
			return bad(key+".budget", "the sum to give must not be negative", "budget = 2000000, or 0 if it is not known")
		case k.ReportMonths < 0 || k.ReportMonths > 120:
			return bad(key+".report_months", "the report cannot be due then", "report_months = 12, or 0 for no report")
		case k.ReportMonths > 0 && k.ReportDue != (toml.LocalDate{}):
			return bad(key+".report_months", "the report's day is given twice", "report_due or report_months, not both")
		}
		seen[k.ID] = true
		if err := oneOf(bad, key+".cap_per", k.CapPer, string(medelbot.CapPerApplication), string(medelbot.CapPerApplicant), string(medelbot.CapPerRegion)); err != nil {
			return err
		}
		if err := k.checkElements(bad, key); err != nil {
			return err
		}
		for j, p := range k.Contacts {
			if err := checkContact(bad, fmt.Sprintf("%s.contact.%d", key, j), p); err != nil {
				return err
			}
		}
	}
	return nil
}

// isAddress tells a bare address from anything else. No letters outside ASCII:
// few servers take them.
func isAddress(s string) bool {
	a, err := mail.ParseAddress(s)
	return err == nil && a.Address == s && !strings.ContainsFunc(s, func(r rune) bool { return r > 126 || r <= ' ' })
}

func sameAddress(a, b string) bool {
	return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}
