package elements

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"medelbot"
)

// styles are ways to say each element; a letter is all of one style's parts in
// some order.
var styles = map[string]map[medelbot.ElementKey][]string{
	"lines": {
		medelbot.Applicant: {"Sökande: Region Dalarna", "Vem söker: Region Dalarna, Avesta lasarett", "Region: Dalarna"},
		medelbot.Reference: {"Avser: Patientkontrakt", "Hänvisning: ert utskick om Patientkontrakt"},
		medelbot.Amount:    {"Sökt belopp: 75 000 kr", "Summa: 75 tkr", "Så mycket söker vi: 75.000:-", "Belopp (max 100 000 SEK): 75 000"},
		medelbot.Purpose:   {"Pengarna ska användas till: sex träffar på biblioteket", "Vad vi vill göra: sex träffar på biblioteket", "Användning: sex träffar på biblioteket", "Aktiviteter: sex träffar på biblioteket", "Till vad: sex träffar på biblioteket"},
		medelbot.Effects:   {"Önskade effekter: kortare köer", "Mål: kortare köer", "Vad vi vill uppnå: kortare köer", "Vad det ska leda till: kortare köer", "Nytta: kortare köer"},
		medelbot.Contact:   {"Kontaktperson: Bo Lind, bo.lind@regiondalarna.se, 070-174 06 06", "Ansvarig för uppföljning/rapport: Bo Lind, 070-174 06 06, bo.lind@regiondalarna.se"},
		medelbot.Account:   {"Bankgiro: 5050-1055", "Konto: bg 5050-1055", "Utbetalas till: bankgiro 5050-1055"},
	},
	"questions": {
		medelbot.Applicant: {"Vem som söker?\nRegion Dalarna\n"},
		medelbot.Reference: {"En hänvisning till Patientkontrakt (till exempel genom att hänvisa till utskicket).\nSe utskicket\n"},
		medelbot.Amount:    {"Vilken summa som söks (max 100 000 SEK).\n75 000 kr\n", "Beskriver vilken summa som söks (max 100 000 SEK).\nSjuttiofem tusen kronor\n"},
		medelbot.Purpose:   {"Vad pengarna ska användas till.\nSex träffar på biblioteket\n", "Berättar vad pengarna ska användas till.\nVi håller sex träffar på biblioteket.\n"},
		medelbot.Effects:   {"Vad man vill uppnå med insatsen (önskade effekter).\nKortare köer\n", "Beskriver vad man vill uppnå med insatsen (önskade effekter).\nKortare köer.\n"},
		medelbot.Contact:   {"En kontaktperson med ansvar för uppföljning/rapportering.\nBo Lind, bo.lind@regiondalarna.se, 070-174 06 06\n"},
		medelbot.Account:   {"Ett kontonummer/bankgiro att överföra pengarna till.\n5050-1055\n"},
	},
	"own words": {
		medelbot.Applicant: {"Vilka är vi? Region Dalarna", "Det är vi som söker: Region Dalarna, rehab", "Sökande region/organisation: Region Dalarna"},
		medelbot.Reference: {"Vad det handlar om: testbädd Patientkontrakt", "Det gäller: Patientkontrakt", "Ärende: extra medel för Patientkontrakt"},
		medelbot.Amount:    {"Hur mycket vi söker: 75 000 kr", "Pengar vi behöver: 75 000 kronor", "Önskad summa: 75 tkr", "Totalt sökt belopp: 75 000 kr"},
		medelbot.Purpose:   {"Vad vi tänkte göra för pengarna: sex träffar på biblioteket", "Så tänker vi använda medlen: sex träffar på biblioteket", "Det här vill vi göra: sex träffar på biblioteket", "Insats: sex träffar på biblioteket", "Vad ska pengarna gå till? Sex träffar på biblioteket"},
		medelbot.Effects:   {"Vad hoppas vi på? Kortare köer", "Vad vi tror att det ger: kortare köer", "Effekt vi vill se: kortare köer", "Vad ska bli bättre? Kortare köer", "Målsättning: kortare köer"},
		medelbot.Contact:   {"Vem följer upp? Bo Lind, bo.lind@regiondalarna.se, 070-174 06 06", "Ansvarig för återrapportering: Bo Lind, bo.lind@regiondalarna.se, 070-174 06 06", "Projektledare/kontaktperson: Bo Lind, bo.lind@regiondalarna.se, 070-174 06 06"},
		medelbot.Account:   {"Vart pengarna ska: bg 5050-1055", "Betalningsuppgifter: bankgiro 5050-1055", "BG: 5050-1055", "Bankgironr: 5050-1055"},
	},
	"english": {
		medelbot.Applicant: {"Applicant: Region Dalarna", "Who is applying? Region Dalarna"},
		medelbot.Reference: {"Reference: Patientkontrakt"},
		medelbot.Amount:    {"Amount: SEK 75,000", "Amount applied for: 75 000 SEK", "Requested funding: 75 000 SEK"},
		medelbot.Purpose:   {"Use of funds: sex träffar på biblioteket", "What the money will be used for: sex träffar på biblioteket"},
		medelbot.Effects:   {"Desired effects: kortare köer", "Expected results: kortare köer", "Goals: kortare köer"},
		medelbot.Contact:   {"Contact person: Bo Lind, bo.lind@regiondalarna.se, +46 70 174 06 06", "Contact for follow-up: Bo Lind, bo.lind@regiondalarna.se, +46 70 174 06 06"},
		medelbot.Account:   {"Account: Bankgiro 5050-1055", "Payment to: bankgiro 5050-1055"},
	},
	"headings": {
		medelbot.Applicant: {"Sökande\nRegion Dalarna\n", "VEM SOM SÖKER\nRegion Dalarna\n"},
		medelbot.Reference: {"Hänvisning till Patientkontrakt\nSe ert utskick\n"},
		medelbot.Amount:    {"Sökt summa\n75 000 kr\n", "SUMMA\n75 000 kronor\n", "Belopp som söks\nVi söker 75 000 kr.\n"},
		medelbot.Purpose:   {"Vad pengarna ska användas till\nSex träffar på biblioteket.\n\nDe leds av två patienter.\n", "Användning av medlen\nSex träffar på biblioteket.\n", "Genomförande\nVi håller sex träffar på biblioteket.\n"},
		medelbot.Effects:   {"Önskade effekter\nKortare köer.\n", "Vad vi vill uppnå\nKortare köer.\n", "MÅL\nKortare köer.\n"},
		medelbot.Contact:   {"Kontaktperson\nBo Lind\nprocessledare\nbo.lind@regiondalarna.se\n070-174 06 06\n", "Ansvarig för uppföljning och rapport\nBo Lind, bo.lind@regiondalarna.se, 070-174 06 06\n"},
		medelbot.Account:   {"Bankgiro\n5050-1055\n", "Kontonummer\nbg 5050-1055\n", "Utbetalning\nBankgiro 5050-1055\n"},
	},
	"table": {
		medelbot.Applicant: {"Sökande\tRegion Dalarna"},
		medelbot.Reference: {"Utlysning\tPatientkontrakt"},
		medelbot.Amount:    {"Sökt belopp (kr)\t75 000", "Belopp\t75 000 SEK"},
		medelbot.Purpose:   {"Vad ska medlen användas till?\tSex träffar på biblioteket", "Planerade aktiviteter\tSex träffar på biblioteket"},
		medelbot.Effects:   {"Förväntade resultat\tKortare köer", "Syfte och mål\tKortare köer"},
		medelbot.Contact:   {"Kontaktperson för uppföljning\tBo Lind, bo.lind@regiondalarna.se, 070-174 06 06"},
		medelbot.Account:   {"Bankgiro\t5050-1055", "Kontonummer\t5050-1055"},
	},
	"sentences": {
		medelbot.Applicant: {"Region Dalarna vill gärna vara med.", "Det är Region Dalarna som söker."},
		medelbot.Reference: {"Det gäller Patientkontrakt."},
		medelbot.Amount:    {"Vi söker 75 000 kr.", "Vi skulle behöva 75 000 kronor.", "Beloppet vi ansöker om är 75 000 kr.", "Vi ansöker härmed om 75 tkr.", "Vi ber om 75 000 kr.", "Sökt belopp är 75 000 kronor."},
		medelbot.Purpose:   {"Pengarna ska gå till sex träffar på biblioteket.", "Medlen kommer att användas till sex träffar på biblioteket.", "Vi tänker ordna sex träffar på biblioteket.", "För pengarna vill vi hålla sex träffar på biblioteket.", "Vår idé är sex träffar på biblioteket.", "Vi planerar sex träffar på biblioteket.", "Med stödet kan vi ordna sex träffar på biblioteket.", "Bidraget går till sex träffar på biblioteket."},
		medelbot.Effects:   {"Vi hoppas på kortare köer.", "Målet är kortare köer.", "Vi vill uppnå kortare köer.", "Det ska leda till kortare köer.", "Vi tror att det ger kortare köer.", "Förhoppningen är kortare köer.", "På sikt räknar vi med kortare köer.", "Syftet är att få kortare köer."},
		medelbot.Contact:   {"Kontaktperson är Bo Lind, bo.lind@regiondalarna.se, 070-174 06 06.", "Bo Lind (bo.lind@regiondalarna.se, 070-174 06 06) ansvarar för uppföljning och rapport."},
		medelbot.Account:   {"Bankgirot är 5050-1055.", "Pengarna kan sättas in på bankgiro 5050-1055.", "Utbetalning sker till bankgiro 5050-1055."},
	},
}

