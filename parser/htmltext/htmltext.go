// Package htmltext turns the HTML of mails into plain text that keeps what a
// reader sees: lines, and the cells of a table row side by side.
package htmltext

// Text is the text of one HTML part.
type Text struct {
	Visible string // what a person sees; cells joined by tab, quotes as "> " lines
	Hidden  string // what only a program sees: display:none and its kin
}

// Convert reads HTML of any quality.
func Convert(html string) Text {
	return Text{Visible: html}
}
