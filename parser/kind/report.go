package kind

import (
	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/topic"
)

// finalReport knows a report by its words and by its parts.
func (r *reader) finalReport() (Verdict, bool) {
	said := r.own.says(lexicon.Reports) + r.subject.says(lexicon.Reports)
	spoken := said + r.subject.says(lexicon.ReportWord) + r.names.count(lexicon.ReportWord)
	granted := r.Thread.Answer && grantLetters[r.Thread.Letter.Name]
	if spoken == 0 && !granted {
		if word := r.quote(lexicon.Reports); word != "" {
			return r.not(medelbot.Report, "it says %q, but not of what it does", word)
		}
		return Verdict{}, false
	}
	if !granted { // only then is it worth judging every sentence
		if a := r.acts(); a[topic.Applies].score >= 0.85 && a[topic.Reports].score < 0.5 {
			return r.not(medelbot.Report, "it applies: %q", quoteOf(a[topic.Applies].sentence))
		}
	}
	if interim := r.own.quote(lexicon.Interim) + r.subject.quote(lexicon.Interim); interim != "" {
		return r.not(medelbot.Report, "it is not the final report: %q", interim)
	}
	if other := r.otherMatter(); other != "" {
		return r.not(medelbot.Report, "%s", other)
	}
	parts := r.reported()
	if r.own.says(lexicon.ReportLate) > 0 && parts < 3 {
		return r.not(medelbot.Report, "the report is to come later: %q", r.own.quote(lexicon.ReportLate))
	}
	told := granted && parts >= 4 && !r.gives(medelbot.Account) // "vi söker pengar internt" stands among the next steps
	if r.handsOver() > 0 && !told && (r.states(medelbot.Account) || r.states(medelbot.Amount) && r.own.says(lexicon.Past) == 0) {
		// It may tell of the last report.
		return r.not(medelbot.Report, "it asks for money: it applies and names an account, or a sum and nothing that was done")
	}
	files := len(r.Names) > 0
	switch {
	case parts >= 2 && !r.belongs() && !r.speaksOfFund():
		return r.not(medelbot.Report, "it tells %d of a report's parts, but of no case of ours and nothing that the fund has paid for", parts)
	case parts >= 2 && spoken > 0, parts >= 3 && granted && len(r.own.words) >= reportWords,
		parts >= 1 && r.Thread.Letter.Name == string(medelbot.AckReportIncomplete) && r.own.count(lexicon.Asks) == 0:
		return verdict(medelbot.Report, "it is written as a report: %d of its parts are there", parts)
	case said > 0 && files && (r.speaksOfFund() || r.Thread.Case != ""):
		return verdict(medelbot.Report, "it hands in a report: %q", r.own.quote(lexicon.Reports)+r.subject.quote(lexicon.Reports))
	case said > 0 && r.own.says(lexicon.Past) > 0 && (r.speaksOfFund() || r.Thread.Case != ""):
		return verdict(medelbot.Report, "it hands in a report and tells what was done: %q", r.own.quote(lexicon.Past))
	case said > 0 && r.Thread.Case != "" && r.own.count(lexicon.Asks) == 0 && r.own.count(lexicon.Chases) == 0 && r.own.has(lexicon.Attaches):
		return verdict(medelbot.Report, "it speaks of a report that should be attached")
	}
	return r.not(medelbot.Report, "of a report's parts it tells %d", parts)
}

// reportWords is the length from which an answer to a decision that never says
// what it is may be a report.
const reportWords = 26

// grantLetters are the letters after which a report is due, by the names that
// they have and had.
var grantLetters = map[string]bool{
	string(medelbot.DecisionGranted): true, string(medelbot.PaymentMade): true, string(medelbot.ReportReminder): true, string(medelbot.AckReportIncomplete): true,
	"decision": true, "grant": true, "granted": true, "reminder": true, "payment": true,
}
