package store

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"medelbot"
)

// caseNumber is how Call.CaseNumber writes: prefix, year, running number.
var caseNumber = regexp.MustCompile(`^([^\s-]+)-([0-9]{4})-([0-9]{4,9})$`)

// Import files past cases under the numbers that they bear, all of them or
// none. Nobody is written to, and each is logged as imported by that person. New
// cases get numbers after the highest one imported. A number that is here
// already, or is none, refuses the import; of the first the error wraps
// ErrState.
//
// A time that NextAt sets is kept: zero, as from a spreadsheet, leaves the case
// to the next Reschedule, which reminds of what is due in it.
func (s *Store) Import(ctx context.Context, cases []medelbot.Case, by string) error {
	return s.write(ctx, "import cases", func(t *tx) error {
		for i := range cases {
			if err := t.importCase(cases[i].Copy(), by); err != nil {
				return err
			}
		}
		return nil
	})
}

func (t *tx) importCase(k medelbot.Case, by string) error {
	parts := caseNumber.FindStringSubmatch(k.Number)
	if parts == nil {
		return fmt.Errorf("%q is no case number such as PK-2019-0007", k.Number)
	}
	if k.Call == "" || k.Mailbox == "" || !slices.Contains(medelbot.Statuses, k.Status) {
		return fmt.Errorf("case %s lacks its call, its mailbox or a known status", k.Number)
	}
	old, err := t.findCase(k.Number)
	if err != nil {
		return err
	}
	if old != nil && old.Erased != medelbot.NotErased {
		return &StateError{"case " + k.Number + " was here and has been erased: its number is not given again"}
	}
	if old != nil {
		return &StateError{"case " + k.Number + " is here already"}
	}
	changedAt := k.ChangedAt
	if err := t.insertCase(&k); err != nil {
		return err
	}
	if changedAt.IsZero() {
		changedAt = k.OpenedAt // it is no news for a digest
	}
	if _, err := t.exec(`UPDATE cases SET changed_at = ? WHERE number = ?`, timeText(changedAt), k.Number); err != nil {
		return err
	}
	if err := t.addElements(&k, nil, 0, by); err != nil {
		return err
	}
	if err := t.raiseSeries(parts[1], parts[2], parts[3]); err != nil {
		return err
	}
	return t.appendEvents(medelbot.Event{Case: k.Number, Name: medelbot.EventImported, By: by,
		Payload: map[string]any{"call": k.Call, "status": k.Status, "applicant": k.Applicant}})
}

// raiseSeries makes new numbers of a series begin after n.
func (t *tx) raiseSeries(prefix, year, n string) error {
	y, err := strconv.Atoi(year)
	if err != nil {
		return err
	}
	last, err := strconv.Atoi(n)
	if err != nil {
		return err
	}
	_, err = t.exec(`INSERT INTO series (prefix, year, last) VALUES (?, ?, ?)
		ON CONFLICT (prefix, year) DO UPDATE SET last = max(last, excluded.last)`, prefix, y, last)
	return err
}
