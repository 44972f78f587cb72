package main

import (
	"context"
	"fmt"
	"io"
	"slices"

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
	t := table{titles: []string{"CASE", "APPLICANT", "DUE", "LETTER", "TO"}}
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
			t.add(k.Number, clip(orNobody(k.Applicant), 30), o.day(k.NextAt), string(q.Name), printable(q.To.Email))
		}
	}
	if len(t.rows) == 0 {
		_, err := fmt.Fprintln(out, "Nobody is to be reminded now.")
		return err
	}
	return t.print(out)
}
