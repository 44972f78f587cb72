// Package attachment reads one file that came with a mail: it tells what the
// file is by its content and hands it to the reader of that format.
//
// It is meant to run in a process of its own with limits (package apart), for
// the files come from strangers. Even without them its time and memory are
// bounded, and it never panics.
package attachment

import (
	"bytes"
	"fmt"
	"mime"
	"strings"

	"medelbot/parser/doc"
	"medelbot/parser/document"
	"medelbot/parser/docx"
	"medelbot/parser/htmltext"
	"medelbot/parser/message"
	"medelbot/parser/odt"
	"medelbot/parser/pdf"
	"medelbot/parser/rtf"
	"medelbot/parser/sheet"
	"medelbot/parser/tnef"
	"medelbot/parser/vcard"
)

const (
	// maxText bounds each text that is read of one file, in bytes.
	maxText = 1 << 20
	// maxInside bounds the files handed on out of one file, in bytes together.
	maxInside = 16 << 20
)

// maxFiles bounds how many files are handed on out of one file.
const maxFiles = 50

// Read reads a file. name and declared (a Content-Type with its parameters) are
// what the mail says of it; both may be "". What cannot be read is told in
// Problem. Files that lie in the file are not read: they come in Files.
func Read(name, declared string, data []byte) (doc document.Document) {
	kind := Type(name, declared, data)
	// The readers rely on libraries, and anybody can send any bytes.
	defer func() {
		if fault := recover(); fault != nil {
			doc = document.Document{Problem: "it is damaged in a way that no reader survives"}
		}
		if doc.Type == "" {
			doc.Type = kind
		}
		bound(&doc)
	}()
	switch {
	case len(data) == 0:
		return document.Document{Problem: "it is empty"}
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		return readArchive(name, kind, data)
	case kind == typeOLE && isEncrypted(data):
		return document.Document{Problem: "it is protected by a password"}
	case kind == typeHTML || kind == typeXHTML:
		return fromHTML(message.TextFile(typeHTML, charset(declared), data))
	case kind == typeMail:
		return fromMail(message.Parse(data))
	case strings.HasPrefix(kind, "image/"):
		return readPicture(kind, data)
	}
	if read := reader(kind); read != nil {
		return said(read(data))
	}
	if strings.HasPrefix(kind, "text/") && kind != "text/xml" && kind != "text/calendar" {
		return document.Document{Text: message.TextFile(kind, charset(declared), data)}
	}
	return document.Document{Problem: unread(kind)}
}

// readFunc reads one format. With an error the document may still hold what
// was read before it.
type readFunc func(data []byte) (document.Document, error)

// reader returns the reader of a format, nil if there is none.
func reader(kind string) readFunc {
	switch kind {
	case typeDOCX:
		return docx.Read
	case typeODT:
		return odt.Read
	case typeRTF:
		return rtf.Read
	case typeDOC:
		return doc.Read
	case typePDF:
		return pdf.Read
	case typeXLSX, typeODS, typeXLS:
		return sheet.Read
	case TypeTNEF:
		return tnef.Read
	case TypeVCard:
		return vcard.Read
	}
	return nil
}

// said keeps what is wrong with a document in words for a person.
func said(doc document.Document, err error) document.Document {
	if err != nil && doc.Problem == "" {
		doc.Problem = err.Error()
	}
	return doc
}

// fromHTML keeps apart what a reader of the page would not see.
func fromHTML(html string) document.Document {
	t := htmltext.Convert(html)
	deleted := t.Deleted
	if t.Hidden != "" {
		deleted = strings.TrimSpace(deleted + "\n" + t.Hidden)
	}
	return document.Document{Text: t.Visible, Deleted: deleted}
}

func charset(declared string) string {
	_, params, err := mime.ParseMediaType(declared)
	if err != nil {
		return "" // then the bytes tell
	}
	return params["charset"]
}

// bound cuts what is longer than any application, and makes names harmless.
func bound(doc *document.Document) {
	cut := false
	for _, s := range []*string{&doc.Text, &doc.Margins, &doc.Deleted} {
		if len(*s) > maxText {
			*s, cut = strings.ToValidUTF8((*s)[:maxText], ""), true
		}
	}
	for len(doc.Places) > 0 && doc.Places[len(doc.Places)-1].Offset >= len(doc.Text) && cut {
		doc.Places = doc.Places[:len(doc.Places)-1]
	}
	room := maxInside
	kept := doc.Files[:0]
	for _, f := range doc.Files {
		if len(kept) == maxFiles || len(f.Data) > room {
			cut = true
			continue
		}
		room -= len(f.Data)
		f.Name = baseName(f.Name)
		kept = append(kept, f)
	}
	doc.Files = kept
	if cut && doc.Problem == "" {
		doc.Problem = "it holds more than is read of one file"
	}
}

// formats names formats that are not read, in words for a person.
var formats = map[string]string{
	typePPTX: "PowerPoint", typePPT: "PowerPoint", typeODP: "Impress", typeMSG: "Outlook (.msg)",
	typePages: "Apple Pages", "application/vnd.apple.numbers": "Apple Numbers", "application/vnd.apple.keynote": "Apple Keynote",
	"application/x-7z-compressed": "7-Zip", "application/x-rar-compressed": "RAR", "application/vnd.rar": "RAR", "application/gzip": "gzip",
	"image/heic": "HEIC", "image/heif": "HEIC", "image/svg+xml": "SVG", typeOLE: "Unknown Office (OLE)",
	"application/postscript": "PostScript", "application/vnd.ms-publisher": "Publisher",
}

// unread says that files of a format are not read.
func unread(kind string) string {
	if name, known := formats[kind]; known {
		return fmt.Sprintf("%s files are not read", name)
	}
	if kind == typeBytes {
		return "it is of a type that nobody knows"
	}
	return fmt.Sprintf("files of the type %s are not read", kind)
}
