package imap

import (
	"context"
	"errors"
)

// Writer changes folders, over a connection of its own. It connects at the
// first use and again when the connection was lost. It is safe for use by
// several goroutines; commands wait for each other.
type Writer struct {
	account Account
}

// NewWriter makes a writer and connects to nothing yet.
func NewWriter(a Account) *Writer { return &Writer{account: a} }

// Append puts raw into the folder with the flags given, such as \Draft or
// \Seen. If the connection is lost before the answer, the mail may or may not
// be there: look with FindMessageID before trying again.
func (w *Writer) Append(ctx context.Context, folder string, flags []string, raw []byte) error {
	return errors.ErrUnsupported
}

// FindMessageID reports whether the folder holds a mail with this Message-ID
// (without angle brackets). A folder that does not exist is an error.
func (w *Writer) FindMessageID(ctx context.Context, folder, id string) (bool, error) {
	return false, errors.ErrUnsupported
}

// Close ends the connection, if there is one.
func (w *Writer) Close() error { return nil }
