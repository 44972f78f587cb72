package pdf

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"medelbot/parser/pdf/syntax"
)

// unmapped stands for a glyph of which nobody knows what it says.
const unmapped = "\uFFFD"

// asciiNames are the glyph names of the codes 0x20 to 0x7E, latinNames of 0xA1
// to 0xFF in ISO 8859-1 (Adobe Glyph List).
const (
	asciiNames = "space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk plus comma hyphen period slash " +
		"zero one two three four five six seven eight nine colon semicolon less equal greater question " +
		"at A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum underscore " +
		"grave a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde"
	latinNames = "exclamdown cent sterling currency yen brokenbar section dieresis copyright ordfeminine guillemotleft logicalnot sfthyphen registered macron " +
		"degree plusminus twosuperior threesuperior acute mu paragraph periodcentered cedilla onesuperior ordmasculine guillemotright onequarter onehalf threequarters questiondown " +
		"Agrave Aacute Acircumflex Atilde Adieresis Aring AE Ccedilla Egrave Eacute Ecircumflex Edieresis Igrave Iacute Icircumflex Idieresis " +
		"Eth Ntilde Ograve Oacute Ocircumflex Otilde Odieresis multiply Oslash Ugrave Uacute Ucircumflex Udieresis Yacute Thorn germandbls " +
		"agrave aacute acircumflex atilde adieresis aring ae ccedilla egrave eacute ecircumflex edieresis igrave iacute icircumflex idieresis " +
		"eth ntilde ograve oacute ocircumflex otilde odieresis divide oslash ugrave uacute ucircumflex udieresis yacute thorn ydieresis"
)

// otherNames are glyph names outside ISO 8859-1 that occur in Swedish texts.
var otherNames = map[string]string{
	"quoteleft": "‘", "quoteright": "’", "quotedblleft": "“", "quotedblright": "”", "quotesinglbase": "‚", "quotedblbase": "„",
	"guilsinglleft": "‹", "guilsinglright": "›", "endash": "–", "emdash": "—", "bullet": "•", "ellipsis": "…", "Euro": "€", "minus": "-",
	"fi": "fi", "fl": "fl", "ff": "ff", "ffi": "ffi", "ffl": "ffl", "f_i": "fi", "f_l": "fl", "f_f": "ff", "t_t": "tt", "f_t": "ft", "t_i": "ti",
	"dotlessi": "ı", "Lslash": "Ł", "lslash": "ł", "OE": "Œ", "oe": "œ", "Scaron": "Š", "scaron": "š", "Zcaron": "Ž", "zcaron": "ž",
	"ccaron": "č", "Ccaron": "Č", "cacute": "ć", "Cacute": "Ć", "eogonek": "ę", "aogonek": "ą", "nacute": "ń", "sacute": "ś", "zdotaccent": "ż", "zacute": "ź",
	"ring": "˚", "circumflex": "ˆ", "tilde": "˜", "breve": "˘", "caron": "ˇ", "dagger": "†", "daggerdbl": "‡", "perthousand": "‰", "trademark": "™",
	"fraction": "/", "nbspace": " ", "nonbreakingspace": " ", "softhyphen": "\u00ad", "hyphenminus": "-", "middot": "·",
	"a20": "✔", "a19": "✓", "a22": "✗", "a23": "✘", "a24": "✘", "checkbox": "☐", "H22073": "☐",
}

// standardHigh are the upper codes of StandardEncoding (ISO 32000-1, annex D.2)
// that differ from ISO 8859-1.
var standardHigh = map[byte]string{
	0x27: "’", 0x60: "‘", 0xA4: "/", 0xA6: "ƒ", 0xA8: "¤", 0xA9: "'", 0xAA: "“", 0xAC: "‹", 0xAD: "›", 0xAE: "fi", 0xAF: "fl", 0xB1: "–", 0xB2: "†", 0xB3: "‡",
	0xB4: "·", 0xB7: "•", 0xB8: "‚", 0xB9: "„", 0xBA: "”", 0xBC: "…", 0xBD: "‰", 0xC1: "`", 0xC2: "´", 0xC8: "¨", 0xCA: "˚", 0xD0: "—",
	0xE1: "Æ", 0xE3: "ª", 0xE8: "Ł", 0xE9: "Ø", 0xEA: "Œ", 0xEB: "º", 0xF1: "æ", 0xF5: "ı", 0xF8: "ł", 0xF9: "ø", 0xFA: "œ", 0xFB: "ß",
}

// docHigh are the codes of PDFDocEncoding (annex D.3) from 0x80 on that differ
// from ISO 8859-1.
var docHigh = []rune("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™\uFB01\uFB02ŁŒŠŸŽıłœšž\uFFFD€")

// glyphs maps glyph names to text. It is read only.
var glyphs = glyphTexts()

func glyphTexts() map[string]string {
	out := make(map[string]string, 300)
	for i, name := range strings.Fields(asciiNames) {
		out[name] = string(rune(0x20 + i))
	}
	for i, name := range strings.Fields(latinNames) {
		out[name] = string(rune(0xA1 + i))
	}
	for name, text := range otherNames {
		out[name] = text
	}
	return out
}

// glyphText returns what a glyph of that name says: by the Adobe Glyph List, or
// by its number in names as uni00E5 and u1F600; "" if that is not known.
func glyphText(name string) string {
	name, _, _ = strings.Cut(name, ".")
	if text, ok := glyphs[name]; ok {
		return text
	}
	digits, ok := strings.CutPrefix(name, "uni")
	if !ok {
		digits, ok = strings.CutPrefix(name, "u")
	}
	if !ok || len(digits) < 4 || len(digits) > 6 {
		return ""
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || !utf8.ValidRune(rune(n)) {
		return ""
	}
	return string(rune(n))
}

// baseEncoding fills the table of a simple font from one of the encodings that
// PDF defines (annex D).
func baseEncoding(name syntax.Name) (table [256]string) {
	for i := 0x20; i < 256; i++ {
		c := byte(i)
		switch name {
		case "WinAnsiEncoding":
			table[i] = string(charmap.Windows1252.DecodeByte(c))
		case "MacRomanEncoding":
			table[i] = string(charmap.Macintosh.DecodeByte(c))
		default:
			if text, ok := standardHigh[c]; ok {
				table[i] = text
			} else if c < 0x7f || c >= 0xa1 {
				table[i] = string(rune(c))
			}
		}
	}
	return table
}

// textString decodes a text string (7.9.2.2): UTF-16 or UTF-8 with a mark in
// front, or else PDFDocEncoding.
func textString(s syntax.String) string {
	if rest, ok := strings.CutPrefix(string(s), "\xfe\xff"); ok {
		return utf16Text(rest)
	}
	if rest, ok := strings.CutPrefix(string(s), "\xff\xfe"); ok {
		swapped := []byte(rest)
		for i := 0; i+1 < len(swapped); i += 2 {
			swapped[i], swapped[i+1] = swapped[i+1], swapped[i]
		}
		return utf16Text(string(swapped))
	}
	if rest, ok := strings.CutPrefix(string(s), "\xef\xbb\xbf"); ok {
		return strings.ToValidUTF8(rest, unmapped)
	}
	var out strings.Builder
	for _, c := range []byte(s) {
		switch {
		case c >= 0x80 && int(c)-0x80 < len(docHigh):
			out.WriteRune(docHigh[c-0x80])
		default:
			out.WriteRune(rune(c))
		}
	}
	return out.String()
}

// utf16Text decodes big-endian UTF-16.
func utf16Text(s string) string {
	units := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}
