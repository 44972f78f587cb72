// Package kind tells what a mail is: headers before words, the subject before
// the text, and ordinary mail when in doubt. The Swedish words stand in
// package lexicon.
package kind

import (
	"fmt"
	"strings"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/segment"
)

// Mail is what a mail shows once its text is sorted by whose words it is.
type Mail struct {
	Headers Headers
	Prefix  segment.Prefix
	Subject string // without the prefixes of answers and forwards
	Own     string // the words that count; of a forward those of the inner mail
	// Documents holds the text of the attachments that could be read, Names
	// the names of all of them.
	Documents string
	Names     []string
	Thread    Thread

	Home        bool // the words that count are our own people's
	Coordinator bool // a coordinator sent it
	Stranger    bool // sent from a freemail address
	Aside       bool // addressed to others, we got a copy

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
	Why     []string
}

// applicationKeys are what only somebody who applies would state; the call of
// 2019 asked for other things than the later ones.
var (
	applicationKeys = []medelbot.ElementKey{medelbot.Amount, medelbot.Account, medelbot.Purpose, medelbot.Effects, medelbot.Contact}
	olderKeys       = []medelbot.ElementKey{medelbot.Amount, medelbot.Arrangement, medelbot.TargetGroup, medelbot.Actors}
)

// reader holds what the rules look at.
type reader struct {
	Mail
	own, subject, names, docs *signs
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
	r := &reader{Mail: m, own: readSigns(m.Own), subject: readSigns(m.Subject), names: readSigns(names), docs: readSigns(m.Documents)}
	if m.Headers.Machine {
		return r.machine()
	}
	for _, rule := range []func() (Verdict, bool){
		r.command, r.automatic, r.home, r.recall, r.withdrawal, r.draft, r.finalReport, r.supplement, r.statusQuery, r.someApplication,
	} {
		if v, ok := rule(); ok {
			return v
		}
	}
	return Verdict{Kind: medelbot.Other, Why: []string{"nothing says that it is more than ordinary mail"}}
}

func verdict(k medelbot.Kind, why string, args ...any) (Verdict, bool) {
	return Verdict{Kind: k, Why: []string{fmt.Sprintf(why, args...)}}, true
}

// machine judges mail from a program. Only a plain application is more than
// what its headers say: the form of a web site, a rule that forwards.
func (r *reader) machine() Verdict {
	if r.own.has(lexicon.Absent) || r.own.has(lexicon.Newsletter) || r.automaticWords() > 1 || r.drafted() {
		// its words agree with its headers, or it is no application yet
	} else if v, ok := r.someApplication(); ok && r.stated() >= 3 {
		v.Machine = true
		v.Why = append(v.Why, r.Headers.Why)
		return v
	}
	v := Verdict{Kind: r.Headers.Kind, Machine: true, Why: []string{r.Headers.Why}}
	if v.Kind == medelbot.AutoReply && r.own.has(lexicon.Newsletter) && !r.own.has(lexicon.Absent) {
		v.Kind = medelbot.Bulk
		v.Why = append(v.Why, "its text is that of a newsletter: "+r.own.quote(lexicon.Newsletter))
	}
	return v
}

// bareWords is how long a coordinator's mail of its own may be to be a command.
const bareWords = 3

// command knows a decision that answers a notice or a digest.
func (r *reader) command() (Verdict, bool) {
	word, decides := commandLine(r.Own)
	if r.Coordinator && len(r.own.words) <= bareWords {
		// A mail of one word is nothing else: "pausa", in the text or the subject.
		if word == "" && len(r.own.words) == 0 {
			word, _ = commandLine(r.Subject)
		}
		if word != "" {
			return verdict(medelbot.Command, "a coordinator's mail says only %q", word)
		}
	}
	if word == "" || r.Thread.Case == "" && !r.Thread.Answer && r.Prefix != segment.Reply {
		return Verdict{}, false
	}
	if r.Coordinator {
		return verdict(medelbot.Command, "a coordinator's text begins with %q", word)
	}
	if !decides || r.Thread.Case == "" && !r.Thread.Answer {
		return Verdict{}, false
	}
	v, ok := verdict(medelbot.Command, "its text begins with %q, but no coordinator sent it", word)
	v.Outsider = true
	return v, ok
}

// automaticWords counts signs of an automatic answer.
func (r *reader) automaticWords() int {
	return r.own.says(lexicon.Absent) + r.own.says(lexicon.Automatic)
}

// shortWords is up to how many words a text without marks in its header may be
// an automatic answer, newsletterWords from how many on one sign of a newsletter
// may be enough.
const (
	shortWords      = 130
	newsletterWords = 50
)

