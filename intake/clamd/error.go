package clamd

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"time"
)

// Trouble is what kind of thing went wrong.
type Trouble string

// None of the troubles says anything of the mail that was asked about.
const (
	Unreachable Trouble = "unreachable" // nobody listens there, or we may not talk to it
	Silent      Trouble = "silent"      // no answer in time
	Cut         Trouble = "cut"         // the connection ended before the answer
	Confused    Trouble = "confused"    // an answer that clamd(8) does not know
	Failed      Trouble = "failed"      // it answers that it could not scan
)

// Error is trouble with a clamd.
type Error struct {
	Trouble Trouble
	Message string // what happened and where, one sentence
	Try     string // what a person can try
	Err     error  // the cause; may be nil
}

// Error gives the message and its cause.
func (e *Error) Error() string {
	if e.Err == nil {
		return e.Message
	}
	return fmt.Sprintf("%s: %v", e.Message, e.Err)
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Hint is what a person can try, for the line after the error.
func (e *Error) Hint() string { return e.Try }

// start is how a clamd is started and watched where there is systemd, as Debian
// names it.
const start = "start it (systemctl start clamav-daemon) and look at its log; it starts only once it has signatures (freshclam)"

// explain words the error of a connection. limited is ctx with the time limit.
func (s *Scanner) explain(ctx, limited context.Context, limit time.Duration, err error) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case limited.Err() != nil:
		return &Error{Trouble: Silent, Message: fmt.Sprintf("the virus scanner at %s did not answer within %s", s.Address, limit),
			Try: "look whether it is busy or hangs: its log, and clamdtop; restarting it helps"}
	case errors.Is(err, fs.ErrNotExist):
		return &Error{Trouble: Unreachable, Message: fmt.Sprintf("the virus scanner does not answer: there is no socket at %s", s.Address.Name),
			Try: start + ", or compare clamd under [malware] with LocalSocket in clamd.conf"}
	case errors.Is(err, fs.ErrPermission):
		return &Error{Trouble: Unreachable, Message: fmt.Sprintf("the virus scanner cannot be asked: this user may not use the socket %s", s.Address.Name),
			Try: "see LocalSocketMode and LocalSocketGroup in clamd.conf, or add the user who runs medelbot to the group clamav"}
	case errors.Is(err, syscall.ECONNREFUSED):
		return &Error{Trouble: Unreachable, Message: fmt.Sprintf("the virus scanner does not answer: nobody listens at %s", s.Address), Try: start}
	case errors.Is(err, errCut):
		return &Error{Trouble: Cut, Message: fmt.Sprintf("the virus scanner at %s ended the connection before it had answered", s.Address),
			Try: "look into its log; it may have been restarted, or stopped for lack of memory"}
	case errors.Is(err, errNoise):
		return s.confused("")
	}
	return &Error{Trouble: Unreachable, Message: fmt.Sprintf("the virus scanner at %s does not answer", s.Address), Try: start, Err: err}
}

// confused words an answer that none of ours can be.
func (s *Scanner) confused(answer string) error {
	e := &Error{Trouble: Confused, Message: fmt.Sprintf("what listens at %s does not answer like a clamd", s.Address),
		Try: "compare clamd under [malware] with LocalSocket and TCPSocket in clamd.conf"}
	if answer != "" {
		e.Message += fmt.Sprintf(": it says %q", clip(answer))
	}
	return e
}
