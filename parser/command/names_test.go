package command

import (
	"testing"
	"time"

	"medelbot"
)

// Elements that only a call has are named as it names them.
func TestNames(t *testing.T) {
	names := Names{"alder": "age", "alder pa deltagarna": "age", "summa": "sum_of_ages"}
	for _, test := range []struct{ text, want string }{
		{"RÄTTA ÅLDER: 9-15 år", `correct age 9-15 år`},
		{"Rätta ålder på deltagarna: 9 till 15 år", `correct age 9 till 15 år`},
		{"LG-2026-0003 rätta ålder: 9", `LG-2026-0003 correct age 9`},
		{"RÄTTA summa: 40", `correct sum_of_ages 40`},
		{"Bekräfta ålder", "confirm age"},
		{"RÄTTA belopp: 40000", "correct amount =40000"},
		{"RÄTTA längd: 9", "correct !missing"},
		{"Rätta åldern på protokollet gärna", ""},
	} {
		mail := Read(Input{Text: test.text, Now: time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC), Names: names})
		if got := told(mail); got != test.want {
			t.Errorf("%q: %s, want %s", test.text, got, test.want)
		}
		if _, ok := Begins(test.text, names); ok != (test.want != "") {
			t.Errorf("%q: begins with a command: %v", test.text, ok)
		}
	}
	if v, err := Value("age", "9-15 år"); err != nil || v != (medelbot.Value{Text: "9-15 år"}) {
		t.Errorf("%+v, %v", v, err)
	}
}
