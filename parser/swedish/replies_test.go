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
		"inte klart än":                                          true,
		"Det har vi inte bestämt ännu":                           true,
		"Väntar på besked från ekonomi":                          true,
		"personer som väntar på operation":                       false,
		"att färre patienter återkommer till akuten":             false,
		"patienterna kommer hem tryggare":                        false,
		"det som saknas i dag: en gemensam plan":                 false,
		"att ingen behöver fylla i samma blankett två gånger":    false,
		"siffrorna kommer från ekonomi i januari, jag mejlar då": true,
		"Vi har inte fått underlaget från ekonomi än.":           true,
		"Detta redovisas när bokslutet är klart.":                true,
		"Exakta siffror får ni efter årsskiftet.":                true,
		"Kommer i separat mejl.":                                 true,
		"ska stämmas av med ekonomi":                             true,
		"denna del lämnar jag öppen tills vidare":                true,
		"planen håller på att tas fram":                          true,
		"formuleras efter workshopen den 12:e":                   true,
		"Lisa mejlar er detta i veckan":                          true,
		"vi skickar sms till patienterna efter besöket":          false,
		"Materialet tas fram tillsammans med patienterna":        false,
		"bättre planer":                                          false,
		"Utbildning":                                             false,
	} {
		if got := Defers(Clean(text)); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestOnlyOfFigures(t *testing.T) {
	for text, want := range map[string]bool{
		"Ekonomen räknar fortfarande.":                 true,
		"se kommande ekonomisk rapport":                true,
		"Allt gick till arvoden.":                      false,
		"Ekonomin: arvoden 30 000 kr, lokal 5 000 kr.": false,
		"Vi anlitade en controller och köpte material": false,
	} {
		if got := OnlyOfFigures(Clean(text)); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestSentencesOfWholeLines(t *testing.T) {
	long := "slantarna ska gå till en lärare som är patientföreträdare och åker runt till sex byar och talar med folk om sin plan"
	for text, want := range map[string]int{
		long + "\nde vi vill e att folk vågar fråga\nkonto 1":                       3, // no program broke these lines
		"slantarna ska gå till en lärare som är\npatientföreträdare och åker runt.": 1,
	} {
		if got := len(Sentences(text)); got != want {
			t.Errorf("%q: %d sentences, want %d", text, got, want)
		}
	}
}
