package elements

import (
	"testing"

	"medelbot"
)

func TestAccountAmongOthers(t *testing.T) {
	for _, tc := range []struct{ own, signature, hidden, want string }{
		{"Bankgiro: 5050-1055", "", "", "ok bankgiro 5050-1055"},
		{"Kontonummer/bankgiro: 5050-1055", "", "", "ok bankgiro 5050-1055"},
		{"Vårt bankgironummer är 5050-1055, märk med projekt 41120", "", "", "ok bankgiro 5050-1055"},
		{"Betala till 5050-1055 (bankgiro)", "", "", "ok bankgiro 5050-1055"},
		{"Pengarna kan ni föra över till 5050-1055.", "", "", "ok bankgiro 5050-1055"},
		{"BG 5050-1055\n\nBankgiro: 5050 1055", "", "", "ok bankgiro 5050-1055"},
		{"Bankgiro 5050-1055. Plusgiro 28 65 43-4.", "", "", "unclear conflicting"},
		{"Bankgiro 5050-1055", "", "Bankgiro 160-9908", "unclear conflicting"},
		{"Bankgiro 5050-1055", "", "Bankgiro 5050-1055", "ok bankgiro 5050-1055"},
		{"Bankgiro 5050-1056", "", "", "invalid bad_checksum bankgiro 5050-1056"},
		{"Bankgiro: återkommer", "Bankgiro 160-9908", "", "missing"},
		{"Bankgiro: se min signatur", "Bankgiro 160-9908", "", "ok bankgiro 160-9908"},
		{"Kontot hittar ni i sidfoten.", "Org.nr 232100-0131 | Bankgiro 160-9908", "", "ok bankgiro 160-9908"},
		{"Vi söker 50 000 kr.", "Org.nr 232100-0131 | Bankgiro 160-9908", "", "missing"},
		{"Konto: 8327-9, 14 725 892-5 (Swedbank)", "", "", "ok bank 83279-147258925"},
		{"Clearingnummer: 6114\nKontonummer: 517 182 351\nBank: Handelsbanken", "", "", "ok bank 6114-517182351"},
		{"Bank\tHandelsbanken\nClearing\t6114\nKonto\t517 182 351", "", "", "ok bank 6114-517182351"},
		{"Kontonummer: 9999-0123457", "", "", "ok bank 9999-0123457 unknown"},
		{"IBAN: SE45 5000 0000 0583 9825 7466\nBIC: ESSESESS", "", "", "ok iban SE4550000000058398257466"},
		{"Konto 5839-8257466 (IBAN SE45 5000 0000 0583 9825 7466)", "", "", "ok bank 5839-8257466"},
		{"Organisationsnummer: 232100-0131\nBankgiro: 5050-1055", "", "", "ok bankgiro 5050-1055"},
		{"Konto: 232100-0131 (org.nr)", "", "", "unclear unreadable"},
		{"Bankgiro: 5050-1055\nOCR: 1609908", "", "", "ok bankgiro 5050-1055"},
		{"Vi byter från bankgiro 160-9908 till bankgiro 5050-1055.", "", "", "ok bankgiro 5050-1055"},
		{"Använd bankgiro 5050-1055, inte bankgiro 160-9908.", "", "", "ok bankgiro 5050-1055"},
		{"Fakturan till vår leverantör betalas till deras bankgiro senare.", "", "", "missing"},
		{"Kontonummer\n\n5050-1055\n", "", "", "ok bankgiro 5050-1055"},
		{"Utbetalas till: Region Skåne, bankgiro 5050-1055, ref 28654", "", "", "ok bankgiro 5050-1055"},
		{"Swish 123 505 10 55", "", "", "missing"},
		{"Bankgiro: XXX-XXXX", "", "", "missing"},
		{"Plusgiro 28 65 43-5", "", "", "invalid bad_checksum plusgiro 286543-5"},
		{"Bankgironr. 5050-1055 Tel. 070-174 06 05", "", "", "ok bankgiro 5050-1055"},
		{"Bankkonto: 5140 00 100 04, SEB", "", "", "ok bank 5140-0010004"},
	} {
		in := Input{Texts: []Text{{Source: "body", Own: tc.own, Signature: tc.signature, Hidden: tc.hidden}}, Wanted: call2021.Elements, Call: &call2021}
		if got := tell(Read(in)[medelbot.Account]); got != tc.want {
			t.Errorf("%q / %q: %q, want %q", tc.own, tc.signature, got, tc.want)
		}
	}
}

