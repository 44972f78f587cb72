package signin

import (
	"context"
	"time"

	"golang.org/x/oauth2"
)

// refresh gets an access token for the refresh token on disk, and keeps the one
// that came in its place before anything is done with the answer. The file is
// read anew each time: another process may have changed it.
func (s *Source) refresh(ctx context.Context) (token *oauth2.Token, err error) {
	secret, err := s.secret()
	if err != nil {
		return nil, err
	}
	err = s.locked(ctx, func() error {
		k, err := s.newest()
		if err != nil {
			return err
		}
		asking, done := withGrace(ctx)
		defer done()
		token, err = s.config(secret).TokenSource(s.context(asking), &oauth2.Token{RefreshToken: k.Refresh}).Token()
		if token, err = s.judge(token, err, secret, k.Refresh); err != nil {
			return err
		}
		return s.keep(s.after(k, token))
	})
	if err != nil {
		return nil, err
	}
	return token, nil
}

// grace is how long an answer may still take when the program stops.
const grace = 5 * time.Second

// withGrace is a context that ends some seconds after ctx: the answer under way
// may hold the only refresh token that the server still takes. done ends it.
func withGrace(ctx context.Context) (lasting context.Context, done func()) {
	lasting, end := context.WithCancel(context.WithoutCancel(ctx))
	forget := context.AfterFunc(ctx, func() {
		timer := time.AfterFunc(grace, end)
		<-lasting.Done()
		timer.Stop()
	})
	return lasting, func() {
		forget()
		end()
	}
}

// newest is the refresh token to use. One that could not be written to disk the
// last time is there first: it is the only one that the server may still take,
// and a disk that is still full must be known before it is asked for another.
func (s *Source) newest() (kept, error) {
	k, err := s.read()
	if s.unkept != nil && err == nil && k.Changed.After(s.unkept.Changed) {
		s.unkept = nil // another process has got a newer one, or somebody has logged in anew
	}
	if s.unkept == nil {
		if err == nil {
			err = s.write(k) // nothing must come that cannot be kept
		}
		return k, err
	}
	k = *s.unkept
	return k, s.keep(k)
}

// keep writes the token to disk, or holds on to it until that can be done.
func (s *Source) keep(k kept) error {
	s.unkept = &k
	if err := s.write(k); err != nil {
		return err
	}
	s.unkept = nil
	return nil
}

// Close tries for the last time to write a refresh token that could not be written
// when it came, as on a disk that has room again by now. It must be called last.
func (s *Source) Close() error {
	if s.unkept == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	return s.locked(ctx, func() error {
		_, err := s.newest()
		return err
	})
}

// after is what to keep once an access token was had for k.
func (s *Source) after(k kept, token *oauth2.Token) kept {
	now := s.Clock().UTC()
	k.Used = now
	if token.RefreshToken != "" && token.RefreshToken != k.Refresh {
		k.Refresh, k.Changed = token.RefreshToken, now
	}
	// No standard has a name for it; Google and Keycloak have one each.
	for _, name := range []string{"refresh_token_expires_in", "refresh_expires_in"} {
		if d := seconds(token.Extra(name)); d > 0 {
			k.Ends = now.Add(d)
		}
	}
	return k
}

// first keeps the token that a person has just logged in for. It takes the place
// of whatever is there.
func (s *Source) first(ctx context.Context, token *oauth2.Token) error {
	if token.RefreshToken == "" {
		return &Error{Message: s.Server() + " gave no refresh token, so that nobody could sign in again in an hour",
			Try: "look whether the scopes ask for it (Microsoft: offline_access), and take this application's access back in the account before the next medelbot login"}
	}
	now := s.Clock().UTC()
	k := kept{ClientID: s.ClientID, TokenURL: s.Endpoint.TokenURL, LoggedIn: now, Changed: now}
	return s.locked(ctx, func() error { return s.write(s.after(k, token)) })
}
