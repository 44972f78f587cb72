package store

import (
	"context"
	"database/sql"
	"fmt"

	"medelbot"
)

// What the ledger says of one UID.
const (
	stateBegun      = "begun"      // its body is being read
	stateBaseline   = "baseline"   // was there before us; never read
	stateRecognised = "recognised" // known from an earlier UIDVALIDITY
	stateFiled      = "filed"      // the mail is kept
	statePrivate    = "private"    // read and left alone: this row is all that stays
	stateCopy       = "copy"       // a copy of a mail that is here already
)

// OpenFolder notes that a folder is looked at, with the server's UIDNEXT, and
// returns what the ledger knows of it. A UIDVALIDITY that is new begins
// another life of the folder, in which UIDs mean something else (RFC 9051,
// 2.3.1.1); BaselineNext is 0 then, for no UID of this life tells that a mail
// is older than the first start. One that comes back, as after a restored
// backup of the server, continues the life it had.
func (s *Store) OpenFolder(ctx context.Context, key medelbot.FolderKey, uidNext uint32) (medelbot.FolderState, error) {
	var st medelbot.FolderState
	err := s.write(ctx, "open folder "+key.Folder+" of "+key.Mailbox, func(t *tx) error {
		lifeID, err := t.openLife(key, uidNext)
		if err != nil {
			return err
		}
		st, err = t.folderState(lifeID)
		return err
	})
	return st, err
}

func (t *tx) openLife(key medelbot.FolderKey, uidNext uint32) (int64, error) {
	now := timeText(t.now)
	if _, err := t.exec(`INSERT INTO folder (mailbox, name, first_at) VALUES (?, ?, ?)
		ON CONFLICT (mailbox, name) DO NOTHING`, key.Mailbox, key.Folder, now); err != nil {
		return 0, err
	}
	// Only a folder that had a life before has something to recognise.
	if _, err := t.exec(`INSERT INTO life (folder_id, uidvalidity, uidnext, opened_at, rescanned_at)
		SELECT f.id, ?, ?, ?, iif(EXISTS (SELECT 1 FROM life WHERE folder_id = f.id), NULL, ?)
		FROM folder f WHERE f.mailbox = ? AND f.name = ?
		ON CONFLICT (folder_id, uidvalidity) DO UPDATE SET opened_at = excluded.opened_at`,
		key.UIDValidity, uidNext, now, now, key.Mailbox, key.Folder); err != nil {
		return 0, err
	}
	return t.life(key)
}

// life returns the id of an opened folder's life.
func (t *tx) life(key medelbot.FolderKey) (int64, error) {
	var id int64
	ok, err := t.row(`SELECT l.id FROM life l JOIN folder f ON f.id = l.folder_id
		WHERE f.mailbox = ? AND f.name = ? AND l.uidvalidity = ?`,
		[]any{key.Mailbox, key.Folder, key.UIDValidity}, &id)
	if err == nil && !ok {
		err = fmt.Errorf("folder %s of %s with UIDVALIDITY %d was never opened: %w", key.Folder, key.Mailbox, key.UIDValidity, ErrNotFound)
	}
	return id, err
}

func (t *tx) folderState(lifeID int64) (medelbot.FolderState, error) {
	var st medelbot.FolderState
	_, err := t.row(`SELECT f.baseline_at IS NULL, l.rescanned_at IS NULL,
			iif(l.id = (SELECT min(id) FROM life WHERE folder_id = f.id), l.uidnext, 0), f.first_at,
			max(coalesce((SELECT max(uid) FROM ledger WHERE life_id = l.id), 0),
			    coalesce((SELECT max(last) FROM gap WHERE life_id = l.id), 0))
		FROM life l JOIN folder f ON f.id = l.folder_id WHERE l.id = ?`, []any{lifeID},
		&st.First, &st.Renumbered, &st.BaselineNext, timeColumn{&st.BaselineAt}, &st.Highest)
	if err != nil {
		return st, err
	}
	if st.Begun, err = t.uids(begunQuery, lifeID); err != nil {
		return st, err
	}
	st.Unmarked, err = t.uids(unmarkedQuery, lifeID)
	return st, err
}

const (
	begunQuery    = `SELECT uid FROM ledger WHERE life_id = ? AND state = 'begun' ORDER BY uid`
	unmarkedQuery = `SELECT uid FROM ledger WHERE life_id = ? AND unmarked = 1 ORDER BY uid`
)

func (t *tx) uids(query string, args ...any) (uids []uint32, err error) {
	err = t.each(query, args, func(rows *sql.Rows) error {
		var uid uint32
		err := rows.Scan(&uid)
		uids = append(uids, uid)
		return err
	})
	return uids, err
}

// AddBaseline notes mail that was there before the first start. Noting the
// same mail twice does no harm.
func (s *Store) AddBaseline(ctx context.Context, key medelbot.FolderKey, known []medelbot.Known) error {
	return s.write(ctx, "note the mail that was there before", func(t *tx) error {
		return t.note(key, known, stateBaseline)
	})
}

