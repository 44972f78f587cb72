package htmltext

import (
	"bytes"
	"unicode/utf8"
)

// buffer collects text line by line: blanks are collapsed as a browser does it.
type buffer struct {
	content []byte
	quote   int    // depth of quotes for the lines to come
	mark    string // of a list item, for the next line with text
	blank   bool   // a collapsed blank waits for the next word
}

// atLineStart reports whether nothing has been written on the current line.
func (b *buffer) atLineStart() bool {
	return len(b.content) == 0 || b.content[len(b.content)-1] == '\n'
}

// newLine ends the current line if there is something on it.
func (b *buffer) newLine() {
	b.blank = false
	if !b.atLineStart() {
		b.content = append(bytes.TrimRight(b.content, " \t"), '\n')
	}
}

// lineBreak ends the current line, also an empty one.
func (b *buffer) lineBreak() {
	b.blank = false
	if b.atLineStart() {
		b.beginLine()
	}
	b.content = append(bytes.TrimRight(b.content, " \t"), '\n')
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

// text adds text. In preformatted text line ends and blanks are kept. Hard
// blanks become blanks that are not collapsed; soft hyphens and characters
// without width are dropped.
func (b *buffer) text(text []byte, pre bool) {
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == '\n' && pre:
			b.lineBreak()
			i++
		case c == '\r' && pre:
			i++
		case (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') && !pre:
			b.blank = true
			i++
		case c == 0:
			i++
		case c < utf8.RuneSelf:
			// A run of plain letters at once.
			end := i + 1
			for end < len(text) && text[end] > ' ' && text[end] < utf8.RuneSelf {
				end++
			}
			b.word(text[i:end])
			i = end
		default:
			r, size := utf8.DecodeRune(text[i:])
			switch r {
			case '\u00a0':
				b.word([]byte{' '})
			case '\u00ad', '\u200b', '\u200c', '\u200d', '\ufeff', '\u2060', '\u034f':
			default:
				b.word(text[i : i+size])
			}
			i += size
		}
	}
}

// word adds letters behind the blank that waits, if any.
func (b *buffer) word(w []byte) {
	if b.atLineStart() {
		b.beginLine()
	} else if b.blank {
		b.content = append(b.content, ' ')
	}
	b.blank = false
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
	return string(bytes.Trim(b.content, " \t\n"))
}
