package lexicon

import (
	"medelbot"
	"medelbot/parser/phrase"
)

// Film speaks of a film.
var Film = table(phrase.Table{"film": `film*; *filmen; *filmer; *film; video*; *video; *videon; inspelning*; youtube*; vimeo*`})

// Mentions are the words by which an application speaks of a testbed, of a
// guiding principle or of a part of Patientkontrakt. They are shown with their
// sentence as a hint, so that only what can hardly mean anything else stands
// here: "överenskommelse" may be one of the state's, "fast läkarkontakt" is
// something else than "fast vårdkontakt".
var Mentions = table(phrase.Table{
	string(medelbot.MentionsSafety): `
		patientkontrakt* och|för|& patientsäker*; patientkontrakt* patientsäkerhet*
		testbädd* .. patientsäker*; patientsäkerhetstestbädd*; patientsäker* .. testbädd*; testbed .. patient safety`,
	string(medelbot.MentionsCollaboration): `
		träna|tränar|öva|övar|träning i|av|på .. samverkan; träna|tränar|öva|övar samverkan; samverkansträning*
		simlab*; esther simlab*; esther sim lab; samverkanssimulering*; simulera* .. samverkan; practise|practice collaboration`,
	string(medelbot.MentionsCitizens): `
		patientkontrakt* invånare*; patientkontrakt* för invånar*; testbädd* .. invånare*; invånartestbädd*; invånarnas testbädd*
		testbed .. citizens`,

	string(medelbot.MentionsCovers): `
		alla|samtliga|fyra|tre|två|flera delar|delarna|fyra|tre|två .. patientkontrakt*; alla fyra delar|delarna
		täcker|täcka|omfattar|omfatta|rymmer|berör|innehåller .. delar|delarna .. patientkontrakt*
		delar|delarna|del|delen av|i|ur|från patientkontrakt*; patientkontrakt* .. fyra|alla|samtliga delar|delarna
		parts of patientkontrakt*`,
	string(medelbot.MentionsSpread): `
		sprida|spridas|sprids|sprider .. till|i|inom|på|över fler*|andra|övriga|hela|alla|resten|flera|resterande
		sprida|spridas|sprids .. regionen|länet|nationellt|vidare|brett|kommunerna|verksamheter*|enheter*|vårdcentraler*
		spridning|spridningen .. till|i|inom|på|över .. fler*|andra|övriga|hela|alla|resten|regionen|länet; breddinför*; bredd införa*; spridningsplan*
		införa|införas|införs|rulla|rullas|rullar|ut .. på|i|till|hela|alla|samtliga|fler|övriga regionen|länet|vårdcentraler*|enheter*|verksamheter*|kliniker*|mottagningar*
		skala|skalas|skalar upp; uppskal*; skalbar*; spridbar*; går|kan .. att|också|lätt|enkelt|sedan spridas|sprida
		andra|övriga|fler regioner|enheter|verksamheter|vårdcentraler|kliniker|mottagningar .. kan|ska|får .. använda|ta|pröva|införa
		användas|återanvändas|tillämpas .. av|i|på andra|fler|övriga|alla regioner*|enheter*|verksamheter*|vårdcentraler*|kliniker*|mottagningar*|länet*|regionen
		spread to other|more|all; scale up`,
	string(medelbot.MentionsLearning): `
		fånga|fångar|fångas|tillvara|tillvarata|dokumentera|dokumenterar|dokumenteras|sprida|sprider|spridas|dela|delar|delas|samla|samlar|samlas .. lärande*|lärdom*|erfarenhet*
		lärande*|lärdom*|erfarenhet* .. fångas|tillvaratas|dokumenteras|sprids|spridas|delas|samlas|tas; tar|ta|tas .. tillvara|vara .. lärande*|lärdom*|erfarenhet*
		följeforsk*; lärseminari*; lärande|lärandet|lärdomar|lärdomarna|erfarenheter|erfarenheterna till|med|i|för andra|fler|övriga|nätverk*|regioner*
		berätta|berättar|presentera|presenterar|redovisa|redovisar .. lärande*|lärdom*|erfarenhet*
		capture|spread|share .. learning`,
	string(medelbot.MentionsAppointed): `
		projektledare|processledare|kontaktperson|kontaktpersoner|samordnare|koordinator|verksamhetsutvecklare|utvecklingsledare|ansvarig|projektansvarig|delprojektledare patientkontrakt*
		projektledare|processledare|kontaktperson|kontaktpersoner|samordnare|koordinator|ansvarig|projektansvarig|utvecklingsledare för|i|inom patientkontrakt*
		projektledare|processledare|kontaktperson|samordnare|ansvarig för|i|inom .. arbete* .. patientkontrakt*
		projektledare|processledare|kontaktperson|samordnare för|i|inom regionens|region|vårt|våra patientkontrakt*
		projektledare|kontaktperson|samordnare för|i|inom .. införandet av patientkontrakt*
		leder|samordnar .. arbetet med patientkontrakt*; project manager for|of patientkontrakt*`,

	string(medelbot.MentionsAgreement): `
		överenskommelse|överenskommelsen|överenskommelser .. med|mellan .. patient*|invånare|invånaren|individ*|vårdgivare*|personen|familj*|föräld*|barnet
		gemensam|gemensamma|skriftlig|skriftliga|dokumenterad|dokumenterade|individuell|individuella|muntlig överenskommelse|överenskommelser
		patientens|patienternas|invånarens|personens|individens överenskommelse*; överenskommelse* .. patientkontrakt*; överenskommelse* om|i vård|vården
		överenskommelse* .. viktigt för dig|mig|patient*; överenskommelse fast|överenskommen|sammanhållen; agreement .. patient*`,
	string(medelbot.MentionsContact): `
		fast|fasta|fasta|namngiven vårdkontakt*; fast|namngiven .. vårdkontakt|vårdkontakten|vårdkontakter; named care contact`,
	string(medelbot.MentionsTime): `
		överenskommen|överenskommna|överenskomna|överenskommet tid|tiden|tider|tiderna; tid|tiden|tider .. överenskommen|överenskomna|överenskommits
		kommer|komma|kommit|kom överens om .. tid|tiden|tider; agreed time*`,
	string(medelbot.MentionsPlan): `
		sammanhållen|sammanhållna|sammanhängande|samanhållen plan|planen|planer|planerna|planering|planeringen|vårdplan*|patientplan*
		sammanhållen|sammanhållna .. plan|planen|planer; coherent plan; cohesive|coherent|coordinated care plan*`,
})

