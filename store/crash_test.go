package store

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"medelbot"
)

// The child process of the crash tests files crashMails mails, five at a time,
// and sends their letters. It says each step on its standard output when the
// step is done, and kills itself at the step that crashAt names.
const (
	crashDB    = "STORE_TEST_CRASH_DB"
	crashAt    = "STORE_TEST_CRASH_AT"
	crashMails = 20
)

func TestCrashChild(t *testing.T) {
	path := os.Getenv(crashDB)
	if path == "" {
		return // not started as the child of another test
	}
	step := func(format string, args ...any) {
		line := fmt.Sprintf(format, args...)
		fmt.Fprintln(os.Stdout, line)
		if line == os.Getenv(crashAt) {
			killSelf()
		}
	}
	s, _ := openAt(t, path)
	st := openFolder(t, s, box, 1)
	do(t, s.FinishBaseline(t.Context(), box))
	h := rules()
	decide, compose := h.Decide, h.Compose
	h.Decide = func(f medelbot.Facts) medelbot.Change {
		step("decide %d", f.Mail.UID)
		return decide(f)
	}
	h.Compose = func(k medelbot.Case, q medelbot.LetterRequest, m *medelbot.Mail) (medelbot.Letter, error) {
		step("compose %d", m.UID)
		return compose(k, q, m)
	}
	pending := st.Begun
	for uid := st.Highest + 1; uid <= crashMails; uid++ {
		pending = append(pending, uid)
	}
	for len(pending) > 0 {
		n := min(5, len(pending))
		var window []medelbot.Mail
		var notes []medelbot.Known
		for _, uid := range pending[:n] {
			m := application(uid)
			window = append(window, m)
			notes = append(notes, medelbot.Known{UID: uid, MessageID: m.Reading.MessageID, Size: m.Size, Date: m.Arrived})
		}
		do(t, s.Begin(t.Context(), box, notes))
		step("begun %d", pending[0])
		if _, err := s.File(t.Context(), window, h); err != nil {
			t.Fatal(err)
		}
		step("filed %d", pending[n-1])
		pending = pending[n:]
		sendAll(t, s, step)
	}
	sendAll(t, s, step)
}

// sendAll plays the part of the notifier; the network is a line that is said.
func sendAll(t *testing.T, s *Store, step func(string, ...any)) {
	letters, err := s.Due(t.Context(), box.Mailbox, 100)
	do(t, err)
	for _, l := range letters {
		if ok, err := s.Attempt(t.Context(), l.ID, l.Mode); err != nil || !ok {
			t.Fatal(ok, err)
		}
		step("attempt %d", l.ID)
		step("network %d", l.ID)
		do(t, s.Settle(t.Context(), l.ID, medelbot.Sent, "", time.Time{}))
		step("sent %d", l.ID)
	}
}

// killSelf ends this process as a kill from outside does: nothing of it goes on.
func killSelf() {
	_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
	select {} // until the signal comes
}

// runChild runs the child until it ends, or kills it after it has said so many
// lines; it returns what the child said.
func runChild(t *testing.T, path, at string, lines int) (said []string, killed bool) {
	t.Helper()
	return runTest(t, "TestCrashChild", []string{crashDB + "=" + path, crashAt + "=" + at}, lines)
}

// runTest does so with one test of this binary as the child.
func runTest(t *testing.T, name string, env []string, lines int) (said []string, killed bool) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^"+name+"$")
	// The race detector would have every child sleep for a second at its end.
	cmd.Env = append(append(os.Environ(), env...), "GORACE="+os.Getenv("GORACE")+" atexit_sleep_ms=0")
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	do(t, err)
	do(t, cmd.Start())
	for in := bufio.NewScanner(out); in.Scan(); {
		said = append(said, in.Text())
		if len(said) == lines {
			do(t, cmd.Process.Kill())
		}
	}
	err = cmd.Wait()
	if exit, ok := err.(*exec.ExitError); ok && exit.Sys().(syscall.WaitStatus).Signaled() {
		return said, true
	}
	if err != nil {
		t.Fatalf("the child failed: %v\n%s", err, strings.Join(said, "\n"))
	}
	return said, false
}

