// Package zipped opens zip archives, which many documents are (DOCX, ODT, XLSX,
// ODS). They come from strangers: entries and bytes are bounded, and what the archive says of
// sizes is not believed.
package zipped

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"io"
	"strings"
)

const (
	maxEntries = 4000     // files in the archive
	maxPart    = 16 << 20 // bytes of one part after unpacking
	maxTotal   = 48 << 20 // bytes of all parts that are read
)

// What can be wrong with an archive or a part of it, in words for a person.
var (
	ErrUnreadable = errors.New("the document is damaged and cannot be opened")
	ErrTooMany    = errors.New("the document holds too many files")
	ErrDamaged    = errors.New("the document is damaged: what could be read was read")
	ErrCut        = errors.New("the document is damaged: its end is missing; what could be read was read")
	ErrTooLarge   = errors.New("the document is too large; the end of it was not read")
	ErrProtected  = errors.New("the document is protected by a password")
	ErrPacked     = errors.New("a part of the document is packed in a way that cannot be read")
)

// Archive is an open document.
type Archive struct {
	// Names are the names of the parts, in the order of the archive, with
	// slashes.
	Names []string
	// Cut is set if the archive's end is missing: the parts are those that stand
	// before it, the last of them perhaps broken off.
	Cut   bool
	parts map[string]part
	left  int64 // bytes that may still be unpacked
}

// part opens one file of the archive for reading.
type part func() (io.ReadCloser, error)

// Open reads the list of parts. It fails if there is none, or if it is longer
// than that of any document.
func Open(data []byte) (*Archive, error) {
	a := &Archive{parts: map[string]part{}, left: maxTotal}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		a.Cut = true
		if err := a.salvage(data); err != nil {
			return nil, err
		}
		return a, nil
	}
	if len(archive.File) > maxEntries {
		return nil, ErrTooMany
	}
	for _, file := range archive.File {
		a.add(file.Name, func() (io.ReadCloser, error) {
			if file.Flags&1 != 0 {
				return nil, ErrProtected
			}
			return file.Open()
		})
	}
	return a, nil
}

// add lists a part. Of two with one name the first counts.
func (a *Archive) add(name string, p part) {
	name = strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/")
	if a.parts[name] == nil {
		a.Names = append(a.Names, name)
		a.parts[name] = p
	}
}

// Read unpacks a part. With an error come the bytes that could be read. A part
// that is not there is empty.
func (a *Archive) Read(name string) ([]byte, error) {
	open := a.parts[name]
	if open == nil {
		return nil, nil
	}
	stream, err := open()
	switch {
	case errors.Is(err, ErrProtected):
		return nil, err
	case err != nil:
		return nil, ErrPacked
	}
	defer func() { _ = stream.Close() }() // read only: nothing can be lost
	limit := min(maxPart, a.left)
	data, err := io.ReadAll(io.LimitReader(stream, limit+1))
	switch {
	case int64(len(data)) > limit:
		a.left = 0
		return data[:limit], ErrTooLarge
	case err != nil && a.Cut:
		err = ErrCut
	case err != nil:
		err = ErrDamaged
	}
	a.left -= int64(len(data))
	return data, err
}

// Of a part's own header (APPNOTE.TXT, 4.3.7).
const (
	localMark   = "PK\x03\x04"
	localHeader = 30
	stored      = 0
	deflated    = 8
)

// salvage lists the parts by the headers that stand before each of them. It is
// for an archive without its directory, which stands at the end.
func (a *Archive) salvage(data []byte) error {
	for at := 0; ; {
		next := bytes.Index(data[at:], []byte(localMark))
		if next < 0 || len(data)-at-next < localHeader {
			break
		}
		at += next
		header := data[at:]
		method := binary.LittleEndian.Uint16(header[8:])
		size := int(binary.LittleEndian.Uint32(header[18:]))
		name := int(binary.LittleEndian.Uint16(header[26:]))
		extra := int(binary.LittleEndian.Uint16(header[28:]))
		at += len(localMark)
		if localHeader+name+extra > len(header) {
			break
		}
		if len(a.Names) == maxEntries {
			return ErrTooMany
		}
		body := header[localHeader+name+extra:]
		locked := header[6]&1 != 0
		a.add(string(header[localHeader:localHeader+name]), func() (io.ReadCloser, error) {
			switch {
			case locked:
				return nil, ErrProtected
			case method == deflated:
				return flate.NewReader(bytes.NewReader(body)), nil
			case method == stored && size <= len(body):
				return io.NopCloser(bytes.NewReader(body[:size])), nil
			}
			return nil, ErrPacked
		})
	}
	if len(a.Names) == 0 {
		return ErrUnreadable
	}
	return nil
}
