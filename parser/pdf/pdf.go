// Package pdf reads the text of PDF documents (ISO 32000-1): what stands on the
// pages, put in reading order by its geometry, the values of form fields where
// the fields stand, and embedded files. Section numbers in this package are
// those of the standard.
//
// It is written for documents from strangers: pages, operators, glyphs and what
// streams unpack to are counted and bounded, not timed. The objects of a file
// are read by the package syntax; the PDF modules for Go were found to loop for
// ever on a cross-reference table that names itself, to give wrong text, or to
// add much to the program, and none reads as much of damaged files.
package pdf

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"medelbot/parser/document"
	"medelbot/parser/pdf/syntax"
)

const (
	maxPages      = 100
	maxTreeDepth  = 32
	maxWork       = 1_500_000 // operators and glyphs of a document
	maxLayoutWork = 8_000_000 // words looked at to find columns
	maxContent    = 16 << 20  // bytes of one content stream after unpacking
	maxText       = 4 << 20   // bytes of text that are kept
)

const (
	enoughLetters  = 10  // on a page: fewer are a stamp on a picture
	stampLetters   = 60  // on a page under a picture: fewer are the mark of a scanner
	pictureShare   = 0.5 // of a page that a picture covers to be a scan of it
	unmappedShare  = 0.5 // of the letters: more unknown ones make no text
	hiddenShare    = 0.8 // of the letters: if more are invisible they are the text layer of a scan
	asideShare     = 0.5 // of the letters of a page that may be marked as header or footer
	defaultWidthPt = 595 // A4 in points, for pages without a size
	defaultHeight  = 842
)

// ErrNoText says that a document holds pictures of text, or letters of which
// nobody knows what they say: only character recognition can read it. The
// document returned with it holds what little text there was.
var ErrNoText = errors.New("pdf: the document holds pictures instead of text")

// Reasons why nothing can be read, in plain words.
var (
	errProtected = errors.New("the document is protected by a password")
	errNotPDF    = errors.New("the file is no PDF document")
	errDamaged   = errors.New("the document is damaged and cannot be opened")
)

// tooLarge is the problem of documents that reach a limit.
const tooLarge = "the document is too large; a part of it was not read"

// Read reads a PDF file with bounded time and memory. An error other than
// ErrNoText means that nothing of it could be read; Document.Problem then says
// the same. Places in the text are named "page 1".
func Read(data []byte) (document.Document, error) {
	file, err := syntax.Open(data)
	if err != nil {
		switch {
		case errors.Is(err, syntax.ErrPassword):
			err = errProtected
		case errors.Is(err, syntax.ErrNotPDF):
			err = errNotPDF
		default:
			err = errDamaged
		}
		return document.Document{Problem: err.Error()}, fmt.Errorf("pdf: %w", err)
	}
	r := reader{file: file, work: maxWork, layoutWork: maxLayoutWork, fonts: map[syntax.Ref]*font{}, contents: map[*syntax.Stream][]byte{}}
	return r.read()
}

// reader reads one document.
type reader struct {
	file       *syntax.File
	work       int // operators and glyphs that may still be read
	layoutWork int
	fonts      map[syntax.Ref]*font
	contents   map[*syntax.Stream][]byte
	hidden     []string // what is not shown
	problem    string
}

// page is what was read of one page.
type page struct {
	sheet    sheet
	lines    []line   // of the sheet
	free     []string // form fields that have no place in the text
	margins  []string // text marked as header or footer
	letters  int      // that are shown
	unmapped int
	scanned  bool // a picture covers it
}

