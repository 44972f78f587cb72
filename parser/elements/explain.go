package elements

import (
	"fmt"
	"slices"
	"strings"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
)

// apart is text whose values never count, and why.
type apart struct{ text, why string }

// apartTexts lists the texts of the mail that no element is read from.
func (r *reader) apartTexts() []apart {
	list := []apart{{r.hidden, "it stands in hidden text"}}
	if !r.pointed {
		list = append(list, apart{r.signature, "it stands in the signature, to which the mail does not point"})
	}
	for _, t := range r.in.Texts {
		if t.Quoted != "" && !swedish.PointsTo(phrase.Words(swedish.Clean(head(t.Own))), lexicon.Quoted) {
			list = append(list, apart{swedish.Clean(head(t.Quoted)), "it stands in quoted words, which are not the writer's own"})
		}
	}
	return list
}

// refuseApart tells why a value of such a text is not the element.
func (r *reader) refuseApart(key medelbot.ElementKey, t apart, start, end int) {
	if r.wonders(key) {
		r.refused.add(key, "body", t.text[start:end], func() *medelbot.Evidence { return bodyLine(t.text, start, end) }, "%s", t.why)
	}
}

// explain tells of what no rule has looked at and somebody who wonders might
// have taken for the element.
func (r *reader) explain(key medelbot.ElementKey, read medelbot.Element) {
	switch key {
	case medelbot.Applicant:
		r.explainApplicant(read)
	case medelbot.Amount:
		r.explainAmount(read)
	case medelbot.Account:
		r.explainAccount()
	case medelbot.Contact:
		r.explainContact(read)
	case medelbot.Reference:
	default:
		r.explainProse(key)
	}
}

// explainApplicant tells of the other regions that the mail names.
func (r *reader) explainApplicant(read medelbot.Element) {
	taken := ""
	if read.Value != nil {
		taken = read.Value.Name
	}
	for _, d := range r.documents {
		for _, n := range swedish.FindRegions(d.text) {
			why := "nothing says that it applies"
			switch {
			case n.Region.Name == taken:
				continue
			case beside(d.text, n):
				why = "it is named beside a municipality, town or school"
			case n.County:
				why = "it is a county or town and not its region"
			case partner(d.text, n.Start):
				why = "it is named as a partner"
			case taken == "":
				why = "several regions are named, and nothing says which of them applies"
			}
			r.refuse(medelbot.Applicant, d, n.Start, n.End, "%s", why)
		}
	}
	if home, ok := medelbot.RegionOfDomain(r.in.Sender.Domain()); ok && home.Name != taken {
		sender := &medelbot.Evidence{Source: "sender", Quote: quote(r.in.Sender.Email)}
		r.refuseStated(medelbot.Applicant, home.Name, sender, "the sender's address is there, but the mail names another who applies")
	}
}

// explainAmount tells of every other sum, and of figures that are none.
func (r *reader) explainAmount(read medelbot.Element) {
	for _, d := range r.documents {
		for _, a := range d.amounts {
			if read.Value != nil && a.Kronor() == read.Value.SEK && !a.Foreign && !a.Broken {
				continue
			}
			why := a.Reason()
			switch {
			case why != "":
			case !a.Sought():
				why = "no word says that it is sought"
			case read.Code == medelbot.Conflicting:
				why = "it is said to be sought, and so is another sum: a person must choose"
			default:
				why = "another sum is said more plainly to be sought"
			}
			r.refuse(medelbot.Amount, d, a.Start, a.End, "%s", why)
		}
		r.explainFigures(d)
	}
	for _, t := range r.apartTexts() {
		for _, a := range swedish.Amounts(t.text) {
			if !a.Bare {
				r.refuseApart(medelbot.Amount, t, a.Start, a.End)
			}
		}
	}
}

