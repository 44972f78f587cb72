package swedish

import (
	"strings"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
)

// Plan reads a sentence's main clause "vi vill ...", "då kan vi ...": what
// follows the auxiliary tells what is to be done (Purpose) or what is to come
// of it (Effects). at is the word where the clause begins; key is "" if there
// is no such clause.
func Plan(words []phrase.Word) (key medelbot.ElementKey, at int) {
	for i := 0; i+2 < len(words); i++ {
		subject, auxiliary := words[i].Fold, words[i+1].Fold
		from := i + 2
		if !lexicon.Subjects.Has(subject) {
			subject, auxiliary = auxiliary, subject
		}
		if i == 0 && lexicon.Auxiliaries.Has(words[0].Fold) && !lexicon.Subjects.Has(subject) { // "ska köpa pennor": a hasty writer
			subject, auxiliary, from = "vi", words[0].Fold, 1
		}
		if !lexicon.Subjects.Has(subject) || !lexicon.Auxiliaries.Has(auxiliary) {
			continue
		}
		unknown := false // one word that is not known may stand between
		for k := from; k < len(words) && k < i+8; k++ {
			w := words[k].Fold
			switch {
			case w == "att" && auxiliary == "vill":
				k = len(words) // "vi vill att patienten ...": a hope, told by the cues
			case lexicon.PlanFillers.Has(w):
			case lexicon.NotPlans.Has(w):
				k = len(words)
			case lexicon.Improvements.Has(w):
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
	if lexicon.ShortInfinitives.Has(w) {
		return true
	}
	for _, plural := range []string{"arna", "erna", "orna"} {
		if strings.HasSuffix(w, plural) {
			return false
		}
	}
	return strings.HasSuffix(w, "a") && len(w) > 3 && !lexicon.NotInfinitives.Has(w)
}

// Told reports whether a sentence tells what its writers have done: "vi höll",
// "har vi provat".
func Told(words []phrase.Word) bool {
	for i := 0; i+1 < len(words); i++ {
		subject, verb := words[i].Fold, words[i+1].Fold
		if !lexicon.Subjects.Has(subject) {
			subject, verb = verb, subject
		}
		if !lexicon.Subjects.Has(subject) {
			continue
		}
		if verb == "har" && i+2 < len(words) {
			for _, w := range words[i+2 : min(len(words), i+6)] {
				if isSupine(w.Fold) && !lexicon.NotDeeds.Has(w.Fold) {
					return true
				}
			}
		}
		if lexicon.PastTense.Has(verb) || len(verb) > 4 && (strings.HasSuffix(verb, "ade") || strings.HasSuffix(verb, "te") || strings.HasSuffix(verb, "de")) && !lexicon.NotDeeds.Has(verb) {
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
func Improves(words []phrase.Word) bool {
	future, better := false, false
	for _, w := range words {
		future = future || lexicon.Futures.Has(w.Fold)
		better = better || lexicon.Better.Has(w.Fold) || strings.HasSuffix(w.Fold, "are") && is(lexicon.BetterStems(), w.Fold)
	}
	return future && better
}
