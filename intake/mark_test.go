package intake

import (
	"context"
	"strings"
	"testing"
	"time"

	"medelbot"
	"medelbot/intake/internal/imaptest"
)

func TestAfterFiling(t *testing.T) {
	privately := func(m medelbot.Mail) medelbot.FiledAs {
		if m.Reading.Subject == "private" {
			return medelbot.FiledPrivate
		}
		return medelbot.FiledCase
	}
	t.Run("keyword", func(t *testing.T) {
		server := imaptest.StartMemory(t, imaptest.AllCaps())
		r := newRig(t, server.URL, func(s *Settings) { s.AfterFiling = AfterKeyword; s.Keyword = "Ansokan" })
		r.ledger.as = privately
		r.once(t)
		server.Deliver("INBOX", letter("application"), after)
		server.Deliver("INBOX", letter("private"), after)
		r.once(t)
		same(t, "stores", stores(server.Commands()), []string{"UID STORE 1 +FLAGS.SILENT (Ansokan)"})
	})
	t.Run("never what a scanner has not let through", func(t *testing.T) {
		server := imaptest.StartMemory(t, imaptest.AllCaps())
		r := newRig(t, server.URL, func(s *Settings) {
			s.AfterFiling, s.ProcessedFolder = AfterMove, "Hanterat"
			s.Read = func(ctx context.Context, raw []byte, at time.Time) (medelbot.Reading, error) {
				reading, err := readSubject(ctx, raw, at)
				if reading.Subject == "infected" {
					reading.Barred = medelbot.AsideMalware
				}
				return reading, err
			}
		})
		r.ledger.as = func(medelbot.Mail) medelbot.FiledAs { return medelbot.FiledAside }
		r.once(t)
		server.Deliver("INBOX", letter("infected"), after)
		server.Deliver("INBOX", letter("doubtful"), after)
		same(t, "filed", told(r.once(t)), "1 infected\n2 doubtful")
		same(t, "left in INBOX", server.Count("INBOX"), 1)
		same(t, "moved", server.Count("Hanterat"), 1)
	})
	t.Run("move", func(t *testing.T) {
		server := imaptest.StartMemory(t, imaptest.AllCaps())
		r := newRig(t, server.URL, func(s *Settings) { s.AfterFiling = AfterMove; s.ProcessedFolder = "Läst av medelbot" })
		r.ledger.as = privately
		r.once(t)
		server.Deliver("INBOX", letter("application"), after)
		server.Deliver("INBOX", letter("private"), after)
		r.once(t)
		same(t, "left in INBOX", server.Count("INBOX"), 1)
		same(t, "moved", server.Count("Läst av medelbot"), 1)
		same(t, "filed again", told(r.once(t)), "")

		// Told to stop while it files, it still moves what it filed.
		server.Deliver("INBOX", letter("late"), after)
		ctx, stop := context.WithCancel(t.Context())
		r.ledger.as = func(medelbot.Mail) medelbot.FiledAs { stop(); return medelbot.FiledCase }
		_ = r.Once(ctx) // that it was interrupted is no news
		same(t, "moved at the end", server.Count("Läst av medelbot"), 2)
		same(t, "gaps", r.gaps(1), "")
	})
	t.Run("a failure is tried again and harms nothing", func(t *testing.T) {
		server := imaptest.StartMemory(t, nil) // neither MOVE nor UIDPLUS
		r := newRig(t, server.URL, func(s *Settings) { s.AfterFiling = AfterMove; s.ProcessedFolder = "Done" })
		r.once(t)
		server.Deliver("INBOX", letter("application"), after)
		same(t, "filed", told(r.once(t)), "1 application")
		same(t, "left in INBOX", server.Count("INBOX"), 1)
		same(t, "waiting to be moved", r.marks.uids, []uint32{1})
	})
	t.Run("renumbered before it was moved", func(t *testing.T) {
		fake := imaptest.StartFake(t)
		fake.Offer("IMAP4rev1 MOVE")
		r := newRig(t, fake.URL, func(s *Settings) { s.AfterFiling = AfterMove; s.ProcessedFolder = "Done" })
		r.once(t)
		fake.Deliver(string(letter("application")), after)
		fake.Misbehave(func(_ *imaptest.Conn, _, command string) bool {
			if strings.HasPrefix(command, "SELECT") {
				fake.Renumber(2, 7)
			}
			return false
		})
		same(t, "filed", told(r.once(t)), "1 application")
		fake.Misbehave(nil)
		same(t, "filed again", told(r.once(t)), "")
		same(t, "moved", moves(fake.Commands()), []string{`UID MOVE 7 "Done"`})
	})
	t.Run("killed before it moved what it filed", func(t *testing.T) {
		fake := imaptest.StartFake(t)
		fake.Offer("IMAP4rev1 MOVE")
		r := newRig(t, fake.URL, func(s *Settings) { s.AfterFiling = AfterMove; s.ProcessedFolder = "Done" })
		r.once(t)
		fake.Deliver(string(letter("application")), after)
		fake.Misbehave(func(c *imaptest.Conn, _, command string) bool {
			if strings.HasPrefix(command, "SELECT") { // the writer's connection
				c.Close()
			}
			return false
		})
		same(t, "filed", told(r.once(t)), "1 application")
		fake.Misbehave(nil)
		next := r.again(t)
		same(t, "moved before", moves(fake.Commands()), []string(nil))
		for range 2 {
			same(t, "filed again", told(next.once(t)), "")
			same(t, "moved by the next process", moves(fake.Commands()), []string{`UID MOVE 1 "Done"`})
		}
	})
}

func stores(commands []string) []string { return those(commands, "UID STORE") }
func moves(commands []string) []string  { return those(commands, "UID MOVE") }

func those(commands []string, verb string) (all []string) {
	for _, c := range commands {
		if strings.HasPrefix(c, verb) {
			all = append(all, c)
		}
	}
	return all
}
