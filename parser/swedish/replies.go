package swedish

import (
	"strings"
	"unicode/utf8"

	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
)

// shortAnswer is how many words an answer has at most that only begins with a
// word of later.
const shortAnswer = 10

// Defers reports whether an answer puts itself off, points elsewhere or is
// only a placeholder.
func Defers(s string) bool {
	t := strings.Trim(s, " \t\n.,:;-–_*?…<>[](){}!/\"'")
	if utf8.RuneCountInString(t) < 2 {
		return true
	}
	found := phrase.Words(t)
	if len(found) <= 3 && allPlaceholders(found) || lexicon.Deferrals().Has(found, "") {
		return true
	}
	if len(found) <= shortAnswer && (lexicon.Undecided.Has(found[0].Fold) || len(found) > 1 && lexicon.Undecided.Has(found[0].Fold+" "+found[1].Fold)) {
		return true
	}
	for _, w := range found {
		if !lexicon.WeakDeferrals.Has(w.Fold) {
			return false
		}
	}
	return true
}

// PutsOff is Defers for answers that should hold a figure, a name or an
// address and do not: there any word of later is enough.
func PutsOff(s string) bool { return Defers(s) || lexicon.AnyDeferral().Has(phrase.Words(s), "") }

// allPlaceholders: "XX", "xxxx-xxxx", "000", "N/A".
func allPlaceholders(found []phrase.Word) bool {
	for _, w := range found {
		if strings.Trim(w.Fold, "x") != "" && strings.Trim(w.Fold, "0") != "" && !lexicon.Placeholders.Has(w.Fold) {
			return false
		}
	}
	return true
}

// OnlyOfFigures reports whether an answer about money speaks of the figures
// themselves and names none: "Ekonomen räknar fortfarande."
func OnlyOfFigures(s string) bool {
	const long = 30 // words, of an answer that tells something
	found := phrase.Words(s)
	return len(found) < long && lexicon.Figures().Has(found, "") && !strings.ContainsAny(s, "0123456789") && !Told(found) && !lexicon.Spent().Has(found, "")
}

// Closes reports whether a line ends a letter or greets: its first words do.
func Closes(line string) bool {
	const few = 9 // words that may hold the phrase
	found := phrase.Words(line)
	for _, m := range lexicon.Closings().Find(found[:min(len(found), few)]) {
		if m.First <= 1 {
			return true
		}
	}
	return false
}

// PointsTo reports whether the words send the reader to lexicon.Signature or
// lexicon.Quoted.
func PointsTo(found []phrase.Word, where string) bool { return lexicon.Pointers().Has(found, where) }
