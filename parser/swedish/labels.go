package swedish

import (
	"strings"

	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
)

// AsksOf reports whether a line begins as the call's own points do.
func AsksOf(line string) bool {
	found := phrase.FirstWords(line, 1)
	return len(found) > 0 && lexicon.Points.Has(found[0].Fold)
}

// States reports whether a line that begins as a point does is a statement:
// "Nästa steg är en bok."
func States(line string) bool {
	found := phrase.Words(line)
	if len(found) == 0 || lexicon.QuestionWords.Has(found[0].Fold) {
		return false
	}
	for _, w := range found {
		if lexicon.Copulas.Has(w.Fold) {
			return true
		}
	}
	return false
}

// SpeaksOfSelf reports whether the words mean their writer.
func SpeaksOfSelf(found []phrase.Word) bool { return lexicon.Selves().Has(found, "") }

// AccountDetail reports whether a line begins with a label for the number of an
// account whose kind the line above tells.
func AccountDetail(line string) bool {
	end := strings.IndexAny(line, ":\t")
	found := phrase.Words(line[:max(end, 0)])
	for _, w := range found {
		if !lexicon.AccountDetails.Has(w.Fold) {
			return false
		}
	}
	return len(found) > 0
}

// PersonDetail reports whether a label asks for a person's name, address,
// phone or title.
func PersonDetail(label string) bool {
	found := phrase.Words(label)
	for _, w := range found {
		if !lexicon.PersonDetails.Has(w.Fold) {
			return false
		}
	}
	return len(found) > 0
}
