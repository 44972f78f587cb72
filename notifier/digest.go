package notifier

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"medelbot"
	"medelbot/templates"
)

// How much of each list a digest shows; its counts and the commands it names
// lead to the rest.
const (
	detailLimit = 20
	listLimit   = 180
	asideLimit  = 20
	// A digest must be read in a minute, and Gmail clips letters of 102 KB.
	digestName  = 60
	digestProse = 100
	digestQuote = 50
)

// ComposeDigest writes the digest of one coordinator, who has an address. day
// (2021-05-14) tells the digests apart; it is part of the key and the
// Message-ID.
func (c *Composer) ComposeDigest(mailbox string, to medelbot.Person, day string, f medelbot.DigestFacts) (medelbot.Letter, error) {
	address := to.Addresses[0]
	if err := checkAddress(address); err != nil {
		return medelbot.Letter{}, fmt.Errorf("the digest to %s has no recipient that can be used: %w", to.Name, err)
	}
	l := medelbot.Letter{
		Key: digestKey(day, address), Mailbox: mailbox, Name: medelbot.DigestLetter, To: address,
		State: medelbot.Queued, Mode: c.Mode,
	}
	if c.Mode == medelbot.Observe {
		l.State, l.Reason = medelbot.Held, medelbot.HeldObserve
	}
	return c.finish(l, c.digestView(mailbox, to, f), "digest."+day, nil)
}

func digestKey(day, address string) string { return "digest:" + day + ":" + strings.ToLower(address) }

// digestView shows one coordinator what there is. Mail that was set aside in a
// mailbox that belongs to another coordinator is that one's to see (promise 2).
func (c *Composer) digestView(mailbox string, to medelbot.Person, f medelbot.DigestFacts) templates.DigestView {
	v := templates.DigestView{
		Frame: c.frame(mailbox, medelbot.Call{}), To: firstName(to.Name), Now: f.Now.In(c.Zone),
		CaseTotal: f.CaseTotal, ChainHead: f.ChainHead[:min(12, len(f.ChainHead))],
	}
	if !f.Since.IsZero() {
		v.Since = f.Since.In(c.Zone)
	}
	for _, k := range f.Cases {
		c.addCase(&v, k, f.Now)
	}
	for _, a := range f.Aside {
		if c.shows(to, a.Mailbox) {
			v.SetAside++
			v.Aside = limited(v.Aside, asideLimit, c.asideMail(a))
		}
	}
	for _, l := range f.Letters {
		// A digest that did not leave is no news in the next one.
		if l.Name != medelbot.DigestLetter {
			v.Stuck++
			v.Letters = limited(v.Letters, asideLimit, stuckLetter(l, c.Zone))
		}
	}
	for _, n := range f.Folders {
		v.Folders = append(v.Folders, templates.Folder{
			Mailbox: n.Mailbox, Name: n.Folder, Server: n.Server, Recorded: n.Recorded,
			Missing: max(0, n.Server-n.Recorded), Gaps: n.Gaps, At: n.At.In(c.Zone),
		})
	}
	return v
}

// limited appends to a list until it is long enough.
func limited[T any](list []T, limit int, x T) []T {
	if len(list) < limit {
		return append(list, x)
	}
	return list
}

func firstName(name string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(name), " ")
	return first
}

// shows tells whether a coordinator sees what was set aside in a mailbox: the
// mailbox is theirs, or it is nobody's own.
func (c *Composer) shows(to medelbot.Person, mailbox string) bool {
	address := c.Mailboxes[mailbox].Address
	has := func(p medelbot.Person) bool {
		return slices.ContainsFunc(p.Addresses, func(a string) bool { return strings.EqualFold(a, address) })
	}
	return has(to) || !slices.ContainsFunc(c.Coordinators, has)
}

