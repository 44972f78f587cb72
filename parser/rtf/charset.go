package rtf

import (
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// Code pages that are named by other words than \ansicpg and \cpg.
const (
	pageANSI   = 1252
	pageMac    = 10000
	pagePC     = 437
	pagePCA    = 850
	pageUTF8   = 65001
	pageSymbol = -1 // a font of symbols, whose letters are pictures
)

// charsetPage returns the code page of a font's \fcharset; 0 for that of the
// document.
func charsetPage(charset int) int {
	switch charset {
	case 0:
		return pageANSI
	case 2:
		return pageSymbol
	case 77:
		return pageMac
	case 128:
		return 932
	case 129:
		return 949
	case 134:
		return 936
	case 136:
		return 950
	case 161:
		return 1253
	case 162:
		return 1254
	case 163:
		return 1258
	case 177:
		return 1255
	case 178:
		return 1256
	case 186:
		return 1257
	case 204:
		return 1251
	case 222:
		return 874
	case 238:
		return 1250
	case 254:
		return pagePC
	case 255:
		return pagePCA
	}
	return 0
}

func encodingOf(codePage int) encoding.Encoding {
	switch codePage {
	case pagePC:
		return charmap.CodePage437
	case pagePCA:
		return charmap.CodePage850
	case 852:
		return charmap.CodePage852
	case 858:
		return charmap.CodePage858
	case 865:
		return charmap.CodePage865
	case 874:
		return charmap.Windows874
	case 932:
		return japanese.ShiftJIS
	case 936:
		return simplifiedchinese.GBK
	case 949:
		return korean.EUCKR
	case 950:
		return traditionalchinese.Big5
	case 1250:
		return charmap.Windows1250
	case 1251:
		return charmap.Windows1251
	case 1253:
		return charmap.Windows1253
	case 1254:
		return charmap.Windows1254
	case 1255:
		return charmap.Windows1255
	case 1256:
		return charmap.Windows1256
	case 1257:
		return charmap.Windows1257
	case 1258:
		return charmap.Windows1258
	case pageMac:
		return charmap.Macintosh
	case 28591:
		return charmap.ISO8859_1
	}
	return charmap.Windows1252
}

// decode reads bytes in a code page. Bytes that are no ASCII ought to be
// escaped; programs that do not know it write UTF-8, which is told by its form.
func decode(b []byte, codePage int) string {
	ascii := true
	for _, c := range b {
		ascii = ascii && c < utf8.RuneSelf
	}
	switch {
	case codePage == pageSymbol:
		out := make([]rune, len(b))
		for i, c := range b {
			if out[i] = rune(c); c > ' ' {
				out[i] += 0xf000
			}
		}
		return string(out)
	case ascii, utf8.Valid(b):
		return string(b)
	case codePage == pageUTF8:
		return string([]rune(string(b))) // with replacement characters
	}
	out, err := encodingOf(codePage).NewDecoder().Bytes(b)
	if err != nil {
		return ""
	}
	return string(out)
}
