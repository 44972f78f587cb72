package kind

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"medelbot"
)

// Letter is one of our own letters, as its Message-ID names it:
// PK-2021-0007.LETTER.N.RANDOM@domain, also without the random part, or
// digest.2021-05-14.RANDOM@domain.
type Letter struct {
	Case string // "" for letters of no case, such as digests
	Name string // lower case
}

var ownID = regexp.MustCompile(`^(?i:([A-Z][A-Z0-9]{0,9}-\d{4}-\d{4,6})\.([A-Z_]+)\.\d+(?:\.[A-Z0-9_-]+)?|(digest)\.\d{4}-\d{2}-\d{2}(?:\.[A-Z0-9_.-]+)?)@`)

// another is what people write of a second number of the same year and series:
// "PK-2021-0007 och 0008".
var another = regexp.MustCompile(`^\s?(?:och|samt|and|&|\+|/)\s?[-–‑]?(0\d{3})(?:$|[^\d-]\D|[^\d-]$)`)

var caseDigits = regexp.MustCompile(`^\s?[-–‑]\s?(\d{4})\s?[-–‑]\s?(\d{4})(?:\D|$)`)

// OwnLetter reads a Message-ID. It tells where a mail belongs and proves
// nothing: anybody can write one.
func OwnLetter(messageID string) (Letter, bool) {
	m := ownID.FindStringSubmatch(messageID)
	if m == nil {
		return Letter{}, false
	}
	return Letter{Case: strings.ToUpper(m[1]), Name: strings.ToLower(m[2] + m[3])}, true
}

// CaseNumbers lists the different case numbers in a text, in order, if their
// prefix belongs to one of the calls.
func CaseNumbers(text string, calls []medelbot.Call) []string {
	var prefixes, numbers []string
	for _, c := range calls {
		if p := strings.ToUpper(c.Prefix); p != "" && !contains(prefixes, p) {
			prefixes = append(prefixes, p)
		}
	}
	for _, p := range prefixes {
		for i := range len(text) {
			if text[i]&^0x20 != p[0] { // most bytes of a text; the prefix begins with a letter
				continue
			}
			for _, number := range caseNumbersAt(text, i, p) {
				if !contains(numbers, number) {
					numbers = append(numbers, number)
				}
			}
		}
	}
	return numbers
}

// caseNumbersAt reads PREFIX-2021-0007 at byte i, and a second number that is
// written behind it by its end alone; small letters and other hyphens are what
// mail programs make of it.
func caseNumbersAt(text string, i int, prefix string) []string {
	end := i + len(prefix)
	if end > len(text) || !strings.EqualFold(text[i:end], prefix) || i > 0 && isWordByte(text[i-1]) {
		return nil
	}
	text = text[end:min(end+40, len(text))]
	m := caseDigits.FindStringSubmatchIndex(text)
	if m == nil {
		return nil
	}
	series := prefix + "-" + text[m[2]:m[3]] + "-"
	numbers := []string{series + text[m[4]:m[5]]}
	if second := another.FindStringSubmatch(text[m[5]:]); second != nil {
		numbers = append(numbers, series+second[1])
	}
	return numbers
}

// isWordByte tells a letter or digit; of other than ASCII letters any byte.
func isWordByte(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c >= utf8.RuneSelf
}

func isSeries(prefix string, calls []medelbot.Call) bool {
	for _, c := range calls {
		if strings.EqualFold(c.Prefix, prefix) {
			return true
		}
	}
	return false
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// Thread is where a mail belongs, by its own marks.
type Thread struct {
	Case   string // the case that the mail answers or bears, "" if none or not certain
	Letter Letter // our letter that it answers, if it answers one
	Answer bool   // it answers a letter of ours
	From   string // what named the case, in words for a person
}

// Place finds the case of a mail. What it answers comes first, then its
// subject, then its own words, then the words it quotes: a number that somebody
// typed may be wrong, and of two numbers none is certain.
func Place(inReplyTo, references []string, subject, own, quoted string, calls []medelbot.Call) Thread {
	ids := append([]string{}, inReplyTo...)
	for i := len(references) - 1; i >= 0; i-- {
		ids = append(ids, references[i]) // the newest stands last (RFC 5322, 3.6.4)
	}
	var thread Thread
	for _, id := range ids {
		letter, ok := OwnLetter(id)
		if !ok || letter.Case != "" && !isSeries(letter.Case[:strings.IndexByte(letter.Case, '-')], calls) {
			continue
		}
		if !thread.Answer {
			thread.Answer, thread.Letter = true, letter
		}
		if letter.Case != "" {
			thread.Case, thread.From = letter.Case, "it answers our letter"
			return thread
		}
	}
	for _, place := range []struct{ text, from string }{
		{subject, "its subject bears the number"},
		{own, "its text bears the number"},
		{quoted, "the mail that it quotes bears the number"},
	} {
		switch numbers := CaseNumbers(place.text, calls); len(numbers) {
		case 0:
			continue
		case 1:
			thread.Case, thread.From = numbers[0], place.from
			return thread
		default:
			thread.From = "it bears several numbers"
			return thread
		}
	}
	return thread
}
