// Package config reads medelbot's configuration file: strictly, with every
// complaint naming file, line and key, and with secrets kept outside the file.
//
// config.example.toml in the project's root describes each key; Defaults holds
// the value of those that may be left out.
package config

import (
	"net/netip"
	"path/filepath"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"medelbot"
)

// Config is one configuration file as read. The toml tags are the keys; a path
// in it is relative to the file itself.
type Config struct {
	Database      string        `toml:"database"`
	Letters       string        `toml:"letters"` // a medelbot.LetterMode
	Timezone      string        `toml:"timezone"`
	TemplatesDir  string        `toml:"templates_dir"`
	LettersOnlyTo []string      `toml:"letters_only_to"`
	Organisation  string        `toml:"organisation"`
	Mailboxes     []Mailbox     `toml:"mailbox"`
	Coordinators  []Coordinator `toml:"coordinator"`
	Decision      Decision      `toml:"decision"`
	Digest        Digest        `toml:"digest"`
	Alarm         Alarm         `toml:"alarm"`
	Log           Log           `toml:"log"`
	Health        Health        `toml:"health"`
	Reminders     Reminders     `toml:"reminders"`
	Limits        Limits        `toml:"limits"`
	Malware       Malware       `toml:"malware"`
	Retention     Retention     `toml:"retention"`
	Payer         Payer         `toml:"payer"`
	Applicants    []Applicant   `toml:"applicant"`
	Calls         []Call        `toml:"call"`

	path string // of the file
	zone *time.Location
}

// Mailbox is one mailbox that is watched and that letters leave from.
type Mailbox struct {
	Name             string   `toml:"name"`
	Address          string   `toml:"address"`
	Sender           string   `toml:"sender"` // display name of the From field
	IMAP             string   `toml:"imap"`
	SMTP             string   `toml:"smtp"`
	Auth             string   `toml:"auth"`
	Username         string   `toml:"username"`
	Password         string   `toml:"password"`
	PasswordFile     string   `toml:"password_file"`
	PasswordEnv      string   `toml:"password_env"`
	OAuth2           OAuth2   `toml:"oauth2"`
	CAFile           string   `toml:"ca_file"`
	Folder           string   `toml:"folder"`
	Poll             Duration `toml:"poll"`
	AfterFiling      string   `toml:"after_filing"`
	Keyword          string   `toml:"keyword"`
	ProcessedFolder  string   `toml:"processed_folder"`
	DraftsFolder     string   `toml:"drafts_folder"`
	SentFolder       string   `toml:"sent_folder"`
	ServerCopiesSent bool     `toml:"server_copies_sent"`
	JunkFolder       string   `toml:"junk_folder"`
	TrustedAuthserv  []string `toml:"trusted_authserv"`
	InternalMarks    bool     `toml:"internal_marks"`

	dir string // what relative paths start from
}

// Coordinator is one person who assesses, decides and gets the digest; or, as
// contact of a call, one who answers questions.
type Coordinator struct {
	Name      string   `toml:"name"`
	Addresses []string `toml:"addresses"`
	Role      string   `toml:"role"`
	Phone     string   `toml:"phone"`
	// Logins are the system users under which only this person acts.
	Logins []string `toml:"logins"`
	// A deputy takes the place of another one from the first to the last day.
	DeputyFor   string         `toml:"deputy_for"`
	DeputyFrom  toml.LocalDate `toml:"deputy_from"`
	DeputyUntil toml.LocalDate `toml:"deputy_until"`
}

// Decision is how decisions are made.
type Decision struct {
	Approvals int      `toml:"approvals"`
	Undo      Duration `toml:"undo"`
}

// Digest is when and from where the coordinators' digest leaves.
type Digest struct {
	At      Clock  `toml:"at"`
	Mailbox string `toml:"mailbox"` // name; "" is the first one
	// AtOnce are what they are told of without waiting for it.
	AtOnce []medelbot.NoticeCode `toml:"at_once"`
}

// Limits bound what one mail or one address can cause.
type Limits struct {
	LettersPerAddressDay int      `toml:"letters_per_address_day"`
	MailSize             Size     `toml:"mail_size"`
	AckDelay             Duration `toml:"ack_delay"`
}

