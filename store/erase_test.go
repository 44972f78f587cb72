package store

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"medelbot"

	"github.com/google/go-cmp/cmp"
)

// mark stands in every word of a case that is to be erased: what is left of any
// of them is found by it. The search keeps of a word only how it differs from
// the one before it, so that the mark must end some; and parts its pages by the
// beginnings of words, so that it must begin others.
const mark = "qxjkvwp"

// marked is an application whose every word, name and number bears the mark. It
// holds more words than a page of the full-text index.
func marked(uid uint32) medelbot.Mail {
	m := application(uid)
	var words []string
	for i := range 600 {
		words = append(words, fmt.Sprintf("%c%c%d%s", 'a'+i%26, 'a'+i/26%26, i, mark), fmt.Sprintf("%s%d", mark, i))
	}
	r := &m.Reading
	r.Text = strings.Join(words, " ")
	r.Subject, r.MessageID = "Ansökan från Åsa"+mark, "1."+mark+"@hemlig.example"
	r.From = medelbot.Address{Name: "Åsa Öberg" + mark, Email: "asa." + mark + "@hemlig.example"}
	r.Applicant, r.ReplyTo = r.From, r.From
	r.ContentHash = sha256.Sum256([]byte(r.Text))
	r.Attachments = []medelbot.Attachment{{Name: "ansökan " + mark + ".docx", Type: "text/plain", Size: 7}}
	r.Mentions = []medelbot.Mention{{Key: medelbot.MentionsPlan, Quote: "en plan " + mark}}
	r.Reasons = map[medelbot.Warning]string{medelbot.Late: "den kom sent, " + mark}
	r.Warnings = []medelbot.Warning{medelbot.Late}
	r.Elements = medelbot.Elements{
		medelbot.Applicant: {Status: medelbot.OK, Value: &medelbot.Value{Name: "Stiftelsen " + mark}, Evidence: &medelbot.Evidence{Source: mark, Quote: mark}},
		medelbot.Amount:    {Status: medelbot.OK, Value: &medelbot.Value{SEK: 71234}, Evidence: &medelbot.Evidence{Source: "body", Quote: mark}},
		medelbot.Contact:   {Status: medelbot.OK, Value: &medelbot.Value{Name: "Åsa " + mark, Email: "asa." + mark + "@hemlig.example", Phone: "+46701740677"}, Evidence: &medelbot.Evidence{Source: "body", Quote: mark}},
		medelbot.Account:   {Status: medelbot.OK, Value: &medelbot.Value{Type: "bankgiro", Number: "5050-1055", Name: mark}, Evidence: &medelbot.Evidence{Source: "body", Quote: mark}, Vouched: medelbot.VouchedByPerson},
	}
	// Incompressible, so that it is kept as it is and by many pages.
	noise := sha256.Sum256([]byte("noise"))
	for range 100 {
		noise = sha256.Sum256(noise[:])
		m.Raw = fmt.Appendf(m.Raw, "%x%s\r\n", noise, mark)
	}
	m.Size = int64(len(m.Raw))
	return m
}

// crowd files other applications before and after, so that pages are shared.
func crowd(t *testing.T, s *Store, from, to uint32) {
	t.Helper()
	var mails []medelbot.Mail
	for uid := from; uid < to; uid++ {
		m := application(uid)
		for i := range 30 { // words close to those with the mark
			m.Reading.Text += fmt.Sprintf(" %s%d%d", mark[:6]+"q", uid, i) + fmt.Sprintf(" %sx%d%d", mark[:6], uid, i)
		}
		mails = append(mails, m)
	}
	if _, err := s.File(t.Context(), mails, life()); err != nil {
		t.Fatal(err)
	}
}

// allBytes are the bytes of the database, the files beside it and a fresh copy,
// in lower case.
func allBytes(t *testing.T, s *Store) map[string][]byte {
	t.Helper()
	backup := filepath.Join(t.TempDir(), "copy.db")
	if _, err := s.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	return bytesOf(t, s.path, s.path+"-wal", s.path+"-shm", backup)
}

func bytesOf(t *testing.T, paths ...string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		all[filepath.Base(path)] = bytes.ToLower(b)
	}
	return all
}

// sendEverything hands over all letters that are due, and drops the rest that
// would leave later.
func sendEverything(t *testing.T, s *Store) {
	t.Helper()
	for _, l := range outboxIn(t, s, medelbot.Queued) {
		if ok, err := s.Attempt(t.Context(), l.ID, l.Mode); err != nil {
			t.Fatal(err)
		} else if !ok {
			do(t, s.Drop(t.Context(), l.ID, "Harald"))
			continue
		}
		do(t, s.Settle(t.Context(), l.ID, medelbot.Sent, "", time.Time{}))
	}
}

