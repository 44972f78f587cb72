package message

import "strings"

// unfoldFlowed joins the lines of format=flowed text (RFC 3676, 4.2): a line
// that ends in a blank goes on in the next one of the same quote depth. Quote
// marks are written anew as ">" times the depth and one blank.
func unfoldFlowed(text string, delSp bool) string {
	var out strings.Builder
	out.Grow(len(text))
	open, openDepth := false, 0 // a line that goes on
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		content := strings.TrimLeft(line, ">")
		depth := len(line) - len(content)
		content = strings.TrimPrefix(content, " ") // space-stuffing
		if open && (depth != openDepth || content == "-- ") {
			// RFC 3676, 4.5: a line of another depth, or a signature, ends the
			// paragraph although it said that it goes on.
			out.WriteByte('\n')
			open = false
		}
		if !open && depth > 0 {
			out.WriteString(line[:depth])
			out.WriteByte(' ')
		}
		if open && !delSp {
			out.WriteByte(' ')
		}
		open, openDepth = strings.HasSuffix(content, " ") && content != "-- ", depth
		if open {
			content = content[:len(content)-1]
		}
		out.WriteString(content)
		if !open {
			out.WriteByte('\n')
		}
	}
	if open {
		out.WriteByte('\n')
	}
	return out.String()
}
