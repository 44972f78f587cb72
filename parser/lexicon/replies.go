package lexicon

import "medelbot/parser/phrase"

// AnyDeferral puts an answer off that should hold a figure, a name or an
// address and does not: there any word of later is enough.
var AnyDeferral = table(phrase.Table{
	"later": `
		återkommer; återkomma; återkom vi; återkopplar; se bilaga*; se bifog*; se separat; se medföljande; se nedan
		bifogas; bifogad*; bilagd*; bilagt; enligt bilaga*; enligt bifog*; framgår av bilag*|bifog*; i bilaga*
		i bifogad*; finns i bilag*; skickas senare|separat|över|in|efter|i; skickar senare|separat|över|vi
		skickar .. senare|separat|efter; skickas .. senare|separat; sender senere; ettersend*; eftersänd*; eftersend*
		sänds senare; kommer senare|inom|separat|i|när|efter|att skickas|att kompletter*|snart; kompletter*
		fylls i senare; fyll i; fylls i; fyller i .. senare
		ej klart|klar|bestämt|fastställt|beslutat|ifyllt|känd|aktuellt; inte klart|klar|bestämt|fastställt|beslutat|än
		inte riktigt klart; ännu inte|ej; inte .. ännu; är inte .. klar*; vet inte|ej; vet vi inte|ej; oklart; oklar
		tbd; tba; tbc; xx; xxx; xxxx; meddelas; meddelar vi; meddelar .. senare; lämnas senare
		under utredning|arbete|framtagande; utreds; utreder; att bestämma; bestäms; bestämmer vi; saknas; höra med
		hörer med; kollar med|upp; kolla med|upp; ska kolla; måste kolla; behöver kolla; inväntar; väntar på
		väntar vi på; to be confirmed|announced|decided; will follow; will be sent; later; klicka eller tryck
		click or tap; ange text; skriv här; skriv text; lorem ipsum; infogas; beslutas; beslutar vi; tar vi senare
		diskuteras; diskuterar; funderar; senare; i ett senare; nästa vecka; efter mötet; efter styrgrupp*
		när styrgrupp*; när vi vet; får vi återkomma; ber att få återkomma; jag låter|ber ekonomi*; ordnar; får komma
		kommer från ekonomi*; ekonomi* skickar|återkommer|kontaktar; vi får se; är under; på gång; kommer; snart
		redogörs; beskrivs i; framgår av; jag ska fråga; ska fråga; frågar; ska ta reda; tar reda; ingen aning; ej än
		as above; see attach*; attached; preliminärt`,
})

