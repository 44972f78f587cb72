package htmltext

import (
	"strings"

	"golang.org/x/net/html"
)

// scanner cuts HTML into text and tags as browsers do (HTML standard, 13.2.5),
// in slices of the source.
type scanner struct {
	rest string
	raw  string // name of the element that was begun, if its text holds no tags
}

type tokenKind int

const (
	endOfSource tokenKind = iota
	textToken
	rawToken // text of a style, a script or their kin
	startToken
	endToken
)

// next returns the next token as it is written. Comments and declarations are
// passed over.
func (s *scanner) next() (tokenKind, string) {
	if s.raw != "" {
		end := rawEnd(s.rest, s.raw)
		s.raw = ""
		return s.take(rawToken, end)
	}
	for s.rest != "" {
		if end := textEnd(s.rest); end > 0 {
			return s.take(textToken, end)
		}
		switch c := s.rest[1]; {
		case isLetter(c):
			return s.take(startToken, tagEnd(s.rest))
		case c == '/' && len(s.rest) > 2 && isLetter(s.rest[2]):
			return s.take(endToken, tagEnd(s.rest))
		case strings.HasPrefix(s.rest, "<!--"):
			s.take(textToken, commentEnd(s.rest))
		default: // "<!doctype ...>", "<?xml ...>", "</ ...>"
			_, s.rest, _ = strings.Cut(s.rest, ">")
		}
	}
	return endOfSource, ""
}

func (s *scanner) take(kind tokenKind, n int) (tokenKind, string) {
	taken := s.rest[:n]
	s.rest = s.rest[n:]
	return kind, taken
}

// textEnd returns where the first markup begins; a "<" before a blank or a
// figure is a sign of comparison.
func textEnd(s string) int {
	for end := 0; ; end++ {
		at := strings.IndexByte(s[end:], '<')
		if at < 0 {
			return len(s)
		}
		end += at
		if after := s[end+1:]; after != "" && (isLetter(after[0]) || after[0] == '!' || after[0] == '?' || after[0] == '/' && len(after) > 1) {
			return end
		}
	}
}

// tagEnd returns the length of the tag that s begins with. A ">" in a quoted
// value does not end it.
func tagEnd(s string) int {
	i := 1
	for i < len(s) && isNameByte(s[i]) {
		i++
	}
	for ; i < len(s); i++ {
		switch s[i] {
		case '>':
			return i + 1
		case '=':
			if value := skipBlanks(s, i+1); value < len(s) && (s[value] == '"' || s[value] == '\'') {
				shut := strings.IndexByte(s[value+1:], s[value])
				if shut < 0 {
					return len(s)
				}
				i = value + 1 + shut
			}
		}
	}
	return len(s)
}

// commentEnd returns the length of the comment that s begins with: to "-->" or
// "--!>", or "<!-->" and "<!--->".
func commentEnd(s string) int {
	for end := len("<!"); ; end++ {
		at := strings.Index(s[end:], "--")
		if at < 0 {
			return len(s)
		}
		end += at
		switch after := s[end+2:]; {
		case strings.HasPrefix(after, ">"):
			return end + 3
		case strings.HasPrefix(after, "!>") && end >= len("<!--"):
			return end + 4
		}
	}
}

// rawEnd returns where the end tag of that name begins.
func rawEnd(s, name string) int {
	for end := 0; ; end++ {
		at := strings.Index(s[end:], "</")
		if at < 0 {
			return len(s)
		}
		end += at
		if after := s[end+2:]; len(after) > len(name) && strings.EqualFold(after[:len(name)], name) && !isNameByte(after[len(name)]) {
			return end
		}
	}
}

// tagName returns the name that a tag begins with, in lower case, and what
// follows.
func tagName(tag string) (name, rest string) {
	tag = strings.TrimLeft(tag, "</")
	end := 0
	for end < len(tag) && isNameByte(tag[end]) {
		end++
	}
	return strings.ToLower(tag[:end]), tag[end:]
}

// nextAttribute reads the first attribute of what follows the name of a tag.
// The key is in lower case; ok is false at the end of the tag.
func nextAttribute(s string) (key, value, rest string, ok bool) {
	start := 0
	for start < len(s) && (isBlank(s[start]) || s[start] == '/') {
		start++
	}
	if start == len(s) || s[start] == '>' {
		return "", "", "", false
	}
	end := start + 1
	for end < len(s) && isNameByte(s[end]) && s[end] != '=' {
		end++
	}
	key = strings.ToLower(s[start:end])
	equals := skipBlanks(s, end)
	if equals == len(s) || s[equals] != '=' {
		return key, "", s[end:], true
	}
	s = s[skipBlanks(s, equals+1):]
	if s != "" && (s[0] == '"' || s[0] == '\'') {
		value, rest, _ = strings.Cut(s[1:], s[:1])
		return key, html.UnescapeString(value), rest, true
	}
	end = 0
	for end < len(s) && !isBlank(s[end]) && s[end] != '>' {
		end++
	}
	return key, html.UnescapeString(s[:end]), s[end:], true
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

// isNameByte tells what may stand in the name of a tag.
func isNameByte(c byte) bool { return !isBlank(c) && c != '/' && c != '>' }

func skipBlanks(s string, i int) int {
	for i < len(s) && isBlank(s[i]) {
		i++
	}
	return i
}
