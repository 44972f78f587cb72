package kind

import (
	"strings"
	"unicode/utf8"
)

// A phrase is a run of words as people write them. "ansök*" stands for every
// word that begins so, "*fonden" (not as the first word) for every one that ends
// so, "a|b" for either word, and ".." for up to five words of the same sentence. "?" is the end of a question and ":" the end of a label;
// "!som" before the first word wants another word than "som" before it; a name
// in angle brackets stands for the words of aliases.
type phrase struct {
	elements []element
	notAfter string
}

type element struct {
	words  []string // folded; either of them
	prefix []bool   // words[i] ended with "*"
	suffix []bool   // words[i] began with "*"
	gap    bool
}

// gapWords is how many words ".." may stand for.
const gapWords = 5

// book finds many phrases in one pass over a text.
type book struct {
	// byStart groups phrases by the first letters of their first words, so
	// that most words of a text are dismissed by one look-up.
	byStart map[string][]entry
}

type entry struct {
	sign   Sign
	phrase phrase
}

// newBook folds and indexes the phrases of all signs.
func newBook(words map[Sign][]string) book {
	b := book{byStart: make(map[string][]entry)}
	for sign, lines := range words {
		for _, line := range lines {
			p := newPhrase(line)
			seen := make(map[string]bool)
			for _, w := range p.elements[0].words {
				if k := start(w); !seen[k] {
					seen[k] = true
					b.byStart[k] = append(b.byStart[k], entry{sign, p})
				}
			}
		}
	}
	return b
}

func newPhrase(line string) phrase {
	var p phrase
	for _, field := range strings.Fields(line) {
		if field == ".." {
			p.elements = append(p.elements, element{gap: true})
			continue
		}
		if word, not := strings.CutPrefix(field, "!"); not {
			p.notAfter = fold(word)
			continue
		}
		for alias, all := range aliases {
			field = strings.ReplaceAll(field, alias, all)
		}
		var e element
		for _, w := range strings.Split(field, "|") {
			stem, isPrefix := strings.CutSuffix(w, "*")
			stem, isSuffix := strings.CutPrefix(stem, "*")
			e.words = append(e.words, fold(stem))
			e.prefix = append(e.prefix, isPrefix)
			e.suffix = append(e.suffix, isSuffix)
		}
		p.elements = append(p.elements, e)
	}
	return p
}

// startLen is short enough for the shortest stem that ends with "*".
const startLen = 2

func start(word string) string {
	if len(word) > startLen {
		return word[:startLen]
	}
	return word
}

// text is a mail's words, folded, in order. The tokens ".", "?" and ":" end
// sentences, questions and labels.
type text struct {
	tokens []string
}

// maxTokens bounds the work on one text; what decides the kind of a mail
// stands at its beginning.
const maxTokens = 4000

// newText cuts a text into folded words. A blank line ends a sentence, and so
// does a line that begins with a list mark; a mere line break does not, for
// plain text is wrapped anywhere.
func newText(s string) text {
	var t text
	folded := fold(s)
	word := -1
	flush := func(end int) {
		if word >= 0 {
			t.tokens = append(t.tokens, folded[word:end])
			word = -1
		}
	}
	mark := func(m string) {
		n := len(t.tokens)
		if n == 0 || t.tokens[n-1] == "." || t.tokens[n-1] == "?" || t.tokens[n-1] == m {
			return
		}
		t.tokens = append(t.tokens, m)
	}
	lineStart := true
	for i := 0; i < len(folded) && len(t.tokens) < maxTokens; i++ {
		c := folded[i]
		if isWordByte(c) {
			if word < 0 {
				word = i
			}
			lineStart = false
			continue
		}
		flush(i)
		switch c {
		case '\n':
			if lineStart {
				mark(".") // a blank line
			}
			lineStart = true
		case '?':
			mark("?")
			lineStart = false
		case '!', ';':
			mark(".")
			lineStart = false
		case '.':
			// "2.5" and "kl.9" go on; a full stop has a blank after it.
			if i+1 == len(folded) || folded[i+1] == ' ' || folded[i+1] == '\n' {
				mark(".")
			}
			lineStart = false
		case ':':
			mark(":")
			lineStart = false
		case '-', '*':
			if lineStart {
				mark(".")
			}
		case ' ', '\t', '\r':
		default:
			lineStart = false
		}
	}
	flush(len(folded))
	return t
}

func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= utf8.RuneSelf
}

// hit is one phrase found in a text.
type hit struct {
	at, end  int  // tokens
	question bool // the sentence ends with a question mark
	clause   bool // it stands after when, if or before
}

// signs is what was found in one text.
type signs struct {
	text text
	hits map[Sign][]hit
}

