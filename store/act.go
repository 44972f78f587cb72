package store

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"medelbot"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// ruleError is a trouble with the rules or the composer over one mail or case;
// the database is well.
type ruleError struct{ err error }

func (e ruleError) Error() string { return e.err.Error() }
func (e ruleError) Unwrap() error { return e.err }

// ofTheRules tells a trouble with one mail or case, what the rules made of it
// included, from one with the database.
func ofTheRules(err error) bool {
	if rule := (ruleError{}); errors.As(err, &rule) {
		return true
	}
	e := (*sqlite.Error)(nil)
	return errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_CONSTRAINT
}

// apart runs do in a savepoint of its own, so that a trouble of the rules over
// one mail or case, which it returns as fault, undoes nothing of the others. An
// error of the database is err.
func (t *tx) apart(do func() error) (fault, err error) {
	if _, err := t.exec(`SAVEPOINT apart`); err != nil {
		return nil, err
	}
	texts := len(t.texts)
	if fault = do(); fault != nil {
		if !ofTheRules(fault) {
			return nil, fault
		}
		if _, err := t.exec(`ROLLBACK TO apart`); err != nil {
			return nil, err
		}
		t.texts = t.texts[:texts]
	}
	_, err = t.exec(`RELEASE apart`)
	return fault, err
}

// acting is one change on its way into the database: by whose rules, by whom
// and by which mail.
type acting struct {
	*tx
	handler medelbot.Handler
	mail    *medelbot.Mail // nil when a person or the clock acts
	mailID  int64          // 0 until the mail is kept
	by      string
	// since is from when what is done now is due: when the mail came to the
	// server, or the day of a reminder. It is zero for what a person does.
	since time.Time
}

// given is what the rules were given, as it was: they may change what the facts
// point to.
type given struct {
	cases map[string]medelbot.Case
	token *medelbot.Token
}

func copyGiven(f *medelbot.Facts) given {
	g := given{cases: map[string]medelbot.Case{}}
	for i := range f.Others {
		g.cases[f.Others[i].Number] = f.Others[i].Copy()
	}
	for _, k := range []*medelbot.Case{f.Case, f.Into} {
		if k != nil {
			g.cases[k.Number] = k.Copy()
		}
	}
	if f.Token != nil {
		token := *f.Token
		g.token = &token
	}
	return g
}

// before is the case as the rules were given it, nil for one that is new.
func (g given) before(k *medelbot.Case) *medelbot.Case {
	if old, ok := g.cases[k.Number]; ok {
		return &old
	}
	return nil
}

// done is what a change has come to.
type done struct {
	kase    medelbot.Case // the zero Case if it was about none
	changed bool
	letters []medelbot.Letter // without Raw
	untold  bool
}

// carryOut does what the rules want. keep, if it is not nil, writes the mail
// that caused it, once its case has a number.
func (a *acting) carryOut(c medelbot.Change, g given, keep func(number string) error) (done, error) {
	d := done{untold: c.Untold}
	var err error
	if c.Case != nil {
		d.kase = *c.Case
	}
	k := &d.kase
	if d.changed, err = a.writeCase(k, c.Open, g); err != nil {
		return d, err
	}
	if keep != nil {
		if err := keep(k.Number); err != nil {
			return d, err
		}
	}
	if c.Spend {
		if err := a.spendGiven(g); err != nil {
			return d, err
		}
	}
	if d.changed {
		if err := a.addElements(k, g.before(k), a.mailID, a.by); err != nil {
			return d, err
		}
	}
	if err := a.log(c, k, g); err != nil {
		return d, err
	}
	if err := a.writeAlso(c.Also, k, g); err != nil {
		return d, err
	}
	if err := a.sideDeeds(c, k); err != nil {
		return d, err
	}
	d.letters, err = a.compose(k, c.Also, c.Letters)
	return d, err
}

// writeCase opens or changes the case; false if there is nothing to write.
func (a *acting) writeCase(k *medelbot.Case, open bool, g given) (bool, error) {
	before := g.before(k)
	switch {
	case open && a.mail == nil:
		return false, ruleError{errors.New("the rules opened a case without a mail")}
	case open:
		return true, a.openCase(k, a.mail.Arrived, a.handler.Calls)
	case k.Number == "":
		return false, nil
	case before == nil:
		return false, ruleError{fmt.Errorf("the rules named case %s, which they were not given", k.Number)}
	case sameCase(k, before):
		return false, nil
	}
	return true, a.changeCase(k, before)
}

