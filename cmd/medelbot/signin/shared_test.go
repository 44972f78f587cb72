package signin_test

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/sys/unix"

	"medelbot/cmd/medelbot/signin"
	"medelbot/cmd/medelbot/signin/signintest"
)

// transport is an http.RoundTripper.
type transport func(*http.Request) (*http.Response, error)

func (f transport) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// slow is the way to an authority that has done at once what it was asked, and
// whose answer takes a second.
func slow(a *signintest.Authority) transport {
	return func(r *http.Request) (*http.Response, error) {
		answer, err := a.RoundTrip(r)
		select {
		case <-time.After(time.Second):
			return answer, err
		case <-r.Context().Done():
			return nil, r.Context().Err()
		}
	}
}

// A daemon that stops, or reads its configuration anew, while a refresh token is
// replaced keeps the one that comes: the one on disk has ended.
func TestStoppedInRotation(t *testing.T) {
	c := newClock()
	a := signintest.NewAuthority(c.Now)
	a.Rotate = true
	path := filepath.Join(t.TempDir(), "anna.token")
	loggedIn(t, signin.New(byPerson(a, path)), a)
	synctest.Test(t, func(t *testing.T) {
		settings := byPerson(a, path)
		settings.Transport = slow(a)
		ctx, stop := context.WithCancel(t.Context())
		time.AfterFunc(100*time.Millisecond, stop)
		_, _ = signin.New(settings).Token(ctx, "") // nobody waits for it any more
	})
	if onDisk(t, path) != a.RefreshToken() {
		t.Errorf("on disk is %q, want %q", onDisk(t, path), a.RefreshToken())
	}
}

// A server that does not answer does not keep the program from stopping.
func TestStoppedInSilence(t *testing.T) {
	c := newClock()
	a := signintest.NewAuthority(c.Now)
	path := filepath.Join(t.TempDir(), "anna.token")
	loggedIn(t, signin.New(byPerson(a, path)), a)
	synctest.Test(t, func(t *testing.T) {
		settings := byPerson(a, path)
		settings.Transport = transport(func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		})
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		time.AfterFunc(time.Second, stop)
		begun := time.Now()
		if _, err := signin.New(settings).Token(ctx, ""); !errors.Is(err, context.Canceled) || time.Since(begun) > 10*time.Second {
			t.Errorf("after %s: %v", time.Since(begun), err)
		}
	})
}

// What one process could not write must not take the place of what another one
// has written since.
func TestOlderIsNotKept(t *testing.T) {
	c := newClock()
	a := signintest.NewAuthority(c.Now)
	dir := filepath.Join(t.TempDir(), "state")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "anna.token")
	daemon := signin.New(byPerson(a, path))
	loggedIn(t, daemon, a)
	if unwritten(t, a, daemon, dir) == nil {
		t.Fatal("it was written")
	}
	a.Rotate = true
	c.add(time.Minute)
	token(t, signin.New(byPerson(a, path)), "")
	c.add(time.Minute)
	token(t, daemon, "")
	if onDisk(t, path) != a.RefreshToken() {
		t.Errorf("on disk is %q, want %q", onDisk(t, path), a.RefreshToken())
	}
}

// A process that hangs with the lock is told of, and waited for again.
func TestLockHeld(t *testing.T) {
	c := newClock()
	a := signintest.NewAuthority(c.Now)
	path := filepath.Join(t.TempDir(), "anna.token")
	s := signin.New(byPerson(a, path))
	loggedIn(t, s, a)
	other, err := os.Open(path + ".lock")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if err := unix.Flock(int(other.Fd()), unix.LOCK_EX); err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithTimeout(t.Context(), time.Hour)
		defer stop()
		_, err := s.Token(ctx, "")
		if e := asError(t, err); e.Permanent() || !strings.Contains(e.Error(), "another process") || !strings.Contains(e.Try, path+".lock") {
			t.Errorf("%v; try: %s", e, e.Try)
		}
	})
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	token(t, s, "")
}