// read finds every phrase of the book in s.
func (b book) read(s string) signs {
	found := signs{text: newText(s), hits: make(map[Sign][]hit)}
	tokens := found.text.tokens
	for i, token := range tokens {
		for _, e := range b.byStart[start(token)] {
			if not := e.phrase.notAfter; not != "" && i > 0 && tokens[i-1] == not {
				continue
			}
			if end := match(e.phrase.elements, tokens, i); end > 0 {
				found.hits[e.sign] = append(found.hits[e.sign], hit{i, end, found.text.isQuestion(end), found.text.isClause(i)})
			}
		}
	}
	return found
}

// match returns the token after the elements if they stand at i, else 0.
func match(p []element, tokens []string, i int) int {
	for n := range p {
		if p[n].gap {
			rest := p[n+1:]
			for skip := 0; skip <= gapWords && i+skip < len(tokens); skip++ {
				if end := match(rest, tokens, i+skip); end > 0 {
					return end
				}
				if t := tokens[i+skip]; t == "." || t == "?" {
					break
				}
			}
			return 0
		}
		if i >= len(tokens) || !p[n].is(tokens[i]) {
			return 0
		}
		i++
	}
	return i
}

func (e element) is(token string) bool {
	for i, w := range e.words {
		if token == w || e.prefix[i] && strings.HasPrefix(token, w) || e.suffix[i] && strings.HasSuffix(token, w) {
			return true
		}
	}
	return false
}

// isQuestion tells whether the sentence that holds the token before end is a
// question.
func (t text) isQuestion(end int) bool {
	for i := max(end-1, 0); i < len(t.tokens); i++ {
		switch t.tokens[i] {
		case "?":
			return true
		case ".":
			return false
		}
	}
	return false
}

// isClause tells whether the words at i stand in a clause that says when, if or
// how something happens: "när regionen söker".
func (t text) isClause(i int) bool {
	for _, before := range t.tokens[max(i-2, 0):i] {
		switch before {
		case "nar", "om", "ifall", "innan", "hur", "when", "if":
			return true
		}
	}
	return false
}

// isLabelled tells whether the words at i answer a label of a form.
func (t text) isLabelled(i int) bool {
	for i--; i >= 0 && t.tokens[i] != "." && t.tokens[i] != "?"; i-- {
		if t.tokens[i] == ":" {
			return true
		}
	}
	return false
}

// has tells whether the sign was found at all.
func (s signs) has(sign Sign) bool { return len(s.hits[sign]) > 0 }

// says counts the sign where it is stated: what is asked about, or only happens
// if and when, is not said.
func (s signs) says(sign Sign) int {
	n := 0
	for _, h := range s.hits[sign] {
		if !h.question && !h.clause {
			n++
		}
	}
	return n
}

// asks counts the sign where it is asked: in a question, or after a word that
// begins one, for many people leave the question mark out.
func (s signs) asks(sign Sign) int {
	n := 0
	for _, h := range s.hits[sign] {
		if h.question || asking[s.text.tokens[h.at]] {
			n++
		}
	}
	return n
}

// asking are words that begin a question or, as "inte" in "inte hört något",
// stand for one.
var asking = map[string]bool{
	"hur": true, "nar": true, "vad": true, "har": true, "kom": true, "finns": true, "ar": true, "kan": true, "vet": true, "undrar": true,
	"inte": true, "annu": true, "kolla": true, "status": true, "statusen": true, "any": true, "besked": true,
}

// count counts the sign in statements and questions.
func (s signs) count(sign Sign) int { return len(s.hits[sign]) }

// quote returns the words of the sign's first hit.
func (s signs) quote(sign Sign) string {
	hits := s.hits[sign]
	if len(hits) == 0 {
		return ""
	}
	return strings.Join(s.text.tokens[hits[0].at:hits[0].end], " ")
}

// fold writes a text in small letters without the marks that people leave out
// or put elsewhere: å, ä and æ become a, ö and ø become o.
func fold(s string) string {
	var out strings.Builder
	out.Grow(len(s))
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= 'A' && c <= 'Z' {
				c += 'a' - 'A'
			}
			out.WriteByte(c)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch r {
		case 'å', 'ä', 'à', 'á', 'æ', 'Å', 'Ä', 'À', 'Á', 'Æ':
			out.WriteByte('a')
		case 'ö', 'ø', 'Ö', 'Ø':
			out.WriteByte('o')
		case 'é', 'è', 'É', 'È':
			out.WriteByte('e')
		case 'ü', 'Ü':
			out.WriteByte('u')
		case '\u0300', '\u0301', '\u0308', '\u030a', '\u00ad', '\u200b':
			// combining marks, soft hyphens and zero-width blanks
		case '\u00a0', '\u202f', '\u2009':
			out.WriteByte(' ')
		case '–', '—', '•', '·', '●', '▪', '‐', '‑':
			out.WriteByte('-')
		default:
			if r >= 0x2000 && r < 0x2100 || r == utf8.RuneError {
				out.WriteByte(' ')
				continue
			}
			out.WriteString(s[i-size : i])
		}
	}
	return out.String()
}
