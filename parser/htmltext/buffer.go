package htmltext

import (
	"bytes"
	"unicode/utf8"

	"medelbot/parser/ink"
)

// buffer collects text line by line: blanks are collapsed as a browser does it.
// Every line begins and ends in plain ink, so that lines can be moved about.
type buffer struct {
	content []byte
	quote   int     // depth of quotes for the lines to come
	mark    string  // of a list item, for the next line with text
	blank   bool    // a collapsed blank waits for the next word
	ink     ink.Ink // of the letters at the end of content
}

// atLineStart reports whether nothing has been written on the current line.
func (b *buffer) atLineStart() bool {
	return len(b.content) == 0 || b.content[len(b.content)-1] == '\n'
}

// newLine ends the current line if there is something on it.
func (b *buffer) newLine() {
	b.blank = false
	if !b.atLineStart() {
		b.endLine()
	}
}

// lineBreak ends the current line, also an empty one.
func (b *buffer) lineBreak() {
	b.blank = false
	if b.atLineStart() {
		b.beginLine()
	}
	b.endLine()
}

func (b *buffer) beginLine() {
	for range b.quote {
		b.content = append(b.content, '>')
	}
	if b.quote > 0 {
		b.content = append(b.content, ' ')
	}
	b.content = append(b.content, b.mark...)
	b.mark = ""
}

func (b *buffer) endLine() {
	b.trim()
	b.content = append(b.content, '\n')
}

// trim drops the blanks at the end and goes back to plain ink.
func (b *buffer) trim() {
	end := len(b.content)
	for end > 0 && (b.content[end-1] == ' ' || b.content[end-1] == '\t') {
		end--
	}
	b.content = b.content[:end]
	b.setInk(ink.Plain)
}

func (b *buffer) setInk(i ink.Ink) {
	if b.ink != i {
		b.content = ink.Append(b.content, i)
		b.ink = i
	}
}

// text adds text of one ink. In preformatted text line ends and blanks are
// kept. Hard blanks become blanks that are not collapsed; soft hyphens and
// characters without width are dropped.
func (b *buffer) text(text string, pre bool, i ink.Ink) {
	for len(text) > 0 {
		c, size := text[0], 1
		switch {
		case c == '\n' && pre:
			b.lineBreak()
		case c == '\r' && pre, c == 0:
		case (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') && !pre:
			b.blank = true
		case c < utf8.RuneSelf || c == latin:
			size = run(text)
			b.word(text[:size], i)
		default:
			var r rune
			r, size = utf8.DecodeRuneInString(text)
			switch r {
			case '\u00a0':
				b.word(" ", b.ink) // a blank has no ink
			case '\u00ad', '\u200b', '\u200c', '\u200d', '\ufeff', '\u2060', '\u034f':
			default:
				if !ink.IsMark(r) { // a mail must not write marks of its own
					b.word(text[:size], i)
				}
			}
		}
		text = text[size:]
	}
}

// latin is the first byte of U+00C0 to U+00FF: å, ä, ö and their kin.
const latin = 0xc3

// run returns the length of what can be copied at once: letters with single
// blanks between them, most of any text.
func run(text string) int {
	end := 0
	for end < len(text) {
		switch c := text[end]; {
		case c > ' ' && c < utf8.RuneSelf:
			end++
		case c == latin && end+1 < len(text):
			end += 2
		case c == ' ' && end > 0 && text[end-1] != ' ' && end+1 < len(text) && (text[end+1] > ' ' && text[end+1] < utf8.RuneSelf || text[end+1] == latin):
			end++
		default:
			return max(end, 1)
		}
	}
	return end
}

// word adds letters behind the blank that waits, if any.
func (b *buffer) word(w string, i ink.Ink) {
	if b.atLineStart() {
		b.beginLine()
	} else if b.blank {
		b.content = append(b.content, ' ')
	}
	b.blank = false
	b.setInk(i)
	b.content = append(b.content, w...)
}

// line adds one whole line.
func (b *buffer) line(s string) {
	if b.atLineStart() {
		b.beginLine()
	}
	b.content = append(b.content, s...)
	b.content = append(b.content, '\n')
}

// since returns the text from an earlier length on.
func (b *buffer) since(from int) string {
	return string(b.content[min(from, len(b.content)):])
}

// String returns the text without blanks at its ends, except quote marks.
func (b *buffer) String() string {
	b.trim()
	return string(bytes.Trim(b.content, " \t\n"))
}
