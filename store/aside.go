package store

import (
	"context"
	"database/sql"
	"fmt"

	"medelbot"
)

const asideQuery = `SELECT a.id, m.id, m.mailbox, m.case_number, m.kind, m.from_name, m.from_email, m.subject, m.arrived_at, a.at, a.reason, v.name
	FROM aside a JOIN mail m ON m.id = a.mail_id LEFT JOIN malware v ON v.mail_id = m.id WHERE a.closed_at IS NULL `

func (t *tx) asideMails(and string, args ...any) ([]medelbot.AsideMail, error) {
	var mails []medelbot.AsideMail
	err := t.each(asideQuery+and+` ORDER BY a.id`, args, func(rows *sql.Rows) error {
		var a medelbot.AsideMail
		err := rows.Scan(&a.ID, &a.MailID, &a.Mailbox, textColumn[string]{&a.Case}, &a.Kind,
			&a.From.Name, &a.From.Email, &a.Subject, timeColumn{&a.Arrived}, timeColumn{&a.Since}, &a.Reason, textColumn[string]{&a.Malware})
		mails = append(mails, a)
		return err
	})
	return mails, err
}

// AsideList lists the mails that wait for a person, oldest first.
func (s *Store) AsideList(ctx context.Context) (mails []medelbot.AsideMail, err error) {
	err = s.read(ctx, "list the mails set aside", func(t *tx) error {
		mails, err = t.asideMails("")
		return err
	})
	return mails, err
}

// Aside returns one mail that waits for a person. The error wraps ErrNotFound
// if there is none with that id, or it waits no more.
func (s *Store) Aside(ctx context.Context, id int64) (mail medelbot.AsideMail, err error) {
	err = s.read(ctx, fmt.Sprintf("read aside mail %d", id), func(t *tx) error {
		mail, err = t.aside(id)
		return err
	})
	return mail, err
}

func (t *tx) aside(id int64) (medelbot.AsideMail, error) {
	mails, err := t.asideMails(`AND a.id = ?`, id)
	if err != nil {
		return medelbot.AsideMail{}, err
	}
	if len(mails) == 0 {
		return medelbot.AsideMail{}, fmt.Errorf("no mail with this number waits for anybody: %w", ErrNotFound)
	}
	return mails[0], nil
}

func (t *tx) closeAside(a medelbot.AsideMail, name medelbot.EventName, number, by string) error {
	n, err := t.exec(`UPDATE aside SET closed_at = ?, closed_by = ? WHERE id = ? AND closed_at IS NULL`, timeText(t.now), by, a.ID)
	if err != nil {
		return err
	}
	if n != 1 {
		return &StateError{"somebody else has dealt with it"}
	}
	return t.appendEvents(medelbot.Event{
		Case: number, Name: name, By: by, MailID: a.MailID, Payload: map[string]any{"aside": a.ID, "reason": a.Reason},
	})
}

// AsideDrop ends the waiting of a mail that a person needs nothing of. If it
// belongs to no case it is the person's own after all: the mail and its text
// are deleted, and only the ledger row stays. Sweep ends that.
func (s *Store) AsideDrop(ctx context.Context, id int64, by string) error {
	return s.write(ctx, fmt.Sprintf("drop aside mail %d", id), func(t *tx) error {
		a, err := t.aside(id)
		if err != nil {
			return err
		}
		if err := t.closeAside(a, medelbot.EventDropped, a.Case, by); err != nil || a.Case != "" {
			return err
		}
		if err := t.forgetTexts(a.MailID); err != nil {
			return err
		}
		if _, err := t.exec(`DELETE FROM mail WHERE id = ?`, a.MailID); err != nil {
			return err
		}
		return t.noteTraces()
	})
}
