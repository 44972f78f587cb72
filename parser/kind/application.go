package kind

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/segment"
)

// someApplication weighs what speaks for an application against what speaks
// for ordinary mail. A mail that only asks, announces, passes on or shows a
// draft is ordinary, however many elements it names.
func (r *reader) someApplication() (Verdict, bool) {
	handed, fundNamed, files := r.handsOver(), r.speaksOfFund(), len(r.Names) > 0
	if handed == 0 && !fundNamed && !r.isTitled() && !(r.Headers.Copier && files) {
		return Verdict{}, false // nothing below would hold: most mail goes by unread
	}
	if other := cmp.Or(r.otherMatter(), r.unripe()); other != "" || r.Home {
		return r.not(medelbot.Application, "%s", cmp.Or(other, "the words are those of our own people"))
	}
	stated := r.stated()
	asked := r.own.count(lexicon.Asks) - r.own.offers(lexicon.Asks) + r.subject.count(lexicon.Asks)
	v := Verdict{Kind: medelbot.Application, Several: r.own.has(lexicon.Several) || r.subject.has(lexicon.Several)}
	switch {
	case r.Aside && r.own.says(lexicon.Encloses) == 0 && (stated < 4 || r.own.hasQuestion() || r.subject.hasQuestion() || r.own.has(lexicon.Intends) || r.own.has(lexicon.Informs)):
		return r.not(medelbot.Application, "it is addressed to others, and we got a copy")
	case asked > 0 && handed == 0 && !((stated >= 4 || fundNamed && stated >= 3) && r.states(medelbot.Account)):
		return r.not(medelbot.Application, "it asks, and hands nothing over: %q", r.quote(lexicon.Asks))
	case r.subject.hasQuestion() && asked > 0 && !r.states(medelbot.Account) && !files && r.own.hasQuestion() && r.own.says(lexicon.Encloses) == 0:
		return r.not(medelbot.Application, "it asks in its subject and its text: %q", r.quote(lexicon.Asks))
	case asked >= 2 && stated < 3 && !files:
		return r.not(medelbot.Application, "it asks more than it states: %q", r.quote(lexicon.Asks))
	case handed > 0 && stated >= 2 && (fundNamed || stated >= 3 || r.isTitled() || r.own.has(lexicon.Titles)):
		v.Why = append(v.Why, "it applies", r.because())
	case stated >= 4 && (fundNamed || r.isTitled()):
		v.Why = append(v.Why, "it answers what a call asks for", r.because())
	case fundNamed && r.own.applies()+r.subject.says(lexicon.Applies) > 0:
		v.Why = append(v.Why, "it applies for the fund's money", r.because())
	case files && !r.Stranger && (r.own.says(lexicon.Encloses) > 0 || r.isTitled()):
		v.Why = append(v.Why, "it comes with an application", r.because())
	case !r.Stranger && r.own.says(lexicon.Encloses) > 0 && (fundNamed || r.isTitled()):
		v.Why = append(v.Why, "it speaks of an application that should be there", r.because())
	case r.Headers.Copier && files && !r.Stranger:
		v.Why = append(v.Why, "a copier sent a scanned document")
	case fundNamed && stated >= 2 && (r.own.says(lexicon.Wants) > 0 || r.isTitled()):
		v.Why = append(v.Why, "it wants to take part and says how", r.because())
	case fundNamed && r.isTitled() && r.own.has(lexicon.Titles) && !r.own.hasQuestion() && (r.states(medelbot.Amount) || r.states(medelbot.Account)):
		v.Why = append(v.Why, "it bears the title of an application", r.because())
	case fundNamed && stated >= 3 && (r.own.says(lexicon.Titles) > 0 || r.isTitled() || r.states(medelbot.Amount)):
		v.Why = append(v.Why, "it answers what a call asks for", r.because())
	case fundNamed && asked == 0 && r.answersOlderCall():
		v.Why = append(v.Why, "it answers all that its call asks for", r.because())
	default:
		return r.not(medelbot.Application, "%s it states %d elements, which is not enough without words that apply", r.namesFund(), stated)
	}
	return v, true
}

// answersOlderCall tells an offered plan of the writer's own that states all that
// the call of 2019 asks for, which is no sum and no account. Who offers that applies,
// however it is said; mail that asks, informs or passes on may only describe a plan.
func (r *reader) answersOlderCall() bool {
	for _, k := range olderRequired {
		if e := r.Application()[k]; e.Status != medelbot.OK || e.Evidence == nil || e.Evidence.Source == "sender" {
			return false
		}
	}
	if r.own.says(lexicon.Offers) == 0 && r.subject.says(lexicon.Offers) == 0 {
		return false
	}
	ordinary := []string{lexicon.Shows, lexicon.OtherFund, lexicon.Elsewhere, lexicon.Informs, lexicon.Minutes, lexicon.Invites, lexicon.Intends, lexicon.Asks, lexicon.Reports, lexicon.Opinion, lexicon.Drafts}
	if slices.ContainsFunc(ordinary, func(sign string) bool { return r.own.has(sign) || r.subject.has(sign) }) {
		return false
	}
	return !r.Stranger && !r.Aside && r.Prefix != segment.Forward && !r.own.hasQuestion() && !r.subject.hasQuestion()
}

