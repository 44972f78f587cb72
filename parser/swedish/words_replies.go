package swedish

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// deferrals put an answer off or point elsewhere.
var deferrals = sync.OnceValue(func() *Lexicon {
	return newLexicon(map[string]string{"later": `
		aterkommer; aterkomma; aterkom vi; aterkopplar; se bilaga*; se bifog*; se separat; se medfoljande; se nedan; bifogas; bifogad*; bilagd*; bilagt; enligt bilaga*; enligt bifog*; framgar av bilag*|bifog*; i bilaga*; i bifogad*; finns i bilag*; skickas senare|separat|over|in|efter|i; skickar senare|separat|over|vi; skickar .. senare|separat|efter; skickas .. senare|separat; sender senere; ettersend*; eftersand*; eftersend*; sands senare; kommer senare|inom|separat|i|nar|efter|att skickas|att kompletter*|snart; kompletter*; fylls i senare; fyll i; fylls i; fyller i .. senare; ej klart|klar|bestamt|faststallt|beslutat|ifyllt|kand|aktuellt; inte klart|klar|bestamt|faststallt|beslutat|an; inte riktigt klart; annu inte|ej; inte .. annu; ar inte .. klar*; vet inte|ej; vet vi inte|ej; oklart; oklar; tbd; tba; tbc; xx; xxx; xxxx; meddelas; meddelar vi; meddelar .. senare; lamnas senare; under utredning|arbete|framtagande; utreds; utreder; att bestamma; bestams; bestammer vi; saknas; hora med; horer med; kollar med|upp; kolla med|upp; ska kolla; maste kolla; behover kolla; invantar; vantar pa; vantar vi pa; to be confirmed|announced|decided; will follow; will be sent; later; klicka eller tryck; click or tap; ange text; skriv har; skriv text; lorem ipsum; infogas; beslutas; beslutar vi; tar vi senare; diskuteras; diskuterar; funderar; senare; i ett senare; nasta vecka; efter motet; efter styrgrupp*; nar styrgrupp*; nar vi vet; far vi aterkomma; ber att fa aterkomma; jag later|ber ekonomi*; ordnar; far komma; kommer fran ekonomi*; ekonomi* skickar|aterkommer|kontaktar; vi far se; ar under; pa gang; kommer; snart; redogors; beskrivs i; framgar av; jag ska fraga; ska fraga; fragar; ska ta reda; tar reda; ingen aning; ej an; as above; see attach*; attached; preliminart`})
})

