package imap

import (
	"slices"
	"strings"
	"testing"
	"time"

	"medelbot/intake/internal/imaptest"
)

func writer(t *testing.T, url string) *Writer {
	w := NewWriter(account(url))
	t.Cleanup(w.Close)
	return w
}

func TestAppendAndFind(t *testing.T) {
	server := imaptest.StartMemory(t, nil, "Utkast")
	w := writer(t, server.URL)
	draft := []byte("Message-ID: <PK-2021-0007.ack.1.abc@skr.example>\r\nSubject: x\r\n\r\nHej!\r\n")
	find := func(id string, want bool) {
		t.Helper()
		if found, err := w.FindMessageID(t.Context(), "Utkast", id); err != nil || found != want {
			t.Errorf("FindMessageID(%s) = %v, %v", id, found, err)
		}
	}
	find("PK-2021-0007.ack.1.abc@skr.example", false)
	if err := w.Append(t.Context(), "Utkast", []string{`\Draft`, `\Seen`}, draft); err != nil {
		t.Fatal(err)
	}
	find("PK-2021-0007.ack.1.abc@skr.example", true)
	find("PK-2021-0008.ack.1.abc@skr.example", false)
	w.Close() // it comes back by itself
	find("PK-2021-0007.ack.1.abc@skr.example", true)

	if e := asError(t, w.Append(t.Context(), "Drafts", nil, draft)); e.Trouble != NoFolder || !strings.Contains(e.Hint(), `"Utkast"`) {
		t.Errorf("%v; try: %s", e, e.Hint())
	}
	if _, err := w.FindMessageID(t.Context(), "Drafts", "x"); asError(t, err).Trouble != NoFolder {
		t.Error(err)
	}
}

// When the connection ends before the answer, nobody knows; nothing is tried
// twice by itself.
func TestAppendUnknownOutcome(t *testing.T) {
	fake := imaptest.StartFake(t)
	appended := make(chan string, 10)
	fake.Misbehave(func(c *imaptest.Conn, _, command string) bool {
		if strings.HasPrefix(command, "APPEND") {
			c.Send("+ go on")
			appended <- c.Line()
			c.Close()
		}
		return false
	})
	if e := asError(t, writer(t, fake.URL).Append(t.Context(), "INBOX", nil, []byte("x"))); e.Trouble != Cut || e.Permanent() {
		t.Error(e)
	}
	if len(appended) != 1 {
		t.Errorf("appended %d times", len(appended))
	}
}

// A server that has closed a long unused connection is called again.
func TestWriterComesBack(t *testing.T) {
	fake := imaptest.StartFake(t)
	w := writer(t, fake.URL)
	if _, err := w.FindMessageID(t.Context(), "INBOX", "x"); err != nil {
		t.Fatal(err)
	}
	fake.Misbehave(func(c *imaptest.Conn, _, command string) bool {
		if command == "NOOP" {
			c.Close()
		}
		return false
	})
	if _, err := w.FindMessageID(t.Context(), "INBOX", "x"); err != nil {
		t.Error(err)
	}
	if n := fake.Conns(); n != 2 {
		t.Errorf("%d connections", n)
	}
}

func TestKeyword(t *testing.T) {
	for _, test := range []struct {
		name, permanent string
		uidValidity     uint32
		trouble         Trouble
		stored          bool
	}{
		{"any may be made", `\Seen \*`, 1, "", true},
		{"this one is there", `\Seen medelbot`, 1, "", true},
		{"none is kept", `\Seen \Deleted`, 1, NotAllowed, false},
		{"other numbers than those known", `\*`, 2, Confused, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			fake := imaptest.StartFake(t)
			uid := fake.Deliver("Subject: x\r\n\r\n", time.Now())
			fake.Misbehave(func(c *imaptest.Conn, _, command string) bool {
				if strings.HasPrefix(command, "SELECT") {
					c.Send("* OK [PERMANENTFLAGS (%s)] kept", test.permanent)
				}
				return false
			})
			err := writer(t, fake.URL).SetKeyword(t.Context(), "INBOX", test.uidValidity, []uint32{uid, uid + 1}, "Medelbot")
			if got := ""; err != nil {
				if got = string(asError(t, err).Trouble); got != string(test.trouble) {
					t.Error(err)
				}
			} else if test.trouble != "" {
				t.Error("no error")
			}
			if stored := slices.Contains(fake.Commands(), "UID STORE 1 +FLAGS.SILENT (Medelbot)"); stored != test.stored {
				t.Errorf("stored %v: %q", stored, fake.Commands())
			}
		})
	}
}

func TestMove(t *testing.T) {
	changing := []string{"UID MOVE", "UID COPY", "UID STORE", "UID EXPUNGE", "EXPUNGE"}
	for _, test := range []struct {
		name, caps string
		fail       string // this command is answered NO
		trouble    Trouble
		sent       string
	}{
		{"MOVE", "IMAP4rev1 MOVE UIDPLUS", "", "", "UID MOVE"},
		{"only UIDPLUS", "IMAP4rev1 UIDPLUS", "", "", "UID COPY, UID STORE, UID EXPUNGE"},
		{"neither", "IMAP4rev1", "", NotAllowed, ""},
		{"a copy that fails is not deleted", "IMAP4rev1 UIDPLUS", "UID COPY", Refused, "UID COPY"},
		{"a deletion that fails is not expunged", "IMAP4rev1 UIDPLUS", "UID STORE", Refused, "UID COPY, UID STORE"},
	} {
		t.Run(test.name, func(t *testing.T) {
			fake := imaptest.StartFake(t)
			fake.Offer(test.caps)
			uid := fake.Deliver("Subject: x\r\n\r\n", time.Now())
			fake.Misbehave(func(c *imaptest.Conn, tag, command string) bool {
				if test.fail == "" || !strings.HasPrefix(command, test.fail) {
					return false
				}
				c.Send("%s NO", tag)
				return true
			})
			err := writer(t, fake.URL).Move(t.Context(), "INBOX", 1, []uint32{uid}, "Arkiv")
			if test.trouble == "" && err != nil {
				t.Error(err)
			} else if test.trouble != "" && asError(t, err).Trouble != test.trouble {
				t.Error(err)
			}
			var sent []string
			created := false
			for _, c := range fake.Commands() {
				created = created || strings.HasPrefix(c, "CREATE ")
				for _, verb := range changing {
					if strings.HasPrefix(c, verb+" ") || c == verb {
						sent = append(sent, verb)
					}
				}
			}
			if got := strings.Join(sent, ", "); got != test.sent || created != (got != "") {
				t.Errorf("sent %q, created the folder: %v", got, created)
			}
		})
	}
}
