package lexicon

// What comes along with an application and is none.
const Beside = "beside"

// Documents are the names and titles of documents.
var Documents = table(map[string]string{
	Beside: `
		cv; *cv; curriculum vitae; meritförteckning*; meritlista*; levnadsbeskrivning*; broschyr*; *broschyr; *broschyren
		nyhetsbrev*; nyhetsblad*; protokoll*; *protokoll; minnesanteckning*; mötesanteckning*
		anteckningar från; faktura*; kvitto*; dagordning*; flygblad*; logga; logotyp*; tidningsartikel*; pressmeddelande*
		delegation*; fullmakt*; årsredovisning*; verksamhetsberättelse*; stadgar*; informationsblad*; inbjudan till
		personligt brev; organisationsschema*; reseräkning*`,
})

// Where a mail says that one of several versions counts.
const (
	Counts    = "counts"
	Discarded = "discarded"
	InMail    = "in the mail"
	InFile    = "in the file"
	NewOne    = "new"
	OldOne    = "old"
)

// Versions are the ways to say which of several versions counts, and to name
// them. What counts is said at the end of a clause: "ansökan gäller
// Patientkontrakt" says what it is about.
var Versions = table(map[string]string{
	Counts: `
		gäller; gäller bilagan|blanketten|filen|dokumentet|mejlet|mailet; gäller det som .. bilagan|blanketten|filen|mejlet|mailet
		gäller nu|alltså|istället|bara|inte den; gäller i stället; ska|skall gälla; är giltig|aktuell|den rätta; räknas
		har företräde; applies; counts; is valid|correct
		ska|skall ni|du utgå från; ni ska|skall läsa|använda`,
	Discarded: `
		bortse; bortse från|ifrån; ignorera*; strunta i; kasta; släng; radera; makulera*; inte gäller; gäller inte|ej|ingenting
		är inaktuell*|gammal|gammalt|gamla|fel|felaktig*|utgången; hoppa över; disregard; ignore; ersätts av; ersatt
		inte läng`,
	InMail: `
		mejlet|mailet|mejltexten|mailtexten|brödtexten; i mejl|mail; detta|det här mejl|mail|mejlet|mailet; meddelandet
		texten nedan; ovan; ovanstående; in the mail|email; my mail|email`,
	InFile: `
		bilagan|bilaga|bilagorna|bilagans; bifogad|bifogade|bifogat; filen|filerna; blanketten|blankettens; dokumentet
		formuläret; versionen|version; pdf; pdf:en|pdfen; word; wordfilen|worddokumentet; excel; excelfilen; docx; odt
		attachment|attached|enclosed; nya|senaste|rättade|reviderade|slutliga ansökan|ansökningen`,
	NewOne: `
		ny|nya|nytt|nyare|nyaste|senaste|sista|slutlig|slutliga|slutgiltig*|slutversion*|rättad*|rättat|reviderad*|korrigerad*
		uppdaterad*|ändrad*|final|justerad*|new|latest`,
	OldOne: `gammal|gamla|gammalt|äldre|tidigare|första|förra|old|utkast|preliminär*|ursprunglig*`,
})
