package store

import (
	"context"
	"errors"
	"strings"

	sqlite3 "modernc.org/sqlite/lib"
)

// CheckPages looks for damage in the whole database file, which other methods
// would notice only when they come upon it. It reads every page.
func (s *Store) CheckPages(ctx context.Context) error {
	return s.read(ctx, "look for damage", func(t *tx) error {
		var says string
		if _, err := t.row(`PRAGMA quick_check(1)`, nil, &says); err != nil {
			return err
		}
		if says != "ok" {
			text, try := wording(sqlite3.SQLITE_CORRUPT)
			return &Error{Text: text, Try: try, Err: errors.New(strings.Join(strings.Fields(says), " "))}
		}
		return nil
	})
}
