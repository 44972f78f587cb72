package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"medelbot"
)

// A service of systemd finds its secrets in a folder that the environment names.
func TestCredential(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "secret_testbaddar"), []byte("hemligt\n"), 0o400); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, file, given string
		secret            string // "" if there is none
		try               string // part of the hint then
	}{
		{"given", "credential:secret_testbaddar", dir, "hemligt", ""},
		{"by hand", "credential:secret_testbaddar", "", "", "set CREDENTIALS_DIRECTORY to a folder that holds the file secret_testbaddar"},
		{"another name", "credential:imap", dir, "", "LoadCredential=imap:FILE"},
		{"mistyped", "credential:secret_testbader", dir, "", `"credential:secret_testbaddar", which the service was given`},
		{"without the folder's name", "credential:testbaddar", dir, "", `"credential:secret_testbaddar", which the service was given`},
		{"no name", "credential:", dir, "", "a name without a slash"},
		{"a path", "credential:../secret", dir, "", "a name without a slash"},
		{"the folder itself", "credential:..", dir, "", "a name without a slash"},
		{"a folder that is gone", "credential:imap", filepath.Join(dir, "gone"), "", "LoadCredential=imap:FILE"},
		{"a file all the same", filepath.Join(dir, "secret_testbaddar"), "", "hemligt", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv("CREDENTIALS_DIRECTORY", test.given)
			m := Mailbox{Name: "testbaddar", PasswordFile: test.file, dir: "/etc/medelbot"}
			got, err := m.Secret()
			if got != test.secret || (err == nil) != (test.secret != "") {
				t.Fatalf("got %q, %v", got, err)
			}
			if hint := medelbot.Hint(err); !strings.Contains(hint, test.try) {
				t.Errorf("hint %q lacks %q", hint, test.try)
			}
		})
	}
}

func TestSecret(t *testing.T) {
	dir := t.TempDir()
	c, err := Parse(filepath.Join(dir, "config.toml"), []byte(small))
	if err != nil {
		t.Fatal(err)
	}
	m := &c.Mailboxes[0]
	if _, err := m.Secret(); err == nil || !strings.Contains(err.Error(), "secret") {
		t.Errorf("a missing file gave %v", err)
	}
	for content, want := range map[string]string{"hemligt\n": "hemligt", "två ord \r\n": "två ord", "\n": ""} {
		if err := os.WriteFile(filepath.Join(dir, "secret"), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := m.Secret()
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q gave %q, %v", content, got, err)
		}
	}
	t.Setenv("MEDELBOT_TEST_SECRET", "ur miljön")
	c = parse(t, strings.Replace(small, `password_file = "secret"`, `password_env = "MEDELBOT_TEST_SECRET"`, 1))
	if got, err := c.Mailboxes[0].Secret(); got != "ur miljön" || err != nil {
		t.Errorf("the environment gave %q, %v", got, err)
	}
	c = parse(t, strings.NewReplacer(`password_file = "secret"`, `password = "öppet"`, "imaps://mail.example.org", "imap://127.0.0.1:1143").Replace(small))
	if got, err := c.Mailboxes[0].Secret(); got != "öppet" || err != nil {
		t.Errorf("the file gave %q, %v", got, err)
	}
}
