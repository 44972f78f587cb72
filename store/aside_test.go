package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"medelbot"
)

// asideOne files a mail that cannot be read and returns its aside id.
func asideOne(t *testing.T, s *Store, uid uint32) medelbot.AsideMail {
	t.Helper()
	m := application(uid)
	m.Reading = medelbot.Reading{}
	m.Fault = "the reader died on it"
	fileOne(t, s, m, rules())
	list, err := s.AsideList(t.Context())
	do(t, err)
	return list[len(list)-1]
}

func TestAsideTake(t *testing.T) {
	s, _ := openNew(t)
	a := asideOne(t, s, 1)
	if a.Since.IsZero() {
		t.Error("nobody knows since when it waits")
	}
	m, err := s.Mail(t.Context(), a.MailID)
	do(t, err)

	// Rules that make no case of it change nothing.
	m.Reading = ordinary(1).Reading
	if _, err := s.AsideTake(t.Context(), a.ID, "Harald", m, rules()); err == nil {
		t.Error("ordinary mail became a case")
	}
	// Nor does mail whose reading says that it is the person's own, whatever the
	// rules make of it.
	trusting := rules()
	trusting.Decide = func(f medelbot.Facts) medelbot.Change {
		m := *f.Mail
		m.Reading.Kind = medelbot.Application
		f.Mail, f.Call = &m, &testCall
		return rules().Decide(f)
	}
	if _, err := s.AsideTake(t.Context(), a.ID, "Harald", m, trusting); err == nil || !strings.Contains(err.Error(), "private mail") {
		t.Errorf("private mail was taken: %v", err)
	}
	m.Reading = application(1).Reading
	filed, err := s.AsideTake(t.Context(), a.ID, "Harald", m, rules())
	do(t, err)
	if filed.As != medelbot.FiledCase || filed.Case != "PK-2021-0001" || filed.MailID != a.MailID || len(filed.Letters) != 1 {
		t.Errorf("taken as %+v", filed)
	}
	v, err := s.Case(t.Context(), filed.Case)
	do(t, err)
	if len(v.Mails) != 1 || v.Mails[0].Subject != "Ansökan om medel" || v.Log[0].By != "Harald" || v.History[0].By != "Harald" {
		t.Errorf("the case is %+v", v)
	}
	if hits, err := s.Search(t.Context(), "Kronoberg"); err != nil || len(hits) != 1 {
		t.Errorf("its text: %+v, %v", hits, err)
	}
	if _, err := s.AsideTake(t.Context(), a.ID, "Anette", m, rules()); !errors.Is(err, ErrNotFound) {
		t.Errorf("taken twice: %v", err)
	}
	// The mail is known by its content now, also over another route.
	if got := fileOne(t, s, func() medelbot.Mail { m := application(1); m.UID = 2; return m }(), rules()); got.As != medelbot.FiledCopy {
		t.Errorf("its copy is filed as %+v", got)
	}
}

func TestAsideDropDeletesWhatIsNobodysBusiness(t *testing.T) {
	s, _ := openNew(t)
	a := asideOne(t, s, 1)
	do(t, s.AsideDrop(t.Context(), a.ID, "Harald"))
	if _, err := s.Mail(t.Context(), a.MailID); !errors.Is(err, ErrNotFound) {
		t.Errorf("the mail is still there: %v", err)
	}
	if err := s.AsideDrop(t.Context(), a.ID, "Harald"); !errors.Is(err, ErrNotFound) {
		t.Errorf("dropped twice: %v", err)
	}
	if n := count(t, s, `SELECT count(*) FROM ledger WHERE state = 'filed' AND mail_id IS NULL`); n != 1 {
		t.Error("the ledger row is gone")
	}

	// Case material stays.
	fileOne(t, s, application(2), rules())
	m := application(3)
	m.Reading.Case = "PK-2021-0001"
	filed := fileOne(t, s, m, rules())
	list, err := s.AsideList(t.Context())
	do(t, err)
	do(t, s.AsideDrop(t.Context(), list[0].ID, "Harald"))
	if _, err := s.Mail(t.Context(), filed.MailID); err != nil {
		t.Errorf("case material was deleted: %v", err)
	}
	if _, err := s.VerifyChain(t.Context()); err != nil {
		t.Error(err)
	}
}

// Deleted is deleted: no page that is free now still holds the mail, nor does
// the index of its words.
func TestAsideDropLeavesNothingInTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.db")
	s, _ := openAt(t, path)
	openFolder(t, s, box, 1)
	m := application(1)
	m.Reading.Call, m.Reading.Text = "", "Hemligheten i skogsbacken"
	m.Raw = bytes.Repeat([]byte("Hemligheten i skogsbacken "), 3)
	fileOne(t, s, m, rules())
	fileOne(t, s, application(2), rules()) // what comes later keeps the pages in use
	list, err := s.AsideList(t.Context())
	do(t, err)
	if hits, err := s.Search(t.Context(), "skogsbacken"); err != nil || len(hits) != 1 || len(list) != 1 {
		t.Fatalf("%+v, %+v, %v", list, hits, err)
	}
	do(t, s.AsideDrop(t.Context(), list[0].ID, "Harald"))
	if _, err := s.writer.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	do(t, err)
	for _, secret := range []string{"skogsbacken", "emligheten", "kogsback"} {
		if bytes.Contains(data, []byte(secret)) {
			t.Errorf("the file still holds %q", secret)
		}
	}
}