// Deferrals put off also where the answer is told in sentences, where
// "patienter som väntar på operation" and "kommer hem tryggare" do not.
var Deferrals = table(phrase.Table{
	"later": `
		återkommer vi|jag; vi|jag .. återkommer; återkommer om|med|när|senare|inom|efter|angående|kring|gällande|med
		får vi|jag återkomma; får återkomma; ber att få återkomma; återkomma med|om|när|senare; vi|jag återkopplar
		återkopplar vi|jag
		se bilag*|bifog*|separat|medföljande|projektplan|projektplanen|vidlagd*; se .. bilag*|bifogad*
		see attach*|attached|enclosed; framgår av|i|ur .. bilag*|bifog*|projektplan*|dokument*
		beskrivs .. i bilag*|bifog*|projektplan*; finns .. i bilag*|bifogad*|projektplan*; redovisas i bilag*|bifog*
		hänvisar till bilag*|bifog*; i bifogad fil; i bifogat dokument; står i bilag*|bifog*
		enligt bifogad|bilagd|bilaga
		skickas|skickar|lämnas|lämnar|meddelas|meddelar|kompletteras|kompletterar|sänder|sänds|levereras|beskrivs|redovisas|specificeras|preciseras .. senare|separat|snart|framöver
		skickas|skickar|lämnas|lämnar|meddelas|meddelar|kompletteras|kompletterar|sänder|sänds .. inom kort
		skickas|skickar|meddelas|meddelar|kompletterar|lämnas|kommer .. nästa|i nästa vecka; skickas i efterhand
		kommer senare|separat; kommer inom kort; kommer i ett|en senare|separat|annat
		kommer .. att skickas|kompletteras|meddelas|skicka|komplettera|meddela
		ettersend*; eftersänd*; sendes senere; kommer senere; sender senere
		inte .. klart|klar|klara|bestämt|fastställt|beslutat|spikat|ifyllt än
		inte .. klart|bestämt|fastställt|beslutat|spikat; ej .. klart|klar|bestämt|fastställt|beslutat; ännu inte|ej
		inte .. ännu; vet vi|jag inte|ej; vet inte|ej än|ännu; vi vet inte|ej; fylls i .. senare; fyller i .. senare
		fylls i efter; fylls på senare; ska fyllas i; tbd; tba; tbc
		lorem ipsum; klicka eller tryck; klicka här; tryck här; click or tap; ange text; skriv text här; skriv här
		under utarbetande|framtagande; -*patienter under utredning; inväntar|avvaktar
		väntar .. på besked|beslut|styrgrupp*|ekonomi*|budget*|ledning*|svar|offert*|godkänn*|klartecken
		ska diskuteras|beslutas|bestämmas|fastställas|preciseras
		diskuteras|beslutas|bestäms|bestämmer|beslutar .. mötet|senare|styrgrupp*|ledningsgrupp*|sommaren
		håller på .. ta fram|formulera|skriva|räkna|tänka; måste först; to be confirmed|announced|decided; will follow
		will be sent; ska jag|vi fråga|kolla; ska höra med; hörer med .. ekonomi*|chef*; kollar med|upp; får vi|jag se
		kommer|kommit|fås|får från ekonomi*|controller*|redovisningsavdelning*
		siffr*|underlag*|ekonomi*|redovisning*|sammanställning*|specifikation*|bokslut*|utfall*|belopp*|faktur*|kvitto*|kvitton .. kommer|skickas|mejlas|mailas|lämnas|levereras|dröjer|saknas|återstår|redovisas i|efter|när|senare|separat|då|under|till|från|inom
		jag mejlar|mailar|skickar|sänder|lämnar|ringer|meddelar|kompletterar .. då|sen|sedan|senare|när|inom|efter|nästa
		vi mejlar|mailar|meddelar|kompletterar .. då|sen|sedan|senare|när|inom|efter|nästa; vi|jag skickar .. då
		i|med|via separat|eget|annat|nytt|kommande mejl|mail|brev|post|dokument|fil|bilaga
		får ni|du|skr .. efter|senare|när|framöver|januari|februari|mars|april|maj|juni|augusti|september|oktober|november|december
		vänta tills|med; att få vänta; se|enligt kommande; tills vidare
		räknar|arbetar|jobbar|väntar|sammanställer|analyserar fortfarande; pågår fortfarande
		inte|ej .. fastställd|fastställda|bokfört|bokförda|avstämt|avstämda|fakturerat|slutreglerat|sammanställt|sammanställda|utrett|färdigt|färdiga
		ska|skall|måste|behöver stämmas|stämma .. av; lämnar|lämnas .. öppen|öppet|tom|tomt|blank
		det|detta|där|har|dem återkommer; återkommer .. om det|detta|dem
		planen|målen|upplägget|innehållet|detaljerna|budgeten|effekterna|syftet håller .. på att
		står i mitt|vårt|mejl|mejlet|mailet|förra|tidigare|dokument*|ansökan
		mål|målen|målet|planen|syftet|detaljerna|innehållet|upplägget|effekterna tas|sätts|bestäms|formuleras|beslutas|fastställs|utformas|utarbetas|preciseras|konkretiseras .. fram|när|efter|senare|under|tillsammans|av|i|på|vid
		mejlar|mailar|skickar|sänder er|dig .. det|detta|resten|dem
		utvärder*|analys*|sammanställning* är inte|ej
		utvärder*|analys*|sammanställning* pågår|dröjer|kommer .. i|när|efter|senare|till|under
		när bokslut*|årsbokslut*|ekonomi*|siffr*|fakturor*|kvitto*|kvitton är|har|kommer|kommit
		under sammanställning|beräkning; stämma av med ekonomi*; lämnas|lämnar vi|jag tomt|öppet; lämnar tomt|öppet
		ber om|vi|jag .. anstånd|uppskov; dröjer till|tills|lite|några|någon
		kan jag|vi inte .. svara|redovisa|ange|uppge|säga
		kan inte .. ange|uppge|redovisas|redovisa|anges .. än|ännu|nu|idag; det står .. öppet; i väntan på
		har inte|ej fått .. siffr*|underlag*|uppgift*|ekonomi*|besked*; numbers|figures .. will follow|come
		beskrivs|redovisas|framgår|står|finns|tas|tar .. längre|utförlig*|fullständig*|kommande|slutlig* rapport*|slutrapport*|redovisning*
		inte hunnit; ej hunnit; hinner inte; hann inte`,
})

// WeakDeferrals put off only where they are all that the answer says.
var WeakDeferrals = phrase.NewSet(`
	kommer senare meddelas saknas oklart oklar bilaga bilagan bilagor bifogas bifogat bifogad bifogade separat utreds
	kompletteras klart inte ej än ännu vet vi xx xxx tbd snart later beslutas diskuteras bestäms fylls skickas skickar
	återkommer återkom attached bilagd nedan ovan enligt se i fil har den detta det är jag på gång preliminärt under
	arbete not applicable none inga ingen inget ingenting okänt okänd mejlet filen dokumentet blanketten svar`)

// Undecided begin short answers that tell when the answer will be known:
// "formuleras efter workshopen".
var Undecided = phrase.NewSet(`
	formuleras bestäms beslutas fastställs definieras utarbetas utformas preciseras konkretiseras diskuteras
	specificeras utses tillsätts klargörs skickas mejlas mailas meddelas`)

