package pdf

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"medelbot/parser/pdf/syntax"
)

// Widths are in thousandths of the font size (9.2.4).
const (
	defaultWidth = 1000 // of composite fonts without DW (9.7.4.3)
	courierWidth = 600
	unknownWidth = 556 // a digit of Helvetica
	maxWidths    = 1 << 16
)

// helvetica are the widths of the codes 0x20 to 0x7E of Helvetica. The standard
// fonts need not state their widths (9.6.2.2).
var helvetica = [...]float64{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
}

// font tells what the codes of a text mean and how wide they are.
type font struct {
	bold      bool
	composite bool
	codes     *cmap // of composite fonts: the sizes of codes, and their glyphs
	unicode   *cmap // nil if the font has no ToUnicode
	encoding  [256]string
	widths    map[int]float64
	missing   float64 // width of the codes not in widths
	scale     float64 // from widths to the font size
	standard  bool    // widths are those of a standard font
	name      string
}

// newFont reads a font dictionary (9.5).
func (r *reader) newFont(dict syntax.Dict) *font {
	f := &font{widths: map[int]float64{}, scale: 0.001, name: string(r.file.Name(dict["BaseFont"]))}
	lower := strings.ToLower(f.name)
	f.bold = strings.Contains(lower, "bold") || strings.Contains(lower, "black")
	if stream := r.file.Stream(dict["ToUnicode"]); stream != nil {
		f.unicode = r.cmap(stream)
	}
	if r.file.Name(dict["Subtype"]) == "Type0" {
		r.composite(f, dict)
		return f
	}
	base := r.file.Resolve(dict["Encoding"])
	encoding, _ := base.(syntax.Name)
	details, _ := base.(syntax.Dict)
	if details != nil {
		encoding = r.file.Name(details["BaseEncoding"])
	}
	if encoding == "" && r.file.Name(dict["Subtype"]) == "TrueType" {
		encoding = "WinAnsiEncoding"
	}
	f.encoding = baseEncoding(encoding)
	if details != nil {
		r.differences(f, details)
	}
	r.simpleWidths(f, dict)
	return f
}

func (r *reader) cmap(stream *syntax.Stream) *cmap {
	data := r.decode(stream, maxCMap)
	r.work -= len(data) / 4
	return readCMap(data)
}

// differences reads the codes that differ from the base encoding (9.6.6).
func (r *reader) differences(f *font, details syntax.Dict) {
	at := 0
	for _, o := range r.file.Array(details["Differences"]) {
		switch o := r.file.Resolve(o).(type) {
		case int:
			at = o
		case syntax.Name:
			if at >= 0 && at < len(f.encoding) {
				f.encoding[at] = glyphText(string(o))
			}
			at++
		}
	}
}

func (r *reader) simpleWidths(f *font, dict syntax.Dict) {
	descriptor := r.file.Dict(dict["FontDescriptor"])
	f.missing = r.file.Float(descriptor["MissingWidth"], 0)
	widths := r.file.Array(dict["Widths"])
	first := r.file.Int(dict["FirstChar"], 0)
	for i, o := range widths[:min(len(widths), 256)] {
		f.widths[first+i] = r.file.Float(o, 0)
	}
	f.standard = len(widths) == 0
	if r.file.Name(dict["Subtype"]) == "Type3" {
		f.scale = 0.001
		if matrix := r.file.Array(dict["FontMatrix"]); len(matrix) == 6 {
			f.scale = r.file.Float(matrix[0], f.scale)
		}
	}
}

// composite reads the parts of a Type 0 font (9.7).
func (r *reader) composite(f *font, dict syntax.Dict) {
	f.composite = true
	if stream := r.file.Stream(dict["Encoding"]); stream != nil {
		f.codes = r.cmap(stream)
	}
	descendants := r.file.Array(dict["DescendantFonts"])
	if len(descendants) == 0 {
		f.missing = defaultWidth
		return
	}
	cid := r.file.Dict(descendants[0])
	f.missing = r.file.Float(cid["DW"], defaultWidth)
	w := r.file.Array(cid["W"])
	for i := 0; i+1 < len(w) && len(f.widths) < maxWidths; {
		first := r.file.Int(w[i], 0)
		if list := r.file.Array(w[i+1]); list != nil {
			for j, o := range list {
				f.widths[first+j] = r.file.Float(o, f.missing)
			}
			i += 2
			continue
		}
		if i+2 >= len(w) {
			break
		}
		last, width := r.file.Int(w[i+1], 0), r.file.Float(w[i+2], f.missing)
		for c := first; c <= last && len(f.widths) < maxWidths; c++ {
			f.widths[c] = width
		}
		i += 3
	}
}

