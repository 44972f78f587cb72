package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"medelbot"
)

const letterColumns = `id, key, mailbox, case_number, name, recipient, subject, message_id,
	state, reason, mode, attempts, not_before, created_at, attempt_at, sent_at, coalesce(mail_id, 0), after_pass, expects`

func letterFields(l *medelbot.Letter) []any {
	return []any{&l.ID, &l.Key, &l.Mailbox, textColumn[string]{&l.Case}, &l.Name, &l.To, &l.Subject, &l.MessageID,
		&l.State, &l.Reason, &l.Mode, &l.Attempts, timeColumn{&l.NotBefore}, timeColumn{&l.CreatedAt},
		timeColumn{&l.AttemptAt}, timeColumn{&l.SentAt}, &l.MailID, &l.AfterPass, &l.Expects}
}

// letter returns the first letter that where chooses, without Raw; nil if none.
func (t *tx) letter(where string, args ...any) (*medelbot.Letter, error) {
	var l medelbot.Letter
	ok, err := t.row(`SELECT `+letterColumns+` FROM outbox `+where, args, letterFields(&l)...)
	if err != nil || !ok {
		return nil, err
	}
	return &l, nil
}

// letters returns the letters that where chooses, without Raw.
func (t *tx) letters(where string, args ...any) ([]medelbot.Letter, error) {
	var letters []medelbot.Letter
	err := t.each(`SELECT `+letterColumns+` FROM outbox `+where, args, func(rows *sql.Rows) error {
		var l medelbot.Letter
		err := rows.Scan(letterFields(&l)...)
		letters = append(letters, l)
		return err
	})
	return letters, err
}

// wholeLetters returns the letters that where chooses, ready to send.
func (t *tx) wholeLetters(where string, args ...any) ([]medelbot.Letter, error) {
	var letters []medelbot.Letter
	err := t.each(`SELECT `+letterColumns+`, raw FROM outbox `+where, args, func(rows *sql.Rows) error {
		var l medelbot.Letter
		err := rows.Scan(append(letterFields(&l), &l.Raw)...)
		letters = append(letters, l)
		return err
	})
	return letters, err
}

// enqueue puts a letter into the outbox with the tokens that it bears, and sets
// its ID; false if a letter with its Key is there already.
func (t *tx) enqueue(l *medelbot.Letter) (bool, error) {
	if l.CreatedAt.IsZero() {
		l.CreatedAt = t.now
	}
	if l.NotBefore.IsZero() {
		l.NotBefore = l.CreatedAt
	}
	if l.State == "" {
		l.State = medelbot.Queued
	}
	ok, err := t.row(`INSERT INTO outbox (key, mailbox, case_number, name, recipient, address, subject, message_id, stem,
			state, reason, mode, attempts, not_before, created_at, mail_id, after_pass, expects, raw)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING RETURNING id`,
		[]any{l.Key, l.Mailbox, optionalText(l.Case), l.Name, l.To, lower(l.To), l.Subject, l.MessageID, messageIDStem(l.MessageID),
			l.State, l.Reason, l.Mode, timeText(l.NotBefore), timeText(l.CreatedAt), optionalID(l.MailID), l.AfterPass, l.Expects, l.Raw}, &l.ID)
	if err != nil || !ok {
		return false, err
	}
	if err := t.forgetPass(l); err != nil {
		return false, err
	}
	return true, t.addTokens(l.ID, l.Tokens)
}

// Enqueue adds a letter that belongs to no mail, such as a digest, to the
// outbox; false if its Key is there already.
func (s *Store) Enqueue(ctx context.Context, l medelbot.Letter) (bool, error) {
	var inserted bool
	err := s.write(ctx, "put a letter into the outbox", func(t *tx) error {
		var err error
		if inserted, err = t.enqueue(&l); err != nil || !inserted {
			return err
		}
		return t.appendEvents(letterEvent(medelbot.EventComposed, &l, "", 0))
	})
	return inserted, err
}

func letterEvent(name medelbot.EventName, l *medelbot.Letter, by string, mailID int64) medelbot.Event {
	payload := map[string]any{"letter": l.MessageID, "name": l.Name, "to": l.To, "state": l.State}
	if l.Reason != "" {
		payload["reason"] = l.Reason
	}
	return medelbot.Event{Case: l.Case, Name: name, By: by, MailID: mailID, Payload: payload}
}

// unpaused is true while no person has stopped the letters.
const unpaused = `NOT EXISTS (SELECT 1 FROM switch WHERE name = 'paused')`

const dueWhere = `WHERE state = 'queued' AND mailbox = ? AND not_before <= ? AND ` + passed + ` AND ` + unpaused + ` ORDER BY not_before, id LIMIT ?`

