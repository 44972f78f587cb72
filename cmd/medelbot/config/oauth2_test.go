package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"medelbot/cmd/medelbot/signin"
)

// byToken is small with a mailbox that is logged in to by tokens; table is what
// [mailbox.oauth2] holds, from line 6 on.
func byToken(table string) string {
	return strings.Replace(small, `password_file = "secret"`, "auth = \"oauth2\"\n[mailbox.oauth2]\n"+table, 1)
}

const (
	application = "provider = \"microsoft\"\ntenant = \"example.org\"\nclient_id = \"app\"\ngrant = \"client_credentials\"\nclient_secret_file = \"client-secret\"\n"
	person      = "provider = \"google\"\nclient_id = \"app\"\ngrant = \"refresh_token\"\ntoken_file = \"anna.token\"\n"
)

func TestSignIn(t *testing.T) {
	for _, test := range []struct {
		name, table string
		want        signin.Settings
		secret      bool
	}{
		{"the application itself at Microsoft", application + "secret_expires = 2027-12-31\n", signin.Settings{
			Provider: "microsoft", Grant: "client_credentials", ClientID: "app",
			Endpoint: signin.Endpoint{
				TokenURL:  "https://login.microsoftonline.com/example.org/oauth2/v2.0/token",
				AuthURL:   "https://login.microsoftonline.com/example.org/oauth2/v2.0/authorize",
				DeviceURL: "https://login.microsoftonline.com/example.org/oauth2/v2.0/devicecode",
				Scopes:    []string{"https://outlook.office365.com/.default"},
			},
			// The secret may be used until midnight in Sweden.
			SecretExpires: time.Date(2027, 12, 31, 23, 0, 0, 0, time.UTC).Add(-1),
		}, true},
		{"a person at Google", person, signin.Settings{
			Provider: "google", Grant: "refresh_token", ClientID: "app", TokenFile: filepath.Join("some", "where", "anna.token"),
			Endpoint: signin.Endpoint{TokenURL: "https://oauth2.googleapis.com/token", AuthURL: "https://accounts.google.com/o/oauth2/v2/auth", Scopes: []string{"https://mail.google.com/"}},
		}, false},
		{"a server of one's own", "provider = \"other\"\nclient_id = \"app\"\ngrant = \"refresh_token\"\ntoken_file = \"/var/lib/t\"\ntoken_url = \"http://127.0.0.1:8080/token\"\nscopes = [\"mail\"]\n", signin.Settings{
			Provider: "other", Grant: "refresh_token", ClientID: "app", TokenFile: "/var/lib/t",
			Endpoint: signin.Endpoint{TokenURL: "http://127.0.0.1:8080/token", Scopes: []string{"mail"}},
		}, false},
	} {
		c := parse(t, byToken(test.table))
		got := c.Mailboxes[0].SignIn(c.Zone())
		if (got.Secret != nil) != test.secret {
			t.Errorf("%s: a secret is asked for: %v, want %v", test.name, got.Secret != nil, test.secret)
		}
		got.Secret = nil
		if !got.SecretExpires.IsZero() {
			got.SecretExpires = got.SecretExpires.UTC()
		}
		if d := cmp.Diff(test.want, got); d != "" {
			t.Errorf("%s: %s", test.name, d)
		}
	}
}

