package store

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"medelbot"

	"github.com/google/go-cmp/cmp"
)

// queueDigest puts a digest into the outbox and returns its id.
func queueDigest(t testing.TB, s *Store, n int) int64 {
	t.Helper()
	l := medelbot.Letter{
		Key: fmt.Sprintf("digest/%d", n), Mailbox: box.Mailbox, Name: medelbot.DigestLetter, To: "Harald.Gronqvist@example.org",
		MessageID: fmt.Sprintf("digest.%d@example.org", n), Mode: medelbot.Send, Raw: fmt.Appendf(nil, "digest %d", n),
	}
	if ok, err := s.Enqueue(t.Context(), l); err != nil || !ok {
		t.Fatalf("enqueue: %t, %v", ok, err)
	}
	if ok, err := s.Enqueue(t.Context(), l); err != nil || ok {
		t.Fatalf("the same key again: %t, %v", ok, err)
	}
	all, err := s.Outbox(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return all[0].ID
}

func due(t *testing.T, s *Store, limit int) []int64 {
	t.Helper()
	letters, err := s.Due(t.Context(), box.Mailbox, limit)
	do(t, err)
	var ids []int64
	for _, l := range letters {
		if len(l.Raw) == 0 {
			t.Errorf("letter %d is due without its text", l.ID)
		}
		ids = append(ids, l.ID)
	}
	return ids
}

func attempt(t *testing.T, s *Store, id int64) bool {
	t.Helper()
	ok, err := s.Attempt(t.Context(), id, medelbot.Send)
	do(t, err)
	return ok
}

func TestLetterTriedAgain(t *testing.T) {
	s, h := openNew(t)
	filed := fileOne(t, s, application(1), rules())
	first, second := filed.Letters[0].ID, queueDigest(t, s, 1)
	if diff := cmp.Diff([]int64{first, second}, due(t, s, 10)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]int64{first}, due(t, s, 1)); diff != "" {
		t.Error(diff)
	}
	if !attempt(t, s, first) || attempt(t, s, first) {
		t.Error("a letter can be tried by one only")
	}
	later := noon.Add(time.Hour)
	do(t, s.Settle(t.Context(), first, medelbot.Queued, "451 try later", later))
	if attempt(t, s, first) {
		t.Error("tried before its time")
	}
	if diff := cmp.Diff([]int64{second}, due(t, s, 10)); diff != "" {
		t.Error(diff)
	}
	do(t, s.Drop(t.Context(), second, "Harald"))
	if at, ok, err := s.NextDue(t.Context()); err != nil || !ok || !at.Equal(later) {
		t.Errorf("the next is due at %v, %t, %v", at, ok, err)
	}
	h.forward(time.Hour)
	if !attempt(t, s, first) {
		t.Error("not tried at its time")
	}
	do(t, s.Settle(t.Context(), first, medelbot.Sent, "", time.Time{}))
	l, err := s.Letter(t.Context(), first)
	do(t, err)
	if l.State != medelbot.Sent || l.Attempts != 2 || !l.SentAt.Equal(later) || l.Reason != "" || len(l.Raw) == 0 {
		t.Errorf("the letter ends as %+v", l)
	}
	v, err := s.Case(t.Context(), filed.Case)
	do(t, err)
	if last := v.Log[len(v.Log)-1]; last.Name != medelbot.EventSent || len(v.Log) != 3 {
		t.Errorf("the log ends with %+v", last)
	}
	if _, ok, err := s.NextDue(t.Context()); err != nil || ok {
		t.Errorf("something is due still: %t, %v", ok, err)
	}
}

