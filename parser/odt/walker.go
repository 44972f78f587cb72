package odt

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strings"

	"medelbot/parser/page"
)

// frame is one open element with what it means for the text inside it.
type frame struct {
	name    string
	dropped bool // not shown: placeholders, comments
	deleted bool // removed by a tracked change, or hidden
	text    bool // within a paragraph
	symbols bool // the letters are those of a font of symbols
}

// list is an open list.
type list struct {
	style string
	item  bool // the next paragraph is the first of an item
}

// walker reads XML parts onto a page: first that of the styles, then that of
// the text.
type walker struct {
	sheet
	forms
	page      *page.Page
	prefixes  map[string]string // of names, where they are not the usual ones
	stack     []frame
	open      []list
	covered   int // cells that the last one covers to its right
	mark      mark
	blank     bool // the paragraph begins, or the last letter is a blank
	found     bool // it is a text document
	margins   []string
	footnotes []string
	endnotes  []string
	note      string // class of the note that is being read
}

func newWalker() *walker {
	return &walker{sheet: newSheet(), forms: forms{controls: map[string]string{}}, page: page.New(), prefixes: map[string]string{}}
}

func (w *walker) walk(data []byte) error {
	// What stands open where a part breaks off comes out in its place.
	defer func() {
		for len(w.stack) > 0 {
			w.end()
		}
	}()
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	for !w.page.Full() {
		token, err := d.RawToken()
		switch {
		case err == io.EOF && len(w.stack) > 0:
			return errBroken
		case err == io.EOF:
			return nil
		case err != nil:
			return errBroken
		}
		switch t := token.(type) {
		case xml.StartElement:
			if len(w.stack) == maxNesting {
				return errNesting
			}
			w.start(t)
		case xml.EndElement:
			if len(w.stack) == 0 || w.stack[len(w.stack)-1].name != w.name(t.Name) {
				return errBroken
			}
			w.end()
		case xml.CharData:
			w.data(string(t))
		}
	}
	return nil
}

// inside returns what the innermost element inherits to its children.
func (w *walker) inside() frame {
	if len(w.stack) == 0 {
		return frame{}
	}
	f := w.stack[len(w.stack)-1]
	f.name = ""
	return f
}

// data adds the text between elements. White space counts once (part 3, 6.1.2);
// more of it is written as elements.
func (w *walker) data(s string) {
	if f := w.inside(); !f.text || f.dropped {
		return
	}
	var out strings.Builder
	for _, r := range s {
		space := r == ' ' || r == '\t' || r == '\n' || r == '\r'
		switch {
		case !space:
			out.WriteRune(r)
		case !w.blank:
			out.WriteByte(' ')
		}
		w.blank = space
	}
	w.write(out.String())
}

// write adds visible text, or notes it as deleted.
func (w *walker) write(s string) {
	f := w.inside()
	if f.symbols {
		s = page.Symbols(s)
	}
	switch {
	case f.dropped || s == "":
	case f.deleted:
		w.page.Delete(s)
	default:
		w.page.Write(s)
	}
}

// declare notes prefixes that an element declares (xmlns:PREFIX). Nearly all
// programs write the usual ones.
func (w *walker) declare(t xml.StartElement) {
	for _, a := range t.Attr {
		if a.Name.Space != "xmlns" || len(w.prefixes) > maxPrefixes {
			continue
		}
		if usual := usualPrefix(a.Value); usual != "" && usual != a.Name.Local {
			w.prefixes[a.Name.Local] = usual
		}
	}
}

// usualPrefix returns the prefix that the standard uses for a namespace (part 1,
// 1.5); "" for one of others.
func usualPrefix(namespace string) string {
	_, rest, found := strings.Cut(namespace, ":xmlns:")
	if !found {
		return ""
	}
	switch name, _, _ := strings.Cut(rest, ":"); name {
	case "drawing":
		return "draw"
	case "svg-compatible":
		return "svg"
	case "office", "style", "text", "table", "form", "field", "loext":
		return name
	}
	return ""
}

// name returns a name with its usual prefix.
func (w *walker) name(n xml.Name) string {
	prefix := n.Space
	if usual, found := w.prefixes[prefix]; found {
		prefix = usual
	}
	return prefix + ":" + n.Local
}

func (w *walker) start(t xml.StartElement) {
	w.declare(t)
	f := w.inside()
	f.name = w.name(t.Name)
	// Drawings hold titles and data; what they show stands in paragraphs.
	f.text = f.text && !strings.HasPrefix(f.name, "draw:")
	switch f.name {
	case "office:text":
		w.found = true
	case "text:p", "text:h":
		w.startParagraph(&f, t)
	case "text:span":
		name := attribute(t, "style-name")
		f.deleted = f.deleted || w.hidden("text", name)
		f.symbols = f.symbols || w.symbols(name)
	case "text:tracked-changes":
		f.deleted = true
	case "text:section":
		f.deleted = f.deleted || attribute(t, "display") == "none" || attribute(t, "is-hidden") == "true"
	case "text:hidden-text":
		f.deleted = f.deleted || attribute(t, "is-hidden") == "true"
	case "office:annotation", "office:change-info", "text:note-citation", "text:placeholder", "text:ruby-text", "text:script",
		"text:table-of-content-source", "draw:object", "office:forms":
		f.dropped = true
	case "text:variable-set", "text:user-field-get", "text:sequence":
		f.dropped = f.dropped || attribute(t, "display") == "none"
	case "text:text-input":
		w.page.OpenField(attribute(t, "description"))
	case "loext:content-control":
		f.dropped = f.dropped || attribute(t, "showing-place-holder") == "true"
	case "text:list", "text:list-item", "text:list-header":
		w.startList(f.name, t)
	case "table:table":
		w.page.OpenTable()
		f.text = false
	case "table:table-cell", "table:covered-table-cell":
		w.startCell(f.name, t)
	case "draw:text-box", "draw:custom-shape", "draw:rect", "draw:ellipse", "draw:caption", "text:note-body",
		"style:header", "style:header-left", "style:header-first", "style:footer", "style:footer-left", "style:footer-first":
		w.page.OpenApart()
		f.text = false
	case "text:note":
		w.note = attribute(t, "note-class")
	default:
		w.startField(f.name, t)
		w.sheet.start(f.name, t)
		w.forms.start(f.name, t)
	}
	w.stack = append(w.stack, f)
}

