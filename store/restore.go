package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"medelbot"
)

// Restored tells what Restore has done.
type Restored struct {
	Before string    // where the database lies that was replaced; "" if there was none
	Newest time.Time // the newest event in the backup; zero if there is none
	// Uncertain counts the letters that waited in the backup: they may have left
	// since.
	Uncertain int
	// Erased are the cases of the backup that were erased since, as far as the
	// database that was replaced can still tell: they must be erased again.
	Erased []string
}

// Restore puts a backup in the place of the database at path, with its schema
// brought up to date. The backup stays as it is; a database that is at path is
// kept beside it under another name. by is who wants it so.
//
// The backup does not know what was sent since it was made. So that nothing is
// sent twice, its letters that waited are uncertain from now on, and what
// answers mail that the server got before now, or was due before now, is held:
// see medelbot.HeldRestored.
//
// It refuses while a daemon runs on path, and a backup that is damaged; then
// nothing is changed.
func Restore(ctx context.Context, backup, path, by string, clock func() time.Time, zone *time.Location) (Restored, error) {
	r, err := restore(ctx, backup, by, &Store{path: path, clock: clock, zone: zone})
	if err != nil {
		return Restored{}, fmt.Errorf("put back the backup %s: %w", backup, explain(err))
	}
	return r, nil
}

// restore is Restore; only path, clock and zone of s are used.
func restore(ctx context.Context, backup, by string, s *Store) (r Restored, err error) {
	if s.owns(backup) {
		return r, &Error{Text: "that is the database itself or a file of it", Try: "the path of a backup, or another name for it"}
	}
	lock, err := takeLock(s.path)
	if err != nil {
		return r, err
	}
	defer lock.Close()
	if err := handOver(s.path+".lock", s.path); err != nil {
		return r, err
	}
	part := s.path + ".part"
	removeDatabase(part) // what a killed process left
	defer func() {
		removeDatabase(part)
		_ = os.Remove(part + ".lock") // of its migration
	}()
	if err := Copy(ctx, backup, part); err != nil {
		return r, err
	}
	if err := prepare(ctx, part, by, s, &r); err != nil {
		return r, err
	}
	if err := handOver(part, s.path); err != nil {
		return r, err
	}
	if err := syncFile(part); err != nil {
		return r, err
	}
	r.Erased = erasedSince(ctx, s.path, part)
	if r.Before, err = keepBeside(s.path, s.clock()); err != nil {
		return r, err
	}
	if err := os.Rename(part, s.path); err != nil {
		return r, err
	}
	return r, syncFile(filepath.Dir(s.path))
}

// handOver gives a file that root has made to the owner of the database that is
// there, or of its folder, as SQLite does with the files beside a database: else
// a restore by root would lock the daemon out.
func handOver(file, database string) error {
	if os.Geteuid() != 0 {
		return nil
	}
	var owner unix.Stat_t
	err := unix.Stat(database, &owner)
	if errors.Is(err, fs.ErrNotExist) {
		err = unix.Stat(filepath.Dir(database), &owner)
	}
	if err != nil {
		return err
	}
	return os.Lchown(file, int(owner.Uid), int(owner.Gid)) // a link may lead anywhere
}

// prepare brings a copy of a backup up to date, looks whether it is sound, and
// has it know that it was put back.
func prepare(ctx context.Context, part, by string, s *Store, r *Restored) error {
	c, err := OpenExisting(ctx, part, s.clock, s.zone)
	if err != nil {
		return err
	}
	defer c.Close()
	v, err := c.verify(ctx, c.damageChecks)
	if err != nil {
		return err
	}
	for _, check := range v.Checks {
		if len(check.Faults) > 0 {
			return &Error{Text: "the backup is damaged", Try: "an older one; what is wrong with this one: medelbot verify FILE", Err: errors.New(check.Name + ": " + check.Faults[0])}
		}
	}
	if err := c.markRestored(ctx, by, v.Chain, r); err != nil {
		return err
	}
	return c.Close()
}

// restoredSwitch is the switch whose time is when a backup was put back.
const restoredSwitch = "restored"

// markRestored notes that the database is a backup that was put back now.
func (s *Store) markRestored(ctx context.Context, by string, chain Chain, r *Restored) error {
	return s.write(ctx, "note that it was put back", func(t *tx) error {
		if _, err := t.row(`SELECT at FROM event ORDER BY seq DESC LIMIT 1`, nil, timeColumn{&r.Newest}); err != nil {
			return err
		}
		if _, err := t.exec(`INSERT INTO switch (name, by, at) VALUES (?, ?, ?)
			ON CONFLICT (name) DO UPDATE SET by = excluded.by, at = excluded.at`, restoredSwitch, by, timeText(t.now)); err != nil {
			return err
		}
		waiting, err := t.letters(`WHERE state = 'queued' ORDER BY id`)
		if err != nil {
			return err
		}
		r.Uncertain = len(waiting)
		if err := t.appendEvents(medelbot.Event{Name: medelbot.EventRestored, By: by,
			Payload: map[string]any{"events": chain.Length, "head": chain.Head, "letters": len(waiting)}}); err != nil {
			return err
		}
		for i := range waiting {
			l := &waiting[i]
			if err := t.moveLetter(l, medelbot.Uncertain, medelbot.UncertainRestored, l.NotBefore, time.Time{}); err != nil {
				return err
			}
			if err := t.appendEvents(letterEvent(medelbot.EventUncertain, l, by, 0)); err != nil {
				return err
			}
		}
		return nil
	})
}

