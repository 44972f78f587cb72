package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"medelbot"
)

// addAside lists the mail among those that wait for a person.
func (a *acting) addAside(reason medelbot.AsideReason, number string) error {
	if a.mailID == 0 {
		return ruleError{errors.New("the rules set a mail aside where there is none")}
	}
	if _, err := a.exec(`INSERT INTO aside (mail_id, reason, at) VALUES (?, ?, ?)`,
		a.mailID, reason, timeText(a.now)); err != nil {
		return err
	}
	payload := map[string]any{"reason": reason}
	if a.mail.Reading.Malware != "" {
		payload["malware"] = a.mail.Reading.Malware
	}
	return a.appendEvents(medelbot.Event{Case: number, Name: medelbot.EventSetAside, By: a.by, MailID: a.mailID, Payload: payload})
}

// closeAsidesOf ends the waiting of a case's mails.
func (t *tx) closeAsidesOf(number, by string) error {
	mails, err := t.asideMails(`AND m.case_number = ?`, number)
	if err != nil {
		return err
	}
	for _, m := range mails {
		if err := t.closeAside(m, medelbot.EventAsideClosed, number, by); err != nil {
			return err
		}
	}
	return nil
}

// askToTake notes that a command asks for a case to be made of a mail set
// aside: it must be read again for that. Asking twice is asking once.
func (a *acting) askToTake(id int64) error {
	m, err := a.aside(id)
	if errors.Is(err, ErrNotFound) {
		return ruleError{err}
	}
	if err != nil {
		return err
	}
	n, err := a.exec(`UPDATE aside SET take_by = ?, take_mail = ? WHERE id = ? AND take_by IS NULL`, a.by, optionalID(a.mailID), id)
	if err != nil || n == 0 {
		return err
	}
	return a.appendEvents(medelbot.Event{
		Case: m.Case, Name: medelbot.EventTakeAsked, By: a.by, MailID: a.mailID, Payload: map[string]any{"aside": id},
	})
}

// AsideAsked is a mail set aside of which a command by mail asks that a case be
// made.
type AsideAsked struct {
	medelbot.AsideMail
	By string // Person.Name of who asks
}

const asidesToTakeQuery = `SELECT id, take_by FROM aside WHERE take_by IS NOT NULL AND closed_at IS NULL ORDER BY id`

// AsidesToTake lists the mails set aside of which a command by mail asks that a
// case be made, oldest first. Whoever carries that out by AsideTake, and fails,
// tells it by AsideRefuse.
func (s *Store) AsidesToTake(ctx context.Context) (asked []AsideAsked, err error) {
	err = s.read(ctx, "look for mails that shall become cases", func(t *tx) error {
		by := map[int64]string{}
		if err := t.each(asidesToTakeQuery, nil, func(rows *sql.Rows) error {
			var id int64
			var name string
			err := rows.Scan(&id, &name)
			by[id] = name
			return err
		}); err != nil || len(by) == 0 {
			return err
		}
		mails, err := t.asideMails(`AND a.take_by IS NOT NULL`)
		for _, m := range mails {
			asked = append(asked, AsideAsked{m, by[m.ID]})
		}
		return err
	})
	return asked, err
}

// AsideRefuse notes that what AsidesToTake told of cannot be done, with the
// reason in words for a person. The mail waits on.
func (s *Store) AsideRefuse(ctx context.Context, id int64, why string) error {
	return s.write(ctx, fmt.Sprintf("refuse to take aside mail %d", id), func(t *tx) error {
		m, err := t.aside(id)
		if err != nil {
			return err
		}
		n, err := t.exec(`UPDATE aside SET take_by = NULL, take_mail = NULL WHERE id = ? AND take_by IS NOT NULL`, id)
		if err != nil || n == 0 {
			return err
		}
		return t.appendEvents(medelbot.Event{
			Case: m.Case, Name: medelbot.EventRefused, MailID: m.MailID, Payload: map[string]any{"aside": id, "why": why},
		})
	})
}

// AsideTake opens a case with a mail that was set aside, on the word of a
// person. m is Mail(ctx, AsideMail.MailID) with what the caller reads in it
// today, which must not be the kind of private mail; h.Decide must open a case.
// If either is not so, or the composer fails, nothing is changed and the error
// says why.
func (s *Store) AsideTake(ctx context.Context, id int64, by string, m medelbot.Mail, h medelbot.Handler) (filed medelbot.Filed, err error) {
	err = s.write(ctx, fmt.Sprintf("take aside mail %d", id), func(t *tx) error {
		a, err := t.aside(id)
		if err != nil {
			return err
		}
		if a.Case != "" {
			return &StateError{fmt.Sprintf("it belongs to case %s already", a.Case)}
		}
		in := takeUp(t, a, "", by, &m, h)
		change, g, err := in.askAgain()
		if err != nil {
			return err
		}
		if !change.Open {
			return fmt.Errorf("the rules make no case of it: %s", change.Why)
		}
		if err := t.closeAside(a, medelbot.EventTaken, "", by); err != nil {
			return err
		}
		filed, err = in.apply(change, g)
		return err
	})
	return filed, err
}

// AsideAttach files a mail that was set aside with a case, on the word of a
// person, whichever case it was read to speak of. m is as for AsideTake.
// h.Decide sees the case as the one that the mail is about, and decides what
// the mail does to it, as of a supplement or a report; what it would not trust
// by itself is for the caller's h to trust. The mail waits for nobody any more,
// whatever h says.
func (s *Store) AsideAttach(ctx context.Context, id int64, number, by string, m medelbot.Mail, h medelbot.Handler) (filed medelbot.Filed, err error) {
	err = s.write(ctx, fmt.Sprintf("attach aside mail %d to case %s", id, number), func(t *tx) error {
		a, err := t.aside(id)
		if err != nil {
			return err
		}
		in := takeUp(t, a, number, by, &m, h)
		change, g, err := in.askAgain()
		if err != nil {
			return err
		}
		if change.Open || change.Case == nil || change.Case.Number != number {
			return fmt.Errorf("the rules do not file it with the case: %s", change.Why)
		}
		change.Aside = medelbot.AsideNone
		if err := t.closeAside(a, medelbot.EventTaken, number, by); err != nil {
			return err
		}
		filed, err = in.apply(change, g)
		return err
	})
	return filed, err
}

// takeUp files a mail that is kept already anew; number is the case that a
// person has named, "" if none.
func takeUp(t *tx, a medelbot.AsideMail, number, by string, m *medelbot.Mail, h medelbot.Handler) *filing {
	m.Fault = ""
	return &filing{
		acting: acting{tx: t, handler: h, mail: m, mailID: a.MailID, by: by, since: onServer(m)},
		hash:   contentHash(m), number: number,
	}
}

// askAgain lets the rules decide what a mail taken up does.
func (in *filing) askAgain() (medelbot.Change, given, error) {
	if private(in.mail) {
		// Of private mail nothing is kept, whatever the rules want.
		return medelbot.Change{}, given{}, fmt.Errorf("it was read as %s, which is private mail", in.mail.Reading.Kind)
	}
	if in.number != "" {
		k, err := in.mustFind(in.number)
		if err != nil {
			return medelbot.Change{}, given{}, err
		}
		if k.Erased != medelbot.NotErased {
			return medelbot.Change{}, given{}, &StateError{"case " + in.number + " was erased"}
		}
	}
	return in.ask()
}
