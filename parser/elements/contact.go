package elements

import (
	"strings"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
)

// person is somebody named as contact.
type person struct {
	name, email, phone string
	sender             bool // "undertecknad", "jag"
	ev                 *medelbot.Evidence
}

// contact reads the person who answers for follow-up and report.
func (r *reader) contact() medelbot.Element {
	p := r.contactPerson()
	if p == nil {
		return medelbot.Element{}
	}
	r.complete(p)
	e := medelbot.Element{Status: medelbot.OK, Value: &medelbot.Value{Name: p.name, Email: p.email, Phone: p.phone}, Evidence: p.ev}
	switch {
	case p.name == "" && p.email == "" && p.phone == "":
		return medelbot.Element{}
	case p.email == "" && p.phone == "":
		e.Status, e.Code = medelbot.Invalid, medelbot.NoChannel
	case p.name == "":
		e.Status, e.Code, e.Value = medelbot.Unclear, medelbot.Unreadable, nil
	}
	return e
}

// contactPerson finds the label that says most plainly who follows up, else the
// sentence.
func (r *reader) contactPerson() *person {
	if p := r.labelledPerson(); p != nil {
		return p
	}
	var best *person
	weight := 0
	for _, d := range r.documents {
		sentences := d.readSentences(r)
		for i := range sentences {
			span, w := sentences[i].Span, sentences[i].tells[medelbot.Contact]
			text := d.text[span.Start:span.End]
			if w < followsUp && r.namesWhoFollowsUp(text) {
				w = followsUp
			}
			if w <= weight || w < followsUp || swedish.Defers(text) && !strings.Contains(text, "@") || d.inOther(span) {
				continue
			}
			// The address may stand in the sentence that follows.
			if i+1 < len(sentences) {
				if next := sentences[i+1].Span; next.End-next.Start < 90 && isContactLine(d.text[next.Start:next.End]) {
					text = d.text[span.Start:next.End]
				}
			}
			p, not := r.personIn("", text, d.evidence(span.Start, span.End))
			if p == nil {
				r.refuse(medelbot.Contact, d, span.Start, span.End, "%s", not)
				continue
			}
			best, weight = p, w
		}
	}
	return best
}

// followsUp is the least weight, in percent, of a sentence about the contact.
const followsUp = 4

// namesWhoFollowsUp: a sentence with a way to reach somebody that speaks of
// follow-up or report names the contact, whatever else it says: "ring mig på
// 070-174 06 05 om uppföljningen".
func (r *reader) namesWhoFollowsUp(text string) bool {
	if !isContactLine(text) {
		return false
	}
	words := phrase.Words(text)
	return lexicon.FollowUps().Has(words, "") && (swedish.SpeaksOfSelf(words) || len(swedish.Names(text)) > 0)
}

// labelledPerson reads the answer to the label that speaks most plainly of the
// contact; nil if none names anybody.
func (r *reader) labelledPerson() *person {
	var best *person
	weight := 0
	for _, d := range r.documents {
		for i := range d.sections {
			s := &d.sections[i]
			if !s.is(medelbot.Contact) {
				continue
			}
			if s.weight <= weight {
				r.refuseAnswer(medelbot.Contact, d, s, "another label says at least as plainly who follows up")
				continue
			}
			if p, not := r.personIn(d.label(s), d.answer(s), d.evidence(s.start, s.end)); p != nil {
				best, weight = p, s.weight
			} else {
				r.refuseAnswer(medelbot.Contact, d, s, "%s", not)
			}
		}
	}
	return best
}

func (d *document) label(s *section) string { return d.text[s.start:s.value] }

// inOther: the sentence answers a label about something else.
func (d *document) inOther(span swedish.Span) bool {
	for i := range d.sections {
		s := &d.sections[i]
		if span.Start < s.end && span.End > s.start && !s.is(medelbot.Contact) && (s.keys[0] == lexicon.Other && s.weight >= 4 || s.is(medelbot.Account)) {
			return true
		}
	}
	return false
}

func isContactLine(s string) bool {
	return strings.Contains(s, "@") || len(swedish.Phones(s)) > 0
}

// personIn reads name, address and phone from an answer or a sentence. not says
// why nobody is named there, or nobody of the applicant's.
func (r *reader) personIn(label, text string, ev *medelbot.Evidence) (p *person, not string) {
	names := swedish.Names(text)
	self := swedish.SpeaksOfSelf(phrase.Words(text)) || r.firstName(text)
	if !isContactLine(text) && len(names) == 0 {
		off := swedish.Defers(text) && (!self || label == "") || swedish.PutsOff(text) && !self
		if off {
			return nil, "it puts the answer off"
		}
	}
	emails, phones := swedish.Emails(text), swedish.Phones(text)
	p = &person{ev: ev, name: r.nameIn(label, text, names)}
	switch {
	case p.name == "" && self:
		p.sender = true
	case p.name == "" && len(emails) == 1 && strings.EqualFold(text[emails[0].Start:emails[0].End], r.in.Sender.Email):
		p.sender = true
	case p.name == "" && len(names) > 0:
		return nil, "it names only the fund's own people"
	case p.name == "" && len(emails) == 0 && len(phones) == 0:
		return nil, "it names nobody"
	}
	p.email = r.emailFor(p.name, text, emails)
	if len(phones) > 0 {
		p.phone = pickPhone(text, phones)
	}
	if p.email != "" && r.isHome("", p.email) {
		return nil, "the address is the fund's own"
	}
	return p, ""
}

// nameIn gives the first name that is not of the fund's own people; in the
// answer to a label it may be turned: "Alm, Jon".
func (r *reader) nameIn(label, text string, names []swedish.Span) string {
	for _, n := range names {
		if name := text[n.Start:n.End]; !r.isHome(name, "") {
			return name
		}
	}
	if len(names) == 0 && label != "" {
		line, _, _ := strings.Cut(text, "\n")
		return swedish.TurnedName(line)
	}
	return ""
}