// automatic knows automatic answers and mass mailings that no header marks.
func (r *reader) automatic() (Verdict, bool) {
	if r.handsOver() > 0 && r.stated() >= 2 {
		return Verdict{}, false
	}
	short := len(r.own.words) < shortWords
	switch {
	case r.own.count(lexicon.Newsletter) >= 2 || r.own.has(lexicon.Newsletter) && len(r.own.words) > newsletterWords && r.subject.has(lexicon.Newsletter):
		return verdict(medelbot.Bulk, "its text is that of a newsletter: %q", r.own.quote(lexicon.Newsletter))
	case r.own.count(lexicon.Spam) >= 2:
		return verdict(medelbot.Bulk, "its text is advertising: %q", r.own.quote(lexicon.Spam))
	case short && r.subject.has(lexicon.Automatic), short && r.own.says(lexicon.Automatic) >= 2:
		return verdict(medelbot.AutoReply, "its text says that it is automatic: %q", r.own.quote(lexicon.Automatic)+r.subject.quote(lexicon.Automatic))
	case short && r.own.says(lexicon.Absent)+r.subject.count(lexicon.Absent) >= r.absentWords() && !r.own.has(lexicon.Chases) && r.stated() == 0:
		return verdict(medelbot.AutoReply, "its text says that the writer is away: %q", r.own.quote(lexicon.Absent))
	case short && r.own.says(lexicon.Automatic) >= 1 && (r.own.has(lexicon.Absent) || r.Prefix == segment.Reply || r.Thread.Answer):
		return verdict(medelbot.AutoReply, "its text says that it is automatic: %q", r.own.quote(lexicon.Automatic))
	}
	return Verdict{}, false
}

// absentWords is how many signs of absence make an automatic answer. Below our
// own letter one is enough.
func (r *reader) absentWords() int {
	if (r.Thread.Answer || r.Thread.Case != "" && r.Prefix == segment.Reply) && len(r.Names) == 0 {
		return 1
	}
	return 2
}

// home leaves our own people's mail alone: they do not apply.
func (r *reader) home() (Verdict, bool) {
	if r.Home {
		return verdict(medelbot.Other, "the words are those of our own people")
	}
	return Verdict{}, false
}

// recall knows Outlook's request to take a mail back: a person must see it.
func (r *reader) recall() (Verdict, bool) {
	if r.own.has(lexicon.Recalls) || r.subject.has(lexicon.Recalls) {
		return verdict(medelbot.Other, "it asks for a mail to be taken back")
	}
	return Verdict{}, false
}

func (r *reader) withdrawal() (Verdict, bool) {
	if r.own.says(lexicon.Withdraws) == 0 && (r.subject.says(lexicon.Withdraws) == 0 || r.own.says(lexicon.Asks) > 0) {
		return Verdict{}, false
	}
	if r.own.has(lexicon.Keeps) || r.subject.has(lexicon.Keeps) || r.stated() >= 3 {
		return Verdict{}, false
	}
	if r.Thread.Case == "" && !r.Thread.Answer && !r.own.has(lexicon.CaseWords) && !r.subject.has(lexicon.CaseWords) {
		// One may step back from much that concerns the fund.
		if !r.own.has(lexicon.Fund) && !r.subject.has(lexicon.Fund) || !r.own.has(lexicon.Titles) && (r.own.has(lexicon.Bodies) || r.subject.has(lexicon.Bodies)) {
			return Verdict{}, false
		}
	}
	if r.own.has(lexicon.OtherFund) && !r.speaksOfFund() {
		return Verdict{}, false
	}
	return verdict(medelbot.Withdrawal, "it says %q", r.own.quote(lexicon.Withdraws)+r.subject.quote(lexicon.Withdraws))
}

// draft leaves alone what its writer does not hand in yet, whatever it will be.
func (r *reader) draft() (Verdict, bool) {
	// Who answers our letter may well say that something was not complete.
	belongs := r.Thread.Case != "" || r.Thread.Answer
	if !r.drafted() || belongs && !r.own.has(lexicon.Draft) {
		return Verdict{}, false
	}
	return verdict(medelbot.Other, "it is a draft: %q", r.own.quote(lexicon.Drafts)+r.subject.quote(lexicon.Drafts)+r.names.quote(lexicon.Drafts))
}

// finalReport knows a report by its words and by its six parts.
func (r *reader) finalReport() (Verdict, bool) {
	said := r.own.says(lexicon.Reports) + r.subject.says(lexicon.Reports)
	spoken := said + r.subject.says(lexicon.ReportWord) + r.names.count(lexicon.ReportWord)
	granted := r.Thread.Answer && grantLetters[r.Thread.Letter.Name]
	if spoken == 0 && !granted {
		return Verdict{}, false
	}
	if r.own.has(lexicon.Interim) || r.subject.has(lexicon.Interim) || r.otherMatter() {
		return Verdict{}, false
	}
	parts := r.reported()
	if r.own.says(lexicon.ReportLate) > 0 && parts < 3 {
		return Verdict{}, false
	}
	if r.handsOver() > 0 && r.states(medelbot.Account) {
		return Verdict{}, false // it may tell of the last report, but asks for money
	}
	files := len(r.Names) > 0
	switch {
	case parts >= 2 && spoken > 0, parts >= 3 && granted && len(r.own.words) >= reportWords,
		parts >= 1 && r.Thread.Letter.Name == "ack_report_incomplete" && r.own.count(lexicon.Asks) == 0:
		return verdict(medelbot.Report, "it is written as a report: %d of its six parts are there", parts)
	case said > 0 && files && (r.speaksOfFund() || r.Thread.Case != ""):
		return verdict(medelbot.Report, "it hands in a report: %q", r.own.quote(lexicon.Reports)+r.subject.quote(lexicon.Reports))
	case said > 0 && r.own.says(lexicon.Past) > 0 && (r.speaksOfFund() || r.Thread.Case != ""):
		return verdict(medelbot.Report, "it hands in a report and tells what was done: %q", r.own.quote(lexicon.Past))
	case said > 0 && r.Thread.Case != "" && r.own.count(lexicon.Asks) == 0 && r.own.count(lexicon.Chases) == 0 && r.own.has(lexicon.Attaches):
		return verdict(medelbot.Report, "it speaks of a report that should be attached")
	}
	return Verdict{}, false
}

