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
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
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

func notFound(name string) error {
	return &net.DNSError{Err: "no such host", Name: name, IsNotFound: true}
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
