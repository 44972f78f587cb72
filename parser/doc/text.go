package doc

import (
	"sort"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"medelbot/parser/page"
)

// Characters that are none (2.4.1 and 2.8.25).
const (
	charPicture     = 0x01
	charCell        = 0x07
	charDrawing     = 0x08
	charLine        = 0x0a // seen in practice: LibreOffice breaks lines so in text fields
	charBreak       = 0x0b
	charPage        = 0x0c
	charParagraph   = 0x0d
	charColumn      = 0x0e
	charFieldBegin  = 0x13
	charFieldResult = 0x14
	charFieldEnd    = 0x15
	charHardHyphen  = 0x1e
	charSymbol      = 0x28 // with a property that names the symbol
)

const (
	maxFields = 100 // fields within fields
	maxTables = 10  // tables within tables
	// maxLine bounds the characters of a paragraph that are laid out at once.
	maxLine = 200_000
)

// reader reads the texts of one document onto a page.
type reader struct {
	fib
	main, table, data block
	pieces            []piece
	formats           formats
	lists             []*page.List
	page              *page.Page
	boxes             map[int]string // text boxes by the characters that anchor them
	fields            []*field
	damaged           bool // text is missing
	pictures          bool // there are pictures or drawings
}

func (r *reader) part(s span) block { return r.table.from(s.at, s.size) }

// apart reads a text from one character to before another.
func (r *reader) apart(from, to int) string {
	r.page.OpenApart()
	r.fields = nil
	var line []letter
	at := from
	first := sort.Search(len(r.pieces), func(i int) bool { return r.pieces[i].to > from })
	for i := first; i < len(r.pieces) && r.pieces[i].from < to; i++ {
		p := &r.pieces[i]
		for char := max(p.from, from); char < min(p.to, to) && !r.page.Full(); char++ {
			l := letter{code: r.code(p, char), char: char, at: p.offset(char)}
			at = char + 1
			switch l.code {
			case charParagraph, charCell, charPage:
				r.line(line, l)
				line = line[:0]
				continue
			}
			if line = append(line, l); len(line) == maxLine {
				r.line(line, letter{code: charParagraph, at: l.at})
				line = line[:0]
			}
		}
		if r.page.Full() {
			break
		}
	}
	if at < to && !r.page.Full() {
		r.damaged = true
	}
	if len(line) > 0 {
		r.line(line, letter{code: charParagraph, at: line[len(line)-1].at})
	}
	return r.page.CloseApart()
}

// letter is one character, its place in the text, and in the main stream.
type letter struct {
	code     uint16
	char, at int
}

// code reads a character. Those of one byte are those of Windows.
func (r *reader) code(p *piece, char int) uint16 {
	at := p.offset(char)
	if p.wide {
		return uint16(r.main.u16(at))
	}
	return uint16(charmap.Windows1252.DecodeByte(byte(r.main.u8(at))))
}

// line lays out a paragraph that ends with a mark.
func (r *reader) line(letters []letter, mark letter) {
	p := r.formats.paragraph(mark.at)
	depth := min(p.nested, maxTables)
	if depth == 0 && (p.inTable || mark.code == charCell) {
		depth = 1
	}
	switch {
	case p.rowEnd:
		r.page.EndRowOf(max(depth, 1))
		return
	case p.innerRow:
		r.page.EndRowOf(max(depth, 2))
		return
	}
	r.page.Nest(depth)
	if p.list >= 1 && p.list <= len(r.lists) && r.lists[p.list-1] != nil {
		if label := r.lists[p.list-1].Next(p.level); label != "" {
			r.page.Item(label)
		}
	}
	r.text(letters)
	switch end, _, _ := r.formats.character(mark.at); {
	case mark.code == charCell || p.innerCell:
		r.page.CloseCell()
	case end.deleted:
		// A tracked change joined it with the next.
	default:
		r.page.EndParagraph()
	}
}

// text writes letters in stretches of the same kind.
func (r *reader) text(letters []letter) {
	var stretch []uint16
	var kind character
	from, to := 0, 0 // bytes for which the properties hold
	flush := func() {
		if len(stretch) > 0 {
			r.write(string(utf16.Decode(stretch)), kind)
			stretch = stretch[:0]
		}
	}
	for _, l := range letters {
		if l.at < from || l.at >= to {
			flush()
			kind, from, to = r.formats.character(l.at)
		}
		switch {
		case l.code == charSymbol && kind.symbol != 0:
			flush()
			r.write(page.Symbols(string(kind.symbol)), kind)
		case l.code == '\t' || l.code >= ' ':
			stretch = append(stretch, l.code)
		default:
			flush()
			r.special(l, kind)
		}
	}
	flush()
}

// special obeys a character that is no letter. Pictures, notes and comments
// leave one behind that says nothing.
func (r *reader) special(l letter, kind character) {
	switch l.code {
	case charFieldBegin:
		if len(r.fields) < maxFields {
			r.fields = append(r.fields, &field{})
		}
	case charFieldResult:
		if f := r.field(); f != nil && !f.result {
			r.endCode(f, kind)
		}
	case charFieldEnd:
		if f := r.field(); f != nil {
			if !f.result {
				r.endCode(f, kind)
			}
			r.page.CloseField()
			r.fields = r.fields[:len(r.fields)-1]
		}
	case charLine, charBreak, charColumn:
		if !kind.hidden && !kind.deleted && !r.unseen() {
			r.page.Break()
		}
	case charDrawing:
		r.pictures = true
		if box, found := r.boxes[l.char]; found {
			delete(r.boxes, l.char)
			r.page.Anchor(box)
		}
	case charHardHyphen:
		r.write("-", kind)
	case charPicture:
		if f := r.field(); f != nil && !f.result && kind.place > 0 {
			f.place = kind.place // not of a picture, but of a form field
			return
		}
		r.pictures = true
	}
}

func (r *reader) field() *field {
	if n := len(r.fields); n > 0 {
		return r.fields[n-1]
	}
	return nil
}

// endCode ends the code of a field. What a check box shows comes at once.
func (r *reader) endCode(f *field, kind character) {
	f.result = true
	shown := r.formShown(f)
	hidden := f.hidden
	f.hidden = false
	r.write(shown, kind)
	f.hidden = hidden
}

// unseen reports whether the text stands in the code of a field.
func (r *reader) unseen() bool {
	for _, f := range r.fields {
		if !f.result || f.hidden {
			return true
		}
	}
	return false
}

// write adds visible text, or notes it as deleted.
func (r *reader) write(s string, kind character) {
	f := r.field()
	if kind.symbols {
		s = page.Symbols(s)
	}
	switch {
	case f != nil && !f.result:
		if f.code.Len() < maxCode {
			f.code.WriteString(s)
		}
	case r.unseen():
	case kind.hidden || kind.deleted:
		r.page.Delete(s)
	default:
		r.page.Write(s)
	}
}
