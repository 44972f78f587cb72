package medelbot

import (
	"fmt"
	"reflect"
	"slices"
)

func decideApplication(f Facts, p Policy) Change {
	r := &f.Mail.Reading
	if f.Case != nil {
		// Who answers our letter with a whole application completes the case.
		if f.Letter != nil && f.Case.Call == r.Call {
			return decideSupplement(f, p)
		}
		return Change{Keep: true, Case: f.Case, Aside: AsideKnownCase, Why: AsideKnownCase.English()}
	}
	if f.Call == nil {
		return Change{Keep: true, Aside: AsideNoCall, Why: AsideNoCall.English()}
	}
	k := openCase(f)
	if twin := f.twin(&k); twin != nil {
		return decideTwin(f, p, twin)
	}
	f.capRegion(&k)
	vouchFirst(f, &k)
	lacking := f.Call.Lacking(k.Elements)
	c := Change{Keep: true, Open: true, Case: &k}
	switch {
	case r.Has(Suspicious):
		c.Case.Status, c.Aside = StatusHeld, AsideSuspicious
	case f.Mail.Truncated:
		c.Case.Status, c.Aside = StatusHeld, AsideTooLarge
	case r.Complete != nil && *r.Complete && len(lacking) == 0:
		c.Case.Status = StatusComplete
	default:
		c.Case.Status = StatusIncomplete
	}
	c.Why = fmt.Sprintf("application from %s, %s", orUnknown(k.Applicant), describe(c.Case.Status, lacking))
	if c.Aside == AsideNone && f.Mail.Quiet == "" {
		name := AckIncomplete
		if c.Case.Status == StatusComplete {
			name = AckComplete
		}
		answer(f, p, &c, name, nil)
	}
	// Who was not asked for anything is not reminded of it either.
	if k.Status == StatusIncomplete && len(c.Letters) > 0 {
		k.WaitsSince = f.Now
		k.NextAt = p.next(&k)
	}
	c.Letters = append(c.Letters, p.atOnce(NoticeNewCase, f)...)
	return c
}

// openCase makes the case that an application opens. Its number comes from
// the store.
func openCase(f Facts) Case {
	r := &f.Mail.Reading
	k := Case{
		Call: f.Call.ID, Mailbox: f.Mail.Folder.Mailbox, Elements: Elements{}, Warnings: slices.Clone(r.Warnings), Mentions: r.Mentions,
		OpenedAt: f.Now, ChangedAt: f.Now, Version: 1, Language: Swedish,
	}
	k.hear(r)
	for key, e := range r.Elements {
		k.Elements[key] = e
	}
	if v := r.Elements[Applicant].Value; v != nil {
		k.Applicant = v.Name
	}
	// Letters go to the first: whoever is answered.
	k.addAddress(r.ReplyTo.Email)
	k.addAddress(r.Applicant.Email)
	if v := r.Elements[Contact].Value; v != nil && r.Elements[Contact].Status == OK {
		k.addAddress(v.Email)
	}
	return k
}

// twin is the case of an application that has come once more, worded otherwise
// at most: the same sender, and the same of every element that it states.
func (f *Facts) twin(k *Case) *Case {
	for i := range f.Others {
		other := &f.Others[i]
		if !other.Status.Open() || len(k.Addresses) == 0 || !slices.Contains(other.Addresses, k.Addresses[0]) {
			continue
		}
		stated, same := 0, true
		for key, e := range k.Elements {
			if e.Status == Missing {
				continue
			}
			stated++
			same = same && sameValue(e, other.Elements[key])
		}
		if same && stated > 0 {
			return other
		}
	}
	return nil
}

func sameValue(a, b Element) bool {
	return a.Status == b.Status && a.Code == b.Code && reflect.DeepEqual(a.Value, b.Value)
}

// decideTwin answers an application that is here already by telling how it
// stands.
func decideTwin(f Facts, p Policy, twin *Case) Change {
	c := Change{Keep: true, Case: twin, Why: "the same application as " + twin.Number + ", once more"}
	if f.Mail.Reading.Has(Suspicious) || f.Mail.Truncated || twin.Status == StatusHeld {
		c.Aside = AsideKnownCase
	} else if twin.Status == StatusGranted {
		c.Aside = AsideKnownCase // its own letter tells of a decision, and may not have left
	} else if f.Mail.Quiet == "" {
		answer(f, p, &c, StatusLetter, nil)
	}
	return c
}

