package swedish

import (
	"slices"
	"strings"

	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
)

// vague looks at the words before words[w] for a bound ("drygt", "upp till").
func vague(s string, words []phrase.Word, w int) bool {
	for w > 0 && isKronor(words[w-1].Fold) { // "max SEK 100 000"
		w--
	}
	if w == 0 || !onlyBlank(s[words[w-1].End:words[w].Start]) {
		return false
	}
	last := words[w-1].Fold
	if lexicon.Vague.Has(last) {
		return true
	}
	return w > 1 && lexicon.Vague.Has(words[w-2].Fold+" "+last)
}

func onlyBlank(s string) bool { return strings.Trim(s, " .:\n") == "" }

// each tells "/region", "per år" and "à" behind a sum.
func each(s string, end int) bool {
	rest := strings.TrimLeft(s[end:], " ")
	if strings.HasPrefix(rest, "/") {
		return true
	}
	next := wordsAt(s, len(s)-len(rest))
	if len(next) < 2 || next[0].Start != len(s)-len(rest) {
		return false
	}
	return lexicon.Each.Has(next[0].Fold) || lexicon.Per.Has(next[0].Fold) || lexicon.In.Has(next[0].Fold) && lexicon.Times.Has(next[1].Fold)
}

// bareSum tells whether a figure without a unit could be money: where a unit
// was declared, any figure with a word before it; else a large one that no
// noun follows.
func bareSum(s string, words []phrase.Word, w int, f figure, declared bool) bool {
	after := strings.TrimLeft(s[f.end:], " ")
	if strings.HasPrefix(after, "%") || strings.HasPrefix(after, "procent") {
		return false
	}
	if w > 0 && lexicon.NotASum.Has(words[w-1].Fold) && words[w].Start-words[w-1].End <= 3 {
		return false
	}
	if w > 0 && !f.grouped && lexicon.Numbered.Has(words[w-1].Fold) && onlyBlank(s[words[w-1].End:words[w].Start]) {
		return false
	}
	if rangeAfter(s, f.end) {
		return true
	}
	next := runeAfter(after, 0)
	ends := next == 0 || strings.ContainsRune("\n\t,;.)(+=x×!?|–-:", next)
	if declared {
		return ends && f.mant > 0 && !(f.digits == 4 && !f.grouped && f.mant >= 1990 && f.mant <= 2050)
	}
	large := f.grouped && f.digits >= 4 || f.digits >= 5 && f.digits <= 7
	return large && f.decimals == 0 && (ends || Title(after) || nextIsSmallWord(after))
}

// nextIsSmallWord: "100 000 för", "85 000 till" still ends the sum, while
// "7 000 medarbetare" counts people.
func nextIsSmallWord(after string) bool {
	words := wordsAt(after, 0)
	return len(words) > 0 && (len(words[0].Fold) <= 4 && words[0].Fold != "steg" && words[0].Fold != "ord" && words[0].Fold != "st" || words[0].Fold == "eller")
}

// appendAmount joins a to what stands before it: ranges, sums and products
// that are written out, the same sum in other words in brackets.
func appendAmount(s string, list []Amount, a Amount) []Amount {
	if len(list) == 0 {
		return append(list, spelledBefore(s, a))
	}
	last := &list[len(list)-1]
	between := phrase.Fold(strings.TrimSpace(s[last.End:a.Start]))
	adopt := func() { // the unit stands only after the second
		if last.Bare && !a.Bare && last.Ore > 0 {
			if last.Ore < 100_000 && a.Ore >= 1000*100 {
				last.Ore *= 1000
			}
			last.Bare = false
		}
	}
	switch words := strings.Fields(between); {
	case len(words) == 0 || len(words) > 9 || strings.ContainsAny(between, ".;:="):
	case words[len(words)-1] == "och" || words[len(words)-1] == "samt" || words[len(words)-1] == "plus" || words[len(words)-1] == "jamte":
		a.glued = true
	}
	switch between {
	case "-", "–", "—", "till", "til", "to":
		if between == "till" && changed(s, last.Start) {
			last.Role = lexicon.SumOld
			a.Role = lexicon.SumSought
			return append(list, a)
		}
		last.Range, last.End, last.Bare = true, a.End, last.Bare && a.Bare
		return list
	case "och", "and":
		if start := wordsBefore(s, last.Start, 1); start == "mellan" || start == "between" {
			last.Range, last.End, last.Bare = true, a.End, last.Bare && a.Bare
			return list
		}
	case "eller":
		last.Range, last.End = true, a.End
		return list
	case "+", "plus":
		adopt()
		if last.Bare == a.Bare {
			last.Ore += a.Ore
			last.End, last.Result, last.Each = a.End, true, last.Each || a.Each
			return list
		}
	case "=", "ar lika med", "blir", "dvs", "d.v.s.", "alltsa":
		a.Result = true
		last.Role = lexicon.SumPart
	case "(", "", ",", "(=", "/":
		adopt()
		if last.Ore == a.Ore && !last.Broken && !a.Broken && last.Ore > 0 {
			last.End, last.Bare = a.End, last.Bare && a.Bare
			return list
		}
	}
	product := spelledBefore(s, a)
	switch {
	case product.Start == last.Start: // what was taken for a sum is a count
		*last = product
		return list
	case product.Start < last.End: // "1 005 x 50 kr"
		last.Broken, last.End = true, a.End
		return list
	}
	return append(list, product)
}

