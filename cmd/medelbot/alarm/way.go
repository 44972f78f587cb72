package alarm

import (
	"context"
	"time"
)

// limit is how long one way may take to tell one message.
const limit = time.Minute

// Way is one way of telling people.
type Way struct {
	Name string // letter, command, webhook or smtp; what was told by it is remembered by its name
	// Tell tells one message. It may tell it twice, if the program ended before
	// that could be noted.
	Tell func(ctx context.Context, m Message) error
	// Check tries the way without telling anything; nil where that cannot be.
	Check func(ctx context.Context) error
}

// Error is a way that failed, in words for a person.
type Error struct {
	Text, Try string
	Err       error // the cause; may be nil
}

func (e *Error) Error() string {
	if e.Err == nil {
		return e.Text
	}
	return e.Text + ": " + e.Err.Error()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Hint is what a person can try.
func (e *Error) Hint() string { return e.Try }
