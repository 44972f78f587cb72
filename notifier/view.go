package notifier

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nyaruka/phonenumbers"

	"medelbot"
	"medelbot/templates"
)

// answerDays is how long an applicant gets to mend an application.
const answerDays = 14

// view makes the view of a letter to an applicant.
func (c *Composer) view(k medelbot.Case, q medelbot.LetterRequest, m *medelbot.Mail) (templates.View, error) {
	if k.Number == "" {
		return nil, errors.New("the case has no number yet")
	}
	call, ok := c.call(k.Call)
	if !ok {
		return nil, fmt.Errorf("its call %q is not in the configuration", k.Call)
	}
	e := echo{k, call, m, trusted(q.To.Email, m)}
	ack := templates.Ack{
		Matter: templates.Matter{Frame: c.frame(k.Mailbox, call), Case: k.Number, Call: call.Name, Answers: medelbot.Application},
		Late:   slices.Contains(k.Warnings, medelbot.Late), Personnummer: slices.Contains(k.Warnings, medelbot.Personnummer),
		Files: e.files(), Forgotten: m != nil && m.Reading.Forgotten,
	}
	ack.Arrived = arrived(k, m, call, ack.Late).In(c.Zone)
	if !call.Closes.IsZero() {
		ack.Closed = call.Closes.In(c.Zone)
	}
	sound, lacking := e.elements()
	ack.Withheld = e.withholds(sound) || e.withholds(lacking)
	switch q.Name {
	case medelbot.AckComplete:
		return templates.AckCompleteView{Ack: ack, Elements: sound}, nil
	case medelbot.AckIncomplete:
		if len(lacking) == 0 && len(ack.Files) == 0 {
			return nil, errors.New("nothing is lacking, so there is nothing to ask for")
		}
		return templates.AckIncompleteView{Ack: ack, Lacking: lacking, Accepted: sound,
			Deadline: deadline(c.Clock().In(c.Zone), ack.Closed, ack.Late)}, nil
	}
	return nil, errors.New("there is no such letter")
}

func (c *Composer) call(id string) (medelbot.Call, bool) {
	i := slices.IndexFunc(c.Calls, func(x medelbot.Call) bool { return x.ID == id })
	if i < 0 {
		return medelbot.Call{}, false
	}
	return c.Calls[i], true
}

