package store

import (
	"database/sql"
	"io/fs"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pressly/goose/v3"

	"medelbot"
)

// atSchema makes a database with the schema as it was at a version, filled by
// the statements.
func atSchema(t *testing.T, path string, version int64, statements string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	do(t, err)
	defer db.Close()
	files, err := fs.Sub(migrations, "migrations")
	do(t, err)
	p, err := goose.NewProvider(goose.DialectSQLite3, db, files, goose.WithDisableGlobalRegistry(true))
	do(t, err)
	_, err = p.UpTo(t.Context(), version)
	do(t, err)
	_, err = db.Exec(statements)
	do(t, err)
}

// A database of the first schema keeps what it holds, and the clock begins to
// count for its cases.
func TestMigrationOfTheFirstSchema(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.db")
	atSchema(t, path, 1, `
		INSERT INTO cases VALUES ('PK-2021-0001', 'patientkontrakt-2021', 'testbaddar', 'incomplete', 3, 'Region Kalmar län',
			'["a@region.example"]', '["late"]', '2021-05-04T12:00:00.000Z', '2021-05-05T12:00:00.000Z');
		INSERT INTO cases VALUES ('PK-2021-0002', 'patientkontrakt-2021', 'testbaddar', 'complete', 1, 'Region Halland',
			NULL, NULL, '2021-05-04T12:00:00.000Z', '2021-05-04T12:00:00.000Z');
		INSERT INTO series VALUES ('PK', 2021, 2);
		INSERT INTO element (case_number, key, status, code, value, by, at) VALUES
			('PK-2021-0001', 'amount', 'ok', '', '{"sek":70000}', 'medelbot', '2021-05-04T12:00:00.000Z'),
			('PK-2021-0001', 'amount', 'invalid', 'over_cap', '{"sek":170000}', 'medelbot', '2021-05-05T12:00:00.000Z'),
			('PK-2021-0002', 'amount', 'ok', '', '{"sek":90000}', 'medelbot', '2021-05-04T12:00:00.000Z');
		INSERT INTO mail (mailbox, folder, uidvalidity, uid, message_id, content_hash, case_number, kind, from_name, from_email, subject,
			size, truncated, arrived_at, filed_at, quiet, fault, packed, raw)
			VALUES ('testbaddar', 'INBOX', 1, 1, 'a1@region.example', x'01', 'PK-2021-0001', 'application', '', '', '',
			3, 0, '2021-05-04T12:00:00.000Z', '2021-05-04T12:00:00.000Z', '', '', 0, x'41');
		INSERT INTO aside (mail_id, reason, at) VALUES (1, 'late', '2021-05-04T12:00:00.000Z');
		INSERT INTO outbox (key, mailbox, case_number, name, recipient, address, subject, message_id, stem, state, reason, mode,
			attempts, not_before, created_at, raw)
			VALUES ('k', 'testbaddar', 'PK-2021-0001', 'ack_incomplete', 'a@region.example', 'a@region.example', 'Tack', 'm@x', '', 'queued', '', 'send',
			0, '2021-05-04T12:00:00.000Z', '2021-05-04T12:00:00.000Z', x'41');`)

	s, _ := openAt(t, path)
	v, err := s.Case(t.Context(), "PK-2021-0001")
	do(t, err)
	want := medelbot.Case{
		Number: "PK-2021-0001", Call: testCall.ID, Mailbox: "testbaddar", Status: medelbot.StatusIncomplete, Version: 3,
		Applicant: "Region Kalmar län", Addresses: []string{"a@region.example"}, Warnings: []medelbot.Warning{medelbot.Late},
		Elements: medelbot.Elements{medelbot.Amount: {Status: medelbot.Invalid, Code: medelbot.OverCap, Value: &medelbot.Value{SEK: 170000}}},
		OpenedAt: noon, ChangedAt: noon.AddDate(0, 0, 1), WaitsSince: noon.AddDate(0, 0, 1), Language: medelbot.Swedish,
	}
	if diff := cmp.Diff(want, v.Case); diff != "" {
		t.Error(diff)
	}
	if len(v.Mails) != 1 || len(v.Letters) != 1 || len(v.History) != 2 {
		t.Errorf("%d mails, %d letters, %d lines of elements", len(v.Mails), len(v.Letters), len(v.History))
	}
	if sum := count(t, s, `SELECT sum(sought) FROM cases`); sum != 90000 {
		t.Errorf("%d kronor sought; a sum over the cap counts for nothing", sum)
	}
	if list, err := s.AsideList(t.Context()); err != nil || len(list) != 1 {
		t.Errorf("aside: %+v, %v", list, err)
	}
	if due, err := s.Due(t.Context(), "testbaddar", 10); err != nil || len(due) != 1 {
		t.Errorf("due: %+v, %v", due, err)
	}
}
