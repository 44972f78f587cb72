package sheet

import (
	"math"
	"strconv"
	"strings"
)

const (
	maxSteps = 1 << 20 // cells and signs that are looked at to compute all formulas
	maxDepth = 1000    // formulas within formulas, brackets within brackets
)

// compute works out the formulas that came without a result, as files made by
// other programs than Excel do: sums and the four rules of arithmetic, which is
// what budgets are made of. A cell whose formula says more keeps the result that
// stands in the file, if any.
func (b *book) compute() {
	c := calculator{book: b, tables: map[string]*table{}}
	for _, t := range b.sheets {
		c.tables[strings.ToLower(t.name)] = t
	}
	for _, t := range b.sheets {
		for i := range t.cells {
			if found := &t.cells[i]; found.formula != "" {
				c.settle(t, found)
			}
		}
	}
}

// calculator computes the formulas of a book.
type calculator struct {
	book   *book
	tables map[string]*table // by their names in lower case
	index  map[*table]map[[2]int]*cell
	busy   map[*cell]bool // being computed
	steps  int
	depth  int
}

// settle computes the formula of a cell and puts its value in the place of it.
func (c *calculator) settle(t *table, found *cell) bool {
	if c.busy[found] || c.depth > maxDepth {
		return false
	}
	if c.busy == nil {
		c.busy = map[*cell]bool{}
	}
	c.busy[found] = true
	c.depth++
	e := expression{calculator: c, table: t, rest: found.formula}
	v := e.sum()
	c.depth--
	delete(c.busy, found)
	ok := !e.failed && e.peek() == 0 && !math.IsNaN(v) && !math.IsInf(v, 0)
	found.formula = ""
	if ok {
		found.setValue(v, c.book.from1904)
	} else if found.text == "" {
		c.book.note(errFormula)
	}
	return ok
}

// at finds a cell.
func (c *calculator) at(t *table, row, column int) *cell {
	if c.index == nil {
		c.index = map[*table]map[[2]int]*cell{}
	}
	if c.index[t] == nil {
		c.index[t] = make(map[[2]int]*cell, len(t.cells))
		for i := range t.cells {
			c.index[t][[2]int{t.cells[i].row, t.cells[i].column}] = &t.cells[i]
		}
	}
	return c.index[t][[2]int{row, column}]
}

// expression is a formula that is being read (18.17).
type expression struct {
	*calculator
	table  *table
	rest   string
	failed bool
}

func (e *expression) fail() float64 {
	e.failed = true
	return 0
}

// peek returns the next sign, 0 at the end or after a fault.
func (e *expression) peek() byte {
	e.rest = strings.TrimLeft(e.rest, " \n\r\t")
	if e.steps++; e.steps > maxSteps {
		e.failed = true
	}
	if e.failed || e.rest == "" {
		return 0
	}
	return e.rest[0]
}

func (e *expression) accept(sign byte) bool {
	if e.peek() != sign {
		return false
	}
	e.rest = e.rest[1:]
	return true
}

func (e *expression) sum() float64 {
	v := e.product()
	for {
		switch {
		case e.accept('+'):
			v += e.product()
		case e.accept('-'):
			v -= e.product()
		default:
			return v
		}
	}
}

func (e *expression) product() float64 {
	v := e.factor()
	for {
		switch {
		case e.accept('*'):
			v *= e.factor()
		case e.accept('/'):
			v /= e.factor() // by nothing gives Inf, which is no result
		default:
			return v
		}
	}
}

func (e *expression) factor() float64 {
	if e.depth++; e.depth > maxDepth {
		e.failed = true
	}
	defer func() { e.depth-- }()
	switch {
	case e.accept('-'):
		return -e.factor()
	case e.accept('+'):
		return e.factor()
	}
	v := e.atom()
	for e.accept('%') {
		v /= 100
	}
	return v
}

// atom reads a number, brackets, a function or a cell.
func (e *expression) atom() float64 {
	if e.accept('(') {
		v := e.sum()
		if !e.accept(')') {
			return e.fail()
		}
		return v
	}
	word := e.word()
	if n, err := strconv.ParseFloat(word, 64); err == nil {
		return n
	}
	if e.accept('(') {
		return e.function(strings.ToUpper(word))
	}
	t, a, ok := e.cells(word)
	if !ok || a.top != a.bottom || a.left != a.right {
		return e.fail()
	}
	return e.value(t, e.at(t, a.top, a.left))
}

// word reads a number, the name of a function or of cells with their sheet.
func (e *expression) word() string {
	if e.peek() == 0 {
		return ""
	}
	n := 0
	if e.rest[0] == '\'' {
		n = strings.Index(e.rest, "'!") + 2
	}
	for n < len(e.rest) && (strings.IndexByte("$.:!_", e.rest[n]) >= 0 || e.rest[n] >= '0' && e.rest[n] <= '9' ||
		e.rest[n]|0x20 >= 'a' && e.rest[n]|0x20 <= 'z' || e.rest[n] >= 0x80) {
		n++
	}
	word := e.rest[:n]
	e.rest = e.rest[n:]
	return word
}

// cells finds the block of cells that a word names.
func (e *expression) cells(word string) (*table, area, bool) {
	t := e.table
	if i := strings.LastIndexByte(word, '!'); i >= 0 {
		name := strings.ReplaceAll(strings.Trim(word[:i], "'"), "''", "'")
		if t = e.tables[strings.ToLower(oneLine(name))]; t == nil {
			return nil, area{}, false
		}
		word = word[i+1:]
	}
	a, ok := parseArea(word)
	return t, a, ok
}

// value gives the number of a cell. An empty one is 0, as in Excel.
func (e *expression) value(t *table, c *cell) float64 {
	switch {
	case c == nil:
		return 0
	case c.formula != "" && !e.settle(t, c), !c.isNumber:
		return e.fail()
	}
	return c.number
}

// function computes a function over its arguments, in which words count for
// nothing.
func (e *expression) function(name string) float64 {
	var all []float64
	for first := true; !e.accept(')'); first = false {
		if !first && !e.accept(',') || e.failed || e.rest == "" {
			return e.fail()
		}
		all = e.argument(all)
	}
	switch {
	case name == "SUBTOTAL" && len(all) > 0 && (all[0] == 9 || all[0] == 109):
		return total(all[1:])
	case name == "SUM":
		return total(all)
	case name == "AVERAGE" && len(all) > 0:
		return total(all) / float64(len(all))
	case name == "ROUND" && len(all) == 2 && math.Abs(all[1]) < 10:
		unit := math.Pow(10, math.Trunc(all[1]))
		return math.Round(all[0]*unit) / unit
	case name == "PRODUCT" && len(all) > 0:
		v := 1.0
		for _, n := range all {
			v *= n
		}
		return v
	}
	return e.fail()
}

func total(all []float64) float64 {
	sum := 0.0
	for _, n := range all {
		sum += n
	}
	return sum
}

// argument adds the numbers of one argument.
func (e *expression) argument(all []float64) []float64 {
	before := e.rest
	if t, a, ok := e.cells(e.word()); ok && (e.peek() == ',' || e.peek() == ')') {
		for i := range t.cells {
			if e.steps++; e.steps > maxSteps || len(all) > maxCells {
				e.failed = true
				break
			}
			c := &t.cells[i]
			if !a.has(c.row, c.column) || c.formula == "" && !c.isNumber {
				continue
			}
			all = append(all, e.value(t, c))
		}
		return all
	}
	e.rest = before
	return append(all, e.sum())
}
