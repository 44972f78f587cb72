package store

import (
	"database/sql"
	"maps"
	"reflect"
	"slices"

	"medelbot"
)

// Part tells the two things of which the element ledger holds the parts.
type Part string

const (
	PartApplication Part = "application"
	PartReport      Part = "report"
)

// eachElement calls do for entries of the element ledger, oldest first: the
// last one of a part's key is what the case holds.
func (t *tx) eachElement(where string, args []any, do func(number string, e ElementEntry)) error {
	return t.each(`SELECT case_number, part, key, status, code, value, evidence, vouched, mail_id, by, at
			FROM element `+where+` ORDER BY case_number, id`,
		args, func(rows *sql.Rows) error {
			var number string
			var e ElementEntry
			var mailID sql.NullInt64
			err := rows.Scan(&number, &e.Part, &e.Key, &e.Status, &e.Code, jsonColumn{&e.Value}, jsonColumn{&e.Evidence}, &e.Vouched,
				&mailID, &e.By, timeColumn{&e.At})
			e.MailID = mailID.Int64
			if err == nil {
				do(number, e)
			}
			return err
		})
}

// hold puts an entry of the ledger where the case holds it.
func hold(k *medelbot.Case, e ElementEntry) {
	if e.Part != PartReport {
		k.Elements[e.Key] = e.Element
		return
	}
	if k.Report == nil {
		k.Report = medelbot.Elements{}
	}
	k.Report[e.Key] = e.Element
}

// addElements adds a line to the element ledger for each element that is not
// as before, which is nil for a new case.
func (t *tx) addElements(k, before *medelbot.Case, mailID int64, by string) error {
	if before == nil {
		before = &medelbot.Case{}
	}
	if err := t.addPart(PartApplication, k.Number, k.Elements, before.Elements, mailID, by); err != nil {
		return err
	}
	return t.addPart(PartReport, k.Number, k.Report, before.Report, mailID, by)
}

// addPart is addElements for one part. An element that the case no longer
// holds gets a line that says missing.
func (t *tx) addPart(part Part, number string, now, before medelbot.Elements, mailID int64, by string) error {
	after := medelbot.Elements{}
	maps.Copy(after, now)
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
		if _, err := t.exec(`INSERT INTO element (case_number, part, key, status, code, value, evidence, vouched, mail_id, by, at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			number, part, key, e.Status, e.Code, value, evidence, e.Vouched, optionalID(mailID), by, timeText(t.now)); err != nil {
			return err
		}
	}
	return nil
}