// explainFigures tells of numbers of four digits and more that are no sums.
func (r *reader) explainFigures(d *document) {
	var told []swedish.Span
	refuse := func(start, end int, why string) {
		at := swedish.Span{Start: start, End: end}
		overlaps := func(s swedish.Span) bool { return s.Start < at.End && s.End > at.Start }
		if r.wonders(medelbot.Amount) && d.amountIn(at) == nil && !slices.ContainsFunc(told, overlaps) {
			r.refuse(medelbot.Amount, d, start, end, "%s", why)
			told = append(told, at)
		}
	}
	for _, p := range swedish.Phones(d.text) {
		refuse(p.Start, p.End, "it is a telephone number")
	}
	for _, a := range d.accounts(nil) {
		refuse(a.Start, a.End, "it is an account")
	}
	for _, n := range d.numbers() {
		switch digits := d.text[n.Start:n.End]; {
		case len(digits) < 4:
		case len(digits) == 4 && (digits[:2] == "19" || digits[:2] == "20"):
			refuse(n.Start, n.End, "it is a year")
		default:
			refuse(n.Start, n.End, "it has no unit, and nothing says that it is money")
		}
	}
}

// numbers lists the runs of digits, with one blank or hyphen between its groups.
func (d *document) numbers() []swedish.Span {
	var list []swedish.Span
	for _, w := range d.words {
		if strings.Trim(w.Fold, "0123456789") != "" {
			continue
		}
		if n := len(list) - 1; n >= 0 && w.Start == list[n].End+1 && strings.IndexByte(" -", d.text[list[n].End]) >= 0 {
			list[n].End = w.End
			continue
		}
		list = append(list, swedish.Span{Start: w.Start, End: w.End})
	}
	return list
}

// explainAccount tells of accounts that stand where none counts.
func (r *reader) explainAccount() {
	for _, t := range r.apartTexts() {
		for _, a := range swedish.Accounts(t.text, "") {
			r.refuseApart(medelbot.Account, t, a.Start, a.End)
		}
	}
}

// explainContact tells of the other people whom the mail names.
func (r *reader) explainContact(read medelbot.Element) {
	taken := ""
	if read.Value != nil {
		taken = read.Value.Name
	}
	for _, d := range r.documents {
		for _, n := range swedish.Names(d.text) {
			name := d.text[n.Start:n.End]
			switch s := d.sectionAt(n.Start); {
			case swedish.SameName(name, taken):
			case r.isHome(name, ""):
				r.refuse(medelbot.Contact, d, n.Start, n.End, "one of the fund's own people")
			case s != nil && !s.is(medelbot.Contact):
				r.refuse(medelbot.Contact, d, n.Start, n.End, "named in the answer to %q", s.label)
			default:
				r.refuse(medelbot.Contact, d, n.Start, n.End, "no word says that this person answers for follow-up and report")
			}
		}
	}
	for _, n := range swedish.Names(r.signature) {
		if name := r.signature[n.Start:n.End]; !swedish.SameName(name, taken) {
			r.refuseApart(medelbot.Contact, apart{r.signature, "who signs a mail is not thereby the contact"}, n.Start, n.End)
		}
	}
}

// explainProse tells of the other answers and sentences whose words speak of
// the element. Faint words are a sign only where nothing else was found.
func (r *reader) explainProse(key medelbot.ElementKey) {
	found := r.found[key]
	for _, d := range r.documents {
		for i := range d.sections {
			if s := &d.sections[i]; s.is(key) && !found.overlaps(d, s.start, s.end) {
				r.refuseAnswer(key, d, s, "another answer was taken")
			}
		}
		sentences := d.readSentences(r)
		for i := range sentences {
			s := &sentences[i]
			why := s.stops(key)
			switch {
			case s.tells[key] < hinted/2 || found != nil && s.tells[key] < hinted || found.overlaps(d, s.Start, s.End):
				continue
			case why != "":
			case s.tells[key] < clear:
				why = fmt.Sprintf("its words tell of it to %d percent, too few", s.tells[key])
			case found != nil:
				why = "another passage was taken"
			default:
				why = "it answers a label for another element, or is put off elsewhere"
			}
			r.refuse(key, d, s.Start, s.End, "%s", why)
		}
	}
}

// overlaps reports whether the stretch holds any of d.text[start:end].
func (s *span) overlaps(d *document, start, end int) bool {
	return s != nil && s.d == d && start < s.end && end > s.start
}

// bodyLine quotes the line of a part of the body that no document holds.
func bodyLine(text string, start, end int) *medelbot.Evidence {
	return &medelbot.Evidence{Source: "body", Quote: quote(lineOf(text, start, end))}
}
