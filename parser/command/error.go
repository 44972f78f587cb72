package command

import "fmt"

// Error says why something that a person wrote cannot be taken for a value.
type Error struct {
	Written string // as written, bounded
	Why     string // a clause: what is wrong with it
	Try     string
}

func (e *Error) Error() string { return fmt.Sprintf("%q %s", e.Written, e.Why) }

// Hint says how it can be written.
func (e *Error) Hint() string { return e.Try }

// wrong makes an Error of a text.
func wrong(written, why, try string) error {
	return &Error{Written: clip(written, maxLine), Why: why, Try: try}
}