// capRegion holds the cap of a call that gives each region so much in all, over
// its applications together.
func (f *Facts) capRegion(k *Case) {
	amount := k.Elements[Amount]
	if !f.Call.CapPer.Together() || f.Call.Cap == 0 || amount.Status != OK || amount.Value == nil {
		return
	}
	if amount.Value.SEK+f.soughtByOthers() > f.Call.Cap {
		amount.Status, amount.Code = Invalid, OverCap
		k.Elements[Amount] = amount
	}
}

// soughtByOthers is what the same applicant has got or seeks by its other
// cases of the call that are not over, in kronor.
func (f *Facts) soughtByOthers() int64 {
	var sum int64
	for i := range f.Others {
		other := &f.Others[i]
		switch {
		case f.Case != nil && other.Number == f.Case.Number:
		case other.Granted() > 0:
			sum += other.Granted()
		case other.Status.Open():
			sum += other.Sought()
		}
	}
	return sum
}

// vouchFirst tells who stands for the account that an application brings.
func vouchFirst(f Facts, k *Case) {
	account := k.Elements[Account]
	account.Vouched = VouchedByNobody
	if account.Status == OK {
		account.Vouched = vouched(f, k, account)
		k.Elements[Account] = account
	}
}

// vouched tells who stands for an account that was stated in this mail as the
// first one of case k: the same applicant was paid to it before, or it was
// stated with a trusted pass by the applicant's own address. What was read off
// a picture nobody has stated (promise 7).
func vouched(f Facts, k *Case, account Element) Vouched {
	if account.Evidence != nil && account.Evidence.OCR || account.Value == nil {
		return VouchedByNobody
	}
	for _, v := range f.PaidTo {
		if v.Type == account.Value.Type && v.Number == account.Value.Number {
			return VouchedByPast
		}
	}
	if r := &f.Mail.Reading; r.Firsthand() && k.applies(r) {
		return VouchedBySender
	}
	return VouchedByNobody
}

// applies tells that a mail is from an address of the applicant's own: one of
// the case, and not merely of the same domain, which thousands of people have.
// For a region nobody speaks but from its own domain, whoever has applied; and
// of who applied for another only the application itself says so.
func (k *Case) applies(r *Reading) bool {
	if Belongs(k, r) != BelongsByAddress {
		return false
	}
	if IsRegion(k.Applicant) {
		region, _ := RegionOfDomain(r.From.Domain())
		return region.Name == k.Applicant
	}
	return !slices.Contains(k.Warnings, SenderNotApplicant)
}

// answer adds the letter to whoever the mail is answered to, or says why there
// is none.
func answer(f Facts, p Policy, c *Change, name LetterName, fill func(*LetterRequest)) {
	r := &f.Mail.Reading
	switch {
	case f.ByHand:
		c.Events = append(c.Events, Event{At: f.Now, Name: EventByHand, By: ByProgram})
		c.Why += "; a person has answered it"
	case r.Machine:
		c.Aside = AsideMachine
	case r.Reply == NoLetter || r.Reply == "" || r.ReplyTo.Email == "" || p.Own != nil && p.Own(r.ReplyTo.Email):
		c.Aside = AsideNotAnswered
	case f.Muted:
		c.Aside = AsideMuted
	default:
		q := p.request(name, r.ReplyTo, f.LettersToday)
		if p.AckDelay > 0 {
			q.NotBefore = f.Now.Add(p.AckDelay)
		}
		if fill != nil {
			fill(&q)
		}
		c.Letters = append(c.Letters, q)
	}
}

// request asks for a letter and holds it back where the policy says so.
func (p Policy) request(name LetterName, to Address, today int) LetterRequest {
	q := LetterRequest{Name: name, To: to, State: Queued}
	switch {
	case p.Mode == Observe:
		q.State, q.Reason = Held, HeldObserve
	case p.Allowed != nil && !p.Allowed(to.Email):
		q.State, q.Reason = Held, HeldNotAllowed
	case p.LettersPerAddressDay > 0 && today >= p.LettersPerAddressDay && !name.ToCoordinator():
		q.State, q.Reason = Held, HeldCap
	}
	return q
}
