package main

import (
	"bytes"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"mime"
	"net"
	"net/mail"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-message/charset"
	"github.com/emersion/go-smtp"
)

// patience is how long a story waits for something that must come. It bounds a
// failing test; a passing one is woken by the server.
const patience = 3 * time.Minute

// realServers are a Dovecot and a Postfix that .ci/run has started: any user may
// log in to Dovecot, and mail to user@mail.test and user@fund.test reaches it
// through Postfix.
type realServers struct {
	imaps, smtp string // addresses as the configuration takes them
	lmtp        string // host:port
	caFile      string
	password    string
}

// findServers skips the test where there are no servers, unless CI said that
// there are.
func findServers(t *testing.T) realServers {
	t.Helper()
	s := realServers{
		imaps:    os.Getenv("MEDELBOT_TEST_IMAPS"),
		smtp:     os.Getenv("MEDELBOT_TEST_SMTP"),
		lmtp:     os.Getenv("MEDELBOT_TEST_LMTP"),
		caFile:   os.Getenv("MEDELBOT_TEST_CA"),
		password: os.Getenv("MEDELBOT_TEST_PASSWORD"),
	}
	if s.imaps == "" || s.smtp == "" || s.lmtp == "" {
		if os.Getenv("CI_REAL_SERVERS") != "" {
			t.Fatal("CI_REAL_SERVERS is set, and MEDELBOT_TEST_IMAPS, _SMTP or _LMTP is not")
		}
		t.Skip("no real mail servers: .ci/run starts some")
	}
	return s
}

// person is somebody with a mailbox in Dovecot, who looks into it over IMAP.
type person struct {
	t       *testing.T
	servers realServers
	user    string
	address string
	client  *imapclient.Client
	arrived chan struct{} // something changed in INBOX
}

// applicant gives somebody outside a fresh mailbox. The name is for the eye of
// who debugs.
func (s realServers) applicant(t *testing.T, name string) *person {
	t.Helper()
	return s.newPerson(t, name, "@mail.test")
}

// official gives one of the fund's own people a fresh mailbox.
func (s realServers) official(t *testing.T, name string) *person {
	t.Helper()
	return s.newPerson(t, name, "@fund.test")
}

func (s realServers) newPerson(t *testing.T, name, domain string) *person {
	t.Helper()
	user := name + "-" + strings.ToLower(rand.Text()[:10])
	p := &person{t: t, servers: s, user: user, address: user + domain, arrived: make(chan struct{}, 1)}
	p.login()
	return p
}

func (p *person) login() {
	p.t.Helper()
	address, err := url.Parse(p.servers.imaps)
	if err != nil {
		p.t.Fatal(err)
	}
	roots := x509.NewCertPool()
	pem, err := os.ReadFile(p.servers.caFile)
	if err != nil || !roots.AppendCertsFromPEM(pem) {
		p.t.Fatalf("the test servers' certificates: %v", err)
	}
	p.client, err = imapclient.DialTLS(address.Host, &imapclient.Options{
		TLSConfig:   &tls.Config{RootCAs: roots},
		WordDecoder: &mime.WordDecoder{CharsetReader: charset.Reader},
		UnilateralDataHandler: &imapclient.UnilateralDataHandler{
			Mailbox: func(*imapclient.UnilateralDataMailbox) {
				select {
				case p.arrived <- struct{}{}:
				default:
				}
			},
		},
	})
	if err != nil {
		p.t.Fatalf("%s: %v", p.user, err)
	}
	client := p.client
	p.t.Cleanup(func() { client.Close() })
	if err := p.client.Login(p.user, p.servers.password).Wait(); err != nil {
		p.t.Fatalf("%s: %v", p.user, err)
	}
}

// letter is one mail in a mailbox.
type letter struct {
	uid    imap.UID
	flags  []imap.Flag
	header mail.Header
	raw    string
}

func (l letter) subject() string {
	s, err := new(mime.WordDecoder).DecodeHeader(l.header.Get("Subject"))
	if err != nil {
		return l.header.Get("Subject")
	}
	return s
}

func (l letter) has(flag imap.Flag) bool {
	return slices.ContainsFunc(l.flags, func(f imap.Flag) bool { return strings.EqualFold(string(f), string(flag)) })
}

// folder lists what lies in a folder and leaves no trace of having looked.
func (p *person) folder(name string) []letter {
	p.t.Helper()
	selected, err := p.client.Select(name, &imap.SelectOptions{ReadOnly: true}).Wait()
	if err != nil {
		p.t.Fatalf("%s: %s: %v", p.user, name, err)
	}
	if selected.NumMessages == 0 {
		return nil
	}
	body := &imap.FetchItemBodySection{Peek: true}
	found, err := p.client.Fetch(imap.SeqSet{{Start: 1, Stop: selected.NumMessages}},
		&imap.FetchOptions{UID: true, Flags: true, BodySection: []*imap.FetchItemBodySection{body}}).Collect()
	if err != nil {
		p.t.Fatalf("%s: %s: %v", p.user, name, err)
	}
	var letters []letter
	for _, f := range found {
		raw := f.FindBodySection(body)
		m, err := mail.ReadMessage(bytes.NewReader(raw))
		if err != nil {
			p.t.Fatalf("%s: %s, UID %d: %v", p.user, name, f.UID, err)
		}
		letters = append(letters, letter{uid: f.UID, flags: f.Flags, header: m.Header, raw: string(raw)})
	}
	return letters
}

// await waits until a folder holds a letter for which want says yes, and
// returns it.
func (p *person) await(folder, what string, want func(letter) bool) letter {
	p.t.Helper()
	deadline := time.After(patience)
	for {
		for _, l := range p.folder(folder) {
			if want(l) {
				return l
			}
		}
		idle, err := p.client.Idle()
		if err != nil {
			p.t.Fatalf("%s: %v", p.user, err)
		}
		late := false
		select {
		case <-p.arrived:
		case <-deadline:
			late = true
		}
		if err := idle.Close(); err != nil {
			p.t.Fatalf("%s: %v", p.user, err)
		}
		if err := idle.Wait(); err != nil {
			p.t.Fatalf("%s: %v", p.user, err)
		}
		if late {
			p.t.Fatalf("%s: no %s in %s within %v", p.user, what, folder, patience)
		}
	}
}

// answer waits for a letter from somebody with these words in its subject.
func (p *person) answer(from *person, subject string) letter {
	p.t.Helper()
	return p.await("INBOX", fmt.Sprintf("letter %q", subject), func(l letter) bool {
		return strings.Contains(l.header.Get("From"), from.address) && strings.Contains(l.subject(), subject)
	})
}

// receive puts a mail into the person's INBOX at once, as a mail exchanger
// does, by LMTP. from is the envelope's sender.
func (p *person) receive(from, raw string) {
	p.t.Helper()
	conn, err := net.Dial("tcp", p.servers.lmtp)
	if err != nil {
		p.t.Fatal(err)
	}
	client := smtp.NewClientLMTP(conn)
	defer client.Close()
	// Dovecot notes who handed the mail over: the fund's own border.
	if err := client.Hello(border); err != nil {
		p.t.Fatal(err)
	}
	raw = strings.ReplaceAll(strings.TrimPrefix(raw, "\n"), "\n", "\r\n")
	if err := client.SendMail(from, []string{p.address}, strings.NewReader(raw)); err != nil {
		p.t.Fatalf("deliver to %s: %v", p.address, err)
	}
}
