package notifier

import (
	"cmp"
	"encoding/base32"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"medelbot"
	"medelbot/templates"
)

// tokenBytes is how much chance a token holds: nobody guesses 128 bits.
const tokenBytes = 16

// tokenAlphabet is what a token is written in: base32 (RFC 4648, section 6) in
// lower case, which people can type off a screen and read out aloud.
var tokenAlphabet = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// desk makes what one letter gives one coordinator the right to: a token and
// the drafts that bear it for each case, and gathers the tokens for the store.
// A nil desk gives no rights.
type desk struct {
	c       *Composer
	person  medelbot.Person
	address string // where commands are sent
	now     time.Time
	tokens  []medelbot.Token
	fault   error // why there are no random bytes; the letter must not be written
}

// desk makes the desk of a letter to an address, nil if the person is no
// coordinator of the configuration on duty or the address is none of theirs:
// then the letter must give no rights (promise 5).
func (c *Composer) desk(person, to, mailbox string) *desk {
	now := c.Clock()
	for _, p := range c.Coordinators {
		if p.Name == person && p.OnDuty(now) && slices.ContainsFunc(p.Addresses, func(a string) bool { return strings.EqualFold(a, to) }) {
			return &desk{c: c, person: p, address: c.Mailboxes[mailbox].Address, now: now}
		}
	}
	return nil
}

// code makes the token of one thing and gives its text.
func (d *desk) code(t medelbot.Token) string {
	var b [tokenBytes]byte
	if _, err := io.ReadFull(d.c.Rand, b[:]); err != nil {
		d.fault = fmt.Errorf("no random bytes for a code: %w", err)
		return ""
	}
	var groups []string
	for group := range slices.Chunk([]byte(tokenAlphabet.EncodeToString(b[:])), 4) {
		groups = append(groups, string(group))
	}
	text := strings.Join(groups, "-")
	t.Hash, t.Person, t.Issued, t.Expires = medelbot.TokenHash(text), d.person.Name, d.now, d.now.Add(medelbot.TokenLife)
	d.tokens = append(d.tokens, t)
	return text
}

// sign ties the tokens to the letter that holds them.
func (d *desk) sign(l medelbot.Letter) (medelbot.Letter, error) {
	if d == nil {
		return l, nil
	}
	l.Tokens = d.tokens
	return l, d.fault
}

// onCase gives the right to do to a case what can be done to it now.
func (d *desk) onCase(k *medelbot.Case) templates.Access {
	if d == nil {
		return templates.Access{}
	}
	drafts := d.drafts(k)
	if len(drafts) == 0 {
		return templates.Access{}
	}
	code := d.code(medelbot.Token{Case: k.Number, Assessed: k.Assessed()})
	// A case may have come to another mailbox than the letter leaves from.
	address := d.address
	if from, ok := d.c.Mailboxes[k.Mailbox]; ok {
		address = from.Address
	}
	return access(address, "["+k.Number+"] ", code, drafts)
}

// onAside gives the right to make a case of a mail that was set aside.
func (d *desk) onAside(id int64, mailbox string) templates.Access {
	if d == nil {
		return templates.Access{}
	}
	address := d.address
	if from, ok := d.c.Mailboxes[mailbox]; ok {
		address = from.Address
	}
	return access(address, "", d.code(medelbot.Token{Aside: id}),
		[]draft{{name: "Gör ärende av mejl " + strconv.FormatInt(id, 10), command: "GÖR ÄRENDE"}})
}

// onAll gives the right to stop all letters, or to let them leave again.
func (d *desk) onAll(drafts ...draft) templates.Access {
	if d == nil {
		return templates.Access{}
	}
	return access(d.address, "", d.code(medelbot.Token{}), drafts)
}

var (
	pauseDraft  = draft{name: "Pausa alla brev", command: "PAUSA"}
	resumeDraft = draft{name: "Återuppta breven", command: "ÅTERUPPTA"}
)

// draft is a ready mail with one command.
type draft struct {
	name    string // of the deed; the subject
	title   string // what the link says; "" says the name
	command string
	reason  bool // a reason may be given
}

// offered are the deeds that a link can order, what is most usual first. The
// lifecycle knows more; those need words that no draft can guess, and the help
// tells of them.
var offered = []medelbot.Deed{
	medelbot.DeedGrant, medelbot.DeedDecline, medelbot.DeedRequest, medelbot.DeedRelease, medelbot.DeedHold,
	medelbot.DeedUndo, medelbot.DeedPay, medelbot.DeedExtend, medelbot.DeedClose,
}

