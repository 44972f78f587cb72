package store

import (
	"context"
	"database/sql"
	"fmt"

	"medelbot"
)

// Erased counts what an erasure has taken.
type Erased struct {
	Cases   []string // numbers: the case itself, and those that were merged into it
	How     medelbot.Erasure
	Mails   int
	Letters int // whose text and address went
}

// endedColumns are those of an EndedCase. Of an imported case the log holds no
// money that came back.
const endedColumns = `number, call, status, ended_at,
	max(coalesce(paid_at, ''), coalesce((SELECT max(e.at) FROM event e WHERE e.case_number = cases.number AND e.name = 'deed_done'
		AND e.payload ->> '$.deed' = 'repay'), '')), paid - repaid, merged_into, erased`

func scanEnded(rows *sql.Rows) (k medelbot.EndedCase, err error) {
	var moneyAt string
	if err := rows.Scan(&k.Number, &k.Call, &k.Status, timeColumn{&k.EndedAt}, &moneyAt, &k.Out, textColumn[string]{&k.Into}, &k.Erased); err != nil {
		return k, err
	}
	if moneyAt != "" {
		err = timeColumn{&k.MoneyAt}.Scan(moneyAt)
	}
	return k, err
}

const endedQuery = `SELECT ` + endedColumns + ` FROM cases WHERE ended_at IS NOT NULL AND erased <> 'whole' ORDER BY number`

// EndedCases lists the cases that are over and not wholly erased, for the rule
// that says which are due.
func (s *Store) EndedCases(ctx context.Context) (ended []medelbot.EndedCase, err error) {
	err = s.read(ctx, "list the cases that are over", func(t *tx) error {
		return t.each(endedQuery, nil, func(rows *sql.Rows) error {
			k, err := scanEnded(rows)
			ended = append(ended, k)
			return err
		})
	})
	return ended, err
}

// EndedCase is what retention goes by of one case, also of one that goes on. The
// error wraps ErrNotFound if there is none with that number.
func (s *Store) EndedCase(ctx context.Context, number string) (k medelbot.EndedCase, err error) {
	err = s.read(ctx, "look whether case "+number+" is over", func(t *tx) error {
		k, err = t.endedCase(number)
		return err
	})
	return k, err
}

func (t *tx) endedCase(number string) (k medelbot.EndedCase, err error) {
	err = t.each(`SELECT `+endedColumns+` FROM cases WHERE number = ?`, []any{number}, func(rows *sql.Rows) error {
		k, err = scanEnded(rows)
		return err
	})
	if err == nil && k.Number == "" {
		err = fmt.Errorf("there is no such case: %w", ErrNotFound)
	}
	return k, err
}

// MergedCases lists a case and those that were merged into it: they are erased
// together.
func (s *Store) MergedCases(ctx context.Context, number string) (numbers []string, err error) {
	err = s.read(ctx, "look what was merged into case "+number, func(t *tx) error {
		numbers, err = t.numbers(mergedIntoQuery, number)
		return err
	})
	return numbers, err
}

// Erase takes everything of a case out of the database but what how says is
// left, and of the cases that were merged into it: its mails with their text in
// the search, its elements, what the log tells of it, its letters, and what
// rights there were to act on it. The ledger goes on to know its mails, by size,
// time and content hash, so that none of them is taken for a new one; the log
// stays whole, since only details go that its chain of hashes can do without.
//
// how is asked inside the transaction how much may go; its error is returned and
// nothing is changed. by is who erases, rule by which rule, both for the log. The
// error is a *StateError if something about the case is not done: a letter on
// its way, or a mail that waits for a person. Coordinators' mails to other cases
// that quote it go too.
//
// What was erased can still be found in the bytes of the file until Sweep has
// been called. The transaction notes that, so that it is not forgotten.
func (s *Store) Erase(ctx context.Context, number, by, rule string, how func(medelbot.EndedCase) (medelbot.Erasure, error)) (Erased, error) {
	var done Erased
	err := s.write(ctx, "erase case "+number, func(t *tx) error {
		k, err := t.endedCase(number)
		if err != nil {
			return err
		}
		done = Erased{}
		if done.How, err = how(k); err != nil {
			return err
		}
		if done.Cases, err = t.numbers(mergedIntoQuery, number); err != nil {
			return err
		}
		if err := t.nothingUnderWay(done.Cases); err != nil {
			return err
		}
		if done.Mails, err = t.eraseQuotes(done.Cases, by); err != nil {
			return err
		}
		for _, n := range done.Cases {
			left := done.How
			if n != number {
				left = medelbot.ErasedWhole // no money was ever paid of it
			}
			if err := t.eraseCase(n, by, rule, left, &done); err != nil {
				return err
			}
		}
		return t.noteTraces()
	})
	return done, err
}

