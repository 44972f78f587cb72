// Package htmltext turns the HTML of mails into plain text that keeps what a
// reader sees: lines, and the cells of a table row side by side.
//
// It walks the tags with a scanner and an element stack of its own: four times
// as fast as the tree of golang.org/x/net/html, and without its limit of 512
// levels.
package htmltext

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"medelbot/parser/ink"
	"medelbot/parser/rows"
)

// Text is the text of one HTML part.
type Text struct {
	// Visible is what a person sees. The cells of a table row stand on one line
	// with tabs between them, quoted mail as "> " lines, list items behind "- "
	// or their number; hard blanks have become ordinary ones.
	Visible string
	// Inked is Visible with the marks of package ink.
	Inked string
	// Hidden is what only a program sees: display:none, white on white, and
	// their kin.
	Hidden string
	// Deleted is what a person sees crossed out.
	Deleted string
	// Links are the links to the web that a person sees, at most maxLinks, in
	// the order of their ends.
	Links []Link
}

// A Link is the text that a person can follow, and where it leads.
type Link struct{ Text, Target string }

// maxLinks bounds the links of one text.
const maxLinks = 200

// maxDepth bounds the element stack. Deeper elements are still read; they only
// lose their own lines and cells.
const maxDepth = 512

// maxCells bounds the table cells within each other whose rows are laid out:
// each level copies the text once more.
const maxCells = 20

// Convert reads HTML of any quality, in time linear in its length.
func Convert(source string) Text {
	page := &buffer{content: make([]byte, 0, len(source))} // text is hardly longer than its markup
	c := converter{out: []*buffer{page}, hidden: &buffer{}, deleted: &buffer{}, sheet: sheet{}, tags: map[string]element{}}
	s := scanner{rest: source}
	raw := atom.Atom(0) // the element whose raw text comes next
	for kind, text := s.next(); kind != endOfSource; kind, text = s.next() {
		switch kind {
		case textToken:
			c.text(html.UnescapeString(text))
		case rawToken:
			switch raw {
			case atom.Style:
				c.sheet.read(text)
				clear(c.tags) // they may look otherwise now
			case atom.Textarea:
				c.text(html.UnescapeString(text))
			}
		case startToken:
			// A slash before ">" means nothing in HTML.
			e := c.tag(text)
			switch e.tag {
			case atom.Style, atom.Script, atom.Title, atom.Noscript, atom.Iframe, atom.Noembed, atom.Noframes, atom.Textarea:
				raw, s.raw = e.tag, e.tag.String()
			default:
				c.start(e)
			}
		case endToken:
			c.end(c.tag(text).tag)
		}
	}
	c.popTo(0)
	inked := c.out[0].String()
	return Text{Visible: ink.Strip(inked), Inked: inked, Hidden: c.hidden.String(), Deleted: c.deleted.String(), Links: c.links}
}

// converter holds the open elements and the text so far.
type converter struct {
	stack           []element
	over            int       // open elements beyond maxDepth
	out             []*buffer // the page and, on top of it, the open table cells
	rows            [][]string
	hidden, deleted *buffer
	sheet           sheet
	tags            map[string]element // by what they are written as
	links           []Link
}

func (c *converter) top() *buffer { return c.out[len(c.out)-1] }

// look returns what the open elements together make of text.
func (c *converter) look() look {
	if len(c.stack) == 0 {
		return look{ground: white}
	}
	return c.stack[len(c.stack)-1].look
}

// place returns where text of that look is written.
func (c *converter) place(l *look) *buffer {
	switch {
	case l.invisible():
		return c.hidden
	case l.struck:
		return c.deleted
	}
	return c.top()
}

func (c *converter) text(text string) {
	l := c.look()
	switch b := c.place(&l); b {
	case c.top():
		c.hidden.blank, c.deleted.blank = true, true // what is apart stays apart
		b.text(text, l.pre, l.ink())
	default:
		b.text(text, false, ink.Plain)
	}
}

func (c *converter) start(e element) {
	c.closeImplied(e.tag)
	e.look = c.look().with(e.look)
	switch e.tag {
	case atom.Br:
		c.lineBreak(&e.look)
		return
	case atom.Hr:
		c.top().newLine()
		return
	case atom.Input:
		if e.box && !e.look.invisible() {
			c.top().text(map[bool]string{true: "[x] ", false: "[ ] "}[e.checked], false, c.top().ink)
		}
		return
	case atom.Img, atom.Meta, atom.Link, atom.Area, atom.Base, atom.Col, atom.Embed, atom.Source, atom.Track, atom.Wbr, atom.Param:
		return // never closed
	}
	if len(c.stack) >= maxDepth {
		c.over++
		if e.look.invisible() {
			// What is hidden down here stays hidden until the stack has room.
			c.stack[len(c.stack)-1].look.gone = true
		}
		return
	}
	c.open(&e)
	c.stack = append(c.stack, e)
}

