package store

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"medelbot"

	"github.com/google/go-cmp/cmp"
)

// A case that was merged goes with the one in which it went on.
func TestEraseMerged(t *testing.T) {
	s, _ := openNew(t)
	first, second := fileOne(t, s, marked(1), life()).Case, opened(t, s, 2)
	_, err := s.Do(t.Context(), first, mailed(harald), []medelbot.Order{{Deed: medelbot.DeedMerge, Into: second}}, life())
	do(t, err)
	order(t, s, second, harald, medelbot.Order{Deed: medelbot.DeedWithdraw})
	sendEverything(t, s)
	if k, err := s.EndedCase(t.Context(), first); err != nil || k.Into != second {
		t.Errorf("%+v, %v", k, err)
	}
	done, err := s.Erase(t.Context(), second, "Harald", "", wholly)
	do(t, err)
	if diff := cmp.Diff([]string{second, first}, done.Cases); diff != "" || done.Mails != 2 {
		t.Errorf("erased %+v", done)
	}
	if n := count(t, s, `SELECT count(*) FROM cases WHERE erased = 'whole' AND applicant = ''`); n != 2 {
		t.Errorf("%d of two cases are erased", n)
	}
}

// Mail of no case goes so long after it stopped waiting; what waits stays.
func TestEraseHomeless(t *testing.T) {
	s, h := openNew(t)
	for uid := uint32(1); uid <= 4; uid++ {
		m := application(uid)
		m.Reading.Call = "" // fits no call
		if filed := fileOne(t, s, m, life()); filed.As != medelbot.FiledAside {
			t.Fatalf("%+v", filed)
		}
	}
	answered := func(uids ...int) {
		for _, uid := range uids {
			_, _, err := s.SentFrom(t.Context(), medelbot.FolderKey{Mailbox: box.Mailbox, Folder: "Sent", UIDValidity: 1}, 1)
			do(t, err)
			do(t, s.NoteAnswered(t.Context(), medelbot.FolderKey{Mailbox: box.Mailbox, Folder: "Sent", UIDValidity: 1}, 9,
				[]medelbot.SentMail{{UID: 1, InReplyTo: []string{fmt.Sprintf("a%d@region.example", uid)}, Date: h.clock()}}))
		}
	}
	answered(1, 2)
	h.forward(100 * 24 * time.Hour)
	answered(3)
	before := h.clock().AddDate(0, 0, -90)
	n, more, err := s.EraseHomeless(t.Context(), before, 1, "aside_days: 90")
	if n != 1 || !more || err != nil {
		t.Errorf("%d, more %v, %v", n, more, err)
	}
	n, more, err = s.EraseHomeless(t.Context(), before, 10, "aside_days: 90")
	if n != 1 || more || err != nil {
		t.Errorf("%d, more %v, %v", n, more, err)
	}
	if n, _, err = s.EraseHomeless(t.Context(), before, 10, "aside_days: 90"); n != 0 || err != nil {
		t.Errorf("a second time: %d, %v", n, err)
	}
	if left := count(t, s, `SELECT count(*) FROM mail`); left != 2 {
		t.Errorf("%d mails are left", left)
	}
	if v, err := s.Verify(t.Context()); err != nil || !v.Sound() {
		t.Errorf("verified: %+v, %v", v, err)
	}
}

// A reader that still sees what was there keeps the sweep from its end; the next
// one ends it.
func TestSweepWaitsForReaders(t *testing.T) {
	s, _ := openNew(t)
	number := opened(t, s, 1)
	order(t, s, number, harald, medelbot.Order{Deed: medelbot.DeedWithdraw})
	sendEverything(t, s)
	_, err := s.Erase(t.Context(), number, "Harald", "", wholly)
	do(t, err)
	reader, err := s.reader.BeginTx(context.Background(), nil)
	do(t, err)
	_, err = reader.Exec(`SELECT count(*) FROM mail`)
	do(t, err)
	if clean, err := s.Sweep(t.Context()); clean || err != nil {
		t.Errorf("beside a reader: %v, %v", clean, err)
	}
	do(t, reader.Rollback())
	for range 2 { // the second one has nothing to do
		if clean, err := s.Sweep(t.Context()); !clean || err != nil {
			t.Errorf("afterwards: %v, %v", clean, err)
		}
	}
	if n := count(t, s, `SELECT count(*) FROM traces`); n > 0 {
		t.Errorf("%d are noted still", n)
	}
}

