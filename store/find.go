package store

import (
	"context"

	"medelbot"
)

// FindMail finds the kept mail with the content of m, which has its reading, and
// the case that it belongs to; "" if to none. The error wraps ErrNotFound if
// there is none.
func (s *Store) FindMail(ctx context.Context, m *medelbot.Mail) (id int64, number string, err error) {
	err = s.read(ctx, "look for a mail", func(t *tx) error {
		ok, err := t.row(`SELECT id, case_number FROM mail WHERE content_hash = ? ORDER BY id LIMIT 1`,
			[]any{contentHash(m)}, &id, textColumn[string]{&number})
		if err == nil && !ok {
			err = ErrNotFound
		}
		return err
	})
	return id, number, err
}

// CaseOfMail returns the number of the case that a kept mail belongs to; "" if
// to none. The error wraps ErrNotFound if there is no such mail.
func (s *Store) CaseOfMail(ctx context.Context, id int64) (number string, err error) {
	err = s.read(ctx, "look for a mail", func(t *tx) error {
		ok, err := t.row(`SELECT case_number FROM mail WHERE id = ?`, []any{id}, textColumn[string]{&number})
		if err == nil && !ok {
			err = ErrNotFound
		}
		return err
	})
	return number, err
}
