package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"medelbot"
	"medelbot/store"
)

type remindCommand struct {
	DryRun bool `help:"Only show which letters would be written now."`
}

// Help is the long help of the command.
func (remindCommand) Help() string {
	return `Does what the clock would do at its next look: reminds applicants of what is missing and of reports that are due, and tells the coordinators where nobody answers. Of several reminders that are due only the last one is written, and none twice. If a daemon runs on the database, it sends them; else this command does.`
}

// Run writes the reminders that are due.
func (c *remindCommand) Run(ctx context.Context, p *process) error {
	o, err := p.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	if c.DryRun {
		return o.printReminders(ctx, p.out)
	}
	looked := 0
	for more := true; more; {
		n, again, err := o.store.Tick(ctx, casesAtOnce, o.handler)
		if err != nil {
			return err
		}
		looked, more = looked+n, again
	}
	fmt.Fprintf(p.out, "Cases in which something was due: %d.\n", looked)
	return o.sendNow(ctx, p.out)
}

// printReminders shows what would be written now.
func (o *office) printReminders(ctx context.Context, out io.Writer) error {
	cases, err := o.store.Cases(ctx, store.CaseFilter{})
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(out, 0, 8, 2, ' ', 0)
	due := 0
	for i := range cases {
		k := &cases[i]
		if k.NextAt.IsZero() || k.NextAt.After(o.now()) {
			continue
		}
		f := medelbot.Facts{Now: o.now(), Case: k}
		if i := slices.IndexFunc(o.handler.Calls, func(c medelbot.Call) bool { return c.ID == k.Call }); i >= 0 {
			f.Call = &o.handler.Calls[i]
		}
		for _, q := range o.handler.Tick(f).Letters {
			if due++; due == 1 {
				fmt.Fprintln(w, "CASE\tAPPLICANT\tDUE\tLETTER\tTO")
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", k.Number, clip(orNobody(k.Applicant), 40), o.minute(k.NextAt), q.Name, printable(q.To.Email))
		}
	}
	if due == 0 {
		_, err := fmt.Fprintln(out, "Nobody is to be reminded now.")
		return err
	}
	return w.Flush()
}