// frame says who writes and who answers questions: whom the call names, else
// the coordinators, else whoever has the mailbox.
func (c *Composer) frame(mailbox string, call medelbot.Call) templates.Frame {
	from := c.Mailboxes[mailbox]
	f := templates.Frame{Organisation: c.Organisation, Sender: from.Name}
	persons := call.Contacts
	if len(persons) == 0 {
		persons = c.Coordinators
	}
	for _, p := range persons {
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

// deadline is the last day for an answer: two weeks from now, but not after
// the call's last day while that is ahead.
func deadline(now, closed time.Time, late bool) time.Time {
	day := time.Date(now.Year(), now.Month(), now.Day()+answerDays, 12, 0, 0, 0, now.Location())
	if !late && !closed.IsZero() && now.Before(closed) && closed.Before(day) {
		return closed
	}
	return day
}

// trusted tells whether the applicant's own words may be written to an address:
// only if our own border vouches for the sender, and only to that sender. Else
// a forger could make us mail his text to his victim (promise 4).
func trusted(to string, m *medelbot.Mail) bool {
	return m != nil && m.Reading.Trust == medelbot.TrustPass && strings.EqualFold(to, m.Reading.From.Email)
}

// echo shows a case's elements to one recipient.
type echo struct {
	k       medelbot.Case
	call    medelbot.Call
	m       *medelbot.Mail
	trusted bool
}

// elements gives those of the call in its order, and the optional ones that
// were stated: the sound ones, and those to be mended.
func (e echo) elements() (sound, lacking []templates.Element) {
	for _, key := range slices.Concat(e.call.Elements, e.call.Optional) {
		x, stated := e.k.Elements[key]
		if !stated {
			x.Status = medelbot.Missing
		}
		if x.Status == medelbot.Missing && !slices.Contains(e.call.Elements, key) {
			continue
		}
		shown := show(key, x, e.call)
		if !e.may(key) {
			shown = withhold(shown, x)
		}
		if x.Status == medelbot.OK {
			sound = append(sound, shown)
		} else {
			lacking = append(lacking, shown)
		}
	}
	return sound, lacking
}

// may tells whether an element may be shown in the applicant's own words: it
// must have come with the very mail that is answered, for another mail of the
// case may have come from anybody.
func (e echo) may(key medelbot.ElementKey) bool {
	if !e.trusted {
		return false
	}
	here, there := e.m.Reading.Elements[key].Evidence, e.k.Elements[key].Evidence
	return here != nil && there != nil && *here == *there
}

func (e echo) withholds(elements []templates.Element) bool {
	return slices.ContainsFunc(elements, func(x templates.Element) bool {
		return x.Status != medelbot.Missing && !e.may(x.Key)
	})
}

// manyFiles is how many attachments that could not be read a letter names. Who
// sends a hundred pictures should still find what is asked for.
const manyFiles = 8

// files lists the attachments that could not be read.
func (e echo) files() []templates.File {
	if e.m == nil || !e.m.Reading.Has(medelbot.UnreadableAttachment) {
		return nil
	}
	var files []templates.File
	for i, a := range e.m.Reading.Attachments {
		if a.Problem == "" {
			continue
		}
		f := templates.File{Number: i + 1}
		if e.trusted {
			f.Name = safe(a.Name, nameLimit)
		}
		files = append(files, f)
	}
	if len(files) > manyFiles {
		return append(files[:manyFiles-1], templates.File{Others: len(files) - manyFiles + 1})
	}
	return files
}

// show makes an element fit for a letter, in the applicant's own words.
func show(key medelbot.ElementKey, x medelbot.Element, call medelbot.Call) templates.Element {
	shown := templates.Element{Key: key, Status: x.Status, Code: x.Code, Cap: call.Cap, CapPer: call.CapPer}
	if x.Value != nil {
		shown.Read = read(key, *x.Value)
		shown.Unchecked = key == medelbot.Account && x.Value.Check != ""
	}
	if x.Evidence != nil {
		shown.Source = safe(x.Evidence.Source, nameLimit)
		shown.OCR = x.Evidence.OCR
		shown.Quote = safe(x.Evidence.Quote, quoteLimit)
		if saysTheSame(key, shown.Quote, shown.Read) {
			shown.Quote = ""
		}
	}
	return shown
}

// saysTheSame spares the reader what the line above said already: a prose
// value is the applicant's own words, so that its quote adds at most the label.
func saysTheSame(key medelbot.ElementKey, quote, read string) bool {
	quote, read = strings.TrimSuffix(quote, "…"), strings.TrimSuffix(read, "…")
	if read == "" || strings.Contains(read, quote) {
		return read != ""
	}
	switch key {
	case medelbot.Applicant, medelbot.Amount, medelbot.Contact, medelbot.Account:
		return false
	}
	const enough = 40 // characters at the beginning that agree
	start := []rune(read)
	return strings.Contains(quote, string(start[:min(enough, len(start))]))
}

// read words a value.
func read(key medelbot.ElementKey, v medelbot.Value) string {
	switch key {
	case medelbot.Applicant:
		return safe(v.Name, nameLimit)
	case medelbot.Amount:
		if v.SEK <= 0 {
			return ""
		}
		return templates.Kronor(v.SEK)
	case medelbot.Contact:
		parts := []string{safe(v.Name, nameLimit), safe(v.Email, nameLimit), phone(v.Phone)}
		return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
	case medelbot.Account:
		return account(v.Type, safe(v.Number, nameLimit))
	}
	return safe(v.Text, proseLimit)
}

// phone writes a number as people in Sweden do, foreign ones with their code.
func phone(e164 string) string {
	n, err := phonenumbers.Parse(e164, "SE")
	if err != nil {
		return safe(e164, nameLimit)
	}
	if n.GetCountryCode() == 46 {
		return templates.Glue(phonenumbers.Format(n, phonenumbers.NATIONAL))
	}
	return templates.Glue(phonenumbers.Format(n, phonenumbers.INTERNATIONAL))
}

func account(kind, number string) string {
	switch kind {
	case "bank":
		kind = "bankkonto"
	case "iban":
		kind = "IBAN"
	}
	if number == "" {
		return ""
	}
	return strings.TrimSpace(safe(kind, nameLimit) + " " + number)
}

// withhold leaves of an element what can carry no foreign text: a sum, which
// we write ourselves; the name of a region, which is in our own table; and of
// an account its kind and last four digits, so that the owner recognises it
// and nobody can be made to pay to it.
func withhold(shown templates.Element, x medelbot.Element) templates.Element {
	shown.Quote = ""
	if !slices.Contains([]string{"body", "subject", "sender"}, shown.Source) {
		shown.Source = ""
	}
	keep := ""
	if v := x.Value; v != nil {
		switch shown.Key {
		case medelbot.Amount:
			keep = shown.Read
		case medelbot.Applicant:
			if isRegion(v.Name) {
				keep = v.Name
			}
		case medelbot.Account:
			keep = maskedAccount(*v)
		}
	}
	shown.Read = keep
	return shown
}

func isRegion(name string) bool {
	return slices.ContainsFunc(medelbot.Regions(), func(r medelbot.Region) bool { return r.Name == name })
}

func maskedAccount(v medelbot.Value) string {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, v.Number)
	kinds := []string{"bankgiro", "plusgiro", "bank", "iban"}
	if len(digits) < 5 || !slices.Contains(kinds, v.Type) {
		return ""
	}
	return account(v.Type, "som slutar på "+digits[len(digits)-4:])
}