// mergedIntoQuery lists a case and those that were merged into it, by whatever
// way.
const mergedIntoQuery = `WITH RECURSIVE group_of (number) AS (SELECT ?1 UNION
	SELECT k.number FROM group_of g JOIN cases k ON k.merged_into = g.number) SELECT number FROM group_of`

// nothingUnderWay refuses to erase what somebody or something is still at work
// on. A letter to the coordinators may quote any case.
func (t *tx) nothingUnderWay(numbers []string) error {
	list, err := jsonText(numbers)
	if err != nil {
		return err
	}
	l, err := t.letter(`WHERE state IN ('queued', 'sending') AND (case_number IN (SELECT value FROM json_each(?))
		OR name IN `+toCoordinators+`) ORDER BY id LIMIT 1`, list)
	if err != nil {
		return err
	}
	if l != nil {
		return &StateError{fmt.Sprintf("letter %d, which may speak of it, has not left yet: it is %s", l.ID, l.State)}
	}
	waiting, err := t.asideMails(`AND m.case_number IN (SELECT value FROM json_each(?))`, list)
	if err != nil {
		return err
	}
	if len(waiting) > 0 {
		return &StateError{fmt.Sprintf("a mail of it waits for a person, as number %d of those set aside", waiting[0].ID)}
	}
	if waiting, err = t.asideMails(`AND m.id IN (SELECT id FROM mail `+quotingWhere+`)`, quotingMatch(numbers), list); err != nil {
		return err
	}
	if len(waiting) > 0 {
		return &StateError{fmt.Sprintf("a mail that quotes it waits for a person, as number %d of those set aside", waiting[0].ID)}
	}
	return nil
}

// toCoordinators are the names of the letters of medelbot.LetterName.ToCoordinator.
const toCoordinators = `('digest', 'notice', 'transcript', 'alarm')`

func (t *tx) eraseCase(number, by, rule string, how medelbot.Erasure, done *Erased) error {
	k, err := t.mustFind(number)
	if err != nil {
		return err
	}
	mails, err := t.mailsToErase(`WHERE case_number = ?`, number)
	if err != nil {
		return err
	}
	letters, err := t.eraseLetters(k, by)
	if err != nil {
		return err
	}
	if err := t.eraseMails(mails); err != nil {
		return err
	}
	for _, step := range []func(*medelbot.Case, medelbot.Erasure) error{t.eraseElements, t.eraseLog, t.eraseContent} {
		if err := step(k, how); err != nil {
			return err
		}
	}
	done.Mails += len(mails)
	done.Letters += letters
	return t.appendEvents(medelbot.Event{Case: number, Name: medelbot.EventErased, By: by,
		Payload: map[string]any{"left": leftOf(how), "rule": rule, "mails": len(mails), "letters": letters}})
}

// leftOf says in the log what an erasure has left.
func leftOf(how medelbot.Erasure) string {
	if how == medelbot.ErasedToBookkeeping {
		return "bookkeeping"
	}
	return "nothing"
}