func outboxIn(t *testing.T, s *Store, states ...medelbot.OutboxState) []medelbot.Letter {
	t.Helper()
	letters, err := s.Outbox(t.Context(), states...)
	do(t, err)
	return letters
}

func wholly(medelbot.EndedCase) (medelbot.Erasure, error) { return medelbot.ErasedWhole, nil }

func toBooks(medelbot.EndedCase) (medelbot.Erasure, error) { return medelbot.ErasedToBookkeeping, nil }

// Nothing of an erased case is found in any byte of the files, and nothing of
// the others is lost.
func TestErasedIsInNoByte(t *testing.T) {
	s, h := openNew(t)
	crowd(t, s, 1, 30)
	number := fileOne(t, s, marked(30), life()).Case
	again := marked(31)
	again.Reading.Kind, again.Reading.Case, again.Reading.Complete = medelbot.Supplement, number, nil
	again.Reading.Text, again.Reading.MessageID = "tillägg"+mark, "2."+mark+"@hemlig.example"
	again.Reading.ContentHash = sha256.Sum256([]byte("tillägg"))
	fileOne(t, s, again, life())
	crowd(t, s, 32, 60)
	order(t, s, number, harald, medelbot.Order{Deed: medelbot.DeedNote, Text: "ringde Åsa " + mark})
	order(t, s, number, harald, medelbot.Order{Deed: medelbot.DeedDecline, Text: "räcker inte, " + mark})
	_, err := s.Enqueue(t.Context(), medelbot.Letter{Key: "digest:1", Mailbox: "testbaddar", Name: medelbot.DigestLetter, To: "harald@skr.example",
		MessageID: "digest.1@example.org", Raw: []byte("Ärenden: " + mark), State: medelbot.Held, Reason: medelbot.HeldObserve, Mode: medelbot.Observe})
	do(t, err)
	do(t, s.Mute(t.Context(), "asa."+mark+"@hemlig.example", "Harald"))
	_, err = s.Unmute(t.Context(), "asa."+mark+"@hemlig.example", "Harald")
	do(t, err)
	order(t, s, number, harald, medelbot.Order{Deed: medelbot.DeedWithdraw})
	h.forward(time.Hour)
	waiting, err := s.AsideList(t.Context())
	do(t, err)
	for _, a := range waiting {
		do(t, s.AsideDrop(t.Context(), a.ID, "Harald"))
	}
	for _, l := range outboxIn(t, s, medelbot.Held) {
		if l.Case != "" {
			do(t, s.Drop(t.Context(), l.ID, "Harald"))
		}
	}
	sendEverything(t, s)
	_, err = s.writer.Exec(`INSERT INTO mail_text (mail_text) VALUES ('optimize')`) // all words on the same pages
	do(t, err)
	_, err = s.writer.Exec(`PRAGMA wal_checkpoint(PASSIVE)`) // now it stands in both
	do(t, err)
	for name, b := range allBytes(t, s) {
		if !strings.HasSuffix(name, "-shm") && !bytes.Contains(b, []byte(mark)) {
			t.Fatalf("%s never held what is to be erased", name)
		}
	}
	before, chain := theCase(t, s, "PK-2021-0001"), count(t, s, `SELECT count(*) FROM event`)

	done, err := s.Erase(t.Context(), number, "Harald Grönqvist", "asked for", wholly)
	do(t, err)
	if done.Mails != 2 || done.Letters == 0 || done.How != medelbot.ErasedWhole || len(done.Cases) != 1 {
		t.Errorf("erased %+v", done)
	}
	if clean, err := s.Sweep(t.Context()); !clean || err != nil {
		t.Fatal(clean, err)
	}
	for name, b := range allBytes(t, s) {
		for _, trace := range []string{mark, "hemlig.example", "46701740677", "5050-1055", "åsa öberg" + mark} {
			if i := bytes.Index(b, []byte(trace)); i >= 0 {
				t.Errorf("%s holds %q: %q", name, trace, b[max(0, i-40):min(len(b), i+40)])
			}
		}
	}

	if v, err := s.Verify(t.Context()); err != nil || !v.Sound() || v.Chain.Length != int64(chain)+2 { // the digest dropped, the case erased
		t.Errorf("verified: %+v, %v", v, err)
	}
	if diff := cmp.Diff(before, theCase(t, s, "PK-2021-0001")); diff != "" {
		t.Errorf("another case:\n%s", diff)
	}
	if hits, err := s.Search(t.Context(), "överenskommelser"); err != nil || len(hits) != 57 {
		t.Errorf("of the others %d are found, %v", len(hits), err)
	}
	stub := theCase(t, s, number)
	if stub.Erased != medelbot.ErasedWhole || stub.Status != medelbot.StatusWithdrawn || stub.Applicant != "" || len(stub.Mails)+len(stub.History) > 0 {
		t.Errorf("what is left: %+v", stub)
	}
	last := stub.Log[len(stub.Log)-1]
	if last.Name != medelbot.EventErased || last.By != "Harald Grönqvist" || !strings.Contains(fmt.Sprintf("%s", last.Payload), "asked for") {
		t.Errorf("the log ends with %+v", last)
	}
	if next := fileOne(t, s, application(61), life()).Case; next <= number {
		t.Errorf("the number %s was given after %s", next, number)
	}
}

