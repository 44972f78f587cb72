package store

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"

	"medelbot"
)

// Verdict is what Verify found.
type Verdict struct {
	Checks []Check
	Chain  Chain // of the event log, as far as it could be verified
}

// Check is one thing that Verify looked at.
type Check struct {
	Name   string
	Faults []string // what is wrong, a clause each; at most 20
}

// Sound reports whether nothing is wrong.
func (v *Verdict) Sound() bool { return v.Faults() == 0 }

// Faults counts what is wrong.
func (v *Verdict) Faults() int {
	n := 0
	for _, c := range v.Checks {
		n += len(c.Faults)
	}
	return n
}

// mostFaults bounds what one check tells: one fault tends to bring others.
const mostFaults = 20

// Verify looks for damage in the file and for what cannot be if only the
// program has written to it: a broken chain of events, and cases, letters and
// tokens that contradict each other or the log. It reads everything. The error
// is only about a check that ctx cut short; what is wrong with the database is
// in the Verdict.
func (s *Store) Verify(ctx context.Context) (Verdict, error) {
	return s.verify(ctx, func(v *Verdict) []verifyStep {
		return append(s.damageChecks(v),
			verifyStep{"the statuses of cases", s.listed(unknownStatusQuery, statusNames())},
			verifyStep{"the log against the cases", s.checkLoggedStatus},
			verifyStep{"decisions", s.listed(undecidedQuery)},
			verifyStep{"sums", s.listed(sumsQuery)},
			verifyStep{"letters", s.listed(lettersQuery, medelbot.EventSent)},
			verifyStep{"tokens", s.listed(tokensQuery)},
		)
	})
}

// verifyStep is one thing to look at.
type verifyStep struct {
	name string
	look func(context.Context) (faults []string, err error)
}

// damageChecks find what no program that works has written. The chain goes
// into v.
func (s *Store) damageChecks(v *Verdict) []verifyStep {
	return []verifyStep{
		{"the pages of the file", s.afresh(damagedPages)},
		{"references between tables", s.listed(`SELECT "table" || ', row ' || coalesce(rowid, '?') || ': there is no such ' || parent FROM pragma_foreign_key_check`)},
		{"the full-text index", s.afresh(damagedText)},
		{"the chain of events", func(ctx context.Context) (_ []string, err error) {
			v.Chain, err = s.VerifyChain(ctx)
			return nil, err
		}},
	}
}

func (s *Store) verify(ctx context.Context, steps func(*Verdict) []verifyStep) (Verdict, error) {
	var v Verdict
	for _, step := range steps(&v) {
		faults, err := step.look(ctx)
		if ctx.Err() != nil {
			return v, fmt.Errorf("verify %s: %w", step.name, ctx.Err())
		}
		if err != nil {
			faults = append(faults, strings.Join(strings.Fields(err.Error()), " "))
		}
		v.Checks = append(v.Checks, Check{step.name, faults[:min(len(faults), mostFaults)]})
	}
	return v, nil
}

const (
	unknownStatusQuery = `SELECT 'case ' || number || ' has the unknown status ' || status FROM cases
		WHERE status NOT IN (SELECT value FROM json_each(?)) ORDER BY number LIMIT 20`

	// outcome is what was decided of a case, '' if nothing was or it cannot be read.
	outcome = `iif(json_valid(decision), coalesce(decision ->> '$.outcome', ''), '')`

	undecidedQuery = `SELECT 'case ' || number || ' is ' || status || ', and its decision does not say so' FROM cases
		WHERE status IN ('granted', 'paid', 'report_incomplete', 'reported') AND ` + outcome + ` <> 'grant'
			OR status = 'declined' AND ` + outcome + ` <> 'decline' ORDER BY number LIMIT 20`

	sumsQuery = `SELECT 'case ' || number || ' counts ' || granted || ' kronor as granted, and its decision says otherwise' FROM cases
		WHERE granted <> iif(status <> 'withdrawn' AND ` + outcome + ` = 'grant', coalesce(decision ->> '$.sek', 0), 0)
		UNION ALL
		SELECT 'case ' || number || ' has ' || paid || ' kronor paid and no day of it' FROM cases WHERE paid <> 0 AND paid_at IS NULL
		UNION ALL
		SELECT 'of case ' || number || ' more came back than was paid' FROM cases WHERE repaid > paid LIMIT 20`

	lettersQuery = `SELECT 'letter ' || id || ' tells of the case ' || case_number || ', which is not there' FROM outbox
		WHERE case_number IS NOT NULL AND case_number NOT IN (SELECT number FROM cases)
		UNION ALL
		SELECT 'the log has the letter ' || letter || ' sent ' || count(*) || ' times'
			FROM (SELECT payload ->> '$.letter' AS letter FROM event WHERE name = ? AND json_valid(payload))
			WHERE letter IS NOT NULL GROUP BY letter HAVING count(*) > 1
		UNION ALL
		SELECT 'letter ' || id || ' is sent, and nothing was tried' FROM outbox WHERE state = 'sent' AND attempts = 0 LIMIT 20`

	// That a token is used once follows from the schema; that only a coordinator
	// could, and in time, does not.
	tokensQuery = `SELECT 'a token of letter ' || t.letter_id || ' was used on ' || t.used_at || ', and was good until ' || t.expires_at
			FROM token t WHERE t.used_at > t.expires_at
		UNION ALL
		SELECT 'letter ' || o.id || ' (' || o.name || ') is for no coordinator, and bears a token'
			FROM token t JOIN outbox o ON o.id = t.letter_id WHERE o.name NOT IN ('digest', 'notice', 'transcript') LIMIT 20`
)

