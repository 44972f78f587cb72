package notifier

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"medelbot"
	"medelbot/notifier/workbook"
	"medelbot/templates"
	"medelbot/templates/forms"
)

// How much of each list a digest shows; its counts, the commands it names and
// its workbook lead to the rest.
const (
	detailLimit = 20
	listLimit   = 40
	asideLimit  = 12
	// A digest must be read in a minute, and Gmail clips letters of 102 KB.
	digestName  = 60
	digestProse = 100
	digestQuote = 40
	digestFile  = 30
	digestBytes = 90 << 10
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
	r, d, err := c.fitting(mailbox, to, day, f)
	if err != nil {
		return l, err
	}
	if l, err = d.sign(l); err != nil {
		return l, err
	}
	if len(f.Cases) == 0 {
		return c.pack(l, r, "digest."+day, nil)
	}
	book, err := c.CasesBook(f.Cases)
	if err != nil {
		return l, fmt.Errorf("the digest to %s has no list of cases: %w", to.Name, err)
	}
	return c.pack(l, r, "digest."+day, nil, forms.File{Name: bookName(day), Type: workbook.Type, Data: book})
}

func bookName(day string) string { return "ärenden-" + day + ".xlsx" }

// fitting renders a digest with as many cases in detail as a letter can hold
// that nobody clips: usually all that it may, fewer where long and strange texts
// are quoted.
func (c *Composer) fitting(mailbox string, to medelbot.Person, day string, f medelbot.DigestFacts) (templates.Rendered, *desk, error) {
	for most := detailLimit; ; most /= 2 {
		d := c.desk(to.Name, to.Addresses[0], mailbox)
		v, err := c.digestView(mailbox, to, f, d, most)
		if err != nil {
			return templates.Rendered{}, d, err
		}
		if len(f.Cases) > 0 {
			v.File = bookName(day)
		}
		r, err := c.Templates.Render(v)
		if err != nil || len(r.HTML) <= digestBytes || most == 0 {
			return r, d, err
		}
	}
}

func digestKey(day, address string) string { return "digest:" + day + ":" + strings.ToLower(address) }

