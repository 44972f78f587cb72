package message

import (
	"bytes"
	"path"
	"strings"
)

// IsSaved tells a mail that was saved as a file, whatever type it is declared
// as: its name ends in .eml and it begins with header fields (RFC 5322, 2.2).
func IsSaved(name string, data []byte) bool {
	if !strings.EqualFold(path.Ext(name), ".eml") {
		return false
	}
	fields := 0
	for line := range bytes.Lines(data[:min(len(data), 4096)]) {
		if len(bytes.TrimSpace(line)) == 0 {
			break
		}
		if line[0] == ' ' || line[0] == '\t' {
			continue // the field before goes on
		}
		field, _, found := bytes.Cut(line, []byte(":"))
		if !found || bytes.ContainsAny(field, " \t") {
			return false
		}
		switch strings.ToLower(string(field)) {
		case "from", "to", "date", "subject", "message-id", "received", "return-path", "mime-version":
			fields++
		}
	}
	return fields >= 2
}
