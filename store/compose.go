package store

import (
	"fmt"

	"medelbot"
)

// compose has each letter written for the numbered case, or for the other case
// of the change, and queues it.
func (a *acting) compose(k, also *medelbot.Case, requests []medelbot.LetterRequest) ([]medelbot.Letter, error) {
	var letters []medelbot.Letter
	for _, q := range requests {
		about := k
		if also != nil && q.Case == also.Number {
			about = also
		}
		var err error
		if q.N, err = a.nextLetter(about.Number); err != nil {
			return nil, err
		}
		if q.Follows, err = a.newestOf(about.Number, q); err != nil {
			return nil, err
		}
		l, err := callCompose(a.handler, *about, q, a.mail)
		if err != nil {
			return nil, err
		}
		a.address(&l, about, q)
		if err := a.holdMuted(&l); err != nil {
			return nil, err
		}
		if err := a.holdRepeated(&l); err != nil {
			return nil, err
		}
		inserted, err := a.enqueue(&l)
		if err != nil {
			return nil, err
		}
		if !inserted {
			continue
		}
		if err := a.appendEvents(letterEvent(medelbot.EventComposed, &l, a.by, a.mailID)); err != nil {
			return nil, err
		}
		l.Raw = nil
		letters = append(letters, l)
	}
	return letters, a.replaceLetters(letters)
}

// nextLetter is the running number of the next letter of a case; of letters
// that belong to none, that of the next letter at all.
func (t *tx) nextLetter(number string) (n int, err error) {
	if number == "" {
		_, err = t.row(`SELECT coalesce(max(id), 0) + 1 FROM outbox`, nil, &n)
		return n, err
	}
	_, err = t.row(`SELECT count(*) + 1 FROM outbox WHERE case_number = ?`, []any{number}, &n)
	return n, err
}

const newestQuery = `SELECT message_id FROM mail WHERE case_number = ? AND message_id <> '' AND lower(from_email) = ?
	AND kind IN ('application', 'supplement', 'report', 'status_query', 'withdrawal') ORDER BY arrived_at DESC, id DESC LIMIT 1`

// newestOf is the Message-ID of the newest mail in a case from the one who gets
// a letter; "" if there is none. Nobody is sent what another one wrote, not even
// the name of a mail.
func (t *tx) newestOf(number string, q medelbot.LetterRequest) (id string, err error) {
	if number == "" || q.Name.ToCoordinator() {
		return "", nil
	}
	_, err = t.row(newestQuery, []any{number, lower(q.To.Email)}, &id)
	return id, err
}

// address fills in what a letter has from its case, its request and the mail,
// whatever the composer said of it: the conditions under which it may leave are
// the rules' own.
func (a *acting) address(l *medelbot.Letter, k *medelbot.Case, q medelbot.LetterRequest) {
	l.Case = k.Number
	if l.Mailbox == "" {
		l.Mailbox = k.Mailbox
	}
	if l.Mailbox == "" {
		l.Mailbox = q.Mailbox
	}
	if l.Mailbox == "" && a.mail != nil {
		l.Mailbox = a.mail.Folder.Mailbox
	}
	if l.State == "" {
		l.State, l.Reason = q.State, q.Reason
	}
	if l.NotBefore.Before(q.NotBefore) {
		l.NotBefore = q.NotBefore
	}
	l.AfterPass = l.AfterPass || q.AfterPass
	if q.Expects != "" {
		l.Expects = q.Expects
	}
	if a.mail != nil && !q.Name.ToCoordinator() && lower(l.To) == lower(a.mail.Reading.ReplyTo.Email) {
		l.MailID = a.mailID
	}
}

// holdMuted holds a letter to an address on the never-answer list, where the
// rules could not see that it is there: they look at the address that a mail
// came from, and a decision goes to another.
func (a *acting) holdMuted(l *medelbot.Letter) error {
	if l.Name.ToCoordinator() || l.State != medelbot.Queued {
		return nil
	}
	var muted bool
	if _, err := a.row(`SELECT EXISTS (SELECT 1 FROM muted WHERE address = ?)`, []any{lower(l.To)}, &muted); err != nil {
		return err
	}
	if muted {
		l.State, l.Reason = medelbot.Held, medelbot.HeldMuted
	}
	return nil
}

// callCompose has a letter written; an error or a panic is the composer's.
func callCompose(h medelbot.Handler, k medelbot.Case, q medelbot.LetterRequest, m *medelbot.Mail) (l medelbot.Letter, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = ruleError{fmt.Errorf("the letter %s could not be written: %v", q.Name, p)}
		}
	}()
	if l, err = h.Compose(k, q, m); err != nil {
		return l, ruleError{fmt.Errorf("the letter %s could not be written: %w", q.Name, err)}
	}
	return l, nil
}
