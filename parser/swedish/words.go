package swedish

import "sync"

// The words of sums. Everything is folded: å and ä as a, ö as o.

// units after (and most of them before) a number, with what they multiply by.
// 0 is another currency.
var units = map[string]int64{
	"kr": 1, "kronor": 1, "krona": 1, "kronorna": 1, "kroner": 1, "spann": 1, "riksdaler": 1, "kronr": 1, "sek": 1, "skr": 1,
	"tkr": 1000, "kkr": 1000, "tsek": 1000, "ksek": 1000, "tusenlappar": 1000, "tusenkronor": 1000,
	"mkr": 1e6, "mnkr": 1e6, "msek": 1e6, "mille": 1e6,
	"eur": 0, "euro": 0, "euros": 0, "nok": 0, "dkk": 0, "usd": 0, "dollar": 0, "dollars": 0, "gbp": 0, "pund": 0, "isk": 0, "chf": 0,
}

// multipliers stand between the number and its currency, or alone.
var multipliers = map[string]int64{
	"tusen": 1000, "t": 1000, "k": 1000, "thousand": 1000,
	"miljon": 1e6, "miljoner": 1e6, "milj": 1e6, "m": 1e6, "mn": 1e6, "million": 1e6,
}

// aloneMultipliers make a sum without any currency.
var aloneMultipliers = map[string]bool{"tusen": true, "miljon": true, "miljoner": true, "milj": true}

var currencyAdjectives = map[string]bool{"svenska": true, "norska": false, "danska": false, "norske": false, "danske": false, "islandska": false, "swedish": true}

// vagueBefore makes a sum a bound and not a sum; about is still a sum.
var vagueBefore = map[string]bool{
	"drygt": true, "knappt": true, "nastan": true, "narmare": true, "minst": true, "hogst": true, "max": true,
	"maximalt": true, "maximum": true, "uppemot": true, "over": true, "under": true, "lagst": true, "minimum": true,
	"maks": true, "inntil": true, "hojst": true, "uppat": true, "flera": true, "preliminart": true, "prel": true,
}

// vagueTwo are bounds of two words.
var vagueTwo = map[string]bool{
	"upp till": true, "upp emot": true, "mer an": true, "mindre an": true, "som mest": true, "up to": true,
	"at most": true, "at least": true, "opp til": true, "som hogst": true, "hogst upp": true, "som minst": true,
}

// numerals of number words; hundra, tusen and miljon multiply.
var numerals = map[string]int64{
	"noll": 0, "en": 1, "ett": 1, "tva": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "atta": 8, "nio": 9,
	"tio": 10, "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16, "sjutton": 17,
	"arton": 18, "nitton": 19, "tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70,
	"attio": 80, "nittio": 90, "hundra": 100, "hundre": 100, "tusen": 1000, "miljon": 1e6, "miljoner": 1e6,
	"one": 1, "ten": 10, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
	"ninety": 90, "hundred": 100, "thousand": 1000, "million": 1e6, "five": 5,
}

// notASum stands right before bare numbers that are something else.
var notASum = map[string]bool{
	"kl": true, "klockan": true, "kostnadsstalle": true, "kst": true, "referens": true, "ref": true, "dnr": true,
	"diarienummer": true, "diarienr": true, "org": true, "orgnr": true, "organisationsnummer": true, "personnummer": true,
	"cfar": true, "nummer": true, "nr": true, "tel": true, "tfn": true, "telefon": true, "mobil": true, "rum": true,
	"plan": true, "ar": true, "sfs": true, "bankgiro": true, "plusgiro": true, "bg": true, "pg": true, "konto": true,
	"kontonummer": true, "clearing": true, "ocr": true, "kundnummer": true, "ansvar": true, "arende": true, "fakturanummer": true,
}

// abbreviations that a full stop follows within a sentence.
var abbreviations = map[string]bool{
	"t.ex": true, "t ex": true, "ex": true, "bl.a": true, "bla": true, "ca": true, "c:a": true, "dvs": true, "d.v.s": true, "kl": true,
	"nr": true, "tel": true, "tfn": true, "mob": true, "st": true, "osv": true, "o.s.v": true, "resp": true,
	"inkl": true, "exkl": true, "max": true, "min": true, "s.k": true, "sk": true, "fr.o.m": true, "t.o.m": true, "from": true,
	"m.m": true, "m.fl": true, "mfl": true, "f.d": true, "fd": true, "p.g.a": true, "pga": true, "o.d": true, "jan": true,
	"feb": true, "aug": true, "sept": true, "sep": true, "okt": true, "nov": true, "dec": true, "kr": true, "dr": true, "leg": true,
	"org": true, "bil": true, "etc": true, "forts": true, "avd": true, "proj": true, "ev": true, "iom": true, "i.o.m": true,
	"e.g": true, "i.e": true, "mr": true, "ms": true, "e.d": true, "mm": true, "ang": true, "tekn": true,
}

