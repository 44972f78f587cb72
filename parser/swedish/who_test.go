package swedish

import (
	"testing"

	"medelbot/parser/phrase"
)

func TestOnlyReference(t *testing.T) {
	for text, want := range map[string]bool{
		"Testbädd Patientkontrakt":            true,
		"Testbädden Patientkontrakt invånare": true,
		"utskicket":                           true,
		"Utbildning i Patientkontrakt.":       false,
		"kurser":                              false,
		"":                                    false,
	} {
		if got := OnlyReference(phrase.Words(text)); got != want {
			t.Errorf("OnlyReference(%q) = %v", text, got)
		}
	}
}
