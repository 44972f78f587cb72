package lexicon

import "medelbot/parser/phrase"

// Seeking are the ways to apply for something.
var Seeking = table(phrase.Table{
	"seek": `
		rekvirera*; söker; ansöker; söka; ansöka; äskar; önskar; vill ha; vill gärna; vill vara med; vill delta
		anhåller; hemställer; ansökan från; ansökan för; ansökan om; begär; skulle vilja; hoppas få; behöver
		apply|applies|applying; would like; request; søknad fra; søknad; anmäler; vill .. söka; ber om
		är intresserade`,
})

// Organisations are words or stems of names of organisations that are no
// regions.
var Organisations = table(phrase.Table{
	"organisation": `
		stiftelse*; diakoni*; förening*; förbund*; ab; kommun; kommunen; kommunalförbund*; universitet*; högskola*
		institut*; fond; fonden; hjälpen; sällskap*; ekonomisk; ideell; studieförbund*; kyrka*; bolag*; riksförbund*
		house; hus; foundation; bräcke; hospice; sparbanksstiftelse*; akademi; akademin; kooperativ*`,
})

// The ways to refer to the call: weak ones count only if there is no other.
const (
	StrongReference = "strong"
	WeakReference   = "weak"
)

// References are the ways to refer to the call.
var References = table(fundNames, testbedNames, phrase.Table{
	WeakReference: `
		utskick*; extra medel|medlen
		extra midler; utlysning*; er inbjudan; ert mejl|mail|brev om; ert erbjudande; erbjudandet
		nyhetsbrev* om`,
})

// BuiltIn are the names of the fund that is meant where no call says another.
var BuiltIn = table(fundNames, testbedNames)

// How people write them.
var (
	fundNames = phrase.Table{StrongReference: `
		patientkontrakt*; patient kontrakt*; patienkontrakt*; patientkontrat*; patientkontrak*; patientkontract*
		patientkonktrakt*; pasientkontrakt*; patients kontrakt*; patientkontrakte*; patient contract*; patientavtal*
		patientöverenskommelse*`}
	testbedNames = phrase.Table{WeakReference: `
		patientkontakt; testbädd*; test bädd*; testbedd*; test bed*; testbed*; simlab; sim lab`}
)

// BesideReference are words that may stand beside the name of the call and add
// nothing to it.
var BesideReference = phrase.NewSet(`
	i inom för till av om och avser invånare patientsäkerhet 2019 2021 medel skr skrs`)

// CallAims after "till" name the call, not a purpose: "vi söker till en
// testbädd".
var CallAims = table(phrase.Table{
	"call": `
		testbädd*; en testbädd; patientkontrakt*; vår testbädd; vårt patientkontrakt; vårt arbete med patientkontrakt
		testbed; vårt bankgiro*; bankgiro*; plusgiro*; konto*; vårt konto; er; dig; skr; harald*; och med; den
		det här; detta; vårt projekt; projektet; en test; tester av; a test*; följande; bg; pg; regionens`,
})

// BesideCounty behind a county's name make another organisation of it: "Kalmar
// kommun".
var BesideCounty = phrase.NewSet(`kommun kommuns stad universitet högskola`)

// BeforeApplicant stand before the applicant's name in a sentence that applies:
// "Härmed vill vi på Bräcke diakoni söka".
var BeforeApplicant = phrase.NewSet(`vi på hos från härmed att`)
