package parser_test

import (
	"testing"

	"medelbot"
)

// TestKinds reads short mails whole, through every room: what is this mail? The
// kinds that a careful person must not confuse stand side by side.
func TestKinds(t *testing.T) {
	const (
		eva      = "Eva Ek <eva.ek@regionhalland.se>"
		ack      = "In-Reply-To: <PK-2021-0003.ack_incomplete.1.ab12@skr.se>\n"
		decision = "In-Reply-To: <PK-2021-0003.decision.1.ab12@skr.se>\n"
		copied   = "Cc: harald.gronqvist@skr.se\n"
	)
	for _, test := range []struct {
		want          medelbot.Kind
		subject, text string
		file          string // an attachment that cannot be read
		from, header  string
	}{
		{medelbot.Application, "Ansökan", "Hej Harald! Nu är vi redo att köra. Vi i Region Halland skulle vilja ha 45 000 kr för att testa patientkontrakt på hjärtmottagningen. Pengarna går till en sjuksköterska en dag i veckan. Kontakt: Eva Ek.", "", eva, ""},
		{medelbot.Application, "Patientkontrakt Varberg", "Hej,\nBifogar vår ansökan.\nMvh Eva", "ansokan.pdf", eva, ""},
		{medelbot.Application, "Testbädd", "Hej, i bilagan finns vår ansökan om testbädd. Hoppas den är komplett! Eva", "Testbädd Halland.pdf", eva, ""},
		{medelbot.Application, "Projektansökan", "Se bilaga", "Projektansökan.pdf", eva, ""},
		{medelbot.Application, "Hälsningar från Halland", "Hej! Enligt överenskommelse kommer här underlaget. Sökande: Region Halland. Summa: 70 tkr. Ändamål: utbildning av kontakter. Effekt: nöjdare patienter. Kontaktperson: Eva Ek, eva.ek@regionhalland.se. Bg 512-0334", "", eva, ""},
		{medelbot.Application, "Re: Extra medel för tester av patientkontrakt", "Vi nappar på erbjudandet! Halland vill testa gemensamma hembesök i Laholm, kostnad 60 000 kr. Målet är färre akuta inläggningar. Jag håller i uppföljningen, tel 070-174 06 05. Konto: bankgiro 512-0334.", "", eva, ""},
		{medelbot.Application, "Ansökan om ekonomiskt stöd", "Till SKR. Undertecknad ansöker å Region Hallands vägnar om 100 000 kronor för Esther SimLab. Eva Ek", "", eva, ""},
		{medelbot.Application, "Application", "Dear Harald, Region Halland hereby applies for 80 000 SEK for a testbed within Patientkontrakt. The money will be used for training of nurses. Contact person: Eva Ek.", "", eva, ""},
		{medelbot.Application, "Ansökan testbädd Patientkontrakt", "Hej Harald! Tack för samtalet igår. Här kommer ansökan som vi pratade om:\n\nVem: Region Halland\nHur mycket: 55.000:-\nTill vad: samtalsstöd\nVarför: tryggare patienter\nVem svarar för rapporten: Eva Ek 070-174 06 05\nVart: bg 512-0334\n\nUndrar du något så ring!", "", eva, ""},
		{medelbot.Application, "VB: Ansökan", "Hej Harald, skickar Annas ansökan.\n\n-------- Vidarebefordrat meddelande --------\nÄmne: Ansökan\nDatum: Mon, 3 May 2021 10:00:00 +0200\nFrån: Anna Ask <anna.ask@regionhalland.se>\nTill: Eva Ek <eva.ek@regionhalland.se>\n\nRegion Halland söker 50 000 kr till testbädd Patientkontrakt. Pengarna ska gå till en utbildning. Kontaktperson Anna Ask. Bankgiro 512-0334", "", eva, ""},
		{medelbot.Application, "Fwd: Ansökan", "---------- Forwarded message ---------\nFrån: Anna Ask <anna.ask@regionhalland.se>\nDate: mån 3 maj 2021 kl 10:00\nSubject: Ansökan\nTo: Eva Ek <eva.ek@regionhalland.se>\n\nRegion Halland söker 50 000 kr till testbädd Patientkontrakt. Pengarna ska gå till en utbildning.", "", eva, ""},
		{medelbot.Application, "Vår ansökan igen", "Hej! Jag fick en studs sist så jag skickar ansökan igen.\nRegion Halland söker 50 000 kr till testbädd Patientkontrakt för att utbilda. Bankgiro 512-0334, kontakt Eva Ek.", "", eva, ""},
		{medelbot.Application, "Ansökan - sista minuten", "Hej! Vi hinner precis. Region Halland ansöker om 90 000 kr till testbädd patientkontrakt. Budget och kontonummer kommer i ett separat mejl i morgon. Eva Ek 070-174 06 05", "", eva, ""},
		{medelbot.Application, "Komplett ansökan Halland", "Här kommer vår kompletta ansökan. Region Halland söker 50 000 kr till testbädd Patientkontrakt för utbildning så att patienterna blir tryggare. Bg 512-0334. Kontaktperson Eva Ek.", "", eva, ""},
		{medelbot.Application, "Ansökan till testbädd patientsäkerhet", "Hej! Region Halland söker pengar till testbädden Patientkontrakt och patientsäkerhet. Vi vill ha 75000. Vi tänker oss att anställa en samordnare. Vi planerar att börja i augusti.", "", eva, ""},
		{medelbot.Application, "Scan from Xerox", "", "Scan_001.pdf", "noreply-scan@regionhalland.se", ""},
		{medelbot.Application, "Formulärsvar", "Ansökan testbädd\nSökande: Region Halland\nSökt belopp: 50 000\nVad ska pengarna användas till?: Utbildning av personal\nÖnskade effekter: tryggare patienter\nKontaktperson: Eva Ek, eva.ek@regionhalland.se\nBankgiro: 512-0334", "", "formular@regionhalland.se", ""},
		{medelbot.Application, "Ansökan", "Vi ansöker om 40 000 kr för patientkontrakt. Vår praktikant håller i det. Faktura skickas när det är klart.\nBankgiro 512-0334", "", eva, ""},
		{medelbot.Application, "Ansökan extra medel", "Ansökan om extra medel\n\nRegion Halland\n\nVi vill utveckla patientkontrakt i Kungsbacka genom att anställa en samordnare på 20 %. Kostnad 64 000 kr.\n\nMål: patienten vet vem hon ska ringa.\n\nAnsvarig Eva Ek.", "", eva, ""},
		{medelbot.Application, "Medel till Esther SimLab", "Hej Harald, kan Region Halland få 50 000 kr till två omgångar Esther SimLab enligt utskicket? Pengarna går till vikarier. Vi vill att teamen lär sig av varandra. Eva Ek är kontakt. Bankgiro 512-0334.", "", eva, ""},
		{medelbot.Application, "Ansökan", "Hej, vi pratades vid i tisdags. Så här blev det till slut:\nRegion Halland söker 50 000 kr till testbädd inom patientkontrakt. De ska gå till en kurs. Vi vill uppnå trygghet. Eva Ek svarar för uppföljningen. Bankgiro 512-0337.\nÄr det något du undrar, eller om något saknas, hör av dig!", "", eva, ""},
		{medelbot.Application, "Testbäddar - två frågor och en ansökan", "Hej! Först ansökan: Region Halland ansöker om 50 000 kr till testbädd för en kurs, bg 512-0337, kontakt Eva Ek. Frågorna: När får vi besked? Kan vi börja före beslut?", "", eva, ""},
		{medelbot.Application, "Anhållan om medel", "Region Halland anhåller om bidrag ur medlen för patientkontrakt med 75 000 kronor.", "", eva, ""},
		{medelbot.Application, "Önskan om testbädd", "Region Halland önskar delta i testbädden Patientkontrakt och patientsäkerhet. Vi behöver 40 000 kr för handledning. Vi hoppas minska vårdskadorna. Kontakt Eva Ek 070-174 06 05.", "", eva, ""},
		{medelbot.Application, "Ansökan nr 2 från Halland", "Här kommer ytterligare en ansökan från oss, nu för Kungsbacka: 30 000 kr till testbädd patientkontrakt för samtalsstöd.", "", eva, ""},
		{medelbot.Application, "SV: Fråga om ansökan", "Tack för svaren! Här är vår ansökan: Region Halland söker 50 000 kr till testbädd patientkontrakt, pengarna ska gå till kurs, bg 512-0337.\n\nFrån: Harald Grönqvist <harald.gronqvist@skr.se>\nSkickat: den 19 april 2021 10:00\nTill: Eva\nÄmne: SV: Fråga om ansökan\n\nJa, ni kan söka.", "", eva, ""},
		{medelbot.Application, "Re: Re: Extra medel", "OK, då kör vi! Vi ansöker alltså om 45 tkr. /Eva\n\nDen mån 19 april 2021 kl 10:00 skrev Harald Grönqvist <harald.gronqvist@skr.se>:\n> Det låter bra, skicka en ansökan om testbädd.", "", eva, ""},
		{medelbot.Supplement, "SV: Er ansökan", "Hej, kontaktperson för uppföljning blir Anna Ask, anna.ask@regionhalland.se, 070-174 06 06. /Eva", "", eva, ack},
		{medelbot.Supplement, "SV: Er ansökan", "Önskade effekter: att patienten känner sig trygg hemma.", "", eva, ack},
		{medelbot.Supplement, "PK-2021-0003", "Vi har räknat fel, rätt summa är 60 000 kr.", "", eva, ""},
		{medelbot.Supplement, "Komplettering PK-2021-0003", "Se bilaga", "Komplettering.pdf", eva, ""},
		{medelbot.Supplement, "SV: Er ansökan", "Hej! Pengarna ska användas till en kursledare. Räcker det så?", "", eva, ack},
		{medelbot.Supplement, "Rättelse", "I vår ansökan skrev vi fel bankgiro, det ska vara 512-0334. Region Halland", "", eva, ""},
		{medelbot.Supplement, "SV: Er ansökan", "Se bilaga.", "Budget.pdf", eva, ack},
		{medelbot.Supplement, "SV: Er ansökan", "512-0337", "", eva, ack},
		{medelbot.Supplement, "SV: Er ansökan", "Här är det: Bankgiro 512-0337. Tack för hjälpen, och hoppas på snabbt besked!", "", eva, ack},
		{medelbot.Supplement, "SV: Er ansökan", "Hej! Effekterna vi vill nå är att patienterna känner sig tryggare och att återbesöken minskar. Vad händer nu?", "", eva, ack},
		{medelbot.Supplement, "Kompletterande uppgifter", "Till vår ansökan från april (Region Halland): kontaktperson är Anna Ask, anna.ask@regionhalland.se.", "", eva, ""},
		{medelbot.Report, "Rapport PK-2021-0003", "Hej! Här är vår rapport.\nUpplägg: tre workshops.\nMålgrupp: äldre.\nAktörer: kommunen.\nPengarna: 40 000 till vikarier.\nLärdomar: mer tid behövs.\nNästa steg: breddinförande.", "", eva, ""},
		{medelbot.Report, "SV: Beslut", "Nu är vi klara. Vi genomförde tre workshops med äldre i Falkenberg tillsammans med kommunen. Medlen användes till vikarier. Vi lärde oss att det krävs mer tid. Nu breddinför vi.", "", eva, decision},
		{medelbot.Report, "Redovisning av testbäddsmedel", "Region Halland redovisar härmed användningen av beviljade medel. Upplägg och innehåll: sex träffar. Målgrupp: unga. Vad pengarna använts till: lokaler.", "", eva, ""},
		{medelbot.Report, "Slutredovisning testbädd Halland", "Slutredovisning av testbädden Patientkontrakt i Halland. Vi har hållit fyra kurser för äldre tillsammans med kommunen. Pengarna har gått till kursledare. Vi lärde oss att tid är viktigast. Nästa steg är en ny kurs.", "", eva, ""},
		{medelbot.Report, "Rapport från testbädden", "Hej! Bifogar rapporten från testbädden patientkontrakt och en länk till filmen: https://film.example/x", "Rapport.pdf", eva, ""},
		{medelbot.Report, "Äntligen klara!", "Hej Harald, nu är testbädden avslutad och här är vår redovisning.\n\nUpplägg och innehåll\nFyra träffar.\n\nMålgrupp\nÄldre.\n\nAktörer\nKommunen.\n\nVad pengarna använts till\nFika.\n\nLärande\nMycket.\n\nNästa steg\nMer.", "", eva, ""},
		{medelbot.StatusQuery, "Ansökan Halland", "Hej, har ni fått vår ansökan som vi mejlade den 3 maj?", "", eva, ""},
		{medelbot.StatusQuery, "PK-2021-0003", "När kommer pengarna?", "", eva, ""},
		{medelbot.StatusQuery, "Hur går det?", "Vi undrar hur det går med vår ansökan om testbädd från Halland. När kan vi få besked?", "", eva, ""},
		{medelbot.StatusQuery, "SV: Er ansökan", "Hej! Något nytt i ärendet?", "", eva, ack},
		{medelbot.StatusQuery, "Status", "Hej, vi skickade in en ansökan i april men har inte hört något. Kom den fram?", "", eva, ""},
		{medelbot.StatusQuery, "Ärende PK-2021-0003", "Saknas det fortfarande något i vår ansökan, eller är den komplett nu?", "", eva, ""},
		{medelbot.StatusQuery, "SV: Beslut", "Hej! När betalas pengarna ut? Vi har inte sett dem på kontot.", "", eva, decision},
		{medelbot.StatusQuery, "Fråga om vår ansökan", "Hej! Vi lämnade in en ansökan om testbädd i mars. Vet ni när beslut fattas?", "", eva, ""},
		{medelbot.StatusQuery, "Ansökan från Region Halland", "Har du fått den? Jag mejlade vår ansökan i går.", "", eva, ""},
		{medelbot.Withdrawal, "PK-2021-0003", "Vi avstår från medlen.", "", eva, ""},
		{medelbot.Withdrawal, "Vi hoppar av", "Hej! Region Halland drar sig ur testbädden, så ni kan stryka vår ansökan PK-2021-0003.", "", eva, ""},
		{medelbot.Withdrawal, "Ansökan", "Vi vill återta vår ansökan om testbädd.", "", eva, ""},
		{medelbot.Withdrawal, "SV: Er ansökan", "Vi har fått andra pengar och behöver inte längre medlen. Ta bort vår ansökan.", "", eva, ack},
		{medelbot.Withdrawal, "SV: Er ansökan", "Vi har bestämt oss för att inte gå vidare med testbädden. Ni kan avsluta ärendet.", "", eva, ack},
		{medelbot.Withdrawal, "Återtagande", "Region Halland återtar härmed sin ansökan om testbäddsmedel.", "", eva, ""},
		{medelbot.Command, "SV: [PK-2021-0003] Ny ansökan", "Bevilja 50000", "", "Harald <harald.gronqvist@skr.se>", ""},
		{medelbot.Command, "SV: Sammanställning testbäddar", "PK-2021-0003 avslå för dyrt\nPK-2021-0004 bevilja", "", "Anette <anette.nilsson@skr.se>", ""},
		{medelbot.Command, "[PK-2021-0003]", "BEVILJA", "", eva, ""},
		{medelbot.AutoReply, "Automatiskt svar: Er ansökan", "Jag är ledig.", "", eva, ""},
		{medelbot.AutoReply, "Re: [PK-2021-0003] Er ansökan", "Hej! Jag är föräldraledig till och med 1 september. Kontakta min kollega Anna Ask.", "", eva, ""},
		{medelbot.AutoReply, "Ärende mottaget", "Ditt ärende har registrerats med nummer 12345. Du kan inte svara på detta meddelande.", "", "servicedesk@regionhalland.se", ""},
		{medelbot.AutoReply, "SV: Er ansökan", "Jag har slutat min anställning. Din e-post vidarebefordras inte. Kontakta anna.ask@regionhalland.se.", "", eva, ""},
		{medelbot.AutoReply, "Bekräftelse", "Tack! Vi har tagit emot ditt mejl och återkommer så snart vi kan. Hälsningar Region Halland kontaktcenter. Detta mejl kan inte besvaras.", "", "kontaktcenter@regionhalland.se", ""},
		{medelbot.AutoReply, "Ute från kontoret: SV: Er ansökan", "Åter måndag.", "", eva, ""},
		{medelbot.AutoReply, "Automatic reply: Er ansökan", "I am out of office until Monday.", "", eva, ""},
		{medelbot.AutoReply, "Semesterhälsning", "Hej! Jag har semester v. 28-31 och läser inte mejl. Vid akuta ärenden kontakta växeln.", "", eva, ""},
		{medelbot.Bulk, "Missa inte!", "Boka plats på vår kurs i projektansökan. Early bird 2 995 kr. Vill du inte ha fler utskick? Avregistrera dig här.", "", "Kurs <info@kurs.example>", ""},
		{medelbot.Bulk, "URGENT", "Dear friend, I am a beneficiary of 10 million USD. Send bank account.", "", "Mr X <x@freemail.example>", ""},
		{medelbot.Other, "Extra medel", "Hej! Gäller erbjudandet även privata vårdgivare? Och kan man få 50 000 kr för resor?", "", eva, ""},
		{medelbot.Other, "Ansökan?", "Hej Harald, när är sista ansökningsdag för testbäddarna? Vi har en idé om Esther SimLab som skulle kosta runt 80 000 kr. Är det något ni tror på?", "", eva, ""},
		{medelbot.Other, "Testbädd", "Vi är intresserade av att söka. Kan vi ringa dig i veckan?", "", eva, ""},
		{medelbot.Other, "Intresseanmälan testbädd", "Hej! Vi vill anmäla vårt intresse för en testbädd. Ansökan kommer i september.", "", eva, ""},
		{medelbot.Other, "Möte", "Kan vi ses den 5 maj och prata om vår ansökan? Vi har inte skrivit klart den än.", "", eva, ""},
		{medelbot.Other, "SV: Ansökan", "Det ser bra ut! Skicka in den. /Eva", "", eva, copied},
		{medelbot.Other, "Presentation", "Hej, bifogar min presentation om patientkontrakt till nätverksmötet.", "Patientkontrakt presentation.pdf", eva, ""},
		{medelbot.Other, "Nätverksmöte", "Se bifogad dagordning.", "Dagordning.pdf", eva, ""},
		{medelbot.Other, "Tjänst", "Hej! Jag är legitimerad sjuksköterska och söker jobb hos er. Bifogar ansökan och CV.", "CV.pdf", "Kim Roos <kim.roos@gmail.com>", ""},
		{medelbot.Other, "Ansökan om medel från Vinnova", "Hej Harald! Vi söker medel från Vinnova, 2 mkr. Vill SKR stå som partner i ansökan? Bifogar ansökan.", "Ansökan Vinnova.pdf", eva, ""},
		{medelbot.Other, "Projektledare", "Vi söker en projektledare till arbetet med patientkontrakt. Sprid gärna annonsen!", "", eva, ""},
		{medelbot.Other, "Faktura föreläsning", "Hej, bifogar faktura för föreläsningen om patientkontrakt, 12 000 kr, bankgiro 512-0334.", "Faktura 22.pdf", eva, ""},
		{medelbot.Other, "SV: Ansökan", "Tack Harald, toppen!", "", eva, ""},
		{medelbot.Other, "Beslut", "Tack för beslutet, vi är jätteglada! När pengarna kommer sätter vi igång.", "", eva, decision},
		{medelbot.Other, "SV: Er ansökan", "Tack, vi återkommer med det som saknas.", "", eva, ack},
		{medelbot.Other, "Bankgiro", "Hej, vilket bankgiro har SKR? Vi ska betala tillbaka 5 000 kr för konferensen.", "", eva, ""},
		{medelbot.Other, "Semesteransökan", "Hej chefen, jag ansöker om semester v 28-31.", "", eva, ""},
		{medelbot.Other, "Utvärdering", "Jag skriver en uppsats om patientkontrakt. Får jag läsa regionernas ansökningar?", "", "Lo Ek <lo.ek@student.uu.se>", ""},
		{medelbot.Other, "Fråga", "Kan samma region skicka två ansökningar?", "", eva, ""},
		{medelbot.Other, "Ansökan", "Hej, jag hittar inte formuläret för ansökan. Kan du skicka det?", "", eva, ""},
		{medelbot.Other, "Lunch?", "Ska vi äta lunch på torsdag?", "", eva, ""},
		{medelbot.Other, "VB: Ansökan om folkhälsomedel", "Till rätt person?\n\nFrån: Anna Ask <anna.ask@regionhalland.se>\nSkickat: den 3 maj 2021 10:00\nTill: Eva Ek\nÄmne: Ansökan om folkhälsomedel\n\nFöreningen Ung Kraft söker 40 000 kr i folkhälsomedel. Bankgiro 512-0334", "", eva, ""},
		{medelbot.Other, "Ansökan", "Vi har tyvärr beslutat att inte söka medel till testbädd i år.", "", eva, ""},
		{medelbot.Other, "Ändringar i ansökan", "Hej Anna, ändra summan till 75 000 kr och byt bankgiro.", "", eva, copied},
		{medelbot.Other, "Rapport", "Har du läst rapporten om nära vård från Socialstyrelsen?", "", eva, ""},
		{medelbot.Other, "Återbetalning", "Vi vill betala tillbaka 4 000 kr som blev över. Till vilket konto?", "", eva, decision},
		{medelbot.Other, "Förlängning", "Kan vi få förlängd tid till mars för att avsluta testbädden? PK-2021-0003", "", eva, ""},
		{medelbot.Other, "SV: Sammanställning testbäddar", "Tack, jag tittar på det på måndag. /Anette", "", "Anette <anette.nilsson@skr.se>", ""},
		{medelbot.Other, "Re: budget", "Har vi pengar kvar till testbäddarna?", "", "Chef <chef@skr.se>", ""},
		{medelbot.Other, "Patientkontrakt i Halland", "Hej Harald! Vi har jobbat med patientkontrakt i två år nu. Vi använder pengarna från överenskommelsen till utbildning av fasta vårdkontakter och målet är att alla patienter ska ha en plan. Kontaktperson är Eva Ek, eva.ek@regionhalland.se. Vill du komma och titta på det?", "", eva, ""},
		{medelbot.Other, "Enkätsvar", "Hej! Här är våra svar på enkäten om patientkontrakt. Målgrupp: äldre. Aktörer: kommunen. Nästa steg: fler kliniker.", "", eva, ""},
		{medelbot.Other, "Lägesbild patientkontrakt", "Hej! Som ni bad om: vi har infört sammanhållen plan på fyra vårdcentraler. Kostnad hittills 300 000 kr. Effekt: nöjdare patienter. Kontaktperson Eva Ek.", "Lägesbild.docx.pdf", eva, ""},
		{medelbot.Other, "Ansökan - förfrågan om stöd i processen", "Hej! Vi sitter och skriver på vår ansökan. Vad menar ni med önskade effekter? Räcker det med två meningar?", "", eva, ""},
		{medelbot.Other, "Ang ansökan", "Hej, vi blir nog några dagar sena med ansökan. Är det ok? Vi tänkte söka 70 000 kr till utbildning. Bankgirot är 512-0337.", "", eva, ""},
		{medelbot.Other, "SV: Fråga", "Tack för svaret! Då söker vi i höst i stället.", "", eva, ""},
		{medelbot.Other, "SV: Fråga om testbädd", "Tack, då vet vi. Vi skickar in vår ansökan senast fredag.", "", eva, ""},
		{medelbot.Other, "Testbädd - idé", "Hej Harald, jag har en idé som jag vill bolla. Tänk om vi lät patienterna skriva sin egen plan? Det skulle kosta ungefär 60 000 kr i arvoden och ge tryggare patienter. Vad tror du, är det något för testbädden?", "", eva, ""},
		{medelbot.Other, "Utlysning", "Hej Eva! Har du sett att SKR lyst ut extra medel till testbäddar? Vi borde söka 100 000 kr till Esther SimLab. /Anna", "", eva, copied},
		{medelbot.Other, "VB: Extra medel för tester av patientkontrakt", "Anna, kan du ta detta? Vi skulle kunna söka för Varberg.\n/Eva\n\nFrån: Harald Grönqvist <harald.gronqvist@skr.se>\nSkickat: den 19 april 2021 10:00\nTill: Eva\nÄmne: Extra medel för tester av patientkontrakt\n\nAnsökan ska innehålla:\n- Vem som söker?\n- Beskriver vilken summa som söks (max 100 000 SEK).", "", eva, copied},
		{medelbot.Other, "SV: Extra medel för tester av patientkontrakt", "Tack för informationen! Jag sprider den i regionen.\n/Eva\n\nFrån: Harald Grönqvist <harald.gronqvist@skr.se>\nSkickat: den 19 april 2021 10:00\nTill: Eva\nÄmne: Extra medel för tester av patientkontrakt\n\nAnsökan ska innehålla:\n- Vem som söker?\n- Beskriver vilken summa som söks (max 100 000 SEK).", "", eva, ""},
		{medelbot.Other, "Ändrad adress", "Hej! Jag byter jobb och Anna Ask blir ny kontaktperson för Patientkontrakt i Region Halland, anna.ask@regionhalland.se.", "", eva, ""},
		{medelbot.Other, "Ny kontaktperson", "Hej Harald, från 1 september är jag ny kontaktperson för patientkontrakt i Halland. Mvh Anna Ask, anna.ask@regionhalland.se, 070-174 06 06", "", eva, ""},
		{medelbot.Other, "Ansökan till utbildning", "Hej! Jag ansöker om plats på SKR:s utbildning i patientkontrakt den 3 juni. Faktureras: Region Halland, ref 1234. Eva Ek", "", eva, ""},
		{medelbot.Other, "Anmälan nätverksmöte", "Vi anmäler oss till nätverksmötet om testbäddar: Eva Ek och Anna Ask.", "", eva, ""},
		{medelbot.Other, "Offert film", "Hej! Vi kan göra en film om patientkontrakt för 85 000 kr. Leverans i september. Kontakt: Bo Film, bo@film.example, bankgiro 512-0337.", "", "Bo <bo@film.example>", ""},
		{medelbot.Other, "Rekvisition", "Region Halland rekvirerar 1 200 000 kr enligt överenskommelsen En god och nära vård. Bankgiro 512-0337. Referens 44.", "", eva, ""},
		{medelbot.Other, "Ansökan om medel ur arvsfonden", "Hej! Vi söker 500 000 kr ur Arvsfonden till ett projekt om patientkontrakt. Kan SKR skriva ett stödbrev? Se bifogad ansökan.", "Ansökan Arvsfonden.pdf", eva, ""},
		{medelbot.Other, "Utkast", "Hej, så här tänker vi skriva: Region Halland söker 50 000 kr till testbädd Patientkontrakt för en kurs. Effekt: trygghet. Kontakt Eva Ek. Bg 512-0337. Ser det ok ut innan vi skickar in?", "", eva, ""},
		{medelbot.Other, "Preliminär ansökan", "Hej! Detta är en preliminär ansökan, den riktiga kommer när chefen skrivit under. Region Halland söker 50 000 kr till testbädd för en kurs. Bg 512-0337. Kontakt Eva Ek.", "", eva, ""},
		{medelbot.Other, "Ansökan?", "Hej! Min chef undrar om vi har fått in någon ansökan från Halland. Har ni det?", "", "Karin <karin@skr.se>", ""},
		{medelbot.Other, "Återkoppling", "Vi fick avslag på vår ansökan. Kan du förklara varför?", "", eva, decision},
		{medelbot.Other, "SV: Beslut", "Hej, vem skickar vi fakturan till?", "", eva, decision},
		{medelbot.Other, "Trevlig sommar", "Trevlig sommar önskar vi i Halland! Tack för pengarna till testbädden.", "", eva, ""},
		{medelbot.Other, "Inbjudan", "Välkommen till vår slutkonferens om testbädden patientkontrakt den 5 december. Anmälan till eva.ek@regionhalland.se.", "", eva, ""},
		{medelbot.Other, "Pressmeddelande", "Region Halland får 100 000 kr av SKR för testbädd inom patientkontrakt. Pengarna ska användas till utbildning. Kontakt: Eva Ek, 070-174 06 05.", "", eva, ""},
		{medelbot.Other, "Fel mottagare", "Hej, jag råkade skicka ett mejl till dig som var till någon annan. Bortse från det.", "", eva, ""},
		{medelbot.Other, "Ansökan testbädd", "Hej! Jag kommer inte åt länken till ansökan. Kan du hjälpa mig?", "", eva, ""},
		{medelbot.Other, "Re: Ansökan testbädd", "Ja, det stämmer. Vi hörs på måndag!", "", eva, ""},
		{medelbot.Other, "Protokoll styrgrupp", "Bifogar protokollet. Vi beslutade att söka testbäddsmedel, 80 000 kr.", "Protokoll.pdf", eva, ""},
		{medelbot.Other, "Sammanställning", "Hej Harald, här är listan på vilka regioner som har sökt: Halland 50 000 kr, Skåne 60 000 kr.", "Lista.xlsx", eva, ""},
		{medelbot.Other, "Ansökningar", "Hej! Finns tidigare ansökningar att läsa någonstans? Vi vill se hur andra gjort.", "", eva, ""},
		{medelbot.Other, "Budget", "Hej, går det att flytta 5 000 kr mellan posterna i vår testbädd? Vi har PK-2021-0003.", "", eva, ""},
		{medelbot.Other, "Logotyp", "Får vi använda SKR:s logga i rapporten?", "", eva, decision},
		{medelbot.Other, "SV: Er ansökan", "Ok.", "", eva, ack},
		{medelbot.Other, "SV: Er ansökan", "Hej Harald! Vi tittar på det och hör av oss nästa vecka. Är det bråttom?", "", eva, ack},
		{medelbot.Other, "Telefonmöte", "Kan du ringa mig på 070-174 06 05 om vår ansökan PK-2021-0003?", "", eva, ""},
		{medelbot.Other, "Patientberättelse", "Hej, min mamma fick inget patientkontrakt. Kan ni hjälpa henne?", "", "Lo <lo@gmail.com>", ""},
		{medelbot.Other, "Bidrag", "Hej! Vi är en förening som söker pengar till en buss. Kan SKR hjälpa till med 50 000 kr? Bankgiro 512-0337", "", "Fören <info@foreningen.example>", ""},
		{medelbot.Other, "Stipendium", "Jag söker stipendiet på 20 000 kr för min uppsats. Kontonummer 8214-9, 904 188 265.", "", "Lo <lo@student.uu.se>", ""},
		{medelbot.Other, "Avtal", "Bifogar undertecknat avtal om testbädden.", "Avtal.pdf", eva, decision},
	} {
		to := "To: harald.gronqvist@skr.se\n"
		if test.header == copied {
			to = "To: anna.ask@regionhalland.se\n"
		}
		header := "From: " + test.from + "\n" + to + "Subject: " + test.subject + "\nDate: Tue, 4 May 2021 10:00:00 +0200\n" + test.header
		text := test.text
		if test.file != "" {
			header += "Content-Type: multipart/mixed; boundary=b\n"
			text = "--b\nContent-Type: text/plain; charset=utf-8\n\n" + text + "\n--b\nContent-Type: application/pdf; name=\"" + test.file + "\"\n\n%PDF\n--b--\n"
		}
		r := read(t, header, text, options(t))
		if r.Kind != test.want {
			t.Errorf("%q %q: got %s %v, want %s", test.subject, test.text, r.Kind, r.Why, test.want)
		}
		if r.Kind.Private() && r.Reply != medelbot.NoLetter {
			t.Errorf("%q %q: answered with %s", test.subject, test.text, r.Reply)
		}
	}
}
