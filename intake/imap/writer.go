package imap

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	wire "github.com/emersion/go-imap/v2"
)

// Writer changes folders, over a connection of its own. It connects at the
// first use and again when the connection was lost. It is safe for use by
// several goroutines; they wait for each other.
type Writer struct {
	account Account
	turn    chan struct{} // holds one token while somebody uses the session
	session *session      // nil: not connected
}

// NewWriter makes a writer and connects to nothing yet.
func NewWriter(a Account) *Writer {
	return &Writer{account: a, turn: make(chan struct{}, 1)}
}

// Close ends the connection, if there is one. The writer may be used again.
func (w *Writer) Close() {
	w.turn <- struct{}{}
	defer func() { <-w.turn }()
	w.hangUp()
}

func (w *Writer) hangUp() {
	if w.session != nil {
		w.session.close()
		w.session = nil
	}
}

// use runs f on a connection that answers. Nothing is tried twice: whether f
// took effect before a connection broke is not known here.
func (w *Writer) use(ctx context.Context, f func(s *session) error) error {
	select {
	case w.turn <- struct{}{}:
		defer func() { <-w.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if w.session != nil {
		// The server may have closed a connection that was long unused.
		if err := w.session.quick(ctx, "NOOP", func() error { return w.session.client.Noop().Wait() }); err != nil {
			w.hangUp()
		}
	}
	if w.session == nil {
		s, err := w.account.open(ctx)
		if err != nil {
			return err
		}
		w.session = s
	}
	err := f(w.session)
	if err != nil {
		w.hangUp() // whatever went wrong, the next use starts afresh
	}
	return err
}

// Append puts raw into the folder with the flags given, such as \Draft or
// \Seen. If the connection is lost before the answer, the mail may or may not
// be there: look with FindMessageID before trying again.
func (w *Writer) Append(ctx context.Context, folder string, flags []string, raw []byte) error {
	return w.use(ctx, func(s *session) error {
		options := &wire.AppendOptions{}
		for _, f := range flags {
			options.Flags = append(options.Flags, wire.Flag(f))
		}
		err := s.quick(ctx, "APPEND", func() error {
			cmd := s.client.Append(folder, int64(len(raw)), options)
			_, writeErr := cmd.Write(raw)
			closeErr := cmd.Close()
			// The server's own answer says more than a write that it cut short.
			if _, err := cmd.Wait(); err != nil {
				return err
			}
			return errors.Join(writeErr, closeErr)
		})
		if err != nil {
			return s.missing(ctx, folder, err)
		}
		return nil
	})
}

// FindMessageID reports whether the folder holds a mail with this Message-ID
// (without angle brackets). A folder that does not exist is an error.
func (w *Writer) FindMessageID(ctx context.Context, folder, id string) (found bool, err error) {
	err = w.use(ctx, func(s *session) error {
		if _, err := s.selectFolder(ctx, folder, true); err != nil {
			return err
		}
		uids, err := s.searchMessageID(ctx, id)
		found = len(uids) > 0
		return err
	})
	return found, err
}

// searchMessageID returns the mails of the open folder with this Message-ID.
func (s *session) searchMessageID(ctx context.Context, id string) (uids []uint32, err error) {
	err = s.quick(ctx, "UID SEARCH", func() error {
		criteria := &wire.SearchCriteria{Header: []wire.SearchCriteriaHeaderField{{Key: "Message-ID", Value: "<" + id + ">"}}}
		data, err := s.client.UIDSearch(criteria, nil).Wait()
		if err != nil {
			return err
		}
		uids, err = expand(data.All, 1, 0)
		return err
	})
	return uids, err
}

// Remove deletes the mails in the folder that have exactly this Message-ID
// (without angle brackets), and nothing else that lies there. It is for drafts
// of our own; that none is there is no error.
func (w *Writer) Remove(ctx context.Context, folder, id string) error {
	return w.use(ctx, func(s *session) error {
		if _, err := s.selectFolder(ctx, folder, false); err != nil {
			return err
		}
		found, err := s.searchMessageID(ctx, id)
		if err != nil || len(found) == 0 {
			return err
		}
		// SEARCH finds a Message-ID that only contains this one, too.
		mails, err := (&Reader{session: s, client: s.client}).Describe(ctx, found)
		if err != nil {
			return err
		}
		var uids []uint32
		for _, m := range mails {
			if m.MessageID == id {
				uids = append(uids, m.UID)
			}
		}
		if len(uids) == 0 {
			return nil
		}
		if !s.caps.Has(wire.CapUIDPlus) {
			// A plain EXPUNGE would also remove what a person has marked as deleted.
			return &Error{Trouble: NotAllowed, Message: fmt.Sprintf("%s cannot remove single mails (UIDPLUS) from %q", s.conn.server, folder),
				Try: "delete the draft by hand"}
		}
		return s.expunge(ctx, uids)
	})
}

// expunge marks mails of the open folder as deleted and removes them alone.
func (s *session) expunge(ctx context.Context, uids []uint32) error {
	if err := s.store(ctx, uids, wire.FlagDeleted); err != nil {
		return err
	}
	return s.quick(ctx, "UID EXPUNGE", func() error {
		return s.client.UIDExpunge(uidSet(uids)).Close()
	})
}

// SetKeyword marks mails. Those that are gone are passed over.
func (w *Writer) SetKeyword(ctx context.Context, folder string, uidValidity uint32, uids []uint32, keyword string) error {
	return w.use(ctx, func(s *session) error {
		data, uids, err := s.selectMails(ctx, folder, uidValidity, uids)
		if err != nil || len(uids) == 0 {
			return err
		}
		if !mayKeep(data.PermanentFlags, keyword) {
			return &Error{Trouble: NotAllowed, Message: fmt.Sprintf("%s keeps no keywords in %q", s.conn.server, folder),
				Try: `set after_filing to "move" or "nothing"`}
		}
		return s.store(ctx, uids, wire.Flag(keyword))
	})
}

// mayKeep reports whether a keyword would outlive the session: it, or the
// right to make new ones, is listed (RFC 9051, 7.1, PERMANENTFLAGS).
func mayKeep(permanent []wire.Flag, keyword string) bool {
	return slices.ContainsFunc(permanent, func(f wire.Flag) bool {
		return f == wire.FlagWildcard || strings.EqualFold(string(f), keyword)
	})
}

// Move moves mails to another folder, which is made if it does not exist.
// Mails that are gone are passed over.
func (w *Writer) Move(ctx context.Context, folder string, uidValidity uint32, uids []uint32, to string) error {
	return w.use(ctx, func(s *session) error {
		_, uids, err := s.selectMails(ctx, folder, uidValidity, uids)
		if err != nil || len(uids) == 0 {
			return err
		}
		canMove := s.caps.Has(wire.CapMove)
		if !canMove && !s.caps.Has(wire.CapUIDPlus) {
			// A plain EXPUNGE would also remove what a person has marked as deleted.
			return &Error{Trouble: NotAllowed, Message: fmt.Sprintf("%s can neither MOVE nor remove single mails (UIDPLUS)", s.conn.server),
				Try: `set after_filing to "keyword" or "nothing"`}
		}
		if err := s.makeFolder(ctx, to); err != nil {
			return err
		}
		if !canMove {
			return s.copyAndExpunge(ctx, folder, uidValidity, uids, to)
		}
		return s.quick(ctx, "UID MOVE", func() error {
			_, err := s.client.Move(uidSet(uids), to).Wait()
			return err
		})
	})
}

func (s *session) store(ctx context.Context, uids []uint32, flag wire.Flag) error {
	return s.quick(ctx, "UID STORE", func() error {
		return s.client.Store(uidSet(uids), &wire.StoreFlags{Op: wire.StoreFlagsAdd, Silent: true, Flags: []wire.Flag{flag}}, nil).Close()
	})
}

func (s *session) selectFolder(ctx context.Context, folder string, readOnly bool) (*wire.SelectData, error) {
	var data *wire.SelectData
	err := s.quick(ctx, "SELECT", func() (err error) {
		data, err = s.client.Select(folder, &wire.SelectOptions{ReadOnly: readOnly}).Wait()
		return err
	})
	if err != nil {
		return nil, s.missing(ctx, folder, err)
	}
	return data, nil
}

// selectMails opens a folder for writing and tells which of the mails are
// still there. UIDs of another UIDVALIDITY name other mails: that is an error,
// since nobody knows what became of those that are meant.
func (s *session) selectMails(ctx context.Context, folder string, uidValidity uint32, uids []uint32) (*wire.SelectData, []uint32, error) {
	data, err := s.selectFolder(ctx, folder, false)
	if err != nil || len(uids) == 0 {
		return nil, nil, err
	}
	if data.UIDValidity != uidValidity {
		return nil, nil, &Error{Trouble: Confused, Message: fmt.Sprintf("%s has renumbered the mails of %q meanwhile", s.conn.server, folder)}
	}
	r := &Reader{session: s, client: s.client}
	present, err := r.Present(ctx, uids)
	return data, present, err
}

func (s *session) makeFolder(ctx context.Context, folder string) error {
	names, err := s.folders(ctx)
	if err != nil || hasFolder(names, folder) {
		return err
	}
	return s.quick(ctx, "CREATE", func() error { return s.client.Create(folder, nil).Wait() })
}
