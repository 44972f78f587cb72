package notifier

import (
	"slices"
	"strings"
	"testing"
	"time"

	"medelbot"
)

// days lists the days of the digests to an address, in the order in which they
// were sent.
func (m *memory) days(address string) []string {
	var days []string
	for _, l := range m.letters {
		if l.To == address {
			days = append(days, strings.Split(l.Key, ":")[1])
		}
	}
	return days
}

// Once a day, every day, also where the calendar or the clocks have a fold.
func TestDigestEveryDay(t *testing.T) {
	zone := stockholm(t)
	for name, tt := range map[string]struct {
		from time.Time
		days int
	}{
		"leap day":                 {time.Date(2024, 2, 27, 0, 0, 0, 0, zone), 5},
		"year's end":               {time.Date(2021, 12, 30, 0, 0, 0, 0, zone), 5},
		"the clocks are put ahead": {time.Date(2021, 3, 26, 0, 0, 0, 0, zone), 5},
		"the clocks are put back":  {time.Date(2021, 10, 29, 0, 0, 0, 0, zone), 5},
	} {
		for _, minute := range []int{0, 30} {
			now := tt.from
			m := &memory{clock: func() time.Time { return now }, facts: digestFacts(tt.from.AddDate(0, 0, -10))}
			d := testDigester(t, m)
			d.To, d.Hour, d.Minute = d.To[:1], 2, minute // the hour that is left out, or comes twice
			m.digests = map[string]time.Time{"harald.gronqvist@skr.se": tt.from.Add(-time.Hour)}
			var want []string
			for i := range tt.days {
				want = append(want, tt.from.AddDate(0, 0, i).Format(time.DateOnly))
			}
			for ; now.Before(tt.from.AddDate(0, 0, tt.days)); now = now.Add(20 * time.Minute) {
				for range 2 { // the second time is silent
					if _, err := d.Once(t.Context()); err != nil {
						t.Fatal(err)
					}
				}
			}
			if got := m.days("harald.gronqvist@skr.se"); !slices.Equal(got, want) {
				t.Errorf("%s at 2.%02d: %v, want %v", name, minute, got, want)
			}
		}
	}
}