// lastAbbreviations also end sentences: what follows tells.
var lastAbbreviations = map[string]bool{"kr": true, "st": true, "osv": true, "o.s.v": true, "m.m": true, "mm": true, "m.fl": true, "mfl": true, "etc": true, "tkr": true, "sek": true, "moms": true}

// The roles a sum can have, told by the words around it.
const (
	roleSought = "sought" // what is applied for
	roleTotal  = "total"  // the sum of parts
	roleCost   = "cost"   // what it all costs
	roleOwn    = "own"    // paid by somebody else than the fund
	rolePart   = "part"   // of a sum already named
	roleRule   = "rule"   // the call's bound
	rolePast   = "past"   // granted, spent or applied for earlier
	roleGone   = "gone"   // withdrawn
	roleOld    = "old"    // replaced by another sum
)

// sumBefore tells a sum's role by the words before it in its clause: the last
// phrase there decides.
var sumBefore = sync.OnceValue(func() *Lexicon {
	return newLexicon(map[string]string{
		roleSought: `sok|soka|soker|sokte|soke; sokt|sokta; ansoker|ansoka|ansokte|ansokt|ansokta; ansokan om|pa; ansokning om; soks; askar|aska|askat|askade|askande*
			onskar|onskat|onskade|onskas; begar|begart; behover|behov; vill ha; vill|skulle vi|jag|regionen .. ha|fa; garna .. ha|fa; tar .. garna emot; tacksamma for; vill ga in med; ber|be|bett om; hoppas pa|fa; belopp|beloppet|belop; summa .. soks; summan .. soks; medel .. soks
			testbaddsmedel; soknad om; soker om; vi soker; apply|applying|applies|application for; request|requested|requesting|seek|seeking
			vart onskemal; racker; skulle racka; ansoknings*; anhaller om|hos; soktes; skulle behova; behovs; sokbelopp*; klarar oss|det med|pa; skulle .. klara|fixa|gora .. for|pa|med; klara|fixa det|detta .. for|pa|med; hemstaller; rekvirera*; bidrag om|pa; stod om|pa; medel om`,
		roleTotal: `totalt; total; totalsumma*; summa; sammanlagt; i allt; sammantaget; tillsammans; summan blir|ar; allt som allt; in total; summerar till; totalbelopp*`,
		roleCost: `kostar; kostnad*; kosta; kostat; budget*; omsluter; omslutning*; prislapp*; totalkostnad*; total kostnad*; totala kostnad*; totalbudget; totala budget*; beraknas till; beraknad* kostnad*
			projektkostnad*; projektets kostnad*; costs; cost`,
		roleOwn: `kommun*|stiftelse*|foreningen soker|ansoker|har; egen insats; egeninsats*; egna insats*; egenfinansier*; egen finansiering; egen del; medfinansier*; delfinansier*; samfinansier*; bidrar; star for; stod for; skjuter till; skjuter sjalv*; bekostar; betalar .. sjalv*; sjalva betalar; sjalva for; lagger in; lagger vi till; lagger till; gar in med
			egna medel; eget bidrag; ur egen budget; regionen betalar; regionen finansierar; vi finansierar; kommunen betalar; kommunen*; finansierar .. sjalva; egen tid; ovriga medel; annan finansiering; andra medel; own; co funding; cofunding; resten; resterande del; stiftelsen ger; sponsr*; fran kommunen; arbetstid; egen arbetstid; internt; annat hall`,
		rolePart: `varav; darav; darutav; av dessa; av de; av detta; avser; fordela*; fordelat|fordelade pa; exempelvis; lon; loner; lokal*; resor; resa; arvode*; material; timkostnad; timpris; styckpris; per person; arvoder*; vikarie*; tryck*; forelas*; fika; fortaring; mat; utbildning*; konsult*; omkostnad*; pris|priset; filmning; hyra; licens*; handledning`,
		roleRule: `max; maximalt; hogst; tak; taket; maxbelopp; kan soka; kan man soka; far soka; maxtak*; ovre grans*; beloppsgrans*; maximum; upp till; hogsta belopp*; utlysningens`,
		rolePast: `forra aret|gangen|ansok* .. sokte|ansokte|sokt; i fjol .. sokte|ansokte; tidigare .. sokt|sokte|ansokt|ansokte; sokte forra; sokte tidigare; bevilja*; bevilja* belopp; beviljat bidrag; bevilja* summa; fick; fatt; erholl; erhallit; forra aret; tidigare; i fjol; forra gangen; forra ansok*; forbrukat; anvant; anvande; atersta*; omsatt*; granted; last year; ar 2018; ar 2019|2020 fick`,
		roleGone: `drar tillbaka; drar vi tillbaka; dra tillbaka; aterta*; aterkalla*; drar harmed tillbaka`,
		roleOld:  `andrar .. fran; andra .. fran; andrat .. fran; sanker .. fran; hojer .. fran; sanka .. fran; justerar .. fran; i stallet for; istallet for; inte; ej; rather than; minskar .. fran; okar .. fran`,
	})
})

