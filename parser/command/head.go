package command

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
)

// head is the first line of a command.
type head struct {
	line     string // as written
	order    string // a constant of lexicon; "" if it only looks like a command
	written  string // the command word
	capitals bool   // it stands in capitals
	marked   bool   // a colon stands behind it
	number   string // the case that it names, "" if none
	several  bool   // it names several
	rest     string // behind the word and the case's number
	names    Names
}

// shortLine is how many words a line has at most that is a command though
// nothing but its first word says so.
const shortLine = 4

// caseNumber is the number of a case in any series, as mail programs leave it.
const caseNumber = `([A-Za-z][A-Za-z0-9]{0,9})\s?[-–]\s?(\d{4})\s?[-–]\s?(\d{4,6})\b`

var (
	anyCase   = regexp.MustCompile(`\[?\b` + caseNumber + `\]?`)
	firstCase = regexp.MustCompile(`^\[?(?:(?i:ärendet?|arendet?|nr|dnr)\s*:?\s*)?\[?` + caseNumber + `\]?\s*[:.,]?\s*`)
)

// leadingCase reads the case's number that a line begins with. alone is set if
// the line holds nothing else.
func leadingCase(line string) (number, rest string, alone bool) {
	m := firstCase.FindStringSubmatch(line)
	if m == nil {
		return "", line, false
	}
	rest = line[len(m[0]):]
	return strings.ToUpper(m[1]) + "-" + m[2] + "-" + m[3], rest, onlyMarks(rest)
}

// readHead reads a line as the beginning of a command. ok is false if it is
// none: its first word orders nothing, or the line only speaks of it.
func readHead(line string, names Names) (h head, ok bool) {
	h.line, h.names = strings.TrimSpace(line), names
	rest := strings.TrimLeft(h.line, "-*•·_> \t")
	h.number, rest, _ = leadingCase(rest)
	rest = strings.TrimLeft(rest, "-–*: ")
	words := phrase.FirstWords(rest, longestHead)
	order, n := lexicon.Order(words)
	if n == 0 || words[0].Start > 0 {
		return head{}, false
	}
	h.order, h.written = order, rest[:words[n-1].End]
	h.capitals = isCapitals(h.written)
	rest = strings.TrimLeft(rest[len(h.written):], "*_ \t")
	h.marked = strings.HasPrefix(rest, ":")
	h.rest = h.cutCase(rest)
	return h, h.orders()
}

// longestHead is how many words of a line are looked at for its command.
const longestHead = 8

// cutCase takes the case's number out of what stands behind the word. Of a text
// only its beginning names the case.
func (h *head) cutCase(rest string) string {
	if h.order == lexicon.OrderMerge {
		return rest // both numbers
	}
	if h.takesText() {
		number, after, _ := leadingCase(strings.TrimLeft(rest, ": "))
		if number == "" {
			return rest
		}
		h.note(number)
		if h.marked || strings.HasSuffix(strings.TrimSpace(rest[:len(rest)-len(after)]), ":") {
			after = ": " + after
		}
		return after
	}
	for _, m := range anyCase.FindAllStringSubmatch(rest, 3) {
		h.note(strings.ToUpper(m[1]) + "-" + m[2] + "-" + m[3])
	}
	return anyCase.ReplaceAllString(rest, " ")
}

// note notes a case's number.
func (h *head) note(number string) {
	h.several = h.several || h.number != "" && h.number != number
	h.number = number
}

// takesText tells commands whose text may go on over the lines below.
func (h *head) takesText() bool {
	switch h.order {
	case lexicon.OrderRequest, lexicon.OrderNote, lexicon.OrderDecline, lexicon.OrderReason, lexicon.OrderCorrect:
		return true
	case lexicon.OrderGrant: // only if a reason has begun
		_, reason := splitReason(h.rest)
		return reason != ""
	}
	return false
}

// orders tells a command from a line that only speaks of one: "Avslå är ett hårt
// ord", "Status: jag är på semester". What stands in capitals is meant, unless
// it is plainly a sentence.
func (h *head) orders() bool {
	rest := strings.TrimSpace(h.rest)
	words := phrase.FirstWords(rest, 2*longestHead)
	more := len(words)
	attached := more == 0 || strings.IndexByte(".,:;!?-", rest[0]) >= 0 || strings.HasPrefix(rest, "–")
	switch {
	case h.isQuestion():
		return h.capitals && more < shortLine
	case !attached && lexicon.Weighs.Has(words[0].Fold):
		return false
	case !attached && lexicon.Limits.Has(words[0].Fold):
		return h.capitals // a fault: its writer must be told
	case more == 0:
		return true
	}
	figure := !onlyMarks(rest) && unicode.IsDigit(firstRune(trimValue(rest)))
	switch h.order {
	case lexicon.OrderGrant:
		return h.capitals || attached || figure || more < shortLine
	case lexicon.OrderDecline:
		because := lexicon.Because.Has(words[0].Fold) || more > 1 && lexicon.Because.Has(words[1].Fold)
		return h.capitals || attached || more < shortLine || because
	case lexicon.OrderRequest:
		return h.capitals || h.marked || more < shortLine
	case lexicon.OrderNote, lexicon.OrderReason:
		return h.capitals || h.marked
	case lexicon.OrderPay, lexicon.OrderRepay, lexicon.OrderExtend:
		return h.capitals || figure || onlyFiller(rest) || spokenDay(rest)
	case lexicon.OrderConfirm, lexicon.OrderCorrect:
		return h.capitals || h.namesElement(words, rest)
	case lexicon.OrderMerge:
		return h.capitals || anyCase.MatchString(rest)
	}
	return onlyFiller(rest) || h.capitals && !h.marked && more < shortLine
}

