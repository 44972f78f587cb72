package parser

import (
	"slices"
	"strings"

	"medelbot/parser/kind"
	"medelbot/parser/message"
)

// original finds the Message-ID of the letter that a bounce speaks of, in the
// returned mail or its header (RFC 3462, RFC 6522).
func original(m *message.Message) string {
	for _, p := range m.Parts {
		switch {
		case p.Inner != nil && p.Inner.MessageID != "":
			return p.Inner.MessageID
		case p.Type == "text/rfc822-headers":
			if id := message.Parse(p.Data).MessageID; id != "" {
				return id
			}
		}
	}
	for _, id := range append(slices.Clone(m.InReplyTo), m.References...) {
		if _, ours := kind.OwnLetter(id); ours {
			return id
		}
	}
	return returnedID(m)
}

// returnedID looks for a Message-ID line in the text of a home-made bounce.
func returnedID(m *message.Message) string {
	for _, p := range m.Parts {
		for line := range strings.Lines(p.Text) {
			line = strings.TrimSpace(strings.TrimLeft(line, "> "))
			if len(line) > 11 && strings.EqualFold(line[:11], "message-id:") {
				return strings.Trim(strings.TrimSpace(line[11:]), "<>")
			}
		}
	}
	return ""
}
