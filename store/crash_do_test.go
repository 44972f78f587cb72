package store

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"medelbot"

	"github.com/google/go-cmp/cmp"
)

// Where the child of TestKilledWhileActing kills itself.
const (
	actDB = "STORE_TEST_ACT_DB"
	actAt = "STORE_TEST_ACT_AT"
)

// TestActChild carries out two orders and the clock's work, and dies at the
// step named: when the rules or the composer are asked for that time.
func TestActChild(t *testing.T) {
	path := os.Getenv(actDB)
	if path == "" {
		return // not started as the child of another test
	}
	step := 0
	die := func(what string) {
		step++
		if os.Getenv(actAt) == fmt.Sprintf("%s %d", what, step) {
			killSelf()
		}
	}
	s, h := openAt(t, path)
	h.forward(8 * 24 * time.Hour)
	deadly := life()
	do, tick, compose := deadly.Do, deadly.Tick, deadly.Compose
	deadly.Do = func(f medelbot.Facts, by medelbot.Actor, o medelbot.Order) (medelbot.Change, error) {
		die("do")
		return do(f, by, o)
	}
	deadly.Tick = func(f medelbot.Facts) medelbot.Change {
		die("tick")
		return tick(f)
	}
	deadly.Compose = func(k medelbot.Case, q medelbot.LetterRequest, m *medelbot.Mail) (medelbot.Letter, error) {
		die("compose")
		return compose(k, q, m)
	}
	orders := []medelbot.Order{{Deed: medelbot.DeedRequest, Text: "Vilka deltar?"}, {Deed: medelbot.DeedRequest, Text: "Och när?"}}
	if theCase(t, s, "PK-2021-0001").Asked == "" {
		if _, err := s.Do(t.Context(), "PK-2021-0001", mailed(harald), orders, deadly); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := s.Tick(t.Context(), 10, deadly); err != nil {
		t.Fatal(err)
	}
}

// A kill in the middle leaves all of a transaction or nothing, and the next run
// does the rest once.
func TestKilledWhileActing(t *testing.T) {
	run := func(path, at string) (killed bool) {
		cmd := exec.Command(os.Args[0], "-test.run=^TestActChild$")
		race := "GORACE=" + os.Getenv("GORACE") + " atexit_sleep_ms=0"
		cmd.Env = append(os.Environ(), actDB+"="+path, actAt+"="+at, race)
		out, err := cmd.CombinedOutput()
		exit, ok := err.(*exec.ExitError)
		if killed = ok && exit.Sys().(syscall.WaitStatus).Signaled(); err != nil && !killed {
			t.Fatalf("the child failed: %v\n%s", err, out)
		}
		return killed
	}
	for at, asked := range map[string]string{
		"do 1": "", "compose 2": "", "do 3": "", "compose 4": "", "tick 5": "Och när?", "compose 6": "Och när?", "tick 7": "Och när?", "compose 8": "Och när?",
	} {
		t.Run(at, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "m.db")
			s, _ := openAt(t, path)
			openFolder(t, s, box, 1)
			opened(t, s, 1)
			waiting(t, s, 2)
			waiting(t, s, 3)
			before := count(t, s, `SELECT count(*) FROM event`)
			if !run(path, at) {
				t.Fatal("the child came to its end")
			}
			if k := theCase(t, s, "PK-2021-0001"); k.Asked != asked || asked == "" && count(t, s, `SELECT count(*) FROM event`) != before {
				t.Errorf("after the kill the case is %+v", k.Case)
			}
			if keys := reminders(t, s); len(keys) != 0 {
				t.Errorf("after the kill there are %v", keys)
			}
			if run(path, "") {
				t.Fatal("the second run was killed")
			}
			if keys := reminders(t, s); len(keys) != 2 {
				t.Errorf("in the end there are %v", keys)
			}
			v := theCase(t, s, "PK-2021-0001")
			var letters []medelbot.OutboxState
			for _, l := range v.Letters {
				if l.Name == medelbot.RequestLetter {
					letters = append(letters, l.State)
				}
			}
			if diff := cmp.Diff([]medelbot.OutboxState{medelbot.Dropped, medelbot.Queued}, letters); diff != "" {
				t.Errorf("the first question is replaced by the second:\n%s", diff)
			}
			if _, err := s.VerifyChain(t.Context()); err != nil {
				t.Error(err)
			}
			integrity(t, path)
		})
	}
}
