package notifier

import (
	"errors"
	"slices"
	"strings"
	"time"

	"medelbot"
	"medelbot/templates"
)

// came is what the answers to a mail have in common that added to the case.
func (x matter) came(e echo) templates.Came {
	c := templates.Came{Arrived: x.now}
	if x.m == nil {
		return c
	}
	for _, t := range []time.Time{x.m.Reading.Date, x.m.Arrived} {
		if !t.IsZero() {
			c.Arrived = t.In(x.c.Zone)
		}
	}
	c.Personnummer, c.Forgotten = x.m.Reading.Has(medelbot.Personnummer), x.m.Reading.Forgotten
	c.Files = e.files()
	return c
}

// asked is what the applicant is asked for.
func (x matter) asked(lacking []templates.Element, by time.Time) templates.Asked {
	a := templates.Asked{Question: ownWords(x.k.Asked), Lacking: lacking, Form: x.form() && len(lacking) > 0}
	if a.Wants() {
		a.Deadline = by
	}
	return a
}

// How much of a coordinator's own words a letter shows: all of what a person
// would write there, and not what a command took in by mistake.
const (
	wordsLimit = 2000 // characters of a line
	manyLines  = 40
)

// ownWords are a coordinator's words, line by line. Links in them cannot be
// clicked either: what stood below a command may be somebody else's.
func ownWords(text string) []string {
	var all []string
	for line := range strings.Lines(text) {
		if line = safe(line, wordsLimit); line != "" && len(all) < manyLines {
			all = append(all, line)
		}
	}
	return all
}

// paying is where the case's money goes. What is known of the account can carry
// no foreign text.
func (x matter) paying() templates.Paying {
	account := x.k.Elements[medelbot.Account]
	if account.Status != medelbot.OK || account.Value == nil {
		return templates.Paying{}
	}
	return templates.Paying{Account: maskedAccount(*account.Value, x.k.Language), Unconfirmed: x.k.Paid == 0 && !account.Payable()}
}

// reporting is the report that the case owes; nothing if none is awaited.
func (x matter) reporting() templates.Reporting {
	if x.k.ReportDue.IsZero() {
		return templates.Reporting{}
	}
	held := echo{call: x.call, language: x.k.Language}
	_, parts := held.report() // of which nothing is known yet
	return templates.Reporting{ReportDue: x.k.ReportDue.In(x.c.Zone), Parts: parts}
}

func (x matter) ackSupplement() templates.View {
	e := x.echo(x.k.Elements)
	sound, lacking := e.application()
	changed, accepted := x.part(sound)
	newly, before := x.part(lacking)
	v := templates.AckSupplementView{
		Matter: x.about(), Came: x.came(e), Asked: x.asked(slices.Concat(newly, before), x.deadline(x.now, answerDays)),
		Paying: x.paying(), Changed: changed, Accepted: accepted,
	}
	v.Withheld = !e.trusted && (e.withholds(changed) || e.withholds(newly))
	return v
}

// part parts the elements that the answered mail brought or changed from the
// others.
func (x matter) part(elements []templates.Element) (changed, others []templates.Element) {
	for _, shown := range elements {
		if slices.Contains(x.q.Changed, shown.Key) {
			changed = append(changed, shown)
		} else {
			others = append(others, shown)
		}
	}
	return changed, others
}

// completionReminder is told by the clock how long the applicant has had: the
// day that the request names may be past, if the program was down.
func (x matter) completionReminder() templates.View {
	_, lacking := x.unquoted(x.k.Elements).application()
	v := templates.CompletionReminderView{Matter: x.about(), Asked: x.asked(lacking, x.answerBy()), Days: x.q.Days}
	v.Deadline = x.answerBy()
	if !x.k.WaitsSince.IsZero() {
		v.Days = max(0, x.daysSince(x.k.WaitsSince))
	}
	return v
}

// daysSince counts the midnights since a time, negative for one to come.
func (x matter) daysSince(t time.Time) int {
	t = t.In(x.c.Zone)
	day := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
	return int(day(x.now).Sub(day(t)) / (24 * time.Hour))
}

func (x matter) request() (templates.View, error) {
	_, lacking := x.unquoted(x.k.Elements).application()
	a := x.asked(lacking, x.deadline(x.now, answerDays))
	if text := ownWords(x.q.Text); len(text) > 0 {
		a.Question, a.Deadline = text, x.deadline(x.now, answerDays)
	}
	if !a.Wants() {
		return nil, errors.New("nothing is asked for")
	}
	return templates.RequestView{Matter: x.about(), Asked: a}, nil
}

func (x matter) decision() (templates.View, error) {
	wanted := map[medelbot.LetterName]medelbot.Deed{
		medelbot.DecisionGranted: medelbot.DeedGrant, medelbot.DecisionDeclined: medelbot.DeedDecline,
	}[x.q.Name]
	d := x.k.Decision
	if d == nil || d.Outcome != wanted {
		return nil, errors.New("that is not what was decided")
	}
	decided := templates.Decided{Reason: ownWords(d.Reason), DecidedAt: d.At.In(x.c.Zone), Sought: x.k.Sought()}
	for _, name := range d.By {
		decided.By = append(decided.By, safe(name, nameLimit))
	}
	if wanted == medelbot.DeedDecline {
		return templates.DecisionDeclinedView{Matter: x.about(), Decided: decided}, nil
	}
	return templates.DecisionGrantedView{Matter: x.about(), Decided: decided, Paying: x.paying(), Reporting: x.reporting(), Sum: d.SEK}, nil
}

