package autoconfig

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// world is a DNS, some mail servers and some web sites.
type world struct {
	t     *testing.T
	srv   map[string][]*net.SRV // by _imaps._tcp.DOMAIN
	mx    map[string]string
	cname map[string]string
	mail  map[string]func(net.Conn) // by host:port
	web   map[string]string         // by URL without its query
	moved map[string]string         // redirects
	asked []string                  // for a file
	cert  tls.Certificate
	roots *x509.CertPool
	sites *httptest.Server
}

// newWorld makes one whose servers have certificates for these names.
func newWorld(t *testing.T, names ...string) *world {
	t.Helper()
	w := &world{t: t, srv: map[string][]*net.SRV{}, mx: map[string]string{}, cname: map[string]string{}, mail: map[string]func(net.Conn){}, web: map[string]string{}, moved: map[string]string{}}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, DNSNames: names,
		NotBefore: time.Unix(0, 0), NotAfter: time.Now().AddDate(30, 0, 0), IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	w.cert = tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
	w.roots = x509.NewCertPool()
	w.roots.AddCert(leaf)
	w.sites = httptest.NewUnstartedServer(http.HandlerFunc(w.serveFile))
	w.sites.TLS = &tls.Config{Certificates: []tls.Certificate{w.cert}}
	w.sites.StartTLS()
	t.Cleanup(w.sites.Close)
	return w
}

func (w *world) serveFile(out http.ResponseWriter, r *http.Request) {
	place := "https://" + r.Host + r.URL.Path
	w.asked = append(w.asked, "https://"+r.Host+r.URL.RequestURI())
	if to, ok := w.moved[place]; ok {
		http.Redirect(out, r, to, http.StatusFound)
		return
	}
	text, ok := w.web[place]
	if !ok {
		http.NotFound(out, r)
		return
	}
	_, _ = io.WriteString(out, text)
}

func (w *world) finder() *Finder {
	return &Finder{
		Resolver: w, Roots: w.roots, Dial: w.dial,
		Transport: &http.Transport{
			DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
				return new(net.Dialer).DialContext(ctx, network, w.sites.Listener.Addr().String())
			},
			TLSClientConfig: &tls.Config{RootCAs: w.roots},
		},
	}
}

func (w *world) dial(_ context.Context, _, address string) (net.Conn, error) {
	serve, ok := w.mail[address]
	if !ok {
		return nil, &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	go func() {
		theirs, err := l.Accept()
		l.Close()
		if err == nil {
			defer theirs.Close()
			serve(theirs)
		}
	}()
	return net.Dial("tcp", l.Addr().String())
}

func notFound(name string) error {
	return &net.DNSError{Err: "no such host", Name: name, IsNotFound: true}
}

func (w *world) LookupSRV(_ context.Context, service, proto, name string) (string, []*net.SRV, error) {
	record := "_" + service + "._" + proto + "." + name
	if found, ok := w.srv[record]; ok {
		return record, found, nil
	}
	return "", nil, notFound(record)
}

func (w *world) LookupMX(_ context.Context, name string) ([]*net.MX, error) {
	if host, ok := w.mx[name]; ok {
		return []*net.MX{{Host: host, Pref: 10}}, nil
	}
	return nil, notFound(name)
}

func (w *world) LookupCNAME(_ context.Context, host string) (string, error) {
	if name, ok := w.cname[host]; ok {
		return name, nil
	}
	return "", notFound(host)
}

// imapServer speaks IMAP as far as the probe does; with starts TLS at once, else
// at STARTTLS.
func (w *world) imapServer(implicit bool, abilities string) func(net.Conn) {
	return func(c net.Conn) {
		if implicit {
			c = tls.Server(c, &tls.Config{Certificates: []tls.Certificate{w.cert}})
		}
		fmt.Fprintf(c, "* OK ready\r\n")
		for r := bufio.NewReader(c); ; {
			line, err := r.ReadString('\n')
			if err != nil {
				return
			}
			tag, verb, _ := strings.Cut(strings.TrimSpace(line), " ")
			switch {
			case verb == "STARTTLS" && !implicit:
				fmt.Fprintf(c, "%s OK go on\r\n", tag)
				c = tls.Server(c, &tls.Config{Certificates: []tls.Certificate{w.cert}})
				r = bufio.NewReader(c)
			case verb == "CAPABILITY":
				fmt.Fprintf(c, "* CAPABILITY IMAP4rev1 %s\r\n%s OK done\r\n", abilities, tag)
			default:
				fmt.Fprintf(c, "%s BAD what?\r\n", tag)
			}
		}
	}
}

func (w *world) smtpServer(implicit bool, auth string) func(net.Conn) {
	return func(c net.Conn) {
		if implicit {
			c = tls.Server(c, &tls.Config{Certificates: []tls.Certificate{w.cert}})
		}
		protected := implicit
		fmt.Fprintf(c, "220 mail ready\r\n")
		for r := bufio.NewReader(c); ; {
			line, err := r.ReadString('\n')
			if err != nil {
				return
			}
			switch verb, _, _ := strings.Cut(strings.TrimSpace(line), " "); {
			case verb == "EHLO" && protected:
				fmt.Fprintf(c, "250-mail\r\n250 AUTH %s\r\n", auth)
			case verb == "EHLO":
				fmt.Fprintf(c, "250-mail\r\n250 STARTTLS\r\n")
			case verb == "STARTTLS":
				fmt.Fprintf(c, "220 go on\r\n")
				c = tls.Server(c, &tls.Config{Certificates: []tls.Certificate{w.cert}})
				r, protected = bufio.NewReader(c), true
			default:
				fmt.Fprintf(c, "500 what?\r\n")
			}
		}
	}
}

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
		{"Microsoft's server by its name", Question{Server: "outlook.office365.com"}, func(w *world) {}, " ", "smtp+starttls://smtp.office365.com:587 Microsoft 365, by the server's name",
			func(a Answer) bool { return a.Provider == Microsoft }},
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

// silent is a DNS and a network that never answer.
type silent struct{}

func (silent) LookupSRV(ctx context.Context, _, _, _ string) (string, []*net.SRV, error) {
	<-ctx.Done()
	return "", nil, ctx.Err()
}
func (silent) LookupMX(ctx context.Context, _ string) ([]*net.MX, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}
func (silent) LookupCNAME(ctx context.Context, _ string) (string, error) {
	<-ctx.Done()
	return "", ctx.Err()
}
func (silent) RoundTrip(r *http.Request) (*http.Response, error) {
	<-r.Context().Done()
	return nil, r.Context().Err()
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
