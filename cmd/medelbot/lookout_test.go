package main

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"medelbot"
	"medelbot/cmd/medelbot/alarm"
	"medelbot/cmd/medelbot/config"
	"medelbot/cmd/medelbot/signin"
	"medelbot/intake/imap"
)

// twoBoxes is a fund with two mailboxes, of which the second has no name, and two
// coordinators, of whom one has a deputy who is not on duty.
const twoBoxes = `
database = "twoboxes.db"
letters = "send"
[[mailbox]]
name = "testbaddar"
address = "fonden@fonden.example"
imap = "imap://127.0.0.1:9"
smtp = "smtp://127.0.0.1:9"
password = "x"
[[mailbox]]
address = "anna.ek@fonden.example"
imap = "imap://127.0.0.1:9"
smtp = "smtp://127.0.0.1:9"
password = "x"
[[coordinator]]
name = "Anna Ek"
addresses = ["anna.ek@fonden.example"]
[[coordinator]]
name = "Bo Alm"
addresses = ["bo@fonden.example"]
[[coordinator]]
name = "Cia Berg"
addresses = ["cia@fonden.example"]
deputy_for = "Bo Alm"
deputy_from = 2021-07-01
deputy_until = 2021-07-31
`

// newCrew makes a crew that nothing has been tried by.
func newCrew(t *testing.T, text string, now func() time.Time) *crew {
	t.Helper()
	cfg, err := config.Parse(filepath.Join(t.TempDir(), "config.toml"), []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	o, err := (&process{now: now}).found(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	c, err := o.crew()
	t.Cleanup(func() {
		c.done()
		if err := o.Close(); err != nil {
			t.Error(err)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Of what nobody knows yet nothing is told; what fails is told without people, by
// what the mailbox is called.
func TestFindings(t *testing.T) {
	now := time.Date(2021, 5, 14, 6, 0, 0, 0, time.UTC)
	c := newCrew(t, twoBoxes, func() time.Time { return now })
	var keys []string
	for _, f := range c.findings() {
		keys = append(keys, f.Key())
		if f.State != alarm.Unknown || f.After != time.Hour {
			t.Errorf("%s is %d, to be told after %s", f.Key(), f.State, f.After)
		}
	}
	if got, want := strings.Join(keys, " "), "fetch:testbaddar send:testbaddar fetch:mailbox-2 send:mailbox-2"; got != want {
		t.Errorf("findings: %s, want %s", got, want)
	}
	m := &c.cfg.Mailboxes[1]
	trouble := &imap.Error{Trouble: imap.BadLogin, Message: "the server does not let anna.ek@fonden.example in", Try: "ask Anna Ek"}
	f := c.finding(alarm.Fetch, m, time.Time{}, now, trouble)
	if f.State != alarm.Failing || f.Error != "the server does not let mailbox-2 in" || f.Try != "ask (sender)" || f.Cause != "bad_login" || !f.Since.Equal(now) {
		t.Errorf("%+v", f)
	}
	if f := c.finding(alarm.Send, m, now, time.Time{}, nil); f.State != alarm.Well {
		t.Errorf("%+v", f)
	}
	if f := c.finding(alarm.Send, m, time.Time{}, now, errors.New("no route")); f.Cause != "" || f.Error != "no route" {
		t.Errorf("%+v", f)
	}
}

// The end of a secret is told expires_days before, and that it is renewed as soon
// as it is; one whose end nobody knows is well.
func TestExpiries(t *testing.T) {
	ends := time.Date(2021, 5, 28, 22, 0, 0, 0, time.UTC)
	now := ends.AddDate(0, 0, -14)
	c := newCrew(t, twoBoxes, func() time.Time { return now })
	m := &c.cfg.Mailboxes[0]
	for i, step := range []struct {
		now  time.Time
		days int
		ends []signin.Expiry
		want [2]alarm.State // of client secret and refresh token
	}{
		{ends.AddDate(0, 0, -14).Add(-time.Second), 14, []signin.Expiry{{Name: signin.ClientSecretEnds, At: ends}}, [2]alarm.State{alarm.Well, alarm.Well}},
		{ends.AddDate(0, 0, -14), 14, []signin.Expiry{{Name: signin.ClientSecretEnds, At: ends}}, [2]alarm.State{alarm.Failing, alarm.Well}},
		{ends.AddDate(0, 0, 3), 14, []signin.Expiry{{Name: signin.RefreshTokenEnds, At: ends}}, [2]alarm.State{alarm.Well, alarm.Failing}},
		{ends.AddDate(0, 0, 3), 14, []signin.Expiry{{Name: signin.ClientSecretEnds, At: ends.AddDate(1, 0, 0)}}, [2]alarm.State{alarm.Well, alarm.Well}},
		{ends, 14, nil, [2]alarm.State{alarm.Well, alarm.Well}},
		{ends, 0, []signin.Expiry{{Name: signin.ClientSecretEnds, At: ends}}, [2]alarm.State{alarm.Well, alarm.Well}},
	} {
		now, c.cfg.Alarm.ExpiresDays = step.now, step.days
		all := c.expiries(m, step.ends)
		if got := [2]alarm.State{all[0].State, all[1].State}; got != step.want {
			t.Errorf("step %d: %v, want %v", i, got, step.want)
		}
		for _, f := range all {
			if f.State == alarm.Failing && (!f.Ends.Equal(ends) || f.After != 0 || f.Secret == "") {
				t.Errorf("step %d: %+v", i, f)
			}
		}
	}
}

// Each coordinator on duty gets one letter of a trouble and one of its end, also
// if telling was broken off half way. Of letters that cannot leave no letter is
// written that could not leave either.
func TestTellByLetter(t *testing.T) {
	now := time.Date(2021, 5, 14, 6, 0, 0, 0, time.UTC)
	c := newCrew(t, twoBoxes, func() time.Time { return now })
	seen := 0
	for i, step := range []struct {
		m    alarm.Message
		want string
	}{
		{alarm.Message{What: alarm.Fetch, Mailbox: "testbaddar", Since: now, Cause: "bad_login"}, "anna.ek@fonden.example Medelbot: brevlådan kan inte läsas, bo@fonden.example Medelbot: brevlådan kan inte läsas"},
		{alarm.Message{What: alarm.Fetch, Mailbox: "testbaddar", Since: now}, ""}, // once
		{alarm.Message{What: alarm.Send, Mailbox: "testbaddar", Since: now}, ""},
		{alarm.Message{What: alarm.Fetch, Mailbox: "testbaddar", Since: now, Over: now.Add(time.Hour)}, "anna.ek@fonden.example Medelbot: brevlådan läses igen, bo@fonden.example Medelbot: brevlådan läses igen"},
		{alarm.Message{What: alarm.Send, Mailbox: "mailbox-2", Since: now, Over: now.Add(time.Hour)}, "anna.ek@fonden.example Medelbot: brev skickas igen, bo@fonden.example Medelbot: brev skickas igen"},
		{alarm.Message{What: alarm.Token, Mailbox: "mailbox-2", Since: now}, "anna.ek@fonden.example Medelbot: inloggningen fungerar inte, bo@fonden.example Medelbot: inloggningen fungerar inte"},
		{alarm.Message{What: alarm.Expiry, Secret: "client secret", Ends: now.AddDate(0, 0, 14), Mailbox: "mailbox-2", Since: now}, "anna.ek@fonden.example Medelbot: inloggningen går ut snart, bo@fonden.example Medelbot: inloggningen går ut snart"},
		{alarm.Message{What: alarm.Expiry, Secret: "refresh token", Ends: now.AddDate(0, 0, 14), Mailbox: "mailbox-2", Since: now}, "anna.ek@fonden.example Medelbot: inloggningen går ut snart, bo@fonden.example Medelbot: inloggningen går ut snart"},
	} {
		if err := c.tellByLetter(t.Context(), step.m); err != nil {
			t.Fatalf("step %d: %v", i, err)
		}
		all, err := c.store.Outbox(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, l := range slices.Backward(all[:len(all)-seen]) { // the newest first
			got = append(got, l.To+" "+l.Subject)
			if l.State != medelbot.Queued {
				t.Errorf("step %d: a letter is %s", i, l.State)
			}
		}
		seen = len(all)
		if text := strings.Join(got, ", "); text != step.want {
			t.Errorf("step %d\ngot  %s\nwant %s", i, text, step.want)
		}
	}
}

// A daemon that is told to stop, or to read its configuration anew, before it has
// begun has no trouble.
func TestToldToStopAtOnce(t *testing.T) {
	c := newCrew(t, twoBoxes, time.Now)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := c.serve(ctx); err != nil {
		t.Error(err)
	}
	if err := c.pulse.Alive(); err != nil || !c.pulse.Ended() {
		t.Errorf("after its end: %v", err)
	}
}
