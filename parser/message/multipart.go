package message

import "bytes"

// cutParts cuts a multipart body at the lines of its boundary. At most limit
// parts are returned; more tells that there were others. closed tells whether
// the end line was found.
func cutParts(body []byte, boundary string, limit int) (parts [][]byte, closed, more bool) {
	if boundary == "" || len(boundary) > 1000 {
		return nil, false, false
	}
	delimiter := []byte("--" + boundary)
	start := -1 // of the current part; -1 in the preamble
	for at := 0; ; {
		found := bytes.Index(body[at:], delimiter)
		if found < 0 {
			break
		}
		found += at
		at = found + len(delimiter)
		end, isEnd, ok := delimiterEnd(body, at)
		if !ok || found > 0 && body[found-1] != '\n' && body[found-1] != '\r' {
			continue
		}
		if start >= 0 {
			if len(parts) == limit {
				return parts, false, true
			}
			parts = append(parts, trimLineEnd(body[start:found]))
		}
		if isEnd {
			return parts, true, false
		}
		start, at = end, end
	}
	if start >= 0 && start < len(body) {
		if len(parts) == limit {
			return parts, false, true
		}
		parts = append(parts, body[start:])
	}
	return parts, false, false
}

// delimiterEnd looks at what follows "--boundary": blanks and a line end, or
// "--" and the same. It returns the beginning of the next line.
func delimiterEnd(body []byte, at int) (next int, isEnd, ok bool) {
	if bytes.HasPrefix(body[at:], []byte("--")) {
		isEnd = true
		at += 2
	}
	for at < len(body) && (body[at] == ' ' || body[at] == '\t') {
		at++
	}
	switch {
	case at == len(body):
		return at, isEnd, true
	case body[at] == '\n':
		return at + 1, isEnd, true
	case body[at] == '\r':
		if at+1 < len(body) && body[at+1] == '\n' {
			at++
		}
		return at + 1, isEnd, true
	}
	return 0, false, false
}

// trimLineEnd removes the one line end that belongs to the delimiter.
func trimLineEnd(b []byte) []byte {
	b = bytes.TrimSuffix(b, []byte("\n"))
	return bytes.TrimSuffix(b, []byte("\r"))
}

// splitPart cuts a body part into header and body. A part may begin with an
// empty line, having no header at all (RFC 2046, 5.1); unlike at the top of a
// mail that line counts.
func splitPart(part []byte, faults *[]string) (fields []rawField, body []byte) {
	if bytes.HasPrefix(part, []byte("\n")) || bytes.HasPrefix(part, []byte("\r\n")) {
		rest := bytes.TrimLeft(part, "\r\n")
		if !bytes.HasPrefix(bytes.ToLower(rest[:min(len(rest), 8)]), []byte("content-")) {
			return nil, rest
		}
	}
	return splitHeader(part, faults)
}

// sniffBoundary finds the boundary that a body uses: a line of two hyphens and
// more with a Content field below it.
func sniffBoundary(body []byte) string {
	const window = 1 << 20
	rest := body[:min(len(body), window)]
	for len(rest) > 0 {
		if !bytes.HasPrefix(rest, []byte("--")) {
			next := bytes.Index(rest, []byte("\n--"))
			if next < 0 {
				return ""
			}
			rest = rest[next+1:]
		}
		line, after, _ := bytes.Cut(rest, []byte("\n"))
		boundary := bytes.TrimRight(line[2:], " \t\r") // "-- " alone is a signature
		below := bytes.TrimLeft(after[:min(len(after), 20)], "\r\n")
		if len(boundary) > 0 && len(boundary) <= 200 && boundary[0] != ' ' && len(below) > 8 && bytes.EqualFold(below[:8], []byte("content-")) {
			return string(boundary)
		}
		rest = after
	}
	return ""
}
