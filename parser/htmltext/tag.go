package htmltext

import (
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"
)

// element is one open element.
type element struct {
	tag     atom.Atom // 0 for names that HTML does not know, such as o:p
	look    look
	quote   bool   // a blockquote that quotes a mail
	checked bool   // of a check box
	box     bool   // an input that is a check box
	mailto  string // address of a link
	target  string // of a link to the web
	from    int    // of a link: where its text begins in the buffer
	number  int    // of ol: of its next item; of li: its own, 0 for a bullet
	cell    bool   // has a buffer of its own
}

// Bounds of the memory of tags.
const (
	maxTags   = 500
	maxTagLen = 400
)

// tag reads a start or end tag. Mail programs repeat a few of them on every
// line, attributes and all, so that each is read once.
func (c *converter) tag(raw string) element {
	if e, ok := c.tags[raw]; ok {
		return e
	}
	e := c.readTag(raw)
	if len(raw) <= maxTagLen && len(c.tags) < maxTags {
		c.tags[raw] = e
	}
	return e
}

// readTag reads a tag and what its attributes say of its look.
func (c *converter) readTag(raw string) element {
	s := c.sheet
	name, rest := tagName(raw)
	e := element{tag: atom.Lookup([]byte(name))}
	switch e.tag {
	case atom.Ol:
		e.number = 1
	case atom.B, atom.Strong:
		e.look.bold = on
	case atom.I, atom.Em:
		e.look.italic = on
	case atom.Mark:
		e.look.ground = colorNames["yellow"]
	case atom.S, atom.Strike, atom.Del:
		e.look.struck = true
	}
	cite, border := e.tag == atom.Blockquote, ""
	for key, value, rest, ok := nextAttribute(rest); ok; key, value, rest, ok = nextAttribute(rest) {
		switch key {
		case "style":
			e.look.apply(value)
			if e.tag == atom.Blockquote {
				border = property(value, "border")
			}
		case "class":
			for _, class := range strings.Fields(value) {
				e.look.merge(s["."+class])
			}
		case "id":
			e.look.merge(s["#"+value])
		case "hidden":
			e.look.gone = true
		case "bgcolor":
			e.look.ground = parseColor(value)
		case "background":
			e.look.ground = unknownColor
		case "color":
			if e.tag == atom.Font {
				e.look.letters = parseColor(value)
				e.look.tint = say(e.look.letters.ink())
			}
		case "href":
			e.look.link = e.tag == atom.A
			if address, ok := strings.CutPrefix(value, "mailto:"); ok && e.tag == atom.A {
				e.mailto, _, _ = strings.Cut(address, "?")
			} else if e.tag == atom.A && strings.HasPrefix(value, "http") {
				e.target = value
			}
		case "start":
			if n, err := strconv.Atoi(value); err == nil && e.tag == atom.Ol && n > 0 && n < 10000 {
				e.number = n
			}
		case "type":
			e.box = strings.EqualFold(value, "checkbox")
		case "checked":
			e.checked = true
		}
	}
	if e.look.ground != 0 && !isBlock(e.tag) && !isTablePart(e.tag) {
		e.look.light = say(e.look.ground.ink()) // the ground of a block is its dress
	}
	e.look.pre = e.look.pre || e.tag == atom.Pre && !e.look.normal
	// Gmail's "indent more" is a blockquote without a border: no quote.
	e.quote = cite && !strings.HasPrefix(border, "none") && !strings.HasPrefix(border, "0")
	return e
}

func isTablePart(tag atom.Atom) bool {
	switch tag {
	case atom.Table, atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Caption:
		return true
	}
	return false
}

// isBlock tells the elements that begin and end a line.
func isBlock(tag atom.Atom) bool {
	switch tag {
	case atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li,
		atom.Blockquote, atom.Pre, atom.Table, atom.Center, atom.Address, atom.Section, atom.Article,
		atom.Header, atom.Footer, atom.Dl, atom.Dt, atom.Dd, atom.Form, atom.Fieldset, atom.Caption, atom.Body:
		return true
	}
	return false
}
