package store

import (
	"bytes"
	"errors"
	"os"
	"slices"
	"testing"
	"time"

	"medelbot"
)

// skickat is the Sent folder of the tests.
var skickat = medelbot.FolderKey{Mailbox: box.Mailbox, Folder: "Skickat", UIDValidity: 7}

func sentFrom(t *testing.T, s *Store, key medelbot.FolderKey, uidNext, want uint32, wantSince time.Time) {
	t.Helper()
	from, since, err := s.SentFrom(t.Context(), key, uidNext)
	if err != nil || from != want || !since.Equal(wantSince.Add(-clockSkew)) {
		t.Errorf("from %d, since %v, %v; want %d, %v", from, since, err, want, wantSince.Add(-clockSkew))
	}
}

// Each mail in the Sent folder is looked at once, whatever becomes of its UIDs,
// and none that was there before us.
func TestSentFolderIsReadOnce(t *testing.T) {
	s, h := openNew(t)
	sentFrom(t, s, skickat, 41, 41, noon)
	h.forward(time.Hour)
	sentFrom(t, s, skickat, 43, 41, noon) // nothing was noted meanwhile
	do(t, s.NoteAnswered(t.Context(), skickat, 43, nil))
	sentFrom(t, s, skickat, 43, 43, noon)
	sentFrom(t, s, skickat, 0, 43, noon)                 // a server that tells no UIDNEXT
	do(t, s.NoteAnswered(t.Context(), skickat, 42, nil)) // late
	sentFrom(t, s, skickat, 50, 43, noon)                // never back
	sentFrom(t, s, skickat, 42, 42, noon)                // unless the server is
	do(t, s.NoteAnswered(t.Context(), skickat, 44, nil)) // looked at an hour after noon
	h.forward(time.Hour)
	life2 := skickat
	life2.UIDValidity = 8
	sentFrom(t, s, life2, 10, 1, noon.Add(time.Hour))
	h.forward(time.Hour)
	sentFrom(t, s, life2, 10, 1, noon.Add(time.Hour)) // the look was cut short
	if err := s.NoteAnswered(t.Context(), skickat, 44, nil); !errors.Is(err, ErrNotFound) {
		t.Errorf("UIDs of another life: %v", err)
	}
	do(t, s.NoteAnswered(t.Context(), life2, 10, nil))
	sentFrom(t, s, life2, 10, 10, noon.Add(time.Hour))
	other := medelbot.FolderKey{Mailbox: "another", Folder: "Sent", UIDValidity: 1}
	sentFrom(t, s, other, 0, 1, noon.Add(3*time.Hour)) // its mails are told from old ones by their date
}

// answer is a mail in Sent by which a person answers the test's mail uid.
func answer(ids ...string) medelbot.SentMail {
	return medelbot.SentMail{UID: 1, MessageID: "by-hand@example.org", InReplyTo: ids, Date: noon}
}

func noteAnswered(t *testing.T, s *Store, mails ...medelbot.SentMail) {
	t.Helper()
	_, _, err := s.SentFrom(t.Context(), skickat, 1)
	do(t, err)
	do(t, s.NoteAnswered(t.Context(), skickat, 9, mails))
}

func TestAnsweredByHand(t *testing.T) {
	for _, tt := range []struct {
		name    string
		mail    medelbot.SentMail
		dropped bool
	}{
		{"in reply to it", answer("a1@region.example"), true},
		{"the last of its references", medelbot.SentMail{References: []string{"x@y.example", "a1@region.example"}, Date: noon}, true},
		{"among its references", medelbot.SentMail{References: []string{"a1@region.example", "x@y.example"}, Date: noon}, false},
		{"dated before us", medelbot.SentMail{InReplyTo: []string{"a1@region.example"}, Date: noon.Add(-2 * time.Hour)}, false},
		{"another mail", answer("b@region.example"), false},
		{"no mail", answer(""), false},
	} {
		s, _ := openNew(t)
		filed := fileOne(t, s, application(1), rules())
		other := queueDecision(t, s, filed.Case, func(l *medelbot.Letter) { l.MailID = filed.MailID })
		for range 2 { // the second time changes nothing
			noteAnswered(t, s, tt.mail)
		}
		ack, err := s.Letter(t.Context(), filed.Letters[0].ID)
		do(t, err)
		want := medelbot.Queued
		if tt.dropped {
			want = medelbot.Dropped
		}
		if ack.State != want || tt.dropped && ack.Reason != medelbot.DroppedByHand {
			t.Errorf("%s: the answer is %s (%s)", tt.name, ack.State, ack.Reason)
		}
		if l, err := s.Letter(t.Context(), other); err != nil || l.State != medelbot.Queued {
			t.Errorf("%s: the decision is %s, %v", tt.name, l.State, err)
		}
		v, err := s.Case(t.Context(), filed.Case)
		do(t, err)
		logged := 0
		for _, e := range v.Log {
			if e.Name == medelbot.EventByHand && e.MailID == filed.MailID {
				logged++
			}
		}
		if logged == 1 != tt.dropped || logged > 1 {
			t.Errorf("%s: logged %d times", tt.name, logged)
		}
	}
}

