package attachment

import (
	"strings"

	"medelbot/parser/document"
	"medelbot/parser/htmltext"
	"medelbot/parser/message"
)

// fromMail reads a mail that lies in another file, as in an archive. A mail
// that is attached to a mail itself is one that was passed on, and is read as
// such elsewhere.
func fromMail(m *message.Message) document.Document {
	var doc document.Document
	var text strings.Builder
	if m.Subject != "" {
		text.WriteString(m.Subject + "\n\n")
	}
	taken := map[int]bool{} // of alternatives one is enough
	for i := range m.Parts {
		p := &m.Parts[i]
		body := p.Disposition != "attachment" && (p.Name == "" || p.Alternative != 0)
		switch {
		case body && p.Type == typeHTML && !taken[p.Alternative]:
			text.WriteString(htmltext.Convert(p.Text).Visible + "\n\n")
		case body && p.Type == typePlain && !taken[p.Alternative]:
			text.WriteString(p.Text + "\n\n")
		case body && (p.Type == typeHTML || p.Type == typePlain):
		case len(p.Data) > 0:
			doc.Files = append(doc.Files, document.File{Name: baseName(p.Name), Data: p.Data})
		}
		if p.Alternative != 0 && body && strings.TrimSpace(p.Text) != "" {
			taken[p.Alternative] = true
		}
	}
	doc.Text = strings.TrimSpace(text.String())
	return doc
}
