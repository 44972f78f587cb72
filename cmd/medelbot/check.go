package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"medelbot"
	"medelbot/cmd/medelbot/config"
	"medelbot/intake/imap"
	"medelbot/store"
	"medelbot/templates"
)

type checkCommand struct {
	Alarm bool `help:"Also tell a test by each way of [alarm]."`
}

// Help is the long help of the command.
func (checkCommand) Help() string {
	return `Tries each thing in the order in which one would look: the configuration and the people in it, the folder of the database, the disk, the clock, the database, for each mailbox the way to it (name, connection, TLS, login, capabilities, folders) and the way out (connection, TLS, login), the letters, the digest, the virus scanner, the ways of alarm, the reading of attachments and the programs that help with it. It changes nothing in the mailbox and sends nothing, but for the test alarms that --alarm asks for. The exit status is 1 if a step failed.

Each line begins with ok, with WRONG for what must be mended, with mind for what works and should still be mended, or with skip for what was not tried because of something WRONG above it.`
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

// skip reports what could not be tried, and why.
func (l *checklist) skip(names []string, why string) {
	if len(names) > 0 {
		fmt.Fprintf(l.out, "skip    %s\n", indented(printable(strings.Join(names, ", ")+": not tried, since "+why), 8))
	}
}

// warn reports what works and should still be mended.
func (l *checklist) warn(name, text string) {
	fmt.Fprintf(l.out, "mind    %s\n", indented(printable(name+": "+text), 8))
}

// Run tries everything and goes on after what failed.
func (c checkCommand) Run(ctx context.Context, p *process) error {
	funds, err := p.configurations()
	if err != nil {
		return err
	}
	l := &checklist{out: p.out}
	for _, cfg := range funds {
		l.checkFund(ctx, p, cfg)
		l.checkAlarm(ctx, p, cfg, c.Alarm)
		l.checkHealth(ctx, cfg)
	}
	l.checkDocuments(ctx, p)
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
	l.checkClock(p, cfg)
	if l.checkPlace(p, cfg) {
		l.checkDatabase(ctx, p, cfg)
	} else {
		l.skip([]string{"disk", "database", "event log", "daemon"}, "there is no place for them")
	}
	for i := range cfg.Mailboxes {
		l.checkMailbox(ctx, cfg, &cfg.Mailboxes[i], p.now)
	}
	_, err := templates.Load(cfg.TemplatesPath())
	l.step("letters", "", err)
	l.checkDigest(p, cfg)
	l.checkScanner(ctx, p, cfg)
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
	for _, p := range people {
		if p.DeputyFor != "" && now.After(p.Until) {
			l.warn("coordinators", fmt.Sprintf("%s's days as deputy for %s are over; see deputy_until", p.Name, p.DeputyFor))
		}
	}
}

func (l *checklist) checkDatabase(ctx context.Context, p *process, cfg *config.Config) {
	db, err := store.Open(ctx, cfg.DatabasePath(), p.now, cfg.Zone())
	if err == nil {
		defer db.Close()
		err = db.CheckPages(ctx)
	}
	if !l.step("database", cfg.DatabasePath(), err) {
		l.skip([]string{"event log", "daemon"}, "they are in the database or beside it")
		return
	}
	chain, err := db.VerifyChain(ctx)
	l.step("event log", fmt.Sprintf("unbroken, events: %d", chain.Length), err)
	if paused, err := db.Paused(ctx); err == nil && paused {
		l.warn("letters", "they are paused; to go on: medelbot resume")
	}
	l.checkRetention(ctx, db, cfg, p.now)
	// Last, since a daemon that starts meanwhile would be refused.
	switch err := db.Lock(); {
	case errors.Is(err, store.ErrHeld):
		l.step("daemon", err.Error(), nil)
	case err != nil:
		l.step("daemon", "", err)
	default:
		l.step("daemon", "none runs on this database", nil)
	}
}

func (l *checklist) checkMailbox(ctx context.Context, cfg *config.Config, m *config.Mailbox, now func() time.Time) {
	before := l.wrong
	tokens := l.checkSignIn(ctx, cfg, m, now)
	const locked = "there is nothing to log in with"
	canLogin := l.wrong == before
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
	l.checkIMAP(m.Name, account(m, tokens).Check(ctx, folders...), canLogin, locked)
	if m.SMTP == "" {
		l.warn(m.Name+" smtp", "there is no server to send by; that will do while letters is not \"send\"")
		return
	}
	if !canLogin {
		l.skip([]string{m.Name + " smtp"}, locked)
		return
	}
	out, err := sender(m, tokens)
	if err == nil {
		err = out.Check(ctx)
	}
	l.step(m.Name+" smtp", "ready to take letters at "+m.SMTP, err)
}

// checkIMAP reports the steps of the way to a mailbox, and names those that were
// not reached. Without anything to log in with the login fails for sure: why was
// told before.
func (l *checklist) checkIMAP(mailbox string, steps []imap.Step, canLogin bool, locked string) {
	rest := []string{"connect", "tls", "login", "capabilities", "folders"}
	name := func(step string) string { return mailbox + " imap " + step }
	for _, s := range steps {
		if i := slices.Index(rest, s.Name); i >= 0 {
			rest = rest[i+1:]
		}
		if s.Name == "login" && !canLogin {
			l.skip([]string{name("login"), "capabilities", "folders"}, locked)
			return
		}
		if strings.HasPrefix(s.Name, "folder ") {
			rest = nil
		}
		if !l.step(name(s.Name), s.Detail, s.Err) && len(rest) > 0 {
			rest[0] = name(rest[0])
			l.skip(rest, s.Name+" failed")
			return
		}
	}
}