// sumAfter tells the role by the words after a sum, when those before say
// nothing.
var sumAfter = sync.OnceValue(func() *Lexicon {
	return newLexicon(map[string]string{
		roleSought: `soks|sokes; soker vi; sokt|sokta; ansoks; vill vi soka; soker .. region*; ar vad vi soker; ar det vi soker; skulle vi|det|jag; kan|kunde|hade vi; ar .. soker; behovs; behover vi; onskas; askas; racker; skulle racka; hoppas vi; ur .. medel|medlen; av de extra medlen; fran skr; fran er`,
		roleTotal:  `totalt; sammanlagt; i allt; in total`,
		roleOwn: `kan|kunde vi .. bidra|betala|sta|skjuta|finansiera; skulle vi .. bidra|betala|sta|skjuta; egen insats; egeninsats; i egen; egna medel; medfinansier*; egenfinansier*; star .. for; bekostas av; betalas av; betalar vi|regionen|kommunen; tar vi|regionen|kommunen|kliniken; finansieras; bidrar; skjuter .. till; kommer fran; lagger vi; i arbetad tid; i arbetstid
			i form av; av egna|egen; ur egen`,
		roleCost: `kostar; i kostnad*; beraknas .. kosta`,
		rolePart: `avser; gar till lon; timmen; styck; st; i timmen; per; a; pr`,
		roleRule: `ar max*; ar tak*; ar hogst*; ar maxbelopp*; som max*`,
		rolePast: `bevilja*; bevilja* belopp; beviljat bidrag; bevilja* summa; fick; har vi fatt; forra aret; i fjol; har anvants; har gatt|forbrukats`,
	})
})

// sumClaims are words behind a sum that make it the one sought, whatever
// stands before it: "kostnaden är 68 000 kr och det är den summa vi söker".
var sumClaims = sync.OnceValue(func() *Lexicon {
	return newLexicon(map[string]string{roleSought: `summa|summan|belopp|beloppet|pengarna|medel|medlen .. vi soker|ansoker; som|vilket|det|vad vi|jag|regionen soker|ansoker|onskar|begar|ber; vad vi .. soker|ansoker|ber; vilket .. soks; som soks; det ar den summa; vilka vi soker`})
})

// declaredUnit finds "belopp i tkr" and its like.
var declaredUnit = sync.OnceValue(func() *Lexicon {
	return newLexicon(map[string]string{
		"1000": `belopp i tkr|kkr|tsek|ksek; belopp .. i tkr|kkr|tsek; budget tkr|kkr|tsek; budget i tkr|kkr|tsek; angivna|anges|angivet i tkr|kkr|tsek; kostnad* tkr|kkr; kostnad* i tkr|kkr; summa tkr; alla belopp tkr|kkr; belopp tkr|kkr|tsek; i tusental kronor; tusental kronor; belopp i tusen*; summa i tkr; summor i tkr; sokt belopp i tkr`,
		"1":    `belopp i kr|kronor|sek; belopp .. i kr|kronor|sek; belopp kr|sek; kostnad* kr|sek; kostnad i kr; budget kr|sek; budget i kr|kronor; summa kr|sek; sokt belopp i kr|kronor|sek; alla belopp i kr|kronor|sek; soks kr; i sek`,
	})
})

// impliedSum finds sums that are told without figures.
var impliedSum = sync.OnceValue(func() *Lexicon {
	return newLexicon(map[string]string{"implied": `hogsta mojliga; maximalt belopp; maxbeloppet; maxbelopp; maximala belopp*; maximalt bidrag; hogsta belopp*; hela beloppet; fullt belopp; full summa; hela summan; sa mycket som mojligt
		maximal summa; maxsumma*; storsta mojliga; maximum amount; maximala summan; det hogsta; hogsta summa*; som .. medger; enligt tak`})
})
