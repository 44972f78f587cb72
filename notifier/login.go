package notifier

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/textproto"
	"slices"
	"strings"

	"github.com/wneessen/go-mail/smtp"
)

// logIn proves who we are, where the server asks for that. rejected is an access
// token that it has just refused, "" if none was.
func (s *SMTP) logIn(ctx context.Context, c *connection, rejected string) error {
	if s.Username == "" {
		return nil
	}
	ok, offered := c.client.Extension("AUTH")
	if !ok {
		// A relay inside an organisation often knows its clients by their network
		// and offers no login, while the mailbox itself has one. Where a login is
		// needed after all, the server says so at the first letter (530).
		return nil
	}
	mechanisms := strings.Fields(strings.ToUpper(offered))
	if s.Token != nil {
		return s.logInByToken(ctx, c, mechanisms, rejected)
	}
	secret, err := s.Password(ctx)
	if err != nil {
		return fmt.Errorf("there is no password to log in with: %w", err)
	}
	auth, err := s.auth(mechanisms, secret)
	if err != nil {
		return err
	}
	if err := c.step(ctx, c.timeout, func() error { return c.client.Auth(auth) }); err != nil {
		return s.explainLogin(err, "check username and password of the mailbox")
	}
	return nil
}

func (s *SMTP) auth(mechanisms []string, secret string) (smtp.Auth, error) {
	loopback := s.Security == Plain // ParseURL allows no other host
	switch {
	case slices.Contains(mechanisms, "PLAIN"):
		return smtp.PlainAuth("", s.Username, secret, s.Host, loopback), nil
	case slices.Contains(mechanisms, "LOGIN"):
		return smtp.LoginAuth(s.Username, secret, s.Host, loopback), nil
	}
	return nil, fmt.Errorf("the mail server offers no way to log in that we know, only %s", strings.Join(mechanisms, ", "))
}

// logInByToken logs in with an access token. What the server refuses is noted in
// c, so that another one can be tried.
func (s *SMTP) logInByToken(ctx context.Context, c *connection, mechanisms []string, rejected string) error {
	if !slices.Contains(mechanisms, xoauth2) {
		return &Error{Text: fmt.Sprintf("the mail server takes no login by access token (XOAUTH2), only %s", strings.Join(mechanisms, ", ")),
			Try: "check the server in the smtp setting", Waits: true}
	}
	token, err := s.Token(ctx, rejected)
	if err != nil {
		var judged interface{ Permanent() bool }
		return &Error{Text: fmt.Sprintf("there is no access token to log in with: %v", err), Waits: !errors.As(err, &judged) || judged.Permanent(), Err: err}
	}
	auth := &bearer{user: s.Username, token: token}
	err = c.step(ctx, c.timeout, func() error { return c.client.Auth(auth) })
	if err == nil {
		return nil
	}
	var reply *textproto.Error
	if auth.status != "" || errors.As(err, &reply) && reply.Code == 535 {
		c.refused = token
	}
	if auth.status != "" {
		err = fmt.Errorf("%w (%s)", err, auth.status)
	}
	return s.explainLogin(err, "check that username is the mailbox's address, and that the application, or the person who ran medelbot login, may send as it; at Microsoft also that SMTP.SendAsApp has admin consent where the application signs in by itself, and that a change takes up to an hour")
}

// explainLogin says what is behind a login that failed. try is what to do if the
// server only says no.
func (s *SMTP) explainLogin(err error, try string) error {
	var reply *textproto.Error
	if !errors.As(err, &reply) {
		return &Error{Text: fmt.Sprintf("the connection to the mail server broke at the login: %v", err), Err: err}
	}
	if reply.Code/100 == 4 {
		return &Error{Text: fmt.Sprintf("the mail server takes no logins now: %v", err), Try: "wait; the letters do too", Err: err}
	}
	for _, k := range refusals {
		if strings.Contains(strings.ToLower(reply.Msg), k.words) {
			try = k.try
			break
		}
	}
	return &Error{Text: fmt.Sprintf("the mail server refused to let %s log in: %v", s.Username, err), Try: try, Waits: true, Err: err}
}

// refusal is what a server says in words alone: Exchange Online has one code for
// many things (535 5.7.139).
type refusal struct {
	words string // part of what it says, in lower case
	try   string
}

var refusals = [...]refusal{
	{"smtpclientauthentication is disabled for the tenant", "have an administrator allow SMTP AUTH for this one mailbox: Set-CASMailbox -Identity ADDRESS -SmtpClientAuthenticationDisabled $false; it takes up to an hour"},
	{"smtpclientauthentication is disabled for the mailbox", "have an administrator allow SMTP AUTH for the mailbox: Set-CASMailbox -Identity ADDRESS -SmtpClientAuthenticationDisabled $false; it takes up to an hour"},
	{"security defaults policy", "have an administrator look at the security defaults of the organisation (Entra admin center, Overview, Properties): they forbid SMTP AUTH"},
	{"basic authentication is disabled", "the server takes no passwords any more: auth = \"oauth2\""},
	{"application-specific password required", "auth = \"oauth2\", or an app password of the account in password_file"},
}

// xoauth2 is the mechanism that Google and Microsoft take access tokens by.
const xoauth2 = "XOAUTH2"

// bearer is the client's side of XOAUTH2. go-mail has it too, but keeps what the
// server says of a refused token to itself.
type bearer struct {
	user, token string
	status      string // what the server said of it, for a person; "" if nothing
}

// Start gives the only message there is.
func (b *bearer) Start(*smtp.ServerInfo) (mechanism string, initial []byte, err error) {
	return xoauth2, []byte("user=" + b.user + "\x01auth=Bearer " + b.token + "\x01\x01"), nil
}

// Next answers the only challenge there is, which says why the token is refused,
// with nothing; then the server says no by its code.
func (b *bearer) Next(challenge []byte, more bool) ([]byte, error) {
	if !more {
		return nil, nil
	}
	var reason struct{ Status string }
	b.status = "it gives no reason"
	if json.Unmarshal(challenge, &reason) == nil && reason.Status != "" {
		b.status = "status " + safe(reason.Status, mostStatus)
	}
	return []byte{}, nil
}

// mostStatus is how many characters of a server's status are shown.
const mostStatus = 60

// noRight makes an error that waits for a person of an answer that lets us send
// nothing at all, or nothing from this address: it speaks of us and not of the
// letter. Any other error stays as it is.
//
// Exchange Online denies the address at MAIL (550 5.7.60) or after the message
// (554 5.2.252 SendAsDenied). 530, 534, 535 and 538 want a login, or another one
// (RFC 4954, section 6).
func noRight(err error) error {
	var reply *textproto.Error
	if !errors.As(err, &reply) || reply.Code/100 != 5 {
		return err
	}
	text := strings.ToLower(reply.Msg)
	switch {
	case slices.Contains([]int{530, 534, 535, 538}, reply.Code):
		return &Error{Text: "the mail server takes no letters before a login, and offers us none here", Try: "smtps:// with port 465 or smtp+starttls:// with port 587 in the smtp setting, or have the server let this machine in without one",
			Waits: true, Err: err}
	case strings.Contains(text, "sendasdenied"), strings.Contains(text, "permissions to send as this sender"):
		return &Error{Text: "the mail server does not let us send from this address", Try: "check that address and username belong together, and that the application or the person may send as the mailbox (Add-RecipientPermission, SendAs)",
			Waits: true, Err: err}
	}
	return err
}
