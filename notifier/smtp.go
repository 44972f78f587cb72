package notifier

import (
	"context"
	"crypto/x509"
	"time"
)

// Opener opens connections to a mail server that takes letters.
type Opener interface {
	Open(ctx context.Context) (Conn, error)
}

// Conn is one open connection; it takes many letters, one after the other.
type Conn interface {
	// Send hands over one message. Its error is a *SendError.
	Send(ctx context.Context, from, to string, raw []byte) error
	Close() error
}

// SMTP is the way to one mail server.
type SMTP struct {
	Host     string
	Port     int
	TLS      Security
	Username string // "" sends without authentication
	// Password gives the password, or with OAuth the access token.
	Password func(ctx context.Context) (string, error)
	OAuth    bool           // XOAUTH2 instead of a password
	RootCAs  *x509.CertPool // nil: the system's
	Hello    string         // EHLO name; "" is "localhost"
	Timeout  time.Duration  // of each command; 0 is one minute
}

// Security says how a connection is protected. Plain is for loopback only.
type Security int

// The ways to protect a connection. There is no fallback from one to another.
const (
	ImplicitTLS Security = iota // smtps://
	StartTLS                    // smtp+starttls://
	Plain                       // smtp://, loopback only
)

// ParseURL reads smtps://host:port, smtp+starttls://host:port or smtp://host:port
// (loopback only). The port may be left out: 465, 587 and 25.
func ParseURL(s string) (SMTP, error) { return SMTP{}, nil }

// Open connects, secures and authenticates.
func (s *SMTP) Open(ctx context.Context) (Conn, error) { return nil, nil }

// Check tries what Open does and says in one sentence what is wrong.
func (s *SMTP) Check(ctx context.Context) error { return nil }
