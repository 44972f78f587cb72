package parser

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"medelbot"
	"medelbot/parser/message"
	"medelbot/parser/vocabulary"
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
	call  *medelbot.Call // nil if no call had opened when the mail came
	late  bool           // it came after the window
	words *vocabulary.Vocabulary
}

// choose finds the call by fund, date and content: of those open when the mail
// came the one whose keywords it names, else the one that needs none; after all
// windows the one that closed last. A mail without any date is read as if it
// came when the newest call opened.
func (r *reader) choose(arrived time.Time) choice {
	calls := r.ofFund()
	c := r.chooseOf(calls, arrived)
	switch {
	case c.call != nil:
		c.words = vocabulary.Of(c.call)
	case len(calls) > 0:
		c.words = vocabulary.Of(calls[0]) // of the fund, though it comes too early
	}
	return c
}

// ofFund lists the calls of the fund that a mail is to: by the series of its
// case, else by the name that it calls the fund by, in its subject or anywhere. A
// mail that does neither may be to any of them.
func (r *reader) ofFund() []*medelbot.Call {
	var all []*medelbot.Call
	several := false
	for i := range r.opts.Calls {
		c := &r.opts.Calls[i]
		all = append(all, c)
		several = several || !slices.Equal(c.About, all[0].About)
	}
	if !several {
		return all
	}
	series, _, _ := strings.Cut(r.thread.Case, "-")
	for _, is := range []func(*medelbot.Call) bool{
		func(c *medelbot.Call) bool { return strings.EqualFold(c.Prefix, series) },
		func(c *medelbot.Call) bool { return vocabulary.Of(c).Names(r.message.Subject) },
		func(c *medelbot.Call) bool { return vocabulary.Of(c).Names(r.said()) },
	} {
		if named := slices.DeleteFunc(slices.Clone(all), func(c *medelbot.Call) bool { return !is(c) }); len(named) > 0 {
			return named
		}
	}
	return all
}

// said is all that a mail says: its subject, its own words and its files'.
func (r *reader) said() string {
	return r.message.Subject + "\n" + r.source.subject + "\n" + r.source.own + "\n" + r.source.documents() + "\n" + strings.Join(r.source.names(), "\n")
}

func (r *reader) chooseOf(calls []*medelbot.Call, arrived time.Time) choice {
	if arrived.IsZero() {
		for _, c := range calls {
			if c.Opens.After(arrived) {
				arrived = c.Opens
			}
		}
	}
	if r.opts.Zone != nil {
		arrived = arrived.In(r.opts.Zone)
	}
	var open, closed []*medelbot.Call
	for _, c := range calls {
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
	said := " " + plainWords(r.said()) + " "
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
