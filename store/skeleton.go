package store

import (
	"context"
	"errors"
	"time"

	"medelbot"
)

var errNotYet = errors.New("not yet")

func (s *Store) Close() error { return errNotYet }

// Lock makes this process the one daemon of the database; it lasts until Close.
func (s *Store) Lock() error { return errNotYet }

func (s *Store) OpenFolder(ctx context.Context, key medelbot.FolderKey, uidNext uint32) (medelbot.FolderState, error) {
	return medelbot.FolderState{}, errNotYet
}
func (s *Store) AddBaseline(ctx context.Context, key medelbot.FolderKey, known []medelbot.Known) error {
	return errNotYet
}
func (s *Store) FinishBaseline(ctx context.Context, key medelbot.FolderKey) error { return errNotYet }

// Recognise after renumbering: returns the UIDs that are unknown.
func (s *Store) Recognise(ctx context.Context, key medelbot.FolderKey, known []medelbot.Known) ([]uint32, error) {
	return nil, errNotYet
}
func (s *Store) FinishRescan(ctx context.Context, key medelbot.FolderKey) error { return errNotYet }
func (s *Store) Begin(ctx context.Context, key medelbot.FolderKey, known []medelbot.Known) error {
	return errNotYet
}
func (s *Store) AddGap(ctx context.Context, key medelbot.FolderKey, from, to uint32, count int) error {
	return errNotYet
}

// Reconcile returns the server's UIDs that the ledger does not know.
func (s *Store) Reconcile(ctx context.Context, key medelbot.FolderKey, serverUIDs []uint32) ([]uint32, error) {
	return nil, errNotYet
}

func (s *Store) File(ctx context.Context, mails []medelbot.Mail, h medelbot.Handler) ([]medelbot.Filed, error) {
	return nil, errNotYet
}

// Mail returns a kept mail with its raw form; its Reading is empty: read it again.
func (s *Store) Mail(ctx context.Context, id int64) (medelbot.Mail, error) {
	return medelbot.Mail{}, errNotYet
}

// Due returns letters queued and due with Raw, oldest first; none while paused.
func (s *Store) Due(ctx context.Context, mailbox string, limit int) ([]medelbot.Letter, error) {
	return nil, errNotYet
}

// NextDue tells when the next queued letter may leave; false if none or paused.
func (s *Store) NextDue(ctx context.Context) (time.Time, bool, error) {
	return time.Time{}, false, errNotYet
}

// Attempt: queued -> sending; false if it is not queued (any more), not yet due, or paused.
func (s *Store) Attempt(ctx context.Context, id int64) (bool, error) { return false, errNotYet }

// Settle: sending/drafted/uncertain -> state; wraps ErrState if the letter is in another state.
// For Queued (try again) notBefore is when; else it is ignored.
func (s *Store) Settle(ctx context.Context, id int64, state medelbot.OutboxState, reason string, notBefore time.Time) error {
	return errNotYet
}

// Interrupted returns the letters in state sending, with Raw; call it at start.
func (s *Store) Interrupted(ctx context.Context) ([]medelbot.Letter, error) { return nil, errNotYet }

// Enqueue puts a letter of no case (digest) in the outbox; false if its Key is there.
func (s *Store) Enqueue(ctx context.Context, l medelbot.Letter) (bool, error) {
	return false, errNotYet
}

// Outbox lists letters without Raw, newest first; of all states if none is given.
func (s *Store) Outbox(ctx context.Context, states ...medelbot.OutboxState) ([]medelbot.Letter, error) {
	return nil, errNotYet
}

// Letter returns one letter with Raw.
func (s *Store) Letter(ctx context.Context, id int64) (medelbot.Letter, error) {
	return medelbot.Letter{}, errNotYet
}

func (s *Store) Release(ctx context.Context, id int64, by string) error      { return errNotYet }
func (s *Store) Drop(ctx context.Context, id int64, by string) error         { return errNotYet }
func (s *Store) Pause(ctx context.Context, by string) error                  { return errNotYet }
func (s *Store) Resume(ctx context.Context, by string) error                 { return errNotYet }
func (s *Store) Paused(ctx context.Context) (bool, error)                    { return false, errNotYet }
func (s *Store) Mute(ctx context.Context, address, by string) error          { return errNotYet }
func (s *Store) AsideDrop(ctx context.Context, id int64, by string) error    { return errNotYet }
func (s *Store) AsideList(ctx context.Context) ([]medelbot.AsideMail, error) { return nil, errNotYet }

// Aside returns one aside mail that is still open; its mail is Mail(ctx, MailID).
func (s *Store) Aside(ctx context.Context, id int64) (medelbot.AsideMail, error) {
	return medelbot.AsideMail{}, errNotYet
}

// AsideTake makes a case of an aside mail: m is its mail, read again by the caller.
func (s *Store) AsideTake(ctx context.Context, id int64, by string, m medelbot.Mail, h medelbot.Handler) (medelbot.Filed, error) {
	return medelbot.Filed{}, errNotYet
}

func (s *Store) Cases(ctx context.Context, f CaseFilter) ([]medelbot.Case, error) {
	return nil, errNotYet
}
func (s *Store) Case(ctx context.Context, number string) (CaseView, error) {
	return CaseView{}, errNotYet
}
func (s *Store) Search(ctx context.Context, words string) ([]Hit, error) { return nil, errNotYet }
func (s *Store) DigestFacts(ctx context.Context, since time.Time) (medelbot.DigestFacts, error) {
	return medelbot.DigestFacts{}, errNotYet
}

// LastDigest is when the newest digest letter was composed; zero if never.
func (s *Store) LastDigest(ctx context.Context) (time.Time, error) { return time.Time{}, errNotYet }

// VerifyChain recomputes the event chain and names the first event that does not fit.
func (s *Store) VerifyChain(ctx context.Context) (Chain, error) { return Chain{}, errNotYet }
