package kind

import (
	"cmp"
	"strings"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/segment"
	"medelbot/parser/swedish"
	"medelbot/parser/topic"
)

// withdrawal knows that an application, or its case, is taken back.
func (r *reader) withdrawal() (Verdict, bool) {
	said := cmp.Or(r.own.quote(lexicon.Begs), r.own.quote(lexicon.Withdraws), r.subject.quote(lexicon.Withdraws))
	if said == "" {
		if r.withdrawsPlainly() {
			return verdict(medelbot.Withdrawal, "it withdraws in its own words: %q", quoteOf(r.acts()[topic.Withdraws].sentence))
		}
		return Verdict{}, false
	}
	if r.own.firmly(lexicon.Withdraws) == 0 && !r.own.has(lexicon.Begs) && (r.subject.says(lexicon.Withdraws) == 0 || r.own.says(lexicon.Asks) > 0) {
		return r.not(medelbot.Withdrawal, "it says %q, but not of what it does", said)
	}
	if r.Thread.Letter.Name == string(medelbot.AckWithdrawal) {
		return r.not(medelbot.Withdrawal, "it says %q, but it answers the letter that confirmed a withdrawal", said)
	}
	if r.own.has(lexicon.Elsewhere) && !r.belongs() {
		return r.not(medelbot.Withdrawal, "it says %q, but it never applied: %q", said, r.own.quote(lexicon.Elsewhere))
	}
	if r.own.has(lexicon.Keeps) || r.subject.has(lexicon.Keeps) || (r.handsOver() > 0 || r.states(medelbot.Account) && !r.withdrawsAll()) && r.stated() >= 3 {
		return r.not(medelbot.Withdrawal, "it says %q, but the application stands: %s", said, cmp.Or(r.quote(lexicon.Keeps), "it states its elements"))
	}
	if r.belongs() && r.supplies() > 0 && r.given() > 0 && r.acts()[topic.Withdraws].score < rather {
		return r.not(medelbot.Withdrawal, "it says %q, but corrects the application", said)
	}
	if !r.belongs() && !r.own.has(lexicon.CaseWords) && !r.subject.has(lexicon.CaseWords) {
		// One may step back from much that concerns the fund.
		if !r.own.has(lexicon.Fund) && !r.subject.has(lexicon.Fund) || !r.own.has(lexicon.Titles) && (r.own.has(lexicon.Bodies) || r.subject.has(lexicon.Bodies)) {
			return r.not(medelbot.Withdrawal, "it says %q, but not of an application to the fund", said)
		}
	}
	if r.own.has(lexicon.OtherFund) && !r.speaksOfFund() && (!r.belongs() || r.own.together(lexicon.Withdraws, lexicon.OtherFund)) {
		return r.not(medelbot.Withdrawal, "it says %q, but of another fund: %q", said, r.own.quote(lexicon.OtherFund))
	}
	return verdict(medelbot.Withdrawal, "it says %q", said)
}

