package store

import (
	"bytes"
	"os"
	"testing"
	"time"

	"medelbot"
)

// queueDecision puts a decision's letter into the outbox, to leave after a
// quarter of an hour and a pass, and returns its id.
func queueDecision(t *testing.T, s *Store, number string, change func(*medelbot.Letter)) int64 {
	t.Helper()
	l := medelbot.Letter{
		Key: number + ".decision", Mailbox: box.Mailbox, Case: number, Name: medelbot.DecisionGranted, To: "asa@region.example",
		MessageID: number + ".decision_granted.2.x@example.org", Mode: medelbot.Send, Raw: []byte("Beviljas"),
		NotBefore: s.clock().Add(15 * time.Minute), AfterPass: true, Expects: medelbot.StatusGranted,
	}
	if change != nil {
		change(&l)
	}
	if ok, err := s.Enqueue(t.Context(), l); err != nil || !ok {
		t.Fatalf("enqueue: %t, %v", ok, err)
	}
	all, err := s.Outbox(t.Context())
	do(t, err)
	return all[0].ID
}

// granted returns a store with a case that is granted and no letters.
func granted(t *testing.T) (*Store, *hands, string) {
	t.Helper()
	s, h := openNew(t)
	m := application(1)
	m.Quiet = medelbot.QuietBackfill
	number := fileOne(t, s, m, rules()).Case
	setStatus(t, s, number, medelbot.StatusGranted)
	return s, h, number
}

func setStatus(t *testing.T, s *Store, number string, status medelbot.Status) {
	t.Helper()
	if _, err := s.writer.Exec(`UPDATE cases SET status = ? WHERE number = ?`, status, number); err != nil {
		t.Fatal(err)
	}
}

func TestLetterWaitsForAPass(t *testing.T) {
	const minute = time.Minute
	type step struct {
		forward time.Duration // may be negative: the clock is set back
		pass    time.Duration // begun so long before now, and noted; -1: none
		due     bool
	}
	const none = -1
	tests := []struct {
		name  string
		steps []step
	}{
		{"a pass after its time", []step{{0, none, false}, {14 * minute, 0, false}, {minute, none, false}, {minute, 0, true}}},
		{"a pass begun the moment of its time", []step{{15 * minute, 0, true}}},
		{"a pass begun before its time and ended after", []step{{16 * minute, 2 * minute, false}, {0, minute, true}}},
		{"the program was down for a week", []step{{7 * 24 * time.Hour, none, false}, {0, 0, true}}},
		{"a pass that has yet to begin", []step{{10 * minute, -6 * minute, false}, {6 * minute, none, false}, {0, 0, true}}},
		{"noted by a clock that was set back since", []step{{24 * time.Hour, 0, true}, {-24 * time.Hour, none, false}, {16 * minute, none, false}, {0, 0, true}}},
		{"set back, and passes go on", []step{{time.Hour, 0, true}, {-time.Hour + 5*minute, 0, false}, {11 * minute, none, false}, {0, minute, true}}},
		{"an older pass noted late only delays", []step{{20 * minute, 0, true}, {0, 10 * minute, false}, {minute, 0, true}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, h, number := granted(t)
			id := queueDecision(t, s, number, nil)
			for i, step := range tt.steps {
				h.forward(step.forward)
				if step.pass != none {
					do(t, s.NotePass(t.Context(), box.Mailbox, h.clock().Add(-step.pass)))
				}
				if got := len(due(t, s, 10)) == 1; got != step.due {
					t.Errorf("step %d: due %t", i, got)
				}
				if at, ok, err := s.NextDue(t.Context()); err != nil || ok && (!step.due || at.After(h.clock())) {
					t.Errorf("step %d: the next is due at %v, %t, %v", i, at, ok, err)
				}
			}
			if !attempt(t, s, id) {
				t.Error("it does not leave")
			}
		})
	}
}

