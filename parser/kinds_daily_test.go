package parser_test

import (
	"testing"

	"medelbot"
)

// TestKindsOfDailyMail reads what else lies in the mailbox of somebody who hands out
// money: questions, invoices, colleagues, family, and what looks like an
// application and is none.
func TestKindsOfDailyMail(t *testing.T) {
	testKinds(t, []kindCase{
		{medelbot.Application, "Projekt i Falkenberg", "Hej Harald! Vi har läst ert utskick om Patientkontrakt och vill vara med. Det kostar 38 000 kr att låta en arbetsterapeut följa med hem första dagen. Eva Ek håller i det, 070-174 06 05. Bankgiro 512-0334.", "", eva, ""},
		{medelbot.Application, "Hej från Halland", "Vi i Region Halland har bestämt oss: vi söker. 25 000 kr till en pärm, Patientkontrakt alltså. Bg 512-0334. Eva Ek, 070-174 06 05, svarar för rapporten.", "", eva, ""},
		{medelbot.Application, "Re: Påminnelse: sista dag för testbäddar", "Nu så! Region Halland söker 60 000 kr för en utbildningsdag om Patientkontrakt, se nedan.\n\nVarför: tryggare patienter\nKontakt: Eva Ek 070-174 06 05\nBankgiro 512-0334\n\n> Glöm inte att sista dag att söka är den 31 december.", "", eva, ""},
		{medelbot.Other, "Re: Påminnelse: sista dag för testbäddar", "Tack för påminnelsen, vi återkommer med en ansökan i december.\n\n> Region: \n> Summa: max 100 000 kr", "", eva, ""},
		{medelbot.Other, "Blankett", "Hej, var hittar jag blanketten för Patientkontrakt? Vi tänkte söka 50 000 kr.", "", eva, ""},
		{medelbot.Other, "Frågor om testbädd", "Hej! Tre frågor: 1. Får pengarna gå till lön? 2. Räcker 100 000 kr för två kliniker? 3. Ska bankgirot vara regionens?", "", eva, ""},
		{medelbot.Other, "Nya regler", "Till alla sökande i Patientkontrakt: från i år gäller att sökt belopp anges inklusive moms, och att kontaktperson anges. Hälsningar Region Halland, bidragsenheten", "", eva, ""},
		{medelbot.Other, "Inbjudan att söka", "Region Hallands innovationsfond inbjuder till ansökan. Sökt belopp högst 100 000 kr. Ange syfte, effekter, kontaktperson och bankgiro.", "", eva, ""},
		{medelbot.Other, "Projektplan för synpunkter", "Hej Harald, kan du ögna igenom innan vi skickar in? Region Halland söker 50 000 kr till testbädd Patientkontrakt. Bankgiro 512-0334. Kontakt Eva Ek.", "", eva, ""},
		{medelbot.Other, "Möte om testbädd", "Kan vi ses på tisdag kl 10 och prata om vår testbädd? Budgeten är 75 000 kr och vi har några frågor.", "", eva, ""},
		{medelbot.Other, "Avtal", "Hej, bifogar det påskrivna avtalet om testbädden. Mvh Eva", "", eva, ""},
		{medelbot.Other, "Tack för senast", "Tack för en fin dag om patientkontrakt! Vi fick med oss många idéer och vill gärna testa gemensamma hembesök.", "", eva, ""},
		{medelbot.Other, "Rekvisition", "Region Halland rekvirerar härmed 250 000 kr enligt överenskommelsen om God och nära vård 2021. Bankgiro 512-0334, referens 4471.", "", eva, ""},
		{medelbot.Other, "Kvitton", "Hej! Skickar kvitton på resan, 1 240 kr. Bankgiro 512-0334.", "", eva, ""},
		{medelbot.Other, "Föreläsning", "Vi skulle vilja boka dig som föreläsare om patientkontrakt den 5 maj. Arvodet är 10 000 kr. Kontaktperson Eva Ek, 070-174 06 05.", "", eva, ""},
		{medelbot.Other, "Enkät", "Hej! Hur många i er region har patientkontrakt? Svara före fredag. Kontaktperson för enkäten är Eva Ek, 070-174 06 05.", "", eva, ""},
		{medelbot.Other, "SV: SV: PK-2021-0003", "Ja, det låter bra. Vi hörs på måndag!", "", eva, ""},
		{medelbot.Other, "PK-2021-0003", "Hej, kan ni skicka en kopia på beslutet? Vår registrator hittar det inte.", "", eva, ""},
		{medelbot.Other, "PK-2021-0003", "Hur ska vi skriva rapporten? Finns det en mall?", "", eva, ""},
		{medelbot.Other, "SV: Beslut", "Går det bra om vi använder pengarna till en annan klinik än den vi skrev? Det skulle kosta 40 000 kr.", "", eva, decision},
		{medelbot.Other, "SV: Beslut", "Vi har fått 60 000 kr på fel konto, kan ni ta tillbaka dem?", "", eva, decision},
		{medelbot.Other, "SV: Avslag", "Vi är besvikna på beslutet och vill veta hur ni har resonerat.", "", eva, decision},
		{medelbot.Supplement, "SV: Er ansökan behöver kompletteras", "Plusgiro 28 65 43-4.\n\nSkickat från min iPhone", "", eva, ack},
		{medelbot.Supplement, "SV: Er ansökan behöver kompletteras", "Se bifogad fil, där finns det som fattades.", "", eva, ack},
		{medelbot.Supplement, "SV: Er ansökan behöver kompletteras", "Pengarna ska användas till att köpa in tre läsplattor och visa patienterna hur de bokar tid.", "", eva, ack},
		{medelbot.Supplement, "Komplettering till vår ansökan", "Hej! I vår ansökan om patientkontrakt glömde vi kontonumret: bankgiro 512-0334. Region Halland", "", eva, ""},
		{medelbot.Supplement, "SV: Er ansökan behöver kompletteras", "Tack för snabbt svar! Kontot är 512-0334 (bankgiro).", "", eva, ack},
		{medelbot.Supplement, "SV: Er ansökan behöver kompletteras", "Tack! Summan: 55 tkr.", "", eva, ack},
		{medelbot.Other, "SV: Er ansökan behöver kompletteras", "Tack, vi återkommer när ekonomi har svarat.", "", eva, ack},
		{medelbot.Other, "SV: Er ansökan behöver kompletteras", "Kan vi få en vecka till på oss?", "", eva, ack},
		{medelbot.Other, "SV: Er ansökan behöver kompletteras", "Jag förstår inte vad som saknas. Vi skrev ju bankgirot längst ner. Kan du ringa mig?", "", eva, ack},
		{medelbot.Withdrawal, "SV: Er ansökan behöver kompletteras", "Det blev för krångligt. Vi drar oss ur.", "", eva, ack},
		{medelbot.Withdrawal, "PK-2021-0003", "Härmed återkallas ansökan PK-2021-0003. Region Halland genom Eva Ek", "", eva, ""},
		{medelbot.Withdrawal, "Ansökan utgår", "Vår ansökan till testbädd Patientkontrakt utgår, vi har inte personal. Region Halland", "", eva, ""},
		{medelbot.StatusQuery, "SV: Er ansökan är komplett", "När fattas beslut?", "", eva, complete},
		{medelbot.StatusQuery, "PK-2021-0003", "Hej! Har ni fått vår komplettering som vi skickade den 12:e?", "", eva, ""},
		{medelbot.StatusQuery, "Undran", "Hej, jag mejlade in Hallands ansökan om testbädd förra veckan. Har den landat hos er?", "", eva, ""},
		{medelbot.Report, "Slutrapport", "Slutrapport för PK-2021-0003.\n\nUpplägg: fem kvällar på biblioteket.\nMålgrupp: äldre med KOL.\nAktörer: Nyhems vårdcentral.\nPengarna: 45 000 kr till lön.\nLärdomar: börja tidigare.\nNästa steg: fortsätter i Laholm.", "", eva, ""},
		{medelbot.Report, "SV: Påminnelse om rapport", "Rapport från Halland. Vi hade fem träffar för äldre med KOL tillsammans med vårdcentralen. Pengarna, 45 000 kr, gick till lön. Lärdomen är att börja tidigare. Nu fortsätter vi i Laholm.", "", eva, reminder},
		{medelbot.AutoReply, "Automatiskt svar: Er ansökan", "Jag är på konferens och läser mejl sporadiskt. Åter på torsdag.", "", eva, complete},
		{medelbot.AutoReply, "SV: Er ansökan är mottagen", "Tack för ditt mejl. Jag är på tjänsteresa och svarar när jag är tillbaka den 9 maj.", "", eva, complete},
		{medelbot.AutoReply, "Kvittens", "Tack för ditt meddelande. Det har registrerats med diarienummer RS 2021-443 och besvaras inom fem arbetsdagar.", "", eva, complete},
		{medelbot.AutoReply, "Automatic reply: Er ansökan", "Thank you for your message. I am on parental leave until October.", "", eva, complete},
		{medelbot.AutoReply, "Adressen upphör", "Denna e-postadress används inte längre. Skriv till funktionsbrevladan@regionhalland.se.", "", eva, complete},
		{medelbot.Bulk, "Nyhetsbrev 5: sök pengar till patientkontrakt", "Hej! I månadens nyhetsbrev: sök upp till 100 000 kr ur testbäddarna. Du får detta brev eftersom du prenumererar. Avregistrera dig här.", "", eva, ""},
		{medelbot.Other, "Semesterplanering", "Hej Harald, jag tar vecka 28-31. Kan du ta ärendena om testbäddarna då? /Anette", "", eva, ""},
		{medelbot.Other, "SV: Handboll", "Haha, vi vann med 24-19! Ses på lördag. Glöm inte 300 kr till bussen, bg 512-0334.", "", eva, ""},
		{medelbot.Other, "Vab", "Hej, jag vabbar i dag. Möte om patientkontrakt får bli imorgon.", "", eva, ""},
		{medelbot.Other, "Bostadsrätten", "Hej alla i styrelsen! Vi ansöker om bidrag hos kommunen för nya cykelställ, 50 000 kr. Kontaktperson är Harald. Bankgiro 512-0334.", "", eva, ""},
		{medelbot.Other, "Loppis för klassresan", "Vi söker sponsorer till klassresan! 500 kr räcker långt. Plusgiro 28 65 43-4. Kontakt: Eva Ek 070-174 06 05", "", eva, ""},
		{medelbot.Other, "Testbädd?", "Min mamma fick ett patientkontrakt i Varberg men ingen ringer. Vem ska jag prata med? Eva, 070-174 06 05", "", eva, ""},
	})
}
