package store

import (
	"strings"
	"testing"
)

// othersPlan is of a query that joins what two indices find.
const othersPlan = "cases_applicant|cases_granted"

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
		{"due cases", dueCasesQuery, "cases_next"},
		{"next tick", nextTickQuery, "cases_next"},
		{"open cases", openCasesQuery, "PRIMARY KEY"},
		{"counts", countsQuery, "cases_status"},
		{"case", `SELECT ` + caseColumns + ` FROM cases WHERE number = ?`, "PRIMARY KEY"},
		{"merged", mergedQuery, "PRIMARY KEY"},
		{"other cases", othersQuery, othersPlan},
		{"paid to", `SELECT number FROM cases ` + paidWhere, "cases_paid"},
		{"token", tokenQuery, "PRIMARY KEY"},
		{"answered by hand", answeredQuery, "PRIMARY KEY"},
		{"erased mail", erasedMailQuery, "PRIMARY KEY"},
		{"mail of no case", `SELECT id FROM mail ` + homelessWhere, "mail_homeless"},
		{"newest mail", newestQuery, "mail_case"},
		{"decision", `SELECT id FROM outbox ` + decisionWhere, "outbox_case"},
		{"letters of a case", `SELECT count(*) + 1 FROM outbox WHERE case_number = ?`, "outbox_case"},
		{"letters today", todayQuery, "outbox_address"},
		{"notices today", noticesQuery, "outbox_notice"},
		{"asides to take", asidesToTakeQuery, "aside_take"},
		{"elements", `SELECT id FROM element WHERE case_number = ? ORDER BY case_number, id`, "element_case"},
		{"letters by state", letterCountQuery, "INDEX outbox_count"},
		{"cases by call", caseCountQuery, "cases_count"},
		{"waiting letter", waitingQuery, "outbox_next"},
		{"asides", asidesQuery, "aside_open"},
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
		for _, index := range strings.Split(tt.index, "|") {
			if !strings.Contains(text, index) {
				t.Errorf("%s: %s is not in the plan: %s", tt.name, index, text)
			}
		}
		if strings.Contains(text, "TEMP B-TREE") && tt.index != othersPlan || strings.Contains(text, "SCAN cases ") && tt.index != "cases_status" && tt.index != "cases_count" {
			t.Errorf("%s: the plan is %s", tt.name, text)
		}
	}
}
