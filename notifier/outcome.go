package notifier

import (
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"regexp"
	"strings"
)

// Outcome is what is known of a letter that Send did not report as taken.
type Outcome int

const (
	Unsent  Outcome = iota // nothing was handed over; the connection is of no more use
	Delayed                // the server refused it for now (4yz)
	Refused                // the server refused it for good (5yz)
	Unknown                // it was handed over, and the answer never came
)

// SendError is a letter that was not, or perhaps not, taken.
type SendError struct {
	Outcome Outcome
	Err     error // the server's own words, or what cut the connection
}

// Error gives the server's answer on one line, as "550 5.1.1 no such user", or
// what cut the connection.
func (e *SendError) Error() string {
	var reply *textproto.Error
	if errors.As(e.Err, &reply) {
		return fmt.Sprintf("%d %s", reply.Code, strings.Join(strings.Fields(reply.Msg), " "))
	}
	if errors.Is(e.Err, io.EOF) {
		return "the server closed the connection"
	}
	return e.Err.Error()
}

// Unwrap gives the cause.
func (e *SendError) Unwrap() error { return e.Err }

// classify reads the server's answer (RFC 5321, section 4.2.1). 421 announces
// that the connection ends.
func classify(err error) Outcome {
	var reply *textproto.Error
	if !errors.As(err, &reply) {
		return Unsent
	}
	switch {
	case reply.Code == 421:
		return Unsent
	case reply.Code/100 == 4, isOverLimit(reply):
		return Delayed
	case reply.Code/100 == 5:
		return Refused
	}
	return Unsent
}

// overLimit is how servers say that the account or its organisation has sent
// enough for a day: Google by 550 5.4.5, Exchange Online by 550 5.7.233.
var overLimit = regexp.MustCompile(`(?is)\bdaily\b.{0,40}\b(limit|quota)\b`)

// isOverLimit tells a 5yz that is over by itself some hours later.
func isOverLimit(reply *textproto.Error) bool {
	return reply.Code/100 == 5 && overLimit.MatchString(reply.Msg)
}

// classifyFinal reads the answer to the message itself. Any refusal, also one
// that speaks of the connection, says that it was not taken.
func classifyFinal(err error) Outcome {
	var reply *textproto.Error
	if !errors.As(err, &reply) {
		return Unknown
	}
	switch {
	case reply.Code/100 == 4, isOverLimit(reply):
		return Delayed
	case reply.Code/100 == 5:
		return Refused
	}
	return Unknown
}
