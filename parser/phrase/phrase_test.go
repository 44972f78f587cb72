package phrase

import (
	"slices"
	"testing"
)

func TestFind(t *testing.T) {
	l := New(Table{
		"applies": "vi söker .. medel|pengar; ansök*; vill .. ha .. <sum>",
		"asks":    "kan vi söka\nklar .. ?",
		"label":   "summa :",
		"not":     "-som söker",
		"fund":    "till *fonden",
		"spoken":  "det är; är",
	}, map[string]string{"<sum>": "kr|kronor"}, Spoken{"ar": "e", "det": "de"})
	for _, test := range []struct {
		text, key string
		want      int
	}{
		{"Vi söker härmed extra medel.", "applies", 1},
		{"VI SOKER MEDEL", "applies", 1},
		{"Vi söker. Medel finns.", "applies", 0},                      // two sentences
		{"Vi söker ett två tre fyra fem medel", "applies", 1},         // as far as may be
		{"Vi söker ett två tre fyra fem sex medel", "applies", 0},     // too far away
		{"Vi vill gärna ha ett bidrag på 5 kr", "applies", 1},         // two gaps and an alias
		{"Vi vill ha, eller vill vi ha 5 kronor?", "applies", 2},      // the gap may be tried anew
		{"vi söker\nextra medel", "applies", 1},                       // a wrapped line
		{"vi söker\n\nmedel", "applies", 0},                           // two paragraphs
		{"Vi söker bl.a. medel", "applies", 1},                        // an abbreviation
		{"Vi söker t.ex.\nmedel", "applies", 1},                       // at a line end
		{"Ansökan och ansökningar", "applies", 2},                     // by their stem
		{"missansökan", "applies", 0},                                 // within a word
		{"Kan vi söka?", "asks", 1},                                   // found, though a question
		{"Är den klar än? Nej.", "asks", 1},                           // the question's end
		{"Den är klar. Eller?", "asks", 0},                            // another's
		{"Summa: 5", "label", 1},                                      //
		{"Summa 5:", "label", 0},                                      //
		{"summan: 5", "label", 0},                                     //
		{"vem som söker, den söker", "not", 1},                        // not after "som"
		{"till Minnesfonden", "fund", 1},                              // by its end
		{"till fonderna", "fund", 0},                                  //
		{"de e bra", "spoken", 1},                                     // as it is spoken
		{"e", "spoken", 0},                                            // not alone
		{"vi so\u0308ker\u00a0pengar", "applies", 1},                  // combining marks, hard blanks
		{"vi s\u00adöker medel", "applies", 1},                        // soft hyphens
		{"vi søker penger medel", "applies", 1},                       // Norwegian letters
		{"- vi söker\n- medel", "applies", 0},                         // two list items
		{"Kl. 9.30 söker vi. Vi söker 1.000 kr pengar", "applies", 1}, // dots in numbers
		{"", "applies", 0},                                            //
		{"vi söker", "applies", 0},                                    // the text ends first
	} {
		words := Words(test.text)
		got := 0
		for _, m := range l.Find(words) {
			if m.Key == test.key {
				got++
			}
		}
		if got != test.want {
			t.Errorf("%q: %s found %d times, want %d", test.text, test.key, got, test.want)
		}
		if l.Has(words, test.key) != (test.want > 0) {
			t.Errorf("%q: Has(%s) is not %t", test.text, test.key, test.want > 0)
		}
	}
}

func TestWeight(t *testing.T) {
	l := New(Table{"a": "vi .. söker|ansöker medel!"}, nil, nil)
	m := l.Find(Words("I dag vill vi nog söka; vi här söker medel nu"))
	if len(m) != 1 || m[0].Weight != 12 || m[0].Letters != len("visokermedel") || m[0].First != 6 || m[0].After != 10 {
		t.Errorf("found %+v", m)
	}
}

func TestWords(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string // with the marks behind each
	}{
		{"Hej!  Å ena sidan", []string{"hej.", "a", "ena", "sidan"}},
		{"Summa: 85 000:-\nBg 5050-1055", []string{"summa:", "85", "000:", "bg", "5050", "1055"}},
		{"Vad? Jo.", []string{"vad?", "jo."}},
		{"Vem söker:? Vi", []string{"vem", "soker:?", "vi"}},
		{"ca. 30 av 2.5. Sen", []string{"ca", "30", "av", "2", "5.", "sen"}},
		{"ett\n\ntvå\n• tre", []string{"ett.", "tva.", "tre"}},
		{"? ! .", nil},
	} {
		var got []string
		for _, w := range Words(test.text) {
			s := w.Fold
			for mark, sign := range []string{Colon: ":", Stop: ".", Question: "?"} {
				if sign != "" && w.After&Mark(mark) != 0 {
					s += sign
				}
			}
			got = append(got, s)
			if w.Start >= w.End || Fold(test.text[w.Start:w.End]) != w.Fold {
				t.Errorf("%q: the word %q stands at %q", test.text, w.Fold, test.text[w.Start:w.End])
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%q: words %q, want %q", test.text, got, test.want)
		}
	}
	if n := len(FirstWords("ett två tre fyra", 3)); n != 3 {
		t.Errorf("%d words, want the first 3", n)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Vi söker 10 000 kr? Nej: vi ansöker.\n\n- en sak", "vi .. söker|ansök*; -som *en .. ? ; a! ;; <x> |")
	f.Add("ansök\xff\xfe*..|", "*\n.. ..\n:\n?\n|\n-")
	f.Fuzz(func(t *testing.T, text, phrases string) {
		if Fold(Fold(text)) != Fold(text) {
			t.Errorf("folding %q twice changes it", text)
		}
		words := Words(text)
		end := 0
		for _, w := range words {
			if w.Start < end || w.End <= w.Start || w.End > len(text) || w.Fold == "" {
				t.Fatalf("%q: a word at %d to %d after %d", text, w.Start, w.End, end)
			}
			end = w.End
		}
		for _, m := range New(Table{"x": phrases}, map[string]string{"<x>": "a|b*"}, Spoken{"a": "b"}).Find(words) {
			if m.First < 0 || m.After <= m.First || m.After > len(words) {
				t.Fatalf("%q in %q: words %d to %d of %d", phrases, text, m.First, m.After, len(words))
			}
		}
	})
}
