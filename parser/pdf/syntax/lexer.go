package syntax

import (
	"bytes"
	"strconv"
)

const (
	maxNesting = 60      // arrays and dictionaries in one another
	maxString  = 1 << 16 // bytes of a string; a longer one was not closed
	maxItems   = 1 << 17 // objects of one array or dictionary
)

// Lexer takes data apart into objects (7.2, 7.3). It takes what it can of
// malformed data and never fails.
type Lexer struct {
	data    []byte
	pos     int
	content bool // a content stream: no references, an operator does not end an array
}

// NewLexer returns a lexer of a content stream, a CMap or the like.
func NewLexer(data []byte) *Lexer { return &Lexer{data: data, content: true} }

// Next returns the next object or operator; ok is false at the end of the data.
func (l *Lexer) Next() (o Object, ok bool) { return l.next(0) }

func (l *Lexer) next(depth int) (Object, bool) {
	l.skipSpace()
	if l.pos >= len(l.data) {
		return nil, false
	}
	c := l.data[l.pos]
	switch {
	case c == '/':
		l.pos++
		return Name(l.name()), true
	case c == '(':
		return l.literal(), true
	case c == '<' && l.pos+1 < len(l.data) && l.data[l.pos+1] == '<':
		l.pos += 2
		return l.dict(depth + 1), true
	case c == '<':
		return l.hex(), true
	case c == '[':
		l.pos++
		return l.array(depth + 1), true
	case c == '>' && l.pos+1 < len(l.data) && l.data[l.pos+1] == '>':
		l.pos += 2
		return Operator(">>"), true
	case isDelimiter(c):
		l.pos++
		return Operator(c), true
	case c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.':
		return l.number(), true
	}
	start := l.pos
	for l.pos < len(l.data) && isRegular(l.data[l.pos]) {
		l.pos++
	}
	switch word := l.data[start:l.pos]; string(word) {
	case "true":
		return true, true
	case "false":
		return false, true
	case "null":
		return nil, true
	default:
		return Operator(word), true
	}
}

func (l *Lexer) skipSpace() {
	for l.pos < len(l.data) {
		switch c := l.data[l.pos]; {
		case isSpace(c):
			l.pos++
		case c == '%':
			for l.pos < len(l.data) && l.data[l.pos] != '\r' && l.data[l.pos] != '\n' {
				l.pos++
			}
		default:
			return
		}
	}
}

// number reads a number, or a reference that begins with one.
func (l *Lexer) number() Object {
	start := l.pos
	for l.pos < len(l.data) && isRegular(l.data[l.pos]) {
		l.pos++
	}
	word := l.data[start:l.pos]
	n, whole := parseNumber(word)
	if !whole {
		return n
	}
	if !l.content && n >= 0 {
		if gen, end, ok := l.generation(); ok {
			l.pos = end
			return Ref{ID: int(n), Gen: gen}
		}
	}
	return int(n)
}

// parseNumber reads digits as far as they go, as programs that show PDF do;
// whole reports an integer that is not too large for one.
func parseNumber(word []byte) (n float64, whole bool) {
	i, sign, scale := 0, 1.0, 0.0
	for i < len(word) && (word[i] == '+' || word[i] == '-') {
		if word[i] == '-' {
			sign = -1
		}
		i++
	}
	for ; i < len(word); i++ {
		switch c := word[i]; {
		case c >= '0' && c <= '9' && scale == 0:
			n = n*10 + float64(c-'0')
		case c >= '0' && c <= '9':
			n += float64(c-'0') * scale
			scale /= 10
		case c == '.' && scale == 0:
			scale = 0.1
		default:
			return sign * n, scale == 0 && n < 1<<31
		}
	}
	return sign * n, scale == 0 && n < 1<<31
}

// generation looks whether "0 R" follows, the rest of a reference.
func (l *Lexer) generation() (gen, end int, ok bool) {
	i := l.pos
	for i < len(l.data) && isSpace(l.data[i]) {
		i++
	}
	start := i
	for i < len(l.data) && i-start < 6 && l.data[i] >= '0' && l.data[i] <= '9' {
		gen = gen*10 + int(l.data[i]-'0')
		i++
	}
	if i == start {
		return 0, 0, false
	}
	start = i
	for i < len(l.data) && isSpace(l.data[i]) {
		i++
	}
	if i == start || i >= len(l.data) || l.data[i] != 'R' || i+1 < len(l.data) && isRegular(l.data[i+1]) {
		return 0, 0, false
	}
	return gen, i + 1, true
}

