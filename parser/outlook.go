package parser

import (
	"strings"

	"medelbot/parser/attachment"
)

// unwrap takes a mail out of the winmail.dat in which Outlook has wrapped it.
// Its files are those of the mail. Its text is the mail's body where that says
// little or nothing; else it is the same once more. What could not be read of it
// stays among the attachments, to be named.
func (b *body) unwrap(files []file) []file {
	var kept []file
	wrapper := "" // the name of the one whose files follow
	for _, f := range files {
		inner, within := strings.CutPrefix(f.Name, wrapper+"/")
		switch {
		case wrapper != "" && within:
			if f.Name = inner; strings.HasPrefix(f.Type, "image/") && f.Size < logoSize && strings.HasPrefix(strings.ToLower(inner), "image") {
				continue // of the signature
			}
		case f.Type == attachment.TypeTNEF:
			wrapper = f.Name
			if 3*len(strings.TrimSpace(b.visible)) < len(f.text) {
				b.visible, b.inked, b.plain = f.text, f.text, b.visible
			}
			if f.text = ""; f.Problem == "" {
				continue
			}
		default:
			wrapper = ""
		}
		kept = append(kept, f)
	}
	return kept
}
