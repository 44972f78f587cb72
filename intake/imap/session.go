package imap

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"time"

	wire "github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// answerBytes bounds an answer that carries no mail: a list of folders, or of
// some million UIDs.
const answerBytes = 64 << 20

// session is one connection, logged in. One goroutine uses it at a time.
type session struct {
	client   *imapclient.Client
	conn     *watch
	caps     wire.CapSet
	timeouts Timeouts
	news     chan struct{} // holds one token once the server has told of new mail
}

// command runs f, which sends one command and waits for its answer. The
// library knows neither deadlines nor contexts, but every wait in it ends when
// the connection does: that is what happens when ctx ends, when the answer is
// not complete after limit, and when it makes no progress.
func (s *session) command(ctx context.Context, name string, limit time.Duration, size int64, f func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	onCancel := context.AfterFunc(ctx, func() { s.conn.end(nil) })
	defer onCancel()
	deadline := time.AfterFunc(limit, func() {
		s.conn.end(&Error{Trouble: Silent, Message: fmt.Sprintf("%s did not finish %s within %s", s.conn.server, name, limit)})
	})
	defer deadline.Stop()
	s.conn.expect(s.timeouts.Progress, size)
	defer s.conn.rest()
	err := f()
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return s.explain(name, err)
}

// quick runs a command whose answer is short.
func (s *session) quick(ctx context.Context, name string, f func() error) error {
	return s.command(ctx, name, s.timeouts.Command, answerBytes, f)
}

// unheardGoodbye is what the library says of a greeting with BYE (RFC 9051,
// 7.1.5), now and then: it awaits the greeting and the end of the connection at
// the same time, and takes either when both are there. When the server closes
// the connection, or the answer is no IMAP, it is known by other signs.
const unheardGoodbye = "connection closed before greeting"

// explain makes an *Error of what the library said of a command.
func (s *session) explain(name string, err error) error {
	if err == nil {
		return nil
	}
	var ours *Error
	if errors.As(err, &ours) {
		return err
	}
	reason, broken := s.conn.why()
	var refused *wire.Error
	switch {
	case reason != nil:
		return reason
	case errors.As(err, &refused):
		try, _ := isPassing(refused)
		return &Error{Trouble: troubleOf(refused), Message: fmt.Sprintf("%s refused %s", s.conn.server, name), Try: try, Err: err, Pause: pause(refused)}
	case broken != nil && !errors.Is(broken, io.EOF):
		return &Error{Trouble: Cut, Message: fmt.Sprintf("the connection to %s broke during %s", s.conn.server, name), Err: broken}
	case broken != nil, errors.Is(err, net.ErrClosed), errors.Is(err, io.ErrUnexpectedEOF): // the latter two after a goodbye of TLS
		return &Error{Trouble: Cut, Message: fmt.Sprintf("%s closed the connection during %s", s.conn.server, name)}
	case err.Error() == unheardGoodbye:
		return &Error{Trouble: Busy, Message: fmt.Sprintf("%s said goodbye instead of a greeting", s.conn.server)}
	}
	return &Error{Trouble: Confused, Message: fmt.Sprintf("the answer of %s to %s makes no sense", s.conn.server, name), Err: err}
}

// troubleOf judges a NO, BAD or BYE by its response code (RFC 9051, 7.1), and
// those that have none by what is known of their words.
func troubleOf(e *wire.Error) Trouble {
	if _, ok := isPassing(e); ok {
		return Busy
	}
	switch e.Code {
	case wire.ResponseCodeUnavailable, wire.ResponseCodeInUse, wire.ResponseCodeLimit:
		return Busy
	case wire.ResponseCodeNoPerm, wire.ResponseCodeCannot:
		return NotAllowed
	case wire.ResponseCodeNonExistent, wire.ResponseCodeTryCreate:
		return NoFolder
	}
	switch e.Type {
	case wire.StatusResponseTypeBye:
		return Busy
	case wire.StatusResponseTypeNo:
		return Refused
	}
	return Confused
}

// close says goodbye, briefly, and ends the connection.
func (s *session) close() {
	ctx, cancel := context.WithTimeout(context.Background(), goodbye)
	defer cancel()
	if reason, broken := s.conn.why(); reason == nil && broken == nil {
		// An error here changes nothing: the connection is given up anyway.
		_ = s.quick(ctx, "LOGOUT", func() error { return s.client.Logout().Wait() })
	}
	s.conn.end(nil)
	_ = s.client.Close()
}

// folders lists the names of all folders, and for those with a special use
// (RFC 6154) which one it is.
func (s *session) folders(ctx context.Context) ([]folderName, error) {
	var names []folderName
	err := s.quick(ctx, "LIST", func() error {
		list, err := s.client.List("", "*", nil).Collect()
		for _, l := range list {
			names = append(names, folderName{name: l.Mailbox, use: specialUse(l.Attrs)})
		}
		return err
	})
	return names, err
}

type folderName struct {
	name string
	use  string // "Drafts", "Sent", "Junk"; "" for others
}

func specialUse(attrs []wire.MailboxAttr) string {
	for _, a := range attrs {
		switch a {
		case wire.MailboxAttrDrafts, wire.MailboxAttrSent, wire.MailboxAttrJunk:
			return string(a[1:])
		}
	}
	return ""
}

// missing explains why a folder could not be opened: if it does not exist, the
// ones that do are named.
func (s *session) missing(ctx context.Context, folder string, err error) error {
	var trouble *Error
	if !errors.As(err, &trouble) || trouble.Trouble == Silent || trouble.Trouble == Cut || trouble.Trouble == Busy {
		return err
	}
	names, listErr := s.folders(ctx)
	if listErr != nil {
		return err
	}
	if hasFolder(names, folder) {
		return err
	}
	return &Error{Trouble: NoFolder, Message: fmt.Sprintf("%s has no folder %q", s.conn.server, folder), Try: "use one of " + quoteFolders(names)}
}
