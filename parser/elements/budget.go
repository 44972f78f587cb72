package elements

import (
	"slices"
	"strings"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
)

// budget is a table with a column for the sum sought, such as
// "Kostnad | Totalt | Egen insats | Söks från SKR". What its other columns add
// up to is not sought.
type budget struct {
	start, end int // in the text of the document
	column     int
	heading    string // of the column
	doubt      bool   // another column may be meant
	entries    []entry
	items      int   // entries that are no totals
	firstItem  int   // of entries
	itemSum    int64 // what they add up to
}

// entry is the figure that one row of a budget has in the column.
type entry struct {
	swedish.Sum
	total bool // the row adds up those above it
}

// within reports whether an offset lies in the table.
func (b *budget) within(at int) bool { return at >= b.start && at < b.end }

// inBudget reports whether an offset lies in a table with a column for the sum
// sought.
func (d *document) inBudget(at int) bool {
	return slices.ContainsFunc(d.budgets, func(b budget) bool { return b.within(at) })
}

const (
	maxBudgets  = 50
	maxHeading  = 60  // letters of a heading between the rows of a table, and of one of its columns
	maxRowCells = 100 // cells of a row
)

// findBudgets finds the tables by the headings of their columns. A table ends
// with its last figure in the column, before a paragraph or a table with other
// columns. What looks like labels in it, "Summa" and "Kostnad", asks for nothing.
func (d *document) findBudgets() {
	var open *budget
	for _, l := range d.splitLines() {
		text := d.text[l.start:l.end]
		cells := rowCells(text)
		if len(cells) < 2 {
			if len(strings.TrimSpace(text)) > maxHeading {
				open = nil
			}
			continue
		}
		if column, doubt, ok := soughtColumn(cells); ok {
			if len(d.budgets) == maxBudgets {
				return
			}
			d.budgets = append(d.budgets, budget{start: l.start, end: l.end, column: column, heading: cells[column], doubt: doubt})
			open = &d.budgets[len(d.budgets)-1]
			continue
		}
		if open != nil && !open.row(cells, l) {
			open = nil
		}
	}
	d.budgets = slices.DeleteFunc(d.budgets, func(b budget) bool { return len(b.entries) == 0 })
	d.sections = slices.DeleteFunc(d.sections, func(s section) bool {
		return d.inBudget(s.start) && (s.is(medelbot.Amount) || isProse(s.keys[0])) || isProse(s.keys[0]) && d.headsColumns(&s)
	})
}

// headsColumns tells a label that is the heading of the first of several
// columns, as in "Aktivitet | Start | Timmar". Answers are longer.
func (d *document) headsColumns(s *section) bool {
	line, _, _ := strings.Cut(d.text[s.start:], "\n")
	filled := 0
	for _, c := range rowCells(line) {
		if len(c) > maxHeading/2 {
			return false
		}
		if c != "" {
			filled++
		}
	}
	return filled > 2
}

// rowCells parts the cells of a line, nil if it is no row.
func rowCells(text string) []string {
	if !strings.ContainsAny(text, "\t|") {
		return nil
	}
	if trimmed := strings.TrimSpace(text); len(trimmed) > 1 && trimmed[0] == '|' && trimmed[len(trimmed)-1] == '|' {
		text = trimmed[1 : len(trimmed)-1]
	}
	text = strings.ReplaceAll(text, "|", "\t")
	if strings.Count(text, "\t") >= maxRowCells {
		return nil
	}
	cells := strings.Split(text, "\t")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}

// soughtColumn finds the heading of the sum sought among those of a table's
// columns. A row with figures holds no headings. doubt tells that several
// columns may be meant.
func soughtColumn(cells []string) (column int, doubt, ok bool) {
	found, named := 0, 0
	for i, c := range cells {
		if len(c) > 2*maxHeading || strings.HasSuffix(c, "?") || strings.ContainsAny(outsideBrackets(c), "0123456789") && hasValue(outsideBrackets(c)) {
			return 0, false, false
		}
		words := phrase.Words(outsideBrackets(c))
		if !lexicon.SumColumn().Has(words, lexicon.SumSought) || lexicon.SumColumn().Has(words, lexicon.SumOwn) || len(words) > 6 {
			continue
		}
		toFund := slices.ContainsFunc(words, func(w phrase.Word) bool { return w.Fold == "skr" })
		switch {
		case toFund && named == 0:
			column = i
		case found == 0:
			column = i
		}
		if found++; toFund {
			named++
		}
	}
	return column, found > 1 && named != 1, found > 0
}

// outsideBrackets takes away what a heading says in brackets: its unit or the
// bound of the call.
func outsideBrackets(s string) string {
	for {
		from := strings.IndexByte(s, '(')
		to := strings.IndexByte(s[max(from, 0):], ')')
		if from < 0 || to < 0 {
			return s
		}
		s = s[:from] + s[from+to+1:]
	}
}