// Every change of state that the program and a person may ask for, from every
// state: what is not in the table is refused and changes nothing.
func TestLetterStates(t *testing.T) {
	const release, drop = medelbot.OutboxState("release"), medelbot.OutboxState("drop")
	allowed := map[medelbot.OutboxState][]medelbot.OutboxState{
		medelbot.Queued:    {drop},
		medelbot.Sending:   {medelbot.Queued, medelbot.Held, medelbot.Drafted, medelbot.Sent, medelbot.Failed, medelbot.Uncertain},
		medelbot.Held:      {release, drop},
		medelbot.Drafted:   {medelbot.Sent, drop},
		medelbot.Sent:      {},
		medelbot.Failed:    {release, drop},
		medelbot.Uncertain: {medelbot.Sent, release, drop},
		medelbot.Dropped:   {},
	}
	s, _ := openNew(t)
	n := 0
	for from, ways := range allowed {
		asks := []medelbot.OutboxState{release, drop}
		for state := range allowed {
			asks = append(asks, state)
		}
		for _, ask := range asks {
			n++
			id := queueDigest(t, s, n)
			if _, err := s.writer.Exec(`UPDATE outbox SET state = ? WHERE id = ?`, from, id); err != nil {
				t.Fatal(err)
			}
			want, may := from, false
			for _, way := range ways {
				may = may || way == ask
			}
			var err error
			switch ask {
			case release:
				err = s.Release(t.Context(), id, "Harald")
				if may {
					want = medelbot.Queued
				}
			case drop:
				err = s.Drop(t.Context(), id, "Harald")
				if may {
					want = medelbot.Dropped
				}
			default:
				err = s.Settle(t.Context(), id, ask, "", time.Time{})
				if may {
					want = ask
				}
			}
			if may != (err == nil) || err != nil && !errors.Is(err, ErrState) {
				t.Errorf("%s, %s: %v", from, ask, err)
			}
			if state := (*StateError)(nil); err != nil && (!errors.As(err, &state) || !strings.HasPrefix(state.Now, "it is "+string(from))) {
				t.Errorf("%s, %s: %v does not say how the letter stands", from, ask, err)
			}
			if l, err := s.Letter(t.Context(), id); err != nil || l.State != want {
				t.Errorf("%s, %s: ends as %s, %v", from, ask, l.State, err)
			}
		}
	}
	if err := s.Release(t.Context(), 999999, "Harald"); !errors.Is(err, ErrNotFound) {
		t.Errorf("a letter that does not exist: %v", err)
	}
	if _, err := s.VerifyChain(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestPauseStopsAllLetters(t *testing.T) {
	s, _ := openNew(t)
	id := queueDigest(t, s, 1)
	do(t, s.Pause(t.Context(), "Harald"))
	if paused, err := s.Paused(t.Context()); err != nil || !paused {
		t.Errorf("paused: %t, %v", paused, err)
	}
	if _, ok, err := s.NextDue(t.Context()); ok || err != nil || len(due(t, s, 10)) != 0 || attempt(t, s, id) {
		t.Errorf("letters leave during a pause (%v)", err)
	}
	queueDigest(t, s, 2)
	do(t, s.Resume(t.Context(), "Harald"))
	if paused, err := s.Paused(t.Context()); err != nil || paused || len(due(t, s, 10)) != 2 || !attempt(t, s, id) {
		t.Errorf("letters do not leave after a pause: %t, %v", paused, err)
	}
}

func TestMuteHoldsWhatHasNotLeft(t *testing.T) {
	s, _ := openNew(t)
	id := queueDigest(t, s, 1)
	do(t, s.Mute(t.Context(), " harald.gronqvist@EXAMPLE.org", "Anette"))
	do(t, s.Mute(t.Context(), "harald.gronqvist@example.org", "Anette"))
	l, err := s.Letter(t.Context(), id)
	if err != nil || l.State != medelbot.Held || l.Reason != "the address was muted by Anette" || attempt(t, s, id) {
		t.Errorf("%+v, %v", l, err)
	}
	for _, want := range []bool{true, false} {
		if found, err := s.Unmute(t.Context(), "Harald.Gronqvist@example.org ", "Anette"); err != nil || found != want {
			t.Errorf("muted %t, %v, want %t", found, err, want)
		}
	}
	if l, err := s.Letter(t.Context(), id); err != nil || l.State != medelbot.Held {
		t.Errorf("what was held leaves by itself: %+v, %v", l, err)
	}
}

// A letter composed in observe mode leaves only when a person says so.
func TestReleasedObservedLetterIsToBeSent(t *testing.T) {
	s, _ := openNew(t)
	id := queueDigest(t, s, 1)
	if _, err := s.writer.Exec(`UPDATE outbox SET state = 'held', mode = 'observe', reason = ?`, medelbot.HeldObserve); err != nil {
		t.Fatal(err)
	}
	do(t, s.Release(t.Context(), id, "Harald"))
	if l, err := s.Letter(t.Context(), id); err != nil || l.Mode != medelbot.Released || l.Reason != "" || !attempt(t, s, id) {
		t.Errorf("%+v, %v", l, err)
	}
}

func TestInterrupted(t *testing.T) {
	s, h := openNew(t)
	id := queueDigest(t, s, 1)
	queueDigest(t, s, 2)
	attempt(t, s, id)
	h.forward(time.Hour)
	letters, err := s.Interrupted(t.Context())
	if err != nil || len(letters) != 1 || letters[0].ID != id || !letters[0].AttemptAt.Equal(noon) || string(letters[0].Raw) != "digest 1" {
		t.Errorf("%+v, %v", letters, err)
	}
}

// The way by which a letter was tried is known after a crash, whatever the
// configuration says by then.
func TestAttemptNotesTheMode(t *testing.T) {
	s, _ := openNew(t)
	id := queueDigest(t, s, 1)
	if ok, err := s.Attempt(t.Context(), id, medelbot.Draft); err != nil || !ok {
		t.Fatal(ok, err)
	}
	if letters, err := s.Interrupted(t.Context()); err != nil || len(letters) != 1 || letters[0].Mode != medelbot.Draft {
		t.Errorf("%+v, %v", letters, err)
	}
}

func TestUnconfirmed(t *testing.T) {
	s, _ := openNew(t)
	var ids []int64
	for i, state := range []medelbot.OutboxState{medelbot.Drafted, medelbot.Sent, medelbot.Uncertain, medelbot.Queued, medelbot.Drafted} {
		id := queueDigest(t, s, i)
		if _, err := s.writer.Exec(`UPDATE outbox SET state = ? WHERE id = ?`, state, id); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	for _, tt := range []struct {
		mailbox string
		after   int64
		limit   int
		want    []int64
	}{
		{box.Mailbox, 0, 10, []int64{ids[0], ids[2], ids[4]}},
		{box.Mailbox, 0, 2, []int64{ids[0], ids[2]}},
		{box.Mailbox, ids[0], 10, []int64{ids[2], ids[4]}},
		{"another", 0, 10, nil},
	} {
		letters, err := s.Unconfirmed(t.Context(), tt.mailbox, tt.after, tt.limit)
		do(t, err)
		var got []int64
		for _, l := range letters {
			got = append(got, l.ID)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s after %d: %s", tt.mailbox, tt.after, diff)
		}
	}
}

func TestLastDigest(t *testing.T) {
	s, h := openNew(t)
	if _, ok, err := s.LastDigest(t.Context(), "harald.gronqvist@example.org"); ok || err != nil {
		t.Errorf("%t, %v", ok, err)
	}
	queueDigest(t, s, 1)
	h.forward(time.Hour)
	queueDigest(t, s, 2)
	if at, ok, err := s.LastDigest(t.Context(), "harald.gronqvist@example.org"); !ok || err != nil || !at.Equal(noon.Add(time.Hour)) {
		t.Errorf("%v, %t, %v", at, ok, err)
	}
	if _, ok, err := s.LastDigest(t.Context(), "anette@example.org"); ok || err != nil {
		t.Errorf("another's: %t, %v", ok, err)
	}
}

// Whatever order several senders, a person and a clock come in, no letter is
// handed to the network twice without a person having released it in between.
func TestNothingIsSentTwice(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.db")
	first, _ := openAt(t, path)
	const letters = 20
	ids := make([]int64, letters)
	for i := range ids {
		ids[i] = queueDigest(t, first, i)
	}
	var mu sync.Mutex
	allowed := map[int64]int{} // how often a letter may be sent
	sent := map[int64]int{}
	for _, id := range ids {
		allowed[id] = 1
	}
	var wg sync.WaitGroup
	for seed := range uint64(4) {
		s, _ := openAt(t, path)
		r := rand.New(rand.NewPCG(seed, 7))
		wg.Go(func() {
			for range 100 {
				id := ids[r.IntN(letters)]
				if r.IntN(8) == 0 {
					mu.Lock() // the person's word and its count are one
					if s.Release(t.Context(), id, "Harald") == nil {
						allowed[id]++
					}
					mu.Unlock()
					continue
				}
				ok, err := s.Attempt(t.Context(), id, medelbot.Send)
				if err != nil {
					t.Errorf("attempt: %v", err)
				}
				if !ok {
					continue
				}
				mu.Lock()
				sent[id]++
				mu.Unlock()
				outcomes := []medelbot.OutboxState{medelbot.Sent, medelbot.Failed, medelbot.Uncertain, medelbot.Held}
				if err := s.Settle(t.Context(), id, outcomes[r.IntN(len(outcomes))], "", time.Time{}); err != nil {
					t.Errorf("settle: %v", err)
				}
			}
		})
	}
	wg.Wait()
	for _, id := range ids {
		if sent[id] > allowed[id] {
			t.Errorf("letter %d was sent %d times and released %d times", id, sent[id], allowed[id]-1)
		}
	}
	if _, err := first.VerifyChain(t.Context()); err != nil {
		t.Error(err)
	}
}
