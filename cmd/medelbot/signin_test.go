package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"medelbot/cmd/medelbot/signin/signintest"
	"medelbot/parser"
)

// tokenFund is a fund whose mailbox opens to access tokens only, with the servers
// for it.
type tokenFund struct {
	t         *testing.T
	dir       string
	authority *signintest.Authority
	mail      *signintest.Mail
	sent      int           // mails delivered
	later     time.Duration // how far the commands' clock is ahead
}

// newTokenFund makes one; table is what [mailbox.oauth2] holds besides the
// application and the addresses.
func newTokenFund(t *testing.T, mechanism, table string) *tokenFund {
	t.Helper()
	f := &tokenFund{t: t, dir: t.TempDir()}
	f.authority = signintest.NewAuthority(f.now)
	f.authority.Interval = time.Second
	server := httptest.NewServer(f.authority)
	t.Cleanup(server.Close)
	f.mail = signintest.StartMail(t, f.authority, mechanism)
	f.file("client-secret", signintest.Secret+"\n")
	f.file("config.toml", strings.NewReplacer("IMAP", f.mail.IMAP, "SMTP", f.mail.SMTP, "USER", signintest.User, "CLIENT", signintest.ClientID,
		"SERVER", server.URL, "TABLE", table, "YEAR", fmt.Sprint(time.Now().Year())).Replace(`
letters = "send"
[[mailbox]]
name = "testbaddar"
address = "USER"
imap = "IMAP"
smtp = "SMTP"
trusted_authserv = ["mx.example.org"]
auth = "oauth2"
[mailbox.oauth2]
client_id = "CLIENT"
client_secret_file = "client-secret"
token_url = "SERVER/token"
device_url = "SERVER/device"
auth_url = "SERVER/authorize"
scopes = ["mail"]
TABLE
[[coordinator]]
name = "Harald"
addresses = ["harald@example.org"]
role = "project leader"
[decision]
approvals = 1
[digest]
at = "23:59"
[[call]]
id = "testbadd"
opens = YEAR-01-01
closes = YEAR-12-31
elements = ["applicant", "amount", "account"]
`))
	return f
}

func (f *tokenFund) now() time.Time { return time.Now().Add(f.later) }

func (f *tokenFund) file(name, text string) {
	f.t.Helper()
	if err := os.WriteFile(filepath.Join(f.dir, name), []byte(text), 0o600); err != nil {
		f.t.Fatal(err)
	}
}

func (f *tokenFund) process(out io.Writer) process {
	return process{in: strings.NewReader(""), out: out, err: out, now: f.now, user: func() string { return "harald" }, read: parser.Read,
		config: filepath.Join(f.dir, "config.toml"), reload: func() (<-chan os.Signal, func()) { return nil, func() {} }}
}

// says runs a command, whose exit status must be as given, and looks for words in
// what it says, folded to one line.
func (f *tokenFund) says(status int, command string, words ...string) string {
	f.t.Helper()
	ctx, cancel := context.WithTimeout(f.t.Context(), time.Minute)
	defer cancel()
	var out bytes.Buffer
	got := execute(ctx, strings.Fields(command), f.process(&out))
	said := strings.Join(strings.Fields(out.String()), " ")
	if got != status {
		f.t.Errorf("%s: status %d, want %d:\n%s", command, got, status, out.String())
	}
	for _, w := range words {
		if !strings.Contains(said, w) {
			f.t.Errorf("%s: it does not say %q:\n%s", command, w, out.String())
		}
	}
	for _, secret := range []string{signintest.Secret, "refresh-", "access-"} {
		if strings.Contains(said, secret) {
			f.t.Errorf("%s: it tells %q:\n%s", command, secret, out.String())
		}
	}
	return said
}

