package elements

import (
	"cmp"
	"strings"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
	"medelbot/parser/vocabulary"
)

// classifier tells what a label asks for, among the elements that are wanted.
type classifier struct {
	wanted map[medelbot.ElementKey]bool
	order  []medelbot.ElementKey // of the call's points, for answers that bear only numbers
	words  *vocabulary.Vocabulary
}

func newClassifier(in Input) *classifier {
	c := &classifier{wanted: map[medelbot.ElementKey]bool{}, order: in.Wanted, words: in.Vocabulary}
	for _, k := range in.Wanted {
		c.wanted[k] = true
	}
	if in.Call != nil && len(in.Call.Elements) > 0 && c.wanted[in.Call.Elements[0]] {
		c.order = in.Call.Elements
	}
	return c
}

// kin are elements that share their words: what "Genomförande" or "Resultat"
// asks for depends on whether a plan or a report is wanted.
var kin = map[medelbot.ElementKey][]medelbot.ElementKey{
	medelbot.Purpose:     {medelbot.Spending, medelbot.Arrangement},
	medelbot.Effects:     {medelbot.Learning},
	medelbot.Arrangement: {medelbot.Purpose},
	medelbot.Spending:    {medelbot.Purpose},
	medelbot.Learning:    {medelbot.Effects},
}

// wantedKey maps a label's element to the one wanted in its place; lexicon.Other
// if there is none.
func (c *classifier) wantedKey(k medelbot.ElementKey) medelbot.ElementKey {
	if c.wanted[k] {
		return k
	}
	for _, other := range kin[k] {
		if c.wanted[other] {
			return other
		}
	}
	return lexicon.Other
}

// maxLabelWords is the longest label: a longer line is a sentence.
const maxLabelWords = 22

// classify tells what a label asks for, how much it says, and how many
// percent of its telling words are understood.
func (c *classifier) classify(label string) (keys []medelbot.ElementKey, weight, cover int) {
	label = withoutRules(label)
	words := c.words.Words(label)
	if len(words) == 0 || len(words) > maxLabelWords {
		return nil, 0, 0
	}
	if key := c.wantedKey(lexicon.BareQuestion(words[0].Fold)); len(words) == 1 && key != lexicon.Other {
		return []medelbot.ElementKey{key}, 4, 100
	}
	var v votes
	for _, m := range c.words.Elements(words) {
		v.count(m, c.wantedKey(medelbot.ElementKey(m.Key)))
	}
	for i := range v.list[:v.n] {
		v.list[i].score++ // of two that say the same, the call's own word counts
	}
	for _, m := range lexicon.Labels().Find(words) {
		if c.isTitle(words, m) {
			continue
		}
		// A label for something that nobody wants here still ends what stands
		// before it.
		v.count(m, c.wantedKey(medelbot.ElementKey(m.Key)))
	}
	best := v.best()
	if best == nil {
		return nil, 0, 0
	}
	keys = []medelbot.ElementKey{best.key}
	for i := range v.list[:v.n] {
		if other := &v.list[i]; other != best && asksForBoth(label, best, other) {
			keys = append(keys, other.key)
		}
	}
	return keys, best.score, v.cover(words)
}

// isTitle tells words that ask an applicant who reports, or to which fund he
// applies, and in a report are only its title: "Slutrapport Patientkontrakt:"
// above all that it tells.
func (c *classifier) isTitle(words []phrase.Word, m phrase.Match) bool {
	if medelbot.ElementKey(m.Key) == medelbot.Reference {
		return c.wanted[medelbot.Spending]
	}
	return medelbot.ElementKey(m.Key) == medelbot.Contact && !c.wanted[medelbot.Contact] && m.After-m.First == 1 && lexicon.FollowUps().Has(words[m.First:m.After], "")
}

// vote is what the phrases of a label say for one element.
type vote struct {
	key     medelbot.ElementKey
	score   int // the weights of its phrases
	letters int // of its longest phrase
}

