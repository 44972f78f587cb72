package medelbot

import (
	"reflect"
	"testing"
	"time"
)

// run lets the clock look at the case at each time, twice, and tells which
// letters it asked for, as days.
func run(t *testing.T, k *Case, p Policy, times ...time.Time) (days []int, notices []NoticeCode) {
	t.Helper()
	keys := map[string]bool{}
	for _, now := range times {
		for again := range 2 {
			f := caseFacts(k)
			f.Now = now
			c := Tick(f, p)
			for _, l := range c.Letters {
				if again == 1 {
					t.Errorf("%s at %v: asked for a second time", l.Name, now)
				}
				if l.Notice != "" {
					notices = append(notices, l.Notice)
					continue
				}
				if keys[l.Key] || l.Key == "" {
					t.Errorf("%s: key %q is not its own", l.Name, l.Key)
				}
				keys[l.Key] = true
				days = append(days, l.Days)
			}
			if !c.Case.NextAt.IsZero() && !c.Case.NextAt.After(now) {
				t.Errorf("at %v the next time is %v, which has passed", now, c.Case.NextAt)
			}
			k = c.Case
		}
	}
	return days, notices
}

func TestReminders(t *testing.T) {
	stockholm, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	at := func(month time.Month, day, hour int) time.Time {
		return time.Date(2021, month, day, hour, 0, 0, 0, stockholm)
	}
	hours := func(from time.Time, n int) (all []time.Time) {
		for i := range n {
			all = append(all, from.Add(time.Duration(i)*time.Hour))
		}
		return all
	}
	for _, tt := range []struct {
		name    string
		status  Status
		due     time.Time
		times   []time.Time
		days    []int
		notices int
	}{
		{"each in its time", StatusPaid, at(12, 20, 23), hours(at(11, 1, 0), 24*80), []int{-30, -7, 0, 7, 21}, 2},
		{"a week of downtime sends one", StatusPaid, at(12, 20, 23), []time.Time{at(11, 1, 9), at(12, 14, 9), at(12, 21, 9)}, []int{-7, 0}, 0},
		{"back after all of them", StatusPaid, at(12, 20, 23), []time.Time{at(12, 31, 23).AddDate(0, 1, 0)}, []int{21}, 2},
		{"a clock that jumps back a day", StatusPaid, at(12, 20, 23), []time.Time{at(12, 13, 9), at(12, 12, 9), at(12, 13, 9)}, []int{-7}, 0},
		{"a clock that jumps ahead a day and back", StatusPaid, at(12, 20, 23), []time.Time{at(12, 12, 9), at(12, 13, 9), at(12, 12, 10), at(12, 13, 8)}, []int{-7}, 0},
		{"summer time begins on the day", StatusPaid, at(3, 28, 23), hours(at(3, 27, 0), 72), []int{0}, 0},
		{"summer time ends on the day", StatusReportIncomplete, at(10, 31, 23), hours(at(10, 30, 0), 72), []int{0}, 0},
		{"a day past the year's end", StatusPaid, time.Date(2020, 12, 31, 23, 59, 59, 0, stockholm), hours(at(1, 1, 0), 24*25), []int{0, 7, 21}, 2},
		{"seven days before the first of March in a leap year", StatusPaid, time.Date(2024, 3, 1, 23, 0, 0, 0, stockholm),
			hours(time.Date(2024, 2, 22, 0, 0, 0, 0, stockholm), 48), []int{-7}, 0},
		{"nobody is reminded of what has come", StatusReported, at(12, 20, 23), hours(at(12, 1, 0), 24*60), nil, 0},
		{"nobody is reminded of what is not awaited", StatusPaid, time.Time{}, hours(at(12, 1, 0), 24), nil, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := testPolicy()
			p.Zone = stockholm
			k := testCase(tt.status)
			k.ReportDue = tt.due
			// What had passed before the waiting began is left out.
			k.Reminded = past(p.stages(k), tt.times[0].AddDate(0, 0, -1))
			if tt.name == "back after all of them" {
				k.Reminded = 0
			}
			days, notices := run(t, k, p, tt.times...)
			if !reflect.DeepEqual(days, tt.days) || len(notices) != tt.notices {
				t.Errorf("reminded %v, %d notices; want %v, %d", days, len(notices), tt.days, tt.notices)
			}
		})
	}
}

func TestReminderOfWhatIsMissing(t *testing.T) {
	k := testCase(StatusIncomplete)
	day := func(n int) time.Time { return noon.AddDate(0, 0, n) }
	days, notices := run(t, k, testPolicy(), day(1), day(7), day(8), day(14), day(20), day(21), day(40))
	if !reflect.DeepEqual(days, []int{7, 14}) || !reflect.DeepEqual(notices, []NoticeCode{NoticeNoAnswer, NoticeNoAnswer}) {
		t.Errorf("reminded %v, notices %v", days, notices)
	}
	// A report's reminder goes to whoever is responsible for it.
	f := caseFacts(testCase(StatusPaid))
	f.Now = f.Case.ReportDue
	if l := letterOf(Tick(f, testPolicy()), ReportReminder); l == nil || l.To.Email != "ola.ek@regionx.example" {
		t.Errorf("%+v", l)
	}
}

// A call that was taken out of the configuration reminds nobody wrongly.
func TestTickWithoutCall(t *testing.T) {
	f := caseFacts(testCase(StatusIncomplete))
	f.Call, f.Now = nil, noon
	if c := Tick(f, testPolicy()); len(c.Letters) != 0 {
		t.Errorf("%+v", c.Letters)
	}
}
