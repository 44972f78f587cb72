package parser

import (
	"fmt"
	"mime"
	"path"
	"slices"
	"strings"

	"medelbot"
	"medelbot/parser/attachment"
	"medelbot/parser/document"
	"medelbot/parser/lexicon"
	"medelbot/parser/message"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
)

// file is one attachment, or a file within one.
type file struct {
	medelbot.Attachment
	text     string           // what could be read
	places   []document.Place // where the parts of text stand
	aside    string           // nobody's words, and only searched: page headers and footers, what was crossed out
	ocr      bool             // text was read off pictures
	card     string           // what visiting cards say; text is then ""
	margins  string           // of aside, page headers and footers
	unasked  bool             // it states nothing of an application: a brochure, an older version
	document bool             // it may hold words that matter; a logo or a visiting card does not
}

const (
	// maxFiles bounds how many files of one mail are read, with those within
	// others; maxInside how deep they may lie.
	maxFiles  = 60
	maxInside = 2
	// logoSize is the size in bytes up to which a picture without a name of its
	// own is taken for a part of the signature.
	logoSize = 15 << 10
)

// open reads an attachment and the files within it, or says why it was not
// read.
func (r *reader) open(p *message.Part) []file {
	name, declared, data := p.Name, mime.FormatMediaType(p.Type, p.Params), p.Data
	if name == "" {
		name = "attachment " + p.Path
	}
	if p.Text != "" && attachment.IsText(attachment.Type(name, declared, data)) {
		declared, data = p.Type+"; charset=utf-8", []byte(p.Text) // decoded as its fields say
	}
	files := r.openFile(nil, name, declared, data, 0)
	if f := &files[0]; p.Truncated && f.Problem == "" {
		f.Problem = "its end is missing"
	}
	files[0].Size = int64(len(p.Data))
	return files
}

// openFile adds a file and those within it to a list.
func (r *reader) openFile(files []file, name, declared string, data []byte, depth int) []file {
	f := file{Attachment: medelbot.Attachment{Name: name, Type: attachment.Type(name, declared, data), Size: int64(len(data))}, document: true}
	switch {
	case strings.HasPrefix(f.Type, "audio/"), strings.HasPrefix(f.Type, "video/"):
		f.document = false
		return append(files, f)
	case r.opened >= maxFiles:
		f.Problem = fmt.Sprintf("the mail has more than %d files, and this one was not read", maxFiles)
		return append(files, f)
	}
	r.opened++
	if r.opts.Inspect != nil && !r.opts.Inspect(data) {
		f.Problem = "it was not let through to be read"
		return append(files, f)
	}
	read := r.opts.Documents
	if read == nil || attachment.IsText(f.Type) {
		read = attachment.Read // what a mail's body may be is no more dangerous in a file
	}
	d := read(name, declared, data)
	f.text, f.places, f.ocr, f.Problem = onlyTicked(d.Text), d.Places, d.OCR, d.Problem
	f.margins, f.aside = d.Margins, d.Margins+"\n"+d.Deleted
	if d.Type != "" {
		f.Type = d.Type
	}
	if f.Type == attachment.TypeVCard {
		// It tells how to reach somebody, and is nobody's statement; a broken
		// one is not worth asking for.
		f.card, f.text, f.Problem, f.document = f.text, "", "", false
	}
	files = append(files, f)
	if depth == maxInside {
		return files
	}
	for _, inner := range d.Files {
		files = r.openFile(files, name+"/"+inner.Name, "", inner.Data, depth+1)
	}
	return files
}

// share cuts the texts of files so that they have at most so many bytes together.
// The short ones stay whole: a form shall not suffer from the brochure that lies
// before it.
func share(files []file, most int) {
	order := make([]*file, len(files))
	for i := range files {
		order[i] = &files[i]
	}
	slices.SortStableFunc(order, func(a, b *file) int { return len(a.text) - len(b.text) })
	for i, f := range order {
		if room := most / (len(order) - i); len(f.text) > room {
			f.text = strings.ToValidUTF8(f.text[:room], "")
		}
		most -= len(f.text)
	}
}

// isBody tells a part that is shown as the mail's own text.
func isBody(p *message.Part) bool {
	if p.Type != "text/plain" && p.Type != "text/html" || p.Disposition == "attachment" {
		return false
	}
	return p.Name == "" || p.Alternative != 0
}

// isTrimming tells a part that belongs to the mail's dress: signatures,
// calendar entries, reports of mail servers, logos.
func isTrimming(p *message.Part, html string) bool {
	switch p.Type {
	case "application/applefile": // what a Mac knows of a file besides its content (RFC 1740)
		return true
	case "text/calendar", "application/ics", "application/pgp-signature", "application/pgp-keys",
		"application/pkcs7-signature", "application/x-pkcs7-signature", "text/x-amp-html", "text/rfc822-headers", "message/delivery-status",
		"message/disposition-notification", "message/partial", "message/external-body", "text/enriched", "text/watch-html":
		return true
	}
	switch strings.ToLower(path.Ext(p.Name)) {
	case ".ics", ".p7s", ".asc", ".sig":
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

// forgotten tells that the writer speaks of an attachment and that none came.
func (r *reader) forgotten() bool {
	for i := range r.source.files {
		if r.source.files[i].document {
			return false
		}
	}
	return swedish.PointsTo(phrase.Words(r.source.own), lexicon.Attached)
}
