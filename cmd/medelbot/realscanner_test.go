package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"medelbot"
	"medelbot/cmd/medelbot/demo"
	"medelbot/parser"
	"medelbot/store"
)

// testVirus is what .ci/servers/clamd has a signature of. It stands in two pieces,
// or a scanner that knew it would find it in the test itself.
const testVirus = "medelbot-test-virus:" + "QWxsYXIgaW50ZSBmYXJsaWd0"

// TestRealScanner has a real clamd look at what comes into a mailbox. It is
// skipped unless MEDELBOT_TEST_CLAMD is set; see intake/clamd.
func TestRealScanner(t *testing.T) {
	clamd := os.Getenv("MEDELBOT_TEST_CLAMD")
	if clamd == "" {
		if os.Getenv("CI_REAL_SERVERS") == "1" {
			t.Fatal("MEDELBOT_TEST_CLAMD must be set here")
		}
		t.Skip("SKIPPED: no real clamd; start .ci/servers/clamd and set MEDELBOT_TEST_CLAMD")
	}
	handed := make(chan demo.Letter, 100)
	servers, err := demo.StartServers(func(l demo.Letter) { handed <- l })
	if err != nil {
		t.Fatal(err)
	}
	defer servers.Close()
	dir := t.TempDir()
	text, err := servers.Config(time.Now())
	config := filepath.Join(dir, "config.toml")
	text = strings.Replace(text, "[[mailbox]]", fmt.Sprintf("[malware]\nclamd = %q\n[[mailbox]]", clamd), 1)
	if err := errors.Join(err, os.WriteFile(config, []byte(text), 0o600)); err != nil {
		t.Fatal(err)
	}
	once := func() {
		t.Helper()
		var said bytes.Buffer
		p := process{in: strings.NewReader(""), out: io.Discard, err: &said, now: time.Now, user: func() string { return "anna" }, read: parser.Read, config: config}
		if status := execute(t.Context(), []string{"run", "--once"}, p); status != 0 {
			t.Fatalf("run --once: %s", said.String())
		}
	}
	once()

	packed := zipped(t, "inre.zip", zipped(t, "ansökan.txt", []byte(strings.Repeat("hej ", 50)+testVirus)))
	encoded := base64.StdEncoding.EncodeToString(packed)
	mails := []struct {
		name, file string
		reason     medelbot.AsideReason
	}{
		{"clean", base64.StdEncoding.EncodeToString(zipped(t, "ansökan.txt", []byte("Sökt belopp: 85 000 kronor"))), ""},
		{"zip in zip", encoded, medelbot.AsideMalware},
		{"broken base64", encoded[:10] + "\x00\n \n=\n" + encoded[10:], medelbot.AsideMalware},
		{"too large", base64.StdEncoding.EncodeToString(bytes.Repeat([]byte("0123456789"), 300_000)), medelbot.AsideUnscanned},
		{"large file", base64.StdEncoding.EncodeToString(bytes.Repeat([]byte("0123456789"), 120_000)), medelbot.AsideUnscanned},
	}
	for i, m := range mails {
		raw := fmt.Sprintf("From: s%d@regionjh.se\r\nTo: helena.forsgren@fonden.example\r\nSubject: %s\r\nMessage-ID: <%d@regionjh.se>\r\n"+
			"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"+
			"Region Jämtland Härjedalen ansöker om %d kronor ur testbädden för Patientkontrakt.\r\n"+
			"--b\r\nContent-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n--b--\r\n", i, m.name, i, 20_000+i, m.file)
		if err := servers.Deliver([]byte(raw), time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	once()
	db, err := store.OpenExisting(t.Context(), filepath.Join(dir, "medelbot.db"), time.Now, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	list, err := db.AsideList(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]medelbot.AsideReason{}
	for _, a := range list {
		got[a.Subject] = a.Reason
	}
	for _, m := range mails {
		if got[m.name] != m.reason {
			t.Errorf("%s: set aside as %q, want %q", m.name, got[m.name], m.reason)
		}
	}
	// The answer to the clean one, and two notices to each of two coordinators.
	if len(handed) != 1+2*2 {
		t.Errorf("%d letters have left", len(handed))
	}
	for range len(handed) {
		l := <-handed
		if strings.HasPrefix(l.To, "s") && l.To != "s0@regionjh.se" {
			t.Errorf("a letter went to %s", l.To)
		}
		if bytes.Contains(l.Raw, []byte(testVirus)) {
			t.Errorf("the letter to %s passes on what was found", l.To)
		}
	}
}

func zipped(t *testing.T, name string, data []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	f, err := w.Create(name)
	if err == nil {
		_, err = f.Write(data)
	}
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
