package signin_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"medelbot/cmd/medelbot/signin"
	"medelbot/cmd/medelbot/signin/signintest"
)

// A person is given the time it takes, the server is asked as often as it wants
// (RFC 8628, 3.5), and the login is of use at once.
func TestLoginByDevice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := signintest.NewAuthority(time.Now)
		s := signin.New(byPerson(a, filepath.Join(t.TempDir(), "anna.token")))
		begun := time.Now()
		time.AfterFunc(12*time.Second, a.Agree)
		var shown []signin.Code
		if err := s.LoginByDevice(t.Context(), func(c signin.Code) { shown = append(shown, c) }); err != nil {
			t.Fatal(err)
		}
		if len(shown) != 1 || shown[0].Code != "ABCD-EFGH" || shown[0].URL != "https://login.example.org/device" || !shown[0].Until.Equal(begun.Add(15*time.Minute)) {
			t.Errorf("shown: %+v", shown)
		}
		if took := time.Since(begun); took != 15*time.Second || len(a.Requests()) != 3 {
			t.Errorf("%d requests in %s", len(a.Requests()), took)
		}
		if got := token(t, s, ""); !a.Takes(got) {
			t.Errorf("%q is taken by nobody", got)
		}
		a.Revoke()
		_, err := s.Token(t.Context(), "access-2")
		if e := asError(t, err); !e.Permanent() || e.Try != "medelbot login" {
			t.Errorf("after it was taken back: %v; try: %s", e, e.Try)
		}
		if err := s.LoginByDevice(t.Context(), func(signin.Code) {}); err != nil {
			t.Fatal(err)
		}
		token(t, s, "")
	})
}

// A login that comes to nothing says why, and leaves no file behind.
func TestNoLoginByDevice(t *testing.T) {
	device := func(body string) func(http.ResponseWriter) bool { return saying(200, "application/json", body) }
	for name, test := range map[string]struct {
		answer func(n int) func(http.ResponseWriter) bool // n counts the requests from 1
		says   string
	}{
		"nobody came": {func(int) func(http.ResponseWriter) bool { return nil }, "not used in time"},
		"the person said no": {func(n int) func(http.ResponseWriter) bool {
			if n == 1 {
				return nil
			}
			return saying(400, "application/json", `{"error":"access_denied"}`)
		}, "did not agree"},
		"no device codes here": {func(int) func(http.ResponseWriter) bool {
			return saying(400, "application/json", `{"error":"unauthorized_client"}`)
		}, "may not sign in in this way"},
		"a page that is none": {func(int) func(http.ResponseWriter) bool {
			return device(`{"device_code":"d","user_code":"c","verification_uri":"javascript:alert(1)"}`)
		}, "names no page"},
		"a code that paints the screen": {func(int) func(http.ResponseWriter) bool {
			return device(`{"device_code":"d","user_code":"\u001b[2J","verification_uri":"https://login.example.org"}`)
		}, "names no page"},
		"a wait that never was": {func(n int) func(http.ResponseWriter) bool {
			if n == 1 {
				return device(`{"device_code":"d","user_code":"c","verification_uri":"https://login.example.org","interval":-7,"expires_in":60}`)
			}
			return nil
		}, "not used in time"},
		"no refresh token": {func(n int) func(http.ResponseWriter) bool {
			if n == 1 {
				return nil
			}
			return device(`{"access_token":"a"}`)
		}, "gave no refresh token"},
	} {
		synctest.Test(t, func(t *testing.T) {
			a := signintest.NewAuthority(time.Now)
			n := 0
			a.Answer(func(w http.ResponseWriter) bool {
				n++
				answer := test.answer(n)
				return answer != nil && answer(w)
			})
			s := signin.New(byPerson(a, filepath.Join(t.TempDir(), "anna.token")))
			err := s.LoginByDevice(t.Context(), func(signin.Code) {})
			if e := asError(t, err); !strings.Contains(e.Error(), test.says) {
				t.Errorf("%s: %v", name, e)
			}
			if _, err := s.Login(); err == nil {
				t.Errorf("%s: there is a login", name)
			}
		})
	}
}

