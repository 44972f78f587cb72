package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"medelbot"
	"medelbot/store"
	"medelbot/templates"
)

type casesCommand struct {
	Status    string `placeholder:"STATUS" enum:",held,incomplete,complete" default:"" help:"Only cases of this status: held, incomplete or complete."`
	Call      string `placeholder:"ID" help:"Only cases of the call with this id."`
	Applicant string `placeholder:"NAME" help:"Only cases whose applicant's name holds this."`
	Text      string `placeholder:"WORDS" help:"Only cases with a mail or attachment that holds these words."`
	Sort      string `enum:"number,applicant" default:"number" help:"Order: number or applicant (in Swedish order). Default: number."`
	JSON      bool   `name:"json" xor:"form" help:"One JSON object a line for each case."`
	CSV       bool   `name:"csv" xor:"form" help:"Comma separated values with a line of headings."`
}

// Help is the long help of the command.
func (casesCommand) Help() string {
	return `Lists cases: number, status, the day it was opened, the sum sought, the applicant, and what is lacking. Filters add up.`
}

// Run lists the cases that the filters choose.
func (c *casesCommand) Run(ctx context.Context, p *process) error {
	o, err := p.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	list, err := o.store.Cases(ctx, store.CaseFilter{
		Status: medelbot.Status(c.Status), Call: c.Call, Applicant: c.Applicant, Text: c.Text, ByApplicant: c.Sort == "applicant",
	})
	if err != nil {
		return err
	}
	switch {
	case c.JSON:
		return printLines(p.out, list, func(k medelbot.Case) any { return caseForm(k, o.handler.Calls) })
	case c.CSV:
		return printCasesCSV(p.out, list, o)
	}
	return printCases(p.out, list, o)
}

func printCases(out io.Writer, list []medelbot.Case, o *office) error {
	if len(list) == 0 {
		_, err := fmt.Fprintln(out, "There are no such cases.")
		return err
	}
	w := tabwriter.NewWriter(out, 0, 8, 2, ' ', 0)
	fmt.Fprintln(w, "CASE\tSTATUS\tOPENED\tSUM\tAPPLICANT\tLACKING")
	for _, k := range list {
		sum := ""
		if v := k.Elements[medelbot.Amount].Value; v != nil {
			sum = templates.Kronor(v.SEK)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", k.Number, k.Status, o.day(k.OpenedAt), sum,
			clip(k.Applicant, 40), joined(lacking(k, o.handler.Calls)))
	}
	return w.Flush()
}

func printCasesCSV(out io.Writer, list []medelbot.Case, o *office) error {
	w := csv.NewWriter(out)
	head := []string{"case", "call", "status", "opened", "applicant", "addresses", "warnings", "lacking",
		"sum", "account_type", "account", "contact", "contact_email", "contact_phone"}
	if err := w.Write(head); err != nil {
		return err
	}
	for _, k := range list {
		value := func(key medelbot.ElementKey) medelbot.Value {
			if v := k.Elements[key].Value; v != nil {
				return *v
			}
			return medelbot.Value{}
		}
		sum, account, contact := "", value(medelbot.Account), value(medelbot.Contact)
		if v := value(medelbot.Amount); v.SEK != 0 {
			sum = strconv.FormatInt(v.SEK, 10)
		}
		row := []string{k.Number, k.Call, string(k.Status), o.day(k.OpenedAt), k.Applicant, strings.Join(k.Addresses, " "),
			joined(k.Warnings), joined(lacking(k, o.handler.Calls)),
			sum, account.Type, account.Number, contact.Name, contact.Email, contact.Phone}
		for i := range row {
			row[i] = harmless(row[i])
		}
		if err := w.Write(row); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// harmless keeps a spreadsheet from taking a cell for a formula: cells hold
// words of strangers. A phone number's plus stays.
func harmless(cell string) string {
	if cell == "" || !strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return cell
	}
	if digits := strings.TrimLeft(cell, "+"); digits != "" && strings.Trim(digits, "0123456789") == "" {
		return cell
	}
	return "'" + cell
}

type showCommand struct {
	Case string `arg:"" help:"The case number, such as PK-2021-0007."`
	JSON bool   `name:"json" help:"As one JSON object."`
}

// Help is the long help of the command.
func (showCommand) Help() string {
	return `Shows all of one case: its elements and where each was read, its mails, letters, and what happened when.`
}

// Run shows one case.
func (c *showCommand) Run(ctx context.Context, p *process) error {
	o, err := p.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	number := strings.ToUpper(strings.Trim(c.Case, "[]"))
	view, err := o.store.Case(ctx, number)
	if errors.Is(err, store.ErrNotFound) {
		return &failure{text: "there is no case " + number, try: "medelbot cases"}
	}
	if err != nil {
		return err
	}
	if c.JSON {
		return printLine(p.out, caseViewForm(view, o.handler.Calls))
	}
	return printCase(p.out, &view, o)
}

func printCase(w io.Writer, v *store.CaseView, o *office) error {
	fmt.Fprintf(w, "%s  %s\n", v.Number, clip(v.Applicant, 100))
	fmt.Fprintf(w, "  status      %s, call %s, opened %s\n", v.Status, v.Call, o.minute(v.OpenedAt))
	fmt.Fprintf(w, "  addresses   %s\n", printable(joined(v.Addresses)))
	if len(v.Warnings) > 0 {
		fmt.Fprintf(w, "  warnings    %s\n", joined(v.Warnings))
	}
	fmt.Fprintln(w)
	out := &sheet{w: w}
	readingText{o.handler.Calls, o.cfg.Zone()}.elements(out, order(v.Elements, wantedBy(v.Call, o.handler.Calls)), v.Call)
	fmt.Fprintln(w, "\nMails")
	for _, m := range v.Mails {
		fmt.Fprintf(w, "  %s  %s\n", o.minute(m.Arrived), indented(fmt.Sprintf("%s from %s: %s", m.Kind, printable(m.From.Email), clip(m.Subject, 80)), 20))
		for _, a := range m.Attachments {
			line := fmt.Sprintf("%s, %d bytes", clip(a.Name, 80), a.Size)
			if a.Problem != "" {
				line += ": " + printable(a.Problem)
			}
			fmt.Fprintf(w, "  %16s  %s\n", "", indented("with "+line, 20))
		}
	}
	fmt.Fprintln(w, "\nLetters")
	for _, l := range v.Letters {
		fmt.Fprintf(w, "  %s  %s\n", o.minute(l.CreatedAt), indented(fmt.Sprintf("%s to %s: %s", l.Name, printable(l.To), stateText(&l)), 20))
	}
	fmt.Fprintln(w, "\nLog")
	for _, e := range v.Log {
		if _, err := fmt.Fprintf(w, "  %s  %s by %s\n", o.minute(e.At), e.Name, printable(e.By)); err != nil {
			return err
		}
	}
	return nil
}

// lacking lists what a case lacks of what its call asks for; nil if there is no
// such call.
func lacking(k medelbot.Case, calls []medelbot.Call) []medelbot.ElementKey {
	if i := slices.IndexFunc(calls, func(c medelbot.Call) bool { return c.ID == k.Call }); i >= 0 {
		return calls[i].Lacking(k.Elements)
	}
	return nil
}
