package swedish

import (
	"strings"
	"testing"
	"unicode/utf8"

	"medelbot"
)

// Whatever the text, spans lie within it and in order, and nothing panics.

func FuzzAmounts(f *testing.F) {
	for _, s := range []string{
		"Vi söker 85 000 kr", "50-75 tkr", "etthundratusen (100 000) kronor", "Belopp i tkr\nLön 60\nSumma 85",
		"2 x 50 000 kr", "100.000:-", "SEK100", "l00 000 kr", "+46 70 174 06 05", "0,075 mkr", "−100 000 kr", "(max 100 000 SEK)",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = Clean(s)
		if again := Clean(s); again != s {
			t.Errorf("cleaning %q twice gives %q", s, again)
		}
		end := 0
		for _, a := range Amounts(s) {
			if a.Start < end && a.End > end || a.End > len(s) || a.Start >= a.End {
				t.Errorf("%q: amount at %d-%d after %d", s, a.Start, a.End, end)
			}
			end = a.End
		}
		SumSought(s, true)
		SumSought(s, false)
	})
}

func FuzzAccounts(f *testing.F) {
	for _, s := range []string{
		"bg 5050-1055", "Clearing 8327-9, konto 14 725 892-5", "IBAN SE45 5000 0000 0583 9825 7466", "konto 1\n2-\n3", "pg 4-2, 070-174 06 05",
	} {
		f.Add(s, "Kontonummer/bankgiro")
	}
	f.Fuzz(func(t *testing.T, s, hint string) {
		s = Clean(s)
		for _, a := range Accounts(s, hint) {
			if a.Start < 0 || a.End > len(s) || a.Start >= a.End {
				t.Errorf("%q: account at %d-%d", s, a.Start, a.End)
			}
			if a.Check == medelbot.CheckedAccount && a.Number.Number == "" {
				t.Errorf("%q: checked and empty", s)
			}
		}
	})
}

func FuzzPeople(f *testing.F) {
	f.Add("Anna von Ek, anna.ek@skane.se, 070-174 06 05, 19121212-1212. Region Skåne!")
	f.Fuzz(func(t *testing.T, s string) {
		s = Clean(s)
		if masked := MaskPersonnummer(s); utf8.ValidString(s) && (len(masked) != len(s) || len(Personnummer(masked)) > 0) {
			t.Errorf("%q masked: %q", s, masked)
		}
		Names(s)
		Emails(s)
		FindRegions(s)
		for _, p := range Phones(s) {
			if !strings.HasPrefix(p.E164, "+") {
				t.Errorf("%q: phone %q", s, p.E164)
			}
		}
		end := 0
		for _, sp := range Sentences(s) {
			if sp.Start < end || sp.End > len(s) {
				t.Errorf("%q: sentence at %d-%d after %d", s, sp.Start, sp.End, end)
			}
			end = sp.End
		}
	})
}
