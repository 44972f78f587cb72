package signin

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// Providers that are known by name.
const (
	Microsoft = "microsoft" // Microsoft 365: Entra ID and Exchange Online
	Google    = "google"    // Google Workspace and Gmail
	Other     = "other"     // whoever speaks OAuth 2.0; all addresses are given
)

// Grants: what a token is had for.
const (
	// ClientCredentials is the application's own right, given to it once by an
	// administrator (RFC 6749, 4.4).
	ClientCredentials = "client_credentials"
	// RefreshToken is a person's right, lent to the application (RFC 6749, 6).
	RefreshToken = "refresh_token"
)

// Endpoint is where an authorization server is reached, and for what.
type Endpoint struct {
	TokenURL  string
	AuthURL   string // where a person agrees in a browser; "" if not known
	DeviceURL string // where a device code is had; "" if not known or of no use
	Scopes    []string
}

// EndpointOf fills in what is known of a provider; what is given stands. An
// address that is not safe, or a tenant that is none, is an error.
//
// Google has a device endpoint, which grants none of the scopes that open a
// mailbox (its page "OAuth 2.0 for TV and Limited-Input Device Applications",
// allowed scopes): it is left out.
func EndpointOf(provider, tenant, grant string, given Endpoint) (Endpoint, error) {
	known := Endpoint{}
	switch provider {
	case Microsoft:
		if !tenants.MatchString(tenant) {
			return given, fmt.Errorf("%q is no tenant: it is the directory (tenant) ID of the organisation, or one of its domains", tenant)
		}
		base := "https://login.microsoftonline.com/" + tenant + "/oauth2/v2.0/"
		known = Endpoint{TokenURL: base + "token", AuthURL: base + "authorize", DeviceURL: base + "devicecode",
			Scopes: []string{"https://outlook.office.com/IMAP.AccessAsUser.All", "https://outlook.office.com/SMTP.Send", "offline_access"}}
		if grant == ClientCredentials {
			known.Scopes = []string{"https://outlook.office365.com/.default"}
		}
	case Google:
		known = Endpoint{TokenURL: "https://oauth2.googleapis.com/token", AuthURL: "https://accounts.google.com/o/oauth2/v2/auth",
			Scopes: []string{"https://mail.google.com/"}}
	}
	for _, u := range []struct {
		given *string
		known string
	}{{&given.TokenURL, known.TokenURL}, {&given.AuthURL, known.AuthURL}, {&given.DeviceURL, known.DeviceURL}} {
		if *u.given == "" {
			*u.given = u.known
		} else if err := CheckURL(*u.given); err != nil {
			return given, err
		}
	}
	if len(given.Scopes) == 0 {
		given.Scopes = known.Scopes
	}
	if given.TokenURL == "" {
		return given, errors.New("nobody knows where its tokens are had: token_url is missing")
	}
	return given, nil
}

// tenants are a directory's ID or one of its domains.
var tenants = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9.-]{0,253}[A-Za-z0-9])?$`)

// CheckURL tells what is wrong with the address of an authorization server:
// secrets go there, so that it must be https (RFC 6749, 3.2), but on this
// machine itself.
func CheckURL(s string) error {
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Hostname() == "" || u.User != nil || u.Fragment != "":
		return fmt.Errorf("%q is no address of an authorization server", s)
	case u.Scheme == "https", u.Scheme == "http" && loopback(u.Hostname()):
		return nil
	}
	return fmt.Errorf("%q would send secrets unprotected: it must begin with https://", s)
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// idle is how long a refresh token lives unused; 0 if that is not known.
//
// Microsoft: 90 days, each use gives a new one ("Refresh tokens in the Microsoft
// identity platform"). Google: six months ("Using OAuth 2.0 to Access Google
// APIs", refresh token expiration); in a project whose publishing status is
// "Testing" seven days from the login, which only the answer itself can tell.
func idle(provider string) time.Duration {
	const day = 24 * time.Hour
	switch provider {
	case Microsoft:
		return 90 * day
	case Google:
		return 180 * day
	}
	return 0
}

// loopbackHost is the host under which the browser comes back to this machine.
// RFC 8252, 8.3, prefers the address; Microsoft lets any port pass for the name
// alone.
func loopbackHost(provider string) string {
	if provider == Microsoft {
		return "localhost"
	}
	return "127.0.0.1"
}

// provided names a provider in a sentence.
func provided(provider, tokenURL string) string {
	switch provider {
	case Microsoft:
		return "Microsoft"
	case Google:
		return "Google"
	}
	if u, err := url.Parse(tokenURL); err == nil {
		return u.Host
	}
	return strings.TrimSpace(tokenURL)
}
