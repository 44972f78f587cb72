package phrase

import "strings"

// A Set holds single words. It is immutable.
type Set struct{ words map[string]bool }

// NewSet makes a set of the words of a list, parted by blanks or line ends. Words
// of two parts ("upp till") stand as "upp_till".
func NewSet(list string) Set {
	s := Set{words: map[string]bool{}}
	for _, w := range strings.Fields(list) {
		s.words[strings.ReplaceAll(Fold(w), "_", " ")] = true
	}
	return s
}

// Has reports whether a folded word is in the set.
func (s Set) Has(fold string) bool { return s.words[fold] }