// digestView shows one coordinator what there is. Mail that was set aside in a
// mailbox that belongs to another coordinator is that one's to see (promise 2).
// d gives the rights; nil gives none, as in a preview. At most so many cases are
// shown in detail.
func (c *Composer) digestView(mailbox string, to medelbot.Person, f medelbot.DigestFacts, d *desk, most int) (templates.DigestView, error) {
	v := templates.DigestView{
		Frame: c.frame(mailbox, medelbot.Call{}), To: firstName(to.Name), DeputyFor: to.DeputyFor, Now: f.Now.In(c.Zone),
		Mode: c.Mode, PausedBy: safe(f.PausedBy, digestName), Address: c.Mailboxes[mailbox].Address,
		CaseTotal: f.CaseTotal, ChainHead: f.ChainHead[:min(12, len(f.ChainHead))],
	}
	if !f.Since.IsZero() {
		v.Since = f.Since.In(c.Zone)
	}
	if err := c.addCases(&v, to, f, d, most); err != nil {
		return v, err
	}
	v.Calls = c.callFrames(f)
	for _, a := range f.Aside {
		if c.shows(to, a.Mailbox) {
			v.SetAside++
			if len(v.Aside) < asideLimit {
				v.Aside = append(v.Aside, c.asideMail(a, d))
			}
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
	if v.PausedBy != "" {
		v.Access = d.onAll(resumeDraft)
	} else {
		v.Access = d.onAll(pauseDraft)
	}
	return v, nil
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
// mailbox is theirs, or of the one they stand in for, or it is nobody's own.
func (c *Composer) shows(to medelbot.Person, mailbox string) bool {
	address := c.Mailboxes[mailbox].Address
	has := func(p medelbot.Person) bool {
		return slices.ContainsFunc(p.Addresses, func(a string) bool { return strings.EqualFold(a, address) })
	}
	theirs := func(p medelbot.Person) bool { return p.Seat() == to.Seat() && has(p) }
	return has(to) || slices.ContainsFunc(c.Coordinators, theirs) || !slices.ContainsFunc(c.Coordinators, has)
}

// addCases puts each case where the coordinator finds it: what waits for them
// in detail, most urgent first and then waiting longest, and the rest in lists.
func (c *Composer) addCases(v *templates.DigestView, to medelbot.Person, f medelbot.DigestFacts, d *desk, most int) error {
	var wanted []wantedCase
	for i := range f.Cases {
		w, waits := wants(&f.Cases[i], to, f.Now)
		if waits {
			wanted = append(wanted, w)
			count(v, w.want)
		}
		c.list(v, w, f.Now)
	}
	slices.SortStableFunc(wanted, wantedCase.compare)
	for i, w := range wanted {
		switch {
		case i < most:
			shown, err := c.detailed(w, f, d)
			if err != nil {
				return err
			}
			v.Detailed = append(v.Detailed, shown)
		case i < most+listLimit:
			v.Rest = append(v.Rest, c.wantedCase(w, f.Now))
		}
	}
	for _, k := range f.Reports() {
		if len(v.Reports) < listLimit {
			v.Reports = append(v.Reports, c.digestCase(&k, f.Now))
		}
		if k.ReportDue.Before(f.Now) {
			v.Overdue++
		} else {
			v.Due++
		}
	}
	return nil
}

// list puts a case into the lists that do not ask for anything.
func (c *Composer) list(v *templates.DigestView, k wantedCase, now time.Time) {
	add := func(list *[]templates.DigestCase, limit int) {
		if len(*list) < limit {
			*list = append(*list, c.digestCase(k.DigestCase, now))
		}
	}
	if k.New {
		v.New++
		add(&v.NewCases, detailLimit)
	}
	if k.Status == medelbot.StatusIncomplete {
		v.Incomplete++
		add(&v.Unfinished, listLimit)
	}
	if k.Status == medelbot.StatusComplete && k.want == "" {
		add(&v.Voted, listLimit)
	}
	if unconfirmed(&k.Case) && (k.Status == medelbot.StatusComplete || k.Status == medelbot.StatusGranted) {
		v.Accounts++
	}
}

func count(v *templates.DigestView, w templates.Want) {
	switch w {
	case templates.WantVote, templates.WantAgree:
		v.Votes++
	case templates.WantAssess:
		v.Waiting++
	case templates.WantLook:
		v.Held++
	case templates.WantPay:
		v.Unpaid++
	case templates.WantRead:
		v.ToRead++
	}
}

// wantedCase is a case that waits for a coordinator.
type wantedCase struct {
	*medelbot.DigestCase
	want  templates.Want
	since time.Time
}

// urgency is the order in which a digest shows what waits.
var urgency = []templates.Want{
	templates.WantVote, templates.WantAgree, templates.WantAssess, templates.WantLook, templates.WantPay, templates.WantRead,
}

func (w wantedCase) compare(x wantedCase) int {
	if d := slices.Index(urgency, w.want) - slices.Index(urgency, x.want); d != 0 {
		return d
	}
	return w.since.Compare(x.since)
}

// wants tells why a case waits for a coordinator; false if it waits for
// somebody else.
func wants(k *medelbot.DigestCase, to medelbot.Person, now time.Time) (wantedCase, bool) {
	w := wantedCase{k, "", k.OpenedAt}
	switch k.Status {
	case medelbot.StatusComplete:
		w.want = templates.WantAssess
		if len(k.Votes) > 0 {
			w.want, w.since = voteWanted(k.Votes, to)
		}
	case medelbot.StatusHeld:
		w.want = templates.WantLook
	case medelbot.StatusGranted:
		if k.Decision == nil {
			w.want = templates.WantPay
		} else if !now.Before(k.Decision.Final) { // else it may be undone yet
			w.want, w.since = templates.WantPay, k.Decision.At
		}
	case medelbot.StatusReported:
		w.want, w.since = templates.WantRead, k.ChangedAt
	}
	return w, w.want != ""
}

// voteWanted tells what votes ask of a coordinator, and since when: a vote, if
// the others have given theirs; to agree, if theirs is another; else nothing.
func voteWanted(votes []medelbot.Vote, to medelbot.Person) (templates.Want, time.Time) {
	i := slices.IndexFunc(votes, func(v medelbot.Vote) bool { return v.Seat == to.Seat() })
	if i < 0 {
		return templates.WantVote, votes[0].At
	}
	for _, v := range votes {
		if v.Deed != votes[i].Deed || v.SEK != votes[i].SEK {
			return templates.WantAgree, v.At
		}
	}
	return "", time.Time{}
}

func (c *Composer) asideMail(a medelbot.AsideMail, d *desk) templates.AsideMail {
	shown := templates.AsideMail{
		ID: a.ID, From: sender(a.From), Subject: subject(a.Subject), Arrived: a.Arrived.In(c.Zone), Since: a.Since.In(c.Zone), Case: a.Case,
		Reason: medelbot.AsideReason(safe(string(a.Reason), digestProse)), Malware: safe(a.Malware, digestProse),
	}
	if a.Case == "" && a.Malware == "" {
		shown.Access = d.onAside(a.ID, a.Mailbox)
	}
	return shown
}

// sender shows who sent a mail.
func sender(a medelbot.Address) string {
	from := safe(a.Email, digestName)
	if name := safe(a.Name, digestName); name != "" {
		return name + " <" + from + ">"
	}
	return from
}

func subject(s string) string {
	if s = safe(s, digestName); s == "" {
		return "utan ämne"
	}
	return s
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
	case reason == medelbot.HeldNoAddress:
		return templates.HeldNoAddress
	case reason == medelbot.HeldNoServer:
		return templates.HeldNoServer
	case reason == medelbot.HeldNoDrafts:
		return templates.HeldNoDrafts
	case strings.HasPrefix(reason, medelbot.HeldMuted):
		return templates.HeldMuted
	}
	return ""
}
