package parser_test

import (
	"strings"
	"testing"

	"medelbot"
)

// asked and answered are the points of a call and what a region says to them.
var (
	asked = []string{
		"Vem som söker?", "En hänvisning till Patientkontrakt (till exempel genom att hänvisa till utskicket).",
		"Beskriver vilken summa som söks (max 100 000 SEK).", "Berättar vad pengarna ska användas till.",
		"Beskriver vad man vill uppnå med insatsen (önskade effekter).", "En kontaktperson med ansvar för uppföljning/rapportering.",
		"Ett kontonummer/bankgiro att överföra pengarna till.",
	}
	answered = []string{
		"Region Halland, ögonmottagningen i Varberg", "Vi svarar på utskicket om Patientkontrakt", "64 000 kr",
		"Kallelser som går att läsa med nedsatt syn", "Att fler kommer till sitt återbesök", "Siv Ek, siv.ek@regionhalland.se, 070-174 06 05", "508-8216",
	}
)

// outlookBlock stands above a quoted mail in Outlook.
const outlookBlock = `<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>Från:</b> Harald Grönqvist &lt;harald.gronqvist@skr.se&gt;<br>` +
	`<b>Skickat:</b> den 19 april 2021 11:00<br><b>Till:</b> Kontaktpersoner<br><b>Ämne:</b> Extra medel</p></div>` +
	`<p>Hej alla! Nu finns <span style="color:#7030A0">extra medel</span> att söka för den som vill pröva något nytt.</p><p>Ansökan ska innehålla:</p>`

// between writes each answer below or behind its question.
func between(question, answer string) string {
	var b strings.Builder
	for i := range asked {
		b.WriteString(strings.NewReplacer("%F", asked[i], "%S", answered[i]).Replace(question + answer))
	}
	return b.String()
}

// A call is answered between its own lines, and only the ink tells.
func TestAnswersInAnotherInk(t *testing.T) {
	const q = "<p class=MsoNormal>- %F</p>"
	gmail := `<div class="gmail_quote"><div class="gmail_attr">Den mån 19 apr. 2021 kl 11:00 skrev Harald Grönqvist &lt;<a href="mailto:harald.gronqvist@skr.se">harald.gronqvist@skr.se</a>&gt;:<br></div><blockquote class="gmail_quote" style="border-left:1px solid #ccc"><div>Hej alla!</div>`
	apple := `<div><blockquote type="cite"><div>19 apr. 2021 kl. 11:00 skrev Harald Grönqvist &lt;harald.gronqvist@skr.se&gt;:</div><br><div>Hej alla!</div>`
	for name, html := range map[string]string{
		"red below each point, said above":   `<p>Hej, svar i rött nedan.</p>` + outlookBlock + between(q, `<p class=MsoNormal><span style="color:red">%S<o:p></o:p></span></p>`),
		"red below each point, not said":     `<p>Hej!</p>` + outlookBlock + between(q, `<p class=MsoNormal><span style="color:#C00000">%S<o:p></o:p></span></p>`),
		"red on the same line":               `<p>Hej!</p>` + outlookBlock + between(`<p>- %F `, `<span style="color:#C00000">%S</span></p>`),
		"font element":                       `<p>Hej!</p>` + outlookBlock + between(q, `<font color=blue>%S</font><br>`),
		"class of a style sheet":             `<style><!-- span.Svar {mso-style-name:Svar; color:#00B050;} --></style><p>Hej!</p>` + outlookBlock + between(q, `<p><span class=Svar>%S</span></p>`),
		"theme colour":                       `<p>Hej!</p>` + outlookBlock + between(q, `<p><span style="color:#4472C4;mso-themecolor:accent1">%S</span></p>`),
		"highlighted":                        `<p>Hej!</p>` + outlookBlock + between(q, `<p><span style="background:yellow;mso-highlight:yellow">%S</span></p>`),
		"Gmail":                              `<div dir="ltr">Hej Harald!</div>` + gmail + between(`<div>• %F</div>`, `<div><font color="#cc0000">%S</font></div>`) + `</blockquote></div>`,
		"Apple Mail":                         `<div>Hej Harald!</div>` + apple + between(`<div>%F</div>`, `<div><font color="#0433ff" class="">%S</font></div><br>`) + `</blockquote></div>`,
		"a list":                             `<p>Hej!</p>` + outlookBlock + `<ul>` + between(`<li>%F`, `<br><span style="color:#ED7D31">%S</span></li>`) + `</ul>`,
		"a table":                            `<p>Hej!</p>` + outlookBlock + `<table>` + between(`<tr><td>%F</td>`, `<td><span style="color:#C00000">%S</span></td></tr>`) + `</table>`,
		"the call is blue, the answer black": `<p>Hej!</p>` + outlookBlock + between(`<p><span style="color:#0070C0">- %F</span></p>`, `<p>%S</p>`),
		"links in the answer":                `<p>Hej!</p>` + outlookBlock + strings.ReplaceAll(between(q, `<p><span style="color:red">%S</span></p>`), "siv.ek@regionhalland.se", `<a href="mailto:siv.ek@regionhalland.se"><span style="color:#0563C1">siv.ek@regionhalland.se</span></a>`),
		"italic, said above":                 `<p>Hej, jag har svarat i kursiv nedan.</p>` + outlookBlock + between(q, `<p><i>%S</i></p>`),
		"arrows in plain letters":            `<p>Hej!</p>` + outlookBlock + between(q, `<p>--&gt; %S</p>`),
		"the name in brackets":               `<p>Hej!</p>` + outlookBlock + between(q, `<p>[Siv] %S</p>`),
		"initials":                           `<p>Hej!</p>` + outlookBlock + between(q, `<p>SE: %S</p>`),
	} {
		r := read(t, "From: Siv Ek <siv.ek@regionhalland.se>\nTo: harald.gronqvist@skr.se\nSubject: SV: Extra medel\nDate: Tue, 4 May 2021 10:00:00 +0200\nContent-Type: text/html; charset=utf-8\n",
			"<html><body>"+html+"</body></html>", options(t))
		if r.Kind != medelbot.Application || r.Complete == nil || !*r.Complete {
			t.Errorf("%s: %s, complete %v, %v, %+v", name, r.Kind, r.Complete, r.Why, r.Elements)
			continue
		}
		e := r.Elements
		if e[medelbot.Amount].Value.SEK != 64000 || e[medelbot.Account].Value.Number != "508-8216" || e[medelbot.Contact].Value.Email != "siv.ek@regionhalland.se" ||
			e[medelbot.Applicant].Value.Name != "Region Halland" || !strings.Contains(e[medelbot.Purpose].Value.Text, "nedsatt syn") ||
			strings.Contains(e[medelbot.Purpose].Value.Text, "Att fler") || !strings.Contains(e[medelbot.Effects].Value.Text, "Att fler kommer") {
			t.Errorf("%s: %+v", name, e)
		}
	}
}

