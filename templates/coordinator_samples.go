package templates

import (
	"strings"
	"time"

	"medelbot"
)

// coordinatorSamples are views of the letters to coordinators.
func coordinatorSamples(frame Frame, complete, lacking []Element) []View {
	// The first decides and the last waits; a fund of one talks to itself.
	first, last := frame.Contacts[0].Name, frame.Contacts[len(frame.Contacts)-1].Name
	at := time.Date(2021, 5, 14, 7, 30, 0, 0, time.FixedZone("CEST", 2*60*60))
	digest := sampleDigest(frame, complete, lacking, at)
	quiet := DigestView{Frame: frame, To: given(last), Now: at, Mode: medelbot.Observe}
	paused := quiet
	paused.Mode, paused.PausedBy, paused.DeputyFor, paused.Address, paused.Access = medelbot.Draft, first, last,
		frame.Contacts[0].Email, sampleAccess(frame, "ÅTERUPPTA")

	voted := digest.Detailed[0]
	voted.Access = sampleAccess(frame, "BEVILJA 85000", "AVSLÅ")
	decided := voted
	decided.Status, decided.Want, decided.Granted, decided.Undo = medelbot.StatusGranted, "", 85000, at.Add(15*time.Minute)
	decided.Access = sampleAccess(frame, "ÅNGRA")
	mail := CoordinatorMail{Frame: frame, To: given(last), Now: at, Address: frame.Contacts[0].Email, Case: &voted}
	stranger := mail
	stranger.Case, stranger.Results = nil, []CommandResult{{Text: "BEVILJA 100000", Deed: medelbot.DeedGrant, Refused: medelbot.RefusedStranger}}
	infected := stranger
	infected.Results = nil
	done := mail
	done.Case, done.Results = &decided, []CommandResult{
		{Text: "BEVILJA 85000", Deed: medelbot.DeedGrant, Status: medelbot.StatusGranted, SEK: 85000},
		{Text: "ANTECKNA: Talade med Eva i dag.", Deed: medelbot.DeedNote, Status: medelbot.StatusGranted},
	}
	help := stranger
	help.Results = []CommandResult{{Text: "HJÄLP", Word: medelbot.WordHelp}, {Text: "STATUS", Word: medelbot.WordStatus}}
	aside := stranger
	aside.Results = []CommandResult{{Text: "GÖR ÄRENDE", Word: medelbot.WordTake, Refused: medelbot.RefusedUsedToken}}
	alarm := AlarmView{
		Frame: frame, To: given(last), Mailbox: "testbaddar", Address: frame.Contacts[0].Email, What: "fetch", Since: at.Add(-time.Hour), Cause: "bad_login",
		Error: "the server does not accept the name and the password: NO [AUTHENTICATIONFAILED]",
	}
	strange := alarm
	strange.Mailbox, strange.Cause, strange.Error = alarm.Address, "", "disk full"
	over := alarm
	over.Again, over.Cause, over.Error = at.Add(90*time.Minute), "", ""
	send, token := alarm, alarm
	send.What, send.Cause, send.Error = "send", "", "the mail server refuses connections"
	token.What, token.Cause, token.Error = "token", "", "the application's secret is wrong"
	ends := alarm
	ends.What, ends.Secret, ends.Ends, ends.Cause, ends.Error = "expiry", "client secret", at.AddDate(0, 0, 14), "", ""
	alarms := []View{alarm, strange, over}
	for _, a := range []AlarmView{send, token, ends} {
		again := a
		again.Again, again.Error = at.Add(90*time.Minute), ""
		alarms = append(alarms, a, again)
	}
	return append([]View{
		digest, quiet, paused,
		NoticeView{CoordinatorMail: mail, Notice: medelbot.NoticeDecisionWaits},
		NoticeView{CoordinatorMail: stranger, Notice: medelbot.NoticeRefused, From: "Någon <nagon@post.se>", Subject: "Bevilja"},
		NoticeView{CoordinatorMail: mail, Notice: medelbot.NoticeWithdrawal, From: "Eva Ström <eva.strom@kronoberg.se>", Subject: "Vi drar oss ur", Text: []string{"Vi hinner inte.", "Tyvärr."}},
		NoticeView{CoordinatorMail: infected, Notice: medelbot.NoticeMalware, From: "Eva Ström <eva.strom@kronoberg.se>", Subject: "Faktura", Malware: "Doc.Downloader.Test-1"},
		TranscriptView{CoordinatorMail: done},
		TranscriptView{CoordinatorMail: help, Help: true, Total: 5, Access: sampleAccess(frame, "PAUSA", "ÅTERUPPTA"),
			Counts: []Count{{medelbot.StatusComplete, 3}, {medelbot.StatusGranted, 2}}},
		TranscriptView{CoordinatorMail: aside, Aside: 12, Access: sampleAccess(frame, "GÖR ÄRENDE")},
	}, alarms...)
}

