// Package ink marks in plain text where its writer changed the colour or the
// face of the letters. People answer "in red" inside the mail that they were
// sent, and only the ink tells their words from the others.
//
// A text with marks is an ordinary string: each change of ink is one rune of a
// private use area. Package htmltext writes the marks, package segment reads
// them; nothing else should see them (Strip).
package ink

import "strings"

// Ink is a class of colours and faces that a reader tells apart at a glance:
// two reds are one ink.
type Ink byte

const (
	Plain    Ink = 0 // black, grey, or nothing said
	Emphasis Ink = 1 // bold or italic and of no colour
	Tag      Ink = 2 // no ink at all: the line begins with the writer's mark, such as "-->"
	colours  Ink = 3 // the hues of letters, then those of highlighting
	last         = colours + 2*hues - 1
)

const (
	hues = 5
	zero = '\ue000' // the mark of Plain
	// prefix begins the marks, in UTF-8: U+E000 to U+E03F.
	prefix = "\xee\x80"
)

// Colour returns the ink of a colour, Plain for one without a hue of its own.
func Colour(r, g, b uint8) Ink {
	most, least := max(r, g, b), min(r, g, b)
	const faint = 60 // below it colours pass as black, grey or white
	chroma := int(most) - int(least)
	if chroma < faint {
		return Plain
	}
	var degrees int
	switch most {
	case r:
		degrees = 60 * (int(g) - int(b)) / chroma
	case g:
		degrees = 120 + 60*(int(b)-int(r))/chroma
	default:
		degrees = 240 + 60*(int(r)-int(g))/chroma
	}
	switch degrees = (degrees + 360) % 360; {
	case degrees < 25 || degrees >= 330:
		return colours // red
	case degrees < 75:
		return colours + 1 // orange and yellow
	case degrees < 165:
		return colours + 2 // green
	case degrees < 255:
		return colours + 3 // blue, also towards green: Office has both
	}
	return colours + 4 // purple
}

// Highlight returns the ink of letters on that ground.
func Highlight(ground Ink) Ink {
	if ground < colours {
		return Plain
	}
	return ground + hues
}

// Coloured tells an ink that is a colour of letters or ground.
func (i Ink) Coloured() bool { return i >= colours }

// Append adds the mark that letters of that ink follow.
func Append(text []byte, i Ink) []byte {
	return append(append(text, prefix...), 0x80+byte(i))
}

// Next finds the first mark: the text before it, its ink and the text behind
// it. ok is false if there is none.
func Next(text string) (before string, i Ink, after string, ok bool) {
	for from := 0; ; {
		at := strings.Index(text[from:], prefix)
		if at < 0 {
			return text, Plain, "", false
		}
		at += from
		end := at + len(prefix) + 1
		if end <= len(text) && text[end-1] >= 0x80 && text[end-1] <= 0x80+byte(last) {
			return text[:at], Ink(text[end-1] - 0x80), text[end:], true
		}
		from = at + len(prefix)
	}
}

// IsMark tells the runes that are marks.
func IsMark(r rune) bool { return r >= zero && r <= zero+rune(last) }

// Strip removes all marks.
func Strip(text string) string {
	before, _, after, ok := Next(text)
	if !ok {
		return text
	}
	var out strings.Builder
	out.Grow(len(text))
	for ok {
		out.WriteString(before)
		before, _, after, ok = Next(after)
	}
	out.WriteString(before)
	return out.String()
}