var stated = map[medelbot.ElementKey]string{
	medelbot.Applicant: "ok Region Dalarna", medelbot.Reference: "ok", medelbot.Amount: "ok 75000",
	medelbot.Purpose: "ok +biblioteket -köer -5050", medelbot.Effects: "ok +kortare köer -bibliotek -Bo Lind",
	medelbot.Contact: "ok Bo Lind bo.lind@regiondalarna.se +46701740606", medelbot.Account: "ok bankgiro 5050-1055",
}

// reportStyles are the same for the final report.
var reportStyles = map[string]map[medelbot.ElementKey][]string{
	"headings": {
		medelbot.Arrangement: {"Upplägg och innehåll\nVi höll sex träffar på biblioteket.\n", "Beskrivning av utvecklingsarbetets upplägg och innehåll\nSex träffar på biblioteket.\n", "Så har vi arbetat\nVi höll sex träffar på biblioteket.\n", "Genomförande\nSex träffar på biblioteket.\n", "Vad vi gjorde\nSex träffar på biblioteket.\n"},
		medelbot.TargetGroup: {"Målgrupp\nUnga med astma.\n", "Vilken(a) målgrupp(er) arbetet vänt sig till\nUnga med astma.\n", "För vem?\nUnga med astma.\n", "Vilka vi vände oss till\nUnga med astma.\n"},
		medelbot.Actors:      {"Aktörer\nSkolan och Astmaförbundet.\n", "Vilka aktörer som varit involverade i arbetet\nSkolan och Astmaförbundet.\n", "Medverkande\nSkolan och Astmaförbundet.\n", "Samarbetspartner\nSkolan och Astmaförbundet.\n", "Vilka var med?\nSkolan och Astmaförbundet.\n"},
		medelbot.Spending:    {"Vad pengarna har använts till\n30 000 kr till arvoden.\n", "Ekonomi\n30 000 kr till arvoden.\n", "Beskriv vad pengarna har använts till\n30 000 kr till arvoden.\n", "Så användes medlen\n30 000 kr till arvoden.\n", "Ekonomisk redovisning\n30 000 kr till arvoden.\n"},
		medelbot.Learning:    {"Lärdomar\nDet tog längre tid att nå tonåringar.\n", "Reflektera över lärandet och vad insatsen har åstadkommit\nDet tog längre tid att nå tonåringar.\n", "Resultat och lärande\nDet tog längre tid att nå tonåringar.\n", "Vad har vi lärt oss?\nDet tog längre tid att nå tonåringar.\n", "Erfarenheter\nDet tog längre tid att nå tonåringar.\n"},
		medelbot.NextSteps:   {"Nästa steg\nEn webbplats i maj.\n", "Hur går vi vidare\nEn webbplats i maj.\n", "Framåt\nEn webbplats i maj.\n", "Fortsättning\nEn webbplats i maj.\n", "Vad händer nu?\nEn webbplats i maj.\n"},
	},
	"lines": {
		medelbot.Arrangement: {"Upplägg: sex träffar på biblioteket", "Vad har vi gjort: sex träffar på biblioteket", "Aktiviteter: sex träffar på biblioteket"},
		medelbot.TargetGroup: {"Målgrupp: unga med astma", "Vilka det var till för: unga med astma", "Målgrupper: unga med astma"},
		medelbot.Actors:      {"Aktörer: Skolan och Astmaförbundet", "Vilka har varit med: Skolan och Astmaförbundet", "Samverkan: Skolan och Astmaförbundet"},
		medelbot.Spending:    {"Pengarna: 30 000 kr till arvoden", "Kostnader: 30 000 kr till arvoden", "Medlen har använts till: 30 000 kr till arvoden"},
		medelbot.Learning:    {"Lärande: det tog längre tid att nå tonåringar", "Lärdom: det tog längre tid att nå tonåringar", "Resultat: det tog längre tid att nå tonåringar"},
		medelbot.NextSteps:   {"Nästa steg: en webbplats i maj", "Vägen framåt: en webbplats i maj", "Fortsatt arbete: en webbplats i maj"},
	},
	"sentences": {
		medelbot.Arrangement: {"Vi har hållit sex träffar på biblioteket.", "Testbädden bestod av sex träffar på biblioteket.", "Under hösten ordnade vi sex träffar på biblioteket."},
		medelbot.TargetGroup: {"Vi vände oss till unga med astma.", "Målgruppen var unga med astma.", "Arbetet riktade sig till unga med astma."},
		medelbot.Actors:      {"Med oss hade vi Skolan och Astmaförbundet.", "Skolan och Astmaförbundet medverkade.", "I arbetet deltog Skolan och Astmaförbundet."},
		medelbot.Spending:    {"Pengarna gick till arvoden, 30 000 kr till arvoden.", "Medlen har använts så här: 30 000 kr till arvoden.", "Av pengarna gick 30 000 kr till arvoden."},
		medelbot.Learning:    {"Vi lärde oss att det tog längre tid att nå tonåringar.", "En lärdom är att det tog längre tid att nå tonåringar.", "Det visade sig att det tog längre tid att nå tonåringar."},
		medelbot.NextSteps:   {"Nästa steg är en webbplats i maj.", "Nu går vi vidare med en webbplats i maj.", "Framöver planerar vi en webbplats i maj."},
	},
}

