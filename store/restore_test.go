package store

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"medelbot"
)

// putBack closes s and puts a backup in its place.
func putBack(t *testing.T, s *Store, h *hands, backup string) (*Store, Restored) {
	t.Helper()
	do(t, s.Close())
	r, err := Restore(t.Context(), backup, s.path, "anna", h.clock, time.UTC)
	do(t, err)
	again, err := Open(t.Context(), s.path, h.clock, time.UTC)
	do(t, err)
	t.Cleanup(func() { do(t, again.Close()) })
	return again, r
}

// An administrator is often root: the database stays the daemon's.
func TestRestoreByRoot(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("SKIPPED: only root can give files away")
	}
	s, h := openNew(t)
	backup := filepath.Join(t.TempDir(), "copy.db")
	_, err := s.Backup(t.Context(), backup)
	do(t, err)
	do(t, s.Close())
	const daemon, other = 12345, 12346
	isDaemons := func(path string) {
		t.Helper()
		info, err := os.Stat(path)
		do(t, err)
		if owner := info.Sys().(*syscall.Stat_t); owner.Uid != daemon || owner.Gid != daemon || info.Mode().Perm() != 0o600 {
			t.Errorf("%s is %v of user %d", path, info.Mode(), owner.Uid)
		}
	}

	dir := t.TempDir()
	do(t, os.Chown(dir, daemon, daemon))
	empty := filepath.Join(dir, "medelbot.db")
	_, err = Restore(t.Context(), backup, empty, "anna", h.clock, time.UTC)
	do(t, err)
	isDaemons(empty)
	isDaemons(empty + ".lock")

	do(t, os.Chown(dir, other, other)) // the database's owner counts for more
	_, err = Restore(t.Context(), backup, empty, "anna", func() time.Time { return h.clock().Add(time.Minute) }, time.UTC)
	do(t, err)
	isDaemons(empty)
}

// The crux of putting a backup back: it knows nothing of what was sent since.
func TestRestoreSendsNothingTwice(t *testing.T) {
	s, h := openNew(t)
	fileMany(t, s, 1, 1) // its letter waits in the backup
	backup := filepath.Join(t.TempDir(), "copy.db")
	_, err := s.Backup(t.Context(), backup)
	do(t, err)
	fileMany(t, s, 2, 1) // and this mail is not in it
	h.forward(time.Hour)

	s, r := putBack(t, s, h, backup)
	if r.Uncertain != 1 || !r.Newest.Equal(noon) {
		t.Errorf("%+v", r)
	}
	l, err := s.Letter(t.Context(), 1)
	if err != nil || l.State != medelbot.Uncertain || l.Reason != medelbot.UncertainRestored {
		t.Errorf("the letter that waited: %+v, %v", l, err)
	}
	// The daemon finds the second mail anew, and two that came since.
	soon, late := application(3), application(4)
	soon.Arrived, late.Arrived = h.clock().Add(serverSkew/2), h.clock().Add(2*serverSkew)
	for _, one := range []struct {
		mail medelbot.Mail
		want medelbot.OutboxState
	}{{application(2), medelbot.Held}, {soon, medelbot.Held}, {late, medelbot.Queued}} {
		filed := fileOne(t, s, one.mail, rules())
		if len(filed.Letters) != 1 || filed.Letters[0].State != one.want {
			t.Fatalf("mail %d: %+v, want one letter %s", one.mail.UID, filed, one.want)
		}
		if held := one.want == medelbot.Held; held != (filed.Letters[0].Reason == medelbot.HeldRestored) {
			t.Errorf("mail %d: %q", one.mail.UID, filed.Letters[0].Reason)
		}
	}
	due, err := s.Due(t.Context(), "testbaddar", 10)
	if err != nil || len(due) != 1 || due[0].Case != "PK-2021-0003" && due[0].Case != "PK-2021-0004" {
		t.Errorf("due: %+v, %v", due, err)
	}
	if v, err := s.Verify(t.Context()); err != nil || !v.Sound() {
		t.Errorf("%+v, %v", v, err)
	}
	// What lies in Sent was answered: its held letter goes by itself.
	sent := medelbot.FolderKey{Mailbox: "testbaddar", Folder: "Sent", UIDValidity: 1}
	_, _, err = s.SentFrom(t.Context(), sent, 1)
	do(t, err)
	do(t, s.NoteAnswered(t.Context(), sent, 2, []medelbot.SentMail{{UID: 1, MessageID: "lost@example.org", InReplyTo: []string{"a2@region.example"}, Date: h.clock()}}))
	if held, err := s.Outbox(t.Context(), medelbot.Held); err != nil || len(held) != 1 {
		t.Errorf("held: %+v, %v", held, err)
	}
	// So does one that the lost database has answered, and no other program.
	for i, one := range []struct {
		messageID string
		held      int
	}{{"abwesend.ack_complete.1@region.example", 1}, {"PK-2021-0003.notice.1.x@example.org", 1}, {"PK-2021-0007.ack_complete.1.x@example.org", 0}} {
		uid := uint32(2 + i)
		do(t, s.NoteAnswered(t.Context(), sent, uid+1, []medelbot.SentMail{{UID: uid, MessageID: one.messageID, InReplyTo: []string{"a3@region.example"},
			Date: h.clock().Add(-time.Minute), Machine: true}}))
		if held, err := s.Outbox(t.Context(), medelbot.Held); err != nil || len(held) != one.held {
			t.Errorf("after %s: held: %+v, %v", one.messageID, held, err)
		}
	}
}

