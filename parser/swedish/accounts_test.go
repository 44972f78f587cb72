package swedish

import (
	"fmt"
	"testing"

	"medelbot"
)

func TestAccounts(t *testing.T) {
	for _, tc := range []struct{ text, hint, want string }{
		{"bg 5050-1055", "", "bankgiro 5050-1055"},
		{"BG: 5050-1055", "", "bankgiro 5050-1055"},
		{"Bg-nr 5050-1055", "", "bankgiro 5050-1055"},
		{"Bankgiro 160-9908", "", "bankgiro 160-9908"},
		{"bankgironummer: 1609908", "", "bankgiro 160-9908"},
		{"BANKGIRO 160–9908", "", "bankgiro 160-9908"},
		{"bg 5050 1055", "", "bankgiro 5050-1055"},
		{"bankgiro nr 5050\u20111055", "", "bankgiro 5050-1055"},
		{"bankgiro 5050-\n1055", "", "bankgiro 5050-1055"},
		{"pg 28 65 43-4", "", "plusgiro 286543-4"},
		{"PG: 410 54 68-5", "", "plusgiro 4105468-5"},
		{"Plusgiro 4-2", "", "plusgiro 4-2"},
		{"postgiro 116 04 99-8", "", "plusgiro 1160499-8"},
		{"Clearing 8424-4, konto 983 189 224-6", "", "bank 84244-9831892246"},
		{"clearingnr 6114 kontonr 517 182 351", "", "bank 6114-517182351"},
		{"Kontonr: 1274-0235305 (Danske Bank)", "", "bank 1274-0235305"},
		{"SEB 5140 00 100 04", "", "bank 5140-0010004"},
		{"Cl.nr 8327-9, kto 14 725 892-5", "", "bank 83279-147258925"},
		{"Handelsbanken 6114 - 517 182 351", "", "bank 6114-517182351"},
		{"IBAN: SE45 5000 0000 0583 9825 7466", "", "iban SE4550000000058398257466"},
		{"IBAN SE4550000000058398257466 BIC ESSESESS", "", "iban SE4550000000058398257466"},
		{"5050-1055", "Kontonummer/bankgiro", "bankgiro 5050-1055"},
		{"28 65 43-4", "Bankgiro/plusgiro", "plusgiro 286543-4"},
		{"50501055", "Bankgiro/plusgiro", "doubt"},
		{"50501055", "Kontonummer/bankgiro", "bankgiro 5050-1055"},
		{"5050-1056", "Konto", "bad bankgiro 5050-1056"},
		{"5050-1055\nPatienten 19121212-1212 var med.", "Bankgiro", "bankgiro 5050-1055"},
		{"5050-1055\nExemplet gäller 191212121212", "Bankgiro", "bankgiro 5050-1055"},
		{"Nordea, konto 121212-1212", "Konto", "doubt"},
		{"121212-1212", "Konto", "doubt"},
		{"Pengarna kan sättas in på 5050-1055.", "", "bankgiro 5050-1055"},
		{"Konto 123 456 789", "", "doubt"},
		{"031-390 06 27", "Kontakt ekonomi/utbetalning", ""},
		{"+46 31 390 06 27", "Utbetalning", ""},
		{"clearing 9999, konto 0123457", "", "unknown bank 9999-0123457"},
		{"Bankgiro: 5050-1055, tel 070-174 06 05", "", "bankgiro 5050-1055"},
		{"Bankgiro 5050-1055 (ref 41120)", "", "bankgiro 5050-1055"},
		{"Org.nr 232100-0131, bankgiro 5050-1055", "", "bankgiro 5050-1055"},
		{"Bankgiro 5050-1055, ange OCR 1609908", "", "bankgiro 5050-1055"},
		{"Kontot är i Nordea med clearingnummer 3043 och själva kontonumret är 482 7169.", "", "bank 3043-4827169"},
		{"Kontot är i Nordea, 482 7169 med clearingnummer 3043.", "", "bank 3043-4827169"},
		{"Kontot: 55 310 75 (Länsförsäkringar, clearing 9023)", "", "bank 9023-5531075"},
		{"Konto 14 725 892-5, clearing 8327-9, Swedbank", "", "bank 83279-147258925"},
		{"517 182 351\nClearingnummer: 6114", "Kontonummer", "bank 6114-517182351"},
		{"konto 0235305 i Danske Bank (clearingnr 1274)", "", "bank 1274-0235305"},
		{"Bankgiro 5050-1055, clearing 6114 konto 517 182 351", "", "bankgiro 5050-1055bank 6114-517182351"},
		{"5050-1055 är vårt bankgiro", "", "bankgiro 5050-1055"},
		{"sätts in på 28 65 43-4 (plusgiro)", "", "plusgiro 286543-4"},
		{"vårt bankgiro har nummer 5050-1055", "", "bankgiro 5050-1055"},
		{"plusgirot har numret 28 65 43-4", "", "plusgiro 286543-4"},
		{"Bankgiro har vi inget, använd plusgiro 28 65 43-4", "", "plusgiro 286543-4"},
		{"Använd inte vårt gamla bankgiro 5050-1055", "", "old bankgiro 5050-1055"},
		{"232100-0222", "", ""}, {"556047-3521", "", ""}, {"070-123 45 67", "", ""},
		{"010-241 00 00", "", ""}, {"2021-12-31", "", ""}, {"RS 2022/1275", "", ""},
		{"901 85", "", ""}, {"0007:2321000065", "", ""}, {"7330028000014", "", ""},
		{"SE232100006501", "", ""}, {"CFAR-nr 19827369", "", ""},
		{"Kundnummer 5050-1055", "Konto", ""}, {"Referens 5050-1055", "", ""},
		{"Konto: meddelas senare, org.nr 232100-0131", "", ""},
	} {
		got := ""
		for _, a := range Accounts(Clean(tc.text), tc.hint) {
			switch {
			case a.Doubt:
				got += "doubt"
			case a.Old:
				got += "old "
			case a.Check == medelbot.BadCheck:
				got += "bad "
			case a.Check == medelbot.UncheckedAccount:
				got += "unknown "
			}
			if !a.Doubt {
				got += fmt.Sprintf("%s %s", a.Number.Type, a.Number.Number)
			}
		}
		if got != tc.want {
			t.Errorf("%q under %q: %q, want %q", tc.text, tc.hint, got, tc.want)
		}
	}
}
