package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"medelbot"
	"medelbot/notifier/workbook"
	"medelbot/store"
	"medelbot/templates"
)

type casesCommand struct {
	Status    string `placeholder:"STATUS" enum:",held,incomplete,complete,granted,declined,paid,report_incomplete,reported,closed,withdrawn" default:"" help:"Only cases of this status: held, incomplete, complete, granted, declined, paid, report_incomplete, reported, closed or withdrawn."`
	Call      string `placeholder:"ID" help:"Only cases of the call with this id."`
	Applicant string `placeholder:"NAME" help:"Only cases whose applicant's name holds this."`
	Text      string `placeholder:"WORDS" help:"Only cases with a mail or attachment that holds these words."`
	Sort      string `enum:"number,applicant" default:"number" help:"Order: number or applicant (in Swedish order). Default: number."`
	JSON      bool   `name:"json" xor:"form" help:"One JSON object a line for each case."`
	CSV       bool   `name:"csv" xor:"form" help:"Comma separated values with a line of headings."`
	XLSX      string `name:"xlsx" xor:"form" placeholder:"FILE" help:"An Excel workbook (- for standard output)."`
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
	case c.XLSX != "":
		if err := writeTo(p, c.XLSX, func(w io.Writer) error { return casesXLSX(w, list, o) }); err != nil || c.XLSX == "-" {
			return err
		}
		fmt.Fprintf(p.out, "Wrote %s. Cases: %d.\n", c.XLSX, len(list))
		return nil
	}
	return printCases(p.out, list, o)
}

func printCases(out io.Writer, list []medelbot.Case, o *office) error {
	if len(list) == 0 {
		_, err := fmt.Fprintln(out, "There are no such cases.")
		return err
	}
	t := table{titles: []string{"CASE", "STATUS", "OPENED", "SUM", "APPLICANT", "LACKING"}, right: 3}
	for _, k := range list {
		sum := ""
		if v := k.Elements[medelbot.Amount].Value; v != nil {
			sum = templates.Kronor(v.SEK)
		}
		t.add(k.Number, string(k.Status), o.day(k.OpenedAt), sum, clip(applicantText(&k), 30), joined(lacking(k, o.handler.Calls)))
	}
	return t.print(out)
}

// caseColumns are the columns of the cases as a table. Scripts rely on them:
// there may be more of them, not others.
var caseColumns = []struct {
	title string
	width float64 // in characters
	value func(o *office, k *medelbot.Case) any
}{
	{"case", 14, func(_ *office, k *medelbot.Case) any { return k.Number }},
	{"call", 22, func(_ *office, k *medelbot.Case) any { return k.Call }},
	{"status", 12, func(_ *office, k *medelbot.Case) any { return string(k.Status) }},
	{"opened", 12, func(o *office, k *medelbot.Case) any { return k.OpenedAt.In(o.cfg.Zone()) }},
	{"applicant", 28, func(_ *office, k *medelbot.Case) any { return k.Applicant }},
	{"addresses", 28, func(_ *office, k *medelbot.Case) any { return strings.Join(k.Addresses, " ") }},
	{"warnings", 16, func(_ *office, k *medelbot.Case) any { return joined(k.Warnings) }},
	{"lacking", 20, func(o *office, k *medelbot.Case) any { return joined(lacking(*k, o.handler.Calls)) }},
	{"sum", 10, func(_ *office, k *medelbot.Case) any { return valueOf(k, medelbot.Amount).SEK }},
	{"account_type", 12, func(_ *office, k *medelbot.Case) any { return valueOf(k, medelbot.Account).Type }},
	{"account", 22, func(_ *office, k *medelbot.Case) any { return valueOf(k, medelbot.Account).Number }},
	{"contact", 22, func(_ *office, k *medelbot.Case) any { return valueOf(k, medelbot.Contact).Name }},
	{"contact_email", 28, func(_ *office, k *medelbot.Case) any { return valueOf(k, medelbot.Contact).Email }},
	{"contact_phone", 16, func(_ *office, k *medelbot.Case) any { return valueOf(k, medelbot.Contact).Phone }},
	{"granted", 10, func(_ *office, k *medelbot.Case) any { return k.Granted() }},
	{"decided", 12, func(o *office, k *medelbot.Case) any {
		if k.Decision == nil {
			return time.Time{}
		}
		return k.Decision.At.In(o.cfg.Zone())
	}},
	{"paid", 10, func(_ *office, k *medelbot.Case) any { return k.Paid }},
	{"paid_on", 12, func(o *office, k *medelbot.Case) any { return k.PaidAt.In(o.cfg.Zone()) }},
	{"repaid", 10, func(_ *office, k *medelbot.Case) any { return k.Repaid }},
	{"report_due", 12, func(o *office, k *medelbot.Case) any { return k.ReportDue.In(o.cfg.Zone()) }},
}

// valueOf is the value of an element, the zero Value if there is none.
func valueOf(k *medelbot.Case, key medelbot.ElementKey) medelbot.Value {
	if v := k.Elements[key].Value; v != nil {
		return *v
	}
	return medelbot.Value{}
}

func printCasesCSV(out io.Writer, list []medelbot.Case, o *office) error {
	w := csv.NewWriter(out)
	row := make([]string, len(caseColumns))
	for i, c := range caseColumns {
		row[i] = c.title
	}
	if err := w.Write(row); err != nil {
		return err
	}
	for i := range list {
		for j, c := range caseColumns {
			row[j] = harmless(csvText(c.value(o, &list[i])))
		}
		if err := w.Write(row); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// csvText writes a value of a column; sums and days that are not there are
// empty.
func csvText(v any) string {
	switch v := v.(type) {
	case int64:
		if v != 0 {
			return strconv.FormatInt(v, 10)
		}
		return ""
	case time.Time:
		if !v.IsZero() {
			return v.Format(time.DateOnly)
		}
		return ""
	}
	return fmt.Sprint(v)
}

func casesXLSX(out io.Writer, list []medelbot.Case, o *office) error {
	s := workbook.Sheet{Name: "Cases"}
	for _, c := range caseColumns {
		s.Columns = append(s.Columns, workbook.Column{Title: c.title, Width: c.width})
	}
	for i := range list {
		var row []any
		for _, c := range caseColumns {
			v := c.value(o, &list[i])
			if v == int64(0) {
				v = nil
			}
			row = append(row, v)
		}
		s.Rows = append(s.Rows, row)
	}
	raw, err := workbook.Write([]workbook.Sheet{s})
	if err == nil {
		_, err = out.Write(raw)
	}
	return err
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

// lacking lists what a case lacks of what its call asks for; nil if there is no
// such call, or the case was erased.
func lacking(k medelbot.Case, calls []medelbot.Call) []medelbot.ElementKey {
	if i := slices.IndexFunc(calls, func(c medelbot.Call) bool { return c.ID == k.Call }); i >= 0 && k.Erased == medelbot.NotErased {
		return calls[i].Lacking(k.Elements)
	}
	return nil
}