// keepBeside gives the database at path a second name, and what SQLite keeps
// beside it that name only; it tells the name, "" if there is no database. The
// first name stays until the backup takes it, so that a power cut never leaves
// none: a daemon would begin an empty one. A -wal file that stayed would be taken
// for a part of the backup; what a killed daemon has left in one comes into the
// database first, so that a power cut never parts the two either.
func keepBeside(path string, now time.Time) (string, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err := foldLog(path); err != nil {
		return "", err
	}
	before := path + ".before-" + now.UTC().Format(backupTime)
	err := os.Link(path, before)
	if errors.Is(err, fs.ErrExist) {
		return "", &Error{Text: before + " is in the way", Try: "again in a second"}
	}
	if err != nil {
		err = os.Rename(path, before) // a disk that has no links
	}
	for _, suffix := range []string{"-wal", "-shm", "-journal"} {
		if e := os.Rename(path+suffix, before+suffix); e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	return before, err
}

// foldLog writes the write-ahead log of a database back into it and removes it. A
// database that is too damaged for that is left as it is: that is why it is
// replaced.
func foldLog(path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	dsn := url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: url.Values{"mode": {"rw"}}.Encode()}
	db, err := sql.Open("sqlite", dsn.String())
	if err != nil {
		return err
	}
	_, _ = db.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`)
	return db.Close() // the last connection removes the log
}

// erasedSince lists the cases that the database at path says are erased and the
// backup at part holds still. A database that cannot be read any more tells
// nothing: that may be why it is replaced.
func erasedSince(ctx context.Context, path, part string) []string {
	erased, err := erasedCases(ctx, path)
	if err != nil || len(erased) == 0 {
		return nil
	}
	known, err := erasedCases(ctx, part)
	if err != nil {
		return nil
	}
	return slices.DeleteFunc(erased, func(number string) bool { return slices.Contains(known, number) })
}

func erasedCases(ctx context.Context, path string) (numbers []string, err error) {
	db, err := source(path)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	rows, err := db.QueryContext(ctx, `SELECT DISTINCT case_number FROM event WHERE name = ? AND case_number <> '' ORDER BY 1`, medelbot.EventErased)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var number string
		if err := rows.Scan(&number); err != nil {
			return nil, err
		}
		numbers = append(numbers, number)
	}
	return numbers, rows.Err()
}

// serverSkew is how far the mail server's clock may be ahead of ours: mail dated
// so much later may have been here before the backup was put back.
const serverSkew = 10 * time.Minute

// onServer is from when a mail could be answered; zero for mail from a file,
// which a person files knowingly.
func onServer(m *medelbot.Mail) time.Time {
	if m.UID == 0 {
		return time.Time{}
	}
	return m.Arrived.Add(-serverSkew)
}

// restoredAt is when a backup was put back; zero if none ever was.
func (t *tx) restoredAt() (at time.Time, err error) {
	_, err = t.row(`SELECT at FROM switch WHERE name = ?`, []any{restoredSwitch}, timeColumn{&at})
	return at, err
}

// holdRepeated holds a letter for something that is older than a backup's being
// put back: the database that was replaced may have sent it.
func (a *acting) holdRepeated(l *medelbot.Letter) error {
	if l.State != medelbot.Queued || a.since.IsZero() {
		return nil
	}
	restored, err := a.restoredAt()
	if err == nil && a.since.Before(restored) {
		l.State, l.Reason = medelbot.Held, medelbot.HeldRestored
	}
	return err
}

// notedBefore takes note of a program's answer in the Sent folder. One that the
// database that was replaced has sent, which its Message-ID shows, has answered
// its mail: that gets no second answer, whether it is filed yet or not.
func (t *tx) notedBefore(m *medelbot.SentMail) error {
	restored, err := t.restoredAt()
	if err != nil || !m.Date.Before(restored) || !answers(letterOf(m.MessageID)) {
		return err
	}
	for _, id := range answeredBy(m) {
		if _, err := t.exec(`INSERT INTO answered (hash, at) VALUES (?, ?) ON CONFLICT DO NOTHING`, answeredHash(id), timeText(t.now)); err != nil {
			return err
		}
		held, err := t.letters(`WHERE state = 'held' AND reason = ? AND mail_id IN (SELECT id FROM mail WHERE message_id = ?) ORDER BY id`,
			medelbot.HeldRestored, id)
		if err != nil {
			return err
		}
		for i := range held {
			if !answers(held[i].Name) {
				continue
			}
			if err := t.dropLetter(&held[i], medelbot.DroppedInSent, medelbot.EventWithdrawn, "", held[i].MailID); err != nil {
				return err
			}
		}
	}
	return nil
}

// letterOf reads the name of a letter of ours from its Message-ID, which is
// CASE.LETTER.N.RANDOM@DOMAIN; "" if it is none.
func letterOf(messageID string) medelbot.LetterName {
	local, _, _ := strings.Cut(messageID, "@")
	if parts := strings.Split(local, "."); len(parts) == 4 {
		return medelbot.LetterName(parts[1])
	}
	return ""
}
