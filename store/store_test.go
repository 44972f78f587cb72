package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"medelbot"

	sqlite3 "modernc.org/sqlite/lib"
)

func TestOpenTwiceKeepsEverything(t *testing.T) {
	path := filepath.Join(t.TempDir(), "with space & #?%.db")
	s, _ := openAt(t, path)
	if _, err := s.OpenFolder(t.Context(), box, 1); err != nil {
		t.Fatal(err)
	}
	number := fileOne(t, s, application(1), rules()).Case
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s, _ = openAt(t, path)
	if v, err := s.Case(t.Context(), number); err != nil || v.Applicant != "Region Kronoberg" {
		t.Errorf("after reopening: %+v, %v", v.Case, err)
	}
}

// Who only looks makes no file: it would be an empty answer to a mistyped path.
func TestOpenExisting(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.db")
	_, err := OpenExisting(t.Context(), path, (&hands{now: noon}).clock, time.UTC)
	if e := (*Error)(nil); !errors.As(err, &e) || e.Hint() == "" || !strings.Contains(err.Error(), path+": there is no such file") {
		t.Errorf("the error is %v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("after the refusal the file is there: %v", err)
	}
	openAt(t, path)
	s, err := OpenExisting(t.Context(), path, (&hands{now: noon}).clock, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func TestFilesAreTheOwnersAlone(t *testing.T) {
	dir := t.TempDir()
	s, _ := openAt(t, filepath.Join(dir, "m.db"))
	if err := s.Lock(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"m.db", "m.db-wal", "m.db-shm", "m.db.lock"} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Error(err)
		} else if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", name, info.Mode())
		}
	}
}

