package store

import (
	"errors"
	"os"
	"testing"
	"time"
)

// Damage in a page that opening does not come upon is found by looking.
func TestCheckPages(t *testing.T) {
	s, _ := openNew(t)
	queueDigest(t, s, 1)
	do(t, s.CheckPages(t.Context()))
	var page, size int
	do(t, s.writer.QueryRow(`SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_schema WHERE name = 'outbox'`).Scan(&page, &size))
	do(t, s.Close())
	raw, err := os.ReadFile(s.path)
	do(t, err)
	clear(raw[(page-1)*size : page*size])
	do(t, os.WriteFile(s.path, raw, 0o600))
	s, err = Open(t.Context(), s.path, time.Now, time.UTC)
	do(t, err)
	defer s.Close()
	var worded *Error
	if err := s.CheckPages(t.Context()); !errors.As(err, &worded) || worded.Try == "" {
		t.Errorf("got %v", err)
	}
}
