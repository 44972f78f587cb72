package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"medelbot/cmd/medelbot/config"
	"medelbot/cmd/medelbot/signin"
)

// checkSignIn looks at what the mailbox is logged in to with, and returns what
// gives its access tokens; nil where it is a password.
func (l *checklist) checkSignIn(ctx context.Context, cfg *config.Config, m *config.Mailbox, now func() time.Time) *signin.Source {
	if !m.ByOAuth2() {
		if _, err := m.Secret(); err != nil {
			l.step(m.Name+" password", "", err)
		} else {
			l.checkOpen(m.Name+" password", m.SecretPath())
		}
		return nil
	}
	c := signInCheck{l, cfg, m, now(), tokenSource(cfg, m, now)}
	known := m.OAuth2.Grant != signin.RefreshToken || c.login()
	c.secret()
	if !known {
		l.skip([]string{m.Name + " access token"}, "login failed")
		return c.tokens
	}
	_, err := c.tokens.Token(ctx, "")
	until := c.tokens.Health().Until
	l.step(m.Name+" access token", fmt.Sprintf("given by %s to %s, good until %s", c.tokens.Server(), c.who(), c.minute(until)), err)
	c.ending()
	return c.tokens
}

// ending warns of a login that ends soon although it is used.
func (c *signInCheck) ending() {
	for _, e := range c.tokens.Expiries() {
		if e.Name == signin.RefreshTokenEnds && e.At.Before(c.now.AddDate(0, 0, c.cfg.Alarm.ExpiresDays)) {
			c.warn(c.m.Name+" login", fmt.Sprintf("it ends on %s; try: medelbot login before that", c.minute(e.At)))
		}
	}
}

// checkOpen warns of a secret file that other users can read; path may be "".
func (l *checklist) checkOpen(name, path string) {
	if info, err := os.Stat(path); err == nil && info.Mode().Perm()&0o077 != 0 {
		l.warn(name, fmt.Sprintf("other users can read %s; try: chmod 600 %s", path, path))
	}
}

// signInCheck is the check of one mailbox's access tokens.
type signInCheck struct {
	*checklist
	cfg    *config.Config
	m      *config.Mailbox
	now    time.Time
	tokens *signin.Source
}

// who says whose right the tokens are.
func (c *signInCheck) who() string {
	if c.m.OAuth2.Grant == signin.ClientCredentials {
		return "the application by its own right"
	}
	return "the person who logged in"
}

// login tells of the person's login, and whether there is one.
func (c *signInCheck) login() bool {
	name := c.m.Name + " login"
	login, err := c.tokens.Login()
	detail := fmt.Sprintf("of %s, last renewed %s, last used %s", c.minute(login.LoggedIn), c.minute(login.Changed), c.minute(login.Used))
	if !login.Dies.IsZero() {
		detail += ", dies unused on " + c.day(login.Dies)
	}
	known := c.step(name, detail, err)
	if known {
		c.checkOpen(name, c.tokens.TokenFile)
	}
	return known
}

// secret tells when the application's secret ends.
func (c *signInCheck) secret() {
	name, path := c.m.Name+" client secret", c.m.ClientSecretPath()
	if c.tokens.Secret == nil {
		return
	}
	c.checkOpen(name, path)
	ends := c.tokens.SecretExpires
	switch left := int(ends.Sub(c.now).Hours() / 24); {
	case ends.IsZero():
		c.warn(name, "nobody knows when it ends, so that nobody can be told in time; try: secret_expires, the last day that was shown when it was made")
	case c.now.After(ends):
		c.warn(name, fmt.Sprintf("by the configuration it ended on %s; try: make a new one, and put its last day in secret_expires", c.day(ends)))
	case left <= c.cfg.Alarm.ExpiresDays:
		c.warn(name, fmt.Sprintf("it ends on %s, in %d days; try: make a new one, and put its last day in secret_expires", c.day(ends), left))
	default:
		c.step(name, fmt.Sprintf("ends on %s, in %d days", c.day(ends), left), nil)
	}
}

func (c *signInCheck) minute(t time.Time) string {
	return t.In(c.cfg.Zone()).Format("2006-01-02 15:04")
}

func (c *signInCheck) day(t time.Time) string { return t.In(c.cfg.Zone()).Format("2006-01-02") }
