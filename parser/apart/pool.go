package apart

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"time"

	"medelbot/parser/document"
)

// Pool reads documents in child processes. They are started when they are
// needed; one serves many documents, and is replaced after a limit was hit.
type Pool struct {
	self   func() *exec.Cmd
	limits Limits
	rest   time.Duration
	slots  chan struct{} // one for each child that may run

	mu     sync.Mutex
	idle   []*child // the one that rested least is the last
	closed bool
}

// NewPool makes a pool that starts nothing yet. self makes the command that
// serves (see Serve) within l; there are at most children of them at a time,
// and one that had nothing to do for the time of rest is ended.
func NewPool(self func() *exec.Cmd, l Limits, children int, rest time.Duration) *Pool {
	return &Pool{self: self, limits: l, rest: rest, slots: make(chan struct{}, children)}
}

// Read reads one file; see attachment.Read. What went wrong with the process is
// told in the document's Problem, too. When ctx ends, reading is broken off.
func (p *Pool) Read(ctx context.Context, name, declared string, data []byte) document.Document {
	select {
	case p.slots <- struct{}{}:
		defer func() { <-p.slots }()
	case <-ctx.Done():
		return document.Document{Problem: brokenOff(ctx)}
	}
	c, err := p.take()
	if err != nil {
		return document.Document{Problem: fmt.Sprintf("the process that reads documents could not be started: %v", err)}
	}
	wall, stop := context.WithTimeout(ctx, p.limits.Wall)
	defer stop()
	answer, err := c.ask(wall, request{name, declared, data}, p.limits.Output)
	if err != nil {
		c.end()
		return document.Document{Problem: p.explain(ctx, wall, c, err)}
	}
	p.put(c, answer.CPU)
	return answer.Document
}

func brokenOff(ctx context.Context) string {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return "reading all the files of the mail took too long"
	}
	return "reading it was broken off"
}

// explain says in words for a person why a child gave no answer.
func (p *Pool) explain(ctx, wall context.Context, c *child, err error) string {
	switch {
	case ctx.Err() != nil:
		return brokenOff(ctx)
	case wall.Err() != nil:
		return fmt.Sprintf("reading it took more than %s", p.limits.Wall)
	case errors.Is(err, errTooLong):
		return fmt.Sprintf("it holds more than %d MB to be read", p.limits.Output>>20)
	case c.process.OutOfMemory():
		return fmt.Sprintf("reading it took more than %d MB of memory", p.limits.Memory>>20)
	case c.process.CPU() >= p.limits.CPU:
		return fmt.Sprintf("reading it took more than %s of the processor", p.limits.CPU)
	}
	return "reading it broke the process that reads documents"
}

// take returns a child that has nothing to do.
func (p *Pool) take() (*child, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil, errors.New("the program is about to end")
	}
	for len(p.idle) > 0 {
		c := p.idle[len(p.idle)-1]
		p.idle = p.idle[:len(p.idle)-1]
		if c.resting.Stop() { // else it is being ended just now
			return c, nil
		}
	}
	return startChild(p.self())
}

// put lets a child rest, if it has processor time left for another document.
func (p *Pool) put(c *child, used time.Duration) {
	p.mu.Lock()
	fit := !p.closed && used < p.limits.CPU
	if fit {
		c.resting = time.AfterFunc(p.rest, func() { p.retire(c) })
		p.idle = append(p.idle, c)
	}
	p.mu.Unlock()
	if !fit {
		c.end()
	}
}

// retire ends a child that has rested for long.
func (p *Pool) retire(c *child) {
	p.mu.Lock()
	for i := range p.idle {
		if p.idle[i] == c {
			p.idle = append(p.idle[:i], p.idle[i+1:]...)
			break
		}
	}
	p.mu.Unlock()
	c.end()
}

// Close ends the children that rest, and the others when they have answered.
func (p *Pool) Close() {
	p.mu.Lock()
	idle := p.idle
	p.idle, p.closed = nil, true
	p.mu.Unlock()
	for _, c := range idle {
		c.resting.Stop()
		c.end()
	}
}

// child is one process that serves documents.
type child struct {
	process *Process
	in      *os.File
	out     *os.File
	answers *bufio.Reader
	resting *time.Timer
}

func startChild(cmd *exec.Cmd) (*child, error) {
	theirIn, in, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	out, theirOut, err := os.Pipe()
	if err != nil {
		return nil, errors.Join(err, theirIn.Close(), in.Close())
	}
	cmd.Stdin, cmd.Stdout = theirIn, theirOut
	process, err := Start(cmd, nil)
	err = errors.Join(err, theirIn.Close(), theirOut.Close())
	if err != nil {
		if process != nil {
			process.Kill()
		}
		return nil, errors.Join(err, in.Close(), out.Close())
	}
	return &child{process: process, in: in, out: out, answers: bufio.NewReader(out)}, nil
}

// ask has one document read. After an error, or when ctx has ended, the child
// is of no more use.
func (c *child) ask(ctx context.Context, q request, most int64) (envelope, error) {
	defer context.AfterFunc(ctx, c.process.Kill)()
	if err := q.write(c.in); err != nil {
		return envelope{}, err
	}
	answer, err := readEnvelope(c.answers, most)
	if err == nil {
		err = ctx.Err() // killed at the last moment
	}
	return answer, err
}

// end ends the process, whatever it is at.
func (c *child) end() {
	c.process.Kill()
	// Nothing can be lost that anybody waits for.
	_ = c.process.Wait()
	_ = c.in.Close()
	_ = c.out.Close()
}