// plainDeferrals put off also where the answer is told in sentences, where
// "patienter som väntar på operation" and "kommer hem tryggare" do not.
var plainDeferrals = sync.OnceValue(func() *Lexicon {
	return newLexicon(map[string]string{"later": `
		aterkommer vi|jag; vi|jag .. aterkommer; aterkommer om|med|nar|senare|inom|efter|angaende|kring|gallande|med; far vi|jag aterkomma; far aterkomma; ber att fa aterkomma; aterkomma med|om|nar|senare; vi|jag aterkopplar; aterkopplar vi|jag
		se bilag*|bifog*|separat|medfoljande|projektplan|projektplanen|vidlagd*; se .. bilag*|bifogad*; see attach*|attached|enclosed; framgar av|i|ur .. bilag*|bifog*|projektplan*|dokument*; beskrivs .. i bilag*|bifog*|projektplan*; finns .. i bilag*|bifogad*|projektplan*; redovisas i bilag*|bifog*; hanvisar till bilag*|bifog*; i bifogad fil; i bifogat dokument; star i bilag*|bifog*; enligt bifogad|bilagd|bilaga
		skickas|skickar|lamnas|lamnar|meddelas|meddelar|kompletteras|kompletterar|sander|sands|levereras|beskrivs|redovisas|specificeras|preciseras .. senare|separat|snart|framover; skickas|skickar|lamnas|lamnar|meddelas|meddelar|kompletteras|kompletterar|sander|sands .. inom kort; skickas|skickar|meddelas|meddelar|kompletterar|lamnas|kommer .. nasta|i nasta vecka; skickas i efterhand; kommer senare|separat; kommer inom kort; kommer i ett|en senare|separat|annat; kommer .. att skickas|kompletteras|meddelas|skicka|komplettera|meddela
		ettersend*; eftersand*; sendes senere; kommer senere; sender senere; inte .. klart|klar|klara|bestamt|faststallt|beslutat|spikat|ifyllt an; inte .. klart|bestamt|faststallt|beslutat|spikat; ej .. klart|klar|bestamt|faststallt|beslutat; annu inte|ej; inte .. annu; vet vi|jag inte|ej; vet inte|ej an|annu; vi vet inte|ej; fylls i .. senare; fyller i .. senare; fylls i efter; fylls pa senare; ska fyllas i; tbd; tba; tbc
		lorem ipsum; klicka eller tryck; klicka har; tryck har; click or tap; ange text; skriv text har; skriv har; under utarbetande|framtagande|utredning; invantar|avvaktar; vantar .. pa besked|beslut|styrgrupp*|ekonomi*|budget*|ledning*|svar|offert*|godkann*|klartecken; ska diskuteras|beslutas|bestammas|faststallas|preciseras; diskuteras|beslutas|bestams|bestammer|beslutar .. motet|senare|styrgrupp*|ledningsgrupp*|sommaren; haller pa .. ta fram|formulera|skriva|rakna|tanka; maste forst; to be confirmed|announced|decided; will follow; will be sent; ska jag|vi fraga|kolla; ska hora med; horer med .. ekonomi*|chef*; kollar med|upp; far vi|jag se; kommer|kommit|fas|far fran ekonomi*|controller*|redovisningsavdelning*; siffr*|underlag*|ekonomi*|redovisning*|sammanstallning*|specifikation*|bokslut*|utfall*|belopp*|faktur*|kvitto*|kvitton .. kommer|skickas|mejlas|mailas|lamnas|levereras|drojer|saknas|aterstar|redovisas i|efter|nar|senare|separat|da|under|till|fran|inom; jag mejlar|mailar|skickar|sander|lamnar|ringer|meddelar|kompletterar .. da|sen|sedan|senare|nar|inom|efter|nasta; vi mejlar|mailar|meddelar|kompletterar .. da|sen|sedan|senare|nar|inom|efter|nasta; vi|jag skickar .. da
		i|med|via separat|eget|annat|nytt|kommande mejl|mail|brev|post|dokument|fil|bilaga; far ni|du|skr .. efter|senare|nar|framover|januari|februari|mars|april|maj|juni|augusti|september|oktober|november|december; vanta tills|med; att fa vanta; se|enligt kommande; tills vidare; raknar|arbetar|jobbar|vantar|sammanstaller|analyserar fortfarande; pagar fortfarande; inte|ej .. faststalld|faststallda|bokfort|bokfort|bokforda|avstamt|avstamda|fakturerat|slutreglerat|sammanstallt|sammanstallda|utrett|fardigt|fardiga; ska|skall|maste|behover stammas|stamma .. av; lamnar|lamnas .. oppen|oppet|tom|tomt|blank
		det|detta|dar|har|dem aterkommer; aterkommer .. om det|detta|dem; planen|malen|upplagget|innehallet|detaljerna|budgeten|effekterna|syftet haller .. pa att; star i mitt|vart|mejl|mejlet|mailet|forra|tidigare|dokument*|ansokan; mal|malen|malet|planen|syftet|detaljerna|innehallet|upplagget|effekterna tas|satts|bestams|formuleras|beslutas|faststalls|utformas|utarbetas|preciseras|konkretiseras .. fram|nar|efter|senare|under|tillsammans|av|i|pa|vid; mejlar|mailar|skickar|sander er|dig .. det|detta|resten|dem
		utvarder*|analys*|sammanstallning* ar inte|ej; utvarder*|analys*|sammanstallning* pagar|drojer|kommer .. i|nar|efter|senare|till|under
		nar bokslut*|arsbokslut*|ekonomi*|siffr*|fakturor*|kvitto*|kvitton ar|har|kommer|kommit; under sammanstallning|berakning; stamma av med ekonomi*; lamnas|lamnar vi|jag tomt|oppet; lamnar tomt|oppet; ber om|vi|jag .. anstand|uppskov; drojer till|tills|lite|nagra|nagon; kan jag|vi inte .. svara|redovisa|ange|uppge|saga; kan inte .. ange|uppge|redovisas|redovisa|anges .. an|annu|nu|idag; det star .. oppet; i vantan pa; har inte|ej fatt .. siffr*|underlag*|uppgift*|ekonomi*|besked*; numbers|figures .. will follow|come; inte hunnit; ej hunnit; hinner inte; hann inte`})
})

// figureWords speak of the figures of a report, not of what they were paid for.
var figureWords = sync.OnceValue(func() *Lexicon {
	return newLexicon(map[string]string{"figures": `siffr*; ekonom*; controller*; redovis*; underlag*; bokslut*; arsbokslut*; faktur*; kvitto*; kvitton; sammanstall*; bokfor*; avstam*; numbers; figures; accounts; denna|den del|delen; detta; svaret`})
})

// OnlyOfFigures reports whether an answer about money speaks of the figures
// themselves and names none: "Ekonomen räknar fortfarande."
func OnlyOfFigures(s string) bool {
	words := Words(s)
	return len(words) < 30 && figureWords().Has(words, "") && !strings.ContainsAny(s, "0123456789") && !Told(words) && !spent().Has(words, "")
}

// spent says what money has gone to.
var spent = sync.OnceValue(func() *Lexicon {
	return newLexicon(map[string]string{"spent": `gick; gatt till|at; anvandes; anvants; anvant; anvande; kostade; kostat; betalade; betalat; betalades; kopte; kopt; koptes; rackte; bekostade; bekostat; tackte; finansierade; finansierat; lades; lagts; was|were spent; spent; avsag; avser; arvode*; lon; loner; lokal*; resor; material`})
})

