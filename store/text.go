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

// forgetText takes a mail's words out of the full-text search at once, not at
// some later merge. FTS5 does that if told so, at a cost that every mail would
// bear were it told so for good: hence only here. Telling it otherwise again
// makes it write what it holds.
func (t *tx) forgetText(mailID int64) error {
	for _, step := range []struct {
		query string
		args  []any
	}{
		{`INSERT INTO mail_text (mail_text, rank) VALUES ('secure-delete', 1)`, nil},
		{`DELETE FROM mail_text WHERE rowid = ?`, []any{mailID}},
		{`INSERT INTO mail_text (mail_text, rank) VALUES ('secure-delete', 0)`, nil},
	} {
		if _, err := t.exec(step.query, step.args...); err != nil {
			return err
		}
	}
	return nil
}
