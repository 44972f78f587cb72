// Package apart reads documents from strangers in processes apart from the
// daemon, which are this same program with another command. They have limits of
// memory, time and output; where the kernel offers Landlock they can reach no
// file and no network. A document that breaks them costs its own text and
// nothing else.
//
// A Pool is the daemon's side, Serve the child's. Exec puts limits on other
// programs.
package apart

import (
	"bufio"
	"errors"
	"io"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/landlock-lsm/go-landlock/landlock"
	landlockabi "github.com/landlock-lsm/go-landlock/landlock/syscall"
	"golang.org/x/sys/unix"

	"medelbot/parser/document"
)

// maxStack is how deep a reader may nest, in bytes of a stack. Go's own limit
// is a gigabyte.
const maxStack = 64 << 20

// Serve reads documents that come by r, one after the other, and writes what
// read found in each to w, until r ends. Before the first it gives up all it
// could do harm with; the process is of no use for anything else afterwards.
func Serve(r io.Reader, w io.Writer, l Limits, read func(name, declared string, data []byte) document.Document) error {
	// One processor: otherwise the wall clock would not bound the CPU time.
	runtime.GOMAXPROCS(1)
	debug.SetMaxStack(maxStack)
	debug.SetMemoryLimit(int64(l.Memory / 4 * 3)) // collect rather than die
	life := l
	life.CPU *= 2 // the pool replaces it when one document's worth is used up
	if err := life.Set(); err != nil {
		return err
	}
	if err := landlock.V6.BestEffort().Restrict(); err != nil {
		return err
	}
	in, out := bufio.NewReader(r), bufio.NewWriter(w)
	for {
		q, err := readRequest(in, int64(l.Memory))
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		answer := envelope{Document: read(q.name, q.declared, q.data), CPU: used()}
		if err := answer.write(out); err != nil {
			return err
		}
		if err := out.Flush(); err != nil {
			return err
		}
	}
}

// Landlock tells whether the kernel can keep a process from files and network.
func Landlock() bool {
	version, err := landlockabi.LandlockGetABIVersion()
	return err == nil && version > 0
}

// used is the processor time that this process has taken.
func used() time.Duration {
	var usage unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &usage); err != nil {
		return 0 // then the limit of the kernel alone counts
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
