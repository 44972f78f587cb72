// Package docx reads the text of Word documents (Office Open XML, ECMA-376
// part 1). Names without a prefix below are those of WordprocessingML (w:).
//
// It is written for documents from strangers: entries, bytes and nesting are
// bounded, and what zip headers say of sizes is not believed.
package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"sort"
	"strings"
)

// Document is the text of one Word document.
type Document struct {
	// Text is the body, then foot- and endnotes: paragraphs as lines, the cells
	// of a table row joined by tab, check boxes as [x] and [ ]. Tracked changes
	// count as accepted; placeholders of forms are left out.
	Text string
	// Margins is the text of page headers and footers. It is kept apart because
	// a letter-foot is nobody's answer.
	Margins string
	// Deleted is text that tracked changes have removed or that is formatted as
	// hidden.
	Deleted string
	// Problem says in words for a person what could not be read; "" if all was.
	Problem string
}

const (
	maxEntries  = 2000     // files in the zip archive
	maxPart     = 16 << 20 // bytes of one part after unpacking
	maxTotal    = 32 << 20 // bytes of all parts that are read
	maxNotes    = 40       // headers, footers and notes that are read
	maxNesting  = 500      // levels of elements
	maxTextSize = 4 << 20  // bytes of text that are kept of one part
)

// Plain words for what cannot be read at all.
var (
	errProtected = errors.New("the document is protected by a password")
	errOldFormat = errors.New("the document is in the old Word format (.doc), although it is named as a new one")
	errNotWord   = errors.New("the file is no Word document")
	errDamaged   = errors.New("the document is damaged and cannot be opened")
)

// Read reads a DOCX file with bounded time and memory. An error means that
// nothing of it could be read; Document.Problem then says the same.
func Read(data []byte) (Document, error) {
	doc, err := read(data)
	if err != nil {
		return Document{Problem: err.Error()}, fmt.Errorf("docx: %w", err)
	}
	return doc, nil
}

func read(data []byte) (Document, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		// An OLE container; the names of its streams are UTF-16. Word keeps an
		// encrypted document in one (MS-OFFCRYPTO, 1.3.3).
		if bytes.Contains(data, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e")) {
			return Document{}, errProtected
		}
		return Document{}, errOldFormat
	case !bytes.HasPrefix(data, []byte("PK")):
		return Document{}, errNotWord
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return Document{}, errDamaged
	}
	if len(archive.File) > maxEntries {
		return Document{}, fmt.Errorf("the document holds more than %d files", maxEntries)
	}
	r := reader{left: maxTotal}
	main, others := parts(archive)
	if main == nil {
		return Document{}, errNotWord
	}
	text, deleted := r.part(main)
	if text == "" && r.problem != "" {
		return Document{}, errors.New(r.problem)
	}
	doc := Document{Text: text, Deleted: deleted}
	seen := map[string]bool{"": true}
	for _, file := range others {
		text, deleted := r.part(file)
		if !seen[text] {
			// The first page often has the same header as the others.
			seen[text] = true
			if strings.HasSuffix(path.Base(file.Name), "notes.xml") {
				doc.Text = joinTexts(doc.Text, text)
			} else {
				doc.Margins = joinTexts(doc.Margins, text)
			}
		}
		doc.Deleted = joinTexts(doc.Deleted, deleted)
	}
	doc.Problem = r.problem
	return doc, nil
}

func joinTexts(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "\n\n" + b
}

// parts finds the main part (word/document.xml, in some programs document2.xml)
// and the parts beside it that hold text: notes first, headers, footers.
func parts(archive *zip.Reader) (main *zip.File, others []*zip.File) {
	for _, file := range archive.File {
		dir, name := path.Split(strings.ReplaceAll(file.Name, `\`, "/"))
		if dir != "word/" || !strings.HasSuffix(name, ".xml") {
			continue
		}
		switch {
		case strings.HasPrefix(name, "document") && (main == nil || name == "document.xml"):
			main = file
		case name == "footnotes.xml" || name == "endnotes.xml" || strings.HasPrefix(name, "header") || strings.HasPrefix(name, "footer"):
			others = append(others, file)
		}
	}
	sort.SliceStable(others, func(i, j int) bool { return rank(others[i].Name) < rank(others[j].Name) })
	return main, others[:min(len(others), maxNotes)]
}

func rank(name string) string {
	base := path.Base(name)
	if strings.HasSuffix(base, "notes.xml") {
		return "0" + base
	}
	return "1" + base
}

// reader reads the parts of one document.
type reader struct {
	left    int64 // bytes that may still be unpacked
	problem string
}

// part reads one XML part. What goes wrong is noted; the text up to there
// counts.
func (r *reader) part(file *zip.File) (text, deleted string) {
	if file.Flags&1 != 0 {
		r.note(errProtected.Error())
		return "", ""
	}
	stream, err := file.Open()
	if err != nil {
		r.note("a part of the document is packed in a way that cannot be read")
		return "", ""
	}
	defer func() { _ = stream.Close() }() // read only: nothing can be lost
	limit := min(maxPart, r.left)
	bounded := &io.LimitedReader{R: stream, N: limit}
	w := newWalker()
	err = w.walk(bounded)
	r.left -= limit - bounded.N
	switch {
	case bounded.N == 0:
		r.note("the document is too large; the end of it was not read")
	case err != nil:
		r.note("the document is damaged; the end of it was not read")
	case w.full:
		r.note("the document holds too much text; the end of it was not read")
	}
	if w.embedded {
		r.note("a document embedded in the document was not read")
	}
	return w.text(), strings.TrimSpace(w.deleted.String())
}

// note keeps the first problem.
func (r *reader) note(problem string) {
	if r.problem == "" {
		r.problem = problem
	}
}
