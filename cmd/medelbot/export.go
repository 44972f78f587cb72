package main

import (
	"context"
	"fmt"
	"io"
	"slices"

	"medelbot"
	"medelbot/cmd/medelbot/dossier"
)

type exportCommand struct {
	Case string `arg:"" help:"The case number, such as PK-2021-0007."`
	Zip  string `name:"zip" required:"" placeholder:"FILE" help:"The zip file to write (- for standard output)."`
}

// Help is the long help of the command.
func (exportCommand) Help() string {
	return `Writes all of one case for the registrar: the mails as they came with their attachments, the text read in them, the letters that were sent, what was read and decided with its source, and what happened when, as pages in Swedish that open in any browser and as JSON, with checksums. Begin with index.html in it.

Identity numbers (personnummer) are masked everywhere but in the mails and attachments themselves. Mails in which a virus scanner has found something are named and left out. The same case gives the same bytes each time. The file is for its owner alone (mode 0600) and medelbot forgets it: erasing the case does not reach it.`
}

// Run writes the dossier of one case.
func (c *exportCommand) Run(ctx context.Context, p *process) error {
	o, err := p.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	d, err := o.dossier(ctx, c.Case)
	if err != nil {
		return err
	}
	if err := writeTo(p, c.Zip, func(w io.Writer) error { return d.Write(ctx, w) }); err != nil || c.Zip == "-" {
		return err
	}
	_, err = fmt.Fprintf(p.out, "Wrote %s. Mails: %d. Letters: %d. Begin with index.html in it.\n", c.Zip, len(d.View.Mails), d.LettersHandedOut())
	return err
}

// dossier gathers what the dossier of a case is written from.
func (o *office) dossier(ctx context.Context, named string) (*dossier.Dossier, error) {
	view, err := o.caseView(ctx, named)
	if err != nil {
		return nil, err
	}
	call := medelbot.Call{ID: view.Call}
	if i := slices.IndexFunc(o.handler.Calls, func(c medelbot.Call) bool { return c.ID == view.Call }); i >= 0 {
		call = o.handler.Calls[i]
	}
	return &dossier.Dossier{
		View: view, Call: call, Zone: o.cfg.Zone(), Facts: caseViewForm(view, o.handler.Calls), Phrase: o.composer.Templates.Phrase,
		Mail: o.store.Mail, Text: o.store.MailText, Letter: o.store.Letter,
	}, nil
}