// weakDeferrals put off only where they are all that the answer says.
var weakDeferrals = setOf(`kommer senare meddelas saknas oklart oklar bilaga bilagan bilagor bifogas bifogat bifogad bifogade separat utreds kompletteras klart inte ej an annu vet vi xx xxx tbd snart later beslutas diskuteras
	bestams fylls skickas skickar aterkommer aterkom attached bilagd nedan ovan enligt se i fil har den detta det ar jag pa gang preliminart under arbete not applicable none inga ingen inget ingenting okant okand mejlet filen dokumentet blanketten svar`)

// Defers reports whether an answer puts itself off, points elsewhere or is
// only a placeholder.
func Defers(s string) bool {
	t := strings.Trim(s, " \t\n.,:;-–_*?…<>[](){}!/\"'")
	if utf8.RuneCountInString(t) < 2 {
		return true
	}
	words := Words(t)
	if len(words) <= 3 && allSame(words) || plainDeferrals().Has(words, "") {
		return true
	}
	if len(words) <= 10 && (undecided[words[0].Fold] || len(words) > 1 && words[0].Fold == "tas" && words[1].Fold == "fram") {
		return true
	}
	for _, w := range words {
		if !weakDeferrals[w.Fold] {
			return false
		}
	}
	return true
}

// undecided begin short answers that tell when the answer will be known:
// "formuleras efter workshopen".
var undecided = setOf(`formuleras bestams beslutas faststalls definieras utarbetas utformas preciseras konkretiseras diskuteras specificeras utses tillsatts klargors skickas mejlas mailas meddelas`)

// PutsOff is Defers for answers that should hold a figure, a name or an
// address and do not: there any word of later is enough.
func PutsOff(s string) bool { return Defers(s) || deferrals().Has(Words(s), "") }

// allSame: "XX", "xxxx-xxxx", "___", "N/A".
func allSame(words []Word) bool {
	for _, w := range words {
		switch {
		case strings.Trim(w.Fold, "x") == "", strings.Trim(w.Fold, "0") == "", w.Fold == "n", w.Fold == "a", w.Fold == "na", w.Fold == "nn", w.Fold == "ja", w.Fold == "nej", w.Fold == "yes", w.Fold == "no":
		default:
			return false
		}
	}
	return true
}

// closings begin the last lines of a letter: they belong to no element.
var closings = sync.OnceValue(func() *Lexicon {
	return newLexicon(map[string]string{"end": `
		sag till; hor .. av er|dig; hor garna av; tveka inte; aterkom garna|om|vid; kontakta mig|oss garna; tack pa forhand; tack for; vi ser fram; ser fram emot; ser vi fram; hoppas .. hora|besked|svar; med vanlig*; vanliga halsning*; vanlig halsning; basta halsning*; halsningar; halsning; mvh; vanligen; hej da; ha det; trevlig helg|sommar|dag; glad sommar|pask|midsommar; allt gott; bifog*; med forhoppning om .. besked|svar; vid fragor; ring garna; mejla garna; maila garna; hoppas ni|du; hoppas det|detta .. racker|gar; kind regards; best regards; sincerely; om ni|du undrar|behover|vill|har|saknar; om nagot saknas|ar oklart; undrar ni|du; tack; har kommer; harmed; hej|heisan|hejsan|hei|hello|dear|basta|basta; kram; med hopp om; det var allt; hojta; bekrafta garna; kan ni|du bekrafta; skickat fran; sent from`})
})

// Closes reports whether a line ends a letter or greets: its first words do.
func Closes(line string) bool {
	words := Words(line)
	if len(words) == 0 {
		return false
	}
	for _, m := range closings().Find(words[:min(len(words), 9)]) {
		if m.First <= 1 {
			return true
		}
	}
	return false
}

// pointers tell that the writer's answer stands in the signature, or in the
// older mail below.
var pointers = sync.OnceValue(func() *Lexicon {
	return newLexicon(map[string]string{
		"signature": `se|finns|star|i .. signatur*|sidfot*|sidfoten|brevfot*; i min|var|vart|mitt|mejlets|mailets|brevets signatur|sidfot|mejlsignatur|brevfot; signaturen; enligt signatur; se signatur; i sidfoten; i foten; langst ner; langst ned; i brevfoten; sidfoten; in my signature; i avsandar*; nedan i min signatur; under mitt namn; efter mitt namn; i underskriften`,
		"quoted":    `mejl|mail|mejlet|mailet|meddelande|meddelandet|ansokan|uppgifter*|svar|text|texten|brev nedan; e post nedan; nedanstaende; se|star|finns .. i traden; svar*|fyllt|ifyll* .. i rott|blatt|gront|lila|orange|fetstil|kursiv|kursivt; svar*|fyllt|ifyll* .. direkt|inne i mejlet|mailet|texten|er|ert|ditt; fyllt|fyller i .. nedan; svar*|kommentar* .. nedan; tidigare mejl|mail|meddelande nedan; mejlet under; mailet under; se mitt tidigare|forra mejl|mail; mitt forra mejl|mail; vad jag skrev nedan; langre ner; langre ned; see below; my mail below; som jag skrev nedan; enligt nedan; see my earlier`,
	})
})

// PointsTo reports whether the words send the reader to "signature" or
// "quoted" text.
func PointsTo(words []Word, where string) bool { return pointers().Has(words, where) }