// reportWords is the length from which an answer to a decision that never says
// what it is may be a report.
const reportWords = 26

// grantLetters are the letters after which a report is due.
var grantLetters = map[string]bool{"decision": true, "grant": true, "granted": true, "reminder": true, "report_reminder": true, "ack_report_incomplete": true, "payment": true}

// supplement knows what adds to a case: it belongs to one by its thread or
// number, and it carries something.
func (r *reader) supplement() (Verdict, bool) {
	supplies := r.own.says(lexicon.Supplies) + r.subject.says(lexicon.Supplies)
	belongs := r.Thread.Case != "" || r.Thread.Answer
	if !belongs && (supplies == 0 || !r.own.has(lexicon.CaseWords) && !r.subject.has(lexicon.CaseWords) || r.otherMatter()) {
		return Verdict{}, false
	}
	stated := r.stated()
	if !belongs && (stated >= 4 || stated >= 3 && r.own.says(lexicon.Applies) > 0) {
		return Verdict{}, false
	}
	carries := stated > 0 || len(r.Names) > 0 || (supplies > 0 || r.wasAsked()) && r.figures() || r.meantToCarry()
	asked := r.own.count(lexicon.Asks)+r.own.count(lexicon.Chases) > 0 && !r.wasAsked()
	prose := stated > 0 && !r.states(medelbot.Amount) && !r.states(medelbot.Account) && !r.states(medelbot.Contact)
	switch {
	case !carries:
		return Verdict{}, false
	case asked && supplies == 0 && !r.states(medelbot.Account) && stated < 2:
		return Verdict{}, false
	case prose && supplies == 0 && !r.wasAsked():
		return Verdict{}, false // what the money is for is told in many a letter of thanks
	case stated == 0 && supplies == 0 && (grantLetters[r.Thread.Letter.Name] || r.handsOver() == 0 && !r.wasAsked() && !r.own.has(lexicon.Attaches)):
		return Verdict{}, false
	}
	where := r.Thread.From
	if where == "" {
		where = "it speaks of an application sent in earlier"
	}
	return verdict(medelbot.Supplement, "%s, and it adds or corrects %d elements", where, stated)
}

// meantToCarry tells a short answer to a letter in which we asked for something
// that a person must see, though little can be read of it: a file that was
// forgotten, or a sum said in passing ("det ska vara 60 tkr, inte 45").
func (r *reader) meantToCarry() bool {
	if !r.wasAsked() || strings.Contains(r.Own, "?") || r.own.count(lexicon.Asks)+r.own.count(lexicon.Chases) > 0 {
		return false
	}
	return r.own.has(lexicon.Carries)
}

// wasAsked tells an answer to a letter in which we asked for something.
func (r *reader) wasAsked() bool {
	switch r.Thread.Letter.Name {
	case "ack", "ack_incomplete", "request":
		return true
	}
	return false
}

// figures tells whether the text holds a number that may be a sum or an
// account, the case's own number apart.
func (r *reader) figures() bool {
	digits := 0
	for _, c := range strings.ReplaceAll(strings.ToUpper(r.Own), r.Thread.Case, "") {
		switch {
		case c >= '0' && c <= '9':
			if digits++; digits >= 5 {
				return true
			}
		case c != ' ' && c != '-' && c != '.' && c != '\u00a0':
			digits = 0
		}
	}
	return false
}

// Chases tells a text that asks how its case is doing.
func Chases(text string) bool { return readSigns(text).asks(lexicon.Chases) > 0 }

func (r *reader) statusQuery() (Verdict, bool) {
	if r.own.asks(lexicon.Chases) == 0 && r.subject.asks(lexicon.Chases) == 0 {
		return Verdict{}, false
	}
	belongs := r.Thread.Case != "" || r.Thread.Answer
	if !belongs && (!r.own.has(lexicon.CaseWords) && !r.subject.has(lexicon.CaseWords) || r.otherMatter() || r.own.says(lexicon.Intends) > 0) {
		return Verdict{}, false
	}
	if !belongs && r.handsOver() > 0 && r.stated() >= 2 {
		return Verdict{}, false // "have you got it?" at the end of an application
	}
	return verdict(medelbot.StatusQuery, "it asks how its case is doing: %q", r.own.quote(lexicon.Chases)+r.subject.quote(lexicon.Chases))
}
