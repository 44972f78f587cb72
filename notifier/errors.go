package notifier

import "errors"

// Error is trouble with a mail server or with the settings for it, in words for
// a person.
type Error struct {
	Text string // what happened, with the server's or the system's words if they help
	Try  string // what a person can do about it
	Err  error  // the cause; may be nil
}

func (e *Error) Error() string { return e.Text }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Hint is what a person can try, for the line after the error.
func (e *Error) Hint() string { return e.Try }

// hint is what a person can try: our own trouble knows it, and the
// configuration's and the mailbox's. "" if none does.
func hint(err error) string {
	var h interface{ Hint() string }
	if !errors.As(err, &h) {
		return ""
	}
	return h.Hint()
}

// reasonOf is why a letter waits or has failed, for the list of letters and the
// digest, where there is no line of its own for the hint.
func reasonOf(err error) string {
	if try := hint(err); try != "" {
		return err.Error() + ". Try: " + try
	}
	return err.Error()
}