// WeakMentions speak of a testbed only where no other is named.
var WeakMentions = table(phrase.Table{
	string(medelbot.MentionsSafety): `patientsäkerhet; patientsäkerheten; patientsäkerhetsarbete*; vårdskad*; patient safety`,
})

// Denials before a word, or close behind it, tell that it is not so.
var Denials = phrase.NewSet(`inte ej icke ingen inget inga utan varken aldrig nej slopar slopa saknar saknas sakna exkl förutom ikke no not without neither`)

// NotOnly are the words behind a denial that take it back: "inte bara".
var NotOnly = phrase.NewSet(`bara enbart endast minst only just`)

// Whose words CallTurns are.
const (
	OfCall   = "the call's"
	National = "the state's" // speaks of another agreement than a patient's
)

// CallTurns are how the call itself, its form and SKR's own texts put it: whoever
// copies them has not said it.
var CallTurns = table(phrase.Table{
	OfCall: `
		vägledande princip*; principer :; ansökan|ansökningen|testbädden|testet|projektet .. ska|bör|behöver|måste innehålla|beskriva|täcka|kunna|omfatta|framgå|sökas
		ska|bör|behöver|kan .. framgå|sökas|söks|ansökas; sökas|söks av regionens; projektledare eller kontaktperson; kontaktperson eller projektledare
		projektledare|kontaktperson .. skr|skrs; skr|skrs .. projektledare|kontaktperson|samordnare; på|hos|vid|från skr; sveriges kommuner och regioner
		högst|max|maximalt 100 000|tkr; ange|beskriv|kryssa|markera|välj|fyll|redogör; regionerna kan|ska|bör|får|erbjuds; sökande|den sökande ska|bör|måste
		det finns tre|två|flera testbädd*; välj testbädd; tre testbädd*; ni|du ska|kan|bör|behöver|får|måste; er|ert|era ansökan|region|testbädd
		beredskap för att fånga och sprida|sprida; vi erbjuder|inbjuder|utlyser; utlysning*; enligt .. utskick*|inbjudan; hur avser ni; avser ni`,
	National: `
		överenskommelse* .. staten|regeringen|skr|kommunförbund*|facket|leverantör*; staten|regeringen .. överenskommelse*; nationell|nationella|statlig|statliga överenskommelse*
		överenskommelse* om god; överenskommelse* god och nära; överenskommelse* med|mellan .. kommun*|region*; länsgemensam*|lokal överenskommelse*`,
})
