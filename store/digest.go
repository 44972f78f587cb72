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
		facts = medelbot.DigestFacts{Since: since, Now: t.now, Whole: func(number string) (medelbot.Case, error) { return s.wholeCase(ctx, number) }}
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

// wholeCase reads a case with all its elements.
func (s *Store) wholeCase(ctx context.Context, number string) (k medelbot.Case, err error) {
	err = s.read(ctx, "read the case "+number, func(t *tx) error {
		found, err := t.mustFind(number)
		if err == nil {
			k = *found
		}
		return err
	})
	return k, err
}

// digestCases reads all cases for the sums, and of the open ones what a table of
// them tells: whole, thousands of them would fill the memory with texts of which
// a digest shows twenty.
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
	most := books.total - len(books.ended)
	f.Cases = make([]medelbot.DigestCase, 0, most)
	at := make(map[string]int, most)
	err = t.each(`SELECT `+caseColumns+` FROM cases `+openCasesWhere, []any{open}, func(rows *sql.Rows) error {
		f.Cases = append(f.Cases, medelbot.DigestCase{Case: medelbot.Case{Elements: medelbot.Elements{}}})
		k := &f.Cases[len(f.Cases)-1]
		err := scanCase(rows, &k.Case)
		at[k.Number], k.Mentions = len(f.Cases)-1, nil
		k.New, k.Changed, k.Earlier = k.OpenedAt.After(f.Since), k.ChangedAt.After(f.Since), books.earlier(&k.Case)
		return err
	})
	if err != nil {
		return err
	}
	if err := t.tableElements(open, func(number string, key medelbot.ElementKey, e medelbot.Element) {
		f.Cases[at[number]].Elements[key] = e
	}); err != nil {
		return err
	}
	return t.digestFiles(f, at, open)
}

// tableProse is how many characters a table shows of a text.
const tableProse = 400

// tableElements reads what a table of cases tells of the elements of the open
// ones, those that only a call has among them, oldest first: the last one of a key is what the case holds. Their
// evidence says only whether it was read from a picture.
func (t *tx) tableElements(open any, do func(number string, key medelbot.ElementKey, e medelbot.Element)) error {
	return t.each(`SELECT case_number, key, status, code, vouched, coalesce(evidence ->> 'ocr', 0),
			CASE WHEN key IN ('amount', 'account', 'contact') THEN value END,
			CASE WHEN key NOT IN ('applicant', 'amount', 'account', 'contact', 'arrangement', 'target_group', 'actors')
				THEN substr(value ->> 'text', 1, ?) END
		FROM element WHERE part = ? AND case_number IN (SELECT number FROM cases WHERE status IN (SELECT value FROM json_each(?)))
		ORDER BY case_number, id`, []any{tableProse, PartApplication, open}, func(rows *sql.Rows) error {
		var number string
		var key medelbot.ElementKey
		var e medelbot.Element
		var ocr bool
		var prose sql.NullString
		err := rows.Scan(&number, &key, &e.Status, &e.Code, &e.Vouched, &ocr, jsonColumn{&e.Value}, &prose)
		if prose.Valid {
			e.Value = &medelbot.Value{Text: prose.String}
		}
		if ocr {
			e.Evidence = &medelbot.Evidence{OCR: true}
		}
		if err == nil {
			do(number, key, e)
		}
		return err
	})
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
