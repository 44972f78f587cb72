package parser

import (
	"strings"

	"medelbot"
	"medelbot/parser/elements"
	"medelbot/parser/kind"
)

// warnings lists what a coordinator should know of a mail that concerns the
// fund. Ordinary mail is left alone.
func (r *reader) warnings(reading *medelbot.Reading, verdict kind.Verdict, choice choice) []medelbot.Warning {
	var list []medelbot.Warning
	warn := func(w medelbot.Warning, given bool) {
		if given {
			list = append(list, w)
		}
	}
	application := reading.Kind == medelbot.Application
	switch {
	case concernsFund(reading.Kind):
		warn(medelbot.Late, application && choice.late)
		warn(medelbot.Personnummer, hasPersonnummer(r.source.all))
		warn(medelbot.UnreadableAttachment, r.source.unread())
		warn(medelbot.SenderNotApplicant, application && r.isMessenger(reading))
		warn(medelbot.SeveralApplications, application && (verdict.Several || r.severalDocuments()))
	case reading.Kind != medelbot.Command:
		return nil
	}
	if why := r.suspicion(reading, verdict); why != "" {
		warn(medelbot.Suspicious, true)
		reading.Why = append(reading.Why, "suspicious: "+why)
	}
	return list
}

// suspicion says what is wrong with a sender, "" if nothing is.
func (r *reader) suspicion(reading *medelbot.Reading, verdict kind.Verdict) string {
	m := r.message
	from := first(m.From)
	switch {
	case reading.Trust == medelbot.TrustFail:
		return "our own mail server says that the sender is not who he says he is"
	case verdict.Outsider:
		return "a decision from somebody who is no coordinator"
	case len(m.From) > 1:
		return "it names two senders"
	case isLookAlike(domainOf(from.Email), r.home.domains...):
		return "the domain " + domainOf(from.Email) + " looks like one that we know"
	case r.strangeReplyTo():
		return "answers shall go to " + m.ReplyTo[0].Email + ", which is not of the sender's organisation"
	}
	if k := r.contradiction(reading); k != "" {
		return "hidden text states another " + string(k)
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

// contradiction finds an element that hidden text states otherwise than what
// one sees. A hidden summary for lists of mails contradicts nothing.
func (r *reader) contradiction(reading *medelbot.Reading) medelbot.ElementKey {
	hidden := strings.TrimSpace(r.source.hidden)
	if hidden == "" || len(reading.Elements) == 0 {
		return ""
	}
	wanted := []medelbot.ElementKey{medelbot.Account, medelbot.Amount, medelbot.Contact}
	unseen := elements.Read(elements.Input{
		Wanted: wanted, Texts: []elements.Text{{Source: "body", Own: hidden}}, Home: r.opts.Coordinators, HomeDomains: r.home.domains,
	})
	seen := elements.Read(elements.Input{
		Wanted: wanted, Subject: r.source.subjectOrOuter(r.message), Home: r.opts.Coordinators, HomeDomains: r.home.domains,
		Texts: []elements.Text{{Source: "body", Own: r.source.own, Signature: r.source.signature}},
	})
	for _, k := range wanted {
		a, b := unseen[k].Value, seen[k].Value
		if a == nil || unseen[k].Status == medelbot.Missing {
			continue
		}
		switch {
		case b == nil && k != medelbot.Contact:
			return k
		case b == nil:
		case k == medelbot.Account && a.Number != b.Number, k == medelbot.Amount && a.SEK != b.SEK,
			k == medelbot.Contact && a.Email != "" && !strings.EqualFold(a.Email, b.Email):
			return k
		}
	}
	return ""
}

// severalDocuments tells whether two attachments each ask for money for a
// purpose of their own.
func (r *reader) severalDocuments() bool {
	n := 0
	purposes := make(map[string]bool)
	for _, f := range r.source.files {
		if f.text == "" {
			continue
		}
		e := elements.Read(elements.Input{
			Wanted: []medelbot.ElementKey{medelbot.Amount, medelbot.Purpose, medelbot.Account},
			Texts:  []elements.Text{{Source: f.Name, Own: f.text}}, Home: r.opts.Coordinators, HomeDomains: r.home.domains,
		})
		amount, purpose := e[medelbot.Amount], e[medelbot.Purpose]
		if amount.Value != nil && purpose.Status == medelbot.OK && purpose.Value != nil && !purposes[purpose.Value.Text] {
			purposes[purpose.Value.Text] = true
			n++
		}
	}
	return n > 1
}

// unread tells whether a document could not be read.
func (s *source) unread() bool {
	for _, f := range s.files {
		if f.document && f.Problem != "" {
			return true
		}
	}
	return false
}
