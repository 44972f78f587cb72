package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"medelbot"
	"medelbot/cmd/medelbot/importer"
	"medelbot/store"
	"medelbot/templates"
)

type importCommand struct {
	File    string `arg:"" help:"An Excel workbook. Its first sheet has one case a row, below a row of headings."`
	Mailbox string `placeholder:"NAME" help:"The mailbox that letters about them leave from, by its name in the configuration. Default: the first one."`
	DryRun  bool   `help:"Only say what would be filed."`
}

// Help is the long help of the command.
func (importCommand) Help() string {
	return `Files cases from before the program came, so that a region's earlier cases and sums are known: all of them, or none if something in the sheet is not right. Nobody is written to.

The headings are Swedish or English, in any order; call and applicant must be there: ärendenummer (number), utlysning (call), sökande (applicant), status, inkom (opened), sökt belopp (sum sought), beviljat belopp (sum granted), beslutsdatum (decided), utbetald (paid, the day), rapport senast (report due), redovisad (reported, the day), kontaktperson (contact), e-post (email), telefon (phone), and konto (account) or bankgiro or plusgiro.

A status is beviljad, avslagen, utbetald, redovisad, återtagen or avslutad. Without one it follows from what is filled in. A case without a number gets the next one of its year. Reports that are due after the import are reminded of.`
}

// Run files the cases of a spreadsheet.
func (c *importCommand) Run(ctx context.Context, p *process) error {
	raw, err := os.ReadFile(c.File)
	if err != nil {
		return &failure{text: "the spreadsheet cannot be read", try: "check the name of the file", err: err}
	}
	rows, err := importer.Rows(raw)
	if err != nil {
		return &failure{text: c.File + " cannot be imported", try: "save it as .xlsx", err: err}
	}
	o, err := p.foundOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	cases, err := c.read(ctx, p, o, rows)
	if err != nil {
		return err
	}
	var granted int64
	for i := range cases {
		granted += cases[i].Granted()
	}
	what := fmt.Sprintf("cases: %d, granted: %s", len(cases), templates.Kronor(granted))
	if c.DryRun {
		_, err := fmt.Fprintf(p.out, "Would file %s.\n", what)
		return err
	}
	if err := o.store.Import(ctx, cases, p.user()); err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.out, "Filed %s.\n", what)
	return err
}

// read makes the cases, ready for the clock; every fault is told first.
func (c *importCommand) read(ctx context.Context, p *process, o *office, rows [][]string) ([]medelbot.Case, error) {
	mailbox, err := chosenMailbox(o.cfg, c.Mailbox)
	if err != nil {
		return nil, err
	}
	here, err := o.store.Cases(ctx, store.CaseFilter{})
	if err != nil {
		return nil, err
	}
	r := importer.Reader{
		Calls: o.handler.Calls, Mailbox: mailbox.Name, File: filepath.Base(c.File), Now: o.now(), Zone: o.cfg.Zone(),
	}
	for i := range here {
		r.Taken = append(r.Taken, here[i].Number)
	}
	cases, faults := r.Cases(rows)
	for _, f := range faults {
		fmt.Fprintln(p.err, printable(f.Error()))
	}
	if len(faults) > 0 {
		return nil, &failure{text: fmt.Sprintf("nothing was imported; faults in %s: %d", c.File, len(faults)), try: "mend what is said of each, and then medelbot import " + c.File + " --dry-run"}
	}
	policy := policyOf(o.cfg)
	for i := range cases {
		cases[i] = medelbot.Imported(cases[i], o.now(), policy)
		maskCase(&cases[i])
	}
	return cases, nil
}
