// Package language tells English from Swedish by the small words that every
// sentence has and the other language lacks. Two languages need no more: a
// library that knows seventy takes a short Swedish mail for Danish or Dutch, and
// an English one full of Swedish names for anything. Norwegian and Danish count
// as Swedish.
package language

import (
	"strings"
	"unicode"

	"medelbot"
)

var (
	english = set(`
		the and of to is are was were been has had have will would could should can we our us you your it its this that
		these those they their there with from which who what when how why not or if any about into because please need
		want hope like my me am does did do so but than then them she he his on`)
	scandinavian = set(`
		och att det som är för på till av ska skall inte om den ett en vår vårt våra ni er du jag kan från har vi med hej
		eller när mvh hälsningar tack hur vad vid efter också även finns skulle vill blir här detta denna deras sin så
		där utan hos mot sedan kommer fran pa ocksa
		og ikke jeg skal til fra af vil vores hva hvad hvem også hilsen det er som å blir ble`)
)

// What it takes to call a text English or Swedish. When in doubt it is neither:
// letters go on as before.
const (
	leastEnglish = 5 // words that are English only
	leastSwedish = 3 // words that are Scandinavian only
	timesOther   = 3 // as many of them as of the other's
	oneIn        = 8 // and one word of so many at least
)

// Of tells in what language somebody has written a text, "" if the words are too
// few or too mixed. Labels and headings do not count: they may be those of a form
// or of the call.
func Of(text string) medelbot.Language {
	var all, en, sv int
	for _, word := range strings.FieldsFunc(strings.ToLower(prose(text)), func(r rune) bool { return !unicode.IsLetter(r) }) {
		all++
		switch {
		case english[word]:
			en++
		case scandinavian[word]:
			sv++
		}
	}
	switch {
	case en >= leastEnglish && en >= timesOther*sv && oneIn*en >= all:
		return medelbot.English
	case sv >= leastSwedish && sv >= timesOther*en && oneIn*sv >= all:
		return medelbot.Swedish
	}
	return ""
}

// prose leaves out what stands before a colon or in the first cell of a row,
// and lines that stand for themselves as headings do.
func prose(text string) string {
	var out strings.Builder
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		line = strings.TrimSpace(line)
		if label, answer, found := strings.Cut(line, "\t"); found && isShort(label) {
			line = answer
		}
		if label, answer, found := strings.Cut(line, ":"); found && isShort(label) {
			line = answer
		}
		begins := i == 0 || strings.TrimSpace(lines[i-1]) == ""
		if begins && isShort(line) && !endsSentence(line) && !goesOn(lines, i+1) {
			continue
		}
		out.WriteString(line)
		out.WriteByte('\n')
	}
	return out.String()
}

// isShort tells what may be a label or a heading: the call's longest has eleven
// words.
func isShort(s string) bool { return len(strings.Fields(s)) <= 12 }

func endsSentence(line string) bool {
	return strings.HasSuffix(strings.TrimRight(line, `"”')`), ".") || strings.ContainsAny(line, "?!")
}

// goesOn tells that line i goes on with the sentence before it: it begins with
// a small letter.
func goesOn(lines []string, i int) bool {
	if i >= len(lines) {
		return false
	}
	for _, r := range strings.TrimSpace(lines[i]) {
		return unicode.IsLower(r)
	}
	return false
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		m[word] = true
	}
	return m
}
