package imap

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"medelbot/intake/internal/imaptest"
)

// purse gives tokens in turn and notes which were called refused.
type purse struct {
	tokens  []string
	refused []string
}

func (p *purse) token(_ context.Context, rejected string) (string, error) {
	if rejected != "" {
		p.refused = append(p.refused, rejected)
	}
	token := p.tokens[0]
	if len(p.tokens) > 1 {
		p.tokens = p.tokens[1:]
	}
	return token, nil
}

// bearerServer takes the token "good" by the mechanism it offers. Every other
// one it refuses by a challenge, whose answer it notes, and by no.
func bearerServer(mechanism, challenge, no string, answers *[]string) imaptest.Reply {
	return func(c *imaptest.Conn, tag, command string) bool {
		rest, ok := strings.CutPrefix(command, "AUTHENTICATE "+mechanism)
		if !ok {
			return false
		}
		initial := strings.TrimSpace(rest)
		if initial == "" {
			c.Send("+ ")
			initial = c.Line()
		}
		said, _ := base64.StdEncoding.DecodeString(initial)
		*answers = append(*answers, string(said))
		switch {
		case strings.Contains(string(said), "auth=Bearer good\x01\x01"):
			c.Send("%s OK welcome", tag)
		case challenge == "":
			c.Send("%s %s", tag, no)
		default:
			c.Send("+ %s", base64.StdEncoding.EncodeToString([]byte(challenge)))
			*answers = append(*answers, c.Line())
			c.Send("%s %s", tag, no)
		}
		return true
	}
}

const invalid = `{"status":"invalid_token","schemes":"bearer","scope":"https://mail.google.com/"}`

// Either mechanism is spoken as its specification has it, with and without an
// initial response in the command (RFC 4959).
func TestBearer(t *testing.T) {
	for _, test := range []struct{ caps, mechanism, first, answer string }{
		{"IMAP4rev1 SASL-IR AUTH=XOAUTH2", "XOAUTH2", "user=harald\x01auth=Bearer old\x01\x01", "="},
		{"IMAP4rev1 AUTH=XOAUTH2", "XOAUTH2", "user=harald\x01auth=Bearer old\x01\x01", "="},
		{"IMAP4rev1 SASL-IR AUTH=XOAUTH2 AUTH=PLAIN AUTH=OAUTHBEARER", "OAUTHBEARER", "n,a=harald,\x01auth=Bearer old\x01\x01", "AQ=="},
		{"IMAP4rev1 AUTH=OAUTHBEARER", "OAUTHBEARER", "n,a=harald,\x01auth=Bearer old\x01\x01", "AQ=="},
	} {
		for _, no := range []string{"NO SASL failed", "BAD invalid base64"} {
			fake, p, answers := imaptest.StartFake(t), &purse{tokens: []string{"old", "good"}}, []string{}
			fake.Offer(test.caps)
			fake.Misbehave(bearerServer(test.mechanism, invalid, no, &answers))
			a := account(fake.URL)
			a.Token = p.token
			r, err := a.OpenReader(t.Context())
			if err != nil {
				t.Errorf("%s: %v", test.caps, err)
				continue
			}
			r.Close()
			want := []string{test.first, test.answer, strings.Replace(test.first, "old", "good", 1)}
			if !slices.Equal(answers, want) || !slices.Equal(p.refused, []string{"old"}) {
				t.Errorf("%s: it said %q, want %q; called refused: %q", test.caps, answers, want, p.refused)
			}
		}
	}
}

// permanent is an error of whoever gets tokens.
type permanent bool

func (p permanent) Error() string   { return "the client secret has expired" }
func (p permanent) Hint() string    { return "make a new one" }
func (p permanent) Permanent() bool { return bool(p) }

