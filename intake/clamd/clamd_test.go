package clamd

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"medelbot"
	"medelbot/intake/clamd/clamdtest"
)

// fake is a scanner that says whatever answer says.
func fake(t *testing.T, answer func(command string, data []byte) string) *Scanner {
	t.Helper()
	path := filepath.Join(t.TempDir(), "clamd.ctl")
	server, err := clamdtest.Serve(path, answer)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	return &Scanner{Address: Address{"unix", path}}
}

func TestScan(t *testing.T) {
	whole := bytes.Repeat([]byte("ansökan "), 30_000) // several chunks
	for _, c := range []struct {
		answer string
		want   Verdict
		fault  Trouble
	}{
		{"stream: OK\x00", Verdict{}, ""},
		{"stream: Win.Test.EICAR_HDB-1 FOUND\x00", Verdict{Found: "Win.Test.EICAR_HDB-1"}, ""},
		{"stream: Sv\xc3\xa5r\x1b[31m.Namn FOUND\x00", Verdict{Found: "Sv?r?[31m.Namn"}, ""},
		{"stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\x00",
			Verdict{Unfit: "it is beyond a limit of the scanner's (Heuristics.Limits.Exceeded.MaxFileSize)"}, ""},
		{"INSTREAM size limit exceeded. ERROR\x00", Verdict{Unfit: tooLong}, ""},
		{"stream: Can't allocate memory ERROR\x00", Verdict{}, Failed},
		{"stream:  FOUND\x00", Verdict{}, Confused},
		{"stream: \x00", Verdict{}, Confused},
		{"UNKNOWN COMMAND\x00", Verdict{}, Confused},
		{"stream: OK", Verdict{}, Cut}, // no NUL: who knows what it would have become
		{"", Verdict{}, Cut},
		{strings.Repeat("x", 100_000), Verdict{}, Confused},
	} {
		var got []byte
		s := fake(t, func(command string, data []byte) string { got = data; return c.answer })
		v, err := s.Scan(t.Context(), whole)
		var trouble *Error
		switch {
		case v != c.want:
			t.Errorf("%.40q: %+v, want %+v", c.answer, v, c.want)
		case c.fault == "" && err != nil:
			t.Errorf("%.40q: %v", c.answer, err)
		case c.fault != "" && (!errors.As(err, &trouble) || trouble.Trouble != c.fault || medelbot.Hint(err) == ""):
			t.Errorf("%.40q: the error is %v, want trouble %q with a hint", c.answer, err, c.fault)
		case !bytes.Equal(got, whole):
			t.Errorf("%.40q: the scanner got %d bytes, not the %d that were to be scanned", c.answer, len(got), len(whole))
		}
	}
}

// TestNotWhole has a scanner that judges before it got all: what came last may
// hold what it would have found.
func TestNotWhole(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &Scanner{Dial: func(context.Context, string, string) (net.Conn, error) {
			ours, theirs := net.Pipe()
			go func() {
				defer theirs.Close()
				_, _ = io.ReadFull(theirs, make([]byte, len("zINSTREAM\x00")+4+100))
				go func() { _, _ = io.Copy(io.Discard, io.LimitReader(theirs, 50)) }()
				_, _ = io.WriteString(theirs, "stream: OK\x00")
			}()
			return &halfClosed{Conn: ours, room: 10 + 4 + 100}, nil
		}}
		v, err := s.Scan(t.Context(), make([]byte, 1000))
		var trouble *Error
		if !errors.As(err, &trouble) || trouble.Trouble != Cut {
			t.Errorf("%+v, %v", v, err)
		}
	})
}

// halfClosed takes so many bytes and then no more, but can still be read.
type halfClosed struct {
	net.Conn
	room int
}

func (c *halfClosed) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p[:min(len(p), c.room)])
	c.room -= n
	if err == nil && n < len(p) {
		err = io.ErrClosedPipe
	}
	return n, err
}

func TestSilence(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &Scanner{Address: Address{"tcp", "127.0.0.1:3310"}, Dial: func(context.Context, string, string) (net.Conn, error) {
			ours, theirs := net.Pipe()
			go func() { _, _ = io.Copy(io.Discard, theirs) }()
			return ours, nil
		}}
		for what, ask := range map[string]func(context.Context) error{
			"10s":  s.Ping,
			"5m0s": func(ctx context.Context) error { _, err := s.Scan(ctx, []byte("x")); return err },
		} {
			err := ask(t.Context())
			var trouble *Error
			if !errors.As(err, &trouble) || trouble.Trouble != Silent || !strings.Contains(err.Error(), what) {
				t.Errorf("%v, want silence for %s", err, what)
			}
			ctx, stop := context.WithCancel(t.Context())
			time.AfterFunc(time.Second, stop)
			if err := ask(ctx); !errors.Is(err, context.Canceled) {
				t.Errorf("broken off: %v", err)
			}
		}
	})
}

// TestGivesUp has a mail that breaks the scanner whenever it sees it, and one
// that was only scanned beside it.
func TestGivesUp(t *testing.T) {
	s := fake(t, func(_ string, data []byte) string {
		if string(data) == "poison" {
			return ""
		}
		return "stream: OK\x00"
	})
	for i := range 2 {
		if v, err := s.Scan(t.Context(), []byte("poison")); err == nil {
			t.Fatalf("attempt %d: %+v", i+1, v)
		}
	}
	v, err := s.Scan(t.Context(), []byte("poison"))
	if err != nil || !strings.Contains(v.Unfit, "3 attempts") {
		t.Errorf("the third attempt: %+v, %v", v, err)
	}
	if v, err := s.Scan(t.Context(), []byte("innocent")); err != nil || v != (Verdict{}) {
		t.Errorf("another mail: %+v, %v", v, err)
	}
}

