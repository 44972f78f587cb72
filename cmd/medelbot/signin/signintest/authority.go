// Package signintest holds the servers that the tests of signing in talk to: an
// authorization server, and IMAP and SMTP servers that let nobody in without one
// of its access tokens. Each can be told to misbehave as the real ones do.
package signintest

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// The one application that an Authority knows.
const (
	ClientID = "medelbot-app"
	Secret   = "client-secret-of-medelbot"
)

// Authority is an authorization server (RFC 6749, 8628, 7636) with one
// application and one person. It is an http.Handler, at /token, /device and
// /authorize.
type Authority struct {
	Clock func() time.Time
	Life  time.Duration // of access tokens
	// Interval is how often to ask while a person has not agreed (RFC 8628, 3.2).
	Interval time.Duration
	Public   bool // the application has no secret
	Rotate   bool // each use of a refresh token gives another one, and ends it

	mu       sync.Mutex
	count    int
	access   map[string]time.Time // tokens and their ends
	refresh  string               // the one that counts; "" none
	agreed   bool                 // the person has agreed to the device code
	verifier string               // challenge of PKCE that belongs to the code
	answer   func(w http.ResponseWriter) bool
	requests []url.Values
}

// NewAuthority makes one whose access tokens live an hour.
func NewAuthority(clock func() time.Time) *Authority {
	return &Authority{Clock: clock, Life: time.Hour, Interval: 5 * time.Second, access: map[string]time.Time{}}
}

// Agree lets the person agree to what is asked by device code.
func (a *Authority) Agree() { a.do(func() { a.agreed = true }) }

// Expire ends all access tokens now.
func (a *Authority) Expire() { a.do(func() { clear(a.access) }) }

// Revoke ends the person's login.
func (a *Authority) Revoke() { a.do(func() { a.refresh = "" }) }

// Refuse answers every request from now on with an error; a status of 0 ends
// that.
func (a *Authority) Refuse(status int, code, description string) {
	a.Answer(func(w http.ResponseWriter) bool {
		if status == 0 {
			return false
		}
		refuse(w, status, code, description)
		return true
	})
}

// Answer is asked before each answer; true means that it has answered itself.
func (a *Authority) Answer(answer func(w http.ResponseWriter) bool) {
	a.do(func() { a.answer = answer })
}

// Takes reports whether an access token lets anybody in.
func (a *Authority) Takes(token string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	end, ok := a.access[token]
	return ok && a.Clock().Before(end)
}

// RefreshToken is the one that counts.
func (a *Authority) RefreshToken() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.refresh
}

// Requests returns what was asked of the token endpoint, in order.
func (a *Authority) Requests() []url.Values {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.requests)
}

func (a *Authority) do(f func()) {
	a.mu.Lock()
	defer a.mu.Unlock()
	f()
}

// RoundTrip makes the authority an http.RoundTripper: a client reaches it without
// a network, so that time may be a test's own.
func (a *Authority) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	a.ServeHTTP(w, r)
	return w.Result(), nil
}

// ServeHTTP answers one request.
func (a *Authority) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if err := r.ParseForm(); err != nil {
		refuse(w, http.StatusBadRequest, "invalid_request", err.Error())
		return
	}
	if r.URL.Path == "/token" {
		a.requests = append(a.requests, r.PostForm)
	}
	if a.answer != nil && a.answer(w) {
		return
	}
	switch r.URL.Path {
	case "/authorize":
		a.authorize(w, r)
	case "/device":
		reply(w, map[string]any{"device_code": "device-code", "user_code": "ABCD-EFGH", "verification_uri": "https://login.example.org/device", "expires_in": 900, "interval": a.Interval.Seconds()})
	case "/token":
		a.token(w, r.PostForm)
	default:
		http.NotFound(w, r)
	}
}

// authorize is the page on which the person agrees at once.
func (a *Authority) authorize(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if q.Get("code_challenge_method") != "S256" || q.Get("client_id") != ClientID {
		refuse(w, http.StatusBadRequest, "invalid_request", "no PKCE")
		return
	}
	a.verifier = q.Get("code_challenge")
	back := url.Values{"code": {"the-code"}, "state": {q.Get("state")}}
	http.Redirect(w, r, q.Get("redirect_uri")+"/?"+back.Encode(), http.StatusFound)
}

func (a *Authority) token(w http.ResponseWriter, q url.Values) {
	if q.Get("client_id") != ClientID || !a.Public && q.Get("client_secret") != Secret {
		refuse(w, http.StatusUnauthorized, "invalid_client", "no such client")
		return
	}
	switch q.Get("grant_type") {
	case "client_credentials":
		a.give(w, false)
	case "refresh_token":
		if a.refresh == "" || q.Get("refresh_token") != a.refresh {
			refuse(w, http.StatusBadRequest, "invalid_grant", "Token has been expired or revoked.")
			return
		}
		a.give(w, a.Rotate)
	case "urn:ietf:params:oauth:grant-type:device_code":
		if !a.agreed {
			refuse(w, http.StatusBadRequest, "authorization_pending", "")
			return
		}
		a.give(w, true)
	case "authorization_code":
		sum := sha256.Sum256([]byte(q.Get("code_verifier")))
		if q.Get("code") != "the-code" || base64.RawURLEncoding.EncodeToString(sum[:]) != a.verifier {
			refuse(w, http.StatusBadRequest, "invalid_grant", "Bad code")
			return
		}
		a.give(w, true)
	default:
		refuse(w, http.StatusBadRequest, "unsupported_grant_type", "")
	}
}

// give answers with a fresh access token and, if so asked, a refresh token.
func (a *Authority) give(w http.ResponseWriter, refresh bool) {
	a.count++
	token := fmt.Sprintf("access-%d", a.count)
	a.access[token] = a.Clock().Add(a.Life)
	answer := map[string]any{"access_token": token, "token_type": "Bearer", "expires_in": int(a.Life.Seconds())}
	if refresh {
		a.refresh = fmt.Sprintf("refresh-%d", a.count)
		answer["refresh_token"] = a.refresh
	}
	reply(w, answer)
}

func reply(w http.ResponseWriter, answer map[string]any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(answer) // a client that is gone needs no answer
}

func refuse(w http.ResponseWriter, status int, code, description string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"error": code, "error_description": description})
}

// bearerOf finds user and token in the message of XOAUTH2 or OAUTHBEARER.
func bearerOf(message string) (user, token string) {
	for field := range strings.SplitSeq(message, "\x01") {
		if value, ok := strings.CutPrefix(field, "user="); ok {
			user = value
		}
		if _, value, ok := strings.Cut(field, "a="); ok && strings.HasPrefix(field, "n,") {
			user = strings.TrimSuffix(value, ",")
		}
		if value, ok := strings.CutPrefix(field, "auth=Bearer "); ok {
			token = value
		}
	}
	return user, token
}
