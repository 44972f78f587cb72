package notifier

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"medelbot"
)

// bearerServer is the server's side of XOAUTH2, on a script whose login takes a
// token for a password.
type bearerServer struct {
	s       *script
	refusal error // told once the client has answered the challenge
}

var bearerMessage = regexp.MustCompile("^user=([^\x01]*)\x01auth=Bearer ([^\x01]*)\x01\x01$")

func (b *bearerServer) Next(response []byte) (challenge []byte, done bool, err error) {
	if b.refusal != nil {
		if len(response) > 0 {
			return nil, false, errors.New("the challenge was answered with something")
		}
		return nil, false, b.refusal
	}
	said := bearerMessage.FindStringSubmatch(string(response))
	if said == nil {
		return nil, false, fmt.Errorf("%q is no XOAUTH2", response)
	}
	if err = b.s.login(said[1], said[2]); err == nil || b.s.status == "" {
		return nil, true, err
	}
	b.refusal = err
	return []byte(`{"status":"` + b.s.status + `","schemes":"bearer"}`), false, nil
}

// inTurn gives the tokens one after the other, the last one again and again, and
// notes which were called refused.
func inTurn(refused *[]string, tokens ...string) func(context.Context, string) (string, error) {
	return func(_ context.Context, rejected string) (string, error) {
		if rejected != "" {
			*refused = append(*refused, rejected)
		}
		token := tokens[0]
		tokens = tokens[min(1, len(tokens)-1):]
		return token, nil
	}
}

// A token that the server refuses is tried no second time: a fresh one is, over
// a fresh connection, and the letter leaves.
func TestFreshToken(t *testing.T) {
	for _, status := range []string{"", "400"} {
		s := &script{way: xoauth2, status: status, login: func(user, token string) error {
			if user == "harald" && token == "good" {
				return nil
			}
			return smtpError(535, 5, 7, 3, "Authentication unsuccessful")
		}}
		out, refused := s.start(t, nil, Plain), []string{}
		out.Username, out.Token = "harald", inTurn(&refused, "old", "good")
		c, err := out.Open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		err = c.Send(t.Context(), "harald.gronqvist@skr.se", "eva@kronoberg.se", []byte(message))
		c.Close()
		if _, mails, _ := s.seen(); err != nil || len(mails) != 1 || !slices.Equal(refused, []string{"old"}) {
			t.Errorf("status %q: %v, %d letters, called refused: %q", status, err, len(mails), refused)
		}
	}
}

// unready is an error of whoever gets tokens.
type unready struct{ waits bool }

func (u unready) Error() string   { return "the client secret has expired" }
func (u unready) Hint() string    { return "make a new one" }
func (u unready) Permanent() bool { return u.waits }

// Each refusal is told with what to do about it, without the token, and whether
// a person must do it.
func TestTokenTroubles(t *testing.T) {
	for _, test := range []struct {
		name       string
		refuse     error
		status     string
		err        error
		way        string
		says, hint string
		waits      bool
		asked      int
	}{
		{"not for this mailbox", smtpError(535, 5, 7, 3, "Authentication unsuccessful"), "", nil, xoauth2, "5.7.3", "SMTP.SendAsApp has admin consent", true, 2},
		{"refused with a reason", smtpError(535, 5, 7, 8, "no"), "invalid_token", nil, xoauth2, "status invalid_token", "may send as it", true, 2},
		{"SMTP AUTH is off for all", smtpError(535, 5, 7, 139, "Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant."), "", nil, xoauth2, "5.7.139", "Set-CASMailbox", true, 2},
		{"SMTP AUTH is off for the mailbox", smtpError(535, 5, 7, 139, "Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox."), "", nil, xoauth2, "5.7.139", "Set-CASMailbox", true, 2},
		{"throttled", smtpError(421, 4, 7, 0, "too many logins"), "", nil, xoauth2, "no logins now", "wait", false, 1},
		{"out of order", smtpError(454, 4, 7, 0, "Temporary authentication failure"), "", nil, xoauth2, "no logins now", "wait", false, 1},
		{"no such login", nil, "", nil, "OAUTHBEARER", "takes no login by access token", "smtp setting", true, 0},
		{"no token for good", nil, "", unready{true}, xoauth2, "the client secret has expired", "make a new one", true, 1},
		{"no token for now", nil, "", unready{false}, xoauth2, "the client secret has expired", "make a new one", false, 1},
	} {
		s := &script{way: test.way, status: test.status, login: func(string, string) error { return test.refuse }}
		out, n := s.start(t, nil, Plain), 0
		out.Username = "harald"
		out.Token = func(context.Context, string) (string, error) { n++; return fmt.Sprint("topsecret", n), test.err }
		_, err := out.Open(t.Context())
		if err == nil {
			t.Errorf("%s: it let us in", test.name)
			continue
		}
		if !strings.Contains(err.Error(), test.says) || !strings.Contains(medelbot.Hint(err), test.hint) || waits(err) != test.waits || n != test.asked {
			t.Errorf("%s: %v; try: %s; waits %v, %d tokens", test.name, err, medelbot.Hint(err), waits(err), n)
		}
		if strings.Contains(err.Error(), "topsecret") {
			t.Errorf("%s: a token is told: %v", test.name, err)
		}
	}
}

// The right to send as the mailbox is not the letter's affair: it waits, however
// long that takes, and leaves once a person has seen to it.
func TestNoRightToSend(t *testing.T) {
	denied := map[string]*script{
		"at MAIL": {onMail: func(n int) error {
			if n <= 30 {
				return smtpError(550, 5, 7, 60, "SMTP; Client does not have permissions to send as this sender")
			}
			return nil
		}},
		"before a login": {onMail: func(n int) error {
			if n <= 30 {
				return smtpError(530, 5, 7, 57, "Client not authenticated to send mail.")
			}
			return nil
		}},
		"after the message": {onEnd: func(n int) error {
			if n <= 30 {
				return smtpError(554, 5, 2, 252, "SendAsDenied; harald@example.org not allowed to send as testbaddar@example.org")
			}
			return nil
		}},
	}
	for name, s := range denied {
		hint := "SendAs"
		if name == "before a login" {
			hint = "port 587"
		}
		now := fixed()
		m := queued(func() time.Time { return now }, 2)
		box := outbox(m, s.start(t, nil, Plain))
		for range 30 {
			n, err := box.Drain(t.Context())
			if n != 0 || err == nil || !strings.Contains(medelbot.Hint(err), hint) || m.states() != "queued queued" {
				t.Fatalf("%s: %d left, %s: %v; try: %s", name, n, m.states(), err, medelbot.Hint(err))
			}
			now = now.Add(12 * time.Hour)
		}
		if n, err := box.Drain(t.Context()); n != 2 || err != nil {
			t.Errorf("%s: after half a month %d letters left, %v", name, n, err)
		}
	}
}
