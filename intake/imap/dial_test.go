package imap

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"medelbot/intake/internal/imaptest"
)

func account(url string) Account {
	return Account{URL: url, Username: imaptest.User, Password: func() (string, error) { return imaptest.Password, nil }}
}

// asError returns err as an *Error, with the hint that a person would see.
func asError(t *testing.T, err error) *Error {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("%v (%T) is no *Error", err, err)
	}
	return e
}

func TestTLS(t *testing.T) {
	soon := time.Now().Add(time.Hour)
	good, goodFile := imaptest.Certificate(t, "", soon)
	expired, expiredFile := imaptest.Certificate(t, "", time.Now().Add(-time.Hour))
	other, otherFile := imaptest.Certificate(t, "imap.skr.example", soon)
	noCert := filepath.Join(t.TempDir(), "none.pem")
	if err := os.WriteFile(noCert, []byte("nothing"), 0o600); err != nil {
		t.Fatal(err)
	}
	implicit, starttls := imaptest.StartMemoryTLS(t, good).URL, imaptest.StartMemorySTARTTLS(t, good).URL
	plain := imaptest.StartMemory(t, nil).URL
	for _, test := range []struct {
		name, url, caFile string
		trouble           Trouble
		says, hint        string
	}{
		{"trusted", implicit, goodFile, "", "", ""},
		{"trusted by STARTTLS", starttls, goodFile, "", "", ""},
		{"unknown authority", implicit, "", BadCert, "an authority that is not trusted", "ca_file"},
		{"unknown authority by STARTTLS", starttls, "", BadCert, "an authority that is not trusted", "ca_file"},
		{"another authority", implicit, otherFile, BadCert, "an authority that is not trusted", "ca_file"},
		{"expired", imaptest.StartMemoryTLS(t, expired).URL, expiredFile, BadCert, "has expired", "renew"},
		{"another name", imaptest.StartMemorySTARTTLS(t, other).URL, otherFile, BadCert, "belongs to another name", "name"},
		{"no TLS there", strings.Replace(plain, "imap:", "imaps:", 1), goodFile, NoTLS, "does not answer in TLS", "imap+starttls"},
		{"no STARTTLS there", strings.Replace(plain, "imap:", "imap+starttls:", 1), goodFile, NoTLS, "does not offer STARTTLS", "imaps"},
		{"no such file", implicit, "/no/such/file.pem", BadSettings, "ca_file", "check ca_file"},
		{"no certificate in the file", implicit, noCert, BadSettings, "holds no certificate", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := account(test.url)
			a.CAFile = test.caFile
			r, err := a.OpenReader(t.Context())
			if test.trouble == "" {
				if err != nil {
					t.Fatal(err)
				}
				r.Close()
				return
			}
			e := asError(t, err)
			if e.Trouble != test.trouble || !e.Permanent() || !strings.Contains(e.Error(), test.says) || !strings.Contains(e.Hint(), test.hint) {
				t.Errorf("%s: %v; try: %s", e.Trouble, e, e.Hint())
			}
		})
	}
}

// A server, or somebody between, that takes STARTTLS away gets no password.
func TestNoFallbackToPlain(t *testing.T) {
	for name, reply := range map[string]imaptest.Reply{
		"refused":   func(c *imaptest.Conn, tag, _ string) bool { c.Send("%s BAD no", tag); return true },
		"logged in": func(c *imaptest.Conn, tag, _ string) bool { c.Send("%s NO", tag); return true },
		"no TLS then": func(c *imaptest.Conn, tag, _ string) bool {
			c.Send("%s OK go ahead", tag)
			c.Send("* OK hello")
			return true
		},
		"silent": func(c *imaptest.Conn, _, _ string) bool { c.Hang(); return true },
	} {
		fake := imaptest.StartFake(t)
		if name == "logged in" {
			fake.Greet("* PREAUTH welcome")
		}
		fake.Misbehave(func(c *imaptest.Conn, tag, command string) bool {
			return command == "STARTTLS" && reply(c, tag, command)
		})
		a := account(strings.Replace(fake.URL, "imap:", "imap+starttls:", 1))
		if name == "silent" { // whatever else is slower than that gets no password either
			a.Timeouts.Connect = 100 * time.Millisecond
		}
		_, err := a.OpenReader(t.Context())
		asError(t, err)
		for _, c := range fake.Commands() {
			if strings.HasPrefix(c, "LOGIN") || strings.HasPrefix(c, "AUTHENTICATE") {
				t.Errorf("%s: sent %q in the open", name, c)
			}
		}
	}
}

