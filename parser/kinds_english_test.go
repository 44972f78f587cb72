package parser_test

import (
	"testing"

	"medelbot"
)

// Short mails in English, whole: what is this mail? What must not be confused
// stands side by side.
func TestKindsInEnglish(t *testing.T) {
	testKinds(t, []kindCase{
		{medelbot.Application, "Application", "Hello, please find our application attached. Kind regards, Eva", "application.pdf", eva, ""},
		{medelbot.Application, "Testbed Patientkontrakt", "Dear Harald, we would like to apply for SEK 50,000 for a testbed. The money will be used for a course. Bankgiro 512-0337, contact Eva Ek.", "", eva, ""},
		{medelbot.Application, "Extra funding", "Region Halland is applying for 60 000 SEK to try out agreements with patients in Laholm. We hope that fewer patients fall ill again. Eva Ek, 070-174 06 05.", "", eva, ""},
		{medelbot.Supplement, "Re: Your application", "Hello, the contact person is Anna Ask, anna.ask@regionhalland.se, 070-174 06 06. Eva", "", eva, ack},
		{medelbot.Supplement, "PK-2021-0003", "We made a mistake. The amount should be SEK 60,000.", "", eva, ""},
		{medelbot.Supplement, "Re: Your application", "Here is the missing account number: bankgiro 512-0337.", "", eva, ack},
		{medelbot.Supplement, "PK-2021-0003", "Our new bankgiro is 512-0337.", "", eva, ""},
		{medelbot.Supplement, "Re: Your application", "Please see attached.", "budget.pdf", eva, ack},
		{medelbot.StatusQuery, "PK-2021-0003", "When will the money be paid?", "", eva, ""},
		{medelbot.StatusQuery, "PK-2021-0003", "Hello, what is the status of our case?", "", eva, ""},
		{medelbot.StatusQuery, "Our application", "Hi, have you received the application that we sent you on 3 May? Region Halland", "", eva, ""},
		{medelbot.StatusQuery, "Re: Your application", "Hi! Any news?", "", eva, complete},
		{medelbot.StatusQuery, "Re: Decision", "Hello! Could you tell us when the money will arrive? We have not seen it yet.", "", eva, decision},
		{medelbot.StatusQuery, "Our application", "We submitted an application in April and have not heard anything back. Did it arrive?", "", eva, ""},
		{medelbot.StatusQuery, "PK-2021-0003", "Could you please confirm that you have received our application?", "", eva, ""},
		{medelbot.Withdrawal, "PK-2021-0003", "We would like to withdraw our application.", "", eva, ""},
		{medelbot.Withdrawal, "PK-2021-0003", "We no longer wish to apply, so please close our application.", "", eva, ""},
		{medelbot.Withdrawal, "Re: Your application", "Hello, unfortunately we have to withdraw. Our manager has left. Eva", "", eva, complete},
		{medelbot.Report, "Final report PK-2021-0003", "Please find our final report attached.", "report.pdf", eva, ""},
		{medelbot.Report, "Re: [PK-2021-0003] Reminder", "Sorry that we are late! The report is attached.", "Report.pdf", eva, reminder},
		{medelbot.Report, "Report from the testbed", "Here is our final report.\nArrangement and content: three workshops.\nTarget group: the elderly.\nWho took part: the municipality.\nWhat the money was used for: a facilitator.\nLessons and results: it takes time.\nNext steps: we go on.", "", eva, ""},
		{medelbot.Other, "Re: Your application", "Thank you!", "", eva, ack},
		{medelbot.Other, "Re: Decision", "Thank you so much, we are very happy about this!", "", eva, decision},
		{medelbot.Other, "Question", "Hello, can a municipality apply for money from the testbeds, or is it for regions only?", "", eva, ""},
		{medelbot.Other, "Testbeds", "Hello, we plan to apply in the autumn. Is there still money left then?", "", eva, ""},
		{medelbot.Other, "Lunch", "Hi Harald, could you tell me when you are free for lunch?", "", eva, ""},
		{medelbot.Other, "Meeting", "Hi, have you received the agenda for Thursday? I have not seen it yet.", "", eva, ""},
		{medelbot.Other, "Report", "Hi Harald, please find the new report on primary care attached. It is worth reading.", "primary-care.pdf", "Lars Lind <lars.lind@example.org>", ""},
		{medelbot.Other, "Conference", "Dear colleague, we would like to invite you to a conference on person-centred care. Apply before 1 June.", "", "Events <events@example.org>", ""},
	})
}
