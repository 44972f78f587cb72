package intake

import (
	"context"
	"errors"

	"medelbot/intake/imap"
)

// Watcher takes the mail of one mailbox in. Its methods must not be called at
// the same time as each other, except for Check.
type Watcher struct {
	Settings
}

// New makes a watcher and connects to nothing yet.
func New(s Settings) (*Watcher, error) {
	s, err := s.withDefaults()
	if err != nil {
		return nil, err
	}
	return &Watcher{Settings: s}, nil
}

// Once makes one pass over the mailbox: everything that is on the server and
// not in the ledger is filed. It returns the first trouble, as *imap.Error
// where the server or the network is to blame.
func (w *Watcher) Once(ctx context.Context) error { return errors.ErrUnsupported }

// Run takes mail in until ctx ends and then returns nil. It survives every
// passing trouble by trying again with growing waits. Trouble that only a
// person can mend (imap.Error.Permanent) is returned if the mailbox has not
// been reached once since Run began; later it is logged and tried again too.
func (w *Watcher) Run(ctx context.Context) error { return errors.ErrUnsupported }

// Check tries each step that a watcher needs and tells what came of it.
func (w *Watcher) Check(ctx context.Context) []imap.Step { return nil }
