package elements

import (
	"strings"

	"medelbot"
	"medelbot/parser/lexicon"
)

// numbered reads points that only bear numbers: if there are as many as the
// call asks for, they are its answers in its order.
func (d *document) numbered(c *classifier, lines []line) {
	if len(c.order) < 4 || len(d.sections) >= 3 {
		return
	}
	var starts []int
	for i, l := range lines {
		text := strings.TrimLeft(d.text[l.start:l.end], " \t*")
		if n, rest := listNumber(text); n == len(starts)+1 && rest != "" {
			starts = append(starts, i)
		}
	}
	if len(starts) != len(c.order) || 2*d.above(lines, starts) > len(starts) {
		return
	}
	var sections []section
	for n, i := range starts {
		l := lines[i]
		text := d.text[l.start:l.end]
		_, rest := listNumber(strings.TrimLeft(text, " \t*"))
		s := section{keys: []medelbot.ElementKey{c.order[n]}, weight: 4, label: labelOf(c.order[n]), start: l.start, value: l.end - len(rest), end: l.end}
		for k := i + 1; k < len(lines) && (n+1 == len(starts) || k < starts[n+1]); k++ {
			if lines[k].blank {
				break
			}
			s.end = lines[k].end
		}
		sections = append(sections, s)
	}
	d.sections = sections
}

// above counts the numbered lines that stand as headings do, right above text.
func (d *document) above(lines []line, numbered []int) int {
	n := 0
	for _, i := range numbered {
		if i+1 < len(lines) && !lines[i+1].blank {
			if number, _ := listNumber(strings.TrimLeft(d.text[lines[i+1].start:lines[i+1].end], " \t*")); number == 0 && !d.runsOn(lines[i]) {
				n++
			}
		}
	}
	return n
}

// listNumber reads "3." or "3)" at the beginning of a line.
func listNumber(text string) (n int, rest string) {
	i := 0
	for i < len(text) && i < 2 && text[i] >= '0' && text[i] <= '9' {
		n = n*10 + int(text[i]-'0')
		i++
	}
	if i == 0 || i >= len(text) || strings.IndexByte(".):]", text[i]) < 0 {
		return 0, ""
	}
	return n, strings.TrimLeft(text[i+1:], " \t")
}

// labelOf gives the label that an answer has whose question is known by its
// number alone: it says what sort of number is meant.
func labelOf(key medelbot.ElementKey) string {
	if key == medelbot.Account {
		return lexicon.AccountLabel
	}
	return ""
}
