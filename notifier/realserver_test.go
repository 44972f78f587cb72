package notifier

import (
	"context"
	"crypto/x509"
	"os"
	"strings"
	"testing"

	"medelbot"
)

// realServer is a real mail server (Postfix) to send by. The tests that need
// it are skipped unless these are set, and fail instead where
// CI_REAL_SERVERS=1:
//
//	MEDELBOT_TEST_SMTP   smtp+starttls://127.0.0.1:PORT
//	MEDELBOT_TEST_CA     the server's certificate, a PEM file
//
// It must refuse 5xx@reject.test with 550 and 4xx@reject.test with 450 at RCPT,
// and take mail to discard.test.
func realServer(t *testing.T) *SMTP {
	t.Helper()
	url, ca := os.Getenv("MEDELBOT_TEST_SMTP"), os.Getenv("MEDELBOT_TEST_CA")
	if url == "" || ca == "" {
		if os.Getenv("CI_REAL_SERVERS") == "1" {
			t.Fatal("MEDELBOT_TEST_SMTP and MEDELBOT_TEST_CA must be set here")
		}
		t.Skip("SKIPPED: no real mail server; set MEDELBOT_TEST_SMTP and MEDELBOT_TEST_CA")
	}
	out, err := ParseURL(url)
	if err != nil {
		t.Fatal(err)
	}
	pem, err := os.ReadFile(ca)
	if err != nil {
		t.Fatal(err)
	}
	out.RootCAs = x509.NewCertPool()
	if !out.RootCAs.AppendCertsFromPEM(pem) {
		t.Fatalf("there is no certificate in %s", ca)
	}
	return &out
}

// counted counts the connections that are opened.
type counted struct {
	*SMTP
	opened int
}

func (c *counted) Open(ctx context.Context) (Conn, error) {
	c.opened++
	return c.SMTP.Open(ctx)
}

func TestRealServer(t *testing.T) {
	out := realServer(t)
	if err := out.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	m := queued(fixed, 25)
	for i := range m.letters {
		m.letters[i].To = strings.Replace(m.letters[i].To, "kronoberg.se", "discard.test", 1)
	}
	m.letters[3].To, m.letters[7].To = "5xx@reject.test", "4xx@reject.test"
	way := &counted{SMTP: out}
	n, err := outbox(m, way).Drain(t.Context())
	if n != 23 || err != nil || way.opened != 1 {
		t.Errorf("%d left over %d connections, %v: %s", n, way.opened, err, m.states())
	}
	if l := m.letter(4); l.State != medelbot.Failed || !strings.HasPrefix(l.Reason, "550 ") {
		t.Errorf("%s (%s)", l.State, l.Reason)
	}
	if l := m.letter(8); l.State != medelbot.Queued || !strings.HasPrefix(l.Reason, "450 ") {
		t.Errorf("%s (%s)", l.State, l.Reason)
	}
}

// A server that nobody vouches for gets no letter.
func TestRealServerUntrusted(t *testing.T) {
	out := realServer(t)
	out.RootCAs = x509.NewCertPool()
	if err := out.Check(t.Context()); err == nil || !strings.Contains(err.Error(), "an authority that is not trusted") {
		t.Errorf("%v", err)
	}
}
