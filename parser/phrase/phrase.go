// Package phrase finds ways of saying something in text. It knows no word of
// any language: the words stand in package lexicon, in the notation below.
//
// A table gives for each key, that is for each thing that can be said, the
// phrases that say it, parted by ';' or line ends. A phrase is a run of words
// within one sentence:
//
//	ansökan          the word itself; å, ä and ö may be missing in the text
//	ansök*           every word that begins so; two letters at least
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

import "strings"

// A Table holds phrases by what they say.
type Table map[string]string

// A Phrase is one way of saying something.
type Phrase struct {
	Key     string // what it says
	Weight  int    // two for each word, twice as many if it counts double; more say more
	Letters int    // its letters: of two phrases of one weight the longer says more

	places   []place
	notAfter stem
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
			p.notAfter = newStem(not)
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
