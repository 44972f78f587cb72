package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

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
