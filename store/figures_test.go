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
