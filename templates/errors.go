package templates

// Error is a letter's file that cannot be used, in words for a person.
type Error struct {
	Text string // what is wrong and where, with what the template's reader said
	Try  string // what a person can do about it
	Err  error  // the cause; may be nil
}

func (e *Error) Error() string { return e.Text }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Hint is what a person can try, for the line after the error.
func (e *Error) Hint() string { return e.Try }
