package alarm

import (
	"bytes"
	"context"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/quotedprintable"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"medelbot"
	"medelbot/notifier"
)

// badLogin is a trouble that lasts.
func badLogin() Message {
	return Message{What: Fetch, Mailbox: "testbaddar", Since: start, Cause: "bad_login",
		Error: "the server does not accept the name and the password.", Try: "check the file in password_file"}
}

// The texts are the same for all ways.
func TestTexts(t *testing.T) {
	over := badLogin()
	over.Over, over.Cause, over.Error, over.Try, over.Fund = start.Add(90*time.Minute), "", "", "", "glantan"
	ends := Message{What: Expiry, Mailbox: "testbaddar", Secret: "client secret", Ends: start.AddDate(0, 0, 14), Since: start}
	renewed := ends
	renewed.Over = start.Add(time.Hour)
	for _, test := range []struct {
		m    Message
		want string
	}{
		{badLogin(), `medelbot: the mailbox testbaddar cannot be read.
It has been so since Friday 14 May 2021 at 06:00 UTC. Mail waits on the server until then; nothing is lost, and nobody is answered.
Why: the server does not accept the name and the password
Try: check the file in password_file
This is told once; medelbot goes on trying, and tells when it is over. medelbot check tells more.
`},
		{over, `medelbot: the mailbox testbaddar is read again (glantan).
It was not so from Friday 14 May 2021 at 06:00 UTC to Friday 14 May 2021 at 07:30 UTC.
`},
		{ends, `medelbot: the client secret of the mailbox testbaddar ends on 2021-05-28.
It ends on Friday 28 May 2021 at 06:00 UTC. After that the mailbox can be neither read nor sent from.
This is told once; medelbot goes on trying, and tells when it is over. medelbot check tells more.
`},
		{Message{What: Test, Mailbox: "testbaddar", Since: start}, "medelbot: a test: alarms about the mailbox testbaddar come this way.\nNothing is wrong. Somebody has tried it by medelbot check --alarm.\n"},
		{renewed, "medelbot: the client secret of the mailbox testbaddar has been renewed.\n"},
	} {
		if d := cmp.Diff(test.want, test.m.Text()); d != "" {
			t.Error(d)
		}
	}
	for what := range wordings {
		m := Message{What: what, Mailbox: "x", Since: start}
		if text := m.Text(); strings.Contains(text, "%!") || !strings.Contains(text, "mailbox x") {
			t.Error(text)
		}
	}
}

// script writes a program for the shell and gives its path.
func script(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "alarm")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+text), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

