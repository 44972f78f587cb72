package store

import (
	"database/sql"

	"medelbot"
)

// digestFiles tells of the digest's cases which attachments could not be read,
// what gave rise to the warnings, and which films the reports link to that wait
// to be read. open is the list of
// the statuses of open cases, as JSON, and at the places of the cases.
func (t *tx) digestFiles(f *medelbot.DigestFacts, at map[string]int, open any) error {
	gather := func(add func(*medelbot.DigestCase, string)) func(*sql.Rows) error {
		return func(rows *sql.Rows) error {
			var number, text string
			err := rows.Scan(&number, &text)
			if i, ok := at[number]; ok {
				add(&f.Cases[i], text)
			}
			return err
		}
	}
	err := t.each(`SELECT m.case_number, coalesce(a.value ->> 'name', '')
		FROM cases k JOIN mail m ON m.case_number = k.number, json_each(m.attachments) a
		WHERE k.status IN (SELECT value FROM json_each(?)) AND coalesce(a.value ->> 'problem', '') <> ''
		ORDER BY m.id, a.key`, []any{open}, gather(func(k *medelbot.DigestCase, name string) { k.Unreadable = append(k.Unreadable, name) }))
	if err != nil {
		return err
	}
	err = t.each(`SELECT e.case_number, w.key, w.value
		FROM cases k JOIN event e ON e.case_number = k.number, json_each(e.payload, '$.warnings') w
		WHERE k.status IN (SELECT value FROM json_each(?)) AND k.warnings IS NOT NULL AND e.name IN (?, ?) AND w.type = 'text'
		ORDER BY e.seq`, []any{open, medelbot.EventOpened, medelbot.EventAttached}, func(rows *sql.Rows) error {
		var number, why string
		var w medelbot.Warning
		err := rows.Scan(&number, &w, &why)
		if i, ok := at[number]; ok {
			k := &f.Cases[i]
			if k.Reasons == nil {
				k.Reasons = map[medelbot.Warning]string{}
			}
			k.Reasons[w] = why
		}
		return err
	})
	if err != nil {
		return err
	}
	return t.each(`SELECT DISTINCT e.case_number, l.value
		FROM cases k JOIN event e ON e.case_number = k.number, json_each(e.payload, '$.films') l
		WHERE k.status = ? AND e.name = ? AND l.type = 'text'
		ORDER BY e.seq`, []any{medelbot.StatusReported, medelbot.EventDone},
		gather(func(k *medelbot.DigestCase, link string) { k.Films = append(k.Films, link) }))
}
