package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"medelbot"
	"strings"

	"medelbot/cmd/medelbot/config"
)

// Exit statuses of the process.
const (
	statusDone   = 0
	statusFailed = 1
	statusUsage  = 2 // wrong usage or configuration
)

// usageError is a command line that cannot be carried out as it was written.
type usageError struct{ text, try string }

func (e *usageError) Error() string { return e.text }

// Hint is what a person can try.
func (e *usageError) Hint() string { return e.try }

// failure is an error with a hint, for where the room below gives none.
type failure struct {
	text, try string
	err       error
}

func (e *failure) Error() string {
	if e.err == nil {
		return e.text
	}
	return e.text + ": " + e.err.Error()
}

func (e *failure) Unwrap() error { return e.err }

// Hint is what a person can try.
func (e *failure) Hint() string { return e.try }

// report tells a person of an error, in the one form that all commands share,
// and returns the exit status that goes with it.
func report(w io.Writer, err error) int {
	if err == nil {
		return statusDone
	}
	fmt.Fprintln(w, sentence(err))
	usage, bad := (*usageError)(nil), (*config.Error)(nil)
	if errors.As(err, &usage) || errors.As(err, &bad) {
		return statusUsage
	}
	return statusFailed
}

// sentence words an error: one plain sentence and, if somebody below knows
// one, a hint on a line of its own. Servers' words in it are not to be trusted.
func sentence(err error) string {
	text, try := strings.NewReplacer(".\n", "; ", "\n", "; ").Replace(err.Error()), medelbot.Hint(err)
	if errors.Is(err, context.Canceled) {
		text = "interrupted"
	}
	text = "medelbot: " + strings.TrimRight(printable(text), ".")
	if !strings.HasSuffix(text, "?") {
		text += "."
	}
	if try != "" {
		text += "\nTry: " + strings.TrimRight(printable(try), ".")
	}
	return text
}
