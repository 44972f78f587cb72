package signin_test

import (
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"medelbot/cmd/medelbot/signin"
	"medelbot/cmd/medelbot/signin/signintest"
)

// saying answers with what a test has written.
func saying(status int, contentType, body string) func(http.ResponseWriter) bool {
	return func(w http.ResponseWriter) bool {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body) // into memory
		return true
	}
}

// answering runs f before the usual answer.
func answering(f func()) func(http.ResponseWriter) bool {
	return func(http.ResponseWriter) bool { f(); return false }
}

// Each refusal that is known is told in words that say what to do, and waits for
// a person or not. The descriptions are as the two providers write them.
func TestRefusals(t *testing.T) {
	c := newClock()
	a := signintest.NewAuthority(c.Now)
	const trace = " Trace ID: 0000aaaa-11bb-cccc-dd22-eeeeee333333 Correlation ID: aaaa0000-bb11-2222-33cc-444444dddddd Timestamp: 2026-03-02 08:00:00Z"
	for _, test := range []struct {
		name, provider    string
		status            int
		code, description string
		says, try         string
		permanent         bool
	}{
		{"wrong tenant", signin.Microsoft, 400, "invalid_request", "AADSTS90002: Tenant 'skl.example' not found." + trace, "no tenant of this name", "tenant", true},
		{"malformed tenant", signin.Microsoft, 400, "invalid_request", "AADSTS900023: Specified tenant identifier 'x' is neither a valid DNS name, nor a valid external domain." + trace, "no tenant of this name", "tenant", true},
		{"application not in the tenant", signin.Microsoft, 400, "unauthorized_client", "AADSTS700016: Application with identifier 'x' was not found in the directory 'y'." + trace, "no application with this client_id", "client_id", true},
		{"wrong secret", signin.Microsoft, 401, "invalid_client", "AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID." + trace, "the client secret is wrong", "not its Secret ID", true},
		{"expired secret", signin.Microsoft, 401, "invalid_client", "AADSTS7000222: The provided client secret keys for app 'x' are expired." + trace, "the client secret has expired", "secret_expires", true},
		{"consent missing", signin.Microsoft, 400, "invalid_grant", "AADSTS65001: The user or administrator has not consented to use the application with ID 'x'." + trace, "nobody has consented", "Grant admin consent", true},
		{"revoked", signin.Microsoft, 400, "invalid_grant", "AADSTS50173: The provided grant has expired due to it being revoked, a fresh auth token is needed." + trace, "revoked", "medelbot login", true},
		{"unused for 90 days", signin.Microsoft, 400, "invalid_grant", "AADSTS700082: The refresh token has expired due to inactivity." + trace, "90 days", "medelbot login", true},
		{"sign-in frequency", signin.Microsoft, 400, "invalid_grant", "AADSTS70043: The refresh token has expired or is invalid due to sign-in frequency checks by conditional access." + trace, "Conditional Access", "client_credentials", true},
		{"second factor", signin.Microsoft, 400, "interaction_required", "AADSTS50076: Due to a configuration change made by your administrator, you must use multi-factor authentication." + trace, "second factor", "medelbot login", true},
		{"device codes forbidden", signin.Microsoft, 400, "access_denied", "AADSTS530036: Access has been blocked by authentication flow policies." + trace, "forbids device codes", "--browser", true},
		{"throttled", signin.Microsoft, 429, "invalid_request", "AADSTS90055: TenantThrottlingError" + trace, "too many tokens", "", false},
		{"a number that begins like a known one", signin.Microsoft, 400, "invalid_request", "AADSTS900029: something new", "refuses to give a token: invalid_request, AADSTS900029", "look the code up", true},
		{"Microsoft's number at Google", signin.Google, 400, "invalid_request", "AADSTS90002", "refuses to give a token", "", true},
		{"declined at Microsoft", signin.Microsoft, 400, "authorization_declined", "", "did not agree", "medelbot login", true},
		{"taken back", signin.Google, 400, "invalid_grant", "Token has been expired or revoked.", "no longer takes the login", "Testing", true},
		{"another organisation's", signin.Google, 403, "org_internal", "", "another organisation", "log in as a person", true},
		{"forbidden by the organisation", signin.Google, 400, "admin_policy_enforced", "", "does not let this application", "App access control", true},
		{"deleted", signin.Google, 401, "deleted_client", "The OAuth client was deleted.", "deleted", "new OAuth client", true},
		{"wrong kind of client", signin.Google, 401, "unauthorized_client", "Unauthorized", "may not sign in in this way", "grant", true},
		{"wrong secret", signin.Other, 401, "invalid_client", "", "secret is wrong", "client_id", true},
		{"out of order", signin.Other, 503, "", "", "gives no tokens now: HTTP status 503", "", false},
		{"another page", signin.Other, 404, "", "", "gives no tokens now: HTTP status 404", "check token_url", false},
		{"too often", signin.Other, 429, "slow_down_please", "", "gives no tokens now", "", false},
		{"trouble of its own", signin.Other, 500, "server_error", "", "trouble of its own", "", false},
		{"later", signin.Other, 503, "temporarily_unavailable", "", "for the moment", "", false},
		{"unknown", signin.Other, 400, "strange_error", "it\r\nis \x1b[31mso", "refuses to give a token: strange_error, it", "look the code up", true},
	} {
		a.Refuse(test.status, test.code, test.description)
		settings := byItself(a)
		settings.Provider = test.provider
		_, err := signin.New(settings).Token(t.Context(), "")
		e := asError(t, err)
		if e.Permanent() != test.permanent || !strings.Contains(e.Error(), test.says) || !strings.Contains(e.Hint(), test.try) {
			t.Errorf("%s: permanent %v: %v; try: %s", test.name, e.Permanent(), e, e.Hint())
		}
		if strings.Contains(e.Error(), "Trace ID") || strings.ContainsAny(e.Error(), "\r\n\x1b") {
			t.Errorf("%s: the error holds what is not for people: %q", test.name, e.Error())
		}
	}
}