// A refusal says why and waits for a person; what may pass is waited out. No
// token is asked for more than twice, and none stands in an error.
func TestBearerTroubles(t *testing.T) {
	for _, test := range []struct {
		name, caps, challenge, no string
		err                       error
		trouble                   Trouble
		permanent                 bool
		says, hint                string
		asked                     int
	}{
		{"refused with a reason", "IMAP4rev1 AUTH=XOAUTH2", invalid, "NO failed", nil, BadLogin, true, "status invalid_token, scope https://mail.google.com/", "full access", 2},
		{"refused with a reason that is none", "IMAP4rev1 AUTH=XOAUTH2", "no\x1b[31m!", "NO failed", nil, BadLogin, true, "answers: no [31m!", "full access", 2},
		{"Exchange says only no", "IMAP4rev1 AUTH=XOAUTH2", "", "NO AUTHENTICATE failed.", nil, BadLogin, true, "AUTHENTICATE failed", "admin consent", 2},
		{"too many at a time", "IMAP4rev1 AUTH=XOAUTH2", "", "NO [ALERT] Too many simultaneous connections. (Failure)", nil, Busy, false, "no logins now", "", 1},
		{"throttled", "IMAP4rev1 AUTH=XOAUTH2", "", "NO [THROTTLED] later", nil, Busy, false, "no logins now", "", 1},
		{"the server is down", "IMAP4rev1 AUTH=XOAUTH2", "", "NO [UNAVAILABLE] backend is down", nil, Busy, false, "no logins now", "", 1},
		{"no such login", "IMAP4rev1 AUTH=PLAIN", "", "", nil, BadLogin, true, "takes no login by access token", "auth = ", 0},
		{"no token for good", "IMAP4rev1 AUTH=XOAUTH2", "", "", permanent(true), NoToken, true, "the client secret has expired", "make a new one", 0},
		{"no token for now", "IMAP4rev1 AUTH=XOAUTH2", "", "", permanent(false), Unreachable, false, "the client secret has expired", "make a new one", 0},
		{"no token, nobody knows why", "IMAP4rev1 AUTH=XOAUTH2", "", "", errors.New("disk"), NoToken, true, "disk", "", 0},
	} {
		fake, answers := imaptest.StartFake(t), []string{}
		fake.Offer(test.caps)
		fake.Misbehave(bearerServer("XOAUTH2", test.challenge, test.no, &answers))
		a := account(fake.URL)
		n := 0
		a.Token = func(context.Context, string) (string, error) { n++; return fmt.Sprintf("topsecret%d", n), test.err }
		_, err := a.OpenReader(t.Context())
		e := asError(t, err)
		if e.Trouble != test.trouble || e.Permanent() != test.permanent || !strings.Contains(e.Error(), test.says) || !strings.Contains(hint(e), test.hint) {
			t.Errorf("%s: %s: %v; try: %s", test.name, e.Trouble, e, hint(e))
		}
		if strings.Contains(e.Error(), "topsecret") {
			t.Errorf("%s: a token is told: %v", test.name, e)
		}
		logins := len(slices.DeleteFunc(fake.Commands(), func(c string) bool { return !strings.HasPrefix(c, "AUTHENTICATE") }))
		if logins != test.asked {
			t.Errorf("%s: %d logins, want %d", test.name, logins, test.asked)
		}
	}
}

// hint is what a person sees after the error: that of the cause if e has none.
func hint(e *Error) string {
	var h interface{ Hint() string }
	if e.Try == "" && errors.As(e.Err, &h) {
		return h.Hint()
	}
	return e.Try
}

// What Exchange Online and Gmail say in words alone is waited out, also where it
// ends the connection.
func TestThrottled(t *testing.T) {
	for _, test := range []struct {
		name, line string
		trouble    Trouble
		hint       string
		pause      time.Duration
	}{
		{"the mailbox is not shared, or out of reach", "%s BAD User is authenticated but not connected.\r\n* BYE Connection closed. 14", Busy, "full access", 0},
		{"throttled", "%s BAD Request is throttled. Suggested Backoff Time: 89117 milliseconds", Busy, "poll", 89117 * time.Millisecond},
		{"throttled for a week", "%s BAD Request is throttled. Suggested Backoff Time: 604800000 milliseconds", Busy, "poll", 10 * time.Minute},
		{"throttled, and gone", "%s NO Request is throttled. Suggested Backoff Time: 89117 milliseconds\r\n* BYE Connection closed. 14", Busy, "poll", 89117 * time.Millisecond},
		{"out of order", "%s NO Server Unavailable. 15", Busy, "wait", 0},
		{"Gmail's day is used up", "%s NO Account exceeded command or bandwidth limits. (Failure)", Busy, "tomorrow", 0},
		{"goodbye in the middle", "* BYE Session invalidated - AccessTokenExpired", Busy, "", 0},
	} {
		fake := imaptest.StartFake(t)
		fake.Misbehave(func(c *imaptest.Conn, tag, command string) bool {
			if !strings.HasPrefix(command, "EXAMINE") {
				return false
			}
			if strings.Contains(test.line, "%s") {
				c.Send(test.line, tag)
			} else {
				c.Send("%s", test.line)
				c.Close()
			}
			return true
		})
		r, err := account(fake.URL).OpenReader(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		_, err = r.Examine(t.Context(), "INBOX")
		e := asError(t, err)
		if e.Permanent() || e.Trouble != test.trouble && e.Trouble != Cut || !strings.Contains(e.Hint(), test.hint) || e.Pause != test.pause {
			t.Errorf("%s: %s: %v; try: %s; pause %s", test.name, e.Trouble, e, e.Hint(), e.Pause)
		}
		r.Close()
	}
}

// Whatever a server says of a token is told in one line of bounded length.
func FuzzStatus(f *testing.F) {
	f.Add([]byte(invalid))
	f.Add([]byte("no\x1b[31m\r\n"))
	f.Fuzz(func(t *testing.T, challenge []byte) {
		if got := statusOf(challenge); len(got) > 5*mostShown || strings.ContainsAny(got, "\r\n\x00\x1b") {
			t.Errorf("%q", got)
		}
	})
}
