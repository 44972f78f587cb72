package store

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"medelbot"

	"github.com/google/go-cmp/cmp"
)

// full is a case with every field set.
func full(number string) medelbot.Case {
	at := func(hours int) time.Time { return noon.Add(time.Duration(hours) * time.Hour) }
	return medelbot.Case{
		Number: number, Call: testCall.ID, Mailbox: box.Mailbox, Status: medelbot.StatusReportIncomplete, Version: 1,
		Applicant: "Region Östergötland", Addresses: []string{"a@region.example", "b@region.example"},
		Elements: medelbot.Elements{
			medelbot.Account: {Status: medelbot.OK, Value: &medelbot.Value{Type: "bankgiro", Number: "5050-1055"},
				Evidence: &medelbot.Evidence{Source: "body", Quote: "bankgiro 5050-1055"}, Vouched: medelbot.VouchedByPerson},
			medelbot.Amount:      {Status: medelbot.OK, Value: &medelbot.Value{SEK: 70000}},
			medelbot.TargetGroup: {Status: medelbot.Missing},
		},
		Report: medelbot.Elements{
			medelbot.TargetGroup: {Status: medelbot.OK, Value: &medelbot.Value{Text: "äldre"}},
			medelbot.Learning:    {Status: medelbot.Unclear, Code: medelbot.Unreadable},
		},
		Warnings: []medelbot.Warning{medelbot.Late},
		Mentions: []medelbot.Mention{{Key: medelbot.MentionsPlan, Quote: "en sammanhållen plan"}},
		OpenedAt: at(-9), ChangedAt: at(-1), Asked: "Vilka deltar?", WaitsSince: at(-8), Reminded: 2,
		Votes: []medelbot.Vote{{Person: "Karin Ek", Seat: "Anette Nilsson", User: "karin", Deed: medelbot.DeedGrant, SEK: 60000, Reason: "bra", At: at(-7)}},
		Decision: &medelbot.Decision{Outcome: medelbot.DeedGrant, SEK: 60000, Reason: "bra", By: []string{"Harald Grönqvist", "Anette Nilsson"},
			At: at(-6), Final: at(-5)},
		PaidAt: at(-4), Paid: 60000, Repaid: 5000, ReportDue: at(400), NextAt: at(100), Language: medelbot.English,
	}
}

func TestEveryFieldOfACaseComesBack(t *testing.T) {
	s, h := openNew(t)
	want := full("PK-2019-0004")
	fields := reflect.ValueOf(want)
	for i := range fields.NumField() {
		if fields.Type().Field(i).Name == "Erased" {
			continue // nobody but Erase writes it
		}
		if fields.Field(i).IsZero() {
			t.Errorf("%s is not tried", fields.Type().Field(i).Name)
		}
	}
	do(t, s.Import(t.Context(), []medelbot.Case{want}, "Harald"))
	if diff := cmp.Diff(want, theCase(t, s, want.Number).Case); diff != "" {
		t.Errorf("imported:\n%s", diff)
	}

	// And so does every field that the rules change.
	h.forward(time.Hour)
	changed := full(want.Number)
	changed.Status, changed.Applicant, changed.Asked, changed.Reminded = medelbot.StatusReported, "Region Skåne", "", 0
	changed.Language = medelbot.Swedish
	changed.Addresses, changed.Warnings, changed.Mentions, changed.Votes = []string{"c@region.example"}, nil, nil, nil
	changed.Decision.SEK, changed.Decision.By = 50000, []string{"Karin Ek"}
	changed.Elements[medelbot.Amount] = medelbot.Element{Status: medelbot.OK, Value: &medelbot.Value{SEK: 50000}}
	changed.Report[medelbot.Learning] = medelbot.Element{Status: medelbot.OK, Value: &medelbot.Value{Text: "mycket"}}
	changed.PaidAt, changed.Paid, changed.Repaid = noon, 50000, 0
	changed.WaitsSince, changed.ReportDue, changed.NextAt = time.Time{}, time.Time{}, time.Time{}
	set := life()
	set.Do = func(medelbot.Facts, medelbot.Actor, medelbot.Order) (medelbot.Change, error) {
		k := changed
		return medelbot.Change{Case: &k}, nil
	}
	d, err := s.Do(t.Context(), want.Number, mailed(harald), []medelbot.Order{{Deed: medelbot.DeedNote}}, set)
	do(t, err)
	changed.Version, changed.ChangedAt = 2, noon.Add(time.Hour)
	v := theCase(t, s, want.Number)
	if diff := cmp.Diff(changed, v.Case); diff != "" {
		t.Errorf("changed:\n%s", diff)
	}
	if diff := cmp.Diff(d.Case, v.Case); diff != "" {
		t.Errorf("what Do tells:\n%s", diff)
	}
	var parts []string
	for _, e := range v.History[5:] {
		parts = append(parts, fmt.Sprintf("%s %s by %s", e.Part, e.Key, e.By))
	}
	if diff := cmp.Diff([]string{"application amount by Harald Grönqvist", "report learning by Harald Grönqvist"}, parts); diff != "" {
		t.Errorf("new lines of the element ledger:\n%s", diff)
	}
	if got := count(t, s, `SELECT granted * 10 + (sought = 50000) FROM cases`); got != 500001 {
		t.Errorf("the columns for sums: %d", got)
	}
}