func (c *Composer) addCase(v *templates.DigestView, k medelbot.DigestCase, now time.Time) {
	call, ok := c.call(k.Call)
	if !ok {
		call.Name = k.Call
	}
	detailed := k.Status == medelbot.StatusComplete && len(v.Detailed) < detailLimit
	d := c.digestCase(k, call, now, detailed)
	if d.New {
		v.New++
		v.NewCases = limited(v.NewCases, detailLimit, d)
	}
	switch k.Status {
	case medelbot.StatusComplete:
		v.Waiting++
		if detailed {
			v.Detailed = append(v.Detailed, d)
		} else {
			v.Rest = limited(v.Rest, listLimit, d)
		}
	case medelbot.StatusHeld:
		v.Held++
		v.HeldCases = limited(v.HeldCases, listLimit, d)
	case medelbot.StatusIncomplete:
		v.Incomplete++
		v.Unfinished = limited(v.Unfinished, listLimit, d)
	}
}

func (c *Composer) digestCase(k medelbot.DigestCase, call medelbot.Call, now time.Time, detailed bool) templates.DigestCase {
	d := templates.DigestCase{
		Number: k.Number, Applicant: safe(k.Applicant, digestName), Call: call.Name, Status: k.Status,
		New: k.New, Changed: k.Changed && !k.New, Opened: k.OpenedAt.In(c.Zone), Warnings: k.Warnings,
		Days: max(0, int(now.Sub(k.OpenedAt)/(24*time.Hour))),
	}
	if v := k.Elements[medelbot.Amount].Value; v != nil {
		d.Sum = v.SEK
	}
	for _, key := range slices.Concat(call.Elements, call.Optional) {
		x, stated := k.Elements[key]
		switch {
		case !stated && !slices.Contains(call.Elements, key):
		case !stated || x.Status != medelbot.OK:
			d.Lacking = append(d.Lacking, templates.Element{Key: key, Status: x.Status, Code: x.Code})
		case detailed:
			shown := show(key, x, call)
			shown.Read, shown.Quote, shown.Source = cut(shown.Read, digestProse), cut(shown.Quote, digestQuote), cut(shown.Source, digestQuote)
			d.Elements = append(d.Elements, shown)
		}
	}
	return d
}

func (c *Composer) asideMail(a medelbot.AsideMail) templates.AsideMail {
	from := safe(a.From.Email, digestName)
	if name := safe(a.From.Name, digestName); name != "" {
		from = name + " <" + from + ">"
	}
	subject := safe(a.Subject, digestName)
	if subject == "" {
		subject = "utan ämne"
	}
	return templates.AsideMail{
		ID: a.ID, From: from, Subject: subject, Arrived: a.Arrived.In(c.Zone), Since: a.Since.In(c.Zone), Case: a.Case,
		Reason: medelbot.AsideReason(safe(string(a.Reason), digestProse)),
	}
}

func stuckLetter(l medelbot.Letter, zone *time.Location) templates.StuckLetter {
	s := templates.StuckLetter{
		ID: l.ID, Name: l.Name, Case: l.Case, To: safe(l.To, digestName), State: l.State,
		Reason: safe(l.Reason, digestProse), Created: l.CreatedAt.In(zone),
	}
	s.Held = heldReason(l.Reason)
	return s
}

// heldReason gives the code by which templates word, in their own language, why
// a letter is held; "" for other reasons.
func heldReason(reason string) templates.HeldReason {
	switch {
	case reason == medelbot.HeldObserve:
		return templates.HeldObserve
	case reason == medelbot.HeldNotAllowed:
		return templates.HeldNotAllowed
	case reason == medelbot.HeldCap:
		return templates.HeldCap
	case reason == medelbot.HeldNoServer:
		return templates.HeldNoServer
	case reason == medelbot.HeldNoDrafts:
		return templates.HeldNoDrafts
	case strings.HasPrefix(reason, medelbot.HeldMuted):
		return templates.HeldMuted
	}
	return ""
}