// A correction names the old account beside the new one: the old one never counts.
func TestAccountReplaced(t *testing.T) {
	for text, want := range map[string]string{
		"Bankgirot ska vara 5050-1055, inte 160-9908.":                                                       "ok bankgiro 5050-1055",
		"Bankgirot ska inte vara 160-9908 utan 5050-1055.":                                                   "ok bankgiro 5050-1055",
		"Byt ut bankgiro 160-9908 mot 5050-1055.":                                                            "ok bankgiro 5050-1055",
		"Kan ni byta bankgiro 160-9908 till 5050-1055?":                                                      "ok bankgiro 5050-1055",
		"Bankgirot 160-9908 är fel, det ska vara 5050-1055.":                                                 "ok bankgiro 5050-1055",
		"Bankgirot 160-9908 var fel. Rätt är 5050-1055.":                                                     "ok bankgiro 5050-1055",
		"Bankgirot 160-9908 som vi angav är fel. Rätt bankgiro är 5050-1055.":                                "ok bankgiro 5050-1055",
		"Bg 160-9908 -> 5050-1055":                                                                           "ok bankgiro 5050-1055",
		"Vårt bankgiro har ändrats från 160-9908 till 5050-1055.":                                            "ok bankgiro 5050-1055",
		"Numret jag skickade igår (160-9908) är sjukhusets gamla. Ekonomi säger att det ska vara 5050-1055.": "ok bankgiro 5050-1055",
		"160-9908 ska bytas mot 5050-1055.":                                                                  "ok bankgiro 5050-1055",
		"Jag skrev bankgiro 160-9908 men det rätta är 5050-1055.":                                            "ok bankgiro 5050-1055",
		"I ansökan står bankgiro 160-9908. Det ska stå 5050-1055.":                                           "ok bankgiro 5050-1055",
		"Bankgiro: 5050-1055 (tidigare 160-9908)":                                                            "ok bankgiro 5050-1055",
		"Gammalt bankgiro: 160-9908\nNytt bankgiro: 5050-1055":                                               "ok bankgiro 5050-1055",
		"Bankgirot 160-9908 gäller inte längre. Använd 5050-1055.":                                           "ok bankgiro 5050-1055",
		"Det blev fel siffror i bankgirot, 160-9908. 5050-1055 ska det vara.":                                "ok bankgiro 5050-1055",
		"Vi har bytt bank. Konto 8327-9, 14 725 892-5 ersätts av bankgiro 5050-1055.":                        "ok bankgiro 5050-1055",
		"Stryk bankgiro 160-9908 och skriv 5050-1055 istället.":                                              "ok bankgiro 5050-1055",
		"Bankgiro 5050-1055, ändra inte till 160-9908.":                                                      "ok bankgiro 5050-1055",
		"Bankgiro 5050-1055. Org.nr 232100-0131 ska vara rätt.":                                              "ok bankgiro 5050-1055",
		"Numret 040-628 04 12 ska vara 040-628 04 13.":                                                       "missing",
		"Är det 160-9908 eller 5050-1055 som är vårt bankgiro?":                                              "missing",
		"Vi har bankgiro 160-9908 och bankgiro 5050-1055. Det ska vara det senare.":                          "unclear conflicting",
	} {
		in := Input{Texts: []Text{{Source: "body", Own: text}}, Wanted: call2021.Elements, Call: &call2021}
		if got := tell(Read(in)[medelbot.Account]); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
