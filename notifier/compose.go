// Package notifier composes letters, keeps the digest's time and drains the
// outbox by SMTP. It knows the store only by the interfaces it declares.
package notifier

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"io"
	"mime"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/wneessen/go-mail"

	"medelbot"
	"medelbot/templates"
	"medelbot/templates/forms"
)

// From is whom a mailbox's letters come from.
type From struct {
	Name    string // display name; also signs the letters
	Address string // the mailbox's own address; its domain is that of the Message-IDs
}

// Composer makes letters. It is read only, so that one composer serves several
// goroutines if Rand does (crypto/rand.Reader does).
type Composer struct {
	Templates    *templates.Set
	Organisation string          // who runs the fund, as letters name it
	Mailboxes    map[string]From // by the mailbox's name in the configuration
	Calls        []medelbot.Call
	Coordinators []medelbot.Person         // answer questions where a call names nobody
	Own          func(address string) bool // our own addresses: no applicant's letter goes there; nil knows none
	Mode         medelbot.LetterMode
	Zone         *time.Location
	Clock        func() time.Time
	Rand         io.Reader // of the random part of Message-IDs
}

// Compose writes the letter that a request asks for; its signature is that of
// medelbot.Handler.Compose. The case must have its number, and the request the
// letter's running number in it, which tells the letters of one case apart in
// the Message-ID and, unless the request has a key of its own, in the key; where
// nobody has counted, the case's version does. m is the mail that caused the
// letter, nil if none did.
func (c *Composer) Compose(k medelbot.Case, q medelbot.LetterRequest, m *medelbot.Mail) (medelbot.Letter, error) {
	if q.Name.ToCoordinator() {
		return c.composeForCoordinator(k, q, m)
	}
	// A coordinator's command is no mail of the applicant's: what it brings about
	// answers nobody.
	if m != nil && m.Reading.Kind == medelbot.Command {
		m = nil
	}
	if err := c.checkRecipient(q.To.Email); err != nil {
		return medelbot.Letter{}, fmt.Errorf("the letter %s in case %s has no recipient that can be used: %w", q.Name, k.Number, err)
	}
	view, err := c.view(k, q, m)
	if err != nil {
		return medelbot.Letter{}, fmt.Errorf("the letter %s in case %s cannot be written: %w", q.Name, k.Number, err)
	}
	files, err := c.form(k, view)
	if err != nil {
		return medelbot.Letter{}, fmt.Errorf("the letter %s in case %s cannot be written: %w", q.Name, k.Number, err)
	}
	n := q.N
	if n == 0 {
		n = max(1, k.Version)
	}
	id := fmt.Sprintf("%s.%s.%d", k.Number, q.Name, n)
	l := medelbot.Letter{
		Key: id, Mailbox: k.Mailbox, Case: k.Number, Name: q.Name, To: q.To.Email,
		State: q.State, Reason: q.Reason, Mode: c.Mode,
		NotBefore: q.NotBefore, AfterPass: q.AfterPass, Expects: q.Expects, Follows: q.Follows,
	}
	if q.Key != "" {
		l.Key = k.Number + "." + q.Key
	}
	return c.finish(l, c.Templates.In(k.Language), view, id, m, files...)
}

// finish renders a view in the language of the set and makes the letter's mail
// of it, with files beside it.
func (c *Composer) finish(l medelbot.Letter, in *templates.Set, view templates.View, id string, answers *medelbot.Mail, files ...forms.File) (medelbot.Letter, error) {
	r, err := in.Render(view)
	if err != nil {
		return l, err
	}
	return c.pack(l, r, id, answers, files...)
}

// pack makes the mail of a rendered letter.
func (c *Composer) pack(l medelbot.Letter, r templates.Rendered, id string, answers *medelbot.Mail, files ...forms.File) (medelbot.Letter, error) {
	from, ok := c.Mailboxes[l.Mailbox]
	if !ok {
		return l, fmt.Errorf("the mailbox %q is not in the configuration, so the letter %s has no sender", l.Mailbox, l.Key)
	}
	random, err := c.random()
	if err != nil {
		return l, err
	}
	_, domain, _ := strings.Cut(from.Address, "@")
	now := c.Clock()
	l.Subject = r.Subject
	l.MessageID = id + "." + random + "@" + domain
	l.CreatedAt = now
	if l.NotBefore.Before(now) {
		l.NotBefore = now
	}
	l.Raw, err = encode(l, r, from, random, now.In(c.Zone), answers)
	if err != nil || len(files) == 0 {
		return l, err
	}
	if l.Raw, err = attach(l.Raw, random, files); err != nil {
		return l, fmt.Errorf("the letter %s cannot be encoded: %w", l.Key, err)
	}
	return l, nil
}

