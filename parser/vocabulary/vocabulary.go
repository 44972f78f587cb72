// Package vocabulary holds the words of one call: the names by which mails speak
// of its fund, and those by which its own elements are known.
//
// The tables of package lexicon and the examples of package topic know one name
// of a fund, lexicon.FundName, in hundreds of phrases and sentences. A fund of
// another name is read by the same ones: its names are read as that word, and the
// built-in names as that of another fund. Only how a word counts is changed; where
// it stands and what stands there remain the mail's own.
package vocabulary

import (
	"math"
	"strings"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
)

// A Vocabulary is the words of one call. It is immutable. A nil Vocabulary is that
// of a call about Patientkontrakt without words of its own.
type Vocabulary struct {
	names    [][]string      // of the fund: the stems of each name's words
	elements *phrase.Lexicon // labels and words of the call's elements; nil if it has none
	own      []medelbot.ElementKey
}

// Of gives the words of a call, nil if it has none of its own.
func Of(call *medelbot.Call) *Vocabulary {
	if call == nil || len(call.About) == 0 && len(call.Worded) == 0 {
		return nil
	}
	v := &Vocabulary{}
	for _, name := range call.About {
		if stems := stems(name); len(stems) > 0 {
			v.names = append(v.names, stems)
		}
	}
	table := phrase.Table{}
	for _, e := range call.Worded {
		for _, words := range append([]string{e.Label, e.LabelEN}, e.Words...) {
			if stems := stems(words); len(stems) > 0 {
				table[string(e.Key)] += strings.Join(stems, " ") + "!;"
			}
		}
		if !e.Key.Known() {
			v.own = append(v.own, e.Key)
		}
	}
	if len(table) > 0 {
		v.elements = phrase.New(table, nil, nil)
	}
	return v
}

// stems makes a phrase of words as people write them, in the notation of package
// phrase: each finds its other endings, too, and longer words that begin with it.
func stems(words string) []string {
	var all []string
	for _, w := range phrase.Words(words) {
		all = append(all, swedish.Stem(w.Fold))
	}
	return all
}

// Named reports whether the call's fund has names of its own, so that it is not
// about Patientkontrakt.
func (v *Vocabulary) Named() bool { return v != nil && len(v.names) > 0 }

// Own lists the elements that only the call has.
func (v *Vocabulary) Own() []medelbot.ElementKey {
	if v == nil {
		return nil
	}
	return v.own
}

// Elements finds the words of the call's elements; the keys of the matches are
// those of the elements.
func (v *Vocabulary) Elements(words []phrase.Word) []phrase.Match {
	if v == nil || v.elements == nil {
		return nil
	}
	return v.elements.Find(words)
}

// Names reports whether a text names the call's fund.
func (v *Vocabulary) Names(text string) bool {
	if !v.Named() {
		return lexicon.BuiltIn().Has(phrase.Words(text), "")
	}
	for _, w := range v.Words(text) {
		if w.Fold == lexicon.FundName {
			return true
		}
	}
	return false
}

// Words is phrase.Words with the names of the fund read as lexicon.FundName, and
// the built-in ones, where they are not among them, as lexicon.AnotherFund.
func (v *Vocabulary) Words(text string) []phrase.Word { return v.FirstWords(text, math.MaxInt) }

// FirstWords is Words of at most n words.
func (v *Vocabulary) FirstWords(text string, n int) []phrase.Word {
	words := phrase.FirstWords(text, n)
	if !v.Named() {
		return words
	}
	foreign := make(map[int]int) // from which word to which
	for _, m := range lexicon.BuiltIn().Find(words) {
		foreign[m.First] = max(foreign[m.First], m.After)
	}
	read := words[:0]
	for i := 0; i < len(words); {
		after, fold := v.nameAt(text, words, i), lexicon.FundName
		if after == 0 {
			after, fold = foreign[i], lexicon.AnotherFund
		}
		if after == 0 {
			after, fold = i+1, words[i].Fold
		}
		last := words[after-1]
		read = append(read, phrase.Word{Fold: fold, Start: words[i].Start, End: last.End, After: last.After})
		i = after
	}
	return read
}

// nameAt gives the word behind the name of the fund that begins at word i, 0 if
// none does. A part of an address is no name.
func (v *Vocabulary) nameAt(text string, words []phrase.Word, i int) int {
	if start := words[i].Start; start > 0 && strings.IndexByte("@.", text[start-1]) >= 0 {
		return 0
	}
	for _, name := range v.names {
		if after := begins(words, i, name); after > 0 && !strings.HasPrefix(text[words[after-1].End:], "@") {
			return after
		}
	}
	return 0
}

// begins matches a name from word i on, and one of a single word also where it is
// written in two: "kultur stipendiet".
func begins(words []phrase.Word, i int, name []string) int {
	for k, stem := range name {
		switch {
		case i+k < len(words) && fits(words[i+k].Fold, stem) && (k == 0 || words[i+k-1].After&phrase.End == 0):
		case len(name) == 1 && i+1 < len(words) && words[i].After&phrase.End == 0 && len(words[i].Fold) < len(stem)-1 &&
			strings.HasSuffix(stem, "*") && fits(words[i].Fold+words[i+1].Fold, stem):
			return i + 2
		default:
			return 0
		}
	}
	return i + len(name)
}

func fits(word, stem string) bool {
	if prefix, ok := strings.CutSuffix(stem, "*"); ok {
		return strings.HasPrefix(word, prefix)
	}
	return word == stem
}
