package intake

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	wire "github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"medelbot/intake/imap"
)

// The tests of this file talk to a real server, such as Dovecot. They are
// skipped unless these are set, and fail instead where CI_REAL_SERVERS=1:
//
//	MEDELBOT_TEST_IMAPS           imaps://127.0.0.1:PORT
//	MEDELBOT_TEST_IMAP_STARTTLS   imap+starttls://127.0.0.1:PORT
//	MEDELBOT_TEST_CA              the server's certificate, a PEM file
//	MEDELBOT_TEST_PASSWORD        every user's password
//
// Any user name must have an empty mailbox of its own.
func realServer(t testing.TB, variable string) imap.Account {
	t.Helper()
	url, password := os.Getenv(variable), os.Getenv("MEDELBOT_TEST_PASSWORD")
	if url == "" || password == "" {
		if os.Getenv("CI_REAL_SERVERS") == "1" {
			t.Fatalf("%s and MEDELBOT_TEST_PASSWORD must be set here", variable)
		}
		t.Skipf("SKIPPED: no real IMAP server; set %s, MEDELBOT_TEST_CA and MEDELBOT_TEST_PASSWORD", variable)
	}
	return imap.Account{
		URL: url, CAFile: os.Getenv("MEDELBOT_TEST_CA"),
		Username: fmt.Sprintf("intake-%d-%s", os.Getpid(), strings.ToLower(strings.NewReplacer("/", "-", "_", "-").Replace(t.Name()))),
		Password: func() (string, error) { return password, nil },
	}
}

func realRig(t *testing.T, change func(*Settings)) (*rig, *imap.Writer) {
	account := realServer(t, "MEDELBOT_TEST_IMAPS")
	r := newRig(t, account.URL, func(s *Settings) {
		s.Account = account
		if change != nil {
			change(s)
		}
	})
	r.clock.now = time.Now() // the server dates mail by the wall clock
	w := imap.NewWriter(account)
	t.Cleanup(w.Close)
	return r, w
}

func put(t *testing.T, w *imap.Writer, subject string, flags ...string) {
	t.Helper()
	if err := w.Append(t.Context(), "INBOX", flags, letter(subject)); err != nil {
		t.Fatal(err)
	}
}

func TestRealServer(t *testing.T) {
	r, w := realRig(t, nil)
	put(t, w, "old")
	same(t, "filed at the first start", told(r.once(t)), "")
	put(t, w, "new")
	put(t, w, "read and flagged", `\Seen`, `\Flagged`)
	same(t, "filed", told(r.once(t)), "2 new\n3 read and flagged")
	same(t, "filed again", told(r.once(t)), "")

	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- r.Run(ctx) }()
	for range 2 { // the second one is told of by IDLE in any case
		put(t, w, "told")
		same(t, "filed by Run", (<-r.ledger.filed).Reading.Subject, "told")
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	same(t, "gaps", len(r.ledger.lives[0].gaps), 0)
}

func TestRealServerKeywordAndMove(t *testing.T) {
	for _, how := range []AfterFiling{AfterKeyword, AfterMove} {
		t.Run(string(how), func(t *testing.T) {
			r, w := realRig(t, func(s *Settings) { s.AfterFiling = how; s.ProcessedFolder = "Läst" })
			r.once(t)
			put(t, w, "application")
			same(t, "filed", told(r.once(t)), "1 application")
			same(t, "waiting", len(r.marks.uids), 0)
			same(t, "filed again", told(r.once(t)), "")
			found := map[AfterFiling]string{AfterKeyword: "INBOX", AfterMove: "Läst"}[how]
			there, err := w.FindMessageID(t.Context(), found, "application@kronoberg.example")
			if err != nil || !there {
				t.Errorf("in %s: %v, %v", found, there, err)
			}
		})
	}
}

func TestRealServerGap(t *testing.T) {
	r, w := realRig(t, nil)
	r.once(t)
	put(t, w, "stays")
	put(t, w, "goes")
	client := rawClient(t, r.Account)
	if _, err := client.Select("INBOX", nil).Wait(); err != nil {
		t.Fatal(err)
	}
	deleted := &wire.StoreFlags{Op: wire.StoreFlagsAdd, Flags: []wire.Flag{wire.FlagDeleted}}
	if err := client.Store(wire.UIDSetNum(2), deleted, nil).Close(); err != nil {
		t.Fatal(err)
	}
	if err := client.Expunge().Close(); err != nil {
		t.Fatal(err)
	}
	same(t, "filed", told(r.once(t)), "1 stays")
	same(t, "gaps", r.ledger.lives[0].gaps, []string{"2-2"})
}

// A folder that is deleted and made again has another UIDVALIDITY.
func TestRealServerRenumbering(t *testing.T) {
	r, w := realRig(t, func(s *Settings) { s.Folder = "Ansökningar" })
	client := rawClient(t, r.Account)
	fill := func(subjects ...string) {
		t.Helper()
		if err := client.Create("Ansökningar", nil).Wait(); err != nil {
			t.Fatal(err)
		}
		for _, s := range subjects {
			if err := w.Append(t.Context(), "Ansökningar", nil, letter(s)); err != nil {
				t.Fatal(err)
			}
		}
	}
	fill("old")
	same(t, "filed at the first start", told(r.once(t)), "")
	if err := client.Delete("Ansökningar").Wait(); err != nil {
		t.Fatal(err)
	}
	fill("old", "came meanwhile")
	same(t, "filed", told(r.once(t)), "2 came meanwhile")
	same(t, "lives", len(r.ledger.lives), 2)
}

func TestRealServerCheck(t *testing.T) {
	for _, variable := range []string{"MEDELBOT_TEST_IMAPS", "MEDELBOT_TEST_IMAP_STARTTLS"} {
		t.Run(variable, func(t *testing.T) {
			account := realServer(t, variable)
			for _, step := range account.Check(t.Context(), "INBOX") {
				if step.Err != nil {
					t.Errorf("%s: %v", step.Name, step.Err)
				}
			}
			wrong := account
			wrong.Password = func() (string, error) { return "fel", nil }
			steps := wrong.Check(t.Context(), "INBOX")
			if last := steps[len(steps)-1]; last.Name != "login" || last.Err == nil {
				t.Errorf("with a wrong password: %+v", last)
			}
			stranger := account
			stranger.CAFile = ""
			steps = stranger.Check(t.Context(), "INBOX")
			if last := steps[len(steps)-1]; last.Name != "tls" || last.Err == nil || !strings.Contains(last.Err.(*imap.Error).Hint(), "ca_file") {
				t.Errorf("without ca_file: %+v", last)
			}
		})
	}
}

// rawClient is another client of the same mailbox, as a person's.
func rawClient(t *testing.T, account imap.Account) *imapclient.Client {
	t.Helper()
	pem, err := os.ReadFile(account.CAFile)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(pem)
	client, err := imapclient.DialTLS(strings.TrimPrefix(account.URL, "imaps://"), &imapclient.Options{TLSConfig: &tls.Config{RootCAs: roots}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close() })
	password, _ := account.Password()
	if err := client.Login(account.Username, password).Wait(); err != nil {
		t.Fatal(err)
	}
	return client
}