// writeAlso changes the other case of a change: the one that k is merged into.
func (a *acting) writeAlso(also, k *medelbot.Case, g given) error {
	if also == nil {
		return nil
	}
	changed, err := a.writeCase(also, false, g)
	if err != nil {
		return err
	}
	if changed {
		if err := a.addElements(also, g.before(also), a.mailID, a.by); err != nil {
			return err
		}
	}
	if k.Status != medelbot.StatusClosed {
		return nil
	}
	_, err = a.exec(`UPDATE cases SET merged_into = ? WHERE number = ?`, also.Number, k.Number)
	return err
}

// spendGiven uses up the token that the rules were given. What is done from
// here on is done by the person whose token it was.
func (a *acting) spendGiven(g given) error {
	if g.token == nil {
		return ruleError{errors.New("the rules used a token that they were not given")}
	}
	a.by = g.token.Person
	return a.spend(g.token)
}

// sideDeeds does what a change wants besides its case and letters.
func (a *acting) sideDeeds(c medelbot.Change, k *medelbot.Case) error {
	if c.Undone {
		if err := a.dropDecision(k.Number); err != nil {
			return err
		}
	}
	if c.CloseAside {
		if err := a.closeAsidesOf(k.Number, a.by); err != nil {
			return err
		}
	}
	if c.Aside != medelbot.AsideNone {
		if err := a.addAside(c.Aside, k.Number); err != nil {
			return err
		}
	}
	if c.VoidTokens != 0 {
		if err := a.voidTokens(c.VoidTokens); err != nil {
			return err
		}
	}
	if c.TakeAside != 0 {
		if err := a.askToTake(c.TakeAside); err != nil {
			return err
		}
	}
	if c.Pause {
		if err := a.pause(a.by, a.mailID); err != nil {
			return err
		}
	}
	if c.Resume {
		return a.resume(a.by, a.mailID)
	}
	return nil
}

// dropDecision takes back the letter that tells of a decision. One that may
// have left cannot be: the rules should have refused.
func (a *acting) dropDecision(number string) error {
	l, err := a.decision(number)
	if err != nil || l == nil {
		return err
	}
	if !l.Unsent() {
		return ruleError{&medelbot.Refusal{Code: medelbot.RefusedLeft}}
	}
	return a.dropLetter(l, medelbot.DroppedUndone, medelbot.EventWithdrawn, a.by, a.mailID)
}

const decisionWhere = `WHERE case_number = ? AND name IN ('decision_granted', 'decision_declined') AND state <> 'dropped' ORDER BY id DESC LIMIT 1`

// decision is the letter that tells of a case's decision, nil if there is none.
func (t *tx) decision(number string) (*medelbot.Letter, error) {
	return t.letter(decisionWhere, number)
}

// log writes what became of the mail, and then the events of the rules. A
// status that changes is logged even if the rules say nothing of it.
func (a *acting) log(c medelbot.Change, k *medelbot.Case, g given) error {
	var events []medelbot.Event
	switch {
	case c.Open:
		events = append(events, medelbot.Event{Name: medelbot.EventOpened,
			Payload: a.warned(map[string]any{"call": k.Call, "status": k.Status, "applicant": k.Applicant})})
	case a.mail != nil && k.Number != "":
		events = append(events, medelbot.Event{Name: medelbot.EventAttached,
			Payload: a.warned(map[string]any{"kind": a.mail.Reading.Kind, "status": k.Status})})
	}
	events = append(events, c.Events...)
	for i := range events {
		events[i].MailID = a.mailID
		if events[i].Case == "" {
			events[i].Case = k.Number
		}
		if events[i].By == "" {
			events[i].By = a.by
		}
	}
	for _, changed := range []*medelbot.Case{k, c.Also} {
		if changed != nil {
			events = append(events, a.silentMove(changed, g.before(changed), events)...)
		}
	}
	return a.appendEvents(events...)
}

// warned adds to what is logged of a mail what gave rise to its warnings. The
// reader has masked identity numbers in it.
func (a *acting) warned(payload map[string]any) map[string]any {
	if len(a.mail.Reading.Reasons) > 0 {
		payload["warnings"] = a.mail.Reading.Reasons
	}
	return payload
}

// silentMove is the event of a changed status that none of the events tells of.
func (a *acting) silentMove(k, before *medelbot.Case, events []medelbot.Event) []medelbot.Event {
	if before == nil || before.Status == k.Status || slices.ContainsFunc(events, func(e medelbot.Event) bool {
		return e.Name == medelbot.EventDone && e.Case == k.Number
	}) {
		return nil
	}
	return []medelbot.Event{{Case: k.Number, Name: medelbot.EventDone, By: a.by, MailID: a.mailID,
		Payload: map[string]any{"from": before.Status, "to": k.Status}}}
}