// Every connection must have the settings, also those made later.
func TestPragmasOnEveryConnection(t *testing.T) {
	s, _ := openNew(t)
	want := map[string]string{"busy_timeout": "60000", "journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}
	for i := range readers {
		c, err := s.reader.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		for name, value := range want {
			var got string
			if err := c.QueryRowContext(t.Context(), "PRAGMA "+name).Scan(&got); err != nil || got != value {
				t.Errorf("reader %d: %s is %q, %v", i, name, got, err)
			}
		}
		if _, err := c.ExecContext(t.Context(), `DELETE FROM muted`); err == nil {
			t.Errorf("reader %d can write", i)
		}
	}
}

func TestEveryTableIsStrict(t *testing.T) {
	s, _ := openNew(t)
	loose := count(t, s, `SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0
		AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'goose_%'`)
	if loose != 0 {
		t.Errorf("%d tables are not STRICT", loose)
	}
}

func TestOpenRefuses(t *testing.T) {
	tests := []struct {
		name    string
		prepare func(t *testing.T, path string) string // returns the path to open
		says    string
	}{
		{"a newer schema", func(t *testing.T, path string) string {
			s, _ := openAt(t, path)
			if _, err := s.writer.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, 1)`); err != nil {
				t.Fatal(err)
			}
			return path
		}, "written by a newer medelbot (schema 99999"},
		{"a file that is no database", func(t *testing.T, path string) string {
			write(t, path, bytes.Repeat([]byte("Kära dagbok. "), 1000))
			return path
		}, "not a medelbot database"},
		{"a damaged database", func(t *testing.T, path string) string {
			s, _ := openAt(t, path)
			s.Close()
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for i := 100; i < len(data); i++ { // all but the file's own header
				data[i] ^= 0x55
			}
			write(t, path, data)
			return path
		}, "the database file is damaged"},
		{"a folder that is not there", func(t *testing.T, path string) string {
			return filepath.Join(path, "deeper", "m.db")
		}, "the database file cannot be opened"},
		{"a directory", func(t *testing.T, path string) string { return filepath.Dir(path) }, "the database file cannot be opened"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := tt.prepare(t, filepath.Join(t.TempDir(), "m.db"))
			s, err := Open(t.Context(), path, (&hands{now: noon}).clock, stockholm(t))
			if err == nil {
				s.Close()
				t.Fatal("it was opened")
			}
			if !strings.Contains(err.Error(), tt.says) || !strings.Contains(err.Error(), path) {
				t.Errorf("the error %q does not say %q of %s", err, tt.says, path)
			}
			if e := (*Error)(nil); !errors.As(err, &e) || e.Hint() == "" {
				t.Errorf("the error %q has no hint", err)
			}
		})
	}
}

// While a daemon of an older program runs, its schema is not changed under it.
func TestNoMigrationUnderADaemon(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "m.db")
		daemon, err := takeLock(path)
		if err != nil {
			t.Fatal(err)
		}
		defer daemon.Close()
		s, err := Open(t.Context(), path, (&hands{now: noon}).clock, time.UTC)
		if err == nil {
			s.Close()
		}
		if want := fmt.Sprintf("another medelbot (process %d) is running", os.Getpid()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %v", err)
		}
	})
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestSecondDaemonIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.db")
	first, _ := openAt(t, path)
	second, _ := openAt(t, path) // a command may look at the same time
	if err := first.Lock(); err != nil {
		t.Fatal(err)
	}
	if err := first.Lock(); err != nil {
		t.Errorf("the one who has the lock: %v", err)
	}
	err := second.Lock()
	if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("process %d", os.Getpid())) {
		t.Errorf("the second daemon gets %v", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if err := second.Lock(); err != nil {
		t.Errorf("after the first has ended: %v", err)
	}
}

// A full disk fails the whole call, wherever in it the disk is full, leaves
// nothing half done, and the same call succeeds when there is room again.
func TestFullDisk(t *testing.T) {
	s, _ := openNew(t)
	limit := func(n int) {
		if _, err := s.writer.Exec(fmt.Sprintf(`PRAGMA max_page_count = %d`, n)); err != nil {
			t.Fatal(err)
		}
	}
	big := application(2)
	big.Raw = noise(40 << 10)
	mails := []medelbot.Mail{application(1), big, ordinary(3), application(4)}
	pages, failures := count(t, s, `PRAGMA page_count`), 0
	for room := 0; ; room++ {
		limit(pages + room)
		filed, err := s.File(t.Context(), mails, rules())
		if err == nil {
			if filed[3].Case != "PK-2021-0003" {
				t.Errorf("with room again: %+v", filed)
			}
			break
		}
		failures++
		if e := (*Error)(nil); !errors.As(err, &e) || !strings.Contains(e.Error(), "the disk is full") || e.Hint() == "" {
			t.Fatalf("room for %d pages: the error is %v", room, err)
		}
		for _, table := range []string{"mail", "mail_text", "ledger", "cases", "element", "event", "outbox", "aside", "series"} {
			if n := count(t, s, `SELECT count(*) FROM `+table); n != 0 {
				t.Errorf("room for %d pages: %d rows stayed in %s", room, n, table)
			}
		}
	}
	if failures < 5 {
		t.Errorf("the disk was full %d times only", failures)
	}
	whole(t, s)
}

// Each trouble that the handbook of SQLite lists is worded, with a hint.
func TestWordings(t *testing.T) {
	for _, code := range []int{
		sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY,
		sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED,
	} {
		if text, try := wording(code); text == "" || try == "" {
			t.Errorf("code %d: %q, %q", code, text, try)
		}
	}
	for _, err := range []error{fs.ErrPermission, fs.ErrNotExist} {
		if e := (*Error)(nil); !errors.As(explain(fmt.Errorf("open x: %w", err)), &e) || !errors.Is(e, err) {
			t.Errorf("%v is not worded", err)
		}
	}
	if err := errors.New("something else"); explain(err) != err {
		t.Error("an error that is not the database's was worded anew")
	}
}

// noise does not compress.
func noise(n int) []byte {
	b := make([]byte, n)
	x := uint32(1)
	for i := range b {
		x = x*1664525 + 1013904223
		b[i] = byte(x >> 24)
	}
	return b
}

func TestCancelledCallLeavesNothing(t *testing.T) {
	s, _ := openNew(t)
	ctx, cancel := context.WithCancel(t.Context())
	h := rules()
	decide := h.Decide
	h.Decide = func(f medelbot.Facts) medelbot.Change {
		if f.Mail.UID == 2 {
			cancel()
		}
		return decide(f)
	}
	if _, err := s.File(ctx, []medelbot.Mail{application(1), application(2)}, h); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	if n := count(t, s, `SELECT count(*) FROM ledger`); n != 0 {
		t.Errorf("%d rows stayed", n)
	}
}

// A command files and switches while the daemon does: both are served, and no
// number is given twice.
func TestTwoWriters(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.db")
	writers, keys := [2]*Store{}, [2]medelbot.FolderKey{box, box}
	for i := range writers {
		writers[i], _ = openAt(t, path)
		keys[i].Folder = fmt.Sprintf("folder %d", i)
		if _, err := writers[i].OpenFolder(t.Context(), keys[i], 1); err != nil {
			t.Fatal(err)
		}
	}
	var wg sync.WaitGroup
	for i, s := range writers {
		wg.Go(func() {
			for n := range uint32(25) {
				m := application(uint32(i)*1000 + n + 1)
				m.Folder = keys[i]
				if _, err := s.File(t.Context(), []medelbot.Mail{m}, rules()); err != nil {
					t.Errorf("writer %d: %v", i, err)
				}
			}
		})
	}
	wg.Wait()
	s, _ := openAt(t, path)
	cases, err := s.Cases(t.Context(), CaseFilter{})
	if err != nil || len(cases) != 50 || cases[49].Number != "PK-2021-0050" {
		t.Errorf("%d cases, %v", len(cases), err)
	}
	if _, err := s.VerifyChain(t.Context()); err != nil {
		t.Error(err)
	}
	integrity(t, path)
}

// The daemon and a command may be the first ones together.
func TestFirstOpenedByTwo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.db")
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			s, err := Open(t.Context(), path, (&hands{now: noon}).clock, stockholm(t))
			if err != nil {
				t.Error(err)
				return
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}
