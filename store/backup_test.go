package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/sys/unix"

	"medelbot"
)

// names lists a folder.
func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	do(t, err)
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

// fileMany files applications with UIDs from first on.
func fileMany(t testing.TB, s *Store, first, n uint32) {
	t.Helper()
	var mails []medelbot.Mail
	for uid := first; uid < first+n; uid++ {
		mails = append(mails, application(uid))
	}
	if _, err := s.File(t.Context(), mails, rules()); err != nil {
		t.Fatal(err)
	}
}

// What a backup holds is what the database held at one moment, whoever writes
// meanwhile.
func TestBackupWhileOthersWrite(t *testing.T) {
	s, _ := openNew(t)
	fileMany(t, s, 1, 40)
	stop, done := make(chan struct{}), make(chan error, 1)
	go func() {
		for uid := uint32(1000); ; uid++ {
			select {
			case <-stop:
				done <- nil
				return
			default:
			}
			if _, err := s.File(context.Background(), []medelbot.Mail{application(uid)}, rules()); err != nil {
				done <- err
				return
			}
		}
	}()
	dir := t.TempDir()
	path := filepath.Join(dir, "copy.db")
	var last Backup
	for range 3 { // also over the one before
		b, err := s.Backup(t.Context(), path)
		do(t, err)
		if b.Cases < max(40, last.Cases) || b.Mails != b.Cases || b.Chain.Length < 2*b.Cases {
			t.Errorf("%+v after %+v", b, last)
		}
		last = b
	}
	close(stop)
	do(t, <-done)
	if got := names(t, dir); !slices.Equal(got, []string{"copy.db"}) {
		t.Errorf("the folder holds %v", got)
	}
	if info, err := os.Stat(path); err != nil || info.Mode() != 0o600 || info.Size() != last.Bytes {
		t.Errorf("%v, %v, want %d bytes of mode 0600", info, err, last.Bytes)
	}
	c, _ := openAt(t, path)
	v, err := c.Verify(t.Context())
	if err != nil || !v.Sound() || v.Chain != last.Chain {
		t.Errorf("verify: %+v, %v; the backup said %+v", v, err, last.Chain)
	}
	if n := count(t, c, `SELECT count(*) FROM cases`); int64(n) != last.Cases {
		t.Errorf("%d cases, the backup said %d", n, last.Cases)
	}
}

func TestBackupRefuses(t *testing.T) {
	s, _ := openNew(t)
	fileMany(t, s, 1, 2)
	dir := t.TempDir()
	notes, link, gone := filepath.Join(dir, "config.toml"), filepath.Join(dir, "link.db"), filepath.Join(dir, "gone", "x.db")
	do(t, os.WriteFile(notes, []byte("database = \"medelbot.db\"\n"), 0o600))
	do(t, os.Symlink(s.path, link))
	busy := filepath.Join(dir, "busy.db")
	other, err := Open(t.Context(), filepath.Join(t.TempDir(), "other.db"), s.clock, s.zone)
	do(t, err)
	do(t, other.Close())
	held, err := takePart(busy + ".part")
	do(t, err)
	defer held.Close()
	for _, one := range []struct{ path, says string }{
		{s.path, "the database itself"},
		{link, "the database itself"},
		{s.path + "-wal", "the database itself"},
		{s.path + "-journal", "the database itself"}, // also while it is not there
		{notes, "no backup"},
		{other.path, "a database that medelbot works with"}, // another fund's
		{gone, "no folder"},
		{busy, "under way"},
	} {
		_, err := s.Backup(t.Context(), one.path)
		if err == nil || !strings.Contains(err.Error(), one.says) || medelbot.Hint(err) == "" {
			t.Errorf("%s: %v", one.path, err)
		}
	}
	if v, err := s.Verify(t.Context()); err != nil || !v.Sound() {
		t.Errorf("the database afterwards: %+v, %v", v, err)
	}
	if got, want := names(t, dir), []string{"busy.db.part", "config.toml", "link.db"}; !slices.Equal(got, want) {
		t.Errorf("the folder holds %v, want %v", got, want)
	}
}

// The file in which a backup begins is never the database, nor anybody else's
// by way of a link.
func TestBackupBeginsInItsOwnFile(t *testing.T) {
	dir := t.TempDir()
	database, letter := filepath.Join(dir, "medelbot.part"), filepath.Join(dir, "letter.txt")
	s, _ := openAt(t, database)
	openFolder(t, s, box, 1)
	do(t, s.FinishBaseline(t.Context(), box))
	fileMany(t, s, 1, 2)
	if _, err := s.Backup(t.Context(), filepath.Join(dir, "medelbot")); err == nil || !strings.Contains(err.Error(), "the database itself") {
		t.Errorf("on top of the database: %v", err)
	}
	if n := count(t, s, `SELECT count(*) FROM cases`); n != 2 {
		t.Errorf("%d cases are left", n)
	}
	do(t, os.WriteFile(letter, []byte("to somebody else"), 0o600))
	do(t, os.Symlink(letter, filepath.Join(dir, "copy.db.part")))
	if _, err := s.Backup(t.Context(), filepath.Join(dir, "copy.db")); err == nil || !strings.Contains(err.Error(), "is a link") || medelbot.Hint(err) == "" {
		t.Errorf("through a link: %v", err)
	}
	if b, err := os.ReadFile(letter); err != nil || string(b) != "to somebody else" {
		t.Errorf("%q, %v", b, err)
	}
}

