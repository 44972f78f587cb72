package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"medelbot/cmd/medelbot/config"
	"medelbot/templates/forms"
)

type formsCommand struct {
	Out string `required:"" placeholder:"DIR" help:"Folder to write them to; made if it is missing."`
}

// Help is the long help of the command.
func (formsCommand) Help() string {
	return `Writes for each [[call]] a form to apply with and one to report with, each for Word (docx) and for
LibreOffice (odt), to put on a web page or to mail. They ask for the call's elements and name its cap, its last days
and who answers questions. A file that is there already and differs is left alone. With attach_form in [[call]] the
letter that asks for what is missing brings the form along.`
}

// Run writes the forms of all calls.
func (c *formsCommand) Run(p *process) error {
	cfg, err := p.configuration()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(c.Out, 0o777); err != nil {
		return &failure{text: "the folder cannot be made", try: "another folder", err: err}
	}
	for _, form := range fundOf(cfg).All(cfg.AllCalls()) {
		for _, format := range forms.Formats() {
			file, err := form.File(format)
			if err != nil {
				return err
			}
			path := filepath.Join(c.Out, file.Name)
			if err := writeForm(path, file.Data); err != nil {
				return err
			}
			fmt.Fprintf(p.out, "Wrote %s\n", printable(path))
		}
	}
	return nil
}

// fundOf is what forms say of the one who runs the fund.
func fundOf(cfg *config.Config) forms.Fund {
	f := forms.Fund{Organisation: cfg.Organisation, Coordinators: cfg.People(), Zone: cfg.Zone()}
	if len(cfg.Mailboxes) > 0 {
		f.Address = cfg.Mailboxes[0].Address
	}
	return f
}

// writeForm writes a file, unless another one has its name: somebody may have
// changed a form by hand, or filled it in where it lies.
func writeForm(path string, data []byte) error {
	if there, err := os.ReadFile(path); err == nil && !bytes.Equal(there, data) {
		return &failure{text: printable(path) + " is there already, differs and was left alone", try: "another folder, or move the file away"}
	} else if err == nil {
		return nil
	} else if !errors.Is(err, fs.ErrNotExist) {
		return &failure{text: "the form cannot be written", try: "another folder", err: err}
	}
	if err := os.WriteFile(path, data, 0o666); err != nil {
		return &failure{text: "the form cannot be written", try: "another folder, or look whether the disk is full", err: err}
	}
	return nil
}
