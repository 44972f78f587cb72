package autoconfig

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

const thunderbird = `<?xml version="1.0"?><clientConfig version="1.1"><emailProvider id="region.example">
<incomingServer type="pop3"><hostname>pop.region.example</hostname><port>995</port><socketType>SSL</socketType></incomingServer>
<incomingServer type="imap"><hostname>post.%EMAILDOMAIN%</hostname><port>993</port><socketType>SSL</socketType><username>%EMAILLOCALPART%</username></incomingServer>
<outgoingServer type="smtp"><hostname>post.region.example</hostname><port>587</port><socketType>STARTTLS</socketType></outgoingServer>
</emailProvider></clientConfig>`

func TestFind(t *testing.T) {
	const address = "anna@region.example"
	for _, c := range []struct {
		name       string
		q          Question
		make       func(w *world)
		imap, smtp string // URL and where
		answer     func(a Answer) bool
	}{
		{"SRV records", Question{Address: address}, func(w *world) {
			w.srv["_imaps._tcp.region.example"] = []*net.SRV{{Target: "post.region.example.", Port: 1993}}
			w.srv["_submission._tcp.region.example"] = []*net.SRV{{Target: "post.region.example.", Port: 587}}
			w.mail["post.region.example:1993"] = w.imapServer(true, "IDLE AUTH=PLAIN AUTH=XOAUTH2")
			w.mail["post.region.example:587"] = w.smtpServer(false, "PLAIN LOGIN")
		}, "imaps://post.region.example:1993 by the SRV record _imaps._tcp.region.example",
			"smtp+starttls://post.region.example:587 by the SRV record _submission._tcp.region.example",
			func(a Answer) bool {
				return slices.Equal(a.IMAP.Logins, []string{"PLAIN", "XOAUTH2"}) && slices.Equal(a.SMTP.Logins, []string{"LOGIN", "PLAIN"})
			}},
		{"a file for Thunderbird", Question{Address: address}, func(w *world) {
			w.web["https://autoconfig.region.example/mail/config-v1.1.xml"] = thunderbird
			w.mail["post.region.example:993"] = w.imapServer(true, "")
			w.mail["post.region.example:587"] = w.smtpServer(false, "PLAIN")
		}, "imaps://post.region.example:993 by https://autoconfig.region.example/mail/config-v1.1.xml",
			"smtp+starttls://post.region.example:587 by https://autoconfig.region.example/mail/config-v1.1.xml",
			func(a Answer) bool { return a.Username == "anna" && slices.Equal(a.IMAP.Logins, []string{"LOGIN"}) }},
		{"the file moved within the domain", Question{Address: address}, func(w *world) {
			w.moved["https://region.example/.well-known/autoconfig/mail/config-v1.1.xml"] = "https://autoconfig.region.example/elsewhere.xml"
			w.web["https://autoconfig.region.example/elsewhere.xml"] = thunderbird
			w.mail["post.region.example:993"] = w.imapServer(true, "")
		}, "imaps://post.region.example:993 by https://region.example/.well-known/autoconfig/mail/config-v1.1.xml", " ", nil},
		{"the file moved elsewhere", Question{Address: address}, func(w *world) {
			w.moved["https://autoconfig.region.example/mail/config-v1.1.xml"] = "https://intern.example/config.xml"
			w.web["https://intern.example/config.xml"] = thunderbird
			w.mail["post.region.example:993"] = w.imapServer(true, "")
		}, " ", " ", func(a Answer) bool {
			return strings.Contains(strings.Join(a.Vain, "\n"), "redirects to intern.example, outside")
		}},
		{"a hostile file", Question{Address: address}, func(w *world) {
			w.web["https://autoconfig.region.example/mail/config-v1.1.xml"] = strings.Repeat("<clientConfig>", 10_000)
			w.web["https://region.example/.well-known/autoconfig/mail/config-v1.1.xml"] = `<clientConfig><emailProvider><incomingServer type="imap"><hostname>"x"` + "\n" + `letters=1</hostname><port>993</port><socketType>SSL</socketType></incomingServer></emailProvider></clientConfig>`
		}, " ", " ", func(a Answer) bool { return strings.Contains(strings.Join(a.Vain, "\n"), "larger than 65536 bytes") }},
		{"usual names", Question{Address: address}, func(w *world) {
			w.mail["mail.region.example:143"] = w.imapServer(false, "AUTH=PLAIN LOGINDISABLED")
			w.mail["smtp.region.example:465"] = w.smtpServer(true, "PLAIN")
		}, "imap+starttls://mail.region.example:143 by its usual name", "smtps://smtp.region.example:465 by its usual name", nil},
		{"another's certificate", Question{Address: address}, func(w *world) {
			w.srv["_imaps._tcp.region.example"] = []*net.SRV{{Target: "thief.example.", Port: 993}}
			w.mail["thief.example:993"] = w.imapServer(true, "AUTH=PLAIN")
		}, " ", " ", func(a Answer) bool {
			return strings.Contains(strings.Join(a.Vain, "\n"), "imaps://thief.example:993 (by the SRV record _imaps._tcp.region.example): its certificate belongs to another name")
		}},
		{"no such service", Question{Address: address}, func(w *world) {
			w.srv["_imaps._tcp.region.example"] = []*net.SRV{{Target: ".", Port: 0}}
		}, " ", " ", func(a Answer) bool { return strings.Contains(strings.Join(a.Vain, "\n"), "there is no such service") }},
		{"Microsoft 365", Question{Address: address}, func(w *world) {
			w.mx["region.example"] = "region-example.mail.protection.outlook.com."
		}, "imaps://outlook.office365.com:993 Microsoft 365, by the MX record of region.example",
			"smtp+starttls://smtp.office365.com:587 Microsoft 365, by the MX record of region.example",
			func(a Answer) bool {
				return a.Provider == Microsoft && a.Authserv == "m365" && a.IMAP.Unproved == "it refuses connections"
			}},
		{"Microsoft 365 behind a filter", Question{Address: address}, func(w *world) {
			w.mx["region.example"] = "mx.filter.example."
			w.cname["autodiscover.region.example"] = "autodiscover.outlook.com."
		}, "imaps://outlook.office365.com:993 Microsoft 365, by autodiscover.region.example",
			"smtp+starttls://smtp.office365.com:587 Microsoft 365, by autodiscover.region.example",
			func(a Answer) bool { return a.Provider == Microsoft && a.Authserv == "" }},
		{"Google", Question{Address: address}, func(w *world) { w.mx["region.example"] = "aspmx.l.google.com." },
			"imaps://imap.gmail.com:993 Google, by the MX record of region.example", "smtps://smtp.gmail.com:465 Google, by the MX record of region.example",
			func(a Answer) bool { return a.Provider == Google && a.Authserv == "mx.google.com" }},
		{"one who only pretends", Question{Address: address}, func(w *world) { w.mx["region.example"] = "evilgoogle.com." }, " ", " ",
			func(a Answer) bool { return a.Provider == AnyProvider }},
		{"a server and no address", Question{Server: "imap.region.example"}, func(w *world) {
			w.mail["imap.region.example:143"] = w.imapServer(false, "AUTH=PLAIN")
			w.mail["smtp.region.example:587"] = w.smtpServer(false, "PLAIN")
		}, "imap+starttls://imap.region.example:143 as you said", "smtp+starttls://smtp.region.example:587 beside the server to read from",
			func(a Answer) bool {
				return strings.Contains(a.Vain[0], "imaps://imap.region.example:993 (as you said): it refuses connections")
			}},
		{"a server and an address", Question{Server: "imaps://imap.region.example:9993", Address: "anna@region.example"}, func(w *world) {
			w.mail["imap.region.example:9993"] = w.imapServer(true, "AUTH=PLAIN")
			w.srv["_submissions._tcp.region.example"] = []*net.SRV{{Target: "post.region.example.", Port: 465}}
			w.mail["post.region.example:465"] = w.smtpServer(true, "PLAIN")
		}, "imaps://imap.region.example:9993 as you said", "smtps://post.region.example:465 by the SRV record _submissions._tcp.region.example", nil},
		{"Microsoft's server by its name", Question{Server: "outlook.office365.com"}, func(w *world) {}, "imaps://outlook.office365.com:993 as you said", "smtp+starttls://smtp.office365.com:587 Microsoft 365, by the server's name",
			func(a Answer) bool { return a.Provider == Microsoft && a.IMAP.Unproved == "it refuses connections" }},
		{"no server's name", Question{Server: "imap host"}, func(w *world) {}, " ", " ",
			func(a Answer) bool { return strings.Contains(a.Vain[0], "no server's name") }},
		{"what is no mail server", Question{Server: "imap.region.example"}, func(w *world) {
			w.mail["imap.region.example:993"] = func(c net.Conn) { fmt.Fprint(c, "220 ftp\r\n") }
			w.mail["imap.region.example:143"] = func(c net.Conn) { fmt.Fprint(c, "220 ftp\r\n"); _, _ = io.Copy(io.Discard, c) }
		}, " ", " ", func(a Answer) bool {
			said := strings.Join(a.Vain, "\n")
			return strings.Contains(said, "it does not answer in TLS") && strings.Contains(said, `does not greet as an IMAP server: "220 ftp"`)
		}},
		{"one that never ends", Question{Server: "imap.region.example"}, func(w *world) {
			w.mail["imap.region.example:143"] = func(c net.Conn) {
				for {
					if _, err := fmt.Fprint(c, "* OK "+strings.Repeat("x", 1000)); err != nil {
						return
					}
				}
			}
		}, " ", " ", func(a Answer) bool { return strings.Contains(strings.Join(a.Vain, "\n"), "it does not stop talking") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, "region.example", "post.region.example", "mail.region.example", "imap.region.example", "smtp.region.example", "autoconfig.region.example")
			c.make(w)
			a := w.finder().Find(t.Context(), c.q)
			for what, got := range map[string][2]string{"imap": {a.IMAP.URL + " " + a.IMAP.Where, c.imap}, "smtp": {a.SMTP.URL + " " + a.SMTP.Where, c.smtp}} {
				if got[0] != got[1] {
					t.Errorf("%s: found %q, want %q", what, got[0], got[1])
				}
			}
			if c.answer != nil && !c.answer(a) {
				t.Errorf("%+v", a)
			}
			if t.Failed() {
				t.Log(strings.Join(a.Vain, "\n"))
			}
		})
	}
}

