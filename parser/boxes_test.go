package parser

import (
	"strings"
	"testing"
)

func TestOnlyTicked(t *testing.T) {
	for text, want := range map[string]string{
		"Testbädd\t[ ] Patientkontrakt invånare, [x] Träna samverkan": "Testbädd Träna samverkan",
		"☐ Region\n☒ Kommun":                 "Kommun",
		"[] Plusgiro  [X] Bankgiro\t[ ] Nej": "Bankgiro",
		"[ ] Bankgiro: 5050-1055":            "[ ] Bankgiro: 5050-1055", // filled in, though not ticked
		"Se [ ] i tabellen":                  "Se [ ] i tabellen",
		"Sökt belopp 50 000 kr":              "Sökt belopp 50 000 kr",
	} {
		got := onlyTicked(text)
		if len(got) != len(text) || strings.Join(strings.Fields(got), " ") != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}
