// Package docx reads the text of Word documents (Office Open XML, ECMA-376).
package docx

// Document is the text of one Word document.
type Document struct {
	Text    string // paragraphs as lines; cells of a table row joined by tab
	Deleted string // text that tracked changes have removed
	Problem string // what could not be read, in words for a person; "" if all was
}

// Read reads a DOCX file with bounded memory. An error means that nothing of it
// could be read; Document.Problem then says why in words for a person.
func Read(data []byte) (Document, error) {
	return Document{}, nil
}