// eraseLetters empties the letters of a case, and ends those that have not left.
// What bore the rights of others to act on it goes too, and letters to
// coordinators that never left: they may quote it. That a letter was sent, when,
// and its Message-ID, which holds the case number and nothing of a person, stays.
func (t *tx) eraseLetters(k *medelbot.Case, by string) (int, error) {
	quoting, err := t.letters(`WHERE name IN `+toCoordinators+` AND case_number IS NULL AND created_at >= ?
		AND state IN ('held', 'failed', 'uncertain', 'drafted') ORDER BY id`, timeText(k.OpenedAt))
	if err != nil {
		return 0, err
	}
	for i := range quoting {
		if err := t.dropLetter(&quoting[i], medelbot.DroppedErased, medelbot.EventWithdrawn, by, 0); err != nil {
			return 0, err
		}
	}
	if _, err := t.exec(`DELETE FROM token WHERE case_number = ?1 OR letter_id IN (SELECT id FROM outbox WHERE case_number = ?1)`, k.Number); err != nil {
		return 0, err
	}
	n, err := t.exec(`UPDATE outbox SET recipient = '', address = '', subject = '', reason = ?, key = 'erased:' || id, raw = x'',
			remove_draft = remove_draft OR state = 'drafted', state = iif(state = 'sent', 'sent', 'dropped')
		WHERE case_number = ? AND recipient <> ''`, medelbot.DroppedErased, k.Number)
	return int(n), err
}

// eraseElements takes what was read, wherever it was read. For bookkeeping the
// account as paid to is left.
func (t *tx) eraseElements(k *medelbot.Case, how medelbot.Erasure) error {
	if how == medelbot.ErasedWhole {
		_, err := t.exec(`DELETE FROM element WHERE case_number = ?`, k.Number)
		return err
	}
	if _, err := t.exec(`DELETE FROM element WHERE case_number = ?1 AND id IS NOT
			(SELECT max(id) FROM element WHERE case_number = ?1 AND part = ?2 AND key = ?3)`, k.Number, PartApplication, medelbot.Account); err != nil {
		return err
	}
	_, err := t.exec(`UPDATE element SET evidence = NULL, value = json_remove(value, '$.name', '$.email', '$.phone', '$.text') WHERE case_number = ?`, k.Number)
	return err
}

// eraseLog takes the details of what happened, with the salts that would let
// them be guessed. For bookkeeping those of payments are left. The line of an
// earlier erasure holds nothing of a person.
//
// Who was put on the never-answer list, or taken off it, stands under no case:
// of an address of this one the line goes, unless it still is on the list.
func (t *tx) eraseLog(k *medelbot.Case, how medelbot.Erasure) error {
	if _, err := t.exec(`UPDATE event SET payload = NULL, salt = NULL WHERE case_number = ? AND payload IS NOT NULL AND name <> ?
			AND NOT (? AND name = ? AND payload ->> '$.deed' IN (?, ?))`,
		k.Number, medelbot.EventErased, how == medelbot.ErasedToBookkeeping, medelbot.EventDone, medelbot.DeedPay, medelbot.DeedRepay); err != nil {
		return err
	}
	addresses, err := jsonText(k.Addresses)
	if err != nil {
		return err
	}
	_, err = t.exec(`UPDATE event SET payload = NULL, salt = NULL WHERE case_number = '' AND name IN (?, ?)
			AND payload ->> '$.address' IN (SELECT value FROM json_each(?) WHERE value NOT IN (SELECT address FROM muted))`,
		medelbot.EventMuted, medelbot.EventUnmuted, addresses)
	return err
}

// eraseContent takes what the case itself holds. What is left of the decision
// says what was decided and when, for bookkeeping also by whom.
func (t *tx) eraseContent(k *medelbot.Case, how medelbot.Erasure) error {
	applicant := k.Applicant
	d := decisionInUTC(k.Decision)
	if d != nil {
		d.Reason = ""
	}
	if how == medelbot.ErasedWhole {
		applicant = ""
		if d != nil {
			d.By = []string{}
		}
	}
	decision, err := jsonText(d)
	if err != nil {
		return err
	}
	_, err = t.exec(`UPDATE cases SET applicant = ?, decision = ?, addresses = NULL, warnings = NULL, mentions = NULL, asked = '',
			waits_since = NULL, reminded = 0, votes = NULL, report_due = NULL, next_at = NULL, language = ?, erased = ?, version = version + 1
		WHERE number = ?`, applicant, decision, medelbot.Swedish, how, k.Number)
	return err
}
