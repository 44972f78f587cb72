package command

import (
	"testing"
	"time"

	"medelbot"
)

func TestDays(t *testing.T) {
	leap := time.Date(2021, 3, 1, 8, 0, 0, 0, stockholm)
	newYear := time.Date(2021, 12, 31, 23, 30, 0, 0, time.UTC) // 2022 in Sweden
	for _, test := range []struct {
		written      string
		now          time.Time
		past, coming string // "" is an error
	}{
		{"2021-05-14", now, "2021-05-14", "2021-05-14"},
		{"20210514", now, "2021-05-14", "2021-05-14"},
		{"14.5.2021", now, "2021-05-14", "2021-05-14"},
		{"den 14 maj 2021", now, "2021-05-14", "2021-05-14"},
		{"14:e maj", now, "2021-05-14", "2022-05-14"},
		{"14/5", now, "2021-05-14", "2022-05-14"},
		{"14/5-21", now, "2021-05-14", "2021-05-14"},
		{"19/5", now, "2021-05-19", "2021-05-19"},
		{"20 maj", now, "2020-05-20", "2021-05-20"},
		{"1 okt.", now, "2020-10-01", "2021-10-01"},
		{"i dag", now, "2021-05-19", "2021-05-19"},
		{"idag", newYear, "2022-01-01", "2022-01-01"},
		{"igår", now, "2021-05-18", "2021-05-18"},
		{"i morgon", now, "2021-05-20", "2021-05-20"},
		{"29 februari", leap, "2020-02-29", "2024-02-29"},
		{"29 februari 2021", now, "", ""},
		{"31/4", now, "", ""},
		{"14/13", now, "", ""},
		{"14 maj eller 15 maj", now, "", ""},
		{"nästa vecka", now, "", ""},
		{"75000", now, "", ""},
		{"", now, "", ""},
		{"14 maj", time.Time{}, "", ""},
		{"2021-05-14", time.Time{}, "2021-05-14", "2021-05-14"},
	} {
		past, err := PastDay(test.written, test.now, stockholm)
		if got := day(past, err, "00:00:00", t); got != test.past {
			t.Errorf("%q: past day %q (%v), want %q", test.written, got, err, test.past)
		}
		coming, err := ComingDay(test.written, test.now, stockholm)
		if got := day(coming, err, "23:59:59", t); got != test.coming {
			t.Errorf("%q: coming day %q (%v), want %q", test.written, got, err, test.coming)
		}
	}
}

func day(at time.Time, err error, clock string, t *testing.T) string {
	t.Helper()
	if err != nil {
		if medelbot.Hint(err) == "" {
			t.Errorf("no hint: %v", err)
		}
		return ""
	}
	if got := at.Format(time.TimeOnly); got != clock {
		t.Errorf("it is at %s, want %s", got, clock)
	}
	return at.Format(time.DateOnly)
}

