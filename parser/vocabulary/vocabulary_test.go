package vocabulary

import (
	"slices"
	"strings"
	"testing"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
)

var ljusglimten = Of(&medelbot.Call{
	About: []string{"Ljusglimten", "kulturstipendium", "Stora priset"},
	Worded: []medelbot.CallElement{
		{Key: "age", Label: "Ålder på deltagarna", Words: []string{"år gamla"}},
		{Key: medelbot.Contact, Label: "Vem vi ringer"},
	},
})

// A name is found with any ending, in longer words, and written in two; nowhere
// else.
func TestNames(t *testing.T) {
	for text, want := range map[string]string{
		"Ansökan till Ljusglimten":             "Ljusglimten",
		"LJUSGLIMTENS pengar":                  "LJUSGLIMTENS",
		"Ljusglimts-priset":                    "Ljusglimts",
		"våra Kulturstipendier":                "Kulturstipendier",
		"kulturstipendiet":                     "kulturstipendiet",
		"kulturstipendieansökan":               "kulturstipendieansökan",
		"ett kultur stipendium":                "kultur stipendium",
		"det stora priset":                     "stora priset",
		"det stora\npriset":                    "stora\npriset",
		"det stora. Priset":                    "",
		"Kultur. Stipendium finns.":            "",
		"ett stipendium":                       "",
		"skriv till info@ljusglimten.example":  "",
		"se www.ljusglimten.example":           "",
		"mejla ljusglimten@stiftelsen.example": "",
		"ljus och glimtar":                     "",
		"Patientkontrakt":                      "",
		"":                                     "",
	} {
		got := ""
		for _, w := range ljusglimten.Words(text) {
			if w.Fold == lexicon.FundName {
				got = text[w.Start:w.End]
			}
		}
		if got != want || ljusglimten.Names(text) != (want != "") {
			t.Errorf("%q: named by %q, want %q", text, got, want)
		}
	}
}

// The names of the built-in fund are another's, unless the call takes them.
func TestOtherFund(t *testing.T) {
	folds := func(v *Vocabulary, text string) string {
		var all []string
		for _, w := range v.Words(text) {
			all = append(all, w.Fold)
		}
		return strings.Join(all, " ")
	}
	const text = "En testbädd om patientkontrakt"
	if got, want := folds(ljusglimten, text), "en "+lexicon.AnotherFund+" om "+lexicon.AnotherFund; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := folds(nil, text), "en testbadd om patientkontrakt"; got != want {
		t.Errorf("without a vocabulary %q, want %q", got, want)
	}
	taken := Of(&medelbot.Call{About: []string{"testbädd"}})
	if got, want := folds(taken, text), "en "+lexicon.FundName+" om "+lexicon.AnotherFund; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	var none *Vocabulary
	if none.Named() || !none.Names("Testbädden") || none.Names("Ljusglimten") || none.Own() != nil || none.Elements(phrase.Words(text)) != nil {
		t.Error("a nil vocabulary is not that of the built-in fund")
	}
	if Of(nil) != nil || Of(&medelbot.Call{Keywords: []string{"x"}}) != nil {
		t.Error("a call without words of its own has a vocabulary")
	}
	if v := Of(&medelbot.Call{Worded: []medelbot.CallElement{{Key: "age", Label: "Ålder"}}}); v.Named() || !v.Names("patientkontraktet") || folds(v, text) != folds(nil, text) {
		t.Error("elements of its own rename the fund")
	}
}

func TestElements(t *testing.T) {
	if own := ljusglimten.Own(); !slices.Equal(own, []medelbot.ElementKey{"age"}) {
		t.Errorf("own elements %q", own)
	}
	for text, want := range map[string]string{
		"Ålder på deltagarna:":      "age",
		"åldern på våra deltagare":  "",
		"ålder på deltagarna i kör": "age",
		"de är 8 till 12 år gamla":  "age",
		"vem vi ringer":             string(medelbot.Contact),
		"gamla år":                  "",
		"åldersgräns på deltagare":  "age",
	} {
		got := ""
		for _, m := range ljusglimten.Elements(phrase.Words(text)) {
			got = m.Key
		}
		if got != want {
			t.Errorf("%q tells of %q, want %q", text, got, want)
		}
	}
}

// Words stay where they are in the text, in its order, whatever the names are.
func FuzzWords(f *testing.F) {
	f.Add("Vi söker Ljusglimtens kultur stipendium, ej testbädden", "Ljusglimten", "ålder på")
	f.Add("a@b.c \xff !", "..", "*|;")
	f.Fuzz(func(t *testing.T, text, name, words string) {
		v := Of(&medelbot.Call{About: []string{name}, Worded: []medelbot.CallElement{{Key: "x", Label: words}}})
		end := 0
		found := v.Words(text)
		for _, w := range found {
			if w.Start < end || w.End <= w.Start || w.End > len(text) || w.Fold == "" {
				t.Fatalf("%q: a word at %d to %d after %d", text, w.Start, w.End, end)
			}
			end = w.End
		}
		for _, m := range v.Elements(found) {
			if m.First < 0 || m.After <= m.First || m.After > len(found) {
				t.Fatalf("%q in %q: words %d to %d of %d", words, text, m.First, m.After, len(found))
			}
		}
	})
}
