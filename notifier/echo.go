package notifier

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// How long a foreign text may be in a letter, in characters.
const (
	nameLimit  = 80
	quoteLimit = 160
	proseLimit = 300
)

// safe makes a foreign text fit for a letter: on one line, without control and
// invisible characters (which could hide or turn text around), with links that
// nobody can click, and at most limit characters long. HTML is escaped by the
// templates, not here.
func safe(s string, limit int) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Co):
			return -1
		}
		return r
	}, s)
	s = cut(strings.Join(strings.Fields(s), " "), limit)
	return inert(s)
}

// cut shortens a text at a blank, if there is one near the end.
func cut(s string, limit int) string {
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	short := string([]rune(s)[:limit-1])
	if i := strings.LastIndexByte(short, ' '); i > len(short)*3/4 {
		short = short[:i]
	}
	return strings.TrimRight(short, " ,.;:") + "…"
}

// Mail programs make links of addresses that nobody marked as such, so that a
// forger could get his link into a letter of ours. An address in mail is left
// alone: it leads to a letter, not to a page.
var (
	linkLike = regexp.MustCompile(`[\pL\d._%+-]+@[\pL\d.-]+|(?i:\b(?:javascript|data|file|vbscript|mailto|tel|sms):)|[:][/\\]{2}|[\pL\d-]+(?:\.[\pL\d-]+)*\.\pL{2,24}\d*`)
	// fileTypes are endings that are no domains, although some are sold as such:
	// a file's name should be shown as it is.
	fileTypes = []string{"pdf", "doc", "docx", "docm", "odt", "rtf", "txt", "xls", "xlsx", "ods", "csv", "ppt", "pptx",
		"jpg", "jpeg", "png", "gif", "tif", "tiff", "heic", "bmp", "mp3", "mp4", "html", "htm", "xml", "eml", "msg", "dat", "pages", "numbers", "key"}
	// abbreviations look like domains when they are written without a blank.
	abbreviations = []string{"t.ex", "m.fl", "t.om", "f.om", "fr.om", "o.dyl", "e.dyl"}
)

func inert(s string) string {
	return linkLike.ReplaceAllStringFunc(s, func(m string) string {
		switch {
		case strings.Contains(m, "@"):
			return m
		case strings.HasPrefix(m, ":"):
			return "[:]" + m[1:]
		case strings.HasSuffix(m, ":"):
			return m[:len(m)-1] + "[:]"
		}
		name, end, _ := strings.Cut(strings.ToLower(m), ".")
		if slices.Contains(abbreviations, name+"."+end) || slices.Contains(fileTypes, end) {
			return m
		}
		return strings.ReplaceAll(m, ".", "[.]")
	})
}

// localPart is what stands before the @ of a mail address.
var localPart = regexp.MustCompile(`[^\s<>"(),:;]+@`)

// nameless takes the people out of the mail addresses in a text. Servers name
// the recipient when they refuse a letter, and the log holds nothing personal.
func nameless(s string) string { return localPart.ReplaceAllString(s, "…@") }

// answered is a mail server's answer to a letter in the midst of other words: a
// reply code, perhaps an enhanced one (RFC 5321, section 4.2; RFC 3463), and what
// the server says.
var answered = regexp.MustCompile(`(?s)(^|: )([245]\d\d(?:[ -][245]\.\d{1,3}\.\d{1,3})?)[ -].*`)

// logged is a reason as the log may have it: of what a server says about a letter
// only the codes, for filters repeat its subject and its words. The outbox tells
// the whole.
func logged(reason string) string { return nameless(answered.ReplaceAllString(reason, "$1$2")) }
