// Package doc reads the text of documents of Word 97 to 2003 (MS-DOC). Names in
// its comments are those of that specification.
//
// It is written for documents from strangers: nothing that a file says of
// places and sizes in itself is believed, and its macros are not looked at.
package doc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/richardlehane/mscfb"

	"medelbot/parser/document"
	"medelbot/parser/page"
)

const (
	maxStreams = 2000     // streams in the compound file
	maxStream  = 64 << 20 // bytes of one of them
	maxFiles   = 20       // embedded files that are handed on
	maxStories = 300      // headers and footers
	maxBoxes   = 5000     // text boxes
)

// Plain words for what cannot be read.
var (
	errNotWord   = errors.New("the file is no Word document")
	errUnopened  = errors.New("the document is damaged and cannot be opened")
	errProtected = errors.New("the document is protected by a password")
	errOld       = errors.New("the document is in the format of Word 95 or older")
	errEmpty     = errors.New("the document holds no text")
	errPictures  = errors.New("the document holds only pictures")
	errDamaged   = errors.New("the document is damaged: what could be read was read")
	errCut       = errors.New("the document is damaged: its end is missing; what could be read was read")
	errMuch      = errors.New("the document holds too much text; the end of it was not read")
	errEmbedded  = errors.New("a document embedded in the document was not read")
)

// Read reads a DOC file. Text is the body, then its text boxes, foot- and
// endnotes. Files are newer documents embedded in it. An error means that
// nothing of it could be read; Document.Problem then says the same.
func Read(data []byte) (doc document.Document, err error) {
	defer func() {
		// The reader of compound files is not ours, and the files are not either.
		if fault := recover(); fault != nil {
			doc, err = document.Document{Problem: errUnopened.Error()}, fmt.Errorf("doc: %w: %v", errUnopened, fault)
		}
	}()
	doc, err = read(data)
	if err != nil {
		return document.Document{Problem: err.Error()}, fmt.Errorf("doc: %w", err)
	}
	return doc, nil
}

func read(data []byte) (document.Document, error) {
	if !bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) {
		return document.Document{}, errNotWord
	}
	s, err := openStreams(data)
	if err != nil {
		return document.Document{}, err
	}
	f, err := readFIB(s.main)
	if err != nil {
		return document.Document{}, err
	}
	r := reader{
		fib: f, main: s.main, table: s.tables[f.table], data: s.data, page: page.New(),
	}
	r.pieces = readPieces(r.part(f.clx), len(s.main))
	if len(r.pieces) == 0 {
		return document.Document{}, errUnopened
	}
	r.formats = readFormats(r.main, r.data, r.part(f.papx), r.part(f.chpx), r.part(f.fonts))
	r.lists = readLists(r.table, f.lists, f.overrides)
	doc := r.document()
	doc.Files = s.files
	switch {
	case r.page.Full():
		doc.Problem = errMuch.Error()
	case s.cut:
		doc.Problem = errCut.Error()
	case r.damaged:
		doc.Problem = errDamaged.Error()
	case s.embedded:
		doc.Problem = errEmbedded.Error()
	case doc.Text == "" && len(doc.Files) == 0 && r.pictures:
		doc.Problem = errPictures.Error()
	case doc.Text == "" && len(doc.Files) == 0:
		doc.Problem = errEmpty.Error()
	}
	if doc.Text == "" && r.damaged {
		return document.Document{}, errUnopened
	}
	return doc, nil
}

// streams are the parts of the compound file that matter.
type streams struct {
	left       int64 // bytes that may still be read: no more than the file has
	main, data block
	tables     [2]block
	files      []document.File
	embedded   bool // there are documents in it that are not handed on
	cut        bool // one of them ends before its time
}

