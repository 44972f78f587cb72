package attachment

import (
	"errors"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"medelbot/parser/document"
	"medelbot/parser/zipped"
)

// readArchive reads what begins like a zip archive: a document, or an archive
// of files, which are unpacked one level deep.
func readArchive(name, kind string, data []byte) document.Document {
	archive, err := zipped.Open(data)
	if err != nil {
		return document.Document{Type: kind, Problem: strings.Replace(err.Error(), "the document", "it", 1)}
	}
	if found := archiveType(name, archive); found != typeZIP || reader(kind) == nil {
		kind = found // else its list of parts is damaged
	}
	if kind != typeZIP {
		doc := document.Document{Problem: unread(kind)}
		if read := reader(kind); read != nil {
			doc = said(read(data))
		}
		doc.Type = kind
		return doc
	}
	doc := unpack(archive)
	doc.Type = kind
	return doc
}

// unpack takes the files out of an archive, as many as a person would send.
func unpack(archive *zipped.Archive) document.Document {
	var doc document.Document
	note := func(problem string) {
		if doc.Problem == "" {
			doc.Problem = problem
		}
	}
	if archive.Cut {
		note("its end is missing")
	}
	room := maxInside
	for _, full := range archive.Names {
		name := baseName(full)
		if isClutter(full) {
			continue
		}
		if len(doc.Files) == maxFiles {
			note(fmt.Sprintf("it holds more than %d files; the others were not read", maxFiles))
			break
		}
		data, err := archive.Read(full)
		switch {
		case errors.Is(err, zipped.ErrProtected):
			note(fmt.Sprintf("%q in it is protected by a password", name))
			continue
		case len(data) > room || errors.Is(err, zipped.ErrTooLarge):
			note(fmt.Sprintf("%q in it is too large", name))
			continue
		case err != nil:
			note(fmt.Sprintf("%q in it is damaged", name))
			if len(data) == 0 {
				continue
			}
		}
		if Type(name, "", data) == typeZIP && strings.EqualFold(path.Ext(name), ".zip") {
			note(fmt.Sprintf("%q in it is an archive within an archive, which is not unpacked", name))
			continue
		}
		room -= len(data)
		doc.Files = append(doc.Files, document.File{Name: name, Data: data})
	}
	if len(doc.Files) == 0 {
		note("it holds no files")
	}
	return doc
}

// isClutter tells folders, and what programs leave in an archive that nobody
// put there.
func isClutter(full string) bool {
	base := path.Base(full)
	return full == "" || strings.HasSuffix(full, "/") || strings.HasPrefix(full, "__MACOSX/") || strings.HasPrefix(base, "._") ||
		base == ".DS_Store" || strings.EqualFold(base, "thumbs.db") || strings.EqualFold(base, "desktop.ini")
}

// baseName makes a name to show of a path in an archive: no folders, so that
// no name leads out of anywhere, and readable letters. Windows writes names in
// the code page of DOS.
func baseName(full string) string {
	name := path.Base(strings.ReplaceAll(full, `\`, "/"))
	if !utf8.ValidString(name) {
		if s, err := charmap.CodePage850.NewDecoder().String(name); err == nil {
			name = s
		}
	}
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, "\uFFFD"))
	if runes := []rune(name); len(runes) > 150 {
		name = string(runes[:150])
	}
	switch name {
	case "", ".", "..", "/":
		return "unnamed"
	}
	return name
}
