package signin

import (
	"context"
	"errors"
	"net/url"
	"time"

	"golang.org/x/oauth2"
)

// Code is what a person enters in a browser, on any machine.
type Code struct {
	URL   string // where
	Code  string
	Until time.Time // it is of no use after that; zero if nobody said
}

// longestLogin bounds how long a person is waited for.
const longestLogin = time.Hour

// HasDevice reports whether a person can log in by device code.
func (s *Source) HasDevice() bool { return s.Endpoint.DeviceURL != "" }

// LoginByDevice asks a person, by way of show, to agree on whatever machine has a
// browser (RFC 8628), waits for that and keeps the refresh token.
func (s *Source) LoginByDevice(ctx context.Context, show func(Code)) error {
	ctx, cancel := context.WithTimeout(ctx, longestLogin)
	defer cancel()
	secret, err := s.begin(ctx)
	if err != nil {
		return err
	}
	conf := s.config(secret)
	var proof []oauth2.AuthCodeOption
	if secret != "" { // a confidential client proves itself here too (RFC 8628, 3.1)
		proof = append(proof, oauth2.SetAuthURLParam("client_secret", secret))
	}
	device, err := conf.DeviceAuth(s.context(ctx), proof...)
	if err != nil {
		return s.explain(err, secret)
	}
	if err := s.usable(device); err != nil {
		return err
	}
	show(Code{URL: device.VerificationURI, Code: device.UserCode, Until: device.Expiry})
	token, err := conf.DeviceAccessToken(s.context(ctx), device)
	if err != nil && ctx.Err() == nil && errors.Is(err, context.DeadlineExceeded) && !errors.As(err, new(*url.Error)) {
		return &Error{Message: "the code was not used in time", Try: "medelbot login, and enter the new code within its time"}
	}
	if token, err = s.judge(token, err, secret, device.DeviceCode); err != nil {
		return err
	}
	return s.first(ctx, token)
}

// begin gives the application's secret, once it is sure that what comes of a
// login can be kept: nobody is asked in vain.
func (s *Source) begin(ctx context.Context) (secret string, err error) {
	if err := s.hasRoom(ctx); err != nil {
		return "", err
	}
	return s.secret()
}

// usable looks at a server's answer before it is shown to a person and acted on.
func (s *Source) usable(d *oauth2.DeviceAuthResponse) error {
	u, err := url.Parse(d.VerificationURI)
	if err != nil || CheckURL(d.VerificationURI) != nil || u.Host == "" || !bearable(d.UserCode) || len(d.UserCode) > 100 || d.DeviceCode == "" {
		return &Error{Message: "the answer of " + s.Server() + " makes no sense: it names no page and code to enter", Try: "check device_url", Passing: true}
	}
	// The library multiplies it as it comes, and a negative one is a panic there.
	const shortest, longest = 1, 300
	if d.Interval != 0 {
		d.Interval = min(max(d.Interval, shortest), longest)
	}
	return nil
}
