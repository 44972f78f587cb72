package message

import (
	"regexp"
	"strings"

	"medelbot"
)

// maxAddresses bounds the addresses read from one header.
const maxAddresses = 1000

// addrSpec finds an address in any text. Letters beyond ASCII are let in
// (RFC 6532); quotes and brackets end it.
var addrSpec = regexp.MustCompile(`[^\s<>()\[\],;:"@\\]+@[^\s<>()\[\],;:"@\\]+`)

// parseAddresses reads an address list (RFC 5322, 3.4) as leniently as people
// read it: names with unquoted commas, raw letters, semicolons between entries,
// comments as names, missing brackets. An entry without any address is kept
// with its name only.
func parseAddresses(value string) []medelbot.Address {
	var list []medelbot.Address
	pending := ""
	for _, entry := range splitAddresses(value) {
		a, ok := parseAddress(strings.TrimSpace(pending + entry))
		if !ok {
			// "Ström, Eva <eva@...>": what stands before the comma is a name.
			pending += entry + ","
			continue
		}
		pending = ""
		if list = append(list, a); len(list) == maxAddresses {
			return list
		}
	}
	rest := strings.Trim(decodeWords(pending), " ,")
	if a, ok := parseAddress(rest); ok {
		// An encoded word held the whole entry, address and all.
		return append(list, a)
	}
	if name := strings.Trim(rest, " \"'<>"); name != "" {
		list = append(list, medelbot.Address{Name: name})
	}
	return list
}

// splitAddresses cuts at commas and semicolons outside quotes, comments and
// angle brackets, and drops the names of groups ("undisclosed-recipients:;").
func splitAddresses(s string) []string {
	var entries []string
	start, depth := 0, 0
	quoted, angle := false, false
	for i := 0; i < len(s) && len(entries) < 2*maxAddresses; i++ {
		switch c := s[i]; {
		case c == '\\':
			i++
		case c == '"' && depth == 0:
			// A lone quote, as in: 12" rör <x@y>, does not swallow the list.
			quoted = !quoted && strings.IndexByte(s[i+1:], '"') >= 0
		case quoted:
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			depth--
		case depth > 0:
		case c == '<':
			angle = true
		case c == '>':
			angle = false
		case angle:
		case c == ':':
			start = i + 1
		case c == ',' || c == ';':
			entries = append(entries, s[start:i])
			start = i + 1
		}
	}
	if start < len(s) {
		entries = append(entries, s[start:])
	}
	return entries
}

// parseAddress reads one entry; ok is false if it holds no address.
func parseAddress(s string) (a medelbot.Address, ok bool) {
	if open := strings.LastIndexByte(s, '<'); open >= 0 {
		inner, _, _ := strings.Cut(s[open+1:], ">")
		if email := addrSpec.FindString(inner); email != "" {
			return medelbot.Address{Name: cleanName(s[:open], email), Email: cleanEmail(email)}, true
		}
		if inner = strings.TrimSpace(inner); inner == "" {
			return a, false
		}
	}
	at := addrSpec.FindStringIndex(s)
	if at == nil {
		return a, false
	}
	email := s[at[0]:at[1]]
	if strings.HasPrefix(email, "=?") {
		return a, false // an encoded word that happens to hold an @
	}
	return medelbot.Address{Name: cleanName(s[:at[0]]+s[at[1]:], email), Email: cleanEmail(email)}, true
}

// cleanName removes quotes, escapes and comment brackets around a display name.
// A name that only repeats the address is none.
func cleanName(s, email string) string {
	s = strings.TrimSpace(s)
	if len(s) > 1 && s[0] == '"' && s[len(s)-1] == '"' {
		s = s[1 : len(s)-1]
	}
	s = strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(s)
	s = strings.Join(strings.Fields(decodeWords(s)), " ")
	s = strings.Trim(s, ` "'<>,;`)
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") {
		s = strings.TrimSpace(s[1 : len(s)-1])
	}
	if strings.EqualFold(s, email) || strings.EqualFold(s, "mailto:"+email) {
		return ""
	}
	return s
}

func cleanEmail(s string) string {
	return strings.Trim(strings.TrimPrefix(s, "mailto:"), ".'`")
}

var messageID = regexp.MustCompile(`<([^<>\s]{1,1000})>`)

// parseIDs reads Message-IDs without their angle brackets. Where no brackets
// stand, every word is one.
func parseIDs(value string) []string {
	const maxIDs = 500
	var ids []string
	for _, m := range messageID.FindAllStringSubmatch(value, maxIDs) {
		ids = append(ids, m[1])
	}
	if ids != nil {
		return ids
	}
	for _, word := range strings.Fields(value) {
		if word = strings.Trim(word, "<>"); word != "" && len(word) <= 1000 && len(ids) < maxIDs && strings.Contains(word, "@") {
			ids = append(ids, word)
		}
	}
	return ids
}
