package main

import (
	"bufio"
	"context"
	"fmt"
	"strings"

	"medelbot/cmd/medelbot/config"
	"medelbot/cmd/medelbot/signin"
)

type loginCommand struct {
	Mailbox string `arg:"" optional:"" help:"Name of the mailbox; needed if several are logged in to by a person."`
	Browser bool   `help:"By a page in a browser instead of a device code, where both will do."`
}

// Help is the long help of the command.
func (loginCommand) Help() string {
	return `For a mailbox with auth = "oauth2" and grant = "refresh_token": lets a person allow medelbot at the mailbox, once, and keeps that in token_file, which only its owner can read. The daemon may run meanwhile, and uses it from the next login on.

By device code you open a page on any machine and enter a code there. Where the provider has none for mail (Google), or with --browser, you open a page; if your browser runs on another machine, it ends at a page that cannot be shown, and you paste the address of that page here.

Run it as the user who runs medelbot: what that user cannot read is of no use.`
}

// Run lets a person log in.
func (c *loginCommand) Run(ctx context.Context, p *process) error {
	cfg, err := p.configuration()
	if err != nil {
		return err
	}
	m, err := c.mailbox(cfg)
	if err != nil {
		return err
	}
	if _, err := roots(m.CAPath()); err != nil {
		return err
	}
	tokens := tokenSource(cfg, m, p.now)
	switch {
	case tokens.HasDevice() && !(c.Browser && tokens.HasBrowser()):
		err = tokens.LoginByDevice(ctx, func(code signin.Code) {
			fmt.Fprintf(p.out, "To let medelbot at the mailbox %s, open\n    %s\nin any browser, enter the code\n    %s\nand log in as a person who may read that mailbox.\n", m.Address, printable(code.URL), printable(code.Code))
			if !code.Until.IsZero() {
				fmt.Fprintf(p.out, "The code is good until %s. ", code.Until.In(cfg.Zone()).Format("15:04"))
			}
			fmt.Fprintln(p.out, "Waiting ...")
		})
	case tokens.HasBrowser():
		waiting, stop := context.WithCancel(ctx)
		defer stop()
		err = tokens.LoginInBrowser(waiting, m.Username, func(page string) {
			fmt.Fprintf(p.out, "To let medelbot at the mailbox %s, open this address in a browser and log in as a person who may read that mailbox:\n    %s\n"+
				"If the browser runs on another machine, it ends at a page that cannot be shown: paste the address of that page here.\nWaiting ...\n", m.Address, printable(page))
		}, lines(waiting, p))
	default:
		return &usageError{text: fmt.Sprintf("nobody knows where to log in for mailbox %s", m.Name), try: "device_url or auth_url under [mailbox.oauth2]"}
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "Done. The login is kept in %s.\nNext: medelbot check\n", tokens.TokenFile)
	return nil
}

// mailbox finds the mailbox that is meant.
func (c *loginCommand) mailbox(cfg *config.Config) (*config.Mailbox, error) {
	var names []string
	var found *config.Mailbox
	for i := range cfg.Mailboxes {
		m := &cfg.Mailboxes[i]
		if c.Mailbox == m.Name && !byPerson(m) {
			return nil, &usageError{text: fmt.Sprintf("mailbox %s needs no login by a person", m.Name), try: "medelbot check"}
		}
		if byPerson(m) {
			names = append(names, m.Name)
			if c.Mailbox == m.Name || c.Mailbox == "" {
				found = m
			}
		}
	}
	switch {
	case len(names) == 0:
		return nil, &usageError{text: "no mailbox of the configuration is logged in to by a person", try: `auth = "oauth2" and grant = "refresh_token", or medelbot check`}
	case found == nil:
		return nil, &usageError{text: fmt.Sprintf("there is no mailbox %q to log in to", c.Mailbox), try: "one of " + strings.Join(names, ", ")}
	case c.Mailbox == "" && len(names) > 1:
		return nil, &usageError{text: "several mailboxes are logged in to by a person", try: "medelbot login MAILBOX, one of " + strings.Join(names, ", ")}
	}
	return found, nil
}

// byPerson reports whether a mailbox is logged in to by a person's leave.
func byPerson(m *config.Mailbox) bool {
	return m.ByOAuth2() && m.OAuth2.Grant == signin.RefreshToken
}

// lines gives what a person enters, line by line without empty ones, until ctx
// ends.
func lines(ctx context.Context, p *process) <-chan string {
	entered := make(chan string)
	go func() {
		// Only the end of the process ends a read from a keyboard.
		for in := bufio.NewScanner(p.in); in.Scan(); {
			if strings.TrimSpace(in.Text()) == "" {
				continue
			}
			select {
			case entered <- in.Text():
			case <-ctx.Done():
				return
			}
		}
	}()
	return entered
}
