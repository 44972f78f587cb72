package store

import (
	"context"
	"database/sql"
	"time"

	"medelbot"
)

// Recognise gives mail that is known from an earlier UIDVALIDITY of its folder
// its new UIDs and returns the UIDs that nobody knows, in the order given.
//
// A mail is known by its Message-ID and size; if either side has no
// Message-ID, by size and date to the second. Each row of the ledger
// recognises one mail only, so that of three copies where two were known the
// third is new (and told as a copy by its content when it is filed). A mail
// whose reading was begun and never finished recognises nothing: it must be
// read.
func (s *Store) Recognise(ctx context.Context, key medelbot.FolderKey, known []medelbot.Known) ([]uint32, error) {
	var unknown []uint32
	err := s.write(ctx, "recognise mail after the server renumbered it", func(t *tx) error {
		lifeID, err := t.life(key)
		if err != nil {
			return err
		}
		here, err := t.uidsOf(lifeID)
		if err != nil {
			return err
		}
		old, err := t.earlierLives(lifeID)
		if err != nil {
			return err
		}
		// The sure matches first, so that a vague one cannot take a row from them.
		rows := make([]int64, len(known))
		for i, k := range known {
			if !here[k.UID] {
				rows[i] = old.takeByMessageID(k)
			}
		}
		for i, k := range known {
			if here[k.UID] {
				continue
			}
			if rows[i] == 0 {
				rows[i] = old.takeByDate(k)
			}
			if rows[i] == 0 {
				unknown = append(unknown, k.UID)
			} else if err := t.carryOver(lifeID, k, rows[i]); err != nil {
				return err
			}
		}
		return nil
	})
	return unknown, err
}

// carryOver writes what an old row says of a mail under its new UID. A row without
// a Message-ID gets none: that of an erased mail was erased with it.
func (t *tx) carryOver(lifeID int64, k medelbot.Known, old int64) error {
	_, err := t.exec(`INSERT INTO ledger (life_id, uid, state, message_id, size, date, kind, content_hash, mail_id, earlier, unmarked, at)
		SELECT ?, ?, ?, iif(message_id = '', '', ?), ?, ?, kind, content_hash, mail_id, id, unmarked, ? FROM ledger WHERE id = ?`,
		lifeID, k.UID, stateRecognised, k.MessageID, k.Size, optionalTime(k.Date), timeText(t.now), old)
	return err
}

// uidsOf returns the UIDs that the ledger holds in a life already, begun ones
// too: a rescan that was cut short goes on.
func (t *tx) uidsOf(lifeID int64) (map[uint32]bool, error) {
	uids := map[uint32]bool{}
	err := t.each(`SELECT uid FROM ledger WHERE life_id = ?`, []any{lifeID}, func(rows *sql.Rows) error {
		var uid uint32
		err := rows.Scan(&uid)
		uids[uid] = true
		return err
	})
	return uids, err
}

// oldRows are the ledger rows that can still recognise a mail.
type oldRows struct {
	byMessageID map[messageKey][]int64
	byDate      map[dateKey][]oldRow
	taken       map[int64]bool
}

type messageKey struct {
	messageID string
	size      int64
}

type dateKey struct {
	size int64
	unix int64
}

type oldRow struct {
	id        int64
	messageID string
}

func newDateKey(size int64, date time.Time) dateKey { return dateKey{size, date.Unix()} }

// earlierLives collects the rows of the folder's other lives that have not
// recognised a mail yet. A row that did is represented by the row it made.
func (t *tx) earlierLives(lifeID int64) (*oldRows, error) {
	old := &oldRows{byMessageID: map[messageKey][]int64{}, byDate: map[dateKey][]oldRow{}, taken: map[int64]bool{}}
	err := t.each(`SELECT g.id, g.message_id, g.size, g.date FROM ledger g
		JOIN life l ON l.id = g.life_id
		WHERE l.folder_id = (SELECT folder_id FROM life WHERE id = ?1) AND l.id <> ?1 AND g.state <> 'begun'
			AND NOT EXISTS (SELECT 1 FROM ledger n WHERE n.earlier = g.id)
		ORDER BY g.id`, []any{lifeID}, func(rows *sql.Rows) error {
		var r oldRow
		var size int64
		var date time.Time
		if err := rows.Scan(&r.id, &r.messageID, &size, timeColumn{&date}); err != nil {
			return err
		}
		if r.messageID != "" {
			k := messageKey{r.messageID, size}
			old.byMessageID[k] = append(old.byMessageID[k], r.id)
		}
		if !date.IsZero() {
			k := newDateKey(size, date)
			old.byDate[k] = append(old.byDate[k], r)
		}
		return nil
	})
	return old, err
}

// takeByMessageID returns the row that recognises k, and 0 if there is none.
func (o *oldRows) takeByMessageID(k medelbot.Known) int64 {
	if k.MessageID == "" {
		return 0
	}
	for _, id := range o.byMessageID[messageKey{k.MessageID, k.Size}] {
		if !o.taken[id] {
			o.taken[id] = true
			return id
		}
	}
	return 0
}

// takeByDate is for mail without a Message-ID, here or in the ledger: two
// different ones of a program can well have the same size and second.
func (o *oldRows) takeByDate(k medelbot.Known) int64 {
	if k.Date.IsZero() {
		return 0
	}
	for _, r := range o.byDate[newDateKey(k.Size, k.Date)] {
		if !o.taken[r.id] && (k.MessageID == "" || r.messageID == "") {
			o.taken[r.id] = true
			return r.id
		}
	}
	return 0
}
