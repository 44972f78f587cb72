package lexicon

import (
	"medelbot"
	"medelbot/parser/phrase"
)

// Other is the key of labels and sentences that tell something that no
// element asks for. They end what stands before them.
const Other = "other"

// Labels are the words of headings, questions and table rows, by element.
// A label is taken for the element whose phrases cover most of it, so that
// people may put it in their own words.
var Labels = table(planLabels, reportLabels, otherLabels, englishLabels)

// planLabels are those of an application.
var planLabels = phrase.Table{
	string(medelbot.Applicant): `
		vem som söker!; vem söker!; grunduppgifter om*!; uppgifter om .. sökande*!; part .. ägare
		uppgifter om projekt*; vilka som söker!; vilka söker!; vilken region .. söker!; sökande*; sökare; søkende
		söknande; ansökande; ansöker; huvudsökande; vem ansöker!; vem är ni!; vilka är ni!; vilka är vi!; vem är vi
		vem som ansöker!
		vem som vill|önskar söka!; vilka vi är!; vem vi är!; det här är vi; vi som söker!; vi heter; söker gör
		projektägare*; bidragsmottagare; medelsmottagare; stödmottagare; anslagsmottagare; uppgifter om sökande*
		uppgifter om sökanden
		sökande organisation*!; sökande region*!; organisation; organisationens namn; namn på organisation*; region
		regionens namn; landsting; verksamhet; avsändare; från; applicant*!; applying organi*!; name of applicant
		who applies!; who is applying!; organisation name; sökanden; hvem söker!; hvem som söker!; söker; huvudman
		namn på sökande*; ansökan från; inskickad av; vem det är som söker!; enhet`,
	string(medelbot.Reference): `
		patientkontrakt*; extra medel .. patientkontrakt*!; träna samverkan!; esther simlab!; simlab; erbjudande*
		inbjudan*; hänvisning .. patientkontrakt!; hänvisning; hänvisar till; avser; gäller; det gäller!; gjelder
		ärende; utlysning*; utskick*; testbädd; vilken testbädd; reference*; regarding; angående; ang; program; call
		inom; ansökan avser; ansökan gäller!; refererar till; koppling till patientkontrakt!; vad det gäller; rubrik
		område; hänvisning till utskick*; med hänvisning; insatsområde; vad det handlar om!; det handlar om!
		vad det rör!; vad vi svarar på!`,
	string(medelbot.Amount): `
		summa; summan; sökt|sökta|söker|ansökt|ansökta|önskad|önskat|begärd|begärt|sökande belopp|summa|medel|bidrag!
		belopp*; beløp; søknadsbeløp; sökbelopp; sökt; summa .. söks!; summa .. söker; summa .. sökes; belopp .. söks!
		belopp som söker; vilken summa!; vilket belopp!; hur mycket!; hur mycket pengar!
		så mycket!; så .. mycket!; så mycket .. behöver!; så mycket .. söker!; så mycket .. kostar; vi söker; äskad*
		äskande*; äskar; medel vi söker!; testbäddsmedel; sökta bidrag*!; medel som efterfrågas!; bidrag från
		sökta pengar; bidrag; bidragsbelopp*; önskad summa!; söks; att söka; ansökan om belopp; ansökt; stödbelopp
		kostnad; kronor; pengar vi söker!; så mycket pengar; så mycket vill vi ha!; pris; prislapp*; kostar
		kostar .. kalaset!; det kostar; ber om; så mycket kostar!; pengar vi behöver!
		amount*; sum; requested|applied sum|amount|funding!; funding; sum applied for!; hvor mye!; totalt; totalt sökt
		total summa; sökes; det vi söker; söka om; medel; vi behöver; vi skulle behöva; pengar; hur mycket vi söker!
		sum vi söker; totalsumma; vad vi söker`,
	string(medelbot.Purpose): `
		vad pengar* ska|skall .. till!
		pengar*|medel*|medl*|middel*|middl*|slantar*|bidrag*|summan|stödet|stöd|kronorna .. använd*|anvend*!
		pengar*|medel*|medl* .. gå|går till!; användning*; ändamål*; till vad!; vad ska pengar*!
		det ska|vill|tänker vi göra!; det här ska|vill|tänker vi göra!; det gör vi; vad gör vi!; vad ska vi göra!
		vad vi ska|vill|tänker göra!; vad vill ni göra!; vad ni vill göra!; hur pengar* ska!; så använd* .. pengar*!; så vill|tänker|ska|kommer vi .. använda .. pengar*|medel*|medlen!
		aktivitet*; planerade aktiviteter; insats*; plan; projektplan; genomförande*; budget*; kostnader
		kostnadskalkyl*!; finansieringsplan*; projektbudget*!; tidsplan och budget!; tidplan och budget!
		projektbeskrivning*!; totala kostnader; kostnadsspec*; kostnadsförslag; används till
		användas till!; ska användas; användes till; vad .. användas|använda .. till!; för pengar*; för slantar*
		what the money!; what .. money .. used!; use of|the funds|money!; purpose; beskrivning*; projektbeskrivning
		idé; idén; vår idé!; projektidé; idébeskrivning
		upplägg*; innehåll; vad ansökan avser!; tilltänk*; förslag; satsning*; syftet med pengar*!; pengar* ska!
		medlen ska!; vad vi gör; vad vi planerar!; vi planerar; vad pengarna; vad medlen!
		vart pengarna går!; lägger .. pengar* på!; vad .. pengar* .. på!; hva pengene!; hva vi vil gjøre; pengene
		vad vi köper; arbetet; projektet; så tänker vi!; vad kostar; vad vi behöver pengar* till!
		vad|hur .. använda .. pengar*|medlen!; behov
		brukas; bruk av; användningsområde*; pengene skal; midlene|midlerne skal*!; till detta; kostnadsslag
		vad summan; vad bidraget!; tänkt användning!; använder vi .. till!; pengarna till; göra med pengar*!
		hur vi vill|ska arbeta!; metod; arbetssätt; what we will|want do
		ska|skall|skulle bekosta|finansiera|betala|täcka|användas|räcka!; bekostar!; finansierar
		planned activities|use!; what for!`,
	string(medelbot.Effects): `
		önskad|önskade|önskat|önskvärd*|eftersträvad|eftersträvade|eftersträvat|förväntad|förväntade|förväntat|forventet|forventede effekt*|resultat|nytta|utfall!
		effekt*; effektmål; vad .. vill uppnå!; vad .. uppnå!; vill uppnå!; vill .. uppnå!; uppnå*; vad .. uppnås
		syfte*; mål; målet; målen; målsättning*; mål med; resultat; nytta; nyttan; vinst*; varför!; det .. hoppas!
		vi hoppas!; vad .. hoppas!; förhoppning*!; vart vill vi!; vad .. vill nå!; vill nå; vad vi vill se!; vill se
		vad det ska|skall .. leda till!; vad .. leda till!; leder till; vad .. bli .. bättre!; vad .. blir bättre!
		förbättring*; expected|desired results|effects|outcome*|outcomes!; outcome*; goal*; aim*; objectives; effects
		results; hva .. ønsker!; hva .. oppnå!; vad vi önskar!; vad .. åstadkomma!; vad .. ska ge!; vad ger det!
		målbild; poäng*; motiv*; vad vi tror; vad .. vinna; tänkt effekt!; skillnad*; vad .. förändra*!; förändring*
		önskeläge; värde; behovet; skal; motivering*; vad .. och varför!; övergripande syfte*!; långsiktiga
		positiva effekter!; patientnytta!
		det vi vill .. uppnå|nå|se|åstadkomma!; så blir det bättre!; därför; vill uppnås; önskas uppnå
		vad .. bidra till; vad .. skillnad; efter insatsen; vad hoppas vi på!; vart vi vill komma!; dit vill vi!
		vad patienter* får ut; utfall; önskan; vi vill att!; gevinst*; want to achieve|see|reach!
		hope to achieve|see!; what .. achieve!; desired|expected|intended impact|result|outcome!; impact
		när vi lyckas!; om vi lyckas!; hoppas på; drömm*!; längtar efter!; dit vill; vad .. ska bli`,
	string(medelbot.Contact): `
		kontaktperson*!; telefon*|mejl*|mail*|e|nummer|namn|adress .. till|för|på .. kontaktperson*|ansvarig*!; kontaktperson* .. sökande organisation*|region*!; kontaktperson* .. ansökan!; kontakt
		kontakta; undertecknad*; processledare*!; utvecklingsledare; verksamhetsutvecklare; behörig företrädare
		kontaktuppgift*; kontaktinfo*; kontaktadress; kontaktansvarig; slutrapport*; ansvarig*; ansvar* .. uppfölj*!
		uppföljning*; följer upp!; följa upp!; håller i .. uppfölj*!; håller i; rapportering*; rapport*
		rapportansvarig!; återrapport*; redovisning*; projektledare*; projektansvarig*; vem .. följer!
		vem .. uppfölj*!; vem .. rapport*!; vem kontakta*!; uppföljningsansvarig!; koordinator*; processledare
		samordnare; contact*; responsible*; contact person!; person responsible!
		vid frågor; frågor besvaras; frågor till; håller ihop; håller i trådarna!; kontaktperson* .. ansvar*!
		ansvarar; den som ansvarar; den som rapporterar; den som följer!; project manager; follow up
		skriver rapport*!; vår kontaktperson!; kontaktpers; kontakperson*!; kontatkperson*!; prata med; vem ansvarar!
		oppfølging*!; ansvarlig*; uppfölj*; kontakt* .. uppfölj*|rapport*|återrapport*|redovis*!
		frågor .. uppfölj*|rapport*|redovis*!; namn .. uppfölj*|rapport*!
		vem .. svarar|sköter|håller|skriver|rapporterar|redovisar|ansvarar!; vem .. hör av!; responsible for!
		projektägare och kontakt*!; ansvarig och kontakt*!; reporting; frågor om hur!; frågor under vägen!; svarar för; svarar på frågor; återkoppling*!; ansvarar för .. återkoppling*!
		den ni ringer!; vem ni ringer!; håller koll; vår kontakt!; hör av er till!; opfølgning*!`,
	string(medelbot.Account): `
		kontonummer*!; plus eller bankgiro*!; det konto .. utbetal*!; rekvisition; kontonr!; konto; kontot
		kontouppgift*!; bankkonto*!; bankgiro*!; bankgironr!; bg!; plusgiro*!; pg!; postgiro*!; clearing*
		clearingnummer; iban*!; utbetalning*!; utbetalas .. till!; utbetal*; betalas till!; betalas .. till
		betalning*; betalningsuppgift*!; bankuppgift*!; bankförbindelse*!; sättas in|över!; sätts in!; sätt in!
		in på konto*!; överför*; överföring*; vart pengar* ska|skall!; vart ska .. pengar*!
		pengarna sättas|sätts .. in!; pengarna till konto*!; account*!; bank account!; payment*; bank details!
		betala till!; betala in; skicka pengar*; sättas på; sätts på; gironummer!; giro; betalsätt*; bank
		bankkontonr!; pengar* betalas!; pengar* överför*!; pengarna skickas!`,
}