// Placeholders are answers that say nothing: "N/A".
var Placeholders = phrase.NewSet(`n a na nn ja nej yes no`)

// Figures speak of the figures of a report, not of what they were paid for.
var Figures = table(phrase.Table{
	"figures": `
		siffr*; ekonom*; controller*; redovis*; underlag*; bokslut*; årsbokslut*; faktur*; kvitto*; kvitton
		sammanställ*; bokför*; avstäm*; numbers; figures; accounts; denna|den del|delen; detta; svaret`,
})

// Spent says what money has gone to.
var Spent = table(phrase.Table{
	"spent": `
		gick; gått till|åt; användes; använts; använt; använde; kostade; kostat; betalade; betalat; betalades; köpte
		köpt; köptes; räckte; bekostade; bekostat; täckte; finansierade; finansierat; lades; lagts; was|were spent
		spent; avsåg; avser; arvode*; lön; löner; lokal*; resor; material`,
})

// Closings begin the last lines of a letter: they belong to no element.
var Closings = table(phrase.Table{
	"end": `
		säg till; hör .. av er|dig; hör gärna av; tveka inte; återkom gärna|om|vid; kontakta mig|oss gärna
		tack på förhand; tack för; vi ser fram; ser fram emot; ser vi fram; hoppas .. höra|besked|svar; med vänlig*
		vänliga hälsning*; vänlig hälsning; bästa hälsning*; hälsningar; hälsning; mvh; vänligen; hej då; ha det
		trevlig helg|sommar|dag; glad sommar|påsk|midsommar; allt gott; bifog*; med förhoppning om .. besked|svar
		vid frågor; ring gärna; mejla gärna; maila gärna; hoppas ni|du; hoppas det|detta .. räcker|går; kind regards
		best regards; sincerely; om ni|du undrar|behöver|vill|har|saknar; om något saknas|är oklart; undrar ni|du
		tack; här kommer; härmed; hej|heisan|hejsan|hei|hello|dear|bästa; kram; med hopp om; det var allt; hojta
		bekräfta gärna; kan ni|du bekräfta; skickat från; sent from`,
})

// The places that Pointers point to.
const (
	Signature = "signature"
	Quoted    = "quoted" // the older mail below
	Below     = "below"  // the table or budget further down
	Attached  = "attached"
	Inside    = "inside" // somewhere in the older mail: only where its ink tells answers from questions
)

// Pointers tell that the writer's answer stands elsewhere in the mail.
var Pointers = table(phrase.Table{
	Signature: `
		se|finns|står|i .. signatur*|sidfot*|sidfoten|brevfot*
		i min|vår|vårt|mitt|mejlets|mailets|brevets signatur|sidfot|mejlsignatur|brevfot; signaturen; enligt signatur
		se signatur; i sidfoten; i foten; längst ner; längst ned; i brevfoten; sidfoten; in my signature; i avsändar*
		nedan i min signatur; under mitt namn; efter mitt namn; i underskriften`,
	Quoted: `
		mejl|mail|mejlet|mailet|meddelande|meddelandet|ansökan|uppgifter*|svar|text|texten|brev nedan; e post nedan
		nedanstående; se|står|finns .. i tråden
		svar*|fyllt|ifyll* .. i rött|blått|grönt|lila|orange|fetstil|kursiv|kursivt
		svar*|fyllt|ifyll* .. direkt|inne i mejlet|mailet|texten|er|ert|ditt; fyllt|fyller i .. nedan
		svar*|kommentar* .. nedan; tidigare mejl|mail|meddelande nedan; mejlet under; mailet under
		se mitt tidigare|förra mejl|mail; mitt förra mejl|mail; vad jag skrev nedan; längre ner; längre ned; see below
		my mail below; som jag skrev nedan; enligt nedan; see my earlier`,
	Below: `
		nedan; nedanstående; se|enligt .. budget*|tabell*|kalkyl*|specifikation*|kostnadsförslag*|sammanställning*
		framgår av|i budget*|tabell*|kalkyl*; see below|budget|table`,
	Attached: `
		bifogar|bifogas|bifogad|bifogat|bifogade|bilägger|biläggs|bilagd|bilagt|bilagda|medföljer|medskickad|medsänd|medsänt
		se|enligt|i|ligger|finns|som .. bilaga|bilagan|bilagor|bilagorna; bilaga :; bilagor :; bilagan innehåller; hakar på filen
		attached|enclosed; see attachment; vedlagt|vedlegg|vedlegget|vedlagte`,
	Inside: `
		nedan; nedanför; svar*; komplett*; fyllt; ifyll*; i|inne|inuti .. mejlet|mailet|texten|ditt|ert
		rött|blått|grönt|lila|orange|färg|fetstil|kursiv*|gulmarkera*|markera*; below; answer*|comment*`,
})
