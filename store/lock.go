package store

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// Lock makes this process the one daemon of the database until Close. It
// takes the lock of the file beside it (path with ".lock" added), which the
// system gives up when the process dies, however it dies. An *Error names the
// process that has it already. Commands that only look or file do not lock.
func (s *Store) Lock() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.lock != nil {
		return nil
	}
	f, err := os.OpenFile(s.path+".lock", os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("lock the database: %w", explain(err))
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		defer f.Close()
		if !errors.Is(err, unix.EWOULDBLOCK) {
			return fmt.Errorf("lock the database: %w", err)
		}
		return &Error{
			Text: fmt.Sprintf("another medelbot (process %s) is running on the database %s", holder(f), s.path),
			Try:  "stop it first, or give this one a database of its own",
		}
	}
	if err := writePID(f); err != nil {
		f.Close()
		return fmt.Errorf("lock the database: %w", explain(err))
	}
	s.lock = f
	return nil
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