// What was noted before the letter was composed says nothing of it, even if the
// clock was ahead then; and another mailbox's pass neither.
func TestPassBeforeTheLetter(t *testing.T) {
	s, h, number := granted(t)
	h.forward(time.Hour)
	do(t, s.NotePass(t.Context(), box.Mailbox, h.clock()))
	h.forward(-time.Hour) // it was ahead
	id := queueDecision(t, s, number, nil)
	h.forward(2 * time.Hour)
	do(t, s.NotePass(t.Context(), "another", h.clock()))
	if len(due(t, s, 10)) != 0 || attempt(t, s, id) {
		t.Error("it leaves without a pass of its own")
	}
	do(t, s.NotePass(t.Context(), box.Mailbox, h.clock()))
	if !attempt(t, s, id) {
		t.Error("it does not leave after its pass")
	}
}

// While a letter is held nobody keeps count of the passes: none from before it
// was released says anything of it.
func TestReleasedLetterWaitsForAPass(t *testing.T) {
	s, h, number := granted(t)
	id := queueDecision(t, s, number, nil)
	h.forward(time.Hour)
	do(t, s.NotePass(t.Context(), box.Mailbox, h.clock()))
	do(t, s.Mute(t.Context(), "asa@region.example", "Harald"))
	do(t, s.Release(t.Context(), id, "Harald"))
	if attempt(t, s, id) {
		t.Error("it leaves by an old pass")
	}
	do(t, s.NotePass(t.Context(), box.Mailbox, h.clock()))
	if !attempt(t, s, id) {
		t.Error("it does not leave by a new one")
	}
}

// A letter that waits for a pass does not hide the next one's time.
func TestNextDueBehindAWaitingLetter(t *testing.T) {
	s, h, number := granted(t)
	queueDecision(t, s, number, nil)
	h.forward(20 * time.Minute)
	if _, ok, err := s.NextDue(t.Context()); ok || err != nil {
		t.Errorf("a letter that waits for a pass is due: %v", err)
	}
	later := h.clock().Add(5 * time.Second)
	queueDecision(t, s, number, func(l *medelbot.Letter) {
		l.Key, l.MessageID, l.NotBefore, l.AfterPass = "other", "other@example.org", later, false
	})
	if at, ok, err := s.NextDue(t.Context()); !ok || err != nil || !at.Equal(later) {
		t.Errorf("%v, %t, %v", at, ok, err)
	}
}

// A letter whose case stands otherwise by now never leaves; it is dropped once
// it would have left, and not before.
func TestLetterWhoseCaseStandsOtherwise(t *testing.T) {
	s, h, number := granted(t)
	id := queueDecision(t, s, number, nil)
	setStatus(t, s, number, medelbot.StatusComplete)
	state := func(want medelbot.OutboxState) medelbot.Letter {
		t.Helper()
		if attempt(t, s, id) {
			t.Error("it leaves")
		}
		l, err := s.Letter(t.Context(), id)
		do(t, err)
		if l.State != want {
			t.Errorf("it is %s (%s)", l.State, l.Reason)
		}
		return l
	}
	state(medelbot.Queued) // before its time
	h.forward(16 * time.Minute)
	state(medelbot.Queued) // without a pass
	do(t, s.NotePass(t.Context(), box.Mailbox, h.clock()))
	do(t, s.Pause(t.Context(), "Harald"))
	state(medelbot.Queued)
	do(t, s.Resume(t.Context(), "Harald"))
	if l := state(medelbot.Dropped); l.Reason != medelbot.DroppedStale {
		t.Errorf("the reason is %s", l.Reason)
	}
	state(medelbot.Dropped)
	v, err := s.Case(t.Context(), number)
	do(t, err)
	if last := v.Log[len(v.Log)-1]; last.Name != medelbot.EventWithdrawn || len(due(t, s, 10)) != 0 {
		t.Errorf("the log ends with %+v", last)
	}
}

