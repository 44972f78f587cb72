package config

import (
	"time"

	"github.com/pelletier/go-toml/v2"

	"medelbot/cmd/medelbot/signin"
)

// byOAuth2 is the value of Mailbox.Auth under which OAuth2 counts.
const byOAuth2 = "oauth2"

// OAuth2 is how a mailbox's access tokens are had.
type OAuth2 struct {
	Provider         string         `toml:"provider"`
	Tenant           string         `toml:"tenant"` // of Microsoft
	ClientID         string         `toml:"client_id"`
	ClientSecretFile string         `toml:"client_secret_file"`
	ClientSecretEnv  string         `toml:"client_secret_env"`
	SecretExpires    toml.LocalDate `toml:"secret_expires"`
	Grant            string         `toml:"grant"`
	TokenFile        string         `toml:"token_file"`
	TokenURL         string         `toml:"token_url"`
	AuthURL          string         `toml:"auth_url"`
	DeviceURL        string         `toml:"device_url"`
	Scopes           []string       `toml:"scopes"`
}

// given reports whether the file has the table at all.
func (o *OAuth2) given() bool {
	return o.Provider != "" || o.Tenant != "" || o.ClientID != "" || o.ClientSecretFile != "" || o.ClientSecretEnv != "" || o.Grant != "" ||
		o.TokenFile != "" || o.TokenURL != "" || o.AuthURL != "" || o.DeviceURL != "" || len(o.Scopes) > 0 || o.SecretExpires != (toml.LocalDate{})
}

// checkAuth looks at how the mailbox logs in.
func (m *Mailbox) checkAuth(bad complain, key string) error {
	if err := oneOf(bad, key+".auth", m.Auth, "password", byOAuth2); err != nil {
		return err
	}
	if !m.ByOAuth2() {
		if m.OAuth2.given() {
			return bad(key+".oauth2", `this table counts only with auth = "oauth2"`, `auth = "oauth2", or take the table away`)
		}
		return m.checkSecret(bad, key)
	}
	if m.Password != "" || m.PasswordFile != "" || m.PasswordEnv != "" {
		return bad(key, `with auth = "oauth2" there is no password`, "take password_file and password_env away")
	}
	return m.OAuth2.check(bad, key+".oauth2")
}

func (o *OAuth2) check(bad complain, key string) error {
	switch {
	case o.Provider == "":
		return bad(key, `auth = "oauth2" needs to know whose tokens to use`, `provider = "microsoft", in a table [mailbox.oauth2] below the keys of the mailbox`)
	case o.ClientID == "":
		return bad(key, "the application has no client_id", "the ID that it was registered under")
	case o.Grant == "":
		return bad(key, "nothing says how the application signs in", `grant = "client_credentials", by itself, or "refresh_token", for a person`)
	}
	if err := oneOf(bad, key+".provider", o.Provider, signin.Microsoft, signin.Google, signin.Other); err != nil {
		return err
	}
	if err := oneOf(bad, key+".grant", o.Grant, signin.ClientCredentials, signin.RefreshToken); err != nil {
		return err
	}
	hasSecret := o.ClientSecretFile != "" || o.ClientSecretEnv != ""
	switch {
	case o.ClientSecretFile != "" && o.ClientSecretEnv != "":
		return bad(key, "the client secret is named twice", "client_secret_file or client_secret_env, not both")
	case o.Grant == signin.ClientCredentials && o.Provider == signin.Google:
		return bad(key+".grant", "Google opens no mailbox to an application's own credentials", `grant = "refresh_token"`)
	case o.Grant == signin.ClientCredentials && !hasSecret:
		return bad(key, "the application needs a secret to sign in by itself", `client_secret_file = "client-secret", a file that holds the secret alone`)
	case o.Grant == signin.RefreshToken && o.TokenFile == "":
		return bad(key, "there is no place to keep the refresh token", `token_file = "/var/lib/medelbot/mailbox.token", a file in a folder that medelbot may write`)
	case o.SecretExpires != (toml.LocalDate{}) && !hasSecret:
		return bad(key+".secret_expires", "there is no secret that could end", "client_secret_file, or take secret_expires away")
	}
	if _, err := o.endpoint(); err != nil {
		return bad(key, err.Error(), o.example())
	}
	return nil
}

// example shows what an address or a tenant looks like.
func (o *OAuth2) example() string {
	if o.Provider == signin.Microsoft && o.Tenant == "" {
		return `tenant = "example.org"`
	}
	return `token_url = "https://login.example.org/token"`
}

func (o *OAuth2) endpoint() (signin.Endpoint, error) {
	return signin.EndpointOf(o.Provider, o.Tenant, o.Grant, signin.Endpoint{TokenURL: o.TokenURL, AuthURL: o.AuthURL, DeviceURL: o.DeviceURL, Scopes: o.Scopes})
}

// ByOAuth2 reports whether the mailbox is logged in to by access tokens.
func (m *Mailbox) ByOAuth2() bool { return m.Auth == byOAuth2 }

// SignIn is how the mailbox's access tokens are had; zone is where the days of
// the configuration begin and end. Clock and RootCAs are for the caller to add.
func (m *Mailbox) SignIn(zone *time.Location) signin.Settings {
	endpoint, _ := m.OAuth2.endpoint() // it has been checked
	s := signin.Settings{Provider: m.OAuth2.Provider, Grant: m.OAuth2.Grant, Endpoint: endpoint, ClientID: m.OAuth2.ClientID,
		SecretExpires: end(m.OAuth2.SecretExpires, zone), TokenFile: resolve(m.dir, m.OAuth2.TokenFile)}
	if m.OAuth2.ClientSecretFile != "" || m.OAuth2.ClientSecretEnv != "" {
		s.Secret = m.ClientSecret
	}
	return s
}

// ClientSecret gives the application's secret. It is read anew each time, so
// that a new one needs no restart. White space at its end is not part of it.
func (m *Mailbox) ClientSecret() (string, error) {
	return m.secret("client secret", m.OAuth2.ClientSecretFile, m.OAuth2.ClientSecretEnv)
}

// ClientSecretPath is the file with the application's secret, "" if there is
// none.
func (m *Mailbox) ClientSecretPath() string { return secretPath(m.dir, m.OAuth2.ClientSecretFile) }