// whole checks that nothing in the database is half done.
func whole(t *testing.T, s *Store) {
	t.Helper()
	if _, err := s.VerifyChain(t.Context()); err != nil {
		t.Error(err)
	}
	n := count(t, s, `SELECT count(*) FROM cases`)
	for what, query := range map[string]string{
		"last number":      `SELECT coalesce(max(last), 0) FROM series`,
		"mails":            `SELECT count(*) FROM mail WHERE case_number IS NOT NULL`,
		"ledger rows":      `SELECT count(*) FROM ledger JOIN mail ON mail.id = mail_id WHERE state = 'filed'`,
		"letters":          `SELECT count(*) FROM outbox`,
		"full-text rows":   `SELECT count(*) FROM mail_text`,
		"cases opened":     `SELECT count(*) FROM event WHERE name = 'case_opened'`,
		"letters composed": `SELECT count(*) FROM event WHERE name = 'letter_composed'`,
		"half of elements": `SELECT count(*) / 2 FROM element`,
	} {
		if got := count(t, s, query); got != n {
			t.Errorf("%d cases, but %d %s", n, got, what)
		}
	}
	sent := count(t, s, `SELECT count(*) FROM outbox WHERE state = 'sent'`)
	if told := count(t, s, `SELECT count(*) FROM event WHERE name = 'letter_sent'`); told != sent {
		t.Errorf("%d letters sent, but %d in the log", sent, told)
	}
}

// integrity has SQLite check the whole file. It opens it anew: the check of a
// full-text table goes by what its connection has read before, and calls that
// damaged which another process has written since.
func integrity(t *testing.T, path string) {
	t.Helper()
	s, _ := openAt(t, path)
	var verdict string
	if err := s.reader.QueryRow(`PRAGMA integrity_check`).Scan(&verdict); err != nil || verdict != "ok" {
		t.Errorf("integrity: %s, %v", verdict, err)
	}
}

// finish checks the database after a kill, lets a new child do the rest, and
// checks that the outcome is that of a run without a kill.
func finish(t *testing.T, path string, said []string) {
	t.Helper()
	s, _ := openAt(t, path)
	whole(t, s)
	integrity(t, path)
	for _, line := range said {
		var n int
		// What was said to be done is there, for it was committed.
		if _, err := fmt.Sscanf(line, "filed %d", &n); err == nil && count(t, s, `SELECT count(*) FROM cases`) < n {
			t.Errorf("said %q, but not all of it is there", line)
		}
		if _, err := fmt.Sscanf(line, "attempt %d", &n); err == nil && count(t, s, `SELECT state IN ('sending', 'sent') FROM outbox WHERE id = ?`, n) != 1 {
			t.Errorf("said %q, and the letter could be tried again", line)
		}
		if _, err := fmt.Sscanf(line, "sent %d", &n); err == nil && count(t, s, `SELECT state = 'sent' FROM outbox WHERE id = ?`, n) != 1 {
			t.Errorf("said %q, but the letter is not", line)
		}
	}
	interrupted, err := s.Interrupted(t.Context())
	do(t, err)
	if len(interrupted) > 1 {
		t.Errorf("%d letters were interrupted by one kill", len(interrupted))
	}
	for _, l := range interrupted {
		do(t, s.Settle(t.Context(), l.ID, medelbot.Uncertain, "the program stopped while it was sent", time.Time{}))
	}
	rest, killed := runChild(t, path, "", 0)
	if killed {
		t.Error("the second run was killed")
	}
	whole(t, s)
	integrity(t, path)
	if n := count(t, s, `SELECT count(*) FROM cases`); n != crashMails {
		t.Errorf("%d cases of %d mails", n, crashMails)
	}
	network := map[string]int{}
	for _, line := range append(said, rest...) {
		if strings.HasPrefix(line, "network ") {
			if network[line]++; network[line] > 1 {
				t.Errorf("%s happened twice", line)
			}
		}
	}
	if left := count(t, s, `SELECT count(*) FROM outbox WHERE state NOT IN ('sent', 'uncertain')`); left != 0 {
		t.Errorf("%d letters did not leave", left)
	}
}

func TestKilledAtNamedPoints(t *testing.T) {
	for _, at := range []string{
		"begun 1", "begun 6", "decide 1", "decide 8", "compose 8", "decide 10", "filed 5", "filed 20",
		"attempt 1", "network 7", "sent 7", "sent 20",
	} {
		t.Run(at, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "m.db")
			said, killed := runChild(t, path, at, 0)
			if !killed {
				t.Fatal("the child came to its end")
			}
			finish(t, path, said)
		})
	}
}

// The kill comes from outside while the child goes on, so it hits any moment.
func TestKilledAtAnyMoment(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 8 {
		path := filepath.Join(t.TempDir(), "m.db")
		said, _ := runChild(t, path, "", 1+r.IntN(90))
		finish(t, path, said)
	}
}