// A clock that is a day wrong for a while sends nothing twice, and all that
// waits is told when it is right again.
func TestDigestWhenTheClockJumps(t *testing.T) {
	zone := stockholm(t)
	start := time.Date(2021, 5, 10, 0, 0, 0, 0, zone)
	for name, tt := range map[string]struct {
		jump time.Duration
		want []string
	}{
		// The digest of the 12th was sent in advance.
		"ahead": {24 * time.Hour, []string{"2021-05-10", "2021-05-11", "2021-05-12", "2021-05-13", "2021-05-14"}},
		"back":  {-24 * time.Hour, []string{"2021-05-10", "2021-05-11", "2021-05-12", "2021-05-13", "2021-05-14"}},
	} {
		now := start
		m := &memory{clock: func() time.Time { return now }, facts: digestFacts(start.AddDate(0, 0, -10))}
		d := testDigester(t, m)
		d.To = d.To[:1]
		m.digests = map[string]time.Time{"harald.gronqvist@skr.se": start.Add(-time.Hour)}
		for right := start; right.Before(start.AddDate(0, 0, 5)); right = right.Add(time.Hour) {
			now = right
			if wrong := right.Sub(start); wrong >= 36*time.Hour && wrong < 42*time.Hour {
				now = right.Add(tt.jump)
			}
			before := len(m.letters)
			if _, err := d.Once(t.Context()); err != nil {
				t.Fatal(err)
			}
			if len(m.letters) > before {
				if _, text, _ := parts(t, m.letters[before].Raw); !strings.Contains(text, "PK-2021-0007") || !strings.Contains(text, "PK-2021-0009") {
					t.Errorf("%s: at %v something that waits is missing", name, now)
				}
			}
		}
		if got := m.days("harald.gronqvist@skr.se"); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}

// A deputy gets the digest on the configured days and no others.
func TestDigestToDeputies(t *testing.T) {
	zone := stockholm(t)
	start := time.Date(2021, 7, 10, 12, 0, 0, 0, zone)
	now := start
	m := &memory{clock: func() time.Time { return now }, facts: digestFacts(start.AddDate(0, 0, -10))}
	d := testDigester(t, m)
	d.To = append(d.To, medelbot.Person{Name: "Siv Berg", Addresses: []string{"siv.berg@skr.se"}, DeputyFor: "Anette Nilsson",
		From: time.Date(2021, 7, 12, 0, 0, 0, 0, zone), Until: time.Date(2021, 7, 14, 23, 59, 59, 0, zone)})
	d.Composer.Coordinators = d.To
	for ; now.Before(start.AddDate(0, 0, 8)); now = now.Add(time.Hour) {
		if _, err := d.Once(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if got := strings.Join(m.days("siv.berg@skr.se"), " "); got != "2021-07-12 2021-07-13 2021-07-14" {
		t.Errorf("the deputy got %s", got)
	}
	if n := len(m.days("anette.nilsson@skr.se")); n != 9 {
		t.Errorf("the one stood in for got %d", n)
	}
}

// What is worth a digest, and what is not.
func TestWorth(t *testing.T) {
	zone := stockholm(t)
	slot := time.Date(2021, 5, 14, 7, 30, 0, 0, zone)
	last := slot.AddDate(0, 0, -1)
	alive := []medelbot.FolderCount{{Mailbox: "testbaddar", Folder: "INBOX", Server: 9, Recorded: 9, At: slot.Add(-time.Hour)}}
	with := func(status medelbot.Status, change func(*medelbot.Case)) []medelbot.DigestCase {
		k, _ := application(nil)
		k.Status, k.ChangedAt = status, slot.Add(-time.Hour)
		change(&k)
		return []medelbot.DigestCase{{Case: k}}
	}
	mine := medelbot.Vote{Person: "Harald Grönqvist", Seat: "Harald Grönqvist", Deed: medelbot.DeedGrant, SEK: 1, At: slot.Add(-time.Hour)}
	theirs := medelbot.Vote{Person: "Anette Nilsson", Seat: "Anette Nilsson", Deed: medelbot.DeedGrant, SEK: 1, At: slot.Add(-time.Hour)}
	late := theirs
	late.At = slot.Add(time.Minute)
	tests := []struct {
		name  string
		facts medelbot.DigestFacts
		want  bool
	}{
		{"another's vote", medelbot.DigestFacts{Cases: with(medelbot.StatusComplete, func(k *medelbot.Case) { k.Votes = []medelbot.Vote{theirs} })}, true},
		{"another's vote, given after the time", medelbot.DigestFacts{Cases: with(medelbot.StatusComplete, func(k *medelbot.Case) { k.Votes = []medelbot.Vote{late} })}, false},
		{"only the other's vote is awaited", medelbot.DigestFacts{Cases: with(medelbot.StatusComplete, func(k *medelbot.Case) { k.Votes = []medelbot.Vote{mine} })}, false},
		{"granted, unpaid", medelbot.DigestFacts{Cases: with(medelbot.StatusGranted, func(k *medelbot.Case) { k.Decision = &medelbot.Decision{At: last, Final: last} })}, true},
		{"paid, the report is not due yet", medelbot.DigestFacts{Cases: with(medelbot.StatusPaid, func(k *medelbot.Case) { k.ReportDue = slot.AddDate(0, 0, 1) })}, false},
		{"the report is overdue since yesterday", medelbot.DigestFacts{Cases: with(medelbot.StatusPaid, func(k *medelbot.Case) { k.ReportDue = slot.Add(-8 * time.Hour) })}, true},
		{"... since long", medelbot.DigestFacts{Cases: with(medelbot.StatusPaid, func(k *medelbot.Case) { k.ReportDue = slot.AddDate(0, 0, -9) })}, false},
		{"a report has come", medelbot.DigestFacts{Cases: with(medelbot.StatusReported, func(*medelbot.Case) {})}, true},
		{"all letters are stopped, this one too", medelbot.DigestFacts{PausedBy: "Anette Nilsson"}, false},
	}
	for _, tt := range tests {
		tt.facts.Folders = alive
		m := &memory{clock: func() time.Time { return slot.Add(2 * time.Minute) }, facts: tt.facts, digests: map[string]time.Time{"harald.gronqvist@skr.se": last}}
		d := testDigester(t, m)
		d.To = d.To[:1]
		if n, err := d.Once(t.Context()); (n == 1) != tt.want || err != nil {
			t.Errorf("%s: %d, %v; want %v", tt.name, n, err, tt.want)
		}
	}
}