// A server that is not what it should be is told so, gets no secret that it does
// not have, and has none of ours repeated.
func TestHostileAnswers(t *testing.T) {
	c := newClock()
	a := signintest.NewAuthority(c.Now)
	for _, test := range []struct {
		name   string
		answer func(http.ResponseWriter) bool
		says   string
	}{
		{"a page of a proxy", saying(200, "text/html", "<html>Welcome to the guest network"), "makes no sense"},
		{"nothing", saying(200, "application/json", ""), "makes no sense"},
		{"no token", saying(200, "application/json", "{}"), "makes no sense"},
		{"a token that ends a field", saying(200, "application/json", `{"access_token":"a\u0001\u0001user=b"}`), "makes no sense"},
		{"a refresh token that ends a line", saying(200, "application/json", `{"access_token":"a","refresh_token":"b\nc"}`), "makes no sense"},
		{"a token without end", saying(200, "application/json", `{"access_token":"`+strings.Repeat("a", 100_000)+`"}`), "makes no sense"},
		{"an answer without end", saying(200, "application/json", `{"access_token":"`+strings.Repeat("a", 5<<20)+`"}`), "makes no sense"},
		{"a token of another kind", saying(200, "application/json", `{"access_token":"a","token_type":"mac"}`), "makes no sense"},
		{"somewhere else", func(w http.ResponseWriter) bool {
			w.Header().Set("Location", "https://login.evil.example/token")
			w.WriteHeader(http.StatusTemporaryRedirect) // which would repeat the body
			return true
		}, "HTTP status 307"},
		{"our secret", saying(400, "application/json", `{"error":"invalid_client","error_description":"you said `+signintest.Secret+`"}`), "you said ..."},
		{"our secret as code", saying(400, "application/json", `{"error":"`+signintest.Secret+`"}`), "refuses to give a token: ..."},
		{"a long story", saying(400, "application/json", `{"error":"invalid_client","error_description":"`+strings.Repeat("la ", 10_000)+`"}`), "la la"},
	} {
		a.Answer(test.answer)
		settings := byItself(a)
		settings.Transport = elsewhere{t, a}
		_, err := signin.New(settings).Token(t.Context(), "")
		if e := asError(t, err); !strings.Contains(e.Error(), test.says) || strings.Contains(e.Error(), signintest.Secret) || len(e.Error()) > 600 {
			t.Errorf("%s: %v", test.name, e)
		}
	}
	// Strange lives of a good token are bounded.
	for expires, want := range map[string]time.Duration{
		`60`: time.Minute, `"120"`: 2 * time.Minute, `-5`: 30 * time.Minute, `null`: 30 * time.Minute, `1000000`: 24 * time.Hour, `"soon"`: 0,
	} {
		a.Answer(saying(200, "application/json", `{"access_token":"a","expires_in":`+expires+`}`))
		s := signin.New(byItself(a))
		_, err := s.Token(t.Context(), "")
		if want == 0 {
			asError(t, err)
		} else if got := s.Health().Until.Sub(c.Now()); got != want || err != nil {
			t.Errorf("expires_in %s: lives %s, %v; want %s", expires, got, err, want)
		}
	}
}

