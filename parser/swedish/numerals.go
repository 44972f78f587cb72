package swedish

import (
	"strings"

	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
)

// longestNumeral is how many words a number is written in at most.
const longestNumeral = 16

// numeral is a number that is read word by word.
type numeral struct {
	value int64 // of what has been multiplied
	last  int64 // what it was multiplied by
	group int64 // what the next thousand or million multiplies
	half  bool  // and a half of it
}

// scanNumeral reads number words from words[i] on: "ett hundra tusen",
// "sjuttiofemtusen", "två och en halv miljon". n is the count of words, 0 if
// they are none. ok is false if they do not make one number: "två tre tusen".
func scanNumeral(s string, words []phrase.Word, i int) (value int64, n int, ok bool) {
	var m numeral
	words = words[i:min(len(words), i+longestNumeral)]
	for n < len(words) && (n == 0 || joined(s, words[n-1], words[n])) {
		if k := halfWords(words[n:], n > 0); k > 0 {
			if m.half {
				return 0, n, false
			}
			m.half = true
			n += k
			continue
		}
		if n > 0 && lexicon.NumeralAnd.Has(words[n].Fold) && n+1 < len(words) {
			if parts := splitNumeral(words[n+1].Fold); parts == nil || !joined(s, words[n], words[n+1]) {
				break
			}
			n++
		}
		parts := splitNumeral(words[n].Fold)
		if parts == nil {
			break
		}
		for _, p := range parts {
			if m.add(p) {
				continue
			}
			if n == 1 && m.group == 1 {
				return 0, 0, true // "en sextio tusen": the first is an article
			}
			return 0, n + 1, false
		}
		n++
	}
	if m.half {
		return 0, 0, true // "en halv tjänst"
	}
	return m.value + m.group, n, true
}

// joined tells whether nothing but a blank or a hyphen parts two words.
func joined(s string, a, b phrase.Word) bool {
	between := strings.Trim(s[a.End:b.Start], " -\n")
	return between == "" && a.After&phrase.End == 0
}

// halfWords counts the words that add a half: "en halv", and behind a number
// "och en halv".
func halfWords(words []phrase.Word, behind bool) int {
	n := 0
	if behind && len(words) > 2 && lexicon.NumeralAnd.Has(words[0].Fold) {
		n++
	}
	if v, ok := lexicon.Numeral(words[n].Fold); n+1 < len(words) && (ok && v == 1 || words[n].Fold == "a") {
		n++
	}
	if !lexicon.Half.Has(words[n].Fold) {
		return 0
	}
	if n+1 < len(words) && words[n+1].Fold == "a" { // "half a million"
		n++
	}
	return n + 1
}

// add puts the next part behind those before it, if a number can go on so.
func (m *numeral) add(p int64) bool {
	switch {
	case p >= 1000:
		if m.last > 0 && (p >= m.last || m.group == 0 && !m.half) {
			return false
		}
		if m.group == 0 && !m.half {
			m.group = 1
		}
		m.value, m.last = m.value+m.group*p, p
		if m.half {
			m.value += p / 2
		}
		m.group, m.half = 0, false
		return true
	case m.half:
		return false
	case p == 100:
		if m.group >= 100 {
			return false
		}
		m.group = max(m.group, 1) * 100
		return true
	case p >= 10 && m.group%100 != 0, m.group%10 != 0, m.group%100 == 10:
		return false
	}
	m.group += p
	return true
}

// The longest part of a number word, and the longest word that is taken apart,
// in letters.
const (
	longestPart = 9
	longestWord = 48
)

// splitNumeral takes a number word apart, nil if it is none: "etthundrafemtusen"
// holds 1, 100, 5 and 1000.
func splitNumeral(w string) []int64 {
	if len(w) > longestWord {
		return nil
	}
	for k := min(len(w), longestPart); k >= 2; k-- {
		v, ok := lexicon.Numeral(w[:k])
		if !ok {
			v, ok = lexicon.NumeralPart(w[:k])
			ok = ok && k < len(w)
		}
		if !ok {
			continue
		}
		if k == len(w) {
			return []int64{v}
		}
		if rest := restOfNumeral(w[:k], w[k:]); rest != nil {
			return append([]int64{v}, rest...)
		}
	}
	return nil
}

// restOfNumeral takes apart what follows the first part of a number word.
func restOfNumeral(first, rest string) []int64 {
	if parts := splitNumeral(rest); parts != nil {
		return parts
	}
	if v, ok := lexicon.NumeralPart(rest); ok {
		return []int64{v}
	}
	if first == "ett" && strings.HasPrefix(rest, "usen") {
		return splitNumeral("t" + rest) // no letter is written three times: "ettusen"
	}
	if behind, found := strings.CutPrefix(rest, "og"); found && first != "" {
		return restOfNumeral("", behind) // Norwegian "hundreogfemti"
	}
	return nil
}
