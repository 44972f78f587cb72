package kind

import (
	"testing"

	"medelbot/parser/lexicon"
)

// What is asked about, or only happens if and when, is not said.
func TestSaysAndAsks(t *testing.T) {
	for _, test := range []struct {
		text, sign string
		says, asks bool
	}{
		{"Vi ansöker om medel.", lexicon.Applies, true, false},
		{"Ska vi ansöka om medel, eller söker ni?", lexicon.Applies, false, false},
		{"Söker vi medel? Nej.", lexicon.Applies, false, true},
		{"Vi söker medel. Har ni fått vårt mejl?", lexicon.Applies, true, false},
		{"Hur gör vi? Region Skåne ansöker om medel", lexicon.Applies, true, false},
		{"När vi söker medel vill vi veta mer.", lexicon.Applies, false, false},
		{"Vi vet inte när. Vi söker medel.", lexicon.Applies, true, false},
		{"Har ni fått vår ansökan", lexicon.Chases, true, true},
	} {
		s := readSigns(test.text)
		if says, asks := s.says(test.sign) > 0, s.asks(test.sign) > 0; says != test.says || asks && !test.asks {
			t.Errorf("%q %s: says %t, asks %t", test.text, test.sign, says, asks)
		}
	}
}

func TestIsLabelled(t *testing.T) {
	for text, want := range map[string]bool{
		"Bilaga: ett utkast till budget":         true,
		"Utkast till ansökan":                    false,
		"Ärende: hej.\n\nDetta är ett utkast.":   false,
		"Titel på skriften: det första utkastet": true,
	} {
		s := readSigns(text)
		if got := s.isLabelled(s.hits[lexicon.Draft][0].first); got != want {
			t.Errorf("%q: labelled %t, want %t", text, got, want)
		}
	}
}

// A quote goes to people and must not carry identity numbers further.
func TestQuoteIsMasked(t *testing.T) {
	if got := readSigns("Vi söker, för 19121212-1212, medel.").quote(lexicon.Applies); got != "söker, för XXXXXXXX-XXXX, medel" {
		t.Errorf("quoted %q", got)
	}
}

func FuzzSigns(f *testing.F) {
	f.Add("Vi söker 10 000 kr? Nej: vi ansöker.\n\n- en sak")
	f.Add("ansök\xff\xfe*..|")
	f.Fuzz(func(t *testing.T, text string) {
		s := readSigns(text)
		if len(s.words) > maxWords {
			t.Errorf("%d words", len(s.words))
		}
		for sign := range s.hits {
			s.quote(sign)
		}
		commandLine(text)
		CaseNumbers(text, nil)
	})
}
