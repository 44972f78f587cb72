package parser_test

import (
	"strings"
	"testing"

	"medelbot"
)

// Whoever passes an application on, with whatever program: the one who wrote
// it applies, and her own words count.
func TestPassedOnByAnyProgram(t *testing.T) {
	const text = "Hej!\n\nRegion Halland söker 64 000 kr till testbädden Patientkontrakt.\nPengarna ska användas till: kallelser som går att läsa.\nÖnskade effekter: fler återbesök.\nBankgiro: 508-8216\n\nMvh\nSiv Ek\n070-174 06 05\n"
	const call = "\nDen 19 april 2021 kl. 11:00 skrev Harald Grönqvist <harald.gronqvist@skr.se>:\n> Medel kan sökas, max 100 000 kr.\n"
	page := strings.NewReplacer("<", "&lt;", ">", "&gt;", "\n", "<br>\n").Replace
	quoted := func(s string) string { return "> " + strings.ReplaceAll(strings.TrimSpace(s), "\n", "\n> ") + "\n" }
	const siv = "Siv Ek <siv.ek@regionhalland.se>"
	for _, test := range []struct{ program, subject, plain, html string }{
		{program: "Outlook", subject: "VB: Ansökan", html: `<p>Till er.</p><div style="border-top:solid #E1E1E1 1.0pt"><p><b>Från:</b> ` + page(siv) + `<br><b>Skickat:</b> den 3 maj 2021 10:15<br><b>Till:</b> Registrator<br><b>Ämne:</b> Ansökan</p></div><p>` + page(text) + `</p>`},
		{program: "Outlook in English", subject: "FW: Ansökan", plain: "Till er.\n\nFrom: " + siv + "\nSent: Monday, May 3, 2021 10:15 AM\nTo: Registrator <registrator@regionhalland.se>\nSubject: Ansökan\n\n" + text},
		{program: "Outlook 2003", subject: "VB: Ansökan", plain: "\n-----Ursprungligt meddelande-----\nFrån: " + siv + " \nSkickat: den 3 maj 2021 10:15\nTill: Registrator\nÄmne: Ansökan\n\n" + text},
		{program: "Outlook on the web", subject: "VB: Ansökan", html: `<div></div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><font><b>Från:</b> ` + page(siv) + `<br><b>Skickat:</b> den 3 maj 2021 10:15<br><b>Till:</b> Registrator<br><b>Ämne:</b> Ansökan</font></div><div>` + page(text) + `</div>`},
		{program: "Outlook on a phone", subject: "VB: Ansökan", plain: "\n\nHämta Outlook för iOS<https://aka.ms/o0ukef>\n________________________________\nFrån: " + siv + "\nSkickat: måndag, maj 3, 2021 10:15 fm\nTill: Registrator\nÄmne: Ansökan\n\n" + text},
		{program: "Outlook, no prefix", subject: "Ansökan Halland", plain: "Hej, det här kom till oss.\n/Bo\n\nFrån: " + siv + "\nSkickat: den 3 maj 2021 10:15\nTill: Registrator\nÄmne: Ansökan\n\n" + text},
		{program: "Gmail", subject: "Fwd: Ansökan", html: `<div dir="ltr">fyi<br><br><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>Från: <b>Siv Ek</b> &lt;<a href="mailto:siv.ek@regionhalland.se">siv.ek@regionhalland.se</a>&gt;<br>Date: mån 3 maj 2021 kl 10:15<br>Subject: Ansökan<br>To: &lt;registrator@regionhalland.se&gt;<br></div><br><br>` + page(text) + `</div></div>`},
		{program: "Apple Mail", subject: "Vb: Ansökan", plain: "Till er.\n\nVidarebefordrat mejl:\n\n" + quoted("Från: "+siv+"\nÄmne: Ansökan\nDatum: 3 maj 2021 10:15:00 CEST\nTill: Registrator\n\n"+text)},
		{program: "Apple Mail, reply passed on", subject: "Vb: SV: Medel", plain: "Till er.\n\nVidarebefordrat mejl:\n\n" + quoted("Från: "+siv+"\nÄmne: SV: Medel\nDatum: 3 maj 2021 10:15:00 CEST\nTill: Registrator\n\n"+text+call)},
		{program: "iPhone", subject: "Vb: Ansökan", html: `<div dir="auto"><div>Skickat från min iPhone</div><div><br>Vidarebefordrat brev:<br><br></div><blockquote type="cite"><div><b>Från:</b> ` + page(siv) + `<br><b>Datum:</b> 3 maj 2021 10:15:00 CEST<br><b>Till:</b> Registrator<br><b>Ämne:</b> <b>Ansökan</b><br><br></div></blockquote><blockquote type="cite"><div>` + page(text) + `</div></blockquote></div>`},
		{program: "Thunderbird", subject: "Fwd: Ansökan", html: `<p>Hej</p><div class="moz-forward-container">-------- Vidarebefordrat meddelande --------<table class="moz-email-headers-table"><tr><th>Ämne: </th><td>Ansökan</td></tr><tr><th>Datum: </th><td>Mon, 3 May 2021 10:15:00 +0200</td></tr><tr><th>Från: </th><td>` + page(siv) + `</td></tr><tr><th>Till: </th><td>Registrator</td></tr></table><br>` + page(text) + `</div>`},
		{program: "Notes", subject: "VB: Ansökan", plain: "----- Vidarebefordrat av Bo Ek/Halland den 2021-05-04 08:00 -----\n\nFrån:\t" + siv + "\nTill:\tregistrator@regionhalland.se\nDatum:\t2021-05-03 10:15\nÄrende:\tAnsökan\n\n\n" + text},
		{program: "Samsung", subject: "VB: Ansökan", plain: "\n\nSkickat från min Samsung Galaxy-smartphone.\n\n-------- Originalmeddelande --------\nFrån: " + siv + " \nDatum: 2021-05-03  10:15  (GMT+01:00) \nTill: registrator@regionhalland.se \nÄmne: Ansökan \n\n" + text},
		{program: "Yahoo", subject: "Vb: Ansökan", plain: "Till er.\n\n   ----- Vidarebefordrat meddelande ----- Från: \"Siv Ek\" <siv.ek@regionhalland.se>Till: \"registrator@regionhalland.se\" <registrator@regionhalland.se>Skickat: måndag 3 maj 2021 10:15:04 CESTÄmne: Ansökan\n " + text},
		{program: "twice", subject: "VB: Ansökan", plain: "\nFrån: Mia Al <mia.al@regionhalland.se>\nSkickat: den 4 maj 2021 08:00\nTill: Registrator\nÄmne: VB: Ansökan\n\nSka den här till er?\n\nFrån: " + siv + "\nSkickat: den 3 maj 2021 10:15\nTill: Mia Al\nÄmne: Ansökan\n\n" + text},
		{program: "twice by Gmail", subject: "Fwd: Ansökan", plain: "---------- Forwarded message ---------\nFrån: Mia Al <mia.al@regionhalland.se>\nDate: tis 4 maj 2021 kl 08:00\nSubject: Fwd: Ansökan\nTo: <registrator@regionhalland.se>\n\n\nfyi\n\n---------- Forwarded message ---------\nFrån: " + siv + "\nDate: mån 3 maj 2021 kl 10:15\nSubject: Ansökan\nTo: <mia.al@regionhalland.se>\n\n\n" + text},
	} {
		header := "From: Bo Ek <registrator@regionhalland.se>\nTo: harald.gronqvist@skr.se\nSubject: " + test.subject + "\nDate: Tue, 4 May 2021 10:00:00 +0200\n"
		if test.html != "" {
			header += "Content-Type: text/html; charset=utf-8\n"
		}
		r := read(t, header, test.plain+test.html, options(t))
		sum, account := r.Elements[medelbot.Amount].Value, r.Elements[medelbot.Account].Value
		if r.Kind != medelbot.Application || r.Applicant.Email != "siv.ek@regionhalland.se" || sum == nil || sum.SEK != 64000 || account == nil || account.Number != "508-8216" {
			t.Errorf("%s: %s of %+v, %v, %+v, %+v", test.program, r.Kind, r.Applicant, r.Why, sum, account)
		}
	}
}
