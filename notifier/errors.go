package notifier

import (
	"errors"

	"medelbot"
)

// Error is trouble with a mail server or with the settings for it, in words for
// a person.
type Error struct {
	Text string // what happened, with the server's or the system's words if they help
	Try  string // what a person can do about it
	Err  error  // the cause; may be nil
	// Waits is set if trying again is useless until a person has changed
	// something. Letters wait for that too, however long it takes.
	Waits bool
}

func (e *Error) Error() string { return e.Text }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Hint is what a person can try, for the line after the error.
func (e *Error) Hint() string { return e.Try }

// reasonOf is why a letter waits or has failed, for the list of letters and the
// digest, where there is no line of its own for the hint.
func reasonOf(err error) string {
	if try := medelbot.Hint(err); try != "" {
		return err.Error() + ". Try: " + try
	}
	return err.Error()
}

// waits reports whether err is trouble that only a person can mend.
func waits(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Waits
}
