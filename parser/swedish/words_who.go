package swedish

import "sync"

var seekVerbs = sync.OnceValue(func() *Lexicon {
	return newLexicon(map[string]string{"seek": `rekvirera*; soker; ansoker; soka; ansoka; askar; onskar; vill ha; vill garna; vill vara med; vill delta; anhaller; hemstaller; ansokan fran; ansokan for; ansokan om; begar; skulle vilja; hoppas fa; behover; apply|applies|applying; would like; request; soknad fra; soknad; anmaler; vill .. soka; ber om; ar intresserade`})
})

// Seeks reports whether a sentence applies for something.
func Seeks(s string) bool { return seekVerbs().Has(Words(s), "") }

// SeekVerb finds the first word of applying and gives its place.
func SeekVerb(words []Word) (at int, ok bool) {
	found := seekVerbs().Find(words)
	if len(found) == 0 {
		return 0, false
	}
	return words[found[0].First].Start, true
}

// organisationWords are words or stems of names of organisations that are no
// regions.
var organisationWords = sync.OnceValue(func() *Lexicon {
	return newLexicon(map[string]string{"org": `stiftelse*; diakoni*; forening*; forbund*; ab; kommun; kommunen; kommunalforbund*; universitet*; hogskola*; institut*; fond; fonden; hjalpen; sallskap*; ekonomisk; ideell; studieforbund*; kyrka*; bolag*; riksforbund*; house; hus; foundation; bracke; hospice; sparbanksstiftelse*; akademi; akademin; kooperativ*`})
})

// OrganisationWord reports whether a folded word names a kind of organisation.
func OrganisationWord(fold string) bool {
	return organisationWords().Has([]Word{{Fold: fold}}, "")
}

// references are the ways to refer to the call. Weak ones count only if there
// is no other.
var references = sync.OnceValue(func() *Lexicon {
	return newLexicon(map[string]string{
		"strong": `patientkontrakt*; patient kontrakt*; patienkontrakt*; patientkontrat*; patientkontrak*; patientkontract*; patientkonktrakt*; pasientkontrakt*; patients kontrakt*; patientkontrakte*; patient contract*; patientavtal*; patientoverenskommelse*`,
		"weak":   `patientkontakt; testbadd*; test badd*; testbedd*; test bed*; testbed*; utskick*; extra medel|medlen; extra midler; utlysning*; simlab; sim lab; er inbjudan; ert mejl|mail|brev om; ert erbjudande; erbjudandet; nyhetsbrev* om`,
	})
})

// Reference finds a reference to the call; weak ones only if asked for.
func Reference(words []Word, weak bool) (start, end int, ok bool) {
	key := "strong"
	if weak {
		key = "weak"
	}
	for _, m := range references().Find(words) {
		if m.Key == key {
			return words[m.First].Start, words[m.After-1].End, true
		}
	}
	return 0, 0, false
}

// OnlyReference reports whether words name the call and nothing besides:
// "Testbädd Patientkontrakt", but not "Utbildning i Patientkontrakt".
func OnlyReference(words []Word) bool {
	named := make([]bool, len(words))
	for _, m := range references().Find(words) {
		for i := m.First; i < m.After; i++ {
			named[i] = true
		}
	}
	found := false
	for i, w := range words {
		switch {
		case named[i]:
			found = true
		case !besideReference[w.Fold]:
			return false
		}
	}
	return found
}

// besideReference are words that may stand beside the name of the call and add
// nothing to it.
var besideReference = map[string]bool{
	"i": true, "inom": true, "for": true, "till": true, "av": true, "om": true, "och": true, "avser": true,
	"invanare": true, "patientsakerhet": true, "2019": true, "2021": true, "medel": true, "skr": true, "skrs": true,
}
