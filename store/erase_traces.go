package store

import (
	"context"
	"errors"
	"fmt"
)

// noteTraces notes, in the transaction that erases, that the file must be swept.
func (t *tx) noteTraces() error {
	_, err := t.exec(`INSERT INTO traces (since) VALUES (?)`, timeText(t.now))
	return err
}

// mergedPages is how many pages of the full-text index one step of Sweep writes
// at most: mail must not wait for the whole of a large index.
const mergedPages = 500

// Sweep makes what was erased unfindable in the bytes of the file and of the
// ones beside it. SQLite has overwritten what was deleted (secure_delete). What
// is left are words that part the pages of the full-text index, which go when its
// segments are written anew as one; copies of what was moved to another page
// before it was deleted there, which go when the file is written anew
// (https://sqlite.org/lang_vacuum.html); and the pages as they were before, in the
// write-ahead log, which is emptied (https://sqlite.org/pragma.html,
// wal_checkpoint).
//
// While the file is written anew whoever files mail waits, and it takes up to twice
// its size on the disk besides.
//
// It is for one caller at a time, and does nothing if nothing was erased since the
// last time. If the process dies on the way the next call begins again. false
// means that another connection still reads what was there before: call it again
// later.
func (s *Store) Sweep(ctx context.Context) (clean bool, err error) {
	newest, err := s.traces(ctx)
	if err != nil || newest == (trace{}) {
		return err == nil, err
	}
	if newest != s.rewritten { // else only the log is left, which a reader such as Litestream may hold for days
		if err := s.mergeText(ctx); err != nil {
			return false, err
		}
		if _, err := s.writer.ExecContext(ctx, `VACUUM`); err != nil {
			return false, fmt.Errorf("write the database anew, without what was erased: %w", explain(err))
		}
		s.rewritten = newest
	}
	if clean, err = s.emptyLog(ctx); err != nil || !clean {
		return false, err
	}
	err = s.write(ctx, "note that the file is swept", func(t *tx) error {
		_, err := t.exec(`DELETE FROM traces WHERE rowid IN (SELECT rowid FROM traces ORDER BY rowid LIMIT ?)`, newest.rows)
		return err
	})
	return err == nil, err
}

// trace is the newest of the erasures that may have left traces: when it was, and
// how many are noted up to it. Their rows are numbered anew by VACUUM.
type trace struct {
	rows  int64
	since string
}

// traces is the newest erasure that was not swept after; zero if there is none.
func (s *Store) traces(ctx context.Context) (newest trace, err error) {
	err = s.read(ctx, "look for traces of what was erased", func(t *tx) error {
		_, err := t.row(`SELECT (SELECT count(*) FROM traces), since FROM traces ORDER BY rowid DESC LIMIT 1`, nil, &newest.rows, &newest.since)
		return err
	})
	return newest, err
}

// fresh puts a word into the full-text index and takes it out again, which makes
// two new segments: what is one segment already is not written anew. The row is
// of no mail, and the words of Sweep are found by nobody.
func (t *tx) fresh() error {
	const nobody = -1
	for _, step := range []struct {
		query string
		arg   any
	}{
		{`INSERT INTO mail_text (rowid, subject, sender, body) VALUES (?, '', '', 'a')`, nobody},
		{`INSERT INTO mail_text (mail_text, rank) VALUES ('secure-delete', ?)`, 0}, // writes a segment, see forgetTexts
		{`DELETE FROM mail_text WHERE rowid = ?`, nobody},
	} {
		if _, err := t.exec(step.query, step.arg); err != nil {
			return err
		}
	}
	return nil
}

// mergeText writes the segments of the full-text index anew, as one, a step at a
// time. A negative number of pages has FTS5 take all of them into one merge, and
// a step that changes fewer than two rows had nothing to do
// (https://sqlite.org/fts5.html, the 'merge' command).
func (s *Store) mergeText(ctx context.Context) error {
	const what = "write the full-text index anew"
	if err := s.write(ctx, what, (*tx).fresh); err != nil {
		return err
	}
	for {
		var before, after int64
		err := s.write(ctx, what, func(t *tx) error {
			const count = `SELECT total_changes()`
			if _, err := t.row(count, nil, &before); err != nil {
				return err
			}
			if _, err := t.exec(`INSERT INTO mail_text (mail_text, rank) VALUES ('merge', ?)`, -mergedPages); err != nil {
				return err
			}
			_, err := t.row(count, nil, &after)
			return err
		})
		if err != nil || after-before < 2 {
			return err
		}
	}
}

// emptyLog writes the write-ahead log back and cuts it to nothing. Whoever writes
// waits as long as this waits for readers, and one such as Litestream reads for
// ever: so it gives up soon.
func (s *Store) emptyLog(ctx context.Context) (clean bool, err error) {
	conn, err := s.writer.Conn(ctx)
	if err != nil {
		return false, fmt.Errorf("empty the write-ahead log: %w", explain(err))
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `PRAGMA busy_timeout = 1000`); err != nil {
		return false, fmt.Errorf("empty the write-ahead log: %w", explain(err))
	}
	defer func() {
		_, e := conn.ExecContext(context.WithoutCancel(ctx), fmt.Sprintf(`PRAGMA busy_timeout = %d`, patience.Milliseconds()))
		err = errors.Join(err, e)
	}()
	var busy, pages, written int
	if err := conn.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &pages, &written); err != nil {
		return false, fmt.Errorf("empty the write-ahead log: %w", explain(err))
	}
	return busy == 0, nil
}
