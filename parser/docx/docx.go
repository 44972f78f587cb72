// Package docx reads the text of Word documents (Office Open XML, ECMA-376
// part 1). Names without a prefix below are those of WordprocessingML (w:).
//
// It is written for documents from strangers: entries, bytes and nesting are
// bounded, and what zip headers say of sizes is not believed. Macros are not
// looked at.
package docx

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"sort"
	"strings"

	"medelbot/parser/document"
	"medelbot/parser/page"
	"medelbot/parser/zipped"
)

const (
	maxNotes   = 40  // headers, footers and notes that are read
	maxNesting = 500 // levels of elements
	maxFiles   = 20  // embedded files that are handed on
)

// Plain words for what cannot be read.
var (
	errOldFormat = errors.New("the document is in the old Word format (.doc), although it is named as a new one")
	errNotWord   = errors.New("the file is no Word document")
	errEmpty     = errors.New("the document holds no text")
	errMuch      = errors.New("the document holds too much text; the end of it was not read")
)

// Read reads a DOCX file with bounded time and memory. Text is the body, then
// foot- and endnotes. Files are documents embedded in it, and its pictures if it
// holds nothing else. An error means that nothing of it could be read;
// Document.Problem then says the same.
func Read(data []byte) (document.Document, error) {
	doc, err := read(data)
	if err != nil {
		return document.Document{Problem: err.Error()}, fmt.Errorf("docx: %w", err)
	}
	return doc, nil
}

func read(data []byte) (document.Document, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		// An OLE container; the names of its streams are UTF-16. Word keeps an
		// encrypted document in one (MS-OFFCRYPTO, 1.3.3).
		if bytes.Contains(data, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e")) {
			return document.Document{}, zipped.ErrProtected
		}
		return document.Document{}, errOldFormat
	case !bytes.HasPrefix(data, []byte("PK")):
		return document.Document{}, errNotWord
	}
	archive, err := zipped.Open(data)
	if err != nil {
		return document.Document{}, err
	}
	main, others := parts(archive.Names)
	switch {
	case main == "" && archive.Cut:
		return document.Document{}, zipped.ErrUnreadable
	case main == "":
		return document.Document{}, errNotWord
	}
	r := reader{archive: archive}
	if archive.Cut {
		r.note(zipped.ErrCut)
	}
	r.sheet = r.readSheet()
	if err := r.read(main, others); err != nil {
		return document.Document{}, err
	}
	return r.doc, nil
}

// parts finds the main part (word/document.xml, in some programs document2.xml)
// and the parts beside it that hold text: notes first, headers, footers.
func parts(names []string) (main string, others []string) {
	for _, full := range names {
		dir, name := path.Split(full)
		if dir != "word/" || !strings.HasSuffix(name, ".xml") {
			continue
		}
		switch {
		case strings.HasPrefix(name, "document") && (main == "" || name == "document.xml"):
			main = full
		case rank(name) > 0:
			others = append(others, full)
		}
	}
	sort.SliceStable(others, func(i, j int) bool { return rank(path.Base(others[i])) < rank(path.Base(others[j])) })
	return main, others[:min(len(others), maxNotes)]
}

// rank orders the parts beside the main one; 0 holds no text.
func rank(base string) int {
	switch {
	case base == "footnotes.xml":
		return 1
	case base == "endnotes.xml":
		return 2
	case strings.HasPrefix(base, "header"):
		return 3
	case strings.HasPrefix(base, "footer"):
		return 4
	}
	return 0
}

// reader reads the parts of one document.
type reader struct {
	archive  *zipped.Archive
	sheet    sheet
	doc      document.Document
	embedded bool // the text takes in other files (altChunk)
}

func (r *reader) read(main string, others []string) error {
	w := r.part(main)
	r.doc.Text, r.doc.Deleted = w.page.Text(), w.page.Deleted()
	if r.doc.Text == "" && r.doc.Problem != "" {
		return errors.New(r.doc.Problem)
	}
	empty := r.doc.Text == ""
	seen := map[string]bool{"": true}
	for _, name := range others {
		w := r.part(name)
		text := w.page.Text()
		r.doc.Deleted = page.Join(r.doc.Deleted, w.page.Deleted())
		if seen[text] {
			continue // the first page often has the same header as the others
		}
		seen[text] = true
		margin := rank(path.Base(name)) >= 3
		switch {
		case margin && !empty && !w.form:
			r.doc.Margins = page.Join(r.doc.Margins, text)
		case margin && rank(path.Base(name)) == 3 && !empty:
			r.doc.Text = page.Join(text, r.doc.Text)
		default:
			// Notes, and a form that was laid in the margin: there are fields to
			// fill in, or nothing else on the page.
			r.doc.Text = page.Join(r.doc.Text, text)
		}
	}
	r.files()
	if r.doc.Text == "" && len(r.doc.Files) == 0 {
		r.note(errEmpty)
	}
	return nil
}

// part reads one XML part. What goes wrong is noted; the text up to there
// counts.
func (r *reader) part(name string) *walker {
	data, err := r.archive.Read(name)
	w := newWalker(&r.sheet)
	if errors.Is(err, zipped.ErrTooLarge) || err == nil || len(data) > 0 {
		if walked := w.walk(data); err == nil {
			err = walked
		}
	}
	if err == nil && w.page.Full() {
		err = errMuch
	}
	r.note(err)
	r.embedded = r.embedded || w.embedded
	return w
}

// files hands on what other programs put into the document. Pictures count only
// where they are all there is: else they are logos.
func (r *reader) files() {
	for _, name := range r.archive.Names {
		taken := strings.HasPrefix(name, "word/embeddings/") || r.doc.Text == "" && strings.HasPrefix(name, "word/media/")
		switch strings.ToLower(path.Ext(name)) {
		case ".htm", ".html", ".mht", ".docx", ".rtf", ".txt":
			taken = taken || r.embedded
		}
		if !taken || len(r.doc.Files) == maxFiles {
			continue
		}
		data, err := r.archive.Read(name)
		if err != nil {
			r.note(err)
			continue
		}
		if bytes.Contains(data, []byte("E\x00q\x00u\x00a\x00t\x00i\x00o\x00n\x00")) {
			continue // a formula of old Word: its program's name is UTF-16
		}
		r.doc.Files = append(r.doc.Files, document.File{Name: path.Base(name), Data: data})
	}
}

// note keeps the first problem.
func (r *reader) note(err error) {
	if err != nil && r.doc.Problem == "" {
		r.doc.Problem = err.Error()
	}
}