// apply has another region apply.
func (f *tokenFund) apply() {
	f.t.Helper()
	regions := []string{"Skane skane.se", "Halland regionhalland.se", "Dalarna regiondalarna.se", "Uppsala regionuppsala.se"}
	name, domain, _ := strings.Cut(regions[f.sent], " ")
	f.sent++
	f.mail.Deliver(f.t, strings.NewReplacer("DOMAIN", domain, "REGION", name, "USER", signintest.User, "\n", "\r\n").Replace(
		"Authentication-Results: mx.example.org; dmarc=pass header.from=DOMAIN\nFrom: Ulla Hjort <ulla.hjort@DOMAIN>\nTo: USER\nSubject: Ansokan Patientkontrakt\nMessage-ID: <1@DOMAIN>\n\n"+
			"Region REGION ansoker om 45 000 kronor ur testbadden for Patientkontrakt.\n"), time.Now())
}

// An application that signs in by itself needs nobody. Each thing that can be
// wrong at the provider is told with what to do, mail and letters wait, and once
// it is mended each mail is answered once.
func TestApplicationAccess(t *testing.T) {
	t.Parallel()
	f := newTokenFund(t, "XOAUTH2", "provider = \"microsoft\"\ntenant = \"example.org\"\ngrant = \"client_credentials\"\nsecret_expires = 2099-12-31")
	f.says(0, "check", "client secret: ends on 2099-12-31, in", "access token: given by Microsoft to the application by its own right, good until",
		"imap login: as testbaddar@example.org, by access token", "ready to take letters")
	f.says(2, "login", "no mailbox of the configuration is logged in to by a person")
	f.says(2, "login testbaddar", "mailbox testbaddar needs no login by a person")
	f.says(0, "run --once")
	f.apply()

	for _, refusal := range []struct{ code, description, says, try string }{
		{"invalid_request", "AADSTS90002: Tenant 'example.org' not found.", "Microsoft knows no tenant of this name", "the directory (tenant) ID"},
		{"invalid_grant", "AADSTS65001: The user or administrator has not consented to use the application.", "nobody has consented", "Grant admin consent"},
		{"invalid_client", "AADSTS7000222: The provided client secret keys are expired.", "the client secret has expired", "make a new one"},
		{"invalid_client", "AADSTS7000215: Invalid client secret provided.", "the client secret is wrong", "the secret's Value"},
	} {
		f.authority.Refuse(401, refusal.code, refusal.description)
		f.says(1, "check", "WRONG testbaddar access token: "+refusal.says, "Try: ", refusal.try)
		f.says(1, "run --once", "there is no access token to log in with: "+refusal.says, refusal.try)
	}
	f.authority.Refuse(0, "", "")

	// The mailbox is not shared with the application, or out of reach.
	f.mail.Trouble(signintest.NotConnected())
	f.says(1, "check", "User is authenticated but not connected", "Try: wait; if it goes on", "full access to that mailbox")
	f.says(1, "run --once", "User is authenticated but not connected")
	f.mail.Trouble(nil)

	// SMTP AUTH is off for the mailbox; it is read all the same.
	f.mail.Login(535, [3]int{5, 7, 139}, "Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.")
	f.says(1, "check", "5.7.139", "Set-CASMailbox")
	f.says(1, "run --once", "5.7.139", "Set-CASMailbox")
	f.says(0, "cases", "Region Skåne")
	f.mail.Login(421, [3]int{4, 7, 0}, "too many logins")
	f.says(1, "check", "takes no logins now", "Try: wait")
	f.mail.Login(0, [3]int{}, "")
	if n := f.answers(); n != 0 {
		t.Errorf("%d answers left", n)
	}
	f.says(0, "check")
	for range 2 {
		f.later += time.Hour // the letter has its wait behind it
		f.says(0, "run --once")
		if n := f.answers(); n != 1 {
			t.Errorf("%d answers left, want 1", n)
		}
	}
}

// answers counts the letters to applicants that left.
func (f *tokenFund) answers() int {
	n := 0
	for _, letter := range f.mail.Letters() {
		if strings.Contains(letter, "ulla.hjort@") {
			n++
		}
	}
	return n
}

