package medelbot

import (
	"errors"
	"fmt"
	"slices"
)

// decideCommand carries out the commands of a mail, all of them or none
// (promise 5): they count only from a coordinator's address with a trusted pass
// and, where they change something, with a code that this coordinator was given
// for that very case.
func decideCommand(f Facts, p Policy) Change {
	r := &f.Mail.Reading
	person, known := p.personOf(r.From.Email)
	switch {
	case !known:
		return refuseSender(f, p, RefusedStranger)
	case r.Trust != TrustPass || r.Has(Suspicious):
		return refuseSender(f, p, RefusedNoPass)
	case f.Mail.Quiet != "" || f.Mail.Truncated || r.Machine:
		// Old mail, junk and what a program sent on orders nothing.
		return Change{Keep: true, Case: f.Case, Aside: AsideCommand, Why: "command: " + AsideCommand.English()}
	}
	x := commands{Facts: f, p: p, person: person, before: f.Case, c: Change{Keep: true, Case: f.Case}}
	return x.run()
}

// commands is the carrying out of one mail's commands.
type commands struct {
	Facts
	p       Policy
	person  Person
	before  *Case // as the mail found it
	c       Change
	results []OrderResult
}

func (x *commands) run() Change {
	lines := []CommandLine{{Fault: string(RefusedUnknown)}}
	if m := x.Mail.Reading.Command; m != nil && len(m.Lines) > 0 {
		lines = m.Lines
	}
	if code := x.mayNot(lines); code != "" {
		for i := range lines {
			x.note(&lines[i], code, nil)
		}
		return x.refuse(code)
	}
	var refused RefusalCode
	for i := range lines {
		if refused == "" {
			refused = x.one(&lines[i])
		} else {
			x.note(&lines[i], RefusedEarlier, nil)
		}
	}
	if refused != "" {
		return x.refuse(refused)
	}
	x.c.Why = fmt.Sprintf("commands of %s, carried out", x.person.Name)
	x.transcript()
	return x.c
}

// mayNot says why this person may not order these lines; "" if they may. Only
// what changes nothing needs no code.
func (x *commands) mayNot(lines []CommandLine) RefusalCode {
	if !x.person.OnDuty(x.Now) {
		return RefusedOff
	}
	if !slices.ContainsFunc(lines, func(l CommandLine) bool { return l.Word != WordStatus && l.Word != WordHelp }) {
		return ""
	}
	t := x.Token
	switch {
	case t == nil && (x.Mail.Reading.Command == nil || x.Mail.Reading.Command.Token == ""):
		return RefusedNoToken
	case t == nil:
		return RefusedBadToken
	case t.Person != x.person.Name:
		return RefusedOtherToken
	case !t.Used.IsZero():
		return RefusedUsedToken
	case x.Now.After(t.Expires) || x.Now.Before(t.Issued):
		return RefusedOldToken
	case slices.ContainsFunc(lines, func(l CommandLine) bool { return l.Case != "" && l.Case != t.Case }),
		x.Mail.Reading.Case != "" && x.Mail.Reading.Case != t.Case:
		return RefusedOtherCase
	case t.Case != "" && (x.Case == nil || x.Case.Number != t.Case):
		return RefusedNoCase
	case t.Case == "" && x.Case != nil && needsCase(lines):
		return RefusedOtherCase
	case t.Case != "" && t.Assessed != x.Case.Assessed() && slices.ContainsFunc(lines, assesses):
		return RefusedStaleToken
	}
	return ""
}

func needsCase(lines []CommandLine) bool {
	return slices.ContainsFunc(lines, func(l CommandLine) bool { return l.Word == WordDeed })
}

// assesses tells commands that are said of what the digest showed. The others
// hold whatever has been changed since: they stop something, or only note it.
func assesses(l CommandLine) bool {
	return l.Word == WordDeed && !slices.Contains([]Deed{DeedUndo, DeedHold, DeedNote}, l.Order.Deed)
}

// one carries out one line and returns why it was refused; "" if it was not.
func (x *commands) one(l *CommandLine) RefusalCode {
	if l.Fault != "" {
		return x.note(l, RefusalCode(l.Fault), nil)
	}
	switch l.Word {
	case WordStatus, WordHelp:
	case WordPause:
		x.c.Pause, x.c.Spend = true, true
	case WordResume:
		x.c.Resume, x.c.Spend = true, true
	case WordTake:
		if x.Aside == nil {
			return x.note(l, RefusedNoCase, nil)
		}
		x.c.TakeAside, x.c.Spend = x.Aside.ID, true
	default:
		return x.order(l)
	}
	return x.note(l, "", nil)
}

func (x *commands) order(l *CommandLine) RefusalCode {
	if x.Case == nil {
		return x.note(l, RefusedNoCase, nil)
	}
	if l.Order.Deed == DeedMerge && x.Into == nil {
		return x.note(l, RefusedInto, nil)
	}
	by := Actor{Role: RoleCoordinator, Person: x.person.Name, Email: x.Mail.Reading.From.Email}
	done, err := Do(x.Facts, by, l.Order, x.p)
	if err != nil {
		code := RefusedUnknown
		if refusal := (*Refusal)(nil); errors.As(err, &refusal) {
			code = refusal.Code
		}
		return x.note(l, code, nil)
	}
	x.join(done)
	return x.note(l, "", &done)
}

