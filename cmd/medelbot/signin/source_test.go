package signin_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"medelbot/cmd/medelbot/signin"
	"medelbot/cmd/medelbot/signin/signintest"
)

// clock is a test's time, in UTC.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// endpoint leads to an authority that is reached without a network.
func endpoint() signin.Endpoint {
	const base = "https://login.example.org/"
	return signin.Endpoint{TokenURL: base + "token", DeviceURL: base + "device", AuthURL: base + "authorize", Scopes: []string{"mail"}}
}

// byItself are the settings of an application that signs in by itself.
func byItself(a *signintest.Authority) signin.Settings {
	return signin.Settings{Provider: signin.Other, Grant: signin.ClientCredentials, Endpoint: endpoint(), ClientID: signintest.ClientID,
		Secret: func() (string, error) { return signintest.Secret, nil }, Clock: a.Clock, Transport: a}
}

// byPerson are those of one that a person has let in; path is the token file.
func byPerson(a *signintest.Authority, path string) signin.Settings {
	s := byItself(a)
	s.Grant, s.TokenFile = signin.RefreshToken, path
	return s
}

// loggedIn lets the person of an authority log in by device code. The seconds
// that this takes pass in a bubble.
func loggedIn(t *testing.T, s *signin.Source, a *signintest.Authority) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		a.Agree()
		if err := s.LoginByDevice(t.Context(), func(signin.Code) {}); err != nil {
			t.Fatal(err)
		}
	})
}

