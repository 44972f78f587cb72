package elements

import "strings"

// isQuoted reports whether an offset lies in a line that begins with '>': there
// stand the questions that the writer answers.
func (d *document) isQuoted(at int) bool {
	start := strings.LastIndexByte(d.text[:at], '\n') + 1
	return strings.HasPrefix(strings.TrimLeft(d.text[start:at], " "), ">")
}

// withoutOurs takes from the words of somebody who answers between the lines of
// our letter what that letter repeats of the application: "> Summa: 72 000 kr".
// Its questions stay, bounds among them.
func withoutOurs(own string) string {
	if !strings.Contains(own, ">") {
		return own
	}
	var b strings.Builder
	for line := range strings.Lines(own) {
		if strings.HasPrefix(strings.TrimLeft(line, " "), ">") && hasValue(withoutRules(line)) {
			line = ">\n"
		}
		b.WriteString(line)
	}
	return b.String()
}