func (c *Composer) random() (string, error) {
	var b [10]byte
	if _, err := io.ReadFull(c.Rand, b[:]); err != nil {
		return "", fmt.Errorf("no random bytes for a Message-ID: %w", err)
	}
	return hex.EncodeToString(b[:]), nil
}

// encode writes the mail (RFC 5322, MIME). It is made once: a second attempt
// sends the same bytes, so that the Message-ID can tell whether the first came
// through.
func encode(l medelbot.Letter, r templates.Rendered, from From, random string, date time.Time, answers *medelbot.Mail) ([]byte, error) {
	m := mail.NewMsg(mail.WithNoDefaultUserAgent(), mail.WithBoundary("medelbot-"+random))
	if err := m.FromFormat(from.Name, from.Address); err != nil {
		return nil, fmt.Errorf("the mailbox's address %q cannot be used as a sender: %w", from.Address, err)
	}
	// The display name that the mail came with is anybody's text: left out.
	if err := m.To(l.To); err != nil {
		return nil, fmt.Errorf("the address %q cannot be written to: %w", l.To, err)
	}
	m.SetGenHeader("Subject", encodeWords(r.Subject))
	m.SetDateWithValue(date)
	m.SetMessageIDWithValue(l.MessageID)
	// RFC 3834, section 5: no machine shall answer this.
	m.SetGenHeader("Auto-Submitted", autoSubmitted(l.Name, answers))
	// Not "All": that would also suppress the reports of non-delivery.
	m.SetGenHeader("X-Auto-Response-Suppress", "DR, RN, NRN, OOF, AutoReply")
	m.SetGenHeader("Content-Language", string(r.Language))
	refs := references(answers)
	// A reminder or a decision answers nobody, but stands in the applicant's
	// mailbox below what it is about (RFC 5322, 3.6.4).
	if answers == nil && properID(l.Follows) {
		refs = []string{l.Follows}
	}
	if len(refs) > 0 {
		m.SetGenHeader("In-Reply-To", "<"+refs[len(refs)-1]+">")
		m.SetGenHeader("References", "<"+strings.Join(refs, "> <")+">")
	}
	m.SetBodyString(mail.TypeTextPlain, r.Text)
	m.AddAlternativeString(mail.TypeTextHTML, r.HTML)
	var raw bytes.Buffer
	if _, err := m.WriteTo(&raw); err != nil {
		return nil, fmt.Errorf("the letter %s cannot be encoded: %w", l.Key, err)
	}
	return raw.Bytes(), nil
}

// encodeWords encodes only the words that need it (RFC 2047), so that the case
// number stays readable in the raw header and no long encoded word pushes the
// whole subject to the next line, which some programs then show with a blank
// before it. Neighbours are encoded together: a blank between two encoded words
// is not shown.
func encodeWords(s string) string {
	words := strings.Split(s, " ")
	var out []string
	for i := 0; i < len(words); {
		end := i
		for end < len(words) && !isASCII(words[end]) {
			end++
		}
		if end > i {
			out = append(out, mime.QEncoding.Encode("utf-8", strings.Join(words[i:end], " ")))
			i = end
			continue
		}
		out = append(out, words[i])
		i++
	}
	return strings.Join(out, " ")
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf })
}

// autoSubmitted tells answers to a mail from letters that leave of themselves
// (RFC 3834, section 5.1). Letters to coordinators are always the latter.
func autoSubmitted(name medelbot.LetterName, answers *medelbot.Mail) string {
	if answers == nil || name.ToCoordinator() {
		return "auto-generated"
	}
	return "auto-replied"
}

// referenceLimit bounds References: some servers refuse mail with very long
// ones. The first and the newest are what threading needs (RFC 5322, 3.6.4).
const referenceLimit = 10

// references lists what the answered mail referred to and then itself, without
// those that are no proper Message-IDs. It is empty if the mail has none.
func references(m *medelbot.Mail) []string {
	if m == nil || !properID(m.Reading.MessageID) {
		return nil
	}
	earlier := m.Reading.References
	if len(earlier) == 0 && len(m.Reading.InReplyTo) == 1 {
		earlier = m.Reading.InReplyTo
	}
	var refs []string
	for _, id := range earlier {
		if properID(id) && id != m.Reading.MessageID {
			refs = append(refs, id)
		}
	}
	refs = append(refs, m.Reading.MessageID)
	if over := len(refs) - referenceLimit; over > 0 {
		refs = append(refs[:1], refs[1+over:]...)
	}
	return refs
}

// properID accepts what can stand between < and > in a header: printable
// ASCII without blanks, at most 200 characters so that a line stays under 998.
func properID(id string) bool {
	if id == "" || len(id) > 200 {
		return false
	}
	for _, r := range id {
		if r <= ' ' || r >= 0x7f || r == '<' || r == '>' {
			return false
		}
	}
	return true
}
