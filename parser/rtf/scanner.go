package rtf

import "bytes"

// kind is what a token is.
type kind byte

const (
	opens  kind = iota // {
	closes             // }
	word               // a control word
	symbol             // a control symbol, such as \~
	octets             // text, in the code page of its font
)

// token is one piece of a document.
type token struct {
	kind  kind
	name  []byte // of a control word; the character of a control symbol
	n     int    // parameter of the word
	has   bool   // it has a parameter
	bytes []byte // text
	coded bool   // text that was written as \'hh
}

// scanner takes a document apart into tokens.
type scanner struct {
	data []byte
	at   int
	one  [1]byte // of \'hh
}

// maxParameter bounds the digits of a parameter.
const maxParameter = 10

// next returns the next token; false at the end.
func (s *scanner) next() (token, bool) {
	for s.at < len(s.data) && (s.data[s.at] == '\r' || s.data[s.at] == '\n') {
		s.at++
	}
	if s.at >= len(s.data) {
		return token{}, false
	}
	switch c := s.data[s.at]; c {
	case '{':
		s.at++
		return token{kind: opens}, true
	case '}':
		s.at++
		return token{kind: closes}, true
	case '\\':
		s.at++
		return s.control()
	}
	rest := s.data[s.at:]
	if end := bytes.IndexAny(rest, "{}\\\r\n"); end >= 0 {
		rest = rest[:end]
	}
	s.at += len(rest)
	return token{kind: octets, bytes: rest}, true
}

// control reads what follows a backslash.
func (s *scanner) control() (token, bool) {
	if s.at >= len(s.data) {
		return token{}, false
	}
	start := s.at
	for s.at < len(s.data) && isLetter(s.data[s.at]) {
		s.at++
	}
	if s.at == start {
		return s.controlSymbol(), true
	}
	t := token{kind: word, name: s.data[start:s.at]}
	negative := s.at < len(s.data) && s.data[s.at] == '-'
	digits := s.at
	if negative {
		digits++
	}
	end := digits
	for end < len(s.data) && end-digits < maxParameter && s.data[end] >= '0' && s.data[end] <= '9' {
		t.n = t.n*10 + int(s.data[end]-'0')
		end++
	}
	if end > digits {
		t.has = true
		s.at = end
		if negative {
			t.n = -t.n
		}
	}
	if s.at < len(s.data) && s.data[s.at] == ' ' {
		s.at++ // it only ends the word
	}
	return t, true
}

func (s *scanner) controlSymbol() token {
	c := s.data[s.at]
	s.at++
	switch {
	case c == '\'' && s.at+1 < len(s.data):
		high, low := hex(s.data[s.at]), hex(s.data[s.at+1])
		if high < 0 || low < 0 {
			return token{kind: octets}
		}
		s.at += 2
		s.one[0] = byte(high<<4 | low)
		return token{kind: octets, bytes: s.one[:], coded: true}
	case c == '\\' || c == '{' || c == '}':
		return token{kind: octets, bytes: s.data[s.at-1 : s.at]}
	case c == '\r' || c == '\n':
		return token{kind: word, name: []byte("par")}
	case c == '\t':
		return token{kind: word, name: []byte("tab")}
	}
	return token{kind: symbol, name: s.data[s.at-1 : s.at]}
}

// skip leaves out bytes that are no text (\bin).
func (s *scanner) skip(n int) { s.at += min(max(n, 0), len(s.data)-s.at) }

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func hex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
