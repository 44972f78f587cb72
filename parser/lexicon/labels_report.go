package lexicon

import (
	"medelbot"
	"medelbot/parser/phrase"
)

// reportLabels are those of a report, and of the call of 2019.
var reportLabels = phrase.Table{
	string(medelbot.Arrangement): `
		upplägg och innehåll!; vad och varför!; beskrivning av insats*!; aktivitetsplan; upplägg*!; innehåll*
		arbetets upplägg!; utvecklingsarbet*!; så .. arbetat!; vad .. gjort!; vad gjorde vi!; vad har hänt!
		hur jobbade vi!; hur gick vi till väga!; hur .. gått till!; vad vi gjorde!; hur vi gjorde!; hur vi gjort!
		genomförande*; genomfört*; genomfördes; hur .. genomför*!; det .. gjorde vi!; det .. har vi gjort!
		så gick det till!; det .. tänkt göra!; tänkt göra!; arbetssätt*; metod*; process*; aktivitet*; what we did!
		what .. done!; sammanfattning*; om arbetet; beskrivning*; hur det gick till!; testbädden bestod!
		om testbädden; arbetet; så här gjorde vi!; så .. gjorde vi; insats*; vi har gjort!; hur .. lagt upp!
		hur .. lägger upp!; vad .. ska göra!; vad .. vill göra!; det .. vill vi göra!; arrangement*; content; set up
		design; plan; projektplan; idé; opplegg*!; innhold*; hva vi gjorde; hva vi har gjort!; beskrivning av arbetet; vad vi hade för oss
		hur .. lades|las upp!; så la vi upp; vad hände; vad det gick ut på!; så lade vi upp!; så lägger vi upp!; idén; tanken`,
	string(medelbot.TargetGroup): `
		vilka det gäller!; vem det gäller!
		målgrupp*!; vilka vi vände|vänder|riktade|riktar|riktat|vänt oss till|mot!; vilka det var till för!
		vilka .. till för!; vem vilka .. till för!; urval; representanter; maalgrupp*!; mål grupp!; för vem!
		för vilka!; vilka .. är till för!; vem .. är till för!; vilka .. riktat|riktar|vänt|vänder .. till!
		riktat sig till!; riktar sig till!; vänt sig till!; vänder sig till!; vilka .. vänder|vände vi oss till!
		till vem; till vilka; deltagare; patientgrupp*!; vilka vi nådde!; vilka vi nått!; vilka vi träffat!
		vem .. gäller; vilka .. gäller; target group*!; target audience!; target*; vilka det handlar om
		vilka det var för!; vem det var för!; vilka berörs!; berörda grupper; riktade vi oss till!; riktade oss till!
		målgruppe*!; hvem .. för; personer som omfattas; vilka var det för!; vilka var målgruppen!; vilka patienter!
		vända till`,
	string(medelbot.Actors): `
		med i|på arbetet|det|detta|resan|projektet!
		aktör*!; projektdeltagare*!; patientföreträdare; patientförening*; mellan fler aktörer
		aktörer .. involverade!; vilka .. varit med!; vilka .. är med!; vilka var med!; vilka som varit med!
		medverkan*; medverkar; samverkan*; samverkar; samverkanspart*!; samarbet*!; samarbetspart*!; involver*!
		deltagande*; projektgrupp*; projektorganisation; partner*; partners; parter; vilka deltog!; vilka .. deltar!
		tillsammans med!; who .. involved!; involved; participants; actors; stakeholders!; vilka .. gör vi det med!
		vilka .. gjort det med!; vi gjorde det med!; medsökande; vilka vi arbetat med!; vilka vi samarbetat med!
		aktörer som deltar|deltog|deltagit|medverkar|medverkat!; vilka som deltog|deltagit|deltar!; vilka som medverkat!; vilka som medverkar!; de som var med!; de som är med!; med på tåget!
		vilka som var|är med!; som var|är|varit med!; var med oss|och!; har deltagit!; hjälpte till!; vilka hjälpte till!; med oss; vilka jobbar med!; aktörar; aktører; deltakere*; vem .. varit med!; vem var med!`,
	string(medelbot.Spending): `
		vad pengar* .. använts|användes|gått|gick .. till!
		pengar*|medel*|medl*|bidrag*|slantar*|summan .. använts|användes|använd|gått|gick|förbrukats!
		så .. pengar* använts!; så användes!; så använde vi!; ekonomi; ekonomisk*!; ekonomiskt utfall!; kostnader
		kostnad*; användning av medel*!; användning*; utfall; budget*; förbruk*; intäkter och kostnader!
		avvikelse* .. budget*!; slutrekvisition; återstående medel!; återbetalning*; statsbidrag* .. använts!
		redovisa hur!; hur .. har använts!; hur .. använts!; pengar*; medlen; medel; spending!
		how .. money .. spent|used!; use of funds|the; costs; finances; hur .. använt pengar*!
		kostnadssammanställning!; räkenskap*; pengene; slantarna; vart tog pengar* vägen!; vad kostade det!
		vart gick pengar*!; redovisning av medel*!; ekonomisk redovisning!; hur pengar*|medlen!; vad bidraget
		penger brukt!; pengene er|ble brukt|brukte!; regnskap`,
	string(medelbot.Learning): `
		lärdom*!; rekommendation*!; utmaning*; hinder; fungerat bra|mindre; vad .. fungerat!; mål .. nåtts
		hur går det!; vad händer!; lärande*!; lärt oss!; vad .. lärt!; vad vi lärde!; vi lärde oss!; lärde vi oss!
		reflektion*!; reflekter*!; erfarenhet*!; resultat*; insikt*!; slutsats*!; utvärdering*; effekt*; effekter
		vad .. åstadkommit!; åstadkommit; vad .. blev det!; vad det gav!; vad gav det!; måluppfyllelse; learning*!
		lessons*!; what .. learn*!; results; nytta; vad .. uppnått!; uppnått; tankar efter*; framgång*
		svårigheter; vad .. hände; vad fungerade!; det .. fungerade!; det vi tar med oss!; tar med oss; læring*!
		hva .. laert!; hva .. lært!; vad har blivit bättre; så gick det; hur gick det!; vad tog vi med; överraskade
		resultatet`,
	string(medelbot.NextSteps): `
		nästa steg!; efter periodens!; överlevnad*; implementera*!; plan för hur .. implementera*!; tas .. vidare!
		vidareutveckla*!; plan för .. fortsatt*!; potential; nesta steg!; neste steg!; framåt; vägen framåt!
		vägen vidare!; fortsatt*!; fortsättning*!; hur går .. vidare!; hur .. går vidare!; går vi vidare!
		vad händer nu!; vad händer sen*!; vad händer härnäst!; händ* sedan; spridning*; sprida; implementering*
		breddinförande*; förvaltning; planer framöver!; framöver; framtid*; next step*!; fortsatt arbete!
		what .. next!; efter testbädden; efter projekt*; nu då; vidare; härnäst!; och sen; och sedan; och nu; det fortsatta
		vidareutveckling*; planer; vad .. blir av det; sen då; veien videre!`,
}

