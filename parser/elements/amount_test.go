package elements

import (
	"testing"

	"medelbot"
)

// A wrong sum given as ok is the worst fault: these are sums among others.
func TestAmountAmongOthers(t *testing.T) {
	for text, want := range map[string]string{
		"Vi söker 80 000 kr. Förra året fick vi 60 000 kr.":                                  "ok 80000",
		"Förra året sökte vi 60 000 kr, i år söker vi 80 000 kr.":                            "ok 80000",
		"Vi söker 80 000 kr till kurser. Regionen står för lokaler, 20 000 kr.":              "ok 80000",
		"Vi söker 80 000 kr och lägger själva in 20 000 kr.":                                 "ok 80000",
		"Kostnaden är 120 000 kr varav vi söker 80 000 kr.":                                  "ok 80000",
		"Av totalkostnaden 120 000 kr söker vi 80 000 kr.":                                   "ok 80000",
		"Vi ansöker om 80 000 kr av totalt 120 000 kr.":                                      "ok 80000",
		"Projektet har en budget på 150 000 kr. Vi ansöker om 80 000 kr.":                    "ok 80000",
		"Sökt belopp: 80 000 kr (totalkostnad 120 000 kr)":                                   "ok 80000",
		"Totalkostnad: 120 000 kr\nEgen insats: 40 000 kr\nSökt belopp: 80 000 kr":           "ok 80000",
		"Vi söker 50 000 kr till kurser och 30 000 kr till tryck.":                           "unclear conflicting",
		"Vi söker 80 000 kr: 50 000 kr till kurser och 30 000 kr till tryck.":                "ok 80000",
		"Vi söker 80 000 kr (50 000 kr till kurser, 30 000 kr till tryck).":                  "ok 80000",
		"Vi söker 80 000 kr.\n\nBudget:\nKurser 50 000 kr\nTryck 30 000 kr\nSumma 80 000 kr": "ok 80000",
		"Vi söker mellan 60 000 och 80 000 kr.":                                              "unclear conflicting",
		"Vi söker cirka 80 000 kr.":                                                          "ok 80000",
		"Vi söker max 100 000 kr.":                                                           "unclear conflicting",
		"Vi söker minst 60 000 kr.":                                                          "unclear conflicting",
		"Vi söker 60 000 eller 80 000 kr beroende på omfattning.":                            "unclear conflicting",
		"Man kan söka upp till 100 000 kr.":                                                  "missing",
		"Regionerna får söka högst 100 000 kronor. Vi söker 80 000.":                         "ok 80000",
		"Vi söker 120 000 kr.":                                                               "invalid over_cap 120000",
		"Vi söker 8 000 euro.":                                                               "invalid not_sek",
		"Vi söker det högsta beloppet.":                                                      "unclear not_a_number",
		"Summa: så mycket som möjligt":                                                       "unclear not_a_number",
		"Summa: återkommer":                                                                  "missing",
		"Summa: XX kr":                                                                       "missing",
		"Sökt summa: 85 000":                                                                 "ok 85000",
		"Sökt summa: 85":                                                                     "unclear not_a_number",
		"Sökt summa (tkr): 85":                                                               "ok 85000",
		"Sökt summa: 85 000 kr.\nHar ni frågor, ring 070-174 06 05. Vi är 12 000 anställda.": "ok 85000",
		"Vi söker 85 000 kronor för perioden 2021-2022.":                                     "ok 85000",
		"Vi söker sjuttiotvå tusen kronor.":                                                  "ok 72000",
		"Belopp: 85 000 kr\n\nI budgeten: lön 60 000 kr, resor 25 000 kr.":                   "ok 85000",
		"Vi söker 85 000 kr. Arvode utgår med 500 kr per person.":                            "ok 85000",
		"Vi söker 2 x 40 000 kr.":                                                            "ok 80000",
		"Vi söker 40 000 kr per år i två år.":                                                "unclear conflicting",
		"Vi söker 85 000 kr. Beloppet 58 000 kr betalas ut först.":                           "unclear conflicting",
		"Vi söker 100 000 kr inklusive moms.":                                                "ok 100000",
		"Vi behöver 45 tkr till fika och lokaler.":                                           "ok 45000",
		"Medel söks med 64 500 kr.":                                                          "ok 64500",
		"Härmed rekvireras 64 500 kr.":                                                       "ok 64500",
		"Vi söker 80' kr.":                                                                   "ok 80000",
		"Vi söker 80’ kronor.":                                                               "ok 80000",
		"Sökt summa: 80´kr":                                                                  "ok 80000",
		"Vi söker '80 000' kr.":                                                              "ok 80000",
		"Summa: se nedan\n\nBudget\nLön 50 000 kr\nLokal 20 000 kr\nSumma 70 000 kr":         "ok 70000",
		"Sökt summa: se budget\n\nLön 50 000 kr\nTotalt 70 000 kr\n":                         "ok 70000",
		"Summa: se nedan\n\nLön 50 000 kr\nTotalt 120 000 kr":                                "invalid over_cap 120000",
		"Summa: se nedan\n\nLön 50 000 kr\nSumma 90 000 kr\nEgen insats 20 000 kr":           "unclear conflicting",
		"Summa: se nedan\n\nVårtermin\nSumma 40 000 kr\nHösttermin\nSumma 30 000 kr":         "unclear conflicting",
		"Summa: se nedan\n\nMed vänlig hälsning":                                             "missing",
		"Summa: se bilaga\n\nLön 50 000 kr\nLokal 20 000 kr\nSumma 70 000 kr":                "missing",
		"Kommunen söker 50 000 kr från annat håll, vi söker 70 000 kr.":                      "ok 70000",
	} {
		got := Read(Input{Texts: []Text{{Source: "body", Own: text}}, Wanted: call2021.Elements, Call: &call2021})[medelbot.Amount]
		if tell(got) != want {
			t.Errorf("%q: %q, want %q", text, tell(got), want)
		}
	}
}

