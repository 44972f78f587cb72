// Package alarm tells people of trouble that lasts, and of its end, by ways that
// do not fail together with the mailboxes: a program, a web server, a mail server
// of its own. Lookout finds out what there is to tell, and remembers what was
// told over a restart.
package alarm

import (
	"fmt"
	"strings"
	"time"
)

// What is a kind of thing that can go wrong.
type What string

// What can go wrong with a mailbox, and what is told only to try the ways.
const (
	Fetch  What = "fetch"  // its mail cannot be read
	Send   What = "send"   // its letters cannot be handed over
	Token  What = "token"  // no access token can be had to log in with
	Expiry What = "expiry" // a secret or token ends soon
	Test   What = "test"
)

// Message is what there is to tell of one trouble.
type Message struct {
	Fund    string // "" where the daemon serves one only
	What    What
	Mailbox string    // its name
	Secret  string    // of Expiry: what ends, as "client secret"
	Ends    time.Time // of Expiry: when; of others zero
	Since   time.Time // when the trouble began
	Over    time.Time // when it ended; zero while it lasts
	Cause   string    // a code, as bad_login; "" for a cause that has none
	Error   string    // why, in plain words; "" where there is no more to say
	Try     string    // what to do about it; "" if nobody knows
}

// Key names the trouble.
func (m *Message) Key() string {
	key := string(m.What) + ":" + m.Mailbox
	if m.Secret != "" {
		key += ":" + m.Secret
	}
	return key
}

// State is "failing" or "over".
func (m *Message) State() string {
	if m.Over.IsZero() {
		return "failing"
	}
	return "over"
}

// wordings of one kind of trouble. %s is the mailbox.
var wordings = map[What]struct{ failing, over, means string }{
	Fetch: {"the mailbox %s cannot be read", "the mailbox %s is read again",
		"Mail waits on the server until then; nothing is lost, and nobody is answered."},
	Send: {"letters of the mailbox %s cannot be handed over", "letters of the mailbox %s are handed over again",
		"They wait until then; nothing is lost."},
	Token: {"no access token can be had for the mailbox %s", "access tokens can be had for the mailbox %s again",
		"Without one the mailbox can soon be neither read nor sent from. Mail and letters wait until then; nothing is lost."},
}

// Subject is the trouble in one line, without a full stop.
func (m *Message) Subject() string {
	w := wordings[m.What]
	text := w.failing
	if !m.Over.IsZero() {
		text = w.over
	}
	switch {
	case m.What == Test:
		text = fmt.Sprintf("a test: alarms about the mailbox %s come this way", m.Mailbox)
	case m.What == Expiry && m.Over.IsZero():
		text = fmt.Sprintf("the %s of the mailbox %s ends on %s", m.Secret, m.Mailbox, m.Ends.Format(time.DateOnly))
	case m.What == Expiry:
		text = fmt.Sprintf("the %s of the mailbox %s has been renewed", m.Secret, m.Mailbox)
	default:
		text = fmt.Sprintf(text, m.Mailbox)
	}
	if m.Fund != "" {
		text += " (" + m.Fund + ")"
	}
	return "medelbot: " + text
}

// written is how times stand in a text for people.
const written = "Monday 2 January 2006 at 15:04 MST"

// Text is all there is to tell, for people: English, in lines.
func (m *Message) Text() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("%s.", m.Subject())
	switch {
	case m.What == Test:
		line("Nothing is wrong. Somebody has tried it by medelbot check --alarm.")
		return b.String()
	case m.What == Expiry && m.Over.IsZero():
		line("It ends on %s. After that the mailbox can be neither read nor sent from.", m.Ends.Format(written))
	case m.What == Expiry:
	case m.Over.IsZero():
		line("It has been so since %s. %s", m.Since.Format(written), wordings[m.What].means)
	default:
		line("It was not so from %s to %s.", m.Since.Format(written), m.Over.Format(written))
	}
	if m.Error != "" {
		line("Why: %s", strings.TrimRight(m.Error, "."))
	}
	if m.Try != "" {
		line("Try: %s", strings.TrimRight(m.Try, "."))
	}
	if m.Over.IsZero() {
		line("This is told once; medelbot goes on trying, and tells when it is over. medelbot check tells more.")
	}
	return b.String()
}

// Fact is one fact of a message, for programs.
type Fact struct{ Name, Value string }

// Facts lists the facts of a message, in a fixed order. What does not apply is "".
// Times are UTC (RFC 3339).
func (m *Message) Facts() []Fact {
	return []Fact{
		{"state", m.State()}, {"what", string(m.What)}, {"fund", m.Fund}, {"mailbox", m.Mailbox}, {"secret", m.Secret},
		{"since", stamp(m.Since)}, {"over", stamp(m.Over)}, {"ends", stamp(m.Ends)},
		{"cause", m.Cause}, {"error", m.Error}, {"try", m.Try}, {"subject", m.Subject()},
	}
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
