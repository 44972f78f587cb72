package config

import (
	"errors"
	"strings"
	"testing"
)

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
		{"called as another", "[[coordinator]]", "[[mailbox]]\nname = \"mailbox-1\"\naddress = \"b@example.org\"\nimap = \"imaps://b.example.org\"\npassword_file = \"secret\"\n[[coordinator]]", 8, "mailbox.name", "log and metrics call another", "give each a name"},
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