// namesFund begins the sentence that weighs what was found.
func (r *reader) namesFund() string {
	if fund := r.quote(lexicon.Fund); fund != "" {
		return fmt.Sprintf("it names the fund (%q) and", fund)
	}
	return "it does not name the fund, and"
}

// handsOver counts the words of the text and its documents that apply or hand
// an application over. A subject may be the question's.
func (r *reader) handsOver() int {
	return r.own.applies() + r.own.says(lexicon.Encloses) + r.docs.applies()
}

// announced counts the words of handing over that only say when it will be done:
// "på fredag kommer vår ansökan".
func (r *reader) announced() int {
	n := 0
	for _, sign := range []string{lexicon.Applies, lexicon.Encloses} {
		for _, h := range r.own.hits[sign] {
			if !h.question && !h.conditional && r.own.within(lexicon.Intends, h) {
				n++
			}
		}
	}
	return n
}

// isTitled looks for the plain word where it names what was sent: in the
// subject, if the mail is no answer, or in the name of a file.
func (r *reader) isTitled() bool {
	if r.subject.has(lexicon.Titles) && r.Prefix != segment.Reply || r.names.has(lexicon.Titles) {
		return true
	}
	return r.Headers.Copier && r.own.has(lexicon.Titles)
}

func (r *reader) speaksOfFund() bool {
	return r.own.has(lexicon.Fund) || r.subject.has(lexicon.Fund) || r.names.has(lexicon.Fund) || r.docs.has(lexicon.Fund)
}

// otherMatter knows mail of the same words about something else, and says by
// which words; "" if there are none.
func (r *reader) otherMatter() string {
	because := func(sign string) string { return fmt.Sprintf("it is about something else: %q", r.quote(sign)) }
	if (r.own.has(lexicon.Hires) || r.subject.has(lexicon.Hires)) && !r.states(medelbot.Account) {
		return because(lexicon.Hires) // somebody who has worked for the fund may say so
	}
	if r.own.count(lexicon.Patient)+r.subject.count(lexicon.Patient) >= 2 && !r.states(medelbot.Account) && !r.states(medelbot.Applicant) {
		return because(lexicon.Patient)
	}
	for _, sign := range []string{lexicon.Job, lexicon.OtherFund} {
		if r.subject.has(sign) && !r.subject.has(lexicon.Fund) {
			return because(sign)
		}
		if (r.own.has(sign) || r.names.has(sign) || r.docs.has(sign)) && !r.speaksOfFund() {
			return because(sign)
		}
	}
	handed := r.handsOver()
	switch {
	case r.Vocabulary.Named() && r.forAnother():
		return because(lexicon.OtherFund)
	case r.own.says(lexicon.Elsewhere) > 0:
		return fmt.Sprintf("it asks nothing of us: %q", r.own.quote(lexicon.Elsewhere))
	case (r.own.has(lexicon.OtherThing) || r.subject.has(lexicon.OtherThing)) && !r.states(medelbot.Amount):
		return because(lexicon.OtherThing)
	case r.subject.has(lexicon.Invoice) && !r.subject.has(lexicon.Fund):
		return because(lexicon.Invoice)
	case (r.names.has(lexicon.Invoice) || r.own.count(lexicon.Invoice) >= 2) && handed == 0:
		return because(lexicon.Invoice)
	case r.own.has(lexicon.Invites) && handed == 0:
		return because(lexicon.Invites)
	case (r.subject.has(lexicon.Minutes) || r.names.has(lexicon.Minutes)) && r.own.says(lexicon.Encloses) == 0 && r.stated() < 4:
		return because(lexicon.Minutes)
	case r.own.count(lexicon.Minutes) >= 2 && handed == 0:
		return because(lexicon.Minutes)
	}
	return ""
}

// forAnother tells an application that is another fund's by its own sentence. Where
// the fund is called as those who run it are, its name may only greet them: "Hej
// Ljusglimten, här är en kopia av vår ansökan till Sparbanksstiftelsen".
func (r *reader) forAnother() bool {
	return r.own.applies() == 0 && !r.subject.has(lexicon.Fund) &&
		r.own.together(lexicon.Titles, lexicon.OtherFund) && !r.own.together(lexicon.Titles, lexicon.Fund)
}

// unripe knows an application that is not meant to be one yet, and says by
// which words; "" if there are none.
func (r *reader) unripe() string {
	if r.own.has(lexicon.Opinion) && r.handsOver() == 0 {
		return fmt.Sprintf("it asks for an opinion: %q", r.own.quote(lexicon.Opinion))
	}
	if (r.own.has(lexicon.Intends) || r.subject.has(lexicon.Intends)) && len(r.Names) == 0 {
		firm := r.handsOver() > r.announced() && r.stated() >= 3 && (r.states(medelbot.Amount) || r.count(olderKeys) >= 3) || r.stated() >= 4 && r.states(medelbot.Account)
		if !firm {
			return fmt.Sprintf("it says what is to come: %q", r.quote(lexicon.Intends))
		}
	}
	if r.own.has(lexicon.Informs) && (r.stated() < 2 || r.onlyPassesOn()) && r.own.says(lexicon.Applies) == 0 && r.own.says(lexicon.Encloses) == 0 {
		return fmt.Sprintf("it only informs: %q", r.own.quote(lexicon.Informs))
	}
	return ""
}