// statusNames lists every status as JSON.
func statusNames() any {
	names, _ := jsonText(medelbot.Statuses) // strings always have a JSON form
	return names
}

// listed makes a check of a query whose every row is a fault.
func (s *Store) listed(query string, args ...any) func(context.Context) ([]string, error) {
	return func(ctx context.Context) (faults []string, err error) {
		err = s.read(ctx, "look for what cannot be", func(t *tx) error {
			return t.each(query, args, func(rows *sql.Rows) error {
				var fault string
				err := rows.Scan(&fault)
				faults = append(faults, fault)
				return err
			})
		})
		return faults, err
	}
}

// afresh makes a check over a connection of its own. One that has used the
// full-text index before remembers it otherwise than it is once another
// connection has changed it: it sees no damage done since, and damage where
// there is none. Seen: after a mail's words were taken out.
func (s *Store) afresh(look func(context.Context, *sql.DB) ([]string, error)) func(context.Context) ([]string, error) {
	return func(ctx context.Context) ([]string, error) {
		path, err := filepath.Abs(s.path)
		if err != nil {
			return nil, err
		}
		db, err := pool(path, 1, "immediate")
		if err != nil {
			return nil, err
		}
		defer db.Close()
		faults, err := look(ctx, db)
		return faults, explain(err)
	}
}

// damagedPages has SQLite look at every page and index.
func damagedPages(ctx context.Context, db *sql.DB) (faults []string, err error) {
	rows, err := db.QueryContext(ctx, `SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var fault string
		if err := rows.Scan(&fault); err != nil {
			return faults, err
		}
		faults = append(faults, fault)
	}
	return faults, rows.Err()
}

// damagedText has FTS5 compare its index with what it indexes.
func damagedText(ctx context.Context, db *sql.DB) ([]string, error) {
	_, err := db.ExecContext(ctx, `INSERT INTO mail_text (mail_text) VALUES ('integrity-check')`)
	return nil, err
}

const loggedStatusQuery = `SELECT case_number, payload IS NULL, iif(json_valid(payload), coalesce(payload ->> '$.to', payload ->> '$.status'), NULL)
	FROM event WHERE name IN ('case_opened', 'case_imported', 'mail_attached', 'deed_done') AND case_number <> '' ORDER BY seq`

// checkLoggedStatus compares where the log leaves each case with where it
// stands. Of a case whose newest word was erased nothing can be said.
func (s *Store) checkLoggedStatus(ctx context.Context) (faults []string, err error) {
	err = s.read(ctx, "compare the log with the cases", func(t *tx) error {
		logged := map[string]string{}
		err := t.each(loggedStatusQuery, nil, func(rows *sql.Rows) error {
			var number, status string
			var erased bool
			err := rows.Scan(&number, &erased, textColumn[string]{&status})
			switch {
			case erased:
				delete(logged, number)
			case status != "":
				logged[number] = status
			}
			return err
		})
		if err != nil {
			return err
		}
		return t.each(`SELECT number, status FROM cases ORDER BY number`, nil, func(rows *sql.Rows) error {
			var number, status string
			err := rows.Scan(&number, &status)
			if was, ok := logged[number]; ok && was != status {
				faults = append(faults, fmt.Sprintf("case %s is %s, and the log leaves it %s", number, status, was))
			}
			return err
		})
	})
	return faults, err
}
