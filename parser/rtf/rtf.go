// Package rtf reads the text of Rich Text Format documents (RTF specification
// 1.9.1) and of HTML mail that Outlook has wrapped into RTF (MS-OXRTFEX).
//
// It is written for documents from strangers: the nesting of groups and the text
// are bounded, and the time grows with the size only.
package rtf

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"medelbot/parser/document"
	"medelbot/parser/htmltext"
	"medelbot/parser/page"
)

// Plain words for what cannot be read.
var (
	errNotRTF   = errors.New("the file is no RTF document")
	errEmpty    = errors.New("the document holds no text")
	errPictures = errors.New("the document holds only pictures")
	errCut      = errors.New("the document is damaged: its end is missing; what could be read was read")
	errNesting  = errors.New("the document is nested too deep; the end of it was not read")
	errMuch     = errors.New("the document holds too much text; the end of it was not read")
	errEmbedded = errors.New("a document embedded in the document was not read")
)

// Read reads an RTF file. Text is the body, then foot- and endnotes. Files are
// its pictures, if it holds nothing else. An error means that nothing of it
// could be read; Document.Problem then says the same.
func Read(data []byte) (document.Document, error) {
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), " \t\r\n")
	if !bytes.HasPrefix(data, []byte(`{\rtf`)) {
		return document.Document{Problem: errNotRTF.Error()}, fmt.Errorf("rtf: %w", errNotRTF)
	}
	r := newReader(data)
	err := r.read()
	doc := document.Document{
		Text:    r.page.Text(),
		Margins: strings.Join(r.margins, "\n\n"),
		Deleted: r.page.Deleted(),
	}
	if r.isHTML {
		converted := htmltext.Convert(r.html.String())
		doc.Text, doc.Deleted = converted.Visible, converted.Hidden
	}
	if doc.Text == "" {
		// A form that was laid in the margin: nothing else is on the page.
		doc.Text, doc.Margins = doc.Margins, ""
	}
	if doc.Text == "" {
		doc.Files = r.pictures.files
	}
	doc.Text = page.Join(page.Join(doc.Text, strings.Join(r.footnotes, "\n")), strings.Join(r.endnotes, "\n"))
	switch {
	case err != nil:
	case r.page.Full():
		err = errMuch
	case r.embedded:
		err = errEmbedded
	case doc.Text == "" && r.pictured && len(doc.Files) == 0:
		err = errPictures
	case doc.Text == "" && len(doc.Files) == 0:
		err = errEmpty
	}
	if err != nil {
		doc.Problem = err.Error()
	}
	return doc, nil
}
