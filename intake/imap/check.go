package imap

import (
	"context"
	"fmt"
	"net"
	"strings"

	wire "github.com/emersion/go-imap/v2"
)

// Step is one thing that was tried.
type Step struct {
	Name   string // resolve, connect, tls, login, capabilities, folder NAME
	Detail string // what was found
	Err    error  // nil if it went well; an *Error with a Hint where there is one
}

// Check tries each step from the name lookup to the folders, with a connection
// of its own, and stops where no further step can be tried. It changes nothing
// in the mailbox.
func (a Account) Check(ctx context.Context, folders ...string) []Step {
	var steps []Step
	step := func(name, detail string, err error) bool {
		if err != nil {
			detail = ""
		}
		steps = append(steps, Step{Name: name, Detail: detail, Err: err})
		return err == nil
	}
	e, config, err := a.settings()
	if err != nil {
		step("settings", "", err)
		return steps
	}
	if net.ParseIP(e.host) == nil {
		addresses, err := net.DefaultResolver.LookupHost(ctx, e.host)
		if !step("resolve", strings.Join(addresses, ", "), explainDial(e, err)) {
			return steps
		}
	}
	conn, err := a.dial(ctx, e)
	if !step("connect", e.address(), err) {
		return steps
	}
	s := a.newSession(conn, e)
	defer s.conn.end(nil)
	if !step("tls", e.security.String(), s.start(ctx, e, config)) {
		return steps
	}
	defer s.close()
	as := "as " + a.Username
	if a.Token != nil {
		as += ", by access token"
	}
	if !step("login", as, a.login(ctx, s)) {
		return steps
	}
	step("capabilities", s.abilities(), nil)
	names, err := s.folders(ctx)
	if err != nil {
		step("folders", "", err)
		return steps
	}
	for _, f := range folders {
		var err error
		if !hasFolder(names, f) {
			err = &Error{Trouble: NoFolder, Message: fmt.Sprintf("%s has no folder %q", s.conn.server, f), Try: "use one of " + quoteFolders(names)}
		} else {
			// A folder that is listed may still be closed to this account.
			_, err = (&Reader{session: s, client: s.client}).Examine(ctx, f)
		}
		step("folder "+f, "found", err)
	}
	return steps
}

// abilities says what the server's capabilities mean for us.
func (s *session) abilities() string {
	var can []string
	for _, c := range []struct {
		cap  wire.Cap
		have string
		lack string
	}{
		{wire.CapIdle, "IDLE (new mail is told at once)", "no IDLE (new mail waits for the next poll)"},
		{wire.CapMove, "MOVE", "no MOVE"},
		{wire.CapUIDPlus, "UIDPLUS", "no UIDPLUS"},
	} {
		if s.caps.Has(c.cap) {
			can = append(can, c.have)
		} else {
			can = append(can, c.lack)
		}
	}
	return strings.Join(can, ", ")
}

func (s security) String() string {
	switch s {
	case implicitTLS:
		return "TLS from the start"
	case startTLS:
		return "TLS by STARTTLS"
	}
	return "none (this machine only)"
}