// onlyPassesOn tells a mail whose own words state nothing and whose files are no
// application by their names: what such a file asks for, it asks of others.
func (r *reader) onlyPassesOn() bool {
	if len(r.Names) == 0 || r.isTitled() || r.own.has(lexicon.Titles) {
		return false
	}
	for _, e := range r.Application() {
		if e.Evidence != nil && e.Evidence.Source == "body" && e.Value != nil {
			return false
		}
	}
	return true
}

// draft leaves alone what its writer does not hand in yet, whatever it will be.
func (r *reader) draft() (Verdict, bool) {
	// Who answers our letter may well say that something was not complete.
	belongs := r.belongs()
	if !r.drafted() || belongs && !r.own.has(lexicon.Draft) {
		if said := r.quote(lexicon.Drafts); said != "" {
			return r.not(medelbot.Other, "it speaks of a draft (%q), but is not shown to be one", said)
		}
		return Verdict{}, false
	}
	return verdict(medelbot.Other, "it is a draft: %q", r.own.quote(lexicon.Drafts)+r.subject.quote(lexicon.Drafts)+r.names.quote(lexicon.Drafts))
}

// coverWords is how far into a mail, in words, its writer says what it is.
// Further down a draft may be something that the money is for.
const coverWords = 52

func (r *reader) drafted() bool {
	if r.Prefix != segment.Reply && (r.subject.has(lexicon.Drafts) || r.subject.has(lexicon.Draft)) || r.names.has(lexicon.Drafts) {
		return true
	}
	for _, h := range r.own.hits[lexicon.Drafts] {
		if len(r.Names) > 0 && lexicon.Final.Has(r.own.words[h.first].Fold) && r.own.within(lexicon.Encloses, h) {
			continue // "här kommer den slutliga ansökan"
		}
		if h.first < coverWords && !r.own.isLabelled(h.first) || r.own.speaksOf(lexicon.Titles, h) {
			return true
		}
	}
	return false
}

// because quotes the words that weighed most.
func (r *reader) because() string {
	for _, x := range []struct {
		s    *signs
		sign string
	}{
		{r.own, lexicon.Applies}, {r.own, lexicon.Encloses}, {r.subject, lexicon.Applies}, {r.docs, lexicon.Applies}, {r.own, lexicon.Wants}, {r.subject, lexicon.Titles}, {r.names, lexicon.Titles},
	} {
		if q := x.s.quote(x.sign); q != "" {
			return `it says "` + q + `"`
		}
	}
	return "it states elements of a call"
}

// stated counts the elements that only somebody who applies would state. Those
// that only the call has are of them.
func (r *reader) stated() int {
	return max(r.count(applicationKeys), r.count(olderKeys)) + r.count(r.Vocabulary.Own())
}

func (r *reader) count(keys []medelbot.ElementKey) int {
	n := 0
	for _, k := range keys {
		if r.states(k) {
			n++
		}
	}
	return n
}

// states tells whether the mail says anything of an element. A contact who is
// only the sender does not count.
func (r *reader) states(k medelbot.ElementKey) bool {
	e := r.Application()[k]
	return e.Status != medelbot.Missing && e.Status != "" && (e.Evidence == nil || e.Evidence.Source != "sender")
}

// gives is states of what the mail states plainly enough to be taken, though it
// may break a rule. A sum or an account within a question is only asked about,
// unless the question is whether it can be changed.
func (r *reader) gives(k medelbot.ElementKey) bool {
	e := r.Application()[k]
	if !r.states(k) || e.Status == medelbot.Unclear {
		return false
	}
	if k != medelbot.Amount && k != medelbot.Account || e.Evidence == nil || !strings.HasSuffix(e.Evidence.Quote, "?") {
		return true
	}
	return k == medelbot.Account && lexicon.Replacing().Has(phrase.Words(e.Evidence.Quote), lexicon.Swaps)
}

// given counts what somebody who applies would state, as gives sees it.
func (r *reader) given() int {
	n := 0
	for _, k := range applicationKeys {
		if r.gives(k) {
			n++
		}
	}
	return n
}

// reported counts the parts of a report.
func (r *reader) reported() int {
	n := 0
	for _, e := range r.Report() {
		if e.Status == medelbot.OK {
			n++
		}
	}
	return n
}

// Weigh tells how much a text speaks of applying, reporting or adding: of the
// mails that one mail passes on, the weightiest is the one that counts.
func Weigh(text string) int {
	s := readSigns(text)
	return s.says(lexicon.Applies) + s.says(lexicon.Encloses) + s.says(lexicon.Wants) + s.says(lexicon.Reports) + s.says(lexicon.Withdraws) + s.says(lexicon.Supplies)
}