// A correction names the old sum beside the new one: the old one never counts.
func TestAmountReplaced(t *testing.T) {
	for text, want := range map[string]string{
		"Summan ska vara 80 000 kr, inte 60 000 kr.":                                      "ok 80000",
		"Summan ska inte vara 60 000 kr utan 80 000 kr.":                                  "ok 80000",
		"Byt ut 60 000 kr mot 80 000 kr.":                                                 "ok 80000",
		"Kan ni ändra 60 000 kr till 80 000 kr?":                                          "ok 80000",
		"Ändra beloppet 60 000 till 80 000 kr.":                                           "ok 80000",
		"Summan 60 000 kr är fel, det ska vara 80 000 kr.":                                "ok 80000",
		"Beloppet 60 000 kr var fel. Rätt är 80 000 kr.":                                  "ok 80000",
		"Belopp 60 000 -> 80 000 kr":                                                      "ok 80000",
		"Summan sänks från 100 000 till 74 000 kr eftersom vi stryker filmen.":            "ok 74000",
		"Jag skrev 60 000 kr men det rätta är 80 000 kr.":                                 "ok 80000",
		"Sökt belopp: 80 000 kr (var 60 000 kr)":                                          "ok 80000",
		"Vi räknade fel: 60 000 kr skulle ha varit 80 000 kr.":                            "ok 80000",
		"60 000 kr ersätts av 80 000 kr.":                                                 "ok 80000",
		"Ersätt 60 000 kr med 80 000 kr.":                                                 "ok 80000",
		"Rättelse av sökt summa: 80 000 kr. Den gamla summan, 60 000 kr, kan ni stryka.":  "ok 80000",
		"Vi söker 80 000 kr. Det ska vara klart i maj och 20 000 kr går till tryck.":      "unclear conflicting",
		"Vi söker 80 000 kr. Rätt kompetens kostar 60 000 kr och resten går till tryck.":  "ok 80000",
		"Söker 80 000 kr för att minska köer, 50 000 kr till lön, 30 000 kr till tryck.":  "ok 80000",
		"Vi rättar: lön 40 000 kr (tidigare 30 000 kr), tryck 20 000 kr. Söker 60 000 kr": "ok 60000",
		"Posten för resor ändras från 20 000 kr till 10 000 kr.":                          "missing",
		"Öka beloppet 60 000 kr med 20 000 kr.":                                           "unclear conflicting",
		"Ska summan vara 60 000 kr eller 80 000 kr?":                                      "unclear conflicting",
	} {
		got := Read(Input{Texts: []Text{{Source: "body", Own: text}}, Wanted: call2021.Elements, Call: &call2021})[medelbot.Amount]
		if tell(got) != want {
			t.Errorf("%q: %q, want %q", text, tell(got), want)
		}
	}
}

// TestBareSum reads a figure that is all that an answer says: a sum only where
// our letter asked which one, and nothing else that a figure may answer.
func TestBareSum(t *testing.T) {
	const asks = "Hej!\n\nVilken summa söker ni? I bilagan står ett belopp per år.\n\nSvara på det här mejlet."
	for _, c := range []struct {
		own, quoted string
		asked       bool
		want        int64
	}{
		{"94 000.", asks, true, 94000},
		{"94000", asks, true, 94000},
		{"94 000", asks, false, 0},
		{"94", asks, true, 0},
		{"94 000 eller 95 000", asks, true, 0},
		{"I fjol 94 000", asks, true, 0},
		{"94 000", "Hej!\n\nHur många invånare når ni?", true, 0},
		{"94 000", asks + "\n\nHur många invånare når ni?", true, 0},
		{"94 000", "Vi behöver:\n- vilken summa ni söker\n- ert kontonummer", true, 0},
		{"94 000", "Hur stor del av summan går till lön?", true, 0},
	} {
		in := Input{Texts: []Text{{Source: "body", Own: c.own, Quoted: c.quoted}}, Answered: true, Asked: c.asked, Wanted: call2021.Elements, Call: &call2021}
		got := Read(in)[medelbot.Amount]
		if sum := got.Value; c.want == 0 && sum != nil || c.want > 0 && (sum == nil || sum.SEK != c.want || got.Status != medelbot.OK) {
			t.Errorf("%q in answer to %q: got %v %v, want %d", c.own, c.quoted, got.Status, sum, c.want)
		}
	}
}
