package imap

import (
	"slices"
	"strings"
	"testing"
	"time"

	wire "github.com/emersion/go-imap/v2"

	"medelbot/intake/internal/imaptest"
)

// A move that was cut after its COPY is finished without a second copy; what
// only looks like the same mail is copied.
func TestMoveAfterACut(t *testing.T) {
	const mail = "Message-ID: <a@kronoberg.example>\r\nSubject: x\r\n\r\nHej!\r\n"
	at := time.Date(2021, 4, 19, 9, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		name, mail, there string
		date              time.Time // of what is there
		copies            int
	}{
		{"copied already", mail, mail, at, 1},
		{"nothing there", mail, "", at, 1},
		{"another mail there", mail, strings.Replace(mail, "<a@", "<b@", 1), at, 2},
		{"same Message-ID, other content", mail, mail + "PS\r\n", at, 2},
		{"came at another time", mail, mail, at.Add(time.Minute), 2},
		{"no Message-ID", "Subject: x\r\n\r\n", "Subject: x\r\n\r\n", at, 2},
		{"8-bit Message-ID", "Message-ID: <\xe5@kronoberg.example>\r\n\r\n", mail, at, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			server := imaptest.StartMemory(t, []wire.Cap{wire.CapUIDPlus}, "Arkiv")
			uid := server.Deliver("INBOX", []byte(test.mail), at)
			if test.there != "" {
				server.Deliver("Arkiv", []byte(test.there), test.date)
			}
			// A mail that is new goes along with the one that was tried before.
			second := server.Deliver("INBOX", []byte(strings.Replace(mail, "<a@", "<new@", 1)), at)
			uidValidity := server.UIDValidity("INBOX")
			if err := writer(t, server.URL).Move(t.Context(), "INBOX", uidValidity, []uint32{uid, second}, "Arkiv"); err != nil {
				t.Fatal(err)
			}
			if left, copies := server.Count("INBOX"), server.Count("Arkiv"); left != 0 || copies != test.copies+1 {
				t.Errorf("%d left, %d in Arkiv, want %d", left, copies, test.copies+1)
			}
		})
	}
}

// The connection is cut right after the COPY was done.
func TestMoveIsCutAfterCopy(t *testing.T) {
	fake := imaptest.StartFake(t)
	fake.Offer("IMAP4rev1 UIDPLUS")
	uid := fake.Deliver("Message-ID: <a@kronoberg.example>\r\n\r\n", time.Date(2021, 4, 19, 9, 0, 0, 0, time.UTC))
	elsewhere, done := false, false // the other folder is open; it holds the copy
	fake.Misbehave(func(c *imaptest.Conn, tag, command string) bool {
		switch {
		case strings.HasPrefix(command, "EXAMINE Arkiv"), strings.HasPrefix(command, `EXAMINE "Arkiv"`):
			elsewhere = true
		case strings.HasPrefix(command, "SELECT"):
			elsewhere = false
		case strings.HasPrefix(command, "UID SEARCH HEADER"):
			if !elsewhere {
				t.Error("the copy was looked for in the wrong folder")
			}
			if done {
				c.Send("* SEARCH 1")
			}
			c.Send("%s OK", tag)
			return true
		case strings.HasPrefix(command, "UID COPY"):
			done = true
			c.Close()
		}
		return false
	})
	w := writer(t, fake.URL)
	if e := asError(t, w.Move(t.Context(), "INBOX", 1, []uint32{uid}, "Arkiv")); e.Trouble != Cut {
		t.Error(e)
	}
	if err := w.Move(t.Context(), "INBOX", 1, []uint32{uid}, "Arkiv"); err != nil {
		t.Error(err)
	}
	copies := 0
	for _, c := range fake.Commands() {
		if strings.HasPrefix(c, "UID COPY") {
			copies++
		}
	}
	if copies != 1 || !slices.Contains(fake.Commands(), "UID EXPUNGE 1") {
		t.Errorf("%d copies: %q", copies, fake.Commands())
	}
}
