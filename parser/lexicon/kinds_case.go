package lexicon

import "medelbot/parser/phrase"

// What a mail says about a case that was sent in before.
const (
	CaseWords  = "speaks of a case sent in"
	Chases     = "asks how the case is doing"
	Withdraws  = "withdraws"
	Begs       = "asks us to strike it"
	Keeps      = "takes a withdrawal back or replaces"
	Bodies     = "speaks of a group or a meeting"
	Supplies   = "adds or corrects"
	Supplied   = "speaks of what was added before"
	Attaches   = "speaks of an attachment"
	Carries    = "speaks of a sum or an attachment"
	Clarifies  = "says who applies, or from what"
	Reports    = "hands in a report"
	ReportWord = "speaks of a report"
	Past       = "tells what was done"
	Interim    = "is an interim report"
	ReportLate = "means to report later"
)

// Thanks begin a letter that only thanks.
var Thanks = phrase.NewSet(`tack tusen tackar takk tak thanks thank stort`)

var caseSigns = phrase.Table{
	CaseWords: `
		vår|våran|min|regionens|våra|inskickad* <application>
		vår|våran|min|regionens|denna|våra|inskickad* ansökan|ansökningar|ansökning|rapport|komplettering|ärende
		vårt|ert|mitt ärende*; ärende*; dnr|diarienummer|ärendenummer|ärendenr
		vi|jag .. skickade|lämnade|sökte|ansökte|mejlade|kompletterade; har vi|jag .. skickat|lämnat|sökt|ansökt
		vi|jag har .. skickat|lämnat|sökt|ansökt; sökta|sökt medlen|medel
		ansökan .. som vi|jag .. skickade|lämnade|gjorde; ansökan från region|oss|den; skickade|lämnade in .. ansökan
		inskickad|inlämnad|insänd .. ansökan; skickade|lämnade|sände vi|jag .. in .. ansökan`,
	Chases: `
		hur går|gick|gått|långt|ser|är det|läget|status|ni|statusen; hur .. går .. med
		när .. får|kan|kommer|räkna|räknar vi|jag|ni|man|beslut*|besked* .. besked|beslut|svar|veta|återkoppling|räkna|pengar*|medlen
		när kommer|betalas|får|utbetalas .. pengar*|medlen|medel|beslut*|besked*|utbetalning*; något|nåt nytt
		är .. komplett .. ?; saknas .. något|nåt|fler* .. ?
		när .. besked|beslut|beslutar|fattas|meddelas|betalas|utbetalas|utbetalning; besked .. när
		har ni|du .. fått|mottagit|tagit|hunnit|kommit|beslutat|läst|bedömt|sett|fattat|kunnat|betalat|utbetalat|träffats|bestämt
		har .. ansökan|kompletteringen|rapporten|det|den .. kommit|mottagits|gått|nått|landat|registrerats|behandlats|hamnat
		vad händer med|nu; status|statusen|läget .. på|för|i|med|ansök*|ärende*
		är det|den|ärendet|ansökan avgjort|avgjord|beslutat|bestämt|klart|klar ?; har .. inget|ingenting hört ?; har du|ni .. allt .. behöver
		vilket datum|dag .. betalas|utbetalas|kommer; vilken dag .. betalas|utbetalas|kommer; hur länge|lång tid .. dröjer|brukar|tar .. bedömning*|beslut*|handläggning*|utbetalning*
		när kommer de|den|det ?; inte|ej .. sett|hittat .. pengar*|inbetalning*|utbetalning*; är|blir vi|ni|allt|den klara|klart|färdiga .. ?
		har .. gruppen|ni|kommittén|juryn träffats|mötts|setts|sammanträtt|bestämt; behövs|krävs|behöver .. något|nåt|mer .. av|från oss ?
		undrar .. var|vart .. ligger|står|är|befinner|tog|tagit; fattas .. något|nåt|mer; status ?
		undrar .. ansökan|ärende*|läget|besked|beslut|status|hur det går|går
		finns|är det .. besked|beslut|nyheter|något nytt|klart; fått .. fram|mottag* .. ansökan
		inte .. hört|fått .. något|besked|svar|bekräftelse|kvitto; ännu inte .. hört|fått|besked
		väntar .. på .. besked|beslut|svar|pengar*|utbetalning*|medlen; kom .. fram; kan ni|du bekräfta; var i processen|kön; hört något
		vad är status*|läget; hur ligger|står; ligger|står vi|det|ansök*|ärende* .. till; i kön
		hinner ni .. före|innan|till; har .. beslut*|besked*|pengar* .. fattats|kommit|betalats
		någon .. aning|prognos .. när; when .. decision|hear|know; vår tur; på tur
		vet ni|du .. när|om .. klart|klar|beslut*|besked*|får|kommer; vågar vi .. boka|börja|starta|räkna|anställa
		bör|ska|kan vi .. vänta|boka|börja|starta|påbörja; bör|ska|kan|får vi .. räkna med|på .. besked*|beslut*|pengar*|medlen|svar|att; hänt|hända|händer .. något|nåt|med
		var i handläggning*|hanteringen|beredningen|ordningen; lägesbesked*; var befinner|ligger|står .. ansök*|ärende*
		var .. ligger|står|befinner .. i processen|kön|handläggningen|beredningen; någon|nån|några uppdatering|uppdateringar|nyhet|nyheter ?
		vilken|vilket|när ska|måste|dag|datum .. <report> .. vara|lämnas|in|inne|inlämnad
		tidsplan* .. beslut*|besked*|svar; får|få vi|jag .. besked|beslut|svar; kolla|höra .. läget|hur|om|status
		vet ni|du .. när .. bestämmer|beslutar|avgör|avgörs|bestäms; när ni|du .. bestämmer|beslutar; när .. avgörs
		när träffas|sammanträder|möts|ses|bestämmer|beslutar|beslutas|bedöms; är|blir .. klart|avgjort|bestämt|beslutat än|ännu|snart|nu
		när .. har|är .. bestämt|beslutat|avgjort|klart|klara|färdiga; vart|var tog|tagit .. vägen|pengar*|utbetalning*
		hittar|ser|hittat|sett|fått ingen|inga|inte|ej .. inbetalning*|utbetalning*|insättning*|pengar*; var .. är|blev|blir .. pengar*|utbetalning*|medlen|betalningen
		var är|finns|blev|blir pengar*|utbetalning*|medlen|betalningen|ärendet|ansök*; any news|update; status of our; har ni|du .. betalat|utbetalat; vet ni|du .. när|om .. utbetalning*|pengar*|medlen; när .. sker .. utbetalning*|beslut*
		vad är det som dröjer|tar; varför dröjer|tar; vad|varför .. tar .. tid|lång ?; när utbetalning*; finns det .. datum|dag|tid .. beslut*|besked*|utbetalning*; hur det går .. ansök*|*ansökan`,
	Withdraws: `
		återtar; återta .. ansök*|vår|den; återtas; återkallar; återkallas; återkallande .. ansök*|av
		återkalla .. ansök*|vår|den; återkallelse; drar .. tillbaka|tillbaks; dra tillbaka|tillbaks
		dra .. ansökan .. tillbaka|tillbaks; dras tillbaka|tillbaks; trekker .. tilbake|tillbaka
		avstår .. ansök*|medel|medlen|bidrag*|från; avbryter|avbryta .. ansök*|testbädd*
		inte längre .. söka|aktuell*|aktuellt|ha|behov|ansök*|söker|gäller; tackar|tacka .. nej till|medel*; tackar|tacka nej
		behöver inte .. längre|pengarna|medlen; stryk|stryka|makulera|annullera|ta|tar|bortse bort .. ansök*
		stryk|stryka|makulera|annullera|bortse .. ansök*; drar|dra oss|sig|mig ur; hoppar|hoppa av
		inte .. gå vidare|fullfölja|fortsätta|genomföra .. testbädd*|ansök*|projekt*|med
		kan avsluta|stänga|lägga ärendet|ansök*; ta|tar|tagit|dra .. tillbaka|tillbaks .. ansök*
		ta|tar|dra|drar .. ansök* .. tillbaka|tillbaks; tar|drar vi|jag tillbaka|tillbaks; återtagande av|pk
		stryk|stryker|plocka|plockar oss|den|vår|ansök* .. från|bort|ur; backar|backa ur|från
		ansök* kan|får ni|du stryka|makulera|annullera|återkalla|slänga|lägga|plocka
		lägger|lägga|lägg ner|ned .. ansök*|testbädd*|projekt*; ansök*|testbädd*|projektet .. blir inte av|något
		stryk|stryka|stryker oss; släpp|släppa|släpper .. ansök*; inget av .. ansök*|testbädd*|projekt*
		inte längre .. vara|delta med|i; ansök* .. kan|ska läggas|stängas|avslutas|strykas; kliver av
		vill inte .. söka|ansöka|fullfölja|gå; withdraw*; ansök* .. utgår|utgå; lägger|lägga|lägg ner|ned ärendet|det|allt
		vi|jag|regionen|kliniken .. kan|kunna|får inte|ej .. ta emot|använda bidrag*|medel|medlen|pengar*|stödet
		kan|får vi|jag|regionen|kliniken .. inte|ej .. ta emot|använda bidrag*|medel|medlen|pengar*|stödet
		trekke|trække|trekker|trækker|trukket .. søknad*|ansøgning*; dras|drar|dra|trekkes|trækkes tilbake|tilbage
		inte|ej fullfölja|genomföra .. ansök*|testbädd*|projekt*
		inte|ej|ikke .. aktuell|aktuellt|aktuelt|aktuel längre|lenger|længere
		vi|jag|regionen|kliniken .. inte|ej .. ta emot bidrag*|medlen|pengarna|stödet; blir|blev ingen testbädd*; blir|blev inget av med; avsäger
		ansök*|ärendet .. tas|tages|tagas tillbaka|tillbaks; drar|dra|tar|ta .. tebaks|tebax|tebaka|tebage|tebakers`,
	Begs: `
		kan|kunde|vill|skulle du|ni .. makulera|annullera|stryka|återkalla|avsluta|stänga .. ansök*|ärende*
		kan|kunde|vill|skulle du|ni .. lägga|plocka|ta|dra .. ner|ned|bort|tillbaka|tillbaks .. ansök*|ärende*
		kan|kunde|vill|skulle du|ni .. lägga|plocka|ta|dra .. ansök*|ärende* .. ner|ned|bort|tillbaka|tillbaks
		could|would|please you .. withdraw|cancel|delete .. application`,
	Keeps: `
		ersätter|ersätta|ersätts .. ansök*|tidigare|den|föregående|av; i stället|istället för .. ansök*|tidigare
		ny version; reviderad ansök*; uppdaterad ansök*; återkalla* meddelande*; istället .. en ny
		låt|låta|låter .. ansök*|ärendet|den|allt .. ligga|stå|vara|gälla|leva|löpa kvar|vidare|orörd|orörda|fortsatt|som|öppet|öppen
		ligger|står|kvarstår .. ansök* fast|kvar; ansök* .. kvarstår; står .. fast vid .. ansök*
		ångrar|ångrat|ångrade|ångra; ändrat|ändrade oss|mig; ändrat .. uppfattning; tänkt om
		bortse|bortser|strunta|glöm|ignorera|radera .. från|i .. återkall*|mejl*|mail*|meddelande*|brev*
		glöm|ignorera|radera .. återkall*|mejl*|mail*|meddelande*|brev*
		återkallar|återtar|drar .. återkall*|återtagande*|avhopp*; ta|tar|tog tillbaka .. återkall*|återtagande*|avhopp*|mejl*
		ansök*|ärendet|allt ligger|står|gäller|är .. kvar|fast|oförändrad|oförändrat
		dra|drar|hoppar|backar|kliver vi|jag inte|ej|ikke; drar|hoppar|backar|kliver|trekker inte|ej|ikke .. ur|av|tillbaka|søknad*
		drar|dra|trekker vi|jag .. oss|mig inte|ej|ikke .. ur|tillbaka; drar|trekker oss|mig inte|ej|ikke; varken drar|hoppar|backar
		inte|ej hoppa|backa|kliva .. ur|av; inte|ej att dra|hoppa|backa|kliva .. ur|av|tillbaka|tillbaks; är|blir .. kvar i|som sökande
		bara ett rykte; ett missförstånd; stämmer inte|ej att vi|ansök*
		vill fortfarande; fortfarande .. genomföra|söka|delta|vara|med|intresserade|aktuell|aktuellt; ändå .. genomföra|delta|fullfölja|vara
		för hastigt; förhastat|förhastad; av misstag; ett|mitt|vårt misstag; skrev|skickade|mejlade jag|vi att
		återkall*|återta*|avhopp* .. gäller|gällde inte|ej; inte|ej .. återkalla|återta|återkallas|återtas|återkallats; inte|ej .. dra|dras tillbaka|tillbaks|ur; inte|ej drar tillbaka|tillbaks|oss|den|vår|ansök*
		blev|blivit fel; testbädd*|projekt*|det blir .. av ändå|trots; ändrat sig
		resten|övrigt|övriga|återstoden .. står|gäller|kvarstår|ligger|är|söker|söks .. fast|kvar|som|oförändrat|oförändrad|vi
		drar|tar|stryker|plockar .. tillbaka|bort .. en del|post|punkt|aktivitet; en del av ansök*
		summan|beloppet .. blir|sänks|minskar|ändras .. kr|kronor|tkr .. i stället|istället`,
	Bodies: `
		nätverk*; arbetsgrupp*; styrgrupp*; referensgrupp*; sändlist*; mejllist*; maillist*; utbildningen; kursen
		mötet; konferensen`,
	Supplies: `
		komplettering*; kompletterar*; komplettera|komplettert; kompletterande; rättelse*; rättar; rätta; korrigering*
		korrigerar; korrekt|rätt|korrekta bankgiro*|plusgiro*|konto*|nummer|belopp|summa|uppgift*; ändring*; ändrar
		ändrat|ändras; ändra .. till|från|belopp*|summa*|bankgiro*|konto*|kontakt*; tillägg*
		uppdaterad|uppdaterat|uppdatering|reviderad|reviderat|nytt|ny|nya .. belopp|bankgiro*|konto*|kontaktperson|summa|version|budget|uppgifter|ansökan|nummer|kontonummer|plusgiro*
		glömde|glömt|missade|missat|saknades|saknade|saknas|fattades; det som saknades|saknas|fattades|efterfråga*
		här .. kommer|är .. uppgift*|kontonum*|bankgiro*|plusgiro*|kontot|svar*|resten|önskade|numret|summan|beloppet|kontaktperson*
		här .. är det ni|du|som|efterfråg*; de uppgifter|uppgifterna .. begärt|bett|efterfråg*|saknades|ni
		fel .. bankgiro*|konto*|nummer|belopp*|summa*|siffra|siffror|siffr*; räknat|räknade fel; skrev|skrivit fel
		ska .. vara|stå .. inte|istället|i; tar över .. som; byter|byte|bytt kontaktperson; ny kontaktperson; byte av kontakt|kontaktperson
		kontaktperson .. blir|är|byts; supplement*; correction; bytt|byter|byta bank; använd|använda i stället|istället
		sätt|skriv|ange|anteckna|antecknar|notera .. som kontaktperson|kontakt; tar över .. redovis*|uppfölj*|rapport*`,
	Supplied: `
		skickade|skickat|lämnade|lämnat|sände|sänt|mejlade|mejlat|mailade|mailat|fick|fått .. komplettering*|rättelse*
		komplettering*|rättelse* .. skickade|skickat|skickades|lämnade|lämnat|lämnades|mejlade|mejlat|sände|sänt
		komplettering*|rättelse* gick|är iväg|inne|inlämnad; efter|sedan|sen komplettering*|rättelse*
		komplettering*|rättelse* .. framme|kommit|nått|kom|räckte|räcker`,
	Attaches: `*bifog*`,
	Carries:  `*bifog*; *bilag*; kr; *tkr; *kronor`,
	Clarifies: `
		det är|var .. som söker|ansöker|sökte|är; söker|ansöker gör; sökande är|blir|ska; är|står|blir|som sökande
		det|den|ansökan|ansökningen|vi gäller|avser|hänvisar|syftar|svarar .. testbädd*|patientkontrakt*|utskick*|utlysning*|erbjudande*|inbjudan*
		hänvisning*|referens :; hänvisning* .. är|till|gäller .. testbädd*|patientkontrakt*|utskick*|utlysning*|erbjudande*|inbjudan*
		it is .. applying|applies`,
	Reports: `
		her kommer|er .. <report>; här|nedan|härmed|nu kommer|är|följer|har|får|skickar|sänder|lämnar|översänder .. <report>
		kommer|följer här|nedan|nu .. <report>
		kommer vår|en|regionens|slutrapport* .. <report>
		bifogar|bifogad|bifogas|bifogat|bilagd|bilägger|biläggs .. <report>
		översänder|översändes|översänds|insänder|inkommer|lämnar|skickar|sänder|redovisar .. <report>|testbädd*|resultat*|hur|arbetet|projektet|medlen|insatsen
		slutrapport*|slutredovisning*|rapport|redovisning|återrapport|återrapportering|återredovisning av|för|från|om|testbädd*|patientkontrakt*|enligt|pk
		slutrapport*|slutredovisning*|sluttrapport* :; sluttrapport* pk|fra|for|av
		se bifogad|bifogat <report>
		<report> .. bifogas|bifogad|biläggs|nedan|bilagan|bilaga|här
		vår|våran slutrapport*|rapport|redovisning|slutredovisning*|återrapport*
		avge|avger|avgiva|avgiver|lämna|lämnar .. redogörelse för; redogörelse för .. testbädd*|medel|medlen|anslag*|bidrag*
		rapporterar .. här|härmed|enligt|testbädd*; final report; report .. attached`,
	ReportWord: `
		slutrapport*; sluttrapport*; slutredovis*; rapport*; återrapport*; återredovis*; redovisning*; redovisar; final report
		report`,
	Past: `
		har .. genomfört|använts|använt|arbetat|haft|hållit|lärt|utbildat|gjort|testat|prövat|träffat|provat|varit|tagit|ordnat|bjudit|kostat|gått|lett|visat
		genomförde*; användes; använts till; gick till|åt; lärdom*; lärande*; lärde; vi|det blev; resultatet blev|är
		deltog; medverkade; testbädden pågick|bestod|genomfördes|avslutades|har; blev över|kvar; genomförts
		höll|startade|bjöd|ordnade|testade|provade|prövade|utbildade|träffades|använde|spelade|repeterade|uppträdde|byggde`,
	Interim: `
		delrapport*; lägesrapport*; delredovisning*; halvtidsrapport*; lägesbeskrivning; interim report`,
	ReportLate: `
		<report> .. kommer .. senare|nästa|inom|efter|under|i|före|till|när
		återkommer .. <report>
		kommer|ska att|vi .. skicka|lämna|skriva|sammanställa .. <report>
		anstånd|uppskov|dispens; förläng* .. tid*|rapport*|projekt*|testbädd*; skjuta .. på|upp
		lämna|skicka|komma .. <report> .. senare; försen*; hinner inte
		arbetar|jobbar|skriver|håller .. på|med .. <report>; <report> .. inte|ej .. klar|färdig|färdigskriven|skriven
		inte|ej .. klara|färdiga|klar|färdig .. med .. <report>`,
}
