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

// Only the very draft goes: no other, not what a person has marked as deleted,
// and nothing in another folder.
func TestRemove(t *testing.T) {
	server := imaptest.StartMemory(t, imaptest.AllCaps(), "Utkast", "Skickat")
	w := writer(t, server.URL)
	const id = "PK-2021-0007.ack.1.abc@skr.example"
	put := func(folder, messageID string, flags ...string) {
		t.Helper()
		raw := []byte("Message-ID: " + messageID + "\r\nSubject: x\r\n\r\nHej!\r\n")
		if err := w.Append(t.Context(), folder, flags, raw); err != nil {
			t.Fatal(err)
		}
	}
	find := func(folder, messageID string, want bool) {
		t.Helper()
		if found, err := w.FindMessageID(t.Context(), folder, messageID); err != nil || found != want {
			t.Errorf("%s in %s: %v, %v", messageID, folder, found, err)
		}
	}
	put("Utkast", "<"+id+">", `\Draft`)
	put("Utkast", "<other@skr.example>", `\Draft`, `\Deleted`)
	put("Utkast", "<2."+id+">", `\Draft`)
	put("Skickat", "<"+id+">", `\Seen`)
	for range 2 { // a second time there is nothing to remove
		if err := w.Remove(t.Context(), "Utkast", id); err != nil {
			t.Fatal(err)
		}
	}
	find("Utkast", "other@skr.example", true)
	find("Utkast", "2."+id, true)
	find("Utkast", id, false)
	find("Skickat", id, true)
	if err := w.Remove(t.Context(), "Drafts", id); asError(t, err).Trouble != NoFolder {
		t.Error(err)
	}
}

// A server that cannot remove single mails removes none.
func TestRemoveNeedsUIDPlus(t *testing.T) {
	for _, test := range []struct {
		caps string
		want []string
	}{
		{"IMAP4rev1 UIDPLUS", []string{`UID STORE 1 +FLAGS.SILENT (\Deleted)`, "UID EXPUNGE 1"}},
		{"IMAP4rev1", nil},
	} {
		fake := imaptest.StartFake(t)
		fake.Offer(test.caps)
		fake.Deliver("Message-ID: <PK-1@skr.example>\r\n\r\n", time.Now())
		fake.Deliver("Message-ID: <PK-1@skr.example.org>\r\n\r\n", time.Now())
		fake.Misbehave(func(c *imaptest.Conn, tag, command string) bool {
			if !strings.HasPrefix(command, "UID SEARCH") {
				return false
			}
			c.Send("* SEARCH 1 2") // this server looks for parts of words
			c.Send("%s OK done", tag)
			return true
		})
		err := writer(t, fake.URL).Remove(t.Context(), "INBOX", "PK-1@skr.example")
		if test.want == nil && asError(t, err).Trouble != NotAllowed || test.want != nil && err != nil {
			t.Errorf("%s: %v", test.caps, err)
		}
		changing := slices.DeleteFunc(fake.Commands(), func(c string) bool {
			return !strings.Contains(c, "STORE") && !strings.Contains(c, "EXPUNGE")
		})
		if !slices.Equal(changing, test.want) {
			t.Errorf("%s: %q", test.caps, fake.Commands())
		}
	}
}