// join adds what one command does to what those before it do, and lets the next
// one find the case as it is then.
func (x *commands) join(done Change) {
	x.Facts.Case = done.Case
	x.c.Case, x.c.Spend = done.Case, true
	x.c.Events = append(x.c.Events, done.Events...)
	if done.Case.Decision == nil { // the one that a line above took is not told
		x.c.Letters = slices.DeleteFunc(x.c.Letters, func(q LetterRequest) bool { return q.Expects != "" })
	}
	x.c.Letters = append(x.c.Letters, done.Letters...)
	x.c.Undone = x.c.Undone || done.Undone
	x.c.CloseAside = x.c.CloseAside || done.CloseAside
	if done.Also != nil {
		x.c.Also = done.Also
	}
	if done.Undone {
		x.Facts.Decision = nil
	}
}

func (x *commands) note(l *CommandLine, refused RefusalCode, done *Change) RefusalCode {
	r := OrderResult{Text: l.Text, Word: l.Word, Deed: l.Order.Deed, Refused: refused, SEK: l.Order.SEK, Day: l.Order.Day, Element: l.Order.Element}
	if x.Facts.Case != nil {
		r.Status = x.Facts.Case.Status
	}
	if done != nil && len(done.Case.Votes) > 0 {
		mine := done.Case.Votes[len(done.Case.Votes)-1]
		r.Waiting, r.SEK = true, mine.SEK
		r.Differs = len(agreeing(done.Case.Votes, mine)) < len(done.Case.Votes)
	}
	if done != nil && r.Deed == DeedGrant && done.Case.Decision != nil {
		r.SEK = done.Case.Decision.SEK
	}
	if done != nil && refused == "" {
		r.Held = x.held(done)
	}
	x.results = append(x.results, r)
	return refused
}

// held says why the applicant is not told by letter of what a deed has done:
// who reads that a question was sent waits for the answer.
func (x *commands) held(done *Change) string {
	for _, q := range done.Letters {
		switch {
		case q.Name.ToCoordinator():
		case q.State == Held:
			return q.Reason
		case x.Muted && slices.Index(x.before.Addresses, q.To.Email) == 0: // the store holds it, as it holds the list
			return HeldMuted
		}
	}
	if done.Untold {
		return HeldNoAddress
	}
	return ""
}

// refuse leaves everything as it was, also what the lines before a refused one
// would have done, and tells the coordinator.
func (x *commands) refuse(code RefusalCode) Change {
	for i := range x.results {
		if x.results[i].Refused == "" {
			x.results[i].Refused, x.results[i].Held = RefusedEarlier, ""
		}
		if x.before != nil {
			x.results[i].Status = x.before.Status
		}
	}
	x.Facts.Case = x.before
	x.c = Change{
		Keep: true, Case: x.before, Why: fmt.Sprintf("commands of %s, refused: %s", x.person.Name, code.English()),
		Events: []Event{refusedEvent(x.Facts, code, x.results)},
	}
	x.transcript()
	return x.c
}

func refusedEvent(f Facts, code RefusalCode, results []OrderResult) Event {
	e := Event{At: f.Now, Name: EventRefused, By: ByProgram, Payload: map[string]any{
		"code": code, "from": f.Mail.Reading.From.Email, "commands": results,
	}}
	if f.Case != nil {
		e.Case = f.Case.Number
	}
	return e
}

// transcript answers the coordinator at their first address, not at the one
// that the mail names.
func (x *commands) transcript() {
	if len(x.person.Addresses) == 0 {
		return
	}
	if !x.c.Spend && x.TranscriptsToday >= transcriptsPerDay {
		x.c.Aside = AsideCommand
		return
	}
	q := x.p.request(TranscriptLetter, Address{Name: x.person.Name, Email: x.person.Addresses[0]}, 0)
	q.Person, q.Results, q.Counts, q.Mailbox = x.person.Name, x.results, x.Counts, x.Mail.Folder.Mailbox
	if x.Aside != nil {
		q.Aside = x.Aside.ID
	}
	x.c.Letters = append(x.c.Letters, q)
}

// refuseSender keeps a command of somebody who may give none, and tells the
// coordinators; the sender gets no answer.
func refuseSender(f Facts, p Policy, code RefusalCode) Change {
	c := Change{Keep: true, Case: f.Case, Aside: AsideRefused, Why: "commands, refused: " + code.English()}
	var results []OrderResult
	if m := f.Mail.Reading.Command; m != nil {
		for _, l := range m.Lines {
			results = append(results, OrderResult{Text: l.Text, Word: l.Word, Deed: l.Order.Deed, Refused: code})
		}
	}
	c.Events = []Event{refusedEvent(f, code, results)}
	if f.NoticesToday >= noticesPerDay || f.Mail.Quiet != "" {
		return c
	}
	c.Letters = p.notices(NoticeRefused, f.Now, everybody)
	for i := range c.Letters {
		c.Letters[i].Results, c.Letters[i].Mailbox = results, f.Mail.Folder.Mailbox
		c.Letters[i].Text = string(code)
	}
	return c
}
