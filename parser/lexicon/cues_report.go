package lexicon

import (
	"medelbot"
	"medelbot/parser/phrase"
)

// reportCues are those of a report, and of the call of 2019.
var reportCues = phrase.Table{
	string(medelbot.Arrangement): `
		vi har genomfört|hållit|arbetat|gjort|testat|provat|prövat|utbildat|träffat|anordnat|kört|samlat|utvecklat|tagit|filmat|startat|infört|börjat|haft!
		har vi genomfört|hållit|arbetat|gjort|testat|provat|utbildat|träffat|anordnat|kört|samlat|utvecklat|filmat|tagit!
		vi genomförde|höll|arbetade|gjorde|testade|provade|utbildade|träffade|anordnade|körde|samlade|utvecklade|började|startade|bjöd|filmade|tog|spelade!
		genomförde|höll|arbetade|testade|provade|utbildade|anordnade|körde|utvecklade vi!
		genomfördes|hölls|anordnades; upplägget!; upplägg var|är!
		arbetet har|bestod|består|lades|läggs|gick|går|byggde|bygger!
		testbädden har|bestod|består|innebär|byggde|bygger|gick|går!; vi har tänkt!; har vi tänkt!
		vi tänker|vill|planerar|ska|kommer; projektet har|bestod|består|gick|går|innebär|genomfördes
		under våren|hösten|året; träffarna|dagarna|cirklarna hölls|var|byggde; we held|ran|arranged|organised|have!
		vi hade; vi la upp; vi lade upp; idén är; tanken är; träff*; varje dag|träff|gång; innehållet!; det vi gjorde!
		det vi gör; arbetssättet`,
	string(medelbot.TargetGroup): `
		målgrupp*!; grupp* .. vill|ville nå!; ville nå!; öppna|öppen|öppet för alla|personer|patienter|den|de!
		för alla som; erbjöds alla|personer|patienter|den; vände sig till!; vänt oss till!; vände oss till!
		vänder oss till!; vänder sig till!; vänt sig till!; vänder vi oss till!; vände vi oss till!
		riktade sig till!; riktar sig till!; riktat sig till!; riktat oss till!; riktade oss till!; riktar oss till!
		riktar vi oss; riktat in oss på!; deltagarna var!; till för; patientgrupp*!; för personer med; har nått
		vi nådde; nådde vi; target group*!; arbetet gäller; de vi vill nå!; vill vi nå; vill nå är; var för; i fokus
		personer som; aimed at!; målgruppe*`,
	string(medelbot.Actors): `
		med oss hade|har|är|var!; med på tåget!; tillsammans med!; i samarbete med!; i samverkan med!; samarbetat med!
		samarbetade med!; samarbetar .. med!; samarbetspartner*!; samverkat med; samverkade; deltog!; deltar!
		deltagit!; leddes av!; leds av; ihop med!; förutom oss!; jämte; arbetade vi med; arbetar vi med!; medverkade!
		medverkar!; medverkat!; har varit med!; var med!; är med!; involverad*!; involverat!; aktörer*!; bidrog
		har deltagit!; projektgruppen!; arbetsgruppen!; stod bakom; hjälpte till; parter*; våra partners
		were involved!; took part!; together with!; hjälp av; gjorde vi med; stött av; kommer .. vara med
		ska vara med; medaktör*; inblandad*`,
	string(medelbot.Spending): `
		pengar*|medl*|bidrag*|slantar*|kronor*|summan|anslaget har|gick|använde|användes|använts|använt|är|räckte|täckte!
		har gått till!; gick till!; har använts!; använde pengar*|medl*|bidrag*|slantar*!
		använt pengar*|medl*|bidrag*|slantar*!; användes till!; har kostat; kostade; betalade; har betalat; kr till
		kronor till; av bidraget; av pengarna!; av medlen; av de beviljade; förbrukat*; kvar av; över av; återstår
		överskott; blev över!; was spent!; were spent!; we spent!; kostnaden; kostnaderna; ekonomiskt; lönekostnad*
		arvode* för; pengene; totalt använt; upparbetat*`,
	string(medelbot.Learning): `
		lärt oss!; lärde oss!; lärde vi oss!; har vi lärt!; vi lärt; lärdom*!; lärande*!; insikt*!; erfarenhet*!
		vi såg att|en; vi ser att|en!; vi har sett!; har vi sett; visade sig!; resultatet*; resultaten; effekten
		har lett till!; ledde till!; har gett; gav oss; uppnått*; åstadkommit!; har minskat; har ökat; minskade; ökade
		blev tydligt!; tydligt att; överraskade!; överraskande; förvånade; svårast; utmaning*; slutsats*!
		reflektion*!; vi förstod!; förstod vi; insåg!; framgångsfaktor*!; upptäckte!; we learned!; we learnt!
		upplever; uppger; säger att; bättre än; det viktigaste vi!; största vinsten!; tar med oss!; nästan alla
		fick vi lära; det|vad vi tar med oss!; tar vi med oss!`,
	string(medelbot.NextSteps): `
		nästa steg!; härnäst!; nesta steg!; neste steg; går vi vidare!; gå vidare!; går vidare!; fortsätter!; fortsätta
		fortsättning*!; framöver!; framåt; vidare; efter sommaren; under hösten ska|kommer|blir; till hösten
		till våren; nästa år!; sprida|sprids|spridas!; spridning*!; breddinför*!; införs|införas; implementer*!
		permanent*!; ordinarie verksamhet!; kommer vi|att|arbetet; ska vi nu; nu ska vi; nu tar vi!; planerar vi!
		planen är; vi planerar!; framtid*; next step*!; the plan now|is; we|now plan|intend|hope to!; going forward!; will continue|spread; roll|rolled out; vi kommer; stående inslag; drivs vidare; lever vidare!
		tar över; tar|tas över|vidare .. från; utökar|utvidgar|breddar till!; återuppta*!; det som återstår är; övertas av`,
}
