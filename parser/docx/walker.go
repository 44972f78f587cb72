package docx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"medelbot/parser/page"
)

// frame is one open element with what it means for the text inside it.
type frame struct {
	name    string
	dropped bool   // not shown: placeholders, field codes, the fallback of a drawing
	deleted bool   // removed by a tracked change, or hidden
	placed  bool   // of sdt: shows its placeholder; of AlternateContent: a Choice was read
	bound   bool   // of sdt: filled by Word itself, as a page number or a title
	joined  bool   // of p: a tracked change removed its end
	symbols bool   // the letters are those of a font of symbols
	box     *box   // the check box control around the text
	last    string // of r: the child before this one
}

// box is a check box that is a content control. Its sign may be any letter of any
// font, its state is told apart (MS-DOCX, 2.6.1).
type box struct {
	on, written bool
}

// paragraph is what the properties of a paragraph say (pPr).
type paragraph struct {
	style, list, level string
}

// walker reads one XML part onto a page.
type walker struct {
	sheet     *sheet
	page      *page.Page
	stack     []frame
	paragraph paragraph
	field     field
	tables    int  // that are open
	form      bool // a table holds fields that a person fills in
	embedded  bool // another file belongs here
}

func newWalker(s *sheet) *walker { return &walker{sheet: s, page: page.New()} }

var (
	errNesting = errors.New("the document is nested too deep; the end of it was not read")
	errBroken  = errors.New("the document is damaged; the end of it was not read")
)

// walk reads all elements. Element names are compared without namespaces: those
// of strict and transitional documents differ, the local names do not.
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
			if len(w.stack) == 0 || w.stack[len(w.stack)-1].name != t.Name.Local {
				return errBroken
			}
			w.end()
		case xml.CharData:
			switch w.open(1) {
			case "t", "delText":
				w.write(string(t))
			}
		}
	}
	return nil
}

// open names the nth open element, 1 being the innermost; "" if there is none.
func (w *walker) open(n int) string {
	if n > len(w.stack) {
		return ""
	}
	return w.stack[len(w.stack)-n].name
}

// inside returns what the innermost element inherits to its children.
func (w *walker) inside() frame {
	if len(w.stack) == 0 {
		return frame{}
	}
	f := w.stack[len(w.stack)-1]
	return frame{dropped: f.dropped, deleted: f.deleted, box: f.box, symbols: f.symbols}
}

// write adds visible text, or notes it as deleted.
func (w *walker) write(s string) {
	f := w.inside()
	if f.box != nil && !f.dropped {
		if f.box.written {
			return
		}
		f.box.written = true
		s = f.box.sign()
	}
	if f.symbols && f.box == nil {
		s = page.Symbols(s)
	}
	switch {
	case f.dropped:
	case f.deleted:
		w.page.Delete(s)
	default:
		w.page.Write(s)
	}
}

func (w *walker) start(t xml.StartElement) {
	f := w.inside()
	f.name = t.Name.Local
	parent := w.open(1)
	if parent == "r" {
		w.startInRun(f.name)
	}
	switch f.name {
	case "p":
		w.paragraph = paragraph{}
	case "del", "moveFrom":
		f.deleted = true
		if parent == "rPr" && w.open(2) == "pPr" && w.open(3) == "p" {
			w.stack[len(w.stack)-3].joined = true
		}
	case "instrText", "delInstrText", "rt":
		// Field codes, and the ruby text above East Asian letters.
		f.dropped = true
	case "showingPlcHdr", "dataBinding", "docPartObj":
		if parent == "sdtPr" && w.open(2) == "sdt" {
			sdt := &w.stack[len(w.stack)-2]
			sdt.placed = sdt.placed || f.name == "showingPlcHdr"
			sdt.bound = sdt.bound || f.name != "showingPlcHdr"
		}
	case "sdtContent":
		if parent == "sdt" && w.stack[len(w.stack)-1].placed {
			f.dropped = true
		}
	case "Choice", "Fallback":
		// The same text box in several drawing languages, the last of them the
		// old one (ECMA-376 part 3): the first counts.
		if n := len(w.stack); n > 0 {
			f.dropped = f.dropped || w.stack[n-1].placed
			w.stack[n-1].placed = true
		}
	case "checkbox":
		if parent == "sdtPr" && w.open(2) == "sdt" {
			f.box = &box{}
			w.stack[len(w.stack)-2].box = f.box
		}
	case "tbl":
		w.tables++
		w.page.OpenTable()
	case "tc":
		w.page.OpenCell()
	case "txbxContent":
		w.page.OpenApart()
	case "altChunk":
		w.embedded = true
	case "checkBox", "textInput", "ddList":
		w.form = w.form || w.tables > 0
		w.field = field{}
	default:
		w.startInText(t, parent)
	}
	w.stack = append(w.stack, f)
}

