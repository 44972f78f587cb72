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
	c := cutter{text: s, words: make([]Word, 0, min(len(s)/6+1, n)), lineStart: true}
	folded := make([]byte, 0, len(s)+8)
	starts := make([]int, 0, cap(c.words)+1) // of the words in folded
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		f := foldRune(r)
		switch {
		case f < 0: // nothing that one sees
		case isWordRune(f):
			if !c.open {
				if len(c.words) == n {
					i = len(s)
					continue
				}
				c.words = append(c.words, Word{Start: i})
				starts = append(starts, len(folded))
				c.open, c.lineStart = true, false
			}
			folded = utf8.AppendRune(folded, f)
		default:
			c.close(i)
			c.mark(f, i+size)
		}
		i += size
	}
	c.close(len(s))
	all := string(folded)
	starts = append(starts, len(all))
	for i := range c.words {
		c.words[i].Fold = all[starts[i]:starts[i+1]]
	}
	return c.words
}

// cutter cuts a text into words.
type cutter struct {
	text      string
	words     []Word
	open      bool // the last word goes on
	lineStart bool // nothing stands on this line yet
}

func (c *cutter) close(end int) {
	if c.open {
		c.words[len(c.words)-1].End = end
		c.open = false
	}
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