// supplement knows what adds to a case: it belongs to one by its thread or
// number, and it carries something.
func (r *reader) supplement() (Verdict, bool) {
	supplies := r.supplies()
	belongs := r.belongs()
	if !belongs && supplies == 0 {
		return Verdict{}, false
	}
	if !belongs && (!r.own.has(lexicon.CaseWords) && !r.subject.has(lexicon.CaseWords) || r.otherMatter() != "") {
		return r.not(medelbot.Supplement, "it says %q, but of no case of ours", r.quote(lexicon.Supplies))
	}
	stated := r.stated()
	if !belongs && (stated >= 4 || stated >= 3 && r.own.says(lexicon.Applies) > 0) {
		return r.not(medelbot.Supplement, "it belongs to no case, and with %d elements it is an application of its own", stated)
	}
	carries := stated > 0 || len(r.Names) > 0 || (supplies > 0 || r.wasAsked()) && r.figures() || r.meantToCarry()
	asked := r.own.count(lexicon.Asks)+r.own.count(lexicon.Chases)+r.subject.asks(lexicon.Chases) > 0 && !r.wasAsked()
	prose := stated > 0 && !r.states(medelbot.Amount) && !r.states(medelbot.Account) && !r.states(medelbot.Contact) && !r.labels()
	unasked := r.Thread.Answer && !r.wasAsked() && supplies == 0
	switch {
	case belongs && r.bills():
		return r.not(medelbot.Supplement, "it bears the number of a case, but is an invoice: %q", r.quote(lexicon.Invoice))
	case unasked && r.own.thanks() && !(r.Thread.Letter.Name == string(medelbot.AckSupplement) && r.gives(medelbot.Account)):
		return r.not(medelbot.Supplement, "it thanks for a letter that asked for nothing")
	case !carries:
		return r.not(medelbot.Supplement, "it belongs to a case, but carries nothing")
	case asked && supplies == 0 && !r.gives(medelbot.Account) && r.given() < 2:
		return r.not(medelbot.Supplement, "it belongs to a case, but asks: %q", cmp.Or(r.own.quote(lexicon.Asks), r.own.quote(lexicon.Chases), r.subject.quote(lexicon.Chases)))
	case unasked && r.own.hasQuestion() && !r.gives(medelbot.Account) && !r.gives(medelbot.Amount) && len(r.Names) == 0:
		return r.not(medelbot.Supplement, "it answers a letter that asked for nothing, and asks")
	case supplies == 0 && !r.wasAsked() && r.own.has(lexicon.OtherFund) && !r.gives(medelbot.Account):
		return r.not(medelbot.Supplement, "it belongs to a case, but speaks of another fund: %q", r.own.quote(lexicon.OtherFund))
	case prose && supplies == 0 && !r.wasAsked():
		return r.not(medelbot.Supplement, "it belongs to a case, but what it tells may stand in any letter of thanks")
	case supplies == 0 && r.own.has(lexicon.Audits) && r.audited():
		return r.not(medelbot.Supplement, "it belongs to a case, but audits it: %q", r.own.quote(lexicon.Audits))
	case stated == 0 && supplies == 0 && (grantLetters[r.Thread.Letter.Name] || r.handsOver() == 0 && !r.wasAsked() && !r.own.has(lexicon.Attaches)):
		return r.not(medelbot.Supplement, "it belongs to a case, but adds nothing to it")
	}
	where := r.Thread.From
	if where == "" {
		where = "it speaks of an application sent in earlier"
	}
	return verdict(medelbot.Supplement, "%s, and it adds or corrects %d elements", where, stated)
}

// labels tells a mail that is no answer and states an element under its label,
// right at its beginning: "Önskade effekter: färre återbesök". Nobody thanks or
// chats so.
func (r *reader) labels() bool {
	const few = 6 // words of a label
	if r.Thread.Answer || r.own.hasQuestion() || r.own.thanks() {
		return false
	}
	for _, key := range append([]medelbot.ElementKey{medelbot.Purpose, medelbot.Effects}, r.Vocabulary.Own()...) {
		e := r.Application()[key]
		if e.Status != medelbot.OK || e.Evidence == nil || e.Evidence.Source != "body" {
			continue
		}
		label, _, found := strings.Cut(e.Evidence.Quote, ":")
		words := phrase.Words(label)
		if found && len(words) <= few && (lexicon.Labels().Has(words, string(key)) || !key.Known() && len(r.Vocabulary.Elements(words)) > 0) {
			return true
		}
	}
	return false
}

// supplies counts the words that add or correct. Neither the subject of a letter
// of ours that is answered nor what was sent in before adds anything now.
func (r *reader) supplies() int {
	n := r.own.newly(lexicon.Supplies, lexicon.Supplied)
	if r.Thread.Answer && r.Prefix == segment.Reply {
		return n
	}
	return n + r.subject.newly(lexicon.Supplies, lexicon.Supplied)
}

