package imap

import "context"

// Step is one thing that was tried.
type Step struct {
	Name   string // resolve, connect, tls, login, capabilities, folders
	Detail string // what was found
	Err    error  // nil if it went well; an *Error with a Hint where there is one
}

// Check tries each step from the name lookup to the folders and stops at the
// first that fails. folders are looked up by name.
func (a Account) Check(ctx context.Context, folders ...string) []Step { return nil }
