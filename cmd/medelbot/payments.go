package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"time"

	"medelbot"
	"medelbot/cmd/medelbot/config"
	"medelbot/cmd/medelbot/payments"
	"medelbot/notifier/workbook"
	"medelbot/parser/command"
	"medelbot/store"
	"medelbot/templates"
)

type paymentsCommand struct {
	CSV     string `name:"csv" xor:"form" placeholder:"FILE" help:"Write them as a table with semicolons, as a Swedish Excel reads it (- prints it)."`
	XLSX    string `name:"xlsx" xor:"form" placeholder:"FILE" help:"Write them as an Excel workbook."`
	Pain001 string `name:"pain001" xor:"form" placeholder:"FILE" help:"Write the file of payments that a bank takes, ISO 20022 pain.001.001.03 (- prints it)."`
	On      string `placeholder:"DAY" help:"With --pain001: when the bank shall pay. Default: so many days from now as payer.execution says."`
	JSON    bool   `name:"json" xor:"form" help:"One JSON object a line for each case, also those held back."`
}

// Help is the long help of the command.
func (paymentsCommand) Help() string {
	return `The payment basis: what was granted and is not paid. Held back, and named with the reason, are decisions that can still be undone or whose letter has not left, and accounts that nobody stands for (medelbot confirm CASE account). The file for the bank also needs each payee's organisation number.

Nothing is noted as paid: that is for you when the bank has paid (medelbot pay CASE...). The same payments on the same day make a file with the same id, so that a bank that gets it twice pays once. Try a first file with the bank: docs/payments.md.`
}

// due is one granted case that is not paid, with the payment it asks for. held
// says why it must wait, "" if it need not; try what to do about that.
type due struct {
	payments.Payment
	held, try string
}

// Run writes the payment basis.
func (c *paymentsCommand) Run(ctx context.Context, p *process) error {
	o, err := p.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	all, err := o.duePayments(ctx)
	if err != nil {
		return err
	}
	if c.JSON {
		return printLines(p.out, all, func(d due) any { return dueForm(d) })
	}
	ready, held := parted(all, c.Pain001 != "")
	switch {
	case c.CSV != "":
		err = writeTo(p, c.CSV, func(w io.Writer) error { return paymentsCSV(w, ready) })
	case c.XLSX != "":
		err = writeTo(p, c.XLSX, func(w io.Writer) error { return paymentsXLSX(w, ready) })
	case c.Pain001 != "":
		err = c.bankFile(p, o, ready, held)
	default:
		err = printPayments(p.out, ready)
	}
	if err != nil {
		return err
	}
	if c.CSV == "-" || c.XLSX == "-" || c.Pain001 == "-" {
		return printHeld(p.err, held)
	}
	if c.CSV+c.XLSX+c.Pain001 != "" {
		fmt.Fprintf(p.out, "Wrote %s. %s\n", c.CSV+c.XLSX+c.Pain001, total(ready))
	}
	return printHeld(p.out, held)
}

// bankFile writes what the bank takes. Held cases are named before a refusal,
// for then they are the reason.
func (c *paymentsCommand) bankFile(p *process, o *office, ready []payments.Payment, held []due) error {
	by := o.cfg.Payer
	if !by.Named() {
		return &config.Error{File: o.cfg.Path(), Text: "there is no [payer] who pays", Try: "compare with the file that medelbot init writes"}
	}
	day := o.bankDay(by.Execution)
	if c.On != "" {
		var err error
		if day, err = command.ComingDay(c.On, o.now(), o.cfg.Zone()); err != nil {
			return misread(err)
		}
		if free := weekday(day); free != day {
			return &usageError{text: fmt.Sprintf("no bank pays on %s, a %s", o.day(day), day.Weekday()), try: "--on " + o.day(free)}
		}
	}
	account := by.Account()
	var file bytes.Buffer
	err := payments.Pain001(&file, payments.Payer{
		Name: by.Name, OrganisationNumber: by.Number(), BIC: by.BIC,
		Account: medelbot.Value{Type: string(account.Type), Number: account.Number},
	}, day, o.now().In(o.cfg.Zone()), ready)
	if err != nil {
		_ = printHeld(p.err, held) // the refusal is the error to tell
		return err
	}
	err = writeTo(p, c.Pain001, func(w io.Writer) error {
		_, err := file.WriteTo(w)
		return err
	})
	if err == nil && c.Pain001 != "-" {
		fmt.Fprintf(p.out, "The bank shall pay on %s.\n", o.day(day))
	}
	return err
}

// bankDay is so many days from now, and not on a weekend, when no bank pays.
func (o *office) bankDay(days int) time.Time {
	return weekday(o.now().In(o.cfg.Zone()).AddDate(0, 0, days))
}

// weekday is a day, or the Monday after it if it is on a weekend.
func weekday(day time.Time) time.Time {
	for day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
		day = day.AddDate(0, 0, 1)
	}
	return day
}

// duePayments finds what is granted and not paid.
func (o *office) duePayments(ctx context.Context) ([]due, error) {
	cases, err := o.store.Cases(ctx, store.CaseFilter{Status: medelbot.StatusGranted})
	if err != nil {
		return nil, err
	}
	var all []due
	for _, k := range cases {
		view, err := o.store.Case(ctx, k.Number)
		if err != nil {
			return nil, err
		}
		all = append(all, o.due(&view))
	}
	return all, nil
}

