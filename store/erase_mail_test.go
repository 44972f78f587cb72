package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"medelbot"

	"github.com/google/go-cmp/cmp"
)

// A case that was merged goes with the one in which it went on.
func TestEraseMerged(t *testing.T) {
	s, _ := openNew(t)
	first, second := fileOne(t, s, marked(1), life()).Case, opened(t, s, 2)
	// Only cases of one applicant are merged.
	k, err := s.Case(t.Context(), first)
	do(t, err)
	order(t, s, second, harald, medelbot.Order{Deed: medelbot.DeedCorrect, Element: medelbot.Applicant, Value: k.Elements[medelbot.Applicant].Value})
	_, err = s.Do(t.Context(), first, mailed(harald), []medelbot.Order{{Deed: medelbot.DeedMerge, Into: second}}, life())
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
	changes := func() (n int) {
		do(t, s.writer.QueryRow(`SELECT total_changes()`).Scan(&n))
		return n
	}
	written := changes()
	for i := range 2 { // the second time the full text is not written once more
		if clean, err := s.Sweep(t.Context()); clean || err != nil {
			t.Errorf("beside a reader: %v, %v", clean, err)
		}
		if now := changes(); now > written != (i == 0) {
			t.Errorf("time %d: %d rows were written, and then %d", i+1, written, now)
		} else {
			written = now
		}
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

// A coordinator who answers a digest quotes all cases in it. What of one stands
// in a mail of another goes with it; what an applicant wrote stays.
func TestEraseQuotes(t *testing.T) {
	s, _ := openNew(t)
	number, other := fileOne(t, s, marked(1), life()).Case, opened(t, s, 2)
	tokens := noticed(t, s, other)
	answer := command(3, harald, tokens[harald.Name], line(medelbot.Order{Deed: medelbot.DeedNote, Text: "bra"}))
	answer.Reading.Text = "NOTERA bra\n> " + other + " Region Halland\n> " + number + " Stiftelsen " + mark
	answer.Raw = []byte(answer.Reading.Text)
	refused := answer // nobody vouches for its sender: it waits for a person
	refused.UID, refused.Reading.Trust = 4, medelbot.TrustNone
	refused.Reading.ContentHash = sha256.Sum256([]byte("refused"))
	wrote := application(5)
	wrote.Reading.Text = "Som " + number + ", fast i Halland."
	for _, m := range []medelbot.Mail{answer, refused, wrote} {
		fileOne(t, s, m, life())
	}
	order(t, s, number, harald, medelbot.Order{Deed: medelbot.DeedWithdraw})
	sendEverything(t, s)

	_, err := s.Erase(t.Context(), number, "Harald", "", wholly)
	if state := (*StateError)(nil); !errors.As(err, &state) || !strings.Contains(state.Now, "waits for a person") {
		t.Errorf("while one that quotes it waits: %v", err)
	}
	waiting, err := s.AsideList(t.Context())
	do(t, err)
	for _, a := range waiting {
		do(t, s.AsideDrop(t.Context(), a.ID, "Harald"))
	}
	log := len(theCase(t, s, other).Log)
	_, err = s.Erase(t.Context(), number, "Harald", "", wholly)
	do(t, err)
	clean, err := s.Sweep(t.Context())
	if !clean || err != nil {
		t.Error(clean, err)
	}
	for name, b := range allBytes(t, s) {
		if bytes.Contains(b, []byte(mark)) {
			t.Errorf("%s holds what is to be erased", name)
		}
	}
	v := theCase(t, s, other)
	if last := v.Log[len(v.Log)-1]; len(v.Log) != log+2 || last.Name != medelbot.EventMailErased || last.Payload == nil {
		t.Errorf("the log of the other case ends with %+v", last)
	}
	if hits, err := s.Search(t.Context(), number); err != nil || len(hits) != 1 {
		t.Errorf("what an applicant wrote: %+v, %v", hits, err)
	}
	if filed := fileOne(t, s, answer, life()); filed.As != medelbot.FiledCopy {
		t.Errorf("the mail again: %+v", filed)
	}
	if verdict, err := s.Verify(t.Context()); err != nil || !verdict.Sound() {
		t.Errorf("verified: %+v, %v", verdict, err)
	}
}

// Of a mail that was there at the first start and was filed by a person later,
// the ledger forgets the Message-ID too.
func TestEraseBackfilled(t *testing.T) {
	s, _ := openNew(t)
	m := marked(7)
	renumbered := box
	renumbered.Folder = "Arkiv"
	openFolder(t, s, renumbered, 10)
	do(t, s.AddBaseline(t.Context(), renumbered, []medelbot.Known{{UID: 7, MessageID: m.Reading.MessageID, Size: m.Size, Date: m.Arrived}}))
	do(t, s.FinishBaseline(t.Context(), renumbered))
	m.UID, m.Folder = 0, medelbot.FolderKey{Mailbox: box.Mailbox}
	number := fileOne(t, s, m, life()).Case
	order(t, s, number, harald, medelbot.Order{Deed: medelbot.DeedWithdraw})
	sendEverything(t, s)
	_, err := s.Erase(t.Context(), number, "Harald", "", wholly)
	do(t, err)
	if n := count(t, s, `SELECT count(*) FROM ledger WHERE message_id <> ''`); n > 0 {
		t.Errorf("%d rows of the ledger hold a Message-ID", n)
	}
	m.UID, m.Folder = 8, renumbered // moved by a program that gives it a new day
	m.Arrived = m.Arrived.Add(time.Hour)
	if filed := fileOne(t, s, m, life()); filed.As != medelbot.FiledCopy {
		t.Errorf("it came back as %+v", filed)
	}
}

// A mail that a person has dropped was private after all: it leaves no more
// traces than a case that was erased.
func TestDroppedIsInNoByte(t *testing.T) {
	s, _ := openNew(t)
	crowd(t, s, 1, 10)
	m := marked(10)
	m.Reading.Call = "" // fits no call
	if filed := fileOne(t, s, m, life()); filed.As != medelbot.FiledAside {
		t.Fatalf("%+v", filed)
	}
	waiting, err := s.AsideList(t.Context())
	do(t, err)
	_, err = s.writer.Exec(`INSERT INTO mail_text (mail_text) VALUES ('optimize')`) // all words on the same pages
	do(t, err)
	do(t, s.AsideDrop(t.Context(), waiting[0].ID, "Harald"))
	_, err = s.writer.Exec(`UPDATE ledger SET message_id = '' WHERE uid = 10`) // which stays, as of all private mail
	do(t, err)
	if clean, err := s.Sweep(t.Context()); !clean || err != nil {
		t.Error(clean, err)
	}
	for name, b := range allBytes(t, s) {
		if i := bytes.Index(b, []byte(mark)); i >= 0 {
			t.Errorf("%s holds what was dropped: %q", name, b[max(0, i-40):i+40])
		}
	}
}

// SQLite leaves what it has moved to another page where it was, out of reach of
// secure_delete; so the file is written anew.
func TestErasedIsInNoGap(t *testing.T) {
	s, _ := openNew(t)
	var mails []medelbot.Mail
	for uid := uint32(1); uid <= 300; uid++ {
		m := application(uid)
		m.Reading.Elements = maps.Clone(m.Reading.Elements)
		m.Reading.Elements[medelbot.Applicant] = medelbot.Element{Status: medelbot.OK, Value: &medelbot.Value{Name: fmt.Sprintf("Stiftelsen %d%s", uid*7919%1000, mark)}}
		sender := medelbot.Address{Email: fmt.Sprintf("a%d.%s@hemlig.example", uid*7919%1000, mark)}
		m.Reading.From, m.Reading.ReplyTo, m.Reading.Applicant = sender, sender, sender
		mails = append(mails, m)
	}
	filed, err := s.File(t.Context(), mails, life())
	do(t, err)
	_, err = s.writer.Exec(`UPDATE outbox SET state = 'dropped'`)
	do(t, err)
	for i, f := range filed {
		if i%50 == 0 {
			continue
		}
		_, err := s.Erase(t.Context(), f.Case, "Harald", "", wholly)
		do(t, err)
	}
	if clean, err := s.Sweep(t.Context()); !clean || err != nil {
		t.Fatal(clean, err)
	}
	kept := map[string]bool{}
	for i := 0; i < len(filed); i += 50 {
		kept[fmt.Sprintf("%d%s", uint32(i+1)*7919%1000, mark)] = true
	}
	traces := regexp.MustCompile(`[0-9]+\.?` + mark)
	for name, b := range allBytes(t, s) {
		for _, found := range traces.FindAll(b, -1) {
			if !kept[strings.Replace(string(found), ".", "", 1)] {
				t.Errorf("%s holds %s", name, found)
			}
		}
	}
}
