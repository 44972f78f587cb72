package kind

// Sign is something that a mail says about what it is.
type Sign string

// The signs. Each is a list of phrases in signWords; a new way of saying
// something is a new line there.
const (
	fund       Sign = "names the fund"
	applies    Sign = "applies"
	encloses   Sign = "encloses an application"
	titles     Sign = "speaks of an application"
	wants      Sign = "wants to take part"
	asks       Sign = "asks about applying"
	intends    Sign = "means to apply later"
	drafts     Sign = "is a draft"
	opinion    Sign = "asks for an opinion"
	informs    Sign = "passes on information"
	otherFund  Sign = "speaks of another fund"
	job        Sign = "is about employment"
	hires      Sign = "applies for a post"
	otherThing Sign = "applies for another thing than money"
	invoice    Sign = "is an invoice"
	invites    Sign = "invites others"
	minutes    Sign = "belongs to a meeting"
	newsletter Sign = "is a newsletter"
	spam       Sign = "is advertising"
	absent     Sign = "says that the writer is away"
	automatic  Sign = "says that it is automatic"
	chases     Sign = "asks how the case is doing"
	caseWords  Sign = "speaks of a case sent in"
	withdraws  Sign = "withdraws"
	bodies     Sign = "speaks of a group or a meeting"
	keeps      Sign = "takes a withdrawal back or replaces"
	reports    Sign = "hands in a report"
	reportWord Sign = "speaks of a report"
	past       Sign = "tells what was done"
	interim    Sign = "is an interim report"
	reportLate Sign = "means to report later"
	supplies   Sign = "adds or corrects"
	several    Sign = "holds several applications"
)

// aliases stand for words that many phrases share.
var aliases = map[string]string{
	"<money>": "medel|medlen|pengar|pengarna|bidrag|kr|kronor|tkr|mkr|tusen|tusenlappar|sek|extra|ekstra|midler|finansiering|" +
		"testbäddsmedel|utvecklingsmedel|stimulansmedel",
	"<application>": "ansökan|ansökningen|ansökning|ansökningar|ansökningsblankett*|ansökningsformulär*|ansökningshandling*|testbäddsansök*",
}

// signWords are the phrases behind the signs, in Swedish first; å, ä and ö may
// be missing in the mail. See phrase for the notation.
var signWords = map[Sign][]string{
	fund: {
		"patientkontrakt*", "patient kontrakt*", "patientkontakt*", "patienkontrakt*", "pasientkontrakt*", "patientöverenskommelse*",
		"testbädd*", "testbedd*", "test bädd*", "test bed*", "testbed*", "testmiljö*", "extra medel", "extra pengar*",
		"ekstra midler|middel", "extra funding", "simlab", "ert|erat utskick*", "skr utskick*", "utskicket",
		"skr|skrs|skl erbjudande*", "ert|erat erbjudande*", "er utlysning", "er inbjudan", "samordnad|sammanhållen plan", "memeologen",
	},
	applies: {
		"!som ansök*|söker .. härmed", "härmed .. ansök*|söker|söka", "vill|vilja|skulle|önskar .. gärna .. ha|få .. kr|kronor|tkr|tusen|sek", "vill|skulle|önskar vi|jag|regionen .. ha|få .. kr|kronor|tkr|tusen|sek",
		"!som vi|jag|undertecknad|undertecknade|enheten|verksamheten|kliniken|vårdcentralen|förvaltningen|regionen|stiftelsen|föreningen|teamet .. ansöker",
		"!som ansöker .. om|hos", "region .. ansöker", "ansøker om", "!som söker .. <money>", "!som søker om|penger|støtte",
		"!som söker .. de|era|er|ert|den|det extra|utlysta",
		"!som söker|söka|ansöka för|till|om .. testbädd*|patientkontrakt*|projekt*",
		"vill|vilja|önskar|önska|ønsker|ber|härmed .. söka|ansöka|ansøka|søke|ansøke .. <money>|testbädd*|om|del",
		"anhåller .. om|härmed", "begäran|anhållan|hemställan|äskande om .. medel|pengar|bidrag|kronor|kr|tkr|stöd", "äskar",
		"äskande .. <money>", "rekvirerar", "begär .. <money>", "sökt belopp|summa", "sökt|sökta belopp|summa|medel :",
		"belopp|summa som söks :", "sökande :", "søkende :", "sökande organisation|region", "ansökt belopp", "vi söker :",
		"!som vill|vilja|önskar|behöver ha|få|ha .. kr|kronor|tkr|medel|sek|ur", "!som behöver .. kr|kronor|tkr", "behöver vi :",
		"vi .. skulle behöva .. kr|kronor|tkr", "söker .. utlysning*|erbjudande*", "hereby apply|applies", "we .. apply|applying for",
		"would like to apply", "applies for", "is applying for",
	},
	encloses: {
		"här|nedan|härmed|nu|bifogat kommer|är|följer|har|får|skickar|sänder|lämnar|översänder|mejlar|mailar .. <application>",
		"kommer|följer|finns här|nedan|nu .. <application>", "kommer|följer|har vår|en|regionens|våran <application>",
		"bifogar|bifogad|bifogas|bifogat|bifogade|bilagd|bilagt|bilägger|biläggs .. <application>|ansök*|blankett*|formulär*",
		"bifogar|bifogad|bifogade .. projektplan*|projektbeskrivning*",
		"översänder|översändes|översänds|insänder|insändes|inkommer|inlämnar|inlämnas .. <application>",
		"lämnar|skickar|sänder|sender|mejlar|mailar .. in|över|härmed|här|er|dig|vår|en|nu|vidare|med .. <application>",
		"skickar|sänder|lämnar|mejlar|mailar <application>",
		"<application> .. bifogas|bifogad|bifogat|biläggs|bilagd|bifogar|bilagan|bilaga|översänds|översändes|insändes",
		"<application> .. nedan|här :", "<application> kommer här", "<application> enligt nedan",
		"ifylld|ifyllt|ifyllda .. blankett*|formulär*|mall*|ansök*|underlag",
		"fyllt|fyllde i er|ert|ansök*|blankett*|formulär*|mallen|punkterna|frågorna", "application .. attached|enclosed|below",
		"attached|enclosed .. application", "please find .. application", "bilagan|bilaga|bilagt|filen .. <application>",
		"<application> ligger|finns|hittar|kommer .. bilagan|bilaga|bilagd|bifog*|här|nedan",
		"skannad|inskannad|undertecknad|underskriven|påskriven .. <application>",
		"vidarebefordrar|vidarebefordras|förmedlar .. <application>",
	},
	titles: {
		"ansök*", "denna|vår|våran .. ansökan", "application", "søknad", "söknad", "ansøkan",
	},
	wants: {
		"vill|önskar|skulle .. gärna .. vara med|delta|prova|testa|pröva",
		"skulle vilja vara|delta|prova|testa|pröva|söka|ansöka|starta|använda", "vill .. vara med", "hakar på", "anmäler oss",
		"vill .. ta del av", "önskar .. ta del av", "hoppas .. på .. medel|bifall|stöd", "nappar på", "tackar ja till",
	},
	asks: {
		"undrar om|hur|vad|vilka|vilken|när|ifall|över", "undrar|undring .. sök*|ansök*", "funderar på|över|om|kring", "fundering*",
		"har .. fråga|frågor", "fråga|frågor .. om|kring|gällande|angående|inför|först|ansök*",
		"några|ett par|en snabb|en kort frågor|fråga", "kan|får|kunde|skulle|går vi|man|det|en .. söka|ansöka|söks",
		"kan .. också|även söka", "går det .. att söka|ansöka", "skulle vi .. kunna|få", "räcker det",
		"måste .. bankgiro*|man|vi|det|projektet", "är det|vi okej|ok|möjligt|tillåtet|för sent|berättigade|behöriga",
		"vad gäller om|för|när|här|beträffande", "vilka|vad .. regler|krav|kriterier|villkor|kostnader",
		"hur|var gör|söker|ansöker|går|fyller|lämnar|skickar|ska man|vi|det", "när är sista|senast",
		"finns det .. kvar|möjlighet|mall|blankett|krav|pengar|medel|någon", "stämmer det", "hinner vi", "tacksam för svar",
		"tacksam .. svar|besked|vägledning", "kan du|ni förklara|berätta|svara|förtydliga|ge|skicka",
		"vem .. kan|får|ska söka|ansöka|stå|skriva", "innan vi .. söker|ansöker|skickar|lämnar|bestämmer|går|sätter", "om du säger ja",
		"om ni säger ja", "om det går", "får medlen|pengarna användas", "får man", "har vi rätt",
		"gäller det|erbjudandet|detta|utlysningen .. även|också|bara|för", "i så fall", "are we|can we .. apply", "is it possible",
	},
	intends: {
		"kommer|komma att söka|ansöka|inkomma|återkomma", "kommer|komma .. att .. skicka|lämna|sända .. ansök*",
		"planerar .. söka|ansöka|ansök*", "tänker|tänkt|tänkte|funderar|överväger .. söka|ansöka|ansök*",
		"avser att söka|ansöka|inkomma|återkomma", "avser att lämna|skicka .. ansök*", "har för avsikt .. söka|ansöka|ansök*",
		"har .. planer på att söka|ansöka", "diskuterar|pratar|resonerar|samtalar .. söka|ansöka|ansök*", "om vi|jag ska|skall|bör söka|ansöka", "hoppas hinna", "återkommer|återkomma .. med .. ansökan|ansökning",
		"ansökan|ansökning kommer .. senare|nästa|inom|i|efter|före|innan|under|till|från",
		"ansökan|ansökning skickas|lämnas|sänds|inkommer .. senare|nästa|inom|efter|under|när", "håller på .. ansök*",
		"arbetar|jobbar|skriver|sitter .. på|med .. ansök*", "siktar på .. söka|ansöka|skicka|lämna|ansök*", "förbereder .. ansök*",
		"ansöker|söker senare|nästa", "anmäla|anmäler .. intresse", "intresseanmälan",
		"en ansökan .. från oss .. efter|under|i|till|nästa", "ska|skall .. skriva|lämna|skicka .. ansökan",
		"skickar|lämnar|sänder|mejlar .. ansök* .. senast|nästa|senare|imorgon|inom|snart", "hoppas .. kunna .. söka|ansöka|ansök*",
		"vill .. söka .. nästa|senare|till|under hösten|våren|år", "räkna med .. ansökan",
		"ni|du får .. ansökan .. senare|nästa|inom|när|under|efter", "we intend|plan to apply",
		"är intresserade av .. söka|ansöka|utlysning*|medlen|medel",
	},
	drafts: {
		"utkast .. ansök*|synpunkter|patientkontrakt*|testbädd*", "första|bifogat|vårt|mitt|bara|endast|fortfarande .. utkast",
		"ansök* .. utkast", "utkast :", "preliminär|preliminära .. ansök*",
		"riktiga|slutliga|skarpa|formella|färdiga ansök* .. kommer|skickas|följer|lämnas",
		"innan vi|jag|den .. skickar|lämnar|lämnas|skickas .. in", "innan .. skickas|lämnas|sänds in|iväg",
		"innan .. skickar|lämnar in", "ansök* .. inte|ej .. inskickad|inlämnad|färdig|klar|komplett|slutlig|beslutad|förankrad",
		"inte|ej .. inskickad|inlämnad|färdig|klar .. ansök*", "arbetsversion|arbetsmaterial|råversion",
		"för synpunkter|påseende|genomläsning", "läs|läsa|kika|titta|ögna|granska .. innan", "behöver inte|ej registrera*|diarieför*",
		"ska inte|ej registrera*|diarieför*|räknas|ses", "inte .. ska .. ses som .. ansökan",
		"detta|det|här är inte en|vår .. ansökan", "är ingen ansökan", "är .. ingen ansökan", "ingen .. ansökan .. än|ännu",
		"inte .. en|någon ansökan .. än|ännu", "draft",
		"inte|ej .. skarpt|skarp|skickat|inlämnat .. än|ännu", "riktiga|slutliga|skarpa|formella|färdiga ansökan",
		"innan jag|vi .. visar|förankrar|stämmer .. för|hos|med|av", "bara|endast|mest .. skiss|idéskiss|kladd|råtext",
		"kladd", "tidig version", "första version*", "not yet .. application", "rough version", "before we|i submit|send",
	},
	opinion: {
		"synpunkter på|innan|från", "lämna|ge|ha|några|dina|era synpunkter", "tycka till", "tycker du|ni .. om", "feedback",
		"läs|läsa|kika|titta|ögna .. igenom|på .. ansök*", "kan|kunde|skulle du|ni .. läsa|kika|titta|kolla|granska", "bollplank",
		"är vi på rätt väg|spår", "på rätt spår|väg", "ser det .. ut|bra|okej|ok",
		"kasta .. öga|öra", "på rätt nivå", "vad tror du|ni", "håller .. det|den här|ihop", "your thoughts|view|comments",
	},
	informs: {
		"fyi", "för kännedom|information|info", "till kännedom|info|information", "tips|tipsar",
		"kan vara .. bra|intressant|av|värt|något", "sprid|sprida|spridning gärna|vidare", "skicka gärna vidare",
		"tipsa|informera .. gärna|om", "påminna|påminnelse .. om|på|sista", "glöm inte", "något för|att .. er|oss|dig|söka",
		"sista ansökningsdag", "nu kan .. söka|sökas", "nu är .. öppen|öppet", "utlysningen .. öppen|öppnar|bifogas",
		"ansökan ska innehålla", "ansökan skickas till", "medel kan sökas", "såg .. du|ni|att", "har ni|du sett",
		"intressant .. läsning", "vidarebefordrar .. utlysning*|erbjudande*|information*|utskick*|inbjudan", "vb utlysning",
	},
	otherFund: {
		"vinnova*", "arvsfond*", "statsbidrag*", "kulturråd*", "folkhälsomedel", "esf", "socialfond*", "interreg", "forte", "formas",
		"vetenskapsråd*", "tillväxtverk*", "postkod*", "folkbildning*", "sjukskrivningsmiljard*", "kömiljard*", "socialstyrelsen*",
		"folkhälsomyndighet*", "energimyndighet*", "boverket*", "naturvårdsverk*", "jordbruksverk*", "leader", "forskningsmedel",
		"forskningsanslag*", "doktorand*", "alf medel", "fou medel", "fou anslag", "kulturbidrag*", "föreningsbidrag*", "bygdemedel",
		"stipendi*", "försörjningsstöd", "bostadsanpassning*", "bygglov", "serveringstillstånd", "innovationsfond*", "regionbidrag*",
		"projektmedel från", "jämställdhetsmynd*", "eu medel", "horisont|horizon europa|europe|2020", "!från minnesfond*",
		"hjärt lungfonden", "cancerfonden*", "e hälsomyndighet*", "digitaliseringsmedel", "psykisk hälsa medel", "suicidprevention*",
		"omställningsfond*", "barncancerfond*", "miun", "utbildningsplats*", "kompetensfond*", "kulturbrygga*", "länsstyrelse*", "mucf", "almi", "allmänna arvs*",
		"ur|från regionens|landstingets|sjukhusets|förvaltningens|klinikens|kommunens .. *medel|*pengar|*pengarna|budget|anslag|*fond", "folkhälsoanslag*",
		"ansökan|ansöker|söker|söka|avser *fonden|*fond|*stipendiet|*stipendium|*priset",
		"ansökan|ansöker|söker|söka|medel|bidrag till|om|ur|hos .. *fonden|*stipendiet|*stipendium|*priset",
		"avser|utlysning|utlysningen|program|programmet|fond|stödform|gäller : .. *fonden|*fond|*stipend*|*priset|statsbidrag*|miljard*",
		"uppdrag|uppdraget|satsning|satsningen|överenskommelsen .. psykisk hälsa|ohälsa",
		"uppdrag|uppdraget|satsning|satsningen|överenskommelsen .. nära vård|kvinnofrid|cancerplan*|förlossningsvård*|barnhälsovård*",
	},
	hires: {
		"jag .. söker|ansöker|sökt .. tjänsten|jobbet|anställningen|befattningen|vikariatet|rollen|praktik*|sommarjobb*",
		"söker|ansöker jag .. tjänsten|tjänst|jobbet|anställning*|befattningen|vikariatet|rollen|praktik*|sommarjobb*",
		"ansökan|ansökning|intresseanmälan .. tjänsten|jobbet|anställning*|befattningen|vikariatet|rollen|praktikplats*|sommarjobb*",
		"ansökan|ansökning *tjänst|*tjänsten|*vikariat", "ansökan|ansökning som|till|om|avseende *tjänst|*tjänsten|*vikariat|*jobb",
		"mitt cv", "mitt personliga brev", "personligt brev", "meritförteckning*", "mina meriter", "löneanspråk*", "spontanansökan",
		"mina referenser", "referenser lämnas", "anställningsintervju*", "uppsägningstid*", "er annons", "platsannons*",
		"tjänsten|jobbet som .. jag", "provanställning*", "examensarbete .. hos er",
	},
	job: {
		"söker .. tjänst*|jobb|jobbet|anställning*|praktik*|sommarjobb|vikariat*|befattning*|arbete|rollen",
		"ansökan .. tjänst*|jobb*|anställning*|praktik*|sommarjobb|vikariat*|befattning*|rollen|uppdraget", "spontanansökan",
		"cv och personligt", "mitt cv", "personligt brev", "meritförteckning*", "mina meriter", "lediga tjänster|jobb|tjänst",
		"tjänstledig*", "löneanspråk", "anställningsintervju*", "legitimerad .. söker", "praktikplats*", "examensarbete*",
		"lönesamtal*", "semesteransökan", "föräldraledighet*", "kandidat*", "rekryter*",
	},
	otherThing: {
		"ansöker|söker|ansökan|ansöka .. om|till plats|platser|semester|ledighet|tjänstledig*|medlemskap|tillstånd|dispens|anstånd|förlängning|utbildning*|kurs*|konferens*|studiebesök",
		"ansökan om mer tid",
	},
	invoice: {
		"faktura|fakturan|fakturor|fakturanr|fakturanummer|fakturadatum|fakturabelopp", "förfallodag*", "förfallodatum", "förfaller",
		"att betala", "dröjsmålsränta", "betalningspåminnelse", "betalningsvillkor", "ocr", "ocr nummer", "kundnummer|kundnr",
		"inkasso*", "moms", "kreditfaktura", "oss tillhanda", "vår referens", "orderbekräftelse", "order nr|nummer", "offert*",
	},
	invites: {"anmäl er|dig .. till|via|på|senast|här|före", "välkommen|välkomna .. till|på .. utbildning*|kurs*|konferens*|webbinari*|seminari*", "mitt|vårt arvode|timpris|pris .. är|blir"},
	minutes: {
		"minnesanteckning*", "mötesanteckning*", "protokoll*", "dagordning*", "agenda*", "justera*", "närvarande", "kallelse till",
		"anteckningar från|förda", "nästa möte", "mötet den|i|på", "teamsmöte*", "teams möte*", "anslut till .. möte*", "doodle*",
	},
	newsletter: {
		"avregistrera*", "avprenumerera*", "avsluta .. prenumeration*", "avanmäl*", "du får detta|det .. eftersom|för",
		"du får .. nyhetsbrev*", "nyhetsbrev*", "unsubscribe*", "visa|läs|öppna .. i .. webbläsare*", "prenumere*",
		"veckans utlysningar", "opt out", "hantera .. prenumeration*|utskick", "anmäl dig", "boka .. plats", "early bird",
	},
	spam: {
		"bitcoin*", "krypto*", "casino*", "viagra", "seo", "sökmotoroptimer*", "million|millions usd|dollars|euro*", "inheritance",
		"beneficiary", "lån utan|upp", "vunnit", "lotteri*", "klicka här", "verifiera .. konto*", "ditt konto .. spärra*|stängs",
		"gratis .. prov*|test*", "kampanjpris*", "erbjudandet gäller", "rabatt*", "exklusivt erbjudande", "ledande leverantör",
		"boka .. demo*",
	},
	absent: {
		"är .. på semester|tjänsteresa|tjänsteresor|föräldraledig|sjukskriven|ledig|konferens|kurs|utbildning|resande|bortrest|frånvarande|sjuk|vabbar",
		"har semester", "på semester", "har slutat", "slutat .. anställning*|min",
		"åter .. den|måndag*|tisdag*|onsdag*|torsdag*|fredag*|vecka|i|på|efter|januari|augusti",
		"tillbaka .. den|igen|på|i|måndag*|tisdag*|onsdag*|torsdag*|fredag*|vecka|efter",
		"läser|läses inte|ej|sällan|endast|bara|min|mina .. e|mejl*|mail*|post*", "begränsad|begränsat .. tillgång|möjlighet",
		"vidarebefordras inte|ej", "vid|i brådskande|akuta", "inte .. nås|anträffbar", "out of .. office", "on .. leave|vacation",
		"limited access", "ute av|från kontoret", "föräldraledig", "frånvarande", "är ledig", "i mitt ställe", "under min frånvaro",
		"jobbar|arbetar inte|ej .. fredag*|måndag*|deltid",
	},
	automatic: {
		"automatiskt|automatisk|automatiserat .. svar|meddelande|genererat|utskick|mottagningskvitto|bekräftelse|mail|mejl",
		"autosvar*", "automatgenerer*", "går inte|ej .. att .. svara|besvara", "kan inte|ej .. besvaras|svara|besvara",
		"svara inte|ej på detta|det|detta", "vänligen svara inte|ej", "mottagningsbekräftelse*", "mottagningskvitto*",
		"mottagningsbevis", "vi har .. tagit emot|mottagit .. ditt|din|er|ert|erat meddelande|e|mejl|mail|post|ärende",
		"ditt|din|er|ert meddelande|mejl|mail|e|ärende|post .. mottag*|registrera*|tagits|kommit",
		"tack för .. ditt|din|ert|er mail|mejl|e|meddelande|post .. vi|besvarar|svarar|återkommer|registreras|har", "do not reply",
		"auto reply|generated", "no reply", "din förfrågan .. mottag*|registrera*", "handläggs .. i turordning",
		"svarar .. inom .. dagar|arbetsdagar|timmar|dygn",
	},
	chases: {
		"hur går|gick|gått|långt|ser|är det|läget|status|ni|statusen", "hur .. går .. med",
		"när .. får|kan|kommer|räkna|räknar vi|jag|ni|man|beslut*|besked* .. besked|beslut|svar|veta|återkoppling|räkna|pengar*|medlen",
		"när kommer|betalas|får|utbetalas .. pengar*|medlen|medel|beslut*|besked*|utbetalning*", "något|nåt nytt",
		"är .. komplett .. ?", "saknas .. något|nåt|fler* .. ?",
		"när .. besked|beslut|beslutar|fattas|meddelas|betalas|utbetalas|utbetalning", "besked .. när",
		"har ni|du .. fått|mottagit|tagit|hunnit|kommit|beslutat|läst|bedömt|sett|fattat|kunnat",
		"har .. ansökan|kompletteringen|rapporten|det .. kommit|mottagits|gått|nått|landat|registrerats|behandlats|hamnat",
		"vad händer med|nu", "status|statusen|läget .. på|för|i|med|ansök*|ärende*",
		"undrar .. ansökan|ärende*|läget|besked|beslut|status|hur det går|går",
		"finns|är det .. besked|beslut|nyheter|något nytt|klart", "fått .. fram|mottag* .. ansökan",
		"inte .. hört|fått .. något|besked|svar|bekräftelse|kvitto", "ännu inte .. hört|fått|besked",
		"väntar .. på .. besked|beslut|svar", "kom .. fram", "kan ni|du bekräfta", "var i processen|kön", "hört något",
		"vad är status*|läget", "hur ligger|står", "ligger|står vi|det|ansök*|ärende* .. till", "i kön", "hinner ni .. före|innan|till",
		"har .. beslut*|besked*|pengar* .. fattats|kommit|betalats", "någon .. aning|prognos .. när", "when .. decision|hear|know",
		"vår tur", "på tur", "vet ni|du .. när|om .. klart|klar|beslut*|besked*|får|kommer", "vågar vi .. boka|börja|starta|räkna|anställa",
		"bör|ska|kan vi .. vänta|boka|börja|starta|påbörja|räkna", "hänt|hända|händer .. något|nåt|med", "tidsplan* .. beslut*|besked*|svar",
		"får|få vi|jag .. besked|beslut|svar", "kolla|höra .. läget|hur|om|status", "any news|update", "status of our",
	},
	caseWords: {
		"vår|våran|min|regionens|denna|våra|inskickad* ansökan|ansökningar|ansökning|rapport|komplettering|ärende",
		"vårt|ert|mitt ärende*", "ärende*", "dnr|diarienummer|ärendenummer|ärendenr",
		"vi|jag .. skickade|lämnade|sökte|ansökte|mejlade|kompletterade", "har vi|jag .. skickat|lämnat|sökt|ansökt",
		"vi|jag har .. skickat|lämnat|sökt|ansökt", "sökta|sökt medlen|medel", "ansökan .. som vi|jag .. skickade|lämnade|gjorde",
		"ansökan från region|oss|den", "skickade|lämnade in .. ansökan", "inskickad|inlämnad|insänd .. ansökan",
	},
	withdraws: {
		"återtar", "återta .. ansök*|vår|den", "återtas", "återkallar", "återkallas", "återkallande .. ansök*|av",
		"återkalla .. ansök*|vår|den", "återkallelse", "drar .. tillbaka|tillbaks", "dra tillbaka|tillbaks",
		"dra .. ansökan .. tillbaka|tillbaks", "dras tillbaka|tillbaks", "trekker .. tilbake|tillbaka",
		"avstår .. ansök*|medel|medlen|bidrag*|från", "avbryter|avbryta .. ansök*|testbädd*",
		"inte längre .. söka|aktuell*|aktuellt|ha|behov|ansök*|söker|gäller", "tackar|tacka nej .. till|medel*",
		"behöver inte .. längre|pengarna|medlen", "stryk|stryka|makulera|annullera|ta|tar|bortse bort .. ansök*",
		"stryk|stryka|makulera|annullera|bortse .. ansök*", "drar|dra oss|sig|mig ur", "hoppar|hoppa av",
		"inte .. gå vidare|fullfölja|fortsätta|genomföra .. testbädd*|ansök*|projekt*|med", "kan avsluta|stänga|lägga ärendet|ansök*",
		"ta|tar|tagit|dra .. tillbaka|tillbaks .. ansök*", "ta|tar|dra|drar .. ansök* .. tillbaka|tillbaks",
		"stryk|stryker|plocka|plockar oss|den|vår|ansök* .. från|bort|ur", "backar|backa ur|från", "lägger|lägga|lägg ner|ned .. ansök*|testbädd*|projekt*",
		"ansök*|testbädd*|projektet .. blir inte av|något", "stryk|stryka|stryker oss", "släpp|släppa|släpper .. ansök*", "inget av .. ansök*|testbädd*|projekt*",
		"inte längre .. vara|delta med|i", "ansök* .. kan|ska läggas|stängas|avslutas|strykas", "kliver av", "vill inte .. söka|ansöka|fullfölja|gå", "withdraw*",
	},
	bodies: {"nätverk*", "arbetsgrupp*", "styrgrupp*", "referensgrupp*", "sändlist*", "mejllist*", "maillist*", "utbildningen", "kursen", "mötet", "konferensen"},
	keeps: {
		"ersätter|ersätta|ersätts .. ansök*|tidigare|den|föregående|av", "i stället|istället för .. ansök*|tidigare", "ny version",
		"reviderad ansök*", "uppdaterad ansök*", "återkalla* meddelande*", "istället .. en ny",
	},
	reports: {
		"här|nedan|härmed|nu kommer|är|följer|har|får|skickar|sänder|lämnar|översänder .. rapport*|slutrapport*|redovisning*|slutredovisning*|återrapport*",
		"kommer|följer här|nedan|nu .. slutrapport*|rapport*|redovisning*",
		"kommer vår|en|regionens|slutrapport* .. rapport*|redovisning*|slutredovisning*",
		"bifogar|bifogad|bifogas|bifogat|bilagd|bilägger|biläggs .. rapport*|slutrapport*|redovisning*|slutredovisning*|återrapport*",
		"översänder|översändes|översänds|insänder|inkommer|lämnar|skickar|sänder|redovisar .. rapport*|slutrapport*|redovisning*|slutredovisning*|återrapport*|testbädd*|resultat*|hur|arbetet|projektet|medlen|insatsen|här",
		"slutrapport*|slutredovisning*|rapport|redovisning|återrapport|återrapportering|återredovisning av|för|från|om|testbädd*|patientkontrakt*|enligt|pk",
		"slutrapport*|slutredovisning* :", "se bifogad|bifogat rapport*|slutrapport*|redovisning*|slutredovisning*|återrapport*",
		"rapport*|slutrapport*|slutredovisning*|redovisning* .. bifogas|bifogad|biläggs|nedan|bilagan|bilaga|här",
		"vår|våran slutrapport*|rapport|redovisning|slutredovisning*|återrapport*", "rapporterar .. här|härmed|enligt|testbädd*",
		"final report", "report .. attached",
	},
	reportWord: {
		"slutrapport*", "slutredovis*", "rapport*", "återrapport*", "återredovis*", "redovisning*", "redovisar", "final report",
		"report",
	},
	past: {
		"har .. genomfört|använts|använt|arbetat|haft|hållit|lärt|utbildat|gjort|testat|prövat|träffat|provat|varit|tagit|ordnat|bjudit|kostat|gått|lett|visat",
		"genomförde*", "användes", "använts till", "gick till|åt", "lärdom*", "lärande*", "lärde", "vi|det blev", "resultatet blev|är",
		"deltog", "medverkade", "testbädden pågick|bestod|genomfördes|avslutades|har", "blev över|kvar", "genomförts",
		"höll|startade|bjöd|ordnade|testade|provade|prövade|utbildade|träffades",
	},
	interim: {
		"delrapport*", "lägesrapport*", "delredovisning*", "halvtidsrapport*", "lägesbeskrivning", "interim report",
	},
	reportLate: {
		"rapport*|slutrapport*|redovisning*|slutredovisning*|återrapport* .. kommer .. senare|nästa|inom|efter|under|i|före|till|när",
		"återkommer .. rapport*|slutrapport*|redovisning*|slutredovisning*",
		"kommer|ska att|vi .. skicka|lämna|skriva|sammanställa .. rapport*|slutrapport*|redovisning*", "anstånd|uppskov|dispens",
		"förläng* .. tid*|rapport*|projekt*|testbädd*", "skjuta .. på|upp",
		"lämna|skicka|komma .. rapport*|slutrapport*|redovisning* .. senare", "försen*", "hinner inte",
		"arbetar|jobbar|skriver|håller .. på|med .. rapport*|slutrapport*|redovisning*",
	},
	supplies: {
		"komplettering*", "kompletterar*", "komplettera|komplettert", "kompletterande", "rättelse*", "rättar", "rätta", "korrigering*",
		"korrigerar", "korrekt|rätt|korrekta bankgiro*|plusgiro*|konto*|nummer|belopp|summa|uppgift*", "ändring*", "ändrar",
		"ändrat|ändras", "ändra .. till|från|belopp*|summa*|bankgiro*|konto*|kontakt*", "tillägg*",
		"uppdaterad|uppdaterat|uppdatering|reviderad|reviderat|nytt|ny|nya .. belopp|bankgiro*|konto*|kontaktperson|summa|version|budget|uppgifter|ansökan|nummer|kontonummer|plusgiro*",
		"glömde|glömt|missade|missat|saknades|saknade|saknas|fattades", "det som saknades|saknas|fattades|efterfråga*",
		"här .. kommer|är .. uppgift*|kontonum*|bankgiro*|plusgiro*|kontot|svar*|resten|önskade|numret|summan|beloppet|kontaktperson*",
		"här .. är det ni|du|som|efterfråg*", "de uppgifter|uppgifterna .. begärt|bett|efterfråg*|saknades|ni",
		"fel .. bankgiro*|konto*|nummer|belopp*|summa*|siffra|siffror|siffr*", "räknat|räknade fel", "skrev|skrivit fel",
		"ska .. vara|stå .. inte|istället|i", "tar över .. som", "byter|byte|bytt kontaktperson", "ny kontaktperson",
		"kontaktperson .. blir|är|byts", "supplement*", "correction",
	},
	several: {
		"två|tre|fyra|flera|2|3|bägge|båda|både .. ansökningar|ansökningarna", "ansökan 1", "ansökan 2", "ansökan nr|nummer 1|2",
		"första ansökan .. andra", "ansökan a|b", "ena ansökan|ansökningen .. andra", "dels .. ansökan .. dels",
		"var sin|varsin ansökan",
	},
}

var words = newBook(signWords)
