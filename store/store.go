// Package store keeps everything that medelbot knows in one SQLite file: the
// ledger of what stood in the mailboxes, the mails that belong to the fund,
// the cases with every element ever read for them, the event log and the
// outbox.
//
// Every change is one transaction on the one writing connection; the exported
// method opens it, helpers take it, and it has one time. Time comes from the
// clock given to Open and is written as UTC text of one width, so that text
// order is time order.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// readers is how many connections read beside the one that writes. WAL lets
// them go on while it does.
const readers = 3

// Store is one open database. Its methods may be called from several
// goroutines.
type Store struct {
	path   string
	clock  func() time.Time
	zone   *time.Location
	writer *sql.DB // one connection
	reader *sql.DB
	packer *packer

	mu   sync.Mutex
	lock *os.File // held while this process is the daemon

	rewritten trace // up to which Sweep has written full text and file anew
}

// Open opens the database at path, creating it (mode 0600) if it is missing,
// and brings its schema up to date. It refuses a schema newer than this
// program. The zone is the one in which days and years are counted.
func Open(ctx context.Context, path string, clock func() time.Time, zone *time.Location) (*Store, error) {
	return open(ctx, create, &Store{path: path, clock: clock, zone: zone})
}

// OpenExisting is Open for whoever has nothing to put into an empty database:
// it refuses a path where there is none, which is likely to be mistyped.
func OpenExisting(ctx context.Context, path string, clock func() time.Time, zone *time.Location) (*Store, error) {
	return open(ctx, exists, &Store{path: path, clock: clock, zone: zone})
}

// open opens s after file has seen to the file.
func open(ctx context.Context, file func(path string) error, s *Store) (*Store, error) {
	err := file(s.path)
	if err == nil {
		err = s.connect(ctx)
	}
	if err != nil {
		_ = s.Close() // the first error is the one to tell
		return nil, fmt.Errorf("open the database %s: %w", s.path, err)
	}
	return s, nil
}

// connect brings the schema up to date and makes the connections.
func (s *Store) connect(ctx context.Context) error {
	path, err := filepath.Abs(s.path)
	if err != nil {
		return err
	}
	if s.writer, err = pool(path, 1, "immediate"); err != nil {
		return err
	}
	if err := migrate(ctx, s.path, s.writer); err != nil {
		return explain(err)
	}
	if s.reader, err = pool(path, readers, "deferred", "query_only(1)"); err != nil {
		return err
	}
	s.packer, err = newPacker()
	return err
}

// create makes an empty file that only its owner can read: SQLite gives the
// -wal and -shm files the mode of the database itself. A file that is there is
// not touched: closing it would give up the locks that another Store of this
// process holds on it (https://sqlite.org/howtocorrupt.html, 2.2).
func create(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return explain(err)
	}
	return f.Close()
}

// exists asks for the file without touching it.
func exists(path string) error {
	_, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return &Error{Text: "there is no such file", Try: "check the path under 'database' in the configuration; medelbot run makes the file at its first start"}
	}
	return explain(err)
}

// patience is how long a connection waits for another one's lock.
const patience = time.Minute

// pool makes a pool whose every connection has the same settings: they
// stand in the DSN, because a PRAGMA would reach one connection only.
// synchronous FULL, since a commit that is lost in a power cut would let a
// letter leave twice; secure_delete, since a person's mail that was dropped must
// not stay in free pages.
func pool(path string, connections int, txlock string, pragmas ...string) (*sql.DB, error) {
	q := url.Values{"_txlock": {txlock}, "_pragma": append([]string{
		fmt.Sprintf("busy_timeout(%d)", patience.Milliseconds()), "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "secure_delete(1)",
	}, pragmas...)}
	dsn := url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: q.Encode()}
	db, err := sql.Open("sqlite", dsn.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

// Close closes the database and gives up the daemon's lock, if this process
// holds it.
func (s *Store) Close() error {
	var first error
	for _, db := range []*sql.DB{s.reader, s.writer} {
		if db == nil {
			continue
		}
		if err := db.Close(); err != nil && first == nil {
			first = explain(err)
		}
	}
	if s.packer != nil {
		s.packer.close()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.lock != nil {
		if err := s.lock.Close(); err != nil && first == nil {
			first = err
		}
		s.lock = nil
	}
	return first
}

// tx is one transaction with its one time.
type tx struct {
	*sql.Tx
	ctx    context.Context
	now    time.Time
	zone   *time.Location
	packer *packer

	prepared map[string]*sql.Stmt
	texts    []text // to be indexed at the end
}

// write runs do in one transaction on the writing connection; an error, also
// a cancelled context, leaves nothing of it. what names the deed for errors.
func (s *Store) write(ctx context.Context, what string, do func(*tx) error) error {
	return s.transact(ctx, s.writer, what, do)
}

// read runs do on one unchanging view of the database.
func (s *Store) read(ctx context.Context, what string, do func(*tx) error) error {
	return s.transact(ctx, s.reader, what, do)
}

func (s *Store) transact(ctx context.Context, db *sql.DB, what string, do func(*tx) error) error {
	err := s.inTx(ctx, db, do)
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		// database/sql ends the transaction from another goroutine then, and
		// the error is of whatever met that first.
		return fmt.Errorf("%s: %w", what, ctx.Err())
	}
	return fmt.Errorf("%s: %w", what, explain(err))
}

func (s *Store) inTx(ctx context.Context, db *sql.DB, do func(*tx) error) error {
	t, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer t.Rollback() // after a commit this does nothing
	within := &tx{Tx: t, ctx: ctx, now: s.clock(), zone: s.zone, packer: s.packer, prepared: map[string]*sql.Stmt{}}
	if err := do(within); err != nil {
		return err
	}
	if err := within.indexTexts(); err != nil {
		return err
	}
	return t.Commit()
}

// statement prepares a query once a transaction: filing 50 mails runs the same
// dozen of them 50 times, and preparing took a quarter of the time.
func (t *tx) statement(query string) (*sql.Stmt, error) {
	if st, ok := t.prepared[query]; ok {
		return st, nil
	}
	st, err := t.PrepareContext(t.ctx, query)
	if err == nil {
		t.prepared[query] = st // closed with the transaction
	}
	return st, err
}

// exec runs one statement and returns how many rows it changed.
func (t *tx) exec(query string, args ...any) (int64, error) {
	st, err := t.statement(query)
	if err != nil {
		return 0, err
	}
	res, err := st.ExecContext(t.ctx, args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// row reads one row into dest; false if there is none.
func (t *tx) row(query string, args []any, dest ...any) (bool, error) {
	st, err := t.statement(query)
	if err != nil {
		return false, err
	}
	err = st.QueryRowContext(t.ctx, args...).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// each calls do for every row of a query.
func (t *tx) each(query string, args []any, do func(*sql.Rows) error) error {
	st, err := t.statement(query)
	if err != nil {
		return err
	}
	rows, err := st.QueryContext(t.ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := do(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