// longer is how many days a draft gives a report that is overdue.
const longer = 30

// drafts are the commands that a case's status allows.
func (d *desk) drafts(k *medelbot.Case) []draft {
	var list []draft
	allowed := k.Status.Deeds(medelbot.RoleCoordinator)
	for _, deed := range offered {
		if !slices.Contains(allowed, deed) {
			continue
		}
		if x, ok := d.draft(k, deed); ok {
			list = append(list, x)
		}
	}
	if unconfirmed(k) {
		list = append(list, draft{name: "Bekräfta konto", command: "BEKRÄFTA KONTO"})
	}
	return list
}

// draft words a deed; false if it would be refused today although the status
// allows it.
func (d *desk) draft(k *medelbot.Case, deed medelbot.Deed) (draft, bool) {
	final := k.Decision == nil || !d.now.Before(k.Decision.Final)
	switch deed {
	case medelbot.DeedGrant:
		sum := k.Sought()
		if voted := votedSum(k.Votes); voted > 0 {
			sum = voted // else whoever agrees by the link would disagree on the sum
		}
		if sum > 0 {
			return draft{name: "Bevilja", title: "Bevilja " + templates.Kronor(sum), command: fmt.Sprintf("BEVILJA %d", sum), reason: true}, true
		}
		return draft{name: "Bevilja", command: "BEVILJA ", reason: true}, true
	case medelbot.DeedDecline:
		return draft{name: "Avslå", command: "AVSLÅ", reason: true}, true
	case medelbot.DeedRequest:
		return draft{name: "Begär komplettering", command: "KOMPLETTERA: "}, true
	case medelbot.DeedRelease:
		return draft{name: "Släpp", command: "SLÄPP"}, true
	case medelbot.DeedHold:
		return draft{name: "Lägg åt sidan", command: "LÄGG ÅT SIDAN"}, true
	case medelbot.DeedUndo:
		return draft{name: "Ångra", command: "ÅNGRA"}, !final
	case medelbot.DeedPay:
		today := d.now.In(d.c.Zone).Format(time.DateOnly)
		return draft{name: "Utbetald", title: "Utbetald " + today, command: "UTBETALD " + today}, final && !unconfirmed(k)
	case medelbot.DeedExtend:
		day := d.now.In(d.c.Zone).AddDate(0, 0, longer).Format(time.DateOnly)
		overdue := !k.ReportDue.IsZero() && k.ReportDue.Before(d.now)
		return draft{name: "Förläng", title: "Förläng till " + day, command: "FÖRLÄNG " + day}, overdue
	case medelbot.DeedClose:
		return draft{name: "Stäng", command: "STÄNG"}, true
	}
	return draft{}, false
}

// votedSum is the sum that all who have voted want to grant; 0 if they differ or
// nobody has.
func votedSum(votes []medelbot.Vote) int64 {
	for _, v := range votes {
		if v.Deed != medelbot.DeedGrant || v.SEK != votes[0].SEK {
			return 0
		}
	}
	if len(votes) == 0 {
		return 0
	}
	return votes[0].SEK
}

// unconfirmed tells a case whose account a person must confirm before money is
// paid to it (promise 7).
func unconfirmed(k *medelbot.Case) bool {
	account := k.Elements[medelbot.Account]
	return k.Status.Open() && k.Paid == 0 && account.Status == medelbot.OK && !account.Payable()
}

// access writes the drafts as links.
func access(address, subject, code string, drafts []draft) templates.Access {
	a := templates.Access{Code: code}
	for _, x := range drafts {
		a.Actions = append(a.Actions, templates.Action{
			Title: cmp.Or(x.title, x.name), Command: strings.TrimSpace(x.command),
			Link: mailto(address, subject+x.name, x.body(code)),
		})
	}
	return a
}

// body is what stands in the draft: the command, room for the reason, and the
// code under it, so that a signature or a quote comes after all that counts.
func (x draft) body(code string) string {
	text := x.command + "\r\n"
	if x.reason {
		text += "MOTIVERING: \r\n"
	}
	return text + "\r\nKod: " + code + "\r\n"
}

// mailto writes a link that opens a draft (RFC 6068). All but unreserved
// characters are percent-encoded, line ends as %0D%0A; a blank is never "+",
// which is a plus sign there.
func mailto(address, subject, body string) string {
	escape := func(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }
	local, domain, _ := strings.Cut(address, "@")
	return "mailto:" + escape(local) + "@" + escape(domain) + "?subject=" + escape(subject) + "&body=" + escape(body)
}
