package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"medelbot"
	"medelbot/cmd/medelbot/config"
	"medelbot/store"
	"medelbot/templates"
)

type checkCommand struct{}

// Help is the long help of the command.
func (checkCommand) Help() string {
	return `Tries each thing in turn: the configuration, the letters, the reading of attachments and the programs that help with it, the database, and for each mailbox the way to it (name, connection, TLS, login, capabilities, folders) and the way out (connection, TLS, login). It changes nothing in the mailbox and sends nothing. The exit status is 1 if a step failed.`
}

// checklist prints steps as they are tried and counts those that failed.
type checklist struct {
	out          io.Writer
	tried, wrong int
}

// step reports one step and tells whether it went well.
func (l *checklist) step(name, detail string, err error) bool {
	l.tried++
	if err == nil {
		if detail != "" {
			name += ": " + detail
		}
		fmt.Fprintf(l.out, "ok      %s\n", indented(printable(name), 8))
		return true
	}
	l.wrong++
	text, try, _ := strings.Cut(strings.TrimPrefix(sentence(err), "medelbot: "), "\n")
	fmt.Fprintf(l.out, "WRONG   %s\n", indented(name+": "+text, 8))
	if try != "" {
		fmt.Fprintf(l.out, "        %s\n", indented(try, 8))
	}
	return false
}

// warn reports what works and should still be mended.
func (l *checklist) warn(name, text string) {
	fmt.Fprintf(l.out, "mind    %s\n", indented(printable(name+": "+text), 8))
}

// Run tries everything and goes on after what failed.
func (checkCommand) Run(ctx context.Context, p *process) error {
	funds, err := p.configurations()
	if err != nil {
		return err
	}
	l := &checklist{out: p.out}
	for _, cfg := range funds {
		l.checkFund(ctx, p, cfg)
	}
	if l.wrong > 0 {
		return &failure{text: fmt.Sprintf("%d of %d steps failed", l.wrong, l.tried), try: "mend what is marked WRONG above, then medelbot check again"}
	}
	fmt.Fprintln(p.out, "All is well. To begin: medelbot run")
	return ctx.Err()
}

// checkFund tries all that one configuration names.
func (l *checklist) checkFund(ctx context.Context, p *process, cfg *config.Config) {
	l.step("configuration", fmt.Sprintf("%s, mailboxes: %d, calls: %d, letters = %q", cfg.Path(), len(cfg.Mailboxes), len(cfg.Calls), cfg.Letters), nil)
	if len(cfg.Mailboxes) == 0 {
		l.step("mailboxes", "", &failure{text: "the configuration names no [[mailbox]]", try: "compare with the file that medelbot init writes"})
	}
	l.checkPeople(cfg, p.now())
	now := p.now()
	if !slices.ContainsFunc(cfg.AllCalls(), func(c medelbot.Call) bool { return !now.Before(c.Opens) && !now.After(c.Closes) }) {
		l.warn("calls", "none is open today, so that each application is late or fits no call; see opens and closes under [[call]]")
	}
	_, err := templates.Load(cfg.TemplatesPath())
	l.step("letters", "", err)
	l.checkScanner(ctx, p, cfg)
	l.checkDocuments(ctx, p)
	l.checkDatabase(ctx, p, cfg)
	for i := range cfg.Mailboxes {
		l.checkMailbox(ctx, cfg, &cfg.Mailboxes[i], p.now)
	}
}

// checkPeople tells who is lacking for decisions; that there are enough of them
// is part of reading the configuration.
func (l *checklist) checkPeople(cfg *config.Config, now time.Time) {
	people := cfg.People()
	if len(people) == 0 {
		l.warn("coordinators", "nobody gets the digest and nobody can decide, since there is no [[coordinator]]")
		return
	}
	// No reason not to run: applications are read and answered all the same.
	if seats := cfg.Seats(); cfg.Decision.Approvals > seats {
		l.warn("coordinators", fmt.Sprintf("a decision takes %d of them, and the file names %d (a deputy has no vote besides the one stood in for): add a [[coordinator]], or set approvals = %d",
			cfg.Decision.Approvals, seats, max(seats, 1)))
	}
	if !slices.ContainsFunc(people, func(p medelbot.Person) bool { return leads(p.Role) }) {
		l.warn("coordinators", `none has the role "project leader"; project leader and coordinator decide together`)
	}
	for _, p := range people {
		if p.DeputyFor != "" && now.After(p.Until) {
			l.warn("coordinators", fmt.Sprintf("%s's days as deputy for %s are over; see deputy_until", p.Name, p.DeputyFor))
		}
	}
}

// leads tells a project leader by the role, in English or Swedish.
func leads(role string) bool {
	role = strings.ToLower(role)
	return strings.Contains(role, "project leader") || strings.Contains(role, "projektledare")
}

func (l *checklist) checkDatabase(ctx context.Context, p *process, cfg *config.Config) {
	db, err := store.Open(ctx, cfg.DatabasePath(), p.now, cfg.Zone())
	if err == nil {
		defer db.Close()
		err = db.CheckPages(ctx)
	}
	if !l.step("database", cfg.DatabasePath(), err) {
		return
	}
	chain, err := db.VerifyChain(ctx)
	l.step("event log", fmt.Sprintf("%d events, unbroken", chain.Length), err)
	if paused, err := db.Paused(ctx); err == nil && paused {
		l.warn("letters", "they are paused; to go on: medelbot resume")
	}
}

func (l *checklist) checkMailbox(ctx context.Context, cfg *config.Config, m *config.Mailbox, now func() time.Time) {
	tokens := l.checkSignIn(ctx, cfg, m, now)
	if len(m.TrustedAuthserv) == 0 {
		l.warn(m.Name+" trusted_authserv", "it is empty, so that no sender is ever trusted: a forged mail is not told from a true one, and letters repeat little of what was read")
	}
	if cfg.Limits.AckDelay > 0 && m.SentFolder == "" {
		l.warn(m.Name+" sent_folder", "answers wait (ack_delay), and without a sent_folder nobody can tell whether you were first")
	}
	folders := []string{m.Folder}
	if m.JunkFolder != "" {
		folders = append(folders, m.JunkFolder)
	}
	if cfg.Mode() == medelbot.Draft {
		folders = append(folders, m.DraftsFolder)
	}
	if m.SentFolder != "" {
		folders = append(folders, m.SentFolder)
	}
	for _, s := range account(m, tokens).Check(ctx, folders...) {
		l.step(m.Name+" imap "+s.Name, s.Detail, s.Err)
	}
	if m.SMTP == "" {
		l.warn(m.Name+" smtp", "there is no server to send by; that will do while letters is not \"send\"")
		return
	}
	out, err := sender(m, tokens)
	if err == nil {
		err = out.Check(ctx)
	}
	l.step(m.Name+" smtp", "ready to take letters at "+m.SMTP, err)
}
