package docx

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"medelbot/parser/rows"
)

// buffer collects the text of the page, of one table cell or of one text box.
type buffer struct {
	strings.Builder
	boxes []string // text boxes anchored in the paragraph that is being read
}

// frame is one open element with what it means for the text inside it.
type frame struct {
	name    string
	dropped bool // not shown: placeholders, field codes, the fallback of a drawing
	deleted bool // removed by a tracked change, or hidden
	placed  bool // of sdt: shows its placeholder; of AlternateContent: a Choice was read
}

// walker reads one XML part.
type walker struct {
	stack    []frame
	out      []*buffer // the page, and on top of it the open cells and text boxes
	rows     [][]string
	deleted  strings.Builder
	size     int // bytes of text so far
	full     bool
	embedded bool
	checked  bool // of the legacy check box that is being read
	drop     dropDown
}

// dropDown is the state of a legacy drop-down field (ddList).
type dropDown struct {
	entries []string
	chosen  int
}

func newWalker() *walker { return &walker{out: []*buffer{{}}} }

var errNesting = errors.New("elements are nested too deep")

// walk reads all elements. Element names are compared without namespaces: those
// of strict and transitional documents differ, the local names do not.
func (w *walker) walk(r io.Reader) error {
	d := xml.NewDecoder(r)
	d.Strict = false
	for !w.full {
		token, err := d.RawToken()
		if err == io.EOF {
			break
		}
		if err != nil {
			w.closeAll()
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if len(w.stack) == maxNesting {
				w.closeAll()
				return errNesting
			}
			w.start(t)
		case xml.EndElement:
			if len(w.stack) == 0 || w.stack[len(w.stack)-1].name != t.Name.Local {
				w.closeAll()
				return errors.New("end tag without its start")
			}
			w.end()
		case xml.CharData:
			if len(w.stack) > 0 {
				switch w.stack[len(w.stack)-1].name {
				case "t", "delText":
					w.write(string(t))
				}
			}
		}
	}
	w.closeAll()
	return nil
}

// closeAll ends what is open where a part breaks off, so that the text so far
// comes out in its place.
func (w *walker) closeAll() {
	for len(w.stack) > 0 {
		w.end()
	}
}

func (w *walker) text() string {
	return strings.Trim(w.out[0].String(), "\n")
}

func (w *walker) top() *buffer { return w.out[len(w.out)-1] }

// inside returns what the innermost element inherits to its children.
func (w *walker) inside() frame {
	if len(w.stack) == 0 {
		return frame{}
	}
	f := w.stack[len(w.stack)-1]
	return frame{dropped: f.dropped, deleted: f.deleted}
}

// write adds visible text, or notes it as deleted.
func (w *walker) write(s string) {
	f := w.inside()
	if f.dropped || w.full {
		return
	}
	if w.size += len(s); w.size > maxTextSize {
		w.full = true
		return
	}
	if f.deleted {
		w.deleted.WriteString(s)
		return
	}
	w.top().WriteString(cleaner.Replace(s))
}

// cleaner removes soft hyphens, and writes check boxes and special hyphens in
// letters that every reader knows.
var cleaner = strings.NewReplacer("\u00ad", "", "\u2011", "-", "\u2610", "[ ]", "\u2611", "[x]", "\u2612", "[x]", "\n", " ", "\r", "")

func (w *walker) start(t xml.StartElement) {
	f := w.inside()
	f.name = t.Name.Local
	switch f.name {
	case "del", "moveFrom":
		f.deleted = true
	case "instrText", "delInstrText", "rt":
		// Field codes, and the ruby text above East Asian letters.
		f.dropped = true
	case "showingPlcHdr":
		w.markPlaceholder()
	case "sdtContent":
		if n := len(w.stack); n > 0 && w.stack[n-1].placed {
			f.dropped = true
		}
	case "rStyle":
		if isPlaceholderStyle(attribute(t, "val")) {
			w.markRun(func(run *frame) { run.dropped = true })
		}
	case "vanish":
		if isOn(attribute(t, "val")) {
			w.markRun(func(run *frame) { run.deleted = true })
		}
	case "Choice":
		if n := len(w.stack); n > 0 {
			w.stack[n-1].placed = true
		}
	case "Fallback":
		// The same text box in the old drawing language (ECMA-376 part 3).
		if n := len(w.stack); n > 0 && w.stack[n-1].placed {
			f.dropped = true
		}
	case "tbl":
		w.rows = append(w.rows, nil)
	case "tc", "txbxContent":
		w.out = append(w.out, &buffer{})
	case "tab", "ptab":
		if w.inRun() {
			w.write("\t")
		}
	case "br", "cr":
		w.lineBreak()
	case "noBreakHyphen":
		w.write("-")
	case "sym":
		w.write(symbol(attribute(t, "char")))
	case "checkBox":
		w.checked = false
	case "checked", "default":
		if n := len(w.stack); n > 0 && w.stack[n-1].name == "checkBox" {
			w.checked = isOn(attribute(t, "val"))
		}
	case "ddList":
		w.drop = dropDown{chosen: -1}
	case "listEntry":
		if len(w.drop.entries) < 1000 {
			w.drop.entries = append(w.drop.entries, attribute(t, "val"))
		}
	case "result":
		if n, err := strconv.Atoi(attribute(t, "val")); err == nil {
			w.drop.chosen = n
		}
	case "altChunk":
		w.embedded = true
	}
	w.stack = append(w.stack, f)
}