// A person logs in once. From then on the daemon lives on what it was given: a
// token that ends in the middle, one that rotates, one that is taken back and
// given anew.
func TestPersonalAccess(t *testing.T) {
	t.Parallel()
	f := newTokenFund(t, "OAUTHBEARER", "provider = \"other\"\ngrant = \"refresh_token\"\ntoken_file = \"testbaddar.token\"\nsecret_expires = 2020-12-31")
	f.authority.Rotate = true
	f.says(1, "check", "WRONG testbaddar login: nobody has logged in yet", "Try: medelbot login", "by the configuration it ended on 2020-12-31")
	f.authority.Agree()
	f.says(0, "login", "open https://login.example.org/device in any browser, enter the code ABCD-EFGH and log in", "Next: medelbot check")
	f.says(0, "check", "login: of 20", "to the person who logged in, good until")
	if err := os.Chmod(filepath.Join(f.dir, "testbaddar.token"), 0o644); err != nil {
		t.Fatal(err)
	}
	f.says(0, "check", "other users can read")
	f.says(0, "run --once")

	d := f.start()
	f.apply()
	d.awaitAnswers(1)

	// All access tokens end, and with them each connection.
	f.authority.Expire()
	f.mail.Goodbye()
	f.apply()
	d.awaitAnswers(2)
	if f.mail.Refused() == 0 {
		t.Error("no token was refused")
	}

	// The login is taken back: mail waits, and the log says what to do.
	f.authority.Revoke()
	f.authority.Expire()
	f.mail.Goodbye()
	f.apply()
	d.awaitLog("the login is no longer valid", "medelbot login")
	f.authority.Agree()
	page := &visitor{t: t}
	if status := execute(t.Context(), []string{"login", "--browser"}, f.process(page)); status != statusDone {
		t.Errorf("login --browser: status %d, %s", status, page.said.String())
	}
	d.awaitAnswers(3)
	d.stop()
	f.says(0, "check")
}

// visitor is where a command writes to; the page that it names is visited at
// once.
type visitor struct {
	t    *testing.T
	said bytes.Buffer
}

func (v *visitor) Write(p []byte) (int, error) {
	for word := range strings.FieldsSeq(string(p)) {
		if strings.Contains(word, "/authorize?") {
			go func() {
				r, err := http.Get(word)
				if err != nil {
					v.t.Error(err)
					return
				}
				r.Body.Close()
			}()
		}
	}
	return v.said.Write(p)
}

// running is a daemon in the middle of its work.
type running struct {
	*tokenFund
	ctx  context.Context // ends before the test would hang
	stop func()
	log  *logbook
}

// logbook keeps what a daemon logs.
type logbook struct {
	mu   sync.Mutex
	text strings.Builder
	more chan struct{} // holds a token once there is more
}

func (l *logbook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	nudge(l.more)
	return l.text.Write(p)
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func (f *tokenFund) start() *running {
	f.t.Helper()
	ctx, cancel := context.WithTimeout(f.t.Context(), time.Minute)
	d := &running{tokenFund: f, ctx: ctx, log: &logbook{more: make(chan struct{}, 1)}}
	ended := make(chan int, 1)
	go func() { ended <- execute(ctx, []string{"run"}, f.process(d.log)) }()
	var once sync.Once
	d.stop = func() {
		once.Do(func() {
			cancel()
			if status := <-ended; status != statusDone {
				f.t.Errorf("the daemon ended with status %d:\n%s", status, d.log)
			}
			for _, secret := range []string{signintest.Secret, "refresh-", "access-"} {
				if strings.Contains(d.log.String(), secret) {
					f.t.Errorf("the daemon logs %q:\n%s", secret, d.log)
				}
			}
		})
	}
	f.t.Cleanup(d.stop)
	return d
}

// awaitLog waits for words in the log.
func (d *running) awaitLog(words ...string) {
	d.t.Helper()
	d.await(func() bool {
		for _, w := range words {
			if !strings.Contains(d.log.String(), w) {
				return false
			}
		}
		return true
	})
}

// awaitAnswers waits until as many applicants are answered.
func (d *running) awaitAnswers(n int) {
	d.t.Helper()
	d.await(func() bool { return d.answers() >= n })
	if got := d.answers(); got != n {
		d.t.Errorf("%d answers left, want %d", got, n)
	}
}

// await looks whenever the daemon has logged something.
func (d *running) await(done func() bool) {
	d.t.Helper()
	for !done() {
		select {
		case <-d.log.more:
		case <-d.ctx.Done():
			d.t.Fatalf("it never came to that; the log:\n%s", d.log)
		}
	}
}
