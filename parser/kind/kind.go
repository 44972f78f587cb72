// Package kind tells what a mail is: headers before words, the subject before
// the text, and ordinary mail when in doubt. The Swedish words stand in
// package lexicon.
package kind

import (
	"fmt"
	"strings"

	"medelbot"
	"medelbot/parser/command"
	"medelbot/parser/lexicon"
	"medelbot/parser/segment"
	"medelbot/parser/vocabulary"
)

// Mail is what a mail shows once its text is sorted by whose words it is.
type Mail struct {
	Headers Headers
	Prefix  segment.Prefix
	Subject string // without the prefixes of answers and forwards
	Own     string // the words that count; of a forward those of the inner mail
	Note    string // what somebody who passed the mail on wrote above it
	// Documents holds the text of the attachments that could be read, Names
	// the names of all of them.
	Documents string
	Names     []string
	Thread    Thread
	// Vocabulary is that of the call that the mail came in.
	Vocabulary *vocabulary.Vocabulary
	// ElementNames are how coordinators may call the elements of all calls.
	ElementNames command.Names

	Home        bool // the words that count are our own people's
	Coordinator bool // a coordinator sent it
	Stranger    bool // sent from a freemail address
	Aside       bool // addressed to others, we got a copy
	QuotesUs    bool // below stands a letter of ours that gave its reader rights

	Explain bool // tell also which kinds it is not, and why

	// Application and Report read the elements of a call and of a report from
	// the words that count and the documents. They are asked only when words
	// alone do not decide.
	Application, Report func() medelbot.Elements
}

// Verdict is what a mail is and why.
type Verdict struct {
	Kind    medelbot.Kind
	Machine bool
	// Outsider is set for a decision sent by somebody who is no coordinator.
	Outsider bool
	// Several is set if the mail says that it holds more than one application.
	Several bool
	// Doubt is the kind that the rules had found of mail that is taken for
	// ordinary; "" if there was none.
	Doubt medelbot.Kind
	Why   []string
	// Refused are the kinds that signs spoke for and that the rules before the
	// one that decided did not find; only if Mail.Explain.
	Refused []medelbot.RefusedKind
}

// applicationKeys are what only somebody who applies would state; the call of
// 2019 asked for other things than the later ones.
var (
	applicationKeys = []medelbot.ElementKey{medelbot.Amount, medelbot.Account, medelbot.Purpose, medelbot.Effects, medelbot.Contact}
	olderKeys       = []medelbot.ElementKey{medelbot.Amount, medelbot.Arrangement, medelbot.TargetGroup, medelbot.Actors}
	olderRequired   = []medelbot.ElementKey{medelbot.Applicant, medelbot.Arrangement, medelbot.TargetGroup, medelbot.Actors}
)

// reader holds what the rules look at.
type reader struct {
	Mail
	own, subject, names, docs *signs
	done                      map[string]act // see acts
}

// Of tells what a mail is.
func Of(m Mail) Verdict {
	if m.Headers.Firm {
		return Verdict{Kind: m.Headers.Kind, Machine: m.Headers.Machine, Why: []string{m.Headers.Why}}
	}
	names := ""
	for _, n := range m.Names {
		names += n + "\n\n"
	}
	r := &reader{Mail: m, own: signsIn(m.Vocabulary, m.Own), subject: signsIn(m.Vocabulary, m.Subject), names: signsIn(m.Vocabulary, names), docs: signsIn(m.Vocabulary, m.Documents)}
	if m.Headers.Machine {
		return r.machine()
	}
	var refused []medelbot.RefusedKind
	for _, rule := range []func() (Verdict, bool){
		r.command, r.automatic, r.home, r.recall, r.withdrawal, r.draft, r.finalReport, r.supplement, r.statusQuery, r.someApplication,
	} {
		v, ok := rule()
		if ok {
			if why := r.secondOpinion(v.Kind); why != "" {
				if m.Explain {
					refused = append(refused, medelbot.RefusedKind{Kind: v.Kind, Why: why})
				}
				return Verdict{Kind: medelbot.Other, Doubt: v.Kind, Why: []string{why}, Refused: refused}
			}
			v.Refused = refused
			return v
		}
		if len(v.Why) > 0 {
			refused = append(refused, medelbot.RefusedKind{Kind: v.Kind, Why: v.Why[0]})
		}
	}
	v := Verdict{Kind: medelbot.Other, Why: []string{"nothing says that it is more than ordinary mail"}, Refused: refused}
	if number := r.aboutCase(); number != "" && !r.Coordinator && !(r.own.thanks() && len(r.own.words) <= thanksWords) {
		v.Doubt, v.Why = medelbot.Supplement, []string{"it is about " + number + ", and nothing says what it adds"}
	}
	return v
}

// aboutCase is the case of which a mail is about all the same, whatever its
// words: it answers one of our letters, or bears the number itself. Then it is
// never the mailbox owner's alone.
func (r *reader) aboutCase() string {
	if r.Thread.Letter.Case != "" {
		return r.Thread.Letter.Case
	}
	if number := r.Thread.Case; number != "" && strings.Contains(strings.ToUpper(r.Subject+"\n"+r.Own), number) {
		return number
	}
	return ""
}

// thanksWords is how long a mail may be that only thanks for a letter.
const thanksWords = 15

// verdict is what a rule says that has found its kind.
func verdict(k medelbot.Kind, why string, args ...any) (Verdict, bool) {
	return Verdict{Kind: k, Why: []string{fmt.Sprintf(why, args...)}}, true
}

// not is what a rule says that has found signs of its kind and yet something
// against it. It is told only to somebody who wonders.
func (r *reader) not(k medelbot.Kind, why string, args ...any) (Verdict, bool) {
	if !r.Explain {
		return Verdict{}, false
	}
	v, _ := verdict(k, why, args...)
	return v, false
}

// quote gives the words by which a mail shows a sign: of its text, its subject,
// the names of its files.
func (r *reader) quote(sign string) string {
	for _, s := range []*signs{r.own, r.subject, r.names, r.docs} {
		if q := s.quote(sign); q != "" {
			return q
		}
	}
	return ""
}

// machine judges mail from a program. Only a plain application is more than
// what its headers say: the form of a web site, a rule that forwards.
func (r *reader) machine() Verdict {
	v := Verdict{Kind: r.Headers.Kind, Machine: true, Why: []string{r.Headers.Why}}
	if r.own.has(lexicon.Absent) || r.own.has(lexicon.Newsletter) || r.automaticWords() > 1 || r.drafted() {
		// its words agree with its headers, or it is no application yet
	} else if a, ok := r.someApplication(); ok && r.stated() >= 3 {
		a.Machine = true
		a.Why = append(a.Why, r.Headers.Why)
		return a
	} else if ok || len(a.Why) > 0 {
		n, _ := r.not(medelbot.Application, "a program sent it, and it states only %d elements", r.stated())
		for _, why := range n.Why {
			v.Refused = append(v.Refused, medelbot.RefusedKind{Kind: n.Kind, Why: why})
		}
	}
	if v.Kind == medelbot.AutoReply && r.own.has(lexicon.Newsletter) && !r.own.has(lexicon.Absent) {
		v.Kind = medelbot.Bulk
		v.Why = append(v.Why, "its text is that of a newsletter: "+r.own.quote(lexicon.Newsletter))
	}
	return v
}