// A person who files mail from a file means it, and so does one who acts.
func TestRestoreHoldsNothingOfAPerson(t *testing.T) {
	s, h := openNew(t)
	backup := filepath.Join(t.TempDir(), "copy.db")
	_, err := s.Backup(t.Context(), backup)
	do(t, err)
	h.forward(time.Hour)
	s, _ = putBack(t, s, h, backup)
	m := application(1)
	m.UID = 0
	if filed := fileOne(t, s, m, rules()); len(filed.Letters) != 1 || filed.Letters[0].State != medelbot.Queued {
		t.Errorf("%+v", filed)
	}
}

// What was due before may have been done; what comes due is done.
func TestRestoreHoldsReminders(t *testing.T) {
	s, h := openNew(t)
	fileMany(t, s, 1, 2)
	for number, next := range map[string]time.Time{"PK-2021-0001": noon.Add(time.Hour), "PK-2021-0002": noon.Add(3 * time.Hour)} {
		_, err := s.writer.ExecContext(t.Context(), `UPDATE cases SET next_at = ? WHERE number = ?`, timeText(next), number)
		do(t, err)
	}
	backup := filepath.Join(t.TempDir(), "copy.db")
	_, err := s.Backup(t.Context(), backup)
	do(t, err)
	h.forward(2 * time.Hour)
	s, _ = putBack(t, s, h, backup)
	h.forward(2 * time.Hour)
	reminding := rules()
	compose := reminding.Compose
	reminding.Compose = func(k medelbot.Case, q medelbot.LetterRequest, _ *medelbot.Mail) (medelbot.Letter, error) {
		return compose(k, q, &medelbot.Mail{})
	}
	reminding.Tick = func(f medelbot.Facts) medelbot.Change {
		k := *f.Case
		k.NextAt = time.Time{}
		return medelbot.Change{Case: &k, Letters: []medelbot.LetterRequest{{Name: medelbot.CompletionReminder, To: medelbot.Address{Email: "a@region.example"}, State: medelbot.Queued}}}
	}
	n, _, err := s.Tick(t.Context(), 10, reminding)
	if err != nil || n != 2 {
		t.Fatalf("%d, %v", n, err)
	}
	letters, err := s.Outbox(t.Context(), medelbot.Held, medelbot.Queued)
	do(t, err)
	got := map[string]medelbot.OutboxState{}
	for _, l := range letters {
		got[l.Case] = l.State
	}
	if got["PK-2021-0001"] != medelbot.Held || got["PK-2021-0002"] != medelbot.Queued {
		t.Errorf("%v", got)
	}
}

// The database that is replaced stays, whole; a second time too.
func TestRestoreKeepsWhatWasThere(t *testing.T) {
	s, h := openNew(t)
	fileMany(t, s, 1, 1)
	backup := filepath.Join(t.TempDir(), "copy.db")
	_, err := s.Backup(t.Context(), backup)
	do(t, err)
	fileMany(t, s, 2, 1)
	again, r := putBack(t, s, h, backup)
	old, _ := openAt(t, r.Before)
	if a, b := count(t, old, `SELECT count(*) FROM cases`), count(t, again, `SELECT count(*) FROM cases`); a != 2 || b != 1 {
		t.Errorf("%d cases before and %d now, want 2 and 1", a, b)
	}
	do(t, old.Close())
	do(t, again.Close())
	if _, err := Restore(t.Context(), backup, s.path, "anna", h.clock, time.UTC); err == nil || !strings.Contains(err.Error(), "in the way") {
		t.Errorf("within the same second: %v", err)
	}
	h.forward(time.Second)
	_, err = Restore(t.Context(), backup, s.path, "anna", h.clock, time.UTC)
	do(t, err)
	got := names(t, filepath.Dir(s.path))
	want := []string{"medelbot.db", "medelbot.db.before-20210504T120000Z", "medelbot.db.before-20210504T120001Z", "medelbot.db.lock"}
	if !slices.Equal(got, want) {
		t.Errorf("the folder holds %v, want %v", got, want)
	}
}

