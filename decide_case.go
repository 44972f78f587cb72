package medelbot

import (
	"fmt"
	"reflect"
	"slices"
)

// What a mail about a case does. Its sender must belong to the case (promise 6):
// of anybody else, and in any doubt, the mail is kept for a person, and nobody
// is answered.

// attach keeps a mail that speaks of a case for a person to act upon.
func attach(f Facts, reason AsideReason) Change {
	return Change{Keep: true, Case: f.Case, Aside: reason, Why: fmt.Sprintf("%s: %s", f.Mail.Reading.Kind, reason.English())}
}

// stands says why a mail may do nothing to the case by itself; AsideNone if it
// may. reason is for mail that was filed quietly.
func stands(f Facts, reason AsideReason) AsideReason {
	r := &f.Mail.Reading
	switch {
	case r.Has(Suspicious):
		return AsideSuspicious
	case f.Case == nil:
		return AsideUnknownCase
	case len(r.Cases) > 1 || f.namesAnother():
		return AsideSeveralCases
	case f.Mail.Quiet != "":
		return reason
	case f.Mail.Truncated:
		return AsideTooLarge
	case r.Machine:
		return AsideMachine
	case Belongs(f.Case, r) == NotBelonging:
		return AsideStranger
	}
	return AsideNone
}

// namesAnother tells a mail that answers our letter about one case and names
// another. A case that was merged is named by its old number, too.
func (f *Facts) namesAnother() bool {
	return f.Letter != nil && f.Letter.Case != "" && slices.ContainsFunc(f.Mail.Reading.Cases, func(n string) bool {
		return n != f.Letter.Case && n != f.Case.Number
	})
}

// byApplicant begins what a mail does to its case.
func byApplicant(f Facts, p Policy) *doing {
	d := begin(f, Actor{Role: RoleApplicant, Email: f.Mail.Reading.From.Email}, p)
	d.k.hear(&f.Mail.Reading)
	return d
}

// reply ends what a mail does with the letter that answers it.
func (d *doing) reply(name LetterName, fill func(*LetterRequest)) {
	if name != NoLetter {
		answer(d.Facts, d.p, &d.c, name, fill)
	}
}

func decideSupplement(f Facts, p Policy) Change {
	if why := stands(f, AsideSupplement); why != AsideNone {
		return attach(f, why)
	}
	d := byApplicant(f, p)
	if d.allowed(DeedSupplement) != nil {
		return attach(f, AsideDecided)
	}
	if d.newContact() {
		return attach(f, AsideNewContact)
	}
	if f.Case.Status == StatusGranted {
		return d.supplementGranted()
	}
	changed, contradicts := d.takeIn(f.Mail.Reading.Elements)
	asked := d.k.Asked
	d.k.Asked = ""
	d.k.Mentions = joinMentions(d.k.Mentions, f.Mail.Reading.Mentions)
	s := d.settleStatus(DeedSupplement, map[string]any{"changed": changed})
	d.c.Why = fmt.Sprintf("supplement to %s (%s), %s", d.k.Number, listed(changed), describe(d.k.Status, d.lacking()))
	switch {
	case contradicts:
		d.c.Aside = AsideContradicts
	case s.Letter == NoLetter:
		d.c.Aside = AsideSupplement
	case len(changed) == 0 && asked == "":
		// It seems to add something, and nothing new was read: a person sees what.
		d.c.Aside = AsideSupplement
	default:
		if asked != "" {
			d.c.Aside = AsideAnswer
		}
		d.reply(s.Letter, func(q *LetterRequest) { q.Changed = changed })
	}
	if s.From != StatusComplete && s.To == StatusComplete {
		d.c.Letters = append(d.c.Letters, p.atOnce(NoticeCaseComplete, f)...)
	}
	return d.end()
}

// supplementGranted takes of a mail about granted money the account, which is
// then held out of the payment basis, and leaves the rest to a person.
func (d *doing) supplementGranted() Change {
	account, stated := d.Mail.Reading.Elements[Account]
	var changed []ElementKey
	if stated {
		changed, _ = d.takeIn(Elements{Account: account})
	}
	d.move(DeedSupplement, true, map[string]any{"changed": changed})
	d.c.Aside = AsideDecided
	d.c.Why = "supplement to " + d.k.Number + ": " + AsideDecided.English()
	if len(changed) == 0 {
		d.tell(NoticeChangedGranted, everybody)
	}
	return d.end()
}

// newContact tells a mail that would put another contact in the place of the
// one stated, from an address that the case does not know.
func (d *doing) newContact() bool {
	r := &d.Mail.Reading
	stated, ok := r.Elements[Contact]
	before := d.k.Elements[Contact]
	return ok && stated.Status == OK && before.Status == OK && !sameValue(stated, before) &&
		Belongs(&d.k, r) != BelongsByAddress
}

// takeIn takes what a mail states into the element ledger: the newest stated
// value wins. contradicts tells that something else was confirmed by a
// coordinator, whose word holds.
func (d *doing) takeIn(stated Elements) (changed []ElementKey, contradicts bool) {
	if d.Call == nil {
		return nil, false
	}
	for _, key := range slices.Concat(d.Call.Elements, d.Call.Optional) {
		e, ok := stated[key]
		if !ok || e.Status == Missing {
			continue
		}
		before := d.k.Elements[key]
		e.Vouched = VouchedByNobody
		if e.Status == OK && before.Status == OK && reflect.DeepEqual(e.Value, before.Value) {
			d.restate(key, e)
			continue
		}
		if before.Vouched == VouchedByPerson && key != Account {
			contradicts = true
			continue
		}
		if key == Account {
			e = d.account(e, before)
		}
		d.k.Elements[key] = e
		if e.Status == OK && e.Value != nil {
			d.follow(key, *e.Value)
		}
		changed = append(changed, key)
	}
	return changed, contradicts
}

