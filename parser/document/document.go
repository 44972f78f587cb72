// Package document says what was read of one attachment, whatever its format.
package document

import "sort"

// Document is what a reader found in one file. It can be passed between
// processes as JSON.
type Document struct {
	// Type is the media type by content; "" if nobody looked.
	Type string `json:"type,omitempty"`
	// Text is what a person reads: paragraphs as lines, the cells of a table
	// row joined by tab, check boxes as [x] and [ ], form fields with their
	// values. Tracked changes count as accepted; placeholders are left out.
	Text string `json:"text,omitempty"`
	// Places tell where the parts of Text stand, in ascending order.
	Places []Place `json:"places,omitempty"`
	// Margins is the text of page headers and footers. It is kept apart because
	// a letter-foot is nobody's answer.
	Margins string `json:"margins,omitempty"`
	// Deleted is text that tracked changes have removed or that is formatted as
	// hidden.
	Deleted string `json:"deleted,omitempty"`
	// OCR is set if Text was read from pictures, so that its values are to be
	// confirmed.
	OCR bool `json:"ocr,omitempty"`
	// Scan is set if words may stand in pictures that were not read: OCR can
	// tell. Problem then says what one does without.
	Scan bool `json:"scan,omitempty"`
	// Files are the files that this one holds: of an archive, a mail or a PDF
	// with files embedded.
	Files []File `json:"files,omitempty"`
	// Problem says in words for a person what could not be read; "" if all was.
	Problem string `json:"problem,omitempty"`
}

// Place is where a part of a text stands in its document. It reaches to the
// next one.
type Place struct {
	Offset int    `json:"offset"` // bytes into Text
	Name   string `json:"name"`   // "page 2", or a cell as "Budget!B7"
}

// File is a file within a document.
type File struct {
	Name string `json:"name"`
	Data []byte `json:"data"`
}

// At names the place of the byte at offset in Text; "" if none is known.
func (d *Document) At(offset int) string { return PlaceAt(d.Places, offset) }

// PlaceAt names the last of the places, which ascend, that begins at offset or
// before it; "" if none does.
func PlaceAt(places []Place, offset int) string {
	i := sort.Search(len(places), func(i int) bool { return places[i].Offset > offset })
	if i == 0 {
		return ""
	}
	return places[i-1].Name
}
