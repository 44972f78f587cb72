package main

import (
	"time"

	"medelbot/cmd/medelbot/config"
	"medelbot/cmd/medelbot/signin"
	"medelbot/intake/imap"
)

// tokenSources makes what gives access tokens, for each mailbox that is logged in
// to by them, by the mailbox's name. Nobody is asked for any yet.
func tokenSources(cfg *config.Config, now func() time.Time) map[string]*signin.Source {
	all := map[string]*signin.Source{}
	for i := range cfg.Mailboxes {
		if m := &cfg.Mailboxes[i]; m.ByOAuth2() {
			all[m.Name] = tokenSource(cfg, m, now)
		}
	}
	return all
}

func tokenSource(cfg *config.Config, m *config.Mailbox, now func() time.Time) *signin.Source {
	s := m.SignIn(cfg.Zone())
	s.Clock = now
	// That ca_file cannot be read is told by whoever connects to the mailbox,
	// which comes before any token is needed.
	s.RootCAs, _ = roots(m.CAPath())
	return signin.New(s)
}

// account is the way to a mailbox. tokens gives the access tokens to log in with,
// nil where it is a password.
func account(m *config.Mailbox, tokens *signin.Source) imap.Account {
	a := imap.Account{URL: m.IMAP, Username: m.Username, Password: m.Secret, CAFile: m.CAPath()}
	if tokens != nil {
		a.Token = tokens.Token
	}
	return a
}
