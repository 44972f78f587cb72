package signin_test

import (
	"crypto/x509"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"medelbot/cmd/medelbot/signin"
	"medelbot/cmd/medelbot/signin/signintest"
	"medelbot/intake/imap"
	"medelbot/notifier"
)

// tokenUser is who the real servers take the tokens to be of.
const tokenUser = "anna@fund.test"

// tokenInfo answers a mail server that asks whether a token is good.
func tokenInfo(a *signintest.Authority) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !a.Takes(r.FormValue("access_token")) {
			http.Error(w, `{"error":"invalid_token"}`, http.StatusUnauthorized)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]string{"username": tokenUser}) // a server that is gone needs no answer
	}
}

// A real Dovecot and Postfix take the tokens as the embedded servers do, by each
// mechanism, and say so when one has ended. Skipped without MEDELBOT_TEST_SERVERS,
// the folder with the servers' scripts; needs root.
func TestRealServersToken(t *testing.T) {
	scripts := os.Getenv("MEDELBOT_TEST_SERVERS")
	if scripts == "" {
		if os.Getenv("CI_REAL_SERVERS") == "1" {
			t.Fatal("MEDELBOT_TEST_SERVERS must be set here")
		}
		t.Skip("SKIPPED: no real mail servers; set MEDELBOT_TEST_SERVERS to the folder with their scripts")
	}
	for _, mechanism := range []string{"oauthbearer xoauth2", "xoauth2"} {
		t.Run(mechanism, func(t *testing.T) {
			a := signintest.NewAuthority(time.Now)
			tokens := signin.New(byItself(a))
			account, sender := startServers(t, scripts, tokenInfo(a), mechanism)
			account.Token, sender.Token = tokens.Token, tokens.Token
			for _, change := range []func(){func() {}, a.Expire} {
				change()
				r, err := account.OpenReader(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				if _, err := r.Examine(t.Context(), "INBOX"); err != nil {
					t.Error(err)
				}
				r.Close()
				if err := sender.Check(t.Context()); err != nil {
					t.Error(err)
				}
			}
			a.Expire()
			if err := sender.Check(t.Context()); err != nil {
				t.Error(err)
			}
			account.Username = "berit@fund.test"
			_, err := account.OpenReader(t.Context())
			if err == nil || !strings.Contains(err.Error(), "does not take the access token for berit@fund.test") {
				t.Errorf("Anna's token for Berit's mailbox: %v", err)
			}
		})
	}
}

// startServers starts a Dovecot and a Postfix of the test's own.
func startServers(t *testing.T, scripts string, vouch http.Handler, mechanisms string) (imap.Account, *notifier.SMTP) {
	t.Helper()
	info := httptest.NewServer(vouch)
	t.Cleanup(info.Close)
	ports, err := exec.Command(filepath.Join(scripts, "free-ports"), "5").Output()
	if err != nil {
		t.Fatal(err)
	}
	port := strings.Fields(string(ports))
	// The servers' own users must get through, and t.TempDir is for this user alone.
	state, err := os.MkdirTemp("", "medelbot-token")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(state) })
	if err := os.Chmod(state, 0o755); err != nil {
		t.Fatal(err)
	}
	run := func(server, action string) {
		t.Helper()
		cmd := exec.Command(filepath.Join(scripts, server), action, filepath.Join(state, server))
		cmd.Env = append(os.Environ(), "IMAPS_PORT="+port[0], "IMAP_PORT="+port[1], "LMTP_PORT="+port[2], "AUTH_PORT="+port[3], "SMTP_PORT="+port[4],
			"TOKENINFO_URL="+info.URL+"/", "TOKEN_MECHANISMS="+mechanisms)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s %s: %v\n%s", server, action, err, out)
		}
	}
	for _, server := range []string{"dovecot", "postfix"} {
		t.Cleanup(func() { run(server, "down") })
		run(server, "up")
	}
	var roots []byte
	for _, server := range []string{"dovecot", "postfix"} {
		cert, err := os.ReadFile(filepath.Join(state, server, "cert.pem"))
		if err != nil {
			t.Fatal(err)
		}
		roots = append(roots, cert...)
	}
	ca := filepath.Join(state, "ca.pem")
	if err := os.WriteFile(ca, roots, 0o600); err != nil {
		t.Fatal(err)
	}
	sender, err := notifier.ParseURL("smtp+starttls://localhost:" + port[4])
	if err != nil {
		t.Fatal(err)
	}
	sender.Username, sender.RootCAs = tokenUser, x509.NewCertPool()
	sender.RootCAs.AppendCertsFromPEM(roots)
	return imap.Account{URL: "imaps://localhost:" + port[0], Username: tokenUser, CAFile: ca}, &sender
}
