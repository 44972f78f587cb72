package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"time"

	"medelbot"
	"medelbot/intake/clamd"
	"medelbot/parser"
	"medelbot/parser/apart"
	"medelbot/parser/attachment"
	"medelbot/parser/document"
	"medelbot/parser/tools"
)

const (
	// mailTime bounds the reading of all attachments of one mail, from when it is
	// its turn.
	mailTime = 2 * time.Minute
	// childRest is how long a process that reads documents waits for another
	// one. Mail with documents often comes in a row, then for days there is none.
	childRest = time.Minute
)

// fewDocuments is how many are read at a time: each may take a gigabyte.
func fewDocuments() int { return min(runtime.GOMAXPROCS(0), 4) }

// documents reads the attachments of mails apart from this process, once a virus
// scanner has let the mails through.
type documents struct {
	scanner *clamd.Scanner // nil: nobody is asked
	pool    *apart.Pool    // nil: they are read in this process
	tools   *tools.Tools
	turns   chan struct{} // one for each mail whose attachments may be read at a time
}

// newDocuments starts nothing yet, and asks the scanner if there is one. Where
// the program cannot run itself documents are read in this process.
func (p *process) newDocuments(scanner *clamd.Scanner) *documents {
	if p.self == nil {
		return &documents{scanner: scanner}
	}
	serve := func() *exec.Cmd { return p.self("read-documents") }
	return &documents{
		scanner: scanner,
		pool:    apart.NewPool(serve, apart.DefaultLimits(), fewDocuments(), childRest),
		tools:   p.tools(),
		turns:   make(chan struct{}, fewDocuments()),
	}
}

// tools looks for the programs of others that help to read documents.
func (p *process) tools() *tools.Tools {
	limited := func(tool string, args ...string) *exec.Cmd {
		return p.self(append([]string{"limited", "--", tool}, args...)...)
	}
	return tools.Find(os.Getenv("PATH"), limited, apart.DefaultLimits(), fewDocuments())
}

// Close ends the processes that read documents.
func (d *documents) Close() {
	if d.pool != nil {
		d.pool.Close()
	}
}

// read reads one mail by means of read. A *intake.LaterError says that the virus
// scanner cannot be asked.
func (d *documents) read(ctx context.Context, read readFunc, raw []byte, opts parser.Options) (medelbot.Reading, error) {
	apart := func(raw []byte, opts parser.Options) (medelbot.Reading, error) {
		return d.readApart(ctx, read, raw, opts)
	}
	if d.scanner == nil {
		return apart(raw, opts)
	}
	s := &screen{ctx: ctx, scanner: d.scanner}
	return s.read(raw, opts, apart)
}

func (d *documents) readApart(ctx context.Context, read readFunc, raw []byte, opts parser.Options) (medelbot.Reading, error) {
	if d.pool == nil {
		return read(raw, opts)
	}
	var limited context.Context // nil until it is this mail's turn
	release := func() {}
	defer func() { release() }()
	opts.Documents = func(name, declared string, data []byte) document.Document {
		if limited == nil {
			// The time that a mail waits for others says nothing of its files.
			select {
			case d.turns <- struct{}{}:
			case <-ctx.Done():
				return document.Document{Problem: "reading it was broken off"}
			}
			var stop context.CancelFunc
			limited, stop = context.WithTimeout(ctx, mailTime)
			release = func() {
				stop()
				<-d.turns
			}
		}
		doc := d.pool.Read(limited, name, declared, data)
		return d.tools.Complete(limited, data, doc)
	}
	r, err := read(raw, opts)
	if err == nil && ctx.Err() != nil {
		// Its attachments may have gone unread, and must not count as unreadable.
		err = fmt.Errorf("reading it was broken off: %w", ctx.Err())
	}
	return r, err
}

// self makes a command of this same program, also after its file was replaced
// by a newer one.
func self(args ...string) *exec.Cmd {
	cmd := exec.Command("/proc/self/exe", args...)
	cmd.Args[0] = os.Args[0] // a program of several names chooses by it
	return cmd
}

type documentsCommand struct{}

// Run serves documents that come on standard input; see apart.Serve.
func (documentsCommand) Run(p *process) error {
	return apart.Serve(p.in, p.out, apart.DefaultLimits(), attachment.Read)
}

type limitedCommand struct {
	Tool string   `arg:""`
	Args []string `arg:"" optional:""`
}

// Run becomes another program within limits.
func (c *limitedCommand) Run() error {
	return apart.Exec(apart.DefaultLimits(), c.Tool, c.Args, os.Environ())
}

// checkDocuments has a document read as the daemon does, and says which programs
// of others help with it.
func (l *checklist) checkDocuments(ctx context.Context, p *process) {
	documents := p.newDocuments(nil)
	if documents.pool == nil {
		return
	}
	defer documents.Close()
	const text = "text"
	var err error
	if doc := documents.pool.Read(ctx, "check.txt", "text/plain", []byte(text)); doc.Text != text {
		err = &failure{text: doc.Problem, try: "a system with /proc, where the program may run itself"}
	}
	how := "in processes with limits of memory and time"
	if apart.Landlock() {
		how += ", which can reach no file and no network"
	}
	if l.step("documents", "read "+how, err); err == nil && !apart.Landlock() {
		l.warn("documents", "the kernel has no Landlock (Linux 5.13), which would keep the processes that read them from files and network")
	}
	for _, r := range documents.tools.Report() {
		if r.Found != "" {
			l.step(r.Name, r.Found, nil)
		}
		if r.Lost != "" {
			l.warn(r.Name, r.Lost)
		}
	}
}