func (l *Lexer) name() string {
	start := l.pos
	for l.pos < len(l.data) && isRegular(l.data[l.pos]) {
		l.pos++
	}
	word := l.data[start:l.pos]
	if bytes.IndexByte(word, '#') < 0 {
		return string(word)
	}
	var out []byte
	for i := 0; i < len(word); i++ {
		if word[i] == '#' && i+2 < len(word) {
			if c, err := strconv.ParseUint(string(word[i+1:i+3]), 16, 8); err == nil {
				out = append(out, byte(c))
				i += 2
				continue
			}
		}
		out = append(out, word[i])
	}
	return string(out)
}

// literal reads a string in parentheses (7.3.4.2).
func (l *Lexer) literal() String {
	l.pos++
	var out []byte
	for depth := 1; l.pos < len(l.data) && len(out) < maxString; {
		c := l.data[l.pos]
		l.pos++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return String(out)
			}
		case '\\':
			out = l.escape(out)
			continue
		}
		out = append(out, c)
	}
	return String(out)
}

// escape reads what follows a backslash.
func (l *Lexer) escape(out []byte) []byte {
	if l.pos >= len(l.data) {
		return out
	}
	c := l.data[l.pos]
	l.pos++
	switch c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\n':
		return out
	case '\r':
		if l.pos < len(l.data) && l.data[l.pos] == '\n' {
			l.pos++
		}
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	n := int(c - '0')
	for i := 0; i < 2 && l.pos < len(l.data) && l.data[l.pos] >= '0' && l.data[l.pos] <= '7'; i++ {
		n = n*8 + int(l.data[l.pos]-'0')
		l.pos++
	}
	return append(out, byte(n))
}

func (l *Lexer) hex() String {
	l.pos++
	var out []byte
	high, half := byte(0), false
	for l.pos < len(l.data) && len(out) < maxString {
		c := l.data[l.pos]
		l.pos++
		if c == '>' {
			break
		}
		d, ok := digit(c)
		switch {
		case !ok:
		case half:
			out = append(out, high<<4|d)
			half = false
		default:
			high, half = d, true
		}
	}
	if half {
		out = append(out, high<<4)
	}
	return String(out)
}

func digit(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}

// array reads up to the closing bracket. In a file an operator ends it as well:
// it belongs to what comes after a bracket that is missing.
func (l *Lexer) array(depth int) Object {
	var out Array
	if depth > maxNesting {
		return nil
	}
	for len(out) < maxItems {
		before := l.pos
		o, ok := l.next(depth)
		if !ok {
			break
		}
		if op, isOp := o.(Operator); isOp {
			if op == "]" {
				break
			}
			if !l.content {
				l.pos = before
				break
			}
			continue
		}
		out = append(out, o)
	}
	return out
}

func (l *Lexer) dict(depth int) Object {
	out := Dict{}
	if depth > maxNesting {
		return nil
	}
	for len(out) < maxItems {
		before := l.pos
		key, ok := l.next(depth)
		if !ok || key == Operator(">>") {
			break
		}
		name, isName := key.(Name)
		if !isName {
			if _, isOp := key.(Operator); isOp && !l.content {
				l.pos = before
				break
			}
			continue
		}
		before = l.pos
		value, ok := l.next(depth)
		if op, isOp := value.(Operator); isOp {
			if op == ">>" {
				break
			}
			if !l.content {
				l.pos = before
				break
			}
			continue
		}
		if ok {
			out[name] = value
		}
	}
	return out
}

// SkipInlineImage moves behind the data of an inline image, after its operator
// ID (8.9.7). The data have no stated length: EI between blanks ends them.
func (l *Lexer) SkipInlineImage() {
	for l.pos < len(l.data) {
		i := bytes.Index(l.data[l.pos:], []byte("EI"))
		if i < 0 {
			l.pos = len(l.data)
			return
		}
		start := l.pos + i
		l.pos = start + 2
		if start > 0 && isSpace(l.data[start-1]) && (l.pos == len(l.data) || isSpace(l.data[l.pos])) {
			return
		}
	}
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func isRegular(c byte) bool { return !isSpace(c) && !isDelimiter(c) }
