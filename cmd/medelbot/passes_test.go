package main

import (
	"context"
	"maps"
	"testing"
	"time"

	"medelbot/cmd/medelbot/config"
	"medelbot/intake"
)

// notedPasses keeps the passes that were noted last.
type notedPasses struct {
	intake.Store
	begun map[string]time.Time
}

func (n *notedPasses) NotePass(_ context.Context, mailbox string, begun time.Time) error {
	n.begun[mailbox] = begun
	return nil
}

// An ÅNGRA can lie in any mailbox of the fund: a decision's letter waits until
// all of them have been looked at.
func TestPassesOverAllMailboxes(t *testing.T) {
	t.Parallel()
	at := func(minute int) time.Time { return linkTime.Add(time.Duration(minute) * time.Minute) }
	now := at(0)
	noted := &notedPasses{begun: map[string]time.Time{}}
	one := passesOver([]config.Mailbox{{Name: "a"}}, noted, func() time.Time { return now })
	if one != intake.Store(noted) {
		t.Error("one mailbox has no others to wait for")
	}
	both := passesOver([]config.Mailbox{{Name: "a"}, {Name: "b"}}, noted, func() time.Time { return now })
	for _, look := range []struct {
		mailbox string
		begun   int
		now     int
		want    int // the pass over both; -1: none
	}{
		{"a", 1, 2, -1},
		{"a", 2, 3, -1}, // the other one was never looked at
		{"b", 3, 5, 2},
		{"b", 6, 7, 2},
		{"a", 8, 9, 6},
		// The clock is set back: what it said before counts no more.
		{"a", 4, 4, 6},
		{"b", 5, 5, 4},
	} {
		now = at(look.now)
		if err := both.NotePass(t.Context(), look.mailbox, at(look.begun)); err != nil {
			t.Fatal(err)
		}
		want := map[string]time.Time{}
		if look.want >= 0 {
			want = map[string]time.Time{"a": at(look.want), "b": at(look.want)}
		}
		if !maps.Equal(noted.begun, want) {
			t.Errorf("after a look at %s begun at %d: noted %v, want %v", look.mailbox, look.begun, noted.begun, want)
		}
	}
}