// A letter that was tried already may have left: it stays as it is.
func TestAnsweredByHandTooLate(t *testing.T) {
	s, h := openNew(t)
	filed := fileOne(t, s, application(1), rules())
	id := filed.Letters[0].ID
	attempt(t, s, id)
	noteAnswered(t, s, answer("a1@region.example"))
	do(t, s.Settle(t.Context(), id, medelbot.Queued, "451", h.clock()))
	noteAnswered(t, s, answer("a1@region.example"))
	if l, err := s.Letter(t.Context(), id); err != nil || l.State != medelbot.Queued {
		t.Errorf("%s, %v", l.State, err)
	}
}

// What a person has answered waits for nobody.
func TestAnsweredAside(t *testing.T) {
	s, _ := openNew(t)
	m := application(1)
	m.Fault = "the reader died on it"
	fileOne(t, s, m, rules())
	noteAnswered(t, s, answer("a1@region.example"))
	list, err := s.AsideList(t.Context())
	if err != nil || len(list) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
	if n := count(t, s, `SELECT count(*) FROM event WHERE name = ? AND mail_id = 1`, medelbot.EventByHand); n != 1 {
		t.Errorf("logged %d times", n)
	}
	if n := count(t, s, `SELECT count(*) FROM mail`); n != 1 {
		t.Error("the mail is gone")
	}
}

