package segment

import (
	"regexp"
	"strings"

	"medelbot"
)

// parseSender reads the value of Från: "Anna Ek <anna@...>", "Ek Anna",
// "anna@...", "Anna Ek [mailto:anna@...]", "anna@...<mailto:anna@...>".
func parseSender(s string) medelbot.Address {
	a := medelbot.Address{Email: strings.TrimPrefix(findEmail(s), "mailto:")}
	name := s
	if cut := strings.IndexAny(s, "<[("); cut >= 0 {
		name = s[:cut]
	}
	name = strings.Trim(strings.TrimSpace(name), `"'*;, `)
	if !strings.EqualFold(name, a.Email) {
		a.Name = name
	}
	return a
}

// findEmail returns the first address in a text, or "".
func findEmail(s string) string {
	const longest = 255                   // letters of a domain (RFC 1035, 2.3.4)
	const around = " \t<>()[]\"',;:\r\n@" // what cannot be part of an address
	for {
		at := strings.IndexByte(s, '@')
		if at < 0 {
			return ""
		}
		start := strings.LastIndexAny(s[:at], around) + 1
		domain := s[at+1 : min(len(s), at+1+longest)]
		if end := strings.IndexAny(domain, around); end >= 0 {
			domain = domain[:end]
		}
		domain = strings.TrimRight(domain, ".")
		if start < at && strings.IndexByte(domain, '.') > 0 {
			return s[start:at+1] + domain
		}
		s = s[at+1:]
	}
}

var (
	verb = regexp.MustCompile(`(?i)\b(?:skrev|wrote|kirjoitti)\b`)
	// following: "skrev ... följande:"
	following = regexp.MustCompile(`(?i)\s*(?:följande|følgende|the following)?\s*:\s*$`)
	introWord = regexp.MustCompile(`(?i)^(?:den|på|on|am)\s+`)
)

// parseAttribution reads sender and date of an attribution line. The name
// stands behind the verb, or before it and behind the date.
func parseAttribution(s string) mail {
	m := mail{described: true}
	at := verb.FindStringIndex(s)
	before, after := strings.TrimSpace(s[:at[0]]), following.ReplaceAllString(s[at[1]:], "")
	if strings.ContainsAny(after, "0123456789") && !strings.Contains(after, "@") {
		// "Anna <anna@...> skrev den 3 maj 2021:"
		m.from = parseSender(before)
		m.date = introWord.ReplaceAllString(strings.Trim(after, " ,()"), "")
		return m
	}
	if name := strings.Trim(after, " ,"); name != "" {
		m.from = parseSender(name)
		m.date = before
	} else {
		words := strings.Fields(before)
		first := len(words)
		if at := indexAddress(words); at >= 0 {
			first = at
		}
		for first > 0 && partOfName(words[first-1]) {
			first--
		}
		m.from = parseSender(strings.Join(words[first:], " "))
		m.date = strings.Join(words[:first], " ")
	}
	m.date = introWord.ReplaceAllString(strings.Trim(m.date, " ,"), "")
	return m
}

func indexAddress(words []string) int {
	for i, w := range words {
		if strings.Contains(w, "@") {
			return i
		}
	}
	return -1
}

// partOfName tells the words of a name from those of a date.
func partOfName(word string) bool {
	if strings.ContainsAny(word, "0123456789") {
		return false
	}
	switch strings.ToLower(strings.Trim(word, ".,")) {
	case "kl", "am", "pm", "cet", "cest", "gmt", "utc", "på", "at", "den":
		return false
	}
	return true
}
