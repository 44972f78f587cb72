package kind

import "testing"

func TestPhrases(t *testing.T) {
	b := newBook(map[Sign][]string{
		"applies": {"vi söker .. medel|pengar", "ansök*"},
		"asks":    {"kan vi söka"},
		"label":   {"summa :"},
		"not":     {"!som söker"},
	})
	for _, test := range []struct {
		text string
		sign Sign
		want int
	}{
		{"Vi söker härmed extra medel.", "applies", 1},
		{"VI SOKER MEDEL", "applies", 1},
		{"Vi söker. Medel finns.", "applies", 0},                      // two sentences
		{"Vi söker ett två tre fyra fem sex medel", "applies", 0},     // too far away
		{"vi söker\nextra medel", "applies", 1},                       // a wrapped line
		{"vi söker\n\nmedel", "applies", 0},                           // two paragraphs
		{"Ansökan och ansökningar", "applies", 2},                     // by their stem
		{"missansökan", "applies", 0},                                 // within a word
		{"Kan vi söka?", "asks", 1},                                   // found, though a question
		{"Summa: 5", "label", 1},                                      //
		{"vem som söker, den söker", "not", 1},                        // not after "som"
		{"summan: 5", "label", 0},                                     //
		{"vi so\u0308ker\u00a0pengar", "applies", 1},                  // combining marks, hard blanks
		{"vi søker penger medel", "applies", 1},                       // Norwegian letters
		{"- vi söker\n- medel", "applies", 0},                         // two list items
		{"Kl. 9.30 söker vi. Vi söker 1.000 kr pengar", "applies", 1}, // dots in numbers
	} {
		if got := b.read(test.text).count(test.sign); got != test.want {
			t.Errorf("%q: %s found %d times, want %d", test.text, test.sign, got, test.want)
		}
	}
}

// What is asked about is not said.
func TestQuestions(t *testing.T) {
	for text, said := range map[string]int{
		"Vi ansöker om medel.":                      1,
		"Ska vi ansöka om medel, eller söker ni?":   0,
		"Söker vi medel? Nej.":                      0,
		"Vi söker medel. Har ni fått vårt mejl?":    1,
		"Hur gör vi? Region Skåne ansöker om medel": 1,
	} {
		if got := words.read(text).says(applies); (got > 0) != (said > 0) {
			t.Errorf("%q: says that it applies %d times, want %d", text, got, said)
		}
	}
}

// Every phrase of the word list must be found in itself: a stem that is too
// short or a gap at the wrong place would make it dead.
func TestWordsAreAlive(t *testing.T) {
	for sign, lines := range signWords {
		for _, line := range lines {
			example := ""
			for _, e := range newPhrase(line).elements {
				if e.gap {
					continue
				}
				w := e.words[0]
				if e.prefix[0] {
					w += "x"
				}
				if w == ":" {
					example += ":"
				} else {
					example += " " + w
				}
			}
			if words.read(example).count(sign) == 0 {
				t.Errorf("%s: %q is not found in %q", sign, line, example)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("Vi söker 10 000 kr? Nej: vi ansöker.\n\n- en sak")
	f.Add("ansök\xff\xfe*..|")
	f.Fuzz(func(t *testing.T, text string) {
		s := words.read(text)
		if len(s.text.tokens) > maxTokens+1 {
			t.Errorf("%d tokens", len(s.text.tokens))
		}
		commandLine(text)
		CaseNumbers(text, nil)
	})
}
