package forms

import (
	"archive/zip"
	"bytes"
	"embed"
	"encoding/xml"
	"fmt"
	"strings"
	"text/template"
)

//go:embed docx odt
var sources embed.FS

// Format is a format that forms are written in; it is the ending of their names.
type Format string

const (
	DOCX Format = "docx" // ECMA-376, with content controls
	ODT  Format = "odt"  // OpenDocument 1.2, with placeholder fields
)

// Formats lists all formats.
func Formats() []Format { return []Format{DOCX, ODT} }

// File is a form as a file.
type File struct {
	Name string
	Type string // media type
	Data []byte
}

// part is one file of the archive that a document is, and what it is made of.
type part struct{ name, source string }

// archive lists the parts of a document in their order: what tells the type
// must be the first.
func (f Format) archive() (media string, parts []part) {
	if f == ODT {
		return "application/vnd.oasis.opendocument.text", []part{
			{"mimetype", "odt/mimetype"}, // OpenDocument 1.2, part 3, 3.3
			{"content.xml", "odt/content.xml"},
			{"styles.xml", "odt/styles.xml"},
			{"meta.xml", "odt/meta.xml"},
			{"META-INF/manifest.xml", "odt/manifest.xml"},
		}
	}
	return "application/vnd.openxmlformats-officedocument.wordprocessingml.document", []part{
		{"[Content_Types].xml", "docx/types.xml"},
		{"_rels/.rels", "docx/package.rels"},
		{"docProps/core.xml", "docx/core.xml"},
		{"word/document.xml", "docx/document.xml"},
		{"word/_rels/document.xml.rels", "docx/document.rels"},
		{"word/styles.xml", "docx/styles.xml"},
		{"word/settings.xml", "docx/settings.xml"},
	}
}

// File writes the form in a format.
func (form Form) File(f Format) (File, error) {
	media, parts := f.archive()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, p := range parts {
		if err := form.write(w, p); err != nil {
			return File{}, fmt.Errorf("the form %q cannot be written as %s: %w", form.Name, f, err)
		}
	}
	if err := w.Close(); err != nil {
		return File{}, fmt.Errorf("the form %q cannot be written as %s: %w", form.Name, f, err)
	}
	return File{Name: form.Name + "." + string(f), Type: media, Data: out.Bytes()}, nil
}

// write adds one part. It has no time, so that the same form gives the same
// bytes, and no extra field, which the part that tells the type must not have.
func (form Form) write(w *zip.Writer, p part) error {
	t, err := template.New(p.source).Funcs(template.FuncMap{"xml": escape, "add": func(a, b int) int { return a + b }}).ParseFS(sources, p.source)
	if err != nil {
		return err
	}
	_, file, _ := strings.Cut(p.source, "/")
	header := &zip.FileHeader{Name: p.name, Method: zip.Deflate}
	if file == "mimetype" {
		header.Method = zip.Store
	}
	to, err := w.CreateHeader(header)
	if err != nil {
		return err
	}
	return t.ExecuteTemplate(to, file, page{form, askedHead, answerHead, Placeholder})
}

// page is what the parts are made of.
type page struct {
	Form
	AskedHead, AnswerHead, Placeholder string
}

// escape makes a text fit for XML, in an element or an attribute. What XML
// cannot hold becomes U+FFFD.
func escape(s string) (string, error) {
	var b strings.Builder
	err := xml.EscapeText(&b, []byte(s))
	return b.String(), err
}
