package notifier

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"medelbot"
)

// waiting fills a memory with letters in the states given.
func waiting(clock func() time.Time, states ...medelbot.OutboxState) *memory {
	m := queued(clock, len(states))
	for i, state := range states {
		m.letters[i].State = state
	}
	return m
}

// A draft that a person has sent, and an uncertain letter that left after all,
// count as sent once they lie in Sent. Sent gets no copy of them.
func TestSeenInSent(t *testing.T) {
	now := fixed()
	m := waiting(func() time.Time { return now }, medelbot.Drafted, medelbot.Uncertain, medelbot.Drafted, medelbot.Dropped, medelbot.Held)
	sent := &shelf{}
	o := outbox(m, &way{})
	o.Routes[0].Sent, o.Routes[0].CopyToSent = sent.folder(), true
	drain := func(after time.Duration, want string) {
		t.Helper()
		now = now.Add(after)
		if n, err := o.Drain(t.Context()); n != 0 || err != nil || m.states() != want {
			t.Errorf("%d left, %v, %s, want %s", n, err, m.states(), want)
		}
	}
	drain(0, "drafted uncertain drafted dropped held")
	for _, l := range []int{0, 1, 3, 4} {
		sent.held = append(sent.held, m.letters[l].MessageID)
	}
	drain(confirmEvery-time.Second, "drafted uncertain drafted dropped held")
	drain(time.Second, "sent sent drafted dropped held")
	sent.held = append(sent.held, m.letters[2].MessageID)
	drain(confirmEvery, "sent sent sent dropped held")
	if len(sent.held) != 5 {
		t.Errorf("%d letters in Sent", len(sent.held))
	}
}

// A few letters are looked up at a time, all in turn, and then from the start.
func TestSentIsSearchedInTurns(t *testing.T) {
	now := fixed()
	m := waiting(func() time.Time { return now }, slices.Repeat([]medelbot.OutboxState{medelbot.Drafted}, confirmMost+3)...)
	searched := map[string]int{}
	o := outbox(m, &way{})
	o.Routes[0].Sent = &Folder{Find: func(_ context.Context, id string) (bool, error) {
		searched[id]++
		return false, nil
	}}
	for _, want := range []int{confirmMost, confirmMost + 3} {
		if _, err := o.Drain(t.Context()); err != nil || len(searched) != want {
			t.Errorf("%v, %d letters looked up, want %d", err, len(searched), want)
		}
		now = now.Add(confirmEvery)
	}
	if _, err := o.Drain(t.Context()); err != nil || searched[m.letters[0].MessageID] != 2 {
		t.Errorf("%v, the first was looked up %d times", err, searched[m.letters[0].MessageID])
	}
}

// However slowly a server searches, the watchdog sees that the outbox goes on.
func TestSlowSearch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		states := slices.Repeat([]medelbot.OutboxState{medelbot.Drafted, medelbot.Sending}, confirmMost)
		o := outbox(waiting(time.Now, states...), &way{})
		o.Routes[0].Sent = &Folder{Find: func(context.Context, string) (bool, error) {
			o.Health("testbaddar") // waits for nothing, also at the start
			time.Sleep(time.Minute)
			return false, nil
		}}
		begun, last, longest := time.Now(), time.Now(), time.Duration(0)
		o.Beat = func() { last, longest = time.Now(), max(longest, time.Since(last)) }
		if _, err := o.Drain(t.Context()); err != nil {
			t.Error(err)
		}
		o.Beat()
		if took := time.Since(begun); took != 2*confirmMost*time.Minute || longest > time.Minute {
			t.Errorf("it took %s, and for %s there was no beat", took, longest)
		}
	})
}

// A Sent folder that cannot be searched keeps no letter from leaving, and is
// asked once each time.
func TestSentOutOfReach(t *testing.T) {
	m := waiting(fixed, medelbot.Drafted, medelbot.Drafted, medelbot.Queued)
	tries := 0
	o := outbox(m, &way{})
	o.Routes[0].Sent = &Folder{Find: func(context.Context, string) (bool, error) {
		tries++
		return false, errors.New("no such folder")
	}}
	if n, err := o.Drain(t.Context()); n != 1 || err != nil || tries != 1 || m.states() != "drafted drafted sent" {
		t.Errorf("%d left, %v, %d tries, %s", n, err, tries, m.states())
	}
}

// What a person decided while Sent was searched holds, and ends nothing.
func TestDroppedWhileLookedUp(t *testing.T) {
	m := waiting(fixed, medelbot.Uncertain, medelbot.Queued)
	o := outbox(m, &way{})
	o.Routes[0].Sent = &Folder{Find: func(context.Context, string) (bool, error) {
		m.lock.Lock()
		defer m.lock.Unlock()
		m.letters[0].State = medelbot.Dropped
		return true, nil
	}}
	if n, err := o.Drain(t.Context()); n != 1 || err != nil || m.states() != "dropped sent" {
		t.Errorf("%d left, %v, %s", n, err, m.states())
	}
}
