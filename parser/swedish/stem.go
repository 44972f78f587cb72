package swedish

import "strings"

// endings are what Swedish nouns end with in their definite form, in plural and in
// the genitive, folded; the longest first.
var endings = []string{"arnas", "ernas", "ornas", "arna", "erna", "orna", "aren", "ets", "ens", "ena", "en", "et", "ar", "er", "or", "an", "a", "e", "s"}

// How many letters a word has at least that stands for longer ones, and how many
// are left of it without its ending.
const (
	leastStem     = 4
	leastStripped = 5
)

// Stem makes of a folded word what finds its other endings and longer words that
// begin with it, in the notation of package phrase: "ljusglimten" gives
// "ljusglimt*", "kulturstipendium" gives "kulturstipendi*". A short word stands for
// itself.
func Stem(fold string) string {
	if len(fold) < leastStem || strings.Trim(fold, "0123456789") == "" {
		return fold
	}
	for _, latin := range []string{"ium", "iet"} {
		if stem, ok := strings.CutSuffix(fold, latin); ok && len(stem) >= leastStripped {
			return stem + "i*"
		}
	}
	for _, ending := range endings {
		if stem, ok := strings.CutSuffix(fold, ending); ok && len(stem) >= leastStripped {
			return stem + "*"
		}
	}
	return fold + "*"
}
