package elements

import (
	"cmp"
	"strings"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
)

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
	r.completeFrom(p, r.cards)
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
		if !strings.Contains(phrase.Fold(l), phrase.Fold(p.name)) && (p.email == "" || !strings.Contains(strings.ToLower(l), p.email)) {
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

// isHome tells the fund's own people and addresses.
func (r *reader) isHome(name, email string) bool {
	domain := medelbot.Address{Email: email}.Domain()
	for _, d := range r.in.HomeDomains {
		if domain == d || strings.HasSuffix(domain, "."+d) {
			return true
		}
	}
	for _, p := range r.in.Home {
		if name != "" && phrase.Fold(p.Name) == phrase.Fold(name) {
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

// firstName: "Projektledare: Anna" means the sender of that name.
func (r *reader) firstName(text string) bool {
	words := phrase.Words(text)
	if len(words) == 0 || len(words) > 3 || !swedish.Title(text[words[0].Start:]) {
		return false
	}
	for _, w := range phrase.Words(r.in.Sender.Name) {
		if w.Fold == words[0].Fold {
			return true
		}
	}
	return false
}

// initials: "Uppföljning: NC" means the sender of these initials.
func (r *reader) initials(text string, words []phrase.Word) bool {
	initials := ""
	for _, name := range phrase.Words(r.senderName()) {
		initials += name.Fold[:1]
	}
	for _, w := range words {
		written := text[w.Start:w.End]
		if len(initials) >= 2 && w.Fold == initials && written == strings.ToUpper(written) {
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

// pickPhone prefers a mobile or direct number to a switchboard, and the new
// number to the one that it replaces.
func pickPhone(text string, phones []swedish.Phone) string {
	old := ""
	for _, p := range phones {
		before := phrase.Words(text[max(0, p.Start-20):p.Start])
		n := len(before)
		switch {
		case n > 0 && lexicon.Switchboard().Has(before[n-1:], ""):
		case n > 0 && lexicon.OldNumber.Has(before[n-1].Fold), n > 1 && lexicon.OldNumber.Has(before[n-2].Fold+" "+before[n-1].Fold):
			old = cmp.Or(old, p.E164)
		default:
			return p.E164
		}
	}
	return old
}