func sampleDigest(frame Frame, complete, lacking []Element, at time.Time) DigestView {
	var elements []ReadElement
	for _, e := range complete {
		read := ReadElement{Element: e, Vouched: medelbot.VouchedBySender, Unconfirmed: e.Unchecked}
		if e.Key == medelbot.Effects {
			read.Source, read.Page = "bilaga.pdf", 2
		}
		elements = append(elements, read)
	}
	waiting := DigestCase{
		Number: "PK-2021-0007", Applicant: "Region Kronoberg", Call: "Testbäddar Patientkontrakt 2021", Status: medelbot.StatusComplete,
		Want: WantVote, Waits: at.AddDate(0, 0, -1), Opened: at.AddDate(0, 0, -9), Days: 9, Sum: 85000, Elements: elements, Changed: true,
		Warnings:    []CaseWarning{{medelbot.Late, ""}, {medelbot.Personnummer, "i bilagan ansökan.docx"}},
		Votes:       []CaseVote{{Person: frame.Contacts[0].Name, Deed: medelbot.DeedGrant, SEK: 85000, Reason: "Tydlig plan", At: at}},
		Unconfirmed: true, Hints: []Hint{{medelbot.MentionsSafety, "färre vårdskador"}, {medelbot.MentionsPlan, "en plan för varje patient"}},
		Earlier: []EarlierCase{{Number: "PK-2019-0003", Call: "Testbäddar 2019", Status: medelbot.StatusClosed, Granted: 60000, Paid: 60000}},
		Others:  1, InCall: 15000, Cap: 100000, Unreadable: []string{"ansökan.pages"},
		Access: sampleAccess(frame, "BEVILJA 85000", "AVSLÅ"),
	}
	read := DigestCase{
		Number: "PK-2020-0002", Applicant: "Region Blekinge", Call: waiting.Call, Status: medelbot.StatusReported, Want: WantRead,
		Opened: at.AddDate(-1, 0, 0), Days: 365, Sum: 50000, Granted: 50000, Paid: 50000, Report: elements[3:5],
		Films: []string{"film[.]regionblekinge[.]se/1"}, Access: sampleAccess(frame, "STÄNG"),
	}
	rest := waiting
	rest.Number, rest.Applicant, rest.Want = "PK-2021-0008", "", WantAssess
	unpaid := rest
	unpaid.Number, unpaid.Want, unpaid.Status, unpaid.Granted = "PK-2021-0004", WantPay, medelbot.StatusGranted, 85000
	unfinished := DigestCase{
		Number: "PK-2021-0009", Applicant: "Region Gotland", Call: waiting.Call, Status: medelbot.StatusIncomplete,
		New: true, Opened: at.AddDate(0, 0, -1), Days: 1, Sum: 120000, Lacking: lacking, Asked: "Vilka vårdcentraler deltar?",
	}
	held := unfinished
	held.Number, held.Status, held.Want, held.Warnings = "PK-2021-0010", medelbot.StatusHeld, WantLook, []CaseWarning{{medelbot.Suspicious, ""}}
	late := read
	late.Number, late.Status, late.Want, late.Due, late.Overdue = "PK-2020-0001", medelbot.StatusReportIncomplete, "", at.AddDate(0, 0, -3), true
	due := late
	due.Number, due.Status, due.Due, due.Overdue = "PK-2020-0003", medelbot.StatusPaid, at.AddDate(0, 0, 30), false
	return DigestView{
		Frame: frame, To: given(frame.Contacts[len(frame.Contacts)-1].Name), Now: at, Since: at.AddDate(0, 0, -1), Mode: medelbot.Send, Address: frame.Contacts[0].Email,
		Access: sampleAccess(frame, "PAUSA"),
		Votes:  1, Waiting: 2, Held: 1, Unpaid: 1, ToRead: 1, Accounts: 1, Overdue: 1, Due: 1, Incomplete: 1, New: 3, SetAside: 3, Stuck: 4,
		NewCases: []DigestCase{unfinished, held}, Detailed: []DigestCase{waiting, held, read}, Rest: []DigestCase{rest, unpaid},
		Voted: []DigestCase{rest}, Unfinished: []DigestCase{unfinished}, Reports: []DigestCase{late, due},
		Calls: []CallFrame{{
			Name: waiting.Call, Cases: 3, Budget: 1000000, Granted: 400000, Complete: 170000, Incomplete: 120000, Paid: 50000, Repaid: 10000,
			Bars: []Bar{{"granted", 40}, {"complete", 17}, {"incomplete", 12}, {"left", 31}},
			Regions: [][]RegionCell{
				{{"Blekinge", medelbot.StatusReported}, {"Dalarna", ""}, {"Gotland", medelbot.StatusIncomplete}},
				{{"Kronoberg", medelbot.StatusComplete}, {"Skåne", medelbot.StatusGranted}, {"Västra Götaland", ""}},
			},
			Standing: []Standing{
				{medelbot.StatusIncomplete, []string{"Gotland"}}, {medelbot.StatusComplete, []string{"Kronoberg"}},
				{medelbot.StatusGranted, []string{"Skåne"}}, {medelbot.StatusReported, []string{"Blekinge"}},
			},
			Absent: []string{"Dalarna", "Västra Götaland"},
		}, {Name: "Testbäddar 2019", Granted: 60000}},
		Aside: []AsideMail{
			{ID: 12, From: "Karin Ek <karin.ek@gotland.se>", Subject: "Vi drar oss ur", Arrived: at.AddDate(0, 0, -1), Reason: medelbot.AsideWithdrawal, Case: "PK-2021-0009"},
			{ID: 13, From: "Per Ask <per.ask@kronoberg.se>", Subject: "Pengar?", Arrived: at, Reason: medelbot.AsideDoubtful, Access: sampleAccess(frame, "GÖR ÄRENDE")},
			{ID: 14, From: "Eva Ström <eva.strom@kronoberg.se>", Subject: "Faktura", Arrived: at, Reason: medelbot.AsideMalware, Malware: "Doc.Downloader.Test-1"},
		},
		Letters: []StuckLetter{
			{ID: 31, Name: medelbot.AckIncomplete, Case: "PK-2021-0009", To: "karin.ek@gotland.se", State: medelbot.Failed, Reason: "550 5.1.1 no such user", Created: at},
			{ID: 32, Name: medelbot.AckComplete, Case: "PK-2021-0007", To: "eva.strom@kronoberg.se", State: medelbot.Uncertain, Created: at},
			{ID: 33, Name: medelbot.AckComplete, Case: "PK-2021-0008", To: "per.ask@kronoberg.se", State: medelbot.Held, Held: HeldObserve, Created: at},
		},
		Folders:   []Folder{{Mailbox: "testbaddar", Name: "INBOX", Server: 120, Recorded: 120, Gaps: 3, At: at}},
		CaseTotal: 12, ChainHead: "3fa9c1d2e4b7", File: "ärenden-2021-05-14.xlsx",
	}
}

// sampleAccess is what a code that nobody was given would allow.
func sampleAccess(frame Frame, commands ...string) Access {
	a := Access{Code: "aaaa-bbbb-cccc-dddd-eeee-ffff-gg"}
	for _, command := range commands {
		title := strings.ReplaceAll(capital(strings.ToLower(command)), "85000", Kronor(85000))
		a.Actions = append(a.Actions, Action{Title: title, Command: command, Link: "mailto:" + frame.Contacts[0].Email + "?subject=x"})
	}
	return a
}

// given is the first of a person's names.
func given(name string) string {
	first, _, _ := strings.Cut(name, " ")
	return first
}
