package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"medelbot"
	"medelbot/store"
	"medelbot/templates"
)

type showCommand struct {
	Case string `arg:"" help:"The case number, such as PK-2021-0007."`
	JSON bool   `name:"json" help:"As one JSON object."`
}

// Help is the long help of the command.
func (showCommand) Help() string {
	return `Shows all of one case: its elements, where each was read and who stands for it, what was decided, paid and reported, its mails, letters, and what happened when.`
}

// caseView is all of the case that a person has named.
func (o *office) caseView(ctx context.Context, named string) (store.CaseView, error) {
	number := caseNumber(named)
	view, err := o.store.Case(ctx, number)
	if errors.Is(err, store.ErrNotFound) {
		return view, &failure{text: "there is no case " + number, try: "medelbot cases"}
	}
	return view, err
}

// Run shows one case.
func (c *showCommand) Run(ctx context.Context, p *process) error {
	o, err := p.openOffice(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	view, err := o.caseView(ctx, c.Case)
	if err != nil {
		return err
	}
	if c.JSON {
		return printLine(p.out, caseViewForm(view, o.handler.Calls))
	}
	return printCase(p.out, &view, o)
}

func printCase(w io.Writer, v *store.CaseView, o *office) error {
	fmt.Fprintf(w, "%s  %s\n", v.Number, clip(applicantText(&v.Case), 100))
	out := &sheet{w: w}
	o.printState(out, v)
	o.printLife(out, &v.Case)
	out.gap()
	o.printRead(out, v)
	if out.err != nil {
		return out.err
	}
	if len(v.Mails) > 0 {
		printMails(w, v, o)
	}
	if len(v.Letters) > 0 {
		fmt.Fprintln(w, "\nLetters")
	}
	for _, l := range v.Letters {
		fmt.Fprintf(w, "  %s  %s\n", o.minute(l.CreatedAt), indented(fmt.Sprintf("%s to %s: %s", l.Name, cmp.Or(printable(l.To), "an erased address"), o.leaves(&l)), 20))
	}
	fmt.Fprintln(w, "\nLog")
	for _, e := range v.Log {
		if _, err := fmt.Fprintf(w, "  %s  %s\n", o.minute(e.At), indented(eventText(e)+" by "+printable(e.By), 20)); err != nil {
			return err
		}
	}
	return nil
}

// printState writes where the case stands, and what to beware of.
func (o *office) printState(out *sheet, v *store.CaseView) {
	out.row("status", fmt.Sprintf("%s, call %s, opened %s", v.Status, v.Call, o.minute(v.OpenedAt)))
	if len(v.Addresses) > 0 {
		out.row("addresses", joined(v.Addresses))
	}
	if v.Language == medelbot.English {
		out.row("letters", "in English, as the applicant writes")
	}
	if v.Erased != medelbot.NotErased {
		out.row("erased", o.erasedText(v))
	}
	for _, w := range v.Warnings {
		why := string(w)
		if reason := v.Reasons[w]; reason != "" {
			why += ": " + reason
		}
		out.row("warning", why)
	}
}

// printRead writes what was read of the application and of the report.
func (o *office) printRead(out *sheet, v *store.CaseView) {
	text := readingText{o.handler.Calls, o.cfg.Zone()}
	wanted := wantedBy(v.Call, o.handler.Calls)
	if v.Erased != medelbot.NotErased {
		wanted = nil // nothing is missing of it any more
	}
	text.elements(out, order(v.Elements, wanted), v.Call)
	if len(v.Report) > 0 {
		out.gap()
		out.title("Report")
		text.elements(out, order(v.Report, callOf(o.handler.Calls, v.Call).ReportParts()), v.Call)
		for _, film := range v.Films {
			out.row("film", film)
		}
	}
	if len(v.Mentions) > 0 {
		out.gap()
		out.title("Speaks of")
		for _, m := range v.Mentions {
			out.row(strings.ReplaceAll(string(m.Key), "_", " "), "\""+m.Quote+"\"")
		}
	}
}

// printLife writes what has been asked, decided, paid and awaited.
func (o *office) printLife(out *sheet, k *medelbot.Case) {
	if k.Asked != "" {
		out.row("asked", k.Asked)
	}
	for _, v := range k.Votes {
		out.row("decision", fmt.Sprintf("%s has said: %s, on %s", v.Person, outcomeText(v.Deed, v.SEK), o.minute(v.At)))
	}
	if x := k.Decision; x != nil {
		out.row("decision", fmt.Sprintf("%s, by %s on %s", outcomeText(x.Outcome, x.SEK), orProgram(x.By), o.minute(x.At)))
		if x.Reason != "" {
			out.row("", "because \""+x.Reason+"\"")
		}
		if (k.Status == medelbot.StatusGranted || k.Status == medelbot.StatusDeclined) && o.now().Before(x.Final) {
			out.row("", fmt.Sprintf("can be undone until %s: medelbot undo %s", o.soon(x.Final), k.Number))
		}
	}
	if !k.PaidAt.IsZero() {
		text := fmt.Sprintf("%s on %s", templates.Kronor(k.Paid), o.day(k.PaidAt))
		if k.Repaid > 0 {
			text += ", came back: " + templates.Kronor(k.Repaid)
		}
		out.row("paid", text)
	}
	if !k.ReportDue.IsZero() {
		out.row("report due", o.day(k.ReportDue))
	}
	if !k.NextAt.IsZero() {
		out.row("next look", o.minute(k.NextAt)+", when the applicant or you are reminded")
	}
}

// orProgram joins the names of those who decided.
func orProgram(by []string) string {
	if len(by) == 0 {
		return "somebody before the program came"
	}
	return strings.Join(by, " and ")
}

func printMails(w io.Writer, v *store.CaseView, o *office) {
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
}

// eventText names an event and what it is about: of a deed which one it was and
// its words or value, of a decision the sum, of a letter which one.
func eventText(e store.LoggedEvent) string {
	raw, _ := e.Payload.(json.RawMessage)
	var about struct {
		Deed    medelbot.Deed       `json:"deed"`
		Element medelbot.ElementKey `json:"element"`
		Value   *medelbot.Value     `json:"value"`
		SEK     int64               `json:"sek"`
		Text    string              `json:"text"`
		Letter  string              `json:"name"`
		To      string              `json:"to"`
	}
	// What was erased, or is of another shape, has no more to tell.
	if json.Unmarshal(raw, &about) != nil {
		return string(e.Name)
	}
	var parts []string
	switch {
	case about.Deed != "":
		parts = append(parts, string(about.Deed), string(about.Element))
		if about.SEK != 0 {
			parts = append(parts, templates.Kronor(about.SEK))
		}
		if about.Value != nil {
			parts = append(parts, clip(valueText(about.Value), 200))
		}
		if about.Text != "" {
			parts = append(parts, "\""+clip(about.Text, 200)+"\"")
		}
	case about.Letter != "":
		parts = append(parts, about.Letter)
		if about.To != "" {
			parts = append(parts, "to "+printable(about.To))
		}
	}
	text := string(e.Name)
	if about := strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " "); about != "" {
		text += ": " + about
	}
	return text
}
