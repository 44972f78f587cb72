package config

import (
	"fmt"
	"strings"
)

// Error is one thing that is wrong with a configuration file.
type Error struct {
	File string
	Line int    // 0 if it concerns the whole file
	Key  string // as people write it: mailbox.imap; "" if no key is to blame
	Text string // what is wrong
	Try  string // what to do about it; "" if Text says it all
	Err  error  // the cause, if there is one
}

// Error says where and what in one sentence.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ", line %d", e.Line)
	}
	if e.Key != "" {
		fmt.Fprintf(&b, ", key %s", e.Key)
	}
	return b.String() + ": " + e.Text
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Hint is what a person can try, for the line after the error.
func (e *Error) Hint() string { return e.Try }
