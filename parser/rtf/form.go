package rtf

import "strings"

// formPart is the part of a form field whose text is being read.
type formPart byte

const (
	formOther formPart = 1 + iota
	formPrompt
	formEntry
)

// Kinds of form fields (\fftype).
const (
	formText = iota
	formCheck
	formList
)

const (
	maxEntries = 1000
	maxPart    = 4096 // bytes of a prompt or an entry
	// undefined is the \ffres of a field that nobody has touched.
	undefined = 25
)

// form is the form field that was met last.
type form struct {
	kind     int
	result   int
	initial  int
	entries  []string
	prompt   strings.Builder // what a text field shows at first
	answered bool            // what it shows is written, and not to be read once more
}

// word reads a control word of a form field.
func (f *form) word(name string, n int) {
	switch name {
	case "fftype":
		f.kind = n
	case "ffres":
		f.result = n
	case "ffdefres":
		f.initial = n
	case "ffl":
		if len(f.entries) < maxEntries {
			f.entries = append(f.entries, "")
		}
	}
}

// text takes the text of a part.
func (f *form) text(part formPart, s string) {
	switch n := len(f.entries); {
	case part == formPrompt && f.prompt.Len()+len(s) <= maxPart:
		f.prompt.WriteString(s)
	case part == formEntry && n > 0 && len(f.entries[n-1])+len(s) <= maxPart:
		f.entries[n-1] += s
	}
}

// shown is what a check box or a drop-down shows.
func (f *form) shown() string {
	result := f.result
	if result == undefined {
		result = f.initial
	}
	f.answered = f.kind != formText
	switch {
	case f.kind == formCheck && result == 1:
		return "[x]"
	case f.kind == formCheck:
		return "[ ]"
	case f.kind == formList && result >= 0 && result < len(f.entries):
		return f.entries[result]
	}
	return ""
}
