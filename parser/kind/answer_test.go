package kind

import (
	"testing"

	"medelbot"
)

// Whoever answers one of our letters writes about the case, whatever the words.
func TestAnswersToOurLettersAreShown(t *testing.T) {
	none := func() medelbot.Elements { return nil }
	for _, tt := range []struct {
		name, text, letter string
		coordinator        bool
		doubt              medelbot.Kind
	}{
		{"free words", "Det är två vårdcentraler, Alvesta och Åseda.", "PK-2021-0007.request.3.ab@fonden.example", false, medelbot.Supplement},
		{"free words after thanks", "Tack för frågan! Vi har tänkt oss att det är de två vårdcentralerna i Alvesta och Åseda som är med.",
			"PK-2021-0007.request.3.ab@fonden.example", false, medelbot.Supplement},
		{"thanks alone", "Tack så mycket!\n\n/Eva", "PK-2021-0007.ack_complete.1.ab@fonden.example", false, ""},
		{"a coordinator's own words", "Jag ringer dem i morgon och frågar hur det är.", "PK-2021-0007.notice.1.ab@fonden.example", true, ""},
		{"the number alone", "Gäller PK-2021-0007: vi är några veckor sena, hoppas att det går bra.", "", false, medelbot.Supplement},
		{"an answer to somebody else", "Det är två vårdcentraler, Alvesta och Åseda.", "abc@alvesta.example", false, ""},
	} {
		thread := Place([]string{tt.letter}, nil, "SV: Ansökan", tt.text, "", []medelbot.Call{{Prefix: "PK"}})
		v := Of(Mail{Own: tt.text, Subject: "Ansökan", Thread: thread, Coordinator: tt.coordinator, Application: none, Report: none})
		if v.Kind != medelbot.Other || v.Doubt != tt.doubt {
			t.Errorf("%s: %s, doubt %q, want %q (%v)", tt.name, v.Kind, v.Doubt, tt.doubt, v.Why)
		}
	}
}
