package docx

import (
	"strconv"
	"strings"

	"medelbot/parser/page"
)

// maxEntries bounds the choices of a drop-down field.
const maxEntries = 1000

// field is the legacy form field that was met last (ffData; ECMA-376 part 1,
// 17.16).
type field struct {
	checked bool
	entries []string // of a drop-down
	chosen  int
	prompt  string // what a text field shows at first
}

// property reads an element of a check box, a drop-down or a text field.
func (f *field) property(parent, name, val string) {
	switch {
	case parent == "checkBox" && name != "result":
		f.checked = isOn(val) // the default stands before the state
	case parent == "ddList" && name == "listEntry" && len(f.entries) < maxEntries:
		f.entries = append(f.entries, val)
	case parent == "ddList":
		f.chosen = number(val)
	case parent == "textInput" && name == "default":
		f.prompt = val
	}
}

func (b *box) sign() string {
	if b.on {
		return "[x]"
	}
	return "[ ]"
}

// text is what a check box or a drop-down shows.
func (f *field) text(name string) string {
	switch {
	case name == "checkBox" && f.checked:
		return "[x]"
	case name == "checkBox":
		return "[ ]"
	case f.chosen >= 0 && f.chosen < len(f.entries):
		return f.entries[f.chosen]
	}
	return ""
}

// symbol reads a character of a font of symbols (sym), which is named by its
// number.
func symbol(char string) string {
	n, err := strconv.ParseUint(char, 16, 16)
	if err != nil {
		return ""
	}
	return page.Symbols(string(rune(n)))
}

// isDingbats reports whether the letters of a font are pictures.
func isDingbats(font string) bool {
	return strings.HasPrefix(font, "Wingdings") || font == "Webdings"
}
