package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"medelbot"
)

// What a person, and nobody else, may do to letters and mail. Each deed is
// logged with the person's name.

// Release lets a letter that is held, failed or uncertain leave after all, at
// once. Also in observe mode it is sent: that the person wants it so is what
// releasing says. One composed in draft mode still goes to Drafts, and one that
// waits for a pass keeps its time and waits for one from now on: releasing does
// not shorten what is left to undo a decision.
func (s *Store) Release(ctx context.Context, id int64, by string) error {
	return s.write(ctx, fmt.Sprintf("release letter %d", id), func(t *tx) error {
		l, err := t.letterForChange(id)
		if err != nil {
			return err
		}
		if !slices.Contains([]medelbot.OutboxState{medelbot.Held, medelbot.Failed, medelbot.Uncertain}, l.State) {
			return &StateError{fmt.Sprintf("it is %s, and only a letter that is held, failed or uncertain can be released", l.State)}
		}
		if l.Mode != medelbot.Draft {
			l.Mode = medelbot.Released
		}
		notBefore := t.now
		if l.AfterPass {
			notBefore = l.NotBefore
		}
		if err := t.forgetPass(l); err != nil {
			return err
		}
		if err := t.moveLetter(l, medelbot.Queued, "", notBefore, time.Time{}); err != nil {
			return err
		}
		return t.appendEvents(letterEvent(medelbot.EventReleased, l, by, 0))
	})
}

// Drop decides that a letter shall never leave. One that was sent, or is being
// sent, cannot be dropped.
func (s *Store) Drop(ctx context.Context, id int64, by string) error {
	return s.write(ctx, fmt.Sprintf("drop letter %d", id), func(t *tx) error {
		l, err := t.letterForChange(id)
		if err != nil {
			return err
		}
		if slices.Contains([]medelbot.OutboxState{medelbot.Sending, medelbot.Sent, medelbot.Dropped}, l.State) {
			return standsAs(l.State)
		}
		return t.dropLetter(l, "dropped by "+by, medelbot.EventWithdrawn, by, 0)
	})
}

// Pause stops all letters, those to come too, until Resume. One that is being
// sent this very moment cannot be called back. Pausing twice is pausing once.
func (s *Store) Pause(ctx context.Context, by string) error {
	return s.write(ctx, "pause the letters", func(t *tx) error { return t.pause(by, 0) })
}

// pause is Pause by the command of a mail; 0 if it was none.
func (t *tx) pause(by string, mailID int64) error {
	n, err := t.exec(`INSERT INTO switch (name, by, at) VALUES ('paused', ?, ?) ON CONFLICT DO NOTHING`, by, timeText(t.now))
	if err != nil || n == 0 {
		return err
	}
	return t.appendEvents(medelbot.Event{Name: medelbot.EventPaused, By: by, MailID: mailID})
}

// Resume ends a pause; without one it does nothing.
func (s *Store) Resume(ctx context.Context, by string) error {
	return s.write(ctx, "resume the letters", func(t *tx) error { return t.resume(by, 0) })
}

// resume is Resume by the command of a mail; 0 if it was none.
func (t *tx) resume(by string, mailID int64) error {
	n, err := t.exec(`DELETE FROM switch WHERE name = 'paused'`)
	if err != nil || n == 0 {
		return err
	}
	return t.appendEvents(medelbot.Event{Name: medelbot.EventResumed, By: by, MailID: mailID})
}

// Paused reports whether a person has stopped the letters.
func (s *Store) Paused(ctx context.Context) (paused bool, err error) {
	err = s.read(ctx, "look whether letters are paused", func(t *tx) error {
		_, err := t.row(`SELECT NOT `+unpaused, nil, &paused)
		return err
	})
	return paused, err
}

// Mute puts an address on the never-answer list, and holds the letters to it
// that have not left. Muting twice is muting once.
func (s *Store) Mute(ctx context.Context, address, by string) error {
	return s.write(ctx, "mute "+address, func(t *tx) error {
		n, err := t.exec(`INSERT INTO muted (address, by, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
			lower(address), by, timeText(t.now))
		if err != nil || n == 0 {
			return err
		}
		if err := t.appendEvents(medelbot.Event{Name: medelbot.EventMuted, By: by, Payload: map[string]any{"address": lower(address)}}); err != nil {
			return err
		}
		letters, err := t.letters(`WHERE address = ? AND state = 'queued' ORDER BY id`, lower(address))
		if err != nil {
			return err
		}
		for i := range letters {
			l := &letters[i]
			if err := t.moveLetter(l, medelbot.Held, medelbot.HeldMuted+" by "+by, l.NotBefore, time.Time{}); err != nil {
				return err
			}
			if err := t.appendEvents(letterEvent(medelbot.EventHeld, l, by, 0)); err != nil {
				return err
			}
		}
		return nil
	})
}

// Unmute takes an address off the never-answer list; false if it was not on it.
// Letters that were held because of it stay with the person who must look.
func (s *Store) Unmute(ctx context.Context, address, by string) (found bool, err error) {
	err = s.write(ctx, "unmute "+address, func(t *tx) error {
		n, err := t.exec(`DELETE FROM muted WHERE address = ?`, lower(address))
		found = n > 0
		if err != nil || !found {
			return err
		}
		return t.appendEvents(medelbot.Event{Name: medelbot.EventUnmuted, By: by, Payload: map[string]any{"address": lower(address)}})
	})
	return found, err
}
