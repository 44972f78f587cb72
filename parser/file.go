package parser

import (
	"bytes"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/gabriel-vasile/mimetype"

	"medelbot"
	"medelbot/parser/docx"
	"medelbot/parser/htmltext"
	"medelbot/parser/message"
)

// file is one attachment.
type file struct {
	medelbot.Attachment
	text     string // what could be read
	document bool   // it may hold words that matter; a logo or a visiting card does not
}

const (
	typeDOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	// maxFileText bounds what is read of one attachment, in bytes.
	maxFileText = 1 << 20
	// logoSize is the size in bytes up to which a picture without a name of its
	// own is taken for a part of the signature.
	logoSize = 15 << 10
)

// newFile reads an attachment, or says why it was not read.
func newFile(p *message.Part) file {
	f := file{Attachment: medelbot.Attachment{Name: p.Name, Type: contentType(p), Size: int64(len(p.Data))}, document: true}
	if f.Name == "" {
		f.Name = "attachment " + p.Path
	}
	if len(p.Data) == 0 {
		f.Problem = "it is empty"
		return f
	}
	switch {
	case f.Type == typeDOCX || isZip(p.Data) && strings.EqualFold(path.Ext(p.Name), ".docx"):
		d, err := docx.Read(p.Data)
		f.text, f.Problem = d.Text, d.Problem
		if err != nil && f.Problem == "" {
			f.Problem = err.Error()
		}
	case f.Type == "text/html":
		f.text = htmltext.Convert(textOf(p)).Visible
	case strings.HasPrefix(f.Type, "text/") && f.Type != "text/rtf":
		f.text = textOf(p)
	case strings.HasPrefix(f.Type, "audio/"), strings.HasPrefix(f.Type, "video/"):
		f.document = false
	default:
		f.Problem = "files of the type " + f.Type + " are not read"
	}
	if len(f.text) > maxFileText {
		f.text = strings.ToValidUTF8(f.text[:maxFileText], "")
	}
	if p.Truncated && f.Problem == "" {
		f.Problem = "its end is missing"
	}
	return f
}

// contentType tells what a file is by its content; names and declared types
// lie, most often as application/octet-stream.
func contentType(p *message.Part) string {
	sniffed, _, _ := strings.Cut(mimetype.Detect(p.Data).String(), ";")
	switch sniffed {
	case "application/octet-stream":
		return p.Type
	case "text/plain":
		if strings.HasPrefix(p.Type, "text/") {
			return p.Type
		}
	}
	return sniffed
}

func isZip(data []byte) bool { return bytes.HasPrefix(data, []byte("PK\x03\x04")) }

// textOf returns the text of a part that is declared as text or is found to be.
func textOf(p *message.Part) string {
	if p.Text != "" {
		return p.Text
	}
	if utf8.Valid(p.Data) {
		return string(p.Data)
	}
	runes := make([]rune, len(p.Data)) // Latin-1: each byte is its code point
	for i, b := range p.Data {
		runes[i] = rune(b)
	}
	return string(runes)
}

// isBody tells a part that is shown as the mail's own text.
func isBody(p *message.Part) bool {
	if p.Type != "text/plain" && p.Type != "text/html" || p.Disposition == "attachment" {
		return false
	}
	return p.Name == "" || p.Alternative != 0
}

// isTrimming tells a part that belongs to the mail's dress: signatures,
// visiting cards, calendar entries, reports of mail servers, logos.
func isTrimming(p *message.Part, html string) bool {
	switch p.Type {
	case "text/calendar", "application/ics", "text/vcard", "text/x-vcard", "text/directory", "application/pgp-signature", "application/pgp-keys",
		"application/pkcs7-signature", "application/x-pkcs7-signature", "text/x-amp-html", "text/rfc822-headers", "message/delivery-status",
		"message/disposition-notification", "message/partial", "message/external-body", "text/enriched", "text/watch-html":
		return true
	}
	switch strings.ToLower(path.Ext(p.Name)) {
	case ".ics", ".vcf", ".p7s", ".asc", ".sig":
		return true
	}
	if !strings.HasPrefix(p.Type, "image/") {
		return p.Name == "" && len(p.Data) == 0
	}
	if p.ContentID != "" && (strings.Contains(html, "cid:"+p.ContentID) || p.Disposition == "inline") {
		return true
	}
	return len(p.Data) < logoSize && (p.Disposition != "attachment" || strings.HasPrefix(strings.ToLower(p.Name), "image"))
}
