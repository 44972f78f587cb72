package lexicon

import "medelbot/parser/phrase"

// The roles that a sum can have, told by the words around it.
const (
	SumSought = "sought" // what is applied for
	SumTotal  = "total"  // the sum of parts
	SumCost   = "cost"   // what it all costs
	SumOwn    = "own"    // paid by somebody else than the fund
	SumPart   = "part"   // of a sum already named
	SumRule   = "rule"   // the call's bound
	SumPast   = "past"   // granted, spent or applied for earlier
	SumGone   = "gone"   // withdrawn
	SumOld    = "old"    // replaced by another sum
)

// SumBefore tells a sum's role by the words before it in its clause: the last
// phrase there decides.
var SumBefore = table(phrase.Table{
	SumSought: `
		sök|söka|söker|sökte|søke; sökt|sökta; ansöker|ansöka|ansökte|ansökt|ansökta; ansökan om|på; ansökning om
		sökt|sökta|ansökt|ansökta|önskad|önskade|begärd|begärda|slutlig|slutliga summa|summan|belopp|beloppet|totalsumma är|blir; vilja ha|få; ska|skall det|den|summan|beloppet vara|stå; ska|skall vara|stå; rätt|korrekt|rätta|korrekta|riktiga summa|summan|belopp|beloppet; rätt|rätta|korrekt|korrekta|riktiga summa|summan|belopp|beloppet är|ska; vi söker blir; söker blir|blir nu|därmed|då; söker är
		sökt|sökta|ansökt|önskad|begärd summa|belopp|totalsumma; summa att söka; söks; ansøge|ansøger|ansøgning om; ansøge|ansøger; äskar|äska|äskat|äskade|äskande*
		önskar|önskat|önskade|önskas; begär|begärt; behöver|behov; vill ha; vill|skulle vi|jag|regionen .. ha|få
		gärna .. ha|få; tar .. gärna emot; tacksamma för; vill gå in med; ber|be|bett om; hoppas på|få
		belopp|beloppet|beløp; summa .. söks; summan .. söks; medel .. söks
		testbäddsmedel; søknad om; söker om; vi söker; apply|applying|applies|application for
		request|requested|requesting|seek|seeking; amount|sum should be; amount|sum is|to
		vårt önskemål; räcker; skulle räcka; skulle .. behöva; ansöknings*; anhåller om|hos; söktes; skulle behöva; behövs; sökbelopp*
		klarar oss|det med|på; skulle .. klara|fixa|göra .. för|på|med; klara|fixa det|detta .. för|på|med; hemställer
		backar|sänker|minskar|bantar|krymper|skär .. till; går|drar vi|jag .. ner|ned till; drar|går .. ner|ned .. till
		nöjer .. oss med; nöjer mig med; vi|jag landar|landade|stannar|stannade på|i|vid|om; landar|stannar vi|jag på|i|vid
		ta|får|få|tar .. del av .. medel|medlen|pengar*; rekvirera*; bidrag om|på; stöd om|på; medel om`,
	SumTotal: `
		totalt; total; totalsumma*; summa; sammanlagt; i allt; sammantaget; tillsammans; summan blir|är; allt som allt
		in total; summerar till; totalbelopp*`,
	SumCost: `
		kostar; kostnad*; kosta; kostat; budget*; omsluter; omslutning*; prislapp*; totalkostnad*; total kostnad*
		totala kostnad*; totalbudget; totala budget*; beräknas till; beräknad* kostnad*
		projektkostnad*; projektets kostnad*; costs; cost`,
	SumOwn: `
		kommun*|stiftelse*|föreningen söker|ansöker|har; egen insats; egeninsats*; egna insats*; egenfinansier*
		egen finansiering; egen del; medfinansier*; delfinansier*; samfinansier*; bidrar; står .. för; stod .. för
		skjuter till; skjuter själv*; bekostar; betalar .. själv*; själva betalar; själva för; lägger in
		lägger vi till; lägger till; går in med
		egna medel; eget bidrag; ur egen budget; regionen betalar; regionen finansierar; vi finansierar
		kommunen betalar; kommunen*; finansierar .. själva; egen tid; övriga medel; annan finansiering; andra medel
		own; co funding; cofunding; resten; resterande del; stiftelsen ger; sponsr*; från kommunen; arbetstid
		egen arbetstid; internt; annat håll`,
	SumPart: `
		varav; därav; därutav; av dessa; av de; av detta; avser; fördela*; fördelat|fördelade på; exempelvis; lön
		löner; lönen; lönekostnad*; lokal*; resor; resa; arvode*; material; timkostnad; timpris; styckpris; per person; arvoder*; vikarie*
		tryck*; föreläs*; fika; förtäring; mat; utbildning*; konsult*; omkostnad*; pris|priset; filmning; hyra
		licens*; handledning`,
	SumRule: `
		max; maximalt; högst; tak; taket; maxbelopp; kan söka; kan man söka; får söka; maxtak*; övre gräns*
		beloppsgräns*; maximum; upp till; högsta belopp*; utlysningens`,
	SumPast: `
		förra året|gången|ansök* .. sökte|ansökte|sökt; i fjol .. sökte|ansökte; tidigare .. sökt|sökte|ansökt|ansökte
		sökte förra; sökte tidigare; bevilja*; bevilja* belopp; beviljat bidrag; bevilja* summa; fick; fått; erhöll
		erhållit; förra året; tidigare; i fjol; förra gången; förra ansök*; förbrukat; använt; använde; återstå*
		omsatt*; granted; last year; år 2018; år 2019|2020 fick`,
	SumGone: `drar tillbaka; drar vi tillbaka; dra tillbaka; återta*; återkalla*; drar|drog|tar|ta .. tillbaka|tillbaks; lägger|lägga .. ner|ned .. ansök*`,
	SumOld: `
		ändrar .. från; andra .. från; ändrat .. från; sänker .. från; höjer .. från; sänka .. från; justerar .. från
		i stället för; istället för; inte; ej; skrev|angav|uppgav|råkade vi|jag; där står|stod; står|stod det; skrivit; rather than; minskar .. från; ökar .. från`,
})

