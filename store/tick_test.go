package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"medelbot"

	"github.com/google/go-cmp/cmp"
)

// waiting files an application without a sum, so that its case waits.
func waiting(t *testing.T, s *Store, uid uint32) string {
	t.Helper()
	m := application(uid)
	incomplete := false
	m.Reading.Complete, m.Reading.Reply = &incomplete, medelbot.AckIncomplete
	m.Reading.Elements[medelbot.Amount] = medelbot.Element{Status: medelbot.Missing}
	return fileOne(t, s, m, life()).Case
}

// reminders lists the keys of the reminders in the outbox, oldest first.
func reminders(t *testing.T, s *Store) (keys []string) {
	t.Helper()
	letters, err := s.Outbox(t.Context())
	do(t, err)
	for _, l := range letters {
		if l.Name == medelbot.CompletionReminder {
			keys = append([]string{l.Key}, keys...)
		}
	}
	return keys
}

// Whatever is due is done once, however late the program comes, and looking
// again does nothing.
func TestTick(t *testing.T) {
	s, h := openNew(t)
	first := waiting(t, s, 1)
	h.forward(24 * time.Hour)
	second := waiting(t, s, 2)
	opened(t, s, 3) // waits for nothing
	if at, ok, err := s.NextTick(t.Context()); err != nil || !ok || !at.Equal(time.Date(2021, 5, 11, 8, 0, 0, 0, time.UTC)) {
		t.Errorf("the next is at %v, %t, %v", at, ok, err)
	}
	tick := func(limit, want int, wantMore bool) {
		t.Helper()
		n, more, err := s.Tick(t.Context(), limit, life())
		if err != nil || n != want || more != wantMore {
			t.Errorf("ticked %d, more %t, %v; want %d, %t", n, more, err, want, wantMore)
		}
	}
	tick(10, 0, false)
	h.forward(7 * 24 * time.Hour) // both are a week old
	tick(1, 1, true)
	tick(1, 1, false)
	tick(1, 0, false)
	since := func(days int) string { return noon.AddDate(0, 0, days).Format("20060102T150405") }
	want := []string{
		first + ".completion_reminder." + since(0) + ".7", second + ".completion_reminder." + since(1) + ".7",
	}
	if diff := cmp.Diff(want, reminders(t, s)); diff != "" {
		t.Error(diff)
	}
	changed := theCase(t, s, first)
	if changed.Reminded != 1 || !changed.ChangedAt.Equal(noon) {
		t.Errorf("reminded %d times, changed at %v: a reminder is no news", changed.Reminded, changed.ChangedAt)
	}
	// The program was down for two months: one reminder, and word to the coordinators.
	h.forward(60 * 24 * time.Hour)
	tick(10, 2, false)
	tick(10, 0, false)
	if _, ok, err := s.NextTick(t.Context()); err != nil || ok {
		t.Errorf("something is due still: %t, %v", ok, err)
	}
}

// A case over which the rules break stands in nobody's way, and comes again.
func TestTickFaults(t *testing.T) {
	tests := []struct {
		name    string
		breakIt func(*medelbot.Handler, string)
		says    string
	}{
		{"the rules panic", func(h *medelbot.Handler, number string) {
			tick := h.Tick
			h.Tick = func(f medelbot.Facts) medelbot.Change {
				if f.Case.Number == number {
					panic("index out of range")
				}
				return tick(f)
			}
		}, "the rules broke on it: index out of range"},
		{"the composer fails", func(h *medelbot.Handler, number string) {
			compose := h.Compose
			h.Compose = func(k medelbot.Case, q medelbot.LetterRequest, m *medelbot.Mail) (medelbot.Letter, error) {
				if k.Number == number {
					return medelbot.Letter{}, errors.New("no such template")
				}
				return compose(k, q, m)
			}
		}, "the letter completion_reminder could not be written: no such template"},
		{"the rules leave it due", func(h *medelbot.Handler, number string) {
			tick := h.Tick
			h.Tick = func(f medelbot.Facts) medelbot.Change {
				if f.Case.Number == number {
					return medelbot.Change{}
				}
				return tick(f)
			}
		}, "the rules leave it due since 2021-05-11T08:00:00.000Z"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, h := openNew(t)
			bad := waiting(t, s, 1)
			good := waiting(t, s, 2)
			h.forward(8 * 24 * time.Hour)
			broken := life()
			tt.breakIt(&broken, bad)
			n, more, err := s.Tick(t.Context(), 10, broken)
			if err == nil || !strings.Contains(err.Error(), "case "+bad+": "+tt.says) || n != 1 || more {
				t.Errorf("ticked %d, more %t, %v", n, more, err)
			}
			if keys := fmt.Sprint(reminders(t, s)); strings.Contains(keys, bad) || !strings.Contains(keys, good) {
				t.Errorf("reminded: %s", keys)
			}
			if n, _, err := s.Tick(t.Context(), 10, broken); n != 0 || err != nil {
				t.Errorf("at once again: %d, %v", n, err)
			}
			if k := theCase(t, s, bad); k.Reminded != 0 || !k.NextAt.Equal(h.clock().Add(time.Hour)) {
				t.Errorf("the case is %+v", k.Case)
			}
			h.forward(time.Hour)
			if n, _, err := s.Tick(t.Context(), 10, life()); n != 1 || err != nil || len(reminders(t, s)) != 2 {
				t.Errorf("mended: %d, %v", n, err)
			}
		})
	}
}

