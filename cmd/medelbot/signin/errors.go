package signin

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/oauth2"
)

// Error is trouble with signing in, in words for a person. It never holds a
// token or a secret.
type Error struct {
	Message string // what happened and where, one sentence
	Try     string // what a person can do; "" if nothing but waiting
	Passing bool   // it may mend itself: try again later
	Err     error  // the cause; may be nil
}

// Error gives the message and its cause.
func (e *Error) Error() string {
	if e.Err == nil {
		return e.Message
	}
	return fmt.Sprintf("%s: %v", e.Message, e.Err)
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Hint is what a person can try, for the line after the error.
func (e *Error) Hint() string { return e.Try }

// Permanent reports whether trying again is useless until a person has changed
// something.
func (e *Error) Permanent() bool { return !e.Passing }

// explain makes an *Error of what x/oauth2 says of a request. secrets were part
// of that request.
func (s *Source) explain(err error, secrets ...string) error {
	var (
		refused *oauth2.RetrieveError
		request *url.Error
		cert    *tls.CertificateVerificationError
		dns     *net.DNSError
		slow    net.Error
	)
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &refused):
		return s.refusal(refused, secrets)
	case errors.As(err, &cert):
		return &Error{Message: fmt.Sprintf("the certificate of %s is not trusted here", s.Server()), Try: "if a proxy looks into TLS here, or the server's authority is your own, name its certificate (PEM) as ca_file", Err: cert.Err}
	case errors.As(err, &dns):
		return &Error{Message: fmt.Sprintf("the name %s cannot be looked up", dns.Name), Try: "check this machine's network and name service, and the spelling of token_url if there is one", Passing: true}
	case errors.As(err, &slow) && slow.Timeout():
		return &Error{Message: fmt.Sprintf("%s did not answer within %s", s.Server(), patience), Try: "check whether a firewall is in the way, or a proxy is needed (HTTPS_PROXY)", Passing: true}
	case errors.As(err, &request):
		return &Error{Message: fmt.Sprintf("%s cannot be reached", s.Server()), Try: "check this machine's network, and whether a proxy is needed (HTTPS_PROXY)", Passing: true, Err: request.Err}
	}
	// What is left is an answer that is none: its words could be the server's.
	return &Error{Message: fmt.Sprintf("the answer of %s makes no sense", s.Server()), Try: "check token_url, and whether a proxy answers in its place", Passing: true}
}

// refusal words an answer that gives no token.
func (s *Source) refusal(e *oauth2.RetrieveError, secrets []string) error {
	status := 0
	if e.Response != nil {
		status = e.Response.StatusCode
	}
	said := &Said{Code: clip(e.ErrorCode, 60, secrets), Text: firstLine(e.ErrorDescription, secrets), Status: status}
	for _, m := range meanings {
		if m.of(s.Provider, e.ErrorCode, e.ErrorDescription) {
			return &Error{Message: m.says, Try: m.try, Passing: m.passing, Err: said}
		}
	}
	if e.ErrorCode == "" || status >= 500 || status == http.StatusTooManyRequests {
		now := &Error{Message: fmt.Sprintf("%s gives no tokens now", s.Server()), Passing: true, Err: said}
		if status < 500 && status != http.StatusTooManyRequests { // no authorization server's way to refuse
			now.Try = "check token_url, and whether a proxy answers in its place"
		}
		return now
	}
	// A refusal with a code that we do not know: those are for people (RFC 6749, 5.2).
	return &Error{Message: fmt.Sprintf("%s refuses to give a token", s.Server()), Try: "look the code up in the documentation of the authorization server", Err: said}
}

// Said is what an authorization server answered (RFC 6749, 5.2).
type Said struct {
	Code   string // invalid_grant and its kin; "" if it gave none
	Text   string // its own words, one line, cut short
	Status int    // of HTTP
}

// Error gives code and words.
func (e *Said) Error() string {
	switch {
	case e.Code == "":
		return fmt.Sprintf("HTTP status %d", e.Status)
	case e.Text == "":
		return e.Code
	}
	return e.Code + ", " + e.Text
}

// firstLine is the part of a description that is for people: Microsoft adds
// lines with the numbers of its own logs.
func firstLine(text string, secrets []string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	line, _, _ = strings.Cut(line, " Trace ID:")
	return clip(strings.TrimSpace(line), 300, secrets)
}

// clip shortens what a server says and takes out what it must not repeat: a
// hostile one could send our secret back to have it logged.
func clip(text string, most int, secrets []string) string {
	for _, secret := range secrets {
		if secret != "" {
			text = strings.ReplaceAll(text, secret, "...")
		}
	}
	text = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "?"))
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "..."
	}
	return text
}

// meaning is what one refusal means, and what to do about it.
type meaning struct {
	provider string // "" of any
	code     string // of RFC 6749 and kin; "" any
	has      string // a part of the description; "" any
	says     string
	try      string
	passing  bool
}

// of reports whether a refusal is meant. A number of Microsoft's must stand
// alone: AADSTS50 is no AADSTS500.
func (m meaning) of(provider, code, description string) bool {
	if m.provider != "" && m.provider != provider || m.code != "" && m.code != code {
		return false
	}
	_, rest, found := strings.Cut(description, m.has)
	digit := rest != "" && rest[0] >= '0' && rest[0] <= '9'
	return found && !(m.has != "" && digit)
}
