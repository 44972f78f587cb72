package elements

import (
	"strings"
	"testing"

	"medelbot"
	attached "medelbot/parser/document"
)

// What cleaning takes away or shortens must not move the places behind it.
func TestEvidenceNamesThePlace(t *testing.T) {
	first := "Ansökan om medel för Patientkontrakt\u00ad\u200b\r\n\r\n"
	second := "Sökt belopp: 85 000 kr\r\n"
	third := "Bankgiro: 5050-1055\n"
	in := Input{
		Wanted: []medelbot.ElementKey{medelbot.Amount, medelbot.Account, medelbot.Reference},
		Call:   &call2021,
		Texts: []Text{{Source: "body", Own: "Se bifogad ansökan."}, {Source: "ansökan.pdf", Own: first + second + third, Places: []attached.Place{
			{Offset: 0, Name: "page 1"}, {Offset: len(first), Name: "page 2"}, {Offset: len(first + second), Name: "page 3"}}}},
	}
	read := Read(in)
	for key, want := range map[medelbot.ElementKey]string{medelbot.Reference: "page 1", medelbot.Amount: "page 2", medelbot.Account: "page 3"} {
		e := read[key]
		if e.Evidence == nil || e.Evidence.Source != "ansökan.pdf" || e.Evidence.Place != want {
			t.Errorf("%s: %+v, want %s", key, e.Evidence, want)
		}
	}
}

func TestCleanPlacesMindsTheEndOfWhatIsRead(t *testing.T) {
	long := strings.Repeat("a", maxText)
	places := []attached.Place{{Offset: 5, Name: "page 1"}, {Offset: maxText + 10, Name: "page 2"}}
	if got := cleanPlaces(long+"b", places); len(got) != 1 {
		t.Errorf("%v", got)
	}
}
