package message

import (
	"bytes"
	"strings"
)

const (
	maxHeader = 1 << 20 // bytes of one header block that are read
	maxFields = 2000    // fields of one header block that are kept
)

// rawField is one header field before decoding, its folded lines still joined
// by their line ends.
type rawField struct {
	name  string
	value []byte
}

// splitHeader cuts an entity into its header fields and its body. Where the
// header breaks the rules it goes on as a person would: an mbox "From " line
// and lines without a colon are passed over as long as more fields follow;
// otherwise the body begins at the first line that cannot be a field. A block
// without any field of a known name is no header, all of it is body.
func splitHeader(raw []byte, faults *[]string) (fields []rawField, body []byte) {
	rest := bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	rest = bytes.TrimLeft(rest, "\r\n\x00")
	if bytes.HasPrefix(rest, []byte("From ")) || bytes.HasPrefix(rest, []byte(">From ")) {
		_, rest = headerLine(rest) // the separator line of an mbox file (RFC 4155)
	}
	known, dropped := false, false
	for len(rest) > 0 {
		line, next := headerLine(rest)
		text := bytes.TrimRight(line, "\r\n")
		name, value := fieldStart(text)
		blank := len(bytes.TrimLeft(text, " \t\x00")) == 0
		switch {
		case blank && (len(text) == 0 || !fieldFollows(next)):
			if !known {
				return nil, raw
			}
			return fields, next
		case len(fields) > 0 && (blank || text[0] == ' ' || text[0] == '\t'):
			if dropped {
				break // goes on a line that was passed over
			}
			// The folded lines lie behind each other in raw, so that the value
			// can simply be made longer.
			last := &fields[len(fields)-1]
			last.value = last.value[:len(last.value)+len(line)]
		case name != "" && (len(fields) == maxFields || len(raw)-len(rest) > maxHeader):
			note(faults, "the header is too long, its end was not read")
			return fields, afterBlankLine(rest)
		case name != "":
			known, dropped = known || knownField(name), false
			// The value keeps its line end, so that a folded line fits behind it.
			fields = append(fields, rawField{name, value[:len(value)+len(line)-len(text)]})
		case fieldFollows(next):
			dropped = true
			note(faults, "a header line without a colon was passed over")
		case !known:
			return nil, raw
		default:
			note(faults, "no empty line ends the header")
			return fields, rest
		}
		rest = next
	}
	if !known {
		return nil, raw
	}
	return fields, nil
}

// headerLine returns the first line with its line end, and what follows. A bare
// CR ends a line as well if a field or an empty line stands behind it.
func headerLine(b []byte) (line, rest []byte) {
	end := min(len(b), maxHeader)
	if lf := bytes.IndexByte(b[:end], '\n'); lf >= 0 {
		end = lf + 1
	}
	for at := 0; at < end; at++ {
		cr := bytes.IndexByte(b[at:end], '\r')
		if cr < 0 {
			break
		}
		at += cr
		after := bytes.TrimLeft(b[at:end], "\r")
		if len(after) == 0 || after[0] == '\n' {
			break
		}
		if several := end-at-len(after) > 1; at == 0 || several || startsKnownField(after) {
			return b[:at+1], b[at+1:]
		}
	}
	return b[:end], b[end:]
}

// fieldStart takes a field apart; name is "" if the line is none. Blanks before
// the colon are allowed as in RFC 5322, 4.5.
func fieldStart(line []byte) (name string, value []byte) {
	colon := bytes.IndexByte(line[:min(len(line), 120)], ':')
	if colon < 0 {
		return "", nil
	}
	n := bytes.TrimRight(line[:colon], " \t")
	for _, c := range n {
		if c < 33 || c > 126 {
			return "", nil
		}
	}
	return string(n), line[colon+1:]
}

// knownFields and knownPrefixes tell the fields of mail from ordinary lines
// such as "Bankgiro: 5050-1055".
const (
	knownFields   = " from to cc bcc subject date sender received references importance priority precedence organization comments keywords "
	knownPrefixes = " x content list arc resent thread dkim authentication auto in mime message reply return delivered user disposition envelope errors received "
)

func knownField(name string) bool {
	name = strings.ToLower(name)
	if prefix, _, ok := strings.Cut(name, "-"); ok {
		return strings.Contains(knownPrefixes, " "+prefix+" ")
	}
	return strings.Contains(knownFields, " "+name+" ")
}

func startsKnownField(line []byte) bool {
	name, _ := fieldStart(line)
	return name != "" && knownField(name)
}

// fieldFollows reports whether a known header field stands within the next few
// lines, before any empty one.
func fieldFollows(b []byte) bool {
	for range 5 {
		line, next := headerLine(b)
		if len(bytes.TrimSpace(line)) == 0 {
			return false
		}
		if startsKnownField(line) {
			return true
		}
		b = next
	}
	return false
}

// afterBlankLine returns what follows the first empty line.
func afterBlankLine(b []byte) []byte {
	at := bytes.Index(b, []byte("\n\n"))
	if crlf := bytes.Index(b, []byte("\n\r\n")); crlf >= 0 && (at < 0 || crlf < at) {
		return b[crlf+3:]
	}
	if at < 0 {
		return nil
	}
	return b[at+2:]
}

// get returns the raw value of the first field of that name, or nil.
func get(fields []rawField, name string) []byte {
	for i := range fields {
		if strings.EqualFold(fields[i].name, name) {
			return fields[i].value
		}
	}
	return nil
}

// unfold joins folded lines (RFC 5322, 2.2.3) and makes the value valid UTF-8
// without control characters; encoded words stay as they are.
func unfold(value []byte) string {
	s := toUTF8(bytes.TrimSpace(value))
	if !strings.ContainsFunc(s, isControl) {
		return s
	}
	s = strings.NewReplacer("\r\n ", " ", "\r\n\t", " ", "\n ", " ", "\n\t", " ").Replace(s)
	return strings.TrimSpace(strings.Map(dropControls, s))
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f }

// dropControls makes blanks of line ends and tabs and removes other control
// characters; for strings.Map.
func dropControls(r rune) rune {
	switch {
	case r == '\t' || r == '\n' || r == '\r':
		return ' '
	case isControl(r):
		return -1
	}
	return r
}

// maxFaults bounds the list of faults of one mail, parts included.
const maxFaults = 50

// note adds a fault once.
func note(faults *[]string, fault string) {
	if len(*faults) >= maxFaults {
		return
	}
	for _, f := range *faults {
		if f == fault {
			return
		}
	}
	*faults = append(*faults, fault)
}
