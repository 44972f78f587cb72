package elements

import (
	"slices"
	"strings"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
)

// statedSum is a sum as one place states it.
type statedSum struct {
	swedish.Sum
	evidence *medelbot.Evidence
	firm     bool // the answer to a label, or with a word of applying
	yields   bool // to what other documents state
}

// amount reads the sum sought. Every place that states one must agree.
func (r *reader) amount() medelbot.Element {
	var sums []statedSum
	for _, d := range r.documents {
		for _, s := range r.sums(d) {
			s.yields = d.yields
			sums = append(sums, s)
		}
	}
	if s := swedish.SumSought(r.subject, false); r.in.Answered {
		r.refuseSubject(s)
	} else if s.Kind == swedish.OneSum && s.Kronor > 0 || s.Kind == swedish.ForeignSum {
		sums = append(sums, statedSum{Sum: s, evidence: &medelbot.Evidence{Source: "subject", Quote: quote(r.subject)}, yields: r.bodyYields()})
	}
	sums = unyielding(sums, func(s statedSum) bool { return s.yields })
	if len(sums) == 0 {
		if bare := r.bareSum(); bare != nil {
			return r.judge(r.documents[0].amounts[0].Kronor(), bare)
		}
		return r.loneAmount()
	}
	// A doubtful place says nothing where another states the sum plainly and
	// the doubt is about no other figure.
	best := sums[0]
	for _, s := range sums[1:] {
		switch {
		case s.Kind == best.Kind && s.Kronor == best.Kronor:
		case best.Kind == swedish.ImpliedSum || best.Kind == swedish.DoubtSum && !best.firm && s.Kind == swedish.OneSum:
			best = s
		case s.Kind == swedish.ImpliedSum || s.Kind == swedish.DoubtSum && !s.firm && best.Kind == swedish.OneSum:
		default:
			best.Kind = swedish.DoubtSum
		}
	}
	e := medelbot.Element{Evidence: best.evidence}
	switch {
	case best.Kind == swedish.ForeignSum:
		e.Status, e.Code = medelbot.Invalid, medelbot.NotSEK
	case best.Kind == swedish.ImpliedSum:
		e.Status, e.Code = medelbot.Unclear, medelbot.NotANumber
	case best.Kind == swedish.DoubtSum:
		e.Status, e.Code = medelbot.Unclear, medelbot.Conflicting
	default:
		return r.judge(best.Kronor, best.evidence)
	}
	return e
}

// bodyYields tells whether the mail's own words yield to its files.
func (r *reader) bodyYields() bool {
	return slices.ContainsFunc(r.in.Texts, func(t Text) bool { return t.Source == "body" && t.Yields })
}

// refuseSubject tells that a sum in the subject of an answer is none of the
// writer's.
func (r *reader) refuseSubject(s swedish.Sum) {
	if s.Kind != swedish.NoSum {
		r.refuseStated(medelbot.Amount, r.subject[s.Start:s.End], &medelbot.Evidence{Source: "subject", Quote: quote(r.subject)}, "it stands in the subject of the mail that is answered")
	}
}

// judge holds a plain sum against the call's cap. Nobody applies for nothing.
func (r *reader) judge(kronor int64, ev *medelbot.Evidence) medelbot.Element {
	if kronor == 0 {
		return medelbot.Element{Status: medelbot.Unclear, Code: medelbot.NotANumber, Evidence: ev}
	}
	e := medelbot.Element{Status: medelbot.OK, Value: &medelbot.Value{SEK: kronor}, Evidence: ev}
	if r.in.Call != nil && r.in.Call.Cap > 0 && kronor > r.in.Call.Cap {
		e.Status, e.Code = medelbot.Invalid, medelbot.OverCap
	}
	return e
}

// loneAmount: a single sum in an application that no word ties to the applying.
// It is likely the one sought, and yet not certain.
func (r *reader) loneAmount() medelbot.Element {
	var found *medelbot.Evidence
	seeks, plain, ore := false, false, int64(0)
	for _, d := range r.documents {
		// Who names an account wants the money there.
		seeks = seeks || swedish.Seeks(d.text) || len(d.accounts(nil)) > 0
		for _, a := range d.amounts {
			if a.Bare || a.Foreign || !a.Plain() {
				continue
			}
			if found != nil && a.Ore != ore {
				return medelbot.Element{}
			}
			found, ore = d.around(a.Start, a.End), a.Ore
			// A point of its own in a list of answers: "- 75 000 kronor."
			point := strings.Trim(lineOf(d.text, a.Start, a.End), " \t.,*•-–") == d.text[a.Start:a.End]
			plain = plain || point || seeks && (a.Total() || d.isSentence(a)) // "Summa 15 000 kr"
		}
	}
	switch {
	case found == nil:
		return medelbot.Element{}
	case plain, r.in.Asked:
		return r.judge(ore/100, found)
	case !seeks:
		return medelbot.Element{}
	}
	return medelbot.Element{Status: medelbot.Unclear, Code: medelbot.Conflicting, Evidence: found}
}

// bareSum reads a figure that is all that an answer says, where our letter asked
// which sum is sought and nothing else that is a figure: "94 000." A low one may
// count thousands.
func (r *reader) bareSum() *medelbot.Evidence {
	const (
		few   = 4       // words, the figure's own among them
		least = 1000_00 // öre
	)
	if !r.in.Asked || len(r.documents) != 1 || !slices.ContainsFunc(r.in.Texts, asksForSum) {
		return nil
	}
	d := r.documents[0]
	if d.source != "body" || len(d.words) > few || len(d.amounts) != 1 {
		return nil
	}
	a := d.amounts[0]
	if !a.Bare || !a.Plain() || a.Ore < least || d.isQuoted(a.Start) || strings.Trim(lineOf(d.text, a.Start, a.End), " .") != d.text[a.Start:a.End] {
		return nil
	}
	return d.around(a.Start, a.End)
}

// asksForSum tells whether the letter that a text quotes asks which sum is sought,
// and for no account.
func asksForSum(t Text) bool {
	const one = 1 // question: the figure may answer another
	letter := swedish.Clean(head(t.Quoted))
	return lexicon.AsksSum().Has(phrase.Words(letter), "") && strings.Count(letter, "?") <= one && !asksForAccount(t)
}

// isSentence tells a sum that stands alone between full stops: "Vi vill söka.
// 40 000 kr."
func (d *document) isSentence(a swedish.Amount) bool {
	before := strings.TrimRight(d.text[:a.Start], " ")
	return strings.HasSuffix(before, ".") && endsPhrase(d.text[:min(len(d.text), a.End+1)])
}

func anySought(group []swedish.Amount) bool {
	for _, a := range group {
		if a.Sought() {
			return true
		}
	}
	return false
}
