package language

import (
	"strings"
	"testing"

	"medelbot"
)

func TestOf(t *testing.T) {
	tests := []struct {
		name, text string
		want       medelbot.Language
	}{
		{"English prose", "Dear Harald,\n\nRegion Uppsala would like to apply for SEK 72,000. The grant would pay for two interpreters.", medelbot.English},
		{"a question in English", "Hi, could you tell me the status of our application? We need to plan the autumn.", medelbot.English},
		{"English answers to labels in English", "Applicant: Region Uppsala\nPurpose: we will train the nurses at two clinics\nEffects: patients know who to call when they are ill", medelbot.English},
		{"English answers to Swedish labels", "Vem som söker: Region Uppsala\nVad pengarna ska användas till: we will train the nurses at two clinics\n" +
			"Vilka effekter ni vill nå: patients know who to call when they are ill", medelbot.English},
		{"English answers below Swedish headings", "Vad pengarna ska användas till\nWe will train the nurses at two clinics.\n\nÖnskade effekter\nThat patients know who to call.", medelbot.English},
		{"English with Swedish names", "We at Vårdcentralen Sländan in Region Jönköpings län would like to try out överenskommelser with our patients.", medelbot.English},
		{"Swedish prose", "Hej! Vi söker 80 000 kr för en kurs till våra sköterskor.", medelbot.Swedish},
		{"Swedish answers to labels in English", "Applicant: Region Halland\nWhat the money will be used for: en kurs för våra sköterskor\nWhat we want to achieve: att patienter vet vem de ska ringa", medelbot.Swedish},
		{"Swedish with an English title", "Hej! Vi vill läsa boken The Power of the Patient tillsammans, och vi har bjudit in den som skrev den. Det ska vara klart till våren, och efter det vill vi sprida det vi har lärt oss till fler.", medelbot.Swedish},
		{"Norwegian", "Hei! Vi søker om 50 000 kroner til et kurs for pasienter og pårørende. Det skal holdes i mai.", medelbot.Swedish},
		{"Danish", "Hej! Vi ansøger om 50.000 kr. til et kursus for patienter og pårørende. Det skal holdes af vores sygeplejersker, og vi har ikke andre midler.", medelbot.Swedish},
		{"Swedish without its letters", "Hej! Vi soker pengar till en kurs for vara skoterskor pa tva vardcentraler. Det ar till for att patienten ska vara trygg.", medelbot.Swedish},
		{"both, one after the other", "Vi söker pengar till en kurs för våra sköterskor.\n\nWe apply for money for a course for our nurses at the clinic.", ""},
		{"a number", "512-0337", ""},
		{"a word of thanks", "Thank you!", ""},
		{"a line of English", "Please see attached.", ""},
		{"labels alone", "Applicant:\nAmount applied for:\nWhat the money will be used for:\nWhat you want to achieve:", ""},
		{"German", "Sehr geehrter Herr Grönqvist, wir möchten gern wissen, was mit unserem Antrag geschehen ist und wann wir eine Antwort bekommen.", ""},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		if got := Of(tt.text); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// What is added below a text in the same language does not change it.
func FuzzOf(f *testing.F) {
	f.Add("Hej! Vi söker 80 000 kr.\tx: y\n\nThe money")
	f.Fuzz(func(t *testing.T, text string) {
		got := Of(text)
		const sentence = "\n\nVi vill att det ska bli bra för den som är sjuk, och att ni ska hjälpa till med det."
		if got == medelbot.Swedish && Of(text+strings.Repeat(sentence, 3)) != medelbot.Swedish {
			t.Errorf("%q is Swedish no more with more Swedish below", text)
		}
	})
}