// What was paid is kept for bookkeeping, in the words that the rules list, and
// nothing of a person.
func TestEraseToBookkeeping(t *testing.T) {
	s, h := openNew(t)
	m := marked(1)
	m.Reading.Elements[medelbot.Applicant].Value.Name = "Region Kronoberg"
	number := fileOne(t, s, m, life()).Case
	order(t, s, number, harald, medelbot.Order{Deed: medelbot.DeedConfirm, Element: medelbot.Account})
	order(t, s, number, harald, medelbot.Order{Deed: medelbot.DeedGrant, SEK: 60000, Text: "bra, " + mark})
	order(t, s, number, anette, medelbot.Order{Deed: medelbot.DeedGrant, SEK: 60000})
	h.forward(time.Hour)
	do(t, s.NotePass(t.Context(), "testbaddar", h.clock()))
	sendEverything(t, s)
	order(t, s, number, harald, medelbot.Order{Deed: medelbot.DeedPay})
	order(t, s, number, harald, medelbot.Order{Deed: medelbot.DeedRepay, SEK: 10000})
	order(t, s, number, harald, medelbot.Order{Deed: medelbot.DeedClose, Text: "läst, " + mark})
	sendEverything(t, s)
	paid := theCase(t, s, number)
	ended, err := s.EndedCase(t.Context(), number)
	do(t, err)
	if !ended.MoneyAt.Equal(h.clock()) || !ended.EndedAt.Equal(h.clock()) || ended.Status != medelbot.StatusClosed || ended.Out != 50000 {
		t.Errorf("it is over as %+v", ended)
	}

	_, err = s.Erase(t.Context(), number, "medelbot", "closed: 24 months", toBooks)
	do(t, err)
	_, err = s.Sweep(t.Context())
	do(t, err)
	for name, b := range allBytes(t, s) {
		if bytes.Contains(b, []byte(mark)) {
			t.Errorf("%s holds what is to be erased", name)
		}
	}
	want := medelbot.Case{
		Number: number, Call: testCall.ID, Mailbox: "testbaddar", Status: medelbot.StatusClosed, Version: paid.Version + 1, Applicant: "Region Kronoberg",
		Language: medelbot.Swedish, OpenedAt: paid.OpenedAt, ChangedAt: paid.ChangedAt, PaidAt: paid.PaidAt, Paid: 60000, Repaid: 10000,
		Decision: &medelbot.Decision{Outcome: medelbot.DeedGrant, SEK: 60000, By: paid.Decision.By, At: paid.Decision.At, Final: paid.Decision.Final},
		Elements: medelbot.Elements{medelbot.Account: {Status: medelbot.OK, Value: &medelbot.Value{Type: "bankgiro", Number: "5050-1055"}, Vouched: medelbot.VouchedByPerson}},
		Erased:   medelbot.ErasedToBookkeeping,
	}
	left := theCase(t, s, number)
	if diff := cmp.Diff(want, left.Case); diff != "" {
		t.Errorf("what is left:\n%s", diff)
	}
	var kept []string
	for _, e := range left.Log {
		if e.Payload != nil {
			kept = append(kept, fmt.Sprintf("%s %s", e.Name, e.Payload))
		}
	}
	if len(kept) != 3 || !strings.Contains(kept[0], `"pay"`) || !strings.Contains(kept[1], `"repay"`) || !strings.Contains(kept[2], `"left":"bookkeeping"`) {
		t.Errorf("the log tells still: %s", kept)
	}

	// Money that comes back is booked; nothing else can be done.
	if _, err := s.Do(t.Context(), number, mailed(harald), []medelbot.Order{{Deed: medelbot.DeedNote, Text: "x"}}, life()); !errors.As(err, new(*medelbot.Refusal)) {
		t.Errorf("a note: %v", err)
	}
	// Years later nothing is left but that it was there.
	h.forward(8 * 366 * 24 * time.Hour)
	_, err = s.Erase(t.Context(), number, "medelbot", "closed: 24 months", wholly)
	do(t, err)
	left = theCase(t, s, number)
	if left.Applicant != "" || len(left.Elements) > 0 || len(left.Decision.By) > 0 || left.Paid != 60000 || left.Erased != medelbot.ErasedWhole {
		t.Errorf("in the end: %+v", left.Case)
	}
	if v, err := s.Verify(t.Context()); err != nil || !v.Sound() {
		t.Errorf("verified: %+v, %v", v, err)
	}
	if ended, err := s.EndedCases(t.Context()); err != nil || len(ended) > 0 {
		t.Errorf("still to erase: %+v, %v", ended, err)
	}
}