// row reads a row under the headings. It reports false for one that is none of
// the table because it has an answer of its own to "Sökt belopp".
func (b *budget) row(cells []string, l line) bool {
	figures := 0
	title := ""
	for i, c := range cells {
		switch {
		case strings.ContainsAny(c, "0123456789") && i > 0:
			figures++
		case title == "":
			title = c
		}
	}
	words := phrase.Words(title)
	kind := lexicon.SumRow()
	if kind.Has(words, lexicon.SumSought) && figures == 1 && (b.column >= len(cells) || cells[b.column] == "") {
		return false
	}
	if figures == 0 || b.column >= len(cells) || cells[b.column] == "" {
		return true
	}
	cell := cells[b.column]
	unit := unitOf(b.heading)
	if unit == "" && strings.Trim(cell, "0123456789 \u00a0,") == "" {
		cell += " kr" // or else a figure such as 5000 may be anything
	}
	sum := swedish.SumSought(unit+cell, true)
	sum.Start, sum.End = l.start, l.end
	switch {
	case sum.Kind == swedish.NoSum || kind.Has(words, lexicon.SumPart):
		return true
	case strings.ContainsRune(cell, '%') || strings.HasPrefix(cell, "-"):
		return true
	}
	total := kind.Has(words, lexicon.SumTotal) || kind.Has(words, lexicon.SumSought)
	if title == "" && b.items > 1 && b.entries[b.firstItem].Kind == swedish.OneSum {
		total = sum.Kronor == b.itemSum // a sum without a word
	}
	if !total {
		if b.items++; b.items == 1 {
			b.firstItem = len(b.entries)
		}
		b.itemSum += sum.Kronor
	}
	b.entries = append(b.entries, entry{Sum: sum, total: total})
	b.end = l.end
	return true
}

// asksSought tells a label that asks for what is sought in so many words. One
// such as "Summa" may stand under a budget as well.
func asksSought(label string) bool {
	return lexicon.SumRow().Has(phrase.Words(label), lexicon.SumSought)
}

// statesSought reports whether a label asks for what is sought in so many words,
// and has a figure for an answer.
func (d *document) statesSought() bool {
	return slices.ContainsFunc(d.sections, func(s section) bool {
		return s.is(medelbot.Amount) && asksSought(s.label) && hasValue(d.text[s.value:s.end])
	})
}

// isOfBudget tells a label, beside one that asks for what is sought, that is
// rather a word of a budget: a total, or the heading of a column.
func (d *document) isOfBudget(s *section) bool {
	beside, _, _ := strings.Cut(d.text[s.value:s.end], "\n")
	words := strings.TrimSpace(beside) != "" && !hasValue(beside)
	return !asksSought(s.label) && (words || lexicon.SumRow().Has(phrase.Words(s.label), lexicon.SumTotal))
}

// parts are the rows that are no totals.
func (b *budget) parts() []entry {
	return slices.DeleteFunc(slices.Clone(b.entries), func(e entry) bool { return e.total })
}

func added(entries []entry) int64 {
	sum := int64(0)
	for _, e := range entries {
		sum += e.Kronor
	}
	return sum
}

// sought gives the sum that the table says is sought: that of its last total, if
// the earlier ones agree with it or are its parts. A column of several figures
// without a total is left to a person.
func (b *budget) sought() (swedish.Sum, bool) {
	if len(b.entries) == 0 {
		return swedish.Sum{}, false
	}
	items := b.parts()
	totals := slices.DeleteFunc(slices.Clone(b.entries), func(e entry) bool { return !e.total })
	var sum swedish.Sum
	switch {
	case len(totals) == 0 && len(items) == 1:
		sum = items[0].Sum
	case len(totals) == 0:
		sum = items[len(items)-1].Sum
		sum.Kind = swedish.DoubtSum
	default:
		last := totals[len(totals)-1]
		before := totals[:len(totals)-1]
		differs := slices.ContainsFunc(before, func(e entry) bool { return e.Kronor != last.Kronor })
		sum = last.Sum
		if differs && added(before) != last.Kronor && added(items) != last.Kronor {
			sum.Kind = swedish.DoubtSum
		}
	}
	if b.doubt {
		sum.Kind = swedish.DoubtSum
	}
	return sum, true
}

// budgetSums reads the sums that the tables of a document name as sought.
func (d *document) budgetSums() []statedSum {
	var out []statedSum
	for i := range d.budgets {
		if sum, ok := d.budgets[i].sought(); ok {
			out = append(out, statedSum{Sum: sum, evidence: d.evidence(sum.Start, sum.End), firm: sum.Kind == swedish.OneSum})
		}
	}
	return out
}
