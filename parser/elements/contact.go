package elements

import (
	"slices"
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
			if w < followsUp && r.namesWhoFollowsUp(d, text) {
				w = followsUp
			}
			if w <= weight || w < followsUp || swedish.Defers(text) && !strings.Contains(text, "@") || d.inOther(span) {
				continue
			}
			if onlyLeaves(text) {
				r.refuse(medelbot.Contact, d, span.Start, span.End, "it names who leaves")
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
	if best == nil {
		return r.barePerson()
	}
	return best
}

// barePerson reads a line of no more than a name and how to reach it, where it is
// one of bare answers, none of which has a label: right above or below it stand
// the account or the sum alone.
func (r *reader) barePerson() *person {
	var found *person
	for _, d := range r.documents {
		if len(d.sections) > 1 {
			continue
		}
		lines := d.splitLines()
		for i, l := range lines {
			beside := i > 0 && d.bareAnswer(lines[i-1]) || i+1 < len(lines) && d.bareAnswer(lines[i+1])
			if !beside || l.quoted || d.sectionAt(l.start) != nil || !d.bareContact(l) {
				continue
			}
			if p, _ := r.personIn("", d.text[l.start:l.end], d.evidence(l.start, l.end)); p != nil && p.name != "" {
				if found != nil && found.name != p.name {
					return nil // one of them may be for the payment
				}
				found = p
			}
		}
	}
	return found
}

// bareContact tells a line that holds a name and a way to reach somebody, and
// hardly a word beside.
func (d *document) bareContact(l line) bool {
	const more = 2 // words, such as "tfn"
	text := d.text[l.start:l.end]
	names := swedish.Names(text)
	if len(names) != 1 || !isContactLine(text) {
		return false
	}
	rest := []byte(text)
	blank := func(s swedish.Span) {
		for i := s.Start; i < s.End; i++ {
			rest[i] = ' '
		}
	}
	blank(names[0])
	for _, e := range swedish.Emails(text) {
		blank(e)
	}
	for _, p := range swedish.Phones(text) {
		blank(swedish.Span{Start: p.Start, End: p.End})
	}
	return len(phrase.Words(string(rest))) <= more
}

// bareAnswer tells a line that holds an account or a sum and hardly a word
// beside.
func (d *document) bareAnswer(l line) bool {
	const few = 6 // words, figures among them
	text := d.text[l.start:l.end]
	if l.blank || l.quoted || len(phrase.Words(text)) > few || isContactLine(text) {
		return false
	}
	return len(swedish.Accounts(text, "")) > 0 || slices.ContainsFunc(swedish.Amounts(text), func(a swedish.Amount) bool { return !a.Bare && !a.Foreign })
}

// followsUp is the least weight, in percent, of a sentence about the contact.
const followsUp = 4

// namesWhoFollowsUp: a sentence with a way to reach somebody that speaks of
// follow-up or report names the contact, whatever else it says: "ring mig på
// 070-174 06 05 om uppföljningen".
func (r *reader) namesWhoFollowsUp(d *document, text string) bool {
	if !isContactLine(text) {
		return false
	}
	words := phrase.Words(text)
	if lexicon.OwnNumbers().Has(words, "") {
		return len(swedish.Phones(text)) > 0 // who applied before says "my number"
	}
	if lexicon.Succeeds().Has(words, "") && lexicon.Leaves().Has(d.words, "") && lexicon.FollowUps().Has(d.words, "") {
		return len(swedish.Emails(text)) > 0 || len(swedish.Phones(text)) > 0
	}
	return lexicon.FollowUps().Has(words, "") && (swedish.SpeaksOfSelf(words) || len(swedish.Names(text)) > 0)
}

// onlyLeaves tells a sentence about a contact who leaves that names nobody who
// takes over: "Per Ek, som ansvarar för uppföljningen, slutar hos oss i maj".
func onlyLeaves(text string) bool {
	words := phrase.Words(text)
	return lexicon.Leaves().Has(words, "") && !lexicon.Succeeds().Has(words, "") && len(swedish.Names(text)) == 1
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
	words := phrase.Words(text)
	self := swedish.SpeaksOfSelf(words) || lexicon.OwnNumbers().Has(words, "") || r.firstName(text) || r.initials(text, words)
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