// What a killed process left is in nobody's way, and what another one has just
// finished is not emptied.
func TestBackupAfterAKilledOne(t *testing.T) {
	s, _ := openNew(t)
	fileMany(t, s, 1, 2)
	dir := t.TempDir()
	path := filepath.Join(dir, "copy.db")
	do(t, os.WriteFile(path+".part", []byte("half a database"), 0o600))
	do(t, os.WriteFile(path+".part-journal", []byte("and its journal"), 0o600))
	b, err := s.Backup(t.Context(), path)
	do(t, err)
	if got := names(t, dir); b.Cases != 2 || !slices.Equal(got, []string{"copy.db"}) {
		t.Errorf("%+v, and the folder holds %v", b, got)
	}

	f, err := os.OpenFile(path, os.O_RDWR, 0) // as opened under its name before
	do(t, err)
	defer f.Close()
	if err := emptyPart(f, path+".part"); err == nil {
		t.Error("a backup that has got its name was emptied")
	}
	if info, err := os.Stat(path); err != nil || info.Size() != b.Bytes {
		t.Errorf("%v, %v", info, err)
	}
}

// A backup that is broken off, as by SIGTERM, leaves nothing, and the older one
// stays.
func TestBackupBrokenOff(t *testing.T) {
	s, _ := openNew(t)
	fileMany(t, s, 1, 20)
	dir := t.TempDir()
	path := filepath.Join(dir, "copy.db")
	_, err := s.Backup(t.Context(), path)
	do(t, err)
	before, err := os.Stat(path)
	do(t, err)
	for _, at := range []int{1, 2, 5, 10, 20, 30} {
		ctx := &endsAt{Context: t.Context(), left: at, done: make(chan struct{})}
		if _, err := s.Backup(ctx, path); !errors.Is(err, context.Canceled) {
			t.Errorf("at %d: %v", at, err)
		}
		if after, err := os.Stat(path); err != nil || !os.SameFile(before, after) {
			t.Errorf("at %d: the older backup: %v, %v", at, after, err)
		}
		if got := names(t, dir); !slices.Equal(got, []string{"copy.db"}) {
			t.Errorf("at %d: the folder holds %v", at, got)
		}
	}
}

// endsAt is a context that ends when it is asked for the n-th time.
type endsAt struct {
	context.Context
	mu   sync.Mutex
	left int
	done chan struct{}
}

func (c *endsAt) Done() <-chan struct{} { return c.done }

func (c *endsAt) Err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.left--; c.left > 0 {
		return nil
	}
	if c.left == 0 {
		close(c.done)
	}
	return context.Canceled
}

// A damaged database gives no backup, above all none in place of a good one.
func TestBackupOfADamagedDatabase(t *testing.T) {
	s, _ := openNew(t)
	fileMany(t, s, 1, 30)
	path := filepath.Join(t.TempDir(), "copy.db")
	good, err := s.Backup(t.Context(), path)
	do(t, err)
	for _, statement := range []string{
		`PRAGMA foreign_keys = 0`, `DROP TRIGGER event_no_update`, `UPDATE event SET by = 'somebody' WHERE seq = 3`,
	} {
		_, err := s.writer.ExecContext(t.Context(), statement)
		do(t, err)
	}
	_, err = s.Backup(t.Context(), path)
	if err == nil || !strings.Contains(err.Error(), "damaged") || !strings.Contains(err.Error(), "event 3") {
		t.Errorf("%v", err)
	}
	c, _ := openAt(t, path)
	if chain, err := c.VerifyChain(t.Context()); err != nil || chain != good.Chain {
		t.Errorf("the older backup: %+v, %v", chain, err)
	}
}

// smallDisk is a folder on a disk of its own. Only root can make one.
func smallDisk(t *testing.T, bytes int) string {
	t.Helper()
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%d", bytes)); err != nil {
		t.Skipf("a full disk is not tried here: no disk of its own can be made for it (%v). As root it can", err)
	}
	t.Cleanup(func() { do(t, unix.Unmount(dir, unix.MNT_DETACH)) })
	return dir
}

