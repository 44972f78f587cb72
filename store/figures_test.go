package store

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"medelbot"
)

func TestFigures(t *testing.T) {
	s, h := openNew(t)
	figures := func() Figures {
		f, err := s.Figures(t.Context())
		do(t, err)
		if f.Size < 4096 || f.Free < 0 || f.Free > f.Size {
			t.Errorf("%d bytes, %d of them free", f.Size, f.Free)
		}
		return f
	}
	same := func(want Figures) {
		t.Helper()
		if d := cmp.Diff(want, figures(), cmpopts.IgnoreFields(Figures{}, "Size", "Free", "Events")); d != "" {
			t.Error(d)
		}
	}
	same(Figures{Letters: map[medelbot.OutboxState]int{}})

	number := fileOne(t, s, application(1), rules()).Case
	cases := []CaseCount{{testCall.ID, medelbot.StatusComplete, 1}}
	l := medelbot.Letter{Key: "k", Mailbox: box.Mailbox, Case: number, Name: medelbot.AckComplete, To: "asa@region.example",
		MessageID: "m@example.org", Mode: medelbot.Send, Raw: []byte("Hej"), NotBefore: h.now.Add(time.Hour)}
	if _, err := s.Enqueue(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	f := figures()
	if f.Letters[medelbot.Queued] == 0 || f.Events == 0 {
		t.Errorf("%+v", f)
	}
	letters := f.Letters
	since := f.WaitsSince // of the acknowledgement
	if !since.Equal(h.now) {
		t.Errorf("a letter waits since %s, want %s", since, h.now)
	}
	all, err := s.Outbox(t.Context())
	do(t, err)
	for _, l := range all { // the server is out of reach: tried, and to be tried again tomorrow
		if l.Key != "k" {
			if ok, err := s.Attempt(t.Context(), l.ID, medelbot.Send); err != nil || !ok {
				t.Fatal(ok, err)
			}
			do(t, s.Settle(t.Context(), l.ID, medelbot.Queued, "no answer", h.now.AddDate(0, 0, 1)))
		}
	}
	same(Figures{Letters: letters, WaitsSince: since, Cases: cases})

	do(t, s.Pause(t.Context(), "test"))
	m := application(2)
	m.Fault = "it cannot be read"
	h.now = h.now.Add(time.Minute)
	fileOne(t, s, m, rules())
	same(Figures{Paused: true, Letters: letters, WaitsSince: since, Cases: cases, Asides: 1, AsideSince: h.now})
}

// BenchmarkFigures asks about a fund of 5 000 cases with four letters of 8 kB
// each: what /metrics costs.
func BenchmarkFigures(b *testing.B) {
	s, _ := openNew(b)
	fill := func(statement string) {
		if _, err := s.writer.Exec(statement); err != nil {
			b.Fatal(err)
		}
	}
	fill(`
		WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
		INSERT INTO cases (number, call, mailbox, status, version, applicant, opened_at, changed_at)
		SELECT printf('PK-2021-%04d', i), 'patientkontrakt-2021', 'testbaddar', iif(i % 3, 'closed', 'complete'), 1, 'Region Halland',
			'2021-05-04T12:00:00.000Z', '2021-05-04T12:00:00.000Z' FROM n`)
	fill(`
		WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
		INSERT INTO outbox (key, mailbox, case_number, name, recipient, address, subject, message_id, stem, state, reason, mode,
			attempts, not_before, created_at, raw)
		SELECT 'k' || i, 'testbaddar', printf('PK-2021-%04d', i % 5000 + 1), 'ack_complete', 'a@region.example', 'a@region.example', 'Tack',
			'm' || i, '', iif(i % 1000, 'sent', 'queued'), '', 'send', 0, '2021-05-04T12:00:00.000Z', '2021-05-04T12:00:00.000Z', zeroblob(8192) FROM n`)
	for b.Loop() {
		if f, err := s.Figures(b.Context()); err != nil || f.Letters[medelbot.Sent] != 19980 || f.Letters[medelbot.Queued] != 20 {
			b.Fatal(f, err)
		}
	}
}
