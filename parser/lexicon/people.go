package lexicon

import "medelbot/parser/phrase"

// Selves are the ways to speak of oneself as the contact.
var Selves = table(phrase.Table{
	"self": `
		undertecknad*; nedantecknad*; jag; mig; jag själv; jag som; är|blir jag; jag håller|sköter|svarar|ansvarar|tar|skriver|följer
		mej; skriv|sätt|anteckna upp|opp mä; avsändaren; avsändare; min person; mina uppgifter; samma som ovan; samma person; ovanstående; se ovan
		enligt ovan; i am|will; me; myself; the undersigned; jeg; meg; dito; samma; nedanstående; se signatur
		se nedan; enligt nedan; uppgifter nedan; uppgifter i signaturen; enligt signatur`,
})

// OwnNumbers change the sender's own telephone number, which an application
// gave: "ändra mitt nummer till 070-174 06 05".
var OwnNumbers = table(phrase.Table{
	"number": `
		ändra|ändrar|ändrat|byt|byta|bytt|byter|ersätt|uppdatera|rätta|justera|korrigera .. mitt|min <phone>; mitt|min nya|riktiga|rätta|korrekta <phone>
		mitt|min <phone> .. ändras|ändrats|bytts|fel; har .. bytt <phone>; fått .. nytt|ny <phone>
		nås|når .. mig .. istället|numera|hädanefter; nås|når .. mig .. i stället; rätt|korrekt <phone> till mig`,
})

// Leaves says of somebody that another is to be the contact.
var Leaves = table(phrase.Table{
	"leaves": `
		slutar|slutat|slutade hos|här|på|i|den|vid|sin|sitt|nu|till; har slutat; går|gått|gick i pension; byter|bytt|bytte jobb|arbete|tjänst
		går|gått|gick på föräldraledig*|föräldraledighet; är|blir|blev föräldraledig|pensionär|sjukskriven; lämnar oss|regionen|sin|tjänsten
		har lämnat; is leaving; has left`,
})

// Succeeds names somebody to be the contact in the place of another.
var Succeeds = table(phrase.Table{
	"succeeds": `
		i stället|istället antecknar|anteckna|skriver|skriv|sätter|sätt|anger|ange|noterar|notera|kontaktar|kontakta|vänder|för|har
		antecknar|anteckna|skriver|skriv|sätter|sätt|anger|ange|noterar|notera|kontaktar|kontakta .. i stället|istället
		tar|ta över; tar|ta .. över; i fortsättningen|framöver|hädanefter är|blir det; är|blir det .. i fortsättningen|framöver|hädanefter; efterträder; efterträds; efterträdare; ersätts av; ersättare; ny|nya kontakt*`,
})

// OldNumber stands before a telephone number that another replaces.
var OldNumber = phrase.NewSet(`från inte ej gamla gammalt stället_för istället_för gamla_numret numret_från`)

// NotNames are words with a capital that begin sentences, titles, places and
// organisations, and no person's name.
var NotNames = phrase.NewSet(`
	region regionen landstinget landsting sveriges kommuner regioner tel telefon tfn mobil mob mobiltelefon epost mejl
	mail växel direkt fax adress box postadress besöksadress kontaktperson kontakt kontaktuppgifter ansvarig ansvar
	projektledare samordnare enhetschef verksamhetschef verksamhetsutvecklare utvecklingsledare utvecklare
	sjuksköterska läkare överläkare handläggare chef koordinator processledare strateg utvecklingsstrateg
	vårdutvecklare avdelningschef sekreterare assistent distriktssköterska kurator psykolog fysioterapeut
	arbetsterapeut specialist sköterska barnmorska logoped dietist nära vård vårdcentralen vårdcentral hälsocentral
	hälsocentralen lasarett lasarettet sjukhus sjukhuset kliniken klinik mottagningen avdelning enhet enheten område
	området förvaltning förvaltningen regionstab hälso sjukvård primärvården primärvård närhälsan närsjukvården
	psykiatri habilitering rehab vi jag det den de detta för på av och med till i en ett om hej hei tack sökt sökande
	summa belopp bankgiro plusgiro konto kontonummer bg pg swedbank handelsbanken nordea seb clearing iban
	patientkontrakt testbädd ansökan utskicket skr skl rapport rapportering uppföljning projekt pengarna medlen
	målgrupp aktörer syfte effekter undertecknad vänliga vänlig hälsning hälsningar mvh bästa med kind regards phone
	email mobile contact responsible person project manager frågor vid som hon han hen ni min vårt var alla när vad
	vem vilka hur esther simlab enligt kommun kommunen stiftelsen föreningen kl måndag tisdag onsdag torsdag fredag
	januari februari mars april maj juni juli augusti september oktober november december sjukhusgatan storgatan
	nygatan sverige sweden stockholm göteborg malmö betalning utbetalning referens kostnadsställe ekonom ekonomi
	ekonomiavdelningen controller sekretariat registrator kansli nu där har dock även dessutom att är blir kan ska
	e-post e-mail e-postadress utvecklingsavdelningen kvalitet stab hr it org dnr www e post to namn name befattning
	titel title roll svar fråga sökes söker follow up reporting vårdutveckling patientsäkerhet invånare vårdgivare fru
	sätt skriv ange anteckna notera byt herr dr prof docent leg the and of our we i in is will are this bitr biträdande personal team teamet gruppen
	arbetsgruppen projektgruppen styrgruppen`)

// NotNameParts begin or end words that no person's name is.
var NotNameParts = table(phrase.Table{
	"part": `
		kontakt*; ansvar*; projekt*; utveckling*; verksamhet*; sjukvård*; sjuksköt*; vårdcentral*; hälsocentral*
		telefon*; koordinator*; chef*; ledare*; strateg*; samordnar*; patient*; mottagning*; lasarett*; sjukhus*
		klinik*; avdelning*; gatan*; vägen*; kommun*; uppfölj*; rapport*; region*; utredare*; förvaltning*
		sköterska*; läkare*; terapeut*; bankgiro*; plusgiro*; handlägg*; utvecklare*; ekonom*; enhet*
		*kontakt; *ansvar; *projekt; *utveckling; *verksamhet; *sjukvård; *sjuksköt; *vårdcentral; *hälsocentral
		*telefon; *koordinator; *ledare; *strateg; *samordnar; *patient; *mottagning; *lasarett; *sjukhus; *klinik
		*avdelning; *gatan; *vägen; *kommun; *uppfölj; *rapport; *region; *utredare; *förvaltning; *sköterska
		*läkare; *terapeut; *bankgiro; *plusgiro; *handlägg; *utvecklare; *ekonom; *enhet`,
})

// NameParticles stand within names in small letters.
var NameParticles = phrase.NewSet(`von af de van la der al el ibn bin`)

// NotBeforeNames are words after which capitals name no person.
var NotBeforeNames = phrase.NewSet(`region landstinget stiftelsen vårdcentralen kommun föreningen avdelningen`)

// NamesContact says that a mail speaks of the contact at all.
var NamesContact = table(phrase.Table{
	"contact": `*kontakt*; *ansvarig*; skriv|sätt|anteckna|notera upp|opp mig|mej|mä`,
})

// FollowUps are the words for what the contact answers for.
var FollowUps = table(phrase.Table{
	"follow up": `uppfölj*; följer|följa upp; rapport*; slutrapport*; redovis*; återrapport*; återkoppl*; oppfølg*; opfølg*; follow up; report*`,
})

// Switchboard stands before a telephone number that is nobody's own.
var Switchboard = table(phrase.Table{
	"switchboard": `växel*`,
})
