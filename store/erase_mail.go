package store

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"medelbot"
)

// mailToErase is what a kept mail is known by.
type mailToErase struct {
	id        int64
	number    string // of its case, "" if it belongs to none
	messageID string
	hash      []byte
}

func (t *tx) mailsToErase(where string, args ...any) ([]mailToErase, error) {
	var mails []mailToErase
	err := t.each(`SELECT id, case_number, message_id, content_hash FROM mail `+where, args, func(rows *sql.Rows) error {
		var m mailToErase
		err := rows.Scan(&m.id, textColumn[string]{&m.number}, &m.messageID, &m.hash)
		mails = append(mails, m)
		return err
	})
	return mails, err
}

// eraseMails takes mails with all that was made of them, but for what they are
// recognised by: an erased mail that still lies in the mailbox must not come
// back as a new one. A Message-ID often names a person or a machine, so it goes;
// after the server has numbered its mail anew they are recognised by size and
// time, and whatever way they come, by the hash of their content.
func (t *tx) eraseMails(mails []mailToErase) error {
	ids := make([]int64, len(mails))
	for i, m := range mails {
		ids[i] = m.id
	}
	if err := t.forgetTexts(ids...); err != nil {
		return err
	}
	for _, m := range mails {
		for _, step := range []struct {
			query string
			args  []any
		}{
			{`UPDATE ledger SET message_id = '' WHERE mail_id = ?`, []any{m.id}},
			{`UPDATE ledger SET message_id = '' WHERE content_hash = ?`, []any{m.hash}},
			{`UPDATE ledger SET message_id = '' WHERE state = 'baseline' AND message_id = ? AND message_id <> ''`, []any{m.messageID}},
			{`INSERT INTO erased_mail (hash, at) VALUES (?, ?) ON CONFLICT DO NOTHING`, []any{m.hash, timeText(t.now)}},
			{`DELETE FROM answered WHERE hash = ?`, []any{answeredHash(m.messageID)}},
			{`DELETE FROM token WHERE aside_id IN (SELECT id FROM aside WHERE mail_id = ?)`, []any{m.id}},
			{`DELETE FROM aside WHERE mail_id = ?`, []any{m.id}},
			{`UPDATE event SET payload = NULL, salt = NULL WHERE case_number = '' AND mail_id = ? AND payload IS NOT NULL`, []any{m.id}},
			{`DELETE FROM mail WHERE id = ?`, []any{m.id}},
		} {
			if _, err := t.exec(step.query, step.args...); err != nil {
				return err
			}
		}
	}
	return nil
}

// quotingWhere chooses mails of other cases than those of a group, or of none,
// that name a case of it and are a coordinator's, or answer or return a letter to
// one: they quote the letter, and what it tells of all cases. The first argument
// is quotingMatch of the group, the second the group as JSON.
const quotingWhere = `WHERE id IN (SELECT rowid FROM mail_text WHERE mail_text MATCH ?1) AND kind IN ('command', 'bounce', 'auto_reply')
	AND (case_number IS NULL OR case_number NOT IN (SELECT value FROM json_each(?2)))`

// quotingMatch is the query of the full-text index for any of the numbers.
func quotingMatch(numbers []string) string { return `"` + strings.Join(numbers, `" OR "`) + `"` }

// eraseQuotes erases the mails that quote the cases, and tells how many. What they
// brought about stands in the log of the case that they belong to.
func (t *tx) eraseQuotes(numbers []string, by string) (int, error) {
	group, err := jsonText(numbers)
	if err != nil {
		return 0, err
	}
	mails, err := t.mailsToErase(quotingWhere, quotingMatch(numbers), group)
	if err != nil {
		return 0, err
	}
	for _, m := range mails {
		if err := t.appendEvents(medelbot.Event{Case: m.number, Name: medelbot.EventMailErased, By: by, MailID: m.id,
			Payload: map[string]any{"mails": 1, "rule": "it quoted a case that was erased: " + strings.Join(numbers, ", ")}}); err != nil {
			return 0, err
		}
	}
	return len(mails), t.eraseMails(mails)
}

// homelessWhere chooses, by a time, mails of no case that wait for nobody since.
const homelessWhere = `WHERE case_number IS NULL AND filed_at < ?1
	AND NOT EXISTS (SELECT 1 FROM aside a WHERE a.mail_id = mail.id AND (a.closed_at IS NULL OR a.closed_at >= ?1)) ORDER BY id LIMIT ?2`

// EraseHomeless erases at most limit mails that belong to no case and have
// waited for nobody since before a time: those set aside that were dealt with,
// and commands about no case. It tells how many it erased and whether there are
// more. rule is for the log.
func (s *Store) EraseHomeless(ctx context.Context, before time.Time, limit int, rule string) (n int, more bool, err error) {
	err = s.write(ctx, "erase mail of no case", func(t *tx) error {
		mails, err := t.mailsToErase(homelessWhere, timeText(before), limit+1)
		if err != nil || len(mails) == 0 {
			return err
		}
		if more = len(mails) > limit; more {
			mails = mails[:limit]
		}
		if err := t.eraseMails(mails); err != nil {
			return err
		}
		n = len(mails)
		if err := t.appendEvents(medelbot.Event{Name: medelbot.EventMailErased, Payload: map[string]any{"mails": n, "rule": rule}}); err != nil {
			return err
		}
		return t.noteTraces()
	})
	return n, more, err
}

// erasedBefore finds out whether a mail with this content was erased, and notes
// it if so, without its Message-ID.
func (in *filing) erasedBefore() (erased bool, err error) {
	if _, err = in.row(erasedMailQuery, []any{in.hash}, &erased); err != nil || !erased {
		return false, err
	}
	if err := in.note(stateCopy, 0); err != nil {
		return false, err
	}
	_, err = in.exec(`UPDATE ledger SET message_id = '' WHERE content_hash = ?`, in.hash)
	return true, err
}

const erasedMailQuery = `SELECT EXISTS (SELECT 1 FROM erased_mail WHERE hash = ?)`
