package medelbot

import (
	"bytes"
	"encoding/base64"
	"regexp"
)

// A token as letters write it is six groups of four characters and one of two.
// writtenToken finds it also as mail programs send it on: with another hyphen or
// a blank between the groups, as quoted-printable (RFC 2045, 6.7) and mailto
// links (RFC 6068, 5) encode them, and broken into lines at any place.
const (
	tokenChar  = `[A-Za-z2-7](?:=\r?\n)?` // a soft line break may follow
	tokenGroup = tokenChar + tokenChar + tokenChar + tokenChar
	tokenGap   = `(?:[ -]|‐|‑|–|=2[Dd]|%2[Dd]|=20|%20|=[Ee]2=80=9[013])(?:=?\r?\n[> \t]*)?`
)

var writtenToken = regexp.MustCompile(tokenGroup + `(?:` + tokenGap + tokenGroup + `){5}` + tokenGap + tokenChar + `[A-Za-z2-7]`)

const (
	// encodings is how deep encoded texts are looked into: a mail attached to a
	// mail as a file is one, and its own texts are the next.
	encodings = 3
	// longestText is the longest encoded text that is looked into, in bytes. What
	// is longer is a picture or a document.
	longestText = 4 << 20
)

// MaskTokens puts an x for each character of the tokens in a raw mail, or in any
// other text, also where it is encoded as base64; all else stays as it was and
// where it was. masks tells of a token's hash whether it shall be masked; nil
// masks all that look like one. The text given is not changed; it is what comes
// back where there is nothing to mask.
//
// A token gives its right to whoever can write from its person's address, so that
// none may lie about which can still be used (promise 5).
func MaskTokens(raw []byte, masks func(hash [32]byte) bool) []byte {
	return maskTokens(raw, masks, encodings)
}

func maskTokens(raw []byte, masks func(hash [32]byte) bool, depth int) []byte {
	var out []byte // nil: as it was
	put := func(at int, c byte) {
		if out == nil {
			out = bytes.Clone(raw)
		}
		out[at] = c
	}
	for _, found := range writtenToken.FindAllIndex(raw, -1) {
		places := tokenPlaces(raw, found[0], found[1])
		var token []byte
		for _, at := range places {
			token = append(token, raw[at])
		}
		if masks != nil && !masks(TokenHash(string(token))) {
			continue
		}
		for _, at := range places {
			put(at, 'x')
		}
	}
	for from, to := range base64Blocks(raw) {
		if depth == 0 || to-from > longestText {
			continue
		}
		text := make([]byte, base64.StdEncoding.DecodedLen(to-from))
		n, err := base64.StdEncoding.Decode(text, raw[from:to]) // skips the ends of lines
		if err != nil {
			continue // plain words, all of letters
		}
		masked := maskTokens(text[:n], masks, depth-1)
		if bytes.Equal(masked, text[:n]) {
			continue
		}
		at := from
		for _, c := range base64.StdEncoding.AppendEncode(nil, masked) {
			for raw[at] == '\r' || raw[at] == '\n' {
				at++
			}
			put(at, c)
			at++
		}
	}
	if out == nil {
		return raw
	}
	return out
}

// tokenPlaces are where the characters of a token stand that writtenToken has
// found.
func tokenPlaces(raw []byte, from, to int) (places []int) {
	for at := from; at < to; at++ {
		switch c := raw[at]; {
		case c == '%', c == '=' && raw[at+1] != '\r' && raw[at+1] != '\n':
			at += 2 // of an encoded character; a token ends with none
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '2' && c <= '7':
			places = append(places, at)
		}
	}
	return places
}

// base64Blocks finds the runs of lines that may be base64 (RFC 2045, 6.8): where
// each begins and ends.
func base64Blocks(raw []byte) func(yield func(from, to int) bool) {
	return func(yield func(from, to int) bool) {
		from, at := 0, 0
		for line := range bytes.Lines(raw) {
			next := at + len(line)
			line = bytes.TrimRight(line, "\r\n")
			if len(line) == 0 || !base64Line(line) {
				if at > from && !yield(from, at) {
					return
				}
				from = next
			}
			at = next
		}
		if at > from {
			yield(from, at)
		}
	}
}

func base64Line(line []byte) bool {
	for _, c := range bytes.TrimRight(line, "=") {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '+', c == '/':
		default:
			return false
		}
	}
	return true
}
