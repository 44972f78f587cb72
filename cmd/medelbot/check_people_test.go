package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"medelbot/cmd/medelbot/config"
)

// What check says of those who decide: what a fund calls them is its own business.
func TestCheckPeople(t *testing.T) {
	const gun = "[[coordinator]]\nname = \"Gun Berg\"\naddresses = [\"gun@example.org\"]\nrole = \"kanslist\"\n"
	cases := []struct {
		name, text string
		want       string // "" for nothing
	}{
		{"nobody", "", "nobody can decide"},
		{"one of two", gun, "a decision takes 2 of them, and the file names 1"},
		{"one decides alone", "[decision]\napprovals = 1\n" + gun, ""},
		{"a deputy whose days are over", "[decision]\napprovals = 1\n" + gun +
			strings.NewReplacer("Gun", "Ove", "gun", "ove").Replace(gun) +
			"deputy_for = \"Gun Berg\"\ndeputy_from = 2026-07-01\ndeputy_until = 2026-07-31\n", "Ove Berg's days as deputy for Gun Berg are over"},
	}
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for _, c := range cases {
		cfg, err := config.Parse("config.toml", []byte(c.text))
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		l := &checklist{out: &out}
		l.checkPeople(cfg, now)
		said := strings.Join(strings.Fields(out.String()), " ")
		if c.want == "" && said != "" || !strings.Contains(said, c.want) {
			t.Errorf("%s: it says %q", c.name, said)
		}
	}
}
