package config

import (
	"fmt"
	"net/url"
	"os"
	"strings"
	"time"

	"medelbot/notifier"
)

// Alarm is when and by which ways people are told of trouble that lasts: mail
// that cannot be fetched or sent, a secret that ends. The coordinators always get
// a letter by the mailboxes' own servers; the ways here are for whoever looks
// after the machine.
type Alarm struct {
	After       Duration `toml:"after"`        // 0 is never
	ExpiresDays int      `toml:"expires_days"` // how many days before the end of a secret; 0 is never
	Command     []string `toml:"command"`      // a program and its arguments; empty for none

	Webhook           string `toml:"webhook"` // a URL that takes JSON by POST; "" for none
	WebhookSecretFile string `toml:"webhook_secret_file"`

	SMTP             string   `toml:"smtp"` // a mail server other than the mailboxes'; "" for none
	SMTPFrom         string   `toml:"smtp_from"`
	SMTPTo           []string `toml:"smtp_to"`
	SMTPUsername     string   `toml:"smtp_username"` // "" sends without a login
	SMTPPasswordFile string   `toml:"smtp_password_file"`
	CAFile           string   `toml:"ca_file"`

	dir string // what relative paths start from
}

// Ways counts the ways beside the letters.
func (a *Alarm) Ways() int {
	n := 0
	for _, given := range []bool{len(a.Command) > 0, a.Webhook != "", a.SMTP != ""} {
		if given {
			n++
		}
	}
	return n
}

// Program is the command with the path of its program: relative to the
// configuration file if it has a slash, else looked for in PATH.
func (a *Alarm) Program() []string {
	if len(a.Command) == 0 || !strings.Contains(a.Command[0], "/") {
		return a.Command
	}
	program := resolve(a.dir, a.Command[0])
	if !strings.Contains(program, "/") { // it is beside a file that was named without a folder
		program = "./" + program
	}
	return append([]string{program}, a.Command[1:]...)
}

// WebhookSecret reads what the webhook wants to know us by; "" if it wants
// nothing.
func (a *Alarm) WebhookSecret() (string, error) {
	return aloneIn(a.dir, a.WebhookSecretFile, "webhook_secret_file")
}

// SMTPPassword reads the password for the alarms' mail server; "" if it wants
// none.
func (a *Alarm) SMTPPassword() (string, error) {
	return aloneIn(a.dir, a.SMTPPasswordFile, "smtp_password_file")
}

// CAPath is the file with extra trust roots for webhook and smtp, "" if there is
// none.
func (a *Alarm) CAPath() string { return resolve(a.dir, a.CAFile) }

// aloneIn reads a file that holds a secret alone, anew each time as Secret does.
func aloneIn(dir, file, key string) (string, error) {
	if file == "" {
		return "", nil
	}
	path := secretPath(dir, file)
	text, err := os.ReadFile(path)
	if err != nil {
		return "", &Error{File: path, Text: fmt.Sprintf("the secret that alarm.%s names cannot be read: %s", key, cause(err)), Try: secretHint(file, err), Err: err}
	}
	secret := strings.TrimRight(string(text), " \t\r\n")
	if secret == "" || strings.ContainsAny(secret, "\r\n") {
		return "", &Error{File: path, Text: fmt.Sprintf("the file that alarm.%s names does not hold a secret alone on one line", key)}
	}
	return secret, nil
}

func (c *Config) checkAlarm(bad complain) error {
	a := &c.Alarm
	switch {
	case a.After > 0 && a.After < Duration(time.Minute):
		return bad("alarm.after", "an alarm after every short trouble would be a flood of letters", `after = "1h", or "0s" for none`)
	case a.After == 0 && a.Ways() > 0:
		return bad("alarm.after", "there are ways to tell of trouble, and nothing would be told", `after = "1h", or no command, webhook and smtp`)
	case a.ExpiresDays < 0:
		return bad("alarm.expires_days", "the days before the end of a secret are negative", `expires_days = 14, or 0 for none`)
	case len(a.Command) > 0 && a.Command[0] == "":
		return bad("alarm.command", "the program has no name", `command = ["/usr/local/bin/alarm", "medelbot"]`)
	case a.Webhook == "" && a.WebhookSecretFile != "":
		return bad("alarm.webhook_secret_file", "there is a secret for a webhook and no webhook", `webhook = "https://alarms.example.org/medelbot"`)
	}
	if err := a.checkWebhook(bad); err != nil {
		return err
	}
	return a.checkSMTP(bad)
}

// checkWebhook refuses to send alarms and secret in the clear over a network.
func (a *Alarm) checkWebhook(bad complain) error {
	const key, try = "alarm.webhook", `webhook = "https://alarms.example.org/medelbot"`
	if a.Webhook == "" {
		return nil
	}
	u, err := url.Parse(a.Webhook)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http":
		return bad(key, fmt.Sprintf("%q is no address of a web server", a.Webhook), try)
	case u.Scheme == "http" && !loopback(u.Hostname()):
		return bad(key, "http:// would send the alarm in the clear to "+u.Host, try+"; http:// is for this machine only")
	}
	return nil
}

func (a *Alarm) checkSMTP(bad complain) error {
	if a.SMTP == "" {
		if a.SMTPFrom != "" || len(a.SMTPTo) > 0 || a.SMTPUsername != "" || a.SMTPPasswordFile != "" {
			return bad("alarm", "there is no server to mail alarms by", `smtp = "smtp+starttls://mail.example.net:587"`)
		}
		return nil
	}
	if _, err := notifier.ParseURL(a.SMTP); err != nil {
		return bad("alarm.smtp", err.Error(), `"smtps://host:465" or "smtp+starttls://host:587"`)
	}
	if !isAddress(a.SMTPFrom) {
		return bad("alarm.smtp_from", fmt.Sprintf("%q is no mail address", a.SMTPFrom), `smtp_from = "medelbot@example.net"`)
	}
	if len(a.SMTPTo) == 0 {
		return bad("alarm.smtp_to", "nobody would get the alarms", `smtp_to = ["drift@example.net"]`)
	}
	for _, to := range a.SMTPTo {
		if !isAddress(to) {
			return bad("alarm.smtp_to", fmt.Sprintf("%q is no mail address", to), `smtp_to = ["drift@example.net"]`)
		}
	}
	if (a.SMTPUsername == "") != (a.SMTPPasswordFile == "") {
		return bad("alarm.smtp_username", "a login takes a user name and a password", `smtp_username = "medelbot" and smtp_password_file = "alarm-secret", a file that holds the password alone`)
	}
	return nil
}
