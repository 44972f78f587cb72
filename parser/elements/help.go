package elements

import (
	"strings"

	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
)

// blankHelp takes from a form what it tells those who fill it in: "Ange den summa
// ni söker, högst 100 000 kr". Such words stand in the cell of the answer, or
// right below the label. The text keeps its length, so that places in it stay
// where they are.
func (d *document) blankHelp(c *classifier) {
	if d.source == "body" || !lexicon.Help().Has(phrase.Words(d.text), "") {
		return
	}
	out := []byte(d.text)
	below := false // the line above is a label without an answer
	for _, l := range d.splitLines() {
		text := d.text[l.start:l.end]
		label, answer, row := strings.Cut(text, "\t")
		switch {
		case row && answer != "":
			blankHelpBehind(out, d.text, l.start, l.start+len(label))
			at := l.start + len(label) + 1
			for _, cell := range strings.SplitAfter(answer, "\t") {
				blankHelpAt(out, d.text, at, at+len(cell))
				at += len(cell)
			}
		case below:
			blankHelpAt(out, d.text, l.start, l.end)
		}
		s := c.label(d.text, l.start, l.end, true)
		below = s != nil && strings.TrimSpace(d.text[s.value:l.end]) == ""
	}
	d.text = string(out)
}

// blankHelpAt blanks the sentences of help with which text[from:to] begins.
func blankHelpAt(out []byte, text string, from, to int) {
	for _, s := range swedish.Sentences(text[from:to]) {
		sentence := text[from+s.Start : from+s.End]
		if !isHelp(sentence) {
			return
		}
		for i := from + s.Start; i < from+s.End; i++ {
			out[i] = ' '
		}
	}
}

// blankHelpBehind blanks the help that stands behind a label in its cell: "Sökt
// belopp, Ange summan i kronor".
func blankHelpBehind(out []byte, text string, from, to int) {
	words := phrase.Words(text[from:to])
	for _, m := range lexicon.Help().Find(words) {
		at := from + words[m.First].Start
		if m.First > 0 && swedish.Title(text[at:to]) && isHelp(text[at:to]) {
			for i := from + words[m.First-1].End; i < to; i++ {
				out[i] = ' '
			}
			return
		}
	}
}

// isHelp tells a sentence that says what to fill in, and fills in nothing.
func isHelp(sentence string) bool {
	words := phrase.Words(sentence)
	if len(words) < 2 || isContactLine(sentence) || hasValue(withoutBound(strings.TrimRight(sentence, ".!"))) {
		return false
	}
	for _, m := range lexicon.Help().Find(words) {
		if m.First == 0 {
			return true
		}
	}
	return false
}
