package dossier

import (
	"archive/zip"
	"crypto/sha256"
	"fmt"
	"io"
	"path"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// archive writes a zip file as a stream and keeps the checksum of each entry.
// Sizes that the old format has no room for are written as zip64 (APPNOTE 4.5.3)
// by archive/zip.
type archive struct {
	zip    *zip.Writer
	folder string
	at     time.Time // of entries that have no time of their own
	sums   strings.Builder
}

func newArchive(w io.Writer, folder string, at time.Time) *archive {
	return &archive{zip: zip.NewWriter(w), folder: folder, at: at}
}

// file adds an entry below the folder. Its time is the data's own, so that the
// same case gives the same bytes.
func (a *archive) file(name string, at time.Time, data []byte) error {
	if err := a.entry(name, at, data); err != nil {
		return err
	}
	fmt.Fprintf(&a.sums, "%x  %s\n", sha256.Sum256(data), name)
	return nil
}

func (a *archive) entry(name string, at time.Time, data []byte) error {
	h := &zip.FileHeader{Name: path.Join(a.folder, name), Method: zip.Deflate, Modified: zipTime(at)}
	h.SetMode(0o600)
	w, err := a.zip.CreateHeader(h)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

func (a *archive) json(name string, v any) error {
	data, err := indented(v)
	if err != nil {
		return err
	}
	return a.file(name, a.at, data)
}

// close ends the file with the checksums, in the form that sha256sum --check
// takes: safeName leaves nothing in a name that it would have to escape.
func (a *archive) close() error {
	if err := a.entry("SHA256SUMS", a.at, []byte(a.sums.String())); err != nil {
		return err
	}
	return a.zip.Close()
}

// zipTime brings a time to where zip can write it: from 1980 to 2107.
func zipTime(t time.Time) time.Time {
	t = t.UTC().Truncate(time.Second)
	if t.Year() < 1980 {
		return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if t.Year() > 2107 {
		return time.Date(2107, 12, 31, 0, 0, 0, 0, time.UTC)
	}
	return t
}

const (
	nameBytes      = 120 // of a file's name; some systems take no more than 255 with the folders
	extensionBytes = 12
	nameless       = "bilaga"
)

// safeName makes a name that a mail gives a file one that can be written in any
// folder of any system and leads nowhere else: no path, no signs that a system
// takes for something else, no device of Windows, not too long. Letters stay,
// å, ä and ö as one sign each.
func safeName(name, mediaType string) string {
	name = norm.NFC.String(strings.ToValidUTF8(name, "_"))
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`<>:"|?*`, r):
			return '_'
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), r == unicode.ReplacementChar:
			return -1 // what cannot be seen, or turns the writing around
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, name)
	name = strings.Trim(name, " .")
	if name == "" {
		name = nameless + extensions[mediaType]
	}
	base, ext := splitName(name)
	base = strings.TrimRight(cut(base, nameBytes-len(ext)), " .")
	if windowsDevice(base) {
		base = "_" + base
	}
	return base + ext
}

// splitName parts a name from its extension, if it has one that looks like one.
func splitName(name string) (base, ext string) {
	ext = path.Ext(name)
	if len(ext) > extensionBytes || len(ext) == len(name) {
		ext = ""
	}
	return strings.TrimSuffix(name, ext), ext
}

// cut shortens s to at most n bytes, not within a sign.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// windowsDevice tells names that Windows takes for a device, with or without an
// extension
// (https://learn.microsoft.com/windows/win32/fileio/naming-a-file).
func windowsDevice(base string) bool {
	base, _, _ = strings.Cut(strings.ToUpper(base), ".")
	switch base {
	case "CON", "CONIN$", "CONOUT$", "PRN", "AUX", "NUL":
		return true
	}
	port, ok := strings.CutPrefix(base, "COM")
	if !ok {
		port, ok = strings.CutPrefix(base, "LPT")
	}
	return ok && utf8.RuneCountInString(port) == 1 && strings.ContainsAny(port, "0123456789¹²³")
}

// extensions are of the kinds of files that come without a name.
var extensions = map[string]string{
	"message/rfc822": ".eml", "text/calendar": ".ics", "text/plain": ".txt", "text/html": ".html", "text/csv": ".csv",
	"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "application/pdf": ".pdf",
}

// names are those taken in one folder, in the form in which systems that do not
// tell capitals apart compare them.
type names map[string]bool

// unique numbers a name that is taken.
func (n names) unique(name string) string {
	base, ext := splitName(name)
	for i := 2; n[strings.ToLower(name)]; i++ {
		name = fmt.Sprintf("%s (%d)%s", base, i, ext)
	}
	n[strings.ToLower(name)] = true
	return name
}
