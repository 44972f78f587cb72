package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"medelbot"
	"medelbot/store"
)

type asideCommand struct {
	List   asideListCommand   `cmd:"" default:"withargs" help:"List the mails that wait for a person (what aside does by itself)."`
	Take   asideTakeCommand   `cmd:"" help:"Make a case of one."`
	Attach asideAttachCommand `cmd:"" help:"Add one to a case that is here."`
	Drop   asideDropCommand   `cmd:"" help:"Say that nothing need be done about one."`
}

// Help is the long help of the command.
func (asideCommand) Help() string {
	return `Mail is set aside when the program is in doubt. It is kept as it came until you take or drop it, and it stands in the digest.`
}

type asideListCommand struct {
	JSON bool `name:"json" help:"One JSON object a line for each mail."`
}

// Run lists the mails that wait for a person.
func (c *asideListCommand) Run(ctx context.Context, p *process) error {
	o, err := p.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	mails, err := o.store.AsideList(ctx)
	if err != nil {
		return err
	}
	if c.JSON {
		return printLines(p.out, mails, func(a medelbot.AsideMail) any { return asideForm(a) })
	}
	if len(mails) == 0 {
		_, err := fmt.Fprintln(p.out, "No mail waits for you.")
		return err
	}
	t := table{titles: []string{"ID", "ARRIVED", "FROM", "SUBJECT", "CASE", "WHY"}}
	for _, a := range mails {
		t.add(strconv.FormatInt(a.ID, 10), o.day(a.Arrived), clip(a.From.Email, 30), clip(a.Subject, 18), a.Case, a.Reason.English())
	}
	if err := t.print(p.out); err != nil {
		return err
	}
	_, err = fmt.Fprintln(p.out, "To go on: medelbot aside take ID, aside attach ID CASE, or aside drop ID")
	return err
}

type asideTakeCommand struct {
	ID    int64  `arg:"" help:"The mail's number in the list."`
	Call  string `placeholder:"ID" help:"The call that it is for, if it does not say so itself."`
	Reply bool   `help:"Also answer the applicant, as if the mail had come now."`
}

// Help is the long help of the command.
func (asideTakeCommand) Help() string {
	return `The mail is read again and becomes the application of a new case, on your word: a warning that it looks suspicious stays on the case but holds nothing back. Nobody is answered without --reply.`
}

// Run opens a case with a mail that was set aside.
func (c *asideTakeCommand) Run(ctx context.Context, p *process) error {
	o, err := p.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	filed, err := o.takeAside(ctx, c.ID, p.user(), c.Call, c.Reply)
	if err != nil {
		return err
	}
	fmt.Fprintln(p.out, indented(fmt.Sprintf("Case %s: %s.", filed.Case, printable(filed.Why)), 2))
	for _, l := range filed.Letters {
		fmt.Fprintf(p.out, "Answer: %s to %s, %s\n", l.Name, printable(l.To), stateText(&l))
	}
	return nil
}

// callAt is the call that was open at a time; of several the first without
// keywords, which choose by what a mail says.
func callAt(calls []medelbot.Call, t time.Time) string {
	id := ""
	for _, k := range calls {
		if !t.Before(k.Opens) && !t.After(k.Closes) && (id == "" || len(k.Keywords) == 0) {
			id = k.ID
		}
	}
	return id
}

// trusting decides as usual, but for a mail that a person vouches for: that it
// looked suspicious is noted, and neither that nor its size holds anything back.
// An account in a suspicious one is still stated by nobody who is known: hidden
// text may name another (promise 7).
func trusting(h medelbot.Handler) medelbot.Handler {
	decide := h.Decide
	h.Decide = func(f medelbot.Facts) medelbot.Change {
		m := *f.Mail
		warnings := m.Reading.Warnings
		if m.Reading.Has(medelbot.Suspicious) {
			m.Reading.Trust = medelbot.TrustNone
		}
		m.Reading.Warnings = slices.DeleteFunc(slices.Clone(warnings), func(w medelbot.Warning) bool { return w == medelbot.Suspicious })
		m.Truncated = false
		f.Mail = &m
		c := decide(f)
		if c.Open && c.Case != nil {
			c.Case.Warnings = warnings
		}
		return c
	}
	return h
}

type asideDropCommand struct {
	ID int64 `arg:"" help:"The mail's number in the list."`
}

// Help is the long help of the command.
func (asideDropCommand) Help() string {
	return `A mail that belongs to no case is deleted from the database; only its number and digest stay. The mailbox is not touched.`
}

// Run ends the waiting of a mail.
func (c *asideDropCommand) Run(ctx context.Context, p *process) error {
	o, err := p.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	if err := o.store.AsideDrop(ctx, c.ID, p.user()); err != nil {
		return asideError(c.ID, err)
	}
	fmt.Fprintf(p.out, "Mail %d waits for nobody any more.\n", c.ID)
	return nil
}

// asideError words what a person who named a mail must know.
func asideError(id int64, err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return &failure{text: fmt.Sprintf("no mail with the number %d waits for you", id), try: "medelbot aside"}
	}
	if state := (*store.StateError)(nil); errors.As(err, &state) {
		return &failure{text: fmt.Sprintf("mail %d stays as it is", id), try: fmt.Sprintf("medelbot aside attach %d CASE, or medelbot aside drop %d", id, id), err: state}
	}
	return err
}
