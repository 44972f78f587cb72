package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"medelbot"
)

// passing tells letters to an applicant that lose their point with the next
// one, which tells how things stand by then. Decisions and payments do not.
func passing(n medelbot.LetterName) bool {
	return strings.HasPrefix(string(n), "ack_") || slices.Contains([]medelbot.LetterName{
		medelbot.CompletionReminder, medelbot.ReportReminder, medelbot.RequestLetter, medelbot.StatusLetter}, n)
}

// undelivered is true of a letter that no server was ever given to deliver. One
// that is held was kept back before that, also if it counts as tried.
const undelivered = `(state = 'queued' AND attempts = 0 OR state = 'held')`

const undeliveredWhere = `WHERE case_number = ? AND (` + undelivered + ` OR state = 'drafted') ORDER BY case_number, id`

// replaceLetters drops what has not reached an applicant and lost its point by
// the letters about the same case that one change has just put into the outbox.
func (t *tx) replaceLetters(fresh []medelbot.Letter) error {
	var done []string
	for i := range fresh {
		l := &fresh[i]
		if l.Name.ToCoordinator() || l.Case == "" || slices.Contains(done, l.Case) {
			continue
		}
		if err := t.replaceLettersOf(l.Case, fresh); err != nil {
			return err
		}
		done = append(done, l.Case)
	}
	return nil
}

// replaceLettersOf does so for one case. A draft is also to be taken away from
// Drafts, unless a person sends it first.
func (t *tx) replaceLettersOf(number string, fresh []medelbot.Letter) error {
	old, err := t.letters(undeliveredWhere, number)
	if err != nil {
		return err
	}
	for i := range old {
		l := &old[i]
		if !passing(l.Name) || slices.ContainsFunc(fresh, func(f medelbot.Letter) bool { return f.ID == l.ID }) {
			continue
		}
		drafted := l.State == medelbot.Drafted
		if err := t.dropLetter(l, medelbot.DroppedReplaced, medelbot.EventReplaced, "", 0); err != nil {
			return err
		}
		if !drafted {
			continue
		}
		if _, err := t.exec(`UPDATE outbox SET remove_draft = 1 WHERE id = ?`, l.ID); err != nil {
			return err
		}
	}
	return nil
}

const replacedDraftsWhere = `WHERE mailbox = ? AND remove_draft = 1 ORDER BY id LIMIT ?`

// ReplacedDrafts lists at most limit letters of a mailbox that were dropped
// while they lay in Drafts and may lie there still, oldest first, without Raw.
func (s *Store) ReplacedDrafts(ctx context.Context, mailbox string, limit int) (letters []medelbot.Letter, err error) {
	err = s.read(ctx, "look for drafts to take away", func(t *tx) error {
		letters, err = t.letters(replacedDraftsWhere, mailbox, limit)
		return err
	})
	return letters, err
}

// DraftRemoved notes that a dropped letter lies no longer in Drafts.
func (s *Store) DraftRemoved(ctx context.Context, id int64) error {
	return s.write(ctx, fmt.Sprintf("note that letter %d is not in Drafts", id), func(t *tx) error {
		_, err := t.exec(`UPDATE outbox SET remove_draft = 0 WHERE id = ?`, id)
		return err
	})
}
