package swedish

import (
	"maps"
	"slices"
	"strings"
)

// A Phrase is a way of saying something, as folded words: "pengar* .. till"
// has a stem, a gap of up to four words, and a word. Alternatives for one
// place are joined by a bar: "vi|jag hoppas".
type Phrase struct {
	Key     string // what the phrase tells
	Weight  int    // its words; more say more. Gaps count nothing
	Letters int    // its letters: of two phrases of one weight the longer says more
	places  [][]stem
	gaps    []bool // gaps[i]: words may stand before place i
}

type stem struct {
	text   string
	prefix bool
}

func (s stem) fits(word string) bool {
	if s.prefix {
		return strings.HasPrefix(word, s.text)
	}
	return word == s.text
}

// maxGap is the most words that ".." stands for.
const maxGap = 4

// A Lexicon finds phrases in text. It is immutable.
type Lexicon struct {
	byStart map[string][]*Phrase // by the first two bytes of the first place
}

// newLexicon reads tables of phrases: for each key lines of phrases, parted
// by ';' or line ends. A phrase ending in "!" counts double.
func newLexicon(tables map[string]string) *Lexicon {
	l := &Lexicon{byStart: map[string][]*Phrase{}}
	for _, key := range slices.Sorted(maps.Keys(tables)) {
		for _, text := range strings.FieldsFunc(tables[key], func(r rune) bool { return r == ';' || r == '\n' }) {
			if text = strings.TrimSpace(text); text != "" {
				l.add(key, text)
			}
		}
	}
	return l
}

func (l *Lexicon) add(key, text string) {
	p := &Phrase{Key: key}
	text, strong := strings.CutSuffix(text, "!")
	gap := false
	fields := strings.Fields(Fold(text))
	for _, f := range fields {
		if f == ".." {
			gap = true
			continue
		}
		var place []stem
		for _, alt := range strings.Split(f, "|") {
			t, prefix := strings.CutSuffix(alt, "*")
			place = append(place, stem{t, prefix})
			if said := spoken[t]; said != "" && !prefix && len(fields) > 1 {
				place = append(place, stem{said, false})
			}
		}
		p.Letters += len(place[0].text)
		p.places = append(p.places, place)
		p.gaps = append(p.gaps, gap)
		p.Weight += 2
		gap = false
	}
	if strong {
		p.Weight *= 2
	}
	seen := map[string]bool{}
	for _, s := range p.places[0] {
		k := startKey(s.text)
		if !seen[k] {
			seen[k] = true
			l.byStart[k] = append(l.byStart[k], p)
		}
	}
}

// spoken are words as people write them who write as they speak. They count
// beside others only: alone they say too little.
var spoken = map[string]string{
	"ar": "e", "till": "te", "jag": "ja", "och": "o", "det": "de", "de": "dom", "med": "me", "vad": "va", "mig": "mej", "sig": "sej", "dig": "dej",
	"nagot": "nat", "sedan": "sen", "pengarna": "pengarn", "slantarna": "slantarn",
}

func startKey(s string) string { return s[:min(2, len(s))] }

// A Match is a phrase found from word First to before word After.
type Match struct {
	*Phrase
	First, After int
}

// Find gives every phrase that begins at some word, in the order of the text.
func (l *Lexicon) Find(words []Word) []Match {
	var out []Match
	for i := range words {
		out = l.at(words, i, out)
	}
	return out
}

// Has reports whether any phrase of the key ("" is any) is there.
func (l *Lexicon) Has(words []Word, key string) bool {
	for i := range words {
		for _, p := range l.byStart[startKey(words[i].Fold)] {
			if key != "" && p.Key != key {
				continue
			}
			if _, ok := p.match(words, i); ok {
				return true
			}
		}
	}
	return false
}

func (l *Lexicon) at(words []Word, i int, out []Match) []Match {
	for _, p := range l.byStart[startKey(words[i].Fold)] {
		if after, ok := p.match(words, i); ok {
			out = append(out, Match{p, i, after})
		}
	}
	return out
}

// match tries the phrase from word i on and gives the word after it. A gap
// takes as few words as it can.
func (p *Phrase) match(words []Word, i int) (after int, ok bool) {
	for n, place := range p.places {
		limit := i
		if p.gaps[n] {
			limit = i + maxGap
		}
		found := false
		for ; i <= limit && i < len(words); i++ {
			if fitsAny(place, words[i].Fold) {
				found = true
				break
			}
		}
		if !found {
			return 0, false
		}
		i++
	}
	return i, true
}

func fitsAny(place []stem, word string) bool {
	for _, s := range place {
		if s.fits(word) {
			return true
		}
	}
	return false
}
