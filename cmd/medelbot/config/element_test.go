package config

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"medelbot"
)

const age = `
[[call.element]]
key = "age"
label = "Ålder"
ask = "Skriv hur gamla deltagarna är."
words = ["år gamla"]
`

// withAge is the small configuration whose call has an element of its own.
func withAge(element string) string {
	return strings.Replace(strings.Replace(small, `"amount"]`, `"amount", "age"]`, 1), "[decision]", element+"[decision]", 1)
}

func TestOwnElements(t *testing.T) {
	call := parse(t, strings.Replace(withAge(age), "opens", "about = [\"Ljusglimten\"]\nopens", 1)).AllCalls()[0]
	want := medelbot.CallElement{Key: "age", Label: "Ålder", Ask: "Skriv hur gamla deltagarna är.", Words: []string{"år gamla"}}
	if d := cmp.Diff(want, call.Wording("age")); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"Ljusglimten"}, call.About); d != "" {
		t.Error(d)
	}
	if label, ask := call.Wording("age").In(medelbot.English); label != want.Label || ask != want.Ask {
		t.Errorf("without English words %q and %q", label, ask)
	}
	if call.Wording(medelbot.Amount).Label != "" {
		t.Error("an element that the call does not word has words")
	}
}

func TestElementComplaints(t *testing.T) {
	for _, c := range []struct {
		name, text     string
		line           int
		key, says, try string
	}{
		{"mistyped", strings.Replace(withAge(age), `"age"]`, `"aeg"]`, 1), 15, "call.elements", `"aeg" is unknown`, `"age"`},
		{"like nothing known", strings.Replace(withAge(age), `"age"]`, `"hovercraft"]`, 1), 15, "call.elements", "is unknown", `"next_steps", "age"`},
		{"not asked for", strings.Replace(withAge(age), `, "age"]`, "]", 1), 19, "call.element.key", "does not ask for", "optional"},
		{"no label", withAge(strings.Replace(age, `label = "Ålder"`, "", 1)), 18, "call.element", "needs a label", "label ="},
		{"no question", withAge(strings.Replace(age, `ask = "Skriv hur gamla deltagarna är."`, "", 1)), 18, "call.element", "needs a label and a sentence", "ask ="},
		{"odd key", strings.ReplaceAll(withAge(age), `"age"`, `"Hur gamla"`), 19, "call.element.key", "cannot be the key", "small letters"},
		{"the parser's word", strings.ReplaceAll(withAge(age), `"age"`, `"other"`), 19, "call.element.key", `"other" cannot be`, "small letters"},
		{"twice", withAge(age + age), 25, "call.element.key", "twice", "one [[call.element]]"},
		{"no words", withAge(strings.Replace(age, `"år gamla"`, `"8-12"`, 1)), 22, "call.element.words", "no word", "words ="},
		{"a nameless fund", strings.Replace(small, "opens", "about = [\"2026\"]\nopens", 1), 13, "call.about", "no word", "Ljusglimten"},
		{"unknown key", withAge(strings.Replace(age, "label", "lable", 1)), 20, "call.element.lable", "there is no such key", "label"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Parse("config.toml", []byte(c.text))
			e := (*Error)(nil)
			if !errors.As(err, &e) {
				t.Fatalf("got error %v, want an *Error", err)
			}
			if e.Line != c.line || e.Key != c.key || !strings.Contains(e.Text, c.says) || !strings.Contains(e.Try, c.try) {
				t.Errorf("got line %d, key %q: %s (try %s)\nwant line %d, key %q: ...%s... (try ...%s...)", e.Line, e.Key, e.Text, e.Try, c.line, c.key, c.says, c.try)
			}
		})
	}
}