func (r *reader) read() (document.Document, error) {
	root := r.file.Dict(r.file.Trailer["Root"])
	dicts := r.pages(root)
	if len(dicts) == 0 {
		return document.Document{Problem: errDamaged.Error()}, fmt.Errorf("pdf: %w", errDamaged)
	}
	// Whether invisible letters are the text layer of a scan is known only when
	// all pages have been seen.
	drawn := make([]drawing, 0, len(dicts))
	total, invisible := 0, 0
	for _, dict := range dicts {
		d := r.drawPage(dict)
		for i := range d.canvas.glyphs {
			total++
			if d.canvas.glyphs[i].hidden {
				invisible++
			}
		}
		drawn = append(drawn, d)
	}
	layer := total > 0 && float64(invisible) >= hiddenShare*float64(total)
	pages := make([]page, len(drawn))
	for i := range drawn {
		pages[i] = r.readPage(&drawn[i], layer)
		drawn[i] = drawing{}
	}
	doc := assemble(pages, &r.layoutWork)
	doc.OCR = layer
	doc.Files = r.embedded(root, dicts)
	doc.Deleted = strings.Join(r.hidden, "\n")
	r.xfa(root)
	if r.work <= 0 || doc.Problem != "" {
		r.note(tooLarge)
	}
	var err error
	doc.Scan, err = r.judge(pages)
	if r.file.Damaged {
		r.note("the document is damaged; parts of it may be missing")
	}
	doc.Problem = r.problem
	return doc, err
}

// judge tells whether words may stand in pictures, on some pages or, with
// ErrNoText, on all.
func (r *reader) judge(pages []page) (scan bool, err error) {
	letters, unknown, scanned := 0, 0, 0
	for _, p := range pages {
		letters += p.letters
		unknown += p.unmapped
		if p.scanned {
			scanned++
		}
	}
	switch {
	case letters == 0, float64(unknown) > unmappedShare*float64(letters),
		scanned == len(pages) && letters < stampLetters*len(pages):
		r.note("the document holds pictures instead of text")
		return true, ErrNoText
	}
	for i, p := range pages {
		if p.scanned && p.letters < enoughLetters {
			r.note(fmt.Sprintf("page %d is a picture and was not read", i+1))
			scan = true
		}
	}
	return scan, nil
}

// pages returns the page dictionaries in order, with what they inherit.
func (r *reader) pages(root syntax.Dict) []syntax.Dict {
	var out []syntax.Dict
	seen := map[int]bool{}
	var walk func(o syntax.Object, inherited syntax.Dict, depth int)
	walk = func(o syntax.Object, inherited syntax.Dict, depth int) {
		if len(out) > maxPages || depth > maxTreeDepth {
			return
		}
		if ref, ok := o.(syntax.Ref); ok {
			if seen[ref.ID] {
				return
			}
			seen[ref.ID] = true
		}
		node := r.file.Dict(o)
		if node == nil {
			r.file.Damaged = true
			return
		}
		own := syntax.Dict{}
		for _, key := range []syntax.Name{"Resources", "MediaBox", "CropBox", "Rotate"} {
			if value, ok := node[key]; ok {
				own[key] = value
			} else if value, ok := inherited[key]; ok {
				own[key] = value
			}
		}
		kids, isTree := r.file.Resolve(node["Kids"]).(syntax.Array)
		if !isTree {
			own["Contents"], own["Annots"] = node["Contents"], node["Annots"]
			out = append(out, own)
			return
		}
		for _, kid := range kids {
			walk(kid, own, depth+1)
		}
	}
	walk(root["Pages"], nil, 0)
	if len(out) == 0 {
		r.file.Damaged = true
		out = r.file.OfType("Page")
	}
	if len(out) > maxPages {
		r.note(fmt.Sprintf("the document has more than %d pages; the others were not read", maxPages))
		out = out[:maxPages]
	}
	return out
}

// drawing is a page before its text is put in order.
type drawing struct {
	canvas canvas
	size   box
	fields []field
}

// drawPage runs the content of a page and of the text typed on it, and collects
// its form fields.
func (r *reader) drawPage(dict syntax.Dict) drawing {
	media, ok := r.rectangle(dict["MediaBox"])
	if crop, cropped := r.rectangle(dict["CropBox"]); cropped && crop.width() > 0 && crop.height() > 0 {
		media, ok = crop, true
	}
	if !ok || media.width() <= 0 || media.height() <= 0 || media.width() > maxTextStep || media.height() > maxTextStep {
		media = box{0, 0, defaultWidthPt, defaultHeight}
	}
	base := matrix{1, 0, 0, -1, -media.x0, media.y1}
	d := drawing{size: box{0, 0, media.width(), media.height()}}
	switch turned := (r.file.Int(dict["Rotate"], 0)%360 + 360) % 360; turned {
	case 90:
		base = matrix{0, 1, 1, 0, -media.y0, -media.x0}
	case 180:
		base = matrix{-1, 0, 0, 1, media.x1, -media.y0}
	case 270:
		base = matrix{0, -1, -1, 0, media.y1, media.x1}
	}
	d.size = box{0, 0, media.width(), media.height()}
	if base.b != 0 {
		d.size = box{0, 0, media.height(), media.width()}
	}
	in := newInterpreter(r, &d.canvas, base)
	in.run(r.pageContent(dict["Contents"]), r.file.Dict(dict["Resources"]), 0)
	r.annotations(&d, dict["Annots"], base)
	return d
}