// open does what the beginning of an element means for lines and cells.
func (c *converter) open(e *element) {
	switch e.tag {
	case atom.Table:
		c.top().newLine()
		c.rows = append(c.rows, nil)
	case atom.Td, atom.Th:
		if len(c.rows) > 0 && len(c.out) < maxCells {
			e.cell = true
			c.out = append(c.out, &buffer{})
		}
	case atom.A:
		e.from = len(c.top().content)
	case atom.Li:
		c.top().newLine()
		for i := len(c.stack) - 1; i >= 0; i-- {
			if list := &c.stack[i]; list.tag == atom.Ol || list.tag == atom.Ul {
				if list.tag == atom.Ol {
					e.number = list.number
					list.number++
				}
				break
			}
		}
		if !e.look.invisible() {
			mark := "- "
			if e.number > 0 {
				mark = strconv.Itoa(e.number) + ". "
			}
			c.top().mark = mark
		}
	default:
		if isBlock(e.tag) {
			c.newLine(&e.look)
		}
		if e.quote {
			c.top().quote++
		}
	}
}

// close undoes open.
func (c *converter) close(e *element) {
	switch e.tag {
	case atom.Table:
		c.flushRow()
		c.rows = c.rows[:len(c.rows)-1]
		c.top().newLine()
	case atom.Tr:
		c.flushRow()
	case atom.Td, atom.Th:
		if e.cell {
			cell := c.top()
			c.out = c.out[:len(c.out)-1]
			last := len(c.rows) - 1
			c.rows[last] = append(c.rows[last], cell.String())
		}
	case atom.A:
		if e.mailto != "" && !e.look.invisible() && !strings.Contains(strings.ToLower(c.top().since(e.from)), strings.ToLower(e.mailto)) {
			c.top().text(" <"+e.mailto+">", false, e.look.ink())
		}
		if e.target != "" && !e.look.invisible() && len(c.links) < maxLinks {
			c.links = append(c.links, Link{ink.Strip(c.top().since(e.from)), e.target})
		}
	default:
		if isBlock(e.tag) {
			c.newLine(&e.look)
		}
		if e.quote {
			c.top().newLine()
			c.top().quote--
		}
	}
}

func (c *converter) newLine(l *look) { c.place(l).newLine() }

func (c *converter) lineBreak(l *look) {
	if b := c.place(l); b == c.top() {
		b.lineBreak()
	} else {
		b.newLine()
	}
}

// flushRow writes the cells of the innermost table's row.
func (c *converter) flushRow() {
	if len(c.rows) == 0 {
		return
	}
	last := len(c.rows) - 1
	c.top().newLine()
	for _, line := range rows.Lines(c.rows[last]) {
		c.top().line(line)
	}
	c.rows[last] = c.rows[last][:0]
}

// end closes the element that an end tag names, and what is open inside it.
func (c *converter) end(tag atom.Atom) {
	if c.over > 0 {
		c.over--
		return
	}
	switch tag {
	case atom.Br:
		l := c.look()
		c.lineBreak(&l)
		return
	case atom.P:
		l := c.look()
		c.newLine(&l)
	}
	if i := c.find(tag, isTablePart(tag)); i >= 0 {
		c.popTo(i)
	}
}

// find returns the index of the innermost open element of that tag, or -1. It
// does not look outside the table cell, nor for the parts of tables outside the
// table, nor for inline elements outside a block ("any other end tag" in the
// HTML standard, 13.2.6.4.7).
func (c *converter) find(tag atom.Atom, tablePart bool) int {
	inline := !tablePart && !isBlock(tag)
	for i := len(c.stack) - 1; i >= 0; i-- {
		switch t := c.stack[i].tag; {
		case t == tag:
			return i
		case inline && isBlock(t):
			return -1
		case t == atom.Table:
			return -1
		case !tablePart && (t == atom.Td || t == atom.Th):
			return -1
		}
	}
	return -1
}

// popTo closes the open elements from the top down to index i.
func (c *converter) popTo(i int) {
	for len(c.stack) > i {
		e := c.stack[len(c.stack)-1]
		c.stack = c.stack[:len(c.stack)-1]
		c.close(&e)
	}
}

// closeImplied closes what a start tag ends without an end tag.
func (c *converter) closeImplied(tag atom.Atom) {
	var ends []atom.Atom
	switch tag {
	case atom.Td, atom.Th:
		ends = []atom.Atom{atom.Td, atom.Th}
	case atom.Tr:
		ends = []atom.Atom{atom.Tr, atom.Td, atom.Th}
	case atom.Tbody, atom.Thead, atom.Tfoot:
		ends = []atom.Atom{atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Td, atom.Th}
	case atom.Li:
		if i, list := c.find(atom.Li, false), max(c.find(atom.Ul, false), c.find(atom.Ol, false)); i > list {
			c.popTo(i)
		}
		return
	default:
		if isBlock(tag) {
			if i := c.find(atom.P, false); i >= 0 {
				c.popTo(i)
			}
		}
		return
	}
	for _, t := range ends {
		if i := c.find(t, true); i >= 0 {
			c.popTo(i)
		}
	}
}
