// Package replay compares what today's rules read in the mails of a case with
// what was filed of them. It reads nothing itself and changes nothing.
package replay

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"medelbot"
	"medelbot/store"
)

// Difference is one thing that today's rules see otherwise.
type Difference struct {
	// What is "kind", "call", "reply", "status" or the key of an element.
	What string
	// Was and Now are names as in the contract of parse --json, "none" where
	// there is none, or an element as a medelbot.Element without its evidence.
	Was, Now any
}

// none is said of a kind, a letter or a status that is not there.
const none = "none"

// Case is one case while its mails are read again.
type Case struct {
	view  *store.CaseView
	call  *medelbot.Call // nil if the configuration has it no more
	said  []saying
	ended medelbot.Status // "" unless what opened the case would not do so today
}

// saying is an element as a mail or a person stated it.
type saying struct {
	at       time.Time
	part     store.Part
	key      medelbot.ElementKey
	element  medelbot.Element
	byPerson bool
}

// Begin takes up a case as it is filed. call is the one that it is for.
func Begin(v *store.CaseView, call *medelbot.Call) *Case {
	c := &Case{view: v, call: call}
	for _, e := range v.History {
		if byPerson(e) {
			c.said = append(c.said, saying{e.At, e.Part, e.Key, e.Element, true})
		}
	}
	return c
}

// byPerson tells a line of the ledger that no reading of a mail has made.
func byPerson(e store.ElementEntry) bool { return e.By != medelbot.ByProgram || e.MailID == 0 }

// Mail tells what r, the reading of one of the case's mails by today's rules,
// says otherwise than was filed of it. Mails come in the order of their filing.
func (c *Case) Mail(m *store.MailInfo, r *medelbot.Reading) []Difference {
	f := c.filingOf(m)
	f.reading = r
	var all []Difference
	add := func(what string, was, now any) { all = append(all, Difference{what, was, now}) }
	if was, now := orNone(string(m.Kind)), orNone(string(r.Kind)); was != now && !f.taken {
		add("kind", was, now)
	}
	if f.opened && !f.taken {
		c.opening(r)
		if r.Kind == medelbot.Application && r.Call != c.view.Call {
			add("call", c.view.Call, orNone(r.Call))
		}
	}
	if was, now, differs := f.replies(); differs {
		add("reply", string(was), string(now))
	}
	for _, key := range f.keys() {
		was, now, differs := c.compare(f, key)
		if differs && len(all) == 0 || differs && all[0].What != "kind" {
			add(string(key), bare(was), bare(now))
		}
		c.say(f, key, now, differs)
	}
	return all
}

// Unread takes what was filed of a mail that cannot be read again.
func (c *Case) Unread(m *store.MailInfo) {
	for _, e := range c.view.History {
		if e.MailID == m.ID && !byPerson(e) {
			c.said = append(c.said, saying{at: e.At, part: e.Part, key: e.Key, element: e.Element})
		}
	}
}

// opening notes what becomes of a case that its mail would not open today.
func (c *Case) opening(r *medelbot.Reading) {
	switch {
	case r.Kind != medelbot.Application:
		c.ended = none
	case r.Has(medelbot.Suspicious):
		c.ended = medelbot.StatusHeld
	}
}

// Status tells how the case would stand by what its mails say today and what
// persons have said; false if as it does, or if its status is not one that
// follows from what was read.
func (c *Case) Status() (Difference, bool) {
	now := c.view.Status
	wanted, parts := c.stated()
	switch c.view.Status {
	case medelbot.StatusIncomplete, medelbot.StatusComplete:
		if c.call == nil {
			return Difference{}, false
		}
		now = medelbot.StatusComplete
		if len(c.call.Lacking(wanted)) > 0 {
			now = medelbot.StatusIncomplete
		}
		now = cmp.Or(c.ended, now)
	case medelbot.StatusReportIncomplete, medelbot.StatusReported:
		now = medelbot.StatusReported
		if len(parts.Lacking(c.call.ReportParts())) > 0 {
			now = medelbot.StatusReportIncomplete
		}
	}
	return Difference{"status", string(c.view.Status), string(now)}, now != c.view.Status
}

// stated folds what was said in the order of its time. The word of a person
// stands over that of a mail, also of a later one.
func (c *Case) stated() (application, report medelbot.Elements) {
	slices.SortStableFunc(c.said, func(a, b saying) int { return a.at.Compare(b.at) })
	held := map[store.Part]medelbot.Elements{store.PartApplication: {}, store.PartReport: {}}
	fixed := map[store.Part]map[medelbot.ElementKey]bool{store.PartApplication: {}, store.PartReport: {}}
	for _, s := range c.said {
		if fixed[s.part][s.key] && !s.byPerson {
			continue
		}
		held[s.part][s.key] = s.element
		fixed[s.part][s.key] = s.byPerson
	}
	return held[store.PartApplication], held[store.PartReport]
}

// filing is one mail as it was filed, and as it is read today.
type filing struct {
	mail    *store.MailInfo
	reading *medelbot.Reading
	at      time.Time
	opened  bool // it opened the case
	aside   bool // a person was to look
	taken   bool // a person said what it is
	byHand  bool // a person answered it
	letter  medelbot.LetterName
	part    store.Part
	rows    map[medelbot.ElementKey]medelbot.Element // that it brought about
}