// A login that could not be kept is not asked for.
func TestNoRoomForLogin(t *testing.T) {
	a := signintest.NewAuthority(time.Now)
	s := signin.New(byPerson(a, filepath.Join(t.TempDir(), "nowhere", "anna.token")))
	asked := false
	for _, login := range []error{
		s.LoginByDevice(t.Context(), func(signin.Code) { asked = true }),
		s.LoginInBrowser(t.Context(), "anna@example.org", func(string) { asked = true }, nil),
	} {
		if e := asError(t, login); !strings.Contains(e.Error(), "cannot be written") || asked || len(a.Requests()) != 0 {
			t.Errorf("%v; a person was asked: %v", e, asked)
		}
	}
}

// browserLogin starts a login in a browser against an authority on loopback.
// visit plays the browser.
func browserLogin(t *testing.T, visit func(page string, pasted chan<- string)) (*signin.Source, *signintest.Authority, error) {
	t.Helper()
	a := signintest.NewAuthority(newClock().Now)
	server := httptest.NewServer(a)
	t.Cleanup(server.Close)
	settings := byPerson(a, filepath.Join(t.TempDir(), "anna.token"))
	settings.Transport = nil
	settings.Endpoint = signin.Endpoint{TokenURL: server.URL + "/token", AuthURL: server.URL + "/authorize", Scopes: []string{"mail"}}
	s := signin.New(settings)
	pasted := make(chan string, 1)
	var visited chan struct{}
	err := s.LoginInBrowser(t.Context(), "anna@example.org", func(page string) {
		visited = make(chan struct{})
		go func() { defer close(visited); visit(page, pasted) }()
	}, pasted)
	<-visited
	return s, a, err
}

// get plays a browser that follows where it is sent, and returns what it shows.
func get(t *testing.T, client *http.Client, url string) (text, location string) {
	t.Helper()
	r, err := client.Get(url)
	if err != nil {
		t.Error(err)
		return "", ""
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Error(err)
	}
	return string(body), r.Header.Get("Location")
}

// follower goes where it is sent; still stays.
var still = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

func TestLoginInBrowser(t *testing.T) {
	s, a, err := browserLogin(t, func(page string, _ chan<- string) {
		if !strings.Contains(page, "login_hint=anna%40example.org") || !strings.Contains(page, "redirect_uri=http%3A%2F%2F127.0.0.1%3A") {
			t.Errorf("the page is %s", page)
		}
		if text, _ := get(t, http.DefaultClient, page); !strings.Contains(text, "You can close this window") {
			t.Errorf("the browser shows %q", text)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := token(t, s, ""); !a.Takes(got) {
		t.Errorf("%q is taken by nobody", got)
	}
}

// A browser on another machine ends at an address that shows nothing; the person
// pastes it.
func TestPastedAddress(t *testing.T) {
	s, a, err := browserLogin(t, func(page string, pasted chan<- string) {
		_, location := get(t, &http.Client{CheckRedirect: still}, page)
		pasted <- " " + location + " "
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := token(t, s, ""); !a.Takes(got) {
		t.Errorf("%q is taken by nobody", got)
	}
}

func TestNoLoginInBrowser(t *testing.T) {
	back := func(page, query string) string {
		_, rest, _ := strings.Cut(page, "redirect_uri=")
		address, _, _ := strings.Cut(rest, "&")
		_, state, _ := strings.Cut(page, "state=")
		state, _, _ = strings.Cut(state, "&")
		return strings.NewReplacer("%3A", ":", "%2F", "/").Replace(address) + "/?" + query + "&state=" + state
	}
	for name, test := range map[string]struct {
		visit func(page string, pasted chan<- string)
		says  string
	}{
		"the person said no": {func(page string, _ chan<- string) {
			get(t, http.DefaultClient, back(page, "error=access_denied"))
		}, "did not agree"},
		"somebody guesses, then the person says no": {func(page string, _ chan<- string) {
			if text, _ := get(t, http.DefaultClient, back(page, "code=guessed")+"x"); strings.Contains(text, "close this window") {
				t.Error("an answer with another state was taken")
			}
			get(t, http.DefaultClient, back(page, "error=access_denied"))
		}, "did not agree"},
		"another code":           {func(page string, _ chan<- string) { get(t, http.DefaultClient, back(page, "code=another")) }, "no longer valid"},
		"pasted what it was not": {func(_ string, pasted chan<- string) { pasted <- "https://mail.example.org/?code=x&state=y" }, "not the address"},
	} {
		s, _, err := browserLogin(t, test.visit)
		if e := asError(t, err); !strings.Contains(e.Error(), test.says) {
			t.Errorf("%s: %v", name, e)
		}
		if _, err := s.Login(); err == nil {
			t.Errorf("%s: there is a login", name)
		}
	}
}