func TestBackupToAFullDisk(t *testing.T) {
	s, _ := openNew(t)
	fileMany(t, s, 1, 10)
	dir := smallDisk(t, 2<<20)
	path := filepath.Join(dir, "copy.db")
	good, err := s.Backup(t.Context(), path)
	do(t, err)
	if good.Bytes > 500_000 {
		t.Fatalf("the database has %d bytes already", good.Bytes)
	}
	// The disk holds the older backup, and not a second one besides.
	do(t, os.WriteFile(filepath.Join(dir, "other"), make([]byte, 2<<20-good.Bytes-good.Bytes/2), 0o600))
	_, err = s.Backup(t.Context(), path)
	if err == nil || !strings.Contains(err.Error(), " free, and a copy of the database needs 1.") || !strings.Contains(medelbot.Hint(err), "make room there") {
		t.Errorf("%v\nTry: %s", err, medelbot.Hint(err))
	}
	if got, want := names(t, dir), []string{"copy.db", "other"}; !slices.Equal(got, want) {
		t.Errorf("the folder holds %v, want %v", got, want)
	}

	// A disk that others fill meanwhile is told of by SQLite.
	part := filepath.Join(dir, "x.part")
	do(t, os.WriteFile(part, nil, 0o600))
	conn, err := s.reader.Conn(t.Context())
	do(t, err)
	defer conn.Close()
	err = explain(conn.Raw(func(driver any) error { return copyPages(t.Context(), driver, part) }))
	if worded := (*Error)(nil); !errors.As(err, &worded) || !strings.Contains(worded.Text, "the disk is full") {
		t.Errorf("%v", err)
	}
	c, _ := openAt(t, path)
	if chain, err := c.VerifyChain(t.Context()); err != nil || chain != good.Chain {
		t.Errorf("the older backup: %+v, %v", chain, err)
	}
}

func TestTidyBackups(t *testing.T) {
	s, _ := openNew(t)
	dir := t.TempDir()
	var ours []string
	for i := range 5 {
		ours = append(ours, s.BackupName(noon.AddDate(0, i, 0)))
	}
	others := []string{"medelbot-.db", "medelbot-20210504T120000Z.db.part", "medelbot-first.db", "other-20210504T120000Z.db", "medelbot.db"}
	for _, name := range append(slices.Clone(ours), others...) {
		do(t, os.WriteFile(filepath.Join(dir, name), []byte(name), 0o600))
	}
	do(t, os.Mkdir(filepath.Join(dir, s.BackupName(noon.AddDate(-1, 0, 0))), 0o700))
	removed, err := s.TidyBackups(dir, 2, ours[4])
	if err != nil || !slices.Equal(removed, ours[:3]) {
		t.Errorf("removed %v, %v, want %v", removed, err, ours[:3])
	}
	if n := len(names(t, dir)); n != 2+len(others)+1 {
		t.Errorf("%d names are left", n)
	}
	if removed, err := s.TidyBackups(dir, 2, ours[4]); err != nil || len(removed) > 0 {
		t.Errorf("the second time: %v, %v", removed, err)
	}
	// Two were made while the clock was ahead: the one that was made just now stays.
	if removed, err := s.TidyBackups(dir, 1, ours[3]); err != nil || !slices.Equal(removed, ours[4:]) {
		t.Errorf("after the clock was set back: %v, %v", removed, err)
	}
}

// A backup on a disk that cannot be written is copied as well, and nothing is
// made beside it.
func TestCopy(t *testing.T) {
	s, _ := openNew(t)
	fileMany(t, s, 1, 3)
	dir := t.TempDir()
	path := filepath.Join(dir, "copy.db")
	b, err := s.Backup(t.Context(), path)
	do(t, err)
	to := filepath.Join(t.TempDir(), "again.db")
	for from, copy := range map[string]func(context.Context, string) error{
		"the backup":         func(ctx context.Context, to string) error { return Copy(ctx, path, to) },
		"one that is open":   func(ctx context.Context, to string) error { return Copy(ctx, s.path, to) },
		"the store's method": s.Copy,
	} {
		do(t, copy(t.Context(), to))
		c, _ := openAt(t, to)
		if chain, err := c.VerifyChain(t.Context()); err != nil || chain != b.Chain {
			t.Errorf("%s: %+v, %v", from, chain, err)
		}
		if err := copy(t.Context(), to); !errors.Is(err, os.ErrExist) {
			t.Errorf("over a file: %v", err)
		}
		do(t, c.Close())
		do(t, os.Remove(to))
	}
	if got := names(t, dir); !slices.Equal(got, []string{"copy.db"}) {
		t.Errorf("the folder holds %v", got)
	}
	do(t, os.WriteFile(filepath.Join(dir, "text"), []byte(strings.Repeat("no database\n", 100)), 0o600))
	for _, from := range []string{"gone", "text"} {
		err := Copy(t.Context(), filepath.Join(dir, from), to)
		if err == nil || medelbot.Hint(err) == "" {
			t.Errorf("%s: %v", from, err)
		}
		if _, err := os.Stat(to); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s left a file: %v", from, err)
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := Copy(ctx, path, to); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if got := names(t, filepath.Dir(to)); len(got) > 0 {
		t.Errorf("what was broken off left %v", got)
	}
}