func (c *Case) filingOf(m *store.MailInfo) *filing {
	f := &filing{mail: m, at: m.Arrived, letter: medelbot.NoLetter, part: store.PartApplication, rows: map[medelbot.ElementKey]medelbot.Element{}}
	if m.Kind == medelbot.Report {
		f.part = store.PartReport
	}
	for _, e := range c.view.Log {
		if e.MailID != m.ID {
			continue
		}
		switch e.Name {
		case medelbot.EventOpened:
			f.at, f.opened = e.At, true
		case medelbot.EventAttached:
			f.at = e.At
		case medelbot.EventSetAside:
			f.aside = true
		case medelbot.EventTaken:
			f.taken = true
		case medelbot.EventByHand:
			f.byHand = true
		}
	}
	for _, l := range c.view.Letters {
		if l.MailID == m.ID && (strings.HasPrefix(string(l.Name), "ack_") || l.Name == medelbot.StatusLetter) {
			f.letter = l.Name
		}
	}
	for _, e := range c.view.History {
		if e.MailID == m.ID && e.Part == f.part && !byPerson(e) {
			f.rows[e.Key] = e.Element
		}
	}
	return f
}

// replies compares the letter that answered the mail with the one that would
// today. Of a mail that was filed quietly, set aside or answered by hand, the
// letter was no matter of what was read; and which one of several answers
// follows depends on the case besides, so that of mail about one only counts
// whether it is answered.
func (f *filing) replies() (was, now medelbot.LetterName, differ bool) {
	was, now = f.letter, cmp.Or(f.reading.Reply, medelbot.NoLetter)
	switch {
	case was == now || f.taken:
		return was, now, false
	case was == medelbot.NoLetter && (f.mail.Quiet != "" || f.aside || f.byHand):
		return was, now, false
	case was == medelbot.NoLetter || now == medelbot.NoLetter:
		return was, now, true
	}
	return was, now, f.opened && strings.HasPrefix(string(was), "ack_")
}

// keys are the elements that the mail stated then or states today, sorted.
func (f *filing) keys() []medelbot.ElementKey {
	switch f.mail.Kind {
	case medelbot.Application, medelbot.Supplement, medelbot.Report:
	default:
		return nil
	}
	keys := map[medelbot.ElementKey]bool{}
	for key := range f.rows {
		keys[key] = true
	}
	for key := range f.reading.Elements {
		keys[key] = true
	}
	return slices.Sorted(maps.Keys(keys))
}

// compare tells what the case held of an element once the mail was filed, what
// is read today, and whether that is something else.
func (c *Case) compare(f *filing, key medelbot.ElementKey) (was, now medelbot.Element, differ bool) {
	now, ok := f.reading.Elements[key]
	if !ok {
		now.Status = medelbot.Missing
	}
	was, stated := f.rows[key]
	if stated {
		return was, now, !c.same(was, now)
	}
	// It said nothing, or nothing new, or was not believed.
	was = c.heldAt(f, key)
	doubted := f.aside || was.Vouched == medelbot.VouchedByPerson
	return was, now, now.Status != medelbot.Missing && !doubted && !c.same(was, now)
}

// heldAt is what the case held of an element when the mail was filed.
func (c *Case) heldAt(f *filing, key medelbot.ElementKey) medelbot.Element {
	held := medelbot.Element{Status: medelbot.Missing}
	for _, e := range c.view.History {
		if e.Part == f.part && e.Key == key && !e.At.After(f.at) {
			held = e.Element
		}
	}
	return held
}

// same compares what counts of an element. That an applicant's applications
// together seek too much is not read in any mail.
func (c *Case) same(was, now medelbot.Element) bool {
	if was.Code == medelbot.OverCap && now.Status == medelbot.OK && c.call != nil && c.call.CapPer.Together() {
		was.Status, was.Code = medelbot.OK, ""
	}
	return was.Status == now.Status && was.Code == now.Code && reflect.DeepEqual(was.Value, now.Value)
}

// say notes what the mail says of an element by today's rules.
func (c *Case) say(f *filing, key medelbot.ElementKey, now medelbot.Element, differs bool) {
	s := saying{at: f.at, part: f.part, key: key, element: now}
	switch row, stated := f.rows[key]; {
	case stated && !differs:
		s.element = row // with what the rules made of it
	case !stated && !differs, !stated && now.Status == medelbot.Missing:
		return
	}
	c.said = append(c.said, s)
}

func orNone(s string) string { return cmp.Or(s, none) }

// bare leaves of an element what is compared.
func bare(e medelbot.Element) medelbot.Element {
	return medelbot.Element{Status: e.Status, Code: e.Code, Value: e.Value}
}

// Aside tells what r, the reading by today's rules of a mail that was set aside
// and belongs to no case, says otherwise.
func Aside(m *store.MailInfo, r *medelbot.Reading) []Difference {
	was, now := orNone(string(m.Kind)), orNone(string(r.Kind))
	if was == now || was == none && r.Kind.Private() {
		return nil // of private mail that nobody knew for certain no kind is kept
	}
	return []Difference{{"kind", was, now}}
}
