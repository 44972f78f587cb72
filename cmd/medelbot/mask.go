package main

import (
	"medelbot"
	"medelbot/parser/swedish"
)

// Identity numbers are masked where mail is read. What people type or import does
// not pass there, and is masked here. An account's number stays, which with some
// banks is its holder's: money must get there.

// maskOrder masks what a person has typed.
func maskOrder(x medelbot.Order) medelbot.Order {
	x.Text = swedish.MaskPersonnummer(x.Text)
	if x.Value != nil {
		v := maskValue(*x.Value)
		x.Value = &v
	}
	return x
}

// maskCase masks what was imported.
func maskCase(k *medelbot.Case) {
	k.Applicant = swedish.MaskPersonnummer(k.Applicant)
	for _, elements := range []medelbot.Elements{k.Elements, k.Report} {
		for key, e := range elements {
			if e.Value != nil {
				v := maskValue(*e.Value)
				e.Value = &v
			}
			if e.Evidence != nil {
				evidence := *e.Evidence
				evidence.Source, evidence.Quote = swedish.MaskPersonnummer(evidence.Source), swedish.MaskPersonnummer(evidence.Quote)
				e.Evidence = &evidence
			}
			elements[key] = e
		}
	}
}

func maskValue(v medelbot.Value) medelbot.Value {
	v.Name, v.Text = swedish.MaskPersonnummer(v.Name), swedish.MaskPersonnummer(v.Text)
	return v
}