func (x matter) paymentMade() templates.View {
	return templates.PaymentMadeView{
		Matter: x.about(), Paying: x.paying(), Reporting: x.reporting(), Sum: x.k.Paid, PaidAt: x.k.PaidAt.In(x.c.Zone),
	}
}

// reportReminder counts by the clock, too: a letter that says "today" must be
// right on the day it is written.
func (x matter) reportReminder() templates.View {
	v := templates.ReportReminderView{
		Matter: x.about(), Reporting: x.reporting(), Days: x.q.Days, Came: x.k.Status == medelbot.StatusReportIncomplete,
		Form: x.form(),
	}
	if !x.k.ReportDue.IsZero() {
		v.Days = x.daysSince(x.k.ReportDue)
	}
	if v.Came {
		_, v.Lacking = x.unquoted(x.k.Report).report()
	}
	return v
}

func (x matter) ackReport() (templates.View, error) {
	e := x.echo(x.k.Report)
	sound, lacking := e.report()
	ack := templates.AckReport{Matter: x.about(), Came: x.came(e), Accepted: sound}
	ack.Films, ack.FilmCount = e.films()
	changed, _ := x.part(slices.Concat(sound, lacking))
	ack.Withheld = !e.trusted && e.withholds(changed)
	if x.q.Name == medelbot.AckReportComplete {
		return templates.AckReportCompleteView{AckReport: ack, Whole: len(lacking) == 0}, nil
	}
	if len(lacking) == 0 && len(ack.Files) == 0 {
		return nil, errors.New("the report lacks nothing, so there is nothing to ask for")
	}
	return templates.AckReportIncompleteView{AckReport: ack, Asked: templates.Asked{
		Lacking: lacking, Deadline: x.reportBy(), Form: x.form() && len(lacking) > 0,
	}}, nil
}

// reportBy is the last day for what a report lacks: the report's own day, but at
// least two weeks from now.
func (x matter) reportBy() time.Time {
	day := time.Date(x.now.Year(), x.now.Month(), x.now.Day()+answerDays, 12, 0, 0, 0, x.now.Location())
	if x.k.ReportDue.After(day) {
		return x.k.ReportDue.In(x.c.Zone)
	}
	return day
}

// told tells whether the applicant may know of the decision: the time to undo it
// is over.
func (x matter) told() bool {
	return x.k.Decision != nil && !x.now.Before(x.k.Decision.Final)
}

// unquoted shows what the case holds without any words of the applicant's.
func (x matter) unquoted(held medelbot.Elements) echo {
	return echo{held: held, call: x.call, language: x.k.Language}
}

// status tells how the case stands. It shows no words of the applicant's, also
// if the question came with a pass: who asks is not always who applied.
func (x matter) status() templates.View {
	sound, lacking := x.unquoted(x.k.Elements).application()
	v := templates.StatusView{
		Matter: x.about(), Status: x.k.Status, Opened: arrived(x.k, nil, x.call, x.late()).In(x.c.Zone), Sought: x.k.Sought(),
		Paid: x.k.Paid,
	}
	if x.told() {
		v.DecidedAt, v.Sum = x.k.Decision.At.In(x.c.Zone), x.k.Decision.SEK
	} else if v.Status == medelbot.StatusGranted || v.Status == medelbot.StatusDeclined {
		v.Status = medelbot.StatusComplete
	}
	if !x.k.PaidAt.IsZero() {
		v.PaidAt = x.k.PaidAt.In(x.c.Zone)
	}
	switch v.Status {
	case medelbot.StatusHeld, medelbot.StatusComplete:
		v.Accepted = sound
	case medelbot.StatusIncomplete:
		v.Accepted, v.Asked = sound, x.asked(lacking, x.answerBy())
		v.Form = false // it came with the letter that asked
	case medelbot.StatusGranted, medelbot.StatusPaid, medelbot.StatusReportIncomplete:
		v.Paying = x.paying()
		x.awaits(&v)
	}
	return v
}

// awaits tells of the report that is awaited. A letter that answers no mail
// leaves because it got another last day.
func (x matter) awaits(v *templates.StatusView) {
	r := x.reporting()
	v.ReportDue = r.ReportDue
	v.Extended = x.m == nil && !r.ReportDue.IsZero()
	v.Late = !r.ReportDue.IsZero() && x.now.After(r.ReportDue)
	switch {
	case v.Status == medelbot.StatusReportIncomplete:
		_, lacking := x.unquoted(x.k.Report).report()
		v.Asked = templates.Asked{Lacking: lacking, Deadline: x.reportBy()}
	case v.Status == medelbot.StatusPaid || v.Extended:
		v.Parts = r.Parts
	}
}

func (x matter) ackWithdrawal() templates.View {
	v := templates.AckWithdrawalView{
		Matter: x.about(), Granted: x.told() && x.k.Decision.Outcome == medelbot.DeedGrant, Paid: max(0, x.k.Paid-x.k.Repaid),
	}
	if x.m != nil {
		v.Arrived = x.came(x.echo(nil)).Arrived
	}
	return v
}