// startField reads characters that are written as elements, and fields.
func (w *walker) startField(name string, t xml.StartElement) {
	switch name {
	case "text:s":
		w.write(strings.Repeat(" ", min(max(number(attribute(t, "c"), 1), 1), 200)))
	case "text:tab":
		w.write("\t")
	case "text:line-break":
		if f := w.inside(); !f.dropped && !f.deleted {
			w.page.Break()
		}
	case "draw:control":
		w.write(strings.TrimSpace(w.controls[attribute(t, "control")]))
	case "field:fieldmark", "field:fieldmark-start":
		kind := attribute(t, "type")
		w.mark = mark{kind: kind[strings.LastIndexByte(kind, '.')+1:]}
		return
	case "field:param":
		w.mark.param(attribute(t, "name"), attribute(t, "value"))
		return
	default:
		return
	}
	w.blank = false // what is written as an element is not collapsed
}

func (w *walker) startParagraph(f *frame, t xml.StartElement) {
	w.blank = true
	name := attribute(t, "style-name")
	f.text = true
	f.deleted = f.deleted || w.hidden("paragraph", name)
	if f.deleted || f.dropped {
		return
	}
	n := len(w.open) - 1
	switch {
	case n >= 0 && w.open[n].item:
		w.open[n].item = false
		if l := w.lists[w.open[n].style]; l != nil {
			w.page.Item(l.Next(n))
		}
	case n < 0 && f.name == "text:h" && attribute(t, "is-list-header") != "true" && w.lists[""] != nil:
		w.page.Item(w.lists[""].Next(number(attribute(t, "outline-level"), 1) - 1))
	}
}

// startList begins a list or an item. A list within an item is its next level.
func (w *walker) startList(name string, t xml.StartElement) {
	n := len(w.open) - 1
	switch {
	case name == "text:list":
		style := attribute(t, "style-name")
		if style == "" && n >= 0 {
			style = w.open[n].style
		}
		goesOn := attribute(t, "continue-numbering") == "true" || attribute(t, "continue-list") != ""
		if l := w.lists[style]; l != nil && n < 0 && !goesOn {
			w.lists[style] = &page.List{Levels: l.Levels}
		}
		w.open = append(w.open, list{style: style})
	case n >= 0:
		w.open[n].item = name == "text:list-item"
	}
}

// startCell begins a cell. What a cell covers to its right is no cell of its own;
// what one covers downwards stays empty, so that the columns are told apart.
func (w *walker) startCell(name string, t xml.StartElement) {
	if name == "table:covered-table-cell" && w.covered > 0 {
		return
	}
	w.page.OpenCell()
	if name == "table:table-cell" {
		w.covered = number(attribute(t, "number-columns-spanned"), 1)
	}
}

func (w *walker) end() {
	f := w.stack[len(w.stack)-1]
	w.stack = w.stack[:len(w.stack)-1]
	switch f.name {
	case "text:p", "text:h":
		w.blank = false // where one ends within another
		switch {
		case f.dropped:
		case f.deleted:
			w.page.Delete("\n")
		default:
			w.page.EndParagraph()
		}
	case "text:list":
		if n := len(w.open) - 1; n >= 0 {
			w.open = w.open[:n]
		}
	case "table:table-cell":
		w.page.CloseCell()
		w.covered--
	case "table:covered-table-cell":
		if w.covered > 0 {
			w.covered--
		} else {
			w.page.CloseCell()
		}
	case "table:table-row":
		w.page.EndRow()
		w.covered = 0
	case "table:table":
		w.page.CloseTable()
	case "field:fieldmark":
		w.write(w.mark.text())
	case "text:text-input":
		w.page.CloseField()
	case "draw:text-box", "draw:custom-shape", "draw:rect", "draw:ellipse", "draw:caption", "text:note-body",
		"style:header", "style:header-left", "style:header-first", "style:footer", "style:footer-left", "style:footer-first":
		w.endApart(f)
	default:
		w.sheet.end(f.name)
	}
}

// endApart puts a text that stands apart from the lines where it belongs.
func (w *walker) endApart(f frame) {
	text := w.page.CloseApart()
	w.blank = false
	switch {
	case f.dropped || text == "":
	case f.deleted:
		w.page.Delete(text)
	case f.name == "text:note-body" && w.note == "endnote":
		w.endnotes = append(w.endnotes, text)
	case f.name == "text:note-body":
		w.footnotes = append(w.footnotes, text)
	case strings.HasPrefix(f.name, "style:"):
		if len(w.margins) < maxMargin && !slices.Contains(w.margins, text) {
			w.margins = append(w.margins, text)
		}
	default:
		w.page.Anchor(text)
	}
}

func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
