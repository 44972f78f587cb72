package store

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"medelbot"
)

// The child process of these tests has two people decide on a case, takes the
// decision back if it is told to, and sends the letters.
const (
	decideDB   = "STORE_TEST_DECIDE_DB"
	decideAt   = "STORE_TEST_DECIDE_AT"
	decideUndo = "STORE_TEST_DECIDE_UNDO"
)

func TestDecideChild(t *testing.T) {
	path := os.Getenv(decideDB)
	if path == "" {
		return // not started as the child of another test
	}
	step := func(format string, args ...any) {
		line := fmt.Sprintf(format, args...)
		fmt.Fprintln(os.Stdout, line)
		if line == os.Getenv(decideAt) {
			killSelf()
		}
	}
	s, clock := openAt(t, path)
	h := life()
	compose := h.Compose
	h.Compose = func(k medelbot.Case, q medelbot.LetterRequest, m *medelbot.Mail) (medelbot.Letter, error) {
		step("compose %s", q.Name)
		return compose(k, q, m)
	}
	const number = "PK-2021-0001"
	order := func(by medelbot.Person, o medelbot.Order) {
		if slices.Contains(ordered(theCase(t, s, number)), string(o.Deed)+" "+by.Name) {
			return // before the kill
		}
		_, err := s.Do(t.Context(), number, mailed(by), []medelbot.Order{o}, h)
		do(t, err)
		step("%s of %s", o.Deed, by.Name)
	}
	send := func() {
		letters, err := s.Due(t.Context(), box.Mailbox, 100)
		do(t, err)
		for _, l := range letters {
			ok, err := s.Attempt(t.Context(), l.ID, l.Mode)
			do(t, err)
			if !ok {
				continue
			}
			step("attempt %s", l.Name)
			step("network %s", l.Name)
			do(t, s.Settle(t.Context(), l.ID, medelbot.Sent, "", time.Time{}))
			step("sent %s", l.Name)
		}
	}
	order(harald, medelbot.Order{Deed: medelbot.DeedGrant, SEK: 40_000})
	order(anette, medelbot.Order{Deed: medelbot.DeedGrant, SEK: 40_000})
	clock.forward(20 * time.Minute)
	send() // no pass was made yet
	begun := clock.clock()
	if os.Getenv(decideUndo) != "" {
		order(anette, medelbot.Order{Deed: medelbot.DeedUndo})
	}
	do(t, s.NotePass(t.Context(), box.Mailbox, begun))
	step("pass")
	send()
}

// ordered lists what the log says that people have done, as DEED PERSON.
func ordered(v CaseView) (done []string) {
	for _, e := range v.Log {
		switch {
		case e.Name == medelbot.EventVoted:
			done = append(done, "grant "+e.By)
		case e.Name == medelbot.EventDone && strings.Contains(fmt.Sprintf("%s", e.Payload), `"deed":"undo"`):
			done = append(done, "undo "+e.By)
		}
	}
	return done
}

// decided kills the child once, lets another one do the rest, and checks what
// both have done: each vote is there once, the applicant is told at most once,
// and of a decision that was undone never.
func decided(t *testing.T, undo, at string, lines int) (killed bool) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "m.db")
	s, _ := openAt(t, path)
	openFolder(t, s, box, 1)
	do(t, s.FinishBaseline(t.Context(), box))
	opened(t, s, 1)
	env := []string{decideDB + "=" + path, decideUndo + "=" + undo}
	said, killed := runTest(t, "TestDecideChild", append(env, decideAt+"="+at), lines)
	interrupted, err := s.Interrupted(t.Context())
	do(t, err)
	for _, l := range interrupted {
		do(t, s.Settle(t.Context(), l.ID, medelbot.Uncertain, "the program stopped while it was sent", time.Time{}))
	}
	rest, again := runTest(t, "TestDecideChild", env, 0)
	if again {
		t.Error("the second run was killed")
	}
	all := append(said, rest...)
	told := 0
	for _, line := range all {
		if line == "network decision_granted" {
			told++
		}
	}
	want := []string{"grant " + harald.Name, "grant " + anette.Name}
	states := []medelbot.OutboxState{medelbot.Sent, medelbot.Uncertain}
	if undo != "" {
		want = append(want, "undo "+anette.Name)
		states = []medelbot.OutboxState{medelbot.Dropped}
	}
	v := theCase(t, s, "PK-2021-0001")
	if got := ordered(v); !slices.Equal(got, want) {
		t.Errorf("the log has %v, want %v; said %v", got, want, all)
	}
	decisions := 0
	for _, l := range v.Letters {
		if l.Name == medelbot.DecisionGranted {
			decisions++
			if !slices.Contains(states, l.State) {
				t.Errorf("the decision's letter is %s, want one of %v; said %v", l.State, states, all)
			}
		}
	}
	if decisions != 1 || told > 1 || undo != "" && told > 0 {
		t.Errorf("there are %d decision letters, and %d were handed over; said %v", decisions, told, all)
	}
	if verdict, err := s.Verify(t.Context()); err != nil || !verdict.Sound() {
		t.Errorf("%+v, %v", verdict, err)
	}
	return killed
}

func TestKilledDecidingAtNamedPoints(t *testing.T) {
	for undo, points := range map[string][]string{
		"": {
			"compose notice", "grant of " + harald.Name, "compose decision_granted", "grant of " + anette.Name,
			"attempt notice", "pass", "attempt decision_granted", "network decision_granted", "sent decision_granted",
		},
		"undo": {"grant of " + anette.Name, "sent notice", "undo of " + anette.Name, "pass"},
	} {
		for _, at := range points {
			t.Run(strings.TrimSpace(undo+" "+at), func(t *testing.T) {
				t.Parallel()
				if !decided(t, undo, at, 0) {
					t.Error("the child came to its end")
				}
			})
		}
	}
}

// The kill comes from outside while the child goes on, so it hits any moment.
func TestKilledDecidingAtAnyMoment(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for i := range 8 {
		decided(t, []string{"", "undo"}[i%2], "", 1+r.IntN(14))
	}
}