var reported = map[medelbot.ElementKey]string{
	medelbot.Arrangement: "ok +träffar på biblioteket -astma -webbplats", medelbot.TargetGroup: "ok +unga med astma -Astmaförbundet -arvoden",
	medelbot.Actors: "ok +Astmaförbundet -tonåringar", medelbot.Spending: "ok +30 000 -webbplats -bibliotek",
	medelbot.Learning: "ok +tonåringar -30 000", medelbot.NextSteps: "ok +webbplats -tonåringar",
}

// Every letter of every style is read whole in any order, and with one part
// left out exactly that element is missing: no part is read as another.
func TestOneMissing(t *testing.T) {
	for style, parts := range styles {
		oneMissing(t, style, parts, stated, Input{Wanted: call2021.Elements, Call: &call2021})
	}
	for style, parts := range reportStyles {
		oneMissing(t, "report "+style, parts, reported, Input{Wanted: medelbot.ReportElements})
	}
}

func oneMissing(t *testing.T, style string, parts map[medelbot.ElementKey][]string, stated map[medelbot.ElementKey]string, in Input) {
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 40 {
		order := append([]medelbot.ElementKey(nil), in.Wanted...)
		if round%2 == 1 {
			random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		}
		for _, without := range append([]medelbot.ElementKey{""}, in.Wanted...) {
			var text []string
			for _, key := range order {
				if key != without {
					text = append(text, parts[key][random.IntN(len(parts[key]))])
				}
			}
			separator := "\n"
			if strings.HasSuffix(style, "sentences") {
				separator = []string{" ", "\n\n"}[round/2%2]
			}
			in.Texts = []Text{{Source: "body", Own: "Hej!\n\n" + strings.Join(text, separator) + "\n"}}
			t.Run(fmt.Sprintf("%s/%d/without %s", style, round, without), func(t *testing.T) {
				got := Read(in)
				for _, key := range in.Wanted {
					want := stated[key]
					if key == without {
						want = "missing"
					}
					checkElement(t, key, got[key], want)
				}
				if t.Failed() {
					t.Log(in.Texts[0].Own)
				}
			})
		}
	}
}
