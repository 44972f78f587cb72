package signin_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"medelbot/cmd/medelbot/signin"
	"medelbot/cmd/medelbot/signin/signintest"
)

// A refresh token that came in place of another is on disk, for its owner alone,
// before the access token is used.
func TestRotation(t *testing.T) {
	c := newClock()
	a := signintest.NewAuthority(c.Now)
	a.Rotate = true
	path := filepath.Join(t.TempDir(), "anna.token")
	s := signin.New(byPerson(a, path))
	loggedIn(t, s, a)
	begun := c.Now()
	for range 3 {
		c.add(time.Hour)
		token(t, s, "")
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != 0o600 || onDisk(t, path) != a.RefreshToken() {
			t.Errorf("the file is %v (%v) and holds %q, want %q", info, err, onDisk(t, path), a.RefreshToken())
		}
	}
	login, err := s.Login()
	if want := (signin.Login{LoggedIn: begun, Changed: c.Now(), Used: c.Now()}); err != nil || login != want {
		t.Errorf("%+v, %v; want %+v", login, err, want)
	}
	left, err := os.ReadDir(filepath.Dir(path))
	if len(left) != 2 || err != nil { // the lock stays
		t.Errorf("files left: %v, %v", left, err)
	}
}

// onDisk is the refresh token in the file.
func onDisk(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	var file struct {
		Refresh string `json:"refresh_token"`
	}
	if err := errors.Join(err, json.Unmarshal(text, &file)); err != nil {
		t.Fatal(err)
	}
	return file.Refresh
}

// The daemon and a command beside it use one token file, and a server that ends
// each refresh token at its first use takes all of them.
func TestTwoProcesses(t *testing.T) {
	c := newClock()
	a := signintest.NewAuthority(c.Now)
	a.Rotate = true
	path := filepath.Join(t.TempDir(), "anna.token")
	loggedIn(t, signin.New(byPerson(a, path)), a)
	var all sync.WaitGroup
	for range 4 {
		s := signin.New(byPerson(a, path))
		all.Go(func() {
			got := ""
			for range 10 {
				var err error
				if got, err = s.Token(t.Context(), got); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if n := len(a.Requests()); n != 41 || onDisk(t, path) != a.RefreshToken() {
		t.Errorf("%d requests; on disk is %q, want %q", n, onDisk(t, path), a.RefreshToken())
	}
}

// What root does beside the daemon leaves the files to the daemon's user.
func TestFilesOfRoot(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("SKIPPED: only root can give files away")
	}
	c := newClock()
	a := signintest.NewAuthority(c.Now)
	a.Rotate = true
	dir := t.TempDir()
	const daemon = 12345
	if err := os.Chown(dir, daemon, daemon); err != nil {
		t.Fatal(err)
	}
	s := signin.New(byPerson(a, filepath.Join(dir, "anna.token")))
	loggedIn(t, s, a)
	token(t, s, "")
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 2 {
		t.Fatalf("%v, %v", files, err)
	}
	for _, f := range files {
		info, err := f.Info()
		if err != nil {
			t.Fatal(err)
		}
		if owner := info.Sys().(*syscall.Stat_t); owner.Uid != daemon || owner.Gid != daemon || info.Mode().Perm() != 0o600 {
			t.Errorf("%s is %v of user %d", f.Name(), info.Mode(), owner.Uid)
		}
	}
}

// While nothing can be written, nothing is asked for that would have to be.
func TestNoRoomForRotation(t *testing.T) {
	c := newClock()
	a := signintest.NewAuthority(c.Now)
	a.Rotate = true
	dir := t.TempDir()
	short := filepath.Join(dir, "anna.token")
	loggedIn(t, signin.New(byPerson(a, short)), a)
	// The name has room for the lock, and none for a file beside it.
	long := filepath.Join(dir, strings.Repeat("x", 250))
	if err := os.Rename(short, long); err != nil {
		t.Fatal(err)
	}
	_, err := signin.New(byPerson(a, long)).Token(t.Context(), "")
	if e := asError(t, err); e.Permanent() || !strings.Contains(e.Try, "disk is full") || len(a.Requests()) != 1 {
		t.Errorf("%v; try: %s; %d requests", e, e.Try, len(a.Requests()))
	}
}

// A token that could not be written when it came is held on to, and written as
// soon as that can be done: the one on disk is of no use any more. A daemon that
// stops, or reads its configuration anew, tries once more.
func TestLateRotation(t *testing.T) {
	for _, stops := range []bool{false, true} {
		c := newClock()
		a := signintest.NewAuthority(c.Now)
		a.Rotate = true
		dir := filepath.Join(t.TempDir(), "state")
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, "anna.token")
		s := signin.New(byPerson(a, path))
		loggedIn(t, s, a)
		err := unwritten(t, a, s, dir)
		if e := asError(t, err); e.Permanent() {
			t.Errorf("%v; try: %s", e, e.Try)
		}
		if stops {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			s = signin.New(byPerson(a, path))
		}
		token(t, s, "")
		if onDisk(t, path) != a.RefreshToken() {
			t.Errorf("on disk is %q, want %q", onDisk(t, path), a.RefreshToken())
		}
	}
}

// unwritten asks for a token while the new refresh token cannot be written: the
// folder is away as long as the server answers.
func unwritten(t *testing.T, a *signintest.Authority, s *signin.Source, dir string) error {
	t.Helper()
	a.Answer(answering(sync.OnceFunc(func() {
		if err := os.Rename(dir, dir+".away"); err != nil {
			t.Error(err)
		}
	})))
	defer a.Answer(nil)
	_, err := s.Token(t.Context(), "")
	if err := os.Rename(dir+".away", dir); err != nil {
		t.Fatal(err)
	}
	return err
}

// What the token file is worth is seen before anybody is asked.
func TestTokenFile(t *testing.T) {
	c := newClock()
	a := signintest.NewAuthority(c.Now)
	path := filepath.Join(t.TempDir(), "anna.token")
	s := signin.New(byPerson(a, path))
	loggedIn(t, s, a)
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, content, says string }{
		{"none", "", "nobody has logged in yet"},
		{"cut off", string(good[:len(good)/2]), "damaged"},
		{"of something else", "[mailbox]\n", "damaged"},
		{"with a token that would end a line", strings.Replace(string(good), a.RefreshToken(), `x\r\nA LOGOUT`, 1), "damaged"},
		{"of another application", strings.Replace(string(good), signintest.ClientID, "other-app", 1), "another application"},
		{"for another server", strings.Replace(string(good), "login.example.org", "login.evil.example", 1), "another server"},
	} {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if test.content != "" {
			if err := os.WriteFile(path, []byte(test.content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		_, err := s.Token(t.Context(), "")
		e := asError(t, err)
		if !e.Permanent() || !strings.Contains(e.Error(), test.says) || e.Try != "medelbot login" || strings.Contains(e.Error(), "LOGOUT") || strings.Contains(e.Error(), a.RefreshToken()) {
			t.Errorf("%s: %v; try: %s", test.name, e, e.Try)
		}
		if test.content == "" {
			if err := os.WriteFile(path, nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	if n := len(a.Requests()); n != 1 {
		t.Errorf("%d requests", n)
	}
}
