package main

import (
	"context"
	"crypto/x509"
	"fmt"
	"os"
	"strings"

	"medelbot/cmd/medelbot/config"
	"medelbot/cmd/medelbot/signin"
	"medelbot/intake/imap"
	"medelbot/notifier"
)

// folder is a folder on the server as the outbox uses it.
func folder(w *imap.Writer, name, flag string) *notifier.Folder {
	return &notifier.Folder{
		Find: func(ctx context.Context, id string) (bool, error) { return w.FindMessageID(ctx, name, id) },
		Append: func(ctx context.Context, raw []byte) error {
			return w.Append(ctx, name, []string{flag}, raw)
		},
	}
}

// sender is the way to the mailbox's server for letters; tokens as in account.
func sender(m *config.Mailbox, tokens *signin.Source) (*notifier.SMTP, error) {
	s, err := notifier.ParseURL(m.SMTP)
	if err != nil {
		return nil, err
	}
	s.Hello = helloName()
	s.Username = m.Username
	s.Password = func(context.Context) (string, error) { return m.Secret() }
	if tokens != nil {
		s.Token = tokens.Token
	}
	s.RootCAs, err = roots(m.CAPath())
	return &s, err
}

// helloName is what mail servers are greeted with: this machine's full name, or
// "".
func helloName() string {
	name, err := os.Hostname()
	if err != nil {
		return ""
	}
	return fullName(name)
}

// fullName is the machine's name if it is a full one, by which others may know
// it; else "".
func fullName(name string) string {
	if !strings.Contains(name, ".") {
		return ""
	}
	return name
}

// roots are the system's trust roots and those in a file, nil for the system's.
func roots(path string) (*x509.CertPool, error) {
	if path == "" {
		return nil, nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, &usageError{text: fmt.Sprintf("the file of trust roots cannot be read: %v", err), try: "check ca_file in the configuration"}
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool() // a system without any
	}
	if !pool.AppendCertsFromPEM(text) {
		return nil, &usageError{text: fmt.Sprintf("there is no certificate in %s", path), try: "a file in PEM form as ca_file"}
	}
	return pool, nil
}
