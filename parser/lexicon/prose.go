package lexicon

import "medelbot/parser/phrase"

// The words by which plans, deeds and hopes are known in running prose: "vi
// vill bygga", "har vi provat", "blir tryggare".

// Subjects are those who plan and do.
var Subjects = phrase.NewSet(`vi jag man we`)

// Auxiliaries stand beside a subject and before the verb of a plan.
var Auxiliaries = phrase.NewSet(`
	ska skall skulle vill tänker tänkte planerar avser önskar kommer ämnar kan kunde behöver hade would will plan
	intend want could`)

// PlanFillers may stand between the auxiliary and the verb.
var PlanFillers = phrase.NewSet(`
	nu gärna också därför där då först själva kunna att i och under hösten våren året höst var alltså även gemensamt
	dessutom sedan framför allt bland annat tillsammans med oss dem för pengarna medlen bidraget detta det den har
	dessa på to also like bättre mer vidare`)

// NotPlans are verbs after the auxiliary that tell no plan for the money.
var NotPlans = phrase.NewSet(`
	behöva söka ansöka ha vara tacka veta återkomma skicka bifoga meddela be fråga höra kontakta delta medverka
	rapportera redovisa följa återrapportera anmäla svara hälsa understryka betona poängtera nämna få apply have be
	know send thank stå svara tillägga komplettera återkalla dra andra hänvisa invänta avvakta vänta tycka tro hoppas
	se nå uppnå`)

// Improvements are verbs whose object is an effect.
var Improvements = phrase.NewSet(`
	minska öka förbättra stärka höja underlätta säkra säkerställa undvika förebygga trygga korta bidra åstadkomma nå
	förkorta motverka främja stimulera effektivisera bryta sänka öka vinna`)

// ShortInfinitives are verbs of a plan that do not look like one.
var ShortInfinitives = phrase.NewSet(`
	ge ta gå bygga göra få stå se bjuda lägga hold run use build train hire buy develop organise arrange`)

// NotInfinitives end in a and are no verbs.
var NotInfinitives = phrase.NewSet(`
	bara sina dina mina vara era deras andra alla flera olika båda många fasta nära extra stora små nya gamla egna
	hela inga vilka sådana samma bra första sista själva långa korta`)

// PastTense are deeds that do not look like one.
var PastTense = phrase.NewSet(`
	höll tog gav gick låt fick lade la satte sjöng skrev bjöd drog kom var hade gjorde blev såg stod åkte valde ran
	held made`)

// NotDeeds are past tenses that tell of something else than the work.
var NotDeeds = phrase.NewSet(`
	fått sökt ansökt beviljats skickat skickade sökte ansökte fick hade trodde tyckte visste ville borde lärt lärde
	sett insett tackat haft varit tänkt velat kunnat upptäckt upptäckte märkt märkte förstått redovisat använt använde`)

// Futures say that a change is to come.
var Futures = phrase.NewSet(`ska skall skulle kan kommer blir bli får vill leder ger gör väntas hoppas slipper will would can`)

// Better are comparisons that tell a change for the better.
var Better = phrase.NewSet(`
	färre mindre bättre fler ökad ökat ökade minskad minskat minskade kortare större slipper trygghet trygga trygg
	delaktighet delaktig delaktiga kontinuitet förbättrad förbättrat stärkt stärkta högre lägre minskar ökar
	förbättras stärks patientsäkerhet fewer better safer less trivs livskvalitet självständighet tillit förtroende`)

// BetterStems do so with -are: "tryggare".
var BetterStems = table(phrase.Table{
	"better": `
		trygg*; tydlig*; enkl*; snabb*; lugn*; säkr*; stark*; kort*; delaktig*; självständig*; jämlik*; bekväm*
		smidig*; lättar*; när*; hög*; låg*; klok*; nöjd*; piggar*; friskar*`,
})