func TestSTARTTLSWhereTLSIsSpoken(t *testing.T) {
	good, file := imaptest.Certificate(t, "", time.Now().Add(time.Hour))
	a := account(strings.Replace(imaptest.StartMemoryTLS(t, good).URL, "imaps:", "imap+starttls:", 1))
	a.CAFile = file
	_, err := a.OpenReader(t.Context())
	if e := asError(t, err); !strings.Contains(e.Hint(), "use imaps://") {
		t.Errorf("%v; try: %s", e, e.Hint())
	}
}

func TestCannotConnect(t *testing.T) {
	refuse := func(err error) func(context.Context, string, string) (net.Conn, error) {
		return func(context.Context, string, string) (net.Conn, error) { return nil, err }
	}
	for _, test := range []struct {
		name    string
		change  func(*Account)
		trouble Trouble
	}{
		{"refused", func(a *Account) { a.URL = "imap://127.0.0.1:1" }, Unreachable}, // nobody gets that port by chance
		{"unknown host", func(a *Account) { a.Dial = refuse(&net.DNSError{IsNotFound: true}) }, UnknownHost},
		{"no name service", func(a *Account) { a.Dial = refuse(&net.DNSError{IsTemporary: true}) }, UnknownHost},
		{"no route", func(a *Account) { a.Dial = refuse(errors.New("no route to host")) }, Unreachable},
		{"no answer", func(a *Account) {
			a.Timeouts.Connect = 10 * time.Millisecond
			a.Dial = func(ctx context.Context, _, _ string) (net.Conn, error) { <-ctx.Done(); return nil, ctx.Err() }
		}, Silent},
	} {
		a := account("imap://localhost:1")
		test.change(&a)
		_, err := a.OpenReader(t.Context())
		if e := asError(t, err); e.Trouble != test.trouble || e.Permanent() {
			t.Errorf("%s: %s, permanent %v: %v", test.name, e.Trouble, e.Permanent(), e)
		}
	}
	a := account("ftp://x")
	if _, err := a.OpenReader(t.Context()); asError(t, err).Trouble != BadSettings {
		t.Errorf("bad address: %v", err)
	}
}

func TestLogin(t *testing.T) {
	answer := func(line string) imaptest.Reply {
		return func(c *imaptest.Conn, tag, command string) bool {
			if strings.HasPrefix(command, "LOGIN") {
				c.Send("%s %s", tag, line)
				return true
			}
			return false
		}
	}
	for _, test := range []struct {
		name, caps string
		reply      imaptest.Reply
		trouble    Trouble
		permanent  bool
	}{
		{"wrong password", "IMAP4rev1", answer("NO [AUTHENTICATIONFAILED] no"), BadLogin, true},
		{"wrong password, said vaguely", "IMAP4rev1", answer("NO LOGIN failed."), BadLogin, true},
		{"come back later", "IMAP4rev1", answer("NO [UNAVAILABLE] backend is down"), Busy, false},
		{"too many logins", "IMAP4rev1", answer("NO [LIMIT] too many"), Busy, false},
		{"no password logins", "IMAP4rev1 LOGINDISABLED AUTH=XOAUTH2", nil, BadLogin, true},
	} {
		fake := imaptest.StartFake(t)
		fake.Offer(test.caps)
		fake.Misbehave(test.reply)
		_, err := account(fake.URL).OpenReader(t.Context())
		e := asError(t, err)
		if e.Trouble != test.trouble || e.Permanent() != test.permanent || strings.Contains(e.Error(), imaptest.Password) {
			t.Errorf("%s: %s: %v", test.name, e.Trouble, e)
		}
	}
	a := account(imaptest.StartMemory(t, nil).URL)
	a.Password = func() (string, error) { return "", errors.New("no such file") }
	if _, err := a.OpenReader(t.Context()); asError(t, err).Trouble != BadSettings {
		t.Errorf("no password: %v", err)
	}
}

