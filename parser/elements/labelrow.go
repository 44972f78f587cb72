package elements

import (
	"strings"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/swedish"
)

// labelRow reads a row of labels above one row of their answers:
//
//	Sökande         Sökt belopp   Bankgiro
//	Region Halland  85 000 kr     5050-1055
//
// It gives nil if lines[i] is none. The answers of a table with more rows are
// figures of a budget or names of a list.
func (d *document) labelRow(c *classifier, lines []line, i int) []section {
	if i+1 >= len(lines) || lines[i].quoted || lines[i+1].blank {
		return nil
	}
	labels, answers := d.cells(lines[i]), d.cells(lines[i+1])
	if len(labels) < 2 || len(answers) < 2 || len(answers) > len(labels) {
		return nil
	}
	if i+2 < len(lines) && len(d.cells(lines[i+2])) == len(labels) && !c.allLabels(d, d.cells(lines[i+2])) {
		return nil
	}
	if !c.allLabels(d, labels) || c.allLabels(d, answers) {
		return nil
	}
	var sections []section
	asked := map[medelbot.ElementKey]bool{}
	for k, answer := range answers {
		label := d.text[labels[k].Start:labels[k].End]
		keys, weight, _ := c.classify(label)
		last := len(sections) - 1
		if last >= 0 && sections[last].is(medelbot.Contact) && swedish.PersonDetail(label) {
			sections[last].end = answer.End // name, address and phone in cells of their own
			continue
		}
		if len(keys) == 0 {
			keys = []medelbot.ElementKey{lexicon.Other}
		}
		asked[keys[0]] = true
		sections = append(sections, section{keys, weight, label, answer.Start, answer.Start, answer.End})
	}
	if delete(asked, lexicon.Other); len(asked) < 2 {
		return nil
	}
	return sections
}

// cells parts a row at its tabs.
func (d *document) cells(l line) []swedish.Span {
	if strings.IndexByte(d.text[l.start:l.end], '\t') < 0 {
		return nil
	}
	var cells []swedish.Span
	for at := l.start; at <= l.end; {
		end := l.end
		if tab := strings.IndexByte(d.text[at:l.end], '\t'); tab >= 0 {
			end = at + tab
		}
		cells = append(cells, swedish.Span{Start: at, End: end})
		at = end + 1
	}
	return cells
}

// allLabels reports whether each of the cells is a label, and nothing else.
func (c *classifier) allLabels(d *document, cells []swedish.Span) bool {
	const most = 60 // percent of a label that must be understood
	for _, cell := range cells {
		label := strings.TrimRight(d.text[cell.Start:cell.End], " ?:*")
		keys, _, cover := c.classify(label)
		known := len(keys) > 0 && cover >= most || swedish.PersonDetail(label)
		if !known || hasValue(withoutRules(label)) || !swedish.Title(strings.TrimSpace(label)) {
			return false
		}
	}
	return len(cells) > 0
}
