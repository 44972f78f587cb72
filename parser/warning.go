package parser

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"medelbot"
	"medelbot/parser/kind"
	"medelbot/parser/phrase"
)

// warn notes what a coordinator should know of a mail that concerns the fund,
// with what gave rise to it. Ordinary mail is left alone.
func (r *reader) warn(reading *medelbot.Reading, verdict kind.Verdict, choice choice) {
	if !concernsFund(reading.Kind) && reading.Kind != medelbot.Command {
		return
	}
	note := func(w medelbot.Warning, why string) {
		if why == "" {
			return
		}
		if reading.Reasons == nil {
			reading.Reasons = make(map[medelbot.Warning]string)
		}
		reading.Warnings = append(reading.Warnings, w)
		reading.Reasons[w] = maskNumbers(why)
	}
	if concernsFund(reading.Kind) {
		if reading.Kind == medelbot.Application {
			note(medelbot.Late, r.lateness(choice, reading.Date))
		}
		note(medelbot.Personnummer, r.identified())
		note(medelbot.UnreadableAttachment, r.source.unread())
		if reading.Kind == medelbot.Application {
			note(medelbot.SenderNotApplicant, r.messenger(reading))
			note(medelbot.SeveralApplications, r.several(verdict))
		}
	}
	note(medelbot.Suspicious, r.suspicion(reading, verdict))
}

// lateness says that the call had closed when the mail came, "" if it had not.
func (r *reader) lateness(choice choice, arrived time.Time) string {
	if !choice.late {
		return ""
	}
	zone := time.UTC
	if r.opts.Zone != nil {
		zone = r.opts.Zone
	}
	return fmt.Sprintf("it came %s, and %s was open until %s", arrived.In(zone).Format("2006-01-02 15:04"), choice.call.Name, choice.call.Closes.In(zone).Format(time.DateOnly))
}

// identified says where a personal identity number stands, "" if nowhere.
func (r *reader) identified() string {
	if !hasPersonnummer(r.source.all) {
		return ""
	}
	var places []string
	for _, f := range r.source.files {
		if hasPersonnummer(f.Name + "\n" + f.text) {
			places = append(places, inQuotes(f.Name))
		}
	}
	switch {
	case hasPersonnummer(r.message.Subject):
		places = append([]string{"the subject"}, places...)
	case len(places) == 0:
		places = []string{"its text"}
	}
	return "a personal identity number stands in " + strings.Join(places, " and ") + "; it is masked in all that is shown and kept for search"
}

// several says why there is more than one application in the mail, "" if there
// is not.
func (r *reader) several(verdict kind.Verdict) string {
	if verdict.Several {
		return "it says that it holds more than one application"
	}
	if names := r.severalDocuments(); len(names) > 1 {
		return strings.Join(names, " and ") + " each ask for money for a purpose of their own"
	}
	return ""
}

func inQuotes(name string) string { return `"` + name + `"` }

// suspicion says what is wrong with a sender, "" if nothing is.
func (r *reader) suspicion(reading *medelbot.Reading, verdict kind.Verdict) string {
	m := r.message
	from := first(m.From)
	switch {
	case reading.Trust == medelbot.TrustFail:
		return "our own mail server says that the sender is not who he says he is: " + reading.TrustWhy
	case verdict.Outsider:
		return "a decision from somebody who is no coordinator"
	case len(m.From) > 1:
		return "it names two senders"
	case isLookAlike(from.Domain(), r.home.domains...):
		return "the domain " + from.Domain() + " looks like one that we know"
	case r.strangeReplyTo():
		return "answers shall go to " + m.ReplyTo[0].Email + ", which is not of the sender's organisation"
	}
	if k := r.hiddenContradiction(reading); k != "" {
		return "hidden text states another " + string(k) + " than what one sees"
	}
	if k := r.plainContradiction(reading); k != "" {
		return "its plain text states another " + string(k) + " than its HTML"
	}
	return ""
}

// strangeReplyTo tells a Reply-To at an unrelated domain. A web form may send
// from its own domain and name the person who filled it in.
func (r *reader) strangeReplyTo() bool {
	m := r.message
	from := first(m.From).Email
	if len(m.ReplyTo) == 0 || from == "" || kind.NoReply(from) {
		return false
	}
	for _, a := range m.ReplyTo {
		if !sameOrganisation(a.Email, from) && !r.home.owns(a.Email) {
			return true
		}
	}
	return false
}

// severalDocuments lists the attachments that each ask for money for a purpose
// of their own.
func (r *reader) severalDocuments() []string {
	var names []string
	var found []medelbot.Elements
	for _, f := range r.source.asked() {
		e := r.statedIn(f)
		if e[medelbot.Amount].Value == nil || e[medelbot.Purpose].Value == nil {
			continue
		}
		if !slices.ContainsFunc(found, func(other medelbot.Elements) bool { return sameApplication(e, other) }) {
			found = append(found, e)
			names = append(names, inQuotes(f.Name))
		}
	}
	return names
}

// sameApplication tells two documents that are one application in two formats,
// or two versions of one: nearly the same purpose, and not two applicants.
func sameApplication(a, b medelbot.Elements) bool {
	if x, y := a[medelbot.Applicant], b[medelbot.Applicant]; stated(x) && stated(y) && x.Value.Name != y.Value.Name {
		return false
	}
	x, y := phrase.Words(a[medelbot.Purpose].Value.Text), phrase.Words(b[medelbot.Purpose].Value.Text)
	said := make(map[string]bool, len(x))
	for _, w := range x {
		said[w.Fold] = true
	}
	both := 0
	for _, w := range y {
		if said[w.Fold] {
			both++
		}
	}
	return 2*both > min(len(x), len(y))
}

// stated tells an element whose value is written in the text itself.
func stated(e medelbot.Element) bool {
	return e.Value != nil && e.Evidence != nil && e.Evidence.Source != "sender"
}

// unread says which documents could not be read and why, "" if all could.
func (s *source) unread() string {
	var problems []string
	for _, f := range s.files {
		if f.document && f.Problem != "" {
			problems = append(problems, inQuotes(f.Name)+": "+f.Problem)
		}
	}
	return strings.Join(problems, "; ")
}
