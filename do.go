package medelbot

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// Do carries out one order on Facts.Case: the one path for commands by mail and
// on the command line. It is pure; the error is a *Refusal, and then nothing is
// to be changed.
func Do(f Facts, by Actor, o Order, p Policy) (Change, error) {
	if f.Case == nil {
		return Change{}, &Refusal{Code: RefusedNoCase}
	}
	d := begin(f, by, p)
	do, ok := deeds[o.Deed]
	if !ok {
		return Change{}, &Refusal{Code: RefusedUnknown}
	}
	if err := d.allowed(o.Deed); err != nil {
		return Change{}, err
	}
	if err := do(d, o); err != nil {
		return Change{}, err
	}
	return d.end(), nil
}

// deeds are the deeds that can be ordered.
var deeds = map[Deed]func(*doing, Order) error{
	DeedGrant: (*doing).vote, DeedDecline: (*doing).vote, DeedUndo: (*doing).undo,
	DeedPay: (*doing).pay, DeedRepay: (*doing).repay, DeedExtend: (*doing).extend,
	DeedRequest: (*doing).request, DeedWithdraw: (*doing).withdraw, DeedClose: (*doing).close,
	DeedHold: (*doing).hold, DeedRelease: (*doing).release, DeedNote: (*doing).note,
	DeedCorrect: (*doing).correct, DeedConfirm: (*doing).confirm, DeedMerge: (*doing).merge,
}

// doing is one deed, or several of one mail, on the way: the case as it will
// be, and what comes of it.
type doing struct {
	Facts
	p        Policy
	by       Actor
	k        Case   // as it will be
	assessed string // what it was when votes were given
	c        Change
}

func begin(f Facts, by Actor, p Policy) *doing {
	d := &doing{Facts: f, p: p, by: by, k: f.Case.Copy()}
	if d.k.Elements == nil {
		d.k.Elements = Elements{}
	}
	d.assessed = d.k.Assessed()
	return d
}

// allowed refuses what the lifecycle does not know of in this status, or not
// for this actor.
func (d *doing) allowed(deed Deed) error {
	s, ok := step(d.k.Status, deed, outcome(len(d.lacking()) == 0))
	switch {
	case d.k.Erased != NotErased && !(d.k.Erased == ErasedToBookkeeping && deed == DeedRepay):
		return &Refusal{Code: RefusedErased}
	case !ok:
		return &Refusal{Code: RefusedStatus, Status: d.k.Status, Try: "medelbot show " + d.k.Number}
	case !slices.Contains(s.Who, d.by.Role):
		return &Refusal{Code: RefusedRole}
	}
	// Who has somebody else's name and any login shall not be that person.
	if as, ok := d.p.person(d.by.Person); ok && d.by.User != "" && !d.p.mayUse(d.by.User, as) {
		return &Refusal{Code: RefusedOtherLogin, Try: "--as with your own name, or let " + as.Name + " do it by mail or under a login of their own"}
	}
	return nil
}

// lacking is what the application lacks; nothing in a call that is not
// configured any more.
func (d *doing) lacking() []ElementKey {
	if d.Call == nil {
		return nil
	}
	return d.Call.Lacking(d.k.Elements)
}

// move takes the case where the deed leads, logs it, and tells which letter the
// applicant gets. details are for the log.
func (d *doing) move(deed Deed, complete bool, details map[string]any) Step {
	s, ok := step(d.k.Status, deed, outcome(complete))
	if !ok { // allowed has seen to it
		s = Step{From: d.k.Status, Deed: deed, To: d.k.Status, Letter: NoLetter}
	}
	payload := map[string]any{"deed": deed, "from": s.From, "to": s.To}
	maps.Copy(payload, details)
	d.log(EventDone, payload)
	d.k.Status = s.To
	return s
}

func (d *doing) log(name EventName, payload any) {
	d.c.Events = append(d.c.Events, Event{Case: d.k.Number, At: d.Now, Name: name, By: d.by.String(), Payload: payload})
}

