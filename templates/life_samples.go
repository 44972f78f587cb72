package templates

import (
	"time"

	"medelbot"
)

// lifeSamples are the letters that a case brings after its acknowledgement, in
// the ways that they can turn out.
func lifeSamples(frame Frame, words sampleWords) []View {
	zone := time.FixedZone("CEST", 2*60*60)
	at := time.Date(2021, 5, 14, 9, 12, 0, 0, zone)
	due := time.Date(2022, 6, 30, 23, 59, 59, 0, zone)
	about := func(answers medelbot.Kind) Matter {
		return Matter{Frame: frame, Case: "PK-2021-0007", Call: "Testbäddar Patientkontrakt 2021", Answers: answers}
	}
	complete, lacking, question := words.elements, []Element{words.unclear}, words.question
	asked := Asked{Question: question, Lacking: lacking, Deadline: at.AddDate(0, 0, 7), Form: true}
	pays := Paying{Account: words.bankgiro}
	waits := Paying{Account: words.bank, Unconfirmed: true}
	reports := Reporting{ReportDue: due, Parts: ReportParts()}
	var by []string
	for _, c := range frame.Contacts {
		by = append(by, c.Name)
	}
	decided := Decided{By: by, DecidedAt: at, Sought: 100000}
	reasoned := decided
	reasoned.Reason = words.reason

	views := []View{
		AckSupplementView{Matter: about(medelbot.Supplement), Came: Came{Arrived: at}, Paying: waits,
			Changed: complete[6:], Accepted: withheld(complete[:6])},
		AckSupplementView{Matter: about(medelbot.Supplement), Came: Came{Arrived: at, Withheld: true, Personnummer: true, Forgotten: true,
			Files: []File{{Name: "underlag.heic", Number: 1}}}, Asked: asked, Changed: complete[5:6], Accepted: withheld(complete[:2])},
		AckSupplementView{Matter: about(medelbot.Supplement), Came: Came{Arrived: at, Withheld: true, Files: []File{{Number: 1}}},
			Asked: Asked{Question: question, Deadline: at.AddDate(0, 0, 14)}},
		CompletionReminderView{Matter: about(""), Asked: asked, Days: 7},
		CompletionReminderView{Matter: about(""), Asked: Asked{Deadline: at.AddDate(0, 0, 7)}, Days: 1},
		RequestView{Matter: about(""), Asked: asked},
		RequestView{Matter: about(""), Asked: Asked{Lacking: lacking, Deadline: at.AddDate(0, 0, 14)}},
		DecisionGrantedView{Matter: about(""), Decided: reasoned, Paying: waits, Reporting: reports, Sum: 85000},
		DecisionGrantedView{Matter: about(""), Decided: Decided{DecidedAt: at, Sought: 85000}, Sum: 85000},
		DecisionDeclinedView{Matter: about(""), Decided: reasoned},
		DecisionDeclinedView{Matter: about(""), Decided: Decided{By: by[:1], DecidedAt: at}},
		PaymentMadeView{Matter: about(""), Paying: pays, Reporting: reports, Sum: 85000, PaidAt: at},
		PaymentMadeView{Matter: about(""), Sum: 85000, PaidAt: at},
		AckWithdrawalView{Matter: about(medelbot.Withdrawal), Arrived: at},
		AckWithdrawalView{Matter: about(""), Granted: true},
		AckWithdrawalView{Matter: about(""), Granted: true, Paid: 85000},
	}
	views = append(views, reportSamples(about, at, reports, words)...)
	return append(views, statusSamples(about, at, due, asked, words)...)
}

func reportSamples(about func(medelbot.Kind) Matter, at time.Time, reports Reporting, words sampleWords) []View {
	parts := ReportParts()
	for i := range parts {
		parts[i].Status, parts[i].Source = medelbot.OK, words.report
		parts[i].Read = words.part
	}
	lacking := ReportParts()[4:]
	came := Came{Arrived: at}
	flawed := Came{Arrived: at, Withheld: true, Personnummer: true, Files: []File{{Name: "film.mov", Number: 2}}}
	films := []string{"https[:]//film[.]kronoberg[.]se/testbadd", "https[:]//film[.]kronoberg[.]se/samtal"}
	views := []View{
		AckReportCompleteView{AckReport: AckReport{Matter: about(medelbot.Report), Came: came, Accepted: parts, Films: films, FilmCount: 2}, Whole: true},
		AckReportCompleteView{AckReport: AckReport{Matter: about(medelbot.Report), Came: flawed, Accepted: parts[:2], FilmCount: 1}},
		AckReportIncompleteView{AckReport: AckReport{Matter: about(medelbot.Report), Came: came, Accepted: parts[:4], Films: films, FilmCount: 2},
			Asked: Asked{Lacking: lacking, Deadline: at.AddDate(0, 0, 14), Form: true}},
		AckReportIncompleteView{AckReport: AckReport{Matter: about(medelbot.Report), Came: flawed, FilmCount: 1},
			Asked: Asked{Deadline: at.AddDate(0, 0, 14)}},
	}
	for _, days := range []int{-30, -1, 0, 7} {
		v := ReportReminderView{Matter: about(""), Reporting: reports, Days: days}
		views = append(views, v)
		v.Came, v.Form, v.Lacking = true, true, lacking
		views = append(views, v)
	}
	return views
}

// statusSamples has one letter of each status, and the two of an extension and
// of a report that is late.
func statusSamples(about func(medelbot.Kind) Matter, at, due time.Time, asked Asked, words sampleWords) []View {
	complete := words.elements
	var views []View
	for _, s := range medelbot.Statuses {
		v := StatusView{Matter: about(medelbot.StatusQuery), Status: s, Opened: at.AddDate(0, 0, -14), Sought: 85000}
		switch s {
		case medelbot.StatusHeld, medelbot.StatusComplete:
			v.Accepted = withheld(complete)
		case medelbot.StatusIncomplete:
			v.Asked, v.Accepted = asked, withheld(complete[:2])
		case medelbot.StatusGranted, medelbot.StatusPaid, medelbot.StatusReportIncomplete:
			v.Sum, v.DecidedAt, v.ReportDue = 85000, at, due
			v.Account = words.bankgiro
		case medelbot.StatusDeclined:
			v.DecidedAt = at
		}
		switch s {
		case medelbot.StatusPaid:
			v.Paid, v.PaidAt, v.Parts = 85000, at, ReportParts()
		case medelbot.StatusReportIncomplete:
			v.Paid, v.PaidAt = 85000, at
			v.Asked = Asked{Lacking: ReportParts()[4:], Deadline: due}
		}
		views = append(views, v)
		if s == medelbot.StatusPaid {
			v.Extended, v.Answers = true, ""
			views = append(views, v)
			v.Extended, v.Late, v.Answers = false, true, medelbot.StatusQuery
			views = append(views, v)
		}
	}
	return views
}

// withheld are elements as a letter shows them that does not answer the mail
// which brought them.
func withheld(elements []Element) []Element {
	short := make([]Element, len(elements))
	for i, e := range elements {
		short[i] = Element{Key: e.Key, Status: e.Status, Cap: e.Cap, CapPer: e.CapPer}
		if e.Key == medelbot.Applicant || e.Key == medelbot.Amount {
			short[i].Read = e.Read
		}
	}
	return short
}
