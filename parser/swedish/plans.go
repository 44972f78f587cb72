package swedish

import (
	"strings"

	"medelbot"
)

// Plan reads a sentence's main clause "vi vill ...", "då kan vi ...": what
// follows the auxiliary tells what is to be done (Purpose) or what is to come
// of it (Effects). at is the word where the clause begins; key is "" if there
// is no such clause.
func Plan(words []Word) (key medelbot.ElementKey, at int) {
	for i := 0; i+2 < len(words); i++ {
		subject, auxiliary := words[i].Fold, words[i+1].Fold
		from := i + 2
		if !planSubjects[subject] {
			subject, auxiliary = auxiliary, subject
		}
		if i == 0 && auxiliaries[words[0].Fold] && !planSubjects[subject] { // "ska köpa pennor": a hasty writer
			subject, auxiliary, from = "vi", words[0].Fold, 1
		}
		if !planSubjects[subject] || !auxiliaries[auxiliary] {
			continue
		}
		unknown := false // one word that is not known may stand between
		for k := from; k < len(words) && k < i+8; k++ {
			w := words[k].Fold
			switch {
			case w == "att" && auxiliary == "vill":
				k = len(words) // "vi vill att patienten ...": a hope, told by the cues
			case planFillers[w]:
			case notPlans[w]:
				k = len(words)
			case improvements[w]:
				return medelbot.Effects, i
			case isInfinitive(w):
				return medelbot.Purpose, i
			case unknown:
				k = len(words)
			default:
				unknown = true
			}
		}
	}
	return "", 0
}

// isInfinitive tells "bygga" from "dagarna" by the look.
func isInfinitive(w string) bool {
	if shortInfinitives[w] {
		return true
	}
	for _, plural := range []string{"arna", "erna", "orna"} {
		if strings.HasSuffix(w, plural) {
			return false
		}
	}
	return strings.HasSuffix(w, "a") && len(w) > 3 && !notInfinitives[w]
}

// Told reports whether a sentence tells what its writers have done: "vi höll",
// "har vi provat".
func Told(words []Word) bool {
	for i := 0; i+1 < len(words); i++ {
		subject, verb := words[i].Fold, words[i+1].Fold
		if !planSubjects[subject] {
			subject, verb = verb, subject
		}
		if !planSubjects[subject] {
			continue
		}
		if verb == "har" && i+2 < len(words) {
			for _, w := range words[i+2 : min(len(words), i+6)] {
				if isSupine(w.Fold) && !notDeeds[w.Fold] {
					return true
				}
			}
		}
		if pastTense[verb] || len(verb) > 4 && (strings.HasSuffix(verb, "ade") || strings.HasSuffix(verb, "te") || strings.HasSuffix(verb, "de")) && !notDeeds[verb] {
			return true
		}
	}
	return false
}

func isSupine(w string) bool {
	return len(w) > 3 && (strings.HasSuffix(w, "at") || strings.HasSuffix(w, "it") || strings.HasSuffix(w, "tt"))
}

// Improves reports whether a sentence tells a change for the better that is to
// come: an auxiliary and a comparison ("blir tryggare", "färre ska").
func Improves(words []Word) bool {
	future, better := false, false
	for _, w := range words {
		future = future || futures[w.Fold]
		better = better || betterWords[w.Fold] || strings.HasSuffix(w.Fold, "are") && betterStems(w.Fold)
	}
	return future && better
}

func betterStems(w string) bool {
	for _, stem := range []string{"trygg", "tydlig", "enkl", "snabb", "lugn", "sakr", "stark", "kort", "delaktig", "sjalvstandig", "jamlik", "bekvam", "smidig", "lattar", "nar", "hog", "lag", "klok", "nojd", "piggar", "friskar"} {
		if strings.HasPrefix(w, stem) {
			return true
		}
	}
	return false
}
