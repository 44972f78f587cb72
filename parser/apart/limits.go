package apart

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"github.com/landlock-lsm/go-landlock/landlock"
	"golang.org/x/sys/unix"
)

// Limits bound a process that works on what strangers sent.
type Limits struct {
	// Memory is the most data a process may hold, in bytes. Not address space:
	// a Go program reserves more than a gigabyte of that before it begins.
	Memory uint64
	// CPU is the most processor time for one document or one run. Whole seconds
	// count.
	CPU time.Duration
	// Wall is the most time on the clock for one document or one run.
	Wall time.Duration
	// Output is the most that comes back for one document or one run, in bytes.
	Output int64
	// Files is how many files and pipes may be open at a time.
	Files uint64
}

// DefaultLimits fit any document that a person would send.
func DefaultLimits() Limits {
	return Limits{Memory: 1 << 30, CPU: 20 * time.Second, Wall: 20 * time.Second, Output: 24 << 20, Files: 64}
}

// Set binds this process and what it starts; there is no way back. It leaves no
// file to be written and no core dump, which would hold the document.
func (l Limits) Set() error {
	for _, limit := range []struct {
		name string
		what int
		most uint64
	}{
		{"memory", unix.RLIMIT_DATA, l.Memory},
		{"processor time", unix.RLIMIT_CPU, uint64(max(l.CPU/time.Second, 1))},
		{"open files", unix.RLIMIT_NOFILE, l.Files},
		{"the size of files", unix.RLIMIT_FSIZE, 0},
		{"core dumps", unix.RLIMIT_CORE, 0},
	} {
		var now unix.Rlimit
		if err := unix.Getrlimit(limit.what, &now); err == nil {
			limit.most = min(limit.most, now.Max) // whoever started us may have been stricter
		}
		if err := unix.Setrlimit(limit.what, &unix.Rlimit{Cur: limit.most, Max: limit.most}); err != nil {
			return fmt.Errorf("the limit of %s cannot be set: %w", limit.name, err)
		}
	}
	return nil
}

// keepToSystem leaves, where the kernel offers Landlock, only what programs of
// the system need to run: to read them and their data, the program at path and
// the folder that the process is in. No network, and nothing to write.
func keepToSystem(path string) error {
	dir, err := os.Getwd()
	if err != nil {
		return err
	}
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return err
	}
	programs := landlock.RODirs("/usr", "/lib", "/lib64", "/bin", "/opt", "/nix", "/gnu", "/etc/fonts", "/etc/alternatives", "/proc/self").IgnoreIfMissing()
	return landlock.V6.BestEffort().Restrict(programs, landlock.RODirs(dir, filepath.Dir(real)),
		landlock.ROFiles("/etc/ld.so.cache", "/etc/ld.so.preload", "/dev/null", "/dev/urandom").IgnoreIfMissing())
}

// Exec becomes another program within limits. It returns only if that fails. A
// process must set its limits itself: set by another one, they would come after
// it had begun.
func Exec(l Limits, tool string, args, env []string) error {
	path, err := exec.LookPath(tool)
	if err != nil {
		return fmt.Errorf("%s is not installed: %w", tool, errors.Join(err, fs.ErrNotExist))
	}
	// A program that tries to write a file shall see an error, not die of it:
	// some keep caches that they can do without. What is ignored stays so over
	// exec.
	signal.Ignore(unix.SIGXFSZ)
	if err := l.Set(); err != nil {
		return err
	}
	if err := keepToSystem(path); err != nil {
		return err
	}
	runtime.LockOSThread()
	// No further processes or threads. Not for root, to whom the kernel grants
	// them; and only now, for the Go runtime may want a thread at any time.
	if err := unix.Setrlimit(unix.RLIMIT_NPROC, &unix.Rlimit{}); err != nil {
		return fmt.Errorf("the limit of processes cannot be set: %w", err)
	}
	return fmt.Errorf("%s cannot be started: %w", path, syscall.Exec(path, append([]string{tool}, args...), env))
}