// Mail that is colourful by itself is nobody's answer.
func TestQuotedColoursAreNoAnswers(t *testing.T) {
	colourful := outlookBlock + `<p>Sista dag: <span style="color:red">31 december 2021</span></p><p>Summa: <span style="color:red">max 100 000 kr</span></p>` +
		`<p><b>Frågor?</b> Ring 08-465 004 10.</p>` + between("<p>- %F</p>", "")
	headings := outlookBlock + `<p style="color:#0070C0">Vem kan söka?</p><p>Alla regioner i landet.</p><p style="color:#0070C0">Hur stor summa kan man söka?</p><p>90 000 kr.</p>` +
		`<p style="color:#0070C0">Vad kan pengarna användas till?</p><p>Resor och möten.</p><p style="color:#0070C0">Vilka effekter önskas?</p><p>Trygghet.</p>`
	letter := outlookBlock + `<p>Tack för er ansökan PK-2021-0007.</p><table>` + between(`<tr><td style="color:#555">%F</td>`, `<td style="color:#111"><b>%S</b></td></tr>`) + `</table>`
	for name, html := range map[string]string{
		"a question above a colourful call":      `<p>Hej! Kan även en kommun vara med? Vi undrar också när ni svarar.</p>` + colourful,
		"a question above headings in colour":    `<p>Hej! Kan även en kommun vara med? Vi undrar också när ni svarar.</p>` + headings,
		"short thanks above a colourful call":    `<p>Tack för svaret! Vi hörs.</p>` + colourful,
		"nothing above a colourful call":         colourful,
		"hello above headings in colour":         `<p>Hej, tack för informationen nedan.</p>` + headings,
		"a short answer above bold values":       `<p>Tack för svaret!</p>` + letter,
		"thanks above a letter with bold values": `<p>Tack för beskedet!</p><p>Siv</p>` + letter,
	} {
		r := read(t, "From: Siv Ek <siv.ek@regionhalland.se>\nTo: harald.gronqvist@skr.se\nSubject: SV: Extra medel\nDate: Tue, 4 May 2021 10:00:00 +0200\nContent-Type: text/html; charset=utf-8\n",
			"<html><body>"+html+"</body></html>", options(t))
		if r.Kind != medelbot.Other || len(r.Elements) > 0 {
			t.Errorf("%s: %s, %v, %+v", name, r.Kind, r.Why, r.Elements)
		}
	}
}

