package parser_test

import (
	"fmt"
	"strings"
	"testing"

	"medelbot"
)

// A code gives rights until it is used: it stands in nothing that is kept or
// told again, wherever its writer put it.
func TestCodesAreNotKept(t *testing.T) {
	for _, test := range []struct{ name, header, text string }{
		{"alone", answer, "Kod: " + secret + "\n"},
		{"above words that order nothing", answer, "Kod: " + secret + " tack\nJag vill att vi beviljar den."},
		{"below a quote", answer, "Kod: " + secret + "\n> x\n\nBEVILJA 75000\n"},
		{"in the subject alone", harald + "Subject: Kod " + secret + "\n", "\n"},
		{"without its word", answer, "BEVILJA 75000 " + secret + "\n"},
		{"without its word, on a line", answer, "KOMPLETTERA: Skicka budgeten.\n" + secret + "\n"},
		{"in a reason", answer, "AVSLÅ\nMOTIVERING: nej. " + secret + "\n"},
		{"without its word, first", answer, secret + "\nBEVILJA 75000\n"},
		{"without hyphens", answer, "BEVILJA 75000\nKod: " + strings.ReplaceAll(secret, "-", "") + "\n"},
		{"in capitals, with blanks", answer, "BEVILJA 75000\nKOD: " + strings.ToUpper(strings.ReplaceAll(secret, "-", " ")) + "\n"},
		{"in a note", answer, "ANTECKNA: koden är " + secret + "\n"},
	} {
		r := read(t, test.header, test.text, options(t))
		if r.Command == nil {
			continue
		}
		kept := r.Subject + r.Text + fmt.Sprintf("%+v", r.Command.Lines) + strings.Join(r.Why, " ")
		kept = strings.ToLower(strings.NewReplacer("-", "", " ", "").Replace(kept))
		if strings.Contains(kept, strings.ReplaceAll(secret, "-", "")) {
			t.Errorf("%s: %s", test.name, kept)
		}
	}
}

// What a coordinator's mail program answers by itself, and what comes back, may
// hold a whole letter with its codes.
func TestCodesThatComeBackAreNotKept(t *testing.T) {
	const vacation = answer + "Auto-Submitted: auto-replied\n"
	r := read(t, vacation, "Jag är ledig.\n\nFrån: Harald\nÄmne: x\n\nKod: "+secret+"\n", options(t))
	if r.Kind != medelbot.AutoReply || strings.Contains(r.Text, secret) {
		t.Errorf("kind %s, text %q", r.Kind, r.Text)
	}
}
