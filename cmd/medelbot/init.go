package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/mail"
	"os"
	"path/filepath"
	"strings"

	"medelbot"
	"medelbot/cmd/medelbot/autoconfig"
)

type initCommand struct {
	Dir     string `arg:"" optional:"" default:"." help:"Folder to write it to; made if it is missing. Default: this one."`
	Address string `placeholder:"ADDRESS" help:"The mailbox's address: its servers are looked for in DNS and at its provider."`
	IMAP    string `name:"imap" placeholder:"HOST" help:"The server to read from, if you know it: HOST, HOST:PORT or imaps://HOST."`
	User    string `placeholder:"NAME" help:"The name to log in with. Default: the address."`
}

// Help is the long help of the command.
func (initCommand) Help() string {
	return `Writes config.toml with every key, its default and what it does. A file that is there already is left alone.

With an address or a server it fills in how the mailbox is reached, as far as that can be found out without logging in: by the SRV, MX and autodiscover records in DNS, by the file that Thunderbird asks the domain for, and by trying the usual names. Each server must show by its certificate that it is the one. What was found stands in the file with where it was found; look whether that is your mail server before you give it a password.`
}

// Run writes the file so that only its owner can read it.
func (c *initCommand) Run(ctx context.Context, p *process) error {
	q, err := c.question()
	if err != nil {
		return err
	}
	path := filepath.Join(c.Dir, "config.toml")
	if _, err := os.Lstat(path); err == nil {
		return taken(path) // before the network is asked in vain
	}
	text := medelbot.ExampleConfig()
	var found autoconfig.Answer
	if q != (autoconfig.Question{}) {
		found = p.finder.Find(ctx, q)
		if err := ctx.Err(); err != nil {
			return err
		}
		if text, err = autoconfig.Fill(text, found.Settings(q, c.User)); err != nil {
			return err
		}
	}
	if err := c.write(path, text); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "Wrote %s.\n", path)
	if q == (autoconfig.Question{}) {
		fmt.Fprintf(p.out, "Next: fill in [[mailbox]], [[coordinator]] and [[call]], then try: medelbot check --config %s\n", path)
		return nil
	}
	tellFound(p, found)
	fmt.Fprintf(p.out, "Next: fill in %s, then try: medelbot check --config %s\n", strings.Join(c.left(found, q), ", "), path)
	return nil
}

// question is what the command line says of the mailbox.
func (c *initCommand) question() (autoconfig.Question, error) {
	q := autoconfig.Question{Address: c.Address, Server: c.IMAP}
	if q.Address == "" && strings.Contains(c.User, "@") {
		q.Address = c.User
	}
	if q.Address != "" {
		if a, err := mail.ParseAddress(q.Address); err != nil || a.Address != q.Address {
			return q, &usageError{text: fmt.Sprintf("%q is no mail address", q.Address), try: "--address anna.ek@example.org"}
		}
	}
	if q == (autoconfig.Question{}) && c.User != "" {
		return q, &usageError{text: "a name alone does not tell where the mailbox is", try: "--address ADDRESS, or --imap HOST"}
	}
	return q, nil
}

func taken(path string) error {
	return &failure{text: path + " is there already and was left alone", try: "another folder, or move the file away"}
}

// write makes the file, unless there is one.
func (c *initCommand) write(path, text string) error {
	if err := os.MkdirAll(c.Dir, 0o700); err != nil {
		return &failure{text: "the folder cannot be made", try: "another folder", err: err}
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return taken(path)
	}
	if err != nil {
		return &failure{text: "the configuration cannot be written", try: "another folder", err: err}
	}
	_, err = f.WriteString(text)
	if err := errors.Join(err, f.Close()); err != nil {
		return &failure{text: path + " could not be written whole", try: "look whether the disk is full", err: err}
	}
	return nil
}

// tellFound shows what was found, where, and of what was not what was tried.
func tellFound(p *process, a autoconfig.Answer) {
	for _, s := range []struct {
		key   string
		found autoconfig.Found
	}{{"imap", a.IMAP}, {"smtp", a.SMTP}} {
		line := s.key + ": "
		switch {
		case s.found.URL == "":
			line += "not found"
		default:
			line += fmt.Sprintf("%s, %s", s.found.URL, s.found.Where)
			if s.found.Unproved != "" {
				line += "; it could not be reached from here: " + s.found.Unproved
			}
			if len(s.found.Logins) > 0 {
				line += "; logs in by " + strings.Join(s.found.Logins, ", ")
			}
		}
		fmt.Fprintln(p.out, indented(printable(line), 6))
	}
	if a.IMAP.URL != "" && a.SMTP.URL != "" {
		return
	}
	fmt.Fprintln(p.out, "Tried in vain:")
	for _, v := range a.Vain {
		fmt.Fprintln(p.out, "  "+indented(printable(v), 4))
	}
}

// left is what nobody but the person can fill in.
func (c *initCommand) left(a autoconfig.Answer, q autoconfig.Question) []string {
	var all []string
	add := func(needed bool, what string) {
		if needed {
			all = append(all, what)
		}
	}
	add(q.Address == "", "the mailbox's name and address")
	add(a.IMAP.URL == "", "imap")
	add(a.SMTP.URL == "", "smtp")
	add(cmp.Or(c.User, a.Username, q.Address) == "", "username")
	add(a.Provider == autoconfig.AnyProvider, "the password (a file named by password_file)")
	add(a.Provider == autoconfig.Microsoft, "[mailbox.oauth2] (docs/microsoft365.md tells how)")
	add(a.Provider == autoconfig.Google, "[mailbox.oauth2] (docs/google.md tells how)")
	add(a.Authserv == "", "trusted_authserv")
	return append(all, "[[coordinator]] and [[call]]")
}
