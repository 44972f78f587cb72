package elements

import (
	"strings"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
)

// label reads the label at the beginning of a line; nil if there is none.
// alone tells that the line stands apart, as headings do.
func (c *classifier) label(text string, start, end int, alone bool) *section {
	from := start + leadLength(text[start:end])
	body := text[from:end]
	if body == "" {
		return nil
	}
	// "Label\tvalue", "| Label | value |"
	if tab := strings.IndexAny(body, "\t|"); tab > 0 && tab <= 160 {
		if s := c.labelTo(text, start, from, from+tab, from+tab+1, end, 34); s != nil {
			return s
		}
	}
	if colon := labelColon(body); colon > 0 {
		if s := c.labelTo(text, start, from, from+colon, from+colon+1, end, 50); s != nil {
			if c.isHalfSentence(s) && strings.TrimSpace(text[s.value:end]) != "" {
				s.value = from
			}
			return s
		}
		if s := c.toldLabel(text, start, from, from+colon, end); s != nil {
			return s
		}
	}
	// "Vem som söker? Region X", "Summa – 85 000 kr"
	for _, mark := range []string{"? ", " – ", " - ", " = ", ".\t"} {
		if k := strings.Index(body, mark); k > 1 && k <= 110 {
			need := 100
			if mark == "? " {
				need = 50
			}
			if s := c.labelTo(text, start, from, from+k, from+k+len(mark), end, need); s != nil {
				return s
			}
		}
	}
	// "Beskriver vilken summa som söks (max 100 000 SEK). 85 000 kr": a point of
	// the call, answered on its own line.
	if k := strings.Index(body, ". "); k > 1 && k <= 140 && asksLikeCall(body) {
		if s := c.labelTo(text, start, from, from+k, from+k+2, end, 100); s != nil {
			return s
		}
	}
	// "Bankgiro. 5050-1055": a label in bold letters.
	if k := strings.Index(body, ". "); k > 3 && len(strings.Fields(body[:k])) <= boldWords && swedish.Title(body) {
		if s := c.labelTo(text, start, from, from+k, from+k+2, end, 100); s != nil && !s.is(medelbot.Reference) {
			return s
		}
	}
	return c.heading(text, start, from, end, alone)
}

// boldWords is the most words of a label that ends with a full stop.
const boldWords = 2

func asksLikeCall(line string) bool {
	word, _, _ := strings.Cut(line, " ")
	return lexicon.CallPoints.Has(phrase.Fold(word))
}

// labelTo takes text[from:to] as a label if enough of it is understood.
func (c *classifier) labelTo(text string, start, from, to, value, end, need int) *section {
	keys, weight, cover := c.classify(text[from:to])
	if len(keys) == 0 || cover < need || weight < 2 {
		return nil
	}
	if hasValue(withoutRules(text[from:to])) {
		return nil
	}
	for value < end && strings.IndexByte("*_ ", text[value]) >= 0 { // bold label
		value++
	}
	return &section{keys, weight, text[from:to], start, value, end}
}

// isHalfSentence tells a label that has begun to answer: "Medlen ska användas
// till att utveckla vårdmöten på distans: teknik, utbildning och tolk."
func (c *classifier) isHalfSentence(s *section) bool {
	const many, most = 8, 70 // words; percent of them that are understood
	words := phrase.Words(s.label)
	if !isProse(s.keys[0]) || len(words) < many || lexicon.QuestionWords.Has(words[0].Fold) || lexicon.CallPoints.Has(words[0].Fold) {
		return false
	}
	_, _, cover := c.classify(s.label)
	return cover < most
}

// toldLabel takes words before a colon as a label that no list of labels
// knows, if they would tell an element in a sentence: "Det vi drömmer om:".
func (c *classifier) toldLabel(text string, start, from, to, end int) *section {
	words := phrase.Words(text[from:to])
	if len(words) < 2 || len(words) > 9 || !swedish.Title(text[from:]) || hasValue(text[from:to]) {
		return nil
	}
	tells := map[medelbot.ElementKey]int{}
	covered := map[medelbot.ElementKey]int{}
	for _, m := range append(lexicon.Cues().Find(words), c.words.Elements(words)...) {
		k := medelbot.ElementKey(m.Key)
		tells[k] += m.Weight
		covered[k] = max(covered[k], m.After-m.First)
	}
	var best medelbot.ElementKey
	for _, k := range c.order {
		if tells[k] > tells[best] {
			best = k
		}
	}
	if tells[best] < 4 || tells[lexicon.Other] >= tells[best] || 3*covered[best] < len(words) {
		return nil
	}
	value := to + 1
	if len(words) >= sentenceWords && strings.TrimSpace(text[value:end]) != "" {
		value = from // "Med pengarna gör vi ljudinspelningar: patienten läser själv in sin plan."
	}
	return &section{[]medelbot.ElementKey{best}, tells[best], text[from:to], start, value, end}
}

