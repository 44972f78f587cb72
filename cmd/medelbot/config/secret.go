package config

import (
	"fmt"
	"os"
	"strings"

	"medelbot/intake/imap"
)

// Secret gives the mailbox's password. It is read anew each time, so that a
// changed password needs no restart. White space at its end is not part of it:
// editors end a file with a newline.
func (m *Mailbox) Secret() (string, error) {
	if m.Password != "" {
		return m.Password, nil
	}
	value, from := os.Getenv(m.PasswordEnv), "the environment variable "+m.PasswordEnv
	if m.PasswordFile != "" {
		path := m.SecretPath()
		text, err := os.ReadFile(path)
		if err != nil {
			return "", m.badSecret(fmt.Sprintf("the password file %s of mailbox %s cannot be read: %s", path, m.Name, cause(err)),
				"write the password alone into that file and make it readable for the user who runs medelbot")
		}
		value, from = string(text), "the password file "+path
	}
	if value = strings.TrimRight(value, " \t\r\n"); value == "" {
		return "", m.badSecret(fmt.Sprintf("%s of mailbox %s is empty", from, m.Name), "put the password there")
	}
	return value, nil
}

// badSecret is permanent trouble for whoever logs in with the secret.
func (m *Mailbox) badSecret(text, try string) error {
	return &imap.Error{Trouble: imap.BadSettings, Message: text, Try: try}
}

// CAPath is the file with extra trust roots, "" if there is none.
func (m *Mailbox) CAPath() string { return resolve(m.dir, m.CAFile) }

// SecretPath is the file with the password, "" if there is none.
func (m *Mailbox) SecretPath() string { return resolve(m.dir, m.PasswordFile) }