// Of a database from before, the log tells since when a case is over; where it
// does not, the last change does.
func TestMigrationTellsWhenCasesEnded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.db")
	event := func(seq int, number, at, name, payload string) string {
		return fmt.Sprintf(`INSERT INTO event VALUES (%d, '%s', '%s', '%s', 'x', 0, '%s', x'00', x'00', x'00');`, seq, number, at, name, payload)
	}
	row := func(number, status string) string {
		return fmt.Sprintf(`INSERT INTO cases (number, call, mailbox, status, version, applicant, opened_at, changed_at)
			VALUES ('%s', 'c', 'm', '%s', 1, '', '2021-05-04T12:00:00.000Z', '2021-05-09T12:00:00.000Z');`, number, status)
	}
	atSchema(t, path, 4, row("PK-2021-0001", "closed")+row("PK-2021-0002", "declined")+row("PK-2021-0003", "complete")+row("PK-2021-0004", "withdrawn")+
		event(1, "PK-2021-0001", "2021-05-05T12:00:00.000Z", "deed_done", `{"deed":"decline","from":"complete","to":"declined"}`)+
		event(2, "PK-2021-0001", "2021-05-06T12:00:00.000Z", "deed_done", `{"deed":"close","from":"declined","to":"closed"}`)+
		event(3, "PK-2021-0001", "2021-05-07T12:00:00.000Z", "deed_done", `{"deed":"note","from":"closed","to":"closed"}`)+
		event(4, "PK-2021-0002", "2021-05-08T12:00:00.000Z", "case_imported", `{"status":"declined"}`))
	s, _ := openAt(t, path)
	ended, err := s.EndedCases(t.Context())
	do(t, err)
	var got []string
	for _, k := range ended {
		got = append(got, k.Number+" "+k.EndedAt.Format(time.DateOnly))
	}
	if diff := cmp.Diff([]string{"PK-2021-0001 2021-05-06", "PK-2021-0002 2021-05-08", "PK-2021-0004 2021-05-09"}, got); diff != "" {
		t.Error(diff)
	}
}

// A letter that lies in Drafts is taken away there too; one that is uncertain
// waits for nobody any more.
func TestEraseEndsLetters(t *testing.T) {
	s, _ := openNew(t)
	number := opened(t, s, 1)
	sendEverything(t, s)
	order(t, s, number, harald, medelbot.Order{Deed: medelbot.DeedWithdraw})
	for i, l := range outboxIn(t, s, medelbot.Queued) {
		ok, err := s.Attempt(t.Context(), l.ID, medelbot.Draft)
		if err != nil || !ok {
			t.Fatal(ok, err)
		}
		state := medelbot.Drafted
		if i > 0 {
			state = medelbot.Uncertain
		}
		do(t, s.Settle(t.Context(), l.ID, state, "", time.Time{}))
	}
	_, err := s.Erase(t.Context(), number, "Harald", "", wholly)
	do(t, err)
	if left := outboxIn(t, s, medelbot.Queued, medelbot.Held, medelbot.Drafted, medelbot.Failed, medelbot.Uncertain); len(left) > 0 {
		t.Errorf("still open: %+v", left)
	}
	if drafts, err := s.ReplacedDrafts(t.Context(), box.Mailbox, 9); err != nil || len(drafts) != 1 || drafts[0].MessageID == "" {
		t.Errorf("to be taken from Drafts: %+v, %v", drafts, err)
	}
}
