// Package page lays out the text of a document, whatever its format: the
// readers of the formats say what they meet (text, the end of a paragraph, a
// table cell, a text box), and the same form gives the same text in all of them.
package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"medelbot/parser/rows"
)

const (
	maxText = 4 << 20 // bytes of text that a page keeps; no letter is so long
	// maxTables bounds tables within tables: each costs its text once more. What
	// lies deeper stands as lines in its cell.
	maxTables = 20
)

// Page collects a document's text. The zero value is not ready; use New.
type Page struct {
	out     []*buffer // the page, and on top of it the open cells and texts apart
	tables  []*table  // that are open, the outermost first
	deep    int       // tables beyond maxTables
	apart   []apart   // open texts apart
	deleted strings.Builder
	between bool // visible text was written since the last deleted one
	size    int  // bytes of text so far
	field   field
}

// buffer holds the lines of the page, of one cell or of one text apart.
type buffer struct {
	text  []byte
	start int      // in text, of the paragraph that is being written
	item  string   // label of the list item, until its text begins
	box   bool     // the last thing written is a check box
	gone  bool     // text of the paragraph was deleted
	below []string // text boxes anchored in the paragraph
}

// table is an open table with the finished cells of its open row.
type table struct {
	cells []string
	base  int // len(Page.out) without a cell of this table
}

// field is the field of a form that is being read.
type field struct {
	in     *buffer
	start  int // in its text
	prompt string
}

// apart is what stands around a text apart.
type apart struct {
	tables int // open tables
	base   int // len(Page.out) without the text
}

// New returns an empty page.
func New() *Page { return &Page{out: []*buffer{{}}} }

func (p *Page) top() *buffer { return p.out[len(p.out)-1] }

// Full reports whether the page takes no more text.
func (p *Page) Full() bool { return p.size > maxText }

// room counts text, and cuts off what has no room.
func (p *Page) room(s string) string {
	room := max(maxText-p.size, 0)
	if p.size += len(s); room < len(s) {
		s = strings.ToValidUTF8(s[:room], "")
	}
	return s
}

// Write adds visible text to the paragraph. Line ends in it are blanks; special
// hyphens, check boxes and list marks become letters that every reader knows.
func (p *Page) Write(s string) {
	s = p.room(s)
	if s == "" {
		return
	}
	s = clean(s)
	p.between = true
	b := p.top()
	if len(b.text) == b.start {
		s = strings.TrimLeft(s, " \t") // an indent
	}
	if b.item != "" && strings.TrimSpace(s) != "" {
		b.text = append(b.text, b.item+" "...)
		b.item = ""
	}
	if first, _ := utf8.DecodeRuneInString(s); b.box && (unicode.IsLetter(first) || unicode.IsDigit(first)) {
		b.text = append(b.text, ' ')
	}
	b.text = append(b.text, s...)
	if s != "" {
		b.box = strings.HasSuffix(s, "[x]") || strings.HasSuffix(s, "[ ]")
	}
}

// OpenField begins what a field of a form shows. If that is the prompt that asks
// to be replaced, CloseField takes it out again.
func (p *Page) OpenField(prompt string) {
	p.field = field{}
	if prompt = strings.TrimSpace(prompt); prompt != "" && IsPlaceholder(prompt) {
		b := p.top()
		p.field = field{in: b, start: len(b.text), prompt: clean(prompt)}
	}
}

// CloseField ends what OpenField began.
func (p *Page) CloseField() {
	f := p.field
	p.field = field{}
	if b := p.top(); f.in == b && f.start <= len(b.text) && strings.TrimSpace(string(b.text[f.start:])) == f.prompt {
		b.text = b.text[:f.start]
	}
}

// Break ends the line within a paragraph.
func (p *Page) Break() {
	if p.size++; !p.Full() {
		b := p.top()
		b.text = append(b.text, '\n')
		b.box = false
	}
}

// Item makes the paragraph that begins a list item with a label ("1.", "-").
func (p *Page) Item(label string) { p.top().item = label }

// EndParagraph ends the line. Text boxes anchored in it come below.
func (p *Page) EndParagraph() {
	if p.size++; p.Full() {
		return
	}
	b := p.top()
	gone := b.gone
	b.finish()
	if len(b.text) > b.start || !gone {
		b.line("")
	} // a paragraph that was deleted whole leaves no blank line behind
	for _, box := range b.below {
		b.line(box)
	}
	b.below = nil
}

// finish takes the placeholders of forms out of the paragraph.
func (b *buffer) finish() {
	if clean, found := withoutPlaceholders(string(b.text[b.start:])); found {
		b.text = append(b.text[:b.start], clean...)
	}
	b.item, b.box, b.gone = "", false, false
}

func (b *buffer) line(s string) {
	b.text = append(append(b.text, s...), '\n')
	b.start = len(b.text)
}

// Anchor puts a text box below the paragraph that is being written.
func (p *Page) Anchor(box string) {
	if box != "" {
		p.top().below = append(p.top().below, box)
	}
}

