// Package parser reads raw mail: it tells what a mail wants, what it says and
// from where each value was read. It touches no database and sends nothing.
package parser

import (
	"time"

	"medelbot"
)

// Options is what a reading needs to know of the world around the mail.
type Options struct {
	// Calls are all calls of the configuration, in any order.
	Calls []medelbot.Call
	// Mailboxes are the addresses of our own mailboxes.
	Mailboxes []string
	// Coordinators are the people who decide and who are never the
	// applicant's contact person.
	Coordinators []medelbot.Person
	// Authserv are the authserv-ids of our own border (RFC 8601, 2.5).
	Authserv []string
	// Internal is the server's INTERNALDATE; zero if there is none, then the
	// mail's own fields say when it arrived.
	Internal time.Time
	// Zone is where the calls' windows begin and end; nil means UTC.
	Zone *time.Location
}

// Read reads one raw mail. It never panics and its time and memory are bounded
// by the size of raw; an error means that the mail must be set aside unread.
func Read(raw []byte, opts Options) (medelbot.Reading, error) {
	return medelbot.Reading{Kind: medelbot.Other, Reply: medelbot.NoLetter}, nil
}
