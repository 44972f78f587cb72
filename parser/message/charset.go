package message

import (
	"bytes"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/emersion/go-message/charset"
	"golang.org/x/text/encoding/charmap"
)

// decodeCharset makes UTF-8 of text in the named character set. It trusts the
// bytes more than the label, for the label is what senders get wrong.
func decodeCharset(data []byte, label string, faults *[]string) string {
	label = strings.ToLower(strings.Trim(strings.TrimSpace(label), `"'`))
	switch label {
	case "", "utf-8", "utf8", "us-ascii", "ascii", "x-unknown", "unknown-8bit", "default", "default_charset":
		if utf8.Valid(data) {
			return withLF(data)
		}
		if faults != nil {
			note(faults, "text that is not in its declared character set was read as Windows-1252")
		}
		return toUTF8(data)
	case "iso-8859-1", "iso8859-1", "latin1", "windows-1252", "cp1252", "iso-8859-15":
		// Text that is whole UTF-8 with letters beyond ASCII is UTF-8: in
		// Latin-1 it would read as Ã¥ and its kin.
		if ascii(data) {
			return withLF(data)
		}
		if utf8.Valid(data) {
			if faults != nil {
				note(faults, "text in UTF-8 was declared as "+label)
			}
			return string(data)
		}
		if label == "iso-8859-15" {
			return decodeSingleBytes(data, charmap.ISO8859_15)
		}
		return decodeSingleBytes(data, charmap.Windows1252)
	}
	reader, err := charset.Reader(label, bytes.NewReader(data))
	if err == nil {
		var text []byte
		if text, err = io.ReadAll(reader); err == nil {
			return strings.ToValidUTF8(string(text), "\uFFFD")
		}
	}
	if faults != nil {
		note(faults, "unknown character set "+clip(label)+": read as UTF-8 or Windows-1252")
	}
	return toUTF8(data)
}

// toUTF8 keeps what is valid UTF-8 and reads every other byte as Windows-1252.
// Byte by byte, so that one wrong byte does not spoil the letters around it.
func toUTF8(data []byte) string {
	if utf8.Valid(data) {
		return string(data)
	}
	var b strings.Builder
	b.Grow(len(data) + len(data)/8)
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if r == utf8.RuneError && size == 1 {
			r = charmap.Windows1252.DecodeByte(data[0])
		}
		b.WriteRune(r)
		data = data[size:]
	}
	return b.String()
}

// withLF makes a string of text, with the line ends that decodeText makes
// anyway: one copy instead of two.
func withLF(data []byte) string {
	var b strings.Builder
	b.Grow(len(data))
	for {
		cr := bytes.IndexByte(data, '\r')
		if cr < 0 {
			break
		}
		b.Write(data[:cr])
		b.WriteByte('\n')
		data = bytes.TrimPrefix(data[cr+1:], []byte("\n"))
	}
	b.Write(data)
	return b.String()
}

func decodeSingleBytes(data []byte, table *charmap.Charmap) string {
	var b strings.Builder
	b.Grow(len(data) + len(data)/8)
	for _, c := range data {
		if c < utf8.RuneSelf {
			b.WriteByte(c)
		} else {
			b.WriteRune(table.DecodeByte(c))
		}
	}
	return b.String()
}

func ascii(data []byte) bool {
	for _, c := range data {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

var metaCharset = regexp.MustCompile(`(?i)<meta[^>]{0,200}charset\s*=\s*["']?([a-z0-9_-]{2,40})`)

// htmlCharset finds the character set that an HTML text declares for itself
// near its beginning, or "".
func htmlCharset(data []byte) string {
	if m := metaCharset.FindSubmatch(data[:min(len(data), 2048)]); m != nil {
		return string(m[1])
	}
	return ""
}

// clip shortens what a mail says before it is repeated in a fault.
func clip(s string) string {
	if len(s) > 60 {
		return strings.ToValidUTF8(s[:60], "") + "..."
	}
	return s
}
