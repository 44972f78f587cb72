package notifier

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"medelbot"
)

// A server is told a full name or an address, never a bare name.
func TestHello(t *testing.T) {
	for hello, want := range map[string]string{"": "[127.0.0.1]", "medelbot.skr.example": "medelbot.skr.example"} {
		config, pool := certificate(t, time.Now().AddDate(1, 0, 0))
		for _, way := range []Security{Plain, StartTLS, ImplicitTLS} {
			s := &script{}
			out := s.start(t, config, way)
			out.Hello, out.RootCAs = hello, pool
			c, err := out.Open(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			err = c.Send(t.Context(), "harald.gronqvist@skr.se", "eva@kronoberg.se", []byte(message))
			if _, _, got := s.seen(); err != nil || got != want {
				t.Errorf("%v: it says %q, want %q (%v)", way, got, want, err)
			}
			c.Close()
		}
	}
	for address, want := range map[string]string{
		"192.0.2.7": "[192.0.2.7]", "::ffff:192.0.2.7": "[192.0.2.7]", "2001:db8::7": "[IPv6:2001:db8::7]", "fe80::7%eth0": "[IPv6:fe80::7]",
	} {
		local := net.TCPAddrFromAddrPort(netip.AddrPortFrom(netip.MustParseAddr(address), 4711))
		if got := addressLiteral(local); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}

const message = "Subject: hej\r\n\r\n.en punkt\r\nslut\r\n"

func outcome(t *testing.T, err error) Outcome {
	t.Helper()
	var failed *SendError
	if !errors.As(err, &failed) {
		t.Fatalf("%v is no SendError", err)
	}
	return failed.Outcome
}

func TestManyLettersOneConnection(t *testing.T) {
	for _, way := range []Security{Plain, StartTLS, ImplicitTLS} {
		config, pool := certificate(t, time.Now().AddDate(1, 0, 0))
		s := &script{login: func(user, pw string) error {
			if user == "harald" && pw == "hemligt" {
				return nil
			}
			return smtp.ErrAuthFailed
		}}
		out := s.start(t, config, way)
		out.RootCAs, out.Username = pool, "harald"
		out.Password = func(context.Context) (string, error) { return "hemligt", nil }
		c, err := out.Open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			if err := c.Send(t.Context(), "harald.gronqvist@skr.se", "eva@kronoberg.se", []byte(message)); err != nil {
				t.Fatal(err)
			}
		}
		c.Close()
		if clients, mails, _ := s.seen(); clients != 1 || len(mails) != 20 || mails[0] != message {
			t.Errorf("way %d: %d connections, letters %q", way, clients, mails)
		}
	}
}

func TestSendOutcomes(t *testing.T) {
	tests := []struct {
		name string
		s    *script
		want Outcome
		text string
		next bool // the same connection takes the next letter
	}{
		{"greylisted at MAIL", &script{onMail: func(n int) error {
			if n == 1 {
				return smtpError(451, 4, 7, 1, "come back later")
			}
			return nil
		}}, Delayed, "come back later", true},
		{"unknown recipient", &script{onRcpt: func(to string) error {
			if strings.HasPrefix(to, "eva") {
				return smtpError(550, 5, 1, 1, "no such user")
			}
			return nil
		}}, Refused, "550 5.1.1 no such user", true},
		{"mailbox full after DATA", &script{onEnd: func(n int) error {
			if n == 1 {
				return smtpError(452, 4, 2, 2, "mailbox full")
			}
			return nil
		}}, Delayed, "mailbox full", true},
		{"spam after DATA", &script{onEnd: func(n int) error {
			if n == 1 {
				return smtpError(554, 5, 7, 1, "looks like spam")
			}
			return nil
		}}, Refused, "looks like spam", true},
		{"enough for today, says Google", &script{onMail: func(n int) error {
			if n == 1 {
				return smtpError(550, 5, 4, 5, "Daily user sending limit exceeded. For more information on Gmail sending limits go to")
			}
			return nil
		}}, Delayed, "5.4.5", true},
		{"enough for today, says Exchange Online", &script{onEnd: func(n int) error {
			if n == 1 {
				return smtpError(550, 5, 7, 233, "Your message can't be sent because your tenant exceeded its daily limit for sending email to external recipients")
			}
			return nil
		}}, Delayed, "5.7.233", true},
		{"login wanted at MAIL", &script{onMail: func(int) error { return smtpError(530, 5, 7, 0, "log in first") }}, Unsent, "log in first", false},
		{"closing down", &script{onMail: func(int) error { return smtpError(421, 4, 3, 2, "closing down") }}, Unsent, "closing down", false},
		{"closing down after DATA", &script{onEnd: func(int) error { return smtpError(421, 4, 3, 2, "closing down") }}, Delayed, "closing down", false},
		{"cut after DATA", &script{onData: func(c *smtp.Conn) error { return c.Conn().Close() }}, Unknown, "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := tt.s.start(t, nil, Plain).Open(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			err = c.Send(t.Context(), "harald.gronqvist@skr.se", "eva@kronoberg.se", []byte(message))
			if got := outcome(t, err); got != tt.want || !strings.Contains(err.Error(), tt.text) {
				t.Errorf("outcome %d, %v; want %d, %q", got, err, tt.want, tt.text)
			}
			if tt.next {
				if err := c.Send(t.Context(), "harald.gronqvist@skr.se", "per@kronoberg.se", []byte(message)); err != nil {
					t.Errorf("the next letter: %v", err)
				}
			}
		})
	}
}

