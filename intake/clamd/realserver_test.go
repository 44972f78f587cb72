package clamd

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// realScanner is a clamd with the test signature of .ci/servers/clamd:
//
//	MEDELBOT_TEST_CLAMD   unix:/path/of/clamd.sock or tcp:127.0.0.1:PORT
func realScanner(t testing.TB) *Scanner {
	t.Helper()
	text := os.Getenv("MEDELBOT_TEST_CLAMD")
	if text == "" {
		if os.Getenv("CI_REAL_SERVERS") == "1" {
			t.Fatal("MEDELBOT_TEST_CLAMD must be set here")
		}
		t.Skip("SKIPPED: no real clamd; start .ci/servers/clamd and set MEDELBOT_TEST_CLAMD")
	}
	a, err := ParseAddress(text)
	if err != nil {
		t.Fatal(err)
	}
	return &Scanner{Address: a}
}

// testVirus is what the test signature tells. It stands in two pieces, or a
// scanner that knew it would find it in the test itself.
const testVirus = "medelbot-test-virus:" + "QWxsYXIgaW50ZSBmYXJsaWd0"

const testSignature = "Medelbot.Test.Text.UNOFFICIAL"

func zipped(t testing.TB, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	f, err := w.Create("ansökan.txt")
	if err == nil {
		_, err = f.Write([]byte(text))
	}
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func mailWith(file []byte) []byte {
	return fmt.Appendf(nil, "From: eva@region.example\r\nSubject: Ansokan\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"+
		"--b\r\nContent-Type: text/plain\r\n\r\nHej!\r\n--b\r\nContent-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n--b--\r\n",
		base64.StdEncoding.EncodeToString(file))
}

func TestRealScanner(t *testing.T) {
	s := realScanner(t)
	if err := s.Ping(t.Context()); err != nil {
		t.Fatal(err)
	}
	if v, err := s.Version(t.Context(), time.UTC); err != nil || !strings.HasPrefix(v.Engine, "ClamAV ") {
		t.Errorf("%+v, %v", v, err)
	}
	for name, c := range map[string]struct {
		data []byte
		want Verdict
	}{
		"nothing":       {nil, Verdict{}},
		"clean":         {mailWith(zipped(t, "Sökt belopp: 85 000 kronor")), Verdict{}},
		"as it is":      {[]byte(testVirus), Verdict{Found: testSignature}},
		"in a zip":      {mailWith(zipped(t, strings.Repeat("hej ", 50)+testVirus)), Verdict{Found: testSignature}},
		"a large file":  {mailWith(bytes.Repeat([]byte("0123456789"), 120_000)), Verdict{Unfit: "it is beyond a limit of the scanner's (Heuristics.Limits.Exceeded.MaxFileSize)"}},
		"too large":     {bytes.Repeat([]byte("0123456789"), 300_000), Verdict{Unfit: tooLong}},
		"far too large": {bytes.Repeat([]byte("0123456789"), 3_000_000), Verdict{Unfit: tooLong}},
	} {
		if got, err := s.Scan(t.Context(), c.data); err != nil || got != c.want {
			t.Errorf("%s: %+v, %v, want %+v", name, got, err, c.want)
		}
	}
	for size, want := range map[int64]bool{1 << 20: true, 10 << 20: false} {
		if takes, err := s.Takes(t.Context(), size); err != nil || takes != want {
			t.Errorf("a stream of %d bytes: %v, %v", size, takes, err)
		}
	}
}

// BenchmarkRealScanner is a mail of 60 KB with an attachment. Measured with one
// signature, on two cores: 1.2 ms.
func BenchmarkRealScanner(b *testing.B) {
	s := realScanner(b)
	raw := mailWith(bytes.Repeat([]byte("0123456789"), 4500))
	for b.Loop() {
		if v, err := s.Scan(b.Context(), raw); err != nil || v != (Verdict{}) {
			b.Fatal(v, err)
		}
	}
}
