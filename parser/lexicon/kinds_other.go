package lexicon

import "medelbot/parser/phrase"

// What a mail says that is about something else than the fund's cases, or that
// no person wrote.
const (
	OtherFund  = "speaks of another fund"
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
		uppdrag|uppdraget|satsning|satsningen|överenskommelsen .. nära vård|kvinnofrid|cancerplan*|förlossningsvård*|barnhälsovård*`,
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
		faktura|fakturan|fakturor|fakturanr|fakturanummer|fakturadatum|fakturabelopp; förfallodag*; förfallodatum
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
		jobbar|arbetar inte|ej .. fredag*|måndag*|deltid`,
	Automatic: `
		automatiskt|automatisk|automatiserat .. svar|meddelande|genererat|utskick|mottagningskvitto|bekräftelse|mail|mejl
		autosvar*; automatgenerer*; går inte|ej .. att .. svara|besvara; kan inte|ej .. besvaras|svara|besvara
		svara inte|ej på detta|det|detta; vänligen svara inte|ej; mottagningsbekräftelse*; mottagningskvitto*
		mottagningsbevis; vi har .. tagit emot|mottagit .. ditt|din|er|ert|erat meddelande|e|mejl|mail|post|ärende
		ditt|din|er|ert meddelande|mejl|mail|e|ärende|post .. mottag*|registrera*|tagits|kommit
		tack för .. ditt|din|ert|er mail|mejl|e|meddelande|post .. vi|besvarar|svarar|återkommer|registreras|har
		do not reply; auto reply|generated; no reply; din förfrågan .. mottag*|registrera*; handläggs .. i turordning
		svarar .. inom .. dagar|arbetsdagar|timmar|dygn`,
	Recalls: `återkalla meddelande*; recall the message`,
}
