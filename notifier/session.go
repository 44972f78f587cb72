package notifier

import (
	"context"
	"errors"
	"net"
	"time"

	"github.com/wneessen/go-mail/smtp"
)

// connection is one SMTP session. go-mail's commands have no deadline of their
// own and hold a lock while they wait, so a step that takes too long is ended
// by closing the socket under it.
type connection struct {
	conn                        *bounded // the socket, below TLS
	client                      *smtp.Client
	timeout, dataTimeout, grace time.Duration
	refused                     string // the access token that the server did not take; "" if none
}

// mostSaid is how many bytes a server may say in one exchange; certificates are
// most of it. The library keeps all of an answer in memory, however long.
const mostSaid = 1 << 20

var errFlood = errors.New("the server's answer does not end")

// bounded is a socket that ends when too much was read of it at a time.
type bounded struct {
	net.Conn
	left int
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errFlood
	}
	n, err := b.Conn.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

// cut closes the socket without a word.
func (c *connection) cut() {
	if c.conn != nil {
		_ = c.conn.Close() // whatever it says, we are done with it
	}
}

// step runs one exchange with the server, for at most d. If ctx ends, the
// exchange may still take the grace time.
func (c *connection) step(ctx context.Context, d time.Duration, exchange func() error) error {
	limit, cancel := context.WithTimeoutCause(context.WithoutCancel(ctx), d, errSilent)
	defer cancel()
	limit, stop := context.WithCancelCause(limit)
	defer stop(nil)
	defer context.AfterFunc(ctx, func() {
		timer := time.AfterFunc(c.grace, func() { stop(errStopping) })
		<-limit.Done()
		timer.Stop()
	})()
	release := context.AfterFunc(limit, c.cut)
	c.conn.left = mostSaid
	err := exchange()
	if !release() && err != nil {
		return context.Cause(limit)
	}
	return err
}

// Send hands over one message. The phase in which it fails decides what is
// known: until the message's end is written nothing was taken (RFC 5321,
// section 4.1.1.4), after that only the server's answer tells.
func (c *connection) Send(ctx context.Context, from, to string, raw []byte) error {
	if err := ctx.Err(); err != nil {
		return &SendError{Unsent, err}
	}
	err := c.step(ctx, c.timeout, func() error { return c.client.Mail("<" + from + ">") })
	if err != nil {
		return c.notTaken(ctx, err)
	}
	if err := c.step(ctx, c.timeout, func() error { return c.client.Rcpt("<" + to + ">") }); err != nil {
		return c.notTaken(ctx, err)
	}
	var body interface {
		Write([]byte) (int, error)
		Close() error
	}
	err = c.step(ctx, c.timeout, func() error {
		var err error
		body, err = c.client.Data()
		return err
	})
	if err != nil {
		return c.notTaken(ctx, err)
	}
	err = c.step(ctx, c.timeout, func() error { _, err := body.Write(raw); return err })
	if err != nil {
		return &SendError{Unsent, err}
	}
	err = c.step(ctx, c.dataTimeout, body.Close)
	if err == nil {
		return nil
	}
	if denied := noRight(err); waits(denied) {
		return &SendError{Unsent, denied}
	}
	return &SendError{classifyFinal(err), err}
}

// notTaken makes ready for the next letter after one that the server did not
// take.
func (c *connection) notTaken(ctx context.Context, err error) error {
	if denied := noRight(err); waits(denied) {
		return &SendError{Unsent, denied}
	}
	outcome := classify(err)
	if outcome == Unsent {
		return &SendError{Unsent, err}
	}
	if reset := c.step(ctx, c.timeout, c.client.Reset); reset != nil {
		c.cut() // the next letter will notice and get a connection of its own
	}
	return &SendError{outcome, err}
}

func (c *connection) Close() {
	_ = c.step(context.Background(), c.grace, c.client.Quit) // nothing depends on the answer
	c.cut()
}
