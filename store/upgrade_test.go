package store

import (
	"compress/gzip"
	"database/sql"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"medelbot"
)

// loadDump makes a database of an SQL text of testdata/schema.
func loadDump(t *testing.T, dump, path string) {
	t.Helper()
	f, err := os.Open(dump)
	do(t, err)
	defer f.Close()
	z, err := gzip.NewReader(f)
	do(t, err)
	text, err := io.ReadAll(z)
	do(t, err)
	db, err := sql.Open("sqlite", "file:"+path)
	do(t, err)
	defer db.Close()
	_, err = db.Exec(string(text))
	do(t, err)
}

// A database that an earlier program has filled goes on under this one, with
// nothing lost and nothing sent twice.
func TestUpgrade(t *testing.T) {
	dumps, err := filepath.Glob(filepath.Join("testdata", "schema", "*.sql.gz"))
	do(t, err)
	if len(dumps) < 6 {
		t.Fatalf("only %v", dumps)
	}
	for _, dump := range dumps {
		t.Run(strings.TrimSuffix(filepath.Base(dump), ".sql.gz"), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "medelbot.db")
			loadDump(t, dump, path)
			was := lookBefore(t, path)
			s, h := openAt(t, path)
			h.now = was.newest.Add(time.Minute)
			if v, err := s.Verify(t.Context()); err != nil || !v.Sound() || v.Chain != was.chain {
				t.Errorf("verify: %+v, %v, want %+v", v, err, was.chain)
			}
			for table, n := range was.rows {
				if got := count(t, s, `SELECT count(*) FROM `+table); table != "goose_db_version" && got != int(n) {
					t.Errorf("%s has %d rows, had %d", table, got, n)
				}
			}
			lookAfter(t, s)

			if due, err := s.Due(t.Context(), "demo", 10); err != nil || len(due) != 1 || due[0].State != medelbot.Queued {
				t.Errorf("due: %+v, %v", due, err)
			}
			if open, err := s.Interrupted(t.Context()); err != nil || len(open) != 0 {
				t.Errorf("interrupted: %+v, %v", open, err)
			}
			do(t, s.Close())
			again, _ := openAt(t, path) // nothing is left to do
			if v, err := again.Verify(t.Context()); err != nil || v.Chain != was.chain {
				t.Errorf("the second time: %+v, %v", v, err)
			}
		})
	}
}

// before is what stood in a database of an earlier schema.
type before struct {
	rows   map[string]int64
	chain  Chain
	newest time.Time
}

func lookBefore(t *testing.T, path string) (b before) {
	t.Helper()
	db, err := source(path)
	do(t, err)
	defer db.Close()
	b.rows, err = countRows(t.Context(), db)
	do(t, err)
	var head []byte
	do(t, db.QueryRow(`SELECT seq, hash, (SELECT max(at) FROM event) FROM event ORDER BY seq DESC LIMIT 1`).Scan(&b.chain.Length, &head, timeColumn{&b.newest}))
	b.chain.Head = hex.EncodeToString(head)
	if b.rows["cases"] != 8 || b.rows["mail"] < 8 || b.chain.Length < 24 {
		t.Fatalf("the dump holds only %+v", b)
	}
	return b
}

// lookAfter reads all of what people look at.
func lookAfter(t *testing.T, s *Store) {
	t.Helper()
	cases, err := s.Cases(t.Context(), CaseFilter{})
	do(t, err)
	mails := 0
	for _, k := range cases {
		v, err := s.Case(t.Context(), k.Number)
		do(t, err)
		if v.Language != medelbot.Swedish || len(v.Elements) == 0 || len(v.Mails) == 0 || len(v.History) == 0 {
			t.Errorf("%s: %+v", k.Number, v)
		}
		for _, m := range v.Mails {
			raw, err := s.Mail(t.Context(), m.ID)
			if err != nil || len(raw.Raw) == 0 {
				t.Errorf("mail %d: %v", m.ID, err)
			}
			mails++
		}
	}
	if len(cases) != 8 || mails < 8 {
		t.Errorf("%d cases with %d mails", len(cases), mails)
	}
	if hits, err := s.Search(t.Context(), "Kronoberg"); err != nil || len(hits) == 0 {
		t.Errorf("search: %+v, %v", hits, err)
	}
	if f, err := s.DigestFacts(t.Context(), time.Time{}); err != nil || len(f.Folders) == 0 {
		t.Errorf("digest: %+v, %v", f, err)
	}
	if _, err := s.AsideList(t.Context()); err != nil {
		t.Error(err)
	}
}