// A server that takes the message and never answers leaves us not knowing; one
// that is silent before that has taken nothing.
func TestSilentServer(t *testing.T) {
	t.Run("after DATA", func(t *testing.T) {
		release := make(chan struct{})
		s := &script{onEnd: func(int) error { <-release; return nil }}
		out := s.start(t, nil, Plain)
		out.DataTimeout = 20 * time.Millisecond
		c, err := out.Open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		err = c.Send(t.Context(), "a@skr.se", "eva@kronoberg.se", []byte(message))
		close(release)
		if outcome(t, err) != Unknown || !errors.Is(err, errSilent) {
			t.Errorf("%v", err)
		}
		c.Close()
	})
	t.Run("at MAIL", func(t *testing.T) {
		release := make(chan struct{})
		s := &script{onMail: func(int) error { <-release; return nil }}
		c, err := s.start(t, nil, Plain).Open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		c.(*connection).timeout = 20 * time.Millisecond // not before: a busy machine may take longer to open
		err = c.Send(t.Context(), "a@skr.se", "eva@kronoberg.se", []byte(message))
		close(release)
		if outcome(t, err) != Unsent || !errors.Is(err, errSilent) {
			t.Errorf("%v", err)
		}
	})
	t.Run("no greeting", func(t *testing.T) {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		out := &SMTP{Host: "127.0.0.1", Port: l.Addr().(*net.TCPAddr).Port, Security: Plain, Timeout: 20 * time.Millisecond}
		if _, err := out.Open(t.Context()); !errors.Is(err, errSilent) {
			t.Errorf("%v", err)
		}
	})
}

// A server whose greeting does not end is given up long before the memory is full.
func TestEndlessAnswer(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		c, err := l.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		for line := []byte(strings.Repeat("220-welcome\r\n", 1000)); err == nil; {
			_, err = c.Write(line)
		}
	}()
	out := SMTP{Host: "127.0.0.1", Port: l.Addr().(*net.TCPAddr).Port, Security: Plain, Timeout: 5 * time.Second}
	if _, err := out.Open(t.Context()); !errors.Is(err, errFlood) {
		t.Errorf("%v", err)
	}
}

// When the program stops, a letter in DATA gets the grace time and is then of
// unknown fate.
func TestStopDuringData(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	release := make(chan struct{})
	s := &script{onEnd: func(int) error { stop(); <-release; return nil }}
	out := s.start(t, nil, Plain)
	out.Grace = 20 * time.Millisecond
	c, err := out.Open(ctx)
	if err != nil {
		t.Fatal(err)
	}
	err = c.Send(ctx, "a@skr.se", "eva@kronoberg.se", []byte(message))
	close(release)
	if outcome(t, err) != Unknown || !errors.Is(err, errStopping) {
		t.Errorf("%v", err)
	}
	if got := outcome(t, c.Send(ctx, "a@skr.se", "eva@kronoberg.se", []byte(message))); got != Unsent {
		t.Errorf("a letter was begun after the stop: %d", got)
	}
}

