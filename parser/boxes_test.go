package parser

import (
	"strings"
	"testing"
	"unicode/utf8"
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

// A line of boxes is read in one go, whatever stands before them.
func TestOnlyTickedOfLongLines(t *testing.T) {
	text := strings.Repeat("-", 1<<19) + "x" + strings.Repeat("[ ]", 1<<17)
	if got := onlyTicked(text); got != text {
		t.Error("boxes within a line of text are no choices")
	}
}

// What is left of a form keeps its length and stays text.
func FuzzOnlyTicked(f *testing.F) {
	f.Add("Testbädd\t[ ] Patientkontrakt invånare, [x] Träna samverkan\n☐ Nej ☒ Ja")
	f.Fuzz(func(t *testing.T, text string) {
		if got := onlyTicked(text); len(got) != len(text) || utf8.ValidString(text) && !utf8.ValidString(got) {
			t.Errorf("%q became %q", text, got)
		}
	})
}