func (o *office) due(v *store.CaseView) due {
	d := due{Payment: payments.Payment{
		Case: v.Number, Payee: v.Applicant, OrganisationNumber: o.cfg.NumberOf(&v.Case), SEK: v.Granted(),
	}}
	account := v.Elements[medelbot.Account]
	if account.Value != nil {
		d.Account = *account.Value
	}
	d.held, d.try = o.undecided(v)
	if d.held == "" {
		d.held, d.try = unpayable(v.Number, account)
	}
	return d
}

// undecided says why a decision is not to be carried out yet.
func (o *office) undecided(v *store.CaseView) (held, try string) {
	if v.Decision == nil {
		return "there is no decision", "medelbot show " + v.Number
	}
	if o.now().Before(v.Decision.Final) {
		return "the decision can be undone until " + o.minute(v.Decision.Final), ""
	}
	for i := range v.Letters {
		l := &v.Letters[i]
		if l.Name != medelbot.DecisionGranted || l.State == medelbot.Dropped || l.State == medelbot.Sent {
			continue
		}
		if l.State == medelbot.Held || l.State == medelbot.Failed || l.State == medelbot.Uncertain {
			return "the decision's letter has not left for certain: it is " + stateText(l), fmt.Sprintf("medelbot outbox show %d, then release or drop it", l.ID)
		}
		return "the decision's letter has not left: it is " + stateText(l), "medelbot run"
	}
	return "", ""
}

// unpayable says why nothing may be paid to an account (promise 7).
func unpayable(number string, e medelbot.Element) (held, try string) {
	try = "medelbot confirm " + number + " account"
	switch {
	case e.Value == nil || e.Value.Number == "":
		return "there is no account", "medelbot correct " + number + " account bankgiro 5050-1055"
	case e.Status != medelbot.OK:
		return fmt.Sprintf("the account is %s", e.Status), "medelbot correct " + number + " account bankgiro 5050-1055"
	case e.Payable():
		return "", ""
	case e.Value.Check != "":
		return "no table knows the bank of the account, and nobody has confirmed it", try
	case e.Evidence != nil && e.Evidence.OCR:
		return "the account was read from a picture, and nobody has confirmed it", try
	}
	return "nobody has confirmed the account", try
}

// parted parts what can be paid from what must wait. The bank's file asks for
// more.
func parted(all []due, bank bool) (ready []payments.Payment, held []due) {
	for _, d := range all {
		if bank && d.held == "" {
			d.held = d.Fault()
		}
		if d.held == "" {
			ready = append(ready, d.Payment)
		} else {
			held = append(held, d)
		}
	}
	return ready, held
}

func total(list []payments.Payment) string {
	return fmt.Sprintf("Payments: %d, in all %s.", len(list), templates.Kronor(payments.Sum(list)))
}

func printPayments(out io.Writer, list []payments.Payment) error {
	if len(list) == 0 {
		_, err := fmt.Fprintln(out, "There is nothing to pay.")
		return err
	}
	t := table{titles: []string{"CASE", "SUM", "PAYEE", "ORGANISATION", "ACCOUNT"}, right: 1}
	for _, p := range list {
		t.add(p.Case, templates.Kronor(p.SEK), clip(p.Payee, 32), p.OrganisationNumber, valueText(&p.Account))
	}
	if err := t.print(out); err != nil {
		return err
	}
	_, err := fmt.Fprintln(out, total(list))
	return err
}

func printHeld(out io.Writer, held []due) error {
	if len(held) == 0 {
		return nil
	}
	fmt.Fprintf(out, "\nHELD BACK, and not in the sum: %d\n", len(held))
	s := &sheet{w: out}
	for _, d := range held {
		text := fmt.Sprintf("%s, %s: %s.", orNobody(d.Payee), templates.Kronor(d.SEK), d.held)
		if d.try != "" {
			text += " Try: " + d.try
		}
		s.row(d.Case, text)
	}
	return s.err
}

// byteOrderMark tells Excel that a file is UTF-8.
const byteOrderMark = "\ufeff"

func paymentsCSV(out io.Writer, list []payments.Payment) error {
	if _, err := io.WriteString(out, byteOrderMark); err != nil {
		return err
	}
	w := csv.NewWriter(out)
	w.Comma = ';' // the comma is Sweden's decimal point
	w.UseCRLF = true
	rows := append([][]string{payments.Head[:]}, payments.Rows(list)...)
	for _, row := range rows {
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

func paymentsXLSX(out io.Writer, list []payments.Payment) error {
	s := workbook.Sheet{Name: "Underlag för utbetalning"}
	for i, width := range []float64{16, 40, 20, 12, 12, 28} {
		s.Columns = append(s.Columns, workbook.Column{Title: payments.Head[i], Width: width})
	}
	for i, row := range payments.Rows(list) {
		s.Rows = append(s.Rows, []any{row[0], row[1], row[2], list[i].SEK, row[4], row[5]})
	}
	raw, err := workbook.Write([]workbook.Sheet{s})
	if err == nil {
		_, err = out.Write(raw)
	}
	return err
}

type dueJSON struct {
	Case               string         `json:"case"`
	Payee              string         `json:"payee"`
	OrganisationNumber string         `json:"organisation_number"`
	SEK                int64          `json:"sek"`
	Account            medelbot.Value `json:"account"`
	Held               string         `json:"held"` // why it must wait, "" if it need not
	Bank               string         `json:"bank"` // why it cannot stand in the bank's file
}

func dueForm(d due) dueJSON {
	return dueJSON{d.Case, d.Payee, d.OrganisationNumber, d.SEK, d.Account, d.held, d.Fault()}
}
