package message

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"regexp"
	"strings"
)

// gatewayTag is what mail gateways put before a subject on one route and not on
// another.
var gatewayTag = regexp.MustCompile(`(?i)^\s*(\[\s*ext(ern|ernal)?\s*\]|\*+\s*extern[a-z]*\s*\*+)\s*:?\s*`)

// ContentHash is a digest of what a reader gets: sender, subject, date and the
// decoded parts, attachments included. It is equal for copies of one mail that
// came over different routes (other trace fields, line ends, transfer encodings
// or character sets) and different for other content under the same Message-ID.
// The Message-ID itself is left out: for mail without one each route makes its
// own.
func (m *Message) ContentHash() [32]byte {
	h := sha256.New()
	for _, a := range m.From {
		hashString(h, strings.ToLower(a.Email))
	}
	hashString(h, strings.Join(strings.Fields(gatewayTag.ReplaceAllString(m.Subject, "")), " "))
	var date [8]byte
	if !m.Date.IsZero() {
		binary.BigEndian.PutUint64(date[:], uint64(m.Date.Unix()))
	}
	h.Write(date[:])
	for i := range m.Parts {
		p := &m.Parts[i]
		hashString(h, p.Type)
		hashString(h, p.Name)
		switch {
		case p.Inner != nil:
			inner := p.Inner.ContentHash()
			h.Write(inner[:])
		case p.Text != "":
			hashWords(h, p.Text)
		default:
			binary.BigEndian.PutUint64(date[:], uint64(len(p.Data)))
			h.Write(date[:])
			h.Write(p.Data)
		}
	}
	return [32]byte(h.Sum(nil))
}

// hashWords writes the words of s only, each with a blank behind it: routes
// break lines anew and pad them.
func hashWords(h hash.Hash, s string) {
	var buffer [4096]byte
	n, inWord := 0, false
	for i := range len(s) {
		c := s[i]
		if c <= ' ' {
			if !inWord {
				continue
			}
			c = ' '
		}
		inWord = c != ' '
		buffer[n] = c
		if n++; n == len(buffer) {
			h.Write(buffer[:])
			n = 0
		}
	}
	h.Write(buffer[:n])
	if inWord {
		h.Write([]byte{' '})
	}
	h.Write([]byte{0}) // no text holds a NUL
}

// hashString writes s with its length, so that neighbours cannot be confused.
func hashString(h hash.Hash, s string) {
	var n [8]byte
	binary.BigEndian.PutUint64(n[:], uint64(len(s)))
	h.Write(n[:])
	h.Write([]byte(s))
}
