// Package message decodes raw mail into a flat structure and repairs what real
// mail programs break: it is the only room that knows MIME.
//
// The decoding is the package's own, after RFC 5322, 2045-2047, 2231 and 3676,
// because each of its steps has to go on where a strict reader stops: a header
// line without a colon, a boundary that is never used, base64 with holes. Only
// the rare character sets come from a library.
package message

import (
	"strings"
	"time"

	"medelbot"
)

// Field is one decoded header field.
type Field struct {
	Name  string // as written
	Value string // unfolded, encoded words decoded, valid UTF-8
}

// Message is one decoded mail. Parse fills it from any bytes.
type Message struct {
	Fields                        []Field // in the order of the mail, top first
	From, Sender, ReplyTo, To, Cc []medelbot.Address

	Subject, MessageID    string // MessageID without angle brackets
	InReplyTo, References []string
	Date                  time.Time   // zero if absent or absurd
	Received              []time.Time // topmost first; zero where unparsable
	ReturnPath            string      // "" together with HasReturnPath is the null sender
	HasReturnPath         bool
	Parts                 []Part   // leaves in the order of the mail
	Faults                []string // what was repaired or not read, in words for a person
}

// Part is one leaf of the MIME tree.
type Part struct {
	Type        string            // declared media type, lower case
	Params      map[string]string // of Content-Type, names in lower case
	Disposition string            // "attachment", "inline" or ""
	Name        string            // file name, decoded
	ContentID   string            // without angle brackets
	Alternative int               // leaves below one multipart/alternative share a number; 0: none
	Data        []byte            // transfer encoding removed
	Text        string            // of text/* and delivery reports: UTF-8 with LF line ends
	Inner       *Message          // of message/rfc822
	Path        string            // position in the tree, such as "1.2"
	Truncated   bool              // the end is missing or could not be decoded
}

// Get returns the value of the first field of that name (any case), or "".
func (m *Message) Get(name string) string {
	for _, f := range m.Fields {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}