// What the rules do to what they are given must not reach the copy by which
// their changes are told.
func TestCopyCaseSharesNothing(t *testing.T) {
	k := full("PK-2019-0004")
	c := k.Copy()
	if diff := cmp.Diff(k, c); diff != "" {
		t.Fatal(diff)
	}
	c.Addresses[0], c.Warnings[0], c.Mentions[0].Quote, c.Votes[0].SEK = "x", "x", "x", 1
	c.Decision.SEK, c.Decision.By[0] = 1, "x"
	c.Elements[medelbot.Account].Value.Number, c.Elements[medelbot.Account].Evidence.Quote = "x", "x"
	c.Report[medelbot.TargetGroup].Value.Text = "x"
	delete(c.Elements, medelbot.Amount)
	delete(c.Report, medelbot.Learning)
	if diff := cmp.Diff(full(k.Number), k); diff != "" {
		t.Error(diff)
	}
}

// The same instant told in another zone is no change: else every look of the
// clock would write, and the digest tell of news.
func TestWhatIsNoChange(t *testing.T) {
	s, h := openNew(t)
	do(t, s.Import(t.Context(), []medelbot.Case{full("PK-2019-0004")}, "Harald"))
	set := life()
	tests := []struct {
		name             string
		change           func(k *medelbot.Case)
		version, changes int // by how much the version grows, whether ChangedAt moves
	}{
		{"nothing", func(*medelbot.Case) {}, 0, 0},
		{"other zones", func(k *medelbot.Case) {
			zone := stockholm(t)
			k.NextAt, k.ReportDue, k.WaitsSince, k.PaidAt = k.NextAt.In(zone), k.ReportDue.In(zone), k.WaitsSince.In(zone), k.PaidAt.In(zone)
			k.Decision.At, k.Decision.Final, k.Votes[0].At = k.Decision.At.In(zone), k.Decision.Final.In(zone), k.Votes[0].At.In(zone)
		}, 0, 0},
		{"the same element", func(k *medelbot.Case) { k.Elements[medelbot.TargetGroup] = medelbot.Element{Status: medelbot.Missing} }, 0, 0},
		{"the clock's own notes", func(k *medelbot.Case) { k.Reminded, k.NextAt = 3, k.NextAt.AddDate(0, 0, 7) }, 1, 0},
		{"an address", func(k *medelbot.Case) { k.Addresses = append(k.Addresses, "c@region.example") }, 1, 1},
		{"a part of the report", func(k *medelbot.Case) { delete(k.Report, medelbot.TargetGroup) }, 1, 1},
	}
	for _, tt := range tests {
		h.forward(time.Hour)
		before := theCase(t, s, "PK-2019-0004").Case
		set.Do = func(f medelbot.Facts, _ medelbot.Actor, _ medelbot.Order) (medelbot.Change, error) {
			tt.change(f.Case)
			return medelbot.Change{Case: f.Case}, nil
		}
		_, err := s.Do(t.Context(), "PK-2019-0004", mailed(harald), []medelbot.Order{{Deed: medelbot.DeedNote}}, set)
		do(t, err)
		after := theCase(t, s, "PK-2019-0004").Case
		if after.Version != before.Version+tt.version || !after.ChangedAt.Equal(before.ChangedAt) != (tt.changes == 1) {
			t.Errorf("%s: version %d to %d, changed %v to %v", tt.name, before.Version, after.Version, before.ChangedAt, after.ChangedAt)
		}
	}
}