// A scanner that answers and can scan nothing, as one whose disk is full, is no
// mail's fault: all of them wait until it is well again.
func TestBreaksOnEverything(t *testing.T) {
	for _, c := range []struct {
		answer string
		want   Trouble
	}{
		{"stream: Can't create temporary file ERROR\x00", Failed},
		{"", Cut},
		{"UNKNOWN COMMAND\x00", Confused},
	} {
		answer := c.answer
		s := fake(t, func(string, []byte) string { return answer })
		for i := range 2 * giveUp {
			v, err := s.Scan(t.Context(), []byte("innocent"))
			var trouble *Error
			if !errors.As(err, &trouble) || trouble.Trouble != c.want {
				t.Fatalf("%q, attempt %d: %+v, %v", c.answer, i+1, v, err)
			}
		}
		answer = "stream: OK\x00"
		if v, err := s.Scan(t.Context(), []byte("innocent")); err != nil || v != (Verdict{}) {
			t.Errorf("%q, when it is well again: %+v, %v", c.answer, v, err)
		}
	}
}

// TestNobodyThere: a clamd that is down is never a mail's fault.
func TestNobodyThere(t *testing.T) {
	gone := filepath.Join(t.TempDir(), "clamd.ctl")
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	for _, a := range []Address{{"unix", gone}, {"tcp", l.Addr().String()}} {
		s := &Scanner{Address: a}
		for range 2 * giveUp {
			v, err := s.Scan(t.Context(), []byte("mail"))
			var trouble *Error
			if !errors.As(err, &trouble) || trouble.Trouble != Unreachable {
				t.Fatalf("%s: %+v, %v", a, v, err)
			}
			if !strings.Contains(err.Error(), "does not answer") || !strings.Contains(medelbot.Hint(err), "systemctl start") {
				t.Errorf("%s: %q, try: %q", a, err, medelbot.Hint(err))
			}
		}
	}
}

func TestPingAndVersion(t *testing.T) {
	stockholm, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		answer string
		want   Version
		ok     bool
	}{
		{"ClamAV 1.4.3/27500/Sat Nov 21 09:41:20 2026", Version{"ClamAV 1.4.3", 27500, time.Date(2026, 11, 21, 9, 41, 20, 0, stockholm)}, true},
		{"ClamAV 1.4.3/27500/Sun Nov  1 09:41:20 2026", Version{"ClamAV 1.4.3", 27500, time.Date(2026, 11, 1, 9, 41, 20, 0, stockholm)}, true},
		{"ClamAV 1.4.6", Version{Engine: "ClamAV 1.4.6"}, true},
		{"ClamAV 1.4.6/x/y", Version{}, false},
		{"ClamAV 1.4.6/27500/yesterday", Version{}, false},
		{"220 mail.example.org ESMTP", Version{}, false},
	} {
		s := fake(t, func(command string, _ []byte) string {
			return map[string]string{"VERSION": c.answer, "PING": "PONG"}[command] + "\x00"
		})
		got, err := s.Version(t.Context(), stockholm)
		if (err == nil) != c.ok || !got.Built.Equal(c.want.Built) || got.Engine != c.want.Engine || got.Number != c.want.Number {
			t.Errorf("%q: %+v, %v", c.answer, got, err)
		}
		if err := s.Ping(t.Context()); err != nil {
			t.Error(err)
		}
	}
	s := fake(t, func(string, []byte) string { return "220 ready\x00" })
	if err := s.Ping(t.Context()); err == nil || !strings.Contains(err.Error(), `does not answer like a clamd: it says "220 ready"`) {
		t.Errorf("something else there: %v", err)
	}
}

func TestParseAddress(t *testing.T) {
	for s, want := range map[string]struct{ ok, here bool }{
		"unix:/run/clamav/clamd.ctl": {true, true},
		"tcp:127.0.0.1:3310":         {true, true},
		"tcp:localhost:3310":         {true, true},
		"tcp:[::1]:3310":             {true, true},
		"tcp:scan.example.org:3310":  {true, false},
		"unix:clamd.ctl":             {false, false},
		"/run/clamav/clamd.ctl":      {false, false},
		"tcp:3310":                   {false, false},
		"tcp::3310":                  {false, false},
		"":                           {false, false},
	} {
		a, err := ParseAddress(s)
		if (err == nil) != want.ok || a.Here() != want.here || want.ok && a.String() != s {
			t.Errorf("%q: %+v, %v", s, a, err)
		}
	}
}

func FuzzAnswers(f *testing.F) {
	for _, s := range []string{"stream: OK", "stream: A.B FOUND", "INSTREAM size limit exceeded. ERROR", "stream: x ERROR",
		"ClamAV 1.4.3/27500/Sat Nov 21 09:41:20 2026", "ClamAV 1.4.6", "\x00", "stream: \xff\x1b FOUND"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, answer string) {
		v, failure, ok := parseScan(answer)
		if ok && v == (Verdict{}) && answer != "stream: OK" {
			t.Errorf("%q passes for clean", answer)
		}
		version, _ := parseVersion(answer, time.UTC)
		for _, said := range []string{v.Found, failure, version.Engine} {
			if len(said) > 120 || strings.ContainsFunc(said, func(r rune) bool { return r < ' ' || r > '~' }) {
				t.Errorf("%q is repeated as %q", answer, said)
			}
		}
	})
}
