package main

import (
	"compress/gzip"
	"database/sql"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"medelbot"
	"medelbot/store"
)

// A fund that an earlier program has kept goes on under this one: in a mailbox
// that holds its mail, renumbered even, one pass sends the letter that waited
// and nothing else.
func TestRunAfterUpgrade(t *testing.T) {
	dumps, err := filepath.Glob(filepath.Join("..", "..", "store", "testdata", "schema", "*.sql.gz"))
	if err != nil || len(dumps) == 0 {
		t.Fatal(dumps, err)
	}
	for _, dump := range dumps {
		t.Run(strings.TrimSuffix(filepath.Base(dump), ".sql.gz"), func(t *testing.T) {
			f := newOwnFund(t, "")
			newest := f.inherit(dump)
			f.later = time.Until(newest.Add(time.Minute))
			for try, want := range []int{1, 0} {
				applicants := 0
				for _, l := range f.once() {
					if l.To == "siv.rosander@regionjh.se" {
						applicants++
					} else if !strings.HasSuffix(l.To, "@fonden.example") {
						t.Errorf("pass %d: a letter to %s:\n%.500s", try+1, l.To, l.Raw)
					}
				}
				if applicants != want {
					t.Errorf("pass %d: %d letters for the one that waited, want %d", try+1, applicants, want)
				}
			}
			if got := f.medelbot("cases"); strings.Count(got, "\nPK-2026-") != 8 {
				t.Errorf("cases:\n%s", got)
			}
			if got := f.medelbot("verify"); strings.Contains(got, "WRONG") {
				t.Errorf("verify:\n%s", got)
			}
			f.medelbot("show", "PK-2026-0001")
			f.medelbot("digest", "--preview", filepath.Join(t.TempDir(), "digest.html"))
			f.medelbot("backup", filepath.Join(t.TempDir(), "copy.db"))
		})
	}
}

// inherit gives the fund the database of an SQL text, and its server the mail
// that is kept there. It returns the time of the newest event.
func (f *ownFund) inherit(dump string) (newest time.Time) {
	t := f.t
	t.Helper()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	file, err := os.Open(dump)
	check(err)
	defer file.Close()
	z, err := gzip.NewReader(file)
	check(err)
	text, err := io.ReadAll(z)
	check(err)
	path := filepath.Join(filepath.Dir(f.config), "medelbot.db")
	db, err := sql.Open("sqlite", "file:"+path)
	check(err)
	defer db.Close()
	_, err = db.Exec(string(text))
	check(err)
	var at string
	check(db.QueryRow(`SELECT max(at) FROM event`).Scan(&at))
	newest, err = time.Parse(time.RFC3339, at)
	check(err)
	check(db.Close())

	s, err := store.Open(t.Context(), path, time.Now, time.UTC)
	check(err)
	defer s.Close()
	for id := int64(1); ; id++ {
		var m medelbot.Mail
		if m, err = s.Mail(t.Context(), id); err != nil {
			break
		}
		check(f.servers.Deliver(m.Raw, m.Arrived))
	}
	settings, err := f.servers.Config(newest)
	check(err)
	check(os.WriteFile(f.config, []byte(settings), 0o600))
	return newest
}
