package elements

import (
	"strings"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
)

// classifier tells what a label asks for, among the elements that are wanted.
type classifier struct {
	wanted map[medelbot.ElementKey]bool
	order  []medelbot.ElementKey // of the call's points, for answers that bear only numbers
}

func newClassifier(wanted []medelbot.ElementKey, call *medelbot.Call) *classifier {
	c := &classifier{wanted: map[medelbot.ElementKey]bool{}, order: wanted}
	for _, k := range wanted {
		c.wanted[k] = true
	}
	if call != nil && len(call.Elements) > 0 && c.wanted[call.Elements[0]] {
		c.order = call.Elements
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

// wantedKey maps a label's element to the one wanted in its place.
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

// classify tells what a label asks for, how much it says, and how many
// percent of its telling words are understood.
func (c *classifier) classify(label string) (keys []medelbot.ElementKey, weight, cover int) {
	label = withoutRules(label)
	words := phrase.Words(label)
	if len(words) == 0 || len(words) > 22 {
		return nil, 0, 0
	}
	if key := c.wantedKey(lexicon.BareQuestion(words[0].Fold)); len(words) == 1 && key != lexicon.Other {
		return []medelbot.ElementKey{key}, 4, 100
	}
	var scores, letters [16]int
	names := make([]medelbot.ElementKey, 0, 8)
	covered := make([]bool, len(words))
	for _, m := range lexicon.Labels().Find(words) {
		key := medelbot.ElementKey(m.Key)
		if key != lexicon.Other {
			// A label for something that nobody wants here still ends what
			// stands before it.
			key = c.wantedKey(key)
		}
		at := -1
		for i, n := range names {
			if n == key {
				at = i
			}
		}
		if at < 0 {
			if len(names) == len(scores) {
				continue
			}
			names, at = append(names, key), len(names)
		}
		news := false
		for i := m.First; i < m.After; i++ {
			news = news || !covered[i]
			covered[i] = true
		}
		if news {
			scores[at] += m.Weight
		} else {
			scores[at] = max(scores[at], m.Weight)
		}
		letters[at] = max(letters[at], m.Letters)
	}
	best := -1
	for i := range names {
		if best < 0 || scores[i] > scores[best] || scores[i] == scores[best] && letters[i] > letters[best] {
			best = i
		}
	}
	if best < 0 {
		return nil, 0, 0
	}
	telling, known := 0, 0
	for i, w := range words {
		if covered[i] || !lexicon.LabelFillers.Has(w.Fold) {
			telling++
		}
		if covered[i] {
			known++
		}
	}
	cover = 100 * known / max(telling, 1)
	keys = []medelbot.ElementKey{names[best]}
	// "Vad pengarna ska gå till och vad vi vill uppnå" asks for both.
	for i, n := range names {
		if i != best && isProse(n) && isProse(names[best]) && scores[i] >= 4 && 3*scores[i] >= 2*scores[best] && strings.ContainsAny(label, "/&+,") || i != best && isProse(n) && isProse(names[best]) && scores[i] >= 4 && strings.Contains(strings.ToLower(label), " och ") {
			keys = append(keys, n)
		}
	}
	return keys, scores[best], cover
}

// withoutRules drops what brackets hold, if it is a bound or an example.
func withoutRules(label string) string {
	open := strings.IndexByte(label, '(')
	if open < 0 {
		return label
	}
	end := strings.IndexByte(label[open:], ')')
	if end < 0 {
		return label
	}
	inner := phrase.Fold(label[open : open+end])
	if strings.ContainsAny(inner, "0123456789") || strings.Contains(inner, "exempel") || strings.Contains(inner, "t.ex") || strings.Contains(inner, "max") {
		return label[:open] + label[open+end+1:]
	}
	return label
}
