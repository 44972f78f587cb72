package swedish

import (
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
)

// Seeks reports whether a sentence applies for something.
func Seeks(s string) bool { return lexicon.Seeking().Has(phrase.Words(s), "") }

// SeekVerb finds the first word of applying and gives its place.
func SeekVerb(found []phrase.Word) (at int, ok bool) { return firstOf(lexicon.Seeking(), found) }

// SoThat finds where the effects begin in a sentence that tells first what the
// money is for ("... så att ..."). ok is false if it does not.
func SoThat(found []phrase.Word) (at int, ok bool) { return firstOf(lexicon.SoThat(), found) }

func firstOf(l *phrase.Lexicon, found []phrase.Word) (at int, ok bool) {
	matches := l.Find(found)
	if len(matches) == 0 {
		return 0, false
	}
	return found[matches[0].First].Start, true
}

// OrganisationWord reports whether a folded word names a kind of organisation.
func OrganisationWord(fold string) bool { return is(lexicon.Organisations(), fold) }

// AssociationWord reports whether a folded word names a kind of association, or is
// a name that ends as those do.
func AssociationWord(fold string) bool { return is(lexicon.Associations(), fold) }

// is reports whether a folded word alone is one of the phrases.
func is(l *phrase.Lexicon, fold string) bool {
	word := [1]phrase.Word{{Fold: fold}}
	return l.Has(word[:], "")
}

// Reference finds a reference to the call; weak ones only if asked for.
func Reference(found []phrase.Word, weak bool) (start, end int, ok bool) {
	key := lexicon.StrongReference
	if weak {
		key = lexicon.WeakReference
	}
	for _, m := range lexicon.References().Find(found) {
		if m.Key == key {
			return found[m.First].Start, found[m.After-1].End, true
		}
	}
	return 0, 0, false
}

// OnlyReference reports whether words name the call and nothing besides:
// "Testbädd Patientkontrakt", but not "Utbildning i Patientkontrakt".
func OnlyReference(found []phrase.Word) bool {
	named := make([]bool, len(found))
	for _, m := range lexicon.References().Find(found) {
		for i := m.First; i < m.After; i++ {
			named[i] = true
		}
	}
	any := false
	for i, w := range found {
		switch {
		case named[i]:
			any = true
		case !lexicon.BesideReference.Has(w.Fold):
			return false
		}
	}
	return any
}

// CallAim reports whether words (those after "till") begin with the call's
// own, so that they tell no purpose.
func CallAim(found []phrase.Word) bool {
	for _, m := range lexicon.CallAims().Find(found) {
		if m.First == 0 {
			return true
		}
	}
	return false
}