// changed: "ändrar ... från 100 000 kr till 80 000 kr" and "ändra 100 000 kr till
// 80 000 kr" replace a sum, if it is not a part or a cost that changes.
func changed(s string, start int) bool {
	from := max(sentenceStart(s, start), runeStart(s, start-aroundReplaced))
	words := phrase.Words(s[from:start])
	if wordsBefore(s, start, 1) != "fran" && !lexicon.Replacing().Has(words, lexicon.Swaps) {
		return false
	}
	for _, m := range lexicon.SumBefore().Find(words) {
		if m.Key == lexicon.SumPart || m.Key == lexicon.SumCost || m.Key == lexicon.SumOwn {
			return lexicon.NamesSum().Has(words, "")
		}
	}
	return true
}

// wordsBefore gives the n folded words before offset i.
func wordsBefore(s string, i, n int) string {
	words := phrase.Words(s[max(0, i-40):i])
	if len(words) < n {
		return ""
	}
	var out []string
	for _, w := range words[len(words)-n:] {
		out = append(out, w.Fold)
	}
	return strings.Join(out, " ")
}

// spelledBefore multiplies "2 x 50 000 kr" and marks "8 deltagare à 500 kr".
func spelledBefore(s string, a Amount) Amount {
	t := strings.TrimRight(s[:a.Start], " ")
	switch {
	case strings.HasSuffix(t, "à") || strings.HasSuffix(t, "á") || strings.HasSuffix(t, "@"):
		a.Each = true
	case strings.HasSuffix(t, " x"), strings.HasSuffix(t, "×"), strings.HasSuffix(t, "*") && len(t) > 1 && (t[len(t)-2] == ' ' || isDigit(t[len(t)-2])):
		t = strings.TrimRight(strings.TrimRight(t, "x×*"), " ")
		k := len(t)
		for k > 0 && isDigit(t[k-1]) {
			k--
		}
		if n := len(t) - k; n > 0 && n <= 3 && !isWordRune(runeBefore(t, k)) {
			factor := int64(0)
			for _, c := range t[k:] {
				factor = factor*10 + int64(c-'0')
			}
			a.Ore, a.Start, a.Result = a.Ore*factor, k, true
		}
	}
	return a
}

