package message

import (
	"encoding/base64"
	"strings"
)

// decodeWords decodes the encoded words of a header value (RFC 2047), also
// where mail programs put them against the rules: inside quotes, with blanks in
// them, and with one character cut in two by neighbouring words.
func decodeWords(s string) string {
	if !strings.Contains(s, "=?") {
		return s
	}
	var out strings.Builder
	var pending []byte // bytes of neighbouring words in one character set
	var charset string
	flush := func() {
		if len(pending) > 0 {
			out.WriteString(strings.Map(dropControls, decodeCharset(pending, charset, nil)))
			pending = pending[:0]
		}
	}
	for len(s) > 0 {
		start := strings.Index(s, "=?")
		if start < 0 {
			break
		}
		word, ok := cutWord(s[start:])
		if !ok {
			flush()
			out.WriteString(s[:start+2])
			s = s[start+2:]
			continue
		}
		gap := s[:start]
		if len(pending) == 0 || strings.Trim(gap, " \t\r\n") != "" {
			// Blanks count unless they stand between two encoded words.
			flush()
			out.WriteString(gap)
		} else if !strings.EqualFold(charset, word.charset) {
			flush()
		}
		charset = word.charset
		pending = append(pending, word.data...)
		s = s[start+word.length:]
	}
	flush()
	out.WriteString(s)
	return out.String()
}

type encodedWord struct {
	charset string
	data    []byte
	length  int // of the word as written
}

// cutWord reads the encoded word at the beginning of s: =?charset?Q?text?=
func cutWord(s string) (encodedWord, bool) {
	rest := s[2:]
	charset, rest, ok := strings.Cut(rest, "?")
	if !ok || charset == "" || len(charset) > 60 || len(rest) < 2 || rest[1] != '?' {
		return encodedWord{}, false
	}
	method := rest[0] | 0x20
	rest = rest[2:]
	end := strings.Index(rest, "?=")
	if end < 0 {
		return encodedWord{}, false
	}
	text := rest[:end]
	charset, _, _ = strings.Cut(charset, "*") // RFC 2231, 5: a language may follow
	word := encodedWord{charset: charset, length: len(s) - len(rest) + end + 2}
	switch method {
	case 'q':
		word.data = decodeQ(text)
	case 'b':
		text = strings.TrimRight(strings.Map(keepBase64, text), "=")
		data, err := base64.RawStdEncoding.DecodeString(text)
		if err != nil && len(text)%4 == 1 {
			data, err = base64.RawStdEncoding.DecodeString(text[:len(text)-1])
		}
		if err != nil {
			return encodedWord{}, false
		}
		word.data = data
	default:
		return encodedWord{}, false
	}
	return word, true
}

func keepBase64(r rune) rune {
	if r < 0x80 && (base64Value[r] >= 0 || r == '=') {
		return r
	}
	return -1
}

func decodeQ(s string) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '_':
			out = append(out, ' ')
		case c == '=' && i+2 < len(s) && unhex(s[i+1]) >= 0 && unhex(s[i+2]) >= 0:
			out = append(out, byte(unhex(s[i+1])<<4|unhex(s[i+2])))
			i += 2
		default:
			out = append(out, c)
		}
	}
	return out
}

// unhex returns the value of one hexadecimal digit, or -1.
func unhex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
