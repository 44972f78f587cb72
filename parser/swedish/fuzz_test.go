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
			if a.Ore < 0 {
				t.Errorf("%q: %d öre", s, a.Ore)
			}
			end = a.End
		}
		for _, asked := range []bool{true, false} {
			sum := SumSought(s, asked)
			if sum.Kronor < 0 || sum.Start < 0 || sum.End > len(s) || sum.Kind == OneSum && sum.Start >= sum.End || sum != SumSought(s, asked) {
				t.Errorf("%q: sought %+v", s, sum)
			}
		}
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
			if a.Number.Number == "" {
				if !a.Doubt {
					t.Errorf("%q: empty, and no doubt of it", s)
				}
				continue
			}
			if n, check := medelbot.CheckAccount(a.Number.Type, a.Number.Number); check != a.Check || n != a.Number {
				t.Errorf("%q: %+v, which checks as %+v (%v)", s, a, n, check)
			}
			// Banks pad the account after its clearing number with zeroes, and
			// people write that number behind the account, too.
			written := figures(s[a.Start:a.End])
			first, last, _ := strings.Cut(a.Number.Number, "-")
			if !within(figures(first+last), written) && !within(figures(last+first), written) {
				t.Errorf("%q: %s is not what is written: %s", s, a.Number.Number, written)
			}
		}
	})
}

// figures keeps the digits of a number.
func figures(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// within tells whether the digits of part stand in whole, in this order.
func within(part, whole string) bool {
	for _, digit := range part {
		i := strings.IndexRune(whole, digit)
		if i < 0 {
			return false
		}
		whole = whole[i+1:]
	}
	return true
}

func FuzzPeople(f *testing.F) {
	f.Add("Anna von Ek, anna.ek@skane.se, 070-174 06 05, 19121212-1212. Region Skåne!")
	f.Fuzz(func(t *testing.T, s string) {
		s = Clean(s)
		if masked := MaskPersonnummer(s); utf8.ValidString(s) && (len(masked) != len(s) || len(Personnummer(masked)) > 0) {
			t.Errorf("%q masked: %q", s, masked)
		}
		for _, sp := range append(Names(s), Emails(s)...) {
			if sp.Start < 0 || sp.End > len(s) || strings.TrimSpace(s[sp.Start:sp.End]) == "" {
				t.Errorf("%q: %+v", s, sp)
			}
		}
		for _, sp := range Emails(s) {
			if strings.Count(s[sp.Start:sp.End], "@") != 1 {
				t.Errorf("%q: the address %q", s, s[sp.Start:sp.End])
			}
		}
		for _, r := range FindRegions(s) {
			if r.Start < 0 || r.End > len(s) || r.Start >= r.End {
				t.Errorf("%q: region at %d-%d", s, r.Start, r.End)
			}
		}
		for _, p := range Phones(s) {
			// ITU-T E.164, 6.1: at most fifteen digits
			if digits := figures(p.E164); p.E164 != "+"+digits || len(digits) > 15 || p.Start < 0 || p.End > len(s) {
				t.Errorf("%q: phone %+v", s, p)
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