func TestAsideAttach(t *testing.T) {
	s, h := openNew(t)
	number, other := waiting(t, s, 1), opened(t, s, 2)
	h.forward(time.Hour)
	// From an address that does not belong to the case, with what it lacks.
	m := application(3)
	m.Reading.Kind, m.Reading.Reply, m.Reading.Case, m.Reading.Complete = medelbot.Supplement, medelbot.AckSupplement, other, nil
	m.Reading.From.Email, m.Reading.ReplyTo.Email = "vem@elsewhere.example", "vem@elsewhere.example"
	stranger := fileOne(t, s, m, life())
	list, err := s.AsideList(t.Context())
	do(t, err)
	if stranger.As != medelbot.FiledAside || len(list) != 1 || list[0].Case != other {
		t.Fatalf("filed as %+v, aside %+v", stranger, list)
	}
	stored, err := s.Mail(t.Context(), stranger.MailID)
	do(t, err)
	stored.Reading = m.Reading

	trusting := life()
	trusting.Decide = func(f medelbot.Facts) medelbot.Change {
		if f.Case.Number != number {
			t.Errorf("the rules see case %s", f.Case.Number)
		}
		f.Case.Elements[medelbot.Amount] = f.Mail.Reading.Elements[medelbot.Amount]
		f.Case.Status = medelbot.StatusComplete
		return medelbot.Change{Keep: true, Case: f.Case, Aside: medelbot.AsideAnswer, Letters: []medelbot.LetterRequest{
			{Name: medelbot.AckSupplement, To: f.Mail.Reading.ReplyTo, State: medelbot.Queued},
		}}
	}
	refusing := life()
	refusing.Decide = func(medelbot.Facts) medelbot.Change { return medelbot.Change{Why: "no"} }
	private := stored
	private.Reading = ordinary(3).Reading
	for _, tt := range []struct {
		name   string
		number string
		mail   medelbot.Mail
		rules  medelbot.Handler
		says   string
	}{
		{"no such case", "PK-2021-0009", stored, trusting, "there is no such case"},
		{"private mail", number, private, trusting, "private mail"},
		{"rules that do not", number, stored, refusing, "the rules do not file it with the case: no"},
	} {
		if _, err := s.AsideAttach(t.Context(), list[0].ID, tt.number, "Harald", tt.mail, tt.rules); err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
	filed, err := s.AsideAttach(t.Context(), list[0].ID, number, "Harald", stored, trusting)
	do(t, err)
	v := theCase(t, s, number)
	if filed.As != medelbot.FiledCase || filed.MailID != stranger.MailID || v.Status != medelbot.StatusComplete || v.Sought() != 80000 || len(v.Mails) != 2 {
		t.Errorf("filed as %+v, the case %+v", filed, v)
	}
	if last := v.History[len(v.History)-1]; last.By != "Harald" || last.MailID != filed.MailID {
		t.Errorf("the history ends with %+v", last)
	}
	if len(filed.Letters) != 1 || filed.Letters[0].MailID != filed.MailID {
		t.Errorf("letters: %+v", filed.Letters)
	}
	if waits, err := s.AsideList(t.Context()); err != nil || len(waits) != 0 {
		t.Errorf("it waits still: %+v, %v", waits, err)
	}
	if _, err := s.AsideAttach(t.Context(), list[0].ID, number, "Harald", stored, trusting); !errors.Is(err, ErrNotFound) {
		t.Errorf("attached twice: %v", err)
	}
	if mails := theCase(t, s, other).Mails; len(mails) != 1 {
		t.Errorf("the other case still has %+v", mails)
	}
}

// A case that is let go on takes its mails from the list of those that wait.
func TestReleaseClosesTheAsidesOfTheCase(t *testing.T) {
	s, _ := openNew(t)
	m := application(1)
	m.Reading.Warnings = []medelbot.Warning{medelbot.Suspicious}
	held := fileOne(t, s, m, life())
	asideOne(t, s, 2)
	if k := theCase(t, s, held.Case); k.Status != medelbot.StatusHeld {
		t.Fatalf("the case is %s", k.Status)
	}
	d := order(t, s, held.Case, harald, medelbot.Order{Deed: medelbot.DeedRelease})
	list, err := s.AsideList(t.Context())
	if err != nil || len(list) != 1 || list[0].Case != "" || d.Case.Status != medelbot.StatusComplete {
		t.Errorf("%s, and %+v waits, %v", d.Case.Status, list, err)
	}
	if n := count(t, s, `SELECT count(*) FROM event WHERE name = 'aside_closed' AND by = ? AND case_number = ?`, harald.Name, held.Case); n != 1 {
		t.Error("it is not in the log")
	}
}
