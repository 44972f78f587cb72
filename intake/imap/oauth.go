package imap

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	wire "github.com/emersion/go-imap/v2"
	"github.com/emersion/go-sasl"
)

// loginByToken logs in with an access token. One that the server refuses may
// have ended before its time: another is asked for, once.
func (a Account) loginByToken(ctx context.Context, s *session) error {
	rejected := ""
	for {
		token, err := a.Token(ctx, rejected)
		if err != nil {
			return noToken(ctx, err)
		}
		b := &bearer{user: a.Username, token: token}
		err = s.quick(ctx, "the login", func() error {
			if !b.choose(s.client.Caps()) {
				return &Error{Trouble: BadLogin, Message: fmt.Sprintf("%s takes no login by access token (OAUTHBEARER or XOAUTH2)", s.conn.server),
					Try: "check the server in the imap setting; if it takes passwords, auth = \"password\""}
			}
			return s.client.Authenticate(b)
		})
		if err == nil {
			return nil
		}
		trouble := a.refusedToken(s, b, err)
		if trouble == nil {
			return err
		}
		if trouble.Trouble != BadLogin || rejected != "" {
			return trouble
		}
		rejected = token
	}
}

// noToken says that there is nothing to log in with. Whoever gets the tokens
// knows whether it is worth trying again.
func noToken(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	trouble := NoToken
	var judged interface{ Permanent() bool }
	if errors.As(err, &judged) && !judged.Permanent() {
		trouble = Unreachable
	}
	return &Error{Trouble: trouble, Message: "there is no access token to log in with", Err: err}
}

// refusedToken makes an *Error of what the server said to a token; nil if it
// said nothing of it.
func (a Account) refusedToken(s *session, b *bearer, err error) *Error {
	var refused *wire.Error
	switch {
	case errors.As(err, &refused) && troubleOf(refused) == Busy:
		return &Error{Trouble: Busy, Message: fmt.Sprintf("%s takes no logins now", s.conn.server), Err: refused}
	case b.challenged: // whatever came after it, this was a refusal
		err = errors.New(b.status)
	case errors.As(err, &refused) && refused.Type != wire.StatusResponseTypeBye:
		err = refused
	default:
		return nil
	}
	return &Error{Trouble: BadLogin, Message: fmt.Sprintf("%s does not take the access token for %s", s.conn.server, a.Username),
		Try: "check that username is the mailbox's address, that IMAP is on for that mailbox, and that the application, or the person who ran medelbot login, was given full access to it; at Microsoft also that IMAP.AccessAsApp has admin consent where the application signs in by itself, and that a change takes up to an hour",
		Err: err}
}

// bearer is the client's side of both mechanisms that take an access token. The
// library has OAUTHBEARER, which keeps the server's words to itself, and no
// XOAUTH2.
type bearer struct {
	user, token string
	mechanism   string
	challenged  bool   // the server has refused the token
	status      string // what it said then, for a person
}

const (
	oauthBearer = sasl.OAuthBearer // RFC 7628
	xoauth2     = "XOAUTH2"        // Google's and Microsoft's forerunner of it
)

// choose takes the standard where it is offered. It reports false where neither
// is.
func (b *bearer) choose(caps wire.CapSet) bool {
	for _, m := range []string{oauthBearer, xoauth2} {
		if caps.Has(wire.AuthCap(m)) {
			b.mechanism = m
			return true
		}
	}
	return false
}

// Start gives the only message there is.
func (b *bearer) Start() (mechanism string, initial []byte, err error) {
	if b.mechanism == oauthBearer {
		// A comma or an equals sign would end the name (RFC 5801, 4, saslname).
		user := strings.NewReplacer("=", "=3D", ",", "=2C").Replace(b.user)
		return b.mechanism, []byte("n,a=" + user + ",\x01auth=Bearer " + b.token + "\x01\x01"), nil
	}
	return b.mechanism, []byte("user=" + b.user + "\x01auth=Bearer " + b.token + "\x01\x01"), nil
}

// Next answers the only challenge there is, which says why the token is refused:
// in OAUTHBEARER with a control-A (RFC 7628, 3.2.3), in XOAUTH2 with nothing.
// Then the server says NO; or BAD, since the library writes nothing as "="
// (go-imap issue 760).
func (b *bearer) Next(challenge []byte) ([]byte, error) {
	b.challenged, b.status = true, statusOf(challenge)
	if b.mechanism == oauthBearer {
		return []byte{1}, nil
	}
	return []byte{}, nil
}

// statusOf reads the reason of a refusal (RFC 7628, 3.2.2), or shows it as it
// is.
func statusOf(challenge []byte) string {
	var reason struct{ Status, Scope string }
	text := string(challenge)
	if json.Unmarshal(challenge, &reason) == nil && reason.Status != "" {
		text = "status " + reason.Status
		if reason.Scope != "" {
			text += ", scope " + reason.Scope
		}
	}
	return "the server answers: " + shown(text)
}

// mostShown is how much of a server's words an error repeats.
const mostShown = 200

// shown makes a server's words fit for one line.
func shown(text string) string {
	text = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(text, "?"), func(r rune) bool { return r <= ' ' || r == 0x7f }), " ")
	if runes := []rune(text); len(runes) > mostShown {
		return string(runes[:mostShown]) + "..."
	}
	return text
}
