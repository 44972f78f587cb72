// Package store keeps everything that medelbot knows in one SQLite file: the
// ledger of what stood in the mailboxes, the mails that belong to the fund,
// the cases with every element ever read for them, the event log and the
// outbox.
//
// Every change is one transaction on the one writing connection. Time comes
// from the clock given to Open and is written as UTC text of one width, so
// that text order is time order.
package store

import (
	"context"
	"errors"
	"time"
)

// ErrNotFound is wrapped by errors about a case, a mail or a letter that does
// not exist.
var ErrNotFound = errors.New("not found")

// ErrState is wrapped by errors about a letter or an aside mail that is no
// longer in the state that the change starts from: somebody else was first.
var ErrState = errors.New("state has changed")

// Store is one open database. Its methods may be called from several
// goroutines.
type Store struct {
	clock func() time.Time
	zone  *time.Location
}

// Open opens the database at path, creating it (mode 0600) if it is missing,
// and brings its schema up to date. It refuses a schema newer than this
// program. The zone is the one in which days and years are counted.
func Open(ctx context.Context, path string, clock func() time.Time, zone *time.Location) (*Store, error) {
	return nil, errNotYet
}
