package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"golang.org/x/term"

	"medelbot"
	"medelbot/cmd/medelbot/config"
	"medelbot/cmd/medelbot/retention"
	"medelbot/store"
)

type eraseCommand struct {
	Case string `arg:"" help:"The case number, such as PK-2021-0007."`
	As   string `placeholder:"PERSON" help:"Who does it: a coordinator of the configuration, by name, first name or address."`
	Yes  bool   `help:"Do not ask."`
}

// Help is the long help of the command.
func (eraseCommand) Help() string {
	return `Erases a case that is declined, withdrawn or closed: its mails and attachments, what was read in them, addresses, letters, notes and reasons, and every trace of them in the database file. Of a case whose money was paid, what bookkeeping needs is left until the time for that is over (retention.bookkeeping_years). The number is never given again, and the log keeps its lines without their details. First it shows what goes and what stays, and asks.

It cannot be undone. The mailbox on the server is not touched, and neither are backups and exported files: docs/gdpr.md. With [retention] in the configuration the daemon erases by itself when the time has come.`
}

// Run erases one case.
func (c *eraseCommand) Run(ctx context.Context, p *process) error {
	o, err := p.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	by, err := p.actor(o.cfg, c.As)
	if err != nil {
		return err
	}
	number := caseNumber(c.Case)
	k, err := o.store.EndedCase(ctx, number)
	if err != nil {
		return eraseError(number, err)
	}
	rule := o.cfg.RetentionOf(k.Call)
	how := func(k medelbot.EndedCase) (medelbot.Erasure, error) { return rule.Erasable(k, o.now()) }
	planned, err := how(k)
	if err != nil {
		return eraseError(number, err)
	}
	if err := o.tellErasure(ctx, p, k, planned, rule.BooksUntil(k)); err != nil {
		return err
	}
	if !c.Yes {
		if err := p.askYes("Erase it? This cannot be undone. Write yes: "); err != nil {
			return err
		}
	}
	done, err := o.store.Erase(ctx, number, by.String(), "asked for", how)
	if err != nil {
		return eraseError(number, err)
	}
	fmt.Fprintf(p.out, "Erased %s: %d mails, %d letters.\n", joined(done.Cases), done.Mails, done.Letters)
	clean, err := o.store.Sweep(ctx)
	if err == nil && !clean {
		fmt.Fprintln(p.out, "Another program still reads the database; the daemon clears the last traces within the hour.")
	}
	return err
}

// eraseError words why a case that a person has named is not erased.
func eraseError(number string, err error) error {
	stays := number + " stays as it is"
	if state := (*store.StateError)(nil); errors.As(err, &state) {
		return &failure{text: stays, try: "medelbot show " + number + ", and see to that first", err: state}
	}
	if refused := (*medelbot.Refusal)(nil); errors.As(err, &refused) {
		return &failure{text: stays, try: refused.Hint(), err: refused}
	}
	return orderError(number, err)
}

// tellErasure says what goes and what stays.
func (o *office) tellErasure(ctx context.Context, p *process, k medelbot.EndedCase, how medelbot.Erasure, books time.Time) error {
	numbers, err := o.store.MergedCases(ctx, k.Number)
	if err != nil {
		return err
	}
	mails, files, letters := 0, 0, 0
	for _, n := range numbers {
		v, err := o.store.Case(ctx, n)
		if err != nil {
			return err
		}
		mails, letters = mails+len(v.Mails), letters+len(v.Letters)
		for _, m := range v.Mails {
			files += len(m.Attachments)
		}
	}
	out := &sheet{w: p.out}
	out.title(fmt.Sprintf("%s, %s since %s", joined(numbers), k.Status, o.day(k.EndedAt)))
	out.row("goes", fmt.Sprintf("%d mails with %d files, the text of %d letters, what was read, addresses, notes, reasons, and the details of the log", mails, files, letters))
	if how == medelbot.ErasedToBookkeeping {
		out.row("stays", "for bookkeeping, until "+o.day(books)+": "+strings.Join(medelbot.KeptForBookkeeping, ", "))
	} else {
		out.row("stays", "the number, statuses, days and sums, and the lines of the log without details")
	}
	out.row("untouched", "the mailbox on the server, backups, exported files")
	return out.err
}

// askYes asks at the terminal, and returns an error for any answer but yes.
func (p *process) askYes(question string) error {
	if f, ok := p.in.(*os.File); ok && !term.IsTerminal(int(f.Fd())) {
		return &usageError{text: "there is nobody to ask", try: "--yes"}
	}
	fmt.Fprint(p.out, question)
	answer, _ := bufio.NewReader(p.in).ReadString('\n') // its end is an answer too
	if !strings.EqualFold(strings.TrimSpace(answer), "yes") {
		return &failure{text: "nothing was erased", try: "the answer yes, or --yes"}
	}
	return nil
}

// checkRetention tells what the daemon would erase next: a slip in [retention]
// cannot be mended afterwards.
func (l *checklist) checkRetention(ctx context.Context, db *store.Store, cfg *config.Config, now func() time.Time) {
	keeper := retention.Keeper{Store: db, Rule: cfg.RetentionOf, Clock: now}
	n, err := keeper.Due(ctx)
	switch {
	case err != nil:
		l.step("retention", "", err)
	case n > 0:
		l.warn("retention", fmt.Sprintf("cases that the daemon erases at three at night, or an hour after its start: %d; that cannot be undone. See [retention], and medelbot export for what the registrar wants first", n))
	}
}

// applicantText names the applicant of a case, which may be erased.
func applicantText(k *medelbot.Case) string {
	if k.Applicant == "" && k.Erased != medelbot.NotErased {
		return "(erased)"
	}
	return k.Applicant
}

// erasedText says how much of a case was erased, when and by whom.
func (o *office) erasedText(v *store.CaseView) string {
	text := "all but that it was here"
	if v.Erased == medelbot.ErasedToBookkeeping {
		text = "all but what bookkeeping needs"
	}
	for _, e := range slices.Backward(v.Log) {
		if e.Name == medelbot.EventErased {
			return text + ", on " + o.minute(e.At) + " by " + e.By
		}
	}
	return text
}

// keeper makes the one who erases what is due.
func (o *office) keeper() *retention.Keeper {
	return &retention.Keeper{
		Store: o.store, Rule: o.cfg.RetentionOf, AsideDays: o.cfg.Retention.AsideDays,
		Zone: o.cfg.Zone(), Clock: o.now, Log: o.log,
	}
}
