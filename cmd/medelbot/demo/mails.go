// Package demo holds what medelbot's demo needs besides the program itself:
// mails that look like real ones, a mail server for them on loopback, and the
// pages that show what came of it. All people in the mails are made up.
package demo

import (
	"fmt"
	"time"

	"medelbot"
)

// The fund of the demo.
const (
	Address  = "helena.forsgren@fonden.example"
	Border   = "mx.fonden.example" // whose Authentication-Results count
	Username = "helena"
	Password = "demo"
)

// Arrival is one mail of the demo and what must become of it.
type Arrival struct {
	Title  string // what it is, in a few words
	From   string // the address in From
	Raw    []byte
	At     time.Time // when it came
	Before bool      // it lies in the mailbox before the first start
	// Answer is the letter that must come, NoLetter for none.
	Answer medelbot.LetterName
	As     medelbot.FiledAs // what it must be filed as
}

// Arrivals are the mails of the demo in the order of their coming, dated now.
func Arrivals(now time.Time) ([]Arrival, error) {
	form, err := applicationForm()
	if err != nil {
		return nil, fmt.Errorf("the demo's attachment cannot be made: %w", err)
	}
	kronoberg := kronobergMail()
	list := []struct {
		title  string
		mail   mail
		before bool
		answer medelbot.LetterName
		as     medelbot.FiledAs
	}{
		{"an application that was there before the first start", oldMail(), true, medelbot.NoLetter, ""},
		{"a complete application in plain text", kronoberg, false, medelbot.AckComplete, medelbot.FiledCase},
		{"a complete application written in Outlook", varmlandMail(), false, medelbot.AckComplete, medelbot.FiledCase},
		{"a complete application in an attached Word document", gotlandMail(form), false, medelbot.AckComplete, medelbot.FiledCase},
		{"an application that lacks two things", hallandMail(), false, medelbot.AckIncomplete, medelbot.FiledCase},
		{"an application for more than the cap", blekingeMail(), false, medelbot.AckIncomplete, medelbot.FiledCase},
		{"an application with a mistyped bankgiro", dalarnaMail(), false, medelbot.AckIncomplete, medelbot.FiledCase},
		{"the first application again, by a forwarding address", kronoberg.again(), false, medelbot.NoLetter, medelbot.FiledCopy},
		{"an out-of-office answer", outOfOffice(), false, medelbot.NoLetter, medelbot.FiledPrivate},
		{"an ordinary mail between colleagues", ordinaryMail(), false, medelbot.NoLetter, medelbot.FiledPrivate},
		{"an application whose sender is not who it says", forgedMail(), false, medelbot.NoLetter, medelbot.FiledCase},
	}
	var all []Arrival
	for i, x := range list {
		at := now
		if x.before {
			at = now.AddDate(0, 0, -3)
		}
		all = append(all, Arrival{Title: x.title, From: x.mail.from, Raw: x.mail.encode(at, i+1), At: at, Before: x.before, Answer: x.answer, As: x.as})
	}
	return all, nil
}

func kronobergMail() mail {
	return mail{
		name: "Maja Lindqvist", from: "maja.lindqvist@kronoberg.se", subject: "Ansökan testbädd Patientkontrakt",
		text: `Hej Helena!

Här kommer vår ansökan om medel ur testbäddarna för Patientkontrakt, som ni
skrev om i utskicket.

Sökande: Region Kronoberg
Sökt belopp: 85 000 kronor
Vad pengarna ska användas till: Två vårdcentraler prövar att skriva
överenskommelsen tillsammans med patienten redan vid första besöket. Pengarna
går till handledning och till vikarier de dagar som medarbetarna övar.
Önskade effekter: Fler patienter vet vem de ska vända sig till och vad som
händer härnäst. Vi vill också kunna visa andra regioner hur vi gjorde.
Kontaktperson för uppföljning och rapport: Maja Lindqvist,
maja.lindqvist@kronoberg.se, 070-174 06 12
Bankgiro: 512-7386

Vänliga hälsningar
Maja Lindqvist
utvecklingsledare, Region Kronoberg
`,
	}
}

func varmlandMail() mail {
	return mail{
		name: "Torbjörn Åkerhielm", from: "torbjorn.akerhielm@regionvarmland.se", subject: "Patientkontrakt - vår ansökan", outlook: true,
		html: `<p class=MsoNormal>Hej,<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>Region V&auml;rmland vill g&auml;rna vara med bland testb&auml;ddarna f&ouml;r Patientkontrakt. Uppgifterna st&aring;r i tabellen.<o:p></o:p></p>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0>
<tr><td valign=top><p class=MsoNormal><b>S&ouml;kande</b></p></td><td valign=top><p class=MsoNormal>Region V&auml;rmland</p></td></tr>
<tr><td valign=top><p class=MsoNormal><b>Summa som s&ouml;ks</b></p></td><td valign=top><p class=MsoNormal>62&nbsp;500 kr</p></td></tr>
<tr><td valign=top><p class=MsoNormal><b>Anv&auml;ndning av medlen</b></p></td><td valign=top><p class=MsoNormal>Medicinmottagningen i Arvika byter kallelsebrevet mot en gemensam plan som patienten f&aring;r med sig hem. Medlen t&auml;cker en projektledare p&aring; deltid och tryck av planen.</p></td></tr>
<tr><td valign=top><p class=MsoNormal><b>F&ouml;rv&auml;ntade effekter</b></p></td><td valign=top><p class=MsoNormal>Patienten ska inte beh&ouml;va ringa f&ouml;r att f&aring; veta vad som &auml;r best&auml;mt, och mottagningen f&aring;r f&auml;rre ombokningar.</p></td></tr>
<tr><td valign=top><p class=MsoNormal><b>Kontaktperson</b></p></td><td valign=top><p class=MsoNormal>Torbj&ouml;rn &Aring;kerhielm, torbjorn.akerhielm@regionvarmland.se, 070-174 06 31</p></td></tr>
<tr><td valign=top><p class=MsoNormal><b>Bankgiro</b></p></td><td valign=top><p class=MsoNormal>590-3125</p></td></tr>
</table>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>Med v&auml;nlig h&auml;lsning<br>Torbj&ouml;rn &Aring;kerhielm<br>Region V&auml;rmland</p>`,
	}
}

