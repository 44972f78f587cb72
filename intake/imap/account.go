// Package imap holds the IMAP clients: a Reader that has no command to change
// a mailbox, and a Writer for what the configuration asks for expressly.
//
// Both stand on go-imap's client, which knows no deadlines; they are added here.
package imap

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"time"
)

// Account is how to reach one mailbox.
type Account struct {
	// URL is imaps://host[:993], imap+starttls://host[:143] or, for a loopback
	// host only, imap://host[:143].
	URL      string
	Username string
	// Password is asked for at each login, so that a changed secret file needs
	// no restart.
	Password func() (string, error)
	// Token gives an OAuth 2.0 access token and takes the place of Password if it
	// is not nil. It is asked at each login; rejected is one that the server has
	// just refused, "" if none was. An error of it that has a method Permanent()
	// bool which says false is waited out.
	Token func(ctx context.Context, rejected string) (string, error)
	// CAFile names a PEM file with roots trusted besides the system's.
	CAFile   string
	Timeouts Timeouts
	// Progress is called, from any goroutine, when bytes of an answer that is due
	// come in: a transfer may take hours and be well. nil calls nobody.
	Progress func()
	// Dial replaces the network in tests; nil dials TCP.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// Timeouts bound the waiting. Zero values mean the defaults.
type Timeouts struct {
	Connect  time.Duration // to reach the server, TLS and login included; default 30 s
	Command  time.Duration // for one command, besides the transfer of its data; default 1 min
	Progress time.Duration // without a single byte while an answer is due; default 30 s
}

func (t Timeouts) withDefaults() Timeouts {
	for _, d := range []struct {
		value    *time.Duration
		fallback time.Duration
	}{{&t.Connect, 30 * time.Second}, {&t.Command, time.Minute}, {&t.Progress, 30 * time.Second}} {
		if *d.value <= 0 {
			*d.value = d.fallback
		}
	}
	return t
}

// security is how a connection is protected.
type security int

const (
	implicitTLS security = iota
	startTLS
	plainLoopback
)

// endpoint is a parsed account URL.
type endpoint struct {
	host, port string
	security   security
}

func (e endpoint) address() string { return net.JoinHostPort(e.host, e.port) }

// parseURL reads an account URL. Plain imap is allowed to the machine itself
// only: a password never crosses a network unprotected.
func parseURL(s string) (endpoint, error) {
	u, err := url.Parse(s)
	if err != nil || u.Hostname() == "" {
		return endpoint{}, fmt.Errorf("%q is no server address: write it as imaps://host:993 or imap+starttls://host:143", s)
	}
	if u.User != nil || (u.Path != "" && u.Path != "/") || u.RawQuery != "" {
		return endpoint{}, errors.New("the server address holds a host and a port only; user name, password and folder have keys of their own")
	}
	e := endpoint{host: u.Hostname(), port: u.Port()}
	standard := "143"
	switch u.Scheme {
	case "imaps":
		e.security, standard = implicitTLS, "993"
	case "imap+starttls":
		e.security = startTLS
	case "imap":
		e.security = plainLoopback
		if ip := net.ParseIP(e.host); e.host != "localhost" && (ip == nil || !ip.IsLoopback()) {
			return endpoint{}, fmt.Errorf("%q would send the password unprotected: use imaps:// or imap+starttls:// (plain imap:// is for this machine only)", s)
		}
	default:
		return endpoint{}, fmt.Errorf("%q has an unknown scheme: use imaps://, imap+starttls:// or, for this machine only, imap://", s)
	}
	if e.port == "" {
		e.port = standard
	}
	return e, nil
}

// Validate tells what is wrong with the account's settings; it needs no network.
func (a Account) Validate() error {
	if _, err := parseURL(a.URL); err != nil {
		return err
	}
	if a.Username == "" {
		return errors.New("the account has no user name")
	}
	_, err := a.tlsConfig("")
	return err
}