// TestAddressStaysAtHome: who runs the web site of the domain is not told whose
// mailbox it is about.
func TestAddressStaysAtHome(t *testing.T) {
	w := newWorld(t, "region.example", "autoconfig.region.example")
	w.finder().Find(t.Context(), Question{Address: "anna@region.example"})
	want := []string{"https://autoconfig.region.example/mail/config-v1.1.xml?emailaddress=anna%40region.example",
		"https://region.example/.well-known/autoconfig/mail/config-v1.1.xml"}
	if !slices.Equal(w.asked, want) {
		t.Errorf("asked for %q", w.asked)
	}
}

func TestSilence(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &Finder{Resolver: silent{}, Transport: silent{}, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
			ours, theirs := net.Pipe()
			go func() { _, _ = io.Copy(io.Discard, theirs) }()
			return ours, nil
		}}
		begun := time.Now()
		a := f.Find(t.Context(), Question{Address: "anna@region.example"})
		if took := time.Since(begun); took > 45*time.Second || a.IMAP.URL != "" {
			t.Errorf("after %s: %+v", took, a)
		}
	})
}

func FuzzParseFile(f *testing.F) {
	f.Add([]byte(thunderbird))
	f.Add([]byte(`<clientConfig><emailProvider><incomingServer type="imap"><hostname>%EMAILDOMAIN%</hostname></incomingServer></emailProvider></clientConfig>`))
	f.Fuzz(func(t *testing.T, text []byte) {
		config, err := parseFile(text)
		if err != nil {
			return
		}
		for _, x := range append(config.Incoming, config.Outgoing...) {
			for _, kind := range []string{"imap", "smtp"} {
				c, ok := x.candidate(kind, "anna@region.example", "")
				if ok && (!isHost(c.host) || !isPort(c.port) || strings.ContainsAny(c.username, "\"\\\n ")) {
					t.Errorf("%+v", c)
				}
			}
		}
	})
}

func TestExplain(t *testing.T) {
	for want, err := range map[string]error{
		"there is no such host":        notFound("x"),
		"the name cannot be looked up": &net.DNSError{Err: "timeout"},
		"it ended the connection":      fmt.Errorf("read: %w", io.EOF),
		"something else":               errors.New("something else"),
	} {
		if got := explain(err).Error(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
