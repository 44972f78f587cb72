package store

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"medelbot"
)

// The child process of the crash test erases a case and sweeps the file, and
// kills itself when it has asked for the time so often: every transaction does.
const (
	eraseDB = "STORE_TEST_ERASE_DB"
	eraseAt = "STORE_TEST_ERASE_AT"
)

func TestEraseCrashChild(t *testing.T) {
	path := os.Getenv(eraseDB)
	if path == "" {
		return // not started as the child of another test
	}
	asked := 0
	die := func() {
		if asked++; strconv.Itoa(asked) == os.Getenv(eraseAt) {
			killSelf()
		}
	}
	s, err := Open(t.Context(), path, func() time.Time { die(); return noon }, stockholm(t))
	do(t, err)
	_, err = s.Erase(t.Context(), "PK-2021-0001", "Harald", "asked for", func(medelbot.EndedCase) (medelbot.Erasure, error) {
		die()
		return medelbot.ErasedWhole, nil
	})
	do(t, err)
	_, err = s.Sweep(t.Context())
	do(t, err)
	do(t, s.Close())
	fmt.Fprintln(os.Stdout, "done after", asked)
}

// Killed at any step, the case is either as it was, or erased and swept at the
// next start.
func TestEraseSurvivesKills(t *testing.T) {
	s, _ := openNew(t)
	number := fileOne(t, s, marked(1), life()).Case
	crowd(t, s, 2, 10)
	order(t, s, number, harald, medelbot.Order{Deed: medelbot.DeedWithdraw})
	sendEverything(t, s)
	do(t, s.Close())
	begun, err := os.ReadFile(s.path)
	do(t, err)

	erased, intact := 0, 0
	for at := 1; ; at++ {
		path := filepath.Join(t.TempDir(), "m.db")
		write(t, path, begun)
		said, killed := runTest(t, "TestEraseCrashChild", []string{eraseDB + "=" + path, eraseAt + "=" + strconv.Itoa(at)}, 0)
		s, _ := openAt(t, path)
		if stub := theCase(t, s, number); stub.Erased == medelbot.NotErased {
			intact++
			if len(stub.Mails) != 1 || stub.Applicant == "" {
				t.Errorf("killed at %d it is half erased: %+v", at, stub)
			}
			_, err := s.Erase(t.Context(), number, "Harald", "asked for", wholly)
			do(t, err)
		} else {
			erased++
		}
		if clean, err := s.Sweep(t.Context()); !clean || err != nil {
			t.Error(clean, err)
		}
		for name, b := range bytesOf(t, s.path, s.path+"-wal", s.path+"-shm") {
			if bytes.Contains(b, []byte(mark)) {
				t.Errorf("killed at %d, %s holds what is to be erased", at, name)
			}
		}
		if v, err := s.Verify(t.Context()); err != nil || !v.Sound() {
			t.Errorf("killed at %d: %+v, %v", at, v, err)
		}
		if hits, err := s.Search(t.Context(), "överenskommelser"); err != nil || len(hits) != 8 {
			t.Errorf("killed at %d, of the others %d are found, %v", at, len(hits), err)
		}
		if !killed {
			t.Logf("%v; %d times it was erased, %d times not begun", said, erased, intact)
			break
		}
	}
	if erased < 3 || intact < 2 {
		t.Errorf("%d times erased, %d times intact: the kills fell elsewhere", erased, intact)
	}
}