// What cannot work is said before anything is asked of anybody, with the line
// and what to write instead.
func TestOAuth2Complaints(t *testing.T) {
	for _, test := range []struct {
		name, text     string
		line           int
		key, says, try string
	}{
		{"no table", strings.Replace(small, `password_file = "secret"`, `auth = "oauth2"`, 1), 2, "mailbox.oauth2", "whose tokens", "[mailbox.oauth2]"},
		{"a password besides", strings.Replace(byToken(application), `auth =`, "password_file = \"secret\"\nauth =", 1), 2, "mailbox", "there is no password", "take password_file"},
		{"a table besides a password", strings.Replace(byToken(application), `auth = "oauth2"`, `password_file = "secret"`, 1), 6, "mailbox.oauth2", "counts only with", "auth"},
		{"unknown provider", byToken(strings.Replace(application, "microsoft", "mircosoft", 1)), 7, "mailbox.oauth2.provider", "unknown", "microsoft"},
		{"unknown key", byToken(application + "tenent = \"x\"\n"), 12, "mailbox.oauth2.tenent", "no such key", "tenant"},
		{"no client", byToken(strings.Replace(application, `client_id = "app"`, "", 1)), 6, "mailbox.oauth2", "client_id", "registered"},
		{"no grant", byToken(strings.Replace(application, `grant = "client_credentials"`, "", 1)), 6, "mailbox.oauth2", "how the application signs in", "client_credentials"},
		{"unknown grant", byToken(strings.Replace(application, "client_credentials", "password", 1)), 10, "mailbox.oauth2.grant", "unknown", "refresh_token"},
		{"no tenant", byToken(strings.Replace(application, `tenant = "example.org"`, "", 1)), 6, "mailbox.oauth2", "no tenant", "tenant ="},
		{"a tenant that leads elsewhere", byToken(strings.Replace(application, "example.org", "x/../../evil", 1)), 6, "mailbox.oauth2", "no tenant", ""},
		{"no secret", byToken(strings.Replace(application, `client_secret_file = "client-secret"`, "", 1)), 6, "mailbox.oauth2", "needs a secret", "client_secret_file"},
		{"two secrets", byToken(application + "client_secret_env = \"X\"\n"), 6, "mailbox.oauth2", "named twice", ""},
		{"Google's application by itself", byToken(strings.Replace(person, "refresh_token", "client_credentials", 1)), 9, "mailbox.oauth2.grant", "Google opens no mailbox", "refresh_token"},
		{"nowhere to keep the token", byToken(strings.Replace(person, `token_file = "anna.token"`, "", 1)), 6, "mailbox.oauth2", "no place to keep", "token_file"},
		{"the end of no secret", byToken(person + "secret_expires = 2027-12-31\n"), 11, "mailbox.oauth2.secret_expires", "no secret that could end", ""},
		{"a server of nobody", byToken(strings.Replace(person, "google", "other", 1)), 6, "mailbox.oauth2", "token_url is missing", "token_url ="},
		{"secrets in the open", byToken(strings.Replace(person, "google", "other", 1) + "token_url = \"http://login.example.org/token\"\n"), 6, "mailbox.oauth2", "must begin with https", ""},
	} {
		_, err := Parse("config.toml", []byte(test.text))
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%s: got error %v, want an *Error", test.name, err)
			continue
		}
		if e.Line != test.line || e.Key != test.key || !strings.Contains(e.Text, test.says) || !strings.Contains(e.Try, test.try) {
			t.Errorf("%s: got line %d, key %q: %s (try %s)\nwant line %d, key %q: ...%s... (try ...%s...)", test.name, e.Line, e.Key, e.Text, e.Try, test.line, test.key, test.says, test.try)
		}
	}
}

func TestClientSecret(t *testing.T) {
	dir := t.TempDir()
	c, err := Parse(filepath.Join(dir, "config.toml"), []byte(byToken(application)))
	if err != nil {
		t.Fatal(err)
	}
	m := &c.Mailboxes[0]
	if _, err := m.ClientSecret(); err == nil || !strings.Contains(err.Error(), "client-secret") {
		t.Errorf("a missing file gave %v", err)
	}
	for content, want := range map[string]string{"hemligt\n": "hemligt", "\n": ""} {
		if err := os.WriteFile(m.ClientSecretPath(), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, err := m.ClientSecret(); got != want || (err == nil) != (want != "") {
			t.Errorf("%q gave %q, %v", content, got, err)
		}
	}
	t.Setenv("CREDENTIALS_DIRECTORY", dir)
	if err := os.WriteFile(filepath.Join(dir, "secret_app"), []byte("av systemd"), 0o600); err != nil {
		t.Fatal(err)
	}
	c = parse(t, byToken(strings.Replace(application, `"client-secret"`, `"credential:secret_app"`, 1)))
	if got, err := c.Mailboxes[0].ClientSecret(); got != "av systemd" || err != nil {
		t.Errorf("systemd gave %q, %v", got, err)
	}
	t.Setenv("MEDELBOT_TEST_CLIENT_SECRET", "ur miljön")
	c = parse(t, byToken(strings.Replace(application, `client_secret_file = "client-secret"`, `client_secret_env = "MEDELBOT_TEST_CLIENT_SECRET"`, 1)))
	if got, err := c.Mailboxes[0].ClientSecret(); got != "ur miljön" || err != nil {
		t.Errorf("the environment gave %q, %v", got, err)
	}
}

// What the guides tell people to write is taken.
func TestGuides(t *testing.T) {
	found := 0
	for _, guide := range []string{"microsoft365.md", "google.md"} {
		text, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", guide))
		if err != nil {
			t.Fatal(err)
		}
		mailbox := ""
		for _, block := range strings.Split(string(text), "```toml\n")[1:] {
			block, _, _ = strings.Cut(block, "```")
			block = strings.ReplaceAll(block, "<Directory (tenant) ID>", "11111111-2222-3333-4444-555555555555")
			if before, _, ok := strings.Cut(block, "[mailbox.oauth2]"); ok && before != "" {
				mailbox = before
			} else {
				block = mailbox + block // "as above, but"
			}
			if _, err := Parse("config.toml", []byte(block)); err != nil {
				t.Errorf("%s: %v\n%s", guide, err, block)
			}
			found++
		}
	}
	if found != 3 {
		t.Errorf("%d configurations, want 3", found)
	}
}