// Call is one utlysning.
type Call struct {
	ID        string         `toml:"id"`
	Name      string         `toml:"name"`
	Prefix    string         `toml:"prefix"`
	Opens     toml.LocalDate `toml:"opens"`
	Closes    toml.LocalDate `toml:"closes"`
	Cap       int64          `toml:"cap"`
	CapPer    string         `toml:"cap_per"`
	Elements  []string       `toml:"elements"`
	Optional  []string       `toml:"optional"`
	Keywords  []string       `toml:"keywords"`
	About     []string       `toml:"about"`
	Report    []string       `toml:"report"`
	ReportDue toml.LocalDate `toml:"report_due"`
	// ReportMonths is for calls whose reports are due some time after the decision.
	ReportMonths int           `toml:"report_months"`
	Budget       int64         `toml:"budget"`
	AttachForm   bool          `toml:"attach_form"`
	Contacts     []Coordinator `toml:"contact"`
	Retention    CallRetention `toml:"retention"`
	Worded       []Element     `toml:"element"`
}

// Path is the file that the configuration was read from.
func (c *Config) Path() string { return c.path }

// Zone is the time zone in which days begin and end.
func (c *Config) Zone() *time.Location { return c.zone }

// Mode is what becomes of letters.
func (c *Config) Mode() medelbot.LetterMode { return medelbot.LetterMode(c.Letters) }

// DatabasePath is where the database lies.
func (c *Config) DatabasePath() string { return c.resolve(c.Database) }

// TemplatesPath is the directory of replaced letters, "" if there is none.
func (c *Config) TemplatesPath() string { return c.resolve(c.TemplatesDir) }

func (c *Config) resolve(path string) string { return resolve(filepath.Dir(c.path), path) }

// resolve makes a path that is relative to the configuration file usable from
// anywhere. No path stays no path.
func resolve(dir, path string) string {
	if path == "" || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}

// DigestMailbox is the name of the mailbox that digests leave from.
func (c *Config) DigestMailbox() string {
	if c.Digest.Mailbox != "" || len(c.Mailboxes) == 0 {
		return c.Digest.Mailbox
	}
	return c.Mailboxes[0].Name
}

// People lists the coordinators with their deputies.
func (c *Config) People() []medelbot.Person { return c.people(c.Coordinators) }

func (c *Config) people(list []Coordinator) []medelbot.Person {
	var all []medelbot.Person
	for _, p := range list {
		all = append(all, medelbot.Person{
			Name: p.Name, Addresses: p.Addresses, Role: p.Role, Phone: p.Phone, Logins: p.Logins,
			DeputyFor: p.DeputyFor, From: begin(p.DeputyFrom, c.zone), Until: end(p.DeputyUntil, c.zone),
		})
	}
	return all
}

// Addresses lists the addresses of the mailboxes.
func (c *Config) Addresses() []string {
	var all []string
	for _, m := range c.Mailboxes {
		all = append(all, m.Address)
	}
	return all
}

// Authserv lists the authserv-ids that are trusted, of all mailboxes together.
func (c *Config) Authserv() []string {
	var all []string
	for _, m := range c.Mailboxes {
		all = append(all, m.TrustedAuthserv...)
	}
	return all
}

// Own tells the addresses of the mailboxes: the program never writes to itself
// but for digests. Upper and lower case are the same.
func (c *Config) Own(address string) bool {
	for _, m := range c.Mailboxes {
		if strings.EqualFold(m.Address, address) {
			return true
		}
	}
	return false
}

// Allowed tells whether letters may go to an address: any one, unless
// letters_only_to names some.
func (c *Config) Allowed(address string) bool {
	if len(c.LettersOnlyTo) == 0 {
		return true
	}
	address = strings.ToLower(address)
	for _, a := range c.LettersOnlyTo {
		a = strings.ToLower(a)
		if a == address || strings.HasPrefix(a, "@") && strings.HasSuffix(address, a) {
			return true
		}
	}
	return false
}

// AllCalls lists the calls in the words of the fund, their days as instants in
// the configured zone.
func (c *Config) AllCalls() []medelbot.Call {
	var all []medelbot.Call
	for _, k := range c.Calls {
		all = append(all, medelbot.Call{
			ID: k.ID, Name: k.Name, Prefix: k.Prefix,
			Opens: begin(k.Opens, c.zone), Closes: end(k.Closes, c.zone),
			Cap: k.Cap, CapPer: medelbot.CapPer(k.CapPer),
			Elements: keys(k.Elements), Optional: keys(k.Optional), Keywords: k.Keywords, About: k.About, Report: keys(k.Report), Worded: worded(k.Worded),
			ReportDue: end(k.ReportDue, c.zone), ReportMonths: k.ReportMonths, Budget: k.Budget,
			AttachForm: k.AttachForm, Contacts: c.people(k.Contacts),
		})
	}
	return all
}

func keys(names []string) []medelbot.ElementKey {
	var all []medelbot.ElementKey
	for _, n := range names {
		all = append(all, medelbot.ElementKey(n))
	}
	return all
}

// loopback tells whether a host name means this machine.
func loopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}
