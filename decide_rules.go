package medelbot

import (
	"fmt"
	"slices"
	"strings"
)

// Decide says what a mail does: whether it is kept, which case it opens or
// belongs to, whether a person must look, and which letter answers it. It is
// pure; the store carries the Change out.
//
// When in doubt it files, sets aside and answers nobody (promise 4).
func Decide(f Facts, p Policy) Change {
	c := decide(f, p)
	if f.Mail.Quiet != "" && f.Mail.Quiet != QuietBackfill && c.Keep && c.Aside == AsideNone {
		c.Aside = asideOfQuiet(f.Mail.Quiet)
	}
	return c
}

func decide(f Facts, p Policy) Change {
	r := &f.Mail.Reading
	switch r.Kind {
	case Application:
		return decideApplication(f, p)
	case Supplement:
		return attach(f, AsideSupplement)
	case Report:
		return attach(f, AsideReport)
	case StatusQuery:
		return attach(f, AsideStatusQuery)
	case Withdrawal:
		return attach(f, AsideWithdrawal)
	case Command:
		return attach(f, AsideCommand)
	case Bounce:
		return decideBounce(f)
	case AutoReply:
		return decideAutoReply(f)
	case Other, Bulk:
		return decidePrivate(f)
	}
	return Change{Keep: true, Aside: AsideNotAnswered, Why: fmt.Sprintf("no rule for a mail of kind %q", r.Kind)}
}

// decidePrivate leaves the person's own mail alone. Only what was too large
// to be read whole is shown, and what may be no ordinary mail after all: nobody
// can say that it was ordinary.
func decidePrivate(f Facts) Change {
	if doubt := f.Mail.Reading.Doubt; doubt != "" {
		return Change{Keep: true, Case: f.Case, Aside: AsideDoubtful, Why: fmt.Sprintf("perhaps %s: %s", doubt, AsideDoubtful.English())}
	}
	if f.Mail.Truncated && f.Mail.Reading.Kind == Other {
		return Change{Keep: true, Aside: AsideTooLarge, Why: "over the size limit; only its beginning was read"}
	}
	return Change{Why: "ordinary mail, left alone: " + because(f)}
}

// decideBounce ties a bounce of one of our letters to its case. A bounce of
// the person's own mail is none of our business.
func decideBounce(f Facts) Change {
	if f.Letter == nil {
		return Change{Why: "a bounce of somebody else's letter, left alone"}
	}
	return Change{
		Keep: true, Case: f.Case, Aside: AsideLetterBounce,
		Events: []Event{{
			Case: f.Letter.Case, At: f.Now, Name: EventBounced, By: ByProgram,
			Payload: map[string]string{"letter": f.Letter.MessageID, "to": f.Letter.To},
		}},
		Why: fmt.Sprintf("our letter %s to %s came back", f.Letter.Name, f.Letter.To),
	}
}

// decideAutoReply keeps an automatic answer to one of our letters: it may name
// a stand-in or a date of return. Others are left alone.
func decideAutoReply(f Facts) Change {
	if f.Case == nil {
		return Change{Why: "an automatic answer, left alone: " + because(f)}
	}
	return Change{Keep: true, Case: f.Case, Why: "an automatic answer to " + f.Case.Number + ", kept and not answered"}
}

// attach keeps a mail that speaks of a case for a person to act upon.
func attach(f Facts, reason AsideReason) Change {
	r := &f.Mail.Reading
	switch {
	case r.Has(Suspicious):
		reason = AsideSuspicious
	case f.Case == nil:
		reason = AsideUnknownCase
	}
	return Change{Keep: true, Case: f.Case, Aside: reason, Why: fmt.Sprintf("%s: %s", r.Kind, reason.English())}
}

func decideApplication(f Facts, p Policy) Change {
	r := &f.Mail.Reading
	if f.Case != nil {
		return Change{Keep: true, Case: f.Case, Aside: AsideKnownCase, Why: AsideKnownCase.English()}
	}
	if f.Call == nil {
		return Change{Keep: true, Aside: AsideNoCall, Why: AsideNoCall.English()}
	}
	lacking := f.Call.Lacking(r.Elements)
	k := openCase(f)
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
		answer(f, p, &c)
	}
	return c
}

// openCase makes the case that an application opens. Its number comes from
// the store.
func openCase(f Facts) Case {
	r := &f.Mail.Reading
	k := Case{
		Call: f.Call.ID, Mailbox: f.Mail.Folder.Mailbox, Elements: r.Elements, Warnings: r.Warnings,
		OpenedAt: f.Now, ChangedAt: f.Now, Version: 1,
	}
	if v := r.Elements[Applicant].Value; v != nil {
		k.Applicant = v.Name
	}
	addresses := []string{r.Applicant.Email, r.ReplyTo.Email}
	if v := r.Elements[Contact].Value; v != nil && r.Elements[Contact].Status == OK {
		addresses = append(addresses, v.Email)
	}
	for _, a := range addresses {
		a = strings.ToLower(strings.TrimSpace(a))
		if a != "" && !slices.Contains(k.Addresses, a) {
			k.Addresses = append(k.Addresses, a)
		}
	}
	return k
}

// answer adds the acknowledgement, or says why there is none.
func answer(f Facts, p Policy, c *Change) {
	r := &f.Mail.Reading
	switch {
	case r.Machine:
		c.Aside = AsideMachine
	case r.Reply == NoLetter || r.Reply == "" || r.ReplyTo.Email == "" || p.Own != nil && p.Own(r.ReplyTo.Email):
		c.Aside = AsideNotAnswered
	case f.Muted:
		c.Aside = AsideMuted
	default:
		name := AckIncomplete
		if c.Case.Status == StatusComplete {
			name = AckComplete
		}
		c.Letters = append(c.Letters, p.request(name, r.ReplyTo, f.LettersToday))
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
	case p.LettersPerAddressDay > 0 && today >= p.LettersPerAddressDay:
		q.State, q.Reason = Held, HeldCap
	}
	return q
}

func asideOfQuiet(quiet string) AsideReason {
	if quiet == QuietJunk {
		return AsideJunk
	}
	return AsideOld
}

func describe(s Status, lacking []ElementKey) string {
	if len(lacking) == 0 {
		return string(s)
	}
	names := make([]string, len(lacking))
	for i, k := range lacking {
		names[i] = string(k)
	}
	return fmt.Sprintf("%s (to be mended: %s)", s, strings.Join(names, ", "))
}

func because(f Facts) string {
	if why := f.Mail.Reading.Why; len(why) > 0 {
		return strings.Join(why, "; ")
	}
	return string(f.Mail.Reading.Kind)
}

func orUnknown(name string) string {
	if name == "" {
		return "an unnamed applicant"
	}
	return name
}
