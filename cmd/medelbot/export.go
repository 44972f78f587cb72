package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
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
	if c.Zip == "-" {
		return d.Write(ctx, p.out)
	}
	if err := writeWhole(c.Zip, func(w io.Writer) error { return d.Write(ctx, w) }); err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.out, "Wrote %s. Mails: %d. Letters: %d. Begin with index.html in it.\n", c.Zip, len(d.View.Mails), len(d.View.Letters))
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

// writeWhole writes a file of mode 0600 that is there whole or not at all: what
// stood at path stands there until the new one has reached the disk.
func writeWhole(path string, write func(io.Writer) error) (err error) {
	fault := func(err error) error {
		return &failure{text: "the file cannot be written", try: "another folder, or room on the disk", err: err}
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*") // of mode 0600
	if err != nil {
		return fault(err)
	}
	defer os.Remove(f.Name()) // once it has its name there is nothing to remove
	w := &noted{w: f}
	if err = write(w); err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil && (w.err != nil || os.IsPermission(err)) {
		return fault(err)
	}
	return err
}

// noted remembers whether it was writing that failed.
type noted struct {
	w   io.Writer
	err error
}

func (n *noted) Write(b []byte) (int, error) {
	k, err := n.w.Write(b)
	if err != nil {
		n.err = err
	}
	return k, err
}
