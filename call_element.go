package medelbot

import (
	"cmp"
	"slices"
)

// CallElement is how a call words an element in letters and forms, and by what it
// is known in mails. A key that is not Known makes an element of the call's own,
// which is told in words.
type CallElement struct {
	Key   ElementKey
	Label string // "Ålder på deltagarna"; "" leaves that of a known element
	Ask   string // the sentence that asks for it; "" leaves that of a known element
	// LabelEN and AskEN are for letters in English; "" leaves those of a known
	// element, and takes the Swedish of another.
	LabelEN, AskEN string
	// Words introduce or tell the element in mails, besides the labels.
	Words []string
}

// In gives the label and the sentence that asks, for a letter in a language.
func (e CallElement) In(l Language) (label, ask string) {
	switch {
	case l != English:
		return e.Label, e.Ask
	case e.Key.Known():
		return e.LabelEN, e.AskEN
	}
	return cmp.Or(e.LabelEN, e.Label), cmp.Or(e.AskEN, e.Ask)
}

// Wording gives how the call words an element; the zero CallElement if it leaves
// that to the program.
func (c *Call) Wording(k ElementKey) CallElement {
	if i := slices.IndexFunc(c.Worded, func(e CallElement) bool { return e.Key == k }); i >= 0 {
		return c.Worded[i]
	}
	return CallElement{}
}

// ElementsOf lists every element that is known to the program or to one of the
// calls, in the order in which people meet them.
func ElementsOf(calls []Call) []ElementKey {
	all := slices.Clone(AllElements)
	for i := range calls {
		for _, e := range calls[i].Worded {
			if !slices.Contains(all, e.Key) {
				all = append(all, e.Key)
			}
		}
	}
	return all
}