// Due lists at most limit letters of a mailbox that are queued and whose time
// has come, oldest first, with Raw; none while letters are paused. One that
// waits for a complete pass over its mailbox is not due before that. One whose
// case stands otherwise than it expects is listed: Attempt drops it.
func (s *Store) Due(ctx context.Context, mailbox string, limit int) (letters []medelbot.Letter, err error) {
	err = s.read(ctx, "look for letters that are due", func(t *tx) error {
		now := timeText(t.now)
		letters, err = t.wholeLetters(dueWhere, mailbox, now, now, limit)
		return err
	})
	return letters, err
}

const nextDueQuery = `SELECT not_before FROM outbox WHERE state = 'queued' AND ` + passed + ` AND ` + unpaused + ` ORDER BY not_before LIMIT 1`

// NextDue says when the next queued letter of any mailbox is due; false if
// there is none, or letters are paused. Nobody knows it of a letter that waits
// for a complete pass: NotePass is what makes that one due.
func (s *Store) NextDue(ctx context.Context) (at time.Time, ok bool, err error) {
	err = s.read(ctx, "look for the next letter", func(t *tx) error {
		ok, err = t.row(nextDueQuery, []any{timeText(t.now)}, timeColumn{&at})
		return err
	})
	return at, ok, err
}

const (
	// attemptWhere chooses a letter that may leave now, but for its case.
	attemptWhere = `WHERE id = ? AND state = 'queued' AND not_before <= ? AND ` + passed + ` AND ` + unpaused
	// asExpected is true of a letter whose case stands as the letter tells.
	asExpected = `(expects = '' OR expects IS (SELECT status FROM cases WHERE number = outbox.case_number))`
)

// Attempt records, before the server is given it, that a letter is on its way,
// and by which mode: from queued to sending. It is false if the letter is not
// queued any more, not due, or letters are paused; then it must not be sent.
// One that is due and expects another status of its case is dropped.
func (s *Store) Attempt(ctx context.Context, id int64, mode medelbot.LetterMode) (ok bool, err error) {
	err = s.write(ctx, fmt.Sprintf("begin to send letter %d", id), func(t *tx) error {
		now := timeText(t.now)
		n, err := t.exec(`UPDATE outbox SET state = 'sending', mode = ?, attempts = attempts + 1, attempt_at = ? `+
			attemptWhere+` AND `+asExpected, mode, now, id, now, now)
		if ok = n == 1; ok || err != nil {
			return err
		}
		stale, err := t.letter(attemptWhere+` AND NOT `+asExpected, id, now, now)
		if err != nil || stale == nil {
			return err
		}
		return t.dropLetter(stale, medelbot.DroppedStale, medelbot.EventWithdrawn, "", 0)
	})
	return ok, err
}

// settles are the ways of a letter that the program may take by itself.
func settles(from, to medelbot.OutboxState) bool {
	switch from {
	case medelbot.Sending:
		return slices.Contains([]medelbot.OutboxState{medelbot.Queued, medelbot.Held, medelbot.Drafted,
			medelbot.Sent, medelbot.Failed, medelbot.Uncertain}, to)
	case medelbot.Drafted, medelbot.Uncertain:
		return to == medelbot.Sent // seen in the Sent folder
	}
	return false
}

// sentByHand tells a letter that lay in Drafts when it was dropped: a person
// may have sent it before it was taken away there.
func sentByHand(l *medelbot.Letter, to medelbot.OutboxState) bool {
	return l.State == medelbot.Dropped && l.Mode == medelbot.Draft && l.Attempts > 0 && to == medelbot.Sent
}

// settledEvent is what the log says of a letter that has come to rest. One
// that is queued again says nothing: its attempts are counted.
func settledEvent(state medelbot.OutboxState) medelbot.EventName {
	switch state {
	case medelbot.Sent:
		return medelbot.EventSent
	case medelbot.Failed:
		return medelbot.EventFailed
	case medelbot.Uncertain:
		return medelbot.EventUncertain
	case medelbot.Drafted:
		return medelbot.EventDrafted
	case medelbot.Held:
		return medelbot.EventHeld
	}
	return ""
}

// Settle moves a letter on from sending, with the reason in words for a
// person, and logs it on its case. Queued means another try, not before
// notBefore; for other states notBefore means nothing. A letter that is
// drafted or uncertain, or was dropped as a draft, can only become sent. The
// error wraps ErrState if the letter is in another state.
func (s *Store) Settle(ctx context.Context, id int64, state medelbot.OutboxState, reason string, notBefore time.Time) error {
	return s.write(ctx, fmt.Sprintf("note letter %d as %s", id, state), func(t *tx) error {
		l, err := t.letterForChange(id)
		if err != nil {
			return err
		}
		if !settles(l.State, state) && !sentByHand(l, state) {
			return standsAs(l.State)
		}
		if notBefore.IsZero() || state != medelbot.Queued {
			notBefore = l.NotBefore
		}
		return t.settle(l, state, reason, notBefore)
	})
}

