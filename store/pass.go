package store

import (
	"context"
	"time"

	"medelbot"
)

// NotePass notes a complete pass over a mailbox, begun at the time given: when
// it ended, everything that had been there at its beginning was filed. Letters
// with AfterPass wait for one begun after their time.
//
// The pass noted last counts, also if by its time it is an older one: then a
// letter waits for one pass more, while the time of a clock that was set back
// since would let it leave too early. For the same reason a pass that has yet
// to begin is not noted, and one noted before a letter was composed or released
// never counts for that letter (they forget it). So nothing is written while no
// letter waits: most passes find nothing new.
func (s *Store) NotePass(ctx context.Context, mailbox string, begun time.Time) error {
	return s.write(ctx, "note a complete pass over "+mailbox, func(t *tx) error {
		if begun.After(t.now) {
			return nil
		}
		_, err := t.exec(`INSERT INTO pass (mailbox, begun_at)
			SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM outbox WHERE mailbox = ?1 AND state = 'queued' AND after_pass = 1)
			ON CONFLICT (mailbox) DO UPDATE SET begun_at = excluded.begun_at`, mailbox, timeText(begun))
		return err
	})
}

// forgetPass makes letters wait for a pass that is noted from now on.
func (t *tx) forgetPass(l *medelbot.Letter) error {
	if !l.AfterPass {
		return nil
	}
	_, err := t.exec(`DELETE FROM pass WHERE mailbox = ?`, l.Mailbox)
	return err
}

// passed is true of a letter that waits for no pass, or no more. A pass in the
// future was noted by a clock that has been set back since. It takes the
// present time.
const passed = `(after_pass = 0 OR EXISTS (SELECT 1 FROM pass p
	WHERE p.mailbox = outbox.mailbox AND p.begun_at >= outbox.not_before AND p.begun_at <= ?))`