func openStreams(data []byte) (streams, error) {
	s := streams{left: min(int64(len(data)), maxStream)}
	compound, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		return s, errUnopened
	}
	for i, file := range compound.File {
		if i == maxStreams {
			break
		}
		inside := slices.Contains(file.Path, "ObjectPool")
		switch {
		case inside && file.Name == "Package" && len(s.files) < maxFiles:
			s.files = append(s.files, document.File{Name: fmt.Sprintf("object %d", len(s.files)+1), Data: s.read(file)})
		case inside:
			s.embedded = s.embedded || file.Name == "Workbook" || file.Name == "WordDocument" || file.Name == "CONTENTS"
		case len(file.Path) > 0:
		case file.Name == "WordDocument":
			s.main = s.read(file)
		case file.Name == "0Table":
			s.tables[0] = s.read(file)
		case file.Name == "1Table":
			s.tables[1] = s.read(file)
		case file.Name == "Data":
			s.data = s.read(file)
		case file.Name == "EncryptedPackage":
			return s, errProtected
		}
	}
	if s.main != nil {
		return s, nil
	}
	if bytes.Contains(data, []byte("W\x00o\x00r\x00d\x00D\x00o\x00c\x00u\x00m\x00e\x00n\x00t\x00")) {
		return s, errUnopened // the list of streams is broken
	}
	return s, errNotWord
}

// read reads one stream, as far as it goes.
func (s *streams) read(file *mscfb.File) []byte {
	data, err := io.ReadAll(io.LimitReader(file, min(s.left, file.Size)))
	s.left -= int64(len(data))
	if err != nil || int64(len(data)) < file.Size {
		s.cut = true
	}
	if data == nil {
		data = []byte{}
	}
	return data
}

// document reads all texts.
func (r *reader) document() document.Document {
	var doc document.Document
	at := 0
	next := func(length int) (from, to int) {
		from, at = at, at+length
		return from, at
	}
	c := &r.counts
	from, to := next(c.body)
	footnotes := r.apart(next(c.footnotes))
	margins := r.margins(next(c.margins))
	next(c.macros)
	next(c.comments)
	endnotes := r.apart(next(c.endnotes))
	loose := r.textBoxes(next(c.boxes))
	doc.Text, doc.Margins = page.Join(r.apart(from, to), loose), strings.Join(margins, "\n\n")
	if doc.Text == "" {
		// A form that was laid in the margin: nothing else is on the page.
		doc.Text, doc.Margins = doc.Margins, ""
	}
	doc.Text = page.Join(page.Join(doc.Text, footnotes), endnotes)
	doc.Deleted = r.page.Deleted()
	return doc
}

// textBoxes reads the texts of text boxes. The drawing around each is anchored
// at a character of the body, below whose paragraph the text then stands; those
// without are returned.
func (r *reader) textBoxes(from, to int) (loose string) {
	const spa, ftxbxs = 26, 22
	anchors, boxes := r.part(r.anchors), r.part(r.fib.boxes)
	shapes := map[int]int{} // character by the number of the shape
	n := (len(anchors) - 4) / (4 + spa)
	for i := range min(n, maxBoxes) {
		shapes[anchors.u32(4*(n+1)+spa*i)] = anchors.u32(4 * i)
	}
	r.boxes = map[int]string{}
	n = (len(boxes) - 4) / (4 + ftxbxs)
	last := from
	for i := range min(n, maxBoxes) {
		start, end := from+boxes.u32(4*i), from+boxes.u32(4*i+4)
		if start < last || end > to || start >= end {
			continue
		}
		last = end
		text := r.apart(start, end)
		if char, found := shapes[boxes.u32(4*(n+1)+ftxbxs*i+14)]; found {
			r.boxes[char] = text
		} else {
			loose = page.Join(loose, text)
		}
	}
	return loose
}

// margins reads page headers and footers. Each has a text of its own (a story);
// the first six are the lines above footnotes.
func (r *reader) margins(from, to int) []string {
	const separators = 6
	stories := r.part(r.fib.stories)
	var out []string
	last := from
	for i := separators; i+1 < min(len(stories)/4, maxStories); i++ {
		start, end := from+stories.u32(4*i), from+stories.u32(4*i+4)
		if start < last || end > to || start >= end {
			continue
		}
		last = end
		if text := r.apart(start, end); text != "" && !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return out
}
