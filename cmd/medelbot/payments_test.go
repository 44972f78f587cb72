package main

import (
	"strings"
	"testing"
	"time"

	"medelbot"
	"medelbot/cmd/medelbot/config"
	"medelbot/store"
)

func TestPaymentsHeldBack(t *testing.T) {
	now := time.Date(2021, 6, 14, 12, 0, 0, 0, time.UTC)
	cfg, err := config.Load("../../config.example.toml")
	if err != nil {
		t.Fatal(err)
	}
	o := &office{cfg: cfg, now: func() time.Time { return now }}
	good := func() store.CaseView {
		return store.CaseView{
			Case: medelbot.Case{
				Number: "PK-2021-0007", Status: medelbot.StatusGranted, Applicant: "Region Kronoberg",
				Decision: &medelbot.Decision{Outcome: medelbot.DeedGrant, SEK: 85000, Final: now.Add(-time.Hour)},
				Elements: medelbot.Elements{medelbot.Account: {
					Status: medelbot.OK, Vouched: medelbot.VouchedBySender, Value: &medelbot.Value{Type: "bankgiro", Number: "590-3125"},
				}},
			},
			Letters: []medelbot.Letter{
				{Name: medelbot.AckComplete, State: medelbot.Held},
				{Name: medelbot.DecisionGranted, State: medelbot.Dropped},
				{ID: 3, Name: medelbot.DecisionGranted, State: medelbot.Sent},
			},
		}
	}
	account := func(v *store.CaseView, do func(*medelbot.Element)) {
		e := v.Elements[medelbot.Account]
		do(&e)
		v.Elements[medelbot.Account] = e
	}
	letter := func(state medelbot.OutboxState) func(*store.CaseView) {
		return func(v *store.CaseView) { v.Letters[2].State = state }
	}
	for _, c := range []struct {
		name string
		do   func(*store.CaseView)
		held string // "" if it is to be paid
	}{
		{"all is well", func(*store.CaseView) {}, ""},
		{"told before the program came", func(v *store.CaseView) { v.Letters = nil }, ""},
		{"the time to undo is not over", func(v *store.CaseView) { v.Decision.Final = now.Add(time.Second) }, "can be undone until"},
		{"the letter waits", letter(medelbot.Queued), "letter has not left: it is queued"},
		{"the letter is under way", letter(medelbot.Sending), "letter has not left: it is sending"},
		{"the letter lies among the drafts", letter(medelbot.Drafted), "letter has not left: it is drafted"},
		{"the letter is held, as in the mode observe", letter(medelbot.Held), "not left for certain: it is held"},
		{"the letter failed", letter(medelbot.Failed), "not left for certain: it is failed"},
		{"nobody knows of the letter", letter(medelbot.Uncertain), "not left for certain: it is uncertain"},
		{"nobody stands for the account", func(v *store.CaseView) {
			account(v, func(e *medelbot.Element) { e.Vouched = medelbot.VouchedByNobody })
		}, "nobody has confirmed the account"},
		{"the account was read from a picture", func(v *store.CaseView) {
			account(v, func(e *medelbot.Element) { e.Evidence = &medelbot.Evidence{OCR: true} })
		}, "read from a picture"},
		{"no table knows the bank", func(v *store.CaseView) {
			account(v, func(e *medelbot.Element) { e.Value.Check = "unknown" })
		}, "no table knows the bank"},
		{"no table knows the bank, and a person stands for it", func(v *store.CaseView) {
			account(v, func(e *medelbot.Element) { e.Value.Check, e.Vouched = "unknown", medelbot.VouchedByPerson })
		}, ""},
		{"the account is wrong", func(v *store.CaseView) {
			account(v, func(e *medelbot.Element) { e.Status = medelbot.Invalid })
		}, "the account is invalid"},
		{"there is none", func(v *store.CaseView) { delete(v.Elements, medelbot.Account) }, "there is no account"},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := good()
			c.do(&v)
			d := o.due(&v)
			if (d.held == "") != (c.held == "") || !strings.Contains(d.held, c.held) {
				t.Errorf("held: %q, want %q", d.held, c.held)
			}
			ready, held := parted([]due{d}, true)
			if (len(ready) == 1) != (c.held == "") || len(ready)+len(held) != 1 {
				t.Errorf("%d to pay, %d held", len(ready), len(held))
			}
		})
	}
}

// The bank's file asks for an organisation number, which a foundation that the
// configuration does not name has not.
func TestBankFileAsksForMore(t *testing.T) {
	d := due{}
	d.Case, d.Payee, d.SEK = "PK-2021-0007", "Stiftelsen Gläntan", 5000
	d.Account = medelbot.Value{Type: "bankgiro", Number: "590-3125"}
	if ready, _ := parted([]due{d}, false); len(ready) != 1 {
		t.Error("it is not in the table")
	}
	if _, held := parted([]due{d}, true); len(held) != 1 || !strings.Contains(held[0].held, "organisation number") {
		t.Errorf("held: %+v", held)
	}
}

func TestBankDay(t *testing.T) {
	cfg, err := config.Load("../../config.example.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		now  string
		days int
		want string
	}{
		{"2021-06-14T12:00:00Z", 1, "2021-06-15"},
		{"2021-06-18T12:00:00Z", 1, "2021-06-21"}, // not on a Saturday
		{"2021-06-18T12:00:00Z", 2, "2021-06-21"},
		{"2021-06-14T22:30:00Z", 0, "2021-06-15"}, // it is the next day in Stockholm
		{"2021-12-31T12:00:00Z", 1, "2022-01-03"},
	} {
		now, _ := time.Parse(time.RFC3339, c.now)
		o := &office{cfg: cfg, now: func() time.Time { return now }}
		if got := o.bankDay(c.days).Format(time.DateOnly); got != c.want {
			t.Errorf("%d days from %s: %s, want %s", c.days, c.now, got, c.want)
		}
	}
}
