// Package odt reads the text of OpenDocument text files (ISO/IEC 26300, version
// 1.3): documents and templates, packed (.odt, .ott) or flat (.fodt).
//
// It is written for documents from strangers: entries, bytes and nesting are
// bounded, and what zip headers say of sizes is not believed.
package odt

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"path"
	"strings"

	"medelbot/parser/document"
	"medelbot/parser/page"
	"medelbot/parser/zipped"
)

const (
	maxFlat     = 16 << 20 // bytes of a flat document
	maxNesting  = 500      // levels of elements
	maxMargin   = 100      // headers and footers
	maxPrefixes = 100      // of names
	maxFiles    = 20       // embedded files that are handed on
)

// Plain words for what cannot be read.
var (
	errNotText = errors.New("the file is no OpenDocument text")
	errEmpty   = errors.New("the document holds no text")
	errMuch    = errors.New("the document holds too much text; the end of it was not read")
	errNesting = errors.New("the document is nested too deep; the end of it was not read")
	errBroken  = errors.New("the document is damaged; the end of it was not read")
)

// Read reads an ODT file with bounded time and memory. Text is the body, then
// foot- and endnotes. Files are documents embedded in it, and its pictures if it
// holds nothing else. An error means that nothing of it could be read;
// Document.Problem then says the same.
func Read(data []byte) (document.Document, error) {
	r := reader{}
	err := r.read(data)
	if err == nil && r.doc.Text == "" && len(r.doc.Files) == 0 {
		r.note(errEmpty)
	}
	if err != nil {
		return document.Document{Problem: err.Error()}, fmt.Errorf("odt: %w", err)
	}
	return r.doc, nil
}

// reader reads one document.
type reader struct {
	archive *zipped.Archive
	doc     document.Document
}

func (r *reader) read(data []byte) error {
	if !bytes.HasPrefix(data, []byte("PK")) {
		return r.readFlat(data)
	}
	var err error
	if r.archive, err = zipped.Open(data); err != nil {
		return err
	}
	if r.archive.Cut {
		r.note(zipped.ErrCut)
	}
	if r.protected() {
		return zipped.ErrProtected
	}
	w := newWalker()
	styles, err := r.archive.Read("styles.xml")
	if err == nil {
		err = w.walk(styles)
	}
	content, problem := r.archive.Read("content.xml")
	switch {
	case len(content) == 0 && problem != nil:
		return problem
	case len(content) == 0 && r.archive.Cut:
		return zipped.ErrUnreadable
	}
	if walked := w.walk(content); problem == nil {
		problem = walked
	}
	r.note(problem) // of the body before that of the margins
	r.note(err)
	if err := r.take(w); err != nil {
		return err
	}
	r.files()
	return nil
}

func (r *reader) readFlat(data []byte) error {
	head := data[:min(len(data), 4096)]
	if !bytes.Contains(head, []byte("urn:oasis:names:tc:opendocument:xmlns:office")) {
		return errNotText
	}
	w := newWalker()
	if len(data) > maxFlat {
		r.note(zipped.ErrTooLarge)
		data = data[:maxFlat]
	}
	r.note(w.walk(data))
	return r.take(w)
}

// take gathers what a walker has read.
func (r *reader) take(w *walker) error {
	if !w.found {
		if r.doc.Problem != "" {
			return errors.New(r.doc.Problem)
		}
		return errNotText
	}
	if w.page.Full() {
		r.note(errMuch)
	}
	text := w.page.Text()
	margins := strings.Join(w.margins, "\n\n")
	if text == "" {
		// A form that was laid in the margin: nothing else is on the page.
		text, margins = margins, ""
	}
	r.doc.Text = page.Join(page.Join(text, strings.Join(w.footnotes, "\n")), strings.Join(w.endnotes, "\n"))
	r.doc.Margins = margins
	r.doc.Deleted = w.page.Deleted()
	return nil
}

// protected tells an encrypted package: each part is encrypted for itself
// (part 2, 3.4), or since ODF 1.4 the whole package as one part of another.
func (r *reader) protected() bool {
	for _, name := range r.archive.Names {
		if name == "encrypted-package" {
			return true
		}
	}
	manifest, err := r.archive.Read("META-INF/manifest.xml")
	return err == nil && bytes.Contains(manifest, []byte("encryption-data"))
}

// files hands on what other programs put into the document. Pictures count only
// where they are all there is: else they are logos.
func (r *reader) files() {
	for _, name := range r.archive.Names {
		dir, base := path.Split(name)
		dir = strings.TrimSuffix(dir, "/")
		var file document.File
		switch {
		case len(r.doc.Files) == maxFiles:
			return
		case dir == "" && strings.HasPrefix(base, "Object "), dir == "Pictures" && r.doc.Text == "":
			data, err := r.archive.Read(name)
			r.note(err)
			file = document.File{Name: base, Data: data}
		case strings.HasPrefix(dir, "Object ") && base == "content.xml" && !strings.Contains(dir, "/"):
			file = r.sheet(dir)
		}
		if len(file.Data) > 0 {
			r.doc.Files = append(r.doc.Files, file)
		}
	}
}

// sheet packs an embedded spreadsheet as a file of its own. Charts and formulas
// are left out.
func (r *reader) sheet(dir string) document.File {
	content, err := r.archive.Read(dir + "/content.xml")
	if err != nil || !bytes.Contains(content, []byte("<office:spreadsheet")) {
		return document.File{}
	}
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, part := range []struct {
		name   string
		method uint16
		data   []byte
	}{
		{"mimetype", zip.Store, []byte("application/vnd.oasis.opendocument.spreadsheet")},
		{"content.xml", zip.Deflate, content},
	} {
		w, err := archive.CreateHeader(&zip.FileHeader{Name: part.name, Method: part.method})
		if err == nil {
			_, err = w.Write(part.data)
		}
		r.note(err) // a buffer in memory takes all
	}
	r.note(archive.Close())
	return document.File{Name: dir + ".ods", Data: out.Bytes()}
}

// note keeps the first problem.
func (r *reader) note(err error) {
	if err != nil && r.doc.Problem == "" {
		r.doc.Problem = err.Error()
	}
}
