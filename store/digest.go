package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"slices"
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
		if err := t.digestCases(&facts); err != nil {
			return err
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
		if _, err := t.row(`SELECT by FROM switch WHERE name = 'paused'`, nil, &facts.PausedBy); err != nil {
			return err
		}
		var head []byte
		_, err = t.row(`SELECT hash FROM event ORDER BY seq DESC LIMIT 1`, nil, &head)
		facts.ChainHead = hex.EncodeToString(head)
		return err
	})
	return facts, err
}

// digestCases reads all cases for the sums, and the open ones whole.
func (t *tx) digestCases(f *medelbot.DigestFacts) error {
	books, err := t.books()
	if err != nil {
		return err
	}
	f.CaseTotal, f.Calls, f.Regions = books.total, books.calls(), books.regions()
	for _, k := range books.ended {
		if k.ChangedAt.After(f.Since) {
			f.Ended = append(f.Ended, k)
		}
	}
	open, err := jsonText(slices.DeleteFunc(slices.Clone(medelbot.Statuses), func(s medelbot.Status) bool { return !s.Open() }))
	if err != nil {
		return err
	}
	cases, err := t.casesBy(openCasesWhere, open)
	if err != nil {
		return err
	}
	f.Cases = make([]medelbot.DigestCase, 0, len(cases))
	for _, k := range cases {
		f.Cases = append(f.Cases, medelbot.DigestCase{
			Case: k, New: k.OpenedAt.After(f.Since), Changed: k.ChangedAt.After(f.Since), Earlier: books.earlier(&k),
		})
	}
	return t.digestFiles(f, open)
}

const openCasesWhere = `WHERE status IN (SELECT value FROM json_each(?)) ORDER BY opened_at, number`

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
