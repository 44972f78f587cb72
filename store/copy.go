package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/sys/unix"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

const (
	// stepPages is how many pages of 4 KiB are copied at a time, 8 MiB.
	stepPages = 2048
	// slackBytes is what looking at a copy takes on the disk besides the copy:
	// SQLite makes a -shm file.
	slackBytes = 1 << 20
)

// Copy writes the database at from, as it stands at one moment, to the file to,
// which must not exist; it gets the mode 0600. The copy has the schema of from,
// whichever that is. A program that has from open may write to it meanwhile, but
// none may open it just then: for a database in use see Store.Copy. After an
// error there is no file at to.
func Copy(ctx context.Context, from, to string) error {
	src, err := source(from)
	if err == nil {
		defer src.Close()
		err = intoNew(to, func() error { _, err := copyDatabase(ctx, src, to); return err })
	}
	if err != nil {
		return fmt.Errorf("copy the database %s: %w", from, explain(err))
	}
	return nil
}

// Copy writes the whole database, as it stands at one moment, to the file to,
// which must not exist; it gets the mode 0600. Others may write meanwhile. The
// copy is not looked at as a backup is. After an error there is no file at to.
func (s *Store) Copy(ctx context.Context, to string) error {
	if err := intoNew(to, func() error { _, err := s.copyInto(ctx, to); return err }); err != nil {
		return fmt.Errorf("copy the database %s: %w", s.path, explain(err))
	}
	return nil
}

// intoNew makes an empty file and has it filled.
func intoNew(to string, fill func() error) error {
	f, err := os.OpenFile(to, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if err = f.Close(); err == nil {
		err = fill()
	}
	if err != nil {
		removeDatabase(to)
	}
	return err
}

// source opens a database to read only. One without a -wal file, which nobody
// has open, is read as a plain file: SQLite would make files beside it and leave
// them there, which a folder of backups may not even allow.
func source(path string) (*sql.DB, error) {
	if err := exists(path); err != nil {
		return nil, err
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	q := url.Values{"mode": {"ro"}, "_pragma": {fmt.Sprintf("busy_timeout(%d)", patience.Milliseconds()), "query_only(1)"}}
	if _, err := os.Stat(path + "-wal"); errors.Is(err, fs.ErrNotExist) {
		q.Set("immutable", "1")
	}
	dsn := url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: q.Encode()}
	return sql.Open("sqlite", dsn.String())
}

// copied is what a copy was made of.
type copied struct {
	bytes int64            // of the database file
	rows  map[string]int64 // by table
}

// copyDatabase copies the database of src into the empty file to. It all
// happens within one reading transaction: what others write meanwhile neither
// shows in the copy nor makes it begin anew
// (https://sqlite.org/c3ref/backup_finish.html: only a change that the source
// connection comes to see does). In WAL mode it keeps nobody from writing; only
// the -wal file grows for as long.
func copyDatabase(ctx context.Context, src *sql.DB, to string) (c copied, err error) {
	conn, err := src.Conn(ctx)
	if err != nil {
		return c, explain(err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `BEGIN`); err != nil {
		return c, explain(err)
	}
	defer func() { _, _ = conn.ExecContext(context.WithoutCancel(ctx), `ROLLBACK`) }() // nothing was written
	if c.rows, err = countRows(ctx, conn); err != nil {
		return c, explain(err)
	}
	if err := conn.QueryRowContext(ctx, `SELECT page_count * page_size FROM pragma_page_count, pragma_page_size`).Scan(&c.bytes); err != nil {
		return c, explain(err)
	}
	if err := roomFor(c.bytes, to); err != nil {
		return c, err
	}
	err = conn.Raw(func(driver any) error { return copyPages(ctx, driver, to) })
	if full := (*sqlite.Error)(nil); errors.As(err, &full) && full.Code()&0xff == sqlite3.SQLITE_FULL {
		return c, noRoom(c.bytes, to, "became full", err)
	}
	return c, explain(err)
}

// copyPages copies all pages from a connection of the driver's. A journal would
// protect nothing: whoever is cut short throws the file away.
//
// Each step goes to the disk before the next one. All at once at the end, a
// gigabyte kept those who file mail from their own disk for 1.4 seconds
// (measured); so it is 0.2, and takes no longer in all.
func copyPages(ctx context.Context, driver any, to string) (err error) {
	from, ok := driver.(interface {
		NewBackup(dst string) (*sqlite.Backup, error)
	})
	if !ok {
		return errors.New("the driver of the database cannot copy it")
	}
	if to, err = filepath.Abs(to); err != nil {
		return err
	}
	disk, err := os.OpenFile(to, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer disk.Close() // after SQLite is done: it gives up SQLite's locks on the file
	q := url.Values{"_pragma": {"synchronous(OFF)", "journal_mode(MEMORY)"}}
	dsn := url.URL{Scheme: "file", OmitHost: true, Path: to, RawQuery: q.Encode()}
	b, err := from.NewBackup(dsn.String())
	if err != nil {
		return err
	}
	for more := true; more && err == nil; {
		if err = ctx.Err(); err == nil {
			more, err = b.Step(stepPages)
		}
		if err == nil {
			err = disk.Sync()
		}
	}
	return errors.Join(err, b.Finish())
}

// querier is a connection or a pool of them.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// countRows counts the rows of every table.
func countRows(ctx context.Context, db querier) (map[string]int64, error) {
	counts := map[string]int64{}
	rows, err := db.QueryContext(ctx, `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'mail_text%'`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		counts[name] = 0
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		var n int64
		if err := db.QueryRowContext(ctx, `SELECT count(*) FROM "`+name+`"`).Scan(&n); err != nil {
			return nil, err
		}
		counts[name] = n
	}
	return counts, nil
}

// roomFor tells before anything is written that a disk has not enough room. A
// disk that does not tell is tried.
func roomFor(bytes int64, to string) error {
	var disk unix.Statfs_t
	if err := unix.Statfs(filepath.Dir(to), &disk); err != nil {
		return nil
	}
	free := int64(disk.Bavail) * int64(disk.Bsize)
	if free >= bytes+slackBytes {
		return nil
	}
	return noRoom(bytes, to, "has "+megabytes(free)+" free", nil)
}

// noRoom words that a disk cannot take a copy.
func noRoom(bytes int64, to, how string, err error) error {
	return &Error{
		Text: fmt.Sprintf("the disk of the folder %s %s, and a copy of the database needs %s", filepath.Dir(to), how, megabytes(bytes+slackBytes)),
		Try:  "make room there, or choose a folder on another disk; nothing was changed or left behind",
		Err:  err,
	}
}

// megabytes writes a size for a person, rounded up.
func megabytes(bytes int64) string {
	return fmt.Sprintf("%.1f MB", math.Ceil(float64(bytes)/1e5)/10)
}

// removeDatabase removes a database with what SQLite keeps beside it. What
// cannot be removed stays; the error before it is the one to tell.
func removeDatabase(path string) {
	for _, suffix := range []string{"", "-journal", "-wal", "-shm"} {
		_ = os.Remove(path + suffix)
	}
}

// syncFile makes sure that a file, or the names in a folder, survive a power cut.
func syncFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
