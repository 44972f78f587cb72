package kind

import (
	"strings"

	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
)

// shortLine is how many words a line of a command has at most, where the word
// is not written in capitals.
const shortLine = 4

// commandLine returns the command word that the text begins with, after a
// greeting at most. decides tells whether it is one that changes a case and
// stands alone or with a sum, a token or a reason, as nobody writes by chance.
func commandLine(own string) (word string, decides bool) {
	lines := 0
	for line := range strings.Lines(own) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		words := phrase.FirstWords(line, maxWords)
		// A number of a case may stand before the word: PK-2021-0012 bevilja.
		for len(words) > 1 && (words[0].Fold == "pk" || isDigits(words[0].Fold)) {
			words = words[1:]
		}
		if len(words) > 0 {
			word := words[0].Fold
			deciding := lexicon.Decisions.Has(word)
			if (deciding || lexicon.Commands.Has(word)) && !strings.HasSuffix(line, "?") {
				upper := strings.ToUpper(firstWord(line)) == firstWord(line)
				return word, deciding && (upper || len(words) <= shortLine)
			}
		}
		if lines++; lines >= 2 || len(words) > shortLine {
			return "", false
		}
	}
	return "", false
}

func firstWord(line string) string {
	word, _, _ := strings.Cut(line, " ")
	return word
}

func isDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }
