package lexicon

import (
	"medelbot"
	"medelbot/parser/phrase"
)

// Cues are the words by which running prose, without any heading, tells an
// element. Those that begin the element's own words stand in it too.
var Cues = table(planCues, reportCues)

// planCues are those of an application.
var planCues = phrase.Table{
	string(medelbot.Purpose): `
		pengar*|medl*|medel|bidrag*|slantar*|summan|beloppet|stödet|kronorna|resurserna ska|skall|skulle|kommer|vill|tänker|tänkte|går|behövs!
		pengar*|medl*|slantar*|summan|beloppet|bidrag* använd*|avser|täcker|räcker|finansierar|betalar!
		för pengar*|medl*|slantar*|beloppet|summan|dem|det; med pengar*|medl*|slantar*|bidrag*|stödet .. vi|kan|ska|vill!
		för de|dessa|den här pengar*|medl*|slantar*|summan|kronorna!
		använd* pengar*|medl*|medel|bidrag*|dem|slantar*|summan|detta|till!
		vill|ska|tänker|planerar|skulle .. använda!
		har i åtanke|sikte!; det vi .. tänkt|tänker|planerar!
		merparten|huvuddelen|större|största|hälften|resten|tredjedel .. av summan|pengar*|belopp*|medl*|slantar* är|går|ska|blir!
		hit|dit går pengar*|medl*!; tänkt .. lägga|använda|göra
		ta fram; köpa in; anställa; arvodera; utbildning av; i form av
		vi planerar!; planerar vi!; vi har planer på!; vi satsar på; vi kommer att; har vi tänkt; vi har tänkt!
		vi erbjuder|ordnar|anordnar|bjuder|håller|genomför|testar|provar|köper|utbildar|tar fram|tar|startar|bygger|filmar|trycker|låter!
		idén är; vårt|vår förslag|idé|tanke|plan|upplägg|önskan|satsning|insats|projekt .. är|består|handlar|går!
		vår idé är|består; idé om|att; tanken är; vår tanke är; planen är; vår plan är; förslaget är
		vi planerar att|en|för; vi tänker oss|att; det vi vill göra!; det handlar om
		vi behöver pengar*|medl*|dem .. till!; ska|skall|skulle bekosta|finansiera|täcka|betala|gå till|räcka till!
		går till; gå till; används|användas till!; avser kostnad*; kostnader för; lägga .. pengar* på!; lägger .. på
		insatsen består; testbädden består|ska|kommer|går|handlar!; testbädden går ut på!
		projektet består|går|ska|kommer|handlar!
		the money will|would|is|shall!
		we want|would|plan|intend|will .. use|run|hold|train|build|test|develop|organise|arrange!; the funds!
		pengene skal; midlene skal; vi vil; till att; lön till; arvode till|åt; det ska räcka till; därför vill vi
		nu vill vi; tänkt att använda; tänkt använda; kronor .. till; kr .. till; innebär att vi; upplägget är
		arbetet består; vi gör; i praktiken; så vi vill; skulle gå till`,
	string(medelbot.Effects): `
		vi|jag hoppas!; hoppas vi; hoppas på att; hoppas att; hoppas kunna; vi|jag tror att; vi vill uppnå!
		vill uppnå!; vill vi uppnå!; uppnå att|är|med; målet är!; mål är!; målet med!; målsättning*!; syftet är!
		syftet med!; syfte är; syftar till!; i syfte att!; leder till!; leda till!; ledar till; effekten!; effekterna!
		önskad|önskade effekt*!; förväntad|förväntade effekt*|nytta!; resultatet ska|blir|vi
		förhoppning|förhoppningen|förhoppningar|förhoppningarna!; vinsten är|blir; nyttan är|blir; vi vill att!
		vi vill se!; vill vi se!; vill vi att!; vi önskar att!; önskar vi; vi räknar med att!; räknar vi|jag med!
		tror vi|jag att; väntas .. leda|minska|öka|ge|bli!; förväntas .. leda|minska|öka|ge|bli!; vi förväntar oss!
		förväntar vi oss!; målbild*; det ska ge; ska ge oss; ska bidra till!; bidra till!; bidrar till!; ska göra att!
		gör att; då kan; så att!; därmed; på så sätt; på sikt
		vårt mål!; våra mål!; vi|jag drömmer|längtar!; drömmer vi|jag!; drömmen är!; vår dröm!; vår förhoppning
		vi vill slippa!; kan vi slippa; slutar vi|patienter*|folk!; we dream!; want .. to achieve!; vi vill nå
		vi ser framför oss!; drömm*; åstadkomma; vi siktar på; blir bättre
		ska bli|minska|öka|stärkas|förbättras|känna; lyckas vi; faller väl ut!; om ett år; efter ett år
		i förlängningen!; vinner på; gynnar; om det går som; om vi lyckas!; då får; får patienter*; we hope!
		the|our|my|main goal|aim|hope!; we expect!; so that!; lead to!; vi|jag håper|håber!; håper|håber vi|jag!; vi haaper
		för att patienter*|fler|färre|alla|minska|öka|stärka|förbättra|nå|skapa|den|de|personer|invånare*|ingen|varje|undvika|förebygga|trygga
		skillnaden; ambition*; vi ønsker; meningen är att; meningen med; avsikten är!; vi längtar efter
		ge patienter*; ska patienter*; vad vi vill|hoppas; det vi vill!; det vi hoppas!; vore det`,
	string(medelbot.Contact): `
		kontaktperson*!; kontakt är|blir; kontakt för uppfölj*|rapport*|redovis*!; kontakta om uppfölj*|rapport*!
		kontakta .. om uppfölj*|rapport*|frågor!; är .. kontakt; är kontakt!
		ansvarar för .. uppfölj*|rapport*|redovis*|återrapport*!
		ansvarig* för .. uppfölj*|rapport*|redovis*|återrapport*|följ*!; ansvar för .. uppfölj*|rapport*|redovis*!
		håller i .. uppfölj*|rapport*|redovis*!; följer upp!; följa upp .. och rapport*|redovis*!; skriver rapport*!
		skriva rapport*!; sköter uppfölj*|rapport*|redovis*!; sköta uppfölj*|rapport*
		svarar för uppfölj*|rapport*|redovis*|återrapport*|återkoppling*!; står för uppfölj*|rapport*|återrapport*
		för uppfölj*|rapport*|redovis*|återrapport*|återkoppling* .. svarar|ansvarar|står!
		uppfölj*|rapport*|redovis*|återrapport*|återkoppling* sköter|skriver|gör|ansvarar|svarar|står|tar|lämnar jag|undertecknad|undertecknade|nedantecknad|avsändaren!
		ansvarig* .. uppfölj*|rapport*|redovis*|återrapport*|återkoppling* .. undertecknad|undertecknade|nedantecknad|jag!
		uppföljning* .. sköts|görs|ansvarar|håller|håller jag|svarar|sköter!
		rapport* .. sköts|skrivs|lämnas|svarar|ansvarar .. av|jag!; ansvarar för att!; ansvarig för att
		contact person!; responsible for .. follow*|report*!; tar hand om uppfölj*|rapport*!; projektledare är!
		projektledare för|blir!; leder arbetet; leder projektet; koordinerar; samordnar; håller ihop
		håller i trådarna; redovisar|rapporterar .. till er!; återkopplar; uppföljningsansvarig!; rapporten skriver!
		den som följer upp!; för uppföljning; rapporterar!; redovisar; ansvarig är; ansvarig blir; kontakta mig!
		kontakta undertecknad!; frågor .. till mig|undertecknad; hör .. av er till mig|oss; ansvarlig for
		upplysningar .. undertecknad|mig!
		kontakt jag|undertecknad!; kontakt jag själv!; kontaktar ni mig|undertecknad!
		håller koll o|och skriver|rapporterar!; berättar .. hur det gick|går!
		jag som håller|skriver|svarar|ansvarar|rapporterar|redovisar|följer!
		jag håller|skriver|svarar|ansvarar .. uppfölj*|rapport*|redovis*!; kontakt det blir|är .. kollega; kontakten det blir|är
		skriv|sätt|anteckna|notera upp|opp mig|mej|mä|undertecknad .. uppfölj*|rapport*|redovis*!; sätt|skriv|ange|anteckna .. som kontakt
		ska|skall|kan ni .. ha|hålla kontakt|kontakten med!; ni|er .. ska ha kontakt med!; ska|skall|kan ni höra av er till!; hör|hörs ni av er till!; ni ska|skall|kan höra av er till!; ni hör av er till!; ska ni vända er|ringa|mejla!; vänder|vänd ni er .. till i fortsättningen|framöver!`,
	Other: `
		utbetal*; sättas in; sätts in; sätt in; betalas; bankgiro*; plusgiro*; bg; kontonummer*; kontonr
		konto; clearing*; ekonomiavdelning*; faktura*; kontaktperson*; hör .. av; tveka inte; återkom; tack för
		tack på förhand; ser fram emot; vänligen; hälsning*; bifog*; se bilaga; bilagan; säg till; hoppas ni
		hoppas ni|du|detta; hoppas .. höra|besked|svar|snart|ansökan|beviljas!; frågor; mvh; meddela; ring gärna
		maila; mejla gärna; svar på; ansökan om; söker härmed; ansöker härmed; medfinansier*; egen insats; egeninsats*
		bidrar regionen; regionen bidrar; hej; redovisas; uppföljning*; bekräfta`,
}

// SoThat parts what is done from what it shall lead to, in one sentence.
var SoThat = table(phrase.Table{
	"effects": `
		så att
		så patient*|patienterna|invånar*|alla|fler|färre|de|dom|man|den|folk|personalen|ingen .. kan|ska|slipper|får|vågar|vet|blir|känner|förstår
		i syfte att; med målet att; med målsättningen att; med syfte att; vilket ska|skall|kommer|gör|leder|kan|bidrar
		för a|att minska|öka|stärka|förbättra|nå|skapa|undvika|förebygga|trygga|underlätta|patienter*|fler|färre|alla|ingen|varje|personer|invånare*|den|de|ge|få|korta|säkra|uppnå|möta|höja|sänka
		so that; slik at; i hopp om att; på så sätt; och därmed; därigenom; in order that; sådan att; som leder till
		som ska leda till`,
})
