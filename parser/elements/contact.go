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

// firstName: "Projektledare: Anna" means the sender of that name.
func (r *reader) firstName(text string) bool {
	words := swedish.Words(text)
	if len(words) == 0 || len(words) > 3 || !swedish.Title(text[words[0].Start:]) {
		return false
	}
	for _, w := range swedish.Words(r.in.Sender.Name) {
		if w.Fold == words[0].Fold {
			return true
		}
	}
	return false
}

// emailFor picks the address that bears the person's name, else the first.
func (r *reader) emailFor(name, text string, emails []swedish.Span) string {
	first := ""
	for _, e := range emails {
		email := text[e.Start:e.End]
		if r.isHome("", email) {
			continue
		}
		if first == "" {
			first = email
		}
		if name != "" && swedish.AddressFits(email, name) {
			return strings.ToLower(email)
		}
	}
	return strings.ToLower(first)
}

// pickPhone prefers a mobile or direct number to a switchboard.
func pickPhone(text string, phones []swedish.Phone) string {
	for _, p := range phones {
		before := swedish.Words(text[max(0, p.Start-20):p.Start])
		if n := len(before); n > 0 && strings.HasPrefix(before[n-1].Fold, "vaxel") {
			continue
		}
		return p.E164
	}
	return ""
}

// isHome tells the fund's own people and addresses.
func (r *reader) isHome(name, email string) bool {
	for _, d := range r.in.HomeDomains {
		if email != "" && (domainOf(email) == d || strings.HasSuffix(domainOf(email), "."+d)) {
			return true
		}
	}
	for _, p := range r.in.Home {
		if name != "" && swedish.Fold(p.Name) == swedish.Fold(name) {
			return true
		}
		for _, a := range p.Addresses {
			if email != "" && strings.EqualFold(a, email) {
				return true
			}
		}
	}
	return false
}

// complete adds what the mail says of the person elsewhere: of the sender the
// own address and the signature's phone, of somebody else an address or line
// that bears the name.
func (r *reader) complete(p *person) {
	sender := r.senderName()
	if !p.sender && p.name != "" && (swedish.SameName(p.name, sender) || swedish.AddressFits(r.in.Sender.Email, p.name)) {
		p.sender = true
	}
	if p.sender {
		if p.name == "" || !strings.Contains(p.name, " ") && strings.Contains(sender, " ") {
			p.name = sender
		}
		if p.email == "" {
			p.email = strings.ToLower(r.in.Sender.Email)
		}
		if p.phone == "" {
			p.phone = pickPhone(r.signature, swedish.Phones(r.signature))
		}
	}
	if p.name == "" {
		p.name = r.nameOf(p.email)
		return
	}
	if p.sender && p.phone != "" {
		return
	}
	for _, d := range r.documents {
		r.completeFrom(p, d.text)
	}
	r.completeFrom(p, r.signature)
}

// completeFrom takes address and phone from the line that bears the name, or
// from those right below it.
func (r *reader) completeFrom(p *person, text string) {
	if p.email == "" {
		for _, e := range swedish.Emails(text) {
			if email := text[e.Start:e.End]; swedish.AddressFits(email, p.name) && !r.isHome("", email) {
				p.email = strings.ToLower(email)
				break
			}
		}
	}
	if p.phone != "" {
		return
	}
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if !strings.Contains(swedish.Fold(l), swedish.Fold(p.name)) {
			continue
		}
		for k := i; k < len(lines) && k < i+6 && (k == i || strings.TrimSpace(lines[k]) != "" && len(swedish.Names(lines[k])) == 0); k++ {
			if phones := swedish.Phones(lines[k]); len(phones) > 0 {
				p.phone = pickPhone(lines[k], phones)
				return
			}
		}
	}
}

// nameOf finds a name in the texts that fits an address.
func (r *reader) nameOf(email string) string {
	if email == "" {
		return ""
	}
	for _, d := range r.documents {
		for _, n := range swedish.Names(d.text) {
			if name := d.text[n.Start:n.End]; swedish.AddressFits(email, name) {
				return name
			}
		}
	}
	return ""
}

// senderName gives the sender's name in its natural order. Directories write
// "Ek Anna"; the signature, the address or the comma shows the order.
func (r *reader) senderName() string {
	name := swedish.PersonName(r.in.Sender.Name)
	fields := strings.Fields(name)
	texts := r.signature + "\n"
	for _, d := range r.documents {
		texts += d.text + "\n"
	}
	if len(fields) >= 2 {
		for _, n := range swedish.Names(texts) {
			written := strings.Join(strings.Fields(texts[n.Start:n.End]), " ")
			if swedish.SameName(written, name) {
				return written
			}
		}
		local, _, _ := strings.Cut(r.in.Sender.Email, "@")
		turned := strings.Join(append(fields[1:len(fields):len(fields)], fields[0]), " ")
		if swedish.AddressOrder(local, turned) {
			return turned
		}
		return name
	}
	for _, n := range swedish.Names(r.signature) {
		if written := r.signature[n.Start:n.End]; swedish.AddressFits(r.in.Sender.Email, written) {
			return written
		}
	}
	return name
}
