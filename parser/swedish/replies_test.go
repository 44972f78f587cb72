package swedish

import "testing"

func TestDefers(t *testing.T) {
	for text, want := range map[string]bool{
		"Återkommer": true,
		"Återkommer om detta efter budgetmötet": true,
		"se bilaga":                     true,
		"Se bifogat dokument":           true,
		"framgår av bilagd projektplan": true,
		"skickas separat":               true,
		"kommer senare":                 true,
		"ettersendes av økonomi":        true,
		"XX":                            true,
		"xxxx-xxxx":                     true,
		"?":                             true,
		"-":                             true,
		"":                              true,
		"[fylls i senare]":              true,
		"Klicka eller tryck här för att ange text.": true,
		"inte klart än":                                       true,
		"Det har vi inte bestämt ännu":                        true,
		"Väntar på besked från ekonomi":                       true,
		"personer som väntar på operation":                    false,
		"att färre patienter återkommer till akuten":          false,
		"patienterna kommer hem tryggare":                     false,
		"det som saknas i dag: en gemensam plan":              false,
		"att ingen behöver fylla i samma blankett två gånger": false,
		"bättre planer":                                       false,
		"Utbildning":                                          false,
	} {
		if got := Defers(Clean(text)); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
