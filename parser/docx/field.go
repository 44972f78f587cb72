package docx

import (
	"strconv"

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

// symbol translates a character of a font of symbols (sym). Such fonts lie in
// the private area from F000 on; the number may be written without it.
func symbol(char string) string {
	n, err := strconv.ParseUint(char, 16, 32)
	if err != nil || n > 0x10ffff {
		return ""
	}
	if n < 0x100 {
		n += 0xf000
	}
	return page.Symbol(rune(n))
}
