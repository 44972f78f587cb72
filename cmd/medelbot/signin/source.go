package signin

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
)

// Settings make a Source. All of the first block must be set, TokenFile for
// RefreshToken only.
type Settings struct {
	Provider string // Microsoft, Google or Other
	Grant    string // ClientCredentials or RefreshToken
	Endpoint Endpoint
	ClientID string
	Clock    func() time.Time

	// Secret gives the application's secret, anew each time, so that a changed
	// file needs no restart; nil for an application that has none.
	Secret        func() (string, error)
	SecretExpires time.Time // the end of its last day; zero if nobody said
	TokenFile     string    // where the refresh token is kept
	RootCAs       *x509.CertPool
	// Transport replaces the network in tests; nil is https with RootCAs.
	Transport http.RoundTripper
}

// Source gives the access tokens of one mailbox to all that log in to it. It is
// safe for use by several goroutines: one of them asks, the others wait for it
// and get the same token.
type Source struct {
	Settings
	http *http.Client
	turn chan struct{} // holds one token while somebody asks
	// unkept is a refresh token that came from the server and is not on disk
	// yet. Whose turn it is uses it.
	unkept *kept

	lock   sync.Mutex // guards what follows
	access string
	good   time.Time // until when access is handed out
	health Health
}

// Health is how the getting of tokens goes.
type Health struct {
	Obtained time.Time // when the newest access token came; zero if none has
	Until    time.Time // when that one ends
	// FailsSince is when the first request after that failed, and Err why the
	// newest one did. Both are zero while requests go well.
	FailsSince time.Time
	Err        error
}

// Expiry is something that signing in lives on, and when it ends.
type Expiry struct {
	Name string // "client secret" or "refresh token"
	At   time.Time
}

// Names of what ends.
const (
	ClientSecretEnds = "client secret"
	RefreshTokenEnds = "refresh token"
)

const (
	// early is how long before its end an access token is no longer handed out. A
	// connection to read mail is kept for 25 minutes, and Exchange Online ends it
	// with the token that it was opened with. Of a token that lives less than
	// twice as long it is half its life.
	early = 27 * time.Minute
	// patience bounds one request to the authorization server.
	patience = 30 * time.Second
	// usualLife is believed of an access token whose answer does not tell how
	// long it lives (RFC 6749, 5.1, only recommends that).
	usualLife = 30 * time.Minute
	// longestLife is believed of any: what it says beyond is of no use.
	longestLife = 24 * time.Hour
	// largestAnswer bounds what is read of one: some tokens and some words.
	largestAnswer = 256 << 10
	// longestToken bounds what is sent to mail servers, which end lines.
	longestToken = 16 << 10
)