func (w *walker) end() {
	f := w.stack[len(w.stack)-1]
	w.stack = w.stack[:len(w.stack)-1]
	switch f.name {
	case "p":
		w.endParagraph()
	case "tc":
		cell := w.pop()
		if last := len(w.rows) - 1; last >= 0 {
			w.rows[last] = append(w.rows[last], cell)
		} else {
			w.top().WriteString(cell + "\n")
		}
	case "tr":
		w.endRow()
	case "tbl":
		w.endRow()
		if len(w.rows) > 0 {
			w.rows = w.rows[:len(w.rows)-1]
		}
	case "txbxContent":
		if box := w.pop(); box != "" {
			w.top().boxes = append(w.top().boxes, box)
		}
	case "checkBox":
		if w.checked {
			w.write("[x]")
		} else {
			w.write("[ ]")
		}
	case "ddList":
		if w.drop.chosen >= 0 && w.drop.chosen < len(w.drop.entries) {
			w.write(w.drop.entries[w.drop.chosen])
		}
	}
}

// pop takes the innermost cell or text box off.
func (w *walker) pop() string {
	b := w.top()
	if len(w.out) == 1 {
		return ""
	}
	w.out = w.out[:len(w.out)-1]
	return strings.Trim(strings.Join(append([]string{b.String()}, b.boxes...), "\n"), "\n")
}

// endParagraph ends the line. Text boxes anchored in it come below.
func (w *walker) endParagraph() {
	if w.inside().deleted {
		w.deleted.WriteByte('\n')
		return
	}
	b := w.top()
	b.WriteByte('\n')
	for _, box := range b.boxes {
		b.WriteString(box + "\n")
	}
	b.boxes = nil
}

func (w *walker) endRow() {
	last := len(w.rows) - 1
	if last < 0 {
		return
	}
	for _, line := range rows.Lines(w.rows[last]) {
		w.top().WriteString(line + "\n")
	}
	w.rows[last] = w.rows[last][:0]
}

func (w *walker) lineBreak() {
	if f := w.inside(); !f.dropped && !f.deleted && w.inRun() {
		w.top().WriteByte('\n')
	}
}

// inRun tells a tab in a text from a tab stop in a paragraph's properties.
func (w *walker) inRun() bool {
	return len(w.stack) > 0 && w.stack[len(w.stack)-1].name == "r"
}

// markRun changes the run whose properties are being read (r > rPr).
func (w *walker) markRun(change func(*frame)) {
	if n := len(w.stack); n >= 2 && w.stack[n-1].name == "rPr" && w.stack[n-2].name == "r" {
		change(&w.stack[n-2])
	}
}

// markPlaceholder notes that a content control shows its placeholder
// (sdt > sdtPr > showingPlcHdr).
func (w *walker) markPlaceholder() {
	if n := len(w.stack); n >= 2 && w.stack[n-1].name == "sdtPr" {
		w.stack[n-2].placed = true
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

// symbol translates a character of the fonts Wingdings and Symbol, which lie in
// the private area from F000 on.
func symbol(char string) string {
	n, err := strconv.ParseUint(char, 16, 32)
	if err != nil {
		return ""
	}
	switch n {
	case 0xf0fe, 0xf0fd, 0xf078, 0xf053, 0xf052:
		return "[x]"
	case 0xf0a8, 0xf06f, 0xf071, 0xf072, 0xf0a3:
		return "[ ]"
	case 0xf0b7, 0xf0a7, 0xf0d8, 0xf076:
		return "- "
	case 0xf02d, 0xf02e, 0xf02c, 0xf02f:
		return string(rune(n - 0xf000))
	}
	if n >= 0xe000 && n <= 0xf8ff || n > 0x10ffff {
		return ""
	}
	return string(rune(n))
}
