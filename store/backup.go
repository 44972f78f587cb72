package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// Backup is a copy of a database that was made and found sound.
type Backup struct {
	Path  string
	Bytes int64
	Mails int64 // kept ones
	Cases int64
	Chain Chain // of the event log in the copy
}

// Backup writes a copy of the whole database, as it stands at one moment, to
// path. The daemon may go on: nobody waits for it. The copy is looked at before
// it gets its name: its pages, references, full-text index and chain of events,
// and that every table has as many rows as the original. Then it takes the place
// of an older backup at path in one step, on disk (mode 0600).
//
// It refuses a path that is the database itself or holds something other than a
// database. After an error, also a cancelled ctx, what stood at path stands
// there still and nothing else is left behind; what a killed process left is
// overwritten by the next one (path with ".part" added).
func (s *Store) Backup(ctx context.Context, path string) (Backup, error) {
	b, err := s.backup(ctx, path)
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	if err != nil {
		return Backup{}, fmt.Errorf("back up to %s: %w", path, explain(err))
	}
	return b, nil
}

func (s *Store) backup(ctx context.Context, path string) (b Backup, err error) {
	if err := s.mayReplace(path); err != nil {
		return b, err
	}
	part := path + ".part"
	lock, err := takePart(part)
	if err != nil {
		return b, err
	}
	defer lock.Close() // last: closing it gives up SQLite's own locks on the file
	defer func() {
		if err != nil {
			removeDatabase(part)
		}
	}()
	made, err := s.copyInto(ctx, part)
	if err != nil {
		return b, err
	}
	if b.Chain, err = s.lookAt(ctx, part, made); err != nil {
		return b, err
	}
	b.Path, b.Bytes, b.Mails, b.Cases = path, made.bytes, made.rows["mail"], made.rows["cases"]
	if err := syncFile(part); err != nil {
		return b, err
	}
	if err := os.Rename(part, path); err != nil {
		return b, err
	}
	return b, syncFile(filepath.Dir(path))
}

// copyInto copies the database into an empty file, over a connection of its own,
// so that no reader of the daemon's has to wait.
func (s *Store) copyInto(ctx context.Context, path string) (copied, error) {
	own, err := filepath.Abs(s.path)
	if err != nil {
		return copied{}, err
	}
	from, err := pool(own, 1, "deferred", "query_only(1)")
	if err != nil {
		return copied{}, err
	}
	defer from.Close()
	return copyDatabase(ctx, from, path)
}

// mayReplace refuses to write where something other than a backup lies.
func (s *Store) mayReplace(path string) error {
	if s.owns(path) || s.owns(path+".part") {
		return &Error{Text: "that is the database itself or a file of it", Try: "another name, best in a folder on another disk"}
	}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	// Another fund's, whose daemon would go on in a file that has lost its name.
	if _, err := os.Lstat(path + ".lock"); err == nil {
		return &Error{Text: "that is a database that medelbot works with, since " + path + ".lock lies beside it", Try: "another name, best in a folder on another disk"}
	}
	head := make([]byte, len(sqliteHeader))
	if _, err := io.ReadFull(f, head); err != nil || !bytes.Equal(head, []byte(sqliteHeader)) {
		return &Error{Text: "there is something that is no backup, and only a backup is replaced", Try: "another name"}
	}
	return nil
}

// sqliteHeader begins every database file (https://sqlite.org/fileformat.html, 1.3).
const sqliteHeader = "SQLite format 3\x00"

// owns tells the database, what SQLite and the daemon keep beside it, and the file
// in which a restore begins.
func (s *Store) owns(path string) bool {
	return slices.ContainsFunc([]string{"", "-wal", "-shm", "-journal", ".lock", ".part"}, func(suffix string) bool {
		return sameFile(path, s.path+suffix)
	})
}

// sameFile tells whether two paths are one file, or would be.
func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	if errX == nil && errY == nil {
		return os.SameFile(x, y)
	}
	a, errX = filepath.Abs(a)
	b, errY = filepath.Abs(b)
	return errX == nil && errY == nil && a == b
}

