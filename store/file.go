package store

import (
	"context"
	"fmt"

	"medelbot"
)

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
// aside and a letter composed; Change.Events are what happened besides. What a
// command does is logged as done by the person whose token it spends.
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
	in := &filing{acting: acting{tx: t, handler: h, mail: m, by: medelbot.ByProgram, since: onServer(m)}, hash: contentHash(m)}
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
	var filed medelbot.Filed
	fault, err := t.apart(func() (err error) {
		filed, err = in.decide()
		return err
	})
	if err != nil || fault == nil {
		return filed, err
	}
	in.mailID, in.by = 0, medelbot.ByProgram // its row is gone again
	if private(m) {
		return medelbot.Filed{As: medelbot.FiledPrivate, Why: "left alone, though " + fault.Error()}, in.note(statePrivate, 0)
	}
	return in.setAside(fault.Error())
}

// private tells mail of which only a ledger row may stay, whatever the rules
// say. Of a mail too large to be read whole, or read with doubt, nobody knows
// what it is.
func private(m *medelbot.Mail) bool {
	return m.Reading.Kind.Private() && m.Reading.Doubt == "" && !m.Truncated && m.Fault == ""
}

// filing is one mail on its way through File, AsideTake or AsideAttach.
type filing struct {
	acting
	hash   []byte
	lifeID int64  // 0 for mail from a file
	number string // the case that a person has named; "" to find it by the mail
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
		if erased, err := in.erasedBefore(); err != nil || erased {
			return medelbot.Filed{As: medelbot.FiledCopy, Why: "it was here and has been erased"}, erased, err
		}
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
	change, g, err := in.ask()
	if err != nil {
		return medelbot.Filed{}, err
	}
	return in.apply(change, g)
}

// ask lets the rules decide what the mail does.
func (in *filing) ask() (medelbot.Change, given, error) {
	facts, err := in.facts()
	if err != nil {
		return medelbot.Change{}, given{}, err
	}
	g := copyGiven(&facts)
	change, err := callDecide(in.handler, facts)
	return change, g, err
}

// apply carries out what the rules want, who were given g.
func (in *filing) apply(c medelbot.Change, g given) (medelbot.Filed, error) {
	if private(in.mail) || leavesAlone(c) {
		return medelbot.Filed{As: medelbot.FiledPrivate, Why: c.Why}, in.note(statePrivate, 0)
	}
	d, err := in.carryOut(c, g, in.keep)
	if err != nil {
		return medelbot.Filed{}, err
	}
	filed := medelbot.Filed{MailID: in.mailID, As: filedAs(c, d.changed), Case: d.kase.Number, Why: c.Why, Letters: d.letters}
	return filed, in.note(stateFiled, in.mailID)
}

// leavesAlone tells a change that does nothing. Whatever does something keeps
// the mail too, for it is what caused it.
func leavesAlone(c medelbot.Change) bool {
	return !c.Keep && !c.Open && c.Case == nil && c.Also == nil && c.Aside == medelbot.AsideNone && c.TakeAside == 0 &&
		len(c.Letters) == 0 && len(c.Events) == 0 && !c.Spend && c.VoidTokens == 0 && !c.Undone && !c.CloseAside && !c.Pause && !c.Resume
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
