package parser

import (
	"regexp"
	"strings"

	"medelbot"
	"medelbot/parser/kind"
)

var formName = regexp.MustCompile(`(?i)^(e[-_.]?form|form(ular|s)?|web[-_.]?form|webb[-_.]?formular|e[-_.]?tjanst(er)?|etjanster|sjalvservice|no[-_.]?reply.*)$`)

// replyTo finds who gets the answer, the empty address if nobody can.
//
// A copier or a web form reads no mail: the answer goes to the contact person,
// if the address is of the applicant's own organisation. Of a mail that was
// passed on it goes to the inner sender. Reply-To is followed within the
// sender's organisation only, for else anybody could turn our letters on
// somebody else.
func (r *reader) replyTo(headers kind.Headers, reading *medelbot.Reading) medelbot.Address {
	s := &r.source
	local, _, _ := strings.Cut(s.sender.Email, "@")
	switch {
	case s.forwarded && s.sender.Email == "":
		// Outlook names people of the same house without their addresses.
		if contact := r.ownContact(reading, first(r.message.From).Email); contact.Email != "" {
			return contact
		}
		if from := first(r.message.From); !r.home.owns(from.Email) {
			return from
		}
		return medelbot.Address{}
	case headers.Copier || formName.MatchString(local):
		return r.ownContact(reading, s.sender.Email)
	case !s.forwarded && len(r.message.ReplyTo) > 0 && sameOrganisation(r.message.ReplyTo[0].Email, s.sender.Email):
		return r.message.ReplyTo[0]
	case r.home.owns(s.sender.Email) || !strings.Contains(s.sender.Email, "@"):
		return medelbot.Address{}
	}
	return s.sender
}

// ownContact returns the contact person's address if it is of the sender's
// organisation or of the applicant's region.
func (r *reader) ownContact(reading *medelbot.Reading, sender string) medelbot.Address {
	contact := reading.Elements[medelbot.Contact].Value
	if contact == nil || contact.Email == "" {
		return medelbot.Address{}
	}
	applicant := applicantName(reading.Elements)
	region, known := medelbot.RegionOfDomain(domainOf(contact.Email))
	if sameOrganisation(contact.Email, sender) || known && region.Name == applicant {
		return medelbot.Address{Name: contact.Name, Email: contact.Email}
	}
	return medelbot.Address{}
}

func applicantName(e medelbot.Elements) string {
	if v := e[medelbot.Applicant].Value; v != nil {
		return v.Name
	}
	return ""
}

// messenger says that the sender is of another organisation than the
// applicant, "" if not.
func (r *reader) messenger(reading *medelbot.Reading) string {
	if !r.isMessenger(reading) {
		return ""
	}
	return "the address is of " + r.source.sender.Domain() + ", and " + applicantName(reading.Elements) + " applies"
}

// isMessenger tells whether the sender is of another organisation than the
// applicant: a consultant or kommun that applies for a region. A name and a
// domain that cannot be compared prove nothing.
func (r *reader) isMessenger(reading *medelbot.Reading) bool {
	name, domain := applicantName(reading.Elements), r.source.sender.Domain()
	if name == "" || !strings.Contains(domain, ".") || r.home.owns(r.source.sender.Email) {
		return false
	}
	sender, senderKnown := medelbot.RegionOfDomain(domain)
	isRegion := medelbot.IsRegion(name)
	switch {
	case isRegion && senderKnown:
		return sender.Name != name
	case isRegion:
		return !isLookAlike(domain) && !isOfRegion(domain, name)
	case senderKnown:
		return true // a region's address for a foundation or company
	case medelbot.Freemail(domain):
		return false
	}
	return isMunicipal(domain) && !resembles(name, domain)
}

// isOfRegion knows domains that a region has beside the listed ones: a
// hospital or company of its own that bears the region's name.
func isOfRegion(domain, name string) bool {
	return strings.HasSuffix(organisation(domain), ".se") && resembles(strings.TrimPrefix(name, "Region "), domain) && strings.Contains(domain, "region")
}

// isMunicipal knows domains of municipalities by their names.
func isMunicipal(domain string) bool { return strings.Contains(domain, "kommun") }

// resembles tells whether a domain holds a word of the name.
func resembles(name, domain string) bool {
	domain = ascii(domain)
	for _, word := range strings.Fields(ascii(name)) {
		if len(word) > 3 && strings.Contains(domain, word) {
			return true
		}
	}
	return false
}

var asciiLetters = strings.NewReplacer("å", "a", "ä", "a", "ö", "o", "é", "e", "ü", "u", "-", "")

// ascii writes a name as domains do.
func ascii(s string) string { return asciiLetters.Replace(strings.ToLower(s)) }
