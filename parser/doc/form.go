package doc

import (
	"strings"
	"unicode/utf16"
)

// field is an open field: its code, then perhaps a mark and its result.
type field struct {
	code   strings.Builder
	result bool // the code is over
	place  int  // of a form field's data in the data stream
	hidden bool // the result is not shown: what the field shows is written
}

const maxCode = 200 // bytes of a field's code that are kept

// Kinds of form fields (FFDataBits.iType).
const (
	formText = iota
	formCheck
	formList
)

// undefined is the state of a field that nobody has touched.
const undefined = 25

// form is a form field (FFData, 2.9.78).
type form struct {
	kind    int
	chosen  int
	prompt  string
	entries []string
}

// maxFormData bounds the bytes that are looked at for one field.
const maxFormData = 64 << 10

// readForm reads a form field's data, which begins with a header of its own
// (NilPICFAndBinData, 2.9.158).
func readForm(data block, place int) (form, bool) {
	b := data.from(place+data.u16(place+4), maxFormData)
	if place <= 0 || b.u32(0) != 0xffffffff {
		return form{}, false
	}
	bits := b.u16(4)
	f := form{kind: bits & 3, chosen: bits >> 2 & 0x1f}
	at := 10
	_, at = b.text(at) // its name
	if f.kind == formText {
		f.prompt, at = b.text(at)
	} else {
		if f.chosen == undefined {
			f.chosen = b.u16(at)
		}
		at += 2
	}
	for range 5 {
		_, at = b.text(at) // format, help, status and two macros
	}
	if f.kind == formList {
		// A string table in wide letters (STTB, 2.2.4).
		count := b.u16(at + 2)
		at += 6
		for range min(count, 1000) {
			n := b.u16(at)
			f.entries = append(f.entries, b.letters(at+2, n))
			at += 2 + 2*n
		}
	}
	return f, true
}

// text reads a string with its length before and a zero after it (Xstz), and
// returns where the next one begins.
func (b block) text(at int) (string, int) {
	n := b.u16(at)
	return b.letters(at+2, n), at + 2 + 2*n + 2
}

// letters reads n letters of 16 bits.
func (b block) letters(at, n int) string {
	b = b.from(at, 2*n)
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = uint16(b.u16(2 * i))
	}
	return string(utf16.Decode(units))
}

// formShown returns what a form field shows in place of a result.
func (r *reader) formShown(f *field) string {
	code := f.code.String()
	check := strings.Contains(code, "FORMCHECKBOX")
	list := strings.Contains(code, "FORMDROPDOWN")
	if !check && !list && !strings.Contains(code, "FORMTEXT") {
		return ""
	}
	data, ok := readForm(r.data, f.place)
	switch {
	case check:
		f.hidden = true
		if ok && data.kind == formCheck && data.chosen == 1 {
			return "[x]"
		}
		return "[ ]"
	case list && ok && data.chosen < len(data.entries):
		f.hidden = true
		return data.entries[data.chosen]
	case ok:
		r.page.OpenField(data.prompt)
	}
	return ""
}
