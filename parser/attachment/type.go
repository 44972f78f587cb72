package attachment

import (
	"bytes"
	"path"
	"strings"

	"github.com/gabriel-vasile/mimetype"

	"medelbot/parser/message"
	"medelbot/parser/zipped"
)

// Media types that are told from one another.
const (
	typeDOCX  = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	typeXLSX  = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	typePPTX  = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
	typeODT   = "application/vnd.oasis.opendocument.text"
	typeODS   = "application/vnd.oasis.opendocument.spreadsheet"
	typeODP   = "application/vnd.oasis.opendocument.presentation"
	typeDOC   = "application/msword"
	typeXLS   = "application/vnd.ms-excel"
	typePPT   = "application/vnd.ms-powerpoint"
	typeMSG   = "application/vnd.ms-outlook"
	typeOLE   = "application/x-ole-storage"
	typeRTF   = "text/rtf"
	typePDF   = "application/pdf"
	typeHTML  = "text/html"
	typeXHTML = "application/xhtml+xml"
	typePlain = "text/plain"
	typeMail  = "message/rfc822"
	typeZIP   = "application/zip"
	typePages = "application/vnd.apple.pages"
	typeBytes = "application/octet-stream"
)

// TypeTNEF is the media type of a winmail.dat, which holds a whole mail.
const TypeTNEF = "application/vnd.ms-tnef"

// TypeVCard is the media type of visiting cards.
const TypeVCard = "text/vcard"

// pdfSearch is how far into a file its PDF header may stand: readers allow for
// 1024 bytes of something else before it (PDF 1.7, appendix H.3.4.1).
const pdfSearch = 1024

// Type tells the media type of a file by its content; names and declared types
// lie, most often as application/octet-stream. It looks at the beginning only:
// what kind of archive a zip is, Read tells better.
func Type(name, declared string, data []byte) string {
	declared, _, _ = strings.Cut(strings.ToLower(declared), ";")
	declared = strings.TrimSpace(declared)
	switch {
	case bytes.HasPrefix(data, []byte{0x78, 0x9f, 0x3e, 0x22}): // MS-OXTNEF, 2.1.3.1
		return TypeTNEF
	case bytes.Contains(data[:min(len(data), pdfSearch)], []byte("%PDF-")):
		return typePDF
	}
	sniffed := mediaType(mimetype.Detect(data).String())
	switch {
	case sniffed == typeOLE:
		return oleType(data)
	case sniffed == "text/xml" && bytes.Contains(data[:min(len(data), 4096)], []byte("urn:oasis:names:tc:opendocument:xmlns:office")):
		return typeODT // flat: one file of XML, no archive
	case sniffed == typeBytes && message.IsUTF16(data):
		return textType(declared, typePlain)
	case sniffed == typeBytes && declared != "":
		return declared
	case strings.HasPrefix(sniffed, "text/") || sniffed == typeMail:
		if declared == typeMail || message.IsSaved(name, data) {
			return typeMail
		}
		return textType(declared, sniffed)
	}
	return sniffed
}

// textType chooses between what a text was declared as and what it looks like:
// plain text can look like a program, and what looks like a table with commas
// is a letter.
func textType(declared, sniffed string) string {
	switch sniffed {
	case typeHTML, typeRTF, TypeVCard, "text/calendar", "text/xml":
		return sniffed
	case typeMail:
		return typePlain // a letter with "From:" in its first line
	}
	if strings.HasPrefix(declared, "text/") {
		return declared
	}
	return typePlain
}

func mediaType(s string) string {
	s, _, _ = strings.Cut(s, ";")
	return s
}

// Streams of OLE containers (MS-CFB), by which programs know their own. Their
// names are kept in UTF-16.
var oleStreams = []struct{ stream, mediaType string }{
	{"EncryptedPackage", typeOLE}, // Office documents with a password (MS-OFFCRYPTO, 1.3.3)
	{"WordDocument", typeDOC},
	{"Workbook", typeXLS},
	{"PowerPoint Document", typePPT},
	{"__properties_version1.0", typeMSG},
	{"Book", typeXLS}, // Excel 5
}

func oleType(data []byte) string {
	for _, s := range oleStreams {
		if bytes.Contains(data, utf16Name(s.stream)) {
			return s.mediaType
		}
	}
	return typeOLE
}

// isEncrypted tells an Office document that needs a password to be opened.
func isEncrypted(data []byte) bool { return bytes.Contains(data, utf16Name("EncryptedPackage")) }

func utf16Name(s string) []byte {
	var out []byte
	for _, c := range []byte(s) {
		out = append(out, c, 0)
	}
	return append(out, 0, 0)
}

// archiveType tells what a zip archive is by its parts.
func archiveType(name string, a *zipped.Archive) string {
	for _, n := range a.Names {
		n = strings.ToLower(n)
		switch {
		case strings.HasPrefix(n, "word/"):
			return typeDOCX // with or without macros
		case strings.HasPrefix(n, "xl/"):
			return typeXLSX
		case strings.HasPrefix(n, "ppt/"):
			return typePPTX
		case n == "mimetype":
			// Its place and form are given (OpenDocument 1.2, part 3, 3.3).
			if data, err := a.Read(n); err == nil && bytes.HasPrefix(data, []byte("application/")) {
				return strings.TrimSuffix(strings.TrimSpace(string(data[:min(len(data), 100)])), "-template")
			}
		case n == "index/document.iwa", n == "index.zip", n == "quicklook/preview.pdf":
			return appleType(name)
		}
	}
	return typeZIP
}

// appleType: the three programs of Apple keep their files alike.
func appleType(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".numbers":
		return "application/vnd.apple.numbers"
	case ".key":
		return "application/vnd.apple.keynote"
	}
	return typePages
}

// IsText tells the formats that are as simple to read as a mail's body.
func IsText(kind string) bool {
	switch kind {
	case typeRTF, "text/xml":
		return false
	case typeXHTML:
		return true
	}
	return strings.HasPrefix(kind, "text/")
}