// startInRun notes what stands in a run. Seen in practice: LibreOffice 7.4 writes
// the lines of a text control as texts side by side, without a break.
func (w *walker) startInRun(name string) {
	run := &w.stack[len(w.stack)-1]
	if name == "t" && run.last == "t" && w.open(2) == "sdtContent" && !run.dropped && !run.deleted {
		w.page.Break()
	}
	run.last = name
}

// startInText reads the properties of paragraphs, runs and fields, and
// characters that are written as elements.
func (w *walker) startInText(t xml.StartElement, parent string) {
	val := attribute(t, "val")
	switch t.Name.Local {
	case "pStyle":
		w.setParagraph(1, func(p *paragraph) { p.style = val })
	case "numId":
		w.setParagraph(2, func(p *paragraph) { p.list = val })
	case "ilvl":
		w.setParagraph(2, func(p *paragraph) { p.level = val })
	case "rStyle":
		switch {
		case isPlaceholderStyle(val):
			w.markRun(func(run *frame) { run.dropped = true })
		case w.sheet.style(val).hidden:
			w.markRun(func(run *frame) { run.deleted = true })
		}
	case "rFonts":
		if isDingbats(attribute(t, "ascii")) {
			w.markRun(func(run *frame) { run.symbols = true })
		}
	case "vanish":
		if isOn(val) {
			w.markRun(func(run *frame) { run.deleted = true })
		}
	case "tab", "ptab":
		// Else it is a tab stop in a paragraph's properties.
		if parent == "r" {
			w.write("\t")
		}
	case "br", "cr":
		if f := w.inside(); parent == "r" && !f.dropped && !f.deleted {
			w.page.Break()
		}
	case "noBreakHyphen":
		w.write("-")
	case "sym":
		w.write(symbol(attribute(t, "char")))
	case "fldChar":
		switch attribute(t, "fldCharType") {
		case "separate":
			w.page.OpenField(w.field.prompt)
		case "end":
			w.page.CloseField()
			w.field = field{}
		}
	case "checked":
		if box := w.inside().box; box != nil {
			box.on = isOn(val)
		}
		w.field.property(parent, "checked", val)
	case "default", "listEntry", "result":
		w.field.property(parent, t.Name.Local, val)
	}
}

func (w *walker) end() {
	f := w.stack[len(w.stack)-1]
	w.stack = w.stack[:len(w.stack)-1]
	switch f.name {
	case "pPr":
		w.endProperties()
	case "p":
		switch {
		case w.inside().deleted:
			w.page.Delete("\n")
		case !f.joined:
			w.page.EndParagraph()
		}
	case "tc":
		w.page.CloseCell()
	case "tr":
		w.page.EndRow()
	case "tbl":
		w.tables--
		w.page.CloseTable()
	case "txbxContent":
		if box := w.page.CloseApart(); !f.dropped {
			w.page.Anchor(box)
		}
	case "sdt":
		w.form = w.form || w.tables > 0 && !f.bound
	case "checkBox", "ddList":
		w.write(w.field.text(f.name))
	}
}

// endProperties gives the paragraph its label, if it is the item of a list.
func (w *walker) endProperties() {
	if w.open(1) != "p" {
		return // the properties before a tracked change
	}
	style := w.sheet.style(w.paragraph.style)
	list, level := w.paragraph.list, w.paragraph.level
	if list == "" {
		list = style.list
	}
	if level == "" {
		level = style.level
	}
	p := &w.stack[len(w.stack)-1]
	p.deleted = p.deleted || style.hidden
	if label := w.sheet.label(list, level); label != "" && !p.deleted && !p.dropped {
		w.page.Item(label)
	}
}

// setParagraph changes the paragraph whose properties stand depth elements
// above (p > pPr > numPr > numId). Those before a tracked change lie deeper.
func (w *walker) setParagraph(depth int, change func(*paragraph)) {
	if w.open(depth) == "pPr" && w.open(depth+1) == "p" {
		change(&w.paragraph)
	}
}

// markRun changes the run whose properties are being read (r > rPr).
func (w *walker) markRun(change func(*frame)) {
	if w.open(1) == "rPr" && w.open(2) == "r" {
		change(&w.stack[len(w.stack)-2])
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

// isOn reads an on/off value (ECMA-376 part 1, 17.17.4): absent means on.
func isOn(value string) bool {
	return value == "" || value == "1" || value == "true" || value == "on"
}

// isPlaceholderStyle tells the character style of placeholders. The style's id
// depends on the language of the Word that made the document; Swedish Word
// drops the å of Platshållartext.
func isPlaceholderStyle(id string) bool {
	return strings.EqualFold(id, "PlaceholderText") || strings.HasPrefix(id, "Platsh")
}
