package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"time"

	"medelbot"
)

// shownWhere chooses the letters about which a person should know.
const shownWhere = `WHERE state IN ('held', 'failed', 'uncertain') ORDER BY id`

// DigestFacts collects in one view of the database what a digest tells of the
// time since the digest before.
func (s *Store) DigestFacts(ctx context.Context, since time.Time) (facts medelbot.DigestFacts, err error) {
	err = s.read(ctx, "collect what the digest tells", func(t *tx) error {
		facts = medelbot.DigestFacts{Since: since, Now: t.now}
		cases, err := t.casesBy(`ORDER BY opened_at, number`)
		if err != nil {
			return err
		}
		facts.CaseTotal = len(cases)
		for _, k := range cases {
			facts.Cases = append(facts.Cases, medelbot.DigestCase{
				Case: k, New: k.OpenedAt.After(since), Changed: k.ChangedAt.After(since),
			})
		}
		if facts.Aside, err = t.asideMails(""); err != nil {
			return err
		}
		if facts.Letters, err = t.letters(shownWhere); err != nil {
			return err
		}
		if facts.Folders, err = t.folderCounts(since); err != nil {
			return err
		}
		var head []byte
		_, err = t.row(`SELECT hash FROM event ORDER BY seq DESC LIMIT 1`, nil, &head)
		facts.ChainHead = hex.EncodeToString(head)
		return err
	})
	return facts, err
}

// folderCounts gives the counts of each folder's newest life, and the gaps of
// all its lives.
func (t *tx) folderCounts(since time.Time) ([]medelbot.FolderCount, error) {
	var counts []medelbot.FolderCount
	err := t.each(`SELECT f.mailbox, f.name, l.server, l.recorded, l.counted_at,
			(SELECT coalesce(sum(g.mails), 0) FROM gap g JOIN life x ON x.id = g.life_id WHERE x.folder_id = f.id AND g.at > ?)
		FROM folder f JOIN life l ON l.id = (SELECT id FROM life WHERE folder_id = f.id ORDER BY opened_at DESC, id DESC LIMIT 1)
		ORDER BY f.mailbox, f.name`, []any{timeText(since)}, func(rows *sql.Rows) error {
		var c medelbot.FolderCount
		err := rows.Scan(&c.Mailbox, &c.Folder, &c.Server, &c.Recorded, timeColumn{&c.At}, &c.Gaps)
		counts = append(counts, c)
		return err
	})
	return counts, err
}
