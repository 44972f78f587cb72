package phrase

import (
	"maps"
	"slices"
)

// A Lexicon finds the phrases of a table. It is immutable.
type Lexicon struct {
	// The first words of the phrases by their first two letters, so that most
	// words of a text are dismissed by one look: those of bucket b are
	// entries[first[b]:first[b+1]].
	first   [buckets + 1]uint16
	entries []entry
	ends    []entry // first words that are the end of a word
}

// entry is one of the words that a phrase may begin with.
type entry struct {
	word   stem
	phrase *Phrase
}

const buckets = 1 << 10

// bucket tells apart any two letters that begin a word.
func bucket(word string) int {
	switch len(word) {
	case 0:
		return 0
	case 1:
		return int(word[0]&31) << 5
	}
	return int(word[0]&31)<<5 | int(word[1]&31)
}

// New reads a table. Aliases are whole words in angle brackets that stand for
// others, parted by bars; spoken gives a second form of some words. Both may
// be nil.
func New(table Table, aliases Aliases, spoken Spoken) *Lexicon {
	l := &Lexicon{}
	said := Spoken{}
	for word, form := range spoken {
		said[Fold(word)] = Fold(form)
	}
	var filed [buckets][]entry
	for _, key := range slices.Sorted(maps.Keys(table)) {
		for _, text := range Split(table[key]) {
			l.file(&filed, read(key, text, aliases, said))
		}
	}
	for b, entries := range filed {
		l.first[b] = uint16(len(l.entries))
		l.entries = append(l.entries, entries...)
	}
	l.first[buckets] = uint16(len(l.entries))
	return l
}

// file puts a phrase into the bucket of each word that it may begin with.
func (l *Lexicon) file(filed *[buckets][]entry, p *Phrase) {
	if len(p.places) == 0 {
		return
	}
	for _, s := range p.places[0].words {
		switch {
		case s.text == "":
		case s.suffix:
			l.ends = append(l.ends, entry{s, p})
		default:
			b := bucket(s.text)
			filed[b] = append(filed[b], entry{s, p})
		}
	}
}

// maxGap is the most words that ".." stands for.
const maxGap = 5

// A Match is a phrase found from word First to before word After.
type Match struct {
	*Phrase
	First, After int
}

// Find gives every phrase that begins at some word, in the order of the text.
func (l *Lexicon) Find(words []Word) []Match {
	var out []Match
	l.walk(words, func(m Match) bool {
		out = append(out, m)
		return true
	})
	return out
}

// Has reports whether any phrase of the key ("" is any) is there.
func (l *Lexicon) Has(words []Word, key string) bool {
	found := false
	l.walk(words, func(m Match) bool {
		found = key == "" || m.Key == key
		return !found
	})
	return found
}

// walk calls yield with every match until it returns false.
func (l *Lexicon) walk(words []Word, yield func(Match) bool) {
	for i := range words {
		b := bucket(words[i].Fold)
		if !walkAt(l.entries[l.first[b]:l.first[b+1]], words, i, yield) || !walkAt(l.ends, words, i, yield) {
			return
		}
	}
}

func walkAt(entries []entry, words []Word, i int, yield func(Match) bool) bool {
	var last *Phrase // found already, by another of its first words
	for k := range entries {
		e := &entries[k]
		if !e.word.fits(words[i].Fold) || e.phrase == last {
			continue
		}
		if after := e.phrase.matchRest(words, i); after > 0 {
			if last = e.phrase; !yield(Match{last, i, after}) {
				return false
			}
		}
	}
	return true
}

// matchRest returns the word behind the phrase if its first word stands at
// word i, else 0.
func (p *Phrase) matchRest(words []Word, i int) int {
	if p.notAfter.text != "" && i > 0 && p.notAfter.fits(words[i-1].Fold) {
		return 0
	}
	return matchRest(p.places[1:], words, i+1)
}

// matchRest matches places from word i on, behind a word that matched. A gap
// takes as few words as it can.
func matchRest(places []place, words []Word, i int) int {
	if len(places) == 0 {
		return i
	}
	at := &places[0]
	last := i
	if at.gap {
		last += maxGap
	}
	for ; i <= last; i++ {
		ends := words[i-1].After&End != 0
		switch {
		case at.mark != 0:
			if words[i-1].After&at.mark != 0 {
				if after := matchRest(places[1:], words, i); after > 0 {
					return after
				}
			}
		case i < len(words) && !ends && at.fits(words[i].Fold):
			if after := matchRest(places[1:], words, i+1); after > 0 {
				return after
			}
		}
		if ends || i >= len(words) {
			return 0
		}
	}
	return 0
}
