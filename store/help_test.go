package store

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"medelbot"
)

// box is the folder that the tests read.
var box = medelbot.FolderKey{Mailbox: "testbaddar", Folder: "INBOX", UIDValidity: 1}

// noon is when the tests begin.
var noon = time.Date(2021, 5, 4, 12, 0, 0, 0, time.UTC)

// hands is a clock that moves by hand.
type hands struct {
	mu  sync.Mutex
	now time.Time
}

func (h *hands) clock() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

func (h *hands) forward(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = h.now.Add(d)
}

func stockholm(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// openAt opens a store on a path; it is closed when the test ends.
func openAt(t testing.TB, path string) (*Store, *hands) {
	t.Helper()
	h := &hands{now: noon}
	s, err := Open(t.Context(), path, h.clock, stockholm(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s, h
}

// migrated is the file of an empty database. The migrations are the slowest part
// of most tests, above all under the race detector.
var migrated = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "medelbot")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "medelbot.db")
	s, err := Open(context.Background(), path, func() time.Time { return noon }, time.UTC)
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// openNew opens an empty store with the test folder past its baseline.
func openNew(t testing.TB) (*Store, *hands) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "medelbot.db")
	file, err := migrated()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	s, h := openAt(t, path)
	if _, err := s.OpenFolder(t.Context(), box, 1); err != nil {
		t.Fatal(err)
	}
	if err := s.FinishBaseline(t.Context(), box); err != nil {
		t.Fatal(err)
	}
	return s, h
}

var testCall = medelbot.Call{
	ID: "patientkontrakt-2021", Name: "Testbäddar", Prefix: "PK",
	Elements: []medelbot.ElementKey{medelbot.Applicant, medelbot.Amount},
}

// rules are the real rules with a composer that writes very short letters.
func rules() medelbot.Handler {
	policy := medelbot.Policy{Mode: medelbot.Send, LettersPerAddressDay: 3}
	return medelbot.Handler{
		Calls:  []medelbot.Call{testCall},
		Decide: func(f medelbot.Facts) medelbot.Change { return medelbot.Decide(f, policy) },
		Compose: func(k medelbot.Case, q medelbot.LetterRequest, m *medelbot.Mail) (medelbot.Letter, error) {
			id := fmt.Sprintf("%s.%s.1.x%d@example.org", k.Number, q.Name, m.UID)
			return medelbot.Letter{
				Key: fmt.Sprintf("%s/%s", k.Number, q.Name), Mailbox: k.Mailbox, Name: q.Name, To: q.To.Email,
				Subject: "[" + k.Number + "] Tack för er ansökan", MessageID: id, Mode: medelbot.Send,
				State: q.State, Reason: q.Reason,
				Raw: []byte("Message-ID: <" + id + ">\r\n\r\nTack!\r\n"),
			}, nil
		},
	}
}

// application is a complete application with the UID as its only difference.
func application(uid uint32) medelbot.Mail {
	complete := true
	sender := medelbot.Address{Name: "Åsa Öberg", Email: fmt.Sprintf("asa.oberg%d@region.example", uid)}
	text := fmt.Sprintf("Region Kronoberg söker 80 000 kronor för att öva överenskommelser med äldre. Ansökan nummer %d.", uid)
	return medelbot.Mail{
		Folder: box, UID: uid, Raw: []byte("Subject: Ansökan\r\n\r\n" + text), Size: int64(len(text)) + 20,
		Arrived: noon.Add(time.Duration(uid) * time.Second),
		Reading: medelbot.Reading{
			Kind: medelbot.Application, Reply: medelbot.AckComplete, Call: testCall.ID, Complete: &complete,
			Elements: medelbot.Elements{
				medelbot.Applicant: {Status: medelbot.OK, Value: &medelbot.Value{Name: "Region Kronoberg"},
					Evidence: &medelbot.Evidence{Source: "body", Quote: "Region Kronoberg söker"}},
				medelbot.Amount: {Status: medelbot.OK, Value: &medelbot.Value{SEK: 80000},
					Evidence: &medelbot.Evidence{Source: "body", Quote: "80 000 kronor"}},
			},
			MessageID: fmt.Sprintf("a%d@region.example", uid), Subject: "Ansökan om medel", From: sender, Applicant: sender, ReplyTo: sender,
			Text: text, ContentHash: sha256.Sum256([]byte(text)),
		},
	}
}

// ordinary is a mail that is none of the fund's business.
func ordinary(uid uint32) medelbot.Mail {
	m := application(uid)
	m.Reading = medelbot.Reading{
		Kind: medelbot.Other, Reply: medelbot.NoLetter, MessageID: fmt.Sprintf("p%d@home.example", uid),
		Subject: "Midsommarlunchen", From: medelbot.Address{Name: "Hemlig Avsändare", Email: "hemlig@home.example"},
		Text: "Ses vi vid sjön?", ContentHash: sha256.Sum256(fmt.Appendf(nil, "private %d", uid)),
	}
	m.Raw = []byte("Subject: Midsommarlunchen\r\n\r\nSes vi vid sjön?")
	return m
}

// fileOne files one mail and returns what became of it.
func fileOne(t testing.TB, s *Store, m medelbot.Mail, h medelbot.Handler) medelbot.Filed {
	t.Helper()
	filed, err := s.File(t.Context(), []medelbot.Mail{m}, h)
	if err != nil {
		t.Fatal(err)
	}
	return filed[0]
}

// count runs a counting query on the database.
func count(t testing.TB, s *Store, query string, args ...any) int {
	t.Helper()
	var n int
	if err := s.reader.QueryRowContext(context.Background(), query, args...).Scan(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}
