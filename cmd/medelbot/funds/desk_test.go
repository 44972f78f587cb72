package funds_test

import (
	"encoding/base64"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"medelbot"
	"medelbot/cmd/medelbot/config"
	"medelbot/notifier"
	"medelbot/parser"
	"medelbot/parser/message"
	"medelbot/store"
	"medelbot/templates"
)

// desk is the foundation's fund at work, in this process and without a network.
type desk struct {
	*testing.T
	cfg      *config.Config
	store    *store.Store
	composer *notifier.Composer
	handler  medelbot.Handler
	now      time.Time
	written  []medelbot.Letter // all letters so far
}

func open(t *testing.T) *desk {
	d := &desk{T: t, cfg: load(t), now: time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)}
	letters, err := templates.Load(d.cfg.TemplatesPath())
	if err != nil {
		t.Fatal(err)
	}
	clock := func() time.Time { return d.now }
	if d.store, err = store.Open(t.Context(), filepath.Join(t.TempDir(), "fund.db"), clock, d.cfg.Zone()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.store.Close() })
	m := d.cfg.Mailboxes[0]
	d.composer = &notifier.Composer{
		Templates: letters, Organisation: d.cfg.Organisation, Mailboxes: map[string]notifier.From{m.Name: {Name: m.Sender, Address: m.Address}},
		Calls: d.cfg.AllCalls(), Coordinators: d.cfg.People(), Own: d.cfg.Own, Mode: d.cfg.Mode(), Zone: d.cfg.Zone(),
		Rand: rand.NewChaCha8([32]byte{1}), Clock: clock,
	}
	policy := medelbot.Policy{
		Mode: d.cfg.Mode(), LettersPerAddressDay: d.cfg.Limits.LettersPerAddressDay, Own: d.cfg.Own, Allowed: d.cfg.Allowed,
		Coordinators: d.cfg.People(), Approvals: d.cfg.Decision.Approvals, Undo: time.Duration(d.cfg.Decision.Undo), Zone: d.cfg.Zone(),
		CompletionDays: d.cfg.Reminders.Completion, ReportDays: d.cfg.Reminders.Report, ReminderHour: d.cfg.Reminders.At.Hour,
	}
	d.handler = medelbot.Handler{
		Calls:  d.cfg.AllCalls(),
		Decide: func(f medelbot.Facts) medelbot.Change { return medelbot.Decide(f, policy) },
		Do: func(f medelbot.Facts, by medelbot.Actor, order medelbot.Order) (medelbot.Change, error) {
			return medelbot.Do(f, by, order, policy)
		},
		Tick:    func(f medelbot.Facts) medelbot.Change { return medelbot.Tick(f, policy) },
		Compose: d.composer.Compose,
	}
	return d
}

// comes files a mail of mails/ and gives the case that it went to.
func (d *desk) comes(name string) string {
	d.Helper()
	raw, err := os.ReadFile(folder + "/mails/" + name + ".eml")
	if err != nil {
		d.Fatal(err)
	}
	return d.arrives(raw)
}

// arrives files a mail.
func (d *desk) arrives(raw []byte) string {
	d.Helper()
	d.now = d.now.Add(time.Hour)
	reading, err := parser.Read(raw, options(d.cfg))
	if err != nil {
		d.Fatal(err)
	}
	mail := medelbot.Mail{Folder: medelbot.FolderKey{Mailbox: "stipendier"}, Raw: raw, Size: int64(len(raw)), Reading: reading, Arrived: d.now}
	filed, err := d.store.File(d.Context(), []medelbot.Mail{mail}, d.handler)
	if err != nil {
		d.Fatal(err)
	}
	d.written = append(d.written, filed[0].Letters...)
	return filed[0].Case
}

// does carries out an order of a coordinator.
func (d *desk) does(number, who string, o medelbot.Order) medelbot.Case {
	d.Helper()
	d.now = d.now.Add(time.Minute)
	done, err := d.store.Do(d.Context(), number, medelbot.Actor{Role: medelbot.RoleCoordinator, Person: who, User: strings.Fields(who)[0]}, []medelbot.Order{o}, d.handler)
	if err != nil {
		d.Fatalf("%s: %v", o.Deed, err)
	}
	d.written = append(d.written, done.Letters...)
	return done.Case
}

// letter gives the newest letter of a name that a case was sent: its subject, its
// text and its HTML, and what came along, as text.
func (d *desk) letter(number string, name medelbot.LetterName) string {
	d.Helper()
	for i := len(d.written) - 1; i >= 0; i-- {
		if l := d.written[i]; l.Case == number && l.Name == name {
			whole, err := d.store.Letter(d.Context(), l.ID)
			if err != nil {
				d.Fatal(err)
			}
			return shown(d.T, whole)
		}
	}
	d.Fatalf("%s got no letter %s; there are %d letters", number, name, len(d.written))
	return ""
}

// shown is all that a person can read of a letter.
func shown(t *testing.T, l medelbot.Letter) string {
	t.Helper()
	m := message.Parse(l.Raw)
	all := m.Subject
	for _, p := range m.Parts {
		if p.Text == "" && len(p.Data) > 0 {
			all += "\n" + p.Name + "\n" + document(t, p.Name, p.Data)
			continue
		}
		all += "\n" + p.Text
	}
	return all
}

func mail(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile(folder + "/mails/" + name + ".eml")
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func base64Of(data []byte) string { return base64.StdEncoding.EncodeToString(data) }

// withFile is a mail that brings an application along.
const withFile = `From: Inga Strand <inga@orgelpipan.example>
To: stipendier@ljusglimten.example
Subject: Kulturstipendium
Date: Tue, 10 Mar 2026 10:00:00 +0100
Message-ID: <blankett@orgelpipan.example>
Authentication-Results: mx.ljusglimten.example; dmarc=pass header.from=orgelpipan.example
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=part

--part
Content-Type: text/plain; charset=utf-8

Hej! Bifogar vår ansökan.

Inga
--part
Content-Type: @TYPE@
Content-Disposition: attachment; filename="@NAME@"
Content-Transfer-Encoding: base64

@DATA@
--part--
`

// leaves lets a day go by on which the mailbox is read and all letters that are
// due are sent.
func (d *desk) leaves() {
	d.Helper()
	d.now = d.now.AddDate(0, 0, 1)
	if err := d.store.NotePass(d.Context(), "stipendier", d.now); err != nil {
		d.Fatal(err)
	}
	due, err := d.store.Due(d.Context(), "stipendier", 100)
	if err != nil {
		d.Fatal(err)
	}
	for _, l := range due {
		if ok, err := d.store.Attempt(d.Context(), l.ID, medelbot.Send); err != nil || !ok {
			d.Fatalf("%s may not leave: %v", l.Name, err)
		}
		if err := d.store.Settle(d.Context(), l.ID, medelbot.Sent, "", d.now); err != nil {
			d.Fatal(err)
		}
	}
}
