package lexicon

import "medelbot/parser/phrase"

// FundName is the word as which the tables here, and all that package topic has
// learnt, know the name of the fund. The names that a call gives its own fund are
// read as this one (see package vocabulary).
const FundName = "patientkontrakt"

// AnotherFund is a word that names another fund, see OtherFund. As such the names
// of BuiltIn are read in mail to a fund that is about something else.
const AnotherFund = "vinnova"

// Associations are the ends and beginnings of names of those who apply to funds
// that are not for regions, besides Organisations.
var Associations = table(phrase.Table{
	"association": `
		*förening*; *klubb*; *sällskap*; *förbund*; *stiftelse*; *kör; *kören; *orkest*; *teater*; *kollektiv*; *grupp; *gruppen
		*lag; *laget; *vänner; *vännerna; *församling*; *skola; *skolan; *verkstad*; *verkstan; *byrån; *cirkel*; *distrikt*; *kår
		*kåren; *bandet; *ensemble*; *nätverk*; *museum; *museet; *bibliotek*; *bygdegård*; *studio*; *trio; *kvartett*; *kommitté*
		*krets; *kretsen; *centrum; *akademi*; choir; society; association; club; group; orchestra; theatre; network; trust; council`,
})

// ApplicantFillers may stand within a name: "Föreningen Orgelvännerna i Brunflod".
var ApplicantFillers = phrase.NewSet(`i på för och av vid från den det de of the for and in at`)

// ApplicantEnds may end a name: "Hembygdskretsen i Malma socken".
var ApplicantEnds = phrase.NewSet(`socken by kommun kommuns län stad ideell ekonomisk ungdom`)

// Introductions stand before the name of those who write.
var Introductions = table(phrase.Table{"are": `vi är; vi heter; kallar oss; we are; we are called`})

// NotApplicants begin what is no name: "Vi söker", "Härmed ansöker".
var NotApplicants = phrase.NewSet(`
	vi jag ni du man de den det detta vår vårt våra min mitt mina nu här härmed därför så hej och men som i år på med till
	summan beloppet pengarna ansökan bidraget medlen we i our my this hereby dear now god hejsan tack denna dessa`)
