package store

import (
	"os"
	"strings"
	"testing"
	"time"

	"medelbot"
)

// lived returns a store in which something of everything has happened.
func lived(t *testing.T) (*Store, *hands) {
	t.Helper()
	s, h := openNew(t)
	fileOne(t, s, application(1), rules())
	id := queueDigest(t, s, 1)
	if !attempt(t, s, id) {
		t.Fatal("the digest does not leave")
	}
	do(t, s.Settle(t.Context(), id, medelbot.Sent, "", time.Time{}))
	return s, h
}

func TestVerifyFindsNothing(t *testing.T) {
	s, _ := lived(t)
	for range 2 {
		v, err := s.Verify(t.Context())
		if err != nil || !v.Sound() || len(v.Checks) < 10 || v.Chain.Length == 0 || len(v.Chain.Head) != 64 {
			t.Errorf("%+v, %v", v, err)
		}
	}
	empty, _ := openNew(t)
	if v, err := empty.Verify(t.Context()); err != nil || !v.Sound() || v.Chain != (Chain{}) {
		t.Errorf("an empty database: %+v, %v", v, err)
	}
}

// What somebody changes past the program is found, each thing by its check.
func TestVerifyFinds(t *testing.T) {
	const number = "PK-2021-0001"
	tests := []struct{ name, statement, check, says string }{
		{"a changed event", `DROP TRIGGER event_no_update; UPDATE event SET by = 'nobody' WHERE seq = 1`, "the chain of events", "event 1"},
		{"an unknown status", `UPDATE cases SET status = 'lost'`, "the statuses of cases", "status lost"},
		{"a status that nobody logged", `UPDATE cases SET status = 'incomplete'`, "the log against the cases", "leaves it complete"},
		{"granted by nobody", `UPDATE cases SET status = 'granted'`, "decisions", number + " is granted"},
		{"declined as granted", `UPDATE cases SET status = 'declined', decision = '{"outcome":"grant"}'`, "decisions", number + " is declined"},
		{"another sum", `UPDATE cases SET granted = 100000`, "sums", "100000 kronor"},
		{"a decision that cannot be read", `UPDATE cases SET status = 'paid', decision = 'x'`, "decisions", number + " is paid"},
		{"paid on no day", `UPDATE cases SET paid = 1`, "sums", "no day"},
		{"a letter of no case", `PRAGMA foreign_keys = 0; UPDATE outbox SET case_number = 'PK-1' WHERE case_number IS NOT NULL; PRAGMA foreign_keys = 1`, "letters", "PK-1"},
		{"a reference to nothing", `PRAGMA foreign_keys = 0; UPDATE outbox SET mail_id = 99 WHERE id = 1; PRAGMA foreign_keys = 1`, "references between tables", "outbox, row 1: there is no such mail"},
		{"sent without a try", `UPDATE outbox SET state = 'sent', attempts = 0`, "letters", "nothing was tried"},
		{"a token of an applicant", `INSERT INTO token VALUES (x'01', NULL, NULL, 'Harald', '', '', '2021', NULL, 1)`, "tokens", "bears a token"},
		{"a token used too late", `INSERT INTO token VALUES (x'01', NULL, NULL, 'Harald', '', '', '2021', '2022', 2)`, "tokens", "good until 2021"},
		{"a word gone from the index", `UPDATE mail_text_content SET c2 = 'annat' WHERE id = 1`, "the full-text index", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, _ := lived(t)
			if _, err := s.writer.Exec(tt.statement); err != nil {
				t.Fatal(err)
			}
			v, err := s.Verify(t.Context())
			if err != nil || v.Sound() {
				t.Fatalf("%+v, %v", v, err)
			}
			found := false
			for _, c := range v.Checks {
				found = found || c.Name == tt.check && strings.Contains(strings.Join(c.Faults, "; "), tt.says) && len(c.Faults) > 0
			}
			if !found {
				t.Errorf("%+v", v.Checks)
			}
		})
	}
}

// A letter that the log has sent twice is found, whatever the outbox says.
func TestVerifyFindsASecondSending(t *testing.T) {
	s, _ := lived(t)
	do(t, s.write(t.Context(), "send again", func(tx *tx) error {
		l, err := tx.letterForChange(2)
		if err != nil {
			return err
		}
		return tx.appendEvents(letterEvent(medelbot.EventSent, l, "", 0))
	}))
	v, err := s.Verify(t.Context())
	if err != nil || v.Faults() != 1 || !strings.Contains(v.Checks[8].Faults[0], "sent 2 times") {
		t.Errorf("%+v, %v", v, err)
	}
}

// Of a case whose payloads were erased the log says nothing.
func TestVerifyAfterErasure(t *testing.T) {
	s, _ := lived(t)
	if _, err := s.writer.Exec(`UPDATE event SET payload = NULL, salt = NULL; UPDATE cases SET status = 'incomplete'`); err != nil {
		t.Fatal(err)
	}
	if v, err := s.Verify(t.Context()); err != nil || !v.Sound() {
		t.Errorf("%+v, %v", v, err)
	}
}

// Damage to the file is a verdict, no failure of the check.
func TestVerifyDamagedFile(t *testing.T) {
	s, h := lived(t)
	var page, size int
	do(t, s.writer.QueryRow(`SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_schema WHERE name = 'outbox'`).Scan(&page, &size))
	do(t, s.Close())
	raw, err := os.ReadFile(s.path)
	do(t, err)
	clear(raw[(page-1)*size : page*size])
	do(t, os.WriteFile(s.path, raw, 0o600))
	s, err = Open(t.Context(), s.path, h.clock, time.UTC)
	do(t, err)
	defer s.Close()
	if v, err := s.Verify(t.Context()); err != nil || v.Sound() || len(v.Checks[0].Faults) == 0 {
		t.Errorf("%+v, %v", v, err)
	}
}

// What was erased as it should be is no damage, whatever a connection that has
// read the index before remembers of it.
func TestVerifyAfterWordsWereTakenOut(t *testing.T) {
	s, _ := lived(t)
	m := application(2)
	m.Fault = "the reader died on it"
	fileOne(t, s, m, rules())
	for range readers {
		if _, err := s.Search(t.Context(), "ansökan"); err != nil {
			t.Fatal(err)
		}
	}
	list, err := s.AsideList(t.Context())
	do(t, err)
	do(t, s.AsideDrop(t.Context(), list[0].ID, "Harald"))
	if v, err := s.Verify(t.Context()); err != nil || !v.Sound() {
		t.Errorf("%+v, %v", v, err)
	}
}
