package swedish

import (
	"sync"

	"medelbot"
)

// Other is the key of labels and sentences that tell something that no
// element asks for. They end what stands before them.
const Other = "other"

// Labels are the words of headings, questions and table rows, by element.
// A label is taken for the element whose phrases cover most of it, so that
// people may put it in their own words.
var Labels = sync.OnceValue(func() *Lexicon {
	return newLexicon(map[string]string{
		string(medelbot.Applicant): `
			vem som soker!; vem soker!; grunduppgifter om*!; uppgifter om .. sokande*!; part .. agare; uppgifter om projekt*;  vilka som soker!; vilka soker!; vilken region .. soker!; sokande*; sokare; sokende; soknande; ansokande; ansoker; huvudsokande; vem ansoker!; vem ar ni!; vilka ar ni!; vilka ar vi!; vem ar vi; vem som ansoker!
			vem som vill|onskar soka!; vilka vi ar!; vem vi ar!; det har ar vi; vi som soker!; vi heter; soker gor; projektagare*; bidragsmottagare; medelsmottagare; stodmottagare; anslagsmottagare; uppgifter om sokande*; uppgifter om sokanden
			sokande organisation*!; sokande region*!; organisation; organisationens namn; namn pa organisation*; region; regionens namn; landsting; verksamhet; avsandare; fran; applicant*!; applying organi*!; name of applicant; who applies!; who is applying!; organisation name; sokanden; hvem soker!; hvem som soker!; soker; huvudman; namn pa sokande*; ansokan fran; inskickad av; vem det ar som soker!; enhet`,
		string(medelbot.Reference): `
			patientkontrakt*; extra medel .. patientkontrakt*!; trana samverkan!; esther simlab!; simlab; erbjudande*; inbjudan*; hanvisning .. patientkontrakt!; hanvisning; hanvisar till; avser; galler; det galler!; gjelder; arende; utlysning*; utskick*; testbadd; vilken testbadd; reference*; regarding; angaende; ang; program; call; inom; ansokan avser; ansokan galler!; refererar till; koppling till patientkontrakt!; vad det galler; rubrik; omrade; hanvisning till utskick*; med hanvisning; insatsomrade; vad det handlar om!; det handlar om!; vad det ror!; vad vi svarar pa!`,
		string(medelbot.Amount): `
			summa; summan; sokt|sokta|soker|ansokt|ansokta|onskad|onskat|begard|begart|sokande belopp|summa|medel|bidrag!; belopp*; belop; soknadsbelop; sokbelopp; sokt; summa .. soks!; summa .. soker; summa .. sokes; belopp .. soks!; belopp som soker; vilken summa!; vilket belopp!; hur mycket!; hur mycket pengar!
			sa mycket!; sa .. mycket!; sa mycket .. behover!; sa mycket .. soker!; sa mycket .. kostar; vi soker; askad*; askande*; askar; medel vi soker!; testbaddsmedel; sokta bidrag*!; medel som efterfragas!; bidrag fran; sokta pengar; bidrag; bidragsbelopp*; onskad summa!; soks; att soka; ansokan om belopp; ansokt; stodbelopp; kostnad; kronor; pengar vi soker!; sa mycket pengar; sa mycket vill vi ha!; pris; prislapp*; kostar; kostar .. kalaset!; det kostar; ber om; sa mycket kostar!; pengar vi behover!
			amount*; sum; requested|applied sum|amount|funding!; funding; sum applied for!; hvor mye!; totalt; totalt sokt; total summa; sokes; det vi soker; soka om; medel; vi behover; vi skulle behova; pengar; hur mycket vi soker!; sum vi soker; totalsumma; vad vi soker`,
		string(medelbot.Purpose): `
			vad pengar* ska|skall .. till!; pengar*|medel*|medl*|middel*|middl*|slantar*|bidrag*|summan|stodet|stod|kronorna .. anvand*|anvend*!; pengar*|medel*|medl* .. ga|gar till!; anvandning*; andamal*; till vad!; vad ska pengar*!; det ska|vill|tanker vi gora!; det har ska|vill|tanker vi gora!; det gor vi; vad gor vi!; vad ska vi gora!; vad vi ska|vill|tanker gora!; vad vill ni gora!; vad ni vill gora!; hur pengar* ska!; sa anvand* .. pengar*!
			aktivitet*; planerade aktiviteter; insats*; plan; projektplan; genomforande*; budget*; kostnader; kostnadskalkyl*!; finansieringsplan*; projektbudget*!; tidsplan och budget!; tidplan och budget!; projektbeskrivning*!; totala kostnader; kostnadskalkyl*; kostnadsspec*; kostnadsforslag; anvands till; anvandas till!; ska anvandas; anvandes till; vad .. anvandas|anvanda .. till!; for pengar*; for slantar*; what the money!; what .. money .. used!; use of|the funds|money!; purpose; beskrivning*; projektbeskrivning; ide; iden; var ide!; projektide; idebeskrivning
			upplagg*; innehall; vad ansokan avser!; tilltank*; forslag; satsning*; syftet med pengar*!; pengar* ska!; medlen ska!; vad gor vi; vad vi gor; vad vi planerar!; vi planerar; vad pengarna; vad medlen!; vart pengarna gar!; lagger .. pengar* pa!; vad .. pengar* .. pa!; hva pengene!; hva vi vil gjore; pengene; vad vi koper; arbetet; projektet; sa tanker vi!; vad kostar; vad vi behover pengar* till!; vad|hur .. anvanda .. pengar*|medlen!; behov
			brukas; bruk av; anvandningsomrade*; pengene skal; midlene|midlerne skal*!; till detta; kostnadsslag; vad summan; vad bidraget!; tankt anvandning!; anvander vi .. till!; pengarna till; gora med pengar*!; hur vi vill|ska arbeta!; metod; arbetssatt; what we will|want do; ska|skall|skulle bekosta|finansiera|betala|tacka|anvandas|racka!; bekostar!; finansierar; planned activities|use!; what for!`,
		string(medelbot.Effects): `
			onskad|onskade|onskat|onskvard*|forvantad|forvantade|forvantat|forventet|forventede effekt*|resultat|nytta|utfall!; effekt*; effektmal; vad .. vill uppna!; vad .. uppna!; vill uppna!; vill .. uppna!; uppna*; vad .. uppnas; syfte*; mal; malet; malen; malsattning*; mal med; resultat; nytta; nyttan; vinst*; varfor!; det .. hoppas!; vi hoppas!; vad .. hoppas!; forhoppning*!; vart vill vi!; vad .. vill na!; vill na; vad vi vill se!; vill se
			vad det ska|skall .. leda till!; vad .. leda till!; leder till; vad .. bli .. battre!; vad .. blir battre!; forbattring*; expected|desired results|effects|outcome*|outcomes!; outcome*; goal*; aim*; objectives; effects; results; hva .. onsker!; hva .. oppna!; vad vi onskar!; vad .. astadkomma!; vad .. ska ge!; vad ger det!; malbild; poang*; motiv*; vad vi tror; vad .. vinna; tankt effekt!; skillnad*; vad .. forandra*!; forandring*; onskelage; varde; behovet; skal; motivering*; vad .. och varfor!; overgripande syfte*!; langsiktiga; positiva effekter!; patientnytta!
			det vi vill .. uppna|na|se|astadkomma!; sa blir det battre!; darfor; vill uppnas; onskas uppna; vad .. bidra till; vad .. skillnad; efter insatsen; vad hoppas vi pa!; vart vi vill komma!; dit vill vi!; vad patienter* far ut; utfall; onskan; vi vill att!; gevinst*; want to achieve|see|reach!; hope to achieve|see!; what .. achieve!; desired|expected|intended impact|result|outcome!; impact; nar vi lyckas!; om vi lyckas!; hoppas pa; dromm*!; langtar efter!; dit vill; vad .. ska bli`,
		string(medelbot.Contact): `
			kontaktperson*!; kontaktperson* .. sokande organisation*|region*!; kontaktperson* .. ansokan!; kontakt; kontakta; undertecknad*; processledare*!; utvecklingsledare; verksamhetsutvecklare; behorig foretradare; kontaktuppgift*; kontaktinfo*; kontaktadress; kontaktansvarig; slutrapport*; ansvarig*; ansvar* .. uppfolj*!; uppfoljning*; foljer upp!; folja upp!; haller i .. uppfolj*!; haller i; rapportering*; rapport*; rapportansvarig!; aterrapport*; redovisning*; projektledare*; projektansvarig*; vem .. foljer!; vem .. uppfolj*!; vem .. rapport*!; vem kontakta*!; uppfoljningsansvarig!; koordinator*; processledare; samordnare; contact*; responsible*; contact person!; person responsible!
			vid fragor; fragor besvaras; fragor till; haller ihop; haller i tradarna!; kontaktperson* .. ansvar*!; ansvarar; den som ansvarar; den som rapporterar; den som foljer!; project manager; follow up; skriver rapport*!; var kontaktperson!; kontaktpers; kontakperson*!; kontatkperson*!; prata med; vem ansvarar!; oppfolging*!; ansvarlig*; uppfolj*; kontakt* .. uppfolj*|rapport*|aterrapport*|redovis*!; fragor .. uppfolj*|rapport*|redovis*!; namn .. uppfolj*|rapport*!; vem .. svarar|skoter|haller|skriver|rapporterar|redovisar|ansvarar!; vem .. hor av!; responsible for!; reporting; fragor om hur!; fragor under vagen!`,
		string(medelbot.Account): `
			kontonummer*!; plus eller bankgiro*!; det konto .. utbetal*!; rekvisition; kontonr!; konto; kontot; kontouppgift*!; bankkonto*!; bankgiro*!; bankgironr!; bg!; plusgiro*!; pg!; postgiro*!; clearing*; clearingnummer; iban*!; utbetalning*!; utbetalas .. till!; utbetal*; betalas till!; betalas .. till; betalning*; betalningsuppgift*!; bankuppgift*!; bankforbindelse*!; sattas in|over!; satts in!; satt in!; in pa konto*!; overfor*; overforing*; vart pengar* ska|skall!; vart ska .. pengar*!; pengarna sattas|satts .. in!; pengarna till konto*!; account*!; bank account!; payment*; bank details!; betala till!; betala in; skicka pengar*; sattas pa; satts pa; gironummer!; giro; betalsatt*; bank; bankkontonr!; pengar* betalas!; pengar* overfor*!; pengarna skickas!`,
		string(medelbot.Arrangement): `
			upplagg och innehall!; vad och varfor!; beskrivning av insats*!; aktivitetsplan; upplagg*!; innehall*; arbetets upplagg!; utvecklingsarbet*!; sa .. arbetat!; vad .. gjort!; vad gjorde vi!; vad har hant!; hur jobbade vi!; hur gick vi till vaga!; hur .. gatt till!; vad vi gjorde!; hur vi gjorde!; hur vi gjort!; genomforande*; genomfort*; genomfordes; hur .. genomfor*!; det .. gjorde vi!; det .. har vi gjort!; sa gick det till!; det .. tankt gora!; tankt gora!; arbetssatt*; metod*; process*; aktivitet*; what we did!; what .. done!; sammanfattning*; om arbetet; beskrivning*; hur det gick till!; testbadden bestod!; om testbadden; arbetet; sa har gjorde vi!; sa .. gjorde vi; insats*; vi har gjort!; hur .. lagt upp!; hur .. lagger upp!; vad .. ska gora!; vad .. vill gora!; det .. vill vi gora!; arrangement*; content; set up; design; plan; projektplan; ide; hva vi gjorde; hva vi har gjort!; beskrivning av arbetet; vad vi hade for oss; sa la vi upp; vad hande; vad det gick ut pa!; sa lade vi upp!; sa lagger vi upp!; iden; tanken`,
		string(medelbot.TargetGroup): `
			malgrupp*!; vilka vi vande|vander|riktade|riktar|riktat|vant oss till|mot!; vilka det var till for!; vilka .. till for!; vem vilka .. till for!; urval; representanter; maalgrupp*!; mal grupp!; for vem!; for vilka!; vilka .. ar till for!; vem .. ar till for!; vilka .. riktat|riktar|vant|vander .. till!; riktat sig till!; riktar sig till!; vant sig till!; vander sig till!; vilka .. vander|vande vi oss till!; till vem; till vilka; deltagare; patientgrupp*!; vilka vi nadde!; vilka vi natt!; vilka vi traffat!; vem .. galler; vilka .. galler; target group*!; target audience!; target*; vilka det handlar om; vilka det var for!; vem det var for!; vilka berors!; berorda grupper; riktade vi oss till!; riktade oss till!; malgruppe*!; hvem .. for; personer som omfattas; vilka var det for!; vilka var malgruppen!; vilka patienter!; vanda till`,
		string(medelbot.Actors): `
			aktor*!; projektdeltagare*!; patientforetradare; patientforening*; mellan fler aktorer; aktorer .. involverade!; vilka .. varit med!; vilka .. ar med!; vilka var med!; vilka som varit med!; medverkan*; medverkar; samverkan*; samverkar; samverkanspart*!; samarbet*!; samarbetspart*!; involver*!; deltagande*; projektgrupp*; projektorganisation; partner*; partners; parter; vilka deltog!; vilka .. deltar!; tillsammans med!; who .. involved!; involved; participants; actors; stakeholders!; vilka .. gor vi det med!; vilka .. gjort det med!; vi gjorde det med!; medsokande; vilka vi arbetat med!; vilka vi samarbetat med!; vilka som medverkat!; vilka som medverkar!; de som var med!; de som ar med!; med pa taget!; vilka hjalpte till!; med oss; vilka jobbar med!; aktorar; aktører; deltakere*; vem .. varit med!; vem var med!`,
		string(medelbot.Spending): `
			vad pengar* .. anvants|anvandes|gatt|gick .. till!; pengar*|medel*|medl*|bidrag*|slantar*|summan .. anvants|anvandes|anvand|gatt|gick|forbrukats!; sa .. pengar* anvants!; sa anvandes!; sa anvande vi!; ekonomi; ekonomisk*!; ekonomiskt utfall!; kostnader; kostnad*; anvandning av medel*!; anvandning*; utfall; budget*; forbruk*; intakter och kostnader!; avvikelse* .. budget*!; slutrekvisition; aterstaende medel!; aterbetalning*; statsbidrag* .. anvants!; redovisa hur!; hur .. har anvants!; hur .. anvants!; pengar*; medlen; medel; spending!; how .. money .. spent|used!; use of funds|the; costs; finances; hur .. anvant pengar*!; kostnadssammanstallning!; rakenskap*; pengene; slantarna; vart tog pengar* vagen!; vad kostade det!; vart gick pengar*!; redovisning av medel*!; ekonomisk redovisning!; hur pengar*|medlen!; vad bidraget; penger brukt!; regnskap`,
		string(medelbot.Learning): `
			lardom*!; rekommendation*!; utmaning*; hinder; fungerat bra|mindre; vad .. fungerat!; mal .. natts; hur gar det!; vad hander!; larande*!; lart oss!; vad .. lart!; vad vi larde!; vi larde oss!; larde vi oss!; reflektion*!; reflekter*!; erfarenhet*!; resultat*; insikt*!; slutsats*!; utvardering*; effekt*; effekter; vad .. astadkommit!; astadkommit; vad .. blev det!; vad det gav!; vad gav det!; maluppfyllelse; learning*!; lessons*!; what .. learn*!; results; nytta; vad .. uppnatt!; uppnatt; tankar efter*; framgang*; hinder; svarigheter; vad .. hande; vad fungerade!; det .. fungerade!; det vi tar med oss!; tar med oss; laring*!; hva .. laert!; hva .. lært!; vad har blivit battre; sa gick det; hur gick det!; vad tog vi med; overraskade; resultatet`,
		string(medelbot.NextSteps): `
			nasta steg!; efter periodens!; overlevnad*; implementera*!; plan for hur .. implementera*!; tas .. vidare!; vidareutveckla*!; plan for .. fortsatt*!; potential; nesta steg!; neste steg!; framat; vagen framat!; vagen vidare!; fortsatt*!; fortsattning*!; hur gar .. vidare!; hur .. gar vidare!; gar vi vidare!; vad hander nu!; vad hander sen*!; vad hander harnast!; hand* sedan; spridning*; sprida; implementering*; breddinforande*; forvaltning; planer framover!; framover; framtid*; next step*!; fortsatt arbete!; what .. next!; efter testbadden; efter projekt*; nu da; vidare; harnast!; och sen; och nu; det fortsatta; vidareutveckling*; planer; vad .. blir av det; sen da; veien videre!`,
		Other: `
			medsokande!; samarbetspart*; tidplan*!; tidsplan*!; tid; nar; startdatum!; start; slutdatum!; datum!; projekttid*!; period; ovrigt!; ovriga upplysningar!; ovrig information!; bakgrund*!; nulage*; juridisk form!; org nr!; orgnr!; organisationsnummer*!; adress*!; postadress!; besoksadress!; fakturaadress!; telefon*; tel; mobil*; e post; epost; mejl; mail; e mail; fax; webb; webbplats; hemsida; projektnamn!; projekttitel; projektets namn!; titel; namn; befattning; egen insats!; egeninsats*!; egenfinansiering*!; egen finansiering!; egna medel!; medfinansier*!; medfinansiering; delfinansiering!; total kostnad*!; totalkostnad*!; totala kostnad*!; total budget!; projektets kostnad*!; beviljat belopp!; beviljade medel!; maxbelopp*!; hogsta belopp*!; referens!; bestallarreferens!; var referens!; ert referens; markning*; mark betalning*!; marks!; kostnadsstalle*!; kst; ansvar; projektnummer!; diarienummer*!; dnr!; ocr*; bilagor*!; bilaga!; underskrift*!; ort och datum!; ort; kopia*; cc; till; amne; subject; skickat
			kontaktperson* ekonomi*!; kontaktperson* .. utbetalning*|betalning*|faktura*|fakturor|ekonomi*!; ekonomikontakt*!; kontakt ekonomi!; kontakt* .. utbetalning*|faktura*|betalning*!; ekonomiansvarig*!; ekonom; controller; fragor om utbetalning*|betalning*|ekonomi*|faktura*!; firmatecknare!; behorig foretradare!; kontaktperson* .. kommun*!; kontaktperson* .. skr!; chef*; verksamhetschef*!; ansvarig chef!; narmaste chef; godkand av!; attest*; handlaggare; assistent; ps; obs; risker; riskanalys; uppfoljningsplan; personuppgift*; storsta risk; gdpr; sekretess; antal; fraga; svar; sista dag; villkor; kommunikat*; jamstalldhet*; langd; plats; var; omfattning; tidigare ansok*!; tidigare beviljat!; beviljat tidigare!; kontakt pa kommun*!; it kontakt!; vardgivare; diagnos; ersatter; moms; skickas till!; ansokan skickas till!; ansokan ska innehalla!; sammantaget`,
	})
})

// asking are the words with which the call's own points begin.
var asking = setOf(`vem vilka vilken vilket vad hur en ett beskriv beskriver beskrivning beratta berattar ange kontaktperson hanvisning reflektera reflektion nasta upplagg kontonummer for varfor till nar redogor redovisa who what a an the how which describe contact account`)

// AsksOf reports whether a line begins as the call's own points do.
func AsksOf(line string) bool {
	words := Words(line)
	return len(words) > 0 && asking[words[0].Fold]
}

// LabelOf gives the call's own word for an element that an answer without any
// label is the answer to.
func LabelOf(key medelbot.ElementKey) string {
	if key == medelbot.Account {
		return "kontonummer/bankgiro"
	}
	return ""
}

// questionWords begin questions also where a verb follows.
var questionWords = setOf(`vem vilka vilken vilket vad hur varfor till for nar who what which how`)

var copulas = setOf(`ar blir blev var is was ligger blir`)

// States reports whether a line that begins as a point does is a statement:
// "Nästa steg är en bok."
func States(line string) bool {
	words := Words(line)
	if len(words) == 0 || questionWords[words[0].Fold] {
		return false
	}
	for _, w := range words {
		if copulas[w.Fold] {
			return true
		}
	}
	return false
}
