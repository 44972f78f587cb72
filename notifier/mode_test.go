package notifier

import (
	"context"
	"errors"
	"testing"
	"time"

	"medelbot"
)

// Letters that wait when the mode is changed leave by the more careful mode;
// those that a person has released leave all the same.
func TestModeChangedMeanwhile(t *testing.T) {
	tests := []struct {
		composed, now medelbot.LetterMode
		want          string // the letter, and a digest
	}{
		{medelbot.Send, medelbot.Observe, "held held"},
		{medelbot.Draft, medelbot.Observe, "held held"},
		{medelbot.Released, medelbot.Observe, "sent sent"},
		{medelbot.Send, medelbot.Draft, "drafted sent"},
		{medelbot.Released, medelbot.Draft, "sent sent"},
		{medelbot.Draft, medelbot.Send, "held sent"},
		{medelbot.Released, medelbot.Send, "sent sent"},
	}
	for _, tt := range tests {
		m := queued(fixed, 2)
		for i := range m.letters {
			m.letters[i].Mode = tt.composed
		}
		m.letters[1].Name = medelbot.DigestLetter
		o := outbox(m, &way{})
		o.Mode = tt.now
		if tt.now == medelbot.Draft {
			o.Routes[0].Drafts = (&shelf{}).folder()
		}
		if _, err := o.Drain(t.Context()); err != nil || m.states() != tt.want {
			t.Errorf("composed in %s, now %s: %v, %s, want %s", tt.composed, tt.now, err, m.states(), tt.want)
		}
	}
}

// A Drafts folder that cannot be opened is trouble to tell of, and no reason to
// try every letter.
func TestDraftsOutOfReach(t *testing.T) {
	m := queued(fixed, 2)
	for i := range m.letters {
		m.letters[i].Mode = medelbot.Draft
	}
	missing := errors.New("there is no folder Utkast")
	o := outbox(m, &way{})
	o.Routes[0].Drafts = &Folder{Find: func(context.Context, string) (bool, error) { return false, missing }}
	if _, err := o.Drain(t.Context()); !errors.Is(err, missing) || m.states() != "queued queued" || m.letter(2).Attempts != 0 {
		t.Errorf("%v, %s, %d attempts", err, m.states(), m.letter(2).Attempts)
	}
}

// A letter that was under way when the program died is looked for where it was
// on its way to then, whatever the mode is now.
func TestModeChangedAfterCrash(t *testing.T) {
	for _, tt := range []struct {
		then, now      medelbot.LetterMode
		inDrafts, sent bool
		want           string
	}{
		{medelbot.Draft, medelbot.Send, true, false, "drafted"},
		{medelbot.Send, medelbot.Draft, false, true, "sent"},
		{medelbot.Send, medelbot.Draft, false, false, "uncertain"},
		{medelbot.Draft, medelbot.Observe, false, false, "held"},
	} {
		m := queued(fixed, 1)
		crashed := outbox(m, &way{})
		crashed.Mode = tt.then
		crashed.Store = failing{m} // it dies before it can note what became of the letter
		drafts, sent := &shelf{}, &shelf{}
		crashed.Routes[0].Drafts = drafts.folder()
		if _, err := crashed.Drain(t.Context()); !errors.Is(err, errNotNoted) || m.states() != "sending" {
			t.Fatalf("%v, %s", err, m.states())
		}
		if !tt.inDrafts {
			drafts.held = nil
		}
		if tt.sent {
			sent.held = []string{m.letters[0].MessageID}
		}
		w := &way{}
		o := outbox(m, w)
		o.Mode = tt.now
		o.Routes[0].Drafts, o.Routes[0].Sent = drafts.folder(), sent.folder()
		if _, err := o.Drain(t.Context()); err != nil || m.states() != tt.want || w.tries != 0 || !tt.inDrafts && len(drafts.held) != 0 {
			t.Errorf("tried in %s, now %s: %v, %s, want %s", tt.then, tt.now, err, m.states(), tt.want)
		}
	}
}

func TestDraftMode(t *testing.T) {
	draftLetters := func() *memory {
		m := queued(fixed, 2)
		for i := range m.letters {
			m.letters[i].Mode = medelbot.Draft
			m.letters[i].Raw = []byte(m.letters[i].MessageID)
		}
		m.letters[1].Name = medelbot.DigestLetter
		return m
	}
	t.Run("to Drafts, the digest by mail", func(t *testing.T) {
		m, drafts, w := draftLetters(), &shelf{}, &way{}
		o := outbox(m, w)
		o.Routes[0].Drafts = drafts.folder()
		if n, err := o.Drain(t.Context()); n != 2 || err != nil || m.states() != "drafted sent" || len(drafts.held) != 1 || len(w.sent) != 1 {
			t.Errorf("%d, %v, %s, %d drafts", n, err, m.states(), len(drafts.held))
		}
	})
	t.Run("there already", func(t *testing.T) {
		m, drafts := draftLetters(), &shelf{}
		drafts.held = []string{m.letters[0].MessageID}
		o := outbox(m, &way{})
		o.Routes[0].Drafts = drafts.folder()
		if _, err := o.Drain(t.Context()); err != nil || m.letter(1).State != medelbot.Drafted || len(drafts.held) != 1 {
			t.Errorf("%v, %s, %d drafts", err, m.states(), len(drafts.held))
		}
	})
	t.Run("cut while it was put there", func(t *testing.T) {
		now := fixed()
		m, drafts := draftLetters(), &shelf{fault: errors.New("EOF"), lost: true}
		m.clock = func() time.Time { return now }
		o := outbox(m, &way{})
		o.Routes[0].Drafts = drafts.folder()
		if _, err := o.Drain(t.Context()); err != nil || m.letter(1).State != medelbot.Queued {
			t.Errorf("%v, %s", err, m.states())
		}
		now = now.Add(time.Hour)
		if _, err := o.Drain(t.Context()); err != nil || m.letter(1).State != medelbot.Drafted || len(drafts.held) != 1 {
			t.Errorf("%v, %s, %d drafts", err, m.states(), len(drafts.held))
		}
	})
	t.Run("interrupted before it was put there", func(t *testing.T) {
		m, drafts := draftLetters(), &shelf{}
		m.letters[0].State = medelbot.Sending
		o := outbox(m, &way{})
		o.Routes[0].Drafts = drafts.folder()
		if _, err := o.Drain(t.Context()); err != nil || m.letter(1).State != medelbot.Drafted || len(drafts.held) != 1 {
			t.Errorf("%v, %s, %d drafts", err, m.states(), len(drafts.held))
		}
	})
	t.Run("no such folder", func(t *testing.T) {
		m := draftLetters()
		if _, err := outbox(m, &way{}).Drain(t.Context()); err != nil || m.states() != "held sent" {
			t.Errorf("%v, %s", err, m.states())
		}
	})
}
