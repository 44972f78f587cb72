package page

import "strings"

// maxLevels is how many levels a list has in every format.
const maxLevels = 9

// Level is how one level of a list labels its items.
type Level struct {
	Format string // of the number, as Number takes it; "" means a bullet
	// Text is the label, with %1 for the number of the first level, %2 of the
	// second; "" writes no label.
	Text  string
	Start int // number of the first item
}

// List counts the items of one list.
type List struct {
	Levels [maxLevels]Level
	counts [maxLevels]int
	begun  [maxLevels]bool
}

// Next counts one more item at a level from 0 on, and returns its label.
func (l *List) Next(level int) string {
	level = min(max(level, 0), maxLevels-1)
	for i := range l.Levels[:level] {
		l.begin(i) // an item of a lower level may come first
	}
	if l.begun[level] {
		l.counts[level]++
	} else {
		l.begin(level)
	}
	for i := level + 1; i < maxLevels; i++ {
		l.begun[i] = false
	}
	if l.Levels[level].Format == "" {
		if l.Levels[level].Text == "" {
			return ""
		}
		return Bullet
	}
	label := l.Levels[level].Text
	for i := range l.Levels[:level+1] {
		if mark := "%" + string(rune('1'+i)); strings.Contains(label, mark) {
			label = strings.ReplaceAll(label, mark, Number(l.Levels[i].Format, l.counts[i]))
		}
	}
	return strings.TrimSpace(label)
}

// begin sets a level to its first number unless it counts already.
func (l *List) begin(level int) {
	if !l.begun[level] {
		l.begun[level] = true
		l.counts[level] = l.Levels[level].Start
	}
}
