package kind

import (
	"strings"
	"testing"

	"medelbot"
	"medelbot/parser/segment"
)

// TestOf judges mails by their words alone; stated names the elements that a
// reader would find in them.
func TestOf(t *testing.T) {
	const (
		application = medelbot.Application
		supplement  = medelbot.Supplement
		report      = medelbot.Report
		status      = medelbot.StatusQuery
		withdrawal  = medelbot.Withdrawal
		auto        = medelbot.AutoReply
		bulk        = medelbot.Bulk
		other       = medelbot.Other
	)
	for _, test := range []struct {
		subject, own string
		in           string // "case": it bears a number; "answer:LETTER": it answers our letter; "file:NAME": it has an attachment
		stated       string
		want         medelbot.Kind
	}{
		// applications
		{"Ansökan", "Region Halland ansöker om 50 000 kr till en testbädd.", "", "amount", application},
		{"Patientkontrakt", "Härmed söker vi medel till en testbädd inom patientkontrakt.", "", "", application},
		{"SV: Extra medel", "Vi skulle vilja vara med! Idén är att patienter skriver planen själva i vår testbädd.", "", "purpose contact effects", application},
		{"Hej", "Region X vill ha 48 000 kronor ur testbädden Patientkontrakt.", "", "amount account purpose", application},
		{"Ansökan Region Skåne", "Se bifogad ansökan.", "file:Ansökan.pdf", "", application},
		{"Ansökan utvecklingsmedel", "Bifogar ifylld blankett.", "file:Blankett.pdf", "", application},
		{"Testbädd", "Ansökan bifogas. Har ni några frågor är det bara att höra av sig! Kan ni bekräfta att ni fått den?", "file:a.pdf", "", application},
		{"Ansökan", "Bifogat finns ansökan från Region Gotland om testbädd Patientkontrakt.", "", "", application},
		{"Testbädd", "Vi söker 60 000 kr för en testbädd. Undrar ni något, ring mig.", "", "amount account purpose", application},
		{"Patientkontrakt", "Vi ansöker om medel. Räcker det med den här beskrivningen?", "", "amount account purpose contact", application},
		{"Ansökan", "Vi ansöker om 70 000 kr till testbädden. Vinnova betalar resten.", "", "amount purpose", application},
		{"Medel", "Hej! Vi anhåller om 30 tkr till en testbädd för patientkontrakt.", "", "amount", application},
		{"Ansökan testbädd", "Här kommer vår ansökan. Mötet då vi skrev den var 3 maj; protokoll finns.", "", "amount account purpose effects", application},
		{"Testbädd", "Här är vårt bidrag till testbäddarna.", "", "applicant arrangement target_group actors", application},
		// questions, intents, drafts, information
		{"Testbädd", "Här är vårt bidrag till testbäddarna.", "", "arrangement target_group actors", other},
		{"Testbädd", "Här är en text om vår testbädd till er hemsida.", "", "applicant arrangement target_group actors", other},
		{"Testbädd", "Så vill vi arbeta i vår testbädd. Vi söker inga pengar.", "", "applicant arrangement target_group actors", other},
		{"Fråga om ansökan", "Kan vi söka för två testbäddar, alltså 200 000 kr?", "", "amount", other},
		{"Extra medel", "Jag undrar om det går att söka de extra medlen för en privat vårdcentral? De tänker sig 60 tkr.", "", "amount purpose", other},
		{"Testbädd", "Vi tänker söka medel till en testbädd men återkommer med ansökan i höst.", "", "", other},
		{"Testbädd", "Region X kommer att söka 80 000 kr när ledningen har sagt ja.", "", "amount", other},
		{"Utkast ansökan", "Vi söker 50 000 kr. Vad tycker du?", "", "amount account purpose effects contact", other},
		{"Ansökan", "Skulle du kunna läsa igenom vår ansökan och ge synpunkter innan vi skickar in den?", "file:Ansökan.docx", "amount account purpose", other},
		{"VB: Extra medel", "FYI, sista ansökningsdag närmar sig. Ansökan ska innehålla vem som söker och summa.", "", "", other},
		{"Blankett?", "Finns det någon mall för ansökan om extra medel?", "", "", other},
		{"Ansökan om extra medel", "Hur lång ska ansökan vara, och vem ska skriva under?", "", "", other},
		{"Mötet", "Tack för ett bra möte! Roligt att höra om testbäddarna.", "", "", other},
		// other matters
		{"Ansökan", "Jag söker tjänsten som utvecklingsledare. CV bifogas.", "file:CV.pdf", "", other},
		{"Ansökan om statsbidrag", "Vi ansöker om statsbidrag för kvinnors hälsa, 2 mkr.", "", "amount account purpose", other},
		{"Faktura 12", "Att betala 12 000 kr till bankgiro. Förfallodatum 3 maj.", "file:Faktura.pdf", "amount account", other},
		{"Minnesanteckningar", "Här kommer minnesanteckningar. Regionerna söker testbädd, max 100 000 kr.", "", "amount", other},
		// cases
		{"SV: Er ansökan", "Bankgiro 505-4119", "answer:ack_incomplete", "account", supplement},
		{"PK-2021-0003", "Ny kontaktperson är Eva Berg.", "case", "contact", supplement},
		{"SV: Er ansökan", "Bifogar det ni saknade.", "answer:ack_incomplete file:b.pdf", "", supplement},
		{"Komplettering", "Vi glömde bankgirot i vår ansökan.", "", "account", supplement},
		{"PK-2021-0003", "Vi räknade fel, det ska vara 60 000 kr.", "case", "", supplement},
		{"SV: Er ansökan", "Pengarna går till en kursledare. Räcker det så?", "answer:ack_incomplete", "purpose", supplement},
		{"SV: Beslut", "Tack för beslutet! När pengarna kommer köper vi in material.", "answer:decision", "purpose", other},
		{"SV: Er ansökan", "Tack för bekräftelsen!", "answer:ack_complete", "", other},
		{"SV: Er ansökan", "Vi återkommer med bankgirot på måndag.", "answer:ack_incomplete", "", other},
		{"PK-2021-0003", "Hur går det med ärendet?", "case", "", status},
		{"SV: Er ansökan", "Har ni fått kompletteringen?", "answer:ack_incomplete", "", status},
		{"SV: Er ansökan", "Något nytt i ärendet?", "answer:ack_complete", "", status},
		{"PK-2021-0003", "När kommer pengarna?", "case", "", status},
		{"Vår ansökan", "Vi skickade vår ansökan i maj, när kan vi räkna med besked?", "", "", status},
		{"Ansökningar", "När brukar ni ge besked till dem som söker?", "", "", other},
		{"PK-2021-0003", "Vi drar tillbaka vår ansökan.", "case", "", withdrawal},
		{"Vi hoppar av", "Vi drar oss ur testbädden, ni kan stryka vår ansökan.", "", "", withdrawal},
		{"Återkallelse", "Vi återkallar ansökan om testbädd.", "", "", withdrawal},
		{"PK-2021-0003", "Går det att återta en ansökan om vi inte hinner?", "case", "", other},
		{"SV: Beslut", "Vi måste tyvärr tacka nej till medlen.", "answer:decision", "", withdrawal},
		{"Återkalla: Ansökan", "Eva Berg vill återkalla meddelandet Ansökan testbädd.", "", "", other},
		{"Slutrapport", "Här kommer slutrapporten för testbädden.", "file:Rapport.pdf", "", report},
		{"SV: Beslut", "Upplägg: vi höll fem träffar om hemgång med alla som arbetar på avdelningen och i kommunen. Pengarna gick till vikarier och en föreläsare. Lärdomar: börja tidigare, och fråga patienten först av alla.", "answer:decision", "arrangement learning spending", report},
		{"SV: Beslut", "Vi vill betala tillbaka 4 000 kr som blev över. Till vilket konto?", "answer:decision", "arrangement learning spending", other},
		{"SV: Er rapport", "Nästa steg: vi fortsätter i Falkenberg.", "answer:ack_report_incomplete", "next_steps", report},
		{"PK-2021-0003", "Kan vi få anstånd med rapporten?", "case", "", other},
		{"PK-2021-0003", "Rapporten kommer nästa vecka.", "case", "", other},
		{"Rapporten", "När ska slutrapporten vara inne?", "", "", other},
		// automatic and mass mail without any header
		{"SV: Er ansökan", "Jag är på semester och åter den 9 augusti. Vid brådskande ärenden ring växeln.", "answer:ack_complete", "", auto},
		{"SV: Er ansökan", "Hej! Jag är föräldraledig till den 1 september. Kontakta min kollega.", "answer:ack_complete", "", auto},
		{"Tack", "Detta är ett automatiskt svar. Ditt meddelande har registrerats.", "", "", auto},
		{"Nyhetsbrev maj", "Sök medel nu! Avregistrera dig här om du inte vill ha nyhetsbrevet.", "", "", bulk},
	} {
		found := make(medelbot.Elements)
		for _, k := range strings.Fields(test.stated) {
			found[medelbot.ElementKey(k)] = medelbot.Element{Status: medelbot.OK, Evidence: &medelbot.Evidence{Source: "body"}}
		}
		stated := func() medelbot.Elements { return found }
		m := Mail{Own: test.own, Application: stated, Report: stated}
		m.Prefix, m.Subject = segment.Subject(test.subject)
		for _, in := range strings.Fields(test.in) {
			name, value, _ := strings.Cut(in, ":")
			switch name {
			case "case":
				m.Thread.Case = "PK-2021-0003"
			case "answer":
				m.Thread = Thread{Case: "PK-2021-0003", Answer: true, Letter: Letter{"PK-2021-0003", value}}
			case "file":
				m.Names = append(m.Names, value)
			}
		}
		if got := Of(m); got.Kind != test.want {
			t.Errorf("%q %q: got %s (%s), want %s", test.subject, test.own, got.Kind, strings.Join(got.Why, "; "), test.want)
		}
	}
}
