package swedish

import (
	"sync"

	"medelbot"
)

// Cues are the words by which running prose, without any heading, tells an
// element. Those that begin the element's own words stand in it too.
var Cues = sync.OnceValue(func() *Lexicon {
	return newLexicon(map[string]string{
		string(medelbot.Purpose): `
			pengar*|medl*|medel|bidrag*|slantar*|summan|beloppet|stodet|kronorna|resurserna ska|skall|skulle|kommer|vill|tanker|tankte|gar|behovs!; pengar*|medl*|slantar*|summan|beloppet|bidrag* anvand*|avser|tacker|racker|finansierar|betalar!; for pengar*|medl*|slantar*|beloppet|summan|dem|det; for de|dessa|den har pengar*|medl*|slantar*|summan|kronorna!; anvand* pengar*|medl*|medel|bidrag*|dem|slantar*|summan|detta|till!; vill|ska|tanker|planerar|skulle .. anvanda!
			ta fram; kopa in; anstalla; arvodera; utbildning av; i form av
			vi planerar!; planerar vi!; vi har planer pa!; vi satsar pa; vi kommer att; har vi tankt; vi har tankt!; vi erbjuder|ordnar|anordnar|bjuder|haller|genomfor|testar|provar|koper|utbildar|tar fram|tar|startar|bygger|filmar|trycker|later!; iden ar; vart|var forslag|ide|tanke|plan|upplagg|onskan|satsning|insats|projekt .. ar|bestar|handlar|gar!; var ide ar|bestar; ide om|att; tanken ar; var tanke ar; planen ar; var plan ar; forslaget ar; vi planerar att|en|for; vi tanker oss|att; vi har tankt; det vi vill gora!; det handlar om; vi behover pengar*|medl*|dem .. till!; ska|skall|skulle bekosta|finansiera|tacka|betala|ga till|racka till!; gar till; ga till; anvands|anvandas till!; avser kostnad*; kostnader for; lagga .. pengar* pa!; lagger .. pa; kopa in; insatsen bestar; testbadden bestar|ska|kommer|gar|handlar!; testbadden gar ut pa!; projektet bestar|gar|ska|kommer|handlar!
			the money will|would|is|shall!; we want|would|plan|intend|will .. use|run|hold|train|build|test|develop|organise|arrange!; the funds!; pengene skal; midlene skal; vi vil; till att; lon till; arvode till|at; det ska racka till; darfor vill vi; nu vill vi; tankt att anvanda; tankt anvanda; kronor .. till; kr .. till; innebar att vi; upplagget ar; arbetet bestar; vi gor; i praktiken; sa vi vill; skulle ga till`,
		string(medelbot.Effects): `
			vi|jag hoppas!; hoppas vi; hoppas pa att; hoppas att; hoppas kunna; vi|jag tror att; vi vill uppna!; vill uppna!; vill vi uppna!; uppna att|ar|med; malet ar!; mal ar!; malet med!; malsattning*!; syftet ar!; syftet med!; syfte ar; syftar till!; i syfte att!; leder till!; leda till!; ledar till; effekten!; effekterna!; onskad|onskade effekt*!; forvantad|forvantade effekt*|nytta!; resultatet ska|blir|vi; forhoppning*!; vinsten ar|blir; nyttan ar|blir; vi vill att!; vi vill se!; vill vi se!; vill vi att!; vi onskar att!; onskar vi; vi raknar med att!; vi forvantar oss!; forvantar vi oss!; malbild*; det ska ge; ska ge oss; ska bidra till!; bidra till!; bidrar till!; ska gora att!; gor att; da kan; sa att!; darmed; pa sa satt; pa sikt
			vart mal!; vara mal!; vi vill na; vi ser framfor oss!; dromm*; astadkomma; vi siktar pa; blir battre; ska bli|minska|oka|starkas|forbattras|kanna; lyckas vi; faller val ut!; om ett ar; efter ett ar; pa sikt; i forlangningen!; vinner pa; gynnar; om det gar som; om vi lyckas!; da far; far patienter*; we hope!; the goal|aim!; we expect!; so that!; lead to!; vi haper!; haper vi!; vi haaper; for att patienter*|fler|farre|alla|minska|oka|starka|forbattra|na|skapa|den|de|personer|invanare*|ingen|varje|undvika|forebygga|trygga; skillnaden; ambition*; vi onsker; meningen ar att; meningen med; avsikten ar!; vi langtar efter; vi vill na; ge patienter*; ska patienter*; vad vi vill|hoppas; det vi vill!; det vi hoppas!; vore det`,
		string(medelbot.Arrangement): `
			vi har genomfort|hallit|arbetat|gjort|testat|provat|utbildat|traffat|anordnat|kort|samlat|utvecklat|tagit|filmat|startat|infort|borjat!; har vi genomfort|hallit|arbetat|gjort|testat|provat|utbildat|traffat|anordnat|kort|samlat|utvecklat|filmat|tagit!; vi genomforde|holl|arbetade|gjorde|testade|provade|utbildade|traffade|anordnade|korde|samlade|utvecklade|borjade|startade|bjod|filmade|tog|spelade!; genomforde|holl|arbetade|testade|provade|utbildade|anordnade|korde|utvecklade vi!; genomfordes|hölls|anordnades; upplagget!; upplagg var|ar!; arbetet har|bestod|bestar|lades|laggs|gick|gar|byggde|bygger!; testbadden har|bestod|bestar|innebar|byggde|bygger|gick|gar!; vi har tankt!; har vi tankt!; vi tanker|vill|planerar|ska|kommer; projektet har|bestod|bestar|gick|gar|innebar|genomfordes; under varen|hosten|aret; traffarna|dagarna|cirklarna holls|var|byggde; we held|ran|arranged|organised|have!; vi hade; vi la upp; vi lade upp; iden ar; tanken ar; traff*; varje dag|traff|gang; innehallet!; det vi gjorde!; det vi gor; arbetssattet`,
		string(medelbot.TargetGroup): `
			malgrupp*!; grupp* .. vill|ville na!; ville na!; oppna|oppen|oppet for alla|personer|patienter|den|de!; for alla som; erbjods alla|personer|patienter|den; vande sig till!; vant oss till!; vande oss till!; vander oss till!; vander sig till!; vant sig till!; vande sig till!; vander vi oss till!; vande vi oss till!; riktade sig till!; riktar sig till!; riktat sig till!; riktat oss till!; riktade oss till!; riktar oss till!; riktar vi oss; riktat in oss pa!; deltagarna var!; till for; patientgrupp*!; for personer med; har natt; vi nadde; nadde vi; target group*!; arbetet galler; de vi vill na!; vill vi na; vill na ar; var for; i fokus; personer som; aimed at!; malgruppe*`,
		string(medelbot.Actors): `
			med oss hade|har|ar|var!; med pa taget!; tillsammans med!; i samarbete med!; i samverkan med!; samarbetat med!; samarbetade med!; samarbetar .. med!; samarbetspartner*!; samverkat med; samverkade; deltog!; deltar!; deltagit!; leddes av!; leds av; ihop med!; forutom oss!; jamte; arbetade vi med; arbetar vi med!; medverkade!; medverkar!; medverkat!; har varit med!; var med!; ar med!; involverad*!; involverat!; aktorer*!; bidrog; har deltagit!; projektgruppen!; arbetsgruppen!; stod bakom; hjalpte till; parter*; vara partners; were involved!; took part!; together with!; hjalp av; gjorde vi med; stott av; kommer .. vara med; ska vara med; medaktor*; inblandad*`,
		string(medelbot.Spending): `
			pengar*|medl*|bidrag*|slantar*|kronor*|summan|anslaget har|gick|anvandes|anvants|anvant|ar|rackte|tackte!; har gatt till!; gick till!; har anvants!; anvande pengar*|medl*|bidrag*|slantar*!; anvant pengar*|medl*|bidrag*|slantar*!; anvandes till!; har kostat; kostade; betalade; har betalat; kr till; kronor till; av bidraget; av pengarna!; av medlen; av de beviljade; forbrukat*; kvar av; over av; aterstar; overskott; blev over!; was spent!; were spent!; we spent!; kostnaden; kostnaderna; ekonomiskt; lonekostnad*; arvode* for; pengene; totalt anvant; upparbetat*`,
		string(medelbot.Learning): `
			lart oss!; larde oss!; larde vi oss!; har vi lart!; vi lart; lardom*!; larande*!; insikt*!; erfarenhet*!; vi sag att|en; vi ser att|en!; vi har sett!; har vi sett; visade sig!; resultatet*; resultaten; effekten; har lett till!; ledde till!; har gett; gav oss; uppnatt*; astadkommit!; har minskat; har okat; minskade; okade; blev tydligt!; tydligt att; overraskade!; overraskande; forvanade; svarast; utmaning*; slutsats*!; reflektion*!; vi forstod!; forstod vi; insag!; framgangsfaktor*!; upptackte!; we learned!; we learnt!; upplever; uppger; sager att; battre an; det viktigaste vi!; storsta vinsten!; tar med oss!; nastan alla; fick vi lara`,
		string(medelbot.NextSteps): `
			nasta steg!; nesta steg!; neste steg; gar vi vidare!; ga vidare!; gar vidare!; fortsatter!; fortsatta; fortsattning*!; framover!; framat; vidare; efter sommaren; under hosten ska|kommer|blir; till hosten; till varen; nasta ar!; sprida|sprids|spridas!; spridning*!; breddinfor*!; infors|inforas; implementer*!; permanent*!; ordinarie verksamhet!; kommer vi|att|arbetet; ska vi nu; nu ska vi; nu tar vi!; planerar vi!; planen ar; vi planerar!; framtid*; next step*!; vi kommer; stående inslag; drivs vidare; lever vidare!; tar over`,
		string(medelbot.Contact): `
			kontaktperson*!; kontakt ar|blir; kontakt for uppfolj*|rapport*|redovis*!; kontakta om uppfolj*|rapport*!; kontakta .. om uppfolj*|rapport*|fragor!; ar .. kontakt; ar kontakt!; ansvarar for .. uppfolj*|rapport*|redovis*|aterrapport*!; ansvarig* for .. uppfolj*|rapport*|redovis*|aterrapport*|folj*!; ansvar for .. uppfolj*|rapport*|redovis*!; haller i .. uppfolj*|rapport*|redovis*!; foljer upp!; folja upp .. och rapport*|redovis*!; skriver rapport*!; skriva rapport*!; skoter uppfolj*|rapport*|redovis*!; skota uppfolj*|rapport*; svarar for uppfolj*|rapport*|redovis*!; star for uppfolj*|rapport*; uppfoljning* .. skots|gors|ansvarar|haller|haller jag|svarar|sköter!; rapport* .. skots|skrivs|lamnas|svarar|ansvarar .. av|jag!; ansvarar for att!; ansvarig for att; contact person!; responsible for .. follow*|report*!; tar hand om uppfolj*|rapport*!; projektledare ar!; projektledare for|blir!; leder arbetet; leder projektet; koordinerar; samordnar; haller ihop; haller i trådarna; redovisar|rapporterar .. till er!; aterkopplar; uppfoljningsansvarig!; rapporten skriver!; den som foljer upp!; for uppfoljning; rapporterar!; redovisar; ansvarig ar; ansvarig blir; kontakta mig!; kontakta undertecknad!; fragor .. till mig|undertecknad; hor .. av er till mig|oss; ansvarlig for`,
		Other: `
			utbetal*; sattas in; satts in; satt in; sätts in; betalas; bankgiro*; plusgiro*; bg; kontonummer*; kontonr; konto; clearing*; ekonomiavdelning*; faktura*; kontaktperson*; hor .. av; tveka inte; aterkom; tack for; tack pa forhand; ser fram emot; vanligen; halsning*; bifog*; se bilaga; bilagan; sag till; hoppas ni; hoppas ni|du|detta; hoppas .. hora|besked|svar|snart|ansokan|beviljas!; fragor; mvh; meddela; ring garna; maila; mejla garna; svar pa; ansokan om; soker harmed; ansoker harmed; medfinansier*; egen insats; egeninsats*; bidrar regionen; regionen bidrar; hej; redovisas; uppfoljning*; bekrafta`,
	})
})

// soThat parts what is done from what it shall lead to, in one sentence.
var soThat = sync.OnceValue(func() *Lexicon {
	return newLexicon(map[string]string{
		"strong": `sa att; sa patient*|patienterna|invanar*|alla|fler|farre|de|dom|man|den|folk|personalen|ingen .. kan|ska|slipper|far|vagar|vet|blir|kanner|forstar; i syfte att; med malet att; med malsattningen att; med syfte att; vilket ska|skall|kommer|gor|leder|kan|bidrar; for a|att minska|oka|starka|forbattra|na|skapa|undvika|forebygga|trygga|underlatta|patienter*|fler|farre|alla|ingen|varje|personer|invanare*|den|de|ge|fa|korta|sakra|uppna|mota|hoja|sanka; so that; slik at; i hopp om att; pa sa satt; och darmed; darigenom; in order that; sadan att; som leder till; som ska leda till`,
	})
})

// SoThat finds where the effects begin in a sentence that tells first what the
// money is for ("... så att ..."). ok is false if it does not.
func SoThat(words []Word) (at int, ok bool) {
	found := soThat().Find(words)
	if len(found) == 0 {
		return 0, false
	}
	return words[found[0].First].Start, true
}
