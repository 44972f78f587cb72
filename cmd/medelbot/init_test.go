package main

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"medelbot/cmd/medelbot/autoconfig"
)

// names is a DNS that knows one MX record, and a network where nobody answers.
type names map[string]string

var errNobody = errors.New("nobody answers")

func (names) LookupSRV(context.Context, string, string, string) (string, []*net.SRV, error) {
	return "", nil, errNobody
}
func (names) LookupCNAME(context.Context, string) (string, error)    { return "", errNobody }
func (names) RoundTrip(*http.Request) (*http.Response, error)        { return nil, errNobody }
func (names) dial(context.Context, string, string) (net.Conn, error) { return nil, errNobody }
func (n names) LookupMX(_ context.Context, domain string) ([]*net.MX, error) {
	if host, ok := n[domain]; ok {
		return []*net.MX{{Host: host}}, nil
	}
	return nil, errNobody
}

func TestInitByAddress(t *testing.T) {
	dns := names{"region.example": "region-example.mail.protection.outlook.com."}
	for _, c := range []struct {
		name  string
		args  []string
		said  []string
		lines []string // of the file
	}{
		{"Microsoft 365", []string{"--address", "anna@region.example"},
			[]string{"imap: imaps://outlook.office365.com:993, Microsoft 365, by the MX record of region.example; it could not be reached from here: nobody answers",
				"Next: fill in [mailbox.oauth2] (docs/microsoft365.md tells how), [[coordinator]] and [[call]], then try: medelbot check"},
			[]string{`auth = "oauth2"`, `tenant = "region.example"`, `trusted_authserv = ["m365"]`, `username = "anna@region.example"`}},
		{"a name that is an address", []string{"--user", "anna@region.example", "--imap", "outlook.office365.com"},
			[]string{"imap: imaps://outlook.office365.com:993, as you said; it could not be reached from here: nobody answers"},
			[]string{`address = "anna@region.example"`, `provider = "microsoft"`, `imap = "imaps://outlook.office365.com:993"`}},
		{"nothing to be found", []string{"--address", "anna@other.example", "--user", "aeg"},
			[]string{"imap: not found", "smtp: not found", "Tried in vain:", "https://autoconfig.other.example/mail/config-v1.1.xml: nobody answers",
				"Next: fill in imap, smtp, the password (a file named by password_file), trusted_authserv, [[coordinator]] and [[call]]"},
			[]string{`username = "aeg"`, `imap = "imaps://mail.example.org:993"`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			var out, errs bytes.Buffer
			p := process{out: &out, err: &errs, finder: autoconfig.Finder{Resolver: dns, Dial: dns.dial, Transport: dns}}
			if status := execute(t.Context(), append([]string{"init", dir}, c.args...), p); status != 0 {
				t.Fatalf("%d: %s", status, errs.String())
			}
			said := strings.Join(strings.Fields(out.String()), " ")
			for _, want := range c.said {
				if !strings.Contains(said, want) {
					t.Errorf("it does not say %q:\n%s", want, &out)
				}
			}
			text, err := os.ReadFile(filepath.Join(dir, "config.toml"))
			if err != nil {
				t.Fatal(err)
			}
			for _, line := range c.lines {
				if !strings.Contains(string(text), "\n"+line+"\n") {
					t.Errorf("there is no line %s", line)
				}
			}
		})
	}
}
