package notifier

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"medelbot"
	"medelbot/templates"
)

// answerDays is how long an applicant gets to mend an application.
const answerDays = 14

// reminderDays is how long an applicant has at least after a reminder.
const reminderDays = 7

// matter is all that the view of one letter to an applicant is made from.
type matter struct {
	c    *Composer
	k    medelbot.Case
	q    medelbot.LetterRequest
	m    *medelbot.Mail // the mail that it answers; nil if none
	call medelbot.Call
	now  time.Time // in the zone that letters speak of
}

// view makes the view of a letter to an applicant.
func (c *Composer) view(k medelbot.Case, q medelbot.LetterRequest, m *medelbot.Mail) (templates.View, error) {
	if k.Number == "" {
		return nil, errors.New("the case has no number yet")
	}
	call, ok := c.call(k.Call)
	if !ok {
		return nil, fmt.Errorf("its call %q is not in the configuration", k.Call)
	}
	x := matter{c, k, q, m, call, c.Clock().In(c.Zone)}
	switch q.Name {
	case medelbot.AckComplete:
		return x.ackComplete(), nil
	case medelbot.AckIncomplete:
		return x.ackIncomplete()
	case medelbot.AckSupplement:
		return x.ackSupplement(), nil
	case medelbot.CompletionReminder:
		return x.completionReminder(), nil
	case medelbot.RequestLetter:
		return x.request()
	case medelbot.DecisionGranted, medelbot.DecisionDeclined:
		return x.decision()
	case medelbot.PaymentMade:
		return x.paymentMade(), nil
	case medelbot.ReportReminder:
		return x.reportReminder(), nil
	case medelbot.AckReportComplete, medelbot.AckReportIncomplete:
		return x.ackReport()
	case medelbot.StatusLetter:
		return x.status(), nil
	case medelbot.AckWithdrawal:
		return x.ackWithdrawal(), nil
	}
	return nil, errors.New("there is no such letter")
}

// about says which case the letter is about, and what it answers.
func (x matter) about() templates.Matter {
	a := templates.Matter{Frame: x.c.frame(x.k.Mailbox, x.call), Case: x.k.Number, Call: x.call.Name}
	if x.m != nil {
		a.Answers = x.m.Reading.Kind
	}
	return a
}

// echo shows what the case holds, in the applicant's own words where those may
// be written to the letter's recipient.
func (x matter) echo(held medelbot.Elements) echo {
	return echo{held, x.call, x.m, trusted(x.q.To.Email, x.m), x.k.Language}
}

// form tells whether the call's form comes with a letter that asks for
// something. It is in Swedish, and so of no use to who is written to in English.
func (x matter) form() bool { return x.call.AttachForm && x.k.Language != medelbot.English }

func (x matter) late() bool { return slices.Contains(x.k.Warnings, medelbot.Late) }

// ack is what the answers to an application have in common, and its elements.
func (x matter) ack() (ack templates.Ack, sound, lacking []templates.Element) {
	e := x.echo(x.k.Elements)
	sound, lacking = e.application()
	ack = templates.Ack{
		Matter: x.about(), Arrived: arrived(x.k, x.m, x.call, x.late()).In(x.c.Zone), Late: x.late(),
		Personnummer: slices.Contains(x.k.Warnings, medelbot.Personnummer),
		Withheld:     e.withholds(sound) || e.withholds(lacking),
		Files:        e.files(), Forgotten: x.m != nil && x.m.Reading.Forgotten,
	}
	// It answers the application also if a coordinator has let it go.
	ack.Answers = medelbot.Application
	if !x.call.Closes.IsZero() {
		ack.Closed = x.call.Closes.In(x.c.Zone)
	}
	return ack, sound, lacking
}

func (x matter) ackComplete() templates.View {
	ack, sound, _ := x.ack()
	return templates.AckCompleteView{Ack: ack, Elements: sound}
}

func (x matter) ackIncomplete() (templates.View, error) {
	ack, sound, lacking := x.ack()
	if len(lacking) == 0 && len(ack.Files) == 0 {
		return nil, errors.New("nothing is lacking, so there is nothing to ask for")
	}
	return templates.AckIncompleteView{
		Ack: ack, Lacking: lacking, Accepted: sound, Deadline: x.deadline(x.now, answerDays), Form: x.form(),
	}, nil
}

func (c *Composer) call(id string) (medelbot.Call, bool) {
	i := slices.IndexFunc(c.Calls, func(x medelbot.Call) bool { return x.ID == id })
	if i < 0 {
		return medelbot.Call{}, false
	}
	return c.Calls[i], true
}

// frame says who writes and who answers questions: whom the call names, else
// the coordinators, else whoever has the mailbox. A deputy answers on their days
// only.
func (c *Composer) frame(mailbox string, call medelbot.Call) templates.Frame {
	from := c.Mailboxes[mailbox]
	f := templates.Frame{Organisation: c.Organisation, Sender: from.Name}
	persons := call.Contacts
	if len(persons) == 0 {
		persons = c.Coordinators
	}
	for _, p := range persons {
		if !p.OnDuty(c.Clock()) {
			continue
		}
		contact := templates.Contact{Name: p.Name, Role: p.Role, Phone: p.Phone, Email: from.Address}
		if len(p.Addresses) > 0 {
			contact.Email = p.Addresses[0]
		}
		f.Contacts = append(f.Contacts, contact)
	}
	if len(f.Contacts) == 0 {
		f.Contacts = []templates.Contact{{Name: from.Name, Email: from.Address}}
	}
	return f
}

// arrived is when the application came: by the server, else by its own fields,
// else by when the case was opened. A time that contradicts what the reading
// says of the call's last day is passed over if another fits.
func arrived(k medelbot.Case, m *medelbot.Mail, call medelbot.Call, late bool) time.Time {
	times := []time.Time{k.OpenedAt}
	if m != nil && m.Reading.Kind == medelbot.Application {
		times = []time.Time{m.Arrived, m.Reading.Date, k.OpenedAt}
	}
	times = slices.DeleteFunc(times, time.Time.IsZero)
	for _, t := range times {
		if t.After(call.Closes) == late || call.Closes.IsZero() {
			return t
		}
	}
	if len(times) == 0 {
		return time.Time{}
	}
	return times[0]
}

// deadline is the last day for an answer: so many days from a day, but not after
// the call's last day while that is ahead of it.
func (x matter) deadline(from time.Time, days int) time.Time {
	return deadline(from.In(x.c.Zone), days, x.call.Closes.In(x.c.Zone), x.late() || x.call.Closes.IsZero())
}

func deadline(now time.Time, days int, closed time.Time, late bool) time.Time {
	day := time.Date(now.Year(), now.Month(), now.Day()+days, 12, 0, 0, 0, now.Location())
	if !late && now.Before(closed) && closed.Before(day) {
		return closed
	}
	return day
}

// answerBy is the last day for an answer that was asked for earlier: the day
// that was told then, but at least a week from now.
func (x matter) answerBy() time.Time {
	if x.k.WaitsSince.IsZero() {
		return x.deadline(x.now, answerDays)
	}
	told, least := x.deadline(x.k.WaitsSince, answerDays), x.deadline(x.now, reminderDays)
	if told.After(least) {
		return told
	}
	return least
}