func token(t *testing.T, s *signin.Source, rejected string) string {
	t.Helper()
	got, err := s.Token(t.Context(), rejected)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// asError returns err as an *Error.
func asError(t *testing.T, err error) *signin.Error {
	t.Helper()
	var e *signin.Error
	if !errors.As(err, &e) {
		t.Fatalf("%v (%T) is no *Error", err, err)
	}
	return e
}

// One token serves all who log in as long as it outlives their connections; one
// that a mail server refused is not given again.
func TestToken(t *testing.T) {
	c := newClock()
	a := signintest.NewAuthority(c.Now)
	s := signin.New(byItself(a))
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if got, err := s.Token(t.Context(), ""); got != "access-1" || err != nil {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
	all.Wait()
	if q := a.Requests(); len(q) != 1 || q[0].Get("grant_type") != "client_credentials" || q[0].Get("scope") != "mail" || q[0].Get("client_secret") != signintest.Secret {
		t.Errorf("asked: %v", q)
	}
	if h := s.Health(); h.Err != nil || !h.Obtained.Equal(c.Now()) || !h.Until.Equal(c.Now().Add(time.Hour)) {
		t.Errorf("health %+v", h)
	}
	for _, step := range []struct {
		wait           time.Duration
		rejected, want string
	}{
		{32 * time.Minute, "", "access-1"},
		{2 * time.Minute, "", "access-2"}, // a connection opened now would outlive the first one
		{time.Minute, "access-1", "access-2"},
		{time.Minute, "access-2", "access-3"},
		{time.Minute, "", "access-3"},
	} {
		c.add(step.wait)
		if got := token(t, s, step.rejected); got != step.want {
			t.Errorf("%s later, with %q refused: %q, want %q", step.wait, step.rejected, got, step.want)
		}
	}
}

// A token that lives but minutes is used for half of them.
func TestShortLife(t *testing.T) {
	c := newClock()
	a := signintest.NewAuthority(c.Now)
	a.Life = 5 * time.Minute
	s := signin.New(byItself(a))
	for i, want := range []string{"access-1", "access-1", "access-1", "access-2"} {
		if got := token(t, s, ""); got != want {
			t.Errorf("after %d minutes: %q, want %q", i, got, want)
		}
		c.add(time.Minute)
	}
}

// Trouble is told since when it lasts, and its end.
func TestHealth(t *testing.T) {
	c := newClock()
	a := signintest.NewAuthority(c.Now)
	s := signin.New(byItself(a))
	a.Refuse(503, "", "")
	begun := c.Now()
	for range 3 {
		if _, err := s.Token(t.Context(), ""); asError(t, err).Permanent() {
			t.Error(err)
		}
		c.add(time.Minute)
	}
	if h := s.Health(); h.Err == nil || !h.FailsSince.Equal(begun) {
		t.Errorf("%+v", h)
	}
	a.Refuse(0, "", "")
	token(t, s, "")
	if h := s.Health(); h.Err != nil || !h.FailsSince.IsZero() {
		t.Errorf("%+v", h)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	c.add(2 * time.Hour)
	if _, err := s.Token(ctx, ""); !errors.Is(err, context.Canceled) || s.Health().Err != nil {
		t.Errorf("stopping is no trouble: %v, %+v", err, s.Health())
	}
}

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
	left, err := filepath.Glob(path + "*")
	if len(left) != 2 || err != nil { // the lock stays
		t.Errorf("files left: %q, %v", left, err)
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
// soon as that can be done: the one on disk is of no use any more.
func TestLateRotation(t *testing.T) {
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
	gone := false
	a.Answer(answering(func() { // while the server is asked
		if !gone {
			gone = true
			if err := os.Rename(dir, dir+".away"); err != nil {
				t.Error(err)
			}
		}
	}))
	_, err := s.Token(t.Context(), "")
	if e := asError(t, err); e.Permanent() {
		t.Errorf("%v; try: %s", e, e.Try)
	}
	if err := os.Rename(dir+".away", dir); err != nil {
		t.Fatal(err)
	}
	token(t, s, "")
	if onDisk(t, path) != a.RefreshToken() {
		t.Errorf("on disk is %q, want %q", onDisk(t, path), a.RefreshToken())
	}
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

// What ends is told with its day.
func TestExpiries(t *testing.T) {
	c := newClock()
	a := signintest.NewAuthority(c.Now)
	a.Rotate = true
	secretEnds := time.Date(2027, 12, 31, 22, 59, 59, 0, time.UTC)
	for _, test := range []struct {
		provider string
		extra    string // of the answer
		want     string
	}{
		{signin.Microsoft, "", "client secret 2027-12-31, refresh token 2026-06-01"},
		{signin.Google, "", "client secret 2027-12-31, refresh token 2026-08-30"},
		{signin.Google, `"refresh_token_expires_in": 604799,`, "client secret 2027-12-31, refresh token 2026-03-10"},
		{signin.Other, "", "client secret 2027-12-31"},
		{signin.Other, `"refresh_expires_in": "1800",`, "client secret 2027-12-31, refresh token 2026-03-03"},
	} {
		c.now = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
		a.Answer(nil)
		settings := byPerson(a, filepath.Join(t.TempDir(), "anna.token"))
		settings.Provider, settings.SecretExpires = test.provider, secretEnds
		s := signin.New(settings)
		if got := expiries(s); got != "client secret 2027-12-31" {
			t.Errorf("%s: before the login: %s", test.provider, got)
		}
		loggedIn(t, s, a)
		c.add(24*time.Hour + time.Minute)
		if test.extra != "" {
			a.Answer(saying(200, "application/json", `{"access_token": "a", "refresh_token": "r", `+test.extra+` "expires_in": 3600}`))
		}
		token(t, s, "")
		if got := expiries(s); got != test.want {
			t.Errorf("%s%s: %s, want %s", test.provider, test.extra, got, test.want)
		}
	}
	settings := byItself(a)
	if got := expiries(signin.New(settings)); got != "" {
		t.Errorf("an application whose secret's end nobody knows: %s", got)
	}
}

func expiries(s *signin.Source) string {
	var all []string
	for _, e := range s.Expiries() {
		all = append(all, fmt.Sprintf("%s %s", e.Name, e.At.Format(time.DateOnly)))
	}
	return strings.Join(all, ", ")
}