// next takes the first code off s: what it says, its width as a part of the
// font size, its number of bytes, and whether it is the one-byte code 32, which
// alone word spacing applies to (9.3.3).
func (f *font) next(s string) (text string, width float64, size int, blank bool) {
	if f.composite {
		c, size := f.codes.next(s)
		glyph := int(c)
		if f.codes != nil {
			if n, ok := f.codes.cid[c]; ok {
				glyph = n
			}
		}
		width, ok := f.widths[glyph]
		if !ok {
			width = f.missing
		}
		return f.clean(f.unicode.lookup(c)), width * f.scale, size, size == 1 && c == ' '
	}
	c := s[0]
	text = f.unicode.lookup(uint32(c))
	if text == "" {
		text = f.encoding[c]
	}
	text = f.clean(text)
	width, ok := f.widths[int(c)]
	switch {
	case f.standard:
		width = f.standardWidth(text)
	case !ok:
		width = f.missing
	}
	return text, width * f.scale, 1, c == ' '
}

// lookup returns the text of a code, "" if it has none.
func (m *cmap) lookup(code uint32) string {
	if m == nil {
		return ""
	}
	text := m.text[code]
	if text != "" && text[0] < ' ' && text != "\t" {
		return ""
	}
	return text
}

func (f *font) standardWidth(text string) float64 {
	if strings.HasPrefix(f.name, "Courier") {
		return courierWidth
	}
	letter := norm.NFD.String(text)
	if letter == "" || letter[0] < ' ' || int(letter[0])-' ' >= len(helvetica) {
		return unknownWidth
	}
	width := helvetica[letter[0]-' ']
	if strings.HasPrefix(f.name, "Times") {
		return width * 0.9 // on average
	}
	return width
}

// clean gives the text of a glyph its usual form: ligatures apart, one kind of
// hyphen and blank, and ticked boxes as in all documents.
func (f *font) clean(text string) string {
	if text == "" {
		return unmapped
	}
	if len(text) == 1 {
		if f.dingbats() {
			return f.symbol(rune(text[0]))
		}
		return text
	}
	var out strings.Builder
	for _, c := range norm.NFC.String(text) {
		switch {
		case c >= 0xFB00 && c <= 0xFB06:
			out.WriteString([]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}[c-0xFB00])
		case c == '\u2010' || c == '\u2011' || c == '\u2212':
			out.WriteByte('-')
		case c == '\u00a0' || c >= '\u2000' && c <= '\u200a' || c == '\u202f' || c == '\t':
			out.WriteByte(' ')
		case c >= '\u200b' && c <= '\u200f' || c == '\ufeff' || c == '\u2060':
		case c >= 0xF000 && c <= 0xF0FF:
			out.WriteString(f.symbol(c - 0xF000))
		case c == '☐' || c == '□' || c == '❏' || c == '❑' || c == '❐' || c == '❒':
			out.WriteString("[ ]")
		case c == '☑' || c == '☒' || c == '✓' || c == '✔' || c == '✗' || c == '✘' || c == '✕' || c == '✖':
			out.WriteString("[x]")
		default:
			out.WriteRune(c)
		}
	}
	return out.String()
}

func (f *font) dingbats() bool {
	return strings.Contains(f.name, "Wingdings") || strings.Contains(f.name, "Dingbats")
}

// symbol returns what a code of a font of symbols shows: boxes and ticks, and a
// bullet for the rest.
func (f *font) symbol(c rune) string {
	if strings.Contains(f.name, "Dingbats") {
		switch {
		case c >= '3' && c <= '8':
			return "[x]"
		case c >= 'o' && c <= 'r':
			return "[ ]"
		}
		return "•"
	}
	if !strings.Contains(f.name, "Wingdings") {
		return "•"
	}
	switch c {
	case 0xFE, 0xFD, 0xFC, 0xFB, 'x':
		return "[x]"
	case 0xA8, 'o', 'q', 0x72:
		return "[ ]"
	case ' ':
		return " "
	}
	return "•"
}
