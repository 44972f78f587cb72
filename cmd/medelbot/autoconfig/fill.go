package autoconfig

import (
	"fmt"
	"strings"
)

// Setting is one line of a mailbox in a configuration file.
type Setting struct {
	Key string // or the head of a table, as [mailbox.oauth2]
	// Value is as TOML has it; "" leaves the line as it stands.
	Value string
	Off   bool   // the line becomes a comment
	Note  string // a comment above the line, "" for none
}

// Fill writes settings into the first [[mailbox]] of a configuration file, in the
// place of the lines that are there, also of those that are comments. Everything
// else stays as it is. A key that has no line is an error.
func Fill(file string, settings []Setting) (string, error) {
	lines := strings.Split(file, "\n")
	begin, end := mailboxPart(lines)
	for _, s := range settings {
		at := -1
		for i := begin; i < end && at < 0; i++ {
			text := strings.TrimPrefix(lines[i], "# ")
			if text == s.Key || strings.HasPrefix(text, s.Key+" = ") {
				at = i
			}
		}
		if at < 0 {
			return "", fmt.Errorf("the file has no line for %s", s.Key)
		}
		line := strings.TrimPrefix(lines[at], "# ")
		if s.Value != "" {
			line = s.Key + " = " + s.Value
		}
		if s.Off {
			line = "# " + line
		} else if s.Value == "" && !strings.HasPrefix(s.Key, "[") {
			line = lines[at]
		}
		if s.Note != "" {
			line = "# init: " + s.Note + "\n" + line
		}
		lines[at] = line
	}
	return strings.Join(lines, "\n"), nil
}

// mailboxPart is where the first [[mailbox]] begins and ends.
func mailboxPart(lines []string) (begin, end int) {
	begin, end = len(lines), len(lines)
	for i, line := range lines {
		switch {
		case line == "[[mailbox]]" && begin == len(lines):
			begin = i + 1
		case begin < i && (strings.HasPrefix(line, "[") || strings.HasPrefix(line, "# ----")):
			return begin, i
		}
	}
	return begin, end
}

// Settings are what a mailbox's part of the configuration should say, as far as
// the answer goes. username is as the person gave it; "" takes what was found out.
func (a Answer) Settings(q Question, username string) []Setting {
	all := []Setting{}
	set := func(key, value, note string) { all = append(all, Setting{Key: key, Value: value, Note: note}) }
	off := func(key, note string) { all = append(all, Setting{Key: key, Off: true, Note: note}) }
	name := "mailbox"
	if q.Address != "" {
		name, _, _ = strings.Cut(q.Address, "@")
		set("name", quote(name), "")
		set("address", quote(q.Address), "")
	} else {
		set("address", "", "put the mailbox's address here, and its name above.")
	}
	off("sender", "put a name here if it shall not be the coordinator's whose address it is.")
	server := func(key string, f Found) {
		switch {
		case f.URL == "":
			set(key, "", "not found out; ask those who run the mailbox. This is an example.")
		case f.Unproved != "":
			set(key, quote(f.URL), fmt.Sprintf("%s; not reached from here: %s.", f.Where, f.Unproved))
		default:
			set(key, quote(f.URL), f.Where+".")
		}
	}
	server("imap", a.IMAP)
	server("smtp", a.SMTP)
	if username == "" {
		username = a.Username
	}
	switch {
	case username != "":
		set("username", quote(username), "")
	case q.Address != "":
		set("username", quote(q.Address), "not told; most servers take the address.")
	default:
		set("username", "", "put the name here that the server knows you by.")
	}
	if a.Authserv != "" {
		set("trusted_authserv", "["+quote(a.Authserv)+"]", "by who takes mail in for the domain.")
	} else {
		set("trusted_authserv", "[]", "not found out; look at a mail from outside, as told above.")
	}
	if a.Provider != AnyProvider {
		all = append(all, oauth2Settings(a.Provider, domainOf(q.Address), name)...)
	}
	return all
}

// oauth2Settings are for a mailbox that no password opens. domain is that of its
// address, "" if that is not known, and name what the mailbox is called.
func oauth2Settings(provider Provider, domain, name string) []Setting {
	all := []Setting{
		{Key: "server_copies_sent", Value: "true"},
		{Key: "auth", Value: quote("oauth2"), Note: "passwords alone open no mailbox there any more."},
		{Key: "password_file", Off: true},
		{Key: "[mailbox.oauth2]"},
		{Key: "provider", Value: quote(string(provider))},
	}
	if provider == Microsoft {
		if domain != "" {
			all = append(all, Setting{Key: "tenant", Value: quote(domain)})
		}
		all = append(all, Setting{Key: "grant", Value: quote("client_credentials")})
	} else {
		all = append(all, Setting{Key: "grant", Value: quote("refresh_token")}, Setting{Key: "token_file", Value: quote(name + ".token")})
	}
	return append(all,
		Setting{Key: "client_id", Note: "put what the application is registered as here, and take the # away."},
		Setting{Key: "client_secret_file", Value: quote("client-secret")})
}

// quote is a text in TOML. What no name of a mailbox holds is left out, so that no
// text is another setting.
func quote(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == '"' || r == '\\' {
			return -1
		}
		return r
	}, s)
	return `"` + s + `"`
}
