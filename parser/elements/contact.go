package elements

import (
	"strings"

	"medelbot"
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

// contactPerson finds the label or the sentence that says most plainly who
// follows up.
func (r *reader) contactPerson() *person {
	var best *person
	weight := 0
	for _, d := range r.documents {
		for i := range d.sections {
			s := &d.sections[i]
			if !s.is(medelbot.Contact) || s.weight <= weight {
				continue
			}
			if p := r.personIn(d.label(s), d.answer(s), d.evidence(s.start, s.end)); p != nil {
				best, weight = p, s.weight
			}
		}
	}
	if best != nil {
		return best
	}
	for _, d := range r.documents {
		sentences := d.readSentences(r)
		for i := range sentences {
			span, w := sentences[i].Span, sentences[i].tells[medelbot.Contact]
			text := d.text[span.Start:span.End]
			if w <= weight || w < 4 || swedish.Defers(text) && !strings.Contains(text, "@") || d.inOther(span) {
				continue
			}
			// The address may stand in the sentence that follows.
			if i+1 < len(sentences) {
				if next := sentences[i+1].Span; next.End-next.Start < 90 && isContactLine(d.text[next.Start:next.End]) {
					text = d.text[span.Start:next.End]
				}
			}
			if p := r.personIn("", text, d.evidence(span.Start, span.End)); p != nil {
				best, weight = p, w
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
		if span.Start < s.end && span.End > s.start && !s.is(medelbot.Contact) && (s.keys[0] == swedish.Other && s.weight >= 4 || s.is(medelbot.Account)) {
			return true
		}
	}
	return false
}

func isContactLine(s string) bool {
	return strings.Contains(s, "@") || len(swedish.Phones(s)) > 0
}

// personIn reads name, address and phone from an answer or a sentence; nil if
// it names nobody, or one of the fund's own people.
func (r *reader) personIn(label, text string, ev *medelbot.Evidence) *person {
	names := swedish.Names(text)
	self := swedish.SpeaksOfSelf(swedish.Words(text)) || r.firstName(text)
	if !isContactLine(text) && len(names) == 0 && (swedish.Defers(text) && !self || swedish.PutsOff(text) && !self || self && label == "" && swedish.Defers(text)) {
		return nil
	}
	p := &person{ev: ev}
	emails := swedish.Emails(text)
	phones := swedish.Phones(text)
	if len(names) == 0 && label != "" { // "Alm, Jon"
		line, _, _ := strings.Cut(text, "\n")
		if name := swedish.TurnedName(line); name != "" {
			p.name = name
		}
	}
	for _, n := range names {
		name := text[n.Start:n.End]
		if r.isHome(name, "") {
			continue
		}
		p.name = name
		break
	}
	switch {
	case p.name == "" && self:
		p.sender = true
	case p.name == "" && len(emails) == 1 && strings.EqualFold(text[emails[0].Start:emails[0].End], r.in.Sender.Email):
		p.sender = true
	case p.name == "" && len(names) > 0:
		return nil // only our own people
	case p.name == "" && len(emails) == 0 && len(phones) == 0:
		return nil
	}
	p.email = r.emailFor(p.name, text, emails)
	if len(phones) > 0 {
		p.phone = pickPhone(text, phones)
	}
	if p.email != "" && r.isHome("", p.email) {
		return nil
	}
	return p
}