// follow is adopt for what an applicant states: it forgives no warning.
//
// The address of a contact gets the rights of the applicant's: it belongs to the
// case only if the applicant has stated it with a trusted pass, or else once a
// coordinator has confirmed it.
func (d *doing) follow(key ElementKey, v Value) {
	r := &d.Mail.Reading
	switch {
	case key == Amount:
		d.Facts.capRegion(&d.k)
	case key == Contact && (r.Trust != TrustPass || Belongs(&d.k, r) != BelongsByAddress):
	case key != Account:
		d.adopt(key, v)
	}
}

// restate lets the same account be vouched for, if nobody did before and it was
// never changed.
func (d *doing) restate(key ElementKey, e Element) {
	before := d.k.Elements[key]
	if key != Account || before.Vouched != VouchedByNobody || slices.Contains(d.k.Warnings, DuplicateAccountChange) {
		return
	}
	if before.Vouched = vouched(d.Facts, &d.k, e); before.Vouched != VouchedByNobody {
		before.Evidence = e.Evidence
		d.k.Elements[key] = before
	}
}

// account tells who stands for an account that a supplement states. The first
// one in order is as if the application had stated it; a change is never silent.
func (d *doing) account(e, before Element) Element {
	if before.Status == OK {
		if !slices.Contains(d.k.Warnings, DuplicateAccountChange) {
			d.k.Warnings = append(d.k.Warnings, DuplicateAccountChange)
		}
		d.tell(NoticeAccount, everybody)
		return e
	}
	if e.Status == OK && !slices.Contains(d.k.Warnings, DuplicateAccountChange) {
		e.Vouched = vouched(d.Facts, &d.k, e)
	}
	return e
}

// joinMentions keeps one mention of each key, the first.
func joinMentions(before, more []Mention) []Mention {
	all := slices.Clone(before)
	for _, m := range more {
		if !slices.ContainsFunc(all, func(x Mention) bool { return x.Key == m.Key }) {
			all = append(all, m)
		}
	}
	return all
}

func listed(keys []ElementKey) string {
	if len(keys) == 0 {
		return "nothing new was read"
	}
	text := ""
	for i, k := range keys {
		if i > 0 {
			text += ", "
		}
		text += string(k)
	}
	return text
}

func decideReport(f Facts, p Policy) Change {
	if why := stands(f, AsideReport); why != AsideNone {
		return attach(f, why)
	}
	d := byApplicant(f, p)
	if d.allowed(DeedReport) != nil {
		return attach(f, AsideReport)
	}
	if d.k.Report == nil {
		d.k.Report = Elements{}
	}
	var changed []ElementKey
	for _, key := range f.Call.ReportParts() {
		e, ok := f.Mail.Reading.Elements[key]
		if ok && e.Status != Missing && !(d.k.Report[key].Status == OK && e.Status != OK) {
			d.k.Report[key] = e
			changed = append(changed, key)
		}
	}
	lacking := d.k.Report.Lacking(f.Call.ReportParts())
	s := d.move(DeedReport, len(lacking) == 0, map[string]any{"lacking": lacking, "films": f.Mail.Reading.Films})
	if d.k.Status == StatusReported {
		d.waitNoMore()
	}
	d.c.Why = fmt.Sprintf("report of %s, %s", d.k.Number, describe(d.k.Status, lacking))
	d.reply(s.Letter, func(q *LetterRequest) { q.Changed = changed })
	d.c.Letters = append(d.c.Letters, p.atOnce(NoticeReport, f)...)
	return d.end()
}

func decideStatusQuery(f Facts, p Policy) Change {
	if why := stands(f, AsideStatusQuery); why != AsideNone {
		return attach(f, why)
	}
	k := f.Case.Copy()
	k.hear(&f.Mail.Reading)
	c := Change{Keep: true, Case: &k, Why: "a question of how " + f.Case.Number + " stands"}
	if f.Case.Status == StatusHeld || f.Case.Decision != nil && f.Decision != nil && f.Decision.Unsent() {
		// What a letter could say is not for the applicant to know yet.
		c.Aside = AsideStatusQuery
		return c
	}
	if f.Case.Asked != "" {
		c.Aside = AsideAnswer // it may hold the answer as well, and the case waits for that
	}
	s, _ := step(f.Case.Status, DeedAsk, "")
	answer(f, p, &c, s.Letter, nil)
	return c
}

func decideWithdrawal(f Facts, p Policy) Change {
	why := stands(f, AsideWithdrawal)
	switch {
	case why != AsideNone:
	case Belongs(f.Case, &f.Mail.Reading) != BelongsByAddress:
		why = AsideStranger
	case f.Mail.Reading.Trust != TrustPass:
		why = AsideWithdrawal // anybody can write the applicant's address, and this cannot be mended by a supplement
	}
	if why != AsideNone {
		return attach(f, why)
	}
	d := byApplicant(f, p)
	if d.allowed(DeedWithdraw) != nil {
		// Of granted money a person is told first.
		c := attach(f, AsideWithdrawal)
		if f.Case.Decision != nil && f.Case.Decision.Outcome == DeedGrant && f.Case.Status.Open() && f.NoticesToday < applicantNoticesPerDay {
			c.Letters = p.notices(NoticeWithdrawal, f.Now, everybody)
		}
		return c
	}
	s := d.move(DeedWithdraw, true, nil)
	d.waitNoMore()
	d.k.Votes = nil
	d.c.Why = d.k.Number + " is withdrawn by the applicant"
	d.reply(s.Letter, nil)
	return d.end()
}
