package elements

import "testing"

func TestFormalitiesTellNoPurpose(t *testing.T) {
	for text, want := range map[string]bool{
		"Sätt in pengarna på bankgiro 5050-1055.":                                 true,
		"Utbetalas till vårt plusgiro 28 65 43-4.":                                true,
		"Pengarna överförs till bg 5050-1055, märk med Ljungby.":                  true,
		"Den sökta summan är 80 500 kr.":                                          true,
		"Summan som söks: 40 000 kr":                                              true,
		"Pengarna ska gå till en kurs i samtal, bg 5050-1055.":                    false,
		"Pengarna går till två läsplattor för 8 000 kr.":                          false,
		"Vi söker 40 000 kr till två läsplattor.":                                 false,
		"Medlen ska betala en sjuksköterska en dag i veckan, bankgiro 5050-1055.": false,
	} {
		if got := isFormality(text); got != want {
			t.Errorf("isFormality(%q) = %v, want %v", text, got, want)
		}
	}
}
