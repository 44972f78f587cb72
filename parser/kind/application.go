package kind

import (
	"medelbot"
	"medelbot/parser/lexicon"
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
	if r.Home || r.otherMatter() || r.unripe() {
		return Verdict{}, false
	}
	stated := r.stated()
	asked := r.own.count(lexicon.Asks) + r.subject.count(lexicon.Asks)
	v := Verdict{Kind: medelbot.Application, Several: r.own.has(lexicon.Several) || r.subject.has(lexicon.Several)}
	switch {
	case r.Aside && stated < 4 && r.own.says(lexicon.Encloses) == 0:
		return Verdict{}, false
	case asked > 0 && handed == 0 && !((stated >= 4 || fundNamed && stated >= 3) && r.states(medelbot.Account)):
		return Verdict{}, false
	case asked >= 2 && stated < 3 && !files:
		return Verdict{}, false
	case handed > 0 && stated >= 2 && (fundNamed || stated >= 3 || r.isTitled() || r.own.has(lexicon.Titles)):
		v.Why = append(v.Why, "it applies", r.because())
	case stated >= 4 && (fundNamed || r.isTitled()):
		v.Why = append(v.Why, "it answers what a call asks for", r.because())
	case fundNamed && r.own.says(lexicon.Applies)+r.subject.says(lexicon.Applies) > 0:
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
	default:
		return Verdict{}, false
	}
	return v, true
}

// handsOver counts the words of the text and its documents that apply or hand
// an application over. A subject may be the question's.
func (r *reader) handsOver() int {
	return r.own.says(lexicon.Applies) + r.own.says(lexicon.Encloses) + r.docs.says(lexicon.Applies)
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

// otherMatter knows mail of the same words about something else.
func (r *reader) otherMatter() bool {
	if (r.own.has(lexicon.Hires) || r.subject.has(lexicon.Hires)) && !r.states(medelbot.Account) {
		return true // somebody who has worked for the fund may say so
	}
	for _, sign := range []string{lexicon.Job, lexicon.OtherFund} {
		if r.subject.has(sign) && !r.subject.has(lexicon.Fund) {
			return true
		}
		if (r.own.has(sign) || r.names.has(sign) || r.docs.has(sign)) && !r.speaksOfFund() {
			return true
		}
	}
	handed := r.handsOver()
	switch {
	case (r.own.has(lexicon.OtherThing) || r.subject.has(lexicon.OtherThing)) && !r.states(medelbot.Amount):
		return true
	case r.subject.has(lexicon.Invoice) && !r.subject.has(lexicon.Fund):
		return true
	case (r.names.has(lexicon.Invoice) || r.own.count(lexicon.Invoice) >= 2 || r.own.has(lexicon.Invites)) && handed == 0:
		return true
	case (r.subject.has(lexicon.Minutes) || r.names.has(lexicon.Minutes)) && r.own.says(lexicon.Encloses) == 0 && r.stated() < 4:
		return true
	}
	return r.own.count(lexicon.Minutes) >= 2 && handed == 0
}

// unripe knows an application that is not meant to be one yet.
func (r *reader) unripe() bool {
	if r.own.has(lexicon.Opinion) && r.handsOver() == 0 {
		return true
	}
	if (r.own.has(lexicon.Intends) || r.subject.has(lexicon.Intends)) && len(r.Names) == 0 {
		firm := r.handsOver() > 0 && r.stated() >= 3 && r.states(medelbot.Amount) || r.stated() >= 4 && r.states(medelbot.Account)
		if !firm {
			return true
		}
	}
	return r.own.has(lexicon.Informs) && r.stated() < 2 && r.own.says(lexicon.Applies) == 0 && r.own.says(lexicon.Encloses) == 0
}

// coverWords is how far into a mail, in words, its writer says what it is.
// Further down a draft may be something that the money is for.
const coverWords = 52

func (r *reader) drafted() bool {
	if r.Prefix != segment.Reply && (r.subject.has(lexicon.Drafts) || r.subject.has(lexicon.Draft)) || r.names.has(lexicon.Drafts) {
		return true
	}
	for _, h := range r.own.hits[lexicon.Drafts] {
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

// stated counts the elements that only somebody who applies would state.
func (r *reader) stated() int { return max(r.count(applicationKeys), r.count(olderKeys)) }

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