func gotlandMail(form []byte) mail {
	return mail{
		name: "Siv Rosander", from: "siv.rosander@gotland.se", subject: "Ansökan om medel, Region Gotland",
		text: `Hej!

Vi söker medel till en testbädd för Patientkontrakt. Allt ni frågar efter står
i det bifogade dokumentet.

Hälsningar från ön
Siv Rosander
Region Gotland
`,
		file: "Ansökan Region Gotland.docx", data: form,
	}
}

func hallandMail() mail {
	return mail{
		name: "Jonas Wictorin", from: Applicant, subject: "Testbäddar Patientkontrakt",
		text: `Hej Helena,

Region Halland söker 40 000 kronor ur testbäddarna för Patientkontrakt.

Pengarna ska användas till tre utbildningsdagar för samordnare i Falkenberg,
där de övar på att boka en överenskommen tid tillsammans med patienten.

Jag är kontaktperson för uppföljning och redovisning och nås på
jonas.wictorin@regionhalland.se eller 070-174 06 45.

Vi återkommer om kontot.

/Jonas
`,
	}
}

func blekingeMail() mail {
	return mail{
		name: "Elin Hagström", from: "elin.hagstrom@regionblekinge.se", subject: "Ansökan Patientkontrakt Region Blekinge",
		text: `Ansökan till testbäddarna för Patientkontrakt

Vem som söker: Region Blekinge
Summa som söks: 140 000 kr
Vad pengarna ska användas till: Fast vårdkontakt för personer med flera
sjukdomar i Karlshamn. Vi anställer en samordnare under fyra månader.
Önskade effekter: Personen har en namngiven kontakt, och antalet akuta besök
blir färre.
Kontaktperson: Elin Hagström, elin.hagstrom@regionblekinge.se, 070-174 06 58
Bankgiro: 540-2664

Med vänlig hälsning
Elin Hagström
`,
	}
}

func dalarnaMail() mail {
	return mail{
		name: "Per-Olof Stenius", from: "per-olof.stenius@regiondalarna.se", subject: "Sv: Testbäddar för Patientkontrakt",
		text: `Hej!

Region Dalarna vill delta i testbäddarna för Patientkontrakt.

Sökande: Region Dalarna
Sökt belopp: 75 000 kronor
Medlen ska användas till: En sammanhållen plan på rehabiliteringen i Mora, som
skrivs tillsammans med patienten och följer med till kommunen.
Önskade effekter: Patienten slipper berätta samma sak flera gånger, och planen
används av båda huvudmännen.
Kontaktperson med ansvar för rapporten: Per-Olof Stenius,
per-olof.stenius@regiondalarna.se, 070-174 06 73
Bankgiro: 581-9478

Hälsningar
P-O
`,
	}
}

// oldMail was answered by hand long before the program came.
func oldMail() mail {
	return mail{
		name: "Berit Sandell", from: "berit.sandell@rvn.se", subject: "Ansökan Patientkontrakt Region Västernorrland",
		text: `Hej Helena!

Region Västernorrland söker 55 000 kronor ur testbäddarna för Patientkontrakt
till tre kvällar med patienter och medarbetare i Sollefteå. Bankgiro 507-1139.

Tack för samtalet i måndags!
Berit Sandell
`,
	}
}

func outOfOffice() mail {
	return mail{
		name: "Lennart Böök", from: "lennart.book@norrbotten.se", subject: "Autosvar: Påminnelse om testbäddarna",
		headers: "Auto-Submitted: auto-replied\r\nX-Auto-Response-Suppress: All\r\n",
		text: `Jag är ledig till och med fredag och läser inte min e-post. Frågor om
Patientkontrakt besvaras av registratorn, regionnorrbotten@norrbotten.se.

Lennart Böök
`,
	}
}

func ordinaryMail() mail {
	return mail{
		name: "Karim Lundh", from: "karim.lundh@fonden.example", subject: "Lunch på torsdag?",
		text: `Hej Helena,

Hinner du äta på torsdag? Jag vill gärna prata om hur vi lägger upp hösten, och
så har jag med mig boken som du frågade efter.

Karim
`,
	}
}

func forgedMail() mail {
	return mail{
		name: "Region Uppsala", from: "ekonomi@regionuppsala.se", subject: "Ansökan testbädd Patientkontrakt, brådskande", forged: true,
		text: `Hej,

Region Uppsala söker 100 000 kronor ur testbäddarna för Patientkontrakt.

Sökande: Region Uppsala
Sökt belopp: 100 000 kronor
Vad pengarna ska användas till: Utbildning i Patientkontrakt.
Önskade effekter: Bättre kontakt med patienterna.
Kontaktperson: Ekonomiavdelningen, ekonomi@regionuppsala.se
Bankgiro: 623-4082

Betala gärna redan denna vecka.
`,
	}
}
