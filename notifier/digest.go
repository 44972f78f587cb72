package notifier

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"medelbot"
	"medelbot/templates"
)

// DigestStore is what the digest needs of the store.
type DigestStore interface {
	// DigestFacts collects what there is to tell since the digest before.
	DigestFacts(ctx context.Context, since time.Time) (medelbot.DigestFacts, error)
	// LastDigest says when the newest digest to an address was composed; false if none was.
	LastDigest(ctx context.Context, address string) (time.Time, bool, error)
	// Enqueue adds a letter to the outbox; false if its key is there already.
	Enqueue(ctx context.Context, l medelbot.Letter) (bool, error)
}

// Digester sends each coordinator a digest once a day.
type Digester struct {
	Composer     *Composer
	Store        DigestStore
	Mailbox      string // the digests leave from it
	To           []medelbot.Person
	Hour, Minute int    // wall clock in the composer's zone
	Wake         func() // called when a digest was put in the outbox; nil: nobody
	Log          *slog.Logger
}

// Run sends the digests at their time until ctx ends.
func (d *Digester) Run(ctx context.Context) error { <-ctx.Done(); return nil }

// Once sends the digests that are due and not yet sent, and returns how many.
func (d *Digester) Once(ctx context.Context) (int, error) { return 0, nil }

// Now sends each coordinator today's digest unless it was sent already, also
// when there is nothing to tell, and returns how many it sent.
func (d *Digester) Now(ctx context.Context) (int, error) { return 0, nil }

// Preview renders the digest that p would get now.
func (d *Digester) Preview(ctx context.Context, p medelbot.Person) (templates.Rendered, error) {
	return templates.Rendered{}, errors.New("not built")
}
