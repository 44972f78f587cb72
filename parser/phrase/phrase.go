// Package phrase finds ways of saying something in text. It knows no word of
// any language: the words stand in package lexicon, in the notation below.
//
// A table gives for each key, that is for each thing that can be said, the
// phrases that say it, parted by ';' or line ends. A phrase is a run of words
// within one sentence:
//
//	ansökan          the word itself; å, ä and ö may be missing in the text
//	ansök*           every word that begins so
//	*fonden          every word that ends so; *fond* every one that holds it
//	vi|jag           either word; no blanks around the bar
//	..               up to five words of the same sentence
//	:  ?             the end of a label, the end of a question
//	-som söker       the words, but not after "som"
//	vi vill uppnå!   the phrase counts double
//	<medel>          the words of that alias, see New
//
// So "vi|jag söker .. medel|pengar" is found in "Vi söker härmed extra medel"
// and not in "Vi söker. Medel finns." Case does not matter, and words of more
// than one may be written as they are spoken: "de e" is "det är".
package phrase

import (
	"maps"
	"slices"
	"strings"
)

// A Table holds phrases by what they say.
type Table map[string]string

// A Phrase is one way of saying something.
type Phrase struct {
	Key     string // what it says
	Weight  int    // two for each word, twice as many if it counts double; more say more
	Letters int    // its letters: of two phrases of one weight the longer says more

	places   []place
	notAfter string
}

// place is one element of a phrase: words, a gap before them, or a mark.
type place struct {
	words []stem // either of them
	gap   bool   // words of the sentence may stand before it
	mark  Mark   // no word but the end of a label or a question
}

type stem struct {
	text           string // folded
	prefix, suffix bool   // more letters may follow, may stand before
}

func (s stem) fits(word string) bool {
	switch {
	case s.prefix && s.suffix:
		return strings.Contains(word, s.text)
	case s.prefix:
		return strings.HasPrefix(word, s.text)
	case s.suffix:
		return strings.HasSuffix(word, s.text)
	}
	return word == s.text
}

func (p *place) fits(word string) bool {
	for i := range p.words {
		if p.words[i].fits(word) {
			return true
		}
	}
	return false
}

// maxGap is the most words that ".." stands for.
const maxGap = 5

// Spoken are words as people write them who write as they speak. They count
// beside others only: alone they say too little.
type Spoken map[string]string

// Aliases are words in angle brackets that stand for others, parted by bars.
type Aliases map[string]string

// expand gives the words of one place.
func (a Aliases) expand(field string) []string {
	var out []string
	for word := range strings.SplitSeq(field, "|") {
		if all, ok := a[word]; ok {
			out = append(out, strings.Split(all, "|")...)
			continue
		}
		out = append(out, word)
	}
	return out
}

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
	if len(word) < 2 {
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

// Split parts the phrases of one key.
func Split(phrases string) []string {
	var out []string
	for _, text := range strings.FieldsFunc(phrases, func(r rune) bool { return r == ';' || r == '\n' }) {
		if text = strings.TrimSpace(text); text != "" {
			out = append(out, text)
		}
	}
	return out
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

// read reads one phrase.
func read(key, text string, aliases Aliases, spoken Spoken) *Phrase {
	p := &Phrase{Key: key}
	text, strong := strings.CutSuffix(text, "!")
	fields := strings.Fields(text)
	gap := false
	for _, field := range fields {
		switch field {
		case "..":
			gap = true
			continue
		case ":":
			p.places = append(p.places, place{mark: Colon, gap: gap})
			gap = false
			continue
		case "?":
			p.places = append(p.places, place{mark: Question, gap: gap})
			gap = false
			continue
		}
		if not, ok := strings.CutPrefix(field, "-"); ok && len(p.places) == 0 {
			p.notAfter = Fold(not)
			continue
		}
		at := place{gap: gap}
		gap = false
		for _, word := range aliases.expand(field) {
			stem := newStem(word)
			at.words = append(at.words, stem)
			if said := spoken[stem.text]; said != "" && !stem.prefix && !stem.suffix && len(fields) > 1 {
				at.words = append(at.words, newStem(said))
			}
		}
		p.places = append(p.places, at)
		p.Weight += 2
		p.Letters += len(at.words[0].text)
	}
	if strong {
		p.Weight *= 2
	}
	return p
}

func newStem(word string) stem {
	word, prefix := strings.CutSuffix(word, "*")
	word, suffix := strings.CutPrefix(word, "*")
	return stem{Fold(word), prefix, suffix}
}

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
	if p.notAfter != "" && i > 0 && words[i-1].Fold == p.notAfter {
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
