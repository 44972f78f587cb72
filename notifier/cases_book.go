package notifier

import (
	"fmt"
	"slices"
	"strings"

	"medelbot"
	"medelbot/notifier/workbook"
	"medelbot/templates"
)

// caseColumns are the columns of the workbook of cases.
var caseColumns = []workbook.Column{
	{Title: "Ärende", Width: 15}, {Title: "Utlysning", Width: 32}, {Title: "Status", Width: 20}, {Title: "Sökande", Width: 28},
	{Title: "Sökt (kr)", Width: 12}, {Title: "Beviljat (kr)", Width: 12}, {Title: "Utbetalt (kr)", Width: 12}, {Title: "Återbetalt (kr)", Width: 14},
	{Title: "Registrerat", Width: 12}, {Title: "Ändrat", Width: 12}, {Title: "Rapport senast", Width: 14},
	{Title: "Kontaktperson", Width: 24}, {Title: "Mejl", Width: 28}, {Title: "Telefon", Width: 16},
	{Title: "Konto", Width: 24}, {Title: "Kontot bekräftat", Width: 16}, {Title: "Att rätta", Width: 24}, {Title: "Att veta", Width: 28},
	{Title: "Användning", Width: 48}, {Title: "Effekter", Width: 48},
}

// CasesBook writes the workbook of cases that a digest brings along, a row a
// case in the order given.
func (c *Composer) CasesBook(cases []medelbot.DigestCase) ([]byte, error) {
	words := &wording{set: c.Templates, known: map[string]string{}}
	own := ownElements(c.Calls)
	columns := slices.Clone(caseColumns)
	for _, e := range own {
		columns = append(columns, workbook.Column{Title: e.Label, Width: 48})
	}
	s := workbook.Sheet{Name: "Ärenden", Columns: columns, More: func(yield func([]any) bool) {
		for i := range cases {
			row := c.caseRow(&cases[i], words)
			for _, e := range own {
				row = append(row, cut(valueOf(&cases[i], e.Key).Text, proseLimit))
			}
			if !yield(row) {
				return
			}
		}
	}}
	book, err := workbook.Write([]workbook.Sheet{s})
	if words.fault != nil {
		return nil, words.fault
	}
	return book, err
}

func (c *Composer) caseRow(k *medelbot.DigestCase, words *wording) []any {
	call, ok := c.call(k.Call)
	if !ok {
		call.Name = k.Call
	}
	value := func(key medelbot.ElementKey) medelbot.Value { return valueOf(k, key) }
	var lacking, warnings []string
	for _, key := range call.Lacking(k.Elements) {
		lacking = append(lacking, words.say("short label", k.Call+" "+string(key), element(key, call, medelbot.Swedish)))
	}
	for _, w := range k.Warnings {
		warnings = append(warnings, words.say("warning", string(w), w))
	}
	contact, holder := value(medelbot.Contact), value(medelbot.Account)
	confirmed := "ja"
	if holder.Number == "" {
		confirmed = ""
	} else if !k.Elements[medelbot.Account].Payable() {
		confirmed = "nej"
	}
	return []any{
		k.Number, call.Name, words.say("status", string(k.Status), k.Status), k.Applicant,
		sum(value(medelbot.Amount).SEK), sum(k.Granted()), sum(k.Paid), sum(k.Repaid),
		k.OpenedAt.In(c.Zone), k.ChangedAt.In(c.Zone), k.ReportDue.In(c.Zone),
		contact.Name, contact.Email, contact.Phone,
		account(holder.Type, holder.Number, medelbot.Swedish), confirmed, strings.Join(lacking, ", "), strings.Join(warnings, ", "),
		cut(value(medelbot.Purpose).Text, proseLimit), cut(value(medelbot.Effects).Text, proseLimit),
	}
}

// valueOf is what a case holds of an element; the zero Value if that is nothing.
func valueOf(k *medelbot.DigestCase, key medelbot.ElementKey) medelbot.Value {
	if v := k.Elements[key].Value; v != nil {
		return *v
	}
	return medelbot.Value{}
}

// ownElements lists the elements that only some call has, each once.
func ownElements(calls []medelbot.Call) []medelbot.CallElement {
	var own []medelbot.CallElement
	for _, call := range calls {
		for _, e := range call.Worded {
			same := func(x medelbot.CallElement) bool { return x.Key == e.Key }
			if !e.Key.Known() && !slices.ContainsFunc(own, same) {
				own = append(own, e)
			}
		}
	}
	return own
}

// sum leaves a cell empty that would say nothing.
func sum(sek int64) any {
	if sek == 0 {
		return nil
	}
	return sek
}

// wording says codes in the words of the letters, each only once.
type wording struct {
	set   *templates.Set
	known map[string]string
	fault error
}

func (w *wording) say(phrase, code string, value any) string {
	key := phrase + " " + code
	if said, ok := w.known[key]; ok {
		return said
	}
	said, err := w.set.Phrase(phrase, value)
	if err != nil && w.fault == nil {
		w.fault = fmt.Errorf("%q cannot be worded: %w", code, err)
	}
	w.known[key] = said
	return said
}
