package kind

import (
	"strings"

	"medelbot"
)

// someApplication weighs what speaks for an application against what speaks
// for ordinary mail. A mail that only asks, announces, passes on or shows a
// draft is ordinary, however many elements it names.
func (r *reader) someApplication() (Verdict, bool) {
	if r.Home || r.otherMatter() || r.unripe() {
		return Verdict{}, false
	}
	applies, encloses, stated := r.applies(), r.encloses(), r.stated()
	files := len(r.Names) > 0
	fundNamed := r.speaksOfFund()
	v := Verdict{Kind: medelbot.Application, Several: r.own.has(several) || r.subject.has(several)}
	asked := r.own.count(asks) + r.subject.count(asks)
	switch {
	case r.Aside && stated < 4 && encloses == 0:
		return Verdict{}, false
	case asked > 0 && r.handsOver() == 0 && !(stated >= 4 && r.states(medelbot.Account)):
		return Verdict{}, false
	case asked >= 2 && stated < 3 && !files:
		return Verdict{}, false
	case applies+encloses > 0 && stated >= 2:
		v.Why = append(v.Why, "it applies", r.because())
	case stated >= 4 && (fundNamed || r.saysApplication()):
		v.Why = append(v.Why, "it answers what a call asks for", r.because())
	case fundNamed && applies+encloses > 0:
		v.Why = append(v.Why, "it applies for the fund's money", r.because())
	case files && !r.Stranger && (encloses > 0 || r.saysApplication()):
		v.Why = append(v.Why, "it comes with an application", r.because())
	case encloses > 0 && !r.Stranger && containsFold(r.Own, "bifog"):
		v.Why = append(v.Why, "it speaks of an application that should be attached", r.because())
	case r.Headers.Copier && files && !r.Stranger:
		v.Why = append(v.Why, "a copier sent a scanned document")
	case r.own.says(wants) > 0 && fundNamed && stated >= 2 && asked == 0:
		v.Why = append(v.Why, "it wants to take part and says how", r.because())
	case fundNamed && stated >= 3 && asked == 0:
		v.Why = append(v.Why, "it answers what a call asks for", r.because())
	default:
		return Verdict{}, false
	}
	return v, true
}

// applies counts the words of somebody who applies, in the mail and its
// documents.
func (r *reader) applies() int {
	return r.own.says(applies) + r.subject.says(applies) + r.docs.says(applies)
}

// encloses counts the words that hand an application over.
func (r *reader) encloses() int {
	return r.own.says(encloses) + r.subject.says(encloses)
}

// handsOver counts the words of the text and its documents that apply or hand
// an application over. A subject may be the question's.
func (r *reader) handsOver() int {
	return r.own.says(applies) + r.own.says(encloses) + r.docs.says(applies)
}

// saysApplication looks for the plain word where it titles what was sent.
func (r *reader) saysApplication() bool {
	if containsFold(r.Subject, "ansök") || containsFold(r.Documents, "ansök") {
		return true
	}
	for _, n := range r.Names {
		if containsFold(n, "ansök") || containsFold(n, "patientkontrakt") || containsFold(n, "testbädd") {
			return true
		}
	}
	return r.Headers.Copier && containsFold(r.Own, "ansök")
}

func (r *reader) speaksOfFund() bool {
	return r.own.has(fund) || r.subject.has(fund) || r.names.has(fund) || r.docs.has(fund)
}

// otherMatter knows mail of the same words about something else.
func (r *reader) otherMatter() bool {
	if (r.own.has(job) || r.subject.has(job) || r.names.has(job)) && !r.speaksOfFund() {
		return true
	}
	if r.subject.has(job) && !r.subject.has(fund) {
		return true
	}
	if (r.own.has(otherFund) || r.subject.has(otherFund) || r.names.has(otherFund) || r.docs.has(otherFund)) &&
		!r.speaksOfFund() {
		return true
	}
	if r.subject.has(otherFund) && !r.subject.has(fund) {
		return true
	}
	asked := r.applies() + r.encloses()
	if (r.subject.has(invoice) || r.names.has(invoice) || r.own.count(invoice) >= 2) && asked == 0 {
		return true
	}
	if r.subject.has(invoice) && !r.subject.has(fund) {
		return true
	}
	if (r.subject.has(minutes) || r.names.has(minutes)) && r.encloses() == 0 && r.stated() < 4 {
		return true
	}
	return r.own.count(minutes) >= 2 && asked == 0
}

// unripe knows an application that is not meant to be one yet.
func (r *reader) unripe() bool {
	if r.own.has(drafts) || r.subject.has(drafts) || r.names.has(drafts) {
		return true
	}
	if r.own.has(opinion) && r.handsOver() == 0 {
		return true
	}
	if (r.own.has(intends) || r.subject.has(intends)) && !(r.stated() >= 3 && r.states(medelbot.Amount)) && len(r.Names) == 0 {
		return true
	}
	return r.own.count(informs) > 0 && r.stated() < 2 && len(r.Names) == 0 && r.own.says(applies) == 0
}

// because quotes the words that weighed most.
func (r *reader) because() string {
	for _, x := range []struct {
		s    signs
		sign Sign
	}{{r.own, applies}, {r.own, encloses}, {r.subject, encloses}, {r.subject, applies}, {r.docs, applies}, {r.own, wants}} {
		if q := x.s.quote(x.sign); q != "" {
			return `it says "` + q + `"`
		}
	}
	return "it states elements of a call"
}

// elements reads what an application would state, once.
func (r *reader) elements() medelbot.Elements {
	if r.application == nil {
		r.application = r.Read(applicationKeys)
	}
	return r.application
}

// stated counts the elements that only somebody who applies would state. A
// contact who is only the sender does not count.
func (r *reader) stated() int {
	n := 0
	for _, k := range applicationKeys[:5] {
		if r.states(k) {
			n++
		}
	}
	// The call of 2019 asks for other things than the later ones.
	old := 0
	for _, k := range applicationKeys[5:] {
		if r.states(k) {
			old++
		}
	}
	return max(n, old+boolInt(r.states(medelbot.Amount)))
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (r *reader) states(k medelbot.ElementKey) bool {
	e := r.elements()[k]
	return e.Status != medelbot.Missing && e.Status != "" && !(e.Evidence != nil && e.Evidence.Source == "sender")
}

// reported counts the parts of a report.
func (r *reader) reported() int {
	if r.report == nil {
		r.report = r.Read(medelbot.ReportElements)
	}
	n := 0
	for _, k := range medelbot.ReportElements {
		if r.report[k].Status == medelbot.OK {
			n++
		}
	}
	return n
}

// containsFold looks for a phrase without regard to case and marks.
func containsFold(text, phrase string) bool {
	return strings.Contains(fold(text), fold(phrase))
}

// Weigh tells how much a text speaks of applying, reporting or adding: of the
// mails that one mail passes on, the weightiest is the one that counts.
func Weigh(text string) int {
	s := words.read(text)
	return s.says(applies) + s.says(encloses) + s.says(wants) + s.says(reports) + s.says(withdraws) + s.says(supplies)
}
