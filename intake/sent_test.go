package intake

import (
	"strings"
	"testing"

	"medelbot"
	"medelbot/intake/internal/imaptest"
)

// answer makes a mail that a person sent.
func answer(id, to string) []byte {
	return []byte("Message-ID: <" + id + "@skr.example>\r\nIn-Reply-To: <" + to + ">\r\nSubject: SV: Ansökan\r\n\r\nHej! Det går bra.\r\n")
}

func TestAnsweredByHand(t *testing.T) {
	server := imaptest.StartMemory(t, imaptest.AllCaps(), "Skickat")
	server.Deliver("Skickat", answer("old", "a@kronoberg.example"), before)
	r := newRig(t, server.URL, func(s *Settings) { s.SentFolder = "Skickat" })
	r.once(t)
	same(t, "noted at first sight", r.ledger.answers(), "")
	server.Deliver("Skickat", answer("svar", "b@kronoberg.example"), after)
	server.Deliver("Skickat", letter("no answer to anything"), after)
	r.once(t)
	same(t, "noted", r.ledger.answers(), "2 svar@skr.example answers b@kronoberg.example\n3 no.answer.to.anything@kronoberg.example answers ")
	notes := r.ledger.notes
	r.again(t).once(t)
	same(t, "noted the second time", r.ledger.answers(), "")
	same(t, "written for nothing", r.ledger.notes, notes)
	for _, c := range server.Commands() {
		if !harmless(c) {
			t.Errorf("sent: %q", c)
		}
		if strings.Contains(c, "FETCH") && !strings.Contains(c, "HEADER.FIELDS") {
			t.Errorf("a body was read: %q", c)
		}
	}
}

// What a person has answered is known before the mail itself is judged.
func TestSentIsLookedAtFirst(t *testing.T) {
	server := imaptest.StartMemory(t, imaptest.AllCaps(), "Skickat")
	var known string
	r := newRig(t, server.URL, func(s *Settings) { s.SentFolder = "Skickat" })
	r.once(t)
	file := r.ledger.as
	r.ledger.as = func(m medelbot.Mail) medelbot.FiledAs {
		known = strings.Join(r.ledger.answered, "\n")
		return file(m)
	}
	server.Deliver("INBOX", letter("asks"), after)
	server.Deliver("Skickat", answer("svar", "asks@kronoberg.example"), after)
	same(t, "filed", told(r.once(t)), "1 asks")
	same(t, "known by then", known, "1 svar@skr.example answers asks@kronoberg.example")
}

// Numbers that were used up by mails that came and went are not asked for twice.
func TestSentMailThatWent(t *testing.T) {
	fake := imaptest.StartFake(t)
	r := newRig(t, fake.URL, func(s *Settings) { s.SentFolder = "Skickat" })
	r.once(t)
	fake.Remove(fake.Deliver("", after))
	r.once(t)
	notes := r.ledger.notes
	same(t, "written", notes, 1)
	r.once(t)
	same(t, "written the second time", r.ledger.notes, notes)
}

// In another life of the folder all is looked at; the store knows by the dates
// what is old.
func TestSentRenumbered(t *testing.T) {
	fake := imaptest.StartFake(t)
	fake.Deliver(string(letter("old")), before)
	r := newRig(t, fake.URL, func(s *Settings) { s.SentFolder = "Skickat" })
	r.once(t)
	fake.Renumber(2, 10)
	r.once(t)
	same(t, "noted", r.ledger.answers(), "10 old@kronoberg.example answers ")
}

// Trouble with the Sent folder does not keep the inbox from being read.
func TestSentTrouble(t *testing.T) {
	sent := false // the folder that was opened last
	for name, reply := range map[string]func(c *imaptest.Conn, tag, command string) bool{
		"no such folder": func(c *imaptest.Conn, tag, command string) bool {
			if strings.HasPrefix(command, "EXAMINE") && sent {
				c.Send("%s NO [NONEXISTENT] no such folder", tag)
				return true
			}
			return false
		},
		"not allowed": func(c *imaptest.Conn, tag, command string) bool {
			if strings.HasPrefix(command, "EXAMINE") && sent {
				c.Send("%s NO [NOPERM] not yours", tag)
				return true
			}
			return false
		},
		"cut": func(c *imaptest.Conn, _, command string) bool {
			if strings.Contains(command, "References") {
				c.Close()
			}
			return false
		},
		"nonsense": func(c *imaptest.Conn, tag, command string) bool {
			if strings.Contains(command, "References") {
				c.Send("* 1 FETCH (UID")
				c.Send("%s OK done", tag)
				return true
			}
			return false
		},
	} {
		t.Run(name, func(t *testing.T) {
			fake := imaptest.StartFake(t)
			r := newRig(t, fake.URL, func(s *Settings) { s.SentFolder = "Skickat" })
			r.once(t)
			r.ledger.noted()
			fake.Deliver(string(letter("new")), after)
			fake.Misbehave(func(c *imaptest.Conn, tag, command string) bool {
				if strings.HasPrefix(command, "EXAMINE") {
					sent = strings.Contains(command, "Skickat")
				}
				return reply(c, tag, command)
			})
			err := r.Once(t.Context())
			if broke := name == "cut" || name == "nonsense"; (err != nil) != broke {
				t.Errorf("error %v", err)
			}
			same(t, "filed", told(r.ledger.take()), "1 new")
			same(t, "passes", r.ledger.noted(), 1)
			// Mended, it is looked at again.
			fake.Misbehave(nil)
			r.once(t)
			r.once(t)
			same(t, "noted", r.ledger.answers(), "1 new@kronoberg.example answers ")
		})
	}
}