// A mail that was answered before the program read it is known as such; of
// private mail nothing but a hash is kept.
func TestAnsweredBeforeItCame(t *testing.T) {
	s, _ := openNew(t)
	noteAnswered(t, s, answer("a1@region.example", "p2@home.example"))
	byHand := map[uint32]bool{}
	h := rules()
	decide := h.Decide
	h.Decide = func(f medelbot.Facts) medelbot.Change {
		byHand[f.Mail.UID] = f.ByHand
		return decide(f)
	}
	fileOne(t, s, application(1), h)
	fileOne(t, s, ordinary(2), h)
	fileOne(t, s, application(3), h)
	if !byHand[1] || byHand[3] {
		t.Errorf("%v", byHand)
	}
	_, err := s.writer.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`)
	do(t, err)
	file, err := os.ReadFile(s.path)
	do(t, err)
	if bytes.Contains(file, []byte("by-hand@")) {
		t.Error("the Message-ID of a sent mail is kept")
	}
}

// Our own letters in Sent answer nothing; a draft or an uncertain one that lies
// there was sent.
func TestOwnLettersInSent(t *testing.T) {
	for state, want := range map[medelbot.OutboxState]medelbot.OutboxState{
		medelbot.Drafted: medelbot.Sent, medelbot.Uncertain: medelbot.Sent, medelbot.Sent: medelbot.Sent,
		medelbot.Queued: medelbot.Queued, medelbot.Held: medelbot.Held, medelbot.Failed: medelbot.Failed,
	} {
		s, _ := openNew(t)
		filed := fileOne(t, s, application(1), rules())
		l := filed.Letters[0]
		_, err := s.writer.Exec(`UPDATE outbox SET state = ?`, state)
		do(t, err)
		mail := answer("a1@region.example")
		mail.MessageID = l.MessageID
		noteAnswered(t, s, mail)
		if got, err := s.Letter(t.Context(), l.ID); err != nil || got.State != want || (want == medelbot.Sent && state != want) != !got.SentAt.IsZero() {
			t.Errorf("%s: it is %s, %v", state, got.State, err)
		}
		if n := count(t, s, `SELECT count(*) FROM answered`); n != 0 {
			t.Errorf("%s: our own letter counts as an answer by hand", state)
		}
	}
}

// replies makes rules that answer every mail about a case with the letter.
func replies(name medelbot.LetterName) medelbot.Handler {
	h := rules()
	h.Decide = func(f medelbot.Facts) medelbot.Change {
		return medelbot.Change{Keep: true, Case: f.Case, Letters: []medelbot.LetterRequest{
			{Name: name, To: f.Mail.Reading.ReplyTo, State: medelbot.Queued}}}
	}
	compose := h.Compose
	h.Compose = func(k medelbot.Case, q medelbot.LetterRequest, m *medelbot.Mail) (medelbot.Letter, error) {
		l, err := compose(k, q, m)
		l.Key += l.MessageID
		return l, err
	}
	return h
}

// A letter to the applicant takes the place of those that have not reached them
// and lose their point by it; nothing else is dropped.
func TestNewerLetterReplaces(t *testing.T) {
	type letter struct {
		name  medelbot.LetterName
		state medelbot.OutboxState
		tried int
	}
	tests := []struct {
		old      letter
		newer    medelbot.LetterName
		replaced bool
		remove   int
	}{
		{letter{medelbot.AckIncomplete, medelbot.Queued, 0}, medelbot.AckSupplement, true, 0},
		{letter{medelbot.AckIncomplete, medelbot.Queued, 1}, medelbot.AckSupplement, false, 0},
		{letter{medelbot.AckIncomplete, medelbot.Held, 0}, medelbot.AckSupplement, true, 0},
		{letter{medelbot.AckIncomplete, medelbot.Held, 1}, medelbot.AckSupplement, true, 0},
		{letter{medelbot.AckIncomplete, medelbot.Drafted, 1}, medelbot.AckSupplement, true, 1},
		{letter{medelbot.AckIncomplete, medelbot.Sent, 1}, medelbot.AckSupplement, false, 0},
		{letter{medelbot.AckIncomplete, medelbot.Sending, 1}, medelbot.AckSupplement, false, 0},
		{letter{medelbot.AckIncomplete, medelbot.Uncertain, 1}, medelbot.AckSupplement, false, 0},
		{letter{medelbot.AckIncomplete, medelbot.Failed, 1}, medelbot.AckSupplement, false, 0},
		{letter{medelbot.CompletionReminder, medelbot.Queued, 0}, medelbot.AckSupplement, true, 0},
		{letter{medelbot.ReportReminder, medelbot.Queued, 0}, medelbot.AckReportComplete, true, 0},
		{letter{medelbot.RequestLetter, medelbot.Queued, 0}, medelbot.StatusLetter, true, 0},
		{letter{medelbot.StatusLetter, medelbot.Queued, 0}, medelbot.DecisionGranted, true, 0},
		{letter{medelbot.DecisionGranted, medelbot.Queued, 0}, medelbot.StatusLetter, false, 0},
		{letter{medelbot.PaymentMade, medelbot.Queued, 0}, medelbot.StatusLetter, false, 0},
		{letter{medelbot.NoticeLetter, medelbot.Queued, 0}, medelbot.StatusLetter, false, 0},
		{letter{medelbot.AckIncomplete, medelbot.Queued, 0}, medelbot.NoticeLetter, false, 0},
	}
	for _, tt := range tests {
		s, _ := openNew(t)
		filed := fileOne(t, s, application(1), rules())
		old := filed.Letters[0].ID
		_, err := s.writer.Exec(`UPDATE outbox SET name = ?, state = ?, attempts = ?, mode = 'draft'`, tt.old.name, tt.old.state, tt.old.tried)
		do(t, err)
		next := application(2)
		next.Reading.Case = filed.Case
		if letters := fileOne(t, s, next, replies(tt.newer)).Letters; len(letters) != 1 {
			t.Fatalf("%+v: %d letters", tt, len(letters))
		}
		l, err := s.Letter(t.Context(), old)
		do(t, err)
		want, reason := tt.old.state, ""
		if tt.replaced {
			want, reason = medelbot.Dropped, medelbot.DroppedReplaced
		}
		if l.State != want || l.Reason != reason {
			t.Errorf("%+v: it is %s (%s)", tt, l.State, l.Reason)
		}
		drafts, err := s.ReplacedDrafts(t.Context(), box.Mailbox, 9)
		if err != nil || len(drafts) != tt.remove {
			t.Errorf("%+v: %d drafts to take away, %v", tt, len(drafts), err)
		}
		if n := count(t, s, `SELECT count(*) FROM event WHERE name = ?`, medelbot.EventReplaced); n == 1 != tt.replaced {
			t.Errorf("%+v: logged %d times", tt, n)
		}
	}
}

// A replaced draft is either taken away or found sent, and then done with.
func TestReplacedDraftComesToAnEnd(t *testing.T) {
	for _, end := range []string{"taken away", "sent, as the outbox finds", "sent, as intake finds"} {
		s, _ := openNew(t)
		filed := fileOne(t, s, application(1), rules())
		l := filed.Letters[0]
		if ok, err := s.Attempt(t.Context(), l.ID, medelbot.Draft); !ok || err != nil {
			t.Fatal(ok, err)
		}
		do(t, s.Settle(t.Context(), l.ID, medelbot.Drafted, "", time.Time{}))
		next := application(2)
		next.Reading.Case = filed.Case
		fileOne(t, s, next, replies(medelbot.StatusLetter))
		want := medelbot.Sent
		switch end {
		case "taken away":
			do(t, s.DraftRemoved(t.Context(), l.ID))
			want = medelbot.Dropped
		case "sent, as the outbox finds":
			do(t, s.Settle(t.Context(), l.ID, medelbot.Sent, "", time.Time{}))
		default:
			noteAnswered(t, s, medelbot.SentMail{MessageID: l.MessageID, Date: noon})
		}
		got, err := s.Letter(t.Context(), l.ID)
		do(t, err)
		if drafts, err := s.ReplacedDrafts(t.Context(), box.Mailbox, 9); err != nil || len(drafts) != 0 || got.State != want {
			t.Errorf("%s: it is %s, %d drafts to take away, %v", end, got.State, len(drafts), err)
		}
	}
}

func TestAnsweredByListsEachOnce(t *testing.T) {
	got := answeredBy(&medelbot.SentMail{InReplyTo: []string{"", "a", "b"}, References: []string{"x", "a"}})
	if !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("%q", got)
	}
}
