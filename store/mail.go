package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"

	"medelbot"
)

// contentHash is the reading's; a mail that could not be read is known by its
// raw bytes instead, and one that could not even be fetched by its place on the
// server: two of those have nothing in common.
//
// Of a mail that was not read whole the size counts too, or its second version
// with the same beginning would pass for a copy, unseen. Two routes add header
// fields of other lengths, so that such a mail may be kept twice: both wait for
// a person, and nobody is answered.
func contentHash(m *medelbot.Mail) []byte {
	hash := m.Reading.ContentHash
	switch unread := m.Fault != "" || hash == [32]byte{}; {
	case unread && len(m.Raw) == 0:
		hash = sha256.Sum256(fmt.Appendf(nil, "%q %q %d %d", m.Folder.Mailbox, m.Folder.Folder, m.Folder.UIDValidity, m.UID))
	case unread:
		hash = sha256.Sum256(m.Raw)
	}
	if m.Truncated {
		hash = sha256.Sum256(fmt.Appendf(nil, "%x %d", hash, m.Size))
	}
	return hash[:]
}

// keep writes the mail with its raw form and its text for the search, or
// brings the row up to date that an aside mail has already.
func (in *filing) keep(number string) error {
	m, r := in.mail, &in.mail.Reading
	kind := r.Kind
	if kind.Private() {
		kind = "" // kept because nobody knows what it is
	}
	attachments, err := jsonText(r.Attachments)
	if err != nil {
		return err
	}
	if in.mailID != 0 {
		// A mail that could not be read was known by its bytes; any other goes on to
		// be known by what it was, of which codes may have been masked since.
		unread := *m
		unread.Fault = "unread"
		if _, err := in.exec(`UPDATE mail SET case_number = ?, kind = ?, message_id = ?,
				content_hash = iif(content_hash = ?, ?, content_hash),
				from_name = ?, from_email = ?, subject = ?, attachments = ?, fault = '' WHERE id = ?`,
			optionalText(number), kind, r.MessageID, contentHash(&unread), in.hash,
			r.From.Name, r.From.Email, r.Subject, attachments, in.mailID); err != nil {
			return err
		}
		if err := in.forgetTexts(in.mailID); err != nil {
			return err
		}
		in.index()
		return in.unlock()
	}
	text, err := in.withoutTokens()
	if err != nil {
		return err
	}
	raw, packed := in.packer.pack(text)
	if r.Barred == medelbot.AsideMalware {
		raw, packed = in.packer.lock(m.Raw)
	}
	_, err = in.row(`INSERT INTO mail (mailbox, folder, uidvalidity, uid, message_id, content_hash, case_number, kind,
			from_name, from_email, subject, attachments, size, truncated, arrived_at, filed_at, quiet, fault, packed, raw)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`, []any{
		m.Folder.Mailbox, m.Folder.Folder, m.Folder.UIDValidity, m.UID, r.MessageID, in.hash, optionalText(number), kind,
		r.From.Name, r.From.Email, r.Subject, attachments, m.Size, m.Truncated, timeText(m.Arrived), timeText(in.now),
		m.Quiet, m.Fault, packed, raw}, &in.mailID)
	if err != nil {
		return err
	}
	in.index()
	if r.Barred != medelbot.AsideMalware {
		return nil
	}
	_, err = in.exec(`INSERT INTO malware (mail_id, name) VALUES (?, ?)`, in.mailID, r.Malware)
	return err
}

// withoutTokens is a mail as it is kept: as it came, but for the tokens in it
// that can still be used. Whoever may read a mail, in the database, an export or
// a backup, shall not be able to decide by it. Its content hash, by which copies
// are recognised, is that of the mail as it came.
//
// It looks at what quotes our letters to coordinators: a command stands above
// one, and what answers or returns it brings it along. To look at all mail would
// cost more than to read it.
func (in *filing) withoutTokens() ([]byte, error) {
	m := in.mail
	switch m.Reading.Kind {
	case medelbot.Command, medelbot.Bounce, medelbot.AutoReply:
	default:
		if l, err := in.answered(); err != nil || l == nil || !l.Name.ToCoordinator() {
			return m.Raw, err
		}
	}
	live := map[[32]byte]bool{}
	err := in.each(`SELECT hash FROM token WHERE used_at IS NULL AND expires_at >= ?`, []any{timeText(in.now)}, func(rows *sql.Rows) error {
		var hash []byte
		err := rows.Scan(&hash)
		live[[32]byte(hash)] = true
		return err
	})
	if err != nil || len(live) == 0 {
		return m.Raw, err
	}
	return medelbot.MaskTokens(m.Raw, func(hash [32]byte) bool { return live[hash] }), nil
}

// unlock keeps a mail like any other of which the scanner thinks better today.
func (in *filing) unlock() error {
	n, err := in.exec(`DELETE FROM malware WHERE mail_id = ?`, in.mailID)
	if err != nil || n == 0 {
		return err
	}
	text, err := in.withoutTokens()
	if err != nil {
		return err
	}
	raw, packed := in.packer.pack(text)
	_, err = in.exec(`UPDATE mail SET packed = ?, raw = ? WHERE id = ?`, packed, raw, in.mailID)
	return err
}

// Mail returns a kept mail as it came, but for codes from a letter to a coordinator
// that could still be used then: they are masked (medelbot.MaskTokens). Its Reading is empty: read Raw again.
func (s *Store) Mail(ctx context.Context, id int64) (medelbot.Mail, error) {
	var m medelbot.Mail
	err := s.read(ctx, fmt.Sprintf("read mail %d", id), func(t *tx) error {
		var packed packing
		ok, err := t.row(`SELECT mailbox, folder, uidvalidity, uid, size, truncated, arrived_at, quiet, fault, packed, raw
			FROM mail WHERE id = ?`, []any{id}, &m.Folder.Mailbox, &m.Folder.Folder, &m.Folder.UIDValidity, &m.UID,
			&m.Size, &m.Truncated, timeColumn{&m.Arrived}, &m.Quiet, &m.Fault, &packed, &m.Raw)
		if err != nil {
			return err
		}
		if !ok {
			return ErrNotFound
		}
		m.Raw, err = t.packer.unpack(m.Raw, packed)
		return err
	})
	return m, err
}

// MailText returns what the search knows of a kept mail: all its readable text,
// that of its attachments included, with identity numbers masked.
func (s *Store) MailText(ctx context.Context, id int64) (body string, err error) {
	err = s.read(ctx, fmt.Sprintf("read the text of mail %d", id), func(t *tx) error {
		ok, err := t.row(`SELECT body FROM mail_text WHERE rowid = ?`, []any{id}, &body)
		if err == nil && !ok {
			err = ErrNotFound
		}
		return err
	})
	return body, err
}
