package notifier

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"medelbot"
)

// removable is a Drafts folder from which a letter can be taken away.
func (s *shelf) removable() *Folder {
	f := s.folder()
	f.Remove = func(_ context.Context, id string) error {
		if s.fault == nil {
			s.held = slices.DeleteFunc(s.held, func(h string) bool { return h == id })
		}
		return s.fault
	}
	return f
}

// replaced is a memory with one letter that was dropped as a draft, and one
// that takes its place.
func replaced(clock func() time.Time) *memory {
	m := waiting(clock, medelbot.Dropped, medelbot.Queued)
	m.letters[0].Mode, m.letters[1].Mode = medelbot.Draft, medelbot.Draft
	m.letters[1].Raw = []byte(m.letters[1].MessageID)
	m.inDrafts = map[int64]bool{1: true}
	return m
}

// The old draft is gone before the new one is there; other drafts stay.
func TestReplacedDraftIsTakenAway(t *testing.T) {
	m := replaced(fixed)
	drafts := &shelf{held: []string{"a.persons@own.example", m.letters[0].MessageID}}
	o := outbox(m, &way{})
	o.Routes[0].Drafts = drafts.removable()
	for range 2 { // the second time there is nothing to do
		if _, err := o.Drain(t.Context()); err != nil || m.states() != "dropped drafted" {
			t.Errorf("%v, %s", err, m.states())
		}
	}
	if want := []string{"a.persons@own.example", m.letters[1].MessageID}; !slices.Equal(drafts.held, want) {
		t.Errorf("in Drafts: %q", drafts.held)
	}
	if want := []string{"1 taken away", "2 sending", "2 drafted"}; !slices.Equal(m.log, want) {
		t.Errorf("%q", m.log)
	}
}

// A person was quicker: what lies in Sent was sent, whatever was decided of it
// meanwhile.
func TestReplacedDraftThatAPersonSent(t *testing.T) {
	m := replaced(fixed)
	drafts, sent := &shelf{}, &shelf{held: []string{m.letters[0].MessageID}}
	o := outbox(m, &way{})
	o.Routes[0].Drafts, o.Routes[0].Sent = drafts.removable(), sent.folder()
	o.Routes[0].CopyToSent = true
	if _, err := o.Drain(t.Context()); err != nil || m.states() != "sent drafted" || len(sent.held) != 1 {
		t.Errorf("%v, %s, in Sent: %q", err, m.states(), sent.held)
	}
}

// A server that takes nothing away keeps no other letter waiting, and is not
// asked all the time.
func TestDraftThatCannotBeTakenAway(t *testing.T) {
	now := fixed()
	m := replaced(func() time.Time { return now })
	tries := 0
	o := outbox(m, &way{})
	drafts := &shelf{held: []string{m.letters[0].MessageID}}
	o.Routes[0].Drafts = drafts.removable()
	remove := o.Routes[0].Drafts.Remove
	o.Routes[0].Drafts.Remove = func(ctx context.Context, id string) error {
		if tries++; tries == 1 {
			return errors.New("it cannot remove single mails")
		}
		return remove(ctx, id)
	}
	for _, step := range []struct {
		after time.Duration
		tries int
	}{{0, 1}, {confirmEvery - time.Second, 1}, {time.Second, 2}} {
		now = now.Add(step.after)
		if _, err := o.Drain(t.Context()); err != nil || tries != step.tries || m.letter(2).State != medelbot.Drafted {
			t.Errorf("after %v: %v, %d tries, %s", step.after, err, tries, m.states())
		}
	}
	if m.inDrafts[1] || len(drafts.held) != 1 {
		t.Errorf("in Drafts: %q", drafts.held)
	}
}

// Where Sent cannot be searched, nobody knows yet what became of the draft.
func TestReplacedDraftWhileSentIsOutOfReach(t *testing.T) {
	m := replaced(fixed)
	o := outbox(m, &way{})
	o.Routes[0].Drafts, o.Routes[0].Sent = (&shelf{}).removable(), (&shelf{findFault: errors.New("cut")}).folder()
	if _, err := o.Drain(t.Context()); err != nil || !m.inDrafts[1] || m.letter(1).State != medelbot.Dropped {
		t.Errorf("%v, %s", err, m.states())
	}
}
