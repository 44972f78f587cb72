package notifier

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"medelbot"
	"medelbot/templates"
)

// How much of one case a letter to a coordinator shows.
const (
	hintLimit    = 6
	hintQuote    = 60
	earlierLimit = 3
	fileLimit    = 3
)

// digestCase shows a case in a line or two.
func (c *Composer) digestCase(k *medelbot.DigestCase, now time.Time) templates.DigestCase {
	call, ok := c.call(k.Call)
	if !ok {
		call.Name = k.Call
	}
	d := templates.DigestCase{
		Number: k.Number, Applicant: safe(k.Applicant, digestName), Call: call.Name, Status: k.Status,
		New: k.New, Changed: k.Changed && !k.New, Opened: k.OpenedAt.In(c.Zone),
		Days: max(0, int(now.Sub(k.OpenedAt)/(24*time.Hour))), Granted: k.Granted(), Paid: k.Paid, Repaid: k.Repaid,
		Asked: safe(k.Asked, digestProse), Unconfirmed: unconfirmed(&k.Case),
	}
	if v := k.Elements[medelbot.Amount].Value; v != nil {
		d.Sum = v.SEK
	}
	for _, key := range call.Lacking(k.Elements) {
		x, stated := k.Elements[key]
		if !stated {
			x.Status = medelbot.Missing
		}
		lacking := element(key, call, medelbot.Swedish)
		lacking.Status, lacking.Code = x.Status, x.Code
		d.Lacking = append(d.Lacking, lacking)
	}
	for _, w := range k.Warnings {
		d.Warnings = append(d.Warnings, templates.CaseWarning{Warning: w, Reason: reason(k, w)})
	}
	for _, v := range k.Votes {
		d.Votes = append(d.Votes, templates.CaseVote{Person: v.Person, Deed: v.Deed, SEK: v.SEK, Reason: safe(v.Reason, digestProse), At: v.At.In(c.Zone)})
	}
	if k.Decision != nil && now.Before(k.Decision.Final) {
		d.Undo = k.Decision.Final.In(c.Zone)
	}
	if !k.ReportDue.IsZero() {
		d.Due, d.Overdue = k.ReportDue.In(c.Zone), k.ReportDue.Before(now)
	}
	return d
}

// reason is what gave rise to a warning, in the reader's own words, where the
// letter's words for the warning leave one to guess: who is suspicious, and of
// what. Where an identity number stands or which day it came tells nobody what
// to do.
func reason(k *medelbot.DigestCase, w medelbot.Warning) string {
	if w == medelbot.Late || w == medelbot.Personnummer {
		return ""
	}
	return safe(k.Reasons[w], digestProse)
}

func (c *Composer) wantedCase(w wantedCase, now time.Time) templates.DigestCase {
	d := c.digestCase(w.DigestCase, now)
	d.Want, d.Waits = w.want, w.since.In(c.Zone)
	return d
}

// detailed shows a case with all that an assessment needs, and gives the rights
// to it.
func (c *Composer) detailed(w wantedCase, f medelbot.DigestFacts, rights *desk) (templates.DigestCase, error) {
	if f.Whole != nil {
		whole := *w.DigestCase
		var err error
		if whole.Case, err = f.Whole(w.Number); err != nil {
			return templates.DigestCase{}, fmt.Errorf("case %s cannot be shown: %w", w.Number, err)
		}
		w.DigestCase = &whole
	}
	d := c.wantedCase(w, f.Now)
	c.detail(&d, w.DigestCase)
	d.Access = rights.onCase(&w.Case)
	return d, nil
}

// detail adds to a case what only its assessment needs.
func (c *Composer) detail(d *templates.DigestCase, k *medelbot.DigestCase) {
	call, _ := c.call(k.Call)
	for _, key := range slices.Concat(call.Elements, call.Optional) {
		if x := k.Elements[key]; x.Status == medelbot.OK && shownFor(k.Status, key) {
			d.Elements = append(d.Elements, readElement(key, x, call))
		}
	}
	for _, key := range call.ReportParts() {
		if x, stated := k.Report[key]; stated && x.Status == medelbot.OK {
			d.Report = append(d.Report, readElement(key, x, call))
		}
	}
	for _, f := range k.Films {
		d.Films = limited(d.Films, fileLimit, safe(f, digestQuote))
	}
	for _, name := range k.Unreadable {
		d.Unreadable = limited(d.Unreadable, fileLimit, cmp.Or(safe(name, digestQuote), "en fil utan namn"))
	}
	if k.Status == medelbot.StatusComplete || k.Status == medelbot.StatusHeld {
		for _, m := range k.Mentions {
			d.Hints = limited(d.Hints, hintLimit, templates.Hint{Key: m.Key, Quote: safe(m.Quote, hintQuote)})
		}
	}
	c.earlier(d, k, call)
}

// shownFor leaves out what was read of an application once it is decided: a
// payment needs the account, and a report is read beside what was promised.
func shownFor(s medelbot.Status, key medelbot.ElementKey) bool {
	switch s {
	case medelbot.StatusGranted:
		return key == medelbot.Account || key == medelbot.Contact
	case medelbot.StatusReported:
		return key == medelbot.Purpose || key == medelbot.Effects
	}
	return true
}

// earlier tells of the same applicant's other cases.
func (c *Composer) earlier(d *templates.DigestCase, k *medelbot.DigestCase, call medelbot.Call) {
	if call.CapPer.Together() {
		d.Cap = call.Cap
	}
	for _, e := range slices.Backward(k.Earlier) {
		if e.Call == k.Call {
			d.InCall += e.Granted
		}
		if len(d.Earlier) == earlierLimit {
			d.Others++
			continue
		}
		shown := templates.EarlierCase{Number: e.Number, Call: e.Call, Status: e.Status, Granted: e.Granted, Paid: e.Paid}
		if past, ok := c.call(e.Call); ok {
			shown.Call = past.Name
		}
		d.Earlier = append(d.Earlier, shown)
	}
}

// page is how a reader of documents names a page.
var page = regexp.MustCompile(`^page (\d{1,6})$`)

// readElement shows an element to a coordinator, who may see all of it.
func readElement(key medelbot.ElementKey, x medelbot.Element, call medelbot.Call) templates.ReadElement {
	shown := templates.ReadElement{Element: show(key, x, call, medelbot.Swedish), Vouched: x.Vouched}
	shown.Read, shown.Quote, shown.Source = cut(shown.Read, digestProse), cut(shown.Quote, digestQuote), cut(shown.Source, digestFile)
	shown.Unconfirmed = key == medelbot.Account && !x.Payable()
	if x.Evidence == nil {
		return shown
	}
	if m := page.FindStringSubmatch(x.Evidence.Place); m != nil {
		shown.Page, _ = strconv.Atoi(m[1]) // digits, and few
	} else if strings.Contains(x.Evidence.Place, "!") {
		shown.Cell = safe(x.Evidence.Place, digestQuote)
	}
	return shown
}