// takePart makes the empty file of a backup that is under way and holds its
// lock. What a killed process left there is thrown away; a link, which would lead
// to somebody else's file, is refused.
func takePart(part string) (*os.File, error) {
	f, err := os.OpenFile(part, os.O_RDWR|os.O_CREATE|unix.O_NOFOLLOW, 0o600)
	if errors.Is(err, unix.ELOOP) {
		return nil, &Error{Text: part + ", in which the backup would begin, is a link", Try: "another name, or remove the link"}
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &Error{Text: "there is no folder " + filepath.Dir(part), Try: "make it, or correct the path"}
	}
	if errors.Is(err, fs.ErrPermission) {
		return nil, &Error{Text: "this user may not write in the folder " + filepath.Dir(part), Try: "another folder, or give this user access to it", Err: err}
	}
	if err != nil {
		return nil, err
	}
	err = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	switch {
	case errors.Is(err, unix.EWOULDBLOCK):
		err = &Error{Text: "another backup to the same file is under way", Try: "wait for it to end"}
	case err == nil:
		err = emptyPart(f, part)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// emptyPart empties the file that is locked, unless another process has given it
// its name as a backup since it was opened.
func emptyPart(f *os.File, part string) error {
	mine, err := f.Stat()
	if err != nil {
		return err
	}
	there, err := os.Stat(part)
	if err != nil || !os.SameFile(mine, there) {
		return &Error{Text: "another backup to the same file has just ended", Try: "again, if it is not new enough"}
	}
	for _, beside := range []string{"-journal", "-wal", "-shm"} {
		if err := os.Remove(part + beside); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return f.Truncate(0)
}

// lookAt finds out whether the copy at path is sound and whole.
func (s *Store) lookAt(ctx context.Context, path string, made copied) (Chain, error) {
	c, err := OpenExisting(ctx, path, s.clock, s.zone)
	if err != nil {
		return Chain{}, err
	}
	defer c.Close()
	v, err := c.verify(ctx, c.damageChecks)
	if err != nil {
		return Chain{}, err
	}
	rows, err := countRows(ctx, c.reader)
	if err != nil {
		return Chain{}, err
	}
	for table, n := range made.rows {
		if rows[table] != n {
			v.Checks = append(v.Checks, Check{Name: table, Faults: []string{fmt.Sprintf("the copy has %d rows of %d", rows[table], n)}})
		}
	}
	if v.Sound() {
		return v.Chain, c.Close()
	}
	var faults []string
	for _, check := range v.Checks {
		for _, f := range check.Faults {
			faults = append(faults, check.Name+": "+f)
		}
	}
	return Chain{}, &Error{
		Text: "the copy is damaged, so that it was thrown away; an older backup stays as it was",
		Try:  "medelbot verify, to see whether the database itself is damaged; if it is not, try another disk",
		Err:  errors.New(faults[0]),
	}
}

// BackupName is the name of a backup made at a time, for folders that hold
// several of one database.
func (s *Store) BackupName(at time.Time) string {
	return s.backupStem() + at.UTC().Format(backupTime) + backupEnd
}

const (
	backupTime = "20060102T150405Z"
	backupEnd  = ".db"
)

func (s *Store) backupStem() string {
	name := filepath.Base(s.path)
	return strings.TrimSuffix(name, filepath.Ext(name)) + "-"
}

// TidyBackups removes from a folder the backups named by BackupName, except the
// newest keep, and tells their names. The one named newest counts as that, also
// where a clock that was ahead has named others later. Nothing else in the folder
// is touched.
func (s *Store) TidyBackups(dir string, keep int, newest string) (removed []string, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var names []string // os.ReadDir sorts by name, which is by time
	for _, e := range entries {
		at, ours := strings.CutPrefix(e.Name(), s.backupStem())
		at, ends := strings.CutSuffix(at, backupEnd)
		if _, err := time.Parse(backupTime, at); ours && ends && err == nil && e.Type().IsRegular() && e.Name() != newest {
			names = append(names, e.Name())
		}
	}
	for _, name := range names[:max(len(names)-max(keep-1, 0), 0)] {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			return removed, fmt.Errorf("remove an old backup: %w", err)
		}
		removed = append(removed, name)
	}
	return slices.Clip(removed), syncFile(dir)
}
