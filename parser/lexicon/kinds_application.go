package lexicon

import "medelbot/parser/phrase"

// What a mail says about applying. A sign is found where one of its phrases
// stands; what a sign is worth beside others is for package kind to weigh.
const (
	Fund     = "names the fund"
	Applies  = "applies"
	Encloses = "encloses an application"
	Titles   = "speaks of an application"
	Wants    = "wants to take part"
	Offers   = "offers a plan of its own"
	Shows    = "shows a plan without applying"
	Several  = "holds several applications"
	Asks     = "asks about applying"
	Intends  = "means to apply later"
	Drafts   = "is a draft"
	Draft    = "names a draft"
	Opinion  = "asks for an opinion"
	Informs  = "passes on information"
	Examples = "passes on an example"
)

// Signs are what a mail says about what it is.
var Signs = table(applicationSigns, caseSigns, otherSigns, englishSigns)

var applicationSigns = phrase.Table{
	Fund: `
		patientkontrakt*; patient kontrakt*; patientkontakt*; patienkontrakt*; pasientkontrakt*
		patientöverenskommelse*; testbädd*; testbedd*; test bädd*; test bed*; testbed*; testmiljö*; extra medel
		extra pengar*; ekstra midler|middel; extra funding; simlab; ert|erat utskick*; skr utskick*; utskicket
		skr|skrs|skl erbjudande*; ert|erat erbjudande*; er utlysning; er inbjudan; samordnad|sammanhållen plan
		memeologen`,
	Applies: `
		-som ansök*|söker .. härmed; härmed .. ansök*|söker|söka
		vill|vilja|skulle|önskar .. gärna .. ha|få .. kr|kronor|tkr|tusen|sek
		vill|skulle|önskar vi|jag|regionen .. ha|få .. kr|kronor|tkr|tusen|sek
		-som vi|jag|undertecknad|undertecknade|enheten|verksamheten|kliniken|vårdcentralen|förvaltningen|regionen|stiftelsen|föreningen|teamet .. ansöker
		-som ansöker .. om|hos; region .. ansöker; ansøker om; ansøge|ansøger .. om; søger .. om; -som söker .. <money>; -som søker om|penger|støtte
		-som söker .. de|era|er|ert|den|det extra|utlysta
		-som söker|söka|ansöka för|till|om .. testbädd*|patientkontrakt*|projekt*
		vill|vilja|önskar|önska|ønsker|ber|härmed .. söka|ansöka|ansøka|søke|ansøke .. <money>|testbädd*|om|del
		anhåller .. om|härmed; begäran|anhållan|hemställan|äskande om .. medel|pengar|bidrag|kronor|kr|tkr|stöd; äskar
		äskande .. <money>; rekvirerar; begär .. <money>; sökt|sökta belopp|summa|medel :
		belopp|summa som söks :; sökande :; søkende :; sökande organisation|region; ansökt belopp; vi söker :
		-som vill|vilja|önskar|behöver ha|få|ha .. kr|kronor|tkr|medel|sek|ur; -som behöver .. kr|kronor|tkr
		behöver vi :; vi .. skulle behöva .. kr|kronor|tkr; söker .. utlysning*|erbjudande*; hereby apply|applies
		we .. apply|applying for; would like to apply; applies for; is applying for`,
	Encloses: `
		här|nedan|härmed|nu|bifogat kommer|är|följer|har|får|skickar|sänder|lämnar|översänder|mejlar|mailar .. <application>
		kommer|följer|finns här|nedan|nu .. <application>; kommer|följer|har vår|en|regionens|våran <application>
		bifogar|bifogad|bifogas|bifogat|bifogade|bilagd|bilagt|bilägger|biläggs .. <application>|ansök*|blankett*|formulär*
		bifogar|bifogad|bifogade .. projektplan*|projektbeskrivning*
		översänder|översändes|översänds|insänder|insändes|inkommer|inlämnar|inlämnas .. <application>
		lämnar|skickar|sänder|sender|mejlar|mailar .. in|över|härmed|här|er|dig|vår|en|nu|vidare|med .. <application>
		skickar|sänder|lämnar|mejlar|mailar <application>
		<application> .. bifogas|bifogad|bifogat|biläggs|bilagd|bifogar|bilagan|bilaga|översänds|översändes|insändes
		<application> .. nedan|här :; <application> kommer här; <application> enligt nedan
		ifylld|ifyllt|ifyllda .. blankett*|formulär*|mall*|ansök*|underlag
		fyllt|fyllde i er|ert|ansök*|blankett*|formulär*|mallen|punkterna|frågorna
		application .. attached|enclosed|below; attached|enclosed .. application; please find .. application
		bilagan|bilaga|bilagt|filen .. <application>
		<application> ligger|finns|hittar|kommer .. bilagan|bilaga|bilagd|bifog*|här|nedan
		skannad|inskannad|undertecknad|underskriven|påskriven .. <application>
		vidarebefordrar|vidarebefordras|förmedlar .. <application>`,
	Titles: `ansök*; denna|vår|våran .. ansökan; application; søknad; ansøkan; *ansökan`,
	Wants: `
		vill|önskar|skulle .. gärna .. vara med|delta|prova|testa|pröva
		skulle vilja vara|delta|prova|testa|pröva|söka|ansöka|starta|använda; vill .. vara med; vill .. vara|bli .. testbädd*; hakar på; anmäler oss
		vill .. ta del av; önskar .. ta del av; hoppas .. på .. medel|bifall|stöd; nappar på; tackar ja till`,
	Offers: `
		vårt|vår|våra|regionens bidrag|förslag|idé|upplägg|plan|intresse|tankar .. till|om|för|kring|på testbädd*|patientkontrakt*|inbjudan|utlysning*|utskick*
		tankar|förslag|idé|upplägg|plan .. om|för|till en testbädd*; svar på|svarar på .. inbjudan|utskick*|utlysning*|erbjudande*; anledning av .. inbjudan|utskick*|utlysning*|erbjudande*
		vi tänker|vill|planerar|önskar|hoppas .. göra|pröva|prova|testa|arbeta|starta|börja|bidra|delta
		tänker|vill|planerar vi .. göra|pröva|prova|testa|arbeta|starta|börja|bidra|delta
		har vi|regionen tänkt; vi har tänkt; vi .. tänkt oss`,
	Shows: `
		söker|ansöker inga|inget|ingen|inte|ej; söker vi inga|inget|ingen|inte|ej; finansierar .. själva|själv; enkät*
		hemsida*|webbplats*|webbsida*|programblad*|konferens*|tidning*|nyhetsbrev*|intranät*; du|ni bad|frågade; bett om
		redan|idag arbetar|gör; i dag arbetar|gör; arbetar|gör .. redan|idag; arbetar|gör .. i dag
		tidigare|gammal|gamla|äldre version*|ansök*; grannregion*`,
	Several: `
		två|tre|fyra|flera|2|3|bägge|båda|både .. ansökningar|ansökningarna; ansökan 1; ansökan 2
		ansökan nr|nummer 1|2; första ansökan .. andra; ansökan a|b; ena ansökan|ansökningen .. andra
		dels .. ansökan .. dels; var sin|varsin ansökan`,
	Asks: `
		undrar om|hur|vad|vilka|vilken|när|ifall|över; undrar|undring .. sök*|ansök*; funderar på|över|om|kring
		fundering*; har .. fråga|frågor; fråga|frågor .. om|kring|gällande|angående|inför|först|ansök*
		några|ett par|en snabb|en kort frågor|fråga; kan|får|kunde|skulle|går vi|man|det|en .. söka|ansöka|söks
		kan .. också|även söka; går det .. att söka|ansöka; skulle vi .. kunna|få; räcker det
		måste .. bankgiro*|man|vi|det|projektet; är det|vi okej|ok|möjligt|tillåtet|för sent|berättigade|behöriga
		vad gäller om|för|när|här|beträffande; vilka|vad .. regler|krav|kriterier|villkor|kostnader
		hur|var gör|söker|ansöker|går|fyller|lämnar|skickar|ska man|vi|det; när är sista|senast
		finns det .. kvar|möjlighet|mall|blankett|krav|pengar|medel|någon; stämmer det; hinner vi; tacksam för svar
		tacksam .. svar|besked|vägledning; kan du|ni förklara|berätta|svara|förtydliga|ge|skicka
		vem .. kan|får|ska söka|ansöka|stå|skriva; innan vi .. söker|ansöker|skickar|lämnar|bestämmer|går|sätter
		om du säger ja; om ni säger ja; om det går; får medlen|pengarna användas; får man; har vi rätt
		gäller det|erbjudandet|detta|utlysningen .. även|också|bara|för; i så fall; are we|can we .. apply
		is it possible`,
	Intends: `
		kommer|komma att söka|ansöka|inkomma|återkomma; kommer|komma .. att .. skicka|lämna|sända .. ansök*
		planerar .. söka|ansöka|ansök*; tänker|tänkt|tänkte|funderar|överväger .. söka|ansöka|ansök*
		avser att söka|ansöka|inkomma|återkomma; avser att lämna|skicka .. ansök*
		har för avsikt .. söka|ansöka|ansök*; har .. planer på att söka|ansöka
		diskuterar|pratar|resonerar|samtalar .. söka|ansöka|ansök*; om vi|jag ska|skall|bör söka|ansöka; hoppas hinna
		återkommer|återkomma .. med .. ansökan|ansökning
		ansökan|ansökning kommer .. senare|nästa|inom|i|efter|före|innan|under|till|från
		ansökan|ansökning skickas|lämnas|sänds|inkommer .. senare|nästa|inom|efter|under|när; håller på .. ansök*
		arbetar|jobbar|skriver|sitter .. på|med .. ansök*; siktar på .. söka|ansöka|skicka|lämna|ansök*
		förbereder .. ansök*; ansöker|söker senare|nästa; anmäla|anmäler .. intresse; intresseanmälan
		en ansökan .. från oss .. efter|under|i|till|nästa; ska|skall .. skriva|lämna|skicka .. ansökan
		skickar|lämnar|sänder|mejlar .. ansök* .. senast|nästa|senare|imorgon|inom|snart
		hoppas .. kunna .. söka|ansöka|ansök*; vill .. söka .. nästa|senare|till|under hösten|våren|år
		räkna med .. ansökan; ni|du får .. ansökan .. senare|nästa|inom|när|under|efter; we intend|plan to apply
		är intresserade av .. söka|ansöka|utlysning*|medlen|medel
		måndag*|tisdag*|onsdag*|torsdag*|fredag*|lördag*|söndag*|veckan|vecka|imorgon|morgon|månad*|helgen|helg|kort|dagarna kommer|får|skickar|lämnar|mejlar|mailar .. <application>
		kommer|får|skickar|lämnar|mejlar|mailar .. <application> .. på måndag*|tisdag*|onsdag*|torsdag*|fredag*|lördag*|söndag*
		kommer|får|skickar|lämnar|mejlar|mailar .. <application> .. i morgon|veckan|helgen|månaden; förvarning*; förvarnar; förvarna
		skriver|sätter|ställer jag|vi ihop|samman .. ansök*; jag|vi skriver|sätter|ställer ihop|samman .. ansök*`,
	Drafts: `
		utkast .. ansök*|synpunkter|patientkontrakt*|testbädd*
		första|bifogat|vårt|mitt|bara|endast|fortfarande .. utkast; ansök* .. utkast; utkast :
		preliminär|preliminära .. ansök*
		riktiga|slutliga|skarpa|formella|färdiga ansök* .. kommer|skickas|följer|lämnas
		innan vi|jag|den .. skickar|lämnar|lämnas|skickas .. in; innan .. skickas|lämnas|sänds in|iväg
		innan .. skickar|lämnar in
		ansök* .. inte|ej .. inskickad|inlämnad|färdig|klar|komplett|slutlig|beslutad|förankrad
		inte|ej .. inskickad|inlämnad|färdig|klar .. ansök*; arbetsversion|arbetsmaterial|råversion
		skissa|skissar|skissat .. testbädd*|ansök*
		för synpunkter|påseende|genomläsning; läs|läsa|kika|titta|ögna|granska .. innan
		behöver inte|ej registrera*|diarieför*; ska inte|ej registrera*|diarieför*|räknas|ses
		inte .. ska .. ses som .. ansökan; detta|det|här är inte en|vår .. ansökan; är ingen ansökan
		är .. ingen ansökan; ingen .. ansökan .. än|ännu; inte .. en|någon ansökan .. än|ännu; draft
		inte|ej .. skarpt|skarp|skickat|inlämnat .. än|ännu; riktiga|slutliga|skarpa|formella|färdiga ansökan
		innan jag|vi .. visar|förankrar|stämmer .. för|hos|med|av; bara|endast|mest .. skiss|idéskiss|kladd|råtext
		kladd; tidig version; första version*; not yet .. application; rough version; before we|i submit|send`,
	Draft: `*utkast*`,
	Opinion: `
		synpunkter på|innan|från; lämna|ge|ha|några|dina|era synpunkter; tycka till; tycker du|ni .. om; feedback
		läs|läsa|kika|titta|ögna .. igenom|på .. ansök*; kan|kunde|skulle du|ni .. läsa|kika|titta|kolla|granska
		bollplank; är vi på rätt väg|spår; på rätt spår|väg; ser det .. ut|bra|okej|ok; kasta .. öga|öra; på rätt nivå
		vad tror du|ni; håller .. det|den här|ihop; your thoughts|view|comments`,
	Informs: `
		fyi; för kännedom|information|info; till kännedom|info|information; tips|tipsar
		kan vara .. bra|intressant|av|värt|något; sprid|sprida|spridning gärna|vidare; skicka gärna vidare
		tipsa|informera .. gärna|om; påminna|påminnelse .. om|på|sista; glöm inte; något för|att .. er|oss|dig|söka
		sista ansökningsdag; nu kan .. söka|sökas; nu är .. öppen|öppet; utlysningen .. öppen|öppnar|bifogas
		ansökan ska innehålla; ansökan skickas till; medel kan sökas; såg .. du|ni|att; har ni|du sett
		intressant .. läsning; vidarebefordrar .. utlysning*|erbjudande*|information*|utskick*|inbjudan; vb utlysning`,
	Examples: `
		som|ett|bra|fint|gott exempel; som förebild|inspiration|mall; så här|sådan såg .. ut; från förra|föregående|en tidigare omgång*|utlysning*
		gammal|gamla|fjolårets|äldre <report>; as an example; for inspiration`,
}

// Final are words for an application that is no draft: "här kommer den slutliga
// ansökan", and not "den slutliga ansökan".
var Final = phrase.NewSet(`riktiga slutliga skarpa formella färdiga`)

// Asking are words that begin a question or, as "inte" in "inte hört något",
// stand for one: many people leave the question mark out.
var Asking = phrase.NewSet(`hur när vad har kom finns är kan vet undrar inte ännu kolla status statusen any besked`)

// None within words that apply makes them apply for nothing.
var None = phrase.NewSet(`inga inget ingen`)

// OtherPeople are others than the writer; those who apply are not they.
var OtherPeople = phrase.NewSet(`de dom han hon they he she`)

// Readers are whom a letter speaks to: "om ni undrar något".
var Readers = phrase.NewSet(`du ni you`)

// Doubts before a statement weigh it, or tell it of others.
var Doubts = phrase.NewSet(`kanske eventuellt möjligen möjligtvis troligen funderar överväger tvekar risk riskerar diskuterar
	hörde hört läste läst ryktas tydligen sägs perhaps maybe might`)

// Conditions before a statement make it none: "när regionen söker".
var Conditions = phrase.NewSet(`när om ifall innan hur when if`)
