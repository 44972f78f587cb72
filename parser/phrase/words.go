package phrase

import (
	"math"
	"unicode"
	"unicode/utf8"
)

// A Word is a run of letters and digits with its place in the text.
type Word struct {
	Fold       string // as Fold gives it
	Start, End int    // byte offsets
	After      Mark   // what stands between it and the next word
}

// Mark tells what stands behind a word. A Colon may stand before one of the
// others.
type Mark uint8

const (
	Colon    Mark = 1 << iota // a label ends
	Stop                      // a sentence or a paragraph ends
	Question                  // a question ends

	// End is either end of a sentence.
	End = Stop | Question
)

// Words splits a text at everything that is neither a letter nor a digit.
func Words(s string) []Word { return FirstWords(s, math.MaxInt) }

// FirstWords gives at most n words of a text: its beginning tells what it is,
// and nobody shall make us read what nobody writes.
//
// A full stop with a blank behind it ends a sentence, except after a short
// word that goes on with a small letter or a digit ("bl.a. kurser", "ca. 30");
// so does a blank line and a line that begins with a list mark. A mere line
// break does not: plain text is wrapped anywhere.
func FirstWords(s string, n int) []Word {
	c := cutter{text: s, words: make([]Word, 0, min(len(s)/5+1, n)), lineStart: true}
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		switch f := foldRune(r); {
		case f < 0: // nothing that one sees
			i += size
		case isWordRune(f):
			if len(c.words) == n {
				return c.finish()
			}
			i = c.word(i)
		default:
			i += size
			c.mark(f, i)
		}
	}
	return c.finish()
}

// cutter cuts a text into words.
type cutter struct {
	text      string
	words     []Word
	lineStart bool // nothing stands on this line yet

	// Most words are folded as they stand. The others are folded into one
	// buffer, which is cut when it no longer grows.
	folded  []byte
	changed []change
}

// change is a word that differs from its place in the text; it begins at byte
// from of the buffer.
type change struct{ word, from int }

// word reads the word that begins at byte i and returns where it ends.
func (c *cutter) word(i int) (end int) {
	start, s := i, c.text
	for i < len(s) && isFolded(s[i]) {
		i++
	}
	c.lineStart = false
	c.words = append(c.words, Word{Fold: s[start:i], Start: start, End: i})
	if i == len(s) || s[i] < utf8.RuneSelf && !isWordRune(rune(s[i])) {
		return i
	}
	c.changed = append(c.changed, change{len(c.words) - 1, len(c.folded)})
	c.folded = append(c.folded, s[start:i]...)
	for i < len(s) {
		if b := s[i]; isFolded(b) || 'A' <= b && b <= 'Z' {
			c.folded = append(c.folded, b|0x20) // digits have that bit already
			i++
			continue
		} else if b < utf8.RuneSelf {
			break
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		f := foldRune(r)
		if f >= 0 && !isWordRune(f) {
			break
		}
		if f >= 0 {
			c.folded = utf8.AppendRune(c.folded, f)
		}
		i += size
	}
	c.words[len(c.words)-1].End = i
	return i
}

// isFolded tells a letter or digit that folding leaves alone.
func isFolded(c byte) bool { return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' }

// finish gives the words that were changed their text.
func (c *cutter) finish() []Word {
	all := string(c.folded)
	for i, w := range c.changed {
		to := len(all)
		if i+1 < len(c.changed) {
			to = c.changed[i+1].from
		}
		c.words[w.word].Fold = all[w.from:to]
	}
	return c.words
}

// mark reads a character between words; next is the offset behind it.
func (c *cutter) mark(r rune, next int) {
	switch r {
	case '\n':
		if c.lineStart {
			c.set(Stop)
		}
		c.lineStart = true
		return
	case ' ', '\t', '\r':
		return
	case '?':
		c.set(Question)
	case '!', ';':
		c.set(Stop)
	case '.':
		if c.endsSentence(next) {
			c.set(Stop)
		}
	case ':':
		c.set(Colon)
	case '-', '*', '•', '·', '●', '▪':
		if c.lineStart {
			c.set(Stop)
		}
		return
	}
	c.lineStart = false
}

// set adds a mark to the last word; the first end of a sentence counts.
func (c *cutter) set(m Mark) {
	if n := len(c.words); n > 0 && c.words[n-1].After&End == 0 {
		c.words[n-1].After |= m
	}
}

// shortWord is the longest word, in bytes, that an abbreviation may end with.
const shortWord = 4

// endsSentence looks at what stands before and behind a full stop: "2.5" and
// "kl.9" go on.
func (c *cutter) endsSentence(next int) bool {
	i := next
	for i < len(c.text) && (c.text[i] == ' ' || c.text[i] == '\n') {
		i++
	}
	if i == len(c.text) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(c.text[i:])
	if i == next {
		return r == '\u00a0' || r == '\t'
	}
	n := len(c.words)
	if n == 0 || !unicode.IsLower(r) && !unicode.IsDigit(r) {
		return true
	}
	last := c.words[n-1]
	return last.End-last.Start > shortWord || !isLetters(c.text[last.Start:last.End])
}

func isLetters(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) {
			return false
		}
	}
	return true
}
