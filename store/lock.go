package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// Lock makes this process the one daemon of the database until Close. It
// takes the lock of the file beside it (path with ".lock" added), which the
// system gives up when the process dies, however it dies. If another
// has it already, the error wraps ErrHeld and names that process. Commands that only look or file do not lock.
func (s *Store) Lock() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.lock != nil {
		return nil
	}
	f, err := takeLock(s.path)
	if err != nil {
		return err
	}
	s.lock = f
	return nil
}

// takeLock takes the daemon's lock of the database at path; closing the file
// gives it up.
func takeLock(path string) (*os.File, error) {
	f, err := os.OpenFile(path+".lock", os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock the database: %w", explain(err))
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		defer f.Close()
		if !errors.Is(err, unix.EWOULDBLOCK) {
			return nil, fmt.Errorf("lock the database: %w", err)
		}
		return nil, &Error{
			Text: fmt.Sprintf("another medelbot (process %s) is running on the database %s", holder(f), path),
			Try:  "stop it first, or give this one a database of its own",
			Err:  ErrHeld,
		}
	}
	if err := writePID(f); err != nil {
		f.Close()
		return nil, fmt.Errorf("lock the database: %w", explain(err))
	}
	return f, nil
}

// awaitLock is takeLock for a deed of a moment: it waits for another to finish
// the same, as long as that may take on a busy machine.
func awaitLock(ctx context.Context, path string) (*os.File, error) {
	const tries, pause = 200, 100 * time.Millisecond
	for i := 1; ; i++ {
		f, err := takeLock(path)
		if err == nil || i == tries || !errors.Is(err, ErrHeld) {
			return f, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(pause):
		}
	}
}

func writePID(f *os.File) error {
	if err := f.Truncate(0); err != nil {
		return err
	}
	_, err := f.WriteAt(fmt.Appendf(nil, "%d\n", os.Getpid()), 0)
	return err
}

func holder(f *os.File) string {
	text, err := io.ReadAll(io.LimitReader(f, 32))
	if pid := strings.TrimSpace(string(text)); err == nil && pid != "" {
		return pid
	}
	return "unknown"
}
