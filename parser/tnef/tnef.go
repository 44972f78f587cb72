// Package tnef reads winmail.dat files (Transport Neutral Encapsulation Format,
// MS-OXTNEF), in which Outlook wraps a whole mail with its attachments. Names in
// its comments are those of that specification.
//
// It is written for files from strangers: nothing that a file says of its own
// sizes is believed, and check sums that are wrong are passed over.
package tnef

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"medelbot/parser/document"
	"medelbot/parser/htmltext"
	"medelbot/parser/message"
	"medelbot/parser/rtf"
)

const (
	signature  = 0x223e9f78
	headerSize = 6       // signature and key
	maxFiles   = 50      // attachments that are handed on
	maxData    = 4 << 20 // bytes of a text
)

// Plain words for what cannot be read.
var (
	errNotTNEF = errors.New("the file is no winmail.dat")
	errEmpty   = errors.New("the mail in it holds no text and no files")
	errDamaged = errors.New("it is damaged: what could be read was read")
	errFiles   = fmt.Errorf("it holds more than %d files; the others were not read", maxFiles)
	errLinked  = errors.New("a file in it is only a link to where it lies")
)

// Attributes of the stream (2.1.3).
const (
	attOemCodepage  = 0x00069007
	attBody         = 0x0002800c
	attMsgProps     = 0x00069003
	attRendData     = 0x00069002 // begins an attachment
	attAttachTitle  = 0x00018010
	attAttachData   = 0x0006800f
	attAttachment   = 0x00069005 // properties of an attachment
	levelAttachment = 2
)

// Read reads a winmail.dat file. Text is the body of the mail, from HTML, RTF or
// plain text; Files are its attachments, of which an attached mail is another
// winmail.dat. An error means that the file is none of the kind;
// Document.Problem then says the same.
func Read(data []byte) (document.Document, error) {
	if len(data) < headerSize || binary.LittleEndian.Uint32(data) != signature {
		return document.Document{Problem: errNotTNEF.Error()}, fmt.Errorf("tnef: %w", errNotTNEF)
	}
	r := reader{charset: charsetOf(0)}
	r.attributes(data[headerSize:])
	r.endFile()
	doc := r.body()
	doc.Files = r.files
	if doc.Text == "" && len(doc.Files) == 0 {
		r.note(errEmpty)
	}
	if r.problem != nil {
		doc.Problem = r.problem.Error()
	}
	return doc, nil
}

// reader reads one stream.
type reader struct {
	charset string // of 8-bit texts
	plain   string
	html    string
	rtf     []byte
	files   []document.File
	file    *attached // that is being read
	problem error     // the first one
}

// attached is one attachment with the names it goes by.
type attached struct {
	title, name, long, display string
	data                       []byte
	linked                     bool // it lies elsewhere
}

func (r *reader) note(err error) {
	if err != nil && r.problem == nil {
		r.problem = err
	}
}

// attributes reads the attributes one after the other.
func (r *reader) attributes(data []byte) {
	for len(data) > 0 {
		if len(data) < 9 {
			r.note(errDamaged)
			return
		}
		level, id := data[0], binary.LittleEndian.Uint32(data[1:])
		size := int64(binary.LittleEndian.Uint32(data[5:]))
		if level != 1 && level != levelAttachment {
			r.note(errDamaged)
			return
		}
		data = data[9:]
		if size > int64(len(data)) {
			r.note(errDamaged)
			size = int64(len(data))
		}
		value := data[:size]
		data = data[size:]
		data = data[min(len(data), 2):] // the check sum, which some programs get wrong
		r.attribute(id, value)
	}
}

func (r *reader) attribute(id uint32, value []byte) {
	switch id {
	case attOemCodepage:
		if len(value) >= 4 {
			r.charset = charsetOf(binary.LittleEndian.Uint32(value))
		}
	case attBody:
		r.plain = r.text8(value)
	case attMsgProps:
		r.properties(value, r.messageProperty)
	case attRendData:
		r.endFile()
		r.file = &attached{}
	case attAttachTitle:
		r.open().title = r.text8(value)
	case attAttachData:
		r.open().data = value
	case attAttachment:
		r.open()
		r.properties(value, r.fileProperty)
	}
}

// open returns the attachment that is being read. What begins it may be lost.
func (r *reader) open() *attached {
	if r.file == nil {
		r.file = &attached{}
	}
	return r.file
}

// endFile hands on the attachment that was read.
func (r *reader) endFile() {
	f := r.file
	r.file = nil
	switch {
	case f == nil:
	case len(f.data) == 0 && f.linked:
		r.note(errLinked)
	case len(f.data) == 0 && (f.fileName() == "" || r.problem != nil):
	case len(r.files) == maxFiles:
		r.note(errFiles)
	default:
		name := f.fileName()
		if name == "" {
			name = "unnamed"
		}
		r.files = append(r.files, document.File{Name: name, Data: f.data})
	}
}

// fileName chooses the best name of an attachment, without folders. Titles are
// cut to eight letters and three by some programs.
func (f *attached) fileName() string {
	for _, name := range []string{f.long, f.name, f.title, f.display} {
		name = name[strings.LastIndexAny(name, `/\`)+1:]
		name = strings.TrimSpace(strings.Map(func(r rune) rune {
			if r < ' ' || r == 0x7f {
				return -1
			}
			return r
		}, name))
		if runes := []rune(name); len(runes) > 150 {
			name = string(runes[:150])
		}
		if name != "" && name != "." && name != ".." {
			return name
		}
	}
	return ""
}

// body reads the text of the mail: the HTML, where tables stay together, or the
// RTF; the plain text where those are empty.
func (r *reader) body() document.Document {
	var doc document.Document
	switch {
	case r.html != "":
		t := htmltext.Convert(r.html)
		doc.Text, doc.Deleted = t.Visible, strings.TrimSpace(t.Deleted+"\n"+t.Hidden)
	case len(r.rtf) > 0:
		text, err := decompress(r.rtf)
		r.note(err)
		if read, err := rtf.Read(text); err == nil {
			doc.Text, doc.Deleted = read.Text, read.Deleted
		}
	}
	if len(strings.TrimSpace(doc.Text))*3 < len(strings.TrimSpace(r.plain)) {
		doc.Text = r.plain
	}
	doc.Text = strings.TrimSpace(doc.Text)
	return doc
}

// text8 reads a text in the code page of the mail. It ends with a zero.
func (r *reader) text8(value []byte) string {
	value = value[:min(len(value), maxData)]
	for i, b := range value {
		if b == 0 {
			value = value[:i]
			break
		}
	}
	return message.TextFile("text/plain", r.charset, value)
}

// charsetOf names a code page of Windows.
func charsetOf(page uint32) string {
	switch {
	case page == 65001:
		return "utf-8"
	case page > 28590 && page <= 28605:
		return fmt.Sprintf("iso-8859-%d", page-28590)
	case page >= 1250 && page <= 1258 || page == 874:
		return fmt.Sprintf("windows-%d", page)
	case page == 437 || page == 850 || page == 866:
		return fmt.Sprintf("ibm%d", page)
	}
	return "windows-1252" // that of western Europe
}
