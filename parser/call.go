package parser

import (
	"strings"
	"time"
	"unicode"

	"medelbot"
	"medelbot/parser/message"
)

// drift is how far a Date field may lie from the moment when our own server got
// the mail before it counts as wrong.
const drift = 7 * 24 * time.Hour

// arrival tells when a mail came: the server's word if there is one, else the
// Date field, else the topmost Received line. Of a forward it is the outer
// mail that arrives.
func arrival(m *message.Message, internal time.Time) time.Time {
	if !internal.IsZero() {
		return internal
	}
	var received time.Time
	if len(m.Received) > 0 {
		received = m.Received[0]
	}
	switch {
	case m.Date.IsZero():
		return received
	case !received.IsZero() && (m.Date.Sub(received) > drift || received.Sub(m.Date) > drift):
		return received
	}
	return m.Date
}

// choice is the call that a mail belongs to.
type choice struct {
	call *medelbot.Call // nil if no call had opened when the mail came
	late bool           // it came after the window
}

// choose finds the call by date and content: of those open when the mail came
// the one whose keywords it names, else the one that needs none; after all
// windows the one that closed last. A mail without any date is read as if it
// came when the newest call opened.
func (r *reader) choose(arrived time.Time) choice {
	if arrived.IsZero() {
		for _, c := range r.opts.Calls {
			if c.Opens.After(arrived) {
				arrived = c.Opens
			}
		}
	}
	if r.opts.Zone != nil {
		arrived = arrived.In(r.opts.Zone)
	}
	var open, closed []*medelbot.Call
	for i := range r.opts.Calls {
		c := &r.opts.Calls[i]
		switch {
		case arrived.Before(c.Opens):
		case arrived.After(c.Closes):
			if len(closed) > 0 && c.Closes.After(closed[0].Closes) {
				closed = closed[:0]
			}
			if len(closed) == 0 || c.Closes.Equal(closed[0].Closes) {
				closed = append(closed, c)
			}
		default:
			open = append(open, c)
		}
	}
	if len(open) > 0 {
		return choice{call: r.byKeyword(open)}
	}
	if len(closed) > 0 {
		return choice{call: r.byKeyword(closed), late: true}
	}
	return choice{}
}

// byKeyword prefers a call that the mail names over one that asks for no name.
func (r *reader) byKeyword(calls []*medelbot.Call) *medelbot.Call {
	said := " " + plainWords(r.message.Subject+"\n"+r.source.subject+"\n"+r.source.own+"\n"+r.source.documents()+"\n"+strings.Join(r.source.names(), "\n")) + " "
	best := calls[0]
	for _, c := range calls {
		for _, k := range c.Keywords {
			if w := plainWords(k); w != "" && strings.Contains(said, " "+w) {
				return c
			}
		}
		if len(best.Keywords) > 0 && len(c.Keywords) == 0 {
			best = c
		}
	}
	return best
}

// plainWords writes a text as small words with one blank between them, so that
// a keyword is found over line breaks and through quotation marks.
func plainWords(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c)
	}), " ")
}
