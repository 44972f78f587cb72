package parser

import (
	"medelbot"
	"medelbot/parser/swedish"
)

// hasPersonnummer tells whether a text names somebody's identity number.
func hasPersonnummer(text string) bool { return len(swedish.Personnummer(text)) > 0 }

// maskNumbers hides identity numbers in what is kept and shown.
func maskNumbers(text string) string { return swedish.MaskPersonnummer(text) }

// mask hides identity numbers in the names that a reading gives: of people,
// and of files, which some call after the patient. Texts are masked where they
// are read.
func mask(r *medelbot.Reading) {
	for _, name := range []*string{&r.From.Name, &r.Applicant.Name, &r.ReplyTo.Name} {
		*name = maskNumbers(*name)
	}
	for i := range r.Attachments {
		a := &r.Attachments[i]
		a.Name, a.Problem = maskNumbers(a.Name), maskNumbers(a.Problem)
	}
	for _, e := range r.Elements {
		if e.Evidence != nil {
			e.Evidence.Source = maskNumbers(e.Evidence.Source)
		}
	}
	for i := range r.Why {
		r.Why[i] = maskNumbers(r.Why[i])
	}
	if r.Explanation == nil {
		return
	}
	for i := range r.Explanation.Candidates {
		c := &r.Explanation.Candidates[i]
		c.Evidence.Source = maskNumbers(c.Evidence.Source)
	}
	for i := range r.Explanation.Kinds {
		k := &r.Explanation.Kinds[i]
		k.Why = maskNumbers(k.Why)
	}
}