// write asks for a letter to the applicant.
func (d *doing) write(name LetterName, fill func(*LetterRequest)) {
	to := d.k.Recipient(name)
	if name == NoLetter {
		return
	}
	if to.Email == "" || d.p.Own != nil && d.p.Own(to.Email) {
		d.c.Untold = true
		return
	}
	q := d.p.request(name, to, d.LettersToday)
	if fill != nil {
		fill(&q)
	}
	d.c.Letters = append(d.c.Letters, q)
}

// tell gives the chosen coordinators a notice. Of what anybody can cause by mail
// a day brings so many and no more.
func (d *doing) tell(code NoticeCode, chosen func(Person) bool) {
	if d.by.Role == RoleApplicant && d.NoticesToday >= applicantNoticesPerDay {
		return
	}
	d.c.Letters = append(d.c.Letters, d.p.notices(code, d.Now, chosen)...)
}

// others chooses everybody but the one who acts.
func (d *doing) others(x Person) bool { return x.Name != d.by.Person }

// end settles what follows from whatever was done.
func (d *doing) end() Change {
	if len(d.k.Votes) > 0 && d.k.Assessed() != d.assessed {
		voters := d.k.Votes
		d.k.Votes = nil
		d.log(EventVoided, map[string]any{"votes": voters})
		d.tell(NoticeVotesVoided, func(x Person) bool {
			return slices.ContainsFunc(voters, func(v Vote) bool { return v.Seat == x.Seat() })
		})
	}
	d.k.NextAt = d.p.next(&d.k)
	d.c.Keep = true
	d.c.Case = &d.k
	return d.c
}

// wait begins to wait for the applicant: the reminders count from now, and
// those whose time has passed already are left out.
func (d *doing) wait() {
	d.k.WaitsSince = d.Now
	d.k.Reminded = 0
	d.k.Reminded = past(d.p.stages(&d.k), d.Now)
}

func (d *doing) waitNoMore() { d.k.WaitsSince, d.k.Reminded = time.Time{}, 0 }

func (d *doing) request(o Order) error {
	if strings.TrimSpace(o.Text) == "" {
		return &Refusal{Code: RefusedNoReason, Try: "say what the applicant should send"}
	}
	d.k.Asked = o.Text
	s := d.move(DeedRequest, false, map[string]any{"text": o.Text})
	d.wait()
	d.write(s.Letter, func(q *LetterRequest) { q.Text = o.Text })
	return nil
}

func (d *doing) withdraw(o Order) error {
	d.tellEnded()
	s := d.move(DeedWithdraw, true, map[string]any{"text": o.Text})
	if d.Decision != nil && d.Decision.Unsent() {
		d.c.Undone = true // nobody shall be granted what was taken back
	}
	d.waitNoMore()
	d.k.Votes = nil
	d.write(s.Letter, nil)
	return nil
}

// tellEnded tells the other coordinators of an application that one alone has
// ended without a decision, which takes all of them.
func (d *doing) tellEnded() {
	switch d.k.Status {
	case StatusHeld, StatusIncomplete, StatusComplete:
		d.tell(NoticeEnded, d.others)
	}
}

func (d *doing) close(o Order) error {
	d.tellEnded()
	d.move(DeedClose, true, map[string]any{"text": o.Text})
	d.waitNoMore()
	return nil
}

func (d *doing) note(o Order) error {
	if strings.TrimSpace(o.Text) == "" {
		return &Refusal{Code: RefusedNoReason}
	}
	d.move(DeedNote, true, map[string]any{"text": o.Text})
	return nil
}

func (d *doing) hold(o Order) error {
	d.move(DeedHold, true, map[string]any{"text": o.Text})
	d.waitNoMore()
	return nil
}

func (d *doing) release(Order) error {
	complete := len(d.lacking()) == 0 && d.k.Asked == ""
	s := d.move(DeedRelease, complete, nil)
	d.c.CloseAside = true
	if !complete {
		d.wait()
	}
	d.write(s.Letter, nil)
	return nil
}