// Begin notes mail whose bodies are about to be read, so that a mail that
// kills the program is known at the next start (FolderState.Begun). What the
// ledger holds already stays as it is.
func (s *Store) Begin(ctx context.Context, key medelbot.FolderKey, known []medelbot.Known) error {
	return s.write(ctx, "note the mail about to be read", func(t *tx) error {
		return t.note(key, known, stateBegun)
	})
}

func (t *tx) note(key medelbot.FolderKey, known []medelbot.Known, state string) error {
	lifeID, err := t.life(key)
	if err != nil {
		return err
	}
	for _, k := range known {
		if _, err := t.exec(`INSERT INTO ledger (life_id, uid, state, message_id, size, date, at)
			VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (life_id, uid) DO NOTHING`,
			lifeID, k.UID, state, k.MessageID, k.Size, optionalTime(k.Date), timeText(t.now)); err != nil {
			return err
		}
	}
	return nil
}

// FinishBaseline ends FolderState.First.
func (s *Store) FinishBaseline(ctx context.Context, key medelbot.FolderKey) error {
	return s.write(ctx, "finish the baseline", func(t *tx) error {
		lifeID, err := t.life(key)
		if err != nil {
			return err
		}
		_, err = t.exec(`UPDATE folder SET baseline_at = ?
			WHERE id = (SELECT folder_id FROM life WHERE id = ?) AND baseline_at IS NULL`, timeText(t.now), lifeID)
		return err
	})
}

// FinishRescan ends FolderState.Renumbered.
func (s *Store) FinishRescan(ctx context.Context, key medelbot.FolderKey) error {
	return s.write(ctx, "finish the rescan", func(t *tx) error {
		lifeID, err := t.life(key)
		if err != nil {
			return err
		}
		_, err = t.exec(`UPDATE life SET rescanned_at = ? WHERE id = ? AND rescanned_at IS NULL`, timeText(t.now), lifeID)
		return err
	})
}

// FinishMarking ends FolderState.Unmarked for mails that have been marked or
// moved on the server, or are gone from it.
func (s *Store) FinishMarking(ctx context.Context, key medelbot.FolderKey, uids []uint32) error {
	return s.write(ctx, "note the mail that was marked", func(t *tx) error {
		lifeID, err := t.life(key)
		if err != nil {
			return err
		}
		for _, uid := range uids {
			if _, err := t.exec(`UPDATE ledger SET unmarked = 0 WHERE life_id = ? AND uid = ?`, lifeID, uid); err != nil {
				return err
			}
		}
		return nil
	})
}

// AddGap notes that count mails with UIDs of from to to are not, or no longer,
// on the server and were never read. It also ends what was begun there.
func (s *Store) AddGap(ctx context.Context, key medelbot.FolderKey, from, to uint32, count int) error {
	return s.write(ctx, "note a gap", func(t *tx) error {
		lifeID, err := t.life(key)
		if err != nil {
			return err
		}
		if _, err := t.exec(`DELETE FROM ledger WHERE life_id = ? AND uid BETWEEN ? AND ? AND state = 'begun'`,
			lifeID, from, to); err != nil {
			return err
		}
		_, err = t.exec(`INSERT INTO gap (life_id, first, last, mails, at) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT DO NOTHING`, lifeID, from, to, count, timeText(t.now))
		return err
	})
}

// Reconcile compares the ledger with all UIDs on the server, stores the counts
// for the digest and returns the UIDs that the ledger lacks, in the order
// given. A UID inside a gap that is on the server after all counts as lacking,
// for it was never read. Mail begun and not finished is neither recorded nor
// lacking: FolderState.Begun tells of it.
func (s *Store) Reconcile(ctx context.Context, key medelbot.FolderKey, serverUIDs []uint32) ([]uint32, error) {
	var missing []uint32
	err := s.write(ctx, "compare the ledger with the server", func(t *tx) error {
		lifeID, err := t.life(key)
		if err != nil {
			return err
		}
		done := make(map[uint32]bool, len(serverUIDs)) // false: only begun
		err = t.each(`SELECT uid, state <> 'begun' FROM ledger WHERE life_id = ?`, []any{lifeID}, func(rows *sql.Rows) error {
			var uid uint32
			var finished bool
			err := rows.Scan(&uid, &finished)
			done[uid] = finished
			return err
		})
		if err != nil {
			return err
		}
		recorded := 0
		for _, uid := range serverUIDs {
			finished, known := done[uid]
			if finished {
				recorded++
			}
			if !known {
				missing = append(missing, uid)
			}
		}
		_, err = t.exec(`UPDATE life SET server = ?, recorded = ?, counted_at = ? WHERE id = ?`,
			len(serverUIDs), recorded, timeText(t.now), lifeID)
		return err
	})
	return missing, err
}

// WasRead tells whether any folder of a mailbox has ever been read to its end.
func (s *Store) WasRead(ctx context.Context, mailbox string) (read bool, err error) {
	err = s.read(ctx, "look whether the mailbox "+mailbox+" was read", func(t *tx) error {
		_, err := t.row(`SELECT EXISTS (SELECT 1 FROM folder WHERE mailbox = ? AND baseline_at IS NOT NULL)`, []any{mailbox}, &read)
		return err
	})
	return read, err
}
