package store

// text is what the full-text search knows of a mail.
type text struct {
	mailID                int64
	subject, sender, body string
}

// index has the mail's words put into the full-text search when the
// transaction ends: FTS5 writes out what it holds at each savepoint, and a
// batch has one for every mail.
func (in *filing) index() {
	r := &in.mail.Reading
	in.texts = append(in.texts, text{in.mailID, r.Subject, r.From.Name + " " + r.From.Email, r.Text})
}

func (t *tx) indexTexts() error {
	for _, x := range t.texts {
		if _, err := t.exec(`INSERT INTO mail_text (rowid, subject, sender, body) VALUES (?, ?, ?, ?)`,
			x.mailID, x.subject, x.sender, x.body); err != nil {
			return err
		}
	}
	return nil
}

// forgetTexts takes mails' words out of the full-text search at once, not at
// some later merge. FTS5 does that if told so, at a cost that every mail would
// bear were it told so for good: hence only here. Telling it otherwise again
// makes it write what it holds.
func (t *tx) forgetTexts(mailIDs ...int64) error {
	if len(mailIDs) == 0 {
		return nil
	}
	const secureDelete = `INSERT INTO mail_text (mail_text, rank) VALUES ('secure-delete', ?)`
	if _, err := t.exec(secureDelete, 1); err != nil {
		return err
	}
	for _, id := range mailIDs {
		if _, err := t.exec(`DELETE FROM mail_text WHERE rowid = ?`, id); err != nil {
			return err
		}
	}
	_, err := t.exec(secureDelete, 0)
	return err
}