// isQuestion tells a line that asks, unless what it asks is its text.
func (h *head) isQuestion() bool {
	switch h.order {
	case lexicon.OrderRequest, lexicon.OrderNote, lexicon.OrderReason, lexicon.OrderCorrect:
		if !onlyMarks(h.rest) {
			return false
		}
	}
	return strings.HasSuffix(h.line, "?") && !(h.marked && h.order == lexicon.OrderDecline)
}

// element finds which element the first of the words name, and how many of them do.
func (own Names) element(words []phrase.Word) (key medelbot.ElementKey, n int) {
	known, n := lexicon.ElementName(words)
	key = medelbot.ElementKey(known)
	name := ""
	for i, w := range words {
		name = strings.TrimSpace(name + " " + w.Fold)
		if k, ok := own[name]; ok && i+1 >= n {
			key, n = k, i+1
		}
	}
	return key, n
}

// namesElement tells "Bekräfta konto" and "Rätta summa: 75000" from "Bekräfta
// kontakten med Anna".
func (h *head) namesElement(words []phrase.Word, rest string) bool {
	_, n := h.names.element(words)
	if n == 0 {
		return false
	}
	behind := strings.TrimSpace(rest[words[n-1].End:])
	if h.order == lexicon.OrderConfirm {
		return onlyFiller(behind)
	}
	return strings.HasPrefix(behind, ":") || strings.HasPrefix(behind, "=") || strings.HasPrefix(phrase.Fold(behind), "till ") || unicode.IsDigit(firstRune(behind))
}

func spokenDay(s string) bool {
	folded := phrase.Fold(s)
	for _, d := range spokenDays {
		if d.pattern.MatchString(folded) {
			return true
		}
	}
	return false
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// isCapitals tells a word of at least two letters, all of them capitals.
func isCapitals(s string) bool {
	letters := 0
	for _, c := range s {
		if unicode.IsLetter(c) {
			letters++
		}
	}
	return letters > 1 && strings.ToUpper(s) == s
}

// leastMisspelt is how many letters a word has at least that may be meant for a
// command.
const leastMisspelt = 4

// shouted knows a line in capitals that begins as a command does and is none.
// near is set if its word was meant for one: "BEVILA 75000"; bare if a figure or
// nothing stands behind it.
func shouted(line string) (h head, near, bare bool) {
	number, rest, _ := leadingCase(line)
	words := phrase.FirstWords(rest, 2)
	if len(words) == 0 || words[0].Start > 0 || !isCapitals(rest[:words[0].End]) {
		return head{}, false, false
	}
	word := words[0].Fold
	if _, known := lexicon.Order(words); known > 0 || utf8.RuneCountInString(word) < leastMisspelt || lexicon.Polite.Has(word) {
		return head{}, false, false
	}
	behind := strings.TrimLeft(rest[words[0].End:], ": ")
	h = head{line: line, written: rest[:words[0].End], number: number, capitals: true}
	return h, nearCommand(word), onlyMarks(behind) || unicode.IsDigit(firstRune(behind))
}

// nearCommand tells a folded word that differs from a command by a letter or, if
// it is long, by two.
func nearCommand(word string) bool {
	far := 1
	if len(word) >= 7 {
		far = 2
	}
	for _, w := range lexicon.OrderWords() {
		if len(w) >= leastMisspelt && (distance(word, w) <= far || swapped(word, w)) {
			return true
		}
	}
	return false
}

// swapped tells two words that differ by two neighbours that changed places.
func swapped(a, b string) bool {
	for i := 0; i+1 < len(a) && len(a) == len(b); i++ {
		if a[i] != b[i] {
			return a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
		}
	}
	return false
}

// farthest is a distance of words that are nothing alike.
const farthest = 9

// distance counts the letters to add, drop or change between two folded words,
// up to farthest.
func distance(a, b string) int {
	if len(a) > len(b)+2 || len(b) > len(a)+2 {
		return farthest
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