// The program gets the text, the facts and its arguments as they are, and none
// of our secrets.
func TestCommand(t *testing.T) {
	t.Setenv("MEDELBOT_PASSWORD", "hemligt")
	out := filepath.Join(t.TempDir(), "out")
	way := Command([]string{script(t, `{ cat; echo "args: $# $1"; env | grep -E '^MEDELBOT_' | sort; } >"$2"`), "$(id); 'x", out})
	if err := way.Check(t.Context()); err != nil {
		t.Error(err)
	}
	m := badLogin()
	m.Mailbox = "åäö; $(id)\x00"
	if err := way.Tell(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	want := m.Text() + `args: 2 $(id); 'x
MEDELBOT_ALARM_CAUSE=bad_login
MEDELBOT_ALARM_ENDS=
MEDELBOT_ALARM_ERROR=the server does not accept the name and the password.
MEDELBOT_ALARM_FUND=
MEDELBOT_ALARM_MAILBOX=åäö; $(id)
MEDELBOT_ALARM_OVER=
MEDELBOT_ALARM_SECRET=
MEDELBOT_ALARM_SINCE=2021-05-14T06:00:00Z
MEDELBOT_ALARM_STATE=failing
MEDELBOT_ALARM_SUBJECT=medelbot: the mailbox åäö; $(id) cannot be read
MEDELBOT_ALARM_TRY=check the file in password_file
MEDELBOT_ALARM_WHAT=fetch
`
	if d := cmp.Diff(want, string(text)); d != "" {
		t.Error(d)
	}
}

// A program has told once it has ended well, also if it has left something
// running that holds its output; what goes on is neither waited for nor ended.
func TestCommandLeavesChild(t *testing.T) {
	way := Command([]string{script(t, "sleep 3 & echo $!")})
	if err := way.Tell(t.Context(), badLogin()); err != nil {
		t.Error(err)
	}
}

// What comes by both of a program's outputs at a time is one text.
func TestCommandSaysByBoth(t *testing.T) {
	way := Command([]string{script(t, "for i in 1 2 3 4 5 6 7 8 9; do echo out; echo err >&2; done & for i in 1 2 3 4 5 6 7 8 9; do echo out; echo err >&2; done; wait; exit 1")})
	err := way.Tell(t.Context(), badLogin())
	if err == nil || !strings.Contains(err.Error(), "out") || !strings.Contains(err.Error(), "err") {
		t.Error(err)
	}
}

// A program that fails is quoted, within bounds; one that is not there is named;
// one that does not end is ended with all that it has started.
func TestCommandFails(t *testing.T) {
	for name, test := range map[string]struct{ program, want, try string }{
		"fails":    {script(t, "echo no network >&2; exit 3"), "the program alarm failed (exit status 3) and said: no network", "by hand"},
		"says":     {script(t, "while echo wwwwwwwwwwwwwwwwwww; do n=$((n+1)); [ $n -lt 5000 ] || exit 1; done"), "failed (exit status 1) and said: " + strings.Repeat("w", 19), "by hand"},
		"is none":  {"/no/such/program", "the program program cannot be started: ", "the path of a program"},
		"is a dir": {t.TempDir(), "cannot be started: ", "the path of a program"},
	} {
		err := Command([]string{test.program}).Tell(t.Context(), badLogin())
		if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(medelbot.Hint(err), test.try) || len(err.Error()) > 400 {
			t.Errorf("a program that %s gave %v (try %s)", name, err, medelbot.Hint(err))
		}
	}
	if err := Command([]string{"no-such-program"}).Check(t.Context()); err == nil || !strings.Contains(err.Error(), "no-such-program cannot be started") {
		t.Errorf("check: %v", err)
	}
	fifo := filepath.Join(t.TempDir(), "begun")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	go func() {
		defer stop()
		if text, err := os.ReadFile(fifo); err != nil || len(text) < 2 { // waits for the program
			t.Errorf("the program did not begin: %q, %v", text, err)
		}
	}()
	if err := Command([]string{script(t, `sleep 1000 & echo $! >"$1"; wait`), fifo}).Tell(ctx, badLogin()); err == nil {
		t.Error("a program that was ended has told")
	}
}

// The webhook gets the facts, the text and the secret, at the address that the
// configuration names and at no other.
func TestWebhook(t *testing.T) {
	var got map[string]string
	var auth, kind string
	status := http.StatusNoContent
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/hook" || r.Method != http.MethodPost {
			t.Errorf("%s %s", r.Method, r.URL)
		}
		auth, kind, got = r.Header.Get("Authorization"), r.Header.Get("Content-Type"), nil
		if err := json.NewDecoder(r.Body).Decode(&got); err != nil {
			t.Error(err)
		}
		w.Header().Set("Location", "/elsewhere")
		w.WriteHeader(status)
	}))
	defer server.Close()
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	secret := func() (string, error) { return "hemligt", nil }
	way := Webhook(server.URL+"/hook", secret, roots)
	m := badLogin()
	if err := way.Tell(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	if auth != "Bearer hemligt" || kind != "application/json" || got["text"] != m.Text() || got["what"] != "fetch" || got["state"] != "failing" || got["since"] != "2021-05-14T06:00:00Z" {
		t.Errorf("%s, %s, %v", auth, kind, got)
	}
	for _, status = range []int{http.StatusForbidden, http.StatusTemporaryRedirect} {
		err := way.Tell(t.Context(), m)
		if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("answered %d", status)) {
			t.Errorf("%d gave %v", status, err)
		}
	}
	if err := Webhook(server.URL+"/hook", secret, nil).Tell(t.Context(), m); err == nil || strings.Contains(err.Error(), "/hook") || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("a server that nobody vouches for: %v", err)
	}
	gone := errors.New("the file is gone")
	none := Webhook(server.URL+"/hook", func() (string, error) { return "", gone }, roots)
	if err := none.Tell(t.Context(), m); !errors.Is(err, gone) || !errors.Is(none.Check(t.Context()), gone) {
		t.Error(err)
	}
}

// server is a mail server that takes mail to some.
type server struct {
	open    error
	refuses string
	took    map[string][]byte
}

func (s *server) Open(context.Context) (notifier.Conn, error) { return s, s.open }
func (s *server) Close()                                      {}
func (s *server) Send(_ context.Context, from, to string, raw []byte) error {
	if strings.Contains(s.refuses, to) {
		return errors.New("550 no such user")
	}
	if from != "medelbot@drift.example" {
		return fmt.Errorf("from %s", from)
	}
	s.took[to] = raw
	return nil
}

// The mail can be read by any mail program, and is answered by no machine.
func TestSMTP(t *testing.T) {
	s := &server{took: map[string][]byte{}, refuses: "b@drift.example"}
	way := SMTP(Post{Server: s, From: "medelbot@drift.example", To: []string{"a@drift.example", "b@drift.example"},
		Clock: func() time.Time { return start }, Rand: bytes.NewReader(make([]byte, 48))})
	m := badLogin()
	m.Mailbox = "testbäddar"
	if err := way.Tell(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	read, err := mail.ReadMessage(bytes.NewReader(s.took["a@drift.example"]))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(read.Body))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.ReplaceAll(string(body), "\r\n", "\n"); got != m.Text() {
		t.Errorf("the mail says\n%s", got)
	}
	to, err := read.Header.AddressList("To")
	if err != nil || len(to) != 2 || read.Header.Get("Auto-Submitted") != "auto-generated" ||
		read.Header.Get("Subject") != "=?utf-8?q?medelbot:_the_mailbox_testb=C3=A4ddar_cannot_be_read?=" ||
		read.Header.Get("Message-Id") != "<alarm.000000000000000000000000@drift.example>" {
		t.Errorf("%v, %v", read.Header, err)
	}
	s.refuses += "a@drift.example"
	if err := way.Tell(t.Context(), m); err == nil || !strings.Contains(err.Error(), "takes no mail to any address") {
		t.Errorf("refused by all: %v", err)
	}
	s.open = errors.New("no answer")
	if err := way.Tell(t.Context(), m); !errors.Is(err, s.open) || !errors.Is(way.Check(t.Context()), s.open) {
		t.Errorf("out of reach: %v", err)
	}
}
