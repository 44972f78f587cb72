package config

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"medelbot"
)

func TestOwnAndAllowed(t *testing.T) {
	c := parse(t, `letters_only_to = ["Eva@example.net", "@test.example"]`+small)
	for address, want := range map[string][2]bool{
		"ANNA.EK@example.org":   {true, false},
		"eva@EXAMPLE.net":       {false, true},
		"who@test.example":      {false, true},
		"who@sub.test.example":  {false, false},
		"who@other.example":     {false, false},
		"test.example@evil.net": {false, false},
	} {
		if got := [2]bool{c.Own(address), c.Allowed(address)}; got != want {
			t.Errorf("%s: own, allowed = %v, want %v", address, got, want)
		}
	}
	if !parse(t, small).Allowed("who@other.example") {
		t.Error("without letters_only_to, letters may go to anybody")
	}
}

// A deputy has the place of another from the first instant of the first day to
// the last instant of the last one, in Sweden.
func TestDeputy(t *testing.T) {
	c := parse(t, small+deputy("Anna Ek", "deputy_from = 2021-03-28\ndeputy_until = 2021-03-28"))
	got := c.People()[1]
	want := medelbot.Person{Name: "B", Addresses: []string{"b@example.org"}, DeputyFor: "Anna Ek",
		From: time.Date(2021, 3, 27, 23, 0, 0, 0, time.UTC), Until: time.Date(2021, 3, 28, 22, 0, 0, 0, time.UTC).Add(-1)}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if anna := c.People()[0]; anna.DeputyFor != "" || !anna.From.IsZero() || !anna.Until.IsZero() || c.Seats() != 1 {
		t.Errorf("%d have a place; the first is %+v", c.Seats(), anna)
	}
}

// Who is named in the configuration is known to the log, and a mailbox that is
// named by its address is called by its place.
func TestPersonal(t *testing.T) {
	c := parse(t, small+"[[mailbox]]\nname = \"fonden\"\naddress = \"fonden@example.org\"\nusername = \"org\\\\bo\"\nimap = \"imaps://b.example.org\"\npassword_file = \"secret\"\n")
	want := map[string]string{
		"anna.ek@example.org": "mailbox-1", "anna@example.com": "(coordinator)", "Anna Ek": "(sender)", "fonden@example.org": "fonden", `org\bo`: "fonden",
	}
	if d := cmp.Diff(want, c.Personal()); d != "" {
		t.Error(d)
	}
	for mailbox, want := range map[string]string{"anna.ek@example.org": "mailbox-1", "fonden": "fonden", "gone": "gone"} {
		if got := c.Called(mailbox); got != want {
			t.Errorf("%s is called %s, want %s", mailbox, got, want)
		}
	}
}
