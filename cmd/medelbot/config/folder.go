package config

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// extension is that of a configuration file in a folder of several.
const extension = ".toml"

// Fund names the fund among several: the file's name without its extension.
func (c *Config) Fund() string { return strings.TrimSuffix(filepath.Base(c.path), extension) }

// LoadAll reads the configuration files of all funds that one daemon serves: the
// file at path or, if that is a folder, each *.toml in it, by their names. What
// they name must be apart. Its error is an *Error.
func LoadAll(path string) ([]*Config, error) {
	paths, err := files(path)
	if err != nil {
		return nil, err
	}
	var all []*Config
	for _, p := range paths {
		c, err := Load(p)
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, apart(all)
}

// LoadOne reads the configuration file at path or, if that is a folder, the only
// one in it. Its error is an *Error.
func LoadOne(path string) (*Config, error) {
	paths, err := files(path)
	switch {
	case err != nil:
		return nil, err
	case len(paths) > 1:
		return nil, &Error{File: path, Text: fmt.Sprintf("the folder holds the configurations of %d funds, and this command is about one", len(paths)), Try: "--config " + paths[0]}
	}
	return Load(paths[0])
}

// files lists the configuration files at path.
func files(path string) ([]string, error) {
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		return []string{path}, nil // whether it is there, Load tells
	}
	// The names come sorted.
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, &Error{File: path, Text: "the folder of configurations cannot be read: " + cause(err), Try: "make it readable for this user", Err: err}
	}
	var found []string
	for _, e := range entries {
		// Editors leave copies whose names begin with a dot.
		if filepath.Ext(e.Name()) == extension && !strings.HasPrefix(e.Name(), ".") {
			found = append(found, filepath.Join(path, e.Name()))
		}
	}
	if len(found) == 0 {
		return nil, &Error{File: path, Text: "the folder holds no configuration file, NAME" + extension, Try: "medelbot init " + path}
	}
	return found, nil
}

// apart tells the first thing that two funds would share: each must have its own
// database and its own case numbers, and a mail in a mailbox must be the business
// of one of them. The one thing that they do share is the log, of which they must
// say the same.
func apart(funds []*Config) error {
	databases, boxes, prefixes := map[string]string{}, map[string]string{}, map[string]string{}
	for _, c := range funds {
		database := filepath.Clean(c.DatabasePath())
		if other := databases[database]; other != "" {
			return &Error{File: c.path, Key: "database", Text: fmt.Sprintf("the fund in %s has the same database", other), Try: `a database for each fund, such as database = "` + c.Fund() + `.db"`}
		}
		databases[database] = c.path
		if c.Log != funds[0].Log {
			return &Error{File: c.path, Key: "log", Text: fmt.Sprintf("the funds write one log, and the one in %s has another [log]", funds[0].path), Try: "the same [log] in each file"}
		}
		for _, m := range c.Mailboxes {
			box := strings.ToLower(m.IMAP + " " + m.Username + " " + m.Folder)
			if other := boxes[box]; other != "" {
				return &Error{File: c.path, Key: "mailbox", Text: fmt.Sprintf("the fund in %s watches the same folder of the mailbox of %s, so that each mail would be answered by both", other, m.Address),
					Try: "one fund with the calls of both, or a folder for each"}
			}
			boxes[box] = c.path
		}
		for _, call := range c.Calls {
			if other := prefixes[call.Prefix]; other != "" && other != c.path {
				return &Error{File: c.path, Key: "call.prefix", Text: fmt.Sprintf("the fund in %s has case numbers that begin with %s, too, so that one number would be two cases", other, call.Prefix),
					Try: "another prefix for the calls of one of them, as long as it has no cases"}
			}
			prefixes[call.Prefix] = c.path
		}
	}
	return nil
}