func TestValues(t *testing.T) {
	for _, test := range []struct {
		key     medelbot.ElementKey
		written string
		want    medelbot.Value // zero is an error
	}{
		{medelbot.Amount, "75 000 kr", medelbot.Value{SEK: 75000}},
		{medelbot.Amount, "75.000:-", medelbot.Value{SEK: 75000}},
		{medelbot.Amount, "ca 75 000 kr", medelbot.Value{}},
		{medelbot.Amount, "75 000 kr av 100 000 kr", medelbot.Value{}},
		{medelbot.Amount, "50-75 tkr", medelbot.Value{}},
		{medelbot.Account, "5050-1055", medelbot.Value{Type: "bankgiro", Number: "5050-1055"}},
		{medelbot.Account, "Bankgiro: 5050 1055", medelbot.Value{Type: "bankgiro", Number: "5050-1055"}},
		{medelbot.Account, "bg 5050–1055", medelbot.Value{Type: "bankgiro", Number: "5050-1055"}},
		{medelbot.Account, "konto 5050-1055", medelbot.Value{Type: "bankgiro", Number: "5050-1055"}},
		{medelbot.Account, "plusgiro 123456-6", medelbot.Value{Type: "plusgiro", Number: "123456-6"}},
		{medelbot.Account, "12 34 56-6", medelbot.Value{Type: "plusgiro", Number: "123456-6"}},
		{medelbot.Account, "SE45 5000 0000 0583 9825 7466", medelbot.Value{Type: "iban", Number: "SE4550000000058398257466"}},
		{medelbot.Account, "8327-9, 123 456 789-7", medelbot.Value{Type: "bank", Number: "83279-1234567897"}},
		{medelbot.Account, "Konto: 5000 12 345 60", medelbot.Value{Type: "bank", Number: "5000-1234560"}},
		{medelbot.Account, "Swedbank 8327-9, 123 456 789-7", medelbot.Value{}},
		{medelbot.Account, "5050-1056", medelbot.Value{}},
		{medelbot.Account, "50501055", medelbot.Value{}},
		{medelbot.Account, "5050-1055 eller 991-2346", medelbot.Value{}},
		{medelbot.Account, "bankgiro", medelbot.Value{}},
		{medelbot.Account, "070-174 06 05", medelbot.Value{}},
		{medelbot.Contact, "Eva Ek, 070-174 06 05", medelbot.Value{Name: "Eva Ek", Phone: "+46701740605"}},
		{medelbot.Contact, "Eva Ek <Eva.Ek@regionhalland.se>", medelbot.Value{Name: "Eva Ek", Email: "eva.ek@regionhalland.se"}},
		{medelbot.Contact, "eva.ek@regionhalland.se", medelbot.Value{}},
		{medelbot.Contact, "Eva Ek eller Anna Ask, 070-174 06 05", medelbot.Value{}},
		{medelbot.Applicant, "region skane", medelbot.Value{Name: "Region Skåne"}},
		{medelbot.Applicant, "Kalmar", medelbot.Value{Name: "Region Kalmar län"}},
		{medelbot.Applicant, "Kalmar kommun", medelbot.Value{Name: "Kalmar kommun"}},
		{medelbot.Applicant, "Stiftelsen Lugna Gatan", medelbot.Value{Name: "Stiftelsen Lugna Gatan"}},
		{medelbot.Applicant, "Region Halland och Region Skåne", medelbot.Value{}},
		{medelbot.Applicant, "Region Mellansverige", medelbot.Value{}},
		{medelbot.Purpose, "Kursledare", medelbot.Value{Text: "Kursledare"}},
		{medelbot.Purpose, " ", medelbot.Value{}},
	} {
		got, err := Value(test.key, test.written)
		if (err != nil) != (test.want == medelbot.Value{}) || err == nil && got != test.want {
			t.Errorf("%s %q: got %+v (%v), want %+v", test.key, test.written, got, err, test.want)
		}
		if err != nil && medelbot.Hint(err) == "" {
			t.Errorf("%s %q: no hint: %v", test.key, test.written, err)
		}
	}
}

// Coordinators name the elements as our letters do, by long and short labels.
func TestElementsByTheirLabels(t *testing.T) {
	for key, labels := range map[medelbot.ElementKey][]string{
		medelbot.Applicant:   {"Vem som söker", "sökande"},
		medelbot.Reference:   {"Hänvisning till Patientkontrakt", "hänvisning"},
		medelbot.Amount:      {"Summa som söks", "summa"},
		medelbot.Purpose:     {"Vad pengarna ska användas till", "användning"},
		medelbot.Effects:     {"Önskade effekter", "effekter"},
		medelbot.Contact:     {"Kontaktperson för uppföljning och rapport", "kontaktperson", "kontakt"},
		medelbot.Account:     {"Kontonummer eller bankgiro", "konto"},
		medelbot.Arrangement: {"Upplägg och innehåll", "upplägg"},
		medelbot.TargetGroup: {"Målgrupp"},
		medelbot.Actors:      {"Vilka som medverkar", "medverkande"},
		medelbot.Spending:    {"Vad pengarna har använts till"},
		medelbot.Learning:    {"Lärdomar och resultat"},
		medelbot.NextSteps:   {"Nästa steg"},
	} {
		for _, label := range labels {
			m := read("BEKRÄFTA " + label)
			if len(m.Lines) != 1 || m.Lines[0].Order.Element != key || m.Lines[0].Fault != "" {
				t.Errorf("%q: got %s, want %s", label, told(m), key)
			}
		}
	}
}