// bills tells an invoice of somebody who only bears the number of a case: nobody
// asked for it, and it corrects nothing.
func (r *reader) bills() bool {
	if r.Thread.Answer || r.supplies() > 0 {
		return false
	}
	return r.names.has(lexicon.Invoice) || r.own.count(lexicon.Invoice)+r.subject.count(lexicon.Invoice) >= 2
}

// audited tells a mail whose writer wants papers and hands in none: what it
// states of its case is only repeated.
func (r *reader) audited() bool {
	return len(r.Names) == 0 && r.own.count(lexicon.Asks)+r.subject.count(lexicon.Audits) > 0 && !r.wasAsked()
}

// meantToCarry tells a short answer to a letter in which we asked for something
// that a person must see, though little can be read of it: a file that was
// forgotten, a sum said in passing ("det ska vara 60 tkr, inte 45"), or who
// applies from what ("det är regionen som söker"). The last is told without being
// asked as well, by somebody who says that he adds or corrects.
func (r *reader) meantToCarry() bool {
	if strings.Contains(r.Own, "?") || r.own.count(lexicon.Asks)+r.own.count(lexicon.Chases) > 0 {
		return false
	}
	clarifies := r.own.says(lexicon.Clarifies) > 0 && !swedish.Defers(r.Own)
	if !r.wasAsked() {
		return clarifies && r.belongs() && r.supplies() > 0
	}
	return r.own.has(lexicon.Carries) || clarifies
}

func (r *reader) wasAsked() bool { return r.Thread.Asked() }

// Asked tells an answer to a letter in which we asked for something.
func (t Thread) Asked() bool {
	switch t.Letter.Name {
	case string(medelbot.AckIncomplete), string(medelbot.CompletionReminder), string(medelbot.RequestLetter), "ack":
		return true
	}
	return false
}

// Awaits tells an answer to a letter that asked for the report, or for what it
// lacked.
func (t Thread) Awaits() bool {
	return t.Letter.Name == string(medelbot.ReportReminder) || t.Letter.Name == string(medelbot.AckReportIncomplete)
}

// figures tells whether the text holds a number that may be a sum or an
// account: the case's own number and telephone numbers are none.
func (r *reader) figures() bool {
	text := strings.ReplaceAll(strings.ToUpper(r.Own), r.Thread.Case, "")
	for _, phone := range swedish.Phones(text) {
		text = text[:phone.Start] + strings.Repeat("x", phone.End-phone.Start) + text[phone.End:]
	}
	digits := 0
	for _, c := range text {
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

// statusQuery knows the question how a case is doing.
func (r *reader) statusQuery() (Verdict, bool) {
	said := r.own.quote(lexicon.Chases) + r.subject.quote(lexicon.Chases)
	if said != "" && r.own.has(lexicon.Audits) && r.audited() {
		return r.not(medelbot.StatusQuery, "it asks %q, but wants papers: %q", said, r.own.quote(lexicon.Audits))
	}
	if r.own.asks(lexicon.Chases) == 0 && r.subject.asks(lexicon.Chases) == 0 {
		switch {
		case r.chasesPlainly():
			return verdict(medelbot.StatusQuery, "it asks in its own words how its case is doing: %q", quoteOf(r.acts()[topic.Chases].sentence))
		case said == "":
			return Verdict{}, false
		}
		return r.not(medelbot.StatusQuery, "it says %q, but does not ask", said)
	}
	belongs := r.belongs()
	if !belongs && (!r.own.has(lexicon.CaseWords) && !r.subject.has(lexicon.CaseWords) || r.otherMatter() != "" || r.own.says(lexicon.Intends) > 0) {
		return r.not(medelbot.StatusQuery, "it asks %q, but of no case of ours", said)
	}
	if !belongs && r.handsOver() > 0 && r.stated() >= 2 {
		return r.not(medelbot.StatusQuery, "it asks %q, but at the end of an application", said)
	}
	return verdict(medelbot.StatusQuery, "it asks how its case is doing: %q", said)
}