// votes counts the phrases of a label. It has the room for every element that
// one label may speak of, so that counting allocates nothing.
type votes struct {
	list    [16]vote
	n       int
	covered [maxLabelWords]bool // words that a phrase has understood
}

// count adds a phrase. Of phrases over the same words the weightiest counts,
// those over new words add up.
func (v *votes) count(m phrase.Match, key medelbot.ElementKey) {
	at := v.of(key)
	if at == nil {
		return
	}
	news := false
	for i := m.First; i < m.After; i++ {
		news = news || !v.covered[i]
		v.covered[i] = true
	}
	if news {
		at.score += m.Weight
	} else {
		at.score = max(at.score, m.Weight)
	}
	at.letters = max(at.letters, m.Letters)
}

// of gives the vote of an element, nil if there is no room for another.
func (v *votes) of(key medelbot.ElementKey) *vote {
	for i := range v.list[:v.n] {
		if v.list[i].key == key {
			return &v.list[i]
		}
	}
	if v.n == len(v.list) {
		return nil
	}
	v.list[v.n].key = key
	v.n++
	return &v.list[v.n-1]
}

// best gives the element with most weight, of two the one with the longer
// phrase, of two of one length the one that is asked for here: "Pengar" are a
// sum in an application and what they were spent on in a report. It is nil if
// there is none.
func (v *votes) best() *vote {
	var best *vote
	for i := range v.list[:v.n] {
		if a := &v.list[i]; best == nil || a.beats(best) {
			best = a
		}
	}
	return best
}

func (v *vote) beats(other *vote) bool {
	if order := cmp.Or(cmp.Compare(v.score, other.score), cmp.Compare(v.letters, other.letters)); order != 0 {
		return order > 0
	}
	return other.key == lexicon.Other
}

// cover is how many percent of the words that tell something are understood.
func (v *votes) cover(words []phrase.Word) int {
	telling, known := 0, 0
	for i, w := range words {
		if v.covered[i] || !lexicon.LabelFillers.Has(w.Fold) {
			telling++
		}
		if v.covered[i] {
			known++
		}
	}
	return 100 * known / max(telling, 1)
}

// asksForBoth: "Vad pengarna ska gå till och vad vi vill uppnå", "Syfte/mål".
func asksForBoth(label string, best, other *vote) bool {
	if !isProse(best.key) || !isProse(other.key) || other.score < 4 {
		return false
	}
	return strings.Contains(strings.ToLower(label), " och ") || strings.ContainsAny(label, "/&+,") && 3*other.score >= 2*best.score
}

// withoutRules drops a bound from the end of a label, as of "Belopp i kronor,
// högst 100 000", and what brackets hold, if it is a bound, an example or what
// belongs to a person.
func withoutRules(label string) string {
	label = withoutBound(label)
	open := strings.IndexByte(label, '(')
	if open < 0 {
		return label
	}
	end := strings.IndexByte(label[open:], ')')
	if end < 0 {
		return label
	}
	inner := phrase.Fold(label[open : open+end])
	if strings.ContainsAny(inner, "0123456789") || strings.Contains(inner, "exempel") || strings.Contains(inner, "t.ex") || strings.Contains(inner, "max") || swedish.PersonDetail(inner) {
		return label[:open] + label[open+end+1:]
	}
	return label
}

// withoutBound drops the words from which on a label names only a bound.
func withoutBound(label string) string {
	words := phrase.Words(label)
	bound := -1 // the first word of the bound, if only figures follow
	for i, w := range words {
		figure := strings.Trim(w.Fold, "0123456789") == ""
		switch {
		case lexicon.Bounds.Has(w.Fold):
			if bound < 0 {
				bound = i
			}
		case bound >= 0 && !figure && !lexicon.BesideBound.Has(w.Fold):
			bound = -1
		}
	}
	if bound < 1 || bound == len(words)-1 {
		return label
	}
	return strings.TrimRight(label[:words[bound].Start], " ,;–-")
}
