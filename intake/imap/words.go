package imap

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	wire "github.com/emersion/go-imap/v2"
)

// known is what a server says in words alone, where RFC 9051 and RFC 5530 have a
// response code for it.
type known struct {
	words string // part of what it says, in lower case
	try   string
}

// passing are words of servers that are to be tried again later.
//
// "Authenticated but not connected" Exchange Online says after a login that went
// well, to the next command, of two things: the mailbox's own server is out of
// reach for the moment, or whoever logged in has no right to the mailbox. Which
// one cannot be told; waiting is right for the first, and the second is told to
// people once it has lasted.
var passing = [...]known{
	{"authenticated but not connected", "wait; if it goes on, check that username is the mailbox's address, and that the application, or the person who ran medelbot login, was given full access to that mailbox"},
	{"is throttled", "wait; if it comes back often, set poll to some minutes, and look who else reads the mailbox by IMAP"},
	{"server unavailable", "wait"},
	{"too many simultaneous connections", "close other programs that read the mailbox by IMAP"},
	{"exceeded command or bandwidth limits", "wait until tomorrow; look who else reads the mailbox by IMAP"},
}

// throttled is the response code by which Gmail asks to come back later.
const throttled wire.ResponseCode = "THROTTLED"

// isPassing finds what is known of a server's words.
func isPassing(e *wire.Error) (try string, ok bool) {
	text := strings.ToLower(e.Text)
	for _, k := range passing {
		if strings.Contains(text, k.words) {
			return k.try, true
		}
	}
	return "", e.Code == throttled
}

// longestPause bounds how long a server's word is taken for when to come back.
const longestPause = 10 * time.Minute

// backoff is how Exchange Online says when to come back.
var backoff = regexp.MustCompile(`(?i)suggested backoff time: (\d{1,9}) milliseconds`)

// pause is how long a server asks to be left alone; 0 if it does not say.
func pause(e *wire.Error) time.Duration {
	found := backoff.FindStringSubmatch(e.Text)
	if found == nil {
		return 0
	}
	n, _ := strconv.Atoi(found[1]) // nine digits at most
	return min(time.Duration(n)*time.Millisecond, longestPause)
}
