package store

import (
	"database/sql"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"medelbot"
)

const caseColumns = `number, call, mailbox, status, version, applicant, addresses, warnings, mentions, opened_at, changed_at,
	asked, waits_since, reminded, votes, decision, paid_at, paid, repaid, report_due, next_at, language, erased`

// scanCase reads a row of caseColumns, and what comes after them into more.
func scanCase(rows *sql.Rows, k *medelbot.Case, more ...any) error {
	return rows.Scan(append([]any{&k.Number, &k.Call, &k.Mailbox, &k.Status, &k.Version, &k.Applicant,
		jsonColumn{&k.Addresses}, jsonColumn{&k.Warnings}, jsonColumn{&k.Mentions}, timeColumn{&k.OpenedAt}, timeColumn{&k.ChangedAt},
		&k.Asked, timeColumn{&k.WaitsSince}, &k.Reminded, jsonColumn{&k.Votes}, jsonColumn{&k.Decision},
		timeColumn{&k.PaidAt}, &k.Paid, &k.Repaid, timeColumn{&k.ReportDue}, timeColumn{&k.NextAt}, &k.Language, &k.Erased}, more...)...)
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
		hold(&cases[at[number]], e)
	})
	return cases, err
}

// openCase gives a new case its number and writes it, all but its elements.
// The number's year is that of arrived, in the configured zone.
func (t *tx) openCase(k *medelbot.Case, arrived time.Time, calls []medelbot.Call) error {
	i := slices.IndexFunc(calls, func(c medelbot.Call) bool { return c.ID == k.Call })
	if i < 0 {
		return ruleError{fmt.Errorf("the rules opened a case of the call %q, which is not configured", k.Call)}
	}
	year := arrived.In(t.zone).Year()
	var n int
	if _, err := t.row(`INSERT INTO series (prefix, year, last) VALUES (?, ?, 1)
		ON CONFLICT (prefix, year) DO UPDATE SET last = last + 1 RETURNING last`,
		[]any{calls[i].Prefix, year}, &n); err != nil {
		return err
	}
	k.Number = calls[i].CaseNumber(year, n)
	return t.insertCase(k)
}

// insertCase writes a case that has its number, all but its elements.
func (t *tx) insertCase(k *medelbot.Case) error {
	k.Version, k.ChangedAt = 1, t.now
	if k.OpenedAt.IsZero() {
		k.OpenedAt = t.now
	}
	content, err := caseContent(k)
	if err != nil {
		return err
	}
	_, err = t.exec(`INSERT INTO cases (number, call, mailbox, version, opened_at, changed_at, ended_at, `+contentColumns+`)
		VALUES (?, ?, ?, ?, ?, ?, ?`+strings.Repeat(", ?", len(content))+`)`,
		append([]any{k.Number, k.Call, k.Mailbox, k.Version, timeText(k.OpenedAt), timeText(k.ChangedAt), t.endedAt(k.Status)}, content...)...)
	return err
}

// changeCase writes what the rules changed of a case, all but its elements. A
// change that starts from another version than the stored one is refused. What
// the clock notes for itself is no change that a person is told of.
func (t *tx) changeCase(k, before *medelbot.Case) error {
	content, err := caseContent(k)
	if err != nil {
		return err
	}
	changedAt := t.now
	if onlyClock(k, before) {
		changedAt = before.ChangedAt
	}
	places := strings.TrimSuffix(strings.Repeat("?, ", len(content)), ", ")
	n, err := t.exec(`UPDATE cases SET (`+contentColumns+`) = (`+places+`), version = version + 1, changed_at = ?,
			ended_at = iif(status = ?, ended_at, ?)
		WHERE number = ? AND version = ?`,
		append(content, timeText(changedAt), k.Status, t.endedAt(k.Status), k.Number, k.Version)...)
	if err != nil {
		return err
	}
	if n != 1 {
		return ruleError{fmt.Errorf("case %s is not at version %d: %w", k.Number, k.Version, ErrState)}
	}
	k.Version++
	k.ChangedAt = changedAt
	return nil
}

// endedAt is since when a case is over that comes to a status now; NULL if it is
// not over.
func (t *tx) endedAt(s medelbot.Status) any {
	if s.Open() {
		return nil
	}
	return timeText(t.now)
}

// contentColumns are those of a case that the rules may change.
const contentColumns = `status, applicant, addresses, warnings, mentions, asked, waits_since, reminded, votes, decision,
	sought, granted, paid_at, paid, repaid, report_due, next_at, language`

// caseContent encodes them, in their order.
func caseContent(k *medelbot.Case) ([]any, error) {
	var lists [5]any
	for i, v := range []any{k.Addresses, k.Warnings, k.Mentions, votesInUTC(k.Votes), decisionInUTC(k.Decision)} {
		var err error
		if lists[i], err = jsonText(v); err != nil {
			return nil, err
		}
	}
	return []any{
		string(k.Status), k.Applicant, lists[0], lists[1], lists[2],
		k.Asked, optionalTime(k.WaitsSince), k.Reminded, lists[3], lists[4],
		k.Sought(), k.Granted(), optionalTime(k.PaidAt), k.Paid, k.Repaid, optionalTime(k.ReportDue), optionalTime(k.NextAt), string(k.Language),
	}, nil
}

// The rules reckon in the fund's own zone; the store in one.
func votesInUTC(votes []medelbot.Vote) []medelbot.Vote {
	votes = slices.Clone(votes)
	for i := range votes {
		votes[i].At = votes[i].At.UTC()
	}
	return votes
}

func decisionInUTC(d *medelbot.Decision) *medelbot.Decision {
	if d == nil {
		return nil
	}
	u := *d
	u.At, u.Final = d.At.UTC(), d.Final.UTC()
	return &u
}

// sameCase tells cases of which the store would hold the same. Times are
// compared as they are stored: the same instant in two zones is no change.
func sameCase(a, b *medelbot.Case) bool {
	inA, errA := caseContent(a)
	inB, errB := caseContent(b)
	return errA == nil && errB == nil && reflect.DeepEqual(inA, inB) &&
		a.Number == b.Number && a.Version == b.Version && sameElements(a.Elements, b.Elements) && sameElements(a.Report, b.Report)
}

func sameElements(a, b medelbot.Elements) bool {
	return len(a) == 0 && len(b) == 0 || reflect.DeepEqual(a, b)
}

// onlyClock tells a change of nothing but when the clock looks again.
func onlyClock(k, before *medelbot.Case) bool {
	c := *k
	c.NextAt, c.Reminded = before.NextAt, before.Reminded
	return sameCase(&c, before)
}

func lower(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// numbers runs a query for case numbers.
func (t *tx) numbers(query string, args ...any) (numbers []string, err error) {
	err = t.each(query, args, func(rows *sql.Rows) error {
		var number string
		err := rows.Scan(&number)
		numbers = append(numbers, number)
		return err
	})
	return numbers, err
}
