package lexicon

import "medelbot/parser/phrase"

// What a mail says that is about something else than the fund's cases, or that
// no person wrote.
const (
	OtherFund  = "speaks of another fund"
	Elsewhere  = "says that it asks nothing of us"
	Job        = "is about employment"
	Hires      = "applies for a post"
	OtherThing = "applies for another thing than money"
	Invoice    = "is an invoice"
	Invites    = "invites others"
	Minutes    = "belongs to a meeting"
	Newsletter = "is a newsletter"
	Spam       = "is advertising"
	Absent     = "says that the writer is away"
	Automatic  = "says that it is automatic"
	Recalls    = "asks for a mail to be taken back"
	Patient    = "speaks as a patient"
	Audits     = "audits"
)

var otherSigns = phrase.Table{
	OtherFund: `
		vinnova*; arvsfond*; statsbidrag*; kulturråd*; folkhälsomedel; esf; socialfond*; interreg; forte; formas
		vetenskapsråd*; tillväxtverk*; postkod*; folkbildning*; sjukskrivningsmiljard*; kömiljard*; socialstyrelsen*
		folkhälsomyndighet*; energimyndighet*; boverket*; naturvårdsverk*; jordbruksverk*; leader; forskningsmedel
		forskningsanslag*; doktorand*; alf medel; fou medel; fou anslag; kulturbidrag*; föreningsbidrag*; bygdemedel
		stipendi*; försörjningsstöd; bostadsanpassning*; bygglov; serveringstillstånd; innovationsfond*; regionbidrag*
		projektmedel från; jämställdhetsmynd*; eu medel; horisont|horizon europa|europe|2020; -från minnesfond*
		hjärt lungfonden; cancerfonden*; e hälsomyndighet*; digitaliseringsmedel; psykisk hälsa medel
		suicidprevention*; omställningsfond*; barncancerfond*; miun; utbildningsplats*; kompetensfond*; kulturbrygga*
		länsstyrelse*; mucf; almi; allmänna arvs*
		ur|från regionens|landstingets|sjukhusets|förvaltningens|klinikens|kommunens .. *medel|*pengar|*pengarna|budget|anslag|*fond
		folkhälsoanslag*; ansökan|ansöker|söker|söka|avser *fonden|*fond|*stipendiet|*stipendium|*priset
		ansökan|ansöker|söker|söka|medel|bidrag till|om|ur|hos .. *fonden|*stipendiet|*stipendium|*priset
		avser|utlysning|utlysningen|program|programmet|fond|stödform|gäller : .. *fonden|*fond|*stipend*|*priset|statsbidrag*|miljard*
		uppdrag|uppdraget|satsning|satsningen|överenskommelsen .. psykisk hälsa|ohälsa
		uppdrag|uppdraget|satsning|satsningen|överenskommelsen .. nära vård|kvinnofrid|cancerplan*|förlossningsvård*|barnhälsovård*
		ansökan|ansökningen|ansöker|ansökte|ansökt|söker|sökte|sökt till|hos .. *stiftelsen|*stiftelse|*fonden|*fond|*förbundet`,
	Elsewhere: `
		söker|ansöker|begär inget|ingenting .. från|av|hos er|skr|dig|skl|oss; söker inget|ingenting|inga|inte .. den här gången
		söker|ansöker inte|ej .. från|av|hos er|skr|dig|skl; söker inga medel|pengar|bidrag .. den här gången|nu|i år
		ni|du|skr behöver inte|ej .. göra|agera|handlägga|hantera|åtgärda; ingen åtgärd .. krävs|behövs|från
		behöver ni|du|skr inte|ej .. göra|agera|handlägga|hantera|åtgärda; kräver ingen|inga åtgärd*|handläggning
		skickade|sände|lämnade|sänt|skickat|lämnat .. nedanstående|denna|detta|bifogade|ansökningen till|hos ..
		skickade|sände|lämnade|sänt|skickat|lämnat .. vår|denna|bifogade ansökan .. till|hos .. *stiftelsen|*stiftelse|*stiftelses|*fonden|vinnova|socialstyrelsen|forte|formas
		ansökan gick|går|är|har .. till *stiftelsen|*stiftelse|*stiftelses|*fonden|vinnova|socialstyrelsen|forte|formas
		har|är .. skickad|skickats|sänts|sänd|lämnats|inlämnad|ställd|ställts till|hos .. *stiftelsen|*stiftelse|*stiftelses|*fonden|vinnova|socialstyrelsen|forte|formas
		kommer|tänker|ska|skall|kan|hinner|orkar|väljer|avser vi|jag inte|ej .. söka|ansöka|lämna|skicka .. ansök*|år|gången|gång|medel|medlen|pengar*
		kommer|tänker|ska|skall|kan|hinner|orkar|väljer|avser inte|ej .. söka|ansöka .. år|gången|gång|medel|medlen|pengar*
		kommer|tänker|avser inte|ej att söka|ansöka; avstår .. från att söka|ansöka; söker|ansöker inte i år|denna
		avstår i år|den här gången; ingen ansökan från oss|vår; hoppar över|av .. utlysning*|omgång*|år
		will not be applying; will not apply; kommer ikke til å søke; søker ikke
		no action needed|required; nothing for you to do; not applying to you; trenger|behøver ikke .. gjøre|gøre`,
	Job: `
		söker .. tjänst*|jobb|jobbet|anställning*|praktik*|sommarjobb|vikariat*|befattning*|arbete|rollen
		ansökan .. tjänst*|jobb*|anställning*|praktik*|sommarjobb|vikariat*|befattning*|rollen|uppdraget
		spontanansökan; cv och personligt; mitt cv; personligt brev; meritförteckning*; mina meriter
		lediga tjänster|jobb|tjänst; tjänstledig*; löneanspråk; anställningsintervju*; legitimerad .. söker
		praktikplats*; examensarbete*; lönesamtal*; semesteransökan; föräldraledighet*; kandidat*; rekryter*`,
	Hires: `
		jag .. söker|ansöker|sökt .. tjänsten|jobbet|anställningen|befattningen|vikariatet|rollen|praktik*|sommarjobb*
		söker|ansöker jag .. tjänsten|tjänst|jobbet|anställning*|befattningen|vikariatet|rollen|praktik*|sommarjobb*
		ansökan|ansökning|intresseanmälan .. tjänsten|jobbet|anställning*|befattningen|vikariatet|rollen|praktikplats*|sommarjobb*
		ansökan|ansökning *tjänst|*tjänsten|*vikariat
		ansökan|ansökning som|till|om|avseende *tjänst|*tjänsten|*vikariat|*jobb; mitt cv; mitt personliga brev
		personligt brev; meritförteckning*; mina meriter; löneanspråk*; spontanansökan; mina referenser
		referenser lämnas; anställningsintervju*; uppsägningstid*; er annons; platsannons*; tjänsten|jobbet som .. jag
		provanställning*; examensarbete .. hos er`,
	OtherThing: `
		ansöker|söker|ansökan|ansöka .. om|till plats|platser|semester|ledighet|tjänstledig*|medlemskap|tillstånd|dispens|anstånd|förlängning|utbildning*|kurs*|konferens*|studiebesök
		ansökan om mer tid`,
	Invoice: `
		faktura|fakturan|fakturor|fakturanr|fakturanummer|fakturadatum|fakturabelopp|fakturaunderlag|fakturering; förfallodag*; förfallodatum
		förfaller; att betala; dröjsmålsränta; betalningspåminnelse; betalningsvillkor; ocr; ocr nummer
		kundnummer|kundnr; inkasso*; moms; kreditfaktura; oss tillhanda; vår referens; orderbekräftelse
		order nr|nummer; offert*`,
	Invites: `
		anmäl er|dig .. till|via|på|senast|här|före
		välkommen|välkomna .. till|på .. utbildning*|kurs*|konferens*|webbinari*|seminari*
		mitt|vårt arvode|timpris|pris .. är|blir`,
	Minutes: `
		minnesanteckning*; mötesanteckning*; protokoll*; dagordning*; agenda*; justera*; närvarande; kallelse till
		anteckningar från|förda; nästa möte; mötet den|i|på; teamsmöte*; teams möte*; anslut till .. möte*; doodle*`,
	Newsletter: `
		avregistrera*; avprenumerera*; avsluta .. prenumeration*; avanmäl*; du får detta|det .. eftersom|för
		du får .. nyhetsbrev*; nyhetsbrev*; unsubscribe*; visa|läs|öppna .. i .. webbläsare*; prenumere*
		veckans utlysningar; opt out; hantera .. prenumeration*|utskick; anmäl dig; boka .. plats; early bird`,
	Spam: `
		bitcoin*; krypto*; casino*; viagra; seo; sökmotoroptimer*; million|millions usd|dollars|euro*; inheritance
		beneficiary; lån utan|upp; vunnit; lotteri*; klicka här; verifiera .. konto*; ditt konto .. spärra*|stängs
		gratis .. prov*|test*; kampanjpris*; erbjudandet gäller; rabatt*; exklusivt erbjudande; ledande leverantör
		boka .. demo*`,
	Absent: `
		är .. på semester|tjänsteresa|tjänsteresor|föräldraledig|sjukskriven|ledig|konferens|kurs|utbildning|resande|bortrest|frånvarande|sjuk|vabbar
		har semester; på semester; har slutat; slutat .. anställning*|min
		åter .. den|måndag*|tisdag*|onsdag*|torsdag*|fredag*|vecka|i|på|efter|januari|augusti
		tillbaka .. den|igen|på|i|måndag*|tisdag*|onsdag*|torsdag*|fredag*|vecka|efter
		läser|läses inte|ej|sällan|endast|bara|min|mina .. e|mejl*|mail*|post*
		begränsad|begränsat .. tillgång|möjlighet; vidarebefordras inte|ej; vid|i brådskande|akuta
		inte .. nås|anträffbar; out of .. office; on .. leave|vacation; limited access; ute av|från kontoret
		föräldraledig; frånvarande; är ledig; i mitt ställe; under min frånvaro
		jobbar|arbetar inte|ej .. fredag*|måndag*|deltid|längre|kvar; frånvaro*; håller|har stängt till|under|mellan
		min efterträdare; ikke til stede; er ikke .. inne|tilgjengelig|tilgængelig; sluttet|stoppet i|hos|på
		på ferie; har ferie|fri; tar ferie; er tilbake|tilbage; tilbake|tilbage den|på|igjen|igen|i|mandag*|tirsdag*|onsdag*|torsdag*|fredag*|uke|uge
		fravær*; fraværende; hastesak*; ved|i haste*|akutte; ikke på kontoret|jobb; blir|bliver ikke .. lest|videresendt|læst|videresendt
		leser|læser ikke .. e|mail*|post*; begrenset|begrænset .. tilgang|adgang; i permisjon; på barsel*; i mitt|mit fravær
		out of the office; away .. from|until; annual|parental|sick|maternity|paternity leave; on holiday; will be back|away|out|returning
		back .. in the office; back on|in|at monday|tuesday|wednesday|thursday|friday|january|february|august|september; i am away|travelling|traveling
		urgent matters; in my absence; my return; not read .. mail|email; poissa; loma*`,
	Automatic: `
		automatiskt|automatisk|automatiserat .. svar|meddelande|genererat|utskick|mottagningskvitto|bekräftelse|mail|mejl
		autosvar*; automatgenerer*; går inte|ej .. att .. svara|besvara; kan inte|ej .. besvaras|svara|besvara
		svara inte|ej på detta|det|detta; vänligen svara inte|ej; mottagningsbekräftelse*; mottagningskvitto*
		mottagningsbevis; vi har .. tagit emot|mottagit .. ditt|din|er|ert|erat meddelande|e|mejl|mail|post|ärende
		ditt|din|er|ert meddelande|mejl|mail|e|ärende|post .. mottag*|registrera*|tagits|kommit
		tack för .. ditt|din|ert|er mail|mejl|e|meddelande|post .. vi|besvarar|svarar|återkommer|registreras|har
		do not reply; auto reply|generated; no reply; din förfrågan .. mottag*|registrera*; handläggs .. i turordning
		e|mail|mejl|postadress*|adress|adressen|brevlåda|brevlådan .. används|bevakas|läses|finns inte|ej; adressen|brevlådan upphör|upphört
		har registrerats|diarieförts|diarierats .. med|som|under|och; besvaras .. inom .. dagar|arbetsdagar|timmar|dygn
		svarar .. inom .. dagar|arbetsdagar|timmar|dygn`,
	Recalls: `återkalla meddelande*; recall the message`,
	Patient: `
		jag har|behöver|går|besöker .. mottagning*|läkare|diagnos*|sjukdom*|läkartid*|vårdcentral*; jag är|som patient|anhörig|multisjuk|kroniskt
		min|mitt|mina|mig läkare|doktor|husläkare|sjukdom*|diagnos*|remiss*|läkartid*|vårdkontakt*|journal*|operation*|medicin*|behandling*|sambo|patientkontrakt*
		min mamma|pappa|man|fru|mor|far|son|dotter; vem är min; eget|egen patientkontrakt*|vårdplan*|vårdkontakt*; pengarna tillbaka
		patientavgift*; frikort*; högkostnadsskydd*; i avgifter; patientkontrakt för egen|min|mig; patientkontrakt själv
		ansöka|söka|ha|få om patientkontrakt|sådant; ansöka|söka|ha|få .. ett sådant|eget|patientkontrakt`,
	Audits: `
		revisor*; revision*; stickprov*; granskning* .. av; årsbokslut*; internkontroll*; intern kontroll; audit*
		begäran om|ut .. handling*|kopia|kopior; begär .. handling*|kopia|kopior; offentlighetsprincip*; allmän|allmänna handling*`,
}