// sentenceWords is from how many words on what stands before a colon is a part
// of the answer.
const sentenceWords = 5

// heading takes a whole line as a label: a question, or a short line that is
// no sentence.
func (c *classifier) heading(text string, start, from, end int, alone bool) *section {
	body := strings.TrimRight(text[from:end], " \t*_#:=-")
	if len(body) > 220 || body == "" {
		return nil
	}
	keys, weight, cover := c.classify(strings.TrimRight(body, ".?!"))
	if len(keys) == 0 {
		return nil
	}
	bare := withoutRules(body)
	if listItem(text[start:from]) && (weight < 4 || !swedish.Title(body)) {
		return nil // an item of a list within an answer
	}
	words := len(strings.Fields(bare))
	last := body[len(body)-1]
	ok := false
	switch {
	case hasValue(bare):
		return nil
	case last == '?':
		ok = cover >= 50 && weight >= 4 || cover >= 99
	case last == '.': // the call's own points end in a full stop
		ok = weight >= 8 && cover >= 60 && words <= 16 && swedish.AsksOf(bare) && !c.properName(bare) && !swedish.States(bare)
	case !swedish.Title(body) && from == start:
		ok = cover >= 99 && alone && words <= 5
	default:
		ok = words <= 5 && cover >= 60 && (alone || cover >= 99) || words <= 14 && weight >= 8 && cover >= 50 && alone && last != '!' && last != ','
		ok = ok && (cover >= 99 || !c.properName(bare))
	}
	if !ok {
		return nil
	}
	return &section{keys, weight, body, start, end, end}
}

func listItem(lead string) bool { return strings.ContainsAny(lead, "-*•–▪●") }

// properName: a capital within the line names somebody; a label does not.
func (c *classifier) properName(s string) bool {
	fields := strings.Fields(s)
	for i, f := range fields {
		if i > 0 && swedish.Title(f) && f != strings.ToUpper(f) && !strings.HasPrefix(phrase.Fold(f), lexicon.FundName) && !(c.words.Named() && c.words.Names(f)) {
			return true
		}
	}
	return false
}

// hasValue: a line with a sum, an address or a phone is an answer, not a label.
func hasValue(s string) bool {
	if strings.IndexByte(s, '@') >= 0 {
		return true
	}
	digits := 0
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			digits++
		}
	}
	return digits > 4
}

// labelColon finds the colon that ends a label: not of a time or an address.
func labelColon(body string) int {
	for k := 0; k < len(body) && k <= 140; k++ {
		switch body[k] {
		case ':':
			if k+1 == len(body) || strings.IndexByte(" \t*_\u00a0", body[k+1]) >= 0 || k+1 < len(body) && body[k+1] >= 'A' && body[k+1] != '/' && k > 2 && body[k-1] >= 'a' {
				return k
			}
		case '.', '!':
			if k+1 < len(body) && body[k+1] == ' ' && k > 3 {
				return -1
			}
		}
	}
	return -1
}

// leadLength counts what stands before a label: quote marks, bullets,
// numbers, marks of emphasis.
func leadLength(s string) int {
	i := 0
	for i < len(s) {
		rest := s[i:]
		switch c := s[i]; {
		case strings.IndexByte(" \t>*_#-|·=[]", c) >= 0:
			i++
		case strings.HasPrefix(rest, "•"), strings.HasPrefix(rest, "–"), strings.HasPrefix(rest, "■"), strings.HasPrefix(rest, "▪"), strings.HasPrefix(rest, "●"), strings.HasPrefix(rest, "○"), strings.HasPrefix(rest, "→"), strings.HasPrefix(rest, "☐"), strings.HasPrefix(rest, "☒"):
			i += 3
		case strings.HasPrefix(rest, "§"), strings.HasPrefix(rest, "·"):
			i += 2
		default:
			if n, after := listNumber(rest); n > 0 && after != "" {
				return i + len(rest) - len(after)
			}
			if len(rest) > 2 && (rest[1] == ')' || rest[1] == '.' && c >= 'a') && (c >= 'a' && c <= 'h' || c >= 'A' && c <= 'H') && rest[2] == ' ' {
				i += 3
				continue
			}
			return i
		}
	}
	return i
}