// otherLabels ask for what no element is.
var otherLabels = phrase.Table{
	Other: `
		medsökande!; samarbetspart*; tidplan*!; tidsplan*!; tid; när; startdatum!; start; slutdatum!; datum!
		projekttid*!; period; övrigt!; övriga upplysningar!; övrig information!; bakgrund*!; nuläge*; juridisk form!
		org nr!; orgnr!; organisationsnummer*!; adress*!; postadress!; besöksadress!; fakturaadress!; telefon*; tel
		mobil*; e post; epost; mejl; mail; e mail; fax; webb; webbplats; hemsida; projektnamn!; projekttitel
		projektets namn!; titel; namn; befattning; egen insats!; egeninsats*!; egenfinansiering*!; egen finansiering!
		egna medel!; medfinansier*!; medfinansiering; delfinansiering!; total kostnad*!; totalkostnad*!
		totala kostnad*!; total budget!; projektets kostnad*!; beviljat belopp!; beviljade medel!; maxbelopp*!
		högsta belopp*!; referens!; beställarreferens!; vår referens!; ert referens; märkning*; mark betalning*!
		marks!; kostnadsställe*!; kst; ansvar; projektnummer!; diarienummer*!; dnr!; ocr*; bilagor*!; bilaga!
		underskrift*!; ort och datum!; ort; kopia*; cc; till; ämne; subject; skickat
		kontaktperson* ekonomi*!; kontaktperson* .. utbetalning*|betalning*|faktura*|fakturor|ekonomi*!
		ekonomikontakt*!; kontakt ekonomi!; kontakt* .. utbetalning*|faktura*|betalning*!; ekonomiansvarig*!; ekonom
		controller; frågor om utbetalning*|betalning*|ekonomi*|faktura*!; firmatecknare!; behörig företrädare!
		kontaktperson* .. kommun*!; kontaktperson* .. skr!; chef*; verksamhetschef*!; ansvarig chef!; närmaste chef
		godkänd av!; attest*; handläggare; assistent; ps; obs; risker; riskanalys; uppföljningsplan; personuppgift*
		största risk; gdpr; sekretess; antal; fråga; svar; sista dag; villkor; kommunikat*; jämställdhet*; längd
		plats; var; omfattning; tidigare ansök*!; tidigare beviljat!; beviljat tidigare!; kontakt på kommun*!
		it kontakt!; vårdgivare; diagnos; ersätter; moms; skickas till!; ansökan skickas till!; ansökan ska innehålla!
		sammantaget`,
}
