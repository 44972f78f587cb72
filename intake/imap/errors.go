package imap

import (
	"fmt"
	"time"
)

// Trouble is what kind of thing went wrong.
type Trouble string

// Passing troubles mend themselves or are mended elsewhere; the permanent ones
// wait for a person to change the configuration.
const (
	Unreachable Trouble = "unreachable" // refused, no route, no answer to the connect
	UnknownHost Trouble = "unknown_host"
	Silent      Trouble = "silent"   // no byte, or no complete answer, in time
	Cut         Trouble = "cut"      // the connection ended in the middle of something
	Confused    Trouble = "confused" // the server broke the protocol
	Refused     Trouble = "refused"  // the server said NO and did not say why
	Busy        Trouble = "busy"     // the server asks to come back later

	BadSettings Trouble = "bad_settings"
	BadCert     Trouble = "bad_certificate"
	NoTLS       Trouble = "no_tls"
	BadLogin    Trouble = "bad_login"
	NoToken     Trouble = "no_token" // nobody gives an access token to log in with
	NoFolder    Trouble = "no_folder"
	NotAllowed  Trouble = "not_allowed" // a folder or flag that this account may not change
)

// Error is trouble with an IMAP server.
type Error struct {
	Trouble Trouble
	Message string // what happened and where, one sentence
	Try     string // what a person can try; "" if nothing but waiting
	Err     error  // the cause; may be nil
	// Pause is how long the server asks to be left alone; 0 if it does not say.
	Pause time.Duration
}

// Error gives the message and its cause.
func (e *Error) Error() string {
	if e.Err == nil {
		return e.Message
	}
	return fmt.Sprintf("%s: %v", e.Message, e.Err)
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Hint is what a person can try, for the line after the error.
func (e *Error) Hint() string { return e.Try }

// Permanent reports whether trying again is useless until a person has changed
// something.
func (e *Error) Permanent() bool {
	switch e.Trouble {
	case BadSettings, BadCert, NoTLS, BadLogin, NoToken, NoFolder, NotAllowed:
		return true
	}
	return false
}