// OpenApart begins a text that does not belong to the lines around it: of a
// text box, a note or a margin.
func (p *Page) OpenApart() {
	p.apart = append(p.apart, apart{tables: len(p.tables), base: len(p.out)})
	p.out = append(p.out, &buffer{})
}

// CloseApart ends such a text and returns it.
func (p *Page) CloseApart() string {
	n := len(p.apart) - 1
	if n < 0 {
		return ""
	}
	p.closeInside()
	p.apart = p.apart[:n]
	return p.pop()
}

// OpenTable begins a table, in a cell or on the page.
func (p *Page) OpenTable() {
	if len(p.tables) == maxTables {
		p.deep++
		return
	}
	p.tables = append(p.tables, &table{base: len(p.out)})
}

// innermost returns the open table that takes the next cell, nil if none does.
func (p *Page) innermost() *table {
	if n := len(p.tables) - 1; n >= p.outside().tables {
		return p.tables[n]
	}
	return nil
}

// outside tells what stands around the innermost text apart, or the page.
func (p *Page) outside() apart {
	if n := len(p.apart); n > 0 {
		return p.apart[n-1]
	}
	return apart{}
}

// closeInside ends the tables and cells of the innermost text apart, or of the
// page.
func (p *Page) closeInside() {
	for p.innermost() != nil {
		p.CloseTable()
	}
	for len(p.out) > p.outside().base+1 {
		cell := p.pop()
		p.top().line(cell)
	}
}

// OpenCell begins a cell of the innermost table.
func (p *Page) OpenCell() {
	if p.deep == 0 {
		p.out = append(p.out, &buffer{})
	}
}

// CloseCell ends the cell. Without a table it is a line of the page.
func (p *Page) CloseCell() {
	t := p.innermost()
	switch {
	case p.deep > 0:
	case t != nil && len(p.out) > t.base:
		t.cells = append(t.cells, p.pop())
	case t == nil && len(p.out) > p.outside().base+1:
		cell := p.pop()
		p.top().line(cell)
	}
}

// EndRow ends the row of the innermost table.
func (p *Page) EndRow() {
	t := p.innermost()
	if t == nil || p.deep > 0 {
		return
	}
	for len(p.out) > t.base {
		p.CloseCell()
	}
	for _, line := range rows.Lines(t.cells) {
		p.top().line(line)
	}
	t.cells = t.cells[:0]
}

// CloseTable ends the innermost table, with what is open in it.
func (p *Page) CloseTable() {
	if p.deep > 0 {
		p.deep--
		return
	}
	if p.innermost() == nil {
		return
	}
	p.EndRow()
	p.tables = p.tables[:len(p.tables)-1]
}

// Nest opens or closes tables until the next text stands in a cell of the
// depth-th table around it; 0 is the page. It is for formats that know no
// beginning of a table, only which paragraphs stand in one.
func (p *Page) Nest(depth int) {
	for len(p.tables)-p.outside().tables > depth {
		p.CloseTable()
	}
	for len(p.tables)-p.outside().tables < depth && len(p.tables) < maxTables {
		p.openCell()
		p.OpenTable()
	}
	p.openCell()
}

// EndRowOf ends the row of the depth-th table around the text, and the tables
// within it.
func (p *Page) EndRowOf(depth int) {
	for len(p.tables)-p.outside().tables > depth {
		p.CloseTable()
	}
	if len(p.tables)-p.outside().tables == depth {
		p.EndRow()
	}
}

// openCell opens a cell in the innermost table unless one is open.
func (p *Page) openCell() {
	if t := p.innermost(); t != nil && len(p.out) == t.base {
		p.OpenCell()
	}
}

// pop takes the innermost cell or text apart off, and returns its text.
func (p *Page) pop() string {
	b := p.top()
	p.out = p.out[:len(p.out)-1]
	b.finish()
	return strings.Trim(strings.Join(append([]string{string(b.text)}, b.below...), "\n"), "\n")
}

// Delete adds text that tracked changes removed or that is hidden. Pieces with
// visible text between them are lines apart.
func (p *Page) Delete(s string) {
	if s = p.room(s); s == "" {
		return
	}
	if p.between && p.deleted.Len() > 0 {
		p.deleted.WriteByte('\n')
	}
	p.between = false
	p.top().gone = true
	p.deleted.WriteString(s)
}

// Text ends all that is open and returns the text, lines without blank ones at
// its ends.
func (p *Page) Text() string {
	for len(p.apart) > 0 {
		p.Anchor(p.CloseApart())
	}
	p.closeInside()
	b := p.out[0]
	b.finish()
	return strings.Trim(strings.Join(append([]string{string(b.text)}, b.below...), "\n"), "\n")
}

// Deleted returns the text that is not shown, without blank lines.
func (p *Page) Deleted() string {
	var lines []string
	for line := range strings.Lines(p.deleted.String()) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// Join puts two texts below each other, a blank line between them.
func Join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "\n\n" + b
}
