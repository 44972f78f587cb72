package parser

import (
	"strings"
	"unicode/utf8"
)

// The boxes of forms as readers of documents and people write them.
var (
	ticked   = []string{"[x]", "[X]", "☒", "☑"}
	unticked = []string{"[ ]", "[]", "☐"}
)

// onlyTicked takes from a text the choices that are not ticked, for they state
// nothing, and the boxes of those that are. A choice reaches from its box to the
// next one or to the end of its line or cell. One that holds a figure was filled
// in, and stays. The text keeps its length, so that places in it stay where they
// are.
func onlyTicked(text string) string {
	if _, size := box(text, ticked, unticked); size == 0 && !strings.ContainsAny(text, "[☐☒☑") {
		return text
	}
	out := []byte(text)
	cell, box0 := 0, -1 // where the cell begins, and the box of the choice that may be taken away
	blank := func(to int) {
		if box0 < 0 {
			return
		}
		choice := out[box0:to]
		box0 = -1
		for _, c := range choice {
			if c >= '0' && c <= '9' {
				return
			}
		}
		for i := range choice {
			choice[i] = ' '
		}
	}
	inChoices := false
	for i := 0; i < len(text); {
		c := text[i]
		if c == '\n' || c == '\t' || c == '|' {
			blank(i)
			cell, inChoices = i+1, false
			i++
			continue
		}
		open, size := box(text[i:], ticked, unticked)
		if size == 0 || !inChoices && strings.Trim(text[cell:i], " -*•") != "" {
			_, n := utf8.DecodeRuneInString(text[i:])
			i += n
			continue
		}
		blank(i)
		inChoices = true
		if open {
			box0 = i
		} else {
			copy(out[i:i+size], "        "[:size])
		}
		i += size
	}
	blank(len(text))
	return string(out)
}

// box reads a box at the beginning of a text; size is 0 if there is none.
func box(text string, ticked, unticked []string) (open bool, size int) {
	for _, b := range unticked {
		if strings.HasPrefix(text, b) {
			return true, len(b)
		}
	}
	for _, b := range ticked {
		if strings.HasPrefix(text, b) {
			return false, len(b)
		}
	}
	return false, 0
}
