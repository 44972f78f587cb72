package medelbot

import (
	"slices"
	"time"
)

// vote notes one person's decision. When as many as the configuration asks for
// agree, the case is decided; when they do not, nothing is changed and all are
// told.
func (d *doing) vote(o Order) error {
	person, ok := d.p.person(d.by.Person)
	switch {
	case !ok:
		return &Refusal{Code: RefusedNoPerson, Try: "--as with the name of a [[coordinator]]"}
	case !person.OnDuty(d.Now):
		return &Refusal{Code: RefusedOff}
	}
	d.voidAbsent()
	v := Vote{Person: person.Name, Seat: person.Seat(), User: d.by.User, Deed: o.Deed, Reason: o.Text, At: d.Now}
	if o.Deed == DeedGrant {
		sek, err := d.sum(o.SEK)
		if err != nil {
			return err
		}
		v.SEK = sek
	}
	votes := slices.DeleteFunc(slices.Clone(d.k.Votes), func(x Vote) bool { return x.Seat == v.Seat })
	if v.User != "" && slices.ContainsFunc(votes, func(x Vote) bool { return x.User == v.User }) {
		return &Refusal{Code: RefusedSameUser, Try: "let the other person decide by mail or under a login of their own"}
	}
	d.k.Votes = append(votes, v)
	agreed := agreeing(d.k.Votes, v)
	d.log(EventVoted, v)
	if len(agreed) >= max(1, d.p.Approvals) {
		d.decide(agreed, v)
		return nil
	}
	if said := slices.ContainsFunc(d.Case.Votes, func(x Vote) bool { return x.Seat == v.Seat && x.Deed == v.Deed && x.SEK == v.SEK }); said {
		return nil // the others have been told
	}
	if len(agreed) < len(d.k.Votes) {
		d.tell(NoticeDiffers, func(x Person) bool {
			return d.others(x) && slices.ContainsFunc(d.k.Votes, func(y Vote) bool { return y.Seat == x.Seat() })
		})
		return nil
	}
	d.tell(NoticeDecisionWaits, func(x Person) bool {
		return !slices.ContainsFunc(d.k.Votes, func(y Vote) bool { return y.Seat == x.Seat() })
	})
	return nil
}

// voidAbsent takes out the votes of persons who have left the configuration
// since: they count neither for a decision nor against one (promise 5).
func (d *doing) voidAbsent() {
	absent := slices.DeleteFunc(slices.Clone(d.k.Votes), d.p.present)
	if len(absent) == 0 {
		return
	}
	d.k.Votes = slices.DeleteFunc(d.k.Votes, func(v Vote) bool { return !d.p.present(v) })
	d.log(EventVoided, map[string]any{"votes": absent})
}

// sum is what a grant gives: the sum named, else the one sought, within what the
// call gives.
func (d *doing) sum(named int64) (int64, error) {
	sek := named
	if sek == 0 {
		sek = d.k.Sought()
	}
	if sek <= 0 {
		return 0, &Refusal{Code: RefusedNoSum, Try: "name the sum in whole kronor"}
	}
	if d.Call == nil || d.Call.Cap == 0 {
		return sek, nil
	}
	room := d.Call.Cap
	if d.Call.CapPer.Together() {
		for i := range d.Others {
			room -= d.Others[i].Granted()
		}
	}
	if sek > room {
		return 0, &Refusal{Code: RefusedOverCap, Try: "a smaller sum"}
	}
	return sek, nil
}

// agreeing are the votes that say the same as v, itself included.
func agreeing(votes []Vote, v Vote) []Vote {
	var same []Vote
	for _, x := range votes {
		if x.Deed == v.Deed && x.SEK == v.SEK {
			same = append(same, x)
		}
	}
	return same
}

// decide takes the decision. Its letter waits until the time to undo it is over.
func (d *doing) decide(agreed []Vote, last Vote) {
	x := &Decision{Outcome: last.Deed, SEK: last.SEK, At: d.Now, Final: d.Now.Add(d.p.Undo)}
	for _, v := range agreed {
		x.By = append(x.By, v.Person)
		if v.Reason != "" {
			x.Reason = v.Reason // the last one's word, if it has one
		}
	}
	d.k.Decision, d.k.Votes = x, nil
	d.waitNoMore()
	s := d.move(last.Deed, true, map[string]any{"sek": x.SEK, "by": x.By, "reason": x.Reason})
	if last.Deed == DeedGrant && d.Call != nil {
		d.k.ReportDue = d.reportDue(*d.Call)
	}
	d.write(s.Letter, func(q *LetterRequest) {
		q.NotBefore, q.AfterPass, q.Expects = x.Final, true, s.To
	})
}

// reportDue is the call's own day, else so many months after the decision; zero
// if no report is awaited.
func (d *doing) reportDue(call Call) time.Time {
	switch {
	case !call.ReportDue.IsZero():
		return call.ReportDue
	case call.ReportMonths > 0:
		return d.p.endOfDay(months(d.Now.In(d.p.zone()), call.ReportMonths))
	}
	return time.Time{}
}

// months is so many months later, on the last day of a month that is too short
// for the same one.
func months(t time.Time, n int) time.Time {
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 12, 0, 0, 0, t.Location())
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1)
}

// undo takes a decision back, as long as nobody has been told of it.
func (d *doing) undo(Order) error {
	if d.Decision != nil && !d.Decision.Unsent() {
		return &Refusal{Code: RefusedLeft, Try: "write to the applicant, and withdraw the case if need be"}
	}
	if d.Decision == nil && d.k.Decision != nil && !d.Now.Before(d.k.Decision.Final) {
		return &Refusal{Code: RefusedLeft}
	}
	complete := len(d.lacking()) == 0 && d.k.Asked == ""
	d.move(DeedUndo, complete, map[string]any{"decision": d.k.Decision})
	d.k.Decision, d.k.Votes, d.k.ReportDue = nil, nil, time.Time{}
	d.c.Undone = d.Decision != nil
	if !complete {
		d.wait()
	}
	return nil
}