// NamesSum finds what speaks of the sum itself.
var NamesSum = table(phrase.Table{"sum": `summa*; belopp*; söker|ansöker; söks; sum; amount`})

// AsksSum finds the question of our letters which sum is sought.
var AsksSum = table(phrase.Table{"asks": `
	vilken|vilket summa|belopp ni|söker|ansöker; hur mycket ni|söker|ansöker; hur stort belopp ni|söker|ansöker
	which|what sum|amount you|do|are; how much do you apply`})

// OfWhole are words of SumPart that divide the sum named before.
var OfWhole = phrase.NewSet(`varav därav därutav av_dessa av_de av_detta fördelat fördelade exempelvis`)

// SumAfter tells the role by the words after a sum, when those before say
// nothing.
var SumAfter = table(phrase.Table{
	SumSought: `
		söks|sökes; söker vi; sökt|sökta; ansöks; vill vi söka; söker .. region*; är vad vi söker; är det vi söker
		skulle vi|det|jag; kan|kunde|hade vi; är .. söker; behövs; behöver vi; önskas; äskas; räcker; skulle räcka
		hoppas vi; ur .. medel|medlen; av de extra medlen; från skr; från er`,
	SumTotal: `totalt; sammanlagt; i allt; in total`,
	SumOwn: `
		kan|kunde vi .. bidra|betala|stå|skjuta|finansiera; skulle vi .. bidra|betala|stå|skjuta; egen insats
		egeninsats; i egen; egna medel; medfinansier*; egenfinansier*; står .. för; bekostas av; betalas av
		betalar vi|regionen|kommunen; tar vi|regionen|kommunen|kliniken; finansieras; bidrar; skjuter .. till
		kommer från; lägger vi; i arbetad tid; i arbetstid
		i form av; av egna|egen; ur egen`,
	SumCost: `kostar; i kostnad*; beräknas .. kosta`,
	SumPart: `avser; går till lön; timmen; styck; st; i timmen; per; a; pr`,
	SumRule: `är max*; är tak*; är högst*; är maxbelopp*; som max*`,
	SumPast: `
		bevilja*; bevilja* belopp; beviljat bidrag; bevilja* summa; fick; har vi fått; förra året; i fjol; har använts
		har gått|förbrukats`,
})

// SumClaims are words behind a sum that make it the one sought, whatever
// stands before it: "kostnaden är 68 000 kr och det är den summa vi söker".
var SumClaims = table(phrase.Table{
	SumSought: `
		summa|summan|belopp|beloppet|pengarna|medel|medlen .. vi söker|ansöker
		som|vilket|det|vad vi|jag|regionen söker|ansöker|önskar|begär|ber; vad vi .. söker|ansöker|ber; vilket .. söks
		som söks; det är den summa; vilka vi söker`,
})

// DeclaredUnit finds "belopp i tkr" and its like; the key is what a figure then
// stands for, in kronor.
var DeclaredUnit = table(phrase.Table{
	"1000": `
		belopp i tkr|kkr|tsek|ksek; belopp .. i tkr|kkr|tsek; budget tkr|kkr|tsek; budget i tkr|kkr|tsek
		angivna|anges|angivet i tkr|kkr|tsek; kostnad* tkr|kkr; kostnad* i tkr|kkr; summa tkr; alla belopp tkr|kkr
		belopp tkr|kkr|tsek; i tusental kronor; tusental kronor; belopp i tusen*; summa i tkr; summor i tkr
		sökt belopp i tkr`,
	"1": `
		belopp i kr|kronor|sek; belopp .. i kr|kronor|sek; belopp kr|sek; kostnad* kr|sek; kostnad i kr; budget kr|sek
		budget i kr|kronor; summa kr|sek; sökt belopp i kr|kronor|sek; alla belopp i kr|kronor|sek; söks kr; i sek`,
})

// ImpliedSum finds sums that are told without figures.
var ImpliedSum = table(phrase.Table{
	"implied": `
		högsta möjliga; maximalt belopp; maxbeloppet; maxbelopp; maximala belopp*; maximalt bidrag; högsta belopp*
		hela beloppet; fullt belopp; full summa; hela summan; så mycket som möjligt
		maximal summa; maxsumma*; största möjliga; maximum amount; maximala summan; det högsta; högsta summa*
		som .. medger; enligt tak`,
})
