package swedish

import "sync"

// notNames are words with a capital that begin sentences, titles, places and
// organisations, and no person's name.
var notNames = setOf(`region regionen landstinget landsting sveriges kommuner regioner tel telefon tfn mobil mob mobiltelefon epost mejl mail vaxel direkt fax adress box postadress besoksadress
	kontaktperson kontakt kontaktuppgifter ansvarig ansvar projektledare samordnare enhetschef verksamhetschef verksamhetsutvecklare utvecklingsledare utvecklare sjukskoterska lakare overlakare handlaggare chef koordinator processledare
	strateg utvecklingsstrateg vardutvecklare avdelningschef sekreterare assistent distriktsskoterska kurator psykolog fysioterapeut arbetsterapeut specialist skoterska barnmorska logoped dietist
	nara vard vardcentralen vardcentral halsocentral halsocentralen lasarett lasarettet sjukhus sjukhuset kliniken klinik mottagningen avdelning enhet enheten omrade omradet forvaltning forvaltningen regionstab halso sjukvard primarvarden primarvard narhalsan narsjukvarden psykiatri habilitering rehab
	vi jag det den de detta for pa av och med till i en ett om hej hei tack sokt sokande summa belopp bankgiro plusgiro konto kontonummer bg pg swedbank handelsbanken nordea seb clearing iban patientkontrakt testbadd ansokan utskicket skr skl
	rapport rapportering uppfoljning projekt pengarna medlen malgrupp aktorer syfte effekter undertecknad vanliga vanlig halsning halsningar mvh basta med kind regards phone email mobile contact responsible person project manager
	fragor vid som hon han hen ni min vart var alla nar vad vem vilka hur esther simlab enligt kommun kommunen stiftelsen foreningen kl mandag tisdag onsdag torsdag fredag januari februari mars april maj juni juli augusti september oktober november december
	sjukhusgatan storgatan nygatan sverige sweden stockholm goteborg malmo betalning utbetalning referens kostnadsstalle ekonom ekonomi ekonomiavdelningen controller sekretariat registrator kansli nu dar har dock aven dessutom att ar blir kan ska
	e-post e-mail e-postadress utvecklingsavdelningen kvalitet stab hr it org dnr www e post to namn name befattning titel title roll
	svar fraga sokes soker follow up reporting vardutveckling patientsakerhet invanare vardgivare fru herr dr prof docent leg the and of our we i in is will are this bitr bitradande personal team teamet gruppen arbetsgruppen projektgruppen styrgruppen`)

// notNameStems begin or end words that no person's name is.
var notNameStems = []string{"kontakt", "ansvar", "projekt", "utveckling", "verksamhet", "sjukvard", "sjukskot", "vardcentral", "halsocentral", "telefon", "koordinator", "chef", "ledare", "strateg", "samordnar", "patient", "mottagning", "lasarett", "sjukhus", "klinik", "avdelning", "gatan", "vagen", "kommun", "uppfolj", "rapport", "region", "utredare", "forvaltning", "skoterska", "lakare", "terapeut", "bankgiro", "plusgiro", "handlagg", "utvecklare", "ekonom", "enhet"}

// selves are the ways to speak of oneself as the contact.
var selves = sync.OnceValue(func() *Lexicon {
	return newLexicon(map[string]string{"self": `undertecknad*; jag; mig; jag sjalv; jag som; ar|blir jag; jag haller|skoter|svarar|ansvarar|tar|skriver|foljer; avsandaren; avsandare; min person; mina uppgifter; samma som ovan; samma person; ovanstaende; se ovan; enligt ovan; i am|will; me; myself; the undersigned; jeg; meg; dito; samma; nedanstaende; se signatur; se nedan; enligt nedan; uppgifter nedan; uppgifter i signaturen; enligt signatur`})
})

// SpeaksOfSelf reports whether the words mean their writer.
func SpeaksOfSelf(words []Word) bool { return selves().Has(words, "") }

// callWords after "till" name the call, not a purpose.
var callWords = sync.OnceValue(func() *Lexicon {
	return newLexicon(map[string]string{"call": `testbadd*; en testbadd; patientkontrakt*; var testbadd; vart patientkontrakt; vart arbete med patientkontrakt; testbed; vart bankgiro*; bankgiro*; plusgiro*; konto*; vart konto; er; dig; skr; harald*; och med; den; det har; detta; vart projekt; projektet; en test; tester av; a test*; foljande; bg; pg; regionens`})
})

// CallWord reports whether words (those after "till") begin with the call's
// own, so that they tell no purpose.
func CallWord(words []Word) bool {
	for _, m := range callWords().Find(words) {
		if m.First == 0 {
			return true
		}
	}
	return false
}

// personDetails are the labels of what belongs to a person.
var personDetails = setOf(`namn name e post epost mejl mail email mejladress mailadress adress telefon telefonnummer tel tfn mobil mobilnummer mobiltelefon titel befattning roll funktion phone title direkt enhet avdelning nummer nr arbetsplats organisation tjanst till er kontaktpersonens kontaktperson och`)

// PersonDetail reports whether a label asks for a person's name, address,
// phone or title.
func PersonDetail(label string) bool {
	words := Words(label)
	for _, w := range words {
		if !personDetails[w.Fold] {
			return false
		}
	}
	return len(words) > 0
}
