package templates

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"medelbot"
)

// language is one that letters are written in, and what its functions say.
type language struct {
	name     medelbot.Language // also the folder of its templates
	weekdays [7]string         // from Sunday
	months   [12]string
	numerals [13]string // from nought
	none     string     // of several things
	and      string     // before the last of several things; Swedish and British English have no comma there
	clock    string     // a layout of package time
	kronor   func(sek int64) string
}

// languages are all of them. The first is what applicants get whose language
// nobody can tell, and coordinators always.
var languages = []*language{swedish, english}

var swedish = &language{
	name:     medelbot.Swedish,
	weekdays: [7]string{"söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag"},
	months: [12]string{"januari", "februari", "mars", "april", "maj", "juni", "juli",
		"augusti", "september", "oktober", "november", "december"},
	numerals: [13]string{"noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"},
	none:     "inga", and: "och", clock: "15.04",
	kronor: func(sek int64) string { sign, digits := grouped(sek, hard); return sign + digits + hard + "kr" },
}

// english is British, as Swedish authorities write it.
var english = &language{
	name:     medelbot.English,
	weekdays: [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	months: [12]string{"January", "February", "March", "April", "May", "June", "July",
		"August", "September", "October", "November", "December"},
	numerals: [13]string{"nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"},
	none:     "no", and: "and", clock: "15:04",
	kronor: func(sek int64) string { sign, digits := grouped(sek, ","); return sign + "SEK" + hard + digits },
}

// written finds a language; one without letters is the first of them.
func written(name medelbot.Language) *language {
	for _, l := range languages {
		if l.name == name {
			return l
		}
	}
	return languages[0]
}

// samples are views with sample data, at least one of each letter that there is
// in the language.
func (l *language) samples() []View {
	if l == english {
		return EnglishSamplesOf(sampleFrame())
	}
	return Samples()
}

// Kronor writes a sum in whole kronor as Swedish letters do, with hard blanks:
// "85 000 kr".
func Kronor(sek int64) string { return KronorIn(medelbot.Swedish, sek) }

// KronorIn writes a sum as letters in a language do: "85 000 kr", "SEK 85,000".
func KronorIn(name medelbot.Language, sek int64) string { return written(name).kronor(sek) }

// Day writes a day as Swedish letters do, without its weekday: "14 maj 2021".
func Day(t time.Time) string { return swedish.day(t) }

// date writes a day as letters do: "fredag 14 maj 2021".
func (l *language) date(t time.Time) string { return l.weekdays[t.Weekday()] + " " + l.day(t) }

// day writes a day without its weekday: "14 maj 2021".
func (l *language) day(t time.Time) string {
	return fmt.Sprintf("%d %s %d", t.Day(), l.months[t.Month()-1], t.Year())
}

// plural writes a number of things: one is the whole phrase for a single one
// ("en uppgift", "ett mejl"), many the noun for several; up to twelve in words.
func (l *language) plural(n int, one, many string) string {
	switch {
	case n == 1:
		return one
	case n == 0:
		return l.none + " " + many
	case n < len(l.numerals):
		return l.numerals[n] + " " + many
	}
	return strconv.Itoa(n) + hard + many
}

// separator is what stands before the i-th of n things in a sentence: nothing,
// a comma, or "och" before the last one.
func (l *language) separator(i, n int) string {
	switch i {
	case 0:
		return ""
	case n - 1:
		return " " + l.and + " "
	}
	return ", "
}

// grouped writes a number's digits by threes, and its sign apart.
func grouped(n int64, between string) (sign, digits string) {
	digits = strconv.FormatInt(n, 10)
	if digits[0] == '-' {
		sign, digits = "−", digits[1:]
	}
	var groups []string
	for len(digits) > 3 {
		groups = append([]string{digits[len(digits)-3:]}, groups...)
		digits = digits[:len(digits)-3]
	}
	return sign, strings.Join(append([]string{digits}, groups...), between)
}
