package main

import (
	"strings"
	"testing"

	"medelbot"
)

func TestPersonNamed(t *testing.T) {
	people := []medelbot.Person{
		{Name: "Harald Grönqvist", Addresses: []string{"harald.gronqvist@skr.se", "harald.gronqvist@skl.se"}},
		{Name: "Anette Nilsson", Addresses: []string{"anette.nilsson@skr.se"}},
		{Name: "Anette Ek", Addresses: []string{"anette.ek@skr.se"}},
	}
	for _, c := range []struct{ as, want, refused string }{
		{as: "Harald Grönqvist", want: "Harald Grönqvist"},
		{as: "harald  GRÖNQVIST", want: "Harald Grönqvist"},
		{as: "harald", want: "Harald Grönqvist"},
		{as: "Harald.Gronqvist@skl.se", want: "Harald Grönqvist"},
		{as: "Anette Ek", want: "Anette Ek"},
		{as: "anette", refused: "several coordinators are called anette"},
		{as: "Ek", refused: "no coordinator of the configuration is called Ek"},
		{as: "harald.gronqvist@example.com", refused: "no coordinator"},
	} {
		got, err := personNamed(people, c.as)
		if c.refused != "" {
			if err == nil || !strings.Contains(err.Error(), c.refused) || got.Name != "" {
				t.Errorf("%q: %+v, %v, want a refusal that says %q", c.as, got, err, c.refused)
			}
			continue
		}
		if err != nil || got.Name != c.want {
			t.Errorf("%q: %+v, %v, want %s", c.as, got, err, c.want)
		}
	}
	if _, err := personNamed(nil, "harald"); err == nil {
		t.Error("a coordinator was found where there is none")
	}
}

// Who is at the keyboard is nothing that the environment can say.
func TestSystemUserAsksNotTheEnvironment(t *testing.T) {
	before := systemUser()
	for _, name := range []string{"USER", "LOGNAME", "SUDO_USER", "HOME"} {
		t.Setenv(name, "anette")
	}
	if got := systemUser(); got != before || got == "" {
		t.Errorf("the user is %q, and was %q", got, before)
	}
}
