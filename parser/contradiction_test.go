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
		if sum, account := r.Elements[medelbot.Amount].Value, r.Elements[medelbot.Account].Value; sum == nil || sum.SEK != 64000 || account == nil || account.Number != "508-8216" {
			t.Errorf("%s: %s, %+v, %+v", test.name, r.Kind, sum, account)
		}
		if got := r.Has(medelbot.Suspicious); got != test.suspicious {
			t.Errorf("%s: suspicious %v, %v", test.name, got, r.Why)
		}
	}
}

// What is crossed out is nobody's word, and accuses nobody; what is hidden is
// nobody's word either, and accuses who says something else there.
func TestCrossedOutAndHidden(t *testing.T) {
	const page = `<html><head><style>.x{font-size:14px} @media print{.y{display:none}}</style></head><body>%H<p>Region Halland söker %S till testbädden Patientkontrakt.</p>` +
		`<p>Pengarna ska användas till: kallelser som går att läsa.<br>Önskade effekter: fler återbesök.<br>%A</p><p>Mvh<br>Siv Ek<br>070-174 06 05</p></body></html>`
	const sum, account = "64 000 kr", "Bankgiro: 508-8216"
	for _, test := range []struct {
		name, hidden, sum, account string
		suspicious                 bool
	}{
		{"nothing odd", "", sum, account, false},
		{"a sum crossed out", "", "<s>80 000</s> 64 000 kr", account, false},
		{"an account crossed out", "", sum, `<span style="text-decoration:line-through">Bankgiro: 5050-1055</span> ` + account, false},
		{"a preheader", `<div style="display:none;max-height:0">Region Halland söker 64 000 kr. &#847;&zwnj;&nbsp;</div>`, sum, account, false},
		{"a preheader without figures", `<span style="font-size:1px;color:#fff">Ansökan från Halland</span>`, sum, account, false},
		{"an account off the screen", `<div style="position:absolute;left:-9999px">Bankgiro: 5050-1055</div>`, sum, account, true},
		{"an account in white", `<p style="color:#fefefe">Bankgiro: 5050-1055</p>`, sum, account, true},
		{"a transparent sum", `<p style="color:transparent">Vi söker 99 000 kr.</p>`, sum, account, true},
		{"an account in no height", `<div style="height:0px;overflow:hidden">Bankgiro: 5050-1055</div>`, sum, account, true},
	} {
		html := strings.NewReplacer("%H", test.hidden, "%S", test.sum, "%A", test.account).Replace(page)
		r := read(t, "From: Siv Ek <siv.ek@regionhalland.se>\nTo: harald.gronqvist@skr.se\nSubject: Ansökan\nDate: Tue, 4 May 2021 10:00:00 +0200\nContent-Type: text/html; charset=utf-8\n", html, options(t))
		if sum, account := r.Elements[medelbot.Amount].Value, r.Elements[medelbot.Account].Value; !test.suspicious && (sum == nil || sum.SEK != 64000 || account == nil || account.Number != "508-8216") {
			t.Errorf("%s: %s, %+v, %+v", test.name, r.Kind, sum, account)
		}
		if got := r.Has(medelbot.Suspicious); got != test.suspicious {
			t.Errorf("%s: suspicious %v, %v", test.name, got, r.Why)
		}
	}
}