// settle moves a letter and logs it.
func (t *tx) settle(l *medelbot.Letter, state medelbot.OutboxState, reason string, notBefore time.Time) error {
	var sentAt time.Time
	if state == medelbot.Sent {
		sentAt = t.now
	}
	if err := t.moveLetter(l, state, reason, notBefore, sentAt); err != nil {
		return err
	}
	if name := settledEvent(state); name != "" {
		return t.appendEvents(letterEvent(name, l, "", 0))
	}
	return nil
}

func (t *tx) letterForChange(id int64) (*medelbot.Letter, error) {
	l, err := t.letter(`WHERE id = ?`, id)
	if err == nil && l == nil {
		err = ErrNotFound
	}
	return l, err
}

// moveLetter is the compare-and-swap of every change of state but Attempt's. Of
// a letter to a coordinator that has come to its end the text goes, since it
// holds what gives rights (secure_delete overwrites it in the file).
func (t *tx) moveLetter(l *medelbot.Letter, to medelbot.OutboxState, reason string, notBefore, sentAt time.Time) error {
	forget := l.Name.ToCoordinator() && (to == medelbot.Sent || to == medelbot.Dropped)
	n, err := t.exec(`UPDATE outbox SET state = ?, reason = ?, mode = ?, not_before = ?, sent_at = ?, raw = iif(?, x'', raw),
			remove_draft = remove_draft AND ? = 'dropped' WHERE id = ? AND state = ?`,
		to, reason, l.Mode, timeText(notBefore), optionalTime(sentAt), forget, to, l.ID, l.State)
	if err != nil {
		return err
	}
	if n != 1 {
		return &StateError{"somebody else was first"}
	}
	l.State, l.Reason = to, reason
	return nil
}

// dropLetter decides that a letter shall never leave, and logs that by the name
// given. mailID is the mail that brought it about; 0 if none did.
func (t *tx) dropLetter(l *medelbot.Letter, reason string, name medelbot.EventName, by string, mailID int64) error {
	if err := t.moveLetter(l, medelbot.Dropped, reason, l.NotBefore, time.Time{}); err != nil {
		return err
	}
	return t.appendEvents(letterEvent(name, l, by, mailID))
}

const interruptedWhere = `WHERE state = 'sending' ORDER BY id`

// Interrupted lists letters, with Raw, whose attempt was recorded and whose
// outcome was not: the program died in between.
func (s *Store) Interrupted(ctx context.Context) (letters []medelbot.Letter, err error) {
	err = s.read(ctx, "look for interrupted letters", func(t *tx) error {
		letters, err = t.wholeLetters(interruptedWhere)
		return err
	})
	return letters, err
}

const unconfirmedWhere = `WHERE mailbox = ? AND id > ? AND state IN ('drafted', 'uncertain') ORDER BY id LIMIT ?`

// Unconfirmed lists at most limit letters of a mailbox that are drafted or
// uncertain, the oldest first, from the one after the given ID, without Raw.
func (s *Store) Unconfirmed(ctx context.Context, mailbox string, after int64, limit int) (letters []medelbot.Letter, err error) {
	err = s.read(ctx, "look for drafted and uncertain letters", func(t *tx) error {
		letters, err = t.letters(unconfirmedWhere, mailbox, after, limit)
		return err
	})
	return letters, err
}

// Outbox lists the letters in the given states, or all, newest first, without
// Raw.
func (s *Store) Outbox(ctx context.Context, states ...medelbot.OutboxState) (letters []medelbot.Letter, err error) {
	err = s.read(ctx, "list the outbox", func(t *tx) error {
		names, err := jsonText(states)
		if err != nil {
			return err
		}
		letters, err = t.letters(`WHERE ?1 IS NULL OR state IN (SELECT value FROM json_each(?1)) ORDER BY id DESC`, names)
		return err
	})
	return letters, err
}

// Letter returns one letter with its tokens and with Raw, which is empty of a
// letter to a coordinator that was sent or dropped.
func (s *Store) Letter(ctx context.Context, id int64) (letter medelbot.Letter, err error) {
	err = s.read(ctx, fmt.Sprintf("read letter %d", id), func(t *tx) error {
		found, err := t.wholeLetters(`WHERE id = ?`, id)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return ErrNotFound
		}
		letter = found[0]
		letter.Tokens, err = t.tokensOf(id)
		return err
	})
	return letter, err
}

// LastDigest says when the newest digest to an address was composed; false if
// none ever was.
func (s *Store) LastDigest(ctx context.Context, address string) (at time.Time, ok bool, err error) {
	err = s.read(ctx, "look for the last digest", func(t *tx) error {
		ok, err = t.row(`SELECT created_at FROM outbox WHERE address = ? AND name = ? ORDER BY created_at DESC LIMIT 1`,
			[]any{lower(address), medelbot.DigestLetter}, timeColumn{&at})
		return err
	})
	return at, ok, err
}
