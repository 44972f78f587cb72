package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"medelbot"
)

// clockSkew is how far the clock of whoever dates a sent mail may be behind
// ours. To look at a mail twice does no harm.
const clockSkew = time.Hour

// sentFolder is how far one Sent folder was looked at.
type sentFolder struct {
	uidValidity uint32
	next        uint32    // the first UID not looked at
	since       time.Time // mails dated earlier do not count
	lookedAt    time.Time
}

func (t *tx) sentFolder(key medelbot.FolderKey) (f sentFolder, known bool, err error) {
	known, err = t.row(`SELECT uidvalidity, next, since, looked_at FROM sent_folder WHERE mailbox = ? AND folder = ?`,
		[]any{key.Mailbox, key.Folder}, &f.uidValidity, &f.next, timeColumn{&f.since}, timeColumn{&f.lookedAt})
	return f, known, err
}

func (t *tx) writeSentFolder(key medelbot.FolderKey, f sentFolder) error {
	_, err := t.exec(`INSERT INTO sent_folder (mailbox, folder, uidvalidity, next, since, looked_at) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (mailbox, folder) DO UPDATE SET uidvalidity = excluded.uidvalidity, next = excluded.next,
			since = excluded.since, looked_at = excluded.looked_at`,
		key.Mailbox, key.Folder, f.uidValidity, f.next, timeText(f.since), timeText(f.lookedAt))
	return err
}

// SentFrom says where to go on in a mailbox's Sent folder: the first UID that
// was not looked at, and since when a mail there must be dated to count.
// uidNext is the server's UIDNEXT, 0 if it does not tell.
//
// What lies there at first sight is behind us. In another life of the folder
// (UIDVALIDITY, RFC 9051, 2.3.1.1) every UID is new, but only mails dated since
// the last look count.
func (s *Store) SentFrom(ctx context.Context, key medelbot.FolderKey, uidNext uint32) (from uint32, since time.Time, err error) {
	what := "find where to go on in the Sent folder of " + key.Mailbox
	var f sentFolder
	goesOn := false
	err = s.read(ctx, what, func(t *tx) error {
		var known bool
		f, known, err = t.sentFolder(key)
		goesOn = known && f.uidValidity == key.UIDValidity && (uidNext == 0 || uidNext >= f.next)
		return err
	})
	if err != nil || goesOn {
		return f.next, f.since, err
	}
	err = s.write(ctx, what, func(t *tx) error {
		known := false
		if f, known, err = t.sentFolder(key); err != nil {
			return err
		}
		switch {
		case !known:
			f = sentFolder{key.UIDValidity, max(uidNext, 1), t.now.Add(-clockSkew), t.now}
		case f.uidValidity != key.UIDValidity:
			f = sentFolder{key.UIDValidity, 1, f.lookedAt.Add(-clockSkew), f.lookedAt}
		case uidNext != 0:
			f.next = min(f.next, uidNext) // a server that was set back gives UIDs a second time
		}
		return t.writeSentFolder(key, f)
	})
	return f.next, f.since, err
}

// NoteAnswered takes note of mails in a mailbox's Sent folder, and that all
// below the UID next have been looked at. SentFrom must have been asked before.
//
// Our own letters there, told by their Message-ID, answer nothing: one that lay
// in Drafts, or of which nobody knew whether it left, was sent. Nor does what
// another program has answered. Of any other
// mail the Message-IDs that it answers are remembered, hashed, and nothing else:
// it may be private. Where such a mail is kept here, a person has answered it:
// its letters that nobody tried to send yet are dropped, and it waits for
// nobody any more.
func (s *Store) NoteAnswered(ctx context.Context, key medelbot.FolderKey, next uint32, answers []medelbot.SentMail) error {
	return s.write(ctx, "note what was answered by hand from "+key.Mailbox, func(t *tx) error {
		f, known, err := t.sentFolder(key)
		if err != nil {
			return err
		}
		if !known || f.uidValidity != key.UIDValidity {
			return fmt.Errorf("SentFrom was not asked for this life of the folder %s (UIDVALIDITY %d): %w", key.Folder, key.UIDValidity, ErrNotFound)
		}
		for i := range answers {
			if answers[i].Date.Before(f.since) {
				continue
			}
			if err := t.noteSent(&answers[i]); err != nil {
				return err
			}
		}
		f.next, f.lookedAt = max(f.next, next), t.now
		return t.writeSentFolder(key, f)
	})
}

