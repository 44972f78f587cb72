package imap

import (
	"context"
	"slices"
	"strings"

	"medelbot"
)

// copyAndExpunge moves mails of the open folder on a server without MOVE. Each
// step waits for the success of the one before: the library's own fallback
// sends all three at once and would expunge what was not copied.
func (s *session) copyAndExpunge(ctx context.Context, folder string, uidValidity uint32, uids []uint32, to string) error {
	copied, err := s.copied(ctx, uids, to)
	if err != nil {
		return err
	}
	// To look there, the other folder was opened instead.
	_, uids, err = s.selectMails(ctx, folder, uidValidity, uids)
	if err != nil || len(uids) == 0 {
		return err
	}
	lacking := slices.DeleteFunc(slices.Clone(uids), func(uid uint32) bool { return slices.Contains(copied, uid) })
	if len(lacking) > 0 {
		err := s.quick(ctx, "UID COPY", func() error {
			_, err := s.client.Copy(uidSet(lacking), to).Wait()
			return err
		})
		if err != nil {
			return err
		}
	}
	return s.expunge(ctx, uids)
}

// copied tells which of the open folder's mails lie in the other one already,
// as they do when a connection was cut after the COPY of an earlier try. It
// opens the other folder.
//
// COPY keeps content and, on all but odd servers, date (RFC 9051, 6.4.7). Only
// a mail that is the same in Message-ID, size and date counts as a copy: the
// other one is about to be expunged, and two copies are better than none.
func (s *session) copied(ctx context.Context, uids []uint32, to string) (copied []uint32, err error) {
	r := &Reader{session: s, client: s.client}
	mails, err := r.Describe(ctx, uids)
	if err != nil {
		return nil, err
	}
	data, err := s.selectFolder(ctx, to, true)
	if err != nil || data.NumMessages == 0 {
		return nil, err
	}
	for _, k := range mails {
		if !searchable(k.MessageID) {
			continue
		}
		found, err := s.searchMessageID(ctx, k.MessageID)
		if err != nil {
			return nil, err
		}
		there, err := r.Describe(ctx, found)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(there, func(c medelbot.Known) bool {
			return c.MessageID == k.MessageID && c.Size == k.Size && c.Date.Equal(k.Date)
		}) {
			copied = append(copied, k.UID)
		}
	}
	return copied, nil
}

// searchable tells a Message-ID that any server can search for; others may
// refuse 8-bit text, and would do so for ever.
func searchable(id string) bool {
	return id != "" && !strings.ContainsFunc(id, func(r rune) bool { return r <= ' ' || r > '~' })
}
