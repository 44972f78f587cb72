package config

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/pelletier/go-toml/v2"

	"medelbot"
)

// small is a configuration that holds what cannot be left out.
const small = `
[[mailbox]]
address = "anna.ek@example.org"
imap = "imaps://mail.example.org"
password_file = "secret"

[[coordinator]]
name = "Anna Ek"
addresses = ["Anna.Ek@example.org", "anna@example.com"]

[[call]]
id = "testbadd"
opens = 2021-03-01
closes = "2021-03-28"
elements = ["applicant", "amount"]

[decision]
approvals = 1
`

func parse(t *testing.T, text string) *Config {
	t.Helper()
	c, err := Parse("some/where/config.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestDefaults(t *testing.T) {
	c := parse(t, small)
	m := c.Mailboxes[0]
	got := map[string]any{
		"database": c.DatabasePath(), "letters": c.Mode(), "zone": c.Zone().String(), "digest": c.Digest.At, "digest mailbox": c.DigestMailbox(),
		"name": m.Name, "sender": m.Sender, "username": m.Username, "folder": m.Folder, "poll": time.Duration(m.Poll),
		"letters a day": c.Limits.LettersPerAddressDay, "mail size": int64(c.Limits.MailSize), "prefix": c.Calls[0].Prefix, "call": c.Calls[0].Name,
	}
	want := map[string]any{
		"database": filepath.Join("some", "where", "medelbot.db"), "letters": medelbot.Observe, "zone": "Europe/Stockholm", "digest": Clock{7, 30}, "digest mailbox": "anna.ek@example.org",
		"name": "anna.ek@example.org", "sender": "Anna Ek", "username": "anna.ek@example.org", "folder": "INBOX", "poll": time.Minute,
		"letters a day": 5, "mail size": int64(50_000_000), "prefix": "PK", "call": "testbadd",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// A call is open from the first instant of its first day to the last instant
// of its last, in Sweden; the clocks went forward in the night to the last.
func TestWindow(t *testing.T) {
	call := parse(t, small).AllCalls()[0]
	if got, want := call.Opens.UTC(), time.Date(2021, 2, 28, 23, 0, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("opens %s, want %s", got, want)
	}
	if got, want := call.Closes.UTC(), time.Date(2021, 3, 28, 22, 0, 0, 0, time.UTC).Add(-1); !got.Equal(want) {
		t.Errorf("closes %s, want %s", got, want)
	}
	if !call.ReportDue.IsZero() {
		t.Errorf("a report is due %s, and none was asked for", call.ReportDue)
	}
}

func TestOwnAndAllowed(t *testing.T) {
	c := parse(t, `letters_only_to = ["Eva@example.net", "@test.example"]`+small)
	for address, want := range map[string][2]bool{
		"ANNA.EK@example.org":   {true, false},
		"eva@EXAMPLE.net":       {false, true},
		"who@test.example":      {false, true},
		"who@sub.test.example":  {false, false},
		"who@other.example":     {false, false},
		"test.example@evil.net": {false, false},
	} {
		if got := [2]bool{c.Own(address), c.Allowed(address)}; got != want {
			t.Errorf("%s: own, allowed = %v, want %v", address, got, want)
		}
	}
	if !parse(t, small).Allowed("who@other.example") {
		t.Error("without letters_only_to, letters may go to anybody")
	}
}

// Every complaint names the line, the key and what to do.
func TestComplaints(t *testing.T) {
	for _, c := range []struct {
		name, old, new string
		line           int
		key, text, try string
	}{
		{"unknown key", "[[mailbox]]", "leters = 1\n[[mailbox]]", 2, "leters", "there is no such key", "letters"},
		{"unknown key in a table", "imap =", "imop =", 4, "mailbox.imop", "there is no such key", "imap"},
		{"unknown table", "[[call]]", "[[coll]]", 11, "coll", "there is no such key", "call"},
		{"like nothing known", "[[mailbox]]", "zzzzzzzz = 1\n[[mailbox]]", 2, "zzzzzzzz", "there is no such key", "one of database, letters"},
		{"broken file", "[[mailbox]]", "[[mailbox]\n", 2, "", "expected", "medelbot init"},
		{"wrong type", `"secret"`, `5`, 5, "mailbox.password_file", "another kind", "a text in quotes"},
		{"virus scanner", "[[mailbox]]", "[malware]\nclamd = \"clamd.ctl\"\n[[mailbox]]", 3, "malware.clamd", "no address of a clamd", "unix:/run/clamav/clamd.ctl"},
		{"time zone", "[[mailbox]]", `timezone = "Stockholm"` + "\n[[mailbox]]", 2, "timezone", "no time zone", "Europe/Stockholm"},
		{"mode", "[[mailbox]]", `letters = "sned"` + "\n[[mailbox]]", 2, "letters", `"sned" is unknown`, `"send"`},
		{"address", `"anna.ek@example.org"`, `"Anna Ek <anna@x.se>"`, 3, "mailbox.address", "no mail address", "anna.ek@example.org"},
		{"address with åäö", `"anna.ek@example.org"`, `"åsa@example.org"`, 3, "mailbox.address", "no mail address", ""},
		{"plain imap", "imaps://", "imap://", 4, "mailbox.imap", "unprotected", "imaps://"},
		{"no server", `imap = "imaps://mail.example.org"`, "", 2, "mailbox", "no server to read from", "imap ="},
		{"password in the file", "password_file", "password", 5, "mailbox.password", "on this machine", "password_file"},
		{"no password", `password_file = "secret"`, "", 2, "mailbox", "one of password_file and password_env", "password_file"},
		{"two passwords", `password_file = "secret"`, "password_file = \"secret\"\npassword_env = \"X\"", 2, "mailbox", "one of", ""},
		{"unknown auth", `password_file = "secret"`, "auth = \"oath2\"", 5, "mailbox.auth", `"oath2" is unknown`, "oauth2"},
		{"move to nowhere", `password_file`, "after_filing = \"move\"\npassword_file", 5, "mailbox.after_filing", "folder to move to", "processed_folder"},
		{"poll", `password_file`, "poll = \"1ms\"\npassword_file", 5, "mailbox.poll", "once a second", "1m"},
		{"duration", `password_file`, "poll = \"soon\"\npassword_file", 5, "mailbox.poll", "no duration", ""},
		{"send without a server", "[[mailbox]]", "letters = \"send\"\n[[mailbox]]", 3, "mailbox", "a server to send by", "smtp ="},
		{"second mailbox", "[[coordinator]]", "[[mailbox]]\naddress = \"x\"\n[[coordinator]]", 8, "mailbox.address", `"x" is no mail address`, ""},
		{"one address, two people", "[[call]]", "[[coordinator]]\nname = \"B\"\naddresses = [\"anna@EXAMPLE.com\"]\n[[call]]", 13, "coordinator.addresses", "two coordinators", ""},
		{"one login, two people", "[[call]]", "logins = [\"a\"]\n[[coordinator]]\nname = \"B\"\naddresses = [\"b@example.org\"]\nlogins = [\"a\"]\n[[call]]", 15, "coordinator.logins", "two coordinators", ""},
		{"one name, two people", "[[call]]", "[[coordinator]]\nname = \"Anna Ek\"\naddresses = [\"a@example.org\"]\n[[call]]", 12, "coordinator.name", "two coordinators", ""},
		{"nobody's deputy", "[[call]]", deputy("Anna Ko", "deputy_from = 2021-07-01\ndeputy_until = 2021-07-31") + "[[call]]", 14, "coordinator.deputy_for", `"Anna Ko" is unknown`, `"Anna Ek"`},
		{"the deputy's own deputy", "[[call]]", deputy("B", "deputy_from = 2021-07-01\ndeputy_until = 2021-07-31") + "[[call]]", 14, "coordinator.deputy_for", `"B" is unknown`, `"Anna Ek"`},
		{"a deputy for ever", "[[call]]", deputy("Anna Ek", "deputy_from = 2021-07-01") + "[[call]]", 14, "coordinator.deputy_for", "a first and a last day", "deputy_until"},
		{"a deputy backwards", "[[call]]", deputy("Anna Ek", "deputy_from = 2021-07-02\ndeputy_until = 2021-07-01") + "[[call]]", 16, "coordinator.deputy_until", "before the first", ""},
		{"days for nobody", "[[call]]", deputy("", "deputy_from = 2021-07-01") + "[[call]]", 11, "coordinator", "stands in for nobody", "deputy_for"},
		{"a contact's deputy", `"amount"]`, "\"amount\"]\n[[call.contact]]\nname = \"B\"\naddresses = [\"b@example.org\"]\ndeputy_for = \"Anna Ek\"", 19, "call.contact.deputy_for", "only a coordinator", ""},
		{"nobody decides", "approvals = 1", "approvals = 0", 18, "decision.approvals", "at least one", ""},
		{"reminders fall", "[[call]]", "[reminders]\ncompletion = [14, 7]\n[[call]]", 12, "reminders.completion", "must rise", ""},
		{"reminded before it is missing", "[[call]]", "[reminders]\ncompletion = [0]\n[[call]]", 12, "reminders.completion", "from 1", ""},
		{"a day twice", "[[call]]", "[reminders]\nreport = [-7, 0, 0]\n[[call]]", 12, "reminders.report", "must rise", ""},
		{"no day", "[[call]]", "[reminders]\nreport = [\"a week\"]\n[[call]]", 12, "reminders.report", "another kind", "a whole number"},
		{"one day for a list", "[[call]]", "[reminders]\nreport = 7\n[[call]]", 12, "reminders.report", "another kind", "a list of whole numbers"},
		{"reminders by the minute", "[[call]]", "[reminders]\nat = \"08:15\"\n[[call]]", 12, "reminders.at", "on the hour", ""},
		{"patience below none", "[[call]]", "[limits]\nack_delay = \"-5m\"\n[[call]]", 12, "limits.ack_delay", "no duration", ""},
		{"a report for ever", "opens", "report_months = -1\nopens", 13, "call.report_months", "cannot be due then", ""},
		{"two days for the report", "opens", "report_months = 6\nreport_due = 2022-03-01\nopens", 13, "call.report_months", "given twice", ""},
		{"less than nothing to give", "opens", "budget = -1\nopens", 13, "call.budget", "negative", ""},
		{"payer without a name", "[[call]]", "[payer]\nbankgiro = \"5050-1055\"\n[[call]]", 11, "payer.name", "needs a name", ""},
		{"payer without a number", "[[call]]", "[payer]\nname = \"Fonden\"\norganisation_number = \"802999-9996\"\n[[call]]", 13, "payer.organisation_number", "no organisation number", ""},
		{"payer without an account", "[[call]]", payer("") + "[[call]]", 11, "payer", "one account", "bankgiro"},
		{"payer with two accounts", "[[call]]", payer("iban = \"SE4550000000058398257466\"\nbankgiro = \"5050-1055\"\n") + "[[call]]", 11, "payer", "one account", ""},
		{"payer with a wrong digit", "[[call]]", payer("bankgiro = \"5050-1056\"\n") + "[[call]]", 14, "payer.bankgiro", "no bankgiro number", ""},
		{"payer with a wrong IBAN", "[[call]]", payer("iban = \"SE4550000000058398257467\"\n") + "[[call]]", 14, "payer.iban", "no iban number", ""},
		{"payer with a bank's name", "[[call]]", payer("bankgiro = \"5050-1055\"\nbic = \"Swedbank\"\n") + "[[call]]", 15, "payer.bic", "no BIC", ""},
		{"paid yesterday", "[[call]]", payer("bankgiro = \"5050-1055\"\nexecution = -1\n") + "[[call]]", 15, "payer.execution", "from 0 to 30", ""},
		{"applicant without a number", "[[call]]", "[[applicant]]\nname = \"Gläntan\"\n[[call]]", 11, "applicant.number", "no organisation number", ""},
		{"applicant with everybody's domain", "[[call]]", "[[applicant]]\nname = \"Gläntan\"\nnumber = \"802999-9995\"\ndomains = [\"gmail.com\"]\n[[call]]", 14, "applicant.domains", "no domain of an organisation", ""},
		{"two applicants", "[[call]]", "[[applicant]]\nname = \"A\"\nnumber = \"802999-9995\"\n[[applicant]]\nname = \"a\"\n[[call]]", 14, "applicant", "a name of its own", ""},
		{"nameless", `name = "Anna Ek"`, "", 7, "coordinator", "a name", ""},
		{"element", `"amount"`, `"amuont"`, 15, "call.elements", `"amuont" is unknown`, `"amount"`},
		{"element twice", `"amount"]`, "\"amount\"]\noptional = [\"amount\"]", 16, "call.optional", "twice", ""},
		{"no elements", `elements = ["applicant", "amount"]`, "", 11, "call", "asks for nothing", "elements"},
		{"no last day", `closes = "2021-03-28"`, "", 11, "call", "a first and a last day", "closes"},
		{"bad day", `"2021-03-28"`, `"28 mars"`, 14, "call.closes", "YYYY-MM-DD", ""},
		{"backwards", `"2021-03-28"`, `2021-02-28`, 14, "call.closes", "before it opens", ""},
		{"prefix", "opens", "prefix = \"p1\"\nopens", 13, "call.prefix", `"p1" cannot begin`, "PK"},
		{"cap", "opens", "cap = -1\nopens", 13, "call.cap", "negative", ""},
		{"cap per", "opens", "cap_per = \"regoin\"\nopens", 13, "call.cap_per", "unknown", `"region"`},
		{"contact", `"amount"]`, "\"amount\"]\n[[call.contact]]\nname = \"B\"\naddresses = [\"b\"]", 18, "call.contact.addresses", "no mail address", ""},
		{"digest from nowhere", "[[call]]", "[digest]\nmailbox = \"x\"\n[[call]]", 12, "digest.mailbox", "no mailbox has the name", ""},
		{"size", "[[call]]", "[limits]\nmail_size = \"50 apples\"\n[[call]]", 12, "limits.mail_size", "no size", ""},
		{"told at once of nothing known", "[[call]]", "[digest]\nat_once = [\"lunch\"]\n[[call]]", 12, "digest.at_once", "nothing that can be told", "new_case"},
		{"alarms in a flood", "[[call]]", "[alarm]\nafter = \"10s\"\n[[call]]", 12, "alarm.after", "a flood", "1h"},
		{"alarm before it fails", "[[call]]", "[alarm]\nafter = \"-1h\"\n[[call]]", 12, "alarm.after", "no duration", ""},
		{"alarms for nobody", "[[call]]", "[alarm]\nafter = \"0s\"\ncommand = [\"a\"]\n[[call]]", 12, "alarm.after", "nothing would be told", "1h"},
		{"expires in the past", "[[call]]", "[alarm]\nexpires_days = -1\n[[call]]", 12, "alarm.expires_days", "negative", "14"},
		{"a program without a name", "[[call]]", "[alarm]\ncommand = [\"\"]\n[[call]]", 12, "alarm.command", "no name", "command ="},
		{"a webhook in the clear", "[[call]]", "[alarm]\nwebhook = \"http://alarms.example.org/\"\n[[call]]", 12, "alarm.webhook", "in the clear", "https://"},
		{"a webhook to nowhere", "[[call]]", "[alarm]\nwebhook = \"alarms.example.org\"\n[[call]]", 12, "alarm.webhook", "no address of a web server", "https://"},
		{"a secret without a webhook", "[[call]]", "[alarm]\nwebhook_secret_file = \"s\"\n[[call]]", 12, "alarm.webhook_secret_file", "no webhook", "webhook ="},
		{"alarm mail in the clear", "[[call]]", "[alarm]\nsmtp = \"smtp://mail.example.net\"\n[[call]]", 12, "alarm.smtp", "in the clear", "smtp+starttls"},
		{"alarm mail from nobody", "[[call]]", "[alarm]\nsmtp = \"smtps://mail.example.net\"\n[[call]]", 11, "alarm.smtp_from", "no mail address", "smtp_from"},
		{"alarm mail to nobody", "[[call]]", "[alarm]\nsmtp = \"smtps://mail.example.net\"\nsmtp_from = \"a@example.net\"\n[[call]]", 11, "alarm.smtp_to", "nobody would get", "smtp_to"},
		{"alarm mail to a name", "[[call]]", "[alarm]\nsmtp = \"smtps://mail.example.net\"\nsmtp_from = \"a@example.net\"\nsmtp_to = [\"drift\"]\n[[call]]", 14, "alarm.smtp_to", "no mail address", "smtp_to"},
		{"alarm mail with half a login", "[[call]]", "[alarm]\nsmtp = \"smtps://mail.example.net\"\nsmtp_from = \"a@example.net\"\nsmtp_to = [\"d@example.net\"]\nsmtp_username = \"a\"\n[[call]]", 15, "alarm.smtp_username", "a user name and a password", "smtp_password_file"},
		{"alarm mail without a server", "[[call]]", "[alarm]\nsmtp_to = [\"d@example.net\"]\n[[call]]", 11, "alarm", "no server", "smtp ="},
		{"log format", "[[call]]", "[log]\nformat = \"xml\"\n[[call]]", 12, "log.format", "unknown", "json"},
		{"log level", "[[call]]", "[log]\nlevel = \"trace\"\n[[call]]", 12, "log.level", "unknown", "debug"},
		{"health for everybody", "[[call]]", "[health]\nlisten = \"0.0.0.0:9464\"\n[[call]]", 12, "health.listen", "not on this machine alone", "127.0.0.1"},
		{"health without a host", "[[call]]", "[health]\nlisten = \":9464\"\n[[call]]", 12, "health.listen", "not on this machine alone", "127.0.0.1"},
		{"health by a name", "[[call]]", "[health]\nlisten = \"bot.example.org:9464\"\n[[call]]", 12, "health.listen", "not on this machine alone", ""},
		{"health without a port", "[[call]]", "[health]\nlisten = \"127.0.0.1\"\n[[call]]", 12, "health.listen", "no host and port", "9464"},
		{"health at a port by name", "[[call]]", "[health]\nlisten = \"127.0.0.1:http\"\n[[call]]", 12, "health.listen", "no port", "9464"},
		{"time of day", "[[call]]", "[digest]\nat = \"25:00\"\n[[call]]", 12, "digest.at", "no time of day", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Parse("config.toml", []byte(strings.Replace(small, c.old, c.new, 1)))
			e := (*Error)(nil)
			if !errors.As(err, &e) {
				t.Fatalf("got error %v, want an *Error", err)
			}
			if e.Line != c.line || e.Key != c.key || !strings.Contains(e.Text, c.text) || !strings.Contains(e.Try, c.try) {
				t.Errorf("got line %d, key %q: %s (try %s)\nwant line %d, key %q: ...%s... (try ...%s...)", e.Line, e.Key, e.Text, e.Try, c.line, c.key, c.text, c.try)
			}
		})
	}
}

// The alarm is on unless it is turned off in so many words.
func TestAlarm(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"": time.Hour, "[alarm]\n": time.Hour, "[alarm]\nafter = \"1m\"\n": time.Minute, "[alarm]\nafter = \"0s\"\n": 0,
	} {
		if got := time.Duration(parse(t, small+text).Alarm.After); got != want {
			t.Errorf("%q: alarm after %s, want %s", text, got, want)
		}
	}
	all := parse(t, small+`[alarm]
		command = ["bin/alarm", "medelbot"]
		webhook = "http://[::1]:8080/alarm"
		smtp = "smtp+starttls://mail.example.net"
		smtp_from = "medelbot@example.net"
		smtp_to = ["drift@example.net"]
		ca_file = "/etc/ca.pem"
		[health]
		listen = "[::1]:9464"`).Alarm
	if d := cmp.Diff([]string{filepath.Join("some", "where", "bin", "alarm"), "medelbot"}, all.Program()); d != "" || all.Ways() != 3 || all.CAPath() != "/etc/ca.pem" {
		t.Errorf("%d ways, %s, %s", all.Ways(), all.CAPath(), d)
	}
	if s, err := all.WebhookSecret(); s != "" || err != nil {
		t.Errorf("no secret: %q, %v", s, err)
	}
}

// The secrets of alarms are read anew each time, and only where they stand alone.
func TestAlarmSecrets(t *testing.T) {
	dir := t.TempDir()
	c, err := Parse(filepath.Join(dir, "config.toml"), []byte(small+"[alarm]\nwebhook = \"https://a.example\"\nwebhook_secret_file = \"hook\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Alarm.WebhookSecret(); err == nil || !strings.Contains(err.Error(), "hook: the secret that alarm.webhook_secret_file names cannot be read") {
		t.Errorf("a missing file gave %v", err)
	}
	for content, want := range map[string]string{"hemligt\n": "hemligt", "\n": "", "one\ntwo\n": ""} {
		if err := os.WriteFile(filepath.Join(dir, "hook"), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, err := c.Alarm.WebhookSecret(); got != want || (err == nil) != (want != "") {
			t.Errorf("%q gave %q, %v", content, got, err)
		}
	}
}

// deputy writes a coordinator B who stands in for somebody.
func deputy(whom, days string) string {
	text := "[[coordinator]]\nname = \"B\"\naddresses = [\"b@example.org\"]\n"
	if whom != "" {
		text += "deputy_for = \"" + whom + "\"\n"
	}
	return text + days + "\n"
}

// payer writes a payer with the accounts given.
func payer(accounts string) string {
	return "[payer]\nname = \"Fonden\"\norganisation_number = \"802999-9995\"\n" + accounts
}

// A deputy has the place of another from the first instant of the first day to
// the last instant of the last one, in Sweden.
func TestDeputy(t *testing.T) {
	c := parse(t, small+deputy("Anna Ek", "deputy_from = 2021-03-28\ndeputy_until = 2021-03-28"))
	got := c.People()[1]
	want := medelbot.Person{Name: "B", Addresses: []string{"b@example.org"}, DeputyFor: "Anna Ek",
		From: time.Date(2021, 3, 27, 23, 0, 0, 0, time.UTC), Until: time.Date(2021, 3, 28, 22, 0, 0, 0, time.UTC).Add(-1)}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if anna := c.People()[0]; anna.DeputyFor != "" || !anna.From.IsZero() || !anna.Until.IsZero() || c.Seats() != 1 {
		t.Errorf("%d have a place; the first is %+v", c.Seats(), anna)
	}
}

// A list that the file holds takes the default's place, and is not added to it.
func TestReminders(t *testing.T) {
	if d := cmp.Diff(Defaults().Reminders, parse(t, small).Reminders); d != "" {
		t.Error(d)
	}
	c := parse(t, small+"[reminders]\ncompletion = []\nreport = [-1]")
	if d := cmp.Diff(Reminders{Completion: []int{}, Report: []int{-1}, At: Clock{8, 0}}, c.Reminders); d != "" {
		t.Error(d)
	}
}

func TestPayer(t *testing.T) {
	if p := parse(t, small).Payer; p.Named() {
		t.Errorf("%+v has a name", p)
	}
	p := parse(t, small+payer("bankgiro = \"50501055\"\n")).Payer
	if !p.Named() || p.Account() != (medelbot.BankNumber{Type: medelbot.Bankgiro, Number: "5050-1055"}) || p.Number() != "802999-9995" || p.Execution != 1 {
		t.Errorf("%+v, %+v, %s", p, p.Account(), p.Number())
	}
	p = parse(t, small+payer("iban = \"SE45 5000 0000 0583 9825 7466\"\n")).Payer
	if p.Account() != (medelbot.BankNumber{Type: medelbot.IBAN, Number: "SE4550000000058398257466"}) {
		t.Errorf("%+v", p.Account())
	}
}

func TestNumberOf(t *testing.T) {
	c := parse(t, small+"[[applicant]]\nname = \"Stiftelsen Gläntan\"\nnumber = \"8029999995\"\ndomains = [\"glantan.example\"]")
	for _, test := range []struct {
		name, applicant, address, want string
	}{
		{"a region", "Region Skåne", "a@glantan.example", "232100-0255"},
		{"by name", "stiftelsen gläntan", "a@example.org", "802999-9995"},
		{"by domain", "Gläntans äldreboende", "a@Glantan.example", "802999-9995"},
		{"a subdomain may be anybody's", "Gläntans äldreboende", "a@hyr.glantan.example", ""},
		{"nobody", "", "", ""},
	} {
		if got := c.NumberOf(&medelbot.Case{Applicant: test.applicant, Addresses: []string{test.address}}); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestByteOrderMark(t *testing.T) {
	parse(t, "\xef\xbb\xbf"+small)
}

func TestSecret(t *testing.T) {
	dir := t.TempDir()
	text := small
	c, err := Parse(filepath.Join(dir, "config.toml"), []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	m := &c.Mailboxes[0]
	if _, err := m.Secret(); err == nil || !strings.Contains(err.Error(), "secret") {
		t.Errorf("a missing file gave %v", err)
	}
	for content, want := range map[string]string{"hemligt\n": "hemligt", "två ord \r\n": "två ord", "\n": ""} {
		if err := os.WriteFile(filepath.Join(dir, "secret"), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := m.Secret()
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q gave %q, %v", content, got, err)
		}
	}
	t.Setenv("MEDELBOT_TEST_SECRET", "ur miljön")
	c = parse(t, strings.Replace(small, `password_file = "secret"`, `password_env = "MEDELBOT_TEST_SECRET"`, 1))
	if got, err := c.Mailboxes[0].Secret(); got != "ur miljön" || err != nil {
		t.Errorf("the environment gave %q, %v", got, err)
	}
	c = parse(t, strings.NewReplacer(`password_file = "secret"`, `password = "öppet"`, "imaps://mail.example.org", "imap://127.0.0.1:1143").Replace(small))
	if got, err := c.Mailboxes[0].Secret(); got != "öppet" || err != nil {
		t.Errorf("the file gave %q, %v", got, err)
	}
}

func TestNearest(t *testing.T) {
	known := []string{"letters", "letters_only_to", "limits", "imap"}
	for word, want := range map[string]string{"leters": "letters", "LETTERS": "", "letter_only_to": "letters_only_to", "imaps": "imap", "limit": "limits", "": ""} {
		if got := Nearest(word, known); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestSize(t *testing.T) {
	for text, want := range map[string]Size{"50MB": 50e6, "1 kB": 1000, "7": 7, "2GB": 2e9, "512B": 512} {
		var s Size
		if err := s.UnmarshalText([]byte(text)); err != nil || s != want {
			t.Errorf("%q is %d, %v; want %d", text, s, err, want)
		}
	}
	for _, text := range []string{"", "MB", "-1MB", "1.5MB", "5XB", "9999999999GB", "1MBMB", "0"} {
		if err := new(Size).UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q was taken for a size", text)
		}
	}
}

// The example is what people start from: it must be usable, show every key,
// and tell the truth about defaults.
func TestExample(t *testing.T) {
	text := medelbot.ExampleConfig()
	c, err := Parse("config.example.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if got := len(c.Calls); got != 3 {
		t.Errorf("the example has %d calls, want 3", got)
	}
	checkKeys(t, text, reflect.TypeFor[Config](), "")

	// What follows "# Default: " is the value of the key on the next line that
	// is none of comment.
	lines := strings.Split(text, "\n")
	section, found := "", 0
	for i, line := range lines {
		if strings.HasPrefix(line, "[") {
			section = strings.Trim(line, "[]")
		}
		value, ok := strings.CutPrefix(line, "# Default: ")
		if !ok {
			continue
		}
		key, _, _ := strings.Cut(lines[i+1], " =")
		got := defaultOf(t, section, key)
		var want map[string]any
		if err := toml.Unmarshal([]byte("x = "+value), &want); err != nil {
			t.Fatalf("line %d: %v", i+1, err)
		}
		if d := cmp.Diff(want["x"], got); d != "" {
			t.Errorf("line %d: the default of %s is another: %s", i+1, key, d)
		}
		found++
	}
	if found < 38 {
		t.Errorf("only %d defaults stand in the example", found)
	}
}

// defaultOf is what a key is worth in a file that does not hold it.
func defaultOf(t *testing.T, section, key string) any {
	t.Helper()
	d := Defaults()
	day := toml.LocalDate{Year: 2021, Month: 1, Day: 1} // a day has no default, and no empty form
	d.Mailboxes, d.Calls, d.Coordinators = []Mailbox{{OAuth2: OAuth2{SecretExpires: day}}}, []Call{{Opens: day, Closes: day, ReportDue: day}}, []Coordinator{{DeputyFrom: day, DeputyUntil: day}}
	d.fill()
	text, err := toml.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]any
	if err := toml.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	table := all
	if section != "" {
		switch v := all[section].(type) {
		case map[string]any:
			table = v
		case []any:
			table = v[0].(map[string]any)
		default:
			t.Fatalf("no section %q", section)
		}
	}
	if v, ok := table[key].([]any); ok && len(v) == 0 {
		return []any{}
	}
	return table[key]
}

func checkKeys(t *testing.T, text string, of reflect.Type, table string) {
	t.Helper()
	for i := range of.NumField() {
		f := of.Field(i)
		key := f.Tag.Get("toml")
		if key == "" || table+key == "mailbox.password" {
			continue // a password belongs in no file
		}
		elem := f.Type
		if elem.Kind() == reflect.Slice {
			elem = elem.Elem()
		}
		if elem.Kind() == reflect.Struct && elem.NumField() > 0 && elem.Field(0).Tag.Get("toml") != "" {
			checkKeys(t, text, elem, table+key+".")
			continue
		}
		if !regexp.MustCompile(`(?m)^(# )?` + key + ` = `).MatchString(text) {
			t.Errorf("the key %s%s is not in the example", table, key)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(small))
	f.Add([]byte(medelbot.ExampleConfig()))
	f.Add([]byte("[[call]]\n[[call.contact]]\n[[call.contact]]\nname=1"))
	f.Fuzz(func(t *testing.T, text []byte) {
		c, err := Parse("config.toml", text)
		if e := (*Error)(nil); err != nil && !errors.As(err, &e) {
			t.Errorf("the error is no *Error: %v", err)
		}
		if (c == nil) == (err == nil) {
			t.Errorf("neither a configuration nor an error")
		}
	})
}

// Who is named in the configuration is known to the log, and a mailbox that is
// named by its address is called by its place.
func TestPersonal(t *testing.T) {
	c := parse(t, small+"[[mailbox]]\nname = \"fonden\"\naddress = \"fonden@example.org\"\nusername = \"org\\\\bo\"\nimap = \"imaps://b.example.org\"\npassword_file = \"secret\"\n")
	want := map[string]string{
		"anna.ek@example.org": "mailbox-1", "anna@example.com": "(coordinator)", "Anna Ek": "(sender)", "fonden@example.org": "fonden",
	}
	if d := cmp.Diff(want, c.Personal()); d != "" {
		t.Error(d)
	}
	for mailbox, want := range map[string]string{"anna.ek@example.org": "mailbox-1", "fonden": "fonden", "gone": "gone"} {
		if got := c.Called(mailbox); got != want {
			t.Errorf("%s is called %s, want %s", mailbox, got, want)
		}
	}
}