// Points are the words with which the call's own points begin.
var Points = phrase.NewSet(`
	vem vilka vilken vilket vad hur en ett beskriv beskriver beskrivning berätta berättar ange kontaktperson
	hänvisning reflektera reflektion nästa upplägg kontonummer för varför till när redogör redovisa who what a an the
	how which describe contact account`)

// LabelFillers say nothing in a label.
var LabelFillers = phrase.NewSet(`
	och eller i för av med att till vi har ska skall en ett er vara var vart den det de på om från som vad hur vilka
	vilken vilket man ni oss hos the of a an to is our we kr sek kronor tkr ex exempel samt per någon beskriver
	berättar beskriv ange beskrivning redogör kort där har när detta är blir`)

// QuestionWords begin questions also where a verb follows.
var QuestionWords = phrase.NewSet(`vem vilka vilken vilket vad hur varför till för när who what which how`)

// Copulas make a statement of a line that begins as a point does: "Nästa steg
// är en bok."
var Copulas = phrase.NewSet(`är blir blev var is was ligger blir`)

// CallPoints begin the points of calls where the answer stands on the same line;
// an answer begins with "Vi" or "Region".
var CallPoints = phrase.NewSet(`beskriver beskriv berättar berätta ange redogör redovisa reflektera en ett vem vad vilken vilka vilket hur`)

