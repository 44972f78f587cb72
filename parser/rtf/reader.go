package rtf

import (
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"

	"medelbot/parser/page"
)

const (
	maxGroups = 500     // levels of nesting
	maxFonts  = 10000   // fonts whose code pages are kept
	maxHTML   = 4 << 20 // bytes of HTML that are kept
	maxTables = 10      // tables within tables
	maxMargin = 100     // headers and footers
)

// state is what a group inherits from the one around it.
type state struct {
	skip    bool // nothing in here is looked at
	mute    bool // text in here is not shown, but groups in here may be
	deleted bool // removed by a tracked change
	hidden  bool
	fonts   bool // the table of fonts
	tag     bool // HTML markup (\htmltag)
	rtfOnly bool // only for readers of RTF, the HTML says it in other words (\htmlrtf)
	uc      int  // letters that stand for those that know no Unicode, after each \u
	font    int
	inTable bool
	nested  int      // tables around the text (\itap)
	form    formPart // part of a form field that is being read
}

// group is an open group.
type group struct {
	state
	dest  string // where its text goes, if it is a destination of its own: "footnote"
	inRow bool   // of the text around a destination of its own
}

// reader reads one document onto a page.
type reader struct {
	scanner
	page     *page.Page
	groups   []group
	started  bool // a group has just begun: a destination may follow
	star     bool // \* : a destination that may be skipped
	fallback int  // letters still to be skipped after \u
	pending  []byte
	high     rune // first half of a surrogate pair

	codePage  int // of the document
	fontPages map[int]int
	fontIndex int  // font that is being defined
	inRow     bool // a row has begun by \trowd
	form      form

	margins   []string
	footnotes []string
	endnotes  []string
	isHTML    bool
	html      strings.Builder
	pictures  pictures
	pictured  bool // there are pictures of any kind
	embedded  bool
}

func newReader(data []byte) *reader {
	return &reader{
		scanner: scanner{data: data}, page: page.New(), groups: []group{{state: state{uc: 1}}},
		codePage: pageANSI, fontPages: map[int]int{},
	}
}

func (r *reader) top() *group { return &r.groups[len(r.groups)-1] }

// read reads the document. An error says why it ended before its end.
func (r *reader) read() error {
	for !r.page.Full() {
		t, ok := r.next()
		if !ok {
			r.flush()
			for len(r.groups) > 1 {
				r.close()
			}
			return errCut
		}
		if t.kind == opens || t.kind == closes {
			r.fallback = 0
		}
		switch t.kind {
		case opens:
			r.flush()
			if len(r.groups) == maxGroups {
				return errNesting
			}
			r.groups = append(r.groups, group{state: r.top().state})
			r.started, r.star = true, false
			continue
		case closes:
			r.flush()
			if r.close(); len(r.groups) == 1 {
				return nil // what follows the document is none of it
			}
		case octets:
			r.octets(t)
		case word:
			r.word(t)
			continue
		case symbol:
			if t.name[0] == '*' {
				r.star = true
				continue
			}
			r.symbol(t.name[0])
		}
		r.started, r.star = false, false
	}
	return nil
}

// octets collects text: letters of several bytes may come apart.
func (r *reader) octets(t token) {
	skipped := min(r.fallback, len(t.bytes))
	r.fallback -= skipped
	switch g := r.top(); {
	case g.dest == "pict":
		r.pictures.hex(t.bytes)
	case !g.skip && !g.fonts:
		r.pending = append(r.pending, t.bytes[skipped:]...)
	}
}

func (r *reader) symbol(c byte) {
	if r.fallback > 0 {
		r.fallback--
		return
	}
	r.flush()
	switch c {
	case '~':
		r.write("\u00a0")
	case '_':
		r.write("-")
	}
	// \- is a hyphen that only shows at the end of a line.
}

// flush decodes and writes the text that was collected.
func (r *reader) flush() {
	if len(r.pending) == 0 {
		return
	}
	codePage := r.fontPages[r.top().font]
	if codePage == 0 {
		codePage = r.codePage
	}
	text := decode(r.pending, codePage)
	r.pending = r.pending[:0]
	r.write(text)
}

// write puts text where that of the group belongs.
func (r *reader) write(s string) {
	g := r.top()
	switch {
	case g.skip || s == "":
	case g.form != 0:
		r.form.text(g.form, s)
	case r.isHTML:
		if !g.rtfOnly && !g.mute && r.html.Len() < maxHTML {
			if !g.tag {
				s = html.EscapeString(s)
			}
			r.html.WriteString(s)
		}
	case !g.mute:
		r.show(s)
	}
}

// show puts text on the page, or among what is deleted.
func (r *reader) show(s string) {
	switch g := r.top(); {
	case s == "" || r.isHTML:
	case g.deleted || g.hidden:
		r.page.Delete(s)
	default:
		r.page.Nest(r.depth())
		r.page.Write(s)
	}
}

// depth is how many tables stand around the text.
func (r *reader) depth() int {
	g := r.top()
	switch {
	case g.nested > 0 && g.inTable, g.nested > 1:
		return min(g.nested, maxTables)
	case g.inTable || r.inRow:
		return 1
	}
	return 0
}

// unicode writes a \u letter. Those beyond 16 bits come as two.
func (r *reader) unicode(n int) {
	c := rune(uint16(n))
	switch {
	case utf16.IsSurrogate(c) && c < 0xdc00:
		r.high = c
	case utf16.IsSurrogate(c):
		r.write(string(utf16.DecodeRune(r.high, c)))
		r.high = 0
	default:
		r.write(string(c))
	}
	r.fallback = r.top().uc
}

// apart makes the group a text of its own.
func (r *reader) apart(dest string) {
	g := r.top()
	if g.skip || r.isHTML {
		g.skip = true
		return
	}
	g.dest = dest
	g.mute, g.inTable, g.nested = false, false, 0
	g.inRow, r.inRow = r.inRow, false
	r.page.OpenApart()
}

// close ends the innermost group.
func (r *reader) close() {
	g := *r.top()
	if len(r.groups) > 1 {
		r.groups = r.groups[:len(r.groups)-1]
	}
	switch g.dest {
	case "":
		return
	case "formfield":
		r.show(r.form.shown()) // within the field's code, which is mute
		return
	case "fldrslt":
		r.page.CloseField()
		return
	case "pict":
		r.pictures.end()
		return
	}
	text := r.page.CloseApart()
	r.inRow = g.inRow
	switch {
	case text == "":
	case r.top().deleted || r.top().hidden:
		r.page.Delete(text)
	case g.dest == "footnote":
		r.footnotes = append(r.footnotes, text)
	case g.dest == "endnote":
		r.endnotes = append(r.endnotes, text)
	case g.dest == "label":
		r.page.Nest(r.depth())
		r.page.Item(label(text))
	case g.dest == "box":
		r.page.Nest(r.depth())
		r.page.Anchor(text)
	case len(r.margins) < maxMargin && !slices.Contains(r.margins, text):
		r.margins = append(r.margins, text)
	}
}

// label is the label of a list item, as its program has computed it. Marks of
// any form are a bullet; so is the "o" of Courier.
func label(s string) string {
	s = strings.TrimSpace(s)
	if s == "o" || strings.IndexFunc(s, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) < 0 {
		return page.Bullet
	}
	return s
}
