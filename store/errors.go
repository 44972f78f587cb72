package store

import (
	"errors"
	"io/fs"

	"medelbot"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// ErrNotFound is wrapped by errors about a case, a mail or a letter that does
// not exist.
var ErrNotFound = errors.New("not found")

// ErrState is wrapped by errors about a case, a letter or an aside mail that
// is no longer in the state that the change starts from: somebody else was
// first. Of those that a person names, the error is a *StateError.
var ErrState = errors.New("its state has changed")

// StateError refuses a change to a letter or an aside mail. It wraps ErrState.
type StateError struct {
	Now string // how it stands instead, in words for a person: "it is sent"
}

func (e *StateError) Error() string { return e.Now }

// Unwrap returns ErrState.
func (e *StateError) Unwrap() error { return ErrState }

// standsAs is the StateError of a letter in a state that the change does not
// start from.
func standsAs(state medelbot.OutboxState) error { return &StateError{"it is " + string(state)} }

// ErrNoWords is wrapped by the error about a search for signs alone.
var ErrNoWords = errors.New("there is no word to search for")

// ErrHeld is wrapped by the error of Lock if another process has the daemon's
// lock.
var ErrHeld = errors.New("it holds the lock beside it")

// Error is a trouble with the database itself, in words for a person.
type Error struct {
	Text string // what happened
	Try  string // what a person can do about it
	Err  error  // what SQLite or the system said; may be nil
}

func (e *Error) Error() string {
	if e.Err == nil {
		return e.Text
	}
	return e.Text + " (" + e.Err.Error() + ")"
}

// Unwrap returns what SQLite or the system said.
func (e *Error) Unwrap() error { return e.Err }

// Hint is what a person can try, for the line after the error.
func (e *Error) Hint() string { return e.Try }

// explain words an error of SQLite or of the file system for a person; other
// errors, and those worded already, pass unchanged. It goes by result codes
// (https://sqlite.org/rescode.html), whose low byte is the primary one.
func explain(err error) error {
	if worded := (*Error)(nil); errors.As(err, &worded) {
		return err
	}
	text, try := "", ""
	if e := (*sqlite.Error)(nil); errors.As(err, &e) {
		text, try = wording(e.Code() & 0xff)
	} else if errors.Is(err, fs.ErrPermission) {
		text, try = wording(sqlite3.SQLITE_PERM)
	} else if errors.Is(err, fs.ErrNotExist) {
		text, try = wording(sqlite3.SQLITE_CANTOPEN)
	}
	if text == "" {
		return err
	}
	return &Error{Text: text, Try: try, Err: err}
}

func wording(code int) (text, try string) {
	switch code {
	case sqlite3.SQLITE_CORRUPT:
		return "the database file is damaged", "stop the program, keep the file for a look, and put the last good backup in its place"
	case sqlite3.SQLITE_NOTADB:
		return "the file is not a medelbot database", "check the path under 'database' in the configuration, or restore a backup"
	case sqlite3.SQLITE_FULL:
		return "the disk is full, so nothing was changed", "make room on the disk; the program then goes on by itself"
	case sqlite3.SQLITE_IOERR:
		return "the disk could not be read or written, so nothing was changed", "look at the system's log for disk errors, and check the free space"
	case sqlite3.SQLITE_READONLY:
		return "the database can only be read", "make the file and its folder writable for the user who runs the program"
	case sqlite3.SQLITE_PERM:
		return "this user may not open the database", "run as the user who owns the file, or give this user access to it and its folder"
	case sqlite3.SQLITE_CANTOPEN:
		return "the database file cannot be opened", "check that the folder exists, that this user may write in it, and that the files in it are this user's"
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return "another program held the database for more than a minute", "try again; if it stays so, look for a backup or a shell that has it open"
	}
	return "", ""
}