// setRoles gives each sum the role that the words of its clause tell: those
// between the sum before it (or the beginning of the sentence) and itself,
// else those right behind it.
func setRoles(s string, words []phrase.Word, list []Amount) {
	if len(list) == 0 {
		return
	}
	w := 0
	for i := range list {
		a := &list[i]
		if a.Result && a.Role == "" {
			a.Role = lexicon.SumTotal
		}
		from := 0
		if i > 0 {
			from = list[i-1].End
		}
		from = max(from, sentenceStart(s, a.Start))
		for w < len(words) && words[w].Start < from {
			w++
		}
		end := w
		for end < len(words) && words[end].Start < a.Start {
			end++
		}
		if a.Role == "" || a.Role == lexicon.SumTotal {
			if m, ok := lastMatch(lexicon.SumBefore(), words[w:end]); ok {
				a.Role, a.Said = m.Key, written(s, words[w:end], m)
			}
		}
		if a.Role == lexicon.SumSought && lexicon.SumBefore().Has(words[w:end], lexicon.SumGone) {
			a.Role = lexicon.SumGone
		}
		// "vi söker inte mer än", "vi söker max": a bound, and yet a sum sought.
		if a.Vague && (a.Role == lexicon.SumOld || a.Role == lexicon.SumRule) && hasWord(words[w:end], "soker", "ansoker") {
			a.Role = lexicon.SumSought
		}
		if a.Role == "" {
			for end < len(words) && words[end].Start < a.End {
				end++
			}
			stop := clauseEnd(s, a.End)
			if i+1 < len(list) {
				stop = min(stop, list[i+1].Start)
			}
			k := end
			for k < len(words) && words[k].End <= stop {
				k++
			}
			if m, ok := firstMatch(lexicon.SumAfter(), words[end:min(k, end+8)]); ok {
				a.Role, a.Said = m.Key, written(s, words[end:], m)
			}
		}
		if a.Role == "" || a.Role == lexicon.SumCost || a.Role == lexicon.SumTotal {
			if lexicon.SumClaims().Has(words[end:claimEnd(s, words, end, a.End, list[i+1:])], "") {
				a.Role = lexicon.SumSought
			}
		}
	}
}

// claimEnd is the word at which the sentence, or the next sum, ends what is
// said behind a sum.
func claimEnd(s string, words []phrase.Word, from, at int, next []Amount) int {
	stop := sentenceEnd(s, at)
	if len(next) > 0 {
		stop = min(stop, next[0].Start)
	}
	k := from
	for k < len(words) && words[k].End <= stop && k-from < 14 {
		k++
	}
	return max(k, from)
}

func sentenceEnd(s string, i int) int {
	for end := min(len(s), i+farthest); i < end; i++ {
		if s[i] == '\n' && !wrappedBefore(s, i) || strings.IndexByte(".!?;", s[i]) >= 0 && (i+1 == len(s) || isBlank(s[i+1])) {
			return i
		}
	}
	return i
}

func hasWord(words []phrase.Word, any ...string) bool {
	return slices.ContainsFunc(words, func(w phrase.Word) bool { return slices.Contains(any, w.Fold) })
}

// firstMatch gives the first phrase, of two that begin together the longer.
func firstMatch(l *phrase.Lexicon, words []phrase.Word) (first phrase.Match, ok bool) {
	for _, m := range l.Find(words) {
		if !ok || m.First < first.First || m.First == first.First && m.Weight > first.Weight {
			first, ok = m, true
		}
	}
	return first, ok
}

// lastMatch gives the last phrase, of two that end together the longer.
func lastMatch(l *phrase.Lexicon, words []phrase.Word) (last phrase.Match, ok bool) {
	for _, m := range l.Find(words) {
		if !ok || m.After > last.After || m.After == last.After && m.Weight > last.Weight {
			last, ok = m, true
		}
	}
	return last, ok
}

// written gives a phrase as it stands in the text.
func written(s string, words []phrase.Word, m phrase.Match) string {
	return s[words[m.First].Start:words[m.After-1].End]
}

// farthest bounds how far around a figure its sentence is looked for.
const farthest = 600

func sentenceStart(s string, i int) int {
	for k := i - 1; k > max(0, i-farthest); k-- {
		switch s[k-1] {
		case '.', '!', '?', ';':
			if isBlank(s[k]) && !(s[k-1] == '.' && k > 1 && (isDigit(s[k-2]) || !endsSentence(s, k-1, k))) {
				return k
			}
		case '\n':
			if s[k] == '\n' || k > 1 && !wrappedBefore(s, k-1) {
				return k
			}
		}
	}
	return max(0, i-farthest)
}

func clauseEnd(s string, i int) int {
	for k := i; k < min(len(s), i+farthest); k++ {
		switch s[k] {
		case ',', ';', '(', '\t', ')':
			return k
		case '.', '!', '?':
			if k+1 == len(s) || isBlank(s[k+1]) {
				return k
			}
		case '\n':
			if !wrappedBefore(s, k) {
				return k
			}
		}
	}
	return min(len(s), i+farthest)
}
