package parser_test

import (
	"strings"
	"testing"

	"medelbot"
)

// A mail whose plain text and HTML state different accounts or sums is held
// for a person; one that only says less is not.
func TestPlainTextAgainstHTML(t *testing.T) {
	const text = "Region Halland söker 64 000 kr till testbädden Patientkontrakt.\nPengarna ska användas till: kallelser som går att läsa.\nÖnskade effekter: fler återbesök.\nBankgiro: 508-8216\n\nMvh\nSiv Ek\n070-174 06 05\n"
	html := "<html><body>" + strings.ReplaceAll(text, "\n", "<br>\n") + "</body></html>"
	for _, test := range []struct {
		name, plain string
		suspicious  bool
	}{
		{"the same", text, false},
		{"grouped otherwise", strings.NewReplacer("64 000 kr", "64.000:-", "508-8216", "5088216").Replace(text), false},
		{"in thousands", strings.Replace(text, "64 000 kr", "64 tkr", 1), false},
		{"another account", strings.Replace(text, "508-8216", "5050-1055", 1), true},
		{"another sum", strings.Replace(text, "64 000", "46 000", 1), true},
		{"empty", "", false},
		{"only says that there is HTML", "Det här mejlet visas i HTML. Ring 0200-12 34 56 om det inte går att läsa.", false},
		{"cut", text[:90], false},
		{"older mail below", text + "\nFrån: Bo Ek <bo@regionhalland.se>\nSkickat: den 3 maj 2021 10:15\nTill: Siv Ek\nÄmne: Medel\n\nVårt bankgiro är 5050-1055 och vi söker 46 000 kr.\n", false},
	} {
		r := read(t, "From: Siv Ek <siv.ek@regionhalland.se>\nTo: harald.gronqvist@skr.se\nSubject: Ansökan\nDate: Tue, 4 May 2021 10:00:00 +0200\nContent-Type: multipart/alternative; boundary=b\n",
			"--b\nContent-Type: text/plain; charset=utf-8\n\n"+test.plain+"\n--b\nContent-Type: text/html; charset=utf-8\n\n"+html+"\n--b--\n", options(t))
		if r.Kind != medelbot.Application || r.Elements[medelbot.Amount].Value.SEK != 64000 || r.Elements[medelbot.Account].Value.Number != "508-8216" {
			t.Errorf("%s: %s, %+v", test.name, r.Kind, r.Elements)
		}
		if got := r.Has(medelbot.Suspicious); got != test.suspicious {
			t.Errorf("%s: suspicious %v, %v", test.name, got, r.Why)
		}
	}
}