// A server that answers within the grace time is believed.
func TestStopFinishesData(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	s := &script{onEnd: func(int) error { stop(); return nil }}
	out := s.start(t, nil, Plain)
	out.Grace = time.Minute
	c, err := out.Open(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Send(ctx, "a@skr.se", "eva@kronoberg.se", []byte(message)); err != nil {
		t.Error(err)
	}
	c.Close()
}

func TestOpenFaults(t *testing.T) {
	good, pool := certificate(t, time.Now().AddDate(1, 0, 0))
	old, oldPool := certificate(t, time.Now().AddDate(0, 0, -1))
	password := func(context.Context) (string, error) { return "fel", nil }
	refuse := func(string, string) error { return smtp.ErrAuthFailed }
	tests := []struct {
		name string
		open func(t *testing.T) *SMTP
		want string
		try  string
	}{
		{"wrong password", func(t *testing.T) *SMTP {
			out := (&script{login: refuse}).start(t, nil, Plain)
			out.Username, out.Password = "harald", password
			return out
		}, "refused to let harald log in", "check username"},
		{"no STARTTLS, and no login in the clear", func(t *testing.T) *SMTP {
			out := (&script{login: func(string, string) error { t.Error("the password was sent in the clear"); return nil }}).start(t, nil, Plain)
			out.Security, out.Username, out.Password = StartTLS, "harald", password
			return out
		}, "does not offer STARTTLS", "port 465"},
		{"unknown authority", func(t *testing.T) *SMTP { return (&script{}).start(t, good, StartTLS) }, "an authority that is not trusted here", "ca_file"},
		{"expired", func(t *testing.T) *SMTP {
			out := (&script{}).start(t, old, StartTLS)
			out.RootCAs = oldPool
			return out
		}, "has expired or is not valid yet", "renew"},
		{"another name", func(t *testing.T) *SMTP {
			out := (&script{}).start(t, good, ImplicitTLS)
			out.RootCAs, out.Host = pool, "localhost"
			return out
		}, "another name", "the certificate bears"},
		{"TLS from the start on a port for STARTTLS", func(t *testing.T) *SMTP {
			out := (&script{}).start(t, good, StartTLS)
			out.Security = ImplicitTLS
			return out
		}, "could not be secured by TLS", "smtp+starttls:// elsewhere"},
		{"no way we know", func(t *testing.T) *SMTP {
			out := (&script{login: refuse, way: sasl.OAuthBearer}).start(t, nil, Plain)
			out.Username, out.Password = "harald", password
			return out
		}, "no way to log in that we know, only OAUTHBEARER", ""},
		{"no password", func(t *testing.T) *SMTP {
			out := (&script{login: refuse}).start(t, nil, Plain)
			out.Username = "harald"
			out.Password = func(context.Context) (string, error) { return "", errors.New("the file secret cannot be read") }
			return out
		}, "the file secret cannot be read", ""},
		{"nobody listens", func(*testing.T) *SMTP {
			return &SMTP{Host: "127.0.0.1", Port: 1, Security: Plain} // a port that nobody gets by chance
		}, "refuses connections", "check the port"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out := tt.open(t)
			err := out.Check(t.Context())
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), out.Host+":"+strconv.Itoa(out.Port)) {
				t.Errorf("%v, want %q and the server's address", err, tt.want)
			}
			if try := medelbot.Hint(err); !strings.Contains(try, tt.try) || tt.try == "" && try != "" {
				t.Errorf("%v: the hint is %q, want %q", err, try, tt.try)
			}
		})
	}
	out := (&script{}).start(t, good, StartTLS)
	out.RootCAs = pool
	// A relay that offers no login is used without one.
	out.Username, out.Password = "harald", password
	if err := out.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestParseURL(t *testing.T) {
	for in, want := range map[string]SMTP{
		"smtps://mail.skr.se":              {Host: "mail.skr.se", Port: 465, Security: ImplicitTLS},
		"smtp+starttls://mail.skr.se:2587": {Host: "mail.skr.se", Port: 2587, Security: StartTLS},
		"smtp+starttls://mail.skr.se":      {Host: "mail.skr.se", Port: 587, Security: StartTLS},
		"smtp://127.0.0.1:1025":            {Host: "127.0.0.1", Port: 1025, Security: Plain},
		"smtp://localhost":                 {Host: "localhost", Port: 25, Security: Plain},
		"smtp://[::1]:25":                  {Host: "::1", Port: 25, Security: Plain},
	} {
		got, err := ParseURL(in)
		if err != nil || got.Host != want.Host || got.Port != want.Port || got.Security != want.Security {
			t.Errorf("%s: %s:%d %d, %v", in, got.Host, got.Port, got.Security, err)
		}
	}
	for _, bad := range []string{"", "mail.skr.se:587", "smtp://mail.skr.se", "smtp://10.0.0.1", "http://mail.skr.se", "smtps://a:b@mail.skr.se",
		"smtps://mail.skr.se/path", "smtps://mail.skr.se:99999", "smtps://mail.skr.se:x", "smtps://:465", "smtp://localhost.evil.se"} {
		if got, err := ParseURL(bad); err == nil {
			t.Errorf("%q was accepted as %s:%d", bad, got.Host, got.Port)
		}
	}
}
