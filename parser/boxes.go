package parser

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// onlyTicked takes from a text the choices that are not ticked, for they state
// nothing, and the boxes of those that are. A choice reaches from its box to the
// next one or to the end of its line or cell. One that holds a figure was filled
// in, and stays. The text keeps its length, so that places in it stay where they
// are.
func onlyTicked(text string) string {
	if !strings.ContainsAny(text, "[☐☒☑") {
		return text
	}
	out := []byte(text)
	choice := -1 // where the choice begins that is not ticked
	blank := func(to int) {
		if choice < 0 {
			return
		}
		words := out[choice:to]
		choice = -1
		if bytes.ContainsAny(words, "0123456789") {
			return
		}
		for i := range words {
			words[i] = ' '
		}
	}
	written, inChoices := false, false // of the cell: it begins with words, with a choice
	for i := 0; i < len(text); {
		c := text[i]
		if c == '\n' || c == '\t' || c == '|' {
			blank(i)
			written, inChoices = false, false
			i++
			continue
		}
		open, size := readBox(text[i:])
		if size == 0 || written && !inChoices {
			r, n := utf8.DecodeRuneInString(text[i:])
			written = written || !strings.ContainsRune(" -*•", r)
			i += n
			continue
		}
		blank(i)
		inChoices = true
		if open {
			choice = i
		} else {
			copy(out[i:i+size], "   ")
		}
		i += size
	}
	blank(len(text))
	return string(out)
}

// readBox reads a box at the beginning of a text, as readers of documents and
// people write them; size is 0 if there is none.
func readBox(text string) (open bool, size int) {
	for _, b := range [...]string{"[ ]", "[]", "☐"} {
		if strings.HasPrefix(text, b) {
			return true, len(b)
		}
	}
	for _, b := range [...]string{"[x]", "[X]", "☒", "☑"} {
		if strings.HasPrefix(text, b) {
			return false, len(b)
		}
	}
	return false, 0
}
