package store

import (
	"context"
	"database/sql"
	"time"

	"medelbot"
)

// Figures are what the database holds, in numbers for whoever watches the
// daemon.
type Figures struct {
	Paused  bool
	Letters map[medelbot.OutboxState]int
	// WaitsSince is since when the letter that has waited longest could have
	// left: its time or, once it was tried in vain, when it was written. Zero if
	// none waits.
	WaitsSince time.Time
	Cases      []CaseCount
	Asides     int       // mails set aside for a person
	AsideSince time.Time // since when the oldest of them waits; zero if none does
	Events     int       // in the event log
	Size, Free int64     // of the file in bytes, and how many of them are unused
}

// CaseCount is how many cases of a call have a status.
type CaseCount struct {
	Call   string
	Status medelbot.Status
	Count  int
}

const (
	letterCountQuery = `SELECT state || '', count(*) FROM outbox GROUP BY state || ''`
	caseCountQuery   = `SELECT call, status, count(*) FROM cases GROUP BY call, status`
	// waitingQuery takes the present time. Only a few letters are ever queued;
	// the times of one that was tried move on with each attempt, so that they do
	// not tell how long it waits.
	waitingQuery = `SELECT min(iif(attempts > 0, created_at, not_before)) FROM outbox WHERE state = 'queued' AND (attempts > 0 OR not_before <= ?)`
	asidesQuery  = `SELECT count(*), min(at) FROM aside WHERE closed_at IS NULL`
)

// Figures counts what the database holds. It reads indices and a few rows, and
// no mail, so that it can be asked every few seconds.
func (s *Store) Figures(ctx context.Context) (f Figures, err error) {
	f.Letters = map[medelbot.OutboxState]int{}
	err = s.read(ctx, "count what is in the database", func(t *tx) error {
		if err := t.each(letterCountQuery, nil, func(rows *sql.Rows) error {
			var state medelbot.OutboxState
			var n int
			err := rows.Scan(&state, &n)
			f.Letters[state] = n
			return err
		}); err != nil {
			return err
		}
		if err := t.each(caseCountQuery, nil, func(rows *sql.Rows) error {
			var c CaseCount
			err := rows.Scan(&c.Call, &c.Status, &c.Count)
			f.Cases = append(f.Cases, c)
			return err
		}); err != nil {
			return err
		}
		for _, q := range []struct {
			query string
			args  []any
			dest  []any
		}{
			{waitingQuery, []any{timeText(t.now)}, []any{timeColumn{&f.WaitsSince}}},
			{asidesQuery, nil, []any{&f.Asides, timeColumn{&f.AsideSince}}},
			{`SELECT NOT ` + unpaused, nil, []any{&f.Paused}},
			{`SELECT coalesce(max(seq), 0) FROM event`, nil, []any{&f.Events}},
			{`SELECT page_count * page_size, freelist_count * page_size FROM pragma_page_count, pragma_page_size, pragma_freelist_count`, nil, []any{&f.Size, &f.Free}},
		} {
			if _, err := t.row(q.query, q.args, q.dest...); err != nil {
				return err
			}
		}
		return nil
	})
	return f, err
}
