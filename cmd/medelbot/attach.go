package main

import (
	"context"
	"fmt"
	"slices"

	"medelbot"
)

type asideAttachCommand struct {
	ID    int64  `arg:"" help:"The mail's number in the list."`
	Case  string `arg:"" help:"The case number, such as PK-2021-0007."`
	Reply bool   `help:"Also answer the sender, as if the mail had come now."`
}

// Help is the long help of the command.
func (asideAttachCommand) Help() string {
	return `The mail is read again and does to the case what it would have done by itself: a supplement adds and corrects elements, a report reports. That it belongs to the case is on your word; an account that comes with it must still be confirmed. Nobody is answered without --reply.`
}

// Run adds a mail that was set aside to a case.
func (c *asideAttachCommand) Run(ctx context.Context, p *process) error {
	o, err := p.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	view, err := o.caseView(ctx, c.Case)
	if err != nil {
		return err
	}
	m, _, err := o.asideAgain(ctx, c.ID)
	if err != nil {
		return err
	}
	readFor(&m.Reading, &view.Case)
	m.Quiet = medelbot.QuietBackfill
	if c.Reply {
		m.Quiet = ""
	}
	filed, err := o.store.AsideAttach(ctx, c.ID, view.Number, p.user(), m, belonging(o.handler))
	if err != nil {
		return asideError(c.ID, err)
	}
	fmt.Fprintln(p.out, indented(fmt.Sprintf("Case %s: %s.", filed.Case, printable(filed.Why)), 2))
	if filed.As != medelbot.FiledCase {
		fmt.Fprintln(p.out, "The mail is kept with the case, which stays as it is.")
	}
	return o.tellLetters(p.out, view.Number, filed.Letters)
}

// readFor takes a reading for one of a mail about the case.
func readFor(r *medelbot.Reading, k *medelbot.Case) {
	r.Case, r.Call = k.Number, k.Call
	if !slices.Contains([]medelbot.Kind{medelbot.Supplement, medelbot.Report, medelbot.StatusQuery, medelbot.Withdrawal}, r.Kind) {
		// An application to a case that is here adds to it, and so does what was
		// not understood.
		r.Kind = medelbot.Supplement
	}
}

// belonging decides as of a mail from the applicant's own address, since a person
// says that it belongs to the case: who sent it holds nothing back. That our mail
// server vouches for the sender counts for nothing then, so that an account in it
// is stated by nobody who is known.
func belonging(h medelbot.Handler) medelbot.Handler {
	decide := h.Decide
	h.Decide = func(f medelbot.Facts) medelbot.Change {
		m := *f.Mail
		quiet := m.Quiet
		m.Quiet, m.Truncated = "", false
		r := &m.Reading
		r.Cases, r.Trust = nil, medelbot.TrustNone // the person has chosen the case
		if f.Case != nil && len(f.Case.Addresses) > 0 {
			r.From = medelbot.Address{Email: f.Case.Addresses[0]}
		}
		r.Warnings = slices.DeleteFunc(slices.Clone(r.Warnings), func(w medelbot.Warning) bool {
			return w == medelbot.Suspicious || w == medelbot.SenderNotApplicant
		})
		f.Mail = &m
		c := decide(f)
		if quiet != "" {
			c.Letters = slices.DeleteFunc(c.Letters, func(q medelbot.LetterRequest) bool { return !q.Name.ToCoordinator() })
		}
		return c
	}
	return h
}
