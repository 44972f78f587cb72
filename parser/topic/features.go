package topic

import (
	"iter"
	"slices"
	"strings"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
)

const (
	maxWords = 80 // of a sentence; nobody writes longer ones
	stem     = 5  // letters that words of one kind share at the beginning
	ending   = 4  // and at the end: "-ning", "-erna", "-gare"
)

// features lists what is seen in a sentence: each word, its beginning and end
// (Swedish makes long words of short ones), pairs of neighbours, and how the
// sentence begins. Figures are alike.
func (s *subject) features(words []phrase.Word) iter.Seq[string] {
	return func(yield func(string) bool) {
		if len(words) > maxWords {
			words = words[:maxWords]
		}
		before := "^"
		for i, w := range words {
			f := w.Fold
			if strings.ContainsAny(f, "0123456789") {
				f = "#"
			}
			if !yield(f) || !yield(before+" "+f) {
				return
			}
			if len(f) > stem && (!yield(f[:stem]+"-") || !yield("-"+f[len(f)-ending:])) {
				return
			}
			if i == 0 && !yield("^"+f) {
				return
			}
			before = f
		}
		if n := len(words); n > 0 {
			if words[n-1].After&phrase.Question != 0 && !yield("?") {
				return
			}
			switch {
			case n < 4:
				yield("short")
			case n > 14:
				yield("long")
			}
		}
		for _, f := range s.said(words) {
			if !yield(f) {
				return
			}
		}
	}
}

// said lists what the phrases and grammar that others wrote down see in the
// sentence.
func (s *subject) said(words []phrase.Word) []string {
	var out []string
	var strong map[string]bool
	for _, m := range s.phrases().Find(words) {
		if strong == nil {
			strong = make(map[string]bool, 4)
		}
		strong[m.Key] = strong[m.Key] || m.Weight >= 8
	}
	for key, much := range strong {
		out = append(out, "="+key)
		if much {
			out = append(out, "=="+key)
		}
	}
	slices.Sort(out)
	switch plan, _ := swedish.Plan(words); plan {
	case medelbot.Purpose:
		out = append(out, "=plan")
	case medelbot.Effects:
		out = append(out, "=plan to better")
	}
	if swedish.Told(words) {
		out = append(out, "=told")
	}
	if swedish.Improves(words) {
		out = append(out, "=improves")
	}
	if lexicon.Deferrals().Has(words, "") {
		out = append(out, "=later")
	}
	if lexicon.Closings().Has(words[:min(len(words), 3)], "") {
		out = append(out, "=closing")
	}
	return out
}