// A goodbye for a greeting is told by the library in one of two ways, at random.
func TestGoodbyeAtFirst(t *testing.T) {
	fake := imaptest.StartFake(t)
	fake.Greet("* BYE too many connections")
	for range 50 {
		_, err := account(fake.URL).OpenReader(t.Context())
		if e := asError(t, err); e.Trouble != Busy || e.Permanent() {
			t.Fatalf("%s: %v", e.Trouble, e)
		}
	}
}

func TestMissingFolder(t *testing.T) {
	server := imaptest.StartMemory(t, nil, "Ansökningar", "Skräppost")
	r, err := account(server.URL).OpenReader(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	_, err = r.Examine(t.Context(), "Ansokningar")
	e := asError(t, err)
	if e.Trouble != NoFolder || !e.Permanent() || e.Hint() != `use one of "Ansökningar", "INBOX", "Skräppost"` {
		t.Errorf("%v; try: %s", e, e.Hint())
	}
	if _, err := r.Examine(t.Context(), "Ansökningar"); err != nil {
		t.Error(err)
	}
}

// A Reader cannot be asked to change anything: no method of its own or of the
// client within does.
func TestReaderCannotWrite(t *testing.T) {
	for _, of := range []reflect.Type{reflect.TypeFor[*Reader](), reflect.TypeFor[readOnly]()} {
		for m := range of.Methods() {
			if slices.ContainsFunc([]string{"store", "move", "copy", "expunge", "append", "create", "delete", "rename", "subscribe"},
				func(verb string) bool { return strings.Contains(strings.ToLower(m.Name), verb) }) {
				t.Errorf("%s has %s", of, m.Name)
			}
		}
	}
}

// More than any answer could hold ends the connection.
func TestFlood(t *testing.T) {
	client, server := net.Pipe()
	w := newWatch(client, "imap.skr.example:993")
	w.expect(time.Minute, 1000)
	go func() {
		for {
			if _, err := fmt.Fprintln(server, "* OK still here, and here, and here"); err != nil {
				return
			}
		}
	}()
	buffer := make([]byte, 512)
	var err error
	for read := 0; err == nil; {
		var n int
		n, err = w.Read(buffer)
		if read += n; read > 2000 {
			t.Fatal("it goes on and on")
		}
	}
	if reason, _ := w.why(); reason == nil || reason.Trouble != Confused {
		t.Errorf("reason %v", reason)
	}
}

func TestCheck(t *testing.T) {
	server := imaptest.StartMemory(t, imaptest.AllCaps(), "Junk")
	show := func(a Account, folders ...string) string {
		var lines []string
		for _, s := range a.Check(t.Context(), folders...) {
			line := s.Name + ": " + s.Detail
			if s.Err != nil {
				line = s.Name + ": " + string(asError(t, s.Err).Trouble)
			}
			lines = append(lines, line)
		}
		return strings.Join(lines, "\n")
	}
	address := strings.TrimPrefix(server.URL, "imap://")
	got := show(account(server.URL), "INBOX", "Junk", "Skräp")
	want := "connect: " + address + "\ntls: none (this machine only)\nlogin: as harald\n" +
		"capabilities: IDLE (new mail is told at once), MOVE, UIDPLUS\nfolder INBOX: found\nfolder Junk: found\nfolder Skräp: no_folder"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	wrong := account(server.URL)
	wrong.Username = "anette"
	if got := show(wrong, "INBOX"); !strings.HasSuffix(got, "login: bad_login") {
		t.Errorf("got\n%s", got)
	}
	if got := show(account("imaps://127.0.0.1:1")); got != "connect: unreachable" {
		t.Errorf("got\n%s", got)
	}
}

// A server that says goodbye in TLS before it closes has cut the connection
// like any other.
func TestGoodbyeInTLS(t *testing.T) {
	cert, caFile := imaptest.Certificate(t, "", time.Now().Add(time.Hour))
	server := imaptest.StartMemoryTLS(t, cert)
	a := account(server.URL)
	a.CAFile = caFile
	r, err := a.OpenReader(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if _, err := r.Examine(t.Context(), "INBOX"); err != nil {
		t.Fatal(err)
	}
	server.Stop()
	if _, err := r.Wait(t.Context(), time.Minute); asError(t, err).Trouble != Cut {
		t.Error(err)
	}
	if _, err := r.Search(t.Context(), 1, 0); asError(t, err).Trouble != Cut {
		t.Error(err)
	}
}
