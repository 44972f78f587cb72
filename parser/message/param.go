package message

import (
	"sort"
	"strconv"
	"strings"
)

// maxParams bounds the parameters of one field.
const maxParams = 100

// parseParams reads "value; name=value; ..." as of Content-Type and
// Content-Disposition. The value is lower case, as are the names. It takes what
// mail programs write: encoded words in values, unquoted values with blanks,
// RFC 2231 values in pieces and in any character set.
func parseParams(field []byte) (value string, params map[string]string) {
	// The bytes of RFC 2231 values are decoded with their own character set, so
	// that they must not be taken for UTF-8 before; unfold changes only raw 8-bit.
	s := unfold(field)
	value, s, _ = strings.Cut(s, ";")
	value = strings.ToLower(strings.TrimSpace(value))
	params = map[string]string{}
	pieces := map[string][]piece{}
	for n := 0; s != "" && n < maxParams; n++ {
		var name, val string
		name, val, s = nextParam(s)
		if name == "" {
			continue
		}
		base, section, extended := splitName(name)
		if section >= 0 || extended {
			pieces[base] = append(pieces[base], piece{max(section, 0), extended, val})
			continue
		}
		if _, ok := params[base]; !ok {
			params[base] = decodeWords(val)
		}
	}
	for base, p := range pieces {
		// RFC 2231, 4: the extended form wins over the plain one beside it.
		params[base] = joinPieces(p)
	}
	return value, params
}

// nextParam reads one name=value pair and returns what follows its semicolon.
func nextParam(s string) (name, value, rest string) {
	s = strings.TrimLeft(s, " \t;")
	eq := strings.IndexAny(s, "=;")
	if eq < 0 {
		return "", "", ""
	}
	if s[eq] == ';' {
		return "", "", s[eq+1:]
	}
	name = strings.ToLower(strings.TrimSpace(s[:eq]))
	s = strings.TrimLeft(s[eq+1:], " \t")
	if !strings.HasPrefix(s, `"`) {
		value, rest, _ = strings.Cut(s, ";")
		return name, strings.TrimSpace(value), rest
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && (s[i+1] == '"' || s[i+1] == '\\'):
			i++
			b.WriteByte(s[i])
		case c == '"':
			_, rest, _ = strings.Cut(s[i+1:], ";")
			return name, b.String(), rest
		default:
			b.WriteByte(c)
		}
	}
	// The closing quote is missing: the value ends at the next semicolon.
	value, rest, _ = strings.Cut(s[1:], ";")
	return name, strings.TrimSpace(value), rest
}

type piece struct {
	section  int
	extended bool // percent-encoded; the first one names the character set
	value    string
}

// splitName takes "filename*1*" apart; section is -1 if there is none.
func splitName(name string) (base string, section int, extended bool) {
	base, extended = strings.CutSuffix(name, "*")
	star := strings.LastIndexByte(base, '*')
	if star < 0 {
		return base, -1, extended
	}
	n, err := strconv.Atoi(base[star+1:])
	if err != nil || n < 0 || n > maxParams {
		return base, -1, extended
	}
	return base[:star], n, extended
}

// joinPieces puts the pieces of one value together (RFC 2231, 3 and 4). The
// bytes are joined before they are decoded: a character may be cut in two.
func joinPieces(pieces []piece) string {
	sort.SliceStable(pieces, func(i, j int) bool { return pieces[i].section < pieces[j].section })
	var data []byte
	var charset string
	for i, p := range pieces {
		if i > 0 && p.section == pieces[i-1].section {
			continue
		}
		if !p.extended {
			data = append(data, p.value...)
			continue
		}
		if i == 0 {
			if set, rest, ok := strings.Cut(p.value, "'"); ok {
				charset = set
				_, p.value, ok = strings.Cut(rest, "'")
				if !ok {
					p.value = rest
				}
			}
		}
		data = append(data, unescapePercent(p.value)...)
	}
	return decodeWords(strings.Map(dropControls, decodeCharset(data, charset, nil)))
}

func unescapePercent(s string) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && unhex(s[i+1]) >= 0 && unhex(s[i+2]) >= 0 {
			out = append(out, byte(unhex(s[i+1])<<4|unhex(s[i+2])))
			i += 2
			continue
		}
		out = append(out, s[i])
	}
	return out
}
