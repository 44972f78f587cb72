// Package notifier composes letters, keeps the digest's time and drains the
// outbox by SMTP. It knows the store only by the interfaces it declares.
package notifier

import (
	"errors"
	"io"
	"time"

	"medelbot"
	"medelbot/templates"
)

// From is whom a mailbox's letters come from.
type From struct {
	Name    string // display name; also signs the letters
	Address string // the mailbox's own address; its domain is that of the Message-IDs
}

// Composer makes letters. All fields but Rand are read only, so one composer
// serves several goroutines if Rand does (crypto/rand.Reader does).
type Composer struct {
	Templates    *templates.Set
	Organisation string          // who runs the fund, as letters name it
	Mailboxes    map[string]From // by the mailbox's name in the configuration
	Calls        []medelbot.Call
	Coordinators []medelbot.Person         // answer questions where a call names nobody
	Own          func(address string) bool // our own mailboxes: never written to but for digests
	Mode         medelbot.LetterMode
	Zone         *time.Location
	Clock        func() time.Time
	Rand         io.Reader // of the random part of Message-IDs
}

// Compose writes the letter that a request asks for. Its signature is that of
// medelbot.Handler.Compose. m is the mail that the letter answers; nil if none.
func (c *Composer) Compose(k medelbot.Case, q medelbot.LetterRequest, m *medelbot.Mail) (medelbot.Letter, error) {
	return medelbot.Letter{}, errors.New("not built")
}