// A mail that was answered between its lines and then passed on keeps its
// questions and answers together.
func TestAnswersInPassedOnMail(t *testing.T) {
	const head = "From: Bo Ek <registrator@regionhalland.se>\nTo: harald.gronqvist@skr.se\nSubject: VB: Extra medel\nDate: Tue, 4 May 2021 10:00:00 +0200\n"
	const block = "Från: Siv Ek <siv.ek@regionhalland.se>\nSkickat: den 3 maj 2021 09:15\nTill: Registrator\nÄmne: SV: Extra medel\n\n"
	html := "<p>Vidarebefordrar.</p><p>" + strings.NewReplacer("<", "&lt;", ">", "&gt;", "\n", "<br>").Replace(block) + "Hej! Se mina svar.</p>" +
		outlookBlock + between("<p>- %F</p>", `<p><span style="color:#C00000">%S</span></p>`)
	for name, mail := range map[string][2]string{
		"behind quote marks": {head, "Vidarebefordrar.\n\n" + block + "Hej! Se mina svar.\n\nDen 19 april 2021 kl. 11:00 skrev Harald Grönqvist <harald.gronqvist@skr.se>:\n" + between("> - %F\n", "%S\n\n")},
		"in red":             {head + "Content-Type: text/html; charset=utf-8\n", html},
	} {
		r := read(t, mail[0], mail[1], options(t))
		if r.Kind != medelbot.Application || r.Complete == nil || !*r.Complete || r.Applicant.Email != "siv.ek@regionhalland.se" ||
			r.Elements[medelbot.Amount].Value.SEK != 64000 || r.Elements[medelbot.Account].Value.Number != "508-8216" {
			t.Errorf("%s: %s from %s, complete %v, %v, %+v", name, r.Kind, r.Applicant.Email, r.Complete, r.Why, r.Elements)
		}
	}
}

// Our own letter asks for what is missing and gets its answers between its
// lines.
func TestAnswersInsideOurLetter(t *testing.T) {
	const letter = `<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>Från:</b> Harald Grönqvist &lt;harald.gronqvist@skr.se&gt;<br><b>Skickat:</b> den 19 april 2021 11:00<br>` +
		`<b>Till:</b> Siv Ek<br><b>Ämne:</b> [PK-2021-0007] Er ansökan behöver kompletteras</p></div><p>Hej Siv! Tack för ansökan. Det här saknas:</p><ul>` +
		`<li>Kontonummer eller bankgiro att betala till</li>%ACCOUNT<li>Önskade effekter</li>%EFFECTS</ul><p>Svara på det här mejlet.</p>`
	const account, effects = `<p><span style="color:red">Bankgiro 508-8216</span></p>`, `<p><span style="color:red">Att fler kommer på sina återbesök.</span></p>`
	for _, test := range []struct {
		own     string
		effects string
		found   bool
	}{
		{"<p>Hej! Se nedan.</p>", "", true},
		{"<p>Hej! Se svar nedan.</p>", effects, true},
		{"<p>Jag har svarat i ditt mejl.</p>", "", true},
		{"<p>Kompletterat med rött.</p>", "", true},
		{"", effects, true},
		{"<p>Hej!</p><p>Mvh<br>Siv</p>", effects, true},
		{"<p>Tack för det, vi hörs!</p>", "", false}, // one coloured line may be anybody's
	} {
		r := read(t, "From: Siv Ek <siv.ek@regionhalland.se>\nTo: harald.gronqvist@skr.se\nSubject: SV: [PK-2021-0007] Er ansökan behöver kompletteras\n"+
			"In-Reply-To: <PK-2021-0007.ack_incomplete.1.q7w2@skr.se>\nDate: Tue, 4 May 2021 10:00:00 +0200\nContent-Type: text/html; charset=utf-8\n",
			"<html><body>"+test.own+strings.NewReplacer("%ACCOUNT", account, "%EFFECTS", test.effects).Replace(letter)+"</body></html>", options(t))
		if e := r.Elements[medelbot.Account]; (r.Kind == medelbot.Supplement) != test.found || test.found && (e.Value == nil || e.Value.Number != "508-8216") {
			t.Errorf("%q: %s, %v, %+v", test.own, r.Kind, r.Why, r.Elements)
		}
		if e := r.Elements[medelbot.Effects]; test.effects != "" && (e.Value == nil || !strings.Contains(e.Value.Text, "Att fler")) {
			t.Errorf("%q: %+v", test.own, e)
		}
	}
}