// Releasing a decision that was held does not shorten the time to undo it.
func TestReleaseKeepsTheTimeToUndo(t *testing.T) {
	s, h, number := granted(t)
	id := queueDecision(t, s, number, func(l *medelbot.Letter) { l.State, l.Reason = medelbot.Held, medelbot.HeldCap })
	do(t, s.Release(t.Context(), id, "Harald"))
	do(t, s.NotePass(t.Context(), box.Mailbox, h.clock()))
	if attempt(t, s, id) {
		t.Error("it leaves at once")
	}
	h.forward(15 * time.Minute)
	if attempt(t, s, id) {
		t.Error("it leaves by a pass from before its time")
	}
	do(t, s.NotePass(t.Context(), box.Mailbox, h.clock()))
	if !attempt(t, s, id) {
		t.Error("it does not leave at its time")
	}
}

// What a letter is to know of itself comes back as it was.
func TestLetterFields(t *testing.T) {
	s, _, number := granted(t)
	token := medelbot.Token{Hash: medelbot.TokenHash("a"), Case: number, Person: "Harald", Assessed: "x", Issued: noon, Expires: noon.Add(medelbot.TokenLife)}
	id := queueDecision(t, s, number, func(l *medelbot.Letter) { l.MailID, l.Tokens = 1, []medelbot.Token{token} })
	l, err := s.Letter(t.Context(), id)
	if err != nil || l.MailID != 1 || !l.AfterPass || l.Expects != medelbot.StatusGranted || len(l.Tokens) != 1 || l.Tokens[0] != token {
		t.Errorf("%+v, %v", l, err)
	}
}

// Of what gave coordinators rights nothing stays, in the file either, once it
// has left or was dropped; the letter's row and its tokens' hashes do.
func TestCoordinatorsLettersAreForgotten(t *testing.T) {
	const code = "abcd-efgh-ijkl-mnop"
	for _, end := range []medelbot.OutboxState{medelbot.Sent, medelbot.Dropped, medelbot.Uncertain} {
		s, _, number := granted(t)
		raw := append(bytes.Repeat([]byte("Inget att se.\r\n"), 2000), "Kod: "+code+"\r\n"...)
		l := medelbot.Letter{Key: "digest/x", Mailbox: box.Mailbox, Name: medelbot.DigestLetter, To: "harald@example.org",
			MessageID: "digest.x@example.org", Mode: medelbot.Send, Raw: raw,
			Tokens: []medelbot.Token{{Hash: medelbot.TokenHash(code), Case: number, Person: "Harald", Issued: noon, Expires: noon.Add(medelbot.TokenLife)}}}
		if ok, err := s.Enqueue(t.Context(), l); err != nil || !ok {
			t.Fatal(ok, err)
		}
		all, err := s.Outbox(t.Context())
		do(t, err)
		id := all[0].ID
		if end == medelbot.Dropped {
			do(t, s.Drop(t.Context(), id, "Harald"))
		} else {
			attempt(t, s, id)
			do(t, s.Settle(t.Context(), id, end, "", time.Time{}))
		}
		kept := end == medelbot.Uncertain // a person may still release it
		if l, err := s.Letter(t.Context(), id); err != nil || l.State != end || len(l.Raw) != 0 != kept {
			t.Errorf("%s: %d bytes of text, %s, %v", end, len(l.Raw), l.State, err)
		}
		if n := count(t, s, `SELECT count(*) FROM token WHERE letter_id = ?`, id); n != 1 {
			t.Errorf("%s: %d tokens", end, n)
		}
		if _, err := s.writer.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{s.path, s.path + "-wal"} {
			file, err := os.ReadFile(path)
			do(t, err)
			if found := bytes.Contains(file, []byte(code)); found != (kept && path == s.path) {
				t.Errorf("%s: the code is in %s: %t", end, path, found)
			}
		}
	}
}
