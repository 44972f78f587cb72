package elements

import "testing"

func TestHelpIsNoAnswer(t *testing.T) {
	for text, want := range map[string]bool{
		"Ange den summa ni söker, högst 100 000 kr":        true,
		"Skriv kontonummer":                                true,
		"Beskriv kort vad pengarna ska användas till.":     true,
		"Högst 2 000 tecken.":                              true,
		"Ange 50 000 kr":                                   false,
		"Skriv till nils.ek@regionhalland.se":              false,
		"Skrivarkurser för patienter i Hylte":              false,
		"Vi beskriver vården för patienterna med en film.": false,
		"Ange bankgiro, här 5050-1055":                     false,
	} {
		if got := isHelp(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