// BareQuestion tells what a label of one word asks for that says nothing beside
// others; "" if it is none.
func BareQuestion(fold string) medelbot.ElementKey {
	switch fold {
	case "vem", "vilka", "who":
		return medelbot.Applicant
	case "vad", "hur", "what":
		return medelbot.Arrangement
	}
	return ""
}

// Bounds begin the bound that a form names behind a label: "Belopp, högst
// 100 000 kr". BesideBound may stand beside its figure.
var (
	Bounds      = phrase.NewSet(`max maximalt högst tak maxbelopp`)
	BesideBound = phrase.NewSet(`kr kronor tkr sek är`)
)

// Help begins what a form tells those who fill it in.
var Help = table(phrase.Table{
	"help": `
		ange|uppge|skriv|fyll|beskriv|markera|välj|kryssa|infoga|redogör|motivera|specificera
		klicka eller|här|för|och; klicka; här skriver|fyller|anger ni|du; max .. tecken|ord; högst .. tecken|ord|rader`,
})

// PersonDetails are the labels of what belongs to a person.
var PersonDetails = phrase.NewSet(`
	namn name e post epost mejl mail email mejladress mailadress adress telefon telefonnummer tel tfn mobil
	mobilnummer mobiltelefon titel befattning roll funktion phone title direkt enhet avdelning nummer nr arbetsplats
	organisation tjänst till er kontaktpersonens kontaktperson och`)
