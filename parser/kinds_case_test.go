package parser_test

import (
	"testing"

	"medelbot"
)

// More of our letters that a mail may answer.
const (
	supplemented = "In-Reply-To: <PK-2021-0003.ack_supplement.1.ab12@skr.se>\n"
	granted      = "In-Reply-To: <PK-2021-0003.decision_granted.1.ab12@skr.se>\n"
	paid         = "In-Reply-To: <PK-2021-0003.payment_made.1.ab12@skr.se>\n"
	withdrawn    = "In-Reply-To: <PK-2021-0003.ack_withdrawal.1.ab12@skr.se>\n"
)

// TestKindsWithinCases reads short mails that belong to a case: what adds to it,
// what takes it back, what asks how it goes, and what only asks or tells.
func TestKindsWithinCases(t *testing.T) {
	testKinds(t, []kindCase{
		{medelbot.StatusQuery, "SV: [PK-2021-0003] Tack för kompletteringen", "Hej, hur går det med vår ansökan? Mvh Eva Ek, 070-174 06 05", "", eva, supplemented},
		{medelbot.StatusQuery, "SV: [PK-2021-0003] Er ansökan är beviljad", "Hej! Vi beviljades 80 000 kr men har inte sett några pengar på kontot ännu. När kommer de?", "", eva, granted},
		{medelbot.StatusQuery, "SV: [PK-2021-0003] Er ansökan är beviljad", "Hej, våra 80 000 kronor har inte kommit in på bankgirot. Har de gått iväg?", "", eva, granted},
		{medelbot.StatusQuery, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Tack för det. När får vi veta om vi får våra 80 000 kr?", "", eva, complete},
		{medelbot.StatusQuery, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Hej! Vi ska anställa en koordinator och behöver veta när beslutet tas. Hur långt har ni kommit?", "", eva, complete},
		{medelbot.StatusQuery, "SV: [PK-2021-0003] Tack för kompletteringen", "Hej, jag skickade en komplettering i förra veckan med nytt bankgiro. Kom den fram?", "", eva, supplemented},
		{medelbot.StatusQuery, "PK-2021-0003", "Hej, jag undrar hur det går med PK-2021-0003. Vi kompletterade i maj.\n\nEva Ek\n070-174 06 05", "", eva, ""},
		{medelbot.StatusQuery, "PK-2021-0003", "Var i kön ligger PK-2021-0003? Jag är kontaktperson där. Eva Ek 070-174 06 05", "", eva, ""},
		{medelbot.StatusQuery, "SV: [PK-2021-0003] Tack för kompletteringen", "Är vi klara nu eller behövs det något mer av oss?", "", eva, supplemented},
		{medelbot.StatusQuery, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Har gruppen träffats ännu? Vi är nyfikna.", "", eva, complete},
		{medelbot.StatusQuery, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Vi undrar när ni fattar beslut, eftersom vi måste boka föreläsaren till den 3 oktober (kostnad 12 000 kr).", "", eva, complete},
		{medelbot.StatusQuery, "SV: [PK-2021-0003] Er ansökan är beviljad", "Hej! Ekonomi undrar när de 80 000 kronorna betalas ut.", "", eva, granted},
		{medelbot.Other, "SV: [PK-2021-0003] Er ansökan är beviljad", "Hej, ska de 80 000 kronorna redovisas i vårt bokslut i år eller nästa?", "", eva, granted},
		{medelbot.Other, "SV: [PK-2021-0003] Er ansökan är beviljad", "Får vi använda 10 000 kr av pengarna till en resa?", "", eva, granted},
		{medelbot.Other, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Kan vi höja summan till 90 000 kr om det behövs?", "", eva, complete},
		{medelbot.Other, "SV: [PK-2021-0003] Er ansökan är beviljad", "Behöver ni en faktura från oss på de 80 000 kronorna eller kommer pengarna ändå?", "", eva, granted},
		{medelbot.Other, "SV: [PK-2021-0003] Tack för kompletteringen", "Är det moms på bidraget? Vår ekonom vill veta hur vi bokför 80 000 kr.", "", eva, supplemented},
		{medelbot.Other, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Hej! Vi hoppar inte av, oavsett vad ni har hört. Allt enligt plan.", "", eva, complete},
		{medelbot.Other, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Det stämmer inte att vi drar oss ur. Vi är med!", "", eva, complete},
		{medelbot.Other, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Nej, vi har inte dragit tillbaka vår ansökan.", "", eva, complete},
		{medelbot.Other, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Vi tänker inte backa ur, det var ett missförstånd på mötet.", "", eva, complete},
		{medelbot.Other, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Bara för tydlighets skull: vår ansökan är inte återtagen.", "", eva, complete},
		{medelbot.Other, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Ni kan bortse från ryktet om att vi lägger ner, vi fortsätter som planerat.", "", eva, complete},
		{medelbot.Withdrawal, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Hej, vi kan inte vara med i år, så vi drar tillbaka vår ansökan.", "", eva, complete},
		{medelbot.Withdrawal, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Hej, vi måste tyvärr dra tillbaka ansökan om 80 000 kr. Bankgiro 5050-1055 ska alltså inte användas.", "", eva, complete},
		{medelbot.Withdrawal, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Vi avstår från de sökta 80 000 kronorna, ledningen vill annat. Stäng ärendet.", "", eva, complete},
		{medelbot.Withdrawal, "SV: [PK-2021-0003] Er ansökan behöver kompletteras", "Vi trekker søknaden, 80 000 kr og bankgiro 5050-1055 er ikke aktuelt.", "", eva, ack},
		{medelbot.Withdrawal, "PK-2021-0003", "Hei, søknaden PK-2021-0003 på 80 000 kr trekkes tilbake. Hilsen Eva", "", eva, ""},
		{medelbot.Withdrawal, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Regionen kan inte ta emot pengarna, vi saknar personal. Lägg ner ärendet PK-2021-0003. Det gällde 80 000 kr till kurs, konto bankgiro 5050-1055, kontakt Eva Ek.", "", eva, complete},
		{medelbot.Withdrawal, "SV: [PK-2021-0003] Er ansökan är beviljad", "Vi tackar nej till de 80 000 kronorna. Projektledaren har slutat.", "", eva, granted},
		{medelbot.Supplement, "SV: [PK-2021-0003] Er ansökan behöver kompletteras", "Hänvisning: ert utskick om Patientkontrakt i april.", "", eva, ack},
		{medelbot.Supplement, "SV: [PK-2021-0003] Er ansökan behöver kompletteras", "Det vi svarar på är utskicket om extra medel för Patientkontrakt.", "", eva, ack},
		{medelbot.Supplement, "SV: [PK-2021-0003] Tack för kompletteringen", "Tack! Men det blev fel bankgiro, det ska vara 5050-1055.", "", eva, supplemented},
		{medelbot.Supplement, "SV: [PK-2021-0003] Tack för kompletteringen", "Hej, en sak till: kontaktperson blir Anna Ask, anna.ask@regionhalland.se, 070-174 06 11.", "", eva, supplemented},
		{medelbot.Supplement, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Rättelse: summan ska vara 70 000 kr och inte 80 000 kr.", "", eva, complete},
		{medelbot.Supplement, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Hej, byt ut 80 000 kr mot 70 000 kr i vår ansökan, vi fick in egna pengar. Hälsningar Eva", "", eva, complete},
		{medelbot.Supplement, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Vi har nytt bankgiro. 160-9908 gäller inte längre, använd 5050-1055.", "", eva, complete},
		{medelbot.Supplement, "SV: [PK-2021-0003] Er ansökan behöver kompletteras", "Bg 5050-1055", "", eva, ack},
		{medelbot.Supplement, "SV: [PK-2021-0003] Er ansökan behöver kompletteras", "Summan är 80 000 kr. När får vi besked?", "", eva, ack},
		{medelbot.Supplement, "PK-2021-0003", "Komplettering till PK-2021-0003: det är Region Halland som är sökande, inte sjukhuset.", "", eva, ""},
		{medelbot.Supplement, "PK-2021-0003", "Önskade effekter: färre återbesök och tryggare patienter.\n\nEva Ek", "", eva, ""},
		{medelbot.Other, "PK-2021-0003", "Hej! Det går fint här i Varberg, patienterna blir tryggare och vi får färre återbesök.\n\nEva Ek", "", eva, ""},
		{medelbot.Supplement, "SV: [PK-2021-0003] Er ansökan är beviljad", "Tack för pengarna! Vi har bytt bank, så använd i stället bankgiro 5050-1055.", "", eva, granted},
		{medelbot.Other, "SV: [PK-2021-0003] Er ansökan är beviljad", "Tack för pengarna! De ska göra stor nytta.", "", eva, granted},
		{medelbot.Supplement, "SV: [PK-2021-0003] Tack för kompletteringen", "Tack för svaret!\n\nVi ses i maj?\n\nPS. Anna Ask tar över redovisningen efter mig i vår, så sätt henne som kontaktperson. Anna Ask, anna.ask@regionhalland.se", "", eva, supplemented},
		{medelbot.Withdrawal, "SV: [PK-2021-0003] Er ansökan behöver kompletteras", "Nä hördu, vi drar tebaks alltihop.", "", eva, ack},
		{medelbot.Withdrawal, "PK-2021-0003", "Jag bekräftar att ansökan PK-2021-0003 ska tas tillbaka.", "", eva, ""},
		{medelbot.Other, "PK-2021-0003", "Vi har inte bestämt om ansökan PK-2021-0003 ska tas tillbaka.", "", eva, ""},
		{medelbot.StatusQuery, "Extra medel patientkontrakt", "I maj skickade vi in en ansökan om extra medel för Patientkontrakt. Jag undrar var i processen den befinner sig.", "", eva, ""},
		{medelbot.Other, "Bygglov", "I maj skickade vi in en ansökan om bygglov. Jag undrar var i processen den befinner sig.", "", eva, ""},
		{medelbot.Other, "SV: [PK-2021-0003] Tack för kompletteringen", "Rad tre i budgeten blev dubbel, kan ni stryka den här?", "", eva, supplemented},
		{medelbot.Other, "SV: [PK-2021-0003] Tack för kompletteringen", "Posten för fika behövs inte. Kan ni stryka den?", "", eva, supplemented},
		{medelbot.Other, "Faktura 1123", "Faktura 1123\nEr referens PK-2021-0003\nAtt betala 12 000 kr senast 2021-12-01\nBankgiro 5050-1055\nOCR 112300", "", eva, ""},
		{medelbot.Other, "PK-2021-0003", "Hej! Vi fakturerar er för föreläsningen i projektet PK-2021-0003, 12 000 kr. Fakturan bifogas. Betalningsvillkor 30 dagar, bankgiro 5050-1055.", "", eva, ""},
		{medelbot.Other, "SV: [PK-2021-0003] Er ansökan är beviljad", "Tack så jättemycket! Nu sätter vi igång med de 80 000 kronorna.", "", eva, granted},
		{medelbot.Other, "SV: [PK-2021-0003] Vi har betalat ut pengarna", "Tack, pengarna (80 000 kr) har kommit till bankgiro 5050-1055.", "", eva, paid},
		{medelbot.StatusQuery, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Hallå! Nu har det gått en månad. Vad händer?", "", eva, complete},
		{medelbot.StatusQuery, "SV: [PK-2021-0003] Tack för kompletteringen", "Har du allt du behöver från oss nu? Eva 070-174 06 05", "", eva, supplemented},
		{medelbot.StatusQuery, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Vårt ärende PK-2021-0003 på 80 000 kr, är det avgjort?", "", eva, complete},
		{medelbot.StatusQuery, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Ni skrev att vi skulle få besked före sommaren. Vi har inget hört?", "", eva, complete},
		{medelbot.StatusQuery, "SV: [PK-2021-0003] Er ansökan är beviljad", "Till vilket datum betalas bidraget ut?", "", eva, granted},
		{medelbot.StatusQuery, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Hur lång tid brukar bedömningen ta?", "", eva, complete},
		{medelbot.StatusQuery, "PK-2021-0003", "Angående PK-2021-0003, jag ringde dig på 08-465 004 11 men fick inget svar. Hur går det för oss?", "", eva, ""},
		{medelbot.Other, "SV: [PK-2021-0003] Er ansökan är beviljad", "Hur ska vi redovisa kommunens timmar i rapporten?", "", eva, granted},
		{medelbot.Other, "SV: [PK-2021-0003] Er ansökan är beviljad", "Finns det någon mall för slutrapporten? Vi fick 80 000 kr.", "", eva, granted},
		{medelbot.Other, "SV: [PK-2021-0003] Er ansökan är beviljad", "Vi har 5 000 kr kvar, ska de betalas tillbaka till bankgiro 5050-1055?", "", eva, granted},
		{medelbot.Other, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Kan jag få kopia på vår ansökan? Vi hittar inte filen.", "", eva, complete},
		{medelbot.Other, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Harald, kan du ringa mig på 070-174 06 05? Det gäller kontot.", "", eva, complete},
		{medelbot.Other, "SV: [PK-2021-0003] Er ansökan är beviljad", "Vilken uppgift ska stå som kostnadsställe, 41120 eller 41125?", "", eva, granted},
		{medelbot.Other, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Vi drar inte tillbaka något, men vi vill prata om tidplanen.", "", eva, complete},
		{medelbot.Other, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Det var inte vi som drog oss ur, det var grannregionen.", "", eva, complete},
		{medelbot.Other, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Jag hör att ni trott att vi återkallat. Så är inte fallet.", "", eva, complete},
		{medelbot.Other, "SV: [PK-2021-0003] Ansökan är återtagen", "Oj, det där var ett misstag. Vi vill inte återkalla ansökan.", "", eva, withdrawn},
		{medelbot.Withdrawal, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Efter möte i ledningen har vi beslutat att inte fullfölja ansökan om 80 000 kr.", "", eva, complete},
		{medelbot.Withdrawal, "SV: [PK-2021-0003] Tack för kompletteringen", "Vi kommer inte att kunna ta emot bidraget och ber er stryka ärendet.", "", eva, supplemented},
		{medelbot.Withdrawal, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Glöm vår ansökan, det finns ingen som kan driva det längre.", "", eva, complete},
		{medelbot.Supplement, "SV: [PK-2021-0003] Er ansökan behöver kompletteras", "1. Patientkontrakt, utskicket 19 april\n2. 80 000 kr\n3. Bankgiro 5050-1055", "", eva, ack},
		{medelbot.Supplement, "SV: [PK-2021-0003] Tack för kompletteringen", "Ursäkta, jag råkade skriva 160-9908 som bankgiro. Det rätta är 5050-1055.", "", eva, supplemented},
		{medelbot.Supplement, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Kan ni byta vårt bankgiro till 5050-1055?", "", eva, complete},
		{medelbot.Supplement, "SV: [PK-2021-0003] Er ansökan är beviljad", "Vi har bytt kontaktperson, den nya är Anna Ask, anna.ask@regionhalland.se.", "", eva, granted},
		{medelbot.Supplement, "SV: [PK-2021-0003] Er ansökan behöver kompletteras", "Kontaktperson: jag själv, 070-174 06 05. Konto: bankgiro 5050-1055. Är det tillräckligt?", "", eva, ack},
		{medelbot.Supplement, "SV: [PK-2021-0003] Tack för kompletteringen", "Sorry, en nolla för mycket i går. 8 000 kr ska det vara, inte 80 000 kr.", "", eva, supplemented},
		{medelbot.Other, "PK-2021-0003", "Påminnelse faktura 1123, er ref PK-2021-0003. Förfallen 2021-10-30. Att betala 12 000 kr till bankgiro 5050-1055.", "", eva, ""},
		{medelbot.Other, "PK-2021-0003", "Offert avseende PK-2021-0003: filmning 26 000 kr exkl moms. Bankgiro 5050-1055. Godkänn till Film AB.", "", eva, ""},
		{medelbot.Other, "SV: [PK-2021-0003] Er ansökan är beviljad", "Grattis till oss! Nu får vi 80 000 kr och kan köpa fika.", "", eva, granted},
		{medelbot.Other, "SV: [PK-2021-0003] Vi har tagit emot er ansökan", "Vi har även sökt 50 000 kr från Vinnova för samma sak, bara så ni vet.", "", eva, complete},
	})
}