// elsewhere notices when a request goes to another host.
type elsewhere struct {
	t *testing.T
	http.RoundTripper
}

func (e elsewhere) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Host != "login.example.org" {
		e.t.Errorf("%s was asked", r.URL)
	}
	return e.RoundTripper.RoundTrip(r)
}

// silent never answers.
type silent struct{}

func (silent) RoundTrip(r *http.Request) (*http.Response, error) {
	<-r.Context().Done()
	return nil, r.Context().Err()
}

// A server that says nothing is given up after half a minute, and tried again
// later.
func TestSilence(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		a := signintest.NewAuthority(time.Now)
		settings := byItself(a)
		settings.Transport = silent{}
		_, err := signin.New(settings).Token(t.Context(), "")
		if e := asError(t, err); e.Permanent() || !strings.Contains(e.Error(), "did not answer") || time.Since(begun) != 30*time.Second {
			t.Errorf("after %s: %v", time.Since(begun), e)
		}
	})
}

// A secret that cannot be read is told by whoever keeps it.
func TestNoSecret(t *testing.T) {
	a := signintest.NewAuthority(newClock().Now)
	settings := byItself(a)
	settings.Secret = func() (string, error) { return "", errors.New("no such file") }
	_, err := signin.New(settings).Token(t.Context(), "")
	if e := asError(t, err); !e.Permanent() || !strings.Contains(e.Error(), "no such file") || len(a.Requests()) != 0 {
		t.Error(e)
	}
}

// Whatever a server answers, there is a token that can be sent to a mail server,
// or an error in one line that holds no secret.
func FuzzAnswer(f *testing.F) {
	f.Add(200, "application/json", `{"access_token":"a","expires_in":"60","refresh_token":"b"}`)
	f.Add(400, "application/json", `{"error":"invalid_client","error_description":"AADSTS7000222: expired\r\nTrace ID: 1"}`)
	f.Add(200, "application/x-www-form-urlencoded", "access_token=a&expires_in=60")
	f.Add(302, "text/html", "<html>")
	f.Fuzz(func(t *testing.T, status int, contentType, body string) {
		if status < 100 || status > 999 {
			return
		}
		c := newClock()
		a := signintest.NewAuthority(c.Now)
		a.Answer(saying(status, contentType, strings.ReplaceAll(body, "SECRET", signintest.Secret)))
		s := signin.New(byItself(a))
		got, err := s.Token(t.Context(), "")
		if err == nil {
			if got == "" || strings.ContainsFunc(got, func(r rune) bool { return r <= ' ' || r > '~' }) || s.Health().Until.Sub(c.Now()) <= 0 {
				t.Errorf("a token %q until %s", got, s.Health().Until)
			}
			return
		}
		if e := asError(t, err); strings.Contains(e.Error(), signintest.Secret) || strings.ContainsAny(e.Error(), "\r\n\x00\x1b") {
			t.Errorf("%q", e.Error())
		}
	})
}

// Whatever a token file holds, it is a refresh token of ours or an error that
// tells nothing of it.
func FuzzTokenFile(f *testing.F) {
	f.Add(`{"refresh_token":"r","client_id":"medelbot-app","token_url":"https://login.example.org/token","used":"2026-03-02T08:00:00Z"}`)
	f.Add(`{"refresh_token":"r\n","client_id":"medelbot-app"}`)
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		a := signintest.NewAuthority(newClock().Now)
		path := filepath.Join(t.TempDir(), "t")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		s := signin.New(byPerson(a, path))
		_, err := s.Token(t.Context(), "")
		e := asError(t, err) // the authority knows no such token
		if asked := a.Requests(); len(asked) > 0 && !strings.Contains(e.Error(), "no longer valid") {
			t.Errorf("%v", e)
		} else if len(asked) == 0 && !strings.Contains(e.Error(), path) {
			t.Errorf("%v", e)
		}
		s.Expiries()
	})
}