// After a start the days may be others than those of the last time.
func TestReschedule(t *testing.T) {
	s, h := openNew(t)
	number := waiting(t, s, 1)
	closed := opened(t, s, 2)
	order(t, s, closed, harald, medelbot.Order{Deed: medelbot.DeedDecline, Text: "Utlysningen är stängd."})
	for uid := range uint32(rescheduled + 5) { // more than one transaction
		waiting(t, s, 10+uid)
	}
	if _, err := s.writer.Exec(`UPDATE cases SET next_at = NULL`); err != nil {
		t.Fatal(err)
	}
	h.forward(time.Hour)
	do(t, s.Reschedule(t.Context(), life()))
	if n := count(t, s, `SELECT count(*) FROM cases WHERE next_at = '2021-05-11T08:00:00.000Z'`); n != rescheduled+6 {
		t.Errorf("%d cases have their time", n)
	}
	versions := count(t, s, `SELECT sum(version) FROM cases`)
	do(t, s.Reschedule(t.Context(), life()))
	if again := count(t, s, `SELECT sum(version) FROM cases`); again != versions {
		t.Errorf("the second time changed %d cases", again-versions)
	}
	// A case that breaks the rules is told of, and the others have their time.
	broken := life()
	broken.Tick = func(f medelbot.Facts) medelbot.Change {
		if f.Case.Number == number {
			panic("index out of range")
		}
		f.Case.NextAt = f.Now.AddDate(0, 0, 3)
		return medelbot.Change{Case: f.Case}
	}
	err := s.Reschedule(t.Context(), broken)
	if err == nil || !strings.Contains(err.Error(), "case "+number) {
		t.Errorf("the error is %v", err)
	}
	if k := theCase(t, s, closed); !k.NextAt.Equal(h.clock().AddDate(0, 0, 3)) && k.Status.Open() {
		t.Errorf("the last one has %v", k.NextAt)
	}
}

// Of many cases none is looked at that is not due. TestQueryPlans sees to it
// that none is stepped through either.
func TestTickOfManyCases(t *testing.T) {
	s, _ := openAt(t, filepath.Join(t.TempDir(), "m.db"))
	if _, err := s.writer.Exec(`
		WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
		INSERT INTO cases (number, call, mailbox, status, version, applicant, opened_at, changed_at, next_at)
		SELECT printf('PK-2021-%04d', i), 'patientkontrakt-2021', 'testbaddar', 'incomplete', 1, 'Region Skåne', ?1, ?1, ?2 FROM n`,
		timeText(noon), timeText(noon.AddDate(0, 1, 0))); err != nil {
		t.Fatal(err)
	}
	asked := life()
	asked.Tick = func(f medelbot.Facts) medelbot.Change {
		t.Errorf("the rules were asked about %s", f.Case.Number)
		return medelbot.Change{Case: f.Case}
	}
	if n, more, err := s.Tick(t.Context(), 100, asked); n != 0 || more || err != nil {
		t.Errorf("%d, %t, %v", n, more, err)
	}
	if at, ok, err := s.NextTick(t.Context()); err != nil || !ok || !at.Equal(noon.AddDate(0, 1, 0)) {
		t.Errorf("the next is at %v, %t, %v", at, ok, err)
	}
}
