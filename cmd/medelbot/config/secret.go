package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"medelbot/intake/imap"
)

// credential begins the name of a secret that systemd hands to its service
// (LoadCredential=, systemd.exec(5)), where a key names a file that holds a
// secret.
const credential = "credential:"

// credentialsVariable names the folder that systemd puts them in.
const credentialsVariable = "CREDENTIALS_DIRECTORY"

// Secret gives the mailbox's password. It is read anew each time, so that a
// changed password needs no restart. White space at its end is not part of it:
// editors end a file with a newline.
func (m *Mailbox) Secret() (string, error) {
	if m.Password != "" {
		return m.Password, nil
	}
	return m.secret("password", m.PasswordFile, m.PasswordEnv)
}

// secret reads a secret from the file or the environment variable that a key
// names; what is what it is in a sentence.
func (m *Mailbox) secret(what, file, variable string) (string, error) {
	value, from := os.Getenv(variable), "the environment variable "+variable
	if file != "" {
		path := secretPath(m.dir, file)
		text, err := os.ReadFile(path)
		if err != nil {
			return "", m.badSecret(fmt.Sprintf("the %s file %s of mailbox %s cannot be read: %s", what, path, m.Name, cause(err)), secretHint(file, err))
		}
		value, from = string(text), fmt.Sprintf("the %s file %s", what, path)
	}
	if value = strings.TrimRight(value, " \t\r\n"); value == "" {
		return "", m.badSecret(fmt.Sprintf("%s of mailbox %s is empty", from, m.Name), "put the "+what+" there")
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
func (m *Mailbox) SecretPath() string { return secretPath(m.dir, m.PasswordFile) }

// secretPath is where the secret lies that a key names: a file, which starts
// from dir if it is relative, or a credential. Without credentials the latter's
// path is its name as written, which is no file.
func secretPath(dir, file string) string {
	name, ok := strings.CutPrefix(file, credential)
	if !ok {
		return resolve(dir, file)
	}
	given := os.Getenv(credentialsVariable)
	if given == "" || !isCredential(name) {
		return file
	}
	return filepath.Join(given, name)
}

// isCredential tells whether systemd would take the name: that of a file, not
// a path.
func isCredential(name string) bool {
	return name != "" && name != "." && name != ".." && !strings.Contains(name, "/")
}

// secretHint says what to do when the secret that a key names could not be read.
func secretHint(file string, err error) string {
	name, ok := strings.CutPrefix(file, credential)
	given := os.Getenv(credentialsVariable)
	switch {
	case !ok:
		return "write it alone into that file and make it readable for the user who runs medelbot"
	case !isCredential(name):
		return `a name without a slash after "` + credential + `"`
	case given == "":
		return "only a service of systemd is given credentials, and medelbot-as-service of the Debian package; by hand set " + credentialsVariable + " to a folder that holds the file " + name
	case errors.Is(err, fs.ErrNotExist):
		return missingCredential(name, given)
	}
	return "make the service's credentials readable for the user who runs medelbot"
}

// missingCredential says what the service was given instead.
func missingCredential(name, given string) string {
	entries, _ := os.ReadDir(given) // unreadable is as good as empty here
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	try := "LoadCredential=" + name + ":FILE in the unit of the service, then restart it"
	if near := Nearest(name, names); near != "" {
		return `"` + credential + near + `", which the service was given; or ` + try
	}
	// A folder's files are named after it: what stands after the underscore.
	for _, n := range names {
		if strings.HasSuffix(n, "_"+name) {
			return `"` + credential + n + `", which the service was given`
		}
	}
	return try
}