// An erased mail that still lies in the mailbox never comes back, whichever way
// it comes.
func TestErasedMailStaysAway(t *testing.T) {
	s, _ := openNew(t)
	m := marked(1)
	do(t, s.Begin(t.Context(), box, []medelbot.Known{{UID: 1, MessageID: m.Reading.MessageID, Size: m.Size, Date: m.Arrived}}))
	number := fileOne(t, s, m, life()).Case
	order(t, s, number, harald, medelbot.Order{Deed: medelbot.DeedWithdraw})
	sendEverything(t, s)
	_, err := s.Erase(t.Context(), number, "Harald", "asked for", wholly)
	do(t, err)

	renumbered := box
	renumbered.UIDValidity = 2
	openFolder(t, s, renumbered, 10)
	unknown, err := s.Recognise(t.Context(), renumbered, []medelbot.Known{{UID: 4, MessageID: m.Reading.MessageID, Size: m.Size, Date: m.Arrived}})
	if err != nil || len(unknown) > 0 {
		t.Errorf("renumbered by the server it is unknown: %v, %v", unknown, err)
	}
	for name, folder := range map[string]medelbot.FolderKey{"moved": renumbered, "from a file": {Mailbox: "testbaddar"}} {
		again := m
		again.Folder, again.UID = folder, 9
		if folder.Folder == "" {
			again.UID = 0
		}
		if filed := fileOne(t, s, again, life()); filed.As != medelbot.FiledCopy || !strings.Contains(filed.Why, "erased") {
			t.Errorf("%s: %+v", name, filed)
		}
	}
	if n := count(t, s, `SELECT count(*) FROM ledger WHERE message_id <> ''`); n > 0 {
		t.Errorf("%d rows of the ledger hold a Message-ID", n)
	}

	// What comes anew about the case is set aside: there is no such case any more.
	more := application(20)
	more.Folder = renumbered
	more.Reading.Kind, more.Reading.Case, more.Reading.Complete = medelbot.Supplement, number, nil
	if filed := fileOne(t, s, more, life()); filed.As != medelbot.FiledAside || filed.Case != "" {
		t.Errorf("a supplement: %+v", filed)
	}
	waiting, err := s.AsideList(t.Context())
	do(t, err)
	_, err = s.AsideAttach(t.Context(), waiting[0].ID, number, "Harald", more, life())
	if state := (*StateError)(nil); !errors.As(err, &state) || !strings.Contains(state.Now, "erased") {
		t.Errorf("attached by hand: %v", err)
	}
	if err := s.Import(t.Context(), []medelbot.Case{full(number)}, "Harald"); err == nil || !strings.Contains(err.Error(), "has been erased") {
		t.Errorf("imported: %v", err)
	}
}

// What somebody or something is still at work on is not erased.
func TestEraseRefuses(t *testing.T) {
	s, _ := openNew(t)
	number := opened(t, s, 1)
	refused := errors.New("not yet")
	how := func(k medelbot.EndedCase) (medelbot.Erasure, error) {
		if k.Status.Open() {
			return "", refused
		}
		return medelbot.ErasedWhole, nil
	}
	if _, err := s.Erase(t.Context(), number, "Harald", "", how); !errors.Is(err, refused) {
		t.Errorf("a case that goes on: %v", err)
	}
	if _, err := s.Erase(t.Context(), "PK-2021-0099", "Harald", "", how); !errors.Is(err, ErrNotFound) {
		t.Errorf("no case: %v", err)
	}
	sendEverything(t, s)
	order(t, s, number, harald, medelbot.Order{Deed: medelbot.DeedWithdraw})
	_, err := s.Erase(t.Context(), number, "Harald", "", how)
	if state := (*StateError)(nil); !errors.As(err, &state) || !strings.Contains(state.Now, "has not left yet: it is queued") {
		t.Errorf("a letter on its way: %v", err)
	}
	sendEverything(t, s)
	more := application(2)
	more.Reading.Kind, more.Reading.Case, more.Reading.Complete = medelbot.Supplement, number, nil
	if filed := fileOne(t, s, more, life()); filed.As != medelbot.FiledAside {
		t.Fatalf("%+v", filed)
	}
	_, err = s.Erase(t.Context(), number, "Harald", "", how)
	if state := (*StateError)(nil); !errors.As(err, &state) || !strings.Contains(state.Now, "waits for a person") {
		t.Errorf("a mail set aside: %v", err)
	}
	if v := theCase(t, s, number); v.Erased != medelbot.NotErased || len(v.Mails) != 2 {
		t.Errorf("after the refusals: %+v", v)
	}
}