// New makes a source and asks for nothing yet.
func New(s Settings) *Source {
	transport := s.Transport
	if transport == nil {
		transport = &http.Transport{
			Proxy:                  http.ProxyFromEnvironment,
			TLSClientConfig:        &tls.Config{RootCAs: s.RootCAs, MinVersion: tls.VersionTLS12},
			ForceAttemptHTTP2:      true,
			MaxResponseHeaderBytes: 64 << 10,
			IdleConnTimeout:        patience,
		}
	}
	return &Source{Settings: s, turn: make(chan struct{}, 1), http: &http.Client{
		Transport: bounded{transport},
		// The request holds secrets: nobody but the one it is for gets them.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// bounded bounds time and size of each answer. It reads the whole of it, for
// x/oauth2 leaves some bodies unclosed.
type bounded struct{ http.RoundTripper }

func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(r.Context(), patience)
	defer cancel()
	answer, err := b.RoundTripper.RoundTrip(r.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(io.LimitReader(answer.Body, largestAnswer))
	if err := errors.Join(err, answer.Body.Close()); err != nil {
		return nil, err
	}
	answer.Body = io.NopCloser(bytes.NewReader(body))
	return answer, nil
}

// Token gives an access token. rejected is one that a mail server has just
// refused, "" if none was: another one is asked for then, even if that one was
// thought to live. Its errors are an *Error.
func (s *Source) Token(ctx context.Context, rejected string) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return "", ctx.Err()
	}
	if token := s.cached(rejected); token != "" {
		return token, nil
	}
	token, err := s.fetch(ctx)
	if err != nil && ctx.Err() != nil {
		return "", ctx.Err() // it says nothing of the server
	}
	s.note(token, err)
	if err != nil {
		return "", err
	}
	return token.AccessToken, nil
}

func (s *Source) cached(rejected string) string {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.access == rejected || !s.Clock().Before(s.good) {
		return ""
	}
	return s.access
}

// note keeps what came of a request.
func (s *Source) note(token *oauth2.Token, err error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	now := s.Clock()
	if err != nil {
		if s.health.Err == nil {
			s.health.FailsSince = now
		}
		s.health.Err = err
		return
	}
	lives := life(token)
	s.access, s.good = token.AccessToken, now.Add(lives-min(early, lives/2))
	s.health = Health{Obtained: now, Until: now.Add(lives)}
}

// fetch asks the authorization server.
func (s *Source) fetch(ctx context.Context) (*oauth2.Token, error) {
	if s.Grant == RefreshToken {
		return s.refresh(ctx)
	}
	secret, err := s.secret()
	if err != nil {
		return nil, err
	}
	conf := clientcredentials.Config{ClientID: s.ClientID, ClientSecret: secret, TokenURL: s.Endpoint.TokenURL,
		Scopes: s.Endpoint.Scopes, AuthStyle: oauth2.AuthStyleInParams}
	token, err := conf.Token(s.context(ctx))
	return s.judge(token, err, secret)
}

// context hands our client to x/oauth2.
func (s *Source) context(ctx context.Context) context.Context {
	return context.WithValue(ctx, oauth2.HTTPClient, s.http)
}

func (s *Source) secret() (string, error) {
	if s.Secret == nil {
		return "", nil
	}
	secret, err := s.Secret()
	if err != nil {
		return "", &Error{Message: "the application's secret cannot be read", Err: err}
	}
	return secret, nil
}

func (s *Source) config(secret string) *oauth2.Config {
	return &oauth2.Config{ClientID: s.ClientID, ClientSecret: secret, Scopes: s.Endpoint.Scopes, Endpoint: oauth2.Endpoint{
		TokenURL: s.Endpoint.TokenURL, AuthURL: s.Endpoint.AuthURL, DeviceAuthURL: s.Endpoint.DeviceURL, AuthStyle: oauth2.AuthStyleInParams}}
}

// judge looks at what a server gave: it is not trusted to be in order. secrets
// are what an error must not repeat.
func (s *Source) judge(token *oauth2.Token, err error, secrets ...string) (*oauth2.Token, error) {
	if err != nil {
		return nil, s.explain(err, secrets...)
	}
	switch {
	case !bearable(token.AccessToken), token.RefreshToken != "" && !bearable(token.RefreshToken):
		err = errors.New("the token is empty, too long or holds characters that no token has")
	case token.TokenType != "" && !strings.EqualFold(token.TokenType, "bearer"):
		err = fmt.Errorf("the token is of another kind than \"Bearer\"")
	default:
		return token, nil
	}
	return nil, &Error{Message: fmt.Sprintf("the answer of %s makes no sense", s.Server()), Try: "check token_url, and whether a proxy answers in its place", Passing: true, Err: err}
}

// bearable reports whether a token can be sent to a mail server as it is: a
// control character would end its field there (RFC 6750, 2.1).
func bearable(token string) bool {
	return token != "" && len(token) <= longestToken && !strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' })
}

// life is how long an access token lives by its own answer.
func life(token *oauth2.Token) time.Duration {
	d := seconds(token.Extra("expires_in"))
	if d <= 0 {
		return usualLife
	}
	return min(d, longestLife)
}

// seconds reads a number of seconds as servers write it; 0 if it is none.
func seconds(v any) time.Duration {
	switch v := v.(type) {
	case float64:
		if v > 0 && v < 1e9 {
			return time.Duration(v) * time.Second
		}
	case int64:
		return seconds(float64(v))
	case string:
		n, err := strconv.ParseFloat(v, 64)
		if err == nil {
			return seconds(n)
		}
	}
	return 0
}

// Server names the authorization server in a sentence.
func (s *Source) Server() string { return provided(s.Provider, s.Endpoint.TokenURL) }

// Health tells how the getting of tokens goes. It may be called at any time.
func (s *Source) Health() Health {
	s.lock.Lock()
	defer s.lock.Unlock()
	return s.health
}

// Expiries lists what ends: the client secret, if its last day is known, and the
// refresh token, if it dies of disuse or of age. It may be called at any time,
// and asks nobody but the disk.
func (s *Source) Expiries() []Expiry {
	var all []Expiry
	if !s.SecretExpires.IsZero() {
		all = append(all, Expiry{Name: ClientSecretEnds, At: s.SecretExpires})
	}
	if s.Grant != RefreshToken {
		return all
	}
	if login, err := s.Login(); err == nil && !login.Dies.IsZero() {
		all = append(all, Expiry{Name: RefreshTokenEnds, At: login.Dies})
	}
	return all
}
