package signin_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
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