// pageContent joins the content streams of a page (7.8.2).
func (r *reader) pageContent(o syntax.Object) []byte {
	if stream := r.file.Stream(o); stream != nil {
		return r.content(stream)
	}
	var out []byte
	for _, part := range r.file.Array(o) {
		if stream := r.file.Stream(part); stream != nil && len(out) < maxContent {
			out = append(append(out, r.content(stream)...), '\n')
		}
	}
	return out
}

// content unpacks a content stream, once however often it is drawn.
func (r *reader) content(stream *syntax.Stream) []byte {
	if data, ok := r.contents[stream]; ok {
		return data
	}
	data := r.decode(stream, maxContent)
	r.contents[stream] = data
	return data
}

// decode unpacks a stream as far as it can be and notes what went wrong.
func (r *reader) decode(stream *syntax.Stream, limit int) []byte {
	data, err := r.file.Decode(stream, limit)
	switch {
	case errors.Is(err, syntax.ErrTooLarge):
		r.note(tooLarge)
	case errors.Is(err, syntax.ErrFilter):
		r.note("a part of the document is packed in a way that is not read")
	case err != nil:
		r.file.Damaged = true
	}
	return data
}

// note keeps the first problem.
func (r *reader) note(problem string) {
	if r.problem == "" {
		r.problem = problem
	}
}

// readPage puts the text of a drawn page in order. layer tells that invisible
// letters are the text of a scan.
func (r *reader) readPage(d *drawing, layer bool) page {
	size := d.size
	d.canvas.turn(d.direction(), &size)
	p := page{scanned: d.canvas.pictureArea >= pictureShare*size.width()*size.height()}
	letters, aside := 0, 0
	for i := range d.canvas.glyphs {
		g := &d.canvas.glyphs[i]
		g.hidden = g.hidden && !layer || g.x < -1 || g.y < -1 || g.x > size.x1+1 || g.y > size.y1+1
		for _, c := range g.text {
			if !unicode.IsLetter(c) && !unicode.IsDigit(c) && string(c) != unmapped {
				continue
			}
			if letters++; g.aside {
				aside++
			}
			if !g.hidden {
				p.letters++
				if string(c) == unmapped {
					p.unmapped++
				}
			}
		}
	}
	split := float64(aside) <= asideShare*float64(letters)
	p.sheet = sheet{size: size, horizontal: d.canvas.horizontal, vertical: d.canvas.vertical}
	p.sheet.words = words(d.canvas.glyphs, func(g *glyph) bool { return !g.hidden && !(split && g.aside) })
	p.free = d.place(&p.sheet, &r.layoutWork)
	for _, f := range d.fields {
		p.letters += len(f.value)
	}
	for _, line := range lines(words(d.canvas.glyphs, func(g *glyph) bool { return !g.hidden && split && g.aside })) {
		p.margins = append(p.margins, joinWords(line.words))
	}
	for _, line := range lines(words(d.canvas.glyphs, func(g *glyph) bool { return g.hidden })) {
		r.hidden = append(r.hidden, joinWords(line.words))
	}
	return p
}

// direction is that of most glyphs of the page.
func (d *drawing) direction() int {
	var count [4]int
	for i := range d.canvas.glyphs {
		if way, straight := d.canvas.glyphs[i].direction(); straight {
			count[way]++
		}
	}
	most := 0
	for way := range count {
		if count[way] > count[most] {
			most = way
		}
	}
	return most
}
