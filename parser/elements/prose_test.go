package elements

import (
	"strings"
	"testing"

	"medelbot"
)

// A purpose that is told behind the sum, in the sentence of applying, begins
// where its own words do.
func TestPurposeBehindTheSum(t *testing.T) {
	for text, want := range map[string]string{
		"Vi söker 55 000 kronor ur testbäddarna till tre kvällar om vårdens övergångar.":                       "till tre kvällar om vårdens övergångar.",
		"Region Halland söker 55 000 kronor för att hålla tre kvällar.":                                        "för att hålla tre kvällar.",
		"Vi söker 85 000 kr till en kurs i samtal. Vi vet att taket är max 100 000 kr.":                        "till en kurs i samtal.",
		"Vi vill hålla tre kvällar om samtal inom taket på 100 000 kr.":                                        "Vi vill hålla tre kvällar om samtal inom taket på 100 000 kr.",
		"Vi ansöker om 40 tkr till en studiecirkel för patienter.":                                             "till en studiecirkel för patienter.",
		"Vi söker 40 000 kr ur de extra medlen för Patientkontrakt för att utbilda sex vårdlotsar i Lycksele.": "för att utbilda sex vårdlotsar i Lycksele.",
	} {
		e := Read(Input{Texts: []Text{{Source: "body", Own: text}}, Wanted: call2021.Elements, Call: &call2021})[medelbot.Purpose]
		if e.Value == nil || e.Value.Text != want {
			t.Errorf("%q: %s %+v, want %q", text, e.Status, e.Value, want)
		}
	}
}

// Of the rubble of a damaged file, where no sentence ends, nothing is told.
func TestRubbleTellsNothing(t *testing.T) {
	for _, rubble := range []string{
		strings.Repeat("xxxxxxxx xxxxx ", 500),
		strings.Repeat("kurs möte patient samtal kortare köer trygghet plan lokal\n", 100),
	} {
		read := Read(Input{Texts: []Text{{Source: "ansökan.docx", Own: rubble}}, Wanted: call2021.Elements, Call: &call2021})
		for _, key := range []medelbot.ElementKey{medelbot.Purpose, medelbot.Effects} {
			if e := read[key]; e.Status != medelbot.Missing {
				t.Errorf("%.30q: %s is %s", rubble, key, e.Status)
			}
		}
	}
}

// Syfte and Effekter both ask for effects; side by side the first one holds what
// shall be done, if what stands there is not an effect too.
func TestPurposeNamedSyfte(t *testing.T) {
	for syfte, want := range map[string]string{
		"Utbildning i Patientkontrakt för personal.":                    "Utbildning i Patientkontrakt för personal.",
		"Fast vårdkontakt på två vårdcentraler för personer med astma.": "Fast vårdkontakt på två vårdcentraler för personer med astma.",
		"Kortare köer och nöjdare patienter.":                           "",
		"Att patienterna ska få bättre kontakt.":                        "",
	} {
		own := "Syfte: " + syfte + "\nEffekter: Patienterna vet vem de ska ringa, och de akuta besöken blir färre.\n"
		e := Read(Input{Texts: []Text{{Source: "body", Own: own}}, Wanted: []medelbot.ElementKey{medelbot.Purpose, medelbot.Effects}, Call: &call2021})
		got := ""
		if v := e[medelbot.Purpose].Value; v != nil {
			got = v.Text
		}
		if got != want || e[medelbot.Effects].Status != medelbot.OK {
			t.Errorf("%q: purpose %q, want %q; effects %s", syfte, got, want, e[medelbot.Effects].Status)
		}
	}
}