// What a killed daemon has left in the -wal file is in the database before that is
// parted from it: a power cut may come between the two.
func TestRestorePartsNothing(t *testing.T) {
	s, h := openNew(t)
	fileMany(t, s, 1, 3)
	killed := filepath.Join(t.TempDir(), "medelbot.db")
	for _, suffix := range []string{"", "-wal"} {
		b, err := os.ReadFile(s.path + suffix)
		do(t, err)
		do(t, os.WriteFile(killed+suffix, b, 0o600))
	}
	before, err := keepBeside(killed, h.clock())
	do(t, err)
	for _, path := range []string{killed, before} { // as after a power cut
		left, _ := openAt(t, path)
		if n := count(t, left, `SELECT count(*) FROM cases`); n != 3 {
			t.Errorf("%s holds %d cases of 3", filepath.Base(path), n)
		}
		do(t, left.Close())
	}
}

// Who was erased since the backup was made is in it again.
func TestRestoreTellsWhoWasErased(t *testing.T) {
	s, h := openNew(t)
	fileMany(t, s, 1, 3)
	erase := func(number string) {
		do(t, s.write(t.Context(), "note an erasure", func(tx *tx) error {
			return tx.appendEvents(medelbot.Event{Case: number, Name: medelbot.EventErased})
		}))
	}
	erase("PK-2021-0001")
	backup := filepath.Join(t.TempDir(), "copy.db")
	_, err := s.Backup(t.Context(), backup)
	do(t, err)
	erase("PK-2021-0003")
	_, r := putBack(t, s, h, backup)
	if !slices.Equal(r.Erased, []string{"PK-2021-0003"}) {
		t.Errorf("%+v", r)
	}
	// A database that is a ruin is no obstacle.
	do(t, os.WriteFile(s.path, []byte(strings.Repeat("ruin", 5000)), 0o600))
	h.forward(time.Hour)
	if r, err := Restore(t.Context(), backup, s.path, "anna", h.clock, time.UTC); err != nil || r.Before == "" || r.Erased != nil {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestRestoreRefuses(t *testing.T) {
	s, h := openNew(t)
	fileMany(t, s, 1, 2)
	dir := t.TempDir()
	good, bad, newer := filepath.Join(dir, "good.db"), filepath.Join(dir, "bad.db"), filepath.Join(dir, "newer.db")
	_, err := s.Backup(t.Context(), good)
	do(t, err)
	for path, statements := range map[string]string{
		bad:   `DROP TRIGGER event_no_update; UPDATE event SET by = 'somebody' WHERE seq = 2`,
		newer: `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`,
	} {
		do(t, Copy(t.Context(), good, path))
		c, _ := openAt(t, path)
		_, err := c.writer.ExecContext(t.Context(), statements)
		do(t, err)
		do(t, c.Close())
	}
	refused := func(backup, says string) {
		t.Helper()
		_, err := Restore(t.Context(), backup, s.path, "anna", h.clock, time.UTC)
		if err == nil || !strings.Contains(err.Error(), says) || medelbot.Hint(err) == "" {
			t.Errorf("%s: %v", backup, err)
		}
	}
	do(t, s.Lock())
	refused(good, "another medelbot")
	do(t, s.Close())
	refused(bad, "the backup is damaged (the chain of events: ")
	refused(newer, "newer medelbot (schema 9999")
	refused(s.path, "the database itself")
	half := s.path + ".part" // where a restore begins
	do(t, Copy(t.Context(), good, half))
	refused(half, "the database itself")
	do(t, os.Remove(half))
	refused(filepath.Join(dir, "gone.db"), "no such file")
	if got := names(t, filepath.Dir(s.path)); !slices.Equal(got, []string{"medelbot.db", "medelbot.db.lock"}) {
		t.Errorf("the folder holds %v", got)
	}
	if _, err := os.Stat(good); err != nil {
		t.Error(err)
	}
	// Where no database is, as on a new machine, the backup is all there will be.
	fresh := filepath.Join(t.TempDir(), "medelbot.db")
	r, err := Restore(t.Context(), good, fresh, "anna", h.clock, time.UTC)
	if err != nil || r.Before != "" {
		t.Errorf("%+v, %v", r, err)
	}
	if info, err := os.Stat(fresh); err != nil || info.Mode() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
}
