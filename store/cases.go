package store

import (
	"database/sql"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"medelbot"
)

const caseColumns = `number, call, mailbox, status, version, applicant, addresses, warnings, opened_at, changed_at`

func scanCase(rows *sql.Rows, k *medelbot.Case) error {
	return rows.Scan(&k.Number, &k.Call, &k.Mailbox, &k.Status, &k.Version, &k.Applicant,
		jsonColumn{&k.Addresses}, jsonColumn{&k.Warnings}, timeColumn{&k.OpenedAt}, timeColumn{&k.ChangedAt})
}

// findCase returns a case with its elements, nil if there is none.
func (t *tx) findCase(number string) (*medelbot.Case, error) {
	if number == "" {
		return nil, nil
	}
	cases, err := t.casesBy(`WHERE number = ?`, number)
	if err != nil || len(cases) == 0 {
		return nil, err
	}
	return &cases[0], nil
}

// casesBy returns cases with their elements; where chooses among the cases.
func (t *tx) casesBy(where string, args ...any) ([]medelbot.Case, error) {
	var cases []medelbot.Case
	at := map[string]int{}
	err := t.each(`SELECT `+caseColumns+` FROM cases `+where, args, func(rows *sql.Rows) error {
		k := medelbot.Case{Elements: medelbot.Elements{}}
		err := scanCase(rows, &k)
		at[k.Number] = len(cases)
		cases = append(cases, k)
		return err
	})
	if err != nil || len(cases) == 0 {
		return nil, err
	}
	err = t.eachElement(`WHERE case_number IN (SELECT number FROM cases `+where+`)`, args, func(number string, e ElementEntry) {
		cases[at[number]].Elements[e.Key] = e.Element
	})
	return cases, err
}

// eachElement calls do for entries of the element ledger, oldest first: the
// last one of a key is what the case holds.
func (t *tx) eachElement(where string, args []any, do func(number string, e ElementEntry)) error {
	return t.each(`SELECT case_number, key, status, code, value, evidence, mail_id, by, at FROM element `+where+` ORDER BY case_number, id`,
		args, func(rows *sql.Rows) error {
			var number string
			var e ElementEntry
			var mailID sql.NullInt64
			err := rows.Scan(&number, &e.Key, &e.Status, &e.Code, jsonColumn{&e.Value}, jsonColumn{&e.Evidence}, &mailID, &e.By, timeColumn{&e.At})
			e.MailID = mailID.Int64
			if err == nil {
				do(number, e)
			}
			return err
		})
}

// openCase gives a new case its number and writes it, all but its elements.
// The number's year is that of the mail's arrival, in the configured zone.
func (t *tx) openCase(k *medelbot.Case, m *medelbot.Mail, calls []medelbot.Call) error {
	i := slices.IndexFunc(calls, func(c medelbot.Call) bool { return c.ID == k.Call })
	if i < 0 {
		return ruleError{fmt.Errorf("the rules opened a case of the call %q, which is not configured", k.Call)}
	}
	year := m.Arrived.In(t.zone).Year()
	var n int
	if _, err := t.row(`INSERT INTO series (prefix, year, last) VALUES (?, ?, 1)
		ON CONFLICT (prefix, year) DO UPDATE SET last = last + 1 RETURNING last`,
		[]any{calls[i].Prefix, year}, &n); err != nil {
		return err
	}
	k.Number, k.Version, k.ChangedAt = calls[i].CaseNumber(year, n), 1, t.now
	if k.OpenedAt.IsZero() {
		k.OpenedAt = t.now
	}
	addresses, warnings, err := caseLists(k)
	if err != nil {
		return err
	}
	_, err = t.exec(`INSERT INTO cases (`+caseColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		k.Number, k.Call, k.Mailbox, k.Status, k.Version, k.Applicant, addresses, warnings,
		timeText(k.OpenedAt), timeText(k.ChangedAt))
	return err
}

// changeCase writes what the rules changed of a case, all but its elements. A
// change that starts from another version than the stored one is refused.
func (t *tx) changeCase(k *medelbot.Case) error {
	addresses, warnings, err := caseLists(k)
	if err != nil {
		return err
	}
	n, err := t.exec(`UPDATE cases SET status = ?, version = version + 1, applicant = ?, addresses = ?, warnings = ?, changed_at = ?
		WHERE number = ? AND version = ?`,
		k.Status, k.Applicant, addresses, warnings, timeText(t.now), k.Number, k.Version)
	if err != nil {
		return err
	}
	if n != 1 {
		return ruleError{fmt.Errorf("case %s is not at version %d: %w", k.Number, k.Version, ErrState)}
	}
	k.Version++
	k.ChangedAt = t.now
	return nil
}

func caseLists(k *medelbot.Case) (addresses, warnings any, err error) {
	if addresses, err = jsonText(k.Addresses); err == nil {
		warnings, err = jsonText(k.Warnings)
	}
	return addresses, warnings, err
}

// addElements adds a line to the element ledger for each element that is not
// as before. One that the case no longer holds gets a line that says missing.
func (t *tx) addElements(k *medelbot.Case, before medelbot.Elements, mailID int64, by string) error {
	after := medelbot.Elements{}
	maps.Copy(after, k.Elements)
	for key := range before {
		if _, ok := after[key]; !ok {
			after[key] = medelbot.Element{Status: medelbot.Missing}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(after)) {
		e := after[key]
		if old, ok := before[key]; ok && reflect.DeepEqual(old, e) {
			continue
		}
		value, err := jsonText(e.Value)
		if err != nil {
			return err
		}
		evidence, err := jsonText(e.Evidence)
		if err != nil {
			return err
		}
		if _, err := t.exec(`INSERT INTO element (case_number, key, status, code, value, evidence, mail_id, by, at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			k.Number, key, e.Status, e.Code, value, evidence, optionalID(mailID), by, timeText(t.now)); err != nil {
			return err
		}
	}
	return nil
}

// copyCase makes a copy that shares nothing with k that the rules could change.
func copyCase(k *medelbot.Case) medelbot.Case {
	c := *k
	c.Addresses = slices.Clone(k.Addresses)
	c.Warnings = slices.Clone(k.Warnings)
	c.Elements = maps.Clone(k.Elements)
	for key, e := range c.Elements {
		if e.Value != nil {
			v := *e.Value
			e.Value = &v
		}
		if e.Evidence != nil {
			v := *e.Evidence
			e.Evidence = &v
		}
		c.Elements[key] = e
	}
	return c
}

func lower(s string) string { return strings.ToLower(strings.TrimSpace(s)) }