func (t *tx) noteSent(m *medelbot.SentMail) error {
	if m.MessageID != "" {
		ours, err := t.letter(`WHERE message_id = ?`, m.MessageID)
		if err != nil {
			return err
		}
		if ours != nil {
			return t.seenInSent(ours)
		}
	}
	if m.Machine {
		return t.notedBefore(m)
	}
	for _, id := range answeredBy(m) {
		// A second answer to the same mail changes nothing.
		n, err := t.exec(`INSERT INTO answered (hash, at) VALUES (?, ?) ON CONFLICT DO NOTHING`, answeredHash(id), timeText(t.now))
		if err != nil {
			return err
		}
		if n == 0 {
			continue
		}
		if err := t.leaveToPerson(id); err != nil {
			return err
		}
	}
	return nil
}

// seenInSent notes a letter of ours that lies in Sent as sent, if that is news.
func (t *tx) seenInSent(l *medelbot.Letter) error {
	if l.State != medelbot.Drafted && l.State != medelbot.Uncertain && !sentByHand(l, medelbot.Sent) {
		return nil
	}
	return t.settle(l, medelbot.Sent, "", l.NotBefore)
}

// answeredBy lists the Message-IDs that a sent mail answers: some programs
// write no In-Reply-To, and all write the mail that is answered last in
// References (RFC 5322, 3.6.4).
func answeredBy(m *medelbot.SentMail) []string {
	ids := slices.Clone(m.InReplyTo)
	if n := len(m.References); n > 0 && !slices.Contains(ids, m.References[n-1]) {
		ids = append(ids, m.References[n-1])
	}
	return slices.DeleteFunc(ids, func(id string) bool { return id == "" })
}

// answeredHash is under what a mail answered by hand is remembered.
func answeredHash(messageID string) []byte {
	h := sha256.Sum256([]byte(messageID))
	return h[:]
}

const keptQuery = `SELECT id, case_number FROM mail WHERE message_id = ? AND message_id <> '' ORDER BY id`

// leaveToPerson does what follows for the kept mails with a Message-ID, of
// which there may be several with different content, once a person has
// answered: what the program would answer is dropped, and they are no longer
// set aside.
func (t *tx) leaveToPerson(messageID string) error {
	numbers := map[int64]string{}
	err := t.each(keptQuery, []any{messageID}, func(rows *sql.Rows) error {
		var id int64
		var number string
		err := rows.Scan(&id, textColumn[string]{&number})
		numbers[id] = number
		return err
	})
	if err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(numbers)) {
		if err := t.dropAnswers(id); err != nil {
			return err
		}
		waiting, err := t.asideMails(`AND a.mail_id = ?`, id)
		if err != nil {
			return err
		}
		if len(waiting) == 0 {
			err = t.appendEvents(medelbot.Event{Case: numbers[id], Name: medelbot.EventByHand, MailID: id})
		}
		for _, a := range waiting {
			if err == nil {
				err = t.closeAside(a, medelbot.EventByHand, numbers[id], medelbot.ByProgram)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

const answersWhere = `WHERE mail_id = ? AND ` + undelivered + ` ORDER BY id`

// dropAnswers drops the letters that would answer a mail a second time. Others
// that it brought about, such as a decision, tell what no person has told.
func (t *tx) dropAnswers(mailID int64) error {
	letters, err := t.letters(answersWhere, mailID)
	if err != nil {
		return err
	}
	for i := range letters {
		l := &letters[i]
		if !answers(l.Name) {
			continue
		}
		if err := t.dropLetter(l, medelbot.DroppedByHand, medelbot.EventWithdrawn, "", mailID); err != nil {
			return err
		}
	}
	return nil
}

// answers tells letters that answer an applicant's mail.
func answers(n medelbot.LetterName) bool {
	return strings.HasPrefix(string(n), "ack_") || n == medelbot.StatusLetter
}
