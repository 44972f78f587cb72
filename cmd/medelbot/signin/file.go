package signin

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"medelbot/cmd/medelbot/atomicfile"

	"golang.org/x/sys/unix"
)

// kept is what the token file holds.
type kept struct {
	Refresh string `json:"refresh_token"`
	// ClientID and TokenURL are whom the token was given to and by: it is of no
	// use to others, and must not be shown to them.
	ClientID string    `json:"client_id"`
	TokenURL string    `json:"token_url"`
	LoggedIn time.Time `json:"logged_in"` // when a person agreed
	Changed  time.Time `json:"changed"`   // when this token was given
	Used     time.Time `json:"used"`      // when an access token was last had for it
	// Ends is when it dies whatever is done, by the server's own answer; zero if
	// that said nothing.
	Ends time.Time `json:"ends,omitzero"`
}

// dies is when the refresh token dies if nobody uses it any more; zero if that
// is not known.
func (k kept) dies(provider string) time.Time {
	at := k.Ends
	if d := idle(provider); d > 0 {
		if unused := k.Used.Add(d); at.IsZero() || unused.Before(at) {
			at = unused
		}
	}
	return at
}

// Login is what is known of a person's login, without the token.
type Login struct {
	LoggedIn time.Time // when the person agreed
	Changed  time.Time // when the refresh token came: servers give a new one now and then
	Used     time.Time // when an access token was last had for it
	Dies     time.Time // when it dies if nobody uses it any more; zero if that is not known
}

// Login reads the token file. Its error is an *Error.
func (s *Source) Login() (Login, error) {
	k, err := s.read()
	if err != nil {
		return Login{}, err
	}
	return Login{LoggedIn: k.LoggedIn, Changed: k.Changed, Used: k.Used, Dies: k.dies(s.Provider)}, nil
}

// largestFile is more than any token file holds.
const largestFile = 64 << 10

// read reads the token file and looks whether it is for this application.
func (s *Source) read() (kept, error) {
	again := "medelbot login"
	f, err := os.Open(s.TokenFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return kept{}, &Error{Message: fmt.Sprintf("nobody has logged in yet: there is no token file %s", s.TokenFile), Try: again}
	case err != nil:
		return kept{}, &Error{Message: fmt.Sprintf("the token file %s cannot be read", s.TokenFile), Try: "make it readable for the user who runs medelbot, and for no other", Err: bare(err)}
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, largestFile))
	if err != nil {
		return kept{}, &Error{Message: fmt.Sprintf("the token file %s cannot be read", s.TokenFile), Passing: true, Err: bare(err)}
	}
	var k kept
	if json.Unmarshal(text, &k) != nil || !bearable(k.Refresh) {
		// The decoder's own words could repeat a piece of the token.
		return kept{}, &Error{Message: fmt.Sprintf("the token file %s is damaged or no token file", s.TokenFile), Try: again}
	}
	if k.ClientID != s.ClientID || k.TokenURL != s.Endpoint.TokenURL {
		return kept{}, &Error{Message: fmt.Sprintf("the token in %s was given to another application or by another server than the configuration names", s.TokenFile), Try: again}
	}
	return k, nil
}

// bare is what the system says, without the path.
func bare(err error) error {
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		return p.Err
	}
	return err
}

// OpenToOthers reports whether the token file can be read by other users than
// its owner.
func (s *Source) OpenToOthers() bool {
	info, err := os.Stat(s.TokenFile)
	return err == nil && info.Mode().Perm()&0o077 != 0
}

const (
	// lockWait is how often a lock that another process holds is tried again. It
	// holds it for one request to the server.
	lockWait = 50 * time.Millisecond
	// longestLock is how long it is waited for: a process that was stopped with
	// the lock in its hands must be told of.
	longestLock = 2 * patience
)

// locked runs f while no other process changes the token file: one that daemon
// and command refreshed at the same time would lose a rotation. The lock is a
// file of its own, since the token file is replaced at each change.
func (s *Source) locked(ctx context.Context, f func() error) error {
	lock, err := s.lockFile()
	if err != nil {
		return s.cannotKeep(err)
	}
	defer lock.Close() // gives the lock up
	tick := time.NewTicker(lockWait)
	defer tick.Stop()
	late := time.NewTimer(longestLock)
	defer late.Stop()
	for {
		err := unix.Flock(int(lock.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		if err == nil {
			return f()
		}
		if !errors.Is(err, unix.EWOULDBLOCK) && !errors.Is(err, unix.EINTR) {
			return s.cannotKeep(err)
		}
		select {
		case <-tick.C:
		case <-late.C:
			return &Error{Message: fmt.Sprintf("another process has been holding the token file %s for %s", s.TokenFile, longestLock),
				Try: fmt.Sprintf("look for a medelbot check or login that hangs (fuser %s), and end it", lock.Name()), Passing: true}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// lockFile opens the lock. Only one that it makes itself is handed over: another
// could be somebody's link to a file of root's.
func (s *Source) lockFile() (*os.File, error) {
	path := s.TokenFile + ".lock"
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return os.OpenFile(path, os.O_RDWR|unix.O_NOFOLLOW, 0)
	}
	if err != nil {
		return nil, err
	}
	if err := s.handOver(f); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// cannotKeep is trouble with the folder of the token file. It may be a full
// disk as well as a missing right: it is tried again.
func (s *Source) cannotKeep(err error) error {
	return &Error{Message: fmt.Sprintf("the token file %s cannot be written", s.TokenFile),
		Try:     "make its folder writable for the user who runs medelbot, and look whether the disk is full",
		Passing: true, Err: bare(err)}
}

// write replaces the token file in one step: whenever the machine stops, either
// token is there whole.
func (s *Source) write(k kept) error {
	text, err := json.MarshalIndent(k, "", "  ")
	if err != nil {
		return s.cannotKeep(err)
	}
	f, err := s.aside()
	if err != nil {
		return s.cannotKeep(err)
	}
	defer f.Discard() // fails once it is in its place, as it should
	if _, err = f.Write(append(text, '\n')); err == nil {
		err = f.Commit()
	}
	if err != nil {
		return s.cannotKeep(err)
	}
	return nil
}

// aside makes a file beside the token file, which only its owner can read from
// its first moment.
func (s *Source) aside() (*atomicfile.File, error) {
	f, err := atomicfile.Create(s.TokenFile)
	if err != nil {
		return nil, err
	}
	if err := s.handOver(f.File); err != nil {
		return nil, errors.Join(err, f.Discard())
	}
	return f, nil
}

// handOver gives a file that root has made to the owner of the folder, as SQLite
// does with its files: else a check by root would lock the daemon out.
func (s *Source) handOver(f *os.File) error {
	if os.Geteuid() != 0 {
		return nil
	}
	var owner unix.Stat_t
	if err := unix.Stat(filepath.Dir(s.TokenFile), &owner); err != nil {
		return err
	}
	return f.Chown(int(owner.Uid), int(owner.Gid))
}

// hasRoom reports trouble with the folder before a person is asked for what must
// be kept there.
func (s *Source) hasRoom(ctx context.Context) error {
	return s.locked(ctx, func() error {
		f, err := s.aside()
		if err != nil {
			return s.cannotKeep(err)
		}
		if err := f.Discard(); err != nil {
			return s.cannotKeep(err)
		}
		return nil
	})
}
