package store

import (
	"strings"
	"testing"
)

// What the daemon asks all the time must not read the whole table, however
// many letters and mails there have been.
func TestQueryPlans(t *testing.T) {
	s, _ := openNew(t)
	tests := []struct{ name, query, index string }{
		{"due", `SELECT id FROM outbox ` + dueWhere, "outbox_due"},
		{"next due", nextDueQuery, "outbox_next"},
		{"interrupted", `SELECT id FROM outbox ` + interruptedWhere, "outbox_sending"},
		{"unconfirmed", `SELECT id FROM outbox ` + unconfirmedWhere, "outbox_unconfirmed"},
		{"shown", `SELECT id FROM outbox ` + shownWhere, "outbox_shown"},
		{"attempt", `SELECT id FROM outbox ` + attemptWhere + ` AND ` + asExpected, "INTEGER PRIMARY KEY"},
		{"replaced drafts", `SELECT id FROM outbox ` + replacedDraftsWhere, "outbox_remove_draft"},
		{"undelivered letters of a case", `SELECT id FROM outbox ` + undeliveredWhere, "outbox_case"},
		{"letters that answer a mail", `SELECT id FROM outbox ` + answersWhere, "outbox_mail"},
		{"tokens of a letter", bearsQuery, "token_letter"},
		{"mails that were answered", keptQuery, "mail_message"},
		{"what of them is set aside", asideQuery + `AND a.mail_id = ? ORDER BY a.id`, "aside_"},
		{"begun", begunQuery, "ledger_begun"},
		{"unmarked", unmarkedQuery, "ledger_unmarked"},
		{"baseline", baselineQuery, "ledger_baseline"},
		{"open aside", asideQuery + ` ORDER BY a.id`, "aside_open"},
		{"content of mail", `SELECT id, case_number FROM mail WHERE content_hash = ? ORDER BY id LIMIT 1`, "mail_content"},
		{"content of the ledger", `SELECT 0 FROM ledger WHERE content_hash = ? LIMIT 1`, "ledger_content"},
		{"letters of an address", `SELECT count(*) FROM outbox WHERE address = ? AND created_at >= ?`, "outbox_address"},
		{"letter by stem", `SELECT id FROM outbox WHERE stem = ? ORDER BY id DESC LIMIT 1`, "outbox_stem"},
		{"elements", `SELECT id FROM element WHERE case_number = ? ORDER BY case_number, id`, "element_case"},
		{"events", `SELECT seq FROM event WHERE case_number = ? ORDER BY seq`, "event_case"},
	}
	for _, tt := range tests {
		rows, err := s.reader.Query(`EXPLAIN QUERY PLAN `+tt.query, make([]any, strings.Count(tt.query, "?"))...)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		var plan []string
		for rows.Next() {
			var id, parent, unused int
			var step string
			if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
				t.Fatal(err)
			}
			plan = append(plan, step)
		}
		rows.Close()
		text := strings.Join(plan, "; ")
		if !strings.Contains(text, tt.index) || strings.Contains(text, "TEMP B-TREE") {
			t.Errorf("%s: the plan is %s", tt.name, text)
		}
	}
}
