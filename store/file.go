package store

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"medelbot"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// ruleError is a trouble with the rules or the composer on one mail; the
// database is well.
type ruleError struct{ err error }

func (e ruleError) Error() string { return e.err.Error() }
func (e ruleError) Unwrap() error { return e.err }

// File takes mails in, in the order given and in one transaction, and tells
// for each what became of it. A mail that is here already, by its decoded
// content, is only noted; so is one of our own letters that came back. For the
// others h.Decide gets the facts and its Change is carried out: the raw mail,
// the case, its elements, events, letters and full text, or, of private mail,
// a ledger row and nothing else.
//
// Each mail has a savepoint of its own: if h panics, returns an error or asks
// for what cannot be, that mail alone is set aside as it came, with the
// reason. An error of the database itself fails the call and leaves nothing.
//
// h runs while the one writing connection is busy: it may read the store, but
// a call that writes would wait for itself.
//
// The store logs by itself that a case was opened, a mail attached or set
// aside and a letter composed; Change.Events are what happened besides.
func (s *Store) File(ctx context.Context, mails []medelbot.Mail, h medelbot.Handler) ([]medelbot.Filed, error) {
	filed := make([]medelbot.Filed, len(mails))
	err := s.write(ctx, "file mail", func(t *tx) error {
		for i := range mails {
			var err error
			if filed[i], err = t.file(&mails[i], h); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return filed, nil
}

func (t *tx) file(m *medelbot.Mail, h medelbot.Handler) (medelbot.Filed, error) {
	in := &filing{tx: t, mail: m, handler: h, hash: contentHash(m), by: medelbot.ByProgram}
	if m.UID != 0 {
		var err error
		if in.lifeID, err = t.life(m.Folder); err != nil {
			return medelbot.Filed{}, err
		}
	}
	if filed, known, err := in.known(); err != nil || known {
		return filed, err
	}
	if m.Fault != "" {
		return in.setAside(m.Fault)
	}
	texts := len(t.texts)
	if _, err := t.exec(`SAVEPOINT mail`); err != nil {
		return medelbot.Filed{}, err
	}
	filed, err := in.decide()
	if err == nil {
		_, err = t.exec(`RELEASE mail`)
		return filed, err
	}
	if !ofThisMail(err) {
		return medelbot.Filed{}, err
	}
	if _, err := t.exec(`ROLLBACK TO mail`); err != nil {
		return medelbot.Filed{}, err
	}
	in.mailID, t.texts = 0, t.texts[:texts] // its row is gone again
	if _, err := t.exec(`RELEASE mail`); err != nil {
		return medelbot.Filed{}, err
	}
	if private(m) {
		return medelbot.Filed{As: medelbot.FiledPrivate, Why: "left alone, though " + err.Error()}, in.note(statePrivate, 0)
	}
	return in.setAside(err.Error())
}

// ofThisMail tells a trouble with one mail, what the rules made of it
// included, from one with the database.
func ofThisMail(err error) bool {
	if rule := (ruleError{}); errors.As(err, &rule) {
		return true
	}
	e := (*sqlite.Error)(nil)
	return errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_CONSTRAINT
}

// private tells mail of which only a ledger row may stay, whatever the rules
// say. Of a mail too large to be read whole, or read with doubt, nobody knows
// what it is.
func private(m *medelbot.Mail) bool {
	return m.Reading.Kind.Private() && m.Reading.Doubt == "" && !m.Truncated && m.Fault == ""
}

// filing is one mail on its way through File or AsideTake.
type filing struct {
	*tx
	mail    *medelbot.Mail
	handler medelbot.Handler
	hash    []byte
	lifeID  int64 // 0 for mail from a file
	mailID  int64 // 0 until the mail is kept
	by      string
}

// known finds out whether the mail is here already, and notes it if so.
func (in *filing) known() (medelbot.Filed, bool, error) {
	var state string
	if in.lifeID != 0 {
		ok, err := in.row(`SELECT state FROM ledger WHERE life_id = ? AND uid = ? AND state <> 'begun'`,
			[]any{in.lifeID, in.mail.UID}, &state)
		if err != nil || ok {
			return medelbot.Filed{As: medelbot.FiledCopy, Why: "the ledger has it already, as " + state}, ok, err
		}
	}
	if l, err := in.ownLetter(); err != nil {
		return medelbot.Filed{}, false, err
	} else if l != nil {
		return medelbot.Filed{As: medelbot.FiledCopy, Case: l.Case, Why: "our own letter, come back to us"}, true, in.note(stateCopy, 0)
	}
	if old, err := in.fromBefore(); err != nil || old {
		return medelbot.Filed{As: medelbot.FiledCopy, Why: "it was there before the first start, under another UID"}, old, err
	}
	var mailID int64
	var number string
	ok, err := in.row(`SELECT id, case_number FROM mail WHERE content_hash = ? ORDER BY id LIMIT 1`,
		[]any{in.hash}, &mailID, textColumn[string]{&number})
	if err == nil && !ok {
		// Private mail, and aside mail that a person has dropped.
		ok, err = in.row(`SELECT 0 FROM ledger WHERE content_hash = ? LIMIT 1`, []any{in.hash}, &mailID)
	}
	if err != nil || !ok {
		return medelbot.Filed{}, false, err
	}
	return medelbot.Filed{MailID: mailID, As: medelbot.FiledCopy, Case: number, Why: "a copy of a mail that is here already"},
		true, in.note(stateCopy, mailID)
}

// fromBefore finds out whether the mail stood in a folder at its first start
// and was moved since, and notes it if so. Servers keep INTERNALDATE when a
// mail is moved, but programs that move it from one account to another do not,
// so that it would look like new. Mail that is ingested on purpose is not
// looked at.
func (in *filing) fromBefore() (bool, error) {
	if in.lifeID == 0 || in.mail.Reading.MessageID == "" {
		return false, nil
	}
	var one int
	old, err := in.row(baselineQuery, []any{in.mail.Reading.MessageID, in.mail.Size}, &one)
	if err != nil || !old {
		return false, err
	}
	in.hash = nil // nothing was kept of which another could be a copy
	return true, in.note(stateCopy, 0)
}

const baselineQuery = `SELECT 1 FROM ledger WHERE state = 'baseline' AND message_id = ? AND size = ? LIMIT 1`

// setAside keeps the mail as it came, for a person to look at.
func (in *filing) setAside(reason string) (medelbot.Filed, error) {
	if err := in.keep(""); err != nil {
		return medelbot.Filed{}, err
	}
	if err := in.addAside(medelbot.AsideReason(reason), ""); err != nil {
		return medelbot.Filed{}, err
	}
	return medelbot.Filed{MailID: in.mailID, As: medelbot.FiledAside, Why: reason}, in.note(stateFiled, in.mailID)
}

func (in *filing) decide() (medelbot.Filed, error) {
	facts, err := in.facts()
	if err != nil {
		return medelbot.Filed{}, err
	}
	var before *medelbot.Case
	if facts.Case != nil {
		k := copyCase(facts.Case)
		before = &k
	}
	change, err := callDecide(in.handler, facts)
	if err != nil {
		return medelbot.Filed{}, err
	}
	return in.apply(change, before)
}

// apply carries out what the rules want. before is the case that they were
// given, nil if none.
func (in *filing) apply(c medelbot.Change, before *medelbot.Case) (medelbot.Filed, error) {
	if private(in.mail) || leavesAlone(c) {
		return medelbot.Filed{As: medelbot.FiledPrivate, Why: c.Why}, in.note(statePrivate, 0)
	}
	var k medelbot.Case
	if c.Case != nil {
		k = *c.Case
	}
	changed, err := in.writeCase(&k, c.Open, before)
	if err != nil {
		return medelbot.Filed{}, err
	}
	if err := in.keep(k.Number); err != nil {
		return medelbot.Filed{}, err
	}
	if changed {
		var old medelbot.Elements
		if before != nil && !c.Open {
			old = before.Elements
		}
		if err := in.addElements(&k, old, in.mailID, in.by); err != nil {
			return medelbot.Filed{}, err
		}
	}
	if err := in.log(c, k); err != nil {
		return medelbot.Filed{}, err
	}
	letters, err := in.compose(k, c.Letters)
	if err != nil {
		return medelbot.Filed{}, err
	}
	filed := medelbot.Filed{MailID: in.mailID, As: filedAs(c, changed), Case: k.Number, Why: c.Why, Letters: letters}
	return filed, in.note(stateFiled, in.mailID)
}

// leavesAlone tells a change that does nothing. Whatever does something keeps
// the mail too, for it is what caused it.
func leavesAlone(c medelbot.Change) bool {
	return !c.Keep && !c.Open && c.Case == nil && c.Aside == medelbot.AsideNone && len(c.Letters) == 0 && len(c.Events) == 0
}

// writeCase opens or changes the case; false if there is nothing to write.
func (in *filing) writeCase(k *medelbot.Case, open bool, before *medelbot.Case) (bool, error) {
	switch {
	case open:
		return true, in.openCase(k, in.mail, in.handler.Calls)
	case k.Number == "" || before != nil && reflect.DeepEqual(*k, *before):
		return false, nil
	case before == nil || before.Number != k.Number:
		return false, ruleError{fmt.Errorf("the rules named case %s, which they were not given", k.Number)}
	}
	return true, in.changeCase(k)
}

func filedAs(c medelbot.Change, changed bool) medelbot.FiledAs {
	switch {
	case changed:
		return medelbot.FiledCase
	case c.Aside != medelbot.AsideNone:
		return medelbot.FiledAside
	}
	return medelbot.FiledKept
}

// log writes what became of the mail, and then the events of the rules.
func (in *filing) log(c medelbot.Change, k medelbot.Case) error {
	what := medelbot.Event{Case: k.Number, By: in.by, MailID: in.mailID}
	switch {
	case c.Open:
		what.Name, what.Payload = medelbot.EventOpened, map[string]any{"call": k.Call, "status": k.Status, "applicant": k.Applicant}
	case k.Number != "":
		what.Name, what.Payload = medelbot.EventAttached, map[string]any{"kind": in.mail.Reading.Kind, "status": k.Status}
	}
	if what.Name != "" {
		if err := in.appendEvents(what); err != nil {
			return err
		}
	}
	if c.Aside != medelbot.AsideNone {
		if err := in.addAside(c.Aside, k.Number); err != nil {
			return err
		}
	}
	events := slices.Clone(c.Events)
	for i := range events {
		events[i].MailID = in.mailID
		if events[i].Case == "" {
			events[i].Case = k.Number
		}
	}
	return in.appendEvents(events...)
}

// compose has each letter written for the numbered case, and queues it.
func (in *filing) compose(k medelbot.Case, requests []medelbot.LetterRequest) ([]medelbot.Letter, error) {
	var letters []medelbot.Letter
	for _, q := range requests {
		l, err := callCompose(in.handler, k, q, in.mail)
		if err != nil {
			return nil, err
		}
		l.Case = k.Number
		if l.Mailbox == "" {
			l.Mailbox = k.Mailbox
		}
		if l.State == "" {
			l.State, l.Reason = q.State, q.Reason
		}
		inserted, err := in.enqueue(&l)
		if err != nil {
			return nil, err
		}
		if !inserted {
			continue
		}
		if err := in.appendEvents(letterEvent(medelbot.EventComposed, &l, in.by, in.mailID)); err != nil {
			return nil, err
		}
		l.Raw = nil
		letters = append(letters, l)
	}
	return letters, nil
}

// note writes the mail's row of the ledger. What was noted before its body
// was read stays, for by that it is recognised.
func (in *filing) note(state string, mailID int64) error {
	if in.lifeID == 0 {
		return nil
	}
	r := &in.mail.Reading
	_, err := in.exec(`INSERT INTO ledger (life_id, uid, state, message_id, size, date, kind, content_hash, mail_id, unmarked, at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (life_id, uid) DO UPDATE SET state = excluded.state, kind = excluded.kind,
			content_hash = excluded.content_hash, mail_id = excluded.mail_id,
			unmarked = excluded.unmarked, at = excluded.at`,
		in.lifeID, in.mail.UID, state, r.MessageID, in.mail.Size, optionalTime(in.mail.Arrived),
		r.Kind, in.hash, optionalID(mailID), in.mail.Mark && state == stateFiled, timeText(in.now))
	return err
}

// callDecide asks the rules; a panic of theirs is an error about this mail.
func callDecide(h medelbot.Handler, f medelbot.Facts) (c medelbot.Change, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = ruleError{fmt.Errorf("the rules broke on this mail: %v", p)}
		}
	}()
	return h.Decide(f), nil
}

// callCompose has a letter written; an error or a panic is about this mail.
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

// addAside lists the mail among those that wait for a person.
func (in *filing) addAside(reason medelbot.AsideReason, number string) error {
	if _, err := in.exec(`INSERT INTO aside (mail_id, reason, at) VALUES (?, ?, ?)`,
		in.mailID, reason, timeText(in.now)); err != nil {
		return err
	}
	return in.appendEvents(medelbot.Event{
		Case: number, Name: medelbot.EventSetAside, By: in.by, MailID: in.mailID, Payload: map[string]any{"reason": reason},
	})
}
