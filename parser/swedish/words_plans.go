package swedish

// The words by which plans, deeds and hopes are known in running prose.

var planSubjects = setOf(`vi jag man we`)

var auxiliaries = setOf(`ska skall skulle vill tanker tankte planerar avser onskar kommer amnar kan kunde behover hade would will plan intend want could`)

// planFillers may stand between the auxiliary and the verb.
var planFillers = setOf(`nu garna ocksa darfor dar da forst sjalva kunna att i och under hosten varen aret host var alltsa aven gemensamt dessutom sedan framfor allt bland annat tillsammans med oss dem for pengarna medlen bidraget detta det den har dessa pa to also like battre mer vidare`)

// notPlans are verbs after the auxiliary that tell no plan for the money.
var notPlans = setOf(`behova soka ansoka ha vara tacka veta aterkomma skicka bifoga meddela be fraga hora kontakta delta medverka rapportera redovisa folja aterrapportera anmala svara halsa understryka betona poangtera namna fa apply have be know send thank sta svara tillagga komplettera aterkalla dra andra
	hanvisa invanta avvakta vanta tycka tro hoppas se na uppna`)

// improvements are verbs whose object is an effect.
var improvements = setOf(`minska oka forbattra starka hoja underlatta sakra sakerstalla undvika forebygga trygga korta bidra astadkomma na forkorta motverka framja stimulera effektivisera bryta sanka oka vinna`)

var shortInfinitives = setOf(`ge ta ga bygga gora fa sta se bjuda lagga hold run use build train hire buy develop organise arrange`)

var pastTense = setOf(`holl tog gav gick lat fick lade la satte sjong skrev bjod drog kom var hade gjorde blev sag stod akte valde ran held made`)

// notDeeds are past tenses that tell of something else than the work.
var notDeeds = setOf(`fatt sokt ansokt beviljats skickat skickade sokte ansokte fick hade trodde tyckte visste ville borde lart larde sett insett tackat haft varit tankt velat kunnat upptackt upptackte markt markte forstatt redovisat anvant anvande`)

var futures = setOf(`ska skall skulle kan kommer blir bli far vill leder ger gor vantas hoppas slipper will would can`)

var betterWords = setOf(`farre mindre battre fler okad okat okade minskad minskat minskade kortare storre slipper trygghet trygga trygg delaktighet delaktig delaktiga kontinuitet forbattrad forbattrat starkt starkta hogre lagre minskar okar forbattras starks patientsakerhet fewer better safer less trivs livskvalitet sjalvstandighet tillit fortroende`)

// notInfinitives end in a and are no verbs.
var notInfinitives = setOf(`bara sina dina mina vara era deras andra alla flera olika bada manga fasta nara extra stora sma nya gamla egna hela inga vilka sadana samma bra forsta sista sjalva langa korta`)
